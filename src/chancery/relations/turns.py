"""Turning points: where a pair's tension changes its level, with the events that made the change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from chancery.relations.happenings import Happening
from chancery.relations.series import Period

# One more level must pay for itself as the Bayesian criterion asks of a mean and a place, threefold, since the smoothed
# steps of a series are not independent.
PENALTY = 6.0
# A smoothed series has steps smaller than its noise; a quarter of its spread is the least that counts as noise.
NOISE_FLOOR = 0.25
SHOWN = 5


@dataclass(frozen=True)
class Turn:
    """A change of level at the start of a period; ``before`` and ``after`` are the mean tensions on either side."""

    start: date
    before: float
    after: float
    made_by: tuple[Happening, ...]

    @property
    def change(self) -> float:
        """How much tension rose (positive) or fell."""
        return self.after - self.before


def turning_points(periods: Sequence[Period]) -> list[Turn]:
    """Find changes of level (PELT, squared error) in the tension of a series; fewer than six periods have none.

    A level that no event near it pulls at has changed because older events faded: that is a quiet time and no turn.
    """
    values = np.array([period.tension for period in periods if period.tension is not None])
    if len(values) < 6 or len(values) != len(periods) or float(values.std()) < 1e-9:
        return []
    steps = np.diff(values)
    noise = float(np.median(np.abs(steps - np.median(steps))) / 0.6745) or float(values.std())
    penalty = PENALTY * math.log(len(values)) * max(noise, NOISE_FLOOR * float(values.std())) ** 2
    import ruptures  # takes longer to load than the rest of a server; only series of some length need it

    # The linear kernel's cost is the squared error.
    ends = ruptures.KernelCPD(kernel="linear", min_size=2).fit(values.reshape(-1, 1)).predict(pen=penalty)
    bounds = [0, *ends]
    turns = (
        _turn(periods, values, bounds[number - 1], bounds[number], bounds[number + 1])
        for number in range(1, len(bounds) - 1)
    )
    return [turn for turn in turns if turn.made_by]


def _turn(periods: Sequence[Period], values: np.ndarray, first: int, turn: int, last: int) -> Turn:
    before, after = float(values[first:turn].mean()), float(values[turn:last].mean())
    near = [one for period in periods[max(0, turn - 1) : turn + 2] for one in period.happenings]
    rising = after > before
    near = [one for one in near if (-one.first.score > after if rising else -one.first.score < after)]
    near.sort(key=lambda one: (-abs(-one.first.score - before), -one.n_reports, one.day or ""))
    return Turn(periods[turn].start, before, after, tuple(near[:SHOWN]))
