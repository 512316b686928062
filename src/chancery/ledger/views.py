"""The flat views, and the files behind them.

A data file of a Delta table never changes. So what a view makes of it is kept once, under the data file's name, in the
folder ``flat`` of the ledger, and what a query sees is decided by the Delta log alone: no view can lag behind. Where
nothing can be kept (an object store, a ledger that is only lent for reading) the views are made from the table itself.
"""

from __future__ import annotations

import os
import re
import threading
import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from chancery.ledger.columns import ARTICLES, MACROS, REJECTS, UNROLLED, View, select
from chancery.ledger.doubles import stories
from chancery.ledger.shelf import Shelf

if TYPE_CHECKING:
    import duckdb
    import pyarrow.dataset as ds

    Base = tuple[duckdb.DuckDBPyConnection, dict[str, ds.Dataset]]

FLAT = "flat"
STORIES = "stories"
# What tells that a query may look at the column story: the name, a star that counts nothing, or FROM without SELECT.
COUNTING = re.compile(r"\(\s*\*\s*\)")
TELLS = re.compile(r"\bstory\b|\bcolumns\b|\*|^\s*(?:from|describe|summarize)\b|\(\s*from\b", re.I)
# Of articles with the same text the one published first stands for all, then the one with the smaller id.
DOUBLES = """CREATE TABLE doubles AS
    WITH keyed AS (SELECT article, text_key, published, url FROM ({0}) WHERE text_key <> ''),
    shared AS (SELECT text_key FROM keyed GROUP BY text_key HAVING count(*) > 1),
    ranked AS (
        SELECT article, url, first_value(article) OVER (
            PARTITION BY text_key ORDER BY published NULLS LAST, article) AS stands
        FROM keyed SEMI JOIN shared USING (text_key))
    SELECT * FROM ranked WHERE article <> stands"""
STORY_SCHEMA = pa.schema([("article", pa.string()), ("story", pa.string())])


