"""Rules for points of time that the words themselves name: days, weekdays, months, seasons, years, clock times, holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from chancery.lexicon import calendar
from chancery.lexicon.date_reading import FUTURE, NEITHER, PAST, Reading, counted, rule

# days within which the nearest "March 4" is meant whatever the tense: a tense is read wrongly more often
CLEARLY_NEAR = 75


@rule
def isodate(reading: Reading) -> str | None:
    """2021-04-13."""
    digits = reading.slot("isodate")[0]
    return digits if calendar.day_of(digits) else None


@rule
def slashdate(reading: Reading) -> str | None:
    """04/13/2021, month first as in the United States, unless that is no month."""
    first, second, year = (int(part) for part in reading.slot("slashdate")[0].split("/"))
    if year < 100:
        year += 1900 if year > 50 else 2000
    day = calendar.made(year, first, second) or calendar.made(year, second, first)
    return day.isoformat() if day else None


@rule
def day(reading: Reading) -> str | None:
    """March 4, 2019; a missing year is the nearest that the tense allows."""
    month, number = int(reading.value("month")), reading.number("day") or 0
    year = reading.year()
    if calendar.made(2000, month, number) is None:
        return None
    if year is None and reading.now:
        found = nearest(
            [calendar.made(reading.now.year + step, month, number) for step in (-1, 0, 1)], reading.now, reading.looks()
        )
        return found.isoformat() if found else f"XXXX-{month:02}-{number:02}"
    if year is None:
        return f"XXXX-{month:02}-{number:02}"
    exact = calendar.made(year, month, number)
    return exact.isoformat() if exact else None


@rule
def monthday(reading: Reading) -> str | None:
    """Tuesday the 13th: the last such day of a month, or the next."""
    number = reading.number("day") or 0
    if reading.now is None or not 1 <= number <= 31:
        return f"XXXX-XX-{number:02}" if 1 <= number <= 31 else None
    months = [calendar.moved(reading.now.replace(day=1), "M", step) for step in (-1, 0, 1)]
    found = nearest(
        [calendar.made(month.year, month.month, number) for month in months if month], reading.now, reading.looks()
    )
    return found.isoformat() if found else None


def nearest(days: list[date | None], now: date, looks: int, near: int = CLEARLY_NEAR) -> date | None:
    """Give the nearest day; where none is near, the last before now or the first from now on, as the clause looks."""
    there = sorted((found for found in days if found), key=lambda found: (abs((found - now).days), found))
    if there and abs((there[0] - now).days) < near:
        return there[0]
    fitting = [found for found in there if (found - now).days * looks >= 0]
    return next(iter(fitting or there), None)


@rule
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


@rule
def year(reading: Reading) -> str | None:
    """2019, fiscal 2019."""
    return f"{reading.number('year'):04}"


@rule
def shortyear(reading: Reading) -> str | None:
    """'98: the century that brings it nearest before publication."""
    number = int(re.sub(r"\D", "", reading.slot("shortyear")[0]))
    if reading.now is None:
        return f"XX{number:02}"
    century = reading.now.year // 100 * 100
    return f"{century + number if century + number <= reading.now.year + 10 else century - 100 + number:04}"


@rule
def spokenyear(reading: Reading) -> str | None:
    """Nineteen ninety-six."""
    first = counted(reading.slot("century"), reading.tables)
    rest = counted((*reading.slot("tens"), *reading.slot("ones")), reading.tables)
    return f"{first:.0f}{rest:02.0f}" if first in (18, 19, 20) and rest is not None and 10 <= rest <= 99 else None


@rule
def weekday(reading: Reading) -> str | None:
    """Tuesday, last Tuesday, Tuesday of next week, Tuesday evening."""
    number = int(reading.value("weekday") or reading.value("weekday", "when") or 0)
    if not number:
        return deictic(reading)
    found = weekday_of(reading, number)
    return (found.isoformat() if found else f"XXXX-WXX-{number}") + reading.part


def weekday_of(reading: Reading, number: int) -> date | None:
    """Give the day that a weekday means here."""
    now = reading.now
    if reading.slot("narrative"):
        there = reading.spoken_of
        return step(there, number, reading.sign or FUTURE, strictly=True) if there else None
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
            else step(now, number, reading.looks() or PAST)
        )
    if shift:
        return step(now, number, int(shift), strictly=True)
    return step(now, number, reading.looks() or FUTURE)


def step(day: date, number: int, way: int, strictly: bool = False) -> date:
    """Give the nearest such weekday before or after a day; the day itself is one unless ``strictly``."""
    apart = (number - day.isoweekday()) * way % 7
    return day + timedelta(days=way * (7 if strictly and apart == 0 else apart))


@rule
def everyweekday(reading: Reading) -> str | None:
    """Tuesdays, every Tuesday."""
    return f"XXXX-WXX-{reading.value('weekday') or reading.value('weekday', 'weekdays')}"


