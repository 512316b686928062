"""The rules that ``date_patterns.csv`` names: from a match to an ISO 8601 value, or to the unresolved TIMEX3 value.

A rule is a function of the same name. It sees the words of the match, the day of publication (``now``), the date spoken of last
(``focus``) and, when it asks, where the clause looks: back, ahead or neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from chancery.lexicon import calendar
from chancery.lexicon.date_scan import Match, Word
from chancery.lexicon.dates import DatePattern, DateTables

PAST, NEITHER, FUTURE = -1, 0, 1
# days within which the nearest "March 4" is meant whatever the tense: a tense is read wrongly more often
CLEARLY_NEAR = 75


@dataclass(frozen=True)
class Reading:
    """One match being read; ``looks`` tells where its clause looks, -1 back, 1 ahead, 0 neither."""

    match: Match
    words: list[Word]
    tables: DateTables
    now: date | None
    focus: str | None
    looks: Callable[[], int]

    @property
    def row(self) -> DatePattern:
        """The pattern's row."""
        return self.tables.pattern_rows[self.match.name]

    @property
    def behind(self) -> str:
        """The word behind the match, lower-cased where it is known; ``""`` at the end."""
        return self.words[self.match.last].lower if self.match.last < len(self.words) else ""

    def value_of_rule(self) -> str | None:
        """Read the match by its row's rule; None where that says it is no date."""
        return RULES[self.row.rule](self)

    def slot(self, name: str) -> tuple[str, ...]:
        """Give the words of a slot; () where it is not filled."""
        return self.match.slots.get(name, ())

    def value(self, kind: str, slot: str | None = None) -> str:
        """Give the value of a slot's word as a word of a kind; ``""`` where it is none."""
        words = self.slot(slot or kind)
        row = self.tables.word(kind, words[0]) if words else None
        return row.value if row else ""

    @property
    def unit(self) -> str:
        """The code of the unit."""
        return self.value("unit") or "D"

    @property
    def sign(self) -> int:
        """How many units away the pattern's argument, a shift or a narrative word says."""
        argument = self.row.argument if re.fullmatch(r"-?\d+", self.row.argument or "") else None
        return int(argument or self.value("shift") or self.value("narrative") or 0)

    @property
    def part(self) -> str:
        """The suffix for a part of the day, such as ``TMO``; ``""`` for none."""
        part = self.value("part") or self.value("part", "parts")
        return f"T{part}" if part else ""

    @property
    def spoken_of(self) -> date | None:
        """The first day of the date spoken of last, else the day of publication."""
        there = calendar.bounds(self.focus) if self.focus else None
        return there[0] if there else self.now

    def number(self, slot: str) -> int | None:
        """Give a day of the month, a year, an ordinal: digits or a word."""
        words = self.slot(slot)
        digits = re.match(r"\d+", words[0]) if words else None
        if digits:
            return int(digits[0])
        named = self.value("ordinal", slot) or self.value("number", slot)
        return int(named) if named.isdecimal() else None

    def count(self, slot: str = "count") -> float | None:
        """Give how many; None for "several"."""
        return counted(self.slot(slot), self.tables)

    def year(self) -> int | None:
        """Give the year that the expression itself names ("2019", "last year")."""
        named = self.number("year")
        if named is None and self.slot("shift") and self.slot("unit") and self.unit == "Y" and self.now:
            return self.now.year + self.sign
        return named


def counted(words: tuple[str, ...], tables: DateTables) -> float | None:
    """Give the number that words and digits make ("two hundred and six"); None for a vague one."""
    total, current = 0.0, 0.0
    if len(words) > 1 and words[-1] == "half":
        whole = counted(words[:-2] if words[-2] == "a" else words[:-1], tables)
        return whole + 0.5 if whole is not None else None
    for word in words:
        plain = word.replace(",", "")
        row = next((found for kind in ("number", "one", "magnitude") if (found := tables.word(kind, word))), None)
        if word in ("-", "and"):
            continue
        if re.fullmatch(r"\d+(\.\d+)?", plain):
            current += float(plain)
        elif re.fullmatch(r"\d/\d", word):
            current += int(word[0]) / int(word[2])
        elif row is None or row.value == "X":
            return None
        elif float(row.value) >= 1000:
            total, current = total + max(current, 1) * float(row.value), 0
        elif row.word in ("hundred", "dozen"):
            current = max(current, 1) * float(row.value)
        else:
            current += float(row.value)
    return total + current


