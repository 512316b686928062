"""Finds events, statements and actors by words, people, type, status and day.

What is asked for stands ready in tables of its own, lower-cased and newest first: in memory, and on the disk what is more
than ``MEMORY``.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from chancery.ledger import Ledger

MEMORY = "2GB"
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
EVENTS = f"""SELECT {OF_EVENTS}, {DAY} AS _day, lower(evidence) AS _words, actor_identifiers AS _actor_ids,
    recipient_identifiers AS _recipient_ids,
    lower(array_to_string(actor_names || actor_identifiers, '|')) AS _actor,
    lower(array_to_string(recipient_names || recipient_identifiers, '|')) AS _recipient
    FROM events {NEWEST_FIRST}"""
STATEMENTS = f"""SELECT {OF_STATEMENTS}, {DAY} AS _day, lower(content) AS _words, speaker_identifiers AS _speaker_ids,
    lower(array_to_string(speaker_names || speaker_identifiers, '|')) AS _speaker,
    lower(array_to_string(about_names || about_identifiers, '|')) AS _about
    FROM statements {NEWEST_FIRST}"""
ACTORS = """SELECT name, identifier, country, sector, role, sum(mentions) AS mentions, min(left(published, 10)) AS first,
    max(left(published, 10)) AS last, lower(name) AS _name FROM actors GROUP BY ALL ORDER BY mentions DESC, name"""
TABLES = {"events": EVENTS, "statements": STATEMENTS, "actors": ACTORS}
# What is searched; the rest is only shown.
SEARCHED = {
    "events": "event, mode, status, historical, outlet, quad, actor_names, actor_countries, recipient_names, recipient_countries",
    "statements": "kind, sense, outlet, speaker_names, speaker_countries, about_countries",
    "actors": "name, identifier, country, sector, role, mentions, first, last",
}
EXACT = ("event", "mode", "status", "kind", "sense", "outlet")
PEOPLE = ("actor", "recipient", "speaker", "about")


class Finder:
    """One state of a ledger, made ready to be searched."""

    def __init__(self, ledger: Ledger) -> None:
        self._base = duckdb.connect()
        self._base.execute("SET enable_progress_bar = false")
        self._base.execute(f"SET memory_limit = '{MEMORY}'")
        self._base.execute(f"SET temp_directory = '{tempfile.gettempdir()}'")
        self._ledger = ledger
        self._lock = threading.Lock()
        self._shown: dict[str, pa.Table] = {}

    def ready(self) -> None:
        """Make everything ready now."""
        for what in TABLES:
            self._table(what)

    def find(self, what: str, asked: Asked, codes: Iterable[str]) -> Places:
        """Give the places, newest first, of what fits; ``codes`` are the codes of countries."""
        clauses, values = _clauses(asked, frozenset(codes))
        query = f"SELECT _place FROM {self._table(what)} WHERE {' AND '.join(clauses) or 'true'} ORDER BY _place"
        found: Places = self._base.cursor().execute(query, values).fetchnumpy()["_place"].astype(np.int64)
        return found

    def rows(self, what: str, places: Places) -> list[Row]:
        """Give those at some places, in their order, as the pages show them."""
        self._table(what)
        shown = self._shown[what]
        return [row for place in places.tolist() for row in shown.slice(place, 1).to_pylist()]

    def ask(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """Answer SQL over ``events``, ``statements`` and ``actors`` as they stand here."""
        self.ready()
        asked = self._base.cursor().execute(query, values)
        names = [column[0] for column in asked.description or ()]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]

    def _table(self, what: str) -> str:
        with self._lock:
            if what not in self._shown:
                rows = _mapped(self._ledger.sql(TABLES[what]).to_arrow_reader())
                own = self._base.cursor()
                own.register("rows", rows)
                hidden = ", ".join(name for name in rows.column_names if name.startswith("_"))
                own.execute(
                    f"CREATE TABLE {what} AS SELECT row_number() OVER () - 1 AS _place, {SEARCHED[what]}, {hidden} FROM rows"
                )
                own.unregister("rows")
                self._shown[what] = rows.select([name for name in rows.column_names if not name.startswith("_")])
        return what


def _mapped(rows: pa.RecordBatchReader) -> pa.Table:
    """Lay rows on the disk and give them from there, so that the memory holds what is looked at; the file goes with them."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/rows.arrow"
        with pa.OSFile(path, "wb") as file, pa.ipc.new_file(file, rows.schema) as out:
            for batch in rows:
                out.write_batch(batch)
        return pa.ipc.open_file(pa.memory_map(path)).read_all()


def _clauses(asked: Asked, codes: frozenset[str]) -> tuple[list[str], list[object]]:
    clauses: list[str] = []
    values: list[object] = []
    for name in EXACT:
        if asked.get(name):
            clauses.append(f"{name} = ?")
            values.append(asked[name])
    for name in PEOPLE:
        wanted = asked.get(name, "")
        if wanted in codes:
            clauses.append(f"list_contains({name}_countries, ?)")
            values.append(wanted)
        elif wanted:
            clauses.append(f"contains(_{name}, ?)")
            values.append(wanted.lower())
    for word in asked.get("words", "").lower().split():
        clauses.append("contains(_words, ?)")
        values.append(word)
    for name, sign in (("since", ">="), ("until", "<=")):
        if asked.get(name):
            clauses.append(f"_day {sign} ?")
            values.append(asked[name])
    return clauses, values
