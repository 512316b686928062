"""A relation over time: counts, mean and summed scores by day, week or month, and the tension index.

The tension index of a period is the pair's mean negative PLOVER score, −10 (all cooperation) to 10 (all violence), with
older periods fading by ``FADE`` each step and ``PRIOR`` pseudo-events at the pair's own mean, so that a quiet week neither
jumps nor falls to zero. Its interval (95%) is that of a weighted mean. docs/tension.md defines it and tells its weaknesses.
"""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from chancery.relations.happenings import Happening

Grain = Literal["day", "week", "month"]

# A week's event still weighs half after about four weeks.
FADE = 0.85
PRIOR = 2.0
NORMAL_95 = 1.96
A_SEASON, THREE_YEARS = 92, 1096
# Days or weeks for more than so many days are told by the month, lest somebody wait for a million of them.
LONGEST = 80_000


@dataclass(frozen=True)
class Period:
    """One step of a series. Scores are means and sums over happenings, None where there were none."""

    start: date
    happenings: tuple[Happening, ...]
    tension: float | None = None
    low: float | None = None
    high: float | None = None
    rank: float | None = None

    @property
    def n(self) -> int:
        """How much happened."""
        return len(self.happenings)

    @cached_property
    def by_quad(self) -> dict[int, int]:
        """Counts by quad, 1 to 4."""
        return dict(sorted(Counter(one.first.quad for one in self.happenings).items()))

    @property
    def by_type(self) -> dict[str, int]:
        """Counts by PLOVER type."""
        return dict(sorted(Counter(one.first.event for one in self.happenings).items()))

    @property
    def by_direction(self) -> dict[str, int]:
        """Counts by direction: forth, back, mutual."""
        return dict(sorted(Counter(one.direction for one in self.happenings).items()))

    @property
    def score(self) -> float | None:
        """Mean PLOVER score."""
        return _mean([one.first.score for one in self.happenings])

    @cached_property
    def score_sum(self) -> float:
        """Summed PLOVER score."""
        return sum(one.first.score for one in self.happenings)

    @property
    def goldstein(self) -> float | None:
        """Mean CAMEO Goldstein score."""
        return _mean([one.first.goldstein for one in self.happenings])

    @property
    def goldstein_sum(self) -> float:
        """Summed CAMEO Goldstein score."""
        return sum(one.first.goldstein for one in self.happenings)


def series(
    found: Iterable[Happening], grain: Grain, since: date | None = None, until: date | None = None
) -> list[Period]:
    """Lay dated happenings into periods without gaps, each with its tension; those known only by month or year are left out.

    ``until`` is the last day, included. No dated happening and no bounds give an empty series.
    """
    by_day: dict[str, list[Happening]] = {}
    for one in found:
        if one.day:
            by_day.setdefault(one.day, []).append(one)
    days = {date.fromisoformat(day): members for day, members in by_day.items()}
    days = {day: days[day] for day in days if (not since or day >= since) and (not until or day <= until)}
    first, last = since or min(days, default=None), until or max(days, default=None)
    if first is None or last is None:
        return []
    inside: dict[date, list[Happening]] = {}
    step = start_of(first, grain)
    while step <= last and step < date.max:
        inside[step] = []
        step = following(step, grain)
    for day, members in days.items():
        inside.setdefault(start_of(day, grain), []).extend(members)
    return _with_tension([Period(start, tuple(members)) for start, members in inside.items()])


def fitting(days: Sequence[str], since: date | None = None, until: date | None = None) -> Grain:
    """Give the grain that shows a time best: days for a season, weeks for up to three years, else months."""
    first, last = since or min(days, default=None), until or max(days, default=None)
    if first is None or last is None:
        return "week"
    span = _span(first, last)
    return "day" if span <= A_SEASON else "week" if span <= THREE_YEARS else "month"


def told_in(grain: Grain | None, days: Sequence[str], since: date | None = None, until: date | None = None) -> Grain:
    """Give the grain asked for, or the one that fits; for more than two centuries it is the month."""
    first, last = since or min(days, default=None), until or max(days, default=None)
    endless = first is not None and last is not None and _span(first, last) > LONGEST
    return "month" if endless else grain or fitting(days, since, until)


def _span(first: date | str, last: date | str) -> int:
    """Count the days from one to another."""
    return (date.fromisoformat(str(last)) - date.fromisoformat(str(first))).days


def start_of(day: date, grain: Grain) -> date:
    """Give the first day of the period that holds a day; weeks begin on Monday."""
    if grain == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain == "month" else day


def following(start: date, grain: Grain) -> date:
    """Give the first day of the next period, or the last day that there is."""
    try:
        if grain == "month":
            return (start + timedelta(days=31)).replace(day=1)
        return start + timedelta(days=7 if grain == "week" else 1)
    except OverflowError:
        return date.max


def _with_tension(periods: Sequence[Period]) -> list[Period]:
    scores = [-one.first.score for period in periods for one in period.happenings]
    if not scores:
        return list(periods)
    mean = sum(scores) / len(scores)
    spread = sum((score - mean) ** 2 for score in scores) / len(scores)
    weight = total = 0.0
    found: list[Period] = []
    past: list[float] = []
    for period in periods:
        weight = FADE * weight + period.n
        total = FADE * total - period.score_sum
        tension = (total + PRIOR * mean) / (weight + PRIOR)
        margin = NORMAL_95 * math.sqrt(spread / (weight + PRIOR))
        rank = bisect_right(past, tension) / len(past) if past else None
        insort(past, tension)
        found.append(
            Period(
                period.start,
                period.happenings,
                tension,
                max(-10.0, tension - margin),
                min(10.0, tension + margin),
                rank,
            )
        )
    return found


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
