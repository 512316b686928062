"""Ray, for real: two nodes on this machine, one worker process killed in the midst."""

import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from chancery.article import Reject
from chancery.cluster import ingest
from chancery.ledger import Ledger
from chancery.model import Article
from tests.cluster.fake import article, items, make, rows

ray = pytest.importorskip("ray", reason="Ray is not installed; pip install 'chancery[ray]'")
cluster_utils = pytest.importorskip("ray.cluster_utils")

COUNT = 240


def open_sources(sources: Sequence[str]) -> Iterator[Article | Reject]:
    """Each source is a range of the items; one article kills whoever reads it."""
    for source in sources:
        start, end = map(int, source.split("-"))
        for place, item in enumerate(items(COUNT)):
            if start <= place < end:
                yield article(100, "Die at once.") if place == 100 else item


SOURCES = [f"{start}-{start + 40}" for start in range(0, COUNT, 40)]


@pytest.fixture(scope="module")
def nodes() -> Iterator[object]:
    root = str(Path(__file__).resolve().parents[2])
    os.environ["PYTHONPATH"] = root
    os.environ.setdefault("RAY_worker_niceness", "0")  # else a busy machine starves them
    cluster = cluster_utils.Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
    cluster.add_node(num_cpus=2)
    ray.init(address=cluster.address, log_to_driver=False, runtime_env={"env_vars": {"PYTHONPATH": root}})
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def kill_one_reader(noted: Path, killed: list[int], done: threading.Event) -> None:
    """Kill the first actor that has loaded its reader, in the midst of its work."""
    while not killed and not done.is_set():
        for note in noted.iterdir():
            time.sleep(1.0)
            os.kill(int(note.name), signal.SIGKILL)
            killed.append(int(note.name))
            break
        time.sleep(0.1)


def test_two_nodes_with_one_worker_killed_give_the_local_table(tmp_path: Path, nodes: object) -> None:
    from chancery.cluster.rays import ingest_on_ray

    local = Ledger.open(tmp_path / "local", create=True)
    ingest(open_sources(SOURCES), local, make_reader=make, workers=1)
    ledger = Ledger.open(tmp_path / "ray", create=True)
    killed: list[int] = []
    done = threading.Event()
    noted = tmp_path / "noted"
    noted.mkdir()
    killer = threading.Thread(target=kill_one_reader, args=(noted, killed, done))
    killer.start()
    maker = partial(make, pause=0.05, note=str(noted))
    summary = ingest_on_ray(SOURCES, open_sources, ledger, make_reader=maker, workers=2, batch=30)
    done.set()
    killer.join()
    assert killed, "no worker process was found to kill"
    assert rows(ledger) == rows(local)
    assert list(ledger.check()) == []
    assert summary.read == ledger.info().articles + 4
    assert len(list(noted.iterdir())) > 2, "nobody took the place of the one killed"
    again = ingest_on_ray(SOURCES, open_sources, ledger, make_reader=maker, workers=2)
    assert rows(ledger) == rows(local)
    assert again.known > 200
