"""Golden cases of `extract/status.py`: tests/golden/status.toml.

``gives`` is what the text must tell, ``never`` what it must not, both in the notation of the tables' examples. Where the
wanted event did not happen, no event of its type may stand as if it had. ``historical`` and ``claimed`` (in a statement)
are asked of the event that was wanted, where the case names them.
"""

import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import msgspec
import pytest

from chancery.article import Article
from chancery.lexicon.examples import PUBLISHED, Wanted
from chancery.model import Event, Record
from tests.golden_cases import told

TABLE = Path(__file__).parent / "golden" / "status.toml"
REAL = ("occurred", "ongoing")


class Case(NamedTuple):
    """A text and what it must give of one event."""

    text: str
    gives: str = ""
    never: str = ""
    historical: bool | None = None
    claimed: bool | None = None
    xfail: str = ""

    def faults(self, record: Record) -> list[str]:
        """Tell what is wrong with a record of the text."""
        found = [event for event in record.events if _is(event, self.gives, record)]
        wrong = []
        if self.gives and self.gives != "nothing" and not found:
            wrong.append(f"no {self.gives}")
        if self.gives == "nothing" and record.events:
            wrong.append("something")
        if self.gives and (real := self._real(record)):
            wrong.append(f"{real.event} told as {real.status}")
        if self.never and any(_is(event, self.never, record) for event in record.events):
            wrong.append(f"a {self.never}")
        for name, flag in (("historical", self.historical), ("claimed", self.claimed)):
            if found and flag is not None and not any(_flag(event, name) == flag for event in found):
                wrong.append(f"{name} is not {flag}")
        return wrong

    def _real(self, record: Record) -> Event | None:
        """Give an event of the wanted type that is told as real though it is not."""
        wanted = _wanted(self.gives)
        if wanted.status in (None, *REAL) or not wanted.event:
            return None
        return next((event for event in record.events if event.event == wanted.event and event.status in REAL), None)


def _wanted(notation: str) -> Wanted:
    return Wanted.of(SimpleNamespace(gives=notation, event=None, mode=None))


def _is(event: Event, notation: str, record: Record) -> bool:
    return _wanted(notation).found_in(msgspec.structs.replace(record, events=(event,)))


def _flag(event: Event, name: str) -> bool:
    return event.historical if name == "historical" else event.claimed_in is not None


def cases() -> list[Case]:
    """Give the cases of the table."""
    return [Case(**case) for case in tomllib.loads(TABLE.read_text(encoding="utf8"))["case"]]


def parameters() -> list[Any]:
    """Give the cases as parameters; a known fault is an xfail with its reason."""
    return [
        pytest.param(case, id=case.text, marks=[pytest.mark.xfail(reason=case.xfail)] if case.xfail else [])
        for case in cases()
    ]


@pytest.mark.model
@pytest.mark.parametrize("case", parameters())
def test_case(reader, case: Case) -> None:  # type: ignore[no-untyped-def]
    record = reader.read(Article.from_text(case.text, published=PUBLISHED))
    assert not case.faults(record), told(record)
