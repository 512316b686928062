"""The noun phrase that stands before a verb, where the parse does not know its subject."""

from __future__ import annotations

from chancery.extract import clauses, stretches, syntax
from chancery.extract.said.edges import is_break, is_set_off, mistaken_for_noun
from chancery.extract.said.spans import phrase
from chancery.model import Span
from chancery.tokens import Doc, Token

RUN = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PART"})
QUANTITY = frozenset({"DT", "PDT", "JJS", "RBS"})
COMPARED = frozenset({"JJR", "RBR"})


def noun_before(verb: Token, end: int) -> tuple[tuple[Token, ...], Span | None]:
    """Give the head and place of the noun phrase that stands right before a finite verb, whose words begin at ``end``."""
    doc, start = verb.doc, verb.sent.start
    if not _may_be_finite(verb) and end == verb.i:
        return (), None
    while end > start and doc[end - 1].is_space:
        end -= 1
    while end > start + 1 and doc[end - 1].lower_ in ("both", "each", "all") and doc[end - 2].pos_ in ("NOUN", "PROPN"):
        end -= 1
    stop = end
    end = start_of_time(doc, end, start)
    if stop > end > start + 1 and doc[end - 1].tag_ in ("VBN", "VBD") and doc[end - 2].pos_ in ("NOUN", "PROPN"):
        heads, source = _phrase_up_to(doc[end - 2], doc[end - 1])  # "a poll released on Sunday"
        return heads, (source[0], doc[stop - 1].idx + len(doc[stop - 1]))
    if end > start and doc[end - 1].text == ")":
        end = max((token.i for token in doc[max(start, end - 8) : end] if token.text == "("), default=end)
    if end <= start:
        return (), None
    last = doc[end - 1]
    told = (
        verb.tag_ in (*syntax.FINITE, "VB") or past_tense(verb) or (stop < verb.i and doc[stop].tag_ in syntax.FINITE)
    )
    if (is_break(last) or last.text in ("”", '"')) and told:
        return _noun_in_commas(verb, last)
    return _ending_with(last, verb)


def _ending_with(last: Token, verb: Token) -> tuple[tuple[Token, ...], Span | None]:
    """The noun phrase or pronoun of which a word is the last."""
    if last.pos_ == "PRON" or (last.tag_ in QUANTITY and _begins_clause(last)):
        return ((last,), stretches.span_of([last])) if last.tag_ not in ("WDT", "WP") else ((), None)
    if last.tag_ == "VBN" and syntax.before(last).lower_ == "those":
        return _of_those(last, verb.sent.start)
    if last.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "SYM"):
        return (), None
    return _phrase_up_to(last, verb)


def _of_those(last: Token, start: int) -> tuple[tuple[Token, ...], Span]:
    """The words before "those surveyed" up to the last break, the first of them who speaks: "Half of those surveyed say …"."""
    first = syntax.before(last)
    while first.i > start and syntax.before(first).pos_ in RUN:
        first = syntax.before(first)
    return (first,), stretches.span_of([first, last])


def _phrase_up_to(last: Token, verb: Token) -> tuple[tuple[Token, ...], Span]:
    """The noun phrase that ends with a word: by the parse, or all the words before it that may belong to one."""
    top = _top_noun(last, verb)
    if top is not None:
        return (top,), (phrase(top)[0], last.idx + len(last))
    doc, first, bound = last.doc, last, verb.sent.start
    while first.i > bound and (syntax.before(first).pos_ in RUN or syntax.before(first).dep_ == "amod"):
        first = syntax.before(first)
    while first.i < last.i and first.pos_ in ("ADP", "PART"):
        first = doc[first.i + 1]
    head = next(
        (token for token in doc[first.i : last.i + 1] if token is last or syntax.following(token).pos_ == "ADP"), last
    )
    return (head,), stretches.span_of([first, last])


def _begins_clause(token: Token) -> bool:
    """Does a word stand first in its sentence or behind a break or a conjunction: "Most oppose it; others want it"?"""
    if token.i == token.sent.start:
        return True
    return is_break(syntax.before(token)) or syntax.before(token).tag_ == "CC"


def _top_noun(last: Token, verb: Token) -> Token | None:
    """The noun that all the words up to the last one before a verb hang on, where they begin a clause.

    "Majorities of voters in towns going to the polls say …": no more than the last noun follows from the words alone.
    """
    found: Token | None = None
    for top in [last, *syntax.ancestors(last)]:
        if top.i >= verb.i:
            break
        noun = top.pos_ in ("NOUN", "PROPN", "PRON", "NUM") or top.tag_ in COMPARED  # "More in the survey expect …"
        whole = noun and top.right_edge.i >= last.i and not syntax.prepositions(top)
        edge = syntax.following(top.left_edge) if is_break(top.left_edge) else top.left_edge
        found = top if whole and _begins_clause(edge) and not syntax.own_subjects(top) else found
        if top.dep_ == "appos" and is_set_off(top):
            break  # an apposition would end with a comma: "The ferry, Lund said, …"
    return found


