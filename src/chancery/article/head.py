"""What stands above an article: section trail, headline, date, authors, and the labels between them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.article import moments
from chancery.article.captions import SENTENCE_END, part
from chancery.lexicon.furniture import FurnitureTable, plain

LONGEST_HEADLINE = 30  # words
LONGEST_SECTION = 5
LONGEST_DATE_LINE = 16
FEWEST_HEADLINE = 4  # words by which a headline is told from the labels of a page's menu
LONGEST_MENU = 3
SEPARATOR = re.compile(r"\s+[/|>›»→\\]+\s+|\s*[›»>→]\s*")
ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")
NAME = re.compile(r"[A-Z][\w.’'-]*(?:\s+(?:de|van|von|bin|al|el|da|di|la|le|der|den|ter|[A-Z][\w.’'-]*)){1,4}")
NAMES = re.compile(rf"{NAME.pattern}(?:(?:,| and| &) {NAME.pattern})*(?: in [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)?")
AUTHORS_PARTED = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
UPDATED = re.compile(r"(?i)\b(?:last )?(?:updated?|modified)\b")
ZONES = frozenset(("gmt", "utc", "est", "edt", "cet", "cest", "bst", "ist"))
DAY_NAMES = frozenset(day.lower() for day in (*calendar.day_name, *calendar.day_abbr))


@dataclass
class Head:
    """What the lines above the first full sentence say; ``taken`` are the numbers of the lines that were used."""

    headline: str | None = None
    sections: tuple[str, ...] = ()
    published: str | None = None
    authors: tuple[str, ...] = ()
    taken: set[int] = field(default_factory=set)


def read_head(lines: Sequence[str], furniture: FurnitureTable, *, has_headline: bool) -> Head:
    """Read the lines above the first full sentence of a page."""
    head, left = Head(), []
    for number, line in enumerate(lines):
        if furniture.furniture(line):
            continue
        if (
            _take_sections(line, head, furniture)
            or _take_date(line, head, furniture)
            or take_authors(line, head, furniture)
        ):
            head.taken.add(number)
        else:
            left.append(number)
    if not has_headline:
        _take_headline(lines, left, head, furniture)
    return head


def is_label(line: str) -> bool:
    """Tell whether a line between headline and body is a label of the page or a list of names."""
    return len(line.split()) <= LONGEST_MENU or NAMES.fullmatch(line) is not None


def is_headline(line: str) -> bool:
    """Tell whether a line may be a headline: short, and without a final stop."""
    ended = SENTENCE_END.search(line)
    stopped = ended is not None and "." in ended[0] and not ABBREVIATION.search(line)
    return len(line.split()) <= LONGEST_HEADLINE and not stopped and not line.endswith((":", ";", ","))


def _take_headline(lines: Sequence[str], left: Sequence[int], head: Head, furniture: FurnitureTable) -> None:
    """The first line of a headline's length that is no caption; a page's title that only repeats a later line is none."""
    captions = {
        number for number in left for parted in [part(lines[number], furniture)] if parted.pictured or parted.placed
    }
    fit = [number for number in left if is_headline(lines[number]) and number not in captions]
    titles = [
        number for number in fit if _is_title_of(lines[number], [lines[other] for other in fit if other > number])
    ]
    fit = [number for number in fit if number not in titles]
    chosen = next((number for number in fit if len(lines[number].split()) >= FEWEST_HEADLINE), None)
    chosen = chosen if chosen is not None else next(iter(fit), None)
    if chosen is not None:
        head.headline = lines[chosen]
        head.taken |= {chosen, *titles}


def _is_title_of(line: str, later: Sequence[str]) -> bool:
    return any(line.startswith(other) and SEPARATOR.match(line, len(other)) for other in later)


def _take_sections(line: str, head: Head, furniture: FurnitureTable) -> bool:
    names = [name.strip() for name in SEPARATOR.split(line) if name.strip()]
    if head.sections or len(names) < 2 or any(len(name.split()) > LONGEST_SECTION for name in names):
        return False
    if moments.written(line):
        return False
    home = {plain(row.phrase) for row in furniture.rows if row.kind == "home"}
    head.sections = tuple(name for name in names if plain(name) not in home)
    return True


def _take_date(line: str, head: Head, furniture: FurnitureTable) -> bool:
    day = moments.written(line)
    if day is None or len(line.split()) > LONGEST_DATE_LINE:
        return False
    rows = [row for row in furniture.found(line) if row.kind in ("published", "updated")]
    rest = re.findall(r"[^\W\d_]{3,}", moments.without_date(line))
    labels = {word for row in rows for word in plain(row.phrase).split()} | DAY_NAMES | ZONES
    if any(word.casefold() not in labels for word in rest):
        return False
    changed = UPDATED.search(line)
    if head.published is None:
        head.published = moments.written(line[: changed.start()]) if changed else day
    return True


def take_authors(line: str, head: Head, furniture: FurnitureTable) -> bool:
    """Take the authors that a line such as "By Anna Huber" names; tell whether it is such a line."""
    row = next((row for row in furniture.found(line) if row.kind == "byline"), None)
    if row is None or SENTENCE_END.search(line):
        return False
    names = [name for name in AUTHORS_PARTED.split(line[len(row.phrase) :].strip(" :")) if name]
    if not names or not (NAME.fullmatch(names[0]) or re.fullmatch(r"[A-Z]\w+", names[0])):
        return False
    head.authors = head.authors or tuple(name for name in names if NAME.fullmatch(name))
    return True
