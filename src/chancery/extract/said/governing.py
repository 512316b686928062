"""What a cue verb governs, frame by frame: a clause, an infinitive, an object, "X as Y", "X Y", or the sentence around it."""

from __future__ import annotations

from itertools import takewhile

from chancery.extract import clauses, stretches, syntax
from chancery.extract.said.asides import speaker_clause, tagged_clause
from chancery.extract.said.bare import first_governed, is_bare_verb
from chancery.extract.said.beside import start_of_time
from chancery.extract.said.complementizers import (
    bare_behind_means,
    before_colon,
    behind_aside,
    behind_circumstances,
    behind_listener,
    behind_participle,
    cut_off_subject,
    next_complementizer,
    predicate_behind,
    tells_time,
)
from chancery.extract.said.edges import CLOSING, OPENING, TIMED, clause_span, has_marker, is_break, passive
from chancery.extract.said.gaps import SUBJECT_WORDS, charged, inserted, with_missing
from chancery.extract.said.infinitives import gerund, infinitive, object_infinitive, seeming
from chancery.extract.said.objects import (
    CIRCUMSTANCES,
    as_content,
    object_content,
    predicate_content,
    small_clause,
    with_charge,
)
from chancery.extract.said.participles import quoted_as
from chancery.lexicon.speech import SpeechTables, VerbRow
from chancery.model import Span
from chancery.tokens import Token

# Labels of a word that is missing in its relative clause ("a hall where they met", "a question that asked …").
GAPS = frozenset({"nsubj", "nsubj:pass", "obj", "advmod"})

# Prepositions of what somebody spoke amid or about, whose noun a "that" behind it tells of: "was sworn in despite evidence that".
AROUND = CIRCUMSTANCES | {"about", "over"}

# Prepositions of when and by whom something was said, right behind the verb.
SPOKEN_AT = frozenset({"after", "during", "through"})

# Senses of what is said of somebody: "praised her", "despises them".
JUDGING = frozenset({"judged", "accused", "felt", "denied"})


def content_of(verb: Token, row: VerbRow, frame: str, governed: Token | None, tables: SpeechTables) -> tuple[Span, ...]:
    """Give what a verb governs in one frame; () where the sentence does not fill it."""
    if is_bare_verb(verb):
        return _behind_bare_verb(verb, frame)
    match frame:
        case "clause":
            return (
                (stretches.span_of([syntax.following(verb)]),) if _says_so(verb) else clause_content(verb, row, tables)
            )
        case "infinitive":
            return infinitive(verb)
        case "object_infinitive":
            return object_infinitive(verb, row, governed) or with_missing(verb, infinitive(verb))
        case "gerund":
            return gerund(verb, governed)
        case "object" | "words":
            found = object_content(verb, governed, judged=row.sense in JUDGING)
            return (with_charge(verb, found) or charged(verb)) if row.sense == "accused" else found
        case "as":
            found = as_content(verb, governed)
            return with_missing(verb, found) or found
        case "predicate":
            found = predicate_content(verb)
            return with_missing(verb, found) or found
        case "seem":
            return seeming(verb)
    return ()


def _behind_bare_verb(verb: Token, frame: str) -> tuple[Span, ...]:
    """Give what stands behind a verb that the parse took for a noun, by its first words."""
    first, end = first_governed(verb), verb.sent.end
    rest = list(takewhile(lambda token: not is_break(token) and token.text not in ".:?!", verb.doc[first.i : end]))
    if not rest:
        return ()
    finite = next((token for token in verb.doc[first.i : end] if token.tag_ in syntax.FINITE), None)
    told = first.lower_ == "that" or finite in rest
    if frame == "clause" and told and finite is not None:
        return (clause_span(verb, first, finite),)
    if frame == "as":
        fits = any(token.lower_ == "as" for token in rest[1:])
    else:
        fits = frame == {"VBG": "gerund", "TO": "infinitive"}.get(first.tag_, "object") and not told
    return (stretches.span_of([first, rest[-1]]),) if fits else ()


