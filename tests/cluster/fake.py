"""A reader that is fast and needs no model, and articles that tell it what to do."""

import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chancery.article import Reject
from chancery.ledger import Ledger
from chancery.model import Actor, Article, MadeBy, Mention, Record


@dataclass
class FakeReader:
    lexicon: str = "one"
    pause: float = 0.0
    once: str = ""

    @property
    def made_by(self) -> MadeBy:
        return MadeBy(version="1", lexicon=self.lexicon, language_model="fake")

    def read_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        for article in articles:
            time.sleep(self.pause)
            first = article.text.split()[0]
            if first == "Fail":
                raise ValueError("no such word")
            if first == "Die":
                os._exit(9)
            if first == "Hang":
                time.sleep(1000)
            if first == "Stumble" and not os.path.exists(self.once):
                Path(self.once).touch()
                os._exit(9)
            actor = Actor(id="a1", name=first, kind="group", mentions=(Mention(span=(0, len(first)), how="name"),))
            yield Record(article=article, actors=(actor,), made_by=self.made_by)


def make(lexicon: str = "one", pause: float = 0.0, once: str = "", note: str = "") -> FakeReader:
    """Make a reader; in the folder ``note`` a worker process leaves the number of the process that started it."""
    if note and multiprocessing.parent_process() is not None:
        Path(note, str(os.getppid())).touch()
    return FakeReader(lexicon, pause, once)


def no_reader() -> FakeReader:
    raise ValueError("events.csv:3: no such code")


def article(number: int, text: str = "") -> Article:
    return Article(
        id=f"id{number:05}",
        text=text or f"Word{number} and some more words to number {number}.",
        url=f"https://news.example/{number}",
        published=f"2021-{number % 3 + 1:02}-01" if number % 7 else None,
        language="de" if number % 11 == 5 else "en",
    )


def items(count: int) -> Iterator[Article | Reject]:
    for number in range(count):
        if number % 50 == 49:
            yield Reject(source="list.jsonl", line=number, reason="not JSON")
        elif number % 60 == 31:
            yield article(number - 1, f"Newer text at an address that came before, number {number}.")
        else:
            yield article(number)


def rows(ledger: Ledger) -> tuple[list[object], list[object]]:
    """Give all that lies in the two tables."""
    for shelf in (ledger._articles, ledger._rejects):
        shelf.refresh()
    return ledger._articles.rows().sort_by("id").to_pylist(), ledger._rejects.rows().sort_by("id").to_pylist()


def run(url: str, count: int, workers: int, batch: int, ready: str = "", pause: float = 0.0) -> None:
    """Ingest in a process of its own; the file ``ready`` tells when reading begins."""
    from chancery.cluster import ingest

    def told() -> Iterator[Article | Reject]:
        if ready:
            Path(ready).touch()
        yield from items(count)

    maker = partial(make, pause=pause)
    ingest(told(), Ledger.open(url, create=True), make_reader=maker, workers=workers, batch=batch)


if __name__ == "__main__":
    import sys

    run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5], float(sys.argv[6]))
