"""Quotation marks in plain text: which stretch each pair encloses, whatever marks were used and however badly.

Three families are told apart: double marks (straight, curly, low, doubled single, doubled backtick), single marks and angle
marks. Inside a family any closing mark closes any opening one. A quotation that the next paragraph takes up again with
an opening mark goes on there; any other unclosed one ends with its sentence. One pass, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from chancery.model import Span

Family = Literal["double", "single", "angle"]

DEEPEST = 4
_MARK = re.compile(r"``|''|’’|‘‘|,,(?=\w)|[\"“”„‟«»‹›‘’‚'`]")
_OPENING = re.compile(r"[“„‟‘‚`«‹]")
_CLOSING = re.compile(r"[”»›]")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
DASHES = "—―–-"
_OUTSIDE = frozenset(f"([{{{DASHES}/:")


@dataclass(frozen=True)
class Quotation:
    """A quoted stretch: ``span`` with its marks, ``inside`` without them and without a comma that ends it.

    ``depth`` is 0 for a quotation that stands in no other. ``opened`` and ``closed`` say whether the marks were there;
    ``continues`` says that it takes up the quotation of the paragraph before.
    """

    span: Span
    inside: Span
    depth: int = 0
    opened: bool = True
    closed: bool = True
    continues: bool = False


@dataclass
class _Open:
    family: Family
    start: int
    inside: int
    continues: bool = False


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    family: Family
    opens: bool
    closes: bool


# What may stand before a closing mark that was never opened.
ENDS = frozenset({",", ".", "!", "?", "—"})


def find_quotations(text: str, blocks: Sequence[Span]) -> tuple[Quotation, ...]:
    """Give every quotation of the text's blocks (paragraphs), in text order, an outer one before those inside it."""
    found: list[Quotation] = []
    open_before = False
    for block in blocks:
        here, open_before = _in_block(text, block, open_before)
        found.extend(here)
    return tuple(sorted(found, key=lambda quotation: (quotation.span[0], -quotation.span[1])))


def _in_block(text: str, block: Span, open_before: bool) -> tuple[list[Quotation], bool]:
    """Pair the marks of one paragraph; also tell whether a double quotation is still open at its end."""
    found: list[Quotation] = []
    stack: list[_Open] = []
    marks = _without_stray(text, block, list(_marks(text, block)))
    singles = _closable_singles(text, marks)
    for number, mark in enumerate(marks):
        at = next((i for i in reversed(range(len(stack))) if stack[i].family == mark.family), None)
        if mark.family == "single" and at is None and not (mark.opens and number in singles):
            continue
        if mark.closes and at is not None and not (mark.opens and _reopens(text, mark)):
            if mark.family == "single" and number not in singles:
                continue
            _close(text, found, stack, at, mark)
        elif mark.opens and len(stack) < DEEPEST:
            if at is not None and at == len(stack) - 1 and mark.family != "single":
                _end(text, found, stack, mark.start)
            takes_up = open_before and not text[block[0] : mark.start].strip()
            stack.append(_Open(mark.family, mark.start, mark.end, takes_up))
        elif mark.closes and mark.family != "single" and at is None and not stack:
            _unopened(text, found, block, mark)
    still_open = bool(stack) and stack[0].family == "double"
    while stack:
        _end(text, found, stack, block[1])
    return found, still_open


def _without_stray(text: str, block: Span, marks: list[_Mark]) -> list[_Mark]:
    """Leave out a straight mark that opens a paragraph and that none closes, in a text whose own marks are curly."""
    double = [mark for mark in marks if mark.family == "double"]
    opens = bool(double) and double[0].start == block[0] and text[block[0]] == '"' and text.count("“") > text.count('"')
    stray = opens and (len(double) == 1 or text[double[1].start] == "“")
    return [mark for mark in marks if mark is not double[0]] if stray else marks


def _marks(text: str, block: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, *block):
        start, end = match.span()
        before = text[start - 1] if start > block[0] else " "
        after = text[end] if end < block[1] else " "
        if match.group() in ("'", "’", "‘", "`") and before.isalnum() and after.isalnum():
            continue
        if match.group() == '"' and before.isspace() and after.isspace() and text[max(start - 2, 0)] in "'’":
            before = "'"  # the outer mark of two that close with a blank between them
        yield _read(match.group(), start, end, before, after)


