"""A Delta table of rows with unique ids, which any number of writers may change.

Every change is one commit, made on the newest version or not at all: a commit names the application transaction
``chancery``, so that of two writers who looked at the same version one is refused, looks again and writes anew.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, Field, Schema, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from pyarrow.fs import LocalFileSystem, SubTreeFileSystem

WRITER = "chancery"
ATTEMPTS = 200
# Large enough to be scanned fast, small enough that replacing one row in it takes a second or two.
FILE_SIZE = 64 * 1024 * 1024

T = TypeVar("T")


class LedgerError(Exception):
    """A ledger that cannot be opened, read or written, with its place and the reason."""


@dataclass(frozen=True)
class Change:
    """What a batch makes of the table: rows of these ids go, these rows come."""

    gone: frozenset[str]
    months: frozenset[str]
    rows: pa.Table


class Shelf:
    """One Delta table of a ledger: its files, its index, its commits."""

    def __init__(self, url: str, table: DeltaTable, schema: pa.Schema, options: dict[str, str] | None) -> None:
        self.url = url
        self.schema = schema
        self._table = table
        self._options = options
        self._seen: tuple[int, ds.Dataset] | None = None
        self._still = False

    @classmethod
    def open(
        cls, url: str, schema: pa.Schema, *, create: bool, partition: str | None, options: dict[str, str] | None
    ) -> Shelf:
        """Open a table, or make it where there is none; raises LedgerError where that cannot be."""
        try:
            table = DeltaTable(url, storage_options=options)
        except TableNotFoundError:
            if not create:
                raise LedgerError(f"{url}: there is no ledger here") from None
            table = _create(url, schema, partition, options)
        except (DeltaError, OSError, ValueError) as error:
            raise LedgerError(f"{url}: {_said(error)}") from error
        shelf = cls(url, table, schema, options)
        shelf._check_schema()
        return shelf

    def _check_schema(self) -> None:
        there = {field.name: str(field.type) for field in self._table.schema().fields}
        ours = {field.name: str(field.type) for field in _delta_schema(self.schema)}
        if differing := sorted(name for name in ours.keys() | there.keys() if ours.get(name) != there.get(name)):
            raise LedgerError(
                f"{self.url}: another version made this ledger; its columns differ: {', '.join(differing)}"
            )

    @property
    def version(self) -> int:
        """The version of the snapshot in hand."""
        return self._table.version()

    def refresh(self) -> None:
        """Take the newest snapshot, unless this shelf stays with the one in hand."""
        if not self._still:
            self._guarded(self._table.update_incremental)

    def stay(self) -> None:
        """Stay with the snapshot in hand."""
        self._still = True

    def files(self) -> list[str]:
        """Give the data files of the snapshot in hand, by path where they are local."""
        uris = self._table.file_uris()
        return sorted(uris if "://" in self.url else (unquote(uri.removeprefix("file://")) for uri in uris))

    def dataset(self) -> ds.Dataset:
        """Give the snapshot in hand as an Arrow dataset, on any store that deltalake reaches."""
        if self._seen is None or self._seen[0] != self.version:
            # Files on a disk are read without deltalake's file system, which is written in Python: its reading ahead in
            # other threads may still ask for the interpreter when that has ended, and then the process is aborted.
            disk = None if "://" in self.url else SubTreeFileSystem(self.url, LocalFileSystem())
            self._seen = (self.version, self._table.to_pyarrow_dataset(filesystem=disk))
        return self._seen[1]

    def pieces(self, columns: Sequence[str]) -> Iterator[tuple[str, Callable[[], pa.Table]]]:
        """Give each data file of the snapshot in hand, in the order of their months, and the way to read its rows."""
        held = self.dataset()
        for fragment in sorted(held.get_fragments(), key=lambda fragment: str(fragment.path)):
            yield fragment.path, partial(fragment.to_table, schema=held.schema, columns=list(columns))

    def beyond(self, known: frozenset[str], columns: Sequence[str]) -> tuple[frozenset[str], Iterator[pa.Table]]:
        """Name the data files of the snapshot in hand, and give columns of those that are not known yet."""
        if "://" in self.url:
            pieces = dict(self.pieces(columns))
            return frozenset(pieces), (read() for name, read in pieces.items() if name not in known)
        # A dataset of all files takes seconds to make where there are thousands; here only the new ones are opened.
        live = frozenset(self.files())
        return live, (pq.ParquetFile(path).read(columns=list(columns)) for path in sorted(live - known))

    def rows(self, columns: Sequence[str] | None = None, where: ds.Expression | None = None) -> pa.Table:
        """Give rows of the snapshot in hand."""
        wanted = list(columns) if columns is not None else self.schema.names
        return self.dataset().to_table(columns=wanted, filter=where)

    def count(self) -> int:
        """Count the rows of the snapshot in hand."""
        return int(self.dataset().count_rows())

    def change(self, decide: Callable[[], Change | None]) -> bool:
        """Commit what ``decide`` makes of the newest snapshot; it is asked again whenever another writer came first."""
        for attempt in range(ATTEMPTS):
            self.refresh()
            change = decide()
            if change is None:
                return False
            try:
                self._commit(change)
            except CommitFailedError:
                time.sleep(random.uniform(0.0, min(1.0, 0.01 * 2 ** min(attempt, 7))))
            else:
                return True
        raise LedgerError(f"{self.url}: other writers came first {ATTEMPTS} times")

    def _commit(self, change: Change) -> None:
        properties = CommitProperties(app_transactions=[Transaction(WRITER, self.version + 1)])
        writer = WriterProperties(compression="ZSTD")
        try:
            if change.gone:
                write_deltalake(
                    self._table, change.rows, mode="overwrite", predicate=_predicate(change),
                    commit_properties=properties, writer_properties=writer,
                )  # fmt: skip
            else:
                write_deltalake(
                    self._table, change.rows, mode="append", commit_properties=properties, writer_properties=writer
                )
        except CommitFailedError:
            raise
        except (DeltaError, OSError) as error:
            raise LedgerError(f"{self.url}: cannot be written: {_said(error)}") from error

    def compact(self) -> int:
        """Join small files into larger ones and give the number of files replaced; readers keep the old ones."""
        for _ in range(ATTEMPTS):
            self.refresh()
            try:
                done = self._table.optimize.compact(
                    target_size=FILE_SIZE, writer_properties=WriterProperties(compression="ZSTD")
                )
            except CommitFailedError:
                continue
            except (DeltaError, OSError) as error:
                raise LedgerError(f"{self.url}: cannot be compacted: {_said(error)}") from error
            self.refresh()
            return int(done["numFilesRemoved"])
        raise LedgerError(f"{self.url}: other writers came first {ATTEMPTS} times")

    def vacuum(self, hours: float) -> list[str]:
        """Delete the files that no version of the last hours uses and give their names.

        What a killed writer left goes too, but not within the last hour, when a writer may be about to commit it.
        """
        self.refresh()
        return self._guarded(
            lambda: self._table.vacuum(
                retention_hours=int(hours), dry_run=False, enforce_retention_duration=False, full=hours >= 1
            )
        )

    def _guarded(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except (DeltaError, OSError) as error:
            raise LedgerError(f"{self.url}: {_said(error)}") from error


def _create(url: str, schema: pa.Schema, partition: str | None, options: dict[str, str] | None) -> DeltaTable:
    try:
        if "://" not in url:
            Path(url).mkdir(parents=True, exist_ok=True)
        DeltaTable.create(
            url, schema, mode="ignore", partition_by=[partition] if partition else None, storage_options=options,
            configuration={"delta.dataSkippingStatsColumns": "id"},
        )  # fmt: skip
    except CommitFailedError:
        pass  # another writer made it first
    except (DeltaError, OSError) as error:
        raise LedgerError(f"{url}: cannot be made: {_said(error)}") from error
    return DeltaTable(url, storage_options=options)


def _delta_schema(schema: pa.Schema) -> list[Field]:
    return list(Schema.from_arrow(schema).fields)


def _predicate(change: Change) -> str:
    return (
        f"{_among('month', change.months)} AND {_among('id', change.gone)}"
        if change.months
        else _among("id", change.gone)
    )


def _among(column: str, values: Iterable[str]) -> str:
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in sorted(values))
    return f"{column} IN ({listed})"


def _said(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def among(column: str, values: Iterable[str]) -> ds.Expression:
    """Give the filter for rows whose column is one of the values."""
    return pc.field(column).isin(pa.array(sorted(values), pa.string()))
