"""Finds events, statements and actors by words, people, type, status and day.

What is searched stands ready in memory, the rows that hold each term, newest first; what is only shown lies on the disk.
"""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from chancery.ledger import Ledger
from chancery.web.terms import Rows, Terms

BATCH = 20_000
Places = npt.NDArray[np.int64]
Asked = Mapping[str, str]
Row = dict[str, Any]

DAY = "left(coalesce(date, published, ''), 10)"
NEWEST_FIRST = "ORDER BY published DESC NULLS LAST, article, id"
OF_EVENTS = (
    "article, id, event, mode, quad, about, status, historical, date, date_basis, place, actor_names, actor_countries, "
    "recipient_names, recipient_countries, claimed_by, because, trigger, evidence, coalesce(outlet, domain) AS outlet, url, "
    "headline, published"
)
OF_STATEMENTS = (
    "article, id, speaker_names, speaker_countries, addressee_names, about_names, about_countries, events, sense, kind, cue, "
    "content, quotation, date, within, because, evidence, coalesce(outlet, domain) AS outlet, url, headline, published"
)
EVENTS = f"""SELECT {OF_EVENTS}, {DAY} AS _day, evidence AS _words, actor_identifiers AS _actor_ids,
    recipient_identifiers AS _recipient_ids
    FROM events {NEWEST_FIRST}"""
STATEMENTS = f"""SELECT {OF_STATEMENTS}, {DAY} AS _day, content AS _words, speaker_identifiers AS _speaker_ids,
    about_identifiers AS _about_ids
    FROM statements {NEWEST_FIRST}"""
ACTORS = """SELECT name, identifier, country, sector, role, sum(mentions) AS mentions,
    min(left(published, 10)) AS first, max(left(published, 10)) AS last, lower(name) AS _name
    FROM actors GROUP BY ALL ORDER BY mentions DESC, name"""
MONTHS = "SELECT article, month FROM articles"
EXACT = ("event", "mode", "status", "kind", "sense", "outlet")
PEOPLE = ("actor", "recipient", "speaker", "about")
QUADS = (1, 2, 3, 4)
NOWHERE: Places = np.empty(0, np.int64)
REAL = ("occurred", "ongoing")
TABLES = {"events": EVENTS, "statements": STATEMENTS}


@dataclass(frozen=True)
class Table:
    """Rows, newest first, with the terms by which they are found."""

    shown: pa.Table
    terms: Mapping[str, Terms]

    @cached_property
    def quads(self) -> Places:
        """The quad of each event."""
        return np.asarray(self.shown["quad"])

    @cached_property
    def real(self) -> Rows:
        """Which events happened or go on, and are told for their own sake."""
        historical: Rows = np.asarray(self.shown["historical"])
        return self.terms["status"].equal(REAL) & ~historical

    def holding(self, role: str, identifier: str, name: str) -> Rows:
        """Give the rows in which somebody has a role, by identifier or by name."""
        return self.terms[f"_{role}_ids"].equal([identifier]) | self.terms[f"{role}_names"].equal([name])


