"""A match being read: what its slots hold, the article's day, the date spoken of last, and how numbers are counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chancery.lexicon import calendar
from chancery.lexicon.date_scan import Match, Word
from chancery.lexicon.dates import DatePattern, DateTables

PAST, NEITHER, FUTURE = -1, 0, 1


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

    def is_beyond_focus(self) -> bool:
        """Is the date spoken of last still to come, where the clause tells what has been ("will go next year. A day earlier
        it had said so")?"""
        there = self.spoken_of
        return bool(self.focus and self.now and there and there > self.now and self.looks() == PAST)

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


def rule(function: Callable[[Reading], str | None]) -> Callable[[Reading], str | None]:
    """Enter a rule by its name."""
    RULES[function.__name__] = function
    return function