def duration_of(count: float | None, unit: str) -> str:
    """Give the ISO duration of so many units; X for an unknown number."""
    if count is not None and unit == "F":
        count, unit = count * 2, "W"
    if count == 0.5 and unit in HALVES:
        return f"PT{HALVES[unit]}" if unit.startswith("T") else f"P{HALVES[unit]}"
    if count is not None and count != int(count) and count * 2 == int(count * 2) and unit in HALVES:
        return duration_of(int(count), unit) + HALVES[unit]
    number = "X" if count is None else f"{int(count)}" if count == int(count) else f"{count:g}"
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def unresolved(unit: str) -> str:
    """Give the value of a point of which only the grain is known."""
    return calendar.UNKNOWN.get(unit, "XXXX-XX-XX")


# half a unit behind whole ones: two and a half years are P2Y6M
HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}

RULES: dict[str, Callable[[Reading], str | None]] = {}


def _rule(function: Callable[[Reading], str | None]) -> Callable[[Reading], str | None]:
    RULES[function.__name__] = function
    return function


@_rule
def none(reading: Reading) -> str | None:
    """No date: an age, "second-hand"."""
    return None


@_rule
def text(reading: Reading) -> str | None:
    """The value stands in the pattern or at the word: now, recently, daily, a while."""
    return reading.row.argument or reading.value("vague") or reading.value("set") or reading.value("span")


@_rule
def isodate(reading: Reading) -> str | None:
    """2021-04-13."""
    digits = reading.slot("isodate")[0]
    return digits if calendar.day_of(digits) else None


@_rule
def slashdate(reading: Reading) -> str | None:
    """04/13/2021, month first as in the United States, unless that is no month."""
    first, second, year = (int(part) for part in reading.slot("slashdate")[0].split("/"))
    if year < 100:
        year += 1900 if year > 50 else 2000
    day = calendar.made(year, first, second) or calendar.made(year, second, first)
    return day.isoformat() if day else None


@_rule
def day(reading: Reading) -> str | None:
    """March 4, 2019; a missing year is the nearest that the tense allows."""
    month, number = int(reading.value("month")), reading.number("day") or 0
    year = reading.year()
    if calendar.made(2000, month, number) is None:
        return None
    if year is None and reading.now:
        found = _nearest(
            [calendar.made(reading.now.year + step, month, number) for step in (-1, 0, 1)], reading.now, reading.looks()
        )
        return found.isoformat() if found else f"XXXX-{month:02}-{number:02}"
    if year is None:
        return f"XXXX-{month:02}-{number:02}"
    exact = calendar.made(year, month, number)
    return exact.isoformat() if exact else None


@_rule
def monthday(reading: Reading) -> str | None:
    """Tuesday the 13th: the last such day of a month, or the next."""
    number = reading.number("day") or 0
    if reading.now is None or not 1 <= number <= 31:
        return f"XXXX-XX-{number:02}" if 1 <= number <= 31 else None
    months = [calendar.moved(reading.now.replace(day=1), "M", step) for step in (-1, 0, 1)]
    found = _nearest(
        [calendar.made(month.year, month.month, number) for month in months if month], reading.now, reading.looks()
    )
    return found.isoformat() if found else None


def _nearest(days: list[date | None], now: date, looks: int, near: int = CLEARLY_NEAR) -> date | None:
    """Give the nearest day; where none is near, the last before now or the first from now on, as the clause looks."""
    there = sorted((found for found in days if found), key=lambda found: (abs((found - now).days), found))
    if there and abs((there[0] - now).days) < near:
        return there[0]
    fitting = [found for found in there if (found - now).days * looks >= 0]
    return next(iter(fitting or there), None)


