"""A plain text, such as a page's text with its furniture around it → what it says of an article."""

from __future__ import annotations

from chancery.article.cleaning import clean, one_line
from chancery.article.draft import Draft, Part
from chancery.article.lines import blocks, without_markdown
from chancery.article.sift import sift
from chancery.lexicon.furniture import plain
from chancery.lexicon.outlets import OutletTables


def read_plain(text: str, outlets: OutletTables, *, markdown: bool = False, headline: str | None = None) -> Draft:
    """Part headline, captions and body from section trail, share lines and the like; a ``headline`` that is known wins."""
    text = clean(text)
    lines = blocks(without_markdown(text) if markdown else text)
    title = one_line(clean(headline or ""))
    if title:
        body = [line for number, line in enumerate(lines) if number or plain(line) != plain(title)]
        lines, title = (body, title) if body else (lines, "")  # tables of headlines have the same in both columns
    found = sift(lines, outlets.furniture, has_headline=bool(title))
    return Draft(
        parts=[Part("headline", title), *found.parts] if title else found.parts,
        alternate_urls=found.alternate_urls,
        sections=found.head.sections,
        published=found.head.published,
        authors=found.head.authors,
    )
