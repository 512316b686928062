"""Golden cases as tables: a text and what it must give, in the notation of the event tables' examples."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from chancery.article import Article
from chancery.lexicon.examples import PUBLISHED, Wanted
from chancery.model import Record

GOLDEN = Path(__file__).parent / "golden"


def cases(step: str) -> Iterator[Any]:
    """Give the cases of a step as pytest parameters; a known fault is an xfail with its reason."""
    for case in tomllib.loads((GOLDEN / f"{step}.toml").read_text(encoding="utf8"))["case"]:
        marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
        yield pytest.param(case["text"], case["gives"], id=case["text"], marks=marks)


def holds(reader: Any, text: str, gives: str) -> tuple[bool, Record]:
    """Read a text and tell whether it gives what is wanted."""
    record = reader.read(Article.from_text(text, published=PUBLISHED))
    return Wanted.of(SimpleNamespace(gives=gives, event=None, mode=None)).found_in(record), record


def told(record: Record) -> str:
    """Tell the events of a record in the notation of the cases."""
    names = {actor.id: actor.country or actor.name for actor in record.actors}
    return "; ".join(
        f"{event.event}/{event.mode or ''} {'+'.join(names[who] for who in event.actor) or '-'} > "
        f"{'+'.join(names[who] for who in event.recipient) or '-'} {event.status}"
        for event in record.events
    )
