"""How fast articles come into a ledger: ``python -m benchmarks.ingest [ARTICLES [WORKERS]]``.

Makes a table of 20,000 articles (or as many as asked for) from the stories in ``../shared``, repeated under other states'
names and other dates so that nothing is cached; reads them into a ledger, in this process and then with workers; prints
articles and words a second, what the ledger costs on top of the reading, and how memory grew. Exit code 1 where the ledger
costs more than its share. The share is measured within one run, in processor time: two runs, one with a ledger and one
without, differ by more than that on a machine that others use too.
"""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pycountry

from chancery.article.sources import articles
from chancery.cluster import ingest
from chancery.cluster.ingest import Item, Summary
from chancery.cluster.work import CHUNK
from chancery.ledger import Ledger
from chancery.model import Article, Record
from chancery.reading import Reader

STORIES = Path(__file__).resolve().parents[2] / "shared" / "data" / "synthetic" / "stories.csv.gz"
MOST_OVERHEAD = 0.10
FIRST_DAY = datetime.date(2015, 1, 1)
NAMES = [country.name for country in pycountry.countries if re.fullmatch(r"[A-Z][a-z]+", country.name)]
NAMED = re.compile(rf"\b({'|'.join(NAMES)})\b")

Thing = TypeVar("Thing")


def table(path: Path, count: int) -> int:
    """Write so many articles as JSON lines; give the number of words."""
    with gzip.open(STORIES, "rt", encoding="utf8", newline="") as file:
        stories = list(csv.DictReader(io.StringIO(file.read())))
    chance, words = random.Random(3), 0
    with path.open("w", encoding="utf8") as out:
        for number in range(count):
            story = stories[number % len(stories)]
            other = dict(zip(NAMES, chance.sample(NAMES, len(NAMES)), strict=True))
            text = NAMED.sub(lambda found, other=other: other[found[0]], story["text"])
            day = FIRST_DAY + datetime.timedelta(days=chance.randrange(2500))
            url = f"https://news{number % 50}.example/{number}"
            out.write(json.dumps({"url": url, "title": story["title"], "date": day.isoformat(), "text": text}) + "\n")
            words += len(text.split())
    return words


class Meter:
    """Counts the processor time that goes into finding articles and reading them, whoever asks."""

    def __init__(self, reader: Reader) -> None:
        self.made_by = reader.made_by
        self.seconds = 0.0
        self._reader = reader

    def over(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """Give things, counting what it takes to make each."""
        making = iter(things)
        while True:
            before = time.process_time()
            thing = next(making, None)
            self.seconds += time.process_time() - before
            if thing is None:
                return
            yield thing

    def read_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        """Read as the reader does."""
        return self.over(self._reader.read_many(articles))


def spent() -> tuple[float, float]:
    """Give the seconds of the processor that this process has used, and those of its children that have ended."""
    here, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return here.ru_utime + here.ru_stime, theirs.ru_utime + theirs.ru_stime


def memory_mb() -> float:
    """Give the memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    """Measure and print."""
    if not STORIES.exists():
        print("skipped: ../shared is not here")
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        words = table(path, count)
        reader = Reader()
        list(reader.read_many(item for item in islice(articles([str(path)]), CHUNK) if isinstance(item, Article)))

        def items() -> Iterator[Item]:
            for place, item in enumerate(articles([str(path)])):
                if place and place % max(1, count // 10) == 0:
                    used = time.process_time() - before
                    print(f"  {place} articles: {used:.0f} s of the processor, {memory_mb():.0f} MB held", flush=True)
                yield item

        meter = Meter(reader)
        ledger = Ledger.open(f"{folder}/ledger", create=True)
        clock, before = time.perf_counter(), time.process_time()
        ingest(meter.over(items()), ledger, make_reader=lambda: meter, workers=0)
        clock, whole = time.perf_counter() - clock, time.process_time() - before
        overhead = whole / meter.seconds - 1
        print(
            f"into a ledger: {count / clock:.1f} articles, {words / clock:.0f} words a second by the clock; of the "
            f"processor {count / whole:.1f} articles a second, {overhead:+.1%} over reading alone"
        )
        rates = []
        for size in range(1, workers + 1):
            began: list[float] = []

            def tell(summary: Summary, began: list[float] = began) -> None:
                began.append(time.perf_counter())

            ledger = Ledger.open(f"{folder}/ledger{size}", create=True)
            used = spent()
            summary = ingest(articles([str(path)]), ledger, workers=size, tell=tell)
            main, theirs = (now - then for now, then in zip(spent(), used, strict=True))
            # From the first part to the last, so that loading the readers is left out.
            rates.append((summary.read - CHUNK) / max(began[-1] - began[0], 0.001))
            print(
                f"{size} workers: {rates[-1]:.1f} articles a second, {rates[-1] / rates[0]:.2f} times one; "
                f"{main:.1f} s of the processor here, {theirs:.1f} s in the workers, which load their readers too",
                flush=True,
            )
    sys.exit(int(overhead > MOST_OVERHEAD))


if __name__ == "__main__":
    main()
