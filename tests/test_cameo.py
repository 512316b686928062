"""The CAMEO table fits the codebook and the scale."""

import pytest

from chancery.lexicon import Lexicon

LEXICON = Lexicon.load()


def test_modes_belong_to_their_types() -> None:
    for row in LEXICON.cameo.rows:
        if row.mode:
            assert row.event
            assert row.mode in LEXICON.codebook.events[row.event].modes, row.code


@pytest.mark.parametrize(
    ("code", "score"), [("057", 8.0), ("163", -8.0), ("1822", -9.0), ("1214", -4.0), ("0874", 10.0), ("19", -10.0)]
)
def test_goldstein(code: str, score: float) -> None:
    assert LEXICON.cameo.goldstein(code) == score


def test_every_type_has_a_cameo_root_of_its_own_quad() -> None:
    for event in LEXICON.codebook.events.values():
        assert LEXICON.cameo.by_code[event.cameo].goldstein * event.score >= 0
