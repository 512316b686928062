"""Scoring marked pairs: what does the marked source do to the marked target?"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from chancery.extract import mending, relation, status
from chancery.extract.done.modality import Modality
from chancery.language import Pipeline, load
from chancery.lexicon import Lexicon
from chancery.model import Article, Event, Span
from evaluation.corpora import looked_at


@dataclass(frozen=True)
class Pair:
    """A sentence with two marked places and its gold labels."""

    id: str
    text: str
    source: Span
    target: Span
    gold: dict[str, str]

    @property
    def seen(self) -> bool:
        """Is it of the half that is looked at while working?"""
        return looked_at(self.id)


def pairs(path: Path, key: str, columns: Sequence[str]) -> Iterator[Pair]:
    """Read the marked pairs of a table; the first mark of each kind counts."""
    with path.open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, spans = unmarked(row["marked_sentence"])
            if {"s", "t"} <= spans.keys():
                yield Pair(row[key], text, spans["s"], spans["t"], {column: row[column] for column in columns})


def unmarked(marked: str) -> tuple[str, dict[str, Span]]:
    """Take the ``<s>`` and ``<t>`` marks out of a sentence and give their places."""
    text, end = "", 0
    starts: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for mark in re.finditer(r"<(/?)([st])>", marked):
        text += marked[end : mark.start()]
        end = mark.end()
        if mark[1]:
            spans.setdefault(mark[2], _tight(text, starts[mark[2]], len(text)))
        else:
            starts[mark[2]] = len(text)
    return text + marked[end:], spans


def _tight(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


class Asker:
    """Asks the relation of each pair."""

    def __init__(self, language: str | None = None) -> None:
        self.lexicon = Lexicon.load()
        self.pipeline: Pipeline = load(language)

    def ask(self, items: Sequence[Pair]) -> Iterator[tuple[Pair, Event | None]]:
        """Give each pair with the event between its two, its status judged."""
        docs = self.pipeline.parse_many((item.text, [(0, len(item.text))]) for item in items)
        for item, parsed in zip(items, docs, strict=True):
            doc = mending.mend(parsed, self.lexicon.events)
            article = Article(id=item.id, text=item.text, paragraphs=((0, len(item.text)),))
            event = relation.relation(doc, article, (), (), item.source, item.target, self.lexicon)
            if event is not None:
                (judged,) = status.judge(article, (event,), (), (), Modality.of(doc, self.lexicon))
                event = msgspec.structs.replace(judged, id=item.id)
            yield item, event


def macro_f1(answers: Sequence[tuple[str, str | None]]) -> float:
    """Give the mean F1 over the gold labels; no answer is a wrong answer."""
    labels = sorted({gold for gold, _ in answers})
    scores = []
    for label in labels:
        hit = sum(gold == label == given for gold, given in answers)
        wrong = sum(given == label != gold for gold, given in answers)
        missed = sum(gold == label != given for gold, given in answers)
        scores.append(2 * hit / (2 * hit + wrong + missed) if hit else 0.0)
    return sum(scores) / len(scores) if scores else 0.0


def shown(pair: Pair) -> str:
    """Give a pair's text with its marks, for reading."""
    marks = sorted(
        [(pair.source[0], "<s>"), (pair.source[1], "</s>"), (pair.target[0], "<t>"), (pair.target[1], "</t>")]
    )
    shown = pair.text
    for place, mark in reversed(marks):
        shown = shown[:place] + mark + shown[place:]
    return shown
