"""Answers that are kept, the least asked for going first where they grow too many."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def one_each(answer: object) -> int:
    """Weigh every answer alike."""
    del answer
    return 1


class Memory:
    """Keeps answers up to a weight in all; of many who ask the same at once, one finds out and the others wait for it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._gates: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def once(self, key: Hashable, ask: Callable[[], Answer], weigh: Callable[[Answer], int] = one_each) -> Answer:
        """Give the answer to a question, asked now or before."""
        with self._lock:
            if key in self._kept:
                held: Answer = self._again(key)
                return held
            gate = self._gates.setdefault(key, threading.Lock())
        with gate:
            with self._lock:
                if key in self._kept:
                    held = self._again(key)
                    return held
            answer = ask()
            with self._lock:
                self._gates.pop(key, None)
                self._keep(key, weigh(answer), answer)
            return answer

    def held(self, key: Hashable) -> Any:
        """Give an answer if it is kept, else None."""
        with self._lock:
            return self._again(key) if key in self._kept else None

    def keep(self, key: Hashable, answer: object, weight: int) -> None:
        """Keep an answer that somebody found out."""
        with self._lock:
            if key not in self._kept:
                self._keep(key, weight, answer)

    def _again(self, key: Hashable) -> Any:
        self._kept.move_to_end(key)
        return self._kept[key][1]

    def _keep(self, key: Hashable, weight: int, answer: object) -> None:
        self._kept[key] = (weight, answer)
        self._weight += weight
        while self._weight > self._most and len(self._kept) > 1:
            _, (gone, _) = self._kept.popitem(last=False)
            self._weight -= gone
