"""From a ledger to reports: what two parties, or everybody, did in a period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate, pairwise, repeat
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from chancery.ledger import Ledger
from chancery.lexicon import Lexicon
from chancery.model import Side
from chancery.relations import Grain, Relation, relate
from chancery.relations.reports import Party, Report

BATCH = 50_000
FIELDS = ("names", "countries", "sectors", "identifiers")
PLAIN = (
    "article, id AS event_id, event, mode, quad, score, cameo, status, historical, about, date, date_basis, "
    "published, coalesce(outlet, domain) AS outlet, story, url, evidence AS sentence"
)
OUTSIDE = "article, id AS event_id, event, mode, quad, score, goldstein, status, date, published, outlet, source, url"
BROUGHT = """(SELECT *, concat_ws(':', source, coalesce(url, id)) AS article, 'occurred' AS status,
    CAST(NULL AS VARCHAR) AS domain FROM outside)"""
COLUMNS = {"event": "event", "status": "status", "outlet": "coalesce(outlet, domain)"}
COUNTRY = re.compile(r"[A-Z]{3}\Z")
SIDES = ", ".join(f"{role}_{field}" for role in ("actor", "recipient") for field in FIELDS)


def relation(
    ledger: Ledger,
    one: str,
    other: str,
    *,
    lexicon: Lexicon | None = None,
    grain: Grain = "week",
    since: date | None = None,
    until: date | None = None,
    **where: Sequence[str],
) -> Relation:
    """Tell how two parties stand by the ledger; parties are as ``Party`` takes them, ``where`` as ``reports`` takes it."""
    found = reports(
        ledger, lexicon or Lexicon.load(), parties=(Party(one), Party(other)), since=since, until=until, **where
    )
    return relate(found, one, other, grain=grain, since=since, until=until)


def reports(
    ledger: Ledger,
    lexicon: Lexicon,
    *,
    parties: Sequence[Party] = (),
    since: date | None = None,
    until: date | None = None,
    **where: Sequence[str],
) -> Iterator[Report]:
    """Give the ledger's events as reports, those that name every one of ``parties``.

    ``since`` and ``until`` (included) bound the event's date, or else the day of publication. ``where`` keeps rows whose
    column (``event``, ``status``, ``outlet``) has one of the given values. The order is that of publication; events brought
    in from other data sets come last.
    """
    clauses, values = _bounds(since, until)
    for column, wanted in sorted(where.items()):
        if wanted:
            clauses.append(f"{COLUMNS[column]} IN ({', '.join('?' * len(wanted))})")
            values += list(wanted)
    rows, named, who = _theirs(parties)
    query = f"SELECT {PLAIN}, {SIDES} FROM {rows} WHERE {_all([*named, *clauses])} ORDER BY published, article, id"
    for batch in ledger.sql(query, [*who, *values]).to_arrow_table().to_batches(BATCH):
        yield from _made(batch, goldstein=_goldstein(batch, lexicon))
    if ledger.outside.refresh() < 0:
        return
    named, who = _named(parties)
    query = f"SELECT {OUTSIDE}, {SIDES} FROM {BROUGHT} WHERE {_all([*named, *clauses])} ORDER BY source, id"
    for batch in ledger.sql(query, [*who, *values]).to_arrow_table().to_batches(BATCH):
        yield from _made(batch, date_basis=repeat("text"), sentence=repeat(""))


def _all(clauses: Sequence[str]) -> str:
    return " AND ".join(clauses) or "true"


def _bounds(since: date | None, until: date | None) -> tuple[list[str], list[str]]:
    clauses, values = [], []
    day = "left(coalesce(date, published, ''), 10)"
    for sign, bound in ((">=", since), ("<=", until)):
        if bound:
            clauses.append(f"({day} = '' OR {day} {sign} left(?, length({day})))")
            values.append(bound.isoformat())
    return clauses, values


def _theirs(parties: Sequence[Party]) -> tuple[str, list[str], list[str]]:
    """Give the view that answers for these parties, with its conditions: two countries have rows of their own."""
    countries = [party.wanted.partition(":")[0] for party in parties]
    if len(set(countries)) == len(parties) == 2 and all(COUNTRY.match(code) for code in countries):
        return "dealings", ["one = ?", "other = ?"], sorted(countries)
    return "events", *_named(parties)


def _named(parties: Sequence[Party]) -> tuple[list[str], list[str]]:
    clauses, values = [], []
    for party in parties:
        country, _, sector = party.wanted.partition(":")
        names = " OR ".join(
            f"list_contains(list_transform(list_concat(actor_{field}, recipient_{field}), lambda x: lower(x)), ?)"
            for field in ("identifiers", "names")
        )
        clause = f"(list_contains(list_concat(actor_countries, recipient_countries), ?) OR {names})"
        values += [country, party.wanted.lower(), party.wanted.lower()]
        if sector:
            clause = f"({clause} AND list_contains(list_concat(actor_sectors, recipient_sectors), ?))"
            values.append(sector)
        clauses.append(clause)
    return clauses, values


def _made(rows: pa.RecordBatch, **more: Iterable[object]) -> Iterator[Report]:
    """Make rows, and what is known of them besides, into reports; by columns, which is four times as fast as by rows."""
    plain = [name for name in rows.schema.names if not name.startswith(("actor_", "recipient_"))]
    given: dict[str, Iterable[Any]] = {name: rows[name].to_pylist() for name in plain}
    given |= {**more, "actors": _sides(rows, "actor"), "recipients": _sides(rows, "recipient")}
    fields = msgspec.structs.fields(Report)
    return map(Report, *(given[field.name] if field.name in given else repeat(field.default) for field in fields))


def _goldstein(rows: pa.RecordBatch, lexicon: Lexicon) -> Iterator[float]:
    kinds = zip(rows["cameo"].to_pylist(), rows["event"].to_pylist(), strict=True)
    scale = cache(lexicon.cameo.goldstein)
    return (scale(cameo or lexicon.codebook.events[event].cameo) for cameo, event in kinds)


def _sides(rows: pa.RecordBatch, role: str) -> Iterator[tuple[Side, ...]]:
    each = list(map(_side, *(rows[f"{role}_{field}"].flatten().to_pylist() for field in FIELDS)))
    ends = accumulate(pc.list_value_length(rows[f"{role}_names"]).to_pylist(), initial=0)
    return (tuple(each[start:end]) for start, end in pairwise(ends))


@lru_cache(maxsize=100_000)
def _side(name: str, country: str | None, sector: str | None, identifier: str | None) -> Side:
    return Side(name=name, country=country, sector=sector, identifier=identifier)
