"""What a table may hold, as 64-bit marks in memory: 8 bytes a key. Data files never change, so each is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from chancery.ledger.shelf import Shelf

Marks = npt.NDArray[np.uint64]
MOST = 32
Keys = Callable[[pa.Table], Iterator[str]]


class Index:
    """Says which keys the newest snapshot of a table may hold; a wrong no never comes.

    A wrong yes is one in 10^12 for what was never there. The marks of rows that went since the first look stay.
    """

    def __init__(self, shelf: Shelf, columns: Sequence[str], keys: Keys) -> None:
        self._shelf = shelf
        self._columns = list(columns)
        self._keys = keys
        self._files: frozenset[str] = frozenset()
        self._marks: list[Marks] = []

    def refresh(self) -> None:
        """Read the keys of the files that are new in the snapshot in hand."""
        self._files, new = self._shelf.beyond(self._files, self._columns)
        self._marks.append(marks(key for table in new for key in self._keys(table)))
        if len(self._marks) > MOST:
            self._marks = [self.all()]

    def holds(self, keys: Iterable[str]) -> bool:
        """Tell whether any row may hold one of these keys."""
        asked = marks(keys)
        return any(_met(held, asked).any() for held in self._marks)

    def all(self) -> Marks:
        """Give all marks, sorted."""
        return np.sort(np.concatenate([*self._marks, np.empty(0, dtype=np.uint64)]))


def mark(key: str) -> int:
    """Give the 64-bit mark of a key."""
    return int.from_bytes(blake2b(key.encode("utf8", "surrogatepass"), digest_size=8).digest(), "little")


def marks(keys: Iterable[str]) -> Marks:
    """Give the sorted marks of keys."""
    return np.sort(np.fromiter((mark(key) for key in keys), dtype=np.uint64))


def among(held: Marks, key: str) -> bool:
    """Tell whether sorted marks hold a key's."""
    return bool(_met(held, marks((key,))).any())


def _met(held: Marks, asked: Marks) -> npt.NDArray[np.bool_]:
    if not len(held):
        return np.zeros(len(asked), dtype=np.bool_)
    places = np.minimum(np.searchsorted(held, asked), len(held) - 1)
    return np.equal(held[places], asked)
