"""Rows of an answer, for people or for the next program."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

SHOWN = 500
WIDTH = 22


def write(rows: pa.Table, format: str, output: Path | None, table: tuple[str, ...]) -> None:
    """Write rows to a file or to standard output; a table for people has only the columns named, where there are any."""
    if format == "parquet":
        if output is None and sys.stdout.isatty():
            raise ValueError("parquet is not for a terminal; name a file with --output")
        pq.write_table(rows, output if output is not None else sys.stdout.buffer, compression="zstd")
        return
    with nullcontext(sys.stdout) if output is None else output.open("w", encoding="utf8", newline="") as file:
        if format == "csv":
            _csv(rows, file)
        elif format == "jsonl":
            file.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in _dicts(rows))
        else:
            _table(rows.select([name for name in table if name in rows.column_names]) if table else rows, file)


def _dicts(rows: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in rows.to_batches(max_chunksize=1000):
        yield from batch.to_pylist()


def _csv(rows: pa.Table, file: IO[str]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows.column_names)
    writer.writerows([_cell(value, "|") for value in row.values()] for row in _dicts(rows))


def _table(rows: pa.Table, file: IO[str]) -> None:
    console = Console(file=file, highlight=False)
    shown = Table(box=None, header_style="bold", pad_edge=False)
    *short, last = rows.schema
    for field in short:
        shown.add_column(Text(field.name), overflow="fold", max_width=WIDTH, justify=_side(field.type))
    # The last column, often a sentence, has what the others leave.
    shown.add_column(Text(last.name), overflow="fold", ratio=1, justify=_side(last.type))
    for row in _dicts(rows.slice(0, SHOWN)):
        shown.add_row(*(Text(" ".join(_cell(value, ", ").split())) for value in row.values()))
    console.print(shown)
    more = rows.num_rows - SHOWN
    told = f"{rows.num_rows} rows" + (f", {more} not shown; --format csv gives all" if more > 0 else "")
    Console(stderr=True, highlight=False).print(told, style="dim")


def _side(kind: pa.DataType) -> Literal["left", "right"]:
    number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    return "right" if number else "left"


def _cell(value: object, between: str) -> str:
    if isinstance(value, list):
        return between.join(_cell(item, between) for item in value)
    return "" if value is None else str(value)
