"""The same text, and nearly the same text: keys, signatures, and the stories they add up to.

A signature is a MinHash of 128 values of 16 bits over word shingles. Four values make a band; two articles that share a
band and whose signatures agree well enough tell one story. A story's id is the smallest article id in it, so the answer
depends on what is in the ledger and never on the order in which it came.
"""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

VALUES = 128
SHINGLE = 4
SEED = 20211
# Wire copy cut to another length agrees in half its shingles; texts on one topic by different hands in under a tenth.
AGREEMENT = 0.5
# A bucket of more texts than this is compared along the sorted line of signatures, not each with each.
CROWD = 60
WORD = re.compile(r"\w+")


def text_key(text: str) -> str:
    """Give the key of a text, white space aside; a blank text has none and is like no other."""
    words = " ".join(text.split())
    return hashlib.blake2b(words.encode("utf8", "surrogatepass"), digest_size=16).hexdigest() if words else ""


def signature(body: str) -> bytes | None:
    """Give the MinHash of a text as bytes, None where it has too few words to tell."""
    words = WORD.findall(body.casefold())
    if len(words) < 2 * SHINGLE:
        return None
    shingles = {" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}
    sketch = RMinHash(num_perm=VALUES, seed=SEED)
    sketch.update(sorted(shingles))
    return np.asarray(sketch.digest(), dtype=np.uint32).astype("<u2").tobytes()


def stories(ids: list[str], signatures: list[bytes | None]) -> dict[str, str]:
    """Give the story of each article that shares one with another of a smaller id; the others are their own story."""
    members: dict[bytes, list[str]] = {}
    for article, sketch in zip(ids, signatures, strict=True):
        if sketch is not None:
            members.setdefault(sketch, []).append(article)
    distinct = sorted(members)
    groups = _Groups(len(distinct))
    if distinct:
        sketches = np.frombuffer(b"".join(distinct), dtype="<u2").reshape(len(distinct), VALUES)
        for first, second in _pairs(sketches):
            groups.join(first, second)
    told: dict[int, list[str]] = {}
    for place, sketch in enumerate(distinct):
        told.setdefault(groups.find(place), []).extend(members[sketch])
    return {
        article: story
        for group in told.values()
        if len(group) > 1
        for story in (min(group),)
        for article in group
        if article != story
    }


def _pairs(sketches: npt.NDArray[np.uint16]) -> list[tuple[int, int]]:
    bands = np.ascontiguousarray(sketches).view(np.uint64)
    found: set[tuple[int, int]] = set()
    for band in range(bands.shape[1]):
        column = bands[:, band]
        order = np.argsort(column, kind="stable")
        ends = np.flatnonzero(np.diff(column[order])) + 1
        starts = np.concatenate(([0], ends))
        sizes = np.diff(np.concatenate((starts, [len(order)])))
        for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
            bucket = order[start : start + size].tolist()
            found.update(_likely(bucket))
    candidates = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    kept: list[tuple[int, int]] = []
    for start in range(0, len(candidates), 100_000):
        block = candidates[start : start + 100_000]
        agree = (sketches[block[:, 0]] == sketches[block[:, 1]]).mean(axis=1) >= AGREEMENT
        kept += [(int(first), int(second)) for first, second in block[agree]]
    return kept


def _likely(bucket: list[int]) -> list[tuple[int, int]]:
    if len(bucket) <= CROWD:
        return [(first, second) for place, first in enumerate(bucket) for second in bucket[place + 1 :]]
    return list(pairwise(bucket)) + [(bucket[0], other) for other in bucket[1:]]


class _Groups:
    """Union of sets, by path halving."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, place: int) -> int:
        above = self._above
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    def join(self, first: int, second: int) -> None:
        low, high = sorted((self.find(first), self.find(second)))
        self._above[high] = low
