"""The gate: what is news of states or reports what is said is let through, whole; other texts are not."""

import pytest

from chancery.language.gate import Gate
from chancery.lexicon import Lexicon

GATE = Gate(Lexicon.load().signs)
RECIPE = (
    "Peel the potatoes and cut them into thick slices. Heat the oil in a heavy pan and fry the onions until they are "
    "soft. Add the garlic, stir for a minute, then pour in the stock and let it simmer over a low flame. Season with "
    "salt and pepper, lay the slices on top, and bake for an hour in a warm oven. Serve with a green salad and bread."
)
NEWS = (
    "Kenya’s foreign minister flew to Mogadishu on Monday for talks about the border. The two governments have been at "
    "odds since soldiers shelled a village in March. Somalia recalled its ambassador."
)
REPORT = (
    "The company said that the plant would close in May. Its chairman told reporters that sales had fallen by half, and "
    "the union announced a strike. Workers said they had heard nothing of it."
)


@pytest.mark.parametrize("text", [NEWS, REPORT], ids=["news", "report"])
def test_news_is_let_through_whole(text: str) -> None:
    blocks = [(0, 40), (41, len(text))]
    assert GATE.admit(text, blocks) == blocks


def test_a_recipe_is_not_parsed() -> None:
    assert GATE.admit(RECIPE, [(0, len(RECIPE))]) == []


def test_one_name_in_a_long_text_is_not_enough() -> None:
    assert not GATE.admits(RECIPE * 4 + " The dish comes from Peru.")


def test_a_guide_to_a_country_is_not_parsed() -> None:
    guide = (
        "Estonia has long sandy beaches and forests full of mushrooms. Buses are cheap and run often. The old town is best seen "
        "on foot, early in the morning, before the crowds arrive. Bring warm clothes even in May. Most shops take cards. "
    ) * 12
    assert not GATE.admits(guide)
    assert GATE.admits(
        guide + "The mayor said that tourists were welcome. He told reporters that the harbor would be closed."
    )


def test_an_empty_text_holds_nothing_to_parse() -> None:
    assert GATE.admit("", []) == []


@pytest.mark.model
def test_a_text_that_is_not_let_through_keeps_its_dates() -> None:
    from chancery.article import Article
    from chancery.reading import Reader

    record = Reader(gate=True).read(Article.from_text(RECIPE + "\n\nFirst made in May 1994.", published="2021-04-16"))
    assert [date.value for date in record.dates if date.kind == "date"] == ["1994-05"]
    assert record.events == record.statements == ()
