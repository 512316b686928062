"""Draw events read in the news of three corpora to be judged by hand: type, players and status all right?

The corpora mark no such events, so nothing is scored by machine. The same draw gives the same places every time. PolNeAR's
texts come in a fixed order: with ``--skip`` the draw leaves out those that were looked at while something was mended.

    python -m evaluation.drawn [--count 60] [--draw 1] [--skip 0] [--from polnear timebank synthetic]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from contextlib import suppress

from chancery.article import Article, ArticleError
from chancery.model import Article as Text
from chancery.model import Record
from chancery.reading import Reader
from evaluation import dates, synthetic
from evaluation.corpora import looked_at, shared
from evaluation.gate import political

TEXTS = 300
CORPORA = ("polnear", "timebank", "synthetic")
# Machine-written stories are many: every so many-th is read, beginning behind those that were skipped.
EVERY = 20


def articles(corpus: str, skip: int, reader: Reader) -> Iterator[Text]:
    """Give the articles of a corpus, those of the half that is looked at."""
    if corpus == "polnear":
        yield from (article for article in political(skip + TEXTS)[skip:] if looked_at(article.id))
    elif corpus == "timebank":
        yield from (story.article for story in dates.stories() if looked_at(story.name))
    else:
        path = shared() / "data" / "synthetic" / "stories.csv.gz"
        stories = [story for story in synthetic.stories(path, reader.lexicon.codebook.modes) if story.seen]
        for story in stories[skip % EVERY :: EVERY]:
            with suppress(ArticleError):
                yield Article.from_text(story.text)


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
    parser.add_argument("--skip", type=int, default=0, help="leave out so many texts, those that were looked at before")
    parser.add_argument("--from", dest="corpora", nargs="+", choices=CORPORA, default=("polnear", "timebank"))
    chosen = parser.parse_args()
    reader = Reader()
    found = [
        line
        for corpus in chosen.corpora
        for record in reader.read_many(articles(corpus, chosen.skip, reader))
        for line in events_in(record)
    ]
    random.Random(chosen.draw).shuffle(found)
    print("\n".join(found[: chosen.count]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
