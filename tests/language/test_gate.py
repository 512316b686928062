"""The gate: what is let through, and that what is let through is whole sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.gate import Gate, split

TEXT = "The cat slept. N. Korea fired a missile. Nobody saw it. Gen. Park left the U.S. on Monday. Rain fell."


def admitted(gate: Gate, text: str) -> list[str]:
    return [text[start:stop] for start, stop in gate.admit(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gen. Mark A. Milley met Mr. Lee. He left.", ["Gen. Mark A. Milley met Mr. Lee. ", "He left."]),
        ("He lives in the U.S. She does not.", ["He lives in the U.S. She does not."]),
        ("“We left,” he said. “We ran.” They hid.", ["“We left,” he said. ", "“We ran.” ", "They hid."]),
        (
            "Prices rose 3.5 percent on Jan. 5. Why? Nobody knows!",
            ["Prices rose 3.5 percent on Jan. 5. ", "Why? ", "Nobody knows!"],
        ),
        ("First line\n\nSecond line", ["First line\n\n", "Second line"]),
        ("", []),
    ],
)
def test_split(text: str, sentences: list[str]) -> None:
    assert [text[start:stop] for start, stop in split(text, (0, len(text)))] == sentences


def test_sentences_with_a_pattern_pass() -> None:
    gate = Gate(["N. Korea", "left"])
    assert admitted(gate, TEXT) == ["N. Korea fired a missile.", "Gen. Park left the U.S. on Monday."]


def test_neighbours_pass_together() -> None:
    assert admitted(Gate(["missile", "nobody"]), TEXT) == ["N. Korea fired a missile. Nobody saw it."]


def test_whole_words_in_any_case() -> None:
    assert admitted(Gate(["CAT"]), "The cat slept. A cattle truck came.") == ["The cat slept."]
    assert admitted(Gate(["cat*"]), "The dog slept. A cattle truck came.") == ["A cattle truck came."]


def test_a_possessive_is_the_word() -> None:
    assert admitted(Gate(["Biden"]), "It rained. Biden’s plan failed.") == ["Biden’s plan failed."]


def test_quotations_pass_whole() -> None:
    text = "It rained. “We slept. We ate,” they sang. It cleared."
    assert admitted(Gate([]), text) == ["“We slept. We ate,” they sang."]


def test_an_open_quotation_passes_to_the_end() -> None:
    text = 'It rained. "We slept. We ate. We left.'
    assert admitted(Gate([]), text) == ['"We slept. We ate. We left.']


def test_a_document_must_have_one_of_each_group() -> None:
    gate = Gate({"actor": ["Korea"], "event": ["fired"]}, document=[{"actor"}, {"event"}])
    assert admitted(gate, TEXT) == ["N. Korea fired a missile."]
    assert admitted(gate, "Korea is cold. The cat slept.") == []


def test_only_some_kinds_let_a_sentence_through() -> None:
    gate = Gate({"actor": ["Park"], "event": ["fired"]}, sentence={"event"})
    assert admitted(gate, TEXT) == ["N. Korea fired a missile."]


def test_a_margin_takes_neighbours_along() -> None:
    assert admitted(Gate(["missile"], margin=1), TEXT) == ["The cat slept. N. Korea fired a missile. Nobody saw it."]


def test_hits_say_where_and_of_which_kind() -> None:
    hits = Gate({"actor": ["Korea", "N. Korea"], "event": ["fire*"]}).hits(TEXT)
    found = {(TEXT[hit.start : hit.stop], hit.kind) for hit in hits}
    assert found == {("Korea", "actor"), ("N. Korea", "actor"), ("fire", "event")}


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=100) | st.text(" .!?\n\"“”'aBİcat", max_size=60)


@given(texts)
def test_split_covers_the_block(text: str) -> None:
    spans = split(text, (0, len(text)))
    assert "".join(text[start:stop] for start, stop in spans) == text


@given(texts, st.lists(st.text(min_size=1, max_size=4), max_size=5))
def test_what_passes_lies_in_the_blocks_in_order(text: str, patterns: list[str]) -> None:
    half = len(text) // 2
    spans = Gate(patterns).admit(text, [(0, half), (half, len(text))])
    assert spans == sorted(spans)
    assert all(0 <= start < stop <= len(text) and (stop <= half or start >= half) for start, stop in spans)


@given(texts)
def test_a_hit_never_lies_outside_what_passes(text: str) -> None:
    gate = Gate(["cat", "a"])
    spans = gate.admit(text, [(0, len(text))])
    assert all(any(start <= hit.start < stop for start, stop in spans) for hit in gate.hits(text))
