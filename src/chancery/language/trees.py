"""The best trees over the words of sentences, where every pair of words has a score."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


def best_trees(scores: Floats) -> Numbers:
    """Give the head of each word of some sentences of one length, -1 for the one root: the trees of the greatest sums.

    ``scores[s, d, h]`` is the score of word ``d`` of a sentence hanging on word ``h - 1``; ``h`` 0 makes it the root. Where the
    best heads of all words are no tree, the way is Chu and Liu's and Edmonds's.
    """
    heads: Numbers = scores.argmax(axis=2)
    for sentence in np.flatnonzero(~_are_trees(heads)):
        heads[sentence] = _best_tree(scores[sentence])
    return heads - 1


def _are_trees(heads: Numbers) -> npt.NDArray[np.bool_]:
    """Do all words of a sentence hang, over others, on one root?"""
    above = np.pad(heads, ((0, 0), (1, 0)))
    for _ in range(heads.shape[1].bit_length()):
        above = np.take_along_axis(above, above, 1)
    trees: npt.NDArray[np.bool_] = ((heads == 0).sum(axis=1) == 1) & ~above.any(axis=1)
    return trees


def _best_tree(scores: Floats) -> list[int]:
    square = np.full((len(scores) + 1,) * 2, -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    heads = _arborescence(square)[1:]
    if heads.count(0) > 1:
        # a root more costs more than any sum of other arcs could make good
        square[1:, 0] -= 1 + len(scores) * float(np.ptp(scores))
        heads = _arborescence(square)[1:]
    return heads


def _arborescence(scores: npt.NDArray[np.float64]) -> list[int]:
    """Give each node's head (node 0 has none: 0), by contracting one cycle after the other."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return list(map(int, heads))
    inside = np.array(cycle)
    outside = np.array([node for node in range(len(scores)) if node not in set(cycle)])
    lost = scores[inside, heads[inside]]
    into = scores[inside][:, outside] - lost[:, None]
    out_of = scores[outside][:, inside]
    smaller = np.full((len(outside) + 1,) * 2, -np.inf)
    smaller[:-1, :-1] = scores[outside][:, outside]
    smaller[-1, :-1] = into.max(axis=0)
    smaller[:-1, -1] = out_of.max(axis=1)
    found = _arborescence(smaller)
    whole = [int(head) for head in heads]
    for place, node in enumerate(outside):
        head = found[place]
        whole[node] = int(inside[out_of[place].argmax()]) if head == len(outside) else int(outside[head])
    entry = found[-1]
    broken = int(into[:, entry].argmax())
    whole[int(inside[broken])] = int(outside[entry])
    whole[0] = 0
    return whole


def _cycle(heads: list[int]) -> list[int]:
    """Give the nodes of one cycle, if there is any."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node and not seen[node]:
            seen[node] = start
            path.append(node)
            node = heads[node]
        if node and seen[node] == start:
            return path[path.index(node) :]
    return []
