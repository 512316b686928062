"""The words of a cue verb: its auxiliaries and adverbs before it, its particle or preposition behind it."""

from __future__ import annotations

from chancery.extract import clauses, syntax
from chancery.tokens import Token


def verb_group(verb: Token, governed: Token | None = None) -> tuple[Token, ...]:
    """Give the verb with its auxiliaries, what stands between them, and its particle or preposition next to it."""
    first = min([verb.i, *(child.i for child in syntax.children(verb, "aux") if child.i < verb.i)])
    if first < verb.i and any(token.dep_ in syntax.SUBJECTS for token in verb.doc[first : verb.i]):
        first = verb.i
    while (
        first > 0 and _is_adverb_of(verb, verb.doc[first - 1]) and verb.doc[first - 1].lower_ not in ("here", "there")
    ):
        first -= 1
    last = verb.i
    if governed is not None and governed.i - verb.i <= 3:
        last = governed.i
    return tuple(verb.doc[first : last + 1])


def _is_adverb_of(verb: Token, token: Token) -> bool:
    return token.head.i == verb.i and token.dep_ == "advmod" and token.tag_ in ("RB", "RBR")


def particle_of(verb: Token, wanted: str) -> Token | None:
    """Find the verb's particle or the preposition of its object, where it stands near the verb."""
    first, _, second = wanted.partition(" ")
    near = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 3]]
    if second:
        return verb.doc[verb.i + 2] if near == [first, second] else None
    if near == ["it", wanted]:
        return verb.doc[verb.i + 2]
    for child in verb.children:
        if (
            child.i > verb.i
            and child.lower_ == wanted
            and child.dep_ in ("compound:prt", "case", "mark", "advmod", "obl")
        ):
            return child
        timed = clauses.is_time(child) or _is_day(child)
        if child.i > verb.i and child.arc in ("obl", "advcl", "xcomp", "ccomp") and not timed:
            for mark in child.children:
                if (
                    mark.dep_ in ("case", "mark")
                    and mark.lower_ == wanted
                    and mark.i < child.i
                    and mark.i - verb.i <= 4
                    and not _called_before(verb, child)
                ):
                    return mark
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return (
        after
        if after is not None
        and after.lower_ == wanted
        and after.sent.start == verb.sent.start
        and not (after.dep_ == "case" and clauses.is_time(after.head))
        else None
    )


def _is_day(number: Token) -> bool:
    """Is this a day of a month ("called a strike for Nov. [6]")?"""
    return number.tag_ == "CD" and any(word.pos_ == "PROPN" for word in syntax.children(number, "nmod:unmarked"))


def _called_before(verb: Token, child: Token) -> bool:
    """Does what a verb calls something stand before its preposition: "called it [a disaster] for the party"?"""
    return any(verb.i < one.i < child.i for one in syntax.children(verb, "xcomp"))


def before_group(verb: Token) -> Token:
    """Give the word before a verb and its auxiliaries."""
    first = verb_group(verb)[0]
    return syntax.before(first)
