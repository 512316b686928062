"""Dates and times as pages write them → ISO 8601."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTH = (
    r"(?P<month>" + "|".join(rf"{name[:3]}(?:{name[3:]})?|{name[:4]}" for name in calendar.month_name if name) + r")\.?"
)
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
WRITTEN = tuple(
    re.compile(rf"\b{form}\b", re.I)
    for form in (
        rf"{DAY}[\s.-]+(?:of\s+)?{MONTH}[\s,.-]+{YEAR}",
        rf"{MONTH}[\s.]+{DAY},?\s+{YEAR}",
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)",
    )
)
IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d\d?|[a-z]{3})[/-](?P<day>\d\d?)(?=[/_-])")
COMPACT_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
LONGEST = 80


def iso(moment: str | None) -> str | None:
    """Give a date or time of a machine-readable field as ISO 8601; None where it is none or could be two.

    >>> iso("2021-04-16T18:09:00Z"), iso("Fri, 16 Apr 2021 18:09:00 GMT"), iso("16/04/2021")
    ('2021-04-16T18:09:00+00:00', '2021-04-16T18:09:00+00:00', None)
    """
    moment = (moment or "").strip()
    if not moment or len(moment) > LONGEST:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{8}", moment):
        return _date(
            int(moment[:4]),
            int(moment[-4:].replace("-", "")[:2]) if len(moment) == 8 else int(moment[5:7]),
            int(moment[-2:]),
        )
    for reading in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            read = reading(COMPACT_ZONE.sub(r"\1:\2", moment))
            return read.replace(microsecond=0).isoformat() if 1900 <= read.year <= 2199 else None
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return written(moment)


def written(line: str) -> str | None:
    """Give the date written out in a line, such as "Friday, 16 April 2021 6:09 PM"; None where there is none."""
    for form in WRITTEN:
        found = form.search(line)
        if found:
            month = found["month"].lower()
            return _date(int(found["year"]), MONTHS.get(month[:3]) or int(month), int(found["day"]))
    return None


def without_date(line: str) -> str:
    """Give what a line says beside its dates."""
    for form in WRITTEN:
        line = form.sub(" ", line)
    return line


def in_address(url: str) -> str | None:
    """Give the date that an address carries, as in ``/2021/04/16/talks``."""
    found = IN_ADDRESS.search(url.lower())
    if not found:
        return None
    month = found["month"]
    number = int(month) if month.isdigit() else MONTHS.get(month)
    return _date(int(found["year"]), number, int(found["day"])) if number else None


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
