"""How fast articles come into a ledger: ``python -m benchmarks.ingest [ARTICLES [WORKERS]]``.

Makes a table of 20,000 articles (or as many as asked for) from the stories in ``../shared``, repeated under other states'
names and other dates so that nothing is cached; reads them without a ledger, then into one, in the same process and
with workers; prints articles and words a second, the ledger's share, and how memory grew. Exit code 1 where the ledger
costs more than its share.
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
from collections.abc import Callable, Iterator
from pathlib import Path

import pycountry

from chancery.article.sources import articles
from chancery.cluster import ingest
from chancery.cluster.ingest import Item, Summary
from chancery.cluster.work import CHUNK
from chancery.ledger import Ledger
from chancery.model import Article
from chancery.reading import Reader

STORIES = Path(__file__).resolve().parents[2] / "shared" / "data" / "synthetic" / "stories.csv.gz"
MOST_OVERHEAD = 0.10
FIRST_DAY = datetime.date(2015, 1, 1)
NAMES = [country.name for country in pycountry.countries if re.fullmatch(r"[A-Z][a-z]+", country.name)]
NAMED = re.compile(rf"\b({'|'.join(NAMES)})\b")


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


def chunks(path: Path) -> Iterator[list[Article]]:
    """Give the articles of a table in the chunks in which an ingest reads them."""
    chunk: list[Article] = []
    for item in articles([str(path)]):
        if isinstance(item, Article):
            chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def bare(reader: Reader, path: Path) -> None:
    """Read all and keep nothing."""
    for chunk in chunks(path):
        for _ in reader.read_many(chunk):
            pass


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Give the seconds by the clock and of the processor."""
    start, before = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - start, time.process_time() - before


def spent() -> tuple[float, float]:
    """Give the seconds of the processor that this process has used, and those of its children that have ended."""
    here, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return here.ru_utime + here.ru_stime, theirs.ru_utime + theirs.ru_stime


def memory_mb() -> float:
    """Give the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
        list(reader.read_many(next(chunks(path))))
        clock, reading = timed(lambda: bare(reader, path))
        print(
            f"reading alone: {count / clock:.1f} articles, {words / clock:.0f} words a second; {reading:.1f} s of the processor"
        )
        memory: list[float] = []

        def items() -> Iterator[Item]:
            for place, item in enumerate(articles([str(path)])):
                if place in (count // 4, count - 1):
                    memory.append(memory_mb())
                yield item

        ledger = Ledger.open(f"{folder}/ledger", create=True)
        clock, whole = timed(lambda: ingest(items(), ledger, make_reader=lambda: reader, workers=0))
        overhead = whole / reading - 1
        print(f"into a ledger: {count / clock:.1f} articles a second; {whole:.1f} s of the processor, {overhead:+.1%}")
        print(f"memory: {memory[0]:.0f} MB after a quarter, {memory[-1]:.0f} MB at the end")
        rates = []
        for size in range(1, workers + 1):
            began: list[float] = []

            def tell(summary: Summary, began: list[float] = began) -> None:
                began.append(time.perf_counter())

            ledger = Ledger.open(f"{folder}/ledger{size}", create=True)
            before = spent()
            summary = ingest(articles([str(path)]), ledger, workers=size, tell=tell)
            main, theirs = (now - then for now, then in zip(spent(), before, strict=True))
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
