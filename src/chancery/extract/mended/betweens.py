"""Which two stand behind "between", where they were read as one, or the second as joined to another name; which two share a
name; and what is joined to a whole, not to what it is of.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.lookups import Change, Righting, is_somebody
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

BETWEEN = "between"
# The class of what tells the halves of one country apart.
HALF = "@half"


def _two_of_one(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Part two that a thing is between, read as one noun ("between [the army] and M23 rebels")."""
    first = next((word for word in syntax.children(noun, "compound") if is_somebody(word, tables)), noun)
    other = next((word for word in syntax.children(first, "conj") if word.pos_ == "PROPN" and word.i < noun.i), noun)
    if syntax.prepositions(noun) == BETWEEN and noun is not first and noun is not other:
        yield first, noun.head, noun.dep_
        yield noun, first, "conj"
        yield other, noun, "compound"
        yield from ((word, noun, "cc") for word in syntax.children(other, "cc"))
        yield from ((word, first, word.dep_) for word in noun.lefts if word.i < first.i)


def _second(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Join the second of two to the first, not to whose that is ("between the government of Mali and [the rebels]")."""
    alone = noun.tag_ in ("NN", "NNP") and not syntax.children(noun, "conj")
    for whole in syntax.obliques(noun, "of") if alone and syntax.prepositions(noun) == BETWEEN else ():
        yield from ((other, noun, "conj") for other in syntax.children(whole, "conj"))


def _beside_whole(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Join a noun with an article to a whole, not to the bare noun it is of ("the act of war and [the threats] by Mali")."""
    part, whole = noun.head, noun.head.head
    bare = (
        part.tag_ == "NN" and part.dep_ == "nmod" and syntax.prepositions(part) == "of" and part.left_edge.tag_ == "IN"
    )
    plain = bare and part.i == part.left_edge.i + 1 and len(syntax.children(part, "conj")) == 1
    if plain and any(word.lower_ == "the" for word in syntax.children(noun, "det")) and whole.pos_ == "NOUN":
        yield noun, whole, "conj"


def _halves(half: Token, tables: EventTables) -> Iterator[Change]:
    """Part two states that share their last name, read as one ("[North] and South Korea agreed")."""
    name, others = half.head, syntax.children(half, "conj")
    beside = len(others) == 1 and others[0].i + 1 == name.i == half.i + 3 and name.pos_ == "PROPN"
    if beside and all(one.text.istitle() and tables.is_any((one.lower_,), HALF) for one in (half, others[0])):
        yield half, name.head, name.dep_
        yield name, half, "conj"
        yield others[0], name, "compound"
        yield from ((word, half, word.dep_) for word in name.lefts if word.i < half.i)
        yield from ((word, name, "cc") for word in syntax.children(others[0], "cc"))


RIGHTINGS: tuple[Righting, ...] = (_two_of_one, _second)
BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "nmod": RIGHTINGS,
    "obl": RIGHTINGS,
    "conj": (_beside_whole,),
    "compound": (_halves,),
    "amod": (_halves,),
}
