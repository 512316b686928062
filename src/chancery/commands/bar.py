"""How an ingest shows how far it is, and how Ctrl-C ends it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from chancery.article import Reject
from chancery.cluster import Summary
from chancery.cluster.measure import count

SHOWN = 20


class Bar:
    """A bar with rate, rejects and time left where somebody watches; rejects are told a line each, up to a number."""

    def __init__(self, sources: list[str]) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._total = count(sources) if self._console.is_terminal and sources else None
        self._refused = 0
        self._progress = Progress(
            SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TextColumn("{task.fields[rejects]}"), TimeRemainingColumn(), console=self._console,
            disable=not self._console.is_terminal, transient=True,
        )  # fmt: skip
        self._task = self._progress.add_task("", total=self._total, rate="", rejects="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
        if self._refused > SHOWN:
            told = "more rejects; `chancery query LEDGER 'from rejects'` shows all"
            self._console.print(f"{self._refused - SHOWN} {told}", markup=False)

    def tell(self, summary: Summary) -> None:
        """Show how far it is."""
        rate = summary.read / summary.seconds if summary.seconds else 0.0
        total = self._total if self._total is None else max(self._total, summary.seen)
        self._progress.update(
            self._task, completed=summary.seen, total=total, rate=f"{rate:.1f} a second",
            rejects=f"{summary.rejected} rejected" if summary.rejected else "",
        )  # fmt: skip

    def refuse(self, reject: Reject) -> None:
        """Tell of a reject: where, and why."""
        self._refused += 1
        if self._refused <= SHOWN:
            where = reject.source if reject.line is None else f"{reject.source}:{reject.line}"
            self._console.print(f"{where}: {reject.reason}", markup=False)


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Ctrl-C once: stop after the batch; twice: stop at once."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        del number, frame
        if asked:
            raise KeyboardInterrupt
        asked = True
        print("stopping after this batch; Ctrl-C again to stop at once", file=sys.stderr)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
