"""Events of other data sets beside our own: a third Delta table in the ledger's folder, made when something is brought in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.dataset as ds

from chancery.ledger.schema import fields_of
from chancery.ledger.shelf import Change, LedgerError, Shelf, among
from chancery.model import OutsideEvent

OUTSIDE = "outside"
SCHEMA = pa.schema([pa.field("key", pa.string()), *fields_of(OutsideEvent)])


class Outside:
    """The events that were brought into a ledger from elsewhere; the same source and id again changes nothing."""

    def __init__(self, url: str, options: dict[str, str] | None = None) -> None:
        self._url = f"{url}/{OUTSIDE}"
        self._options = options
        self._shelf: Shelf | None = None
        self._asked = False
        self._still = False

    def add(self, events: Iterable[OutsideEvent]) -> int:
        """Add a batch in one commit and give how many of it were new."""
        rows = {f"{event.source}:{event.id}": event for event in events}
        table = pa.Table.from_pylist([{"key": key, **msgspec.to_builtins(row)} for key, row in rows.items()], SCHEMA)
        shelf = self._shelf = Shelf.open(self._url, SCHEMA, create=True, partition=None, options=self._options)
        new = 0

        def decide() -> Change | None:
            nonlocal new
            known = set(shelf.rows(["key"], among("key", rows))["key"].to_pylist())
            fresh = table.filter([key not in known for key in rows])
            new = fresh.num_rows
            return Change(frozenset(), frozenset(), fresh) if new else None

        shelf.change(decide)
        return new

    def refresh(self) -> int:
        """Take the newest snapshot and give its version; -1 where nothing was ever brought in."""
        if self._shelf is None and not self._still and not self._absent():
            try:
                self._shelf = Shelf.open(self._url, SCHEMA, create=False, partition=None, options=self._options)
            except LedgerError:
                return -1
        if self._shelf is None:
            return -1
        self._shelf.refresh()
        return self._shelf.version

    def stay(self) -> None:
        """Stay with what is there now."""
        self.refresh()
        self._still = True
        if self._shelf:
            self._shelf.stay()

    def _absent(self) -> bool:
        """A folder is looked for each time; a place in a store, which takes a journey, only once."""
        if "://" not in self._url:
            return not Path(self._url).is_dir()
        asked, self._asked = self._asked, True
        return asked

    def rows(self) -> ds.Dataset | pa.Table:
        """Give the snapshot in hand."""
        return self._shelf.dataset() if self._shelf else SCHEMA.empty_table()
