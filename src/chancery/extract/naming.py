"""All the names of a text, known and new, as runs of tokens, before anybody asks who is meant.

Ground for the actor steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chancery.extract.known import Known, Unit
from chancery.extract.newcomers import Newcomers


@dataclass(frozen=True)
class Names(Known):
    """The names and agent nouns of a document."""

    is_place: Callable[[str], bool] = lambda name: False

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The names in text order, none overlapping another."""
        new = Newcomers(self, self.is_place)
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
        units += new.titled(units)
        units += new.given(units)
        units = new.sound(units)
        echoes = {unit.first: unit for unit in new.echoes(units)}
        kept = [unit for unit in units if unit.first not in echoes]
        return tuple(_apart(sorted([*kept, *echoes.values()], key=lambda unit: unit.first)))

    @cached_property
    def unit_at(self) -> dict[int, Unit]:
        """The name that a token belongs to."""
        return {index: unit for unit in self.units for index in range(unit.first, unit.last)}


def _apart(units: list[Unit]) -> Iterator[Unit]:
    """Leave out a name that begins inside the one before it."""
    end = 0
    for unit in units:
        if unit.first >= end:
            yield unit
            end = unit.last
