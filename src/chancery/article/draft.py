"""What was found on a page, in order, and how it becomes an article with its text and spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chancery.article import addresses, moments
from chancery.article.errors import ArticleError
from chancery.article.tongue import language_of
from chancery.datelines import dateline
from chancery.lexicon.furniture import FurnitureTable, plain
from chancery.lexicon.outlets import OutletTables
from chancery.model import Caption, Outlet, Span

LONGEST_TEXT = 1_000_000  # characters; a newspaper article of a whole page has 60,000
BETWEEN = "\n\n"
BRACKETED = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True)
class Part:
    """A stretch of the article's text: one line, never empty."""

    kind: Literal["headline", "caption", "paragraph"]
    text: str
    credit: str | None = None


@dataclass(frozen=True)
class Draft:
    """What a page says of an article, before it is put together."""

    parts: Sequence[Part]
    url: str | None = None
    alternate_urls: Sequence[str] = ()
    sections: Sequence[str] = ()
    published: str | None = None
    authors: Sequence[str] = ()
    outlet: str | None = None
    language: str | None = None


def finish(draft: Draft, *, published: str | None, url: str | None, outlets: OutletTables) -> dict[str, Any]:
    """Give the fields of the article: its text, where each part stands in it, and what it is known by.

    The caller's ``published`` and ``url`` win over the page's own, and what the page says over its dateline. Raises
    ArticleError where there is nothing to read, where it is too long to be an article, and where ``published`` is no ISO date.
    """
    if published is not None and moments.iso(published) is None:
        raise ArticleError(f"published {published!r} is no date such as 2021-04-16 or 2021-04-16T18:09:00+00:00")
    text = BETWEEN.join(part.text for part in draft.parts)
    if not any(part.kind == "paragraph" for part in draft.parts):
        raise ArticleError("no article found")
    if len(text) > LONGEST_TEXT:
        raise ArticleError(f"too long for an article ({len(text):,} characters)")
    spans = _spans(draft.parts)
    placed = list(zip(draft.parts, spans, strict=True))
    headline = next(((part.text, span) for part, span in placed if part.kind == "headline"), (None, None))
    address = url or draft.url
    outlet = addresses.outlet_of(address or next(iter(draft.alternate_urls), None), outlets, draft.outlet)
    return {
        "id": addresses.identifier(address, text, outlets),
        "text": text,
        "url": address,
        "alternate_urls": _distinct(draft.alternate_urls, address),
        "outlet": outlet,
        "sections": tuple(draft.sections),
        "headline": headline[0],
        "headline_span": headline[1],
        "published": moments.iso(published) or draft.published or _dateline_day(draft.parts),
        "authors": _distinct(_persons(draft.authors, outlet, outlets.furniture)),
        "captions": tuple(Caption(span=span, credit=part.credit) for part, span in placed if part.kind == "caption"),
        "language": language_of(text, outlets.languages) or draft.language,
        "paragraphs": tuple(span for part, span in placed if part.kind == "paragraph"),
    }


def _persons(authors: Sequence[str], outlet: Outlet, furniture: FurnitureTable) -> list[str]:
    """Give the authors but for the outlet itself and for what stands there in place of a name."""
    nobody = {plain(row.phrase) for row in furniture.rows if row.kind == "nobody"}
    nobody |= {plain(name) for name in (outlet.name, outlet.domain) if name}
    return [name for name in authors if plain(BRACKETED.sub("", name)) not in nobody]


def _dateline_day(parts: Sequence[Part]) -> str | None:
    """Give the day that the first paragraph's dateline names with its year ("LIMA, May 3, 2024 (AP) — ")."""
    opening = next((part.text for part in parts if part.kind == "paragraph"), "")
    found = dateline(opening, 0, len(opening))
    return moments.written(found[0]) if found else None


def _spans(parts: Sequence[Part]) -> list[Span]:
    spans, start = [], 0
    for part in parts:
        spans.append((start, start + len(part.text)))
        start += len(part.text) + len(BETWEEN)
    return spans


def _distinct(values: Sequence[str], *known: str | None) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(values) if value and value not in known)
