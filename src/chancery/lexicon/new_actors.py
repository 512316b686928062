"""The commonest names that no table knows, told so that a coder can judge them and paste them into a table."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chancery.model import Actor, Article, Record

# How far an example reaches to either side of the name.
AROUND = 60
EXAMPLES = 3
UNKNOWN = "cue:ner"


class NewActor(NamedTuple):
    """A name that no table knows: in how many articles, what the articles say of it, and where it stands."""

    name: str
    kind: str
    articles: int
    country: str | None
    sector: str | None
    role: str | None
    since: str | None
    until: str | None
    examples: tuple[str, ...]


def new_actors(records: Iterable[Record], *, at_least: int = 1) -> list[NewActor]:
    """Give the named actors of some records that no table knows, the commonest first; country and role as most articles say."""
    met: defaultdict[tuple[str, str], list[tuple[Actor, Article]]] = defaultdict(list)
    for record in records:
        for actor in record.actors:
            if _is_unknown(actor):
                met[actor.name, actor.kind].append((actor, record.article))
    found = [_told(name, kind, places) for (name, kind), places in met.items() if len(places) >= at_least]
    return sorted(found, key=lambda new: (-new.articles, new.name, new.kind))


def _is_unknown(actor: Actor) -> bool:
    """Is this somebody named whom only the language pipeline knew?"""
    named = [mention.because for mention in actor.mentions if mention.how == "name"]
    return (
        bool(named)
        and any(because.startswith(UNKNOWN) for because in named)
        and not any(".csv" in because for because in named)
    )


def _told(name: str, kind: str, places: list[tuple[Actor, Article]]) -> NewActor:
    days = sorted(article.published[:10] for _, article in places if article.published)
    return NewActor(
        name=name,
        kind=kind,
        articles=len(places),
        country=_most(actor.country for actor, _ in places),
        sector=_most(actor.sector for actor, _ in places),
        role=_most(actor.role for actor, _ in places),
        since=days[0] if days else None,
        until=days[-1] if days else None,
        examples=tuple(_example(actor, article) for actor, article in places[:EXAMPLES]),
    )


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def _example(actor: Actor, article: Article) -> str:
    start, end = next(mention.span for mention in actor.mentions if mention.how == "name")
    return " ".join(article.text[max(0, start - AROUND) : end + AROUND].split())


def as_rows(found: Iterable[NewActor]) -> Iterator[str]:
    """Give people as lines for ``people.csv`` and the rest as lines for ``bodies.csv``, with an empty example to be written.

    A person's dates are those of the articles: known until the last of them, not from the first day in office.
    """
    for new in found:
        source = f"read in {new.articles} articles, {new.since or '?'} to {new.until or '?'}"
        codes = [new.country or "", new.sector or ""]
        if new.kind == "person":
            yield _line([new.name, "", *codes, new.role or "", "", "", new.until or "", "", source, ""])
        else:
            yield _line([new.name, "", *codes, "", "", "", source, ""])


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
