"""What a table may hold, as 64-bit marks in memory: 8 bytes a key, kept by data file, for data files never change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from chancery.ledger.shelf import Shelf

Marks = npt.NDArray[np.uint64]
Keys = Callable[[pa.Table], Iterator[str]]


class Index:
    """Says which keys the newest snapshot of a table may hold; a wrong yes is one in 10^12, a wrong no never."""

    def __init__(self, shelf: Shelf, columns: Sequence[str], keys: Keys) -> None:
        self._shelf = shelf
        self._columns = list(columns)
        self._keys = keys
        self._marks: dict[str, Marks] = {}

    def refresh(self) -> None:
        """Read the keys of the files that are new in the snapshot in hand."""
        live = dict(self._shelf.pieces(self._columns))
        for path in self._marks.keys() - live.keys():
            del self._marks[path]
        for path in live.keys() - self._marks.keys():
            self._marks[path] = marks(self._keys(live[path]()))

    def holds(self, keys: Iterable[str]) -> bool:
        """Tell whether any row may hold one of these keys."""
        asked = marks(keys)
        return any(_met(held, asked).any() for held in self._marks.values())

    def all(self) -> Marks:
        """Give all marks, sorted."""
        return np.sort(np.concatenate([*self._marks.values(), np.empty(0, dtype=np.uint64)]))


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
