"""The questions that pages and API ask of one state of a ledger, each answered once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile
from typing import Any, TypeVar

from chancery.ledger import Ledger
from chancery.lexicon import Lexicon
from chancery.model import Record
from chancery.relations import Grain, Happening, Relation, Report, kept, met, stand
from chancery.relations.loading import relation as load
from chancery.relations.loading import reports
from chancery.relations.reports import Party
from chancery.web.finder import Asked, Finder
from chancery.web.memory import Memory, one_each

BUSIEST = 12
WATCHED = timedelta(days=730)
RECENT = timedelta(days=183)
TURNS, SHARP = 6, 0.5
ANSWERS, REPORTS, GIVEN_BYTES = 4096, 120_000, 100_000_000
REAL = "status IN ('occurred', 'ongoing') AND NOT historical"
Answer = TypeVar("Answer")
Row = dict[str, Any]


@dataclass(frozen=True)
class Overview:
    """What is in a ledger: counts, the period, what was set aside or brought in, the busiest pairs and their latest turns."""

    articles: int
    outlets: int
    events: int
    statements: int
    rejects: int
    first: str | None
    last: str | None
    set_aside: list[Row]
    outside: list[Row]
    pairs: list[Row]
    turns: list[Row]


@dataclass(frozen=True)
class Portrait:
    """An actor across articles: names and roles seen, whom he deals with either way, how many statements he made."""

    name: str
    country: str | None
    sector: str | None
    identifier: str | None
    aliases: list[Row]
    roles: list[Row]
    dealings: list[Row]
    statements: int


class Desk:
    """A ledger as it is now, with a memory; what comes into it later is for another desk."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger.still()
        self.lexicon = Lexicon.load()
        self._answers = Memory(ANSWERS)
        self._met = Memory(REPORTS)
        self.given = Memory(GIVEN_BYTES)

    def rows(self, query: str, *values: object) -> list[Row]:
        """Answer SQL over the flat views as dictionaries."""
        found: list[Row] = self.once(
            ("sql", query, values), lambda: self.ledger.sql(query, list(values)).to_arrow_table().to_pylist()
        )
        return found

    def once(self, key: Hashable, ask: Callable[[], Answer], weigh: Callable[[Answer], int] = one_each) -> Answer:
        """Give the answer to a question, asked now or before."""
        return self._answers.once(key, ask, weigh)

    def overview(self) -> Overview:
        """Tell what the ledger holds."""
        return self.once("overview", self._overview)

    def _overview(self) -> Overview:
        (counted,) = self.rows(
            "SELECT count(*) AS articles, count(DISTINCT coalesce(outlet, domain)) AS outlets, sum(events) AS events, "
            "sum(statements) AS statements, min(left(published, 10)) AS first, max(left(published, 10)) AS last FROM articles"
        )
        (refused,) = self.rows("SELECT count(*) AS rejects FROM rejects")
        pairs = self.pairs()
        recent = self._recent(pairs, counted["last"])
        return Overview(
            articles=counted["articles"],
            outlets=counted["outlets"],
            events=int(counted["events"] or 0),
            statements=int(counted["statements"] or 0),
            rejects=refused["rejects"],
            first=counted["first"],
            last=counted["last"],
            set_aside=self.rows(
                "SELECT language, count(*) AS articles FROM articles WHERE language <> 'en' GROUP BY 1 ORDER BY 2 DESC, 1"
            ),
            outside=self.rows("SELECT source, count(*) AS events FROM outside GROUP BY 1 ORDER BY 1"),
            pairs=[pair | _tension(relation) for pair, relation in zip(pairs, recent, strict=True)],
            turns=_sharpest(recent),
        )

    def pairs(self) -> list[Row]:
        """Give the pairs of countries with the most events between them, those of other data sets counted too."""
        return self.rows(
            f"WITH named AS (SELECT one, other FROM dealings WHERE {REAL} UNION ALL "
            "SELECT least(a, b), greatest(a, b) FROM (SELECT a, unnest(recipient_countries) AS b FROM "
            "(SELECT unnest(actor_countries) AS a, recipient_countries FROM outside))) "
            f"SELECT one, other, count(*) AS n FROM named WHERE one <> other GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT {BUSIEST}"
        )

    def _recent(self, pairs: Sequence[Row], last: str | None) -> list[Relation]:
        since = date.fromisoformat(last[:10]) - WATCHED if last else None
        return [
            load(self.ledger, pair["one"], pair["other"], lexicon=self.lexicon, grain="week", since=since)
            for pair in pairs
        ]

    def warm(self) -> None:
        """Find the answers that everybody will ask for, before they do."""
        overview = self.overview()
        self._finder().ready()
        self.outlets()
        for pair in overview.pairs:
            self._between(pair["one"], pair["other"])

    def relation(
        self,
        one: str,
        other: str,
        grain: Grain | None = None,
        since: date | None = None,
        until: date | None = None,
        **where: str,
    ) -> Relation:
        """Tell how two parties stand; ``where`` may bind a report's ``event``, ``status`` and ``outlet``."""
        wanted = {name: value for name, value in where.items() if value}
        key = ("relation", one, other, grain, since, until, *sorted(wanted.items()))

        def fits(report: Report) -> bool:
            return all(getattr(report, name) == value for name, value in wanted.items())

        def ask() -> Relation:
            found: Sequence[Happening] = self._between(one, other)
            found = kept(found, fits) if wanted else found
            return stand(found, one, other, grain=grain, since=since, until=until)

        return self.once(key, ask, lambda relation: 1 + len(relation.happened) // 100)

    def _between(self, one: str, other: str) -> list[Happening]:
        def ask() -> list[Happening]:
            return met(reports(self.ledger, self.lexicon, parties=(Party(one), Party(other))), one, other)

        return self._met.once((one, other), ask, lambda found: 1 + sum(happening.n_reports for happening in found))

    def said_about(self, speaker: str, other: str, limit: int = 8) -> list[Row]:
        """Give the latest statements of one party's people that speak of another, newest first; parties as in ``find``."""
        return self.statements({"speaker": speaker, "about": other}, limit, 0)[0]

    def portrait(self, wanted: str) -> Portrait | None:
        """Give an actor by identifier, else by name; None where nobody is called so."""
        return self.once(("portrait", wanted), lambda: self._portrait(wanted))

    def _portrait(self, wanted: str) -> Portrait | None:
        seen = self._seen("identifier = ?", wanted)
        if not seen:
            namesakes = self._seen("_name = lower(?)", wanted)
            known = namesakes[0]["identifier"] if namesakes else None
            seen = self._seen("identifier = ?", known) if known else namesakes
        if not seen:
            return None
        first = seen[0]
        finder = self._finder()
        known = (first["identifier"] or wanted, first["name"])
        dealings = finder.dealings(*known, limit=25)
        return Portrait(
            name=first["name"],
            country=first["country"],
            sector=first["sector"],
            identifier=first["identifier"],
            aliases=_merged(seen, "name"),
            roles=sorted((row for row in _merged(seen, "role") if row["role"]), key=lambda row: row["first"] or ""),
            dealings=[row for row in dealings if row["name"] != first["name"]],
            statements=finder.said(*known),
        )

    def _seen(self, where: str, value: str) -> list[Row]:
        columns = "name, country, sector, identifier, role, mentions, first, last"
        return self._finder().actors(
            f"SELECT {columns} FROM actors WHERE {where} ORDER BY mentions DESC, name", [value]
        )

    def actors(self, words: str, limit: int = 30) -> list[Row]:
        """Find actors whose name holds these words, the most mentioned first."""
        wanted = words.lower().split()
        where = " AND ".join("contains(_name, ?)" for _ in wanted) or "true"
        best = ", ".join(
            f"first({name} ORDER BY mentions DESC) AS {name}" for name in ("identifier", "country", "sector")
        )
        query = (
            f"SELECT name, {best}, CAST(sum(mentions) AS BIGINT) AS mentions FROM actors WHERE {where} "
            f"GROUP BY name ORDER BY 5 DESC, 1 LIMIT {limit:d}"
        )
        return self.once(("actors", words, limit), lambda: self._finder().actors(query, wanted))

    def events(self, where: Asked, limit: int, offset: int) -> tuple[list[Row], int]:
        """Find events: ``words`` of the sentence, ``event``, ``mode``, ``status``, ``outlet``, ``actor``, ``recipient``, days."""
        return self._found("events", where, limit, offset)

    def statements(self, where: Asked, limit: int, offset: int) -> tuple[list[Row], int]:
        """Find statements: ``words`` of what was said, ``speaker``, ``about`` whom, ``kind``, ``sense``, ``outlet``, days."""
        return self._found("statements", where, limit, offset)

    def _found(self, what: str, where: Asked, limit: int, offset: int) -> tuple[list[Row], int]:
        """A page of what was found; an actor is a country's code, or a part of a name or identifier."""
        finder = self._finder()
        codes = self.lexicon.codebook.vocabulary("countries")
        places = self.once(
            ("find", what, *sorted(where.items())),
            lambda: finder.find(what, where, codes),
            lambda found: 1 + len(found) // 1000,
        )
        rows = self.once(
            ("page", what, *sorted(where.items()), limit, offset),
            lambda: finder.rows(what, places[offset : offset + limit]),
        )
        return rows, len(places)

    def _finder(self) -> Finder:
        return self.once("finder", lambda: Finder(self.ledger))

    def record(self, article: str) -> Record:
        """Give an article's record; KeyError where there is none."""
        month = self._finder().month(article)
        return self.once(("record", article), lambda: self.ledger.record(article, month), lambda _: 4)

    def doubles(self, article: str) -> list[Row]:
        """Give the other articles that tell nearly the same text."""
        others = self.once(("siblings", article), lambda: self.ledger.siblings(article))
        if not others:
            return []
        return self.rows(
            "SELECT article, headline, coalesce(outlet, domain) AS outlet, url, published FROM articles "
            f"WHERE article IN ({_marks(others)}) ORDER BY published, article", *others,
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

    def country(self, wanted: str) -> str:
        """Give the code of a country that is meant by its name; anything else as it is."""
        row = self.lexicon.country_codes.by_name.get(wanted.strip().lower())
        return row.code if row else wanted.strip()


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _tension(relation: Relation) -> Row:
    """The last two years of a pair, for a line of the busiest."""
    begun = dropwhile(lambda period: not period.n, relation.periods)
    known = [round(period.tension, 2) for period in begun if period.tension is not None]
    return {"tension": known[-1] if known else None, "line": known}


def _sharpest(relations: Sequence[Relation]) -> list[Row]:
    """Give the turns of the last half year known, the sharpest first; of a quieter time the latest ones."""
    turns = [(relation, turn) for relation in relations for turn in relation.turns if abs(turn.change) >= SHARP]
    if not turns:
        return []
    latest = max(turn.start for _, turn in turns)
    recent = [(relation, turn) for relation, turn in turns if turn.start >= latest - RECENT]
    recent.sort(key=lambda found: (-abs(found[1].change), found[1].start, found[0].one.wanted, found[0].other.wanted))
    return [
        {
            "one": relation.one.wanted,
            "other": relation.other.wanted,
            "start": turn.start.isoformat(),
            "before": turn.before,
            "after": turn.after,
            "sentence": turn.made_by[0].first.sentence if turn.made_by else None,
        }
        for relation, turn in recent[:TURNS]
    ]


def _merged(seen: Sequence[Row], name: str) -> list[Row]:
    """Sum mentions by one column and stretch the period over which it was seen."""
    found: dict[object, Row] = {}
    for row in seen:
        one = found.setdefault(row[name], {name: row[name], "mentions": 0, "first": row["first"], "last": row["last"]})
        one["mentions"] += row["mentions"]
        one["first"] = min(filter(None, (one["first"], row["first"])), default=None)
        one["last"] = max(filter(None, (one["last"], row["last"])), default=None)
    return sorted(found.values(), key=lambda one: (-one["mentions"], str(one[name])))
