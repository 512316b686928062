"""Golden cases of `extract/relation.py`: what the one does to the other, and the examples of the relation words."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chancery.lexicon import Lexicon
from chancery.model import Span
from tests.golden_cases import GOLDEN

MARKED = re.compile(r"[][{}]")


def unmarked(marked: str) -> tuple[str, Span, Span]:
    """Take the brackets out of a text: [who] does it, {to whom}."""
    places = {}
    for mark in re.finditer(MARKED, marked):
        places[mark[0]] = mark.start() - len(places)
    return MARKED.sub("", marked), (places["["], places["]"]), (places["{"], places["}"])


def cases() -> Iterator[Any]:
    for case in tomllib.loads(Path(GOLDEN / "relations.toml").read_text(encoding="utf8"))["case"]:
        marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
        yield pytest.param(case["text"], case["gives"], id=case["text"], marks=marks)


@pytest.mark.model
@pytest.mark.parametrize(("marked", "gives"), list(cases()))
def test_case(reader, marked: str, gives: str) -> None:  # type: ignore[no-untyped-def]
    event = reader.relation(*unmarked(marked))
    assert event is not None
    assert event.event == gives, event.because


@pytest.mark.model
@pytest.mark.parametrize("row", Lexicon.load().events.relations, ids=lambda row: row.name)
def test_the_example_of_a_relation_word(reader, row) -> None:  # type: ignore[no-untyped-def]
    event = reader.relation(*unmarked(row.example))
    assert event is not None
    assert event.event == row.event, event.because
