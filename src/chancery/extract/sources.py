"""Who speaks and to whom, by the verb: its words, its subject or agent, and the noun phrase beside it where the parse fails."""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.edges import CLOSING, FINITE, mistaken_for_noun, passive, phrase
from chancery.lexicon.speech import VerbRow
from chancery.model import Span
from chancery.tokens import Token


def verb_group(verb: Token, governed: Token | None = None) -> tuple[Token, ...]:
    """Give the verb with its auxiliaries, what stands between them, and its particle or preposition next to it."""
    first = min([verb.i, *(child.i for child in syntax.children(verb, "aux") if child.i < verb.i)])
    if first < verb.i and any(token.dep_ in syntax.SUBJECTS for token in verb.doc[first : verb.i]):
        first = verb.i
    if first == verb.i:
        while (
            first > 0
            and verb.doc[first - 1].head.i == verb.i
            and verb.doc[first - 1].dep_ == "advmod"
            and verb.doc[first - 1].tag_ in ("RB", "RBR")
        ):
            first -= 1
    last = verb.i
    if governed is not None and governed.i - verb.i <= 3:
        last = governed.i
    return tuple(verb.doc[first : last + 1])


def source_of(verb: Token, frame: str = "") -> tuple[tuple[Token, ...], Span | None]:
    """Give the heads and the place of who speaks: the agent of the verb, or the noun phrase to its left."""
    heads, source = _source_of(verb, frame)
    if source is None or source[1] > verb.idx or not heads:
        return heads, source
    return _mended(verb, heads, source)


def _mended(verb: Token, heads: tuple[Token, ...], source: Span) -> tuple[tuple[Token, ...], Span]:
    """Take in what a middling parse cut off a subject: "sources close to" the ministry, an official "who asked not …"."""
    doc = verb.doc
    words = doc.char_span(*source, alignment_mode="expand")
    if words is None:
        return heads, source
    first, last, bound = words[0], words[-1], syntax.sentence(verb).start
    if (
        first.i > bound
        and first.nbor(-1).pos_ == "ADP"
        and first.nbor(-1).i > bound
        and first.nbor(-2).pos_ in ("NOUN", "ADJ", "PROPN")
    ):
        start = first
        while start.i > bound and start.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP"):
            start = start.nbor(-1)
        if start.pos_ != "ADP":
            nouns = [token for token in doc[start.i : first.i] if token.pos_ in ("NOUN", "PROPN")]
            heads, first = (nouns[0],) if nouns else heads, start
    group = verb_group(verb)[0]
    between = doc[last.i + 1 : group.i]
    if len(between) > 1 and between[0].tag_ in ("WP", "WDT") and between[0].lower_ != "what":
        last = between[-1] if not between[-1].is_punct else between[-2]
    if len(words) > 2 and last.lower_.endswith("day") and last.nbor(-1).lower_ == "on":
        last = last.nbor(-2)
    for token in doc[first.i : heads[0].i]:
        if token.text in ("-", "–", "—") and token.whitespace_ and token.nbor(-1).text == ")":
            first = token.nbor(1)
    return heads, syntax.span_of([first, last])


def _source_of(verb: Token, frame: str) -> tuple[tuple[Token, ...], Span | None]:
    """The agent of the verb by the parse, or the noun phrase to its left."""
    if frame == "seem":
        return (), None
    if passive(verb):
        by = syntax.obliques(verb, "by")
        return (tuple(by), phrase(by[0])) if by else ((), None)
    own = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.dep_ != "csubj"]
    if own:
        subject = own[-1]
        if subject.lower_ in ("it", "there") and subject.dep_ == "expl":
            return (), None
        meant = syntax.antecedent(subject)
        if meant.i != subject.i:
            return tuple(syntax.conjuncts(meant)), syntax.span_of([subject])
        return tuple(syntax.conjuncts(subject)), phrase(subject)
    if verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "advcl", "dep") and verb.tag_ in ("VBD", "VBZ", "VBP"):
        heads, source = _noun_before(verb)
        if source is not None:
            return heads, source
    understood = [token for token in _understood(verb) if token.i != verb.i]
    if understood:
        return tuple(understood), _source_phrase(min(understood, key=lambda token: token.i), verb)
    return _noun_before(verb)


