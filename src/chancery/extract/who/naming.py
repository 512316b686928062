"""All the names of a text, known and new, as runs of tokens, before anybody asks who is meant.

Ground for the actor steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chancery.extract.who.echoes import Echoes
from chancery.extract.who.known import Known, Unit
from chancery.extract.who.newcomers import Newcomers


@dataclass(frozen=True)
class Names(Known):
    """The names and agent nouns of a document."""

    is_place: Callable[[str], bool] = lambda name: False

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The names in text order, none overlapping another."""
        new, again = Newcomers(self, self.is_place), Echoes(self)
        known = {unit.first: unit for unit in self.names}
        unknown: dict[int, Unit] = {}
        for first, last, label in new.entities():
            inside = [known[index] for index in range(first, last) if index in known and known[index].last <= last]
            held = {index for unit in inside for index in range(unit.first, unit.last)}
            across = self.name_at.intersection(range(first, last)) - held
            made = None if across else new.judge(first, last, label, inside)
            if made is None:
                continue
            for unit in inside:
                del known[unit.first]
            unknown[made.first] = made
        units = [*known.values(), *unknown.values()]
        units = _over(units, new.companies(units))
        units += new.titled(units)
        units = _over(units, new.given(units))
        units = new.sound(units)
        units = _over(units, again.people(units))
        return tuple(_apart(sorted(_over(units, again.bodies(units)), key=lambda unit: unit.first)))

    @cached_property
    def full_names(self) -> dict[str, Unit]:
        """The bodies that no table knows by the shorter names that they go by too."""
        return Echoes(self).short_names(list(self.units))

    @cached_property
    def unit_at(self) -> dict[int, Unit]:
        """The name that a token belongs to."""
        return {index: unit for unit in self.units for index in range(unit.first, unit.last)}


def _over(units: list[Unit], better: Iterable[Unit]) -> list[Unit]:
    """Lay better names over those that they touch."""
    found = list(better)
    covered = {index for unit in found for index in range(unit.first, unit.last)}
    return [*(unit for unit in units if covered.isdisjoint(range(unit.first, unit.last))), *found]


def _apart(units: list[Unit]) -> Iterator[Unit]:
    """Leave out a name that begins inside the one before it."""
    end = 0
    for unit in units:
        if unit.first >= end:
            yield unit
            end = unit.last
