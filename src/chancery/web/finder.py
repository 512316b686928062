"""Finds events and statements by words, people, type, status and day.

What is asked for stands ready in tables of its own, lower-cased and newest first: in memory, and on the disk what is more
than ``MEMORY``.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
import numpy.typing as npt

from chancery.ledger import Ledger

MEMORY = "2GB"
Places = npt.NDArray[np.int64]
Asked = Mapping[str, str]

DAY = "left(coalesce(date, published, ''), 10)"
NEWEST_FIRST = "ORDER BY published DESC NULLS LAST, article, id"
EVENTS = f"""SELECT article, id, month, {DAY} AS day, event, mode, status, coalesce(outlet, domain) AS outlet,
    actor_countries, recipient_countries, lower(evidence) AS words,
    lower(array_to_string(actor_names || actor_identifiers, '|')) AS actor,
    lower(array_to_string(recipient_names || recipient_identifiers, '|')) AS recipient
    FROM events {NEWEST_FIRST}"""
STATEMENTS = f"""SELECT article, id, month, {DAY} AS day, kind, sense, coalesce(outlet, domain) AS outlet,
    speaker_countries, about_countries, lower(content) AS words,
    lower(array_to_string(speaker_names || speaker_identifiers, '|')) AS speaker,
    lower(array_to_string(about_names || about_identifiers, '|')) AS about
    FROM statements {NEWEST_FIRST}"""
TABLES = {"events": EVENTS, "statements": STATEMENTS}
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
        self._ready: set[str] = set()

    def find(self, what: str, asked: Asked, codes: Iterable[str]) -> Places:
        """Give the places, newest first, of what fits; ``codes`` are the codes of countries."""
        clauses, values = _clauses(asked, frozenset(codes))
        query = f"SELECT place FROM {self._table(what)} WHERE {' AND '.join(clauses) or 'true'} ORDER BY place"
        return self._base.cursor().execute(query, values).fetchnumpy()["place"].astype(np.int64)

    def named(self, what: str, places: Places) -> list[tuple[str, str, str]]:
        """Give the month, article and id of those at some places, in their order."""
        if not len(places):
            return []
        listed = ", ".join(str(place) for place in places.tolist())
        query = f"SELECT month, article, id FROM {self._table(what)} WHERE place IN ({listed}) ORDER BY place"
        return self._base.cursor().execute(query).fetchall()

    def _table(self, what: str) -> str:
        with self._lock:
            if what not in self._ready:
                rows = self._ledger.sql(TABLES[what]).to_arrow_reader()
                own = self._base.cursor()
                own.register("rows", rows)
                own.execute(f"CREATE TABLE {what} AS SELECT row_number() OVER () AS place, * FROM rows")
                own.unregister("rows")
                self._ready.add(what)
        return what


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
            clauses.append(f"contains({name}, ?)")
            values.append(wanted.lower())
    for word in asked.get("words", "").lower().split():
        clauses.append("contains(words, ?)")
        values.append(word)
    for name, sign in (("since", ">="), ("until", "<=")):
        if asked.get(name):
            clauses.append(f"day {sign} ?")
            values.append(asked[name])
    return clauses, values
