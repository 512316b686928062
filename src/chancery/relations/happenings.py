"""What happened, counted once however many report it.

Two reports tell of the same happening when they agree in direction, type, ``about`` and in whether it is real, when their
modes and dates do not contradict each other, and when they stand in the same story or in similar sentences. Joining goes
along chains, so the result does not depend on the order of the reports. No report is dropped: a happening holds all of its
own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations

import msgspec

from chancery.relations.reports import Report

# Half of the words of the shorter sentence; below that, sentences on two events of one day begin to be joined.
SIMILAR = 0.5
WORD = re.compile(r"\w{3,}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Happening(msgspec.Struct, frozen=True, gc=False):
    """One event with every report of it, in order of publication. ``direction`` is seen from the first of the two parties.

    ``date`` is the one that the reports' texts state, else the earliest that they were given; ``day`` is when it happened
    or began, None where only a month, a year or nothing is known.
    """

    direction: str
    reports: tuple[Report, ...]
    date: str | None = None
    day: str | None = None

    def __post_init__(self) -> None:
        """Find the date."""
        stated = [report.date for report in self.reports if report.date and report.date_basis == "text"]
        given = stated or [report.date for report in self.reports if report.date]
        found = min(given, default=None)
        known = DAY.match(found) if found else None
        msgspec.structs.force_setattr(self, "date", found)
        msgspec.structs.force_setattr(self, "day", known and known.group())

    @property
    def first(self) -> Report:
        """The earliest report."""
        return self.reports[0]

    @property
    def mode(self) -> str | None:
        """The mode, where any report states it."""
        return next((report.mode for report in self.reports if report.mode), None)

    @property
    def n_reports(self) -> int:
        """How many events of articles tell of it."""
        return len(self.reports)

    @property
    def n_outlets(self) -> int:
        """How many outlets tell of it."""
        return len({report.outlet or report.article for report in self.reports})

    @property
    def first_report(self) -> str | None:
        """When it was first published."""
        return self.reports[0].published

    @property
    def last_report(self) -> str | None:
        """When it was last published."""
        return self.reports[-1].published


def happenings(reports: Iterable[tuple[str, Report]]) -> list[Happening]:
    """Join (direction, report) pairs into happenings, in order of date."""
    alike: dict[tuple[object, ...], list[Report]] = defaultdict(list)
    for direction, report in reports:
        key = (direction, report.event, report.about, report.status if not report.real else "real", report.historical)
        alike[key].append(report)
    found = [
        Happening(str(key[0]), tuple(sorted(group, key=_order)))
        for key, members in alike.items()
        for group in _groups(sorted(members, key=_order))
    ]
    return sorted(found, key=lambda one: (one.date or one.first_report or "", one.first.article, one.first.event_id))


def one_a_day(found: Iterable[Happening]) -> list[Happening]:
    """Keep the first happening of each day, type and direction: a view for comparison with data sets that filter so."""
    kept: dict[tuple[object, ...], Happening] = {}
    for one in found:
        kept.setdefault((one.day or id(one), one.direction, one.first.event), one)
    return list(kept.values())


def kept(found: Iterable[Happening], test: Callable[[Report], bool]) -> list[Happening]:
    """Keep of each happening the reports that pass a test, and the happenings that have any."""
    chosen = ((one, tuple(filter(test, one.reports))) for one in found)
    return [
        one if len(reports) == one.n_reports else Happening(one.direction, reports)
        for one, reports in chosen
        if reports
    ]


def _order(report: Report) -> tuple[str, str, str]:
    return (report.published or "", report.article, report.event_id)


def _groups(reports: list[Report]) -> list[list[Report]]:
    """Give the connected groups of reports of the same happening; only those of one day or one story are compared."""
    parent = list(range(len(reports)))
    words: dict[int, frozenset[str]] = {}
    buckets: dict[object, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for key in {("day", report.date), ("story", report.story or report.article)}:
            buckets[key].append(number)
    for members in buckets.values():
        for one, other in combinations(members, 2):
            if _root(parent, one) != _root(parent, other) and _same(reports, one, other, words):
                parent[max(_root(parent, one), _root(parent, other))] = min(_root(parent, one), _root(parent, other))
    groups: dict[int, list[Report]] = defaultdict(list)
    for number, report in enumerate(reports):
        groups[_root(parent, number)].append(report)
    return list(groups.values())


def _same(reports: list[Report], first: int, second: int, words: dict[int, frozenset[str]]) -> bool:
    one, other = reports[first], reports[second]
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if not _compatible(one.date, other.date):
        return False
    if (one.story or one.article) == (other.story or other.article):
        return True
    for number in (first, second):
        if number not in words:
            words[number] = frozenset(WORD.findall(reports[number].sentence.lower()))
    shared = len(words[first] & words[second])
    return shared >= SIMILAR * max(1, min(len(words[first]), len(words[second])))


def _compatible(one: str | None, other: str | None) -> bool:
    """Equal dates, or one within the other ("2021-04" and "2021-04-13"); no date contradicts none but joins none either."""
    if one is None or other is None:
        return one is other
    return one.startswith(other) or other.startswith(one)


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = number = parent[parent[number]]
    return number
