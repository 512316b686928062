"""Tables of articles, a row an article: CSV, TSV, JSON Lines, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from chancery.article.article import Article
from chancery.article.cleaning import clean
from chancery.article.decode import MOST_BYTES
from chancery.article.errors import ArticleError, Reject
from chancery.article.unpack import BROKEN, plain_name, reason, unpacked
from chancery.lexicon.outlets import OutletTables
from chancery.lexicon.table import nearest

FIELDS = ("id", "url", "date", "title", "text", "outlet")
# The names under which a field is looked for where the caller names no column, the first that is there.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "doc_id"),
    "url": ("url", "link", "source_url", "sourceurl"),
    "date": ("date", "published", "published_at", "publication_date", "publish_date", "pub_date"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "story", "maintext"),
    "outlet": ("outlet", "source", "publisher", "publication", "domain"),
}
BATCH = 256
MOST_ARRAY = 256 * 1024 * 1024  # bytes of a file that is one JSON array
ROW_TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet")

Columns = Mapping[str, str]
Row = Mapping[str, Any]


def is_table(path: Path) -> bool:
    """Tell by its name whether a file is a table."""
    return plain_name(path).endswith(ROW_TABLES)


def table_articles(path: Path, columns: Columns | None, outlets: OutletTables) -> Iterator[Article | Reject]:
    """Give the article of each row, or the row's reject; a file that breaks off gives what came before, then a reject."""
    source, line = str(path), None
    try:
        _check_fields(columns)
        for line, row in _rows(path, columns):
            if isinstance(row, ArticleError):
                yield Reject(source=source, line=line, reason=str(row))
                continue
            try:
                yield _article(row, columns, outlets)
            except ArticleError as error:
                yield Reject(source=source, line=line, reason=str(error))
    except ArticleError as error:
        yield Reject(source=source, line=None, reason=str(error))
    except BROKEN as error:
        yield Reject(source=source, line=line, reason=f"after this line: {reason(error)}" if line else reason(error))


def _rows(path: Path, columns: Columns | None) -> Iterator[tuple[int, Row | ArticleError]]:
    name = plain_name(path)
    if name.endswith(".parquet"):
        return _parquet_rows(path, columns)
    if name.endswith((".csv", ".tsv")):
        return _csv_rows(path, "\t" if name.endswith(".tsv") else ",")
    return _json_rows(path)


def _check_fields(columns: Columns | None) -> None:
    for field in columns or ():
        if field not in FIELDS:
            raise ArticleError(f"no field {field!r} to map a column to{nearest(field, FIELDS)}")


def _article(row: Row, columns: Columns | None, outlets: OutletTables) -> Article:
    values = {field: _value(row, _column(field, row, columns), field) for field in FIELDS}
    if values["text"] is None:
        raise ArticleError(f"no text in column {_column('text', row, columns) or 'text'!r}")
    made = Article.from_row(
        values["text"],
        title=values["title"],
        published=values["date"],
        url=values["url"],
        outlet=values["outlet"],
        outlets=outlets,
    )
    # A bare number tells the rows of one table apart and no more; the caller who maps the column says it does more.
    own = values["id"] if (columns and "id" in columns) or not (values["id"] or "0").isdecimal() else None
    return made.known_as(own) if own else made


def _column(field: str, row: Row, columns: Columns | None) -> str | None:
    if columns and field in columns:
        if columns[field] not in row:
            raise ArticleError(f"no column {columns[field]!r}{nearest(columns[field], list(row))}")
        return columns[field]
    lower = {str(name).lower(): name for name in row}
    return next((lower[name] for name in NAMES[field] if name in lower), None)


def _value(row: Row, column: str | None, field: str) -> str | None:
    value = row[column] if column is not None else None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise ArticleError(f"column {column!r} holds {type(value).__name__}, not text")
    if isinstance(value, int):
        if field not in ("id", "date"):
            raise ArticleError(f"column {column!r} holds a number, not text")
        return str(value)
    return clean(value or "").strip() or None


def _csv_rows(path: Path, delimiter: str) -> Iterator[tuple[int, Row | ArticleError]]:
    csv.field_size_limit(MOST_BYTES)
    with unpacked(path) as raw, io.TextIOWrapper(raw, "utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        header: list[str] | None = None
        while True:
            started = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield started, ArticleError(f"not CSV: {error}")
                continue
            if cells is None:
                return
            if header is None:
                header = _header(cells)
            elif cells:
                yield started, _csv_row(header, cells)


def _header(cells: list[str]) -> list[str]:
    if not any(name.lower() in names for names in NAMES.values() for name in cells) and len(cells) < 2:
        raise ArticleError("no header of column names in line 1")
    return cells


def _csv_row(header: list[str], cells: list[str]) -> Row | ArticleError:
    if len(cells) != len(header):
        return ArticleError(f"{len(cells)} columns where the header has {len(header)}")
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return ArticleError("not UTF-8")
    return dict(zip(header, cells, strict=True))


def _json_rows(path: Path) -> Iterator[tuple[int, Row | ArticleError]]:
    """Give the objects of JSON Lines, one a line, or of a file that is one JSON array."""
    with unpacked(path) as file:
        number = 0
        while line := file.readline(MOST_BYTES + 1):
            number += 1
            if number == 1 and line.lstrip(b"\xef\xbb\xbf \t").startswith(b"["):
                yield from _array_rows(line + file.read(MOST_ARRAY))
            elif len(line) > MOST_BYTES:
                while line and not line.endswith(b"\n"):
                    line = file.readline(MOST_BYTES)
                yield number, ArticleError(f"a line longer than {MOST_BYTES // 1024 // 1024} MiB")
            elif line.strip():
                yield number, _json_row(line)


def _array_rows(data: bytes) -> Iterator[tuple[int, Row | ArticleError]]:
    if len(data) > MOST_ARRAY:
        raise ArticleError("a JSON array too long to be read at once; write an object a line")
    try:
        rows = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"not JSON: {error}") from None
    for number, row in enumerate(rows, 1):
        yield number, row if isinstance(row, dict) else ArticleError("a JSON value that is no object")


def _json_row(line: bytes) -> Row | ArticleError:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return ArticleError("not UTF-8")
    except (ValueError, RecursionError) as error:
        return ArticleError(f"not JSON: {error}")
    return row if isinstance(row, dict) else ArticleError("a JSON value that is no object")


def _parquet_rows(path: Path, columns: Columns | None) -> Iterator[tuple[int, Row | ArticleError]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path, memory_map=True) as file:
            wanted = {*(columns or {}).values(), *(name for names in NAMES.values() for name in names)}
            kept = [name for name in file.schema_arrow.names if name in wanted or name.lower() in wanted]
            for batch in file.iter_batches(batch_size=BATCH, columns=kept):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except pa.ArrowException as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ArticleError(f"not a Parquet table that can be read (after row {number}): {told}") from error
