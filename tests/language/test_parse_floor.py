"""The shipped pipeline on our own annotated sentences: no figure falls below its floor unnoticed."""

import pytest

from chancery.language import load
from evaluation.floors import below
from evaluation.parse import OWN, score_own, treebank


@pytest.mark.model
def test_no_figure_is_below_its_floor() -> None:
    assert below("parse", score_own(load())) == []


def test_every_sentence_of_our_own_is_a_tree() -> None:
    for gold in treebank(OWN):
        heads = {word[0]: word[1] for word in gold.words}
        for start in heads:
            steps, at = 0, start
            while at != (-1, -1):
                at = heads[at]
                steps += 1
                assert steps < 60, gold.text[start[0] : start[1]]
