"""The JSON API: what it gives, how it fails, and its own description."""

import json

import pytest
from fastapi.testclient import TestClient

from chancery.model import Record
from tests.export.test_layouts import RECORD
from tests.web.test_pages import client

__all__ = ["client"]


def test_overview(client: TestClient) -> None:
    found = client.get("/api/overview").json()
    assert (found["articles"], found["events"]) == (2, 3)
    assert found["pairs"][0] == {"one": "NOR", "other": "RUS", "n": 2, "tension": 1.5, "line": [1.5]}


def test_a_relation_in_three_forms(client: TestClient) -> None:
    assert client.get("/api/relations/NOR/RUS?by=day").json()["periods"][0]["n"] == 1
    assert client.get("/api/relations/NOR/RUS/series.csv").text.startswith("start,n,tension")
    assert client.get("/api/relations/NOR/RUS/chart.svg").text.startswith("<svg")


def test_events_are_found_and_paged(client: TestClient) -> None:
    found = client.get("/api/events?actor=NOR&status=occurred&limit=1").json()
    assert (found["total"], len(found["rows"])) == (2, 1)
    assert client.get("/api/events?words=geneva").json()["rows"][0]["event"] == "CONSULT"
    assert client.get("/api/events?since=2025-01-01").json() == {"total": 0, "rows": []}


def test_statements_and_actors(client: TestClient) -> None:
    assert client.get("/api/statements?speaker=RUS").json()["total"] == 1
    assert client.get("/api/actors?words=nor").json()["rows"][0]["name"] == "Norway"
    (diplomats,) = client.get("/api/actors/Norway").json()["dealings"]
    assert (diplomats["acts"], diplomats["acted"], diplomats["quad4"]) == (1, 0, 1)
    assert client.get("/api/statements?speaker=RUS&about=NOR").json()["total"] == 0


def test_a_relation_is_narrowed(client: TestClient) -> None:
    found = client.get("/api/relations/NOR/RUS?event=SANCTION&status=occurred").json()
    assert [event["event"] for event in found["happened"]] == ["SANCTION"]
    assert client.get("/api/relations/NOR/RUS?outlet=Elsewhere").json()["happened"] == []


def test_an_article_is_its_record(client: TestClient) -> None:
    assert Record.from_json(client.get("/api/articles/t1").content) == RECORD


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/articles/x", 404),
        ("/api/actors/x", 404),
        ("/api/x", 404),
        ("/api/events?limit=100000", 422),
        ("/api/events?since=soon", 422),
        ("/api/statements?words=%00", 422),
    ],
)
def test_errors_are_json(client: TestClient, path: str, code: int) -> None:
    answer = client.get(path)
    assert answer.status_code == code
    assert answer.json()["error"]


def test_openapi_describes_every_route(client: TestClient) -> None:
    found = json.loads(client.get("/api/openapi.json").content)
    assert {"/api/overview", "/api/events", "/api/articles/{article}"} <= set(found["paths"])
    assert all(operation["get"].get("description") for operation in found["paths"].values())
