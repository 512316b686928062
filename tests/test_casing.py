"""Text without capitals gets those of states and peoples; any other stays as it is, and every offset holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.lexicon.actor_rows import Country
from chancery.lexicon.casing import Casing

CASING = Casing(
    (
        Country(code="POL", name="Poland", adjectives=("Polish",), demonyms=("Pole",), capital=("Warsaw",)),
        Country(code="KOR", name="South Korea", aliases=("Republic of Korea", "ROK"), adjectives=("South Korean",)),
    )
)


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("poland and south korea agreed.", "Poland and South Korea agreed."),
        ("two south korean ships left warsaw.", "two South Korean ships left Warsaw."),
        ("she polished the rok of polanders.", "she polished the rok of polanders."),
        ("Anna met polish farmers.", "Anna met polish farmers."),
        ("", ""),
    ],
)
def test_capitals_come_back_where_there_are_hardly_any(text: str, restored: str) -> None:
    assert CASING.restored(text) == restored


@given(st.text())
def test_not_a_letter_is_added_or_lost(text: str) -> None:
    assert CASING.restored(text).lower() == text.lower()
    assert len(CASING.restored(text)) == len(text)
