"""Golden cases of `extract/events.py`: tests/golden/events.toml."""

import pytest

from tests.golden_cases import cases, holds, told


@pytest.mark.model
@pytest.mark.parametrize(("text", "gives"), list(cases("events")))
def test_case(reader, text: str, gives: str) -> None:  # type: ignore[no-untyped-def]
    right, record = holds(reader, text, gives)
    assert right, told(record)


@pytest.mark.model
def test_an_event_has_a_trigger_and_known_players(reader) -> None:  # type: ignore[no-untyped-def]
    for text, _ in (case.values for case in cases("events")):
        _, record = holds(reader, text, "nothing")
        ids = {actor.id for actor in record.actors}
        for event in record.events:
            assert event.trigger_span[0] < event.trigger_span[1] <= len(record.article.text)
            assert {*event.actor, *event.recipient} <= ids
            assert not set(event.actor) & set(event.recipient)
            assert event.actor or event.recipient or event.place
            assert event.because
