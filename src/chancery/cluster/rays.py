"""The same road on a Ray cluster: Ray Data opens the sources, an actor a core reads, the driver commits.

Each source is opened on whichever node Ray chooses, so all nodes must reach it: a shared folder, or addresses. Ray starts
dead actors anew and does the blocks of a lost one again; the blocks come to the driver once each and in the order
of the sources, so the ledger ends as the local engine's does.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

import msgspec
import pyarrow as pa

from chancery.article import Reject
from chancery.cluster.ingest import BATCH, Basket, Item, Refuse, Summary, Tell, silent
from chancery.cluster.local import Crew, ReaderFailed
from chancery.cluster.work import CHUNK, MakeReader, Part
from chancery.ledger import Ledger
from chancery.ledger.readings import Readings
from chancery.model import Article, MadeBy

OpenSources = Callable[[Sequence[str]], Iterable[Item]]
# An address that stands in two sources with two texts may need a second round, as told at ``_rounds``; more never.
MOST_ROUNDS = 3


class Chunk(msgspec.Struct, frozen=True):
    """What one node opened for another to read: articles, what is known already, what is refused."""

    articles: list[Article]
    refused: list[Reject]
    known: list[str]


class Sent(msgspec.Struct, frozen=True):
    """What a node read of a chunk, on its way to the driver."""

    rows: bytes
    refused: list[Reject]
    known: list[str]
    words: int
    set_aside: int
    rejects: tuple[Reject, ...]


class Opener:
    """Opens a source and leaves out what the ledger has from the same reader."""

    def __init__(self, open_sources: OpenSources, readings: Any) -> None:
        self._open_sources = open_sources
        self._readings = readings

    def __call__(self, sources: pa.Table) -> Iterator[pa.Table]:
        """Give the chunks of sources."""
        held: Readings = import_module("ray").get(self._readings)
        for source in sources["source"].to_pylist():
            known = Readings(held.read, held.ids)
            chunk = Chunk([], [], [])
            for item in self._open_sources([source]):
                if isinstance(item, Reject):
                    chunk.refused.append(item)
                elif known.skip(item):
                    chunk.known.append(item.id)
                else:
                    chunk.articles.append(item)
                if len(chunk.articles) == CHUNK or len(chunk.known) + len(chunk.refused) >= 50 * CHUNK:
                    yield _table("chunk", chunk)
                    chunk = Chunk([], [], [])
            yield _table("chunk", chunk)


class RayReader:
    """An actor with one reader, in a process of its own so that no article can kill the actor."""

    def __init__(self, make_reader: MakeReader) -> None:
        self._crew = Crew(make_reader, 1)

    def __call__(self, chunks: pa.Table) -> Iterator[pa.Table]:
        """Give the parts of chunks."""
        for packed in chunks["chunk"].to_pylist():
            chunk = msgspec.msgpack.decode(packed, type=Chunk)
            part = Part.joined(list(self._crew.read(iter([chunk.articles] if chunk.articles else []))))
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, part.rows.schema) as stream:
                stream.write_table(part.rows)
            rows = sink.getvalue().to_pybytes()
            yield _table("part", Sent(rows, chunk.refused, chunk.known, part.words, part.set_aside, part.rejects))


def _table(name: str, packed: msgspec.Struct) -> pa.Table:
    return pa.table({name: pa.array([msgspec.msgpack.encode(packed)], pa.large_binary())})


def ingest_on_ray(
    sources: Sequence[str],
    open_sources: OpenSources,
    ledger: Ledger,
    *,
    make_reader: MakeReader,
    address: str | None = None,
    workers: int = 0,
    batch: int = BATCH,
    stop: Callable[[], bool] = lambda: False,
    tell: Tell = silent,
    refuse: Refuse = silent,
) -> Summary:
    """Read sources into a ledger on a Ray cluster.

    ``address`` names the cluster, None starts one on this machine; ``workers`` is the number of actors, 0 for one a core.
    What the ledger has from the same reader is skipped, as the local engine does. Raises ReaderFailed where Ray is not
    installed or the reader does not load.
    """
    ray = _ray()
    if not ray.is_initialized():
        ray.init(address=address, log_to_driver=False, logging_level=30, include_dashboard=False)
    made_by: MadeBy = ray.get(ray.remote(_made_by).remote(make_reader))
    # A core stays free for opening sources.
    actors = workers or max(1, int(ray.cluster_resources().get("CPU", 1)) - 1)
    summary = Summary()
    basket = Basket(ledger, summary, batch, tell, refuse)
    for _ in range(MOST_ROUNDS):
        known = ledger.readings(made_by)
        parts = _parts(sources, open_sources, make_reader, ray.put(known), actors)
        again = _round(parts, known, basket, summary, stop)
        basket.commit()
        if not again or summary.stopped:
            break
    tell(summary)
    return summary


def _ray() -> Any:
    """Ray is an extra, and its types are not at hand where it is not installed."""
    try:
        import_module("ray.data")
        return import_module("ray")
    except ImportError as error:
        raise ReaderFailed("Ray is not installed; install it with: pip install 'chancery[ray]'") from error


def _made_by(make_reader: MakeReader) -> MadeBy:
    return make_reader().made_by


def _parts(
    sources: Sequence[str],
    open_sources: OpenSources,
    make_reader: MakeReader,
    known: Any,
    actors: int,
) -> Iterator[Sent]:
    ray = _ray()
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    data = (
        ray.data.from_items([{"source": source} for source in sources], override_num_blocks=len(sources))
        .map_batches(Opener(open_sources, known).__call__, batch_size=1, batch_format="pyarrow", num_cpus=0.5)
        .map_batches(
            RayReader, fn_constructor_args=(make_reader,), batch_size=1, batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=actors), num_cpus=1,
        )
    )  # fmt: skip
    for block in data.iter_batches(batch_size=None, batch_format="pyarrow"):
        for packed in block["part"].to_pylist():
            yield msgspec.msgpack.decode(packed, type=Sent)


def _round(parts: Iterator[Sent], known: Readings, basket: Basket, summary: Summary, stop: Callable[[], bool]) -> bool:
    """Take all parts; say whether an address was read again with one text and then skipped with another.

    The last text of an address stands. Nodes skip by what the ledger held before the round, so where one source gives an
    older text of an address again, the newer one in a later source has been skipped; the next round reads it.
    """
    read_again: set[str] = set()
    conflict = False
    for sent in parts:
        summary.known += len(sent.known)
        conflict = conflict or not read_again.isdisjoint(sent.known)
        for reject in sent.refused:
            basket.reject(reject)
        with pa.ipc.open_stream(sent.rows) as stream:
            rows = stream.read_all()
        read_again.update(name for name in rows["id"].to_pylist() if known.has(name))
        basket.put(Part(rows, sent.rejects, sent.words, sent.set_aside))
        if stop():
            summary.stopped = True
            break
    return conflict
