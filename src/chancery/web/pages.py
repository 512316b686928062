"""The pages, rendered on the server; they need no script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from chancery.relations import Grain, Period, Relation
from chancery.relations.chart import chart, svg
from chancery.relations.series import following
from chancery.web.asked import AtDesk, By, PageNumber, Words, day, desk_of, filled
from chancery.web.desk import Desk
from chancery.web.marks import stretches

PAGE = 25
SHOWN = 60
# The chart takes the page's own colors, so that it follows light and dark.
PAGE_COLORS = {"text": "currentColor", "background": "transparent"}

router = APIRouter(include_in_schema=False)
templates = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)  # fmt: skip


def render(request: Request, name: str, status: int = 200, **given: Any) -> Response:
    """Fill a template; everything in it is escaped."""
    found = templates.get_template(name).render(
        path=request.url.path, query=dict(request.query_params), link=link, **given
    )
    return Response(found, status, media_type="text/html")


def called(party: str, desk: Desk) -> str:
    """Give a party's name as people say it: a country's for its code, with its sector in words; anybody else as asked."""
    country, _, sector = party.partition(":")
    name = desk.lexicon.country_codes.name(country) or desk.lexicon.codebook.international.get(country) or country
    return f"{name} ({desk.lexicon.codebook.sectors.get(sector, sector)})" if sector else name


def link(*parts: str, **query: object) -> str:
    """Make an address within the dashboard, every part of it escaped; empty query fields are left out."""
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    asked = {name: str(value) for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(asked)}" if asked else path


def failure(request: Request, status: int, reason: str) -> Response:
    """Show what went wrong."""
    return render(request, "failure.html", status, code=status, reason=reason)


@router.get("/")
def home(request: Request, desk: AtDesk) -> Response:
    """Show what is in the ledger, the busiest pairs, the sharpest recent turns."""
    return render(request, "home.html", overview=desk.overview(), called=lambda party: called(party, desk))


@router.get("/pair")
def choose(one: Words = "", other: Words = "") -> Response:
    """Lead from the form on the home page to a pair."""
    if not one.strip() or not other.strip():
        raise HTTPException(422, "a pair takes two: a country such as RUS, or an actor's name")
    return RedirectResponse(link("pair", one.strip(), other.strip()), 303)


@router.get("/pair/{one}/{other}")
def pair(
    request: Request, desk: AtDesk, one: str, other: str, by: By = "week", since: str = "", until: str = "", event: Words = "",
    outlet: Words = "", page: PageNumber = 1,
) -> Response:  # fmt: skip
    """Show how two stand: chart, turns, what happened, what did not, who said what about whom."""
    where = {name: (value,) for name, value in (("event", event), ("outlet", outlet)) if value}
    relation = desk.relation(one, other, by, day(since), day(until), **where)
    newest = relation.happened[::-1]
    return render(
        request, "pair.html", called=lambda party: called(party, desk),
        one=one, other=other, relation=relation, by=by, since=since, until=until, event=event,
        outlet=outlet, page=page, pages=-(-len(newest) // PAGE), happened=newest[(page - 1) * PAGE : page * PAGE],
        unreal=relation.unreal[::-1][:SHOWN],
        background=relation.background[::-1][:SHOWN], drawing=_drawing(relation, by), types=sorted(desk.lexicon.codebook.events),
        outlets=desk.outlets(), said=_said(desk, one, other),
    )  # fmt: skip


@router.get("/actor/{name}")
def actor(request: Request, desk: AtDesk, name: str) -> Response:
    """Show an actor: aliases, roles, dealings, statements."""
    portrait = desk.portrait(name)
    if portrait is None:
        raise HTTPException(404, f"nobody here is called “{name}”")
    said, _ = desk.statements({"speaker": portrait.name}, PAGE, 0)
    return render(request, "actor.html", portrait=portrait, said=said)


@router.get("/article/{article}")
def article(request: Request, desk: AtDesk, article: str) -> Response:
    """Show an article with its findings marked and explained."""
    try:
        record = desk.record(article)
    except KeyError:
        raise HTTPException(404, "no such article here") from None
    told = record.article
    blocks = [("caption", caption.span) for caption in told.captions] + [
        ("paragraph", span) for span in told.paragraphs
    ]
    return render(
        request, "article.html", record=record, names={one.id: one for one in record.actors}, doubles=desk.doubles(article),
        headline=list(stretches(record, told.headline_span)) if told.headline_span else [],
        blocks=[(kind, list(stretches(record, span))) for kind, span in sorted(blocks, key=lambda block: block[1])],
    )  # fmt: skip


@router.get("/search")
def search(
    request: Request, desk: AtDesk, what: Words = "events", words: Words = "", event: Words = "", status: Words = "",
    actor: Words = "", since: str = "", until: str = "", page: PageNumber = 1,
) -> Response:  # fmt: skip
    """Find statements and events by words, actor, type, status and date."""
    bounds = {"words": words, "since": day(since), "until": day(until)}
    ask = {"limit": PAGE, "offset": (page - 1) * PAGE}
    if what == "statements":
        rows, total = desk.statements(filled(bounds | {"speaker": actor}), **ask)
    else:
        rows, total = desk.events(filled(bounds | {"event": event, "status": status, "actor": actor}), **ask)
    people = desk.actors(words, 8) if words else []
    return render(
        request, "search.html", what=what, rows=rows, total=total, page=page, pages=-(-total // PAGE), people=people,
        types=sorted(desk.lexicon.codebook.events), given={"words": words, "event": event, "status": status, "actor": actor,
                                                           "since": since, "until": until},
    )  # fmt: skip


def _drawing(relation: Relation, by: Grain) -> Markup | None:
    """Draw the chart; its SVG is made here from numbers and codes only, so it needs no escaping."""
    if not relation.periods:
        return None

    def events_of(period: Period) -> str:
        last = following(period.start, by) - timedelta(days=1)
        address = link("pair", relation.one.wanted, relation.other.wanted, by=by, since=period.start, until=last)
        return f"{address}#happened"

    return Markup(svg(chart(relation, events_of, PAGE_COLORS)))


def _said(desk: Desk, one: str, other: str) -> Sequence[tuple[str, str, list[dict[str, Any]]]]:
    countries = desk.lexicon.codebook.vocabulary("countries")
    if one not in countries or other not in countries:
        return ()
    return ((one, other, desk.said_about(one, other)), (other, one, desk.said_about(other, one)))


__all__ = ["desk_of", "failure", "router"]
