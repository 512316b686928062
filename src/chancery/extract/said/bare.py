"""Verbs in their bare form behind a plural, taken for nouns: "Most oppose closing it", "Two thirds support the ban"."""

from __future__ import annotations

from chancery.extract import syntax
from chancery.tokens import Token

QUANTITIES = frozenset({"many", "most", "some", "several", "others", "few", "both"})
# Tags of words that begin what a verb governs, and hardly follow a noun.
OPENERS = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "VBG", "TO"})


def is_bare_verb(token: Token) -> bool:
    """Is this noun by its tag the verb of a plural or a quantity before it, with what it governs behind it?"""
    if token.tag_ not in ("NN", "NNS") or token.is_sent_start or token.i + 1 >= token.sent.end:
        return False
    before, after = syntax.before(token), first_governed(token)
    if before.tag_ == "RB" and before.head is token and before.i:
        before = syntax.before(before)  # "aides privately concede that …"
    governs = after.tag_ in OPENERS or after.lower_ == "that"
    if before.tag_ == "CC":  # "sees him as honest, but views her as a foe"
        return governs and token.dep_ == "conj" and token.tag_ == "NNS" and token.head.tag_ == "VBZ"
    plural = before.tag_ in ("NNS", "NNPS", "CD") or before.lower_ in QUANTITIES
    return governs and plural and token.tag_ == "NN" and not _determined(before)


def first_governed(verb: Token) -> Token:
    """The first word behind a verb, adverbs apart."""
    end = verb.sent.end
    return next((token for token in verb.doc[verb.i + 1 : end] if token.pos_ != "ADV"), syntax.following(verb))


def quantified(verb: Token) -> Token | None:
    """The quantity with which the subject of such a verb begins ("most of the voters", "many sailors"), if it has one."""
    if not is_bare_verb(verb):
        return None
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        if token.lower_ in QUANTITIES:
            return token
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM"):
            return None
    return None


def _determined(before: Token) -> bool:
    """Does a word before a noun belong to it rather, as a number or a possessor does: "the two plan", "its 40 aim"?"""
    return before.tag_ == "CD" and not any(child.i < before.i for child in before.children)
