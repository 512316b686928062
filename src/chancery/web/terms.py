"""An index in memory: which rows of a table hold which terms of a column."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Rows = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
FEW = 2000


class Terms:
    """The distinct terms of a column, a text or a list of texts a row, each with the rows that hold it."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        self._size = len(column)
        parents, terms, start = [], [], 0
        for chunk in column.chunks:
            listed = pa.types.is_list(chunk.type)
            held = pc.list_flatten(chunk) if listed else chunk
            rows = pc.list_parent_indices(chunk) if listed else pa.array(np.arange(len(chunk)))
            known = pc.is_valid(held)
            parents.append(np.asarray(rows.filter(known)) + start)
            terms.append(held.filter(known))
            start += len(chunk)
        coded = pa.chunked_array(terms, pa.string()).dictionary_encode().combine_chunks()
        self.names: pa.StringArray = coded.dictionary if len(terms) else pa.array([], pa.string())
        self._lower = pc.utf8_lower(self.names)
        # One number a term of a row: sorted, the rows of each term lie together and in order.
        codes = np.asarray(coded.indices).astype(np.int64) if len(terms) else np.empty(0, np.int64)
        held_by = np.sort(codes << 32 | np.concatenate([np.empty(0, np.int64), *parents]))
        held_by = held_by[np.diff(held_by, prepend=-1) != 0]
        self._rows = (held_by & 0xFFFFFFFF).astype(np.int32)
        self._counts = np.bincount(held_by >> 32, minlength=len(self.names))
        self._starts = np.cumsum(self._counts) - self._counts

    def equal(self, wanted: Iterable[str]) -> Rows:
        """Give the rows that hold one of these terms."""
        return self._holding(pc.is_in(self.names, pa.array(list(wanted), pa.string())))

    def containing(self, part: str) -> Rows:
        """Give the rows that hold a term with this in it, upper and lower case alike."""
        return self._holding(pc.match_substring(self._lower, part.lower()))

    def between(self, first: str | None, last: str | None) -> Rows:
        """Give the rows that hold a term from one to another, both included, by the alphabet."""
        fits = pa.array(np.ones(len(self.names), bool))
        fits = pc.and_(fits, pc.greater_equal(self.names, first)) if first else fits
        return self._holding(pc.and_(fits, pc.less_equal(self.names, last)) if last else fits)

    def grouped(self, rows: Rows) -> dict[str, Numbers]:
        """Give for each term that some rows hold the places of those that do."""
        among = rows[self._rows]
        held = np.add.reduceat(among, self._starts, dtype=np.int64) if len(self._starts) else self._starts
        known = np.flatnonzero(held)
        names = self.names.take(pa.array(known)).to_pylist()
        return dict(zip(names, np.split(self._rows[among], np.cumsum(held[known])[:-1]), strict=False))

    @cached_property
    def ranked(self) -> tuple[pa.StringArray, Numbers]:
        """Give the terms by the alphabet, and for each row the place of its last one there, −1 for a row without one."""
        order = pc.sort_indices(self.names)
        places = np.empty(len(order), np.int64)
        places[np.asarray(order)] = np.arange(len(order))
        found = np.full(self._size, -1, np.int64)
        np.maximum.at(found, self._rows, np.repeat(places, self._counts))
        return self.names.take(order), found

    def _holding(self, fits: pa.BooleanArray) -> Rows:
        terms = np.flatnonzero(np.asarray(fits))
        if len(terms) > FEW:
            held_by = self._rows[np.repeat(np.asarray(fits), self._counts)]
        else:
            parts = [
                self._rows[self._starts[term] : self._starts[term] + self._counts[term]] for term in terms.tolist()
            ]
            held_by = np.concatenate(parts) if parts else self._rows[:0]
        found = np.zeros(self._size, bool)
        found[held_by] = True
        return found
