"""What every layout needs of an event: who is behind the ids, the sentence, the day, and cells that stay in their column."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chancery.lexicon import Lexicon
from chancery.model import Actor, Event, Record

REAL = frozenset({"occurred", "ongoing"})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Told:
    """An event with the record that tells of it and its actors and recipients looked up."""

    record: Record
    event: Event
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]

    @property
    def sentence(self) -> str:
        """The sentence that the event was read from."""
        return self.record.quote(self.event.sentence_span)

    @property
    def sentence_number(self) -> int:
        """Which paragraph or other block of the article tells it, from 1."""
        return 1 + sum(span[1] <= self.event.sentence_span[0] for span in self.record.article.paragraphs)

    @property
    def key(self) -> str:
        """A name for the event that is the same each time the same article is exported."""
        return f"{self.record.article.id}-{self.event.id}"

    @property
    def number(self) -> int:
        """A positive integer (below 2**53, so that every reader keeps it whole) for layouts whose ids are numbers."""
        return int.from_bytes(hashlib.sha256(self.key.encode()).digest()[:8], "big") >> 11

    def cameo(self, lexicon: Lexicon) -> str:
        """The event's CAMEO code, or its type's root in three digits ("040"), as the CAMEO data sets write it."""
        code = self.event.cameo or lexicon.codebook.events[self.event.event].cameo
        return code if len(code) > 2 else f"{code}0"

    def dyads(self) -> Iterator[tuple[Actor | None, Actor | None]]:
        """Give actor and recipient pairs for layouts with one of each; a mutual event is told in both directions."""
        if self.recipients:
            yield from ((actor, recipient) for actor in self.actors or (None,) for recipient in self.recipients)
        elif len(self.actors) > 1:
            yield from ((one, other) for one in self.actors for other in self.actors if one is not other)
        else:
            yield from ((actor, None) for actor in self.actors)


def told(records: Iterable[Record], *, real_only: bool) -> Iterator[Told]:
    """Give the events of records in order; ``real_only`` keeps those that occurred or go on, for layouts without a status."""
    for record in records:
        cast = {actor.id: actor for actor in record.actors}
        for event in record.events:
            if event.status in REAL or not real_only:
                yield Told(
                    record,
                    event,
                    tuple(cast[ident] for ident in event.actor),
                    tuple(cast[ident] for ident in event.recipient),
                )


def day(value: str | None) -> str | None:
    """Give the day of an ISO date, time or interval (its first day); None where the value does not tell a day."""
    found = DAY.match(value or "")
    return found.group() if found else None


def cell(value: object, missing: str = "") -> str:
    """Give a value as the text of one field: no tab or line break inside, and the layout's own word for what is missing."""
    return missing if value is None or value == "" else " ".join(str(value).split())
