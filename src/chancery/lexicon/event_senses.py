"""The senses of a head word: how much each asks, and which of them the words around it may suit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from chancery.lexicon.event_rows import SenseRow

# How much each demand of a frame weighs: the sense that asks for more, and for more particular things, wins.
PARTICLE, MODIFIER, WORD, CLASS, AFTER, PREPOSITION, SUBJECT, NO_OBJECT = 32, 16, 12, 10, 9, 5, 6, 4


@dataclass(frozen=True)
class Sense:
    """One word of a frame: its head, what must stand beside it, and how much the frame asks."""

    row: SenseRow
    lemma: str
    particle: str
    weight: int


class Meanings(tuple[Sense, ...]):
    """The senses of a head word, those that ask most first; of "have" and "make" there are a hundred."""

    def possible(
        self, beside: frozenset[str], objects: Callable[[str], frozenset[str]], bears: Callable[[], bool]
    ) -> list[Sense]:
        """Give those that the words around may suit: the words ``beside``, the names of the ``objects``, what it ``bears``.

        ``objects`` gives the names and classes that the objects of the word and of a particle stand under; ``bears`` says
        whether anything hangs on the word that could be its complement.
        """
        demands = self._demands
        called: set[int] = set()
        for word in demands.by_companion.keys() & beside if demands.by_companion else ():
            for place, particle, wanted in demands.by_companion[word]:
                if not wanted or not objects(particle).isdisjoint(wanted):
                    called.add(place)
        for name in demands.by_object.keys() & objects("") if demands.by_object else ():
            called.update(demands.by_object[name])
        places = sorted(called.union(demands.free)) if called else demands.free
        if not demands.asking.isdisjoint(places) and not bears():
            places = [place for place in places if place not in demands.asking]
        return [self[place] for place in places]

    @cached_property
    def _demands(self) -> _Demands:
        demands = _Demands(
            [], defaultdict(list), defaultdict(list), {n for n, one in enumerate(self) if one.row.prep or one.row.after}
        )
        for place, sense in enumerate(self):
            wanted = sense.row.object if sense.row.object and sense.row.object[0] not in "-+" else ()
            if sense.particle:
                word = sense.particle.split(" ")[0 if sense.row.pos == "verb" else -1]
                demands.by_companion[word].append((place, sense.particle, wanted))
            elif wanted:
                for name in wanted:
                    demands.by_object[name].append(place)
            else:
                demands.free.append(place)
        return demands


class _Demands(NamedTuple):
    """The places of the senses that name no word; of those with a companion; of the others by object; of all that ask for
    words after them."""

    free: list[int]
    by_companion: dict[str, list[tuple[int, str, tuple[str, ...]]]]
    by_object: dict[str, list[int]]
    asking: set[int]


def split_word(word: str, pos: str) -> tuple[str, str]:
    """Part a table's word into head and companion: "call off" is call + off, "phone call" is call + phone."""
    if pos == "verb":
        head, _, rest = word.partition(" ")
        return head, rest
    rest, _, head = word.rpartition(" ")
    return head, rest


def weight_of(row: SenseRow, particle: str) -> int:
    """Say how much a frame asks."""
    demand = {"object": row.object, "after": row.after, "subject": row.subject}
    weight = (PARTICLE if row.pos == "verb" else MODIFIER) if particle else 0
    if demand["object"]:
        classes = all(word.startswith("@") for word in row.object)
        weight += NO_OBJECT if row.object in (("-",), ("+",)) else CLASS if classes else WORD
    weight += PREPOSITION * bool(row.prep) + AFTER * bool(row.after)
    if row.subject:
        weight += SUBJECT if all(word.startswith("@") for word in row.subject) else SUBJECT + 1
    return weight
