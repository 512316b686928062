"""How many workers fit on this machine, how many articles a source may hold, and memory given back."""

from __future__ import annotations

import contextlib
import ctypes
import glob
import gzip
import os
from collections.abc import Sequence
from pathlib import Path

from chancery.article.sources import files

# A loaded reader with its batch, measured at 0.4 GB.
WORKER_BYTES = 600 * 1024 * 1024
# Lines are counted to this many bytes; what lies behind is reckoned from those.
COUNTED = 16 * 1024 * 1024


def auto_workers() -> int:
    """Give as many workers as there are cores for this process and memory to load them."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, _free_memory() // WORKER_BYTES))


def give_back() -> None:
    """Give the memory that lies free in this process back to the system, where its C library can.

    Each commit leaves free pieces behind in the pools of the writer's threads; after a hundred they come to 200 MB.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _free_memory() -> int:
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
    except (OSError, StopIteration):
        return 64 * WORKER_BYTES


def count(sources: Sequence[str]) -> int | None:
    """Give about how many articles sources hold, None where that would take reading them."""
    total = 0
    for source in sources:
        for path in _paths(source):
            found = _held(path)
            if found is None:
                return None
            total += found
    return total or None


def spread(sources: Sequence[str]) -> list[str]:
    """Give sources one file each, so that each can be opened elsewhere; what is no file stays as it is."""
    return [name for source in sources for name in [str(path) for path in _paths(source)] or [source]]


def _paths(source: str) -> list[Path]:
    if Path(source).is_dir():
        return files(Path(source))
    if Path(source).exists():
        return [Path(source).absolute()]
    return sorted(Path(name).absolute() for name in glob.glob(source, recursive=True))


def _held(path: Path) -> int | None:
    name = path.name.removesuffix(".gz").lower()
    try:
        if name.endswith(".parquet"):
            import pyarrow.parquet as pq

            return int(pq.read_metadata(path).num_rows)
        if name.endswith((".jsonl", ".ndjson", ".csv", ".tsv")):
            return _lines(path)
        if name.endswith((".warc", ".zst", ".xml", ".opml", ".rss")):
            return None
    except (OSError, ValueError):
        return 1
    return 1


def _lines(path: Path) -> int:
    """Count the lines or rows of the first part of a table, and reckon the rest from them."""
    zipped = path.name.endswith(".gz")
    rows = path.name.removesuffix(".gz").endswith((".csv", ".tsv"))
    counted = read = quotes = 0
    with path.open("rb") as raw, gzip.open(raw) if zipped else raw as file:
        while read < COUNTED and (line := file.readline()):
            read += len(line)
            # A row of CSV ends at a line whose quotation marks are all closed.
            quotes += line.count(b'"') if rows else 0
            counted += quotes % 2 == 0
        seen = raw.tell()
    return int(counted * path.stat().st_size / seen) - rows if seen else 0
