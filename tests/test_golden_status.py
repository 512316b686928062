"""Golden cases of `extract/status.py`: tests/golden/status.toml."""

import pytest

from tests.golden_cases import cases, holds, told


@pytest.mark.model
@pytest.mark.parametrize(("text", "gives"), list(cases("status")))
def test_case(reader, text: str, gives: str) -> None:  # type: ignore[no-untyped-def]
    right, record = holds(reader, text, gives)
    assert right, told(record)
