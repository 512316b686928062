"""Records in the layouts that the field already reads: PLOVER JSON, POLECAT, ICEWS, GDELT, CSV, JSON lines, Parquet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow.parquet

from chancery.export import gdelt, icews, plain, plover, polecat
from chancery.lexicon import Lexicon
from chancery.model import Record

Lines = Callable[[Iterable[Record], Lexicon], Iterator[str]]

LAYOUTS: dict[str, Lines] = {
    "plover": plover.lines,
    "polecat": polecat.lines,
    "icews": icews.lines,
    "gdelt": gdelt.lines,
    "gdelt-mentions": gdelt.mention_lines,
    "csv": plain.lines,
    "jsonl": plain.json_lines,
}


def write(records: Iterable[Record], layout: str, path: Path, lexicon: Lexicon) -> int:
    """Write the events of records to a file in one of ``LAYOUTS`` or as ``parquet``; give the number of rows.

    The file appears whole or not at all. Raises KeyError for a layout that there is not, OSError where the file cannot be
    written.
    """
    part = path.with_name(path.name + ".part")
    try:
        count = (
            _write_parquet(records, part, lexicon)
            if layout == "parquet"
            else _write_lines(records, layout, part, lexicon)
        )
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _write_lines(records: Iterable[Record], layout: str, path: Path, lexicon: Lexicon) -> int:
    lines = LAYOUTS[layout](records, lexicon)
    count = 0
    with path.open("w", encoding="utf8", newline="") as file:
        for line in lines:
            file.write(line + "\n")
            count += 1
    return count - (layout in ("polecat", "icews", "csv"))


def _write_parquet(records: Iterable[Record], path: Path, lexicon: Lexicon) -> int:
    count = 0
    with pyarrow.parquet.ParquetWriter(path, plain.COLUMNS) as writer:
        for batch in plain.batches(records, lexicon):
            writer.write_batch(batch)
            count += batch.num_rows
    return count
