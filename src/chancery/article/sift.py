"""Parts the blocks of a page from its furniture, by the table of furniture and by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.article import addresses
from chancery.article.captions import LONGEST_CAPTION, SENTENCE_END, part
from chancery.article.draft import Part
from chancery.article.errors import ArticleError
from chancery.article.head import Head, is_label, read_head, take_authors
from chancery.lexicon.furniture import FurnitureRow, FurnitureTable, plain

FEWEST_PROSE = 8  # words of a question or exclamation that is news and no other article's headline
FEWEST_STOPPED = 4  # words of a sentence with a full stop; headlines have none
MOST_LINES = 5_000  # a newspaper article of a whole page has fewer than 300
LONGEST_LABEL = 25  # words: a block without a final stop that is longer is news cut short


@dataclass
class Sifted:
    """What the blocks of a page turned out to be."""

    parts: list[Part] = field(default_factory=list)
    alternate_urls: list[str] = field(default_factory=list)
    head: Head = field(default_factory=Head)


def sift(lines: Sequence[str], furniture: FurnitureTable, *, has_headline: bool = False) -> Sifted:
    """Part headline, captions and paragraphs from the furniture around them.

    ``has_headline`` says that the headline is known already, so that none is looked for in the lines.
    """
    if len(lines) > MOST_LINES:
        raise ArticleError(f"more than {MOST_LINES:,} lines, too long for an article")
    prose = [number for number, line in enumerate(lines) if is_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), len(lines))
    if len(lines) == 1:  # a single line is the article, whatever it looks like
        first = 0
    head = read_head(lines[:first], furniture, has_headline=has_headline)
    sifted = Sifted([Part("headline", head.headline)] if head.headline else [], head=head)
    passing: str | None = None  # the kind of furniture after which short lines are furniture too
    for number, line in enumerate(lines):
        row = furniture.furniture(line)
        if is_prose(line):
            passing = None
        if row is not None:
            passing = row.kind if number > last or _heads_list(line, row) else passing
        elif passing == "addresses" and addresses.is_address(line):
            sifted.alternate_urls.append(line)
        elif not passing and number not in head.taken and not take_authors(line, head, furniture):
            may_be_label = number < first and bool(prose) and (has_headline or head.headline is not None)
            _take(line, sifted.parts, furniture, in_head=number < first, may_be_label=may_be_label)
    return sifted


def is_prose(line: str) -> bool:
    """Tell whether a line is running text: a full sentence, or too long for a label."""
    words, ended = len(line.split()), SENTENCE_END.search(line)
    fewest = FEWEST_STOPPED if ended and "." in ended[0] else FEWEST_PROSE
    return words > LONGEST_LABEL or (words >= fewest and ended is not None)


def _heads_list(line: str, row: FurnitureRow) -> bool:
    """Other addresses, and other articles where the line says little more than that, follow on lines of their own."""
    is_lead = len(row.phrase.split()) * 2 >= len(plain(line).split())
    return row.kind == "addresses" or (row.kind == "related" and is_lead)


def _take(line: str, parts: list[Part], furniture: FurnitureTable, *, in_head: bool, may_be_label: bool) -> None:
    parted = part(line, furniture)
    if not any(map(str.isalnum, line)) or (parted.pictured and not parted.text):
        return
    is_caption = (parted.pictured or (parted.placed and in_head)) and len(parted.text.split()) <= LONGEST_CAPTION
    if is_caption and (parted.credit or in_head or not SENTENCE_END.search(line)):
        parts.append(Part("caption", parted.text, parted.credit))
    elif not (may_be_label and is_label(line)):
        parts.append(Part("paragraph", line))
