"""POLECAT's yearly files: 40 columns, tabs, a header, an event a row, ``None`` for what is missing, lists joined by ``; ``.

Only events that occurred or go on are told: the layout has no column for whether one did. Columns that chancery cannot
know (identifiers of an encyclopedia, district, GeoNames id) are ``None``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chancery.export.told import Told, cell, day, told
from chancery.lexicon import Lexicon
from chancery.model import Actor, Record

HEADER = tuple(
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,"
    "Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,"
    "Publication Date,Story People,Story Organizations,Story Locations,Language,Version".split(",")
)
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def lines(records: Iterable[Record], lexicon: Lexicon) -> Iterator[str]:
    """Give the file's lines, the header first."""
    yield "\t".join(HEADER)
    for event in told(records, real_only=True):
        yield "\t".join(cell(value, "None") for value in _row(event, lexicon))


def _row(one: Told, lexicon: Lexicon) -> Iterator[object]:
    event, article = one.event, one.record.article
    yield from (one.key, day(event.date), event.event, event.mode, f"{event.score:g}", QUADS[event.quad])
    yield "; ".join(event.context)
    yield from _party(one, one.actors, lexicon)
    yield from _party(one, one.recipients, lexicon)
    yield from _place(one, lexicon)
    yield from (article.outlet.name or article.outlet.domain, day(article.published))
    for kind in ("person", "organisation", "place"):
        yield "; ".join(actor.name for actor in one.record.actors if actor.kind == kind)
    yield from (article.language or "en", f"chancery {one.record.made_by.version}")


def _party(one: Told, actors: tuple[Actor, ...], lexicon: Lexicon) -> Iterator[object]:
    names = lexicon.country_codes
    yield _joined(actor.name for actor in actors)
    yield _joined(names.name(actor.country) or actor.country for actor in actors)
    yield _joined(names.cow(actor.country) for actor in actors)
    yield _joined(actor.sector for actor in actors)
    yield _joined(sector for actor in actors for sector in (actor.sector, *actor.other_sectors))
    yield _joined(actor.role for actor in actors)
    yield _joined(one.record.quote(actor.mentions[0].span) for actor in actors if actor.mentions)
    yield None


def _place(one: Told, lexicon: Lexicon) -> Iterator[object]:
    place = one.event.place
    if place is None:
        yield from (None,) * 10
        return
    country = lexicon.country_codes.name(place.country) or place.country
    yield from (place.name, None, None, None, country, place.lat, place.lon, None, one.record.quote(place.span), None)


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))
