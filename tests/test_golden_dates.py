"""Dates, case by case: expressions and their values; and what must hold for any text."""

import tomllib
from datetime import MAXYEAR, MINYEAR, date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from chancery.extract.dates import find_dates
from chancery.lexicon import Lexicon, calendar
from chancery.lexicon.date_rules import RULES
from chancery.model import Article

CASES = tomllib.loads((Path(__file__).parent / "golden" / "dates.toml").read_text(encoding="utf8"))["case"]
LEXICON = Lexicon.load()
UNPARSED = English()


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_dates(case: dict[str, Any], reader: Any) -> None:
    article = Article(id="x", text=case["text"], published=case.get("published"))
    doc = reader.pipeline.parse(article.text, [(0, len(article.text))])
    found = find_dates(doc, article, reader.lexicon)
    assert [[article.text[slice(*one.span)], one.value] for one in found] == [wanted[:2] for wanted in case["dates"]]
    kinds = {wanted[0]: wanted[2] for wanted in case["dates"] if len(wanted) > 2}
    assert {
        article.text[slice(*one.span)]: one.kind for one in found if article.text[slice(*one.span)] in kinds
    } == kinds


def test_names_are_unique_and_many() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 200


def test_every_rule_of_the_table_is_there() -> None:
    assert {row.rule for row in LEXICON.dates.date_patterns} <= set(RULES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Tuesday.", "2021-04-13"),
        ("They met in January.", "2021-01"),
        ("Talks since 2014.", "2014/2021-04-16"),
    ],
)
def test_an_unparsed_text_is_read_as_told_in_the_past(text: str, value: str) -> None:
    article = Article(id="x", text=text, published="2021-04-16T09:30:00+02:00")
    assert [found.value for found in find_dates(UNPARSED(text), article, LEXICON)] == [value]


WORDS = st.sampled_from(
    sorted({*LEXICON.dates.patterns(), "-", ",", "2014", "31", "1/2", "'98", "6:30", "p.m.", "the", "of"})
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=60)), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_without_a_crash_and_in_place(text: str, day: date | None) -> None:
    article = Article(id="x", text=text, published=day.isoformat() if day else None)
    found = find_dates(UNPARSED(text), article, LEXICON)
    ends = [0, *(one.span[1] for one in found)]
    assert all(end <= one.span[0] < one.span[1] <= len(text) for end, one in zip(ends, found, strict=False))


@given(
    st.dates(min_value=date(1, 2, 1), max_value=date(9000, 1, 1)), st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y"])
)
def test_a_value_holds_the_day_it_was_made_of(day: date, unit: str) -> None:
    first, last = calendar.bounds(calendar.at(day, unit)) or (day, day)
    assert calendar.grain(calendar.at(day, unit)) == unit
    assert first <= day <= last or unit == "WE"


@pytest.mark.parametrize(
    ("year", "day"), [(1998, "1998-04-12"), (2016, "2016-03-27"), (2021, "2021-04-04"), (2024, "2024-03-31")]
)
def test_easter(year: int, day: str) -> None:
    assert calendar.easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("year", "day"), [(2016, "2016-05-01"), (2021, "2021-05-02"), (2024, "2024-05-05"), (2025, "2025-04-20")]
)
def test_orthodox_easter(year: int, day: str) -> None:
    assert calendar.orthodox_easter(year).isoformat() == day


@pytest.mark.parametrize("year", [0, MINYEAR, MAXYEAR, MAXYEAR + 1])
@pytest.mark.parametrize("rule", ["12-25", "easter+1", "orthodox", "11-thu4"])
def test_no_holiday_at_the_ends_of_the_calendar(rule: str, year: int) -> None:
    assert calendar.holiday(rule, year) is None
