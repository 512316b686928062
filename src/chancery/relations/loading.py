"""From a ledger to reports: what two parties, or everybody, did in a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from chancery.ledger import Ledger
from chancery.ledger.outside import Outside
from chancery.lexicon import Lexicon
from chancery.model import OutsideEvent, Side
from chancery.relations import Grain, Relation, relate
from chancery.relations.reports import Party, Report

FIELDS = ("names", "countries", "sectors", "identifiers")
PLAIN = (
    "article, id AS event_id, event, mode, quad, score, cameo, status, historical, about, date, date_basis, "
    "published, coalesce(outlet, domain) AS outlet, story, url, headline, evidence AS sentence"
)
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
    clauses, values = ["true"], []
    for party in parties:
        clause, bound = _names(party)
        clauses.append(clause)
        values += bound
    day = "left(coalesce(date, published, ''), 10)"
    for sign, bound_day in ((">=", since), ("<=", until)):
        if bound_day:
            clauses.append(f"({day} = '' OR {day} {sign} left(?, length({day})))")
            values.append(bound_day.isoformat())
    for column, wanted in sorted(where.items()):
        if wanted:
            clauses.append(f"{_COLUMNS[column]} IN ({', '.join('?' * len(wanted))})")
            values += list(wanted)
    query = f"SELECT {PLAIN}, {SIDES} FROM events WHERE {' AND '.join(clauses)} ORDER BY published, article, id"
    for batch in ledger.sql(query, values).to_arrow_table().to_batches():
        for row in batch.to_pylist():
            yield _report(row, lexicon)
    for event in Outside.of(ledger).events():
        report = _outside(event)
        if _asked(report, parties, since, until, where):
            yield report


def _asked(
    report: Report, parties: Sequence[Party], since: date | None, until: date | None, where: dict[str, Sequence[str]]
) -> bool:
    day = (report.date or report.published or "")[:10]
    sides = report.actors + report.recipients
    return (
        all(any(party.holds(side) for side in sides) for party in parties)
        and (not since or not day or day >= since.isoformat()[: len(day)])
        and (not until or not day or day <= until.isoformat()[: len(day)])
        and all(not wanted or getattr(report, column) in wanted for column, wanted in where.items())
    )


def _outside(event: OutsideEvent) -> Report:
    return Report(
        article=f"{event.source}:{event.url or event.id}",
        event_id=event.id,
        event=event.event,
        mode=event.mode,
        quad=event.quad,
        score=event.score,
        goldstein=event.goldstein,
        status="occurred",
        actors=event.actor,
        recipients=event.recipient,
        sentence="",
        date=event.date,
        date_basis="text",
        published=event.published,
        outlet=event.outlet,
        source=event.source,
        url=event.url,
    )


_COLUMNS = {"event": "event", "status": "status", "outlet": "coalesce(outlet, domain)"}


def _names(party: Party) -> tuple[str, list[str]]:
    country, _, sector = party.wanted.partition(":")
    where = "list_contains(list_concat(actor_countries, recipient_countries), ?)"
    named = " OR ".join(
        f"list_contains(list_transform(list_concat(actor_{field}, recipient_{field}), lambda x: lower(x)), ?)"
        for field in ("identifiers", "names")
    )
    clause, values = f"({where} OR {named})", [country, party.wanted.lower(), party.wanted.lower()]
    if sector:
        clause = f"({clause} AND list_contains(list_concat(actor_sectors, recipient_sectors), ?))"
        values.append(sector)
    return clause, values


def _report(row: dict[str, Any], lexicon: Lexicon) -> Report:
    cameo = row.pop("cameo") or lexicon.codebook.events[row["event"]].cameo
    sides: dict[str, Any] = {
        role: tuple(
            Side(name=known[0], country=known[1], sector=known[2], identifier=known[3])
            for known in zip(*(row.pop(f"{name}_{field}") for field in FIELDS), strict=True)
        )
        for role, name in (("actors", "actor"), ("recipients", "recipient"))
    }
    return Report(**row, **sides, goldstein=lexicon.cameo.goldstein(cameo))
