"""The gate: which stretches of a text deserve the parse, told by one pass over the raw text.

The caller brings the strings (names, event words, speech verbs, taken from the lexicon's tables); the gate knows no word of
its own but quotation marks. It errs on the side of parsing: stretches run from one sure sentence bound to another, and
neighbours are parsed together, so that what is let through is parsed as it would have been without a gate.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from chancery.model import Span

ABBREVIATIONS = Path(__file__).parent / "abbreviations.txt"
# The kind of the strings of a caller that does not tell kinds apart, and of quotation marks.
ANY, QUOTATION = "any", "quotation"

_QUOTES = re.compile("[\"“”„«»‟]|(?<!\\w)[‘'](?=\\w)|``|''")
_OTHER = re.compile(r"\W")
# A stop with what may close after it, white space, and what may open a sentence; or an empty line.
_BOUND = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*\s+|\n\s*\n\s*)(?=[\"'“‘„«(\[]*[A-Z0-9À-ÖØ-ÞĀ-ſ])")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘-]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")


class Hit(NamedTuple):
    """A string of the caller's found in a text."""

    start: int
    stop: int
    kind: str


class Gate:
    """Lets stretches through in which a string of the caller's stands, or a quotation mark.

    ``patterns`` are strings, or strings by kind. They match whole words in any case, and ``attack*`` any word that begins so.
    ``sentence`` names the kinds that let a sentence through (all, if None). ``document`` holds groups of kinds: the document
    must have one of each group, or nothing of it is let through. ``margin`` sentences on either side go with a sentence.
    """

    def __init__(
        self,
        patterns: Iterable[str] | Mapping[str, Iterable[str]],
        *,
        sentence: Collection[str] | None = None,
        document: Sequence[Collection[str]] = (),
        margin: int = 0,
    ) -> None:
        by_kind = patterns if isinstance(patterns, Mapping) else {ANY: patterns}
        known = {(_key(string), kind) for kind, strings in by_kind.items() for string in strings}
        rows = sorted((key, kind) for key, kind in known if key.strip())
        self._kinds = [kind for _, kind in rows]
        self._beyond = [2 if key.endswith(" ") else 1 for key, _ in rows]
        self._automaton = AhoCorasick([key for key, _ in rows]) if rows else None
        self._sentence = None if sentence is None else frozenset(sentence)
        self._document = [frozenset(group) for group in document]
        self._margin = margin

    def hits(self, text: str) -> list[Hit]:
        """Every string of the caller's in the text, in order; overlapping ones too."""
        if self._automaton is None:
            return []
        found = self._automaton.find_matches_as_indexes(_plain(text), overlapping=True)
        # The automaton's text has a blank before it and each key begins with one: a match starts where the word does.
        return [Hit(start, stop - self._beyond[i], self._kinds[i]) for i, start, stop in found]

    def admit(self, text: str, blocks: Sequence[Span]) -> list[Span]:
        """The stretches of the blocks that deserve the parse, in order."""
        hits = self.hits(text)
        quotes = [match.start() for match in _QUOTES.finditer(text)]
        kinds = {hit.kind for hit in hits} | ({QUOTATION} if quotes else set())
        if not all(kinds & group for group in self._document):
            return []
        marks = sorted(hit.start for hit in hits if self._sentence is None or hit.kind in self._sentence)
        if self._sentence is not None and QUOTATION not in self._sentence:
            quotes = []
        return [span for block in sorted(blocks) for span in self._admit_block(text, block, marks, quotes)]

    def _admit_block(self, text: str, block: Span, marks: list[int], quotes: list[int]) -> Iterator[Span]:
        """The stretches of one block: runs of sentences that hold a mark or lie between quotation marks."""
        start, stop = block
        quoted = quotes[bisect_left(quotes, start) : bisect_left(quotes, stop)]
        if not quoted and not _any_between(marks, start, stop):
            return
        sentences = split(text, block)
        first = quoted[0] if quoted else stop
        # An odd quotation mark opens what the block never closes.
        last = stop if len(quoted) % 2 else max(quoted, default=start)
        wanted = {
            i
            for i, (begin, end) in enumerate(sentences)
            if (begin <= last and end > first) or _any_between(marks, begin, end)
        }
        wide = {j for i in wanted for j in range(i - self._margin, i + self._margin + 1)}
        for begin, end in _runs(sentences, wide):
            yield begin, begin + len(text[begin:end].rstrip())


def split(text: str, block: Span) -> list[Span]:
    """Cut a block into sentences where the bound is sure: not after an abbreviation or an initial.

    The spans cover the block without gaps; white space belongs to the sentence before it.
    """
    start, stop = block
    bounds = [start]
    for match in _BOUND.finditer(text, start, stop):
        if match.end() < stop and not _shortened(text, bounds[-1], match):
            bounds.append(match.end())
    return [(a, b) for a, b in zip(bounds, [*bounds[1:], stop], strict=True) if a < b]


def _shortened(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation or an initial and so proves nothing."""
    if text[match.start()] != "." or text[match.start() : match.end()].strip() != ".":
        return False
    word = _LAST_WORD.search(text, max(start, match.start() - 24), match.start() + 1)
    return word is not None and (word[0] in _abbreviations() or _INITIALS.fullmatch(word[0]) is not None)


@cache
def _abbreviations() -> frozenset[str]:
    """The shipped abbreviations, full stop included."""
    return frozenset(ABBREVIATIONS.read_text(encoding="utf-8").split())


def _any_between(places: list[int], start: int, stop: int) -> bool:
    """Whether one of the sorted places lies in the span."""
    return bisect_left(places, start) < bisect_left(places, stop)


def _runs(sentences: list[Span], wanted: set[int]) -> Iterator[Span]:
    """Join wanted sentences that follow each other."""
    first: int | None = None
    for i in range(len(sentences) + 1):
        if i in wanted and i < len(sentences):
            first = i if first is None else first
        elif first is not None:
            yield sentences[first][0], sentences[i - 1][1]
            first = None


def _plain(text: str) -> str:
    """The text in lower case with a blank for all but word characters, as long as the text, a blank at either end."""
    low = text.lower()
    if len(low) != len(text):  # İ becomes two characters: such a one stays as it is
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return f" {_OTHER.sub(' ', low)} "


def _key(pattern: str) -> str:
    """A caller's string as the automaton looks for it: a blank on either side, or before it only where it ends in ``*``."""
    bare = pattern.strip()
    return _plain(bare[:-1])[:-1] if bare.endswith("*") else _plain(bare)