def clause_content(verb: Token, row: VerbRow, tables: SpeechTables) -> tuple[Span, ...]:
    """Give the finite clause that the verb governs: after it, or, as a tag is read, around or before it."""
    that = behind_participle(verb) or behind_aside(verb, row)
    if that is not None:
        told = that.head if that.head.i > that.i else that
        return (clause_span(verb, that, told, shown=row.sense == "shown"),)
    return _clause_beside(verb, row, tables)


def _clause_beside(verb: Token, row: VerbRow, tables: SpeechTables) -> tuple[Span, ...]:
    """Give the clause that follows a verb, or, as a tag is read, stands around or before it."""
    if row.addressee != "object" and speaker_clause(verb) is not None:
        return tagged_clause(verb, False, tables)
    after = _clauses_after(verb, row)
    start = _after_complementizer(verb, row, after) or (None if after else behind_circumstances(verb, row, tables))
    known = row.sense in ("thought", "asked") and not any(verb.i < noun.i for noun in syntax.children(verb, "obj"))
    if start is not None and not known and tells_time(start):
        return (clause_span(verb, _left_edge(after[0], verb, row), after[0]),) if after else ()
    if row.sense == "shown" and start is None:
        found = small_clause(verb)
        if found:
            return found
    around = _parted(verb, row, after[0], tables) if start is None and after else ()
    if around:
        return around
    if after:
        start = start or cut_off_subject(verb, row, after[0]) or _left_edge(after[0], verb, row)
        return (clause_span(verb, start, after[0], shown=row.sense == "shown"),)
    if start is not None:
        told = start.head if start.dep_ == "mark" and start.head.i > start.i else start
        return (clause_span(verb, start, told, shown=row.sense == "shown"),)
    return _unread_clause(verb, row, tables)


def _unread_clause(verb: Token, row: VerbRow, tables: SpeechTables) -> tuple[Span, ...]:
    """Give the clause that a verb governs where the parse knows of none."""
    told = _bare_clause_of_name(verb) if row.addressee == "object" else None
    if told is not None:
        return (clause_span(verb, told.left_edge, told),)
    gap = inserted(verb, row)
    if gap:
        return gap
    if quoted_as(verb):
        return tagged_clause(verb.head, True, tables)
    if "quote" not in row.frames or (verb.dep_ in ("acl", "amod") and passive(verb) and not row.particle):
        return ()
    told = predicate_behind(verb) if row.sense == "said" and row.addressee != "object" and not passive(verb) else None
    if told is not None:
        return (clause_span(verb, syntax.following(verb), told),)
    found = tagged_clause(verb, row.addressee == "object", tables) or _bare_clause(verb, row)
    bare = bare_behind_means(verb) if not found and row.sense == "said" else None
    return (clause_span(verb, bare.left_edge, bare),) if bare is not None else found


def _says_so(verb: Token) -> bool:
    """Do "so", "yes" or "no" stand for what is said, and lead in to nothing: "most said so in May", "half said no"?"""
    so = syntax.following(verb) if verb.i + 1 < verb.sent.end else None
    behind = syntax.following(so) if so is not None and so.i + 1 < len(verb.doc) else None
    if so is None or (behind is not None and not (behind.is_punct or behind.pos_ in ("ADP", "ADV"))):
        return False
    if behind is not None and not behind.is_punct and (so.head is behind or behind.head is so):
        return False  # "what we know so far"
    return (so.lower_ == "so" and so.pos_ == "ADV") or so.tag_ == "UH"


