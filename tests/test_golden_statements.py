"""Golden cases of the statements step: what a sentence puts into whose mouth or mind, and what it does not."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from chancery.article import Article
from chancery.model import Record, Statement

CASES = tomllib.loads(Path(__file__).with_name("golden").joinpath("statements.toml").read_text(encoding="utf8"))["case"]
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def records(reader) -> list[Record]:  # type: ignore[no-untyped-def]
    return list(reader.read_many(Article.from_text(case["text"], published="2021-04-16") for case in CASES))


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n]["text"][:50])
def test_statements(number: int, records: list[Record], request: pytest.FixtureRequest) -> None:
    case, record = CASES[number], records[number]
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    told = "\n".join(_told(record, said) for said in record.statements) or "nothing"
    left = list(record.statements)
    for wanted in case.get("says", ()):
        match = next((said for said in left if _is(record, said, wanted)), None)
        assert match is not None, f"no statement {wanted}; found:\n{told}"
        left.remove(match)
    assert case.get("more") or not [said for said in left if said.within is None], f"too much:\n{told}"


def _is(record: Record, said: Statement, wanted: dict[str, Any]) -> bool:
    names = {actor.id: actor.name for actor in record.actors}
    content = wanted["content"] if isinstance(wanted["content"], list) else [wanted["content"]]
    facts = {
        "source": said.speaker_span and record.quote(said.speaker_span),
        "speaker": [names[ident] for ident in said.speaker],
        "cue": said.cue_span and record.quote(said.cue_span),
        "kind": said.kind,
        "sense": said.sense,
        "to": [names[ident] for ident in said.addressee],
        "quoted": [record.quote(span) for span in said.quotation_spans],
        "within": _content(record, next((other for other in record.statements if other.id == said.within), None)),
    }
    return [record.quote(span) for span in said.content_spans] == content and all(
        facts[name] == value for name, value in wanted.items() if name != "content"
    )


def _content(record: Record, said: Statement | None) -> str | None:
    return None if said is None else " … ".join(record.quote(span) for span in said.content_spans)


def _told(record: Record, said: Statement) -> str:
    names = {actor.id: actor.name for actor in record.actors}
    source = record.quote(said.speaker_span) if said.speaker_span else None
    cue = record.quote(said.cue_span) if said.cue_span else None
    speaker = [names[ident] for ident in said.speaker]
    return (
        f"  {said.id} {said.kind} {said.sense} {source!r}={speaker} {cue!r} {_content(record, said)!r} in {said.within}"
    )
