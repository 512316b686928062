"""Calendar arithmetic on ISO 8601 and TIMEX3 values: ``2021-04-13``, ``2021-W15``, ``2021-04``, ``2021-Q2``, ``2021-SU``.

A value has a grain (D day, W week, WE weekend, M month, Q quarter, H half-year, S season, Y year, E decade, C century). A value
that nothing grounds keeps its unknown digits as X.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX", "Y": "XXXX",
           "E": "XXX", "C": "XX"}  # fmt: skip

_GRAINS = (
    ("D", re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")),
    ("WE", re.compile(r"(\d{4})-W(\d\d)-WE(?:T.*)?")),
    ("W", re.compile(r"(\d{4})-W(\d\d)")),
    ("M", re.compile(r"(\d{4})-(\d\d)")),
    ("Q", re.compile(r"(\d{4})-Q(\d)")),
    ("H", re.compile(r"(\d{4})-H(\d)")),
    ("S", re.compile(r"(\d{4})-(SP|SU|FA|WI)")),
    ("Y", re.compile(r"(\d{4})")),
    ("E", re.compile(r"(\d{3})X")),
    ("C", re.compile(r"(\d{2})XX")),
)


def day_of(published: str | None) -> date | None:
    """Give the day of an ISO date or time; None where there is none or it is not one."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def made(year: int, month: int, day: int) -> date | None:
    """Give a day of the calendar, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def grain(value: str) -> str | None:
    """Give the grain of a grounded point in time; None for durations, sets, intervals and unknown digits."""
    return next((name for name, shape in _GRAINS if shape.fullmatch(value)), None)


def bounds(value: str) -> tuple[date, date] | None:
    """Give the first and last day of a grounded point or interval; None for anything else."""
    if "/" in value:
        first, last = (bounds(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    for name, shape in _GRAINS:
        found = shape.fullmatch(value)
        if found:
            try:
                return _bounds(name, *found.groups())
            except (ValueError, OverflowError):
                return None
    return None


def _bounds(name: str, first: str, second: str = "", third: str = "") -> tuple[date, date]:
    if name == "D":
        day = date(int(first), int(second), int(third))
        return day, day
    if name in ("W", "WE"):
        return date.fromisocalendar(int(first), int(second), 1 if name == "W" else 6), date.fromisocalendar(
            int(first), int(second), 7
        )
    if name == "S":
        return _months(int(first), SEASON_MONTHS[second], 3)
    year = int(first) * {"E": 10, "C": 100}.get(name, 1)
    number = int(second) if second else 1
    return _months(year, (number - 1) * MONTHS_IN[name] + 1 if name in "MQH" else 1, MONTHS_IN[name])


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + length
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def at(day: date, unit: str) -> str:
    """Give the value of the day, week, month … that holds a day."""
    year, week, _ = day.isocalendar()
    values = {
        "D": day.isoformat(),
        "W": f"{year:04}-W{week:02}",
        "WE": f"{year:04}-W{week:02}-WE",
        "M": f"{day.year:04}-{day.month:02}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04}-H{(day.month + 5) // 6}",
        "Y": f"{day.year:04}",
        "E": f"{day.year // 10:03}X",
        "C": f"{day.year // 100:02}XX",
    }
    return values[unit]


def moved(day: date, unit: str, count: int) -> date | None:
    """Give the day so many units away, held to the end of a shorter month; None beyond the calendar."""
    try:
        if unit in ("D", "W", "WE"):
            return day + timedelta(days=count * (1 if unit == "D" else 7))
        month = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
        year, month = month // 12, month % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month, min(day.day, last))
    except (ValueError, OverflowError):
        return None


def shifted(day: date, unit: str, count: int) -> str:
    """Give the value of the unit so many units away from a day."""
    there = moved(day, unit, count)
    return at(there, unit) if there else UNKNOWN[unit]


def easter(year: int) -> date:
    """Give Western Easter Sunday (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    remainder = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * remainder) // 451
    month, day = divmod(h + remainder - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Give Orthodox Easter Sunday in the Gregorian calendar (Meeus; the calendars are 13 days apart 1900–2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """Give the first, second … (-1: last) Monday (1) … Sunday (7) of a month."""
    first, last = _months(year, month, 1)
    if number > 0:
        return made(year, month, 1 + (weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def holiday(rule: str, year: int) -> date | None:
    """Give the day of a holiday in a year, by ``12-25``, ``easter+1``, ``11-thu4`` (fourth Thursday) or a list of days.

    None where the rule names no day of that year, or the calendar has no year before or after it.
    """
    if not MINYEAR < year < MAXYEAR:
        return None
    if ";" in rule or re.fullmatch(r"\d{4}-\d\d-\d\d", rule):
        return next((day_of(part) for part in rule.split(";") if part.startswith(f"{year:04}-")), None)
    moving = re.fullmatch(r"(easter|orthodox)([+-]\d+)?", rule)
    if moving:
        start = easter(year) if moving[1] == "easter" else orthodox_easter(year)
        return start + timedelta(days=int(moving[2] or 0))
    fixed = re.fullmatch(r"(\d\d)-(\d\d)", rule)
    if fixed:
        return made(year, int(fixed[1]), int(fixed[2]))
    weekday = re.fullmatch(r"(\d\d)-([a-z]{3})(-?\d)(?:\+(\d+))?", rule)
    if weekday:
        number = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(weekday[2]) + 1
        day = nth_weekday(year, int(weekday[1]), number, int(weekday[3]))
        return day + timedelta(days=int(weekday[4] or 0)) if day else None
    return None