def _clauses_after(verb: Token, row: VerbRow) -> list[Token]:
    """The clauses behind a verb that the parse knows for its content, or hung on it otherwise but that are marked as such."""
    after = [child for child in syntax.children(verb, "ccomp") if child.i > verb.i and not _is_infinitive(child)]
    after = [
        child
        for child in after
        if (child.pos_ != "ADV" or syntax.own_subjects(child)) and not _tells_of_thing(child, verb)
    ]
    after = [child for child in after if not _said_by_participle(verb, child) and not has_marker(child, *TIMED)]
    after += [child for child in syntax.children(verb, "csubj") if child.i > verb.i and has_marker(child, "that")]
    if after:
        return sorted(after, key=lambda child: child.left_edge.i)  # "said the port, closed since May, would open"
    others = [child for child in syntax.children(verb, "xcomp", "parataxis", "advcl", "acl") if child.i > verb.i]
    marks = ("that", "whether", "if") if row.sense == "asked" else ("that", "whether")
    return [child for child in others if has_marker(child, *marks)]


def _tells_of_thing(clause: Token, verb: Token) -> bool:
    """Does "which" behind a comma open a clause: "told residents not to drink the water, [which] they had been told was safe"?"""
    own = syntax.own_subjects(clause)
    return bool(own) and own[0].tag_ == "WDT" and own[0].i > verb.i and is_break(syntax.before(own[0]))


def _said_by_participle(verb: Token, clause: Token) -> bool:
    """Does a participle behind a tag lead in to a clause: "The port is shut, he told the BBC, adding: “It should never …”"?"""
    before = clause.left_edge
    while before.i > verb.i and (before is clause.left_edge or before.is_punct):
        before = syntax.before(before)
    ahead = syntax.children(verb, "ccomp")[:1]
    apart = before.tag_ == "VBG" and before.head.i == verb.i and is_break(syntax.before(before))
    return apart and bool(ahead) and ahead[0].i < verb.i


def _bare_clause_of_name(verb: Token) -> Token | None:
    """A clause that the parse made a relative of who is told it: "told Weber the ship was gone", "told the crew he would go"."""
    if any(clause.i < verb.i and syntax.own_subjects(clause) for clause in syntax.children(verb, "ccomp")):
        return None  # "The talks failed, he told a meeting he led"
    for told in (child for child in verb.rights if child.arc in ("obj", "iobj")):
        for clause in syntax.children(told, "acl:relcl", "ccomp"):
            edge = clause.left_edge
            named = clause.dep_ == "ccomp" or (
                told.pos_ in ("PROPN", "PRON") or told.arc == "iobj" or edge.tag_ == "PRP"
            )  # names take no relatives
            whole = edge.tag_ in ("DT", "NNP", "NNS") and bool(
                syntax.children(clause, "obj", "obl", "cop", "xcomp", "ccomp", "aux:pass")
            )
            named = named or (whole and not syntax.children(verb, "xcomp"))
            if named and edge.i == told.i + 1 and edge.tag_ not in ("WP", "WDT", "WRB", "IN", "TO"):
                return clause if syntax.own_subjects(clause) else None
    return None


def _parted(verb: Token, row: VerbRow, clause: Token, tables: SpeechTables) -> tuple[Span, ...]:
    """Read a clause that the cue parts: "The port, Lund said, is full", "what Lund said is full"."""
    whole = any(subject.i > verb.i for subject in syntax.own_subjects(clause))
    gap = inserted(verb, row) if not whole else ()
    if gap or "quote" not in row.frames:
        return gap
    first = next(
        token for token in clause.doc[verb.i + 1 : clause.i + 1] if _hangs_on(token, clause) and not is_break(token)
    )
    inserted_quote = first.text in OPENING and is_break(syntax.before(first)) and first.text != "("
    if (
        (first.text in OPENING and not inserted_quote)
        or not is_break(syntax.before(first))
        or (whole and _tells_when(verb.sent[0]))
    ):
        return ()
    around = tagged_clause(verb, row.addressee == "object", tables, read=False)
    return around if len(around) == 2 else ()


def _tells_when(first: Token) -> bool:
    """Does a sentence begin with when somebody spoke: "Asked about the strike, he said, …", "As they left, he said, …"?"""
    if first.tag_ in ("VBG", "VBN"):
        return True
    timed = first.tag_ == "WRB" or first.lower_ in ("after", "as", "before", "since")
    clause = first.head
    return (
        timed and clause.i > first.i and any(word.tag_ in syntax.FINITE for word in first.doc[first.i : clause.i + 1])
    )


