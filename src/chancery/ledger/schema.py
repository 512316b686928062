"""From the nouns of the model to Arrow and back; the model is the one definition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa

from chancery.ledger.doubles import signature, text_key
from chancery.model import Article, MadeBy, Record

UNKNOWN_MONTH = "unknown"
SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
}

Row = dict[str, Any]


class Rejected(Protocol):
    """What could not be read: where it stood and why."""

    @property
    def source(self) -> str:
        """The file or address."""

    @property
    def line(self) -> int | None:
        """The line or row in it, where there is one."""

    @property
    def reason(self) -> str:
        """What was wrong."""


def arrow_type(annotation: Any) -> pa.DataType:
    """Give the Arrow type that holds a field of the model."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (annotation,) = (argument for argument in arguments if argument is not NoneType)
        return arrow_type(annotation)
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(pa.field("element", arrow_type(arguments[0])))
    if issubclass(annotation, msgspec.Struct):
        return pa.struct(fields_of(annotation))
    return SCALARS[annotation]


def fields_of(noun: type[msgspec.Struct]) -> list[pa.Field]:
    """Give a noun's fields, in the order of the model."""
    hints = get_type_hints(noun)
    return [pa.field(name, arrow_type(hints[name])) for name in noun.__struct_fields__]


@cache
def articles_schema() -> pa.Schema:
    """Give the schema of the table of articles: the ledger's own columns, then the fields of ``Record``."""
    own = [
        pa.field("id", pa.string()),
        pa.field("month", pa.string()),
        pa.field("text_key", pa.string()),
        pa.field("digest", pa.string()),
        pa.field("signature", pa.binary()),
    ]
    return pa.schema(own + fields_of(Record))


@cache
def rejects_schema() -> pa.Schema:
    """Give the schema of the table of rejects."""
    return pa.schema(
        [
            pa.field("id", pa.string()),
            pa.field("source", pa.string()),
            pa.field("line", pa.int64()),
            pa.field("reason", pa.string()),
        ]
    )


def month(published: str | None) -> str:
    """Give the month of publication by which the table is partitioned."""
    return published[:7] if published else UNKNOWN_MONTH


def digest(article: Article) -> str:
    """Give what tells whether this very article was read before."""
    plain = {name: getattr(article, name) for name in Article.__struct_fields__}
    return hashlib.blake2b(msgspec.json.encode(plain, order="deterministic"), digest_size=16).hexdigest()


def maker(made_by: MadeBy) -> str:
    """Give one key for what made a record."""
    return "\t".join((made_by.version, made_by.lexicon, made_by.language_model))


def row_of(record: Record) -> Row:
    """Give the row of a record."""
    article = record.article
    return {
        "id": article.id,
        "month": month(article.published),
        "text_key": text_key(article.text),
        "digest": digest(article),
        "signature": signature(article.text[body_start(article) :]),
        **msgspec.to_builtins(record),
    }


def body_start(article: Article) -> int:
    """Outlets write their own headlines over the same wire copy, so near-doubles are told by what follows it."""
    span = article.headline_span
    return span[1] if span is not None and article.text[span[1] :].strip() else 0


def table_of(records: Iterable[Record]) -> pa.Table:
    """Give records as rows of the table of articles."""
    return rows_table([row_of(record) for record in records])


def rows_table(rows: list[Row]) -> pa.Table:
    """Give rows as a table."""
    return pa.Table.from_pylist(rows, schema=articles_schema())


def record_of(row: Row) -> Record:
    """Give the record that a row holds."""
    return msgspec.convert({name: row[name] for name in Record.__struct_fields__}, Record)


def records_of(table: pa.Table) -> Iterator[Record]:
    """Give the records that a table of articles holds."""
    for batch in table.select(list(Record.__struct_fields__)).to_batches(max_chunksize=500):
        for row in batch.to_pylist():
            yield record_of(row)


def rejects_table(rejects: Iterable[Rejected]) -> pa.Table:
    """Give rejects as rows; the same fault in the same place has the same id."""
    rows = {}
    for reject in rejects:
        told = msgspec.json.encode((reject.source, reject.line, reject.reason))
        name = hashlib.blake2b(told, digest_size=16).hexdigest()
        rows[name] = {"id": name, "source": reject.source, "line": reject.line, "reason": reject.reason}
    return pa.Table.from_pylist(list(rows.values()), schema=rejects_schema())
