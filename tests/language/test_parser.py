"""The parser's component with weights of chance: whatever it has learned, what comes out is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from chancery.language.parser import LONGEST, SIGNS, Parser, shape
from chancery.language.recurrent import Layer, Steps

WIDTH, PAIR, LABEL = 6, 5, 4
TABLES: dict[str, Any] = {
    "signs": {name: ["a", "the", "xx", "ed"] for name in SIGNS},
    "labels": ["nsubj", "obj", "ROOT", "punct"],
    "tags": ["NN", "VBD"],
    "classes": ["NOUN", "VERB"],
}


def weights_of_chance() -> dict[str, Any]:
    """Weights of every shape that the component asks for."""
    rng = np.random.default_rng(1)
    inputs = sum(width for _, width in SIGNS.values())
    shapes: dict[str, tuple[int, ...]] = {f"sign.{name}": (6, width) for name, (_, width) in SIGNS.items()}
    for layer, wide in enumerate((inputs, 2 * WIDTH)):
        for way in "fb":
            shapes |= {f"layer{layer}.{way}.in": (4 * WIDTH, wide), f"layer{layer}.{way}.own": (4 * WIDTH, WIDTH)}
            shapes[f"layer{layer}.{way}.bias"] = (4 * WIDTH,)
    linear = {"arc.dependent": PAIR, "arc.head": PAIR, "label.dependent": LABEL, "label.head": LABEL, "tag": 2}
    for name, out in (linear | {"class": 2, "first": 1}).items():
        shapes |= {f"{name}.weights": (out, 2 * WIDTH), f"{name}.bias": (out,)}
    shapes |= {"label.weights": (4, LABEL), "label.bias": (4,), "arc.pair": (PAIR + 1, PAIR), "root": (2 * WIDTH,)}
    return {name: rng.normal(size=size).astype("float32") for name, size in shapes.items()}


NLP = spacy.blank("en")
PARSER = Parser().learned(weights_of_chance(), TABLES)


def parsed(*texts: str) -> list[Doc]:
    """Let the component write into the texts."""
    return list(PARSER.pipe([NLP.make_doc(text) for text in texts]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_every_sentence_of_any_text_is_a_tree(texts: list[str]) -> None:
    for doc in parsed(*texts):
        for sentence in doc.sents:
            roots = [token for token in sentence if token.head.i == token.i]
            assert len(roots) == 1
            assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
            assert [token.dep_ for token in sentence if token.dep_ == "ROOT"] == ["ROOT"] or sentence[0].is_space
        words = [token for token in doc if not token.is_space]
        assert all(token.tag_ in ("NN", "VBD") and token.pos_ in ("NOUN", "VERB") for token in words)


@pytest.mark.parametrize("text", ["  \n", "\n\nTroops  left.\n \nNobody\tspoke.  ", "Troops\n\n", "\n"])
def test_white_space_hangs_on_a_word_and_bears_none(text: str) -> None:
    (doc,) = parsed(text)
    heads = {token.head.i for token in doc if not token.is_space}
    assert not any(doc[i].is_space for i in heads)
    assert all(token.dep_ in ("dep", "ROOT") for token in doc if token.is_space)
    alone = parsed(" ".join(text.split()))[0]
    assert [t.tag_ for t in doc if not t.is_space] == [t.tag_ for t in alone]


def test_a_text_is_parsed_alike_alone_and_among_others() -> None:
    texts = ["The envoy left.", "", "Troops crossed the river at dawn and the town fell. Nobody spoke.", "Why?"]
    together = parsed(*texts)
    for text, among in zip(texts, together, strict=True):
        (alone,) = parsed(text)
        assert [(t.head.i, t.dep_, t.tag_) for t in alone] == [(t.head.i, t.dep_, t.tag_) for t in among]


def test_text_without_an_end_is_parted() -> None:
    weights = weights_of_chance() | {"first.weights": np.zeros((1, 2 * WIDTH), "float32")}
    parser = Parser().learned(weights | {"first.bias": np.array([-1.0], "float32")}, TABLES)
    (doc,) = parser.pipe([NLP.make_doc("said the ant " * 1000)])
    assert {len(sentence) for sentence in doc.sents} == {LONGEST, 3000 % LONGEST}


def test_what_was_learned_is_kept_on_disk(tmp_path: Path) -> None:
    PARSER.to_disk(tmp_path / "parser")
    again = Parser().from_disk(tmp_path / "parser")
    assert (again.labels, again.tags, again.classes, again.signs) == (
        PARSER.labels,
        PARSER.tags,
        PARSER.classes,
        PARSER.signs,
    )
    doc, other = NLP.make_doc("Kenya opened the border."), NLP.make_doc("Kenya opened the border.")
    assert [t.head.i for t in PARSER(doc)] == [t.head.i for t in again(other)]


@pytest.mark.parametrize("lengths", [[1], [3, 1, 2], [2, 2, 5]])
def test_a_layer_gives_what_the_textbook_gives(lengths: list[int]) -> None:
    weights = weights_of_chance()
    rows = np.random.default_rng(2).normal(size=(sum(lengths), 2 * WIDTH)).astype("float32")
    layer = Layer(weights, "layer1")
    found = layer.outputs(layer.inward(rows), Steps(lengths))
    at = 0
    for length in lengths:
        part = rows[at : at + length]
        there = plainly(weights, "layer1.f", part)
        back = plainly(weights, "layer1.b", part[::-1])[::-1]
        np.testing.assert_allclose(found[at : at + length], np.concatenate([there, back], axis=1), atol=1e-5)
        at += length


def plainly(weights: dict[str, Any], way: str, rows: Any) -> Any:
    """An LSTM, a word and a gate at a time."""
    state, cell, out = np.zeros(WIDTH), np.zeros(WIDTH), []
    for row in rows:
        gates = weights[f"{way}.in"] @ row + weights[f"{way}.own"] @ state + weights[f"{way}.bias"]
        take, keep, fresh, show = np.split(gates, 4)
        cell = cell / (1 + np.exp(-keep)) + np.tanh(fresh) / (1 + np.exp(-take))
        state = np.tanh(cell) / (1 + np.exp(-show))
        out.append(state)
    return np.array(out)


def test_shapes_are_short() -> None:
    assert [shape(word) for word in ("Kenya's", "COVID-19", "2024", "e-mail")] == ["Xxx'x", "XX-dd", "dd", "x-xx"]
