"""The JSON API; its OpenAPI document lies at ``/api/openapi.json``. Errors are ``{"error": "…"}``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Path, Response
from pydantic import BaseModel

from chancery.relations import plain
from chancery.web.asked import CONTROL, AtDesk, By, Day, Limit, Offset, Words, filled
from chancery.web.drawing import WIDE, chart

Named = Annotated[str, Path(max_length=200, pattern=CONTROL)]


class Failure(BaseModel):
    """What went wrong."""

    error: str


class Found(BaseModel):
    """A page of rows and how many there are in all."""

    total: int
    rows: list[dict[str, Any]]


router = APIRouter(prefix="/api", tags=["api"], responses={404: {"model": Failure}, 422: {"model": Failure}})


@router.get("/overview")
def overview(desk: AtDesk) -> dict[str, Any]:
    """Tell what the ledger holds, its busiest pairs and their latest turns."""
    return asdict(desk.overview())


@router.get("/relations/{one}/{other}", response_model=dict[str, Any])
def relation(
    desk: AtDesk, one: Named, other: Named, by: By = None, since: Day = None, until: Day = None, event: Words = "",
    status: Words = "", outlet: Words = "",
) -> Response:  # fmt: skip
    """Tell how two parties stand: what happened, by period, with tension and turning points."""
    found = desk.relation(one, other, by, since, until, event=event, status=status, outlet=outlet)
    # Written here and not by the framework, which would check each of thousands of events while everybody waits.
    return Response(msgspec.json.encode(plain.as_dict(found)), media_type="application/json")


@router.get(
    "/relations/{one}/{other}/series.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}}
)
def relation_csv(
    desk: AtDesk, one: Named, other: Named, by: By = None, since: Day = None, until: Day = None, event: Words = "",
    status: Words = "", outlet: Words = "",
) -> Response:  # fmt: skip
    """Give the series of a relation as CSV."""
    found = desk.relation(one, other, by, since, until, event=event, status=status, outlet=outlet)
    return Response(plain.as_csv(found), media_type="text/csv")


@router.get(
    "/relations/{one}/{other}/chart.svg", response_class=Response, responses={200: {"content": {"image/svg+xml": {}}}}
)
def relation_svg(
    desk: AtDesk, one: Named, other: Named, by: By = None, since: Day = None, until: Day = None, event: Words = "",
    status: Words = "", outlet: Words = "",
) -> Response:  # fmt: skip
    """Draw a relation."""
    found = desk.relation(one, other, by, since, until, event=event, status=status, outlet=outlet)
    return Response(str(chart(found, WIDE)), media_type="image/svg+xml")


@router.get("/actors")
def actors(desk: AtDesk, words: Words, limit: Limit = 30) -> Found:
    """Find actors by a part of their name."""
    rows = desk.actors(words, limit)
    return Found(total=len(rows), rows=rows)


@router.get("/actors/{name}")
def actor(desk: AtDesk, name: Named) -> dict[str, Any]:
    """Tell of an actor, by identifier or name."""
    found = desk.portrait(name)
    if found is None:
        raise HTTPException(404, f"nobody here is called {name!r}")
    return asdict(found)


@router.get("/events")
def events(
    desk: AtDesk, words: Words = "", event: Words = "", mode: Words = "", status: Words = "", actor: Words = "",
    recipient: Words = "", outlet: Words = "", since: Day = None, until: Day = None, limit: Limit = 50, offset: Offset = 0,
) -> Found:  # fmt: skip
    """Find events by words of their sentence, type, status, actor, recipient, outlet and date, newest first."""
    where = filled({"words": words, "event": event, "mode": mode, "status": status, "actor": actor, "recipient": recipient,
                    "outlet": outlet, "since": since, "until": until})  # fmt: skip
    rows, total = desk.events(where, limit, offset)
    return Found(total=total, rows=rows)


@router.get("/statements")
def statements(
    desk: AtDesk, words: Words = "", speaker: Words = "", about: Words = "", kind: Words = "", sense: Words = "",
    outlet: Words = "", since: Day = None, until: Day = None, limit: Limit = 50, offset: Offset = 0,
) -> Found:  # fmt: skip
    """Find statements by words, speaker, whom they speak about, kind, outlet and date, newest first."""
    where = filled({"words": words, "speaker": speaker, "about": about, "kind": kind, "sense": sense, "outlet": outlet,
                    "since": since, "until": until})  # fmt: skip
    rows, total = desk.statements(where, limit, offset)
    return Found(total=total, rows=rows)


@router.get("/articles/{article}")
def article(desk: AtDesk, article: Named) -> Response:
    """Give an article's whole record, as ``chancery schema`` describes it."""
    try:
        return Response(desk.record(article).to_json(), media_type="application/json")
    except KeyError:
        raise HTTPException(404, f"no article {article!r} here") from None


@router.get("/articles/{article}/doubles")
def doubles(desk: AtDesk, article: Named) -> Found:
    """Give the other articles that tell nearly the same text."""
    rows = desk.doubles(article)
    return Found(total=len(rows), rows=rows)
