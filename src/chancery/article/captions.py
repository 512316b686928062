"""Captions of pictures, parted from what credits the picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from chancery.lexicon.furniture import FurnitureTable, plain

LONGEST_CREDIT = 14  # words
LONGEST_CAPTION = 90  # words
LONGEST_TAIL = 160  # characters at the end of a line in which a credit is looked for
MOST_CREDITS = 4
LONGEST_NAME = 6  # words of a photographer and an agency
LONGEST_LINE = 1500  # characters of a line that may be a caption with its credit
PHOTOGRAPHER = r"[A-Z][\w.’'-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.’'-]*){0,4}"
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,160})[)\]]\s*\.?\s*$")
WHOLE_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]\.?")
SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")
PREPOSITION = re.compile(r"\b(?:via|by|for|of|and)\b")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True)
class Parted:
    """A caption without its credit.

    ``pictured`` is true where the line itself says that it is a caption, ``placed`` where it says where in the picture
    somebody stands, which only counts above the body.
    """

    text: str
    credit: str | None
    pictured: bool
    placed: bool = False


def part(line: str, furniture: FurnitureTable) -> Parted:
    """Part a caption from its credit, as in ``… in Vienna. (File photo via AP)``.

    >>> part("The ministers in Vienna (file photo via AP)", furniture)  # doctest: +SKIP
    Parted(text='The ministers in Vienna', credit='AP', pictured=True)
    """
    words = _words(furniture)
    if len(line) > LONGEST_LINE:
        return Parted(text=line, credit=None, pictured=False)
    text, led = words.lead.subn("", _unbracketed(line, words), count=1)
    pictured = bool(led)
    credits: list[str] = []
    while len(credits) < MOST_CREDITS and (found := words.credit_at_end(text)):
        text, credit = text[: found.start()].rstrip(" |–—-/\t"), found[1]
        pictured = pictured or words.is_sure(found[0]) or not SENTENCE_END.search(text)
        credits.insert(0, credit)
    names = [name for name in map(words.name, credits) if name]
    if led and not credits and _is_name(text):
        text, names = "", [text]
    placed = bool(words.position.search(line))
    return Parted(text=text, credit="/".join(names) or None, pictured=pictured, placed=placed)


def credit_name(credit: str, furniture: FurnitureTable) -> str | None:
    """Give whom a credit names, without the words around it: ``Photo: PA`` gives ``PA``."""
    return _words(furniture).name(credit)


def _is_name(text: str) -> bool:
    """What follows "Photo:" is a caption, or only a name."""
    return len(text.split()) <= LONGEST_NAME and not SMALL_WORD.search(PREPOSITION.sub("", text))


def _unbracketed(line: str, words: _CreditWords) -> str:
    """Some pages put the whole caption in brackets: ``[Photo: The ministers in Vienna/AFP]``."""
    whole = WHOLE_BRACKETS.fullmatch(line)
    return whole[1] if whole and words.lead.match(whole[1]) else line


@cache
def _words(furniture: FurnitureTable) -> _CreditWords:
    return _CreditWords(furniture)


class _CreditWords:
    """The patterns of credits, made once from the table."""

    def __init__(self, furniture: FurnitureTable) -> None:
        photo, agency = furniture.phrases("photo"), furniture.phrases("agency")
        self.lead = re.compile(rf"^\s*(?:{photo})(?:\s*[:–—]\s*|\s+-\s+|(?<=\bcaption),\s+|(?<=\bsource),\s+)", re.I)
        self.introduced = re.compile(rf"^\s*[©|/]*\s*(?:{photo})\b[\s:./|–—-]*(?:(?:by|via|from|source)\b:?\s*)?", re.I)
        self.trailing = re.compile(rf"[\s/|,–—-]*\b(?:{photo})\s*$", re.I)
        self.labelled = re.compile(rf"(?:^|[\s.|–—]+)((?:{photo})\s*:\s*[^:]{{1,120}})$", re.I)
        self.slashed = re.compile(
            rf"(?:^|(?<=[.!?\"”’)])\s+|\s+[|–—-]\s+|\s*/\s*)"
            rf"((?:{PHOTOGRAPHER}\s*/\s*)?(?:{agency})(?:\s*/\s*[^/!?]{{1,60}})*)\s*$"
        )
        self.marked = re.compile(r"(?:^|\s+)(©\s*[^©.]{1,100})$")
        self.photo = re.compile(rf"\b(?:{photo})\b", re.I)
        self.agency = re.compile(rf"(?<![\w.])(?:{agency})(?![\w])")
        self.position = re.compile(rf"[(\[](?:{furniture.phrases('position')})[)\]]")
        self.agencies = frozenset(plain(row.phrase) for row in furniture.rows if row.kind == "agency")

    def credit_at_end(self, text: str) -> re.Match[str] | None:
        bracketed = BRACKETS.search(text)
        if bracketed and self.is_credit(bracketed[1]):
            return bracketed
        start = max(0, len(text) - LONGEST_TAIL)
        if not (self.agency.search(text, start) or self.photo.search(text, start) or "©" in text[start:]):
            return None
        for pattern in (self.labelled, self.slashed, self.marked):
            found = pattern.search(text, start)
            if found and len(found[1].split()) <= LONGEST_CREDIT:
                return found
        return None

    def is_credit(self, bracketed: str) -> bool:
        """Whom a bracket credits is a name or two; "with reports from Reuters" is none."""
        if len(bracketed.split()) > LONGEST_CREDIT:
            return False
        rest = PREPOSITION.sub("", self.agency.sub("", bracketed))
        agency = self.agency.search(bracketed) and not SMALL_WORD.search(rest)
        photo = self.photo.search(bracketed) and not self._is_remark(bracketed)
        return bool(photo or agency)

    def _is_remark(self, bracketed: str) -> bool:
        """A bracket may speak of a picture without crediting it: "(see the photo on page 3)"."""
        named = self.name(bracketed)
        return named is not None and not any(map(str.isupper, named))

    def is_sure(self, credit: str) -> bool:
        """News itself may end in "(Reuters)", but not in "(Photo: Reuters)" or "Anna Huber/Reuters"."""
        return "/" in credit or "©" in credit or self.photo.search(credit) is not None

    def name(self, credit: str) -> str | None:
        previous = None
        while previous != credit:
            previous = credit
            credit = self.trailing.sub("", credit) if plain(credit) not in self.agencies else credit
            credit = self.introduced.sub("", credit) if not self._is_agency_first(credit) else credit
            credit = credit.strip(" \t:;,.|/©–—-")
        return credit or None

    def _is_agency_first(self, credit: str) -> bool:
        return bool(self.agency.match(credit))
