"""The flat views: SQL over the newest snapshot of a ledger."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from chancery.ledger.columns import ARTICLES, MACROS, OUTSIDE, REJECTS, UNROLLED, View, select
from chancery.ledger.doubles import stories
from chancery.ledger.flat import STORY_SCHEMA, Flat, parquet, story_table
from chancery.ledger.outside import Outside
from chancery.ledger.shelf import Shelf

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import pyarrow.dataset as ds

    Base = tuple[duckdb.DuckDBPyConnection, dict[str, ds.Dataset | pa.Table]]

Version = tuple[int, int, int]

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


class Views:
    """Answers SQL over the newest snapshot of a ledger; safe to share between threads."""

    def __init__(self, url: str, articles: Shelf, rejects: Shelf, outside: Outside) -> None:
        self._articles = articles
        self._rejects = rejects
        self._outside = outside
        self._flat = None if "://" in url else Flat(Path(url) / "flat", articles.schema)
        self._lock = threading.Lock()
        self._bases: dict[tuple[Version, bool], Base] = {}

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

    def month(self, article: str) -> str | None:
        """Give the month that an article lies in; None where the views do not show it."""
        found = self.sql("SELECT month FROM articles WHERE article = ?", [article]).fetchall()
        return found[0][0] if found else None

    def siblings(self, article: str) -> list[str]:
        """Give the other articles of an article's story."""
        query = """WITH mine AS (SELECT coalesce(any_value(story), $1) AS story FROM told WHERE article = $1)
            SELECT article FROM (SELECT article FROM told SEMI JOIN mine USING (story) UNION SELECT story FROM mine)
            WHERE article <> $1 ORDER BY article"""
        base, _ = self._base(told=True)
        return [name for (name,) in base.cursor().execute(query, [article]).fetchall()]

    def prepare(self) -> None:
        """Make ready all that the next query needs."""
        self._base(told=True)

    def sweep(self, hours: float) -> list[str]:
        """Delete flat files that no view needs any more and that nobody has made in the last hours."""
        self._articles.refresh()
        return self._flat.sweep(self._articles.files(), hours) if self._flat else []

    def version(self) -> Version:
        """Tell one state of the ledger from another: the newest versions of its tables."""
        with self._lock:
            return self._refreshed()

    def _refreshed(self) -> Version:
        self._articles.refresh()
        self._rejects.refresh()
        return self._articles.version, self._rejects.version, self._outside.refresh()

    def _base(self, told: bool) -> Base:
        with self._lock:
            snapshot = (self._refreshed(), told)
            if snapshot not in self._bases:
                self._bases = {key: base for key, base in self._bases.items() if key[0] == snapshot[0]}
                self._bases[snapshot] = self._connect(told)
            return self._bases[snapshot]

    def _connect(self, told: bool) -> Base:
        import duckdb

        base = duckdb.connect()
        base.execute("SET enable_progress_bar = false")
        base.execute(MACROS)
        files = self._articles.files()
        kept = self._kept(base, files)
        lent = {"rejected": self._rejects.dataset(), "brought": self._outside.rows()}
        lent |= {} if kept else {"held": self._articles.dataset()}
        for name, rows in lent.items():
            base.register(name, rows)
        base.execute(f"CREATE VIEW rejects AS {select(REJECTS, 'rejected')}")
        base.execute(f"CREATE VIEW outside AS {select(OUTSIDE, 'brought')}")
        flat = kept or {view.name: select(view, "held") for view in UNROLLED}
        base.execute(DOUBLES.format(flat[ARTICLES.name]))
        doubled = bool(base.execute("SELECT article FROM doubles LIMIT 1").fetchall())
        base.register("pairs", self._stories(base, files) if told else STORY_SCHEMA.empty_table())
        base.execute("CREATE TABLE told AS SELECT * FROM pairs")
        for view in UNROLLED:
            shown = _without_doubles(view, flat[view.name]) if doubled else flat[view.name]
            base.execute(f"CREATE VIEW {view.name} AS {_with_story(shown, told)}")
        return base, lent

    def _kept(self, base: duckdb.DuckDBPyConnection, files: list[str]) -> dict[str, str] | None:
        """Give the SQL for each view over flat files; None where there are none, or where they cannot be kept."""
        import duckdb

        if self._flat is None or not files:
            return None
        try:
            return {name: f"SELECT * FROM {parquet(paths)}" for name, paths in self._flat.ready(base, files).items()}
        except (OSError, duckdb.Error):
            return None

    def _stories(self, base: duckdb.DuckDBPyConnection, files: list[str]) -> pa.Table:
        def find() -> dict[str, str]:
            hidden = {article for (article,) in base.execute("SELECT article FROM doubles").fetchall()}
            rows = self._articles.rows(["id", "signature"])
            pairs = zip(rows["id"].to_pylist(), rows["signature"].to_pylist(), strict=True)
            shown = {article: sketch for article, sketch in pairs if article not in hidden}
            return stories(list(shown), list(shown.values()))

        return self._flat.stories(files, find) if self._flat else story_table(find())


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