@_rule
def month(reading: Reading) -> str | None:
    """January; last December; March 2019; the current month is both last and next."""
    number = int(reading.value("month"))
    year = reading.year()
    if year is None and reading.slot("narrative") and reading.focus:
        there = reading.spoken_of
        year = there.year + reading.sign if there else None
    if year is None and reading.now:
        shift = reading.value("shift")
        year = _year_of_month(number, reading.now, int(shift) if shift else None, reading)
    return f"{year:04}-{number:02}" if year is not None else f"XXXX-{number:02}"


def _year_of_month(number: int, now: date, shift: int | None, reading: Reading) -> int:
    if shift == PAST:
        return now.year if number < now.month else now.year - 1
    if shift == FUTURE:
        return now.year if number > now.month else now.year + 1
    looks = reading.looks() if shift is None else NEITHER
    if looks == NEITHER:
        return min(
            (now.year - 1, now.year, now.year + 1),
            key=lambda year: (abs((year - now.year) * 12 + number - now.month), year),
        )
    if looks == FUTURE:
        return now.year if number >= now.month else now.year + 1
    return now.year if number <= now.month else now.year - 1


@_rule
def year(reading: Reading) -> str | None:
    """2019, fiscal 2019."""
    return f"{reading.number('year'):04}"


@_rule
def shortyear(reading: Reading) -> str | None:
    """'98: the century that brings it nearest before publication."""
    number = int(re.sub(r"\D", "", reading.slot("shortyear")[0]))
    if reading.now is None:
        return f"XX{number:02}"
    century = reading.now.year // 100 * 100
    return f"{century + number if century + number <= reading.now.year + 10 else century - 100 + number:04}"


@_rule
def spokenyear(reading: Reading) -> str | None:
    """Nineteen ninety-six."""
    first = counted(reading.slot("century"), reading.tables)
    rest = counted((*reading.slot("tens"), *reading.slot("ones")), reading.tables)
    return f"{first:.0f}{rest:02.0f}" if first in (18, 19, 20) and rest is not None and 10 <= rest <= 99 else None


@_rule
def weekday(reading: Reading) -> str | None:
    """Tuesday, last Tuesday, Tuesday of next week, Tuesday evening."""
    number = int(reading.value("weekday") or reading.value("weekday", "when") or 0)
    if not number:
        return deictic(reading)
    found = _weekday(reading, number)
    return (found.isoformat() if found else f"XXXX-WXX-{number}") + reading.part


def _weekday(reading: Reading, number: int) -> date | None:
    now = reading.now
    if reading.slot("narrative"):
        there = reading.spoken_of
        return _step(there, number, reading.sign or FUTURE, strictly=True) if there else None
    if now is None:
        return None
    if reading.slot("unit"):
        week = calendar.moved(now, "W", reading.sign)
        return week + timedelta(days=number - week.isoweekday()) if week else None
    shift = reading.value("shift")
    if shift == "0":
        return (
            now + timedelta(days=number - now.isoweekday())
            if number >= now.isoweekday()
            else _step(now, number, reading.looks() or PAST)
        )
    if shift:
        return _step(now, number, int(shift), strictly=True)
    return _step(now, number, reading.looks() or FUTURE)


def _step(day: date, number: int, way: int, strictly: bool = False) -> date:
    """Give the nearest such weekday before or after a day; the day itself is one unless ``strictly``."""
    apart = (number - day.isoweekday()) * way % 7
    return day + timedelta(days=way * (7 if strictly and apart == 0 else apart))


@_rule
def everyweekday(reading: Reading) -> str | None:
    """Tuesdays, every Tuesday."""
    return f"XXXX-WXX-{reading.value('weekday') or reading.value('weekday', 'weekdays')}"


@_rule
def weekago(reading: Reading) -> str | None:
    """A week ago Tuesday."""
    number = int(reading.value("weekday"))
    return (
        (_step(reading.now, number, PAST, strictly=True) - timedelta(days=7)).isoformat()
        if reading.now
        else f"XXXX-WXX-{number}"
    )


