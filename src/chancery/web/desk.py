"""The questions that pages and API ask of a ledger, each answered once for each state of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from chancery.ledger import Ledger
from chancery.lexicon import Lexicon
from chancery.model import Record
from chancery.relations import Grain, Relation
from chancery.relations.loading import relation

KEPT = 512
BUSIEST = 12
WATCHED = 6
REAL = "status IN ('occurred', 'ongoing') AND NOT historical"

Answer = TypeVar("Answer")
Row = dict[str, Any]


@dataclass(frozen=True)
class Overview:
    """What is in a ledger: counts, the period, languages set aside, and the busiest pairs with how often they met."""

    articles: int
    outlets: int
    events: int
    statements: int
    rejects: int
    first: str | None
    last: str | None
    set_aside: list[Row]
    pairs: list[Row]
    turns: list[Row]


@dataclass(frozen=True)
class Portrait:
    """An actor across articles: names and roles seen, whom he deals with, and how many statements he made."""

    name: str
    country: str | None
    sector: str | None
    identifier: str | None
    aliases: list[Row]
    roles: list[Row]
    dealings: list[Row]
    statements: int


class Desk:
    """A ledger with a memory: an answer is kept until the ledger changes."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.lexicon = Lexicon.load()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, query: str, *values: object) -> list[Row]:
        """Answer SQL over the flat views as dictionaries."""
        found: list[Row] = self._once(
            ("sql", query, values), lambda: self.ledger.sql(query, list(values)).to_arrow_table().to_pylist()
        )
        return found

    def overview(self) -> Overview:
        """Tell what the ledger holds."""
        (counted,) = self.rows(
            "SELECT count(*) AS articles, count(DISTINCT coalesce(outlet, domain)) AS outlets, sum(events) AS events, "
            "sum(statements) AS statements, min(left(published, 10)) AS first, max(left(published, 10)) AS last FROM articles"
        )
        (refused,) = self.rows("SELECT count(*) AS rejects FROM rejects")
        set_aside = self.rows(
            "SELECT language, count(*) AS articles FROM articles WHERE language <> 'en' GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        pairs = self.pairs()
        return Overview(
            articles=counted["articles"],
            outlets=counted["outlets"],
            events=int(counted["events"] or 0),
            statements=int(counted["statements"] or 0),
            rejects=refused["rejects"],
            first=counted["first"],
            last=counted["last"],
            set_aside=set_aside,
            pairs=pairs,
            turns=self._turns(pairs[:WATCHED]),
        )

    def pairs(self) -> list[Row]:
        """Give the pairs of countries with the most events between them."""
        return self.rows(
            "WITH sides AS (SELECT article, id, unnest(actor_countries) AS a, "
            "unnest(CASE WHEN len(recipient_countries) > 0 THEN [recipient_countries] ELSE [actor_countries] END) AS others "
            f"FROM events WHERE {REAL}), met AS (SELECT DISTINCT article, id, a, unnest(others) AS b FROM sides) "
            "SELECT least(a, b) AS one, greatest(a, b) AS other, count(DISTINCT (article, id)) AS n FROM met "
            f"WHERE a <> b GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT {BUSIEST}"
        )

    def _turns(self, pairs: Sequence[Row]) -> list[Row]:
        found = [
            {
                "one": pair["one"],
                "other": pair["other"],
                "start": turn.start.isoformat(),
                "before": turn.before,
                "after": turn.after,
            }
            for pair in pairs
            for turn in self.relation(pair["one"], pair["other"], "week").turns
        ]
        return sorted(found, key=lambda turn: (turn["start"], abs(turn["after"] - turn["before"])), reverse=True)[
            :WATCHED
        ]

    def relation(
        self,
        one: str,
        other: str,
        grain: Grain,
        since: date | None = None,
        until: date | None = None,
        **where: Sequence[str],
    ) -> Relation:
        """Tell how two parties stand."""
        key = (
            "relation",
            one,
            other,
            grain,
            since,
            until,
            *sorted((name, tuple(wanted)) for name, wanted in where.items()),
        )
        return self._once(
            key,
            lambda: relation(
                self.ledger, one, other, lexicon=self.lexicon, grain=grain, since=since, until=until, **where
            ),
        )

    def said_about(self, speaker: str, other: str, limit: int = 8) -> list[Row]:
        """Give the latest statements of a country's people that name another country's, newest first."""
        return self.rows(
            "SELECT s.article, s.id, s.speaker_names, s.content, s.evidence, s.date, s.published, s.kind FROM statements s "
            "WHERE list_contains(speaker_countries, ?) AND EXISTS (SELECT 1 FROM actors a WHERE a.article = s.article "
            "AND a.country = ? AND contains(s.content, a.name)) ORDER BY s.published DESC, s.article, s.id LIMIT ?",
            speaker, other, limit,
        )  # fmt: skip

    def portrait(self, wanted: str) -> Portrait | None:
        """Give an actor by identifier, else by name; None where nobody is called so."""
        seen = self.rows(
            "SELECT name, country, sector, identifier, role, sum(mentions) AS mentions, min(left(published, 10)) AS first, "
            "max(left(published, 10)) AS last FROM actors WHERE identifier = ? "
            "OR (identifier IS NULL AND lower(name) = lower(?)) GROUP BY ALL ORDER BY mentions DESC, name",
            wanted, wanted,
        )  # fmt: skip
        if not seen:
            return None
        key = (seen[0]["identifier"] or wanted, seen[0]["name"])
        mine = "(list_contains({0}_identifiers, ?) OR list_contains({0}_names, ?))"
        dealings = self.rows(
            f"SELECT unnest(recipient_names) AS name, event, count(*) AS n FROM events WHERE {mine.format('actor')} AND {REAL} "
            "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 25", *key,
        )  # fmt: skip
        (said,) = self.rows(f"SELECT count(*) AS n FROM statements WHERE {mine.format('speaker')}", *key)
        return Portrait(
            name=seen[0]["name"],
            country=seen[0]["country"],
            sector=seen[0]["sector"],
            identifier=seen[0]["identifier"],
            aliases=_merged(seen, "name"),
            roles=[row for row in _merged(seen, "role") if row["role"]],
            dealings=dealings,
            statements=said["n"],
        )

    def actors(self, words: str, limit: int = 30) -> list[Row]:
        """Find actors whose name holds these words, the most mentioned first."""
        return self.rows(
            "SELECT name, any_value(identifier) AS identifier, any_value(country) AS country, sum(mentions) AS mentions "
            "FROM actors WHERE contains(lower(name), lower(?)) GROUP BY name ORDER BY mentions DESC, name LIMIT ?",
            words, limit,
        )  # fmt: skip

    def events(self, where: dict[str, str], limit: int, offset: int) -> tuple[list[Row], int]:
        """Find events by ``words`` of the sentence, ``event``, ``status``, ``outlet``, ``actor`` and ``recipient``."""
        clause, values = _event_clause(where)
        columns = (
            "article, id, event, mode, about, status, historical, date, date_basis, place, actor_names, actor_countries, "
            "recipient_names, recipient_countries, claimed_by, because, trigger, evidence, outlet, url, headline, published"
        )
        return self._page(f"SELECT {columns} FROM events WHERE {clause}", values, limit, offset)

    def statements(self, where: dict[str, str], limit: int, offset: int) -> tuple[list[Row], int]:
        """Find statements: ``words`` in what was said, ``speaker`` (country or name), ``kind``, ``since``, ``until``."""
        clause, values = _statement_clause(where)
        columns = (
            "article, id, speaker_names, speaker_countries, addressee_names, sense, kind, content, quotation, date, within, "
            "because, evidence, outlet, url, headline, published"
        )
        return self._page(f"SELECT {columns} FROM statements WHERE {clause}", values, limit, offset)

    def record(self, article: str) -> Record:
        """Give an article's record; KeyError where there is none."""
        return self._once(("record", article), lambda: self.ledger.record(article))

    def doubles(self, article: str) -> list[Row]:
        """Give the other articles that tell nearly the same text."""
        return self.rows(
            "SELECT article, headline, coalesce(outlet, domain) AS outlet, url, published FROM articles WHERE article <> ? "
            "AND story = (SELECT story FROM articles WHERE article = ?) ORDER BY published, article", article, article,
        )  # fmt: skip

    def outlets(self) -> list[str]:
        """Give the outlets, the busiest first."""
        return [
            row["outlet"]
            for row in self.rows(
                "SELECT coalesce(outlet, domain) AS outlet, count(*) AS n FROM articles "
                "WHERE outlet IS NOT NULL OR domain IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100"
            )
        ]

    def _page(self, query: str, values: list[object], limit: int, offset: int) -> tuple[list[Row], int]:
        (counted,) = self.rows(f"SELECT count(*) AS n FROM ({query})", *values)
        found = self.rows(
            f"{query} ORDER BY coalesce(published, '') DESC, article, id LIMIT ? OFFSET ?", *values, limit, offset
        )
        return found, counted["n"]

    def _once(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        key = (self.ledger.version(), key)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: Answer = self._kept[key]
                return kept
        answer = ask()
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return answer


def _merged(seen: Sequence[Row], name: str) -> list[Row]:
    """Sum mentions by one column and stretch the period over which it was seen."""
    found: dict[object, Row] = {}
    for row in seen:
        one = found.setdefault(row[name], {name: row[name], "mentions": 0, "first": row["first"], "last": row["last"]})
        one["mentions"] += row["mentions"]
        one["first"] = min(filter(None, (one["first"], row["first"])), default=None)
        one["last"] = max(filter(None, (one["last"], row["last"])), default=None)
    return sorted(found.values(), key=lambda one: (-one["mentions"], str(one[name])))


def _event_clause(where: dict[str, str]) -> tuple[str, list[object]]:
    clauses: list[str] = ["true"]
    values: list[object] = []
    for column in ("event", "mode", "status"):
        if where.get(column):
            clauses.append(f"{column} = ?")
            values.append(where[column])
    for role in ("actor", "recipient"):
        if where.get(role):
            clauses.append(_side(role))
            values += [where[role], where[role]]
    if where.get("words"):
        clauses.append("contains(lower(evidence), lower(?))")
        values.append(where["words"])
    return _bounded(where, clauses, values)


def _statement_clause(where: dict[str, str]) -> tuple[str, list[object]]:
    clauses: list[str] = ["true"]
    values: list[object] = []
    for column in ("kind", "sense"):
        if where.get(column):
            clauses.append(f"{column} = ?")
            values.append(where[column])
    if where.get("speaker"):
        clauses.append(_side("speaker"))
        values += [where["speaker"], where["speaker"]]
    if where.get("words"):
        clauses.append("contains(lower(content), lower(?))")
        values.append(where["words"])
    return _bounded(where, clauses, values)


def _side(role: str) -> str:
    named = f"len(list_filter({role}_names, lambda x: contains(lower(x), lower(?)))) > 0"
    return f"(list_contains({role}_countries, ?) OR {named})"


def _bounded(where: dict[str, str], clauses: list[str], values: list[object]) -> tuple[str, list[object]]:
    day = "left(coalesce(date, published, ''), 10)"
    for name, sign in (("since", ">="), ("until", "<=")):
        if where.get(name):
            clauses.append(f"{day} {sign} ?")
            values.append(where[name])
    if where.get("outlet"):
        clauses.append("coalesce(outlet, domain) = ?")
        values.append(where["outlet"])
    return " AND ".join(clauses), values