def start_of_time(doc: Doc, end: int, start: int) -> int:
    """Where the times begin that stand before a place ("late on Thursday evening"), or that place itself."""
    first = end
    while first - 1 > start and clauses.is_time(doc[first - 1]) and doc[first - 1].tag_ != "NNPS":
        first -= 1
        while first - 1 > start and doc[first - 1].tag_ in ("JJ", "DT", "IN", "RB") and _goes_with_time(doc[first - 1]):
            first -= 1
    return first


def _goes_with_time(token: Token) -> bool:
    """Is this a word that leads in to a time: "on", "this", "last", "past", "late"?"""
    return token.lower_ in ("on", "this", "that") or (
        token.tag_ in ("JJ", "RB") and token.lower_ in ("last", "past", "late", "early")
    )


def _may_be_finite(verb: Token) -> bool:
    """Is this a finite verb by its tag, or one taken for a noun (in a headline, or for a plural)?"""
    bare = verb.tag_ == "VB" and not syntax.children(verb, "aux", "mark", "xcomp") and verb.dep_ != "xcomp"
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or past_tense(verb)
    return finite or bare or verb.tag_[:2] == "NN" or mistaken_for_noun(verb)


def past_tense(verb: Token) -> bool:
    """Is this the verb of its sentence, taken for a participle: "Lund, the chairwoman, also expressed concern"?"""
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("ROOT", "parataxis")
        and not syntax.children(verb, "aux", "aux:pass", "cop", "nsubj:pass")
    )


def _noun_in_commas(verb: Token, comma: Token) -> tuple[tuple[Token, ...], Span | None]:
    """Read "A farmer in Tartu, Estonia, told …": the noun phrase before the verb with all that commas set off.

    Back from the verb go appositions, relative clauses and participles between commas, up to the first noun phrase of
    the run; where that shares its stretch with other words, only its trailing nouns count.
    """
    segments = _segments(verb, comma)
    while len(segments) > 1 and all(token.pos_ == "ADV" for token in segments[-1]):
        comma = syntax.before(segments.pop()[0])
    start: Token | None = None
    for number in range(len(segments) - 1, -1, -1):
        words = segments[number]
        if nominal(words) and not of_whom(words):
            start = words[0]
        elif (
            words[0].tag_ in ("WP", "WDT", "WP$", "VBG", "VBN")
            or of_whom(words)
            or ((words[0].tag_ == "IN" or words[0].pos_ == "ADV") and number > 0 and start is None)
        ):
            continue
        else:
            trailing = _trailing_nouns(words) if start is None else []
            start = trailing[0] if trailing else start
            break
    if start is None:
        return (), None
    words = [token for token in verb.doc[start.i : _end_of_run(segments, start, comma).i] if not token.is_space]
    nouns = [token for token in words if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM")]
    if not nouns:
        return (), None
    head = next((token for token in nouns if syntax.following(token).pos_ not in ("NOUN", "PROPN")), nouns[-1])
    return (head,), stretches.span_of(words)


def _end_of_run(segments: list[list[Token]], start: Token, comma: Token) -> Token:
    """The comma that ends a noun phrase before a verb, without a participle behind it: "Lund[,] asked about it, had said"."""
    behind = [words for words in segments if words[0].i > start.i]
    apart = bool(behind) and behind[0][0].tag_ in ("VBG", "VBN") and not any(nominal(words) for words in behind)
    return syntax.before(behind[0][0]) if apart else comma


def _segments(verb: Token, comma: Token) -> list[list[Token]]:
    """The stretches between commas and dashes in the sentence before a verb."""
    segments: list[list[Token]] = [[]]
    for token in verb.doc[verb.sent.start : comma.i]:
        if is_break(token) or token.text in ("”", "“", '"', "''", "``", ":"):
            segments.append([])
        elif not token.is_space:
            segments[-1].append(token)
    return [segment for segment in segments if segment]


def nominal(words: list[Token]) -> bool:
    """Is a stretch a noun phrase and no clause?"""
    relative = next((i for i, token in enumerate(words) if token.tag_ in ("WP", "WDT", "WP$")), len(words))
    return words[0].pos_ in ("NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON") and not any(
        token.tag_ in syntax.FINITE for token in words[:relative]
    )


def of_whom(words: list[Token]) -> bool:
    """Do words tell of a noun before them by "all of whom", "most of which"?"""
    return len(words) > 2 and words[1].lower_ == "of" and words[2].tag_ in ("WP", "WDT")


def _trailing_nouns(words: list[Token]) -> list[Token]:
    """The noun phrase that a stretch ends with."""
    first = len(words)
    if words[-1].pos_ == "ADJ":
        return []
    while first and words[first - 1].pos_ in RUN:
        token = words[first - 1]
        if token.pos_ == "ADP" and (token.dep_ == "mark" or token.head.arc == "obl"):
            break
        first -= 1
    while first < len(words) and words[first].pos_ in ("ADP", "PART"):
        first += 1
    return words[first:]
