"""Parts the blocks of a page from its furniture, by the table of furniture and by where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.article import addresses, moments
from chancery.article.captions import LONGEST_CAPTION, SENTENCE_END, part
from chancery.article.draft import Part
from chancery.article.errors import ArticleError
from chancery.lexicon.furniture import FurnitureTable, plain

FEWEST_PROSE = 8  # words of a question or exclamation that is news and no other article's headline
FEWEST_STOPPED = 4  # words of a sentence with a full stop; headlines have none
MOST_LINES = 5_000  # a newspaper article of a whole page has fewer than 300
LONGEST_LABEL = 25  # words: a block without a final stop that is longer is news cut short
LONGEST_HEADLINE = 30
SEPARATOR = re.compile(r"\s+[/|>›»→\\]+\s+|\s*[›»>→]\s*")
LONGEST_SECTION = 5
ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")
NAME = re.compile(r"[A-Z][\w.’'-]*(?:\s+(?:de|van|von|bin|al|el|da|di|la|le|der|den|ter|[A-Z][\w.’'-]*)){1,4}")
AUTHORS_PARTED = re.compile(r"\s*(?:,|;|&|\band\b)\s*")


@dataclass
class Sifted:
    """What the blocks of a page turned out to be."""

    headline: str | None = None
    parts: list[Part] = field(default_factory=list)
    sections: tuple[str, ...] = ()
    alternate_urls: list[str] = field(default_factory=list)
    published: str | None = None
    authors: tuple[str, ...] = ()


def sift(lines: Sequence[str], furniture: FurnitureTable, *, has_headline: bool = False) -> Sifted:
    """Part headline, captions and paragraphs from the furniture around them.

    ``has_headline`` says that the headline is known already, so that none is looked for in the lines.
    """
    if len(lines) > MOST_LINES:
        raise ArticleError(f"more than {MOST_LINES:,} lines, too long for an article")
    sifted = Sifted()
    prose = [number for number, line in enumerate(lines) if is_prose(line)]
    first = prose[0] if prose else len(lines)
    last = prose[-1] if prose else len(lines)
    alone = len(lines) == 1  # a single line is the article, whatever it looks like
    passing = None  # the furniture after which short lines are furniture too
    for number, line in enumerate(lines):
        if is_prose(line):
            passing = None
        row = furniture.furniture(line)
        if row is not None:
            is_list = row.kind in ("related", "addresses") and len(row.phrase.split()) * 2 >= len(plain(line).split())
            passing = row.kind if number > last or row.kind == "addresses" or is_list else passing
        elif passing == "addresses" and addresses.is_address(line):
            sifted.alternate_urls.append(line)
        elif (number < first and not alone and _is_page_head(line, sifted, furniture)) or (
            passing and not is_prose(line)
        ):
            continue
        else:
            _take(line, sifted, furniture, in_head=number < first and not has_headline, alone=alone)
    return sifted


def is_prose(line: str) -> bool:
    """Tell whether a line is running text: a full sentence, or too long for a label."""
    words, ended = len(line.split()), SENTENCE_END.search(line)
    fewest = FEWEST_STOPPED if ended and "." in ended[0] else FEWEST_PROSE
    return words > LONGEST_LABEL or (words >= fewest and ended is not None)


def _take(line: str, sifted: Sifted, furniture: FurnitureTable, *, in_head: bool, alone: bool) -> None:
    parted = part(line, furniture)
    is_caption = parted.pictured and parted.text and len(parted.text.split()) <= LONGEST_CAPTION
    if is_caption and (parted.credit or in_head or not SENTENCE_END.search(line)):
        sifted.parts.append(Part("caption", parted.text, parted.credit))
    elif in_head and not alone and sifted.headline is None and is_headline(line):
        sifted.headline = line
        sifted.parts.insert(0, Part("headline", line))
    else:
        sifted.parts.append(Part("paragraph", line))


def is_headline(line: str) -> bool:
    """Tell whether a line may be a headline: short, and without a final stop."""
    ended = SENTENCE_END.search(line)
    stopped = ended is not None and "." in ended[0] and not ABBREVIATION.search(line)
    return len(line.split()) <= LONGEST_HEADLINE and not stopped and not line.endswith((":", ";", ","))


def _is_page_head(line: str, sifted: Sifted, furniture: FurnitureTable) -> bool:
    """Take what stands above an article: section trail, date, authors."""
    return (
        _take_sections(line, sifted, furniture)
        or _take_date(line, sifted, furniture)
        or _take_authors(line, sifted, furniture)
    )


def _take_sections(line: str, sifted: Sifted, furniture: FurnitureTable) -> bool:
    names = [name.strip() for name in SEPARATOR.split(line) if name.strip()]
    if sifted.headline or len(names) < 2 or any(len(name.split()) > LONGEST_SECTION for name in names):
        return False
    home = {plain(row.phrase) for row in furniture.rows if row.kind == "home"}
    sifted.sections = tuple(name for name in names if plain(name) not in home)
    return True


def _take_date(line: str, sifted: Sifted, furniture: FurnitureTable) -> bool:
    day = moments.written(line)
    if day is None or len(line.split()) > 16:
        return False
    rows = [row for row in furniture.found(line) if row.kind in ("published", "updated")]
    rest = re.findall(r"[^\W\d_]{3,}", moments.without_date(line))
    labels = {word for row in rows for word in plain(row.phrase).split()} | _day_names()
    if any(word.casefold() not in labels for word in rest):
        return False
    published = not rows or rows[0].kind == "published" or moments.written(re.split("(?i)updated?", line)[0])
    if published and sifted.published is None:
        sifted.published = day
    return True


def _day_names() -> set[str]:
    import calendar

    zones = {"gmt", "utc", "est", "edt", "cet", "cest", "bst", "ist"}
    return {day.lower() for day in (*calendar.day_name, *calendar.day_abbr)} | zones


def _take_authors(line: str, sifted: Sifted, furniture: FurnitureTable) -> bool:
    row = next((row for row in furniture.found(line) if row.kind == "byline"), None)
    if row is None or SENTENCE_END.search(line):
        return False
    names = [name for name in AUTHORS_PARTED.split(line[len(row.phrase) :].strip(" :")) if name]
    people = tuple(name for name in names if NAME.fullmatch(name))
    if not people or not NAME.fullmatch(names[0]):
        return False
    sifted.authors = people
    return True
