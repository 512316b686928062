"""The promises of a ledger, looked after row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from chancery.ledger import schema
from chancery.ledger.doubles import text_key
from chancery.ledger.shelf import Shelf
from chancery.model import Record

SPAN = ("span", "_span")
SPANS = ("_spans", "paragraphs")


def faults(articles: Shelf) -> Iterator[str]:
    """Give each fault of a table of articles, as ``id: what is wrong``."""
    seen: set[bytes] = set()
    for _, read in articles.pieces(articles.schema.names):
        for batch in read().to_batches(max_chunksize=500):
            for row in batch.to_pylist():
                key = row["id"].encode()
                if key in seen:
                    yield f"{row['id']}: the id stands twice"
                seen.add(key)
                yield from (f"{row['id']}: {fault}" for fault in _row_faults(row))


def _row_faults(row: schema.Row) -> Iterator[str]:
    try:
        record = schema.record_of(row)
    except msgspec.ValidationError as error:
        yield f"does not fit the model: {error}"
        return
    article = record.article
    if row["id"] != article.id:
        yield f"holds the article {article.id}"
    if row["month"] != schema.month(article.published):
        yield f"lies in the month {row['month']}, published {article.published}"
    if row["text_key"] != text_key(article.text):
        yield "its text is not the one that its key was made of"
    for where, (start, end) in spans(record, ""):
        if not 0 <= start <= end <= len(article.text):
            yield f"{where}: the span {start}-{end} is outside the text"
    yield from _reference_faults(record)


def spans(noun: Any, where: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give every span in a noun, with the path of field names that leads to it."""
    for name in noun.__struct_fields__:
        value, path = getattr(noun, name), f"{where}.{name}".lstrip(".")
        if value is None:
            continue
        if name.endswith(SPAN):
            yield path, value
        elif name.endswith(SPANS):
            yield from ((f"{path}[{place}]", span) for place, span in enumerate(value))
        elif isinstance(value, msgspec.Struct):
            yield from spans(value, path)
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                if isinstance(item, msgspec.Struct):
                    yield from spans(item, f"{path}[{place}]")


def _reference_faults(record: Record) -> Iterator[str]:
    actors = {actor.id for actor in record.actors}
    said = {statement.id for statement in record.statements}
    for event in record.events:
        yield from _missing(f"event {event.id}", (*event.actor, *event.recipient), actors)
        yield from _missing(f"event {event.id}", (event.claimed_in,) if event.claimed_in else (), said)
    for statement in record.statements:
        yield from _missing(f"statement {statement.id}", (*statement.speaker, *statement.addressee), actors)
        yield from _missing(f"statement {statement.id}", (statement.within,) if statement.within else (), said)


def _missing(whose: str, named: tuple[str, ...], there: set[str]) -> Iterator[str]:
    for name in named:
        if name not in there:
            yield f"{whose} names {name}, which the record does not hold"
