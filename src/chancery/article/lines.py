"""Plain text → its blocks: paragraphs and lines, whether parted by blank lines, by line ends, or wrapped at a width."""

from __future__ import annotations

import re
from itertools import pairwise

from chancery.article.captions import SENTENCE_END
from chancery.article.cleaning import one_line

WIDEST_WRAP = 110  # lines wrapped for reading are no longer than this
NARROWEST_WRAP = 45  # and full lines of theirs no shorter
MARKUP = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|(?:[-*_]\s?){3,}$)")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)")


def blocks(text: str) -> list[str]:
    """Give the blocks of a cleaned text, each one line."""
    found: list[str] = []
    for chunk in re.split(r"\n[ \t]*\n\s*", text):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        found += [" ".join(lines)] if _is_wrapped(lines) else lines
    return [line for line in map(one_line, found) if line]


def without_markdown(text: str) -> str:
    """Give a Markdown text without its marks."""
    lines = (MARKUP.sub("", line) for line in LINK.sub(r"\1", text).split("\n"))
    return EMPHASIS.sub(r"\2", "\n".join(lines))


def _is_wrapped(lines: list[str]) -> bool:
    """Lines are wrapped where all but the last are about equally long and break off within a sentence.

    Of two lines the second must go on in small letters: a headline may have another line below it.
    """
    full = lines[:-1]
    if not full or max(map(len, lines)) > WIDEST_WRAP:
        return False
    widest = max(map(len, full))
    reaches = [len(line) + len(after.split()[0]) for line, after in pairwise(lines)]
    if widest < NARROWEST_WRAP or min(reaches) < widest * 0.9 or all(map(SENTENCE_END.search, full)):
        return False
    return len(full) > 1 or lines[1][0].islower()
