"""What is said of the noun before a relative clause, or of its pronoun: "a deal aides say was signed", "which he called a trap".

Ground for ``governing``.
"""

from __future__ import annotations

from chancery.extract import stretches, syntax
from chancery.extract.said.edges import passive, until_break
from chancery.lexicon.speech import SpeechTables, VerbRow
from chancery.model import Span
from chancery.tokens import Token

# Parts of speech of a subject between a relative pronoun and its verb.
SUBJECT_WORDS = frozenset({"PRON", "PROPN", "NOUN", "DET", "ADJ"})
LONGEST_SUBJECT = 12


def inserted(verb: Token, row: VerbRow) -> tuple[Span, ...]:
    """Read "what officials said were threats", "a man aides say is ill": the pronoun or noun, and what goes on after the cue."""
    doc, end = verb.doc, verb.sent.end
    if row.sense == "asked" or verb.i + 1 >= end or doc[verb.i + 1].tag_ not in syntax.FINITE:
        return ()
    if passive(verb) or (verb.tag_ not in (*syntax.FINITE, "NN", "NNS") and not syntax.children(verb, "aux")):
        return ()
    cleft = _cleft(verb)
    if cleft:
        return cleft
    pronoun = _relative_before(verb)
    told_of = stretches.span_of([pronoun]) if pronoun is not None else _noun_before(verb)
    if told_of is None:
        return ()
    rest = doc[verb.i + 1]
    clause = rest if rest.dep_ not in ("aux", "aux:pass", "cop") else rest.head
    return told_of, until_break(verb, rest, clause)


def _cleft(verb: Token) -> tuple[Span, ...]:
    """Give the clause that "what" or "all" somebody said is: "What he said was [that it was over]"."""
    that = verb.doc[verb.i + 2] if verb.i + 2 < verb.sent.end else verb
    opens = that.lower_ == "that" and that.dep_ == "mark" and that.head.i > that.i
    whole = (
        verb.dep_ in syntax.RELATIVES and verb.head.lower_ in ("what", "all") and syntax.following(verb).pos_ == "AUX"
    )
    return (until_break(verb, that, that.head),) if opens and whole else ()


def misread_in_relative(token: Token, tables: SpeechTables) -> bool:
    """Is this the verb of a relative clause, taken for the noun of what goes on behind it: "that the bank predicts will last"?"""
    if token.tag_ not in ("NN", "NNS") or token.lower_ in tables.nouns or token.i + 1 >= token.sent.end:
        return False
    goes_on = syntax.following(token).tag_ == "MD" or syntax.following(token).dep_ in ("aux", "aux:pass", "cop")
    return goes_on and _relative_before(token) is not None


def with_missing(verb: Token, told: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give what is told of a thing with the thing that is missing behind the verb of its relative clause; () where none is."""
    gone = not told or told[0][0] < verb.idx or verb.dep_ not in syntax.RELATIVES or not syntax.own_subjects(verb)
    if gone or any(child.i > verb.i for child in syntax.children(verb, "obj", "iobj")):
        return ()
    pronoun = _relative_before(verb)
    if pronoun is None:
        noun = _noun_before(verb)
        return (noun, *told) if noun is not None else ()
    return (stretches.span_of([pronoun]), *told) if pronoun not in syntax.own_subjects(verb) else ()


def charged(verb: Token) -> tuple[Span, ...]:
    """Give somebody who is missing behind the verb with what he is charged with: "rebels whom Oslo accuses of theft"."""
    charges = [child for child in verb.rights if child.arc in ("obl", "advcl") and syntax.prepositions(child) == "of"]
    return with_missing(verb, (until_break(verb, charges[0].left_edge, charges[0]),)) if charges else ()


def _noun_before(verb: Token) -> Span | None:
    """The noun phrase right before the subject of a relative clause without a pronoun: "[a deal] the bank said was off"."""
    own = syntax.own_subjects(verb)
    if verb.dep_ not in syntax.RELATIVES or not own or verb.head.pos_ not in ("NOUN", "PROPN"):
        return None
    span = stretches.noun_phrase(verb.head)
    before = syntax.before(own[0].left_edge)
    return span if before.idx + len(before) == span[1] and own[0].i < verb.i else None


def _relative_before(verb: Token) -> Token | None:
    """The relative pronoun before a verb and its subject ("the sailor who officials say …"), whatever the parse says."""
    start = max(verb.sent.start, verb.i - LONGEST_SUBJECT)
    before = [token for token in verb.doc[start : verb.i] if token.pos_ != "ADV" and token.arc != "aux"]
    at = len(before) - 1
    while at > 0 and before[at].pos_ in SUBJECT_WORDS and not _is_relative(before[at], before[at - 1]):
        at -= 1
    found = 0 <= at < len(before) - 1 and _is_relative(before[at], before[at - 1] if at else before[at])
    return before[at] if found else None


def _is_relative(token: Token, before: Token) -> bool:
    return token.tag_ in ("WP", "WDT") or (token.lower_ == "that" and before.pos_ in ("NOUN", "PROPN"))
