"""A plain text, such as a page's text with its furniture around it → what it says of an article."""

from __future__ import annotations

from chancery.article.cleaning import clean
from chancery.article.draft import Draft
from chancery.article.lines import blocks, without_markdown
from chancery.article.sift import sift
from chancery.lexicon.outlets import OutletTables


def read_plain(text: str, outlets: OutletTables, *, markdown: bool = False) -> Draft:
    """Part headline, captions and body from section trail, share lines and the like."""
    text = clean(text)
    found = sift(blocks(without_markdown(text) if markdown else text), outlets.furniture)
    return Draft(
        parts=found.parts,
        alternate_urls=found.alternate_urls,
        sections=found.sections,
        published=found.published,
        authors=found.authors,
    )
