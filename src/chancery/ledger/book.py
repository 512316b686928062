"""The ledger: what goes in, and what comes out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self, Unpack

import msgspec
import pyarrow as pa

from chancery.ledger import schema
from chancery.ledger.ask import ActorFilters, ArticleFilters, EventFilters, StatementFilters, ask
from chancery.ledger.check import faults
from chancery.ledger.index import Index
from chancery.ledger.outside import Outside
from chancery.ledger.readings import Readings, readings
from chancery.ledger.shelf import Change, LedgerError, Shelf, among
from chancery.ledger.views import Version, Views
from chancery.model import Article, MadeBy, Record

if TYPE_CHECKING:
    import duckdb

ARTICLES = "articles"
REJECTS = "rejects"


@dataclass(frozen=True)
class Info:
    """What a ledger holds."""

    articles: int
    doubles: int
    rejects: int
    months: tuple[str, ...]
    files: int
    version: int
    made_by: tuple[tuple[MadeBy, int], ...]


class Ledger:
    """A store of records, a row an article, on a local disk or any object store that deltalake reaches.

    ``Ledger.open`` makes one. Two Delta tables lie in its folder: ``articles``, each row a whole ``Record`` as nested
    Arrow, partitioned by month of publication, and ``rejects``, what could not be read; ``outside`` are events of other
    data sets, a third. Any number of writers may add
    at once, and readers see whole batches only.
    """

    def __init__(
        self, url: str, articles: Shelf, rejects: Shelf, outside: Outside, options: dict[str, str] | None = None
    ) -> None:
        self.url = url
        self._options = options
        self.outside = outside
        self._articles = articles
        self._rejects = rejects
        self._known = Index(articles, ("id",), _ids)
        self._refused = Index(rejects, ("id",), _ids)
        self._views = Views(url, articles, rejects, outside)

    @classmethod
    def open(
        cls, path_or_url: str | Path, *, create: bool = False, storage_options: dict[str, str] | None = None
    ) -> Self:
        """Open a ledger; ``create`` makes it where there is none. Raises LedgerError with the place and the reason."""
        url = str(path_or_url).rstrip("/") or "/"
        if "://" not in url:
            url = str(Path(url).absolute())
        if create and "://" not in url and Path(url).exists() and not Path(url).is_dir():
            raise LedgerError(f"{url}: is a file, not a folder")
        shelves = [
            Shelf.open(f"{url}/{name}", columns, create=create, partition=partition, options=storage_options)
            for name, columns, partition in (
                (ARTICLES, schema.articles_schema(), "month"),
                (REJECTS, schema.rejects_schema(), None),
            )
        ]
        return cls(url, shelves[0], shelves[1], Outside(url, storage_options), storage_options)

    def __repr__(self) -> str:
        return f"Ledger.open({self.url!r})"

    def add(self, records: Iterable[Record], rejects: Iterable[schema.Rejected] = ()) -> None:
        """Add a batch in one commit: whole or not at all; the same article replaces its row, a repeat changes nothing."""
        self.add_rows(schema.table_of(records), rejects)

    def add_rows(self, rows: pa.Table, rejects: Iterable[schema.Rejected] = ()) -> None:
        """Add rows that ``schema.table_of`` made, perhaps in another process."""
        refused = schema.rejects_table(rejects)
        if refused.num_rows:
            self._rejects.change(lambda: self._new_rejects(refused))
        if rows.num_rows:
            self._articles.change(lambda: self._change(rows))

    def _new_rejects(self, refused: pa.Table) -> Change | None:
        self._refused.refresh()
        ids = refused["id"].to_pylist()
        if self._refused.holds(ids):
            there = set(self._rejects.rows(["id"], among("id", ids))["id"].to_pylist())
            refused = refused.filter([name not in there for name in ids])
        return Change(frozenset(), frozenset(), refused) if refused.num_rows else None

    def _change(self, rows: pa.Table) -> Change | None:
        self._known.refresh()
        ids = rows["id"].to_pylist()
        last = {name: place for place, name in enumerate(ids)}
        if len(last) < len(ids):
            rows = rows.take(sorted(last.values()))
        if not self._known.holds(last):
            return Change(frozenset(), frozenset(), rows)
        there = {row["id"]: row for row in self._articles.rows(where=among("id", last)).to_pylist()}
        new = [row for row in rows.to_pylist() if there.get(row["id"]) != row]
        if not new:
            return None
        gone = frozenset(row["id"] for row in new if row["id"] in there)
        if not gone:
            return Change(frozenset(), frozenset(), schema.rows_table(new))
        # The rows that come must fit the predicate by which the old ones go.
        months = {there[name]["month"] for name in gone} | {row["month"] for row in new}
        return Change(frozenset(row["id"] for row in new), frozenset(months), schema.rows_table(new))

    def sql(self, query: str, parameters: object = None) -> duckdb.DuckDBPyRelation:
        """Ask in SQL over the flat views articles, actors, statements, events, rejects, on the newest snapshot.

        The answer is a DuckDB relation: ``.fetchall()``, ``.to_arrow_table()``, ``.df()`` (pandas), ``.pl()`` (Polars),
        ``.show()``. Parameters are written ``?`` or ``$name``.
        """
        return self._views.sql(query, parameters)

    def articles(self, **filters: Unpack[ArticleFilters]) -> pa.Table:
        """Give the view ``articles``, or the rows of it that all filters fit, as an Arrow table."""
        return self._asked("articles", dict(filters))

    def actors(self, **filters: Unpack[ActorFilters]) -> pa.Table:
        """Give the view ``actors``, or the rows of it that all filters fit, as an Arrow table."""
        return self._asked("actors", dict(filters))

    def statements(self, **filters: Unpack[StatementFilters]) -> pa.Table:
        """Give the view ``statements``, or the rows of it that all filters fit, as an Arrow table."""
        return self._asked("statements", dict(filters))

    def events(self, **filters: Unpack[EventFilters]) -> pa.Table:
        """Give the view ``events``, or the rows of it that all filters fit, as an Arrow table."""
        return self._asked("events", dict(filters))

    def rejects(self) -> pa.Table:
        """Give the view ``rejects`` as an Arrow table."""
        return self._asked("rejects", {})

    def _asked(self, view: str, filters: dict[str, object]) -> pa.Table:
        query, parameters = ask(view, filters)
        return self.sql(query, parameters).to_arrow_table()

    def records(self) -> Iterator[Record]:
        """Give all records, by month; of articles with the same text the one that the views show."""
        doubles = self._views.doubles()
        for _, read in self._articles.pieces(["id", *Record.__struct_fields__]):
            for record in schema.records_of(read().sort_by("id")):
                if record.article.id not in doubles:
                    yield record

    def record(self, article: str, month: str | None = None) -> Record:
        """Give the record of an article by its id, in its month where that is known; raises KeyError where there is none."""
        month = month or self._views.month(article)
        where = among("id", [article])
        if month is not None:
            where &= among("month", [month])
        else:
            self._articles.refresh()
        for record in schema.records_of(self._articles.rows(where=where)):
            return record
        raise KeyError(article)

    def siblings(self, article: str) -> list[str]:
        """Give the other articles that tell nearly the same text, by id."""
        return self._views.siblings(article)

    def stale(self, made_by: MadeBy) -> Iterator[Article]:
        """Give the articles that another version, lexicon or language pipeline read."""
        self._articles.refresh()
        for _, read in self._articles.pieces(["id", "article", "made_by"]):
            for batch in read().sort_by("id").to_batches(max_chunksize=500):
                for row in batch.to_pylist():
                    if msgspec.convert(row["made_by"], MadeBy) != made_by:
                        yield msgspec.convert(row["article"], Article)

    def readings(self, made_by: MadeBy) -> Readings:
        """Give what ``made_by`` has read, so that an ingest can skip it."""
        self._articles.refresh()
        return readings(self._articles, made_by)

    def still(self) -> Ledger:
        """Give the ledger as it is now, for reading: whatever is added later is not in it."""
        found = Ledger.open(self.url, storage_options=self._options)
        for shelf in (found._articles, found._rejects, found.outside):
            shelf.stay()
        return found

    def version(self) -> Version:
        """Tell one state of the ledger from another: the newest versions of its tables."""
        return self._views.version()

    def info(self) -> Info:
        """Say what the ledger holds."""
        self._articles.refresh()
        self._rejects.refresh()
        rows = self._articles.rows(["month", "made_by"])
        makers = Counter(msgspec.convert(made_by, MadeBy) for made_by in rows["made_by"].to_pylist())
        return Info(
            articles=rows.num_rows,
            doubles=len(self._views.doubles()),
            rejects=self._rejects.count(),
            months=tuple(sorted(set(rows["month"].to_pylist()))),
            files=len(self._articles.files()),
            version=self._articles.version,
            made_by=tuple(sorted(makers.items(), key=lambda item: schema.maker(item[0]))),
        )

    def compact(self) -> int:
        """Join small files, prepare the views, and give the number of files replaced; nobody who reads is disturbed."""
        joined = self._articles.compact() + self._rejects.compact()
        self._views.prepare()
        return joined

    def vacuum(self, hours: float = 168) -> list[str]:
        """Delete files that no version of the last hours uses; a reader that started before then may lose its files."""
        gone = self._articles.vacuum(hours) + self._rejects.vacuum(hours)
        return gone + self._views.sweep(hours)

    def check(self) -> Iterator[str]:
        """Give each broken promise: ids that are not unique, spans outside their texts, keys that do not fit."""
        self._articles.refresh()
        yield from faults(self._articles)


def _ids(table: pa.Table) -> Iterator[str]:
    yield from table["id"].to_pylist()
