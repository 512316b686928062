"""Two actors over time: what happened between them, how tense it was, when it turned, and what nobody knows happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chancery.model import Side
from chancery.relations.happenings import Happening, happenings, kept, one_a_day
from chancery.relations.reports import Party, Report, between
from chancery.relations.series import Grain, Period, series, told_in
from chancery.relations.turns import Turn, turning_points

__all__ = [
    "Grain", "Happening", "Party", "Period", "Relation", "Report", "Side", "Turn", "kept", "met", "one_a_day", "relate", "stand",
]  # fmt: skip


@dataclass(frozen=True)
class Relation:
    """How two parties stand: what happened, in periods with their tension, its turns, and what is planned, alleged or denied."""

    one: Party
    other: Party
    grain: Grain
    happened: tuple[Happening, ...]
    background: tuple[Happening, ...]
    unreal: tuple[Happening, ...]
    periods: tuple[Period, ...]
    turns: tuple[Turn, ...]


def relate(
    reports: Iterable[Report],
    one: str,
    other: str,
    *,
    grain: Grain = "week",
    since: date | None = None,
    until: date | None = None,
) -> Relation:
    """Tell how two parties stand from reports of events; ``one`` and ``other`` are as ``Party`` takes them."""
    return stand(met(reports, one, other), one, other, grain=grain, since=since, until=until)


def met(reports: Iterable[Report], one: str, other: str) -> list[Happening]:
    """Give what reports tell of two parties, each happening once however many tell it."""
    first, second = Party(one), Party(other)
    ways: dict[tuple[tuple[Side, ...], tuple[Side, ...]], str | None] = {}
    theirs: list[tuple[str, Report]] = []
    for report in reports:
        sides = (report.actors, report.recipients)
        if sides not in ways:
            ways[sides] = between(report, first, second)
        if way := ways[sides]:
            theirs.append((way, report))
    return happenings(theirs)


def stand(
    found: Iterable[Happening],
    one: str,
    other: str,
    *,
    grain: Grain | None = "week",
    since: date | None = None,
    until: date | None = None,
) -> Relation:
    """Tell how two parties stand from what happened between them; no ``grain`` takes the one that fits the time it spans,
    and a time of centuries is told by the month.

    The series and its turns rest on what happened; background and whatever did not (or not yet) happen stand apart.
    """
    first, last = since.isoformat() if since else "", until.isoformat() if until else "~"
    found = [one for one in found if first <= (_when(one) or first) <= last] if since or until else list(found)
    real = [one for one in found if one.first.real]
    happened = [one for one in real if not one.first.historical]
    grain = told_in(grain, [one.day for one in happened if one.day], since, until)
    periods = series(happened, grain, since, until)
    return Relation(
        one=Party(one),
        other=Party(other),
        grain=grain,
        happened=tuple(happened),
        background=tuple(one for one in real if one.first.historical),
        unreal=tuple(one for one in found if not one.first.real),
        periods=tuple(periods),
        turns=tuple(turning_points(periods)),
    )


def _when(one: Happening) -> str:
    return one.day or (one.first_report or "")[:10]
