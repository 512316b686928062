"""What the gate spares on a mixed stream: ``python -m benchmarks.gate [FOLD]``, over the corpora of ``../shared``.

One article in five is political news, the others are GUM's academic, spoken and travel texts, essays and textbooks. Told as
ratios of processor time in one run: parsing everything, as the reader does and as spaCy itself does, against the whole road with
the gate and without.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from itertools import chain

from benchmarks.road import spacys_own
from chancery import model
from chancery.reading import Reader, blocks
from evaluation import gate, parse
from evaluation.corpora import shared

OTHER = frozenset("academic conversation essay podcast textbook vlog voyage".split())


def stream(fold: int) -> tuple[list[model.Article], list[model.Article]]:
    """Give the political articles and the others; another ``fold`` gives other political articles."""
    folder = shared() / "data" / "treebank"
    texts = chain(*(parse.treebank(folder / f"gum-{part}.conllu.gz") for part in ("train", "dev")))
    others = [
        model.Article(id=f"gum{number}", text=text.text, paragraphs=tuple(text.blocks))
        for number, text in enumerate(texts)
        if text.genre in OTHER
    ]
    size = len(others) // 4
    return gate.political(size * (fold + 1))[size * fold :], others


def seconds(act: Callable[[], object]) -> float:
    """Give the seconds of the processor."""
    before = time.process_time()
    act()
    return time.process_time() - before


def compare(name: str, plain: Reader, gated: Reader, articles: Sequence[model.Article]) -> None:
    """Print how much faster than parsing everything the two roads are."""
    whole = [(article.text, blocks(article)) for article in articles]
    list(plain.pipeline.parse_many(whole))  # so that the words of the stream are known to all that is timed
    parsed = seconds(lambda: list(plain.pipeline.parse_many(whole)))
    own = spacys_own(articles)
    road, narrow = (seconds(lambda r=reader: list(r.read_many(articles))) for reader in (plain, gated))  # type: ignore[misc]
    words = sum(len(article.text.split()) for article in articles)
    kept = sum(len(article.text.split()) for article in articles if gated.stretches(article))
    print(
        f"{name:<16}{len(articles):5d} articles {words:7d} words, {kept / words:5.1%} of them parsed; "
        f"parsing everything takes {parsed / road:.2f} x the road, {parsed / narrow:.2f} x the road with the gate; "
        f"parsing everything in spaCy's own way {own / road:.2f} x and {own / narrow:.2f} x; "
        f"the gate makes the road {road / narrow:.2f} x as fast"
    )


def main() -> None:
    """Measure and print."""
    news, others = stream(int((sys.argv[1:] or ["0"])[0]))
    plain, gated = Reader(), Reader(gate=True)
    gated.pipeline = plain.pipeline
    for reader in (plain, gated):
        list(reader.read_many(news[:2]))
    compare("political news", plain, gated, news)
    compare("mixed stream", plain, gated, [*news, *others])


if __name__ == "__main__":
    main()
