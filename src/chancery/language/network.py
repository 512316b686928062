"""The network that reads each word with its neighbors, as spaCy trained it, in fewer passes over memory.

What a word gives before its neighbors are looked at hangs on the word alone and is remembered; the layers after it go through
the text in stretches that stay in the processor's cache. The numbers are those of spaCy's own layers, bit by bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.api import Model

Floats = npt.NDArray[np.float32]
Features = npt.NDArray[np.uint64]

# Words whose vectors are remembered: 12 MB of them.
MOST_WORDS = 30_000
# Rows that go through a layer at once.
STRETCH = 512
# Its powers mix the features of a word into one number that hardly two words share.
ODD = 0x9E3779B97F4A7C15
# What thinc's normalization adds to the variance.
EPSILON = 1e-08
# The layers of spaCy's Tok2Vec with MultiHashEmbed and MaxoutWindowEncoder, and of one of its convolutions.
EMBED = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
CONVOLUTION = ["expand_window", "maxout", "layernorm", "dropout"]


def quick(model: Model[Any, Any]) -> Model[Any, Any]:
    """Give a model that answers as this one does, only sooner; the same one, where it is built otherwise."""
    layers = _convolutions(model)
    if not layers:
        return model
    embed, encode = model.layers
    words, pad = _Words(embed), encode.attrs["pad"]

    def forward(_: object, docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Callable[..., Any]]:
        if is_train:
            return model(docs, is_train)
        return _encoded(layers, words, docs, pad), _untaught

    return Model("quick_tok2vec", forward, dims={"nO": model.get_dim("nO")})


def _untaught(_: object) -> list[object]:
    return []


class _Layer(NamedTuple):
    """A convolution's weights: a column for each of the three pieces' outputs, one piece after the other."""

    weights: Floats
    bias: Floats
    pieces: int
    scale: Floats
    shift: Floats


def _convolutions(model: Model[Any, Any]) -> list[_Layer]:
    """Give the convolutions of a network of the shipped kind; none where it is of another."""
    if len(model.layers) != 2:
        return []
    embed, encode = model.layers
    named = [layer.name.partition("(")[0] for layer in (*embed.layers, encode)]
    if named != [*EMBED, "with_array"] or encode.ops.name != "numpy":
        return []
    found = []
    for residual in encode.layers[0].layers:
        parts = _leaves(residual)
        if [part.name for part in parts] != CONVOLUTION or parts[0].attrs["window_size"] != 1:
            return []
        found.append(_layer(parts[1], parts[2]))
    return found


def _leaves(model: Model[Any, Any]) -> list[Model[Any, Any]]:
    return [leaf for layer in model.layers for leaf in _leaves(layer)] if model.layers else [model]


def _layer(maxout: Model[Any, Any], norm: Model[Any, Any]) -> _Layer:
    weights: Any = maxout.get_param("W")
    bias: Any = maxout.get_param("b")
    scale: Any = norm.get_param("G")
    shift: Any = norm.get_param("b")
    outputs, pieces, inputs = weights.shape
    by_piece = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(pieces * outputs, inputs)
    flat = np.ascontiguousarray(bias.T).reshape(-1)
    return _Layer(by_piece.T, flat, pieces, scale, shift)


class _Words:
    """The vectors of words by themselves, up to ``MOST_WORDS`` of them."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        extract, _, hashes, mix, _ = embed.layers
        self._columns = extract.attrs["columns"]
        self._hashes, self._mix = hashes.layers[0], mix.layers[0]
        self._factors = np.array([ODD ** (i + 1) % 2**64 for i in range(len(self._columns))], "uint64")
        self._places: dict[int, int] = {}
        self._vectors: Floats = np.empty((0, embed.get_dim("nO")), "float32")

    def vectors(self, docs: Sequence[Doc]) -> Floats:
        """Give the vector of each word of these texts, one after the other."""
        width = len(self._columns)
        features: Features = np.concatenate([doc.to_array(self._columns).reshape(-1, width) for doc in docs])
        keys = ((features ^ (features >> np.uint64(32))) * self._factors).sum(axis=1, dtype="uint64").tolist()
        unknown = {key: i for i, key in enumerate(keys) if key not in self._places}
        if len(self._places) + len(unknown) > len(self._vectors):
            self._places.clear()
            unknown = {key: i for i, key in enumerate(keys)}
            self._vectors = np.empty((max(MOST_WORDS, len(unknown)), self._vectors.shape[1]), "float32")
        if unknown:
            first = len(self._places)
            fresh = self._mix.predict(self._hashes.predict(features[list(unknown.values())]))
            self._vectors[first : first + len(fresh)] = fresh
            self._places.update(zip(unknown, range(first, first + len(fresh)), strict=True))
        places = self._places
        return self._vectors[[places[key] for key in keys]]


def _encoded(layers: Sequence[_Layer], words: _Words, docs: Sequence[Doc], pad: int) -> list[Floats]:
    """Let each word look at its neighbors, a layer a step; ``pad`` empty rows part the texts."""
    vectors = words.vectors(docs)
    ends = np.cumsum([len(doc) for doc in docs])
    starts = [0, *ends[:-1]]
    width = vectors.shape[1]
    # one more row at either end, so that the first and last have neighbors; twice, to go from the one into the other
    rows, spare = np.zeros((2, len(vectors) + pad * (len(docs) + 1) + 2, width), "float32")
    places = [(start + 1 + pad * (i + 1), end - start) for i, (start, end) in enumerate(zip(starts, ends, strict=True))]
    for (place, length), start in zip(places, starts, strict=True):
        rows[place : place + length] = vectors[start : start + length]
    for layer in layers:
        _convolve(rows, layer, spare)
        rows, spare = spare, rows
    return [rows[place : place + length] for place, length in places]


def _convolve(rows: Floats, layer: _Layer, out: Floats) -> None:
    """Add to each row what the layer makes of it and of the two beside it, and put the sum into ``out``."""
    count, width = len(rows) - 2, rows.shape[1]
    triples = np.lib.stride_tricks.as_strided(rows, (count, 3 * width), rows.strides)
    seen: Floats = np.empty((STRETCH, 3 * width), "float32")
    outputs: Floats = np.empty((STRETCH, layer.pieces * width), "float32")
    for start, stop in pairwise([*range(0, count, STRETCH), count]):
        size = stop - start
        np.copyto(seen[:size], triples[start:stop])
        made = np.matmul(seen[:size], layer.weights, out=outputs[:size])
        made += layer.bias
        best = made[:, :width]
        for piece in range(1, layer.pieces):
            np.maximum(best, made[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        best *= (np.square(best).mean(axis=1, keepdims=True) + EPSILON) ** -0.5
        best *= layer.scale
        best += layer.shift
        np.add(rows[1 + start : 1 + stop], best, out=out[1 + start : 1 + stop])
