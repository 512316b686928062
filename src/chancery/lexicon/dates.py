"""The words and patterns by which time is spoken of, and the scan that finds them.

``date_words.csv`` gives words their kinds (weekday, unit, shift, part of day …), ``date_patterns.csv`` puts kinds and plain words
in a row (``[the] {shift} {unit}``) and names the rule that turns the row into a value, ``holidays.csv`` dates the holidays.
``date_scan`` compiles them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from chancery.lexicon.date_scan import Scanner, canonical
from chancery.lexicon.names import Matcher
from chancery.lexicon.table import Proof, Row, Tables
from chancery.model import DateKind, Record

WordKind = Literal[
    "approx", "arranging", "attempt", "bounds", "cue", "decadeword", "deictic", "edge", "frequency", "links", "marker", "month",
    "magnitude", "narrative", "notvague", "number", "one", "ordinal", "part", "season", "set", "shift", "span", "unit",
    "vague", "weekday", "zone"
]  # fmt: skip


# kinds of words that are asked for around a find, and are no part of one
SYNTACTIC = frozenset({"arranging", "attempt", "bounds", "cue", "links", "marker", "notvague"})


class DateWord(Row, frozen=True, kw_only=True):
    """A word that helps to say when; ``value`` is what its kind counts in.

    ``capital`` keeps "may" and "march" out; a ``homograph`` counts only beside other words of time.
    """

    kind: WordKind
    word: str
    value: str
    capital: bool = False
    homograph: bool = False
    example: str
    published: str | None
    gives: str
    not_example: str | None = None

    @property
    def key(self) -> str:
        """Kind and word: "second" is a unit and an ordinal."""
        return f"{self.kind}:{self.word}"


class DatePattern(Row, frozen=True, kw_only=True):
    """Kinds and words in a row, the rule that reads them, and what it reads in the example."""

    name: str
    pattern: str
    rule: str
    argument: str | None = None
    kind: DateKind
    example: str
    published: str | None
    gives: str
    not_example: str | None = None

    @property
    def key(self) -> str:
        """The pattern's own name."""
        return self.name


class Holiday(Row, frozen=True, kw_only=True):
    """A day with a name; ``day`` is ``12-25``, ``easter+1``, ``11-thu4``, or the days themselves, parted by ``;``."""

    name: str
    also: tuple[str, ...]
    day: str
    days: int = 1
    source: str | None
    example: str
    published: str
    gives: str

    @property
    def key(self) -> str:
        """The holiday's name."""
        return self.name


@dataclass(frozen=True)
class DateTables:
    """The rows, and their compiled look-ups."""

    words: tuple[DateWord, ...]
    date_patterns: tuple[DatePattern, ...]
    holidays: tuple[Holiday, ...]

    @cached_property
    def by_kind(self) -> dict[str, dict[str, DateWord]]:
        """The words of every kind, by their canonical forms, plurals among them."""
        found: dict[str, dict[str, DateWord]] = {}
        for row in self.words:
            for form in forms(row):
                found.setdefault(row.kind, {})[form] = row
        return found

    @cached_property
    def pattern_rows(self) -> dict[str, DatePattern]:
        """The patterns by name."""
        return {row.name: row for row in self.date_patterns}

    @cached_property
    def holiday_names(self) -> dict[str, Holiday]:
        """The holidays by the canonical forms of all their names."""
        return {canonical(name): row for row in self.holidays for name in (row.name, *row.also)}

    @cached_property
    def days(self) -> Matcher[DateWord]:
        """Finds the days of the week in lowered text."""
        return Matcher({row.word.lower(): (row,) for row in self.words if row.kind == "weekday" and not row.homograph})

    @cached_property
    def scanner(self) -> Scanner:
        """The compiled patterns."""
        any_case: dict[str, set[str]] = {}
        capitals: dict[str, set[str]] = {}
        for row in (row for row in self.words if row.kind not in SYNTACTIC):
            for number, form in enumerate(forms(row)):
                (capitals if row.capital else any_case).setdefault(form, set()).update(_kinds(row, plural=number > 0))
        for name in self.holiday_names:
            capitals.setdefault(name, set()).add("holiday")
        return Scanner.of(any_case, capitals, {row.name: row.pattern for row in self.date_patterns})

    def word(self, kind: str, form: str) -> DateWord | None:
        """Give the row of a form (canonical) as a word of this kind, or None."""
        return self.by_kind.get(kind, {}).get(form)

    def patterns(self) -> Iterator[str]:
        """Give the words by which a sentence may be known to speak of time."""
        yield from (row.word for row in self.words)
        yield from (name for row in self.holidays for name in (row.name, *row.also))

    def proofs(self) -> Iterator[Proof]:
        """Turn every row's example into what reading it must give."""
        rows: tuple[DateWord | DatePattern | Holiday, ...] = (*self.words, *self.date_patterns, *self.holidays)
        for row in rows:
            yield Proof(row, row.example, row.published, f"a date {row.gives!r}", partial(_has_date, row.gives))
            if not isinstance(row, Holiday) and row.not_example:
                wanted = f"no date by {row.cause}"
                yield Proof(row, row.not_example, row.published, wanted, partial(_has_no_date_by, row.cause))


def load(tables: Tables) -> DateTables:
    """Read the tables of dates."""
    return DateTables(
        tables.rows("en/date_words.csv", DateWord),
        tables.rows("en/date_patterns.csv", DatePattern),
        tables.rows("en/holidays.csv", Holiday),
    )


def forms(row: DateWord) -> tuple[str, ...]:
    """Give a word's canonical forms: as it stands and, where its kind is counted, its plural."""
    word = canonical(row.word)
    if row.kind not in ("unit", "weekday", "part") or (row.kind == "weekday" and row.homograph):
        return (word,)
    return word, f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"


def _kinds(row: DateWord, plural: bool) -> set[str]:
    """A plural is a kind of its own, as "Tuesdays" is a set; a word that is no other word may stand alone."""
    if plural:
        return {f"{row.kind}s"}
    kinds = {row.kind, *(("number",) if row.kind == "magnitude" else ())}
    return kinds if row.homograph else kinds | {f"plain{row.kind}"}


def _has_date(value: str, record: Record) -> bool:
    return any(date.value == value for date in record.dates)


def _has_no_date_by(cause: str, record: Record) -> bool:
    return not any(cause in date.because for date in record.dates)
