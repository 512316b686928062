"""What the gate costs and saves: findings of the road without it that are lost with it, and the share of words parsed.

The sample is drawn by digest from PolNeAR's train, TimeBank and the machine-written stories. An actor counts where it
takes part in a statement or an event. A finding that the gated road has and the other has not is counted as new.

    python -m evaluation.gate [TEXTS]    so many texts of each corpus (40)
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice

from chancery import model
from chancery.article import Article, ArticleError
from chancery.model import Record
from chancery.reading import Reader, blocks
from evaluation import dates, synthetic
from evaluation.corpora import shared
from evaluation.floors import report

KINDS = ("statements", "events", "dates", "actors")
_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")


def corpora(reader: Reader, size: int) -> dict[str, list[model.Article]]:
    """Draw so many texts of each corpus."""
    folder = shared() / "data"
    stories = synthetic.stories(folder / "synthetic" / "stories.csv.gz", reader.lexicon.codebook.modes)
    found: dict[str, list[model.Article]] = {
        "polnear": political(size),
        "timebank": [story.article for story in dates.stories()],
        "synthetic": list(_read_texts(story.text for story in islice(stories, 0, None, 7))),
    }
    return {name: _drawn(articles, size) for name, articles in found.items()}


def political(size: int) -> list[model.Article]:
    """Draw so many articles of PolNeAR."""
    return _drawn(list(_polnear()), size)


def _polnear() -> Iterator[model.Article]:
    with tarfile.open(shared() / "data" / "polnear" / "train.tar.gz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".txt") else None
            if file is not None:
                text = file.read().decode("utf8", "replace")
                paragraphs = tuple(found.span() for found in _PARAGRAPH.finditer(text))
                yield model.Article(id=member.name, text=text, paragraphs=paragraphs)


def _read_texts(texts: Iterable[str]) -> Iterator[model.Article]:
    for text in texts:
        with suppress(ArticleError):
            yield Article.from_text(text)


def _drawn(articles: Sequence[model.Article], size: int) -> list[model.Article]:
    return sorted(articles, key=lambda article: sha256(article.text.encode()).hexdigest())[:size]


def findings(record: Record) -> dict[str, Counter[object]]:
    """Give what a record found, in words that do not depend on ids."""
    who = {actor.id: (actor.name, actor.country, actor.sector) for actor in record.actors}

    def named(ids: Sequence[str]) -> tuple[object, ...]:
        return tuple(who.get(one) for one in ids)

    taking_part = {one for said in record.statements for one in (*said.speaker, *said.addressee)}
    taking_part |= {one for event in record.events for one in (*event.actor, *event.recipient)}
    return {
        "statements": Counter((s.cue_span, s.content_spans, s.kind, named(s.speaker)) for s in record.statements),
        "events": Counter(
            (e.trigger_span, e.event, e.mode, e.status, named(e.actor), named(e.recipient)) for e in record.events
        ),
        "dates": Counter((d.span, d.value) for d in record.dates),
        "actors": Counter(who[one] for one in taking_part if one in who),
    }


def measure(reader: Reader, gated: Reader, articles: Sequence[model.Article]) -> dict[str, float]:
    """Give the share of findings lost and new by kind, and of words parsed."""
    lost, new, all_found = Counter[str](), Counter[str](), Counter[str]()
    for plain, narrow in zip(reader.read_many(articles), gated.read_many(articles), strict=True):
        before, after = findings(plain), findings(narrow)
        for kind in KINDS:
            all_found[kind] += before[kind].total()
            lost[kind] += (before[kind] - after[kind]).total()
            new[kind] += (after[kind] - before[kind]).total()
    figures = {f"{kind} lost": lost[kind] / max(1, all_found[kind]) for kind in KINDS}
    figures |= {f"{kind} new": new[kind] / max(1, all_found[kind]) for kind in KINDS}
    words = sum(_words(article, blocks(article)) for article in articles)
    return figures | {
        "words parsed": sum(_words(article, gated.stretches(article)) for article in articles) / max(1, words)
    }


def _words(article: model.Article, spans: Sequence[model.Span]) -> int:
    return sum(len(article.text[start:end].split()) for start, end in spans)


def main() -> int:
    """Measure each corpus."""
    reader = Reader()
    gated = Reader(gate=True)
    figures: dict[str, float] = {}
    for name, articles in corpora(reader, int((sys.argv[1:] or ["40"])[0])).items():
        figures |= {f"{name} {key}": figure for key, figure in measure(reader, gated, articles).items()}
    return report("gate", figures)


if __name__ == "__main__":
    sys.exit(main())
