"""How fast the dashboard answers twenty people at once: ``python -m benchmarks.web [ARTICLES [LEDGER]]``.

Writes 100,000 synthetic articles (or as many as asked for) into a ledger, or takes the ledger that an earlier run left at
LEDGER, and serves it. First each kind of page is asked for alone, so that the server's processor time is told apart; then
twenty people at once each follow a way through the pages, a second or so of reading between them. Exit code 1 where a kind of
page is slower than its aim.
"""

from __future__ import annotations

import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.crowd import STATES, fill
from chancery.ledger import Ledger

PEOPLE, STEPS, ALONE = 20, 30, 12
READING = 1.0
MEDIAN_MS, LATE_MS = 300.0, 1000.0
TICKS = os.sysconf("SC_CLK_TCK")


class Way:
    """Addresses as a reader comes by them: busy pairs more often than quiet ones, and words, actors, articles of the ledger."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.chance = random.Random(seed)
        rows = ledger.sql("SELECT one, other, count(*) FROM dealings GROUP BY 1, 2 ORDER BY 3 DESC").fetchall()
        self.pairs, self.weights = [row[:2] for row in rows], [row[2] for row in rows]
        self.articles = [row[0] for row in ledger.sql("SELECT article FROM articles USING SAMPLE 2000").fetchall()]
        self.actors = [
            row[0]
            for row in ledger.sql(
                "SELECT identifier FROM actors GROUP BY 1 ORDER BY count(*) DESC LIMIT 1000"
            ).fetchall()
        ]
        self.words = ledger.sql("SELECT evidence FROM events USING SAMPLE 500").fetchall()

    def pages(self) -> dict[str, Callable[[], str]]:
        """Give the kinds of page, each with the way to an address of it."""
        return {
            "home": lambda: "/",
            "pair": lambda: f"/pair/{self._pair()}",
            "pair, narrowed": lambda: f"/pair/{self._pair()}?by=week&since={self._year()}-01-01&status=occurred",
            "actor": lambda: f"/actor/{self.chance.choice(self.actors)}",
            "article": lambda: f"/article/{self.chance.choice(self.articles)}",
            "search by words": lambda: f"/search?words={self._word()}",
            "search by actor": lambda: (
                f"/search?what=statements&actor={self.chance.choice(STATES)}&since={self._year()}-01-01"
            ),
            "api overview": lambda: "/api/overview",
            "api relation": lambda: (
                f"/api/relations/{self._pair()}?since={self._year()}-01-01&until={self._year()}-12-31"
            ),
            "api series": lambda: f"/api/relations/{self._pair()}/series.csv",
            "api chart": lambda: f"/api/relations/{self._pair()}/chart.svg?by=month",
            "api events": lambda: f"/api/events?actor={self.chance.choice(STATES)}&status=denied",
            "api statements": lambda: f"/api/statements?words={self._word()}",
            "api article": lambda: f"/api/articles/{self.chance.choice(self.articles)}",
            "api actor": lambda: f"/api/actors/{self.chance.choice(self.actors)}",
        }

    def _pair(self) -> str:
        one, other = self.chance.choices(self.pairs, self.weights)[0]
        return f"{one}/{other}"

    def _word(self) -> str:
        return str(self.chance.choice(self.chance.choice(self.words)[0].split())).strip(".,").lower()

    def _year(self) -> int:
        return self.chance.randrange(2016, 2024)


@contextmanager
def served(ledger: str) -> Iterator[tuple[str, int]]:
    """Serve a ledger in a process of its own; give its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "chancery", "serve", ledger, "--port", str(port)])
    try:
        address = f"http://127.0.0.1:{port}"
        while True:
            try:
                httpx.get(f"{address}/static/style.css")
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait()


def processor_ms(process: int) -> float:
    """Give the processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf8").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / TICKS


def alone(address: str, process: int, way: Way) -> dict[str, tuple[float, float]]:
    """Ask for each kind of page alone: the server's processor time, first asked and asked again."""
    found = {}
    with httpx.Client(base_url=address, timeout=600) as client:
        for kind, page in way.pages().items():
            addresses = list(dict.fromkeys(page() for _ in range(ALONE)))
            spent = []
            for _ in range(2):
                before = processor_ms(process)
                for path in addresses:
                    assert client.get(path).status_code == 200, path
                spent.append((processor_ms(process) - before) / len(addresses))
            found[kind] = (spent[0], spent[1])
    return found


def together(address: str, ledger: Ledger) -> dict[str, list[float]]:
    """Let twenty people go their ways at once and give the milliseconds of each page, by its kind."""
    took: dict[str, list[float]] = defaultdict(list)

    def go(seed: int) -> None:
        way = Way(ledger, seed)
        with httpx.Client(base_url=address, timeout=600) as client:
            for _ in range(STEPS):
                kind, page = way.chance.choice(list(way.pages().items()))
                time.sleep(way.chance.uniform(0.5, 1.5) * READING)
                start = time.perf_counter()
                assert client.get(page()).status_code == 200
                took[kind].append(1000 * (time.perf_counter() - start))

    people = [threading.Thread(target=go, args=(100 + seed,)) for seed in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return took


def main() -> None:
    """Fill or take a ledger, ask, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        place = sys.argv[2] if len(sys.argv) > 2 else f"{folder}/ledger"
        ledger = Ledger.open(place, create=True)
        if not ledger.sql("SELECT count(*) FROM articles").fetchall()[0][0]:
            fill(ledger, count)
        with served(place) as (address, process):
            start, before = time.perf_counter(), processor_ms(process)
            httpx.get(address, timeout=600)
            print(
                f"ready: the first page after {time.perf_counter() - start:.1f} s, "
                f"{processor_ms(process) - before:.0f} ms of processor time",
                flush=True,
            )
            spent = alone(address, process, Way(ledger, 1))
            before = processor_ms(process)
            took = together(address, ledger)
            print(f"{PEOPLE} people, {PEOPLE * STEPS} pages: {processor_ms(process) - before:.0f} ms of processor time")
    print(f"{'page':<18}{'first, ms of processor':>24}{'again':>8}{'median ms':>12}{'95% under':>12}")
    slow = False
    for kind, (first, again) in spent.items():
        times = sorted(took[kind]) or [0.0]
        middle, late = statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))]
        slow |= middle > MEDIAN_MS or late > LATE_MS
        print(f"{kind:<18}{first:>24.0f}{again:>8.0f}{middle:>12.0f}{late:>12.0f}")
    sys.exit(int(slow))


if __name__ == "__main__":
    main()
