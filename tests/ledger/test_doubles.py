import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.ledger import Ledger
from chancery.ledger.doubles import signature, stories, text_key
from tests.ledger.made import record

SYLLABLES = "ka lo mi ren sa tu vor el in da".split()


def prose(seed: int, words: int = 300) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(words)]


def sketched(texts: dict[str, list[str]]) -> dict[str, str]:
    return stories(list(texts), [signature(" ".join(words)) for words in texts.values()])


@pytest.mark.parametrize("cut", [0, 40, 80, 120])
def test_wire_copy_cut_or_edited_is_one_story(cut: int) -> None:
    whole = prose(1)
    shorter = whole[: len(whole) - cut]
    edited = [word if place % 60 else "edited" for place, word in enumerate(whole)]
    assert sketched({"a": whole, "b": shorter, "c": edited, "d": prose(2)}) == {"b": "a", "c": "a"}


def test_texts_by_different_hands_are_different_stories() -> None:
    shared = prose(99, 25)
    assert sketched({str(number): shared + prose(number, 275) for number in range(150)}) == {}


def test_a_story_of_many_copies() -> None:
    whole = prose(1)
    copies = {f"{number:03}": [*whole[:-1], f"word{number}"] for number in range(200)}
    assert sketched(copies) == {name: "000" for name in copies if name != "000"}


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_coming_makes_no_difference(order: list[int]) -> None:
    texts = {f"{number}": prose(number // 4)[: 300 - 15 * (number % 4)] for number in range(12)}
    assert sketched({f"{number}": texts[f"{number}"] for number in order}) == sketched(texts)


def test_keys_and_signatures() -> None:
    assert text_key("a  b\n\nc ") == text_key("a b c") != text_key("a b d")
    assert text_key(" \n") == ""
    assert signature("too few words") is None
    assert signature(" ".join(prose(1))) == signature(" ".join(prose(1)).upper())
    assert sketched({}) == {}


def test_stories_of_a_ledger(tmp_path_factory: pytest.TempPathFactory) -> None:
    body = "\n\n" + " ".join(prose(1)) + "."
    made = [record(number, text=f"Headline {number}{body} Desk {number}.") for number in (3, 1, 2)] + [record(9)]
    seen = []
    for order in (made, made[::-1]):
        ledger = Ledger.open(tmp_path_factory.mktemp("ledger"), create=True)
        for one in order:
            ledger.add([one])
        seen.append(ledger.sql("select article, story from articles order by all").fetchall())
        ledger.compact()
        seen.append(ledger.sql("select article, story from articles order by all").fetchall())
    names = [f"news.example/{number}" for number in (1, 2, 3)]
    assert seen[0] == [*((name, names[0]) for name in names), ("news.example/9", "news.example/9")]
    assert all(answer == seen[0] for answer in seen)
