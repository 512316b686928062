"""Worker processes on this machine: each loads one reader, gets chunks through a pipe of its own, and may die.

A worker that is killed, or that a hostile article kills, is replaced and its chunk handed out again; an article that
kills two workers is rejected. What comes back is given out in the order in which it went in.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Self

from chancery.cluster.work import MakeReader, Part, Reads, failed, read_chunk
from chancery.ledger.schema import articles_schema
from chancery.model import Article, MadeBy

# A second chunk waits with each worker, so that it never stands idle while a batch is being committed.
AHEAD = 2
# A slow chunk holds back those behind it; this many chunks a worker may wait for their turn.
WAITING = 8
PATIENCE = 600.0


class ReaderFailed(Exception):
    """The reader does not load; the message says why."""


@dataclass
class Piece:
    """Some articles of a job that one worker reads at a time."""

    job: int
    place: int
    articles: Sequence[Article]
    deaths: int = 0


@dataclass
class Job:
    """A chunk on its way, with the parts that have come back."""

    wanted: int
    parts: dict[int, Part] = field(default_factory=dict)


class Worker:
    """One process with a reader, and the pieces it has been handed."""

    def __init__(self, make_reader: MakeReader) -> None:
        fresh = get_context("spawn")
        self.pipe, theirs = fresh.Pipe()
        self.process: SpawnProcess = fresh.Process(target=serve, args=(theirs, make_reader), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.pieces: deque[Piece] = deque()
        self.since = time.monotonic()

    def hand(self, piece: Piece) -> None:
        """Hand out a piece; it is noted first, so that a worker found dead gives it back."""
        if not self.pieces:
            self.since = time.monotonic()
        self.pieces.append(piece)
        with contextlib.suppress(OSError):
            self.pipe.send(piece.articles)

    def end(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


class Alone:
    """Reads in this very process: no worker has to start, and none can die for it."""

    def __init__(self, make_reader: MakeReader) -> None:
        try:
            self._reader = make_reader()
        except ValueError as error:
            raise ReaderFailed(str(error)) from error
        self.made_by = self._reader.made_by

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, chunks: Iterator[list[Article]]) -> Iterator[Part]:
        """Read chunks, one after the other."""
        for chunk in chunks:
            yield read_chunk(self._reader, chunk)


class Crew:
    """Several workers, one queue."""

    def __init__(self, make_reader: MakeReader, size: int, patience: float = PATIENCE) -> None:
        self._make_reader = make_reader
        self._size = size
        self._patience = patience
        self._workers: list[Worker] = []
        self._again: deque[Piece] = deque()
        self._jobs: dict[int, Job] = {}
        self._stillborn = 0
        self.made_by = self._first()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _first(self) -> MadeBy:
        """Start the workers, and hear of the first what its records will say; a reader that does not load is told at once."""
        self._workers = [Worker(self._make_reader) for _ in range(self._size)]
        first = self._workers[0]
        try:
            told = first.pipe.recv()
        except (EOFError, OSError):
            self._end()
            raise ReaderFailed(f"the process ended with code {first.process.exitcode} while it loaded") from None
        if not isinstance(told, MadeBy):
            self._end()
            raise ReaderFailed(told)
        first.ready = True
        return told

    def read(self, chunks: Iterator[list[Article]]) -> Iterator[Part]:
        """Read chunks; the parts come in the order of the chunks."""
        fed, given, more = 0, 0, True
        while True:
            while more and fed - given < WAITING * self._size and (self._again or self._room()):
                chunk = next(chunks, None)
                if chunk is None:
                    more = False
                    break
                self._jobs[fed] = Job(wanted=1)
                self._hand_out(Piece(fed, 0, chunk))
                fed += 1
            while given in self._jobs and len(self._jobs[given].parts) == self._jobs[given].wanted:
                job = self._jobs.pop(given)
                given += 1
                yield Part.joined([job.parts[place] for place in sorted(job.parts)])
            if not more and given == fed:
                return
            if not (more and self._room() and fed - given < WAITING * self._size):
                self._listen()

    def _room(self) -> Worker | None:
        """Give the worker with least to do, a new one where all are busy and there may be more."""
        free = min(self._workers, key=lambda worker: (len(worker.pieces), not worker.ready), default=None)
        if (free is None or free.pieces) and len(self._workers) < self._size:
            free = Worker(self._make_reader)
            self._workers.append(free)
        return free if free is not None and len(free.pieces) < AHEAD else None

    def _hand_out(self, piece: Piece) -> None:
        self._again.append(piece)
        while self._again and (worker := self._room()):
            worker.hand(self._again.popleft())

    def _listen(self) -> None:
        """Hear what has come back; take from the dead what they had."""
        pipes: dict[object, Worker] = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), timeout=1.0):  # type: ignore[arg-type]
            worker = pipes[pipe]
            try:
                self._take(worker, worker.pipe.recv())
            except (EOFError, OSError):
                self._bury(worker)
        for worker in list(self._workers):
            if worker.ready and worker.pieces and time.monotonic() - worker.since > self._patience:
                self._bury(worker)
        while self._again and (free := self._room()):
            free.hand(self._again.popleft())

    def _take(self, worker: Worker, told: object) -> None:
        if isinstance(told, Part):
            piece = worker.pieces.popleft()
            worker.since = time.monotonic()
            self._jobs[piece.job].parts[piece.place] = told
        elif isinstance(told, MadeBy):
            worker.ready, worker.since = True, time.monotonic()
        else:
            raise ReaderFailed(str(told))

    def _bury(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn > 2 * self._size:
                raise ReaderFailed(f"the process ended with code {worker.process.exitcode} while it loaded")
            self._again.extendleft(reversed(worker.pieces))
            return
        if worker.pieces:
            suspect = worker.pieces.popleft()
            self._again.extendleft(reversed(worker.pieces))
            self._again.extendleft(reversed(self._after_death(suspect)))

    def _after_death(self, piece: Piece) -> list[Piece]:
        """Try once more; then article by article; then no more."""
        piece.deaths += 1
        if piece.deaths == 1:
            return [piece]
        job = self._jobs[piece.job]
        if len(piece.articles) > 1:
            job.wanted = len(piece.articles)
            return [Piece(piece.job, place, [article], 1) for place, article in enumerate(piece.articles)]
        reject = failed(piece.articles[0], "the process that read it died, or took too long, twice")
        job.parts[piece.place] = Part(articles_schema().empty_table(), (reject,))
        return []


def serve(pipe: Connection, make_reader: MakeReader) -> None:
    """Load a reader and read what comes through the pipe, until the other end closes; then end at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waiting: queue.SimpleQueue[Sequence[Article]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, waiting.put), daemon=True).start()
    try:
        reader: Reads = make_reader()
    except Exception as error:
        pipe.send(str(error) or type(error).__name__)
        return
    pipe.send(reader.made_by)
    while True:
        pipe.send(read_chunk(reader, waiting.get()))


def _receive(pipe: Connection, put: Callable[[Sequence[Article]], None]) -> None:
    """Always be ready to receive, or two who send to each other would wait forever."""
    try:
        while True:
            put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)