@_rule
def deictic(reading: Reading) -> str | None:
    """Yesterday, tonight, tomorrow morning."""
    found = re.fullmatch(
        r"(-?\d)(T\w+)?", reading.row.argument or reading.value("deictic") or reading.value("deictic", "when") or "0"
    )
    there = calendar.moved(reading.now, "D", int(found[1])) if reading.now and found else None
    return (there.isoformat() if there else "XXXX-XX-XX") + (reading.part or (found[2] if found and found[2] else ""))


@_rule
def shiftpart(reading: Reading) -> str | None:
    """This morning, last night."""
    there = calendar.moved(reading.now, "D", reading.sign) if reading.now else None
    return (there.isoformat() if there else "XXXX-XX-XX") + reading.part


@_rule
def shift(reading: Reading) -> str | None:
    """Last week, this year, next quarter, the week before last."""
    unit, count = reading.unit, reading.sign
    if unit.startswith("T") or (unit == "D" and count == 0):
        return {PAST: "PAST_REF", NEITHER: "PRESENT_REF", FUTURE: "FUTURE_REF"}[max(-1, min(1, count))]
    if unit == "F":
        unit, count = "W", count * 2
    return calendar.shifted(reading.now, unit, count) if reading.now else unresolved(unit)


@_rule
def thisunit(reading: Reading) -> str | None:
    """The end of the month, year-end: of the month or year that holds the date spoken of where it is of a finer grain."""
    unit = reading.unit
    return calendar.at(reading.now, unit) if reading.now and unit in calendar.UNKNOWN else unresolved(unit)


@_rule
def unitend(reading: Reading) -> str | None:
    """Year-end: its last day."""
    ends = (
        calendar.bounds(calendar.at(reading.now, reading.unit))
        if reading.now and reading.unit in calendar.UNKNOWN
        else None
    )
    return ends[1].isoformat() if ends else "XXXX-12-31" if reading.unit == "Y" else "XXXX-XX-XX"


@_rule
def lastunit(reading: Reading) -> str | None:
    """The quarter, the latest quarter: the last one that is over."""
    return calendar.shifted(reading.now, reading.unit, PAST) if reading.now else unresolved(reading.unit)


@_rule
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


@_rule
def yearagopart(reading: Reading) -> str | None:
    """The year-ago third quarter."""
    found = part(reading)
    return f"{int(found[:4]) - 1:04}{found[4:]}" if found and found[:4].isdecimal() else found


@_rule
def thequarter(reading: Reading) -> str | None:
    """The quarter: the one spoken of last, else the last one that is over."""
    if reading.focus and calendar.grain(reading.focus) == "Q":
        return reading.focus
    return calendar.shifted(reading.now, "Q", PAST) if reading.now else unresolved("Q")


@_rule
def lasthalf(reading: Reading) -> str | None:
    """The last half of 2019."""
    year = reading.year()
    return f"{year:04}-H2" if year is not None else "XXXX-H2"


@_rule
def oneday(reading: Reading) -> str | None:
    """One day: some day to come, where the clause looks ahead, else a length of time."""
    return "FUTURE_REF" if reading.looks() == FUTURE else "P1D"


@_rule
def overnight(reading: Reading) -> str | None:
    """Overnight: the night before publication."""
    there = calendar.moved(reading.now, "D", -1) if reading.now else None
    return f"{there.isoformat() if there else 'XXXX-XX-XX'}TNI"


@_rule
def monthspoken(reading: Reading) -> str | None:
    """March nineteen ninety-six."""
    year = spokenyear(reading)
    return f"{year}-{int(reading.value('month')):02}" if year else None


@_rule
def ahead(reading: Reading) -> str | None:
    """In two weeks: the week then, where the clause looks ahead, else a length of time."""
    if reading.looks() == FUTURE and not reading.unit.startswith("T"):
        return away(reading.now, reading.count(), reading.unit, FUTURE)
    return duration(reading)


@_rule
def weekend(reading: Reading) -> str | None:
    """The weekend: the last one, or, where the clause looks ahead, the next."""
    if reading.now is None:
        return unresolved("WE")
    back = reading.looks() != FUTURE and reading.now.isoweekday() < 6
    return calendar.shifted(reading.now, "WE", -1 if back else 0)