def _understood(verb: Token) -> list[Token]:
    """The subject that a verb shares; that of a participle behind a comma is its sentence's, not the nearest noun."""
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.i > 0 and verb.nbor(-1).text == ",":
        return syntax.subjects(syntax.clause_of(verb.head))
    found = syntax.subjects(verb)
    if not found and verb.tag_ == "VBG":
        above = (syntax.own_subjects(clause) for clause in syntax.clauses_above(verb) if clause.i != verb.i)
        found = next((subjects for subjects in above if subjects), [])
    return found


def _source_phrase(noun: Token, verb: Token) -> Span:
    span = phrase(noun)
    if span[0] <= verb.idx < span[1]:
        return syntax.noun_phrase(noun)
    return span


def _noun_in_commas(verb: Token, comma: Token) -> tuple[tuple[Token, ...], Span | None]:
    """Read "A woman in Worcester, Massachusetts, told …": all before the comma back to where the clause began."""
    words = [token for token in verb.doc[syntax.sentence(verb).start : comma.i] if not token.is_space]
    for number, token in reversed(list(enumerate(words))):
        if token.dep_ == "cc" or (token.tag_ == "IN" and token.dep_ == "mark") or token.text in CLOSING - {")"}:
            words = words[number + 1 :]
            break
    verbs = [token for token in words if token.tag_ in FINITE]
    if (
        not words
        or words[0].pos_ not in ("NOUN", "PROPN", "DET", "ADJ", "NUM")
        or (verbs and not any(w.tag_ == "WP" for w in words))
    ):
        return (), None
    nouns = [token for token in words if token.pos_ in ("NOUN", "PROPN")]
    if not nouns:
        return (), None
    head = next((token for token in nouns if token.nbor(1).pos_ not in ("NOUN", "PROPN")), nouns[-1])
    return (head,), syntax.span_of(words)


def _may_be_finite(verb: Token) -> bool:
    """Is this a finite verb by its tag, or one taken for a noun (in a headline, or for a plural)?"""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or verb.tag_[:2] == "NN" or mistaken_for_noun(verb)


def _noun_before(verb: Token) -> tuple[tuple[Token, ...], Span | None]:
    """Take the noun phrase that stands right before a finite verb for its subject where the parse has none."""
    doc = verb.doc
    end = verb_group(verb)[0].i
    if not _may_be_finite(verb) and end == verb.i:
        return (), None
    start = syntax.sentence(verb).start
    while end > start and doc[end - 1].is_space:
        end -= 1
    if end > start and doc[end - 1].text == ")":
        end = max((token.i for token in doc[max(start, end - 8) : end] if token.text == "("), default=end)
    last = doc[end - 1] if end > start else None
    if last is not None and last.text in (",", "”", '"') and verb.tag_ in FINITE:
        return _noun_in_commas(verb, last)
    if last is None or last.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") or last.tag_ in ("WDT", "WP"):
        return (), None
    if last.pos_ == "PRON":
        return (last,), syntax.span_of([last])
    first, bound = last, syntax.sentence(verb).start
    while first.i > bound and first.nbor(-1).pos_ in (
        "NOUN",
        "PROPN",
        "ADJ",
        "DET",
        "NUM",
        "ADP",
        "PART",
    ):
        first = first.nbor(-1)
    while first.i < last.i and first.pos_ in ("ADP", "PART"):
        first = doc[first.i + 1]
    head = next(
        (token for token in doc[first.i : last.i + 1] if token.i == last.i or token.nbor(1).pos_ == "ADP"), last
    )
    return (head,), syntax.span_of([first, last])


def addressees(verb: Token, row: VerbRow) -> tuple[Token, ...]:
    """Give the heads of who is spoken to."""
    if row.addressee == "object":
        found = [*syntax.indirect_objects(verb), *syntax.objects(verb)]
        return tuple(token for token in found if token.pos_ in ("NOUN", "PROPN", "PRON"))
    if row.addressee:
        return tuple(token for token in syntax.obliques(verb, row.addressee) if token.pos_ in ("PROPN", "PRON", "NOUN"))
    return ()
