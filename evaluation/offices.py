"""Score ``people.csv``: how many days since 2000 do the ministers and spokesmen of the much reported states cover?

``offices.toml`` names the states, the first and the last day, and the roles that count as an office. A day of a state is
covered where a row of such a role has begun and not ended; a month or a year counts from its first day to its last, and a
row that has not ended up to the day until which it is known. Every state has the same weight. Days on which a state had no
such minister count as uncovered. One spokesman is enough, be it of the president, the foreign ministry or the army; where
a government has none, the minister who speaks for it counts as ``offices.toml`` tells.

    python -m evaluation.offices                 figures, beside their floors
    python -m evaluation.offices --gaps [IRQ…]   the spans that nobody covers, and ministers of one state whose days overlap
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import Office
from evaluation.floors import report

PLAN: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf8"))
# Two ministers may share the month in which one follows the other.
HANDING_OVER = timedelta(days=31)

Days = tuple[date, date]


def days_of(office: Office) -> Days:
    """Give the first and the last day of an office among those that count; the first is later than the last where none is."""
    begun, ended = office.since or "", office.until or office.known_until or ""
    return max(PLAN["first"], _edge(begun, "-01-01")) if begun else PLAN["first"], (
        min(PLAN["last"], _edge(ended, "-12-31")) if ended else PLAN["last"]
    )


def _edge(day: str, rest: str) -> date:
    if len(day) == len("2000"):
        return date.fromisoformat(day + rest)
    if len(day) == len("2000-01"):
        first = date.fromisoformat(f"{day}-01")
        return first if rest == "-01-01" else (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(day)


def holders(offices: Iterable[Office], state: str, office: str) -> list[Office]:
    """Give those who held an office of a state on a day that counts, the earliest first."""
    roles = PLAN["offices"][office]
    found = [
        row
        for row in offices
        if row.country == state
        and row.sector in PLAN["sectors"]
        and any(fnmatchcase(name, role) for name in (row.role or "", f"{state} {row.role}") for role in roles)
        and days_of(row)[0] <= days_of(row)[1]
    ]
    return sorted(found, key=days_of)


def gaps(rows: Iterable[Office]) -> Iterator[Days]:
    """Give the spans of days on which nobody of these, in order, held office."""
    free = PLAN["first"]
    for row in rows:
        first, last = days_of(row)
        if first > free:
            yield free, first - timedelta(days=1)
        free = max(free, last + timedelta(days=1))
    if free <= PLAN["last"]:
        yield free, PLAN["last"]


def covered(rows: Iterable[Office]) -> float:
    """Give the share of the days on which somebody of these held office."""
    empty = sum((last - first).days + 1 for first, last in gaps(rows))
    days: int = (PLAN["last"] - PLAN["first"]).days + 1
    return 1 - empty / days


def overlaps(rows: list[Office]) -> Iterator[tuple[Office, Office]]:
    """Give the pairs of holders whose days overlap by more than a handing over."""
    for place, row in enumerate(rows):
        for later in rows[place + 1 :]:
            if later.name != row.name and days_of(later)[0] + HANDING_OVER < min(days_of(row)[1], days_of(later)[1]):
                yield row, later


def _show(offices: tuple[Office, ...], states: list[str]) -> None:
    for state in states:
        for office in PLAN["offices"]:
            rows = holders(offices, state, office)
            for first, last in gaps(rows):
                print(f"{state} {office:<10} nobody  {first} – {last}")
            for row, later in overlaps(rows) if office != "spokesman" else ():
                print(f"{state} {office:<10} overlap {row.name} {days_of(row)[1]} – {later.name} {days_of(later)[0]}")


def figures(offices: tuple[Office, ...]) -> dict[str, float]:
    """Give by group of states and office the share of days that somebody covers, and of states that have anybody."""
    found: dict[str, float] = {}
    for group in ("states", "others"):
        states = PLAN[group].split()
        for office in PLAN["offices"]:
            shares = [covered(holders(offices, state, office)) for state in states]
            found[f"{len(states)} {group} {office} days"] = sum(shares) / len(shares)
            found[f"{len(states)} {group} {office} any"] = sum(map(bool, shares)) / len(shares)
    return found


def main() -> int:
    """Print the figures, or the gaps."""
    offices = Lexicon.load().actors.offices
    if "--gaps" not in sys.argv:
        return report("offices", figures(offices))
    _show(offices, sys.argv[sys.argv.index("--gaps") + 1 :] or (PLAN["states"] + PLAN["others"]).split())
    return 0


if __name__ == "__main__":
    sys.exit(main())
