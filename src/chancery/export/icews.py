"""ICEWS's event files: 20 columns, tabs, a header, a directed pair a row, ``NA`` for what is missing.

A mutual event stands twice, once in each direction, as ICEWS codes consultations. Only events that occurred or go on are
told: the layout has no column for whether one did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chancery.export.told import Told, cell, day, told
from chancery.lexicon import Lexicon
from chancery.model import Actor, Record

HEADER = tuple(
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,"
    "Longitude".split(",")
)


def lines(records: Iterable[Record], lexicon: Lexicon) -> Iterator[str]:
    """Give the file's lines, the header first."""
    yield "\t".join(HEADER)
    for event in told(records, real_only=True):
        for number, (actor, recipient) in enumerate(event.dyads()):
            yield "\t".join(cell(value, "NA") for value in _row(event, number, actor, recipient, lexicon))


def _row(one: Told, number: int, actor: Actor | None, recipient: Actor | None, lexicon: Lexicon) -> Iterator[object]:
    event, article, place = one.event, one.record.article, one.event.place
    code = one.cameo(lexicon)
    yield from (one.number + number, day(event.date))
    yield from _party(actor, lexicon)
    yield from (lexicon.cameo.by_code[code].name, code, f"{lexicon.cameo.goldstein(code):.1f}")
    yield from _party(recipient, lexicon)
    yield from (article.id, one.sentence_number, article.outlet.name or article.outlet.domain)
    if place is None:
        yield from (None,) * 6
    else:
        yield from (place.name, None, None, lexicon.country_codes.name(place.country), place.lat, place.lon)


def _party(actor: Actor | None, lexicon: Lexicon) -> Iterator[object]:
    if actor is None:
        yield from (None,) * 3
        return
    sectors = (lexicon.codebook.sectors[code].capitalize() for code in (actor.sector, *actor.other_sectors) if code)
    yield from (actor.name, ",".join(sectors), lexicon.country_codes.name(actor.country) or actor.country)
