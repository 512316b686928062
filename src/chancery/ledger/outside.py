"""Events of other data sets beside our own: a third Delta table in the ledger's folder, made when something is brought in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa

from chancery.ledger.schema import fields_of
from chancery.ledger.shelf import Change, LedgerError, Shelf, among
from chancery.model import OutsideEvent

if TYPE_CHECKING:
    from chancery.ledger.book import Ledger

OUTSIDE = "outside"
SCHEMA = pa.schema([pa.field("key", pa.string()), *fields_of(OutsideEvent)])


class Outside:
    """The events that were brought into a ledger from elsewhere; the same source and id again changes nothing."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/{OUTSIDE}"

    @classmethod
    def of(cls, ledger: Ledger) -> Outside:
        """Give a ledger's outside events."""
        return cls(ledger.url)

    def add(self, events: Iterable[OutsideEvent]) -> int:
        """Add a batch in one commit and give how many of it were new."""
        rows = {f"{event.source}:{event.id}": event for event in events}
        table = pa.Table.from_pylist([{"key": key, **msgspec.to_builtins(row)} for key, row in rows.items()], SCHEMA)
        shelf = Shelf.open(self._url, SCHEMA, create=True, partition=None, options=None)
        new = 0

        def decide() -> Change | None:
            nonlocal new
            known = set(shelf.rows(["key"], among("key", rows))["key"].to_pylist())
            fresh = table.filter([key not in known for key in rows])
            new = fresh.num_rows
            return Change(frozenset(), frozenset(), fresh) if new else None

        shelf.change(decide)
        return new

    def events(self) -> Iterator[OutsideEvent]:
        """Give all of them in the order of their keys; none where nothing was ever brought in."""
        try:
            shelf = Shelf.open(self._url, SCHEMA, create=False, partition=None, options=None)
        except LedgerError:
            return
        for batch in shelf.rows().sort_by("key").to_batches():
            for row in batch.to_pylist():
                row.pop("key")
                yield msgspec.convert(row, OutsideEvent)