@_rule
def season(reading: Reading) -> str | None:
    """Summer, last summer, the summer of 2014."""
    code = reading.value("season")
    year = reading.year()
    if year is None and reading.now:
        starts = [
            (reading.now.year + step, date(reading.now.year + step, calendar.SEASON_MONTHS[code], 1))
            for step in (-2, -1, 0, 1)
        ]
        sign = reading.value("shift")
        ahead = int(sign) == FUTURE if sign else reading.looks() == FUTURE
        if ahead:
            year = min(number for number, start in starts if start > reading.now)
        elif sign == "0":
            year = reading.now.year
        else:
            # "last summer" is over; a bare "summer" may be this one
            over = timedelta(days=92 if sign else 0)
            year = max(number for number, start in starts if start + over <= reading.now)
    return f"{year:04}-{code}" if year is not None else f"XXXX-{code}"


@_rule
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


@_rule
def vagueago(reading: Reading) -> str | None:
    """Years ago, in recent years, in the coming months."""
    return reading.row.argument


@_rule
def offset(reading: Reading) -> str | None:
    """Two days later, the day before, that evening: away from the date spoken of; before a noun it belongs to that."""
    unit = "D" if reading.part else reading.unit
    if reading.row.argument and reading.match.name in ("unit-before", "unit-after") and reading.behind.isalnum():
        return unresolved(unit)
    count = reading.count() if reading.slot("count") else 1.0
    way, start = reading.sign, reading.spoken_of
    if reading.slot("narrative"):
        count, way = float(abs(way)), way or 1
    grain = calendar.grain(reading.focus) if reading.focus else None
    if unit == "Y" and grain in ("Q", "M", "H") and start and count is not None and reading.row.argument:
        there = calendar.moved(start, "Y", way * int(count))
        return calendar.at(there, grain) if there else unresolved(unit)
    return away(start, count, unit, way) + reading.part


@_rule
def dayby(reading: Reading) -> str | None:
    """The day before Easter, the week after Tuesday."""
    words = reading.slot("anchor")
    named = reading.tables.holiday_names.get(words[0])
    start: date | None = None
    if named and reading.now:
        start = _holiday_near(named.day, reading.now, reading.looks())
    elif reading.value("weekday", "anchor") and reading.now:
        start = _step(reading.now, int(reading.value("weekday", "anchor")), reading.looks() or PAST)
    elif reading.value("deictic", "anchor") and reading.now:
        start = calendar.moved(reading.now, "D", int(reading.value("deictic", "anchor")[:2].rstrip("T")))
    return away(start, 1, reading.unit, reading.sign)


@_rule
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


@_rule
def duration(reading: Reading) -> str | None:
    """Three weeks, an hour and a half, month-long; of "two to three weeks" the least."""
    count = reading.count("least") if reading.slot("least") else reading.count() if reading.slot("count") else 1.0
    return duration_of(count, reading.unit)


@_rule
def durationhalf(reading: Reading) -> str | None:
    """Two and a half years."""
    count = reading.count()
    return duration_of(count + 0.5 if count is not None else None, reading.unit)


@_rule
def vagueduration(reading: Reading) -> str | None:
    """For weeks."""
    return duration_of(None, reading.unit)


@_rule
def set(reading: Reading) -> str | None:
    """Every week, every two years, twice a year."""
    if reading.value("part"):
        return f"XXXX-XX-XX{reading.part}"
    count = float(reading.row.argument or 1)
    if reading.slot("count"):
        count = reading.count() or float(reading.number("count") or 0)
    return duration_of(count or None, reading.unit)


@_rule
def part(reading: Reading) -> str | None:
    """The third quarter, the second half of last year; without a year the last one that is over."""
    code, number = reading.row.argument or "Q", reading.number("ordinal") or 0
    if not 1 <= number <= (4 if code == "Q" else 2):
        return None
    year = reading.year()
    if year is None and reading.now:
        year = reading.now.year
        there = calendar.bounds(f"{year:04}-{code}{number}")
        if there and there[1] >= reading.now and (there[0] > reading.now or reading.looks() != FUTURE):
            year -= 1
    return f"{year:04}-{code}{number}" if year is not None else f"XXXX-{code}{number}"


