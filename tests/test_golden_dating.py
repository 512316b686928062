"""Dating, case by case: an event's word, or a statement's cue, and the date that it must get."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from chancery.extract.dates import find_dates
from chancery.extract.dating import date_events, date_statements
from chancery.model import Article, Event, Place, Span, Statement

CASES = tomllib.loads((Path(__file__).parent / "golden" / "dating.toml").read_text(encoding="utf8"))["case"]


def article_of(text: str) -> Article:
    starts = [0, *(at + 2 for at in range(len(text)) if text.startswith("\n\n", at))]
    paragraphs = tuple((start, text.find("\n\n", start) if "\n\n" in text[start:] else len(text)) for start in starts)
    return Article(id="x", text=text, published="2021-04-16", paragraphs=paragraphs)


def event_of(article: Article, case: dict[str, Any]) -> Event:
    start = article.text.index(case["trigger"])
    return Event(
        id="e1",
        event="ASSAULT",
        quad=4,
        score=-9.0,
        actor=(),
        recipient=(),
        status=case.get("status", "occurred"),
        historical=case.get("historical", False),
        trigger_span=(start, start + len(case["trigger"])),
        sentence_span=(0, len(article.text)),
    )


def content_of(text: str, cue: Span) -> Span:
    start = text.find(" that ", cue[1])
    return (start + 1, len(text)) if start >= 0 else (cue[1], len(text))


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_dating(case: dict[str, Any], reader: Any) -> None:
    article = article_of(case["text"])
    doc = reader.pipeline.parse(article.text, article.paragraphs)
    dates = find_dates(doc, article, reader.lexicon)
    if "cue" in case:
        at = article.text.index(case["cue"])
        cue = at, at + len(case["cue"])
        said = Statement(
            id="s1",
            speaker=(),
            speaker_span=None,
            cue_span=cue,
            content_spans=(content_of(article.text, cue),),
            kind="indirect",
        )
        (dated,) = date_statements(doc, article, (said,), dates, reader.lexicon)
        assert dated.date == case.get("date")
        return
    (event,) = date_events(doc, article, (event_of(article, case),), (), dates, (), reader.lexicon)
    assert (event.date, event.date_basis) == (case.get("date"), case.get("basis"))


@pytest.mark.model
def test_an_event_takes_the_place_in_its_clause(reader: Any) -> None:
    article = article_of("Rebels attacked the town of Goma after a summit in Nairobi.")
    doc = reader.pipeline.parse(article.text, article.paragraphs)
    goma, nairobi = (
        Place(name=name, span=(article.text.index(name), article.text.index(name) + len(name)))
        for name in ("Goma", "Nairobi")
    )
    event = event_of(article, {"trigger": "attacked"})
    (placed,) = date_events(doc, article, (event,), (), (), (goma, nairobi), reader.lexicon)
    assert placed.place == goma


def test_names_are_unique_and_many() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 60


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Relations soured in March after Rutte said in an interview that he thought Orban was a “liar.”", "2021-03"),
        ("Kuleba said on Monday that Hungary had criticized the plan.", None),
    ],
)
def test_an_accusation_bears_the_date_of_the_saying_that_makes_it(text: str, date: str | None, reader: Any) -> None:
    record = reader.read(article_of(text))
    assert [event.date for event in record.events if event.event == "ACCUSE"] == [date]