def _hangs_on(token: Token, clause: Token) -> bool:
    return token.i == clause.i or any(above.i == clause.i for above in syntax.ancestors(token))


def _only_dates(clause: Token, verb: Token) -> bool:
    """Does a clause only tell when or why a verb with an object did so ("recalled its envoy [after he was insulted]")?"""
    aside = clause.arc == "advcl" and clause.head is verb and bool(syntax.children(clause, "mark"))
    return aside and not has_marker(clause, "that") and bool(syntax.children(verb, "obj"))


def _bare_clause(verb: Token, row: VerbRow) -> tuple[Span, ...]:
    """Read "said ending aid would hurt" where the parse has no clause: what follows the verb, if a finite verb is in it."""
    doc, position = verb.doc, verb.i + 1
    if row.addressee == "object":
        position = max(
            [position, *(child.right_edge.i + 1 for child in syntax.children(verb, "obj", "iobj") if child.i > verb.i)]
        )
    end = verb.sent.end
    if any(before_colon(noun, verb) for noun in syntax.own_subjects(verb)):
        return ()
    while position < end and doc[position].pos_ == "ADV":
        position += 1
    rest = list(doc[position:end])
    if (
        not rest
        or (rest[0].is_punct and rest[0].text not in OPENING)
        or rest[0].pos_ in ("ADP", "CCONJ", "PART", "AUX", "SCONJ")
    ):
        return ()
    for token in rest:
        if (
            is_break(token)
            or token.text in CLOSING
            or token.dep_ == "cc"
            or (token.lower_ == "that" and (not row.addressee or _describes_object(token, verb)))
        ):
            return ()
        if token.lower_ == "that":
            rest = list(doc[token.i : rest[-1].i + 1])
        if token.tag_ in syntax.FINITE:
            if _only_dates(syntax.clause_of(token), verb):
                return ()
            described = row.addressee != "object" and _describes_object(token, verb)
            return (clause_span(verb, rest[0], token),) if token.i > rest[0].i and not described else ()
    return ()


def _is_infinitive(clause: Token) -> bool:
    return has_marker(clause, "to") and not syntax.own_subjects(clause)


def _after_complementizer(verb: Token, row: VerbRow, after: list[Token]) -> Token | None:
    """Find "that" or "whether" soon after the verb with no comma or other verb between."""
    found = next_complementizer(verb)
    if found is not None and found.head.dep_ in syntax.RELATIVES and found.dep_ in syntax.SUBJECTS:
        noun = found.head.head
        if verb.dep_ in ("acl", "amod") and noun.i == verb.head.i:
            return None  # "a gang known as Alpha [that] robs banks"
        if verb.i < noun.i < found.i and any(clause.i > found.head.i and _hangs_on(noun, clause) for clause in after):
            return None  # "says [ships that refuse to stop] will be boarded"
    if found is None or not _describes_object(found, verb):
        return found
    listener = row.addressee == "object" and not _of_adjunct(found, verb)  # "told us of a plan that …"
    return found if listener else None


def _of_adjunct(marker: Token, verb: Token) -> bool:
    """Does "who" tell of those named by a word behind a preposition: "two people briefed on the talks [who] left"?"""
    noun = marker.head.head
    named = verb.dep_ == "acl" and marker.tag_ == "WP" and marker.dep_ in syntax.SUBJECTS
    return named and noun.arc == "obl" and noun.head is verb