def _read(sign: str, start: int, end: int, before: str, after: str) -> _Mark:
    """Tell a mark's family and whether it may open or close, by its shape and by what stands beside it."""
    family: Family = "angle" if sign in "«»‹›" else "double" if len(sign) == 2 or sign in '"“”„‟' else "single"
    free_before = before.isspace() or before in _OUTSIDE or (not before.isalnum() and bool(_OPENING.match(before)))
    free_before = free_before or (before in "\"'" and not after.isspace())
    free_after = after.isspace()
    if sign in ('"', "''", "'"):
        opens, closes = not free_after and not before.isalnum(), not before.isspace()
    elif sign in ("“", "‘", "«", "‹", "»", "›"):
        opens, closes = free_before or after.isalnum(), not before.isspace() and not after.isalnum()
        if sign in "»›":
            opens = opens and before.isspace()
    else:
        turned = sign == "”" and before.isspace() and after.isalnum()  # the wrong way round, at the start
        opens, closes = turned or bool(_OPENING.match(sign)) or sign in ("``", ",,", "‘‘"), not _OPENING.match(sign)
    if family == "single" and opens and (after.isdigit() or not after.isalnum()) and after not in '"“[(':
        opens = False
    if family == "double" and before.isdigit() and not after.isalnum():
        opens = False
    return _Mark(start, end, family, opens, closes)


def _closable_singles(text: str, marks: list[_Mark]) -> frozenset[int]:
    """Tell single quotation marks from apostrophes: an opening one needs a closing one before the next opening.

    A mark after a letter and before a lower-case word may be a possessive ("the ministers' plan"); it closes only
    where no better closing mark follows.
    """
    kept: set[int] = set()
    opening: int | None = None
    weak: int | None = None
    singles = [number for number, mark in enumerate(marks) if mark.family == "single"]
    for number in [*singles, None]:
        mark = None if number is None else marks[number]
        if (mark is not None and mark.opens and not mark.closes) or mark is None or (mark.opens and opening is None):
            if opening is not None and weak is not None:
                kept |= {opening, weak}
            opening, weak = number, None
        elif mark.closes and opening is not None and number is not None:
            if _possessive(text, mark):
                weak = number
            else:
                kept |= {opening, number}
                opening, weak = None, None
    return frozenset(kept)


def _possessive(text: str, mark: _Mark) -> bool:
    return text[mark.start - 1 : mark.start].isalnum() and bool(re.match(r" [a-z]", text[mark.end : mark.end + 2]))


def _reopens(text: str, mark: _Mark) -> bool:
    """Does a mark that could close rather open, because white space stands before it and a word after it?"""
    return text[mark.start - 1 : mark.start].isspace() and not text[mark.end : mark.end + 1].isspace()


def _close(text: str, found: list[Quotation], stack: list[_Open], at: int, mark: _Mark) -> None:
    while len(stack) > at + 1:
        _end(text, found, stack, mark.start)
    opened = stack.pop()
    if opened.family == "single" and mark.start - opened.inside < 2:
        return
    _keep(text, found, (opened.start, mark.end), (opened.inside, mark.start), len(stack), continues=opened.continues)


def _end(text: str, found: list[Quotation], stack: list[_Open], limit: int) -> None:
    """End an unclosed quotation: at the limit where it began a paragraph's last words, else with its sentence."""
    opened = stack.pop()
    sentence = _SENTENCE_END.search(text, opened.inside, limit)
    rest_is_quoted = opened.continues or _starts_line(text, opened.start)
    end = limit if rest_is_quoted or not sentence else sentence.end()
    end = opened.inside + len(text[opened.inside : end].rstrip())
    _keep(text, found, (opened.start, end), (opened.inside, end), len(stack), closed=False, continues=opened.continues)


def _starts_line(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start].rstrip(" ")
    return not before or before.endswith(("\n", ":", ","))


def _unopened(text: str, found: list[Quotation], block: Span, mark: _Mark) -> None:
    """A closing mark alone, behind a stop, closes its paragraph from the beginning, where nothing else is quoted before it."""
    start = block[0]
    if not found and text[mark.start - 1] in ENDS and not text[start].isspace():
        _keep(text, found, (start, mark.end), (start, mark.start), 0, opened=False)


def _keep(
    text: str,
    found: list[Quotation],
    span: Span,
    inside: Span,
    depth: int,
    *,
    opened: bool = True,
    closed: bool = True,
    continues: bool = False,
) -> None:
    words = text[inside[0] : inside[1]]
    start = inside[0] + len(words) - len(words.lstrip())
    end = start + len(words.strip().rstrip(",").rstrip())
    if end > start:
        found.append(Quotation(span, (start, end), depth, opened, closed, continues))
