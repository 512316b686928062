"""The rules that ``date_patterns.csv`` names: from a match to an ISO 8601 value, or to the unresolved TIMEX3 value.

A rule is a function of the same name. It sees the words of the match, the day of publication (``now``), the date spoken of last
(``focus``) and, when it asks, where the clause looks: back, ahead or neither. Here are those that count from another day, and
lengths; ``date_points`` has those that name a day themselves.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from chancery.lexicon import calendar
from chancery.lexicon.date_points import holiday_near, part, step
from chancery.lexicon.date_reading import FUTURE, NEITHER, PAST, RULES, Reading, duration_of, rule, unresolved

__all__ = ["FUTURE", "NEITHER", "PAST", "RULES", "Reading"]

# The units that dates are told in, the finest first.
GRAINS = "DWMQHY"


@rule
def none(reading: Reading) -> str | None:
    """No date: an age, "second-hand"."""
    return None


@rule
def text(reading: Reading) -> str | None:
    """The value stands in the pattern or at the word: now, recently, daily, a while."""
    return reading.row.argument or reading.value("vague") or reading.value("set") or reading.value("span")


@rule
def weekago(reading: Reading) -> str | None:
    """A week ago Tuesday."""
    number = int(reading.value("weekday"))
    return (
        (step(reading.now, number, PAST, strictly=True) - timedelta(days=7)).isoformat()
        if reading.now
        else f"XXXX-WXX-{number}"
    )


@rule
def shiftpart(reading: Reading) -> str | None:
    """This morning, last night."""
    there = calendar.moved(reading.now, "D", reading.sign) if reading.now else None
    return (there.isoformat() if there else "XXXX-XX-XX") + reading.part


@rule
def shift(reading: Reading) -> str | None:
    """Last week, this year, next quarter, the week before last."""
    unit, count = reading.unit, reading.sign
    if unit.startswith("T") or (unit == "D" and count == 0):
        return {PAST: "PAST_REF", NEITHER: "PRESENT_REF", FUTURE: "FUTURE_REF"}[max(-1, min(1, count))]
    if unit == "F":
        unit, count = "W", count * 2
    return calendar.shifted(reading.now, unit, count) if reading.now else unresolved(unit)


@rule
def thisunit(reading: Reading) -> str | None:
    """The end of the month, year-end: of the month or year that holds the date spoken of where it is of a finer grain."""
    unit = reading.unit
    return calendar.at(reading.now, unit) if reading.now and unit in calendar.UNKNOWN else unresolved(unit)


@rule
def unitend(reading: Reading) -> str | None:
    """Year-end: the year, as TIMEX3 values it (its end is a modifier there)."""
    return calendar.at(reading.now, reading.unit) if reading.now else unresolved(reading.unit)


@rule
def lastunit(reading: Reading) -> str | None:
    """The quarter, the latest quarter: the last one that is over."""
    return calendar.shifted(reading.now, reading.unit, PAST) if reading.now else unresolved(reading.unit)


@rule
def yearago(reading: Reading) -> str | None:
    """The year-ago quarter: a year before the quarter spoken of, else before the last one; the 2019 quarter."""
    grain = calendar.grain(reading.focus) if reading.focus else None
    start = reading.spoken_of if grain == "Q" else calendar.moved(reading.now, "Q", PAST) if reading.now else None
    if start and reading.slot("year"):
        return f"{reading.number('year'):04}{calendar.at(start, 'Q')[4:]}"
    last = calendar.moved(reading.now, "Q", PAST) if reading.now else None
    over = start is not None and last is not None and start.year < last.year
    there = start if over else calendar.moved(start, "Y", PAST) if start else None
    return calendar.at(there, "Q") if there else unresolved("Q")


@rule
def yearagopart(reading: Reading) -> str | None:
    """The year-ago third quarter."""
    found = part(reading)
    return f"{int(found[:4]) - 1:04}{found[4:]}" if found and found[:4].isdecimal() else found


@rule
def thequarter(reading: Reading) -> str | None:
    """The quarter: the one spoken of last, else the last one that is over."""
    if reading.focus and calendar.grain(reading.focus) == "Q":
        return reading.focus
    return calendar.shifted(reading.now, "Q", PAST) if reading.now else unresolved("Q")


@rule
def oneday(reading: Reading) -> str | None:
    """One day: some day to come, where the clause looks ahead, else a length of time."""
    return "FUTURE_REF" if reading.looks() == FUTURE else "P1D"


@rule
def overnight(reading: Reading) -> str | None:
    """Overnight: the night before publication."""
    there = calendar.moved(reading.now, "D", -1) if reading.now else None
    return f"{there.isoformat() if there else 'XXXX-XX-XX'}TNI"


@rule
def ahead(reading: Reading) -> str | None:
    """In two weeks: the week then, where the clause looks ahead, else a length of time."""
    if reading.looks() == FUTURE and not reading.unit.startswith("T"):
        return away(reading.now, reading.count(), reading.unit, FUTURE)
    return duration(reading)


@rule
def weekend(reading: Reading) -> str | None:
    """The weekend: the last one, or, where the clause looks ahead, the next."""
    if reading.now is None:
        return unresolved("WE")
    back = reading.looks() != FUTURE and reading.now.isoweekday() < 6
    return calendar.shifted(reading.now, "WE", -1 if back else 0)


@rule
def ago(reading: Reading) -> str | None:
    """Three weeks ago: the week, month or year; two weeks from now."""
    count = 1.0 if not reading.slot("count") else reading.count()
    if count == 1 and reading.unit == "Y" and reading.focus and calendar.grain(reading.focus) == "Q":
        return yearago(reading)
    return away(reading.now, count, reading.unit, reading.sign)


def away(start: date | None, count: float | None, unit: str, way: int) -> str:
    """Give the value of the unit so many units before or after a day."""
    if count is None:
        return "PAST_REF" if way < 0 else "FUTURE_REF"
    if unit == "F":
        count, unit = count * 2, "W"
    if unit == "Y" and 0 < count < 1:
        count, unit = count * 12, "M"
    if unit in ("E", "C"):
        count, unit = count * (10 if unit == "E" else 100), "Y"
    if unit.startswith("T"):
        count, unit = (count // 24 if unit == "TH" else 0), "D"
    if start is None or count > 9000:
        return unresolved(unit)
    if unit == "Y" and count != int(count):
        there = calendar.moved(start, "M", way * int(count * 12))
        return calendar.at(there, "Y") if there else unresolved(unit)
    return calendar.shifted(start, unit, way * int(count))


@rule
def vagueago(reading: Reading) -> str | None:
    """Years ago, in recent years, in the coming months."""
    return reading.row.argument


@rule
def offset(reading: Reading) -> str | None:
    """Two days later, the day before, that evening: away from the date spoken of; before a noun it belongs to that."""
    unit = "D" if reading.part else reading.unit
    if reading.row.argument and reading.match.name in ("unit-before", "unit-after") and reading.behind.isalnum():
        return unresolved(unit)
    if reading.is_beyond_focus():
        reading = replace(reading, focus=None)
    count = reading.count() if reading.slot("count") else 1.0
    way, start = reading.sign, reading.spoken_of
    if reading.slot("narrative"):
        count, way = float(abs(way)), way or 1
    grain = calendar.grain(reading.focus) if reading.focus else None
    if grain and unit in GRAINS and grain in GRAINS and GRAINS.index(unit) < GRAINS.index(grain):
        return reading.focus  # "In January they met. They left the next day."
    if unit == "Y" and grain in ("Q", "M", "H") and start and count is not None and reading.row.argument:
        there = calendar.moved(start, "Y", way * int(count))
        return calendar.at(there, grain) if there else unresolved(unit)
    return away(start, count, unit, way) + reading.part


@rule
def dayby(reading: Reading) -> str | None:
    """The day before Easter, the week after Tuesday."""
    words = reading.slot("anchor")
    named = reading.tables.holiday_names.get(words[0])
    start: date | None = None
    if named and reading.now:
        start = holiday_near(named.day, reading.now, reading.looks())
    elif reading.value("weekday", "anchor") and reading.now:
        start = step(reading.now, int(reading.value("weekday", "anchor")), reading.looks() or PAST)
    elif reading.value("deictic", "anchor") and reading.now:
        start = calendar.moved(reading.now, "D", int(reading.value("deictic", "anchor")[:2].rstrip("T")))
    return away(start, 1, reading.unit, reading.sign)


@rule
def window(reading: Reading) -> str | None:
    """The past six years: from then until now, in months for years, in days for weeks."""
    count = reading.count() if reading.slot("count") else 1.0
    unit, now = reading.unit, reading.now
    if now is None or count is None or (unit.startswith("T") and count < 24):
        return duration_of(count, unit)
    steps = {
        "TH": ("D", count / 24),
        "F": ("W", count * 2),
        "E": ("Y", count * 10),
        "C": ("Y", count * 100),
        "WE": ("W", count),
    }
    unit, count = steps.get(unit, (unit, count))
    there = calendar.moved(now, unit, reading.sign * int(count)) if not unit.startswith("T") and count < 9000 else None
    if there is None:
        return duration_of(count, unit)
    finer = {"Y": "M", "Q": "M", "H": "M", "W": "D"}.get(unit, unit)
    ends = sorted((there, now))
    return "/".join(calendar.at(end, finer) for end in ends)


@rule
def duration(reading: Reading) -> str | None:
    """Three weeks, an hour and a half, month-long; of "two to three weeks" the least."""
    count = reading.count("least") if reading.slot("least") else reading.count() if reading.slot("count") else 1.0
    return duration_of(count, reading.unit)


@rule
def durationhalf(reading: Reading) -> str | None:
    """Two and a half years."""
    count = reading.count()
    return duration_of(count + 0.5 if count is not None else None, reading.unit)


@rule
def vagueduration(reading: Reading) -> str | None:
    """For weeks."""
    return duration_of(None, reading.unit)


@rule
def set(reading: Reading) -> str | None:
    """Every week, every two years, twice a year."""
    if reading.value("part"):
        return f"XXXX-XX-XX{reading.part}"
    count = float(reading.row.argument or 1)
    if reading.slot("count"):
        count = reading.count() or float(reading.number("count") or 0)
    return duration_of(count or None, reading.unit)
