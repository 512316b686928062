"""The proof of the tables: every row's example is read, and must give what the row says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import tee

from chancery.lexicon.table import Proof
from chancery.model import Record

ReadTexts = Callable[[Iterable[tuple[str, str | None]]], Iterable[Record]]


def failures(proofs: Iterable[Proof], read: ReadTexts) -> Iterator[str]:
    """Read each example and tell those that do not give what their row says, as ``file:line: …`` messages.

    ``read`` takes (text, publication date) pairs and gives their records in the same order.
    """
    mine, theirs = tee(proofs)
    for proof, record in zip(mine, read((proof.text, proof.published) for proof in theirs), strict=True):
        if not proof.holds(record):
            yield (
                f"{proof.row.file}:{proof.row.line}: {proof.text!r} should give {proof.wanted}, but gives "
                f"{_given(record)}; mend the row {proof.row.key!r} or its example"
            )


def _given(record: Record) -> str:
    names = {actor.id: f"{actor.name} ({actor.country or '?'} {actor.sector or '?'})" for actor in record.actors}
    events = [
        f"{event.event} {event.mode or ''} [{', '.join(names[who] for who in event.actor)}] > "
        f"[{', '.join(names[who] for who in event.recipient)}] {event.status}"
        for event in record.events
    ]
    said = [
        f"{statement.sense}: {[record.quote(span) for span in statement.content_spans]}"
        for statement in record.statements
    ]
    dates = [f"{record.quote(date.span)} = {date.value}" for date in record.dates]
    return "; ".join([*events, *said, *dates, *names.values()]) or "nothing"
