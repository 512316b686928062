"""Where punctuation hangs: UD says it by a rule, and what follows from the rest of the tree need not be guessed.

A mark hangs on the highest word beside it that it does not part from its head: the lower of the two sides' such words, so
that a comma belongs to the clause or apposition it sets off, a full stop to the root. Paired marks, and what stands between
them, go by what they enclose.
"""

from __future__ import annotations

from collections.abc import Sequence

_PAIRS = {"“": "”", "‘": "’", "(": ")", "[": "]", "{": "}"}
_CLOSERS = frozenset(_PAIRS.values())


def rehung(forms: Sequence[str], heads: Sequence[int], marks: Sequence[bool]) -> list[int]:
    """The heads of one sentence's words, those of its marks by the rule; a root heads itself."""
    out = list(heads)
    pairs = _paired(forms, marks)
    bearing = {head for i, head in enumerate(heads) if head != i}
    inside = _insides(len(forms), pairs)
    for i, mark in enumerate(marks):
        if mark and i not in bearing and heads[i] != i:
            found = _of_pair(heads, marks, i, pairs[i]) if i in pairs else _between(heads, marks, i, *inside[i])
            out[i] = heads[i] if found is None else found
    return out


def _paired(forms: Sequence[str], marks: Sequence[bool]) -> dict[int, int]:
    """Each paired mark's fellow."""
    fellows: dict[int, int] = {}
    opened: list[int] = []
    for i, form in enumerate(forms):
        if not marks[i]:
            continue
        if form in _PAIRS:
            opened.append(i)
        elif form in _CLOSERS:
            start = next((k for k in reversed(opened) if _PAIRS[forms[k]] == form), None)
            if start is not None:
                del opened[opened.index(start) :]
                fellows[start], fellows[i] = i, start
    return fellows


def _insides(length: int, pairs: dict[int, int]) -> list[tuple[int, int]]:
    """The innermost pair around each word."""
    bounds = [(-1, length)] * length
    for start, stop in sorted(pairs.items()):
        if start < stop:
            bounds[start + 1 : stop] = [(start, stop)] * (stop - start - 1)
    return bounds


def _of_pair(heads: Sequence[int], marks: Sequence[bool], one: int, other: int) -> int | None:
    """The first word between the two marks whose head lies outside them."""
    start, stop = sorted((one, other))
    tops = [k for k in range(start + 1, stop) if not marks[k] and (heads[k] == k or not start < heads[k] < stop)]
    return next(iter(tops), None)


def _between(heads: Sequence[int], marks: Sequence[bool], i: int, low: int, high: int) -> int | None:
    """The lower of the two words that the mark stands between, each as high as it can be on its side."""
    left = next((k for k in range(i - 1, low, -1) if not marks[k]), None)
    right = next((k for k in range(i + 1, high) if not marks[k]), None)
    left = left if left is None else _top(heads, left, low, i)
    right = right if right is None else _top(heads, right, i, high)
    if left is None or right is None:
        return left if right is None else right
    return left if right in _path(heads, left) else right


def _top(heads: Sequence[int], word: int, low: int, high: int) -> int:
    """The highest word over this one between the bounds."""
    for head in _path(heads, word):
        if not low < head < high:
            break
        word = head
    return word


def _path(heads: Sequence[int], word: int) -> list[int]:
    """The words over this one, to the root."""
    path: list[int] = []
    while heads[word] != word:
        word = heads[word]
        path.append(word)
    return path
