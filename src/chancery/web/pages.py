"""The pages, rendered on the server; they need no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chancery.relations import Happening, Period, Relation
from chancery.web import drawing
from chancery.web.asked import AtDesk, By, PageNumber, Words, day, desk_of, filled
from chancery.web.desk import Desk
from chancery.web.marks import stretches

PAGE = 25
SHOWN = 40
UNREAL = {
    "Planned or considered": ("future", "considered", "hypothetical"),
    "Alleged": ("alleged",),
    "Denied, or said not to have happened": ("denied", "negated"),
}
STATUSES = ("occurred", "ongoing", *(status for group in UNREAL.values() for status in group))
What = Literal["events", "statements", "actors"]

router = APIRouter(include_in_schema=False)
templates = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)  # fmt: skip
templates.filters["signed"] = lambda value: f"{value:+.1f}".replace("-", "−")
templates.filters["thousands"] = lambda value: f"{value:,}"
templates.globals.update(spark=drawing.spark, shares=drawing.shares, quads=drawing.QUADS)


def render(request: Request, name: str, status: int = 200, **given: Any) -> Response:
    """Fill a template; everything in it is escaped."""
    found = templates.get_template(name).render(
        path=request.url.path, query=dict(request.query_params), link=link, lit=lit, **given
    )
    return Response(found, status, media_type="text/html")


def called(party: str, desk: Desk) -> str:
    """Give a party's name as people say it: a country's for its code, with its sector in words; anybody else as asked."""
    country, _, sector = party.partition(":")
    name = desk.lexicon.country_codes.name(country) or desk.lexicon.codebook.international.get(country) or country
    name = name[:1].upper() + name[1:]
    return f"{name} ({desk.lexicon.codebook.sectors.get(sector, sector)})" if sector else name


def link(*parts: str, **query: object) -> str:
    """Make an address within the dashboard, every part of it escaped; empty query fields are left out."""
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    asked = {name: str(value) for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(asked)}" if asked else path


def lit(evidence: str, content: str) -> Iterator[tuple[str, bool]]:
    """Cut a sentence into what was said and what stands around it; the pieces joined give the sentence."""
    at = 0
    for piece in content.split(" … "):
        start = evidence.find(piece, at) if piece else -1
        if start >= 0:
            yield evidence[at:start], False
            yield piece, True
            at = start + len(piece)
    yield evidence[at:], False


def failure(request: Request, status: int, reason: str) -> Response:
    """Show what went wrong."""
    return render(request, "failure.html", status, code=status, reason=reason)


@router.get("/")
def home(request: Request, desk: AtDesk) -> Response:
    """Show what is in the ledger, the busiest pairs, the sharpest recent turns."""
    return render(request, "home.html", overview=desk.overview(), called=lambda party: called(party, desk))


@router.get("/pair")
def choose(desk: AtDesk, one: Words = "", other: Words = "") -> Response:
    """Lead from the form on the home page to a pair."""
    if not one.strip() or not other.strip():
        raise HTTPException(422, "a pair takes two: a country such as Kenya or KEN, or an actor's name")
    return RedirectResponse(link("pair", desk.country(one), desk.country(other)), 303)


@router.get("/pair/{one}/{other}")
def pair(
    request: Request, desk: AtDesk, one: str, other: str, by: By = None, since: str = "", until: str = "", event: Words = "",
    status: Words = "", outlet: Words = "", at: str = "", page: PageNumber = 1,
) -> Response:  # fmt: skip
    """Show how two stand: chart, turns, what happened, what did not, who said what about whom."""
    relation = desk.relation(one, other, by, day(since), day(until), event=event, status=status, outlet=outlet)
    view = {"by": by, "since": since, "until": until, "event": event, "status": status, "outlet": outlet}
    looked = next((period for period in relation.periods if str(period.start) == at), None)
    newest = (looked.happenings if looked else relation.happened)[::-1]

    here = link("pair", one, other, **view)
    start = f"{here}{'&' if '?' in here else '?'}at="

    def events_of(period: Period) -> str:
        return f"{start}{period.start}#happened"

    at_day = looked.start if looked else None
    charts = [drawing.chart(relation, width, events_of, at_day) for width in (drawing.WIDE, drawing.NARROW)]
    return render(
        request, "pair.html", called=lambda party: called(party, desk), one=one, other=other, relation=relation, view=view,
        looked=looked and drawing.named(looked, relation.grain), page=page, pages=-(-len(newest) // PAGE),
        happened=newest[(page - 1) * PAGE : page * PAGE], found=len(newest), unreal=_unreal(relation), shown=SHOWN,
        background=relation.background[::-1], events_of=events_of, ways=_ways(relation.happened),
        directions=Counter(happening.direction for happening in relation.happened),
        charts=charts if relation.periods else [],
        types=sorted(desk.lexicon.codebook.events), statuses=STATUSES, outlets=desk.outlets(),
        said=[(one, other, desk.said_about(one, other)), (other, one, desk.said_about(other, one))],
    )  # fmt: skip


@router.get("/actor/{name}")
def actor(request: Request, desk: AtDesk, name: str) -> Response:
    """Show an actor: aliases, roles, dealings, statements."""
    portrait = desk.portrait(name)
    if portrait is None:
        raise HTTPException(404, f"nobody here is called “{name}”")
    who = portrait.identifier or portrait.name
    said, _ = desk.statements({"speaker": who}, 8, 0)
    did, acts = desk.events({"actor": who}, 8, 0)
    # A state is asked of by its code, which takes in all of its people.
    party = (portrait.country if who == (portrait.country or "").lower() else None) or who
    return render(
        request, "actor.html", portrait=portrait, who=who, party=party, country=desk.country, said=said, did=did, acts=acts,
        called=lambda party: called(party, desk), sectors=desk.lexicon.codebook.sectors,
    )  # fmt: skip


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
        called=lambda party: called(party, desk), sectors=desk.lexicon.codebook.sectors,
        meaning={code: kind.meaning for code, kind in desk.lexicon.codebook.events.items()},
    )  # fmt: skip


@router.get("/search")
def search(
    request: Request, desk: AtDesk, what: What = "events", words: Words = "", event: Words = "", status: Words = "",
    actor: Words = "", other: Words = "", since: str = "", until: str = "", page: PageNumber = 1,
) -> Response:  # fmt: skip
    """Find statements, events and actors by words, people, type, status and date."""
    given = {
        "words": words,
        "actor": actor,
        "other": other,
        "event": event,
        "status": status,
        "since": since,
        "until": until,
    }
    bounds = {"words": words, "since": day(since), "until": day(until)}
    who, whom = desk.country(actor), desk.country(other)
    events = filled(bounds | {"event": event, "status": status, "actor": who, "recipient": whom})
    said = filled(bounds | {"speaker": who, "about": whom})
    start = (page - 1) * PAGE
    people = desk.actors(words, 200)
    rows: list[dict[str, Any]] = people[start : start + PAGE]
    totals = {
        "events": desk.events(events, 0, 0)[1],
        "statements": desk.statements(said, 0, 0)[1],
        "actors": len(people),
    }
    if what == "events":
        rows, _ = desk.events(events, PAGE, start)
    elif what == "statements":
        rows, _ = desk.statements(said, PAGE, start)
    return render(
        request, "search.html", what=what, rows=rows, totals=totals, page=page, pages=-(-totals[what] // PAGE), given=given,
        types=sorted(desk.lexicon.codebook.events), statuses=STATUSES, called=lambda party: called(party, desk),
    )  # fmt: skip


def _unreal(relation: Relation) -> dict[str, list[Happening]]:
    newest = relation.unreal[::-1]
    found = {name: [one for one in newest if one.first.status in group] for name, group in UNREAL.items()}
    return {name: group for name, group in found.items() if group}


def _ways(happened: tuple[Happening, ...]) -> list[tuple[str, dict[int, int], int]]:
    """Count what happened by type, the most frequent first, each with its quads."""
    counts: dict[str, Counter[int]] = {}
    for (name, quad), n in Counter((one.first.event, one.first.quad) for one in happened).items():
        counts.setdefault(name, Counter())[quad] += n
    found = [(name, dict(quads), quads.total()) for name, quads in counts.items()]
    return sorted(found, key=lambda way: (-way[2], way[0]))


__all__ = ["desk_of", "failure", "router"]
