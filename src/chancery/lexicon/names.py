"""Finding the names of a table in running text: one pass of an Aho-Corasick automaton, whole words, the longest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

Found = TypeVar("Found")

# Latin letters with marks, one character each: folding them leaves every offset where it was.
_LATIN = (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))
_ALIKE = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "\u2010": "-", "\u2011": "-", "ł": "l", "Ł": "L"}
_ALIKE |= {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "ı": "i", "ð": "d"}


def _folding() -> dict[str, str]:
    table = dict(_ALIKE)
    for code in _LATIN:
        plain = "".join(part for part in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(part))
        if len(plain) == 1:
            table.setdefault(chr(code), plain)
    return table


_FOLDING = _folding()
# Few letters of a text need folding, and a pattern passes over the others sooner than ``str.translate`` does.
_FOLDED = re.compile(f"[{''.join(map(re.escape, _FOLDING))}]")


def fold(text: str) -> str:
    """Take the marks off Latin letters and make apostrophes, hyphens and spaces alike; no offset changes."""
    return text if text.isascii() else _FOLDED.sub(lambda found: _FOLDING[found[0]], text)


def lowered(text: str) -> str:
    """Fold a text and lower its letters; no offset changes."""
    folded = fold(text)
    low = folded.lower()
    return low if len(low) == len(folded) else "".join(char.lower()[:1] for char in folded)


def slug(*parts: str) -> str:
    """Make a readable identifier: ``slug("Sauli Niinistö")`` is ``"sauli-niinisto"``."""
    return "-".join(re.findall(r"[^\W_]+", lowered(" ".join(parts).replace("'", ""))))


class Matcher(Generic[Found]):
    """Finds every entry of a table in a text, on whole words; of two that overlap the longer, then the earlier, is given."""

    def __init__(self, entries: Mapping[str, tuple[Found, ...]]) -> None:
        self._entries = list(entries.values())
        self._automaton = AhoCorasick(list(entries), matchkind=MatchKind.Standard) if entries else None

    def find(self, text: str) -> list[tuple[int, int, tuple[Found, ...]]]:
        """Give (start, end, what the table holds for it) in text order."""
        if self._automaton is None:
            return []
        size = len(text)
        whole = [
            (start, -stop, which)
            for which, start, stop in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not (start and text[start - 1].isalnum() and text[start].isalnum())
            and (stop >= size or not (text[stop].isalnum() and text[stop - 1].isalnum()))
        ]
        found = []
        end = 0
        for start, back, which in sorted(whole):
            if start >= end:
                end = -back
                found.append((start, end, self._entries[which]))
        return found


def plural(lemma: str) -> str:
    """Give the plural of a noun or of the last word of a noun group ("member of parliament" by its first)."""
    head, preposition, rest = lemma.partition(" of ")
    if preposition:
        return plural(head) + preposition + rest
    if head.endswith("man"):
        return head[:-2] + "en"
    for singular, many in (("person", "people"), ("child", "children"), ("wife", "wives"), ("foot", "feet")):
        if head.endswith(singular):
            return head.removesuffix(singular) + many
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return head[:-1] + "ies"
    if head.endswith(("s", "x", "z", "ch", "sh")):
        return head + "es"
    return head + "s"


def words_of(names: Iterable[str]) -> Iterator[str]:
    """Give the words of some names, folded."""
    for name in names:
        yield from fold(name).split()
