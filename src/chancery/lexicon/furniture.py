"""The furniture of a page, as a table: what stands around an article and is no part of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from chancery.lexicon import table
from chancery.model import Record

LineKind = Literal[
    "share",  # buttons and calls to pass the article on
    "subscribe",  # newsletters, apps, payment
    "related",  # leads to other articles: all that follows up to the next full sentence is other articles' headlines
    "copyright",
    "addresses",  # heads a list of other addresses of the same page
    "note",  # who reported or edited, corrections desk, advertisement marks
]
HeadKind = Literal[
    "published",  # comes before the date of publication
    "updated",  # comes before the date of a later change
    "byline",  # comes before the authors
    "home",  # a link of the section trail that is no section
    "nobody",  # stands where the author would, and is none
]
CaptionKind = Literal[
    "photo",  # says that a line is the caption of a picture, or introduces its credit
    "agency",  # who supplies pictures
    "position",  # where in the picture a person stands
]
FurnitureKind = Literal[LineKind, HeadKind, CaptionKind]
WORD = re.compile(r"[\w'&@©]+")
LINE_KINDS: frozenset[str] = frozenset(get_args(LineKind))
CAPTION_KINDS: frozenset[str] = frozenset(get_args(CaptionKind))


class FurnitureRow(table.Row, frozen=True, kw_only=True):
    """A phrase of page furniture.

    ``place`` says where in a line it stands: ``line`` is the whole of it. ``words`` is the length of the longest line
    that is furniture by this phrase. ``example`` is such a line, or for the kinds ``photo``, ``agency`` and ``position``
    a caption, whose picture is credited to ``gives``. ``not_example`` is a sentence that is none.
    """

    phrase: str
    kind: FurnitureKind
    place: Literal["line", "start", "end", "within"]
    words: int
    example: str
    gives: str | None = None
    not_example: str | None = None

    @property
    def key(self) -> str:
        """Kind and phrase."""
        return f"{self.kind}:{self.phrase}"


@dataclass(frozen=True, eq=False)
class FurnitureTable:
    """The rows, looked up by line."""

    rows: tuple[FurnitureRow, ...]

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[list[str], FurnitureRow]]]:
        found: dict[str, list[tuple[list[str], FurnitureRow]]] = {}
        for row in self.rows:
            words = plain(row.phrase).split()
            found.setdefault(words[0], []).append((words, row))
        return {word: sorted(rows, key=lambda pair: len(pair[0])) for word, rows in found.items()}

    def furniture(self, line: str) -> FurnitureRow | None:
        """Give the row by which a line is furniture, or None."""
        return next((row for row in self.found(line) if row.kind in LINE_KINDS), None)

    def found(self, line: str) -> Iterator[FurnitureRow]:
        """Give every row that fits a line."""
        words = plain(line[:2000]).split()
        for first, word in enumerate(words):
            for phrase, row in self._by_first_word.get(word, ()):
                last = first + len(phrase)
                if len(words) <= row.words and words[first:last] == phrase and _stands(row, first, last, len(words)):
                    yield row

    def phrases(self, *kinds: FurnitureKind) -> str:
        """Give the phrases of some kinds as a regular expression, longest first."""
        phrases = sorted((row.phrase for row in self.rows if row.kind in kinds), key=lambda one: (-len(one), one))
        return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)

    def proofs(self) -> Iterator[table.Proof]:
        """Give the examples: lines that must not be read, captions that must be parted from their credit."""
        for row in self.rows:
            if row.kind in LINE_KINDS:
                yield table.Proof(row, _page(row.example), None, "no such line in the text", _lacks(row.example))
            elif row.kind in CAPTION_KINDS:
                yield table.Proof(row, _page(row.example), None, f"a credit {row.gives!r}", _credits(row.gives))
            elif row.kind == "published":
                yield table.Proof(row, _page(row.example), None, "a date of publication", _is_dated)
            elif row.kind == "nobody":
                yield table.Proof(row, _page(row.example), None, "no author", _is_by_nobody)
            elif row.kind == "byline":
                yield table.Proof(row, _page(row.example), None, f"the author {row.gives!r}", _is_by(row.gives))
            if row.not_example:
                yield table.Proof(row, _page(row.not_example), None, "the line kept", _keeps(row.not_example))


def load_furniture(tables: table.Tables) -> FurnitureTable:
    """Read en/furniture.csv."""
    return FurnitureTable(tables.rows("en/furniture.csv", FurnitureRow))


def plain(line: str) -> str:
    """Give the words of a line in lower case, without punctuation."""
    return " ".join(WORD.findall(line.replace("’", "'").casefold()))


def _stands(row: FurnitureRow, first: int, last: int, length: int) -> bool:
    starts, ends = first == 0, last == length
    return {"line": starts and ends, "start": starts, "end": ends, "within": True}[row.place]


def _page(line: str) -> str:
    return f"Ministers meet in Vienna\n\n{line}\n\nThe ministers of Austria and Hungary met in Vienna on Monday."


def _lacks(line: str) -> Callable[[Record], bool]:
    return lambda record: line not in record.article.text


def _keeps(line: str) -> Callable[[Record], bool]:
    return lambda record: line in record.article.text


def _credits(credit: str | None) -> Callable[[Record], bool]:
    return lambda record: [caption.credit for caption in record.article.captions] == [credit]


def _is_dated(record: Record) -> bool:
    return record.article.published is not None


def _is_by_nobody(record: Record) -> bool:
    return not record.article.authors


def _is_by(author: str | None) -> Callable[[Record], bool]:
    return lambda record: author in record.article.authors
