"""Memory over many articles: ``python -m benchmarks.memory [ARTICLES]`` (10,000), from the stories in ``../shared``.

Every article gets names that no other has, so that what remembers words shows. Prints the memory held after each tenth of
the articles; exit code 1 where it passes ``MOST_MB``, or grows by more than a tenth over the second half.
"""

from __future__ import annotations

import csv
import gzip
import io
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from chancery.article import Article, ArticleError
from chancery.model import Article as Noun
from chancery.reading import Reader

STORIES = Path(__file__).resolve().parents[2] / "shared" / "data" / "synthetic" / "stories.csv.gz"
MOST_MB = 600
SYLLABLES = "ba do ku re shi mo la ten vor gan mi sa lo dri pe na".split()
# A word with a capital inside a sentence is mostly a name.
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def stories(count: int) -> Iterator[Noun]:
    """Give so many articles, every third name of each a new one."""
    with gzip.open(STORIES, "rt", encoding="utf8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(io.StringIO(file.read()))]
    chance = random.Random(5)

    def renamed(found: re.Match[str]) -> str:
        return found[0] if chance.random() > 1 / 3 else "".join(chance.choices(SYLLABLES, k=4)).capitalize()

    for number in range(count):
        try:
            yield Article.from_text(NAME.sub(renamed, texts[number % len(texts)]), published="2021-04-16")
        except ArticleError:
            continue


def held_mb() -> float:
    """Give the memory that this process holds now."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main() -> int:
    """Measure and print."""
    if not STORIES.exists():
        print("skipped: ../shared is not here")
        return 0
    count = int((sys.argv[1:] or ["10000"])[0])
    reader, held, started = Reader(), [], time.process_time()
    for number, _ in enumerate(reader.read_many(stories(count)), 1):
        if number % (count // 10) == 0:
            held.append(held_mb())
            print(
                f"{number:7d} articles {held[-1]:6.0f} MB {number / (time.process_time() - started):6.1f} a second",
                flush=True,
            )
    return int(max(held) > MOST_MB or held[-1] > 1.1 * held[len(held) // 2])


if __name__ == "__main__":
    sys.exit(main())