class Finder:
    """One state of a ledger, made ready to be searched."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._tables: dict[str, Table] = {}
        self._memory = duckdb.connect()
        self._small: set[str] = set()

    def ready(self) -> None:
        """Make everything ready now."""
        for what in TABLES:
            self._table(what)
        self._base("actors", ACTORS)
        self._base("months", MONTHS)

    def find(self, what: str, asked: Asked, codes: Collection[str]) -> Places:
        """Give the places, newest first, of what fits; ``codes`` are the codes of countries."""
        table = self._table(what)
        fits = np.ones(table.shown.num_rows, bool)
        for rows in _fitting(table.terms, asked, codes):
            fits &= rows
        return np.flatnonzero(fits)

    def rows(self, what: str, places: Places) -> list[Row]:
        """Give those at some places, in their order, as the pages show them."""
        shown = self._table(what).shown
        return [row for place in places.tolist() for row in shown.slice(place, 1).to_pylist()]

    def dealings(self, identifier: str, name: str, limit: int) -> list[Row]:
        """Give with whom somebody dealt, those with the most events first: how often, by quad, and the last day."""
        table = self._table("events")
        acts, acted = (table.holding(role, identifier, name) & table.real for role in ("actor", "recipient"))
        ways = {
            "acts": table.terms["recipient_names"].grouped(acts),
            "acted": table.terms["actor_names"].grouped(acted & ~acts),
        }
        n: Counter[str] = Counter()
        for held in ways.values():
            n.update({whom: len(places) for whom, places in held.items()})
        days, ranks = table.terms["_day"].ranked
        found = []
        for whom in sorted(n, key=lambda whom: (-n[whom], whom))[:limit]:
            parts = {way: held.get(whom, NOWHERE) for way, held in ways.items()}
            places = np.concatenate(list(parts.values()))
            quads = np.bincount(table.quads[places], minlength=5).tolist()
            counts = {way: len(part) for way, part in parts.items()} | {f"quad{quad}": quads[quad] for quad in QUADS}
            found.append({"name": whom, "n": n[whom], **counts, "last": days[int(ranks[places].max())].as_py()})
        return found

    def said(self, identifier: str, name: str) -> int:
        """Count what somebody said."""
        return int(self._table("statements").holding("speaker", identifier, name).sum())

    def actors(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """Answer SQL over ``actors``, a row a name with its identifier, country, sector and role."""
        asked = self._base("actors", ACTORS).execute(query, list(values))
        names = [column[0] for column in asked.description or ()]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]

    def month(self, article: str) -> str | None:
        """Give the month that an article lies in; None where there is none of this id."""
        asked = self._base("months", MONTHS).execute("SELECT month FROM months WHERE article = ?", [article])
        found = asked.fetchone()
        return found[0] if found else None

    def _base(self, name: str, query: str) -> duckdb.DuckDBPyConnection:
        """Give a connection to small tables in memory, this one among them."""
        with self._lock:
            if name not in self._small:
                own = self._memory.cursor()
                own.register("rows", self._ledger.sql(query).to_arrow_reader())
                own.execute(f"CREATE TABLE {name} AS FROM rows")
                own.unregister("rows")
                self._small.add(name)
        return self._memory.cursor()

    def _table(self, what: str) -> Table:
        with self._lock:
            if what not in self._tables:
                rows = _mapped(self._ledger.sql(TABLES[what]).to_arrow_reader(BATCH))
                shown = [name for name in rows.column_names if not name.startswith("_")]
                self._tables[what] = Table(rows.select(shown), _terms(rows))
        return self._tables[what]


def _terms(rows: pa.Table) -> dict[str, Terms]:
    of_people = (name.format(role) for role in PEOPLE for name in ("{}_names", "{}_countries", "_{}_ids"))
    sought = [*EXACT, "_day", *of_people]
    split = [pc.utf8_split_whitespace(pc.utf8_lower(chunk)) for chunk in rows["_words"].chunks]
    words = pa.chunked_array(split, pa.list_(pa.string()))
    return {name: Terms(rows[name]) for name in sought if name in rows.column_names} | {"_words": Terms(words)}


def _mapped(rows: pa.RecordBatchReader) -> pa.Table:
    """Lay rows on the disk and give them from there, so that the memory holds what is looked at; the file goes with them."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/rows.arrow"
        with pa.OSFile(path, "wb") as file, pa.ipc.new_file(file, rows.schema) as out:
            for batch in rows:
                out.write_batch(batch)
        return pa.ipc.open_file(pa.memory_map(path)).read_all()


def _fitting(terms: Mapping[str, Terms], asked: Asked, codes: Collection[str]) -> Iterator[Rows]:
    for name in EXACT:
        if wanted := asked.get(name):
            yield terms[name].equal([wanted])
    for name in PEOPLE:
        wanted = asked.get(name, "")
        if wanted in codes:
            yield terms[f"{name}_countries"].equal([wanted])
        elif wanted:
            yield terms[f"{name}_names"].containing(wanted) | terms[f"_{name}_ids"].containing(wanted)
    for word in asked.get("words", "").split():
        yield terms["_words"].containing(word)
    if asked.get("since") or asked.get("until"):
        yield terms["_day"].between(asked.get("since"), asked.get("until"))
