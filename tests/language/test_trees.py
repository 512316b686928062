"""The best tree is found among all trees that a sentence can have."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from chancery.language.trees import best_trees


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, and from every word the way leads up to it."""
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        node, steps = start, 0
        while node != -1 and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if node != -1:
            return False
    return True


@pytest.mark.parametrize("seed", range(200))
def test_the_best_of_all_trees(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 6))
    scores = rng.normal(size=(count, count + 1)).astype("float32")
    if seed % 3 == 0:  # what looks like a root everywhere
        scores[:, 0] += 4
    best = max(
        (heads for heads in product(range(-1, count), repeat=count) if is_tree(heads)),
        key=lambda heads: sum(scores[word, head + 1] for word, head in enumerate(heads)),
    )
    assert tuple(best_trees(scores[None])[0].tolist()) == best


def test_a_long_sentence_of_chance_is_a_tree() -> None:
    scores = np.random.default_rng(1).normal(size=(400, 401)).astype("float32")
    assert is_tree(tuple(best_trees(scores[None])[0].tolist()))