def _describes_object(marker: Token, verb: Token) -> bool:
    """Does a relative clause on the verb's object begin here, and no content: "posted a film that shows …"?"""
    clause = marker if marker.dep_ in syntax.RELATIVES else marker.head
    if clause.dep_ == "xcomp" and marker.tag_ == "WDT":  # "a plan that he hopes to pass"
        clause = clause.head
    noun = clause.head
    relative = clause.dep_ in (*syntax.RELATIVES, "acl") and verb.i < noun.i < marker.i
    top = noun
    while top.head.i != verb.i and top.arc in ("nmod", "conj") and top.head.i > verb.i:
        top = top.head
    anybody = noun.pos_ == "PRON" and clause.dep_ in syntax.RELATIVES
    if not relative or not (anybody or noun.pos_ == "NOUN") or clauses.is_time(noun) or top.head.i != verb.i:
        return False
    if top is noun and top.arc == "obl" and syntax.prepositions(top) in AROUND:
        return True
    gap = marker.dep_ != "mark" and marker.dep_ in GAPS
    return top.arc == "obj" or (gap and (top.arc == "obl" or (top.arc == "nsubj" and marker.tag_ in ("WP", "WDT"))))


def _left_edge(clause: Token, verb: Token, row: VerbRow) -> Token:
    """The first word of a complement clause, without what belongs to the cue (a colon, an adverb of time, an addressee)."""
    that = next((child for child in syntax.children(clause, "mark") if child.lower_ == "that"), None)
    own = syntax.own_subjects(clause)
    if that is not None and that.i > verb.i and own and own[0].i > that.i:  # not "said his worry is that …"
        return that  # "insisted, as he has since May, that …"
    told = behind_listener(verb, own) if row.addressee == "object" else None
    if told is not None:
        return told
    edge, last = clause.left_edge, max(clause.i, clause.left_edge.i)
    while edge.i < last and (edge.i <= verb.i or (edge.is_punct and edge.text not in OPENING) or edge.is_space):
        edge = edge.doc[edge.i + 1]
    if edge.lower_ == "by" and edge.i == verb.i + 1 and edge.head.i == edge.i + 1 and edge.head.tag_ == "NN":
        return syntax.following(edge.head)  # "said by telephone the town was lost"
    own = own or syntax.children(clause, "expl")
    first = own[0].left_edge if own else edge
    when = edge.i < first.i and verb.i < start_of_time(verb.doc, first.i, verb.i) <= edge.i
    if when or _tells_where(edge, first) or _behind_commas(verb, edge, first):
        return first  # "said [on Monday] it would close"
    manner = edge.tag_ == "RB" and edge.lower_.endswith("ly") and edge.i == verb.i + 1 and edge.head.i == clause.i
    return syntax.following(edge) if manner and syntax.following(edge).pos_ in SUBJECT_WORDS else edge


def _behind_commas(verb: Token, edge: Token, subject: Token) -> bool:
    """Do commas around the words before a subject set them apart, right behind a cue: "said, [citing two aides], it was late"?"""
    between = edge.doc[edge.i : subject.i]
    apart = len(between) > 1 and between[-1].text == syntax.following(verb).text == ","
    return apart and not any(word.tag_ in syntax.FINITE for word in between)


def _tells_where(edge: Token, subject: Token) -> bool:
    """Do words before a subject only tell where, when or by what it was said: "said [in a statement] it was late"?"""
    between = edge.doc[edge.i : subject.i]
    if len(between) < 2 or between[1].tag_ == "CD":
        return False
    within = (
        edge.lower_ in ("in", "at")
        and len(between) > 2
        and (between[1].lower_ in ("a", "an") or between[1].tag_ == "PRP$")
    )
    led = (
        within or edge.lower_ in SPOKEN_AT or (edge.lower_ == "on" and (len(between) > 2 or between[1].pos_ == "PROPN"))
    )
    return led and not any(token.is_punct or token.pos_ in ("VERB", "AUX") for token in between)


def governs_question(verb: Token) -> bool:
    """Does the verb govern a question (whether, if, a wh-word)?"""
    for child in syntax.children(verb, "ccomp", "xcomp", "obj", "advcl"):
        edge = child.left_edge
        if child.i > verb.i and (edge.lower_ in ("whether", "if") or edge.tag_ in ("WP", "WRB", "WDT")):
            return True
    return next_lower(verb) in ("whether", "if", "how", "when", "who", "what", "where", "why")


def next_lower(token: Token) -> str:
    """Give the word after a token, lowered."""
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
