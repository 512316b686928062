"""Draw events read in PolNeAR's and TimeBank's news to be judged by hand: type, players and status all right?

The corpora mark no such events, so nothing is scored by machine. The same draw gives the same places every time.

    python -m evaluation.drawn [--count 60] [--draw 1]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator

from chancery.model import Article, Record
from chancery.reading import Reader
from evaluation.corpora import looked_at
from evaluation.dates import stories
from evaluation.gate import political

TEXTS = 300


def articles() -> Iterator[Article]:
    """Give the articles of the half that is looked at."""
    yield from (article for article in political(TEXTS) if looked_at(article.id))
    yield from (story.article for story in stories() if looked_at(story.name))


def events_in(record: Record) -> Iterator[str]:
    """Give a line for every event of a record: what it was read as, and the sentence with its trigger marked."""
    names, text = {actor.id: actor.name for actor in record.actors}, record.article.text
    for event in record.events:
        who = [", ".join(names[one] for one in side) or "-" for side in (event.actor, event.recipient)]
        (start, end), (first, last) = event.trigger_span, event.sentence_span
        told = " ".join(f"{text[first:start]}[{text[start:end]}]{text[end:last]}".split())
        yield f"{event.event}/{event.mode or '-'} {who[0]} > {who[1]} {event.status} {event.because[0]} | {told}"


def main() -> int:
    """Print the events drawn."""
    parser = argparse.ArgumentParser(description="Draw events of the half that is looked at, to be judged by hand.")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--draw", type=int, default=1)
    chosen = parser.parse_args()
    found = [line for record in Reader().read_many(articles()) for line in events_in(record)]
    random.Random(chosen.draw).shuffle(found)
    print("\n".join(found[: chosen.count]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
