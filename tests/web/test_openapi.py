"""The API keeps what its OpenAPI document promises, asked by schemathesis with right and wrong questions."""

from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings

from chancery.ledger import Ledger
from chancery.web import create_app
from tests.export.test_layouts import RECORD

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")


def _app():  # type: ignore[no-untyped-def]
    ledger = Ledger.open(Path(mkdtemp()) / "l", create=True)
    ledger.add([RECORD])
    return create_app(ledger)


schema = schemathesis.openapi.from_asgi("/api/openapi.json", _app())


@schema.parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_its_word(case) -> None:  # type: ignore[no-untyped-def]
    case.call_and_validate()
