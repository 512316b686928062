"""Flat tables of our own: an event a row, with everything that a spreadsheet or a notebook asks for, status and sentence too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pyarrow as pa

from chancery.export.told import Told, cell, told
from chancery.lexicon import Lexicon
from chancery.model import Record

TEXT, NUMBER, WORDS = pa.string(), pa.float64(), pa.list_(pa.string())
COLUMNS = pa.schema(
    [
        *((name, TEXT) for name in "id article_id url outlet published event mode cameo about status".split()),
        *(
            (name, WORDS)
            for name in "context actor actor_country actor_sector recipient recipient_country recipient_sector".split()
        ),
        ("historical", pa.bool_()),
        *((name, NUMBER) for name in "quad score goldstein".split()),
        *((name, TEXT) for name in "date date_basis place place_country".split()),
        *((name, NUMBER) for name in "lat lon".split()),
        *((name, TEXT) for name in "claimed_in trigger sentence".split()),
        ("because", WORDS),
    ]
)


def lines(records: Iterable[Record], lexicon: Lexicon) -> Iterator[str]:
    """Give CSV lines, the header first; lists are joined by ``|`` and line breaks inside a field become spaces."""
    yield _csv(COLUMNS.names)
    for row in rows(records, lexicon):
        yield _csv([_cell(row[name]) for name in COLUMNS.names])


def json_lines(records: Iterable[Record], lexicon: Lexicon) -> Iterator[str]:
    """Give a line of JSON an event."""
    for row in rows(records, lexicon):
        yield msgspec.json.encode(row).decode("utf8")


def batches(records: Iterable[Record], lexicon: Lexicon, size: int = 10_000) -> Iterator[pa.RecordBatch]:
    """Give Arrow batches, for Parquet."""
    held: list[dict[str, Any]] = []
    for row in rows(records, lexicon):
        held.append(row)
        if len(held) == size:
            yield pa.RecordBatch.from_pylist(held, schema=COLUMNS)
            held = []
    yield pa.RecordBatch.from_pylist(held, schema=COLUMNS)


def rows(records: Iterable[Record], lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """Give an event as a flat dictionary with the names of ``COLUMNS``; ``goldstein`` is CAMEO's scale, −10 to 10."""
    for event in told(records, real_only=False):
        yield _row(event, lexicon)


def _row(one: Told, lexicon: Lexicon) -> dict[str, Any]:
    event, article, place = one.event, one.record.article, one.event.place
    return {
        "id": one.key,
        "article_id": article.id,
        "url": article.url,
        "outlet": article.outlet.name or article.outlet.domain,
        "published": article.published,
        "event": event.event,
        "mode": event.mode,
        "cameo": event.cameo,
        "about": event.about,
        "status": event.status,
        "context": list(event.context),
        "actor": [actor.name for actor in one.actors],
        "actor_country": [actor.country for actor in one.actors],
        "actor_sector": [actor.sector for actor in one.actors],
        "recipient": [actor.name for actor in one.recipients],
        "recipient_country": [actor.country for actor in one.recipients],
        "recipient_sector": [actor.sector for actor in one.recipients],
        "historical": event.historical,
        "quad": event.quad,
        "score": event.score,
        "goldstein": lexicon.cameo.goldstein(one.cameo(lexicon)),
        "date": event.date,
        "date_basis": event.date_basis,
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "claimed_in": event.claimed_in,
        "trigger": one.record.quote(event.trigger_span),
        "sentence": one.sentence,
        "because": list(event.because),
    }


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "|".join(cell(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return cell(value)


def _csv(cells: list[str]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="").writerow(cells)
    return held.getvalue()