class Views:
    """Answers SQL over the newest snapshot of a ledger; safe to share between threads."""

    def __init__(self, url: str, articles: Shelf, rejects: Shelf) -> None:
        self._articles = articles
        self._rejects = rejects
        self._flat = None if "://" in url else Path(url) / FLAT
        self._key = _key(articles.schema)
        self._lock = threading.Lock()
        self._bases: dict[tuple[int, int, bool], Base] = {}

    def sql(self, query: str, parameters: object = None) -> duckdb.DuckDBPyRelation:
        """Ask the newest snapshot."""
        base, lent = self._base(tells(query))
        own = base.cursor()
        for name, rows in lent.items():
            own.register(name, rows)
        return own.sql(query, params=parameters)

    def doubles(self) -> set[str]:
        """Give the articles that the views leave out, because another stands for their text."""
        return {article for (article,) in self.sql("SELECT article FROM doubles").fetchall()}

    def prepare(self) -> None:
        """Make ready all that the next query needs."""
        self._base(told=True)

    def _base(self, told: bool) -> Base:
        with self._lock:
            self._articles.refresh()
            self._rejects.refresh()
            snapshot = (self._articles.version, self._rejects.version, told)
            if snapshot not in self._bases:
                self._bases = {key: base for key, base in self._bases.items() if key[:2] == snapshot[:2]}
                self._bases[snapshot] = self._connect(told)
            return self._bases[snapshot]

    def _connect(self, told: bool) -> Base:
        import duckdb

        base = duckdb.connect()
        base.execute("SET enable_progress_bar = false")
        base.execute(MACROS)
        files = self._articles.files()
        kept = self._keep(base, files)
        lent = {"rejected": self._rejects.dataset()} | ({} if kept else {"held": self._articles.dataset()})
        for name, rows in lent.items():
            base.register(name, rows)
        base.execute(f"CREATE VIEW rejects AS {select(REJECTS, 'rejected')}")
        flat = {view.name: self._kept(view, files) if kept else select(view, "held") for view in UNROLLED}
        base.execute(DOUBLES.format(flat[ARTICLES.name]))
        doubled = bool(base.execute("SELECT article FROM doubles LIMIT 1").fetchall())
        base.register("pairs", self._stories(base, files) if told else STORY_SCHEMA.empty_table())
        base.execute("CREATE TABLE told AS SELECT * FROM pairs")
        for view in UNROLLED:
            rows = _without_doubles(view, flat[view.name]) if doubled else flat[view.name]
            base.execute(f"CREATE VIEW {view.name} AS {_with_story(rows, told)}")
        return base, lent

    def _kept(self, view: View, files: list[str]) -> str:
        listed = ", ".join(_quoted(self._flat_file(view.name, file)) for file in files)
        return f"SELECT * FROM read_parquet([{listed}])"

    def _flat_file(self, view: str, file: str) -> Path:
        assert self._flat is not None
        return self._flat / f"{view}-{self._key}" / f"{Path(file).parent.name}-{Path(file).stem}.parquet"

    def _keep(self, base: duckdb.DuckDBPyConnection, files: list[str]) -> bool:
        """Make the flat files that are missing; False where there are none or they cannot be kept."""
        if self._flat is None or not files:
            return False
        try:
            for view in UNROLLED:
                for file in files:
                    self._make(base, view, file)
        except OSError:
            return False
        return True

    def _make(self, base: duckdb.DuckDBPyConnection, view: View, file: str) -> None:
        path = self._flat_file(view.name, file)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        month = Path(file).parent.name.removeprefix("month=")
        rows = f"(SELECT *, '{month}' AS month FROM read_parquet({_quoted(file)}, hive_partitioning = false))"
        answer = base.sql(select(view, rows)).to_arrow_table()
        _write_whole(answer, path)

    def _stories(self, base: duckdb.DuckDBPyConnection, files: list[str]) -> pa.Table:
        path = None
        if self._flat is not None:
            names = "\n".join(files).encode()
            path = self._flat / STORIES / f"{blake2b(names, digest_size=16).hexdigest()}.parquet"
            if path.exists():
                return pq.read_table(path)
        hidden = {article for (article,) in base.execute("SELECT article FROM doubles").fetchall()}
        rows = self._articles.rows(["id", "signature"])
        shown = [
            pair
            for pair in zip(rows["id"].to_pylist(), rows["signature"].to_pylist(), strict=True)
            if pair[0] not in hidden
        ]
        found = stories(*map(list, zip(*shown, strict=True))) if shown else {}
        told = pa.table({"article": list(found), "story": list(found.values())}, schema=STORY_SCHEMA)
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(told, path)
            except OSError:
                pass  # a ledger lent for reading: the answer is the same, it is only not kept
        return told

    def sweep(self, hours: float) -> list[str]:
        """Delete flat files whose data file is gone and that nobody has made in the last hours."""
        if self._flat is None or not self._flat.exists():
            return []
        self._articles.refresh()
        files = self._articles.files()
        live = {self._flat_file(view.name, file) for view in UNROLLED for file in files}
        before = time.time() - hours * 3600
        gone = [
            path
            for path in sorted(self._flat.rglob("*"))
            if path.is_file() and path not in live and path.stat().st_mtime <= before
        ]
        for path in gone:
            path.unlink(missing_ok=True)
        return [str(path) for path in gone]


def tells(query: str) -> bool:
    """Tell whether a query may look at stories, which take time to find."""
    return bool(TELLS.search(COUNTING.sub("", query)))


def _without_doubles(view: View, flat: str) -> str:
    shown = f"SELECT f.* FROM ({flat}) f ANTI JOIN doubles USING (article)"
    if view is not ARTICLES:
        return shown
    urls = "SELECT stands, list_sort(list(url)) AS urls FROM doubles WHERE url IS NOT NULL GROUP BY stands"
    joined = "list_concat(f.alternate_urls, list_filter(urls, lambda u: NOT list_contains(f.alternate_urls, u)))"
    return f"SELECT f.* REPLACE ({joined} AS alternate_urls) FROM ({shown}) f LEFT JOIN ({urls}) ON stands = f.article"


def _with_story(flat: str, told: bool) -> str:
    if not told:
        return f"SELECT *, CAST(NULL AS VARCHAR) AS story FROM ({flat})"
    return (
        f"SELECT f.*, coalesce(t.story, f.article) AS story FROM ({flat}) f LEFT JOIN told t ON t.article = f.article"
    )


def _write_whole(table: pa.Table, path: Path) -> None:
    """Write under another name first, so that nobody ever sees half a file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        pq.write_table(table, draft, compression="zstd", row_group_size=100_000)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _key(schema: pa.Schema) -> str:
    """Flat files of another version of the views are another folder."""
    said = "\n".join([str(schema), MACROS, *(select(view, "rows") for view in UNROLLED)])
    return blake2b(said.encode(), digest_size=6).hexdigest()


def _quoted(path: object) -> str:
    return "'" + str(path).replace("'", "''") + "'"
