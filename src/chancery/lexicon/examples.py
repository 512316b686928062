"""Examples that prove rows: a place left for the word ("Russia {ed} Poland") is filled with each word of the row in turn.

``{V}`` ``{s}`` ``{ed}`` ``{en}`` ``{ing}`` are a verb's base, third person, past, participle and gerund; ``{N}`` ``{Ns}``
a noun and its plural; ``{A}`` any word as it is. What an example gives is written ``[TYPE[/mode]] ACTOR > RECIPIENT
[status]``: actors by country code or name, several joined by ``+``, ``-`` for nobody; ``nothing`` where no event may be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from chancery.lexicon.inflect import Inflection
from chancery.lexicon.table import Proof
from chancery.model import Record, Status

PUBLISHED = "2024-06-12"
_PLACE = re.compile(r"\{(V|s|ed|en|ing|N|Ns|A)\}")


def proofs_of(row: Any, words: tuple[str, ...], inflection: Inflection) -> Iterator[Proof]:
    """Give the proofs of one row: its example for each word, and its counter-example."""
    for text in dict.fromkeys(filled(row.example, word, inflection) for word in words or ("",)):
        yield Proof(row, text, PUBLISHED, row.gives, Wanted.of(row).found_in)
    if getattr(row, "not_example", None):
        yield Proof(row, row.not_example, PUBLISHED, f"no {row.event}", _never(row))


def filled(example: str, word: str, inflection: Inflection) -> str:
    """Put a word into an example's place, inflected as the place says; an example without one stays as it is."""

    def fitting(place: re.Match[str]) -> str:
        form = place[1]
        if form in ("N", "A", "V"):
            return word
        if form == "Ns":
            return inflection.plural(word)[0]
        head, _, rest = word.partition(" ")
        verb = inflection.verb(head)
        made = {"s": verb.third, "ed": verb.past, "en": verb.participle, "ing": verb.gerund}[form][0]
        return f"{made} {rest}".strip()

    return _PLACE.sub(fitting, example)


def _never(row: Any) -> Callable[[Record], bool]:
    return lambda record: all((event.event, event.mode) != (row.event, row.mode) for event in record.events)


@dataclass(frozen=True)
class Wanted:
    """What an example must give."""

    event: str | None
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    status: str | None
    nothing: bool = False

    @classmethod
    def of(cls, row: Any) -> Wanted:
        """Read the ``gives`` cell of a row; type and mode are the row's own unless the cell names them."""
        if row.gives == "nothing":
            return cls(None, None, (), (), None, nothing=True)
        if row.gives in get_args(Status):
            return cls(None, None, (), (), row.gives)
        left, _, right = row.gives.partition(">")
        typed, _, actor = left.strip().rpartition(" ")
        recipient, _, status = right.strip().partition(" ")
        if recipient in get_args(Status):
            recipient, status = "", recipient
        event, _, mode = typed.partition("/")
        return cls(
            event or getattr(row, "event", None),
            mode or (getattr(row, "mode", None) if not event else None),
            _names(actor),
            _names(recipient),
            status or None,
        )

    def found_in(self, record: Record) -> bool:
        """Does the record hold such an event (or, where nothing is wanted, none at all)?"""
        if self.nothing:
            return not record.events
        return any(self._is(event, record) for event in record.events)

    def _is(self, event: Any, record: Record) -> bool:
        if (self.event and event.event != self.event) or (self.mode and event.mode != self.mode):
            return False
        if self.status and event.status != self.status:
            return False
        if len(self.actor) > 1 and not self.recipient:
            return self._play(self.actor, (*event.actor, *event.recipient), record)
        return self._play(self.actor, event.actor, record) and self._play(self.recipient, event.recipient, record)

    @staticmethod
    def _play(names: tuple[str, ...], ids: tuple[str, ...], record: Record) -> bool:
        players = [actor for actor in record.actors if actor.id in ids]
        return all(
            any(name == actor.country or name.lower() in actor.name.lower() for actor in players) for name in names
        )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("+") if name and name != "-")
