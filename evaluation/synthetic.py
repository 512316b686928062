"""Machine-written stories with one PLOVER type each: is it among the events read? ``python -m evaluation.synthetic [--all]``.

Without ``--all`` every tenth story is read, which holds only two or three of some types; each way has floors of its own.
Older mode names of the corpus stand for ours where they mean the same.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chancery import model
from chancery.article import Article, ArticleError
from chancery.model import Record
from chancery.reading import Reader
from evaluation.corpora import looked_at, shared
from evaluation.floors import report

MODES = {
    "siege": "seize", "sieze": "seize", "primative": "primitive", "ban": "restrict", "execute": "targeted",
    "assassinate": "targeted",
}  # fmt: skip
EVERY = 10


@dataclass(frozen=True)
class Story:
    """A story with its labels."""

    id: str
    text: str
    event: str
    mode: str | None

    @property
    def seen(self) -> bool:
        """Is it of the half that is looked at while working?"""
        return looked_at(self.id)


def stories(path: Path, modes: frozenset[str]) -> Iterator[Story]:
    """Read the stories; a mode that PLOVER does not have counts as none."""
    with gzip.open(path, "rt", encoding="utf8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            mode = MODES.get(row["mode"].lower(), row["mode"].lower())
            yield Story(str(number), row["text"], row["type"], mode if mode in modes else None)


def _article(story: Story) -> model.Article:
    """Give a story as an article; one that tells nothing at all as an empty one, in which nothing is found."""
    try:
        return Article.from_text(story.text)
    except ArticleError:
        return model.Article(id=story.id, text="", paragraphs=())


def figures(read: Sequence[tuple[Story, Record]]) -> dict[str, float]:
    """Give the share of stories with their type among the events, as the mean over types, and with their mode."""
    types: dict[str, list[bool]] = defaultdict(list)
    modes: list[bool] = []
    for story, record in read:
        types[story.event].append(any(event.event == story.event for event in record.events))
        if story.mode:
            modes.append(any((event.event, event.mode) == (story.event, story.mode) for event in record.events))
    return {
        "type": sum(sum(found) / len(found) for found in types.values()) / max(len(types), 1),
        "mode": sum(modes) / max(len(modes), 1),
    }


def main() -> int:
    """Score both halves; ``--misses`` shows the stories of the half that is looked at whose type was not found."""
    folder = shared()
    reader = Reader()
    chosen = list(stories(folder / "data" / "synthetic" / "stories.csv.gz", reader.lexicon.codebook.modes))
    if "--all" not in sys.argv:
        chosen = chosen[::EVERY]
    records = reader.read_many(map(_article, chosen))
    read = list(zip(chosen, records, strict=True))
    found: dict[str, float] = {}
    for name, half in (("seen", True), ("unseen", False)):
        some = figures([one for one in read if one[0].seen == half])
        found |= {f"{name}_{key}": value for key, value in some.items()}
    if "--misses" in sys.argv:
        for story, record in read:
            if story.seen and not any(event.event == story.event for event in record.events):
                kinds = sorted({f"{event.event}/{event.mode or ''}" for event in record.events})
                print(f"{story.event}/{story.mode}: {kinds} {story.text[:600]!r}")
    return report("synthetic, all" if "--all" in sys.argv else "synthetic", found)


if __name__ == "__main__":
    sys.exit(main())