@_rule
def decade(reading: Reading) -> str | None:
    """The 1990s, the '90s, the nineties."""
    digits = reading.value("decadeword", "decade") or re.sub(r"\D", "", reading.slot("decade")[0])
    if len(digits) == 4:
        return f"{digits[:3]}X"
    if reading.now is None:
        return f"XX{digits[0]}X"
    century = reading.now.year // 100
    return f"{century if int(digits[0]) * 10 <= reading.now.year % 100 else century - 1}{digits[0]}X"


@_rule
def century(reading: Reading) -> str | None:
    """The 18th century."""
    number = reading.number("ordinal") or 0
    return f"{number - 1:02}XX" if 1 <= number <= 30 else None


@_rule
def clock(reading: Reading) -> str | None:
    """6:30 a.m. on Tuesday; without a day the day spoken of last, else the day of publication."""
    words = reading.slot("clock")
    digits = re.findall(r"\d+", words[0])
    if not digits:
        digits = [reading.value("number", "clock")]
    if len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    meridiem = reading.slot("meridiem")[0][0] if reading.slot("meridiem") else ""
    afternoon = meridiem == "p" or reading.value("part") in ("AF", "EV", "NI")
    hour = hour % 12 + 12 * afternoon if meridiem or afternoon else hour
    return f"{_day_of_clock(reading)}T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _day_of_clock(reading: Reading) -> str:
    if reading.slot("month"):
        return day(reading) or "XXXX-XX-XX"
    number = int(reading.value("weekday", "when") or 0)
    if number:
        found = _weekday(reading, number)
        return found.isoformat() if found else f"XXXX-WXX-{number}"
    ahead = reading.value("deictic", "when")
    grain = calendar.grain(reading.focus) if reading.focus else None
    start = reading.now if ahead else reading.spoken_of if grain == "D" or not reading.focus else None
    there = calendar.moved(start, "D", int(re.sub(r"T.*", "", ahead)) if ahead else 0) if start else None
    return there.isoformat() if there else "XXXX-XX-XX"


@_rule
def partalone(reading: Reading) -> str | None:
    """In the evening: of the day spoken of last, else of the day of publication."""
    return _day_of_clock(reading) + reading.part


@_rule
def days(reading: Reading) -> str | None:
    """March 4-6, 2019."""
    first = day(reading)
    month, last = int(reading.value("month")), reading.number("until") or 0
    if first is None or calendar.made(2000, month, last) is None:
        return first
    return f"{first}/{first[:4]}-{month:02}-{last:02}"


@_rule
def years(reading: Reading) -> str | None:
    """1990-1995, 2013-14."""
    first, last = reading.slot("year")[0], reading.slot("until")[0]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if last > first else first


@_rule
def months(reading: Reading) -> str | None:
    """March to May 2019."""
    return f"{reading.number('year'):04}-{int(reading.value('month')):02}/{reading.number('year'):04}-{int(reading.value('month', 'until')):02}"


@_rule
def holiday(reading: Reading) -> str | None:
    """Christmas, last Easter, Ramadan 2019."""
    row = reading.tables.holiday_names[reading.slot("holiday")[0]]
    sign, year = reading.value("shift"), reading.number("year")
    found: date | None = None
    if year is not None:
        found = calendar.holiday(row.day, year)
    elif reading.now:
        found = _holiday_near(row.day, reading.now, int(sign) if sign and sign != "0" else reading.looks(), row.days)
    if found is None:
        return f"XXXX-{row.day}" if re.fullmatch(r"\d\d-\d\d", row.day) else "XXXX-XX-XX"
    return (
        found.isoformat()
        if row.days == 1
        else f"{found.isoformat()}/{(found + timedelta(days=row.days - 1)).isoformat()}"
    )


def _holiday_near(rule: str, now: date, looks: int, length: int = 1) -> date | None:
    there = [calendar.holiday(rule, now.year + step) for step in (-1, 0, 1)]
    under_way = [found for found in there if found and found <= now < found + timedelta(days=length)]
    return under_way[0] if under_way else _nearest(there, now, looks, near=1)
