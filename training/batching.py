"""Items of like length together, so many words at a time: what a network is shown at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def of_like_length(items: Sequence[T], length: Callable[[T], int], words: float) -> list[list[T]]:
    """Part items, shortest first, into batches that end where they hold so many words."""
    made: list[list[T]] = [[]]
    size = 0
    for item in sorted(items, key=length):
        if size >= words:
            made.append([])
            size = 0
        made[-1].append(item)
        size += length(item)
    return made
