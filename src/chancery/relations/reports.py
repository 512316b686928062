"""A report: one event as one article tells it, with what relations need to know of it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from chancery.model import Side

REAL = frozenset({"occurred", "ongoing"})


class Report(msgspec.Struct, frozen=True, gc=False):
    """One event as one article tells it. ``date`` is ISO 8601 (a day, a month, a year, an interval) or None.

    ``goldstein`` is CAMEO's scale and ``score`` PLOVER's, both −10 to 10; ``story`` is shared by near-doubles of an article;
    ``source`` is ``chancery``, or the data set that an imported event comes from.
    """

    article: str
    event_id: str
    event: str
    quad: int
    score: float
    goldstein: float
    status: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    sentence: str
    mode: str | None = None
    about: str | None = None
    historical: bool = False
    date: str | None = None
    date_basis: str | None = None
    published: str | None = None
    outlet: str | None = None
    story: str | None = None
    source: str = "chancery"
    url: str | None = None

    @property
    def real(self) -> bool:
        """Did it happen, or does it go on?"""
        return self.status in REAL


@dataclass(frozen=True)
class Party:
    """Whom a question is about: a country (``RUS``), a country's sector (``RUS:MIL``), or an actor by identifier or name.

    A country's code takes in everybody of that country.
    """

    wanted: str

    def holds(self, side: Side) -> bool:
        """Is this one of them?"""
        country, _, sector = self.wanted.partition(":")
        if country == side.country:
            return not sector or sector == side.sector
        wanted = self.wanted.casefold()
        return wanted in ((side.identifier or "").casefold(), side.name.casefold())


def between(report: Report, one: Party, other: Party) -> str | None:
    """Tell a report's direction between two parties: ``forth`` (one acts), ``back``, ``mutual``; None where it is not theirs."""
    acts, acted = _who(report.actors, one, other), _who(report.recipients, one, other)
    if len(acts) == 2:
        return "mutual"
    if acts == {0} and 1 in acted:
        return "forth"
    if acts == {1} and 0 in acted:
        return "back"
    return None


def _who(sides: tuple[Side, ...], one: Party, other: Party) -> set[int]:
    return {number for number, party in enumerate((one, other)) if any(party.holds(side) for side in sides)}
