"""The files behind the flat views.

A data file of a Delta table never changes. So what a view makes of it is kept once, under the data file's name, in the
folder ``flat`` of the ledger, and what a query sees is decided by the Delta log alone: no view can lag behind. Where
many such files have gathered they are joined into a bundle, which serves as long as all the data files it was made
of are alive. The folder may be deleted at any time.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from chancery.ledger.columns import MACROS, UNROLLED, View, select

if TYPE_CHECKING:
    import duckdb

STORIES = "stories"
# A file costs a query about a millisecond, however few rows it has.
LOOSE = 24
STORY_SCHEMA = pa.schema([("article", pa.string()), ("story", pa.string())])


class Flat:
    """The folder of flat files of a ledger on a local disk."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._folder = folder
        # Flat files of another version of the views are another folder.
        said = "\n".join(
            [str(schema), MACROS, *(f"{select(view, 'rows')} {view.order} {view.group}" for view in UNROLLED)]
        )
        self._key = _name([said])[:12]

    def ready(self, base: duckdb.DuckDBPyConnection, files: Sequence[str]) -> dict[str, list[Path]]:
        """Make what is missing for data files and give the flat files by view; raises OSError where none can be kept."""
        return {view.name: self._ready(base, view, files) for view in UNROLLED}

    def _ready(self, base: duckdb.DuckDBPyConnection, view: View, files: Sequence[str]) -> list[Path]:
        bundle, inside = self._best_bundle(view, files)
        whole = [bundle] if bundle else []
        loose = {file: self._file(view, file) for file in files if file not in inside}
        missing = [file for file, path in loose.items() if not path.exists()]
        if len(loose) > LOOSE:
            there = [path for file, path in loose.items() if file not in missing]
            return [self._bundle(base, view, files, [*whole, *there], missing)]
        for file in missing:
            _make(base, view, file, loose[file])
        return [*whole, *loose.values()]

    def _home(self, view: View) -> Path:
        return self._folder / f"{view.name}-{self._key}"

    def _file(self, view: View, file: str) -> Path:
        return self._home(view) / f"{Path(file).parent.name}-{Path(file).stem}.parquet"

    def _best_bundle(self, view: View, files: Sequence[str]) -> tuple[Path | None, set[str]]:
        live, best, inside = set(files), None, set[str]()
        for listing in sorted(self._home(view).glob("bundle-*.json")):
            try:
                made_of = set(json.loads(listing.read_text(encoding="utf8")))
            except (OSError, ValueError):
                continue
            path = listing.with_suffix(".parquet")
            if made_of <= live and len(made_of) > len(inside) and path.exists():
                best, inside = path, made_of
        return best, inside

    def _bundle(
        self,
        base: duckdb.DuckDBPyConnection,
        view: View,
        files: Sequence[str],
        parts: Sequence[Path],
        missing: Sequence[str],
    ) -> Path:
        """Join flat files, and what has none yet, into one file; its rows are roughly in the order of their months."""
        path = self._home(view) / f"bundle-{_name(files)}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        made = [f"SELECT * FROM {parquet(parts)}"] if parts else []
        made += [select(view, _rows(missing))] if missing else []
        order = f" ORDER BY {view.order}" if view.order else ""
        with _draft(path) as draft:
            base.execute(
                f"COPY (SELECT * FROM ({' UNION ALL '.join(made)}){order}) TO {_quoted(draft)} "
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {view.group})"
            )
        # The listing comes last: a bundle without one is never looked at.
        with _draft(path.with_suffix(".json")) as draft:
            draft.write_text(json.dumps(sorted(files)), encoding="utf8")
        return path

    def stories(self, files: Sequence[str], find: Callable[[], dict[str, str]]) -> pa.Table:
        """Give the stories of the articles in data files, found once."""
        path = self._folder / STORIES / f"{_name(files)}.parquet"
        if path.exists():
            return pq.read_table(path)
        told = story_table(find())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with _draft(path) as draft:
                pq.write_table(told, draft, compression="zstd")
        except OSError:
            pass  # a ledger lent for reading: the answer is the same, it is only not kept
        return told

    def sweep(self, files: Sequence[str], hours: float) -> list[str]:
        """Delete what the views no longer need for these data files and nobody has made in the last hours."""
        live = {self._folder / STORIES / f"{_name(files)}.parquet"}
        for view in UNROLLED:
            bundle, inside = self._best_bundle(view, files)
            live |= {self._file(view, file) for file in files if file not in inside}
            live |= {bundle, bundle.with_suffix(".json")} if bundle else set()
        before = time.time() - hours * 3600
        gone = [
            path
            for path in sorted(self._folder.rglob("*"))
            if path.is_file() and path not in live and path.stat().st_mtime <= before
        ]
        for path in gone:
            path.unlink(missing_ok=True)
        return [str(path) for path in gone]


def story_table(found: dict[str, str]) -> pa.Table:
    """Give stories as rows."""
    return pa.table({"article": list(found), "story": list(found.values())}, schema=STORY_SCHEMA)


def parquet(paths: Sequence[Path]) -> str:
    """Give the SQL that reads files of one schema."""
    return f"read_parquet([{', '.join(_quoted(path) for path in paths)}])"


def _make(base: duckdb.DuckDBPyConnection, view: View, file: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    answer = base.sql(select(view, _rows([file]))).to_arrow_table()
    with _draft(path) as draft:
        pq.write_table(answer, draft, compression="zstd", row_group_size=view.group)


def _rows(files: Sequence[str]) -> str:
    """Give the SQL for the rows of data files; their month stands in their folder's name only."""
    month = "regexp_extract(filename, 'month=([^/]+)/[^/]+$', 1) AS month"
    listed = ", ".join(_quoted(file) for file in files)
    return f"(SELECT *, {month} FROM read_parquet([{listed}], hive_partitioning = false, filename = true))"


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """Write under another name first, so that nobody ever sees half a file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _name(parts: Sequence[str]) -> str:
    return blake2b("\n".join(sorted(parts)).encode(), digest_size=16).hexdigest()


def _quoted(path: object) -> str:
    return "'" + str(path).replace("'", "''") + "'"
