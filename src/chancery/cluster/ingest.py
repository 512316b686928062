"""From sources to the ledger: skip what is known, have the rest read, commit whole batches in the order of the sources."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from chancery.article import Reject
from chancery.cluster.local import Alone, Crew
from chancery.cluster.measure import give_back
from chancery.cluster.work import CHUNK, MakeReader, Part, reader_maker
from chancery.ledger import Ledger
from chancery.model import Article, MadeBy

BATCH = 1000
# A batch that fills slowly is committed after this many seconds, so that a kill never costs more.
SECONDS = 30.0

Item = Article | Reject


@dataclass
class Summary:
    """What an ingest has done so far."""

    read: int = 0
    known: int = 0
    set_aside: int = 0
    rejected: int = 0
    words: int = 0
    committed: int = 0
    stopped: bool = False
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    @property
    def seen(self) -> int:
        """Articles and rejects that are done with."""
        return self.read + self.known + self.rejected


Tell = Callable[[Summary], None]
Refuse = Callable[[Reject], None]


def silent(_: object) -> None:
    """Tell nobody."""


class Basket:
    """Collects parts and commits them to the ledger a batch at a time."""

    def __init__(self, ledger: Ledger, summary: Summary, batch: int, tell: Tell, refuse: Refuse) -> None:
        self._ledger = ledger
        self._summary = summary
        self._batch = batch
        self._tell = tell
        self._refuse = refuse
        self._parts: list[Part] = []
        self._rejects: list[Reject] = []
        self._since = time.monotonic()

    def reject(self, reject: Reject) -> None:
        """Take what could not be read."""
        self._rejects.append(reject)
        self._summary.rejected += 1
        self._refuse(reject)

    def put(self, part: Part) -> None:
        """Take what was read, and commit where a batch is full."""
        self._parts.append(part)
        for reject in part.rejects:
            self.reject(reject)
        self._summary.read += part.rows.num_rows
        self._summary.words += part.words
        self._summary.set_aside += part.set_aside
        full = sum(held.rows.num_rows for held in self._parts) + len(self._rejects) >= self._batch
        if full or time.monotonic() - self._since > SECONDS:
            self.commit()
        self._tell(self._summary)

    def commit(self) -> None:
        """Commit what is held."""
        whole = Part.joined(self._parts)
        if whole.rows.num_rows or self._rejects:
            self._ledger.add_rows(whole.rows, self._rejects)
            give_back()
            self._summary.committed += whole.rows.num_rows
        self._parts, self._rejects = [], []
        self._since = time.monotonic()


def ingest(
    items: Iterable[Item],
    ledger: Ledger,
    *,
    make_reader: MakeReader | None = None,
    workers: int = 1,
    batch: int = BATCH,
    reread: bool = False,
    stop: Callable[[], bool] = lambda: False,
    tell: Tell = silent,
    refuse: Refuse = silent,
) -> Summary:
    """Read articles into a ledger with worker processes on this machine, or in this very process where ``workers`` is 0.

    What the ledger has from the same reader is skipped, so an ingest that was cut off is resumed by starting it again,
    and ends with what an undisturbed one gives. ``reread`` also reads again what another version, lexicon or pipeline
    made. ``stop`` is asked between articles: once it says yes, what has been handed out is still read and committed.
    ``tell`` hears how far it is, ``refuse`` of each reject.
    """
    make_reader = make_reader or reader_maker()
    with Crew(make_reader, workers) if workers else Alone(make_reader) as crew:
        summary = Summary()
        basket = Basket(ledger, summary, batch, tell, refuse)
        fresh = Fresh(items, ledger, crew.made_by, basket, summary, stop, tell)
        try:
            for part in crew.read(fresh.chunks()):
                basket.put(part)
            if reread and not summary.stopped:
                basket.commit()
                again = Fresh(ledger.stale(crew.made_by), ledger, crew.made_by, basket, summary, stop, tell)
                for part in crew.read(again.chunks()):
                    basket.put(part)
        finally:
            # Whatever ends the run, what has been read is kept.
            basket.commit()
        tell(summary)
    return summary


class Fresh:
    """Of all items, the articles that must be read, in chunks; rejects go straight to the basket."""

    def __init__(
        self, items: Iterable[Item], ledger: Ledger, made_by: MadeBy, basket: Basket, summary: Summary,
        stop: Callable[[], bool], tell: Tell,
    ) -> None:  # fmt: skip
        self._items = items
        self._known = ledger.readings(made_by)
        self._basket = basket
        self._summary = summary
        self._stop = stop
        self._tell = tell

    def chunks(self) -> Iterator[list[Article]]:
        """Give chunks until the items end or somebody says stop."""
        chunk: list[Article] = []
        for item in self._items:
            if isinstance(item, Reject):
                self._basket.reject(item)
            elif self._known.skip(item):
                self._summary.known += 1
                self._tell(self._summary)
            else:
                chunk.append(item)
                if len(chunk) == CHUNK:
                    yield chunk
                    chunk = []
            if self._stop():
                self._summary.stopped = True
                break
        if chunk:
            yield chunk
