"""The text of an article with its findings marked: stretches of text, each with what covers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from chancery.model import Record, Span

Kind = Literal["actor", "date", "cue", "content", "event"]


@dataclass(frozen=True)
class Mark:
    """A finding at a place; ``anchor`` is the id of its explanation on the page."""

    span: Span
    kind: Kind
    anchor: str


@dataclass(frozen=True)
class Stretch:
    """A run of text that the same marks cover; ``anchor`` leads to the narrowest of them."""

    text: str
    kinds: tuple[Kind, ...]
    anchor: str | None


def marks(record: Record) -> list[Mark]:
    """Give every place of a record that a reader may ask about."""
    found = [Mark(mention.span, "actor", actor.id) for actor in record.actors for mention in actor.mentions]
    found += [Mark(date.span, "date", f"d{number}") for number, date in enumerate(record.dates, 1)]
    for said in record.statements:
        found += [Mark(span, "content", said.id) for span in said.content_spans]
        found += [Mark(said.cue_span, "cue", said.id)] if said.cue_span else []
    found += [Mark(event.trigger_span, "event", event.id) for event in record.events]
    return found


def stretches(record: Record, block: Span) -> Iterator[Stretch]:
    """Cut a block of the article's text wherever a mark begins or ends; the pieces joined give the block's text."""
    inside = [mark for mark in marks(record) if mark.span[0] < block[1] and block[0] < mark.span[1]]
    edges = {block[0], block[1]}
    for mark in inside:
        edges |= {min(max(edge, block[0]), block[1]) for edge in mark.span}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        covering = [mark for mark in inside if mark.span[0] <= start and end <= mark.span[1]]
        covering.sort(key=lambda mark: (mark.span[1] - mark.span[0], mark.kind))
        kinds = tuple(dict.fromkeys(mark.kind for mark in covering))
        yield Stretch(record.article.text[start:end], kinds, covering[0].anchor if covering else None)