@rule
def deictic(reading: Reading) -> str | None:
    """Yesterday, tonight, tomorrow morning."""
    found = re.fullmatch(
        r"(-?\d)(T\w+)?", reading.row.argument or reading.value("deictic") or reading.value("deictic", "when") or "0"
    )
    there = calendar.moved(reading.now, "D", int(found[1])) if reading.now and found else None
    return (there.isoformat() if there else "XXXX-XX-XX") + (reading.part or (found[2] if found and found[2] else ""))


@rule
def lasthalf(reading: Reading) -> str | None:
    """The last half of 2019."""
    year = reading.year()
    return f"{year:04}-H2" if year is not None else "XXXX-H2"


@rule
def monthspoken(reading: Reading) -> str | None:
    """March nineteen ninety-six."""
    year = spokenyear(reading)
    return f"{year}-{int(reading.value('month')):02}" if year else None


@rule
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


@rule
def part(reading: Reading) -> str | None:
    """The third quarter, the second half of last year; without a year the last one that has begun."""
    code, number = reading.row.argument or "Q", reading.number("ordinal") or 0
    if not 1 <= number <= (4 if code == "Q" else 2):
        return None
    year = reading.year()
    if year is None and reading.now:
        year = reading.now.year
        there = calendar.bounds(f"{year:04}-{code}{number}")
        if there and there[0] > reading.now and reading.looks() != FUTURE:
            year -= 1
    return f"{year:04}-{code}{number}" if year is not None else f"XXXX-{code}{number}"


@rule
def decade(reading: Reading) -> str | None:
    """The 1990s, the '90s, the nineties."""
    digits = reading.value("decadeword", "decade") or re.sub(r"\D", "", reading.slot("decade")[0])
    if len(digits) == 4:
        return f"{digits[:3]}X"
    if reading.now is None:
        return f"XX{digits[0]}X"
    century = reading.now.year // 100
    return f"{century if int(digits[0]) * 10 <= reading.now.year % 100 else century - 1}{digits[0]}X"


@rule
def century(reading: Reading) -> str | None:
    """The 18th century."""
    number = reading.number("ordinal") or 0
    return f"{number - 1:02}XX" if 1 <= number <= 30 else None


@rule
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
    return f"{day_of_clock(reading)}T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def day_of_clock(reading: Reading) -> str:
    """Give the day of a clock time: the one named with it, else the one spoken of last, else that of publication."""
    if reading.slot("month"):
        return day(reading) or "XXXX-XX-XX"
    number = int(reading.value("weekday", "when") or 0)
    if number:
        found = weekday_of(reading, number)
        return found.isoformat() if found else f"XXXX-WXX-{number}"
    ahead = reading.value("deictic", "when")
    grain = calendar.grain(reading.focus) if reading.focus else None
    start = reading.now if ahead else reading.spoken_of if grain == "D" or not reading.focus else None
    there = calendar.moved(start, "D", int(re.sub(r"T.*", "", ahead)) if ahead else 0) if start else None
    return there.isoformat() if there else "XXXX-XX-XX"


@rule
def partalone(reading: Reading) -> str | None:
    """In the evening: of the day spoken of last, else of the day of publication."""
    return day_of_clock(reading) + reading.part


@rule
def days(reading: Reading) -> str | None:
    """March 4-6, 2019."""
    first = day(reading)
    month, last = int(reading.value("month")), reading.number("until") or 0
    if first is None or calendar.made(2000, month, last) is None:
        return first
    return f"{first}/{first[:4]}-{month:02}-{last:02}"


@rule
def years(reading: Reading) -> str | None:
    """1990-1995, 2013-14."""
    first, last = reading.slot("year")[0], reading.slot("until")[0]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if last > first else first


@rule
def months(reading: Reading) -> str | None:
    """March to May 2019."""
    first, last = (f"{reading.number('year'):04}-{int(reading.value('month', slot)):02}" for slot in ("month", "until"))
    return f"{first}/{last}"


@rule
def holiday(reading: Reading) -> str | None:
    """Christmas, last Easter, Ramadan 2019."""
    row = reading.tables.holiday_names[reading.slot("holiday")[0]]
    sign, year = reading.value("shift"), reading.number("year")
    found: date | None = None
    if year is not None:
        found = calendar.holiday(row.day, year)
    elif reading.now:
        found = holiday_near(row.day, reading.now, int(sign) if sign and sign != "0" else reading.looks(), row.days)
    if found is None:
        return f"XXXX-{row.day}" if re.fullmatch(r"\d\d-\d\d", row.day) else "XXXX-XX-XX"
    return (
        found.isoformat()
        if row.days == 1
        else f"{found.isoformat()}/{(found + timedelta(days=row.days - 1)).isoformat()}"
    )


def holiday_near(rule: str, now: date, looks: int, length: int = 1) -> date | None:
    """Give the day of a holiday that is under way, or the last or next, as the clause looks."""
    there = [calendar.holiday(rule, now.year + step) for step in (-1, 0, 1)]
    under_way = [found for found in there if found and found <= now < found + timedelta(days=length)]
    return under_way[0] if under_way else nearest(there, now, looks, near=1)
