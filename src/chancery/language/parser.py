"""The parser: tags, word classes, sentences and Universal Dependencies, from one network that reads a whole block.

A word is known by what it looks like (``SIGNS``); LSTMs read the text from either end; from their states come the sentences'
first words, each word's tag and class, a score for each pair of words of a sentence, and the arc's label (Dozat and Manning,
"Deep biaffine attention for neural dependency parsing", 2017). ``training/parser.py`` trains it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IS_SPACE, POS, TAG  # type: ignore[import-not-found]  # compiled, no stub
from spacy.language import Language
from spacy.tokens import Doc

from chancery.language import features
from chancery.language.recurrent import Floats, Layer, Numbers, Steps
from chancery.language.trees import best_trees

WEIGHTS, TABLES = "weights.npz", "tables.json"
# Words whose part in the first layer is remembered: 64 MB of them.
MOST_WORDS = 10_000
# Where no sign of a kind was met in training.
UNKNOWN = 1
# A sentence has so many words at most: of text without an end each pair has a score.
LONGEST = 256
# Pairs of words scored together.
MOST_PAIRS = 200_000
SHAPE_LENGTH = 20

_DIGIT = re.compile(r"\d")


def norm(word: str) -> str:
    """The word in small letters, its figures all alike."""
    return _DIGIT.sub("0", _low(word))


def shape(word: str) -> str:
    """The kinds of its characters, none more than twice in a row: ``Xxd``."""
    kinds: list[str] = []
    for letter in word[:SHAPE_LENGTH]:
        kind = "d" if letter.isdigit() else "X" if letter.isupper() else "x" if letter.isalpha() else letter
        if kinds[-2:] != [kind, kind]:
            kinds.append(kind)
    return "".join(kinds)


def _low(word: str) -> str:
    return word.lower().replace("’", "'")


# What is looked at of a word, with the numbers that each becomes.
SIGNS: dict[str, tuple[Callable[[str], str], int]] = {
    "norm": (norm, 100),
    "beginning": (lambda word: _low(word)[:3], 32),
    "ending": (lambda word: _low(word)[-3:], 40),
    "short ending": (lambda word: _low(word)[-2:], 24),
    "shape": (shape, 24),
    "kinds": (features.kinds, 12),
}


class Parser:
    """The component ``chancery_parser``: its pipe writes tags, classes, heads, labels and sentences into each text."""

    def __init__(self) -> None:
        self.signs: dict[str, dict[str, int]] = {}
        self.labels: list[str] = []
        self.tags: list[str] = []
        self.classes: list[str] = []
        self.weights: dict[str, Floats] = {}
        self._layers: list[Layer] = []
        self._places: dict[str, int] = {}
        self._gates: Floats = np.empty((0, 0), "float32")

    def __call__(self, doc: Doc) -> Doc:
        """Parse one text."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Parse texts, so many together."""
        for docs in _batches(stream, batch_size):
            full = [doc for doc in docs if len(doc)]
            if full:
                self._parse(full)
            yield from docs

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights, in half precision, and the tables into a folder."""
        path.mkdir(parents=True, exist_ok=True)
        halves: dict[str, Any] = {name: array.astype("float16") for name, array in self.weights.items()}
        np.savez(path / WEIGHTS, **halves)
        tables = {name: list(known) for name, known in self.signs.items()}
        kept = {"signs": tables, "labels": self.labels, "tags": self.tags, "classes": self.classes}
        (path / TABLES).write_text(json.dumps(kept, ensure_ascii=False, indent=0), encoding="utf-8")

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Parser:
        """Read what ``to_disk`` has written."""
        with np.load(Path(path) / WEIGHTS) as kept:
            weights = {name: kept[name].astype("float32") for name in kept.files}
        return self.learned(weights, json.loads((Path(path) / TABLES).read_text(encoding="utf-8")))

    def learned(self, weights: Mapping[str, Floats], tables: Mapping[str, Any]) -> Parser:
        """Take weights and tables over, as ``training/parser.py`` gives them."""
        self.weights = dict(weights)
        self.signs = {name: {sign: i + 2 for i, sign in enumerate(known)} for name, known in tables["signs"].items()}
        self.labels, self.tags, self.classes = tables["labels"], tables["tags"], tables["classes"]
        count = len({name.split(".")[0] for name in weights if name.startswith("layer")})
        self._layers = [Layer(weights, f"layer{i}") for i in range(count)]
        self._places = {}
        self._gates = np.empty((0, 8 * self._layers[0].width), "float32")
        return self

    def _parse(self, docs: Sequence[Doc]) -> None:
        """Write into texts that are not empty; white space is not shown to the network, and hangs on the word before it."""
        blank = np.concatenate([doc.to_array([IS_SPACE]).reshape(-1) for doc in docs]).astype(bool)
        ends = np.cumsum([len(doc) for doc in docs], dtype="int64")
        begins = ends - [len(doc) for doc in docs]
        places = np.flatnonzero(~blank)
        names = docs[0].vocab.strings
        found = np.zeros((len(blank), 4), "uint64")
        heads = _word_beside(np.arange(len(blank)), places, begins, ends)
        found[:, 3] = names.add("dep")
        if len(places):
            words = [token.text for doc in docs for token in doc if not token.is_space]
            firsts = np.searchsorted(places, begins)
            states = self._states(words, np.diff(firsts, append=len(places)).tolist())
            own, labels = self._arcs(states, self._firsts(states, firsts))
            heads[places] = places[own]
            for column, (known, numbers) in enumerate(
                (
                    (self.tags, self._linear(states, "tag").argmax(axis=1)),
                    (self.classes, self._linear(states, "class").argmax(axis=1)),
                )
            ):
                found[places, column] = np.array([names.add(name) for name in known], "uint64")[numbers]
            found[places, 3] = np.array([names.add(name) for name in self.labels], "uint64")[labels]
        found[:, 2] = (heads - np.arange(len(heads))).view("uint64")
        for doc, start, stop in zip(docs, begins.tolist(), ends.tolist(), strict=True):
            doc.from_array([TAG, POS, HEAD, DEP], found[start:stop])  # type: ignore[arg-type]  # the stub knows int only

    def _firsts(self, states: Floats, sure: Numbers) -> Numbers:
        """Give the words that begin sentences: those that begin texts, those that look so, and every so many where none does."""
        begins = self._linear(states, "first")[:, 0] > 0
        begins[sure[sure < len(begins)]] = True
        firsts = np.flatnonzero(begins).tolist()
        cuts = [at for start, stop in pairwise([*firsts, len(begins)]) for at in range(start + LONGEST, stop, LONGEST)]
        return np.array(sorted([*firsts, *cuts]), "int64")

    def _states(self, words: list[str], lengths: Sequence[int]) -> Floats:
        """Give the state of each word of texts of these lengths: what it is where it stands."""
        steps = Steps(lengths)
        first, *others = self._layers
        states = first.outputs(self._inward(words), steps)
        for layer in others:
            states = layer.outputs(layer.inward(states), steps)
        return states

    def _inward(self, words: list[str]) -> Floats:
        """Give what each word puts into the first layer, which hangs on the word alone and is remembered."""
        fresh = list(dict.fromkeys(word for word in words if word not in self._places))
        if len(self._places) + len(fresh) > MOST_WORDS:
            self._places = {}
            fresh = list(dict.fromkeys(words))
        if fresh:
            ids = [[known.get(SIGNS[name][0](word), UNKNOWN) for name, known in self.signs.items()] for word in fresh]
            vectors = [self.weights[f"sign.{name}"][col] for name, col in zip(self.signs, np.array(ids).T, strict=True)]
            known = len(self._places)
            made = self._layers[0].inward(np.concatenate(vectors, axis=1))
            if len(self._gates) < known + len(made):
                room = np.empty((max(2 * len(self._gates), known + len(made), 1024), made.shape[1]), "float32")
                room[:known] = self._gates[:known]
                self._gates = room
            self._gates[known : known + len(made)] = made
            self._places.update(zip(fresh, range(known, known + len(made)), strict=True))
        return self._gates[[self._places[word] for word in words]]

    def _linear(self, states: Floats, name: str) -> Floats:
        made: Floats = states @ self.weights[f"{name}.weights"].T
        made += self.weights[f"{name}.bias"]
        return made

    def _arcs(self, states: Floats, firsts: Numbers) -> tuple[Numbers, Numbers]:
        """Give each word's head (its own place for a root) and the number of its arc's label."""
        count = len(states)
        top = np.concatenate([states, self.weights["root"][None]])
        dependents = np.maximum(self._linear(states, "arc.dependent"), 0)
        leaders = np.maximum(self._linear(top, "arc.head"), 0)
        pairing = self.weights["arc.pair"]
        sought = dependents @ pairing[:-1] + pairing[-1]
        heads = np.empty(count, "int64")
        for rows in _alike(firsts, count):
            above = np.concatenate([np.full((len(rows), 1), count), rows], axis=1)
            scores = np.matmul(sought[rows], leaders[above].transpose(0, 2, 1))
            found = best_trees(scores)
            heads[rows] = np.where(found < 0, count, found + rows[:, :1])
        joined = self._linear(states, "label.dependent") + self._linear(top, "label.head")[heads]
        likely = self._linear(np.maximum(joined, 0), "label")
        root = self.labels.index("ROOT")
        likely[:, root] = -np.inf
        labels = np.where(heads == count, root, likely.argmax(axis=1))
        return np.where(heads == count, np.arange(count), heads), labels


def _word_beside(here: Numbers, places: Numbers, begins: Numbers, ends: Numbers) -> Numbers:
    """Give for each token of some texts the word before it in its text, else the one after it, else the text's first token."""
    text = np.searchsorted(ends, here, side="right")
    if not len(places):
        return begins[text]
    after = np.searchsorted(places, here)
    before = places[np.maximum(after - 1, 0)]
    following = places[np.minimum(after, len(places) - 1)]
    has_before = (after > 0) & (before >= begins[text])
    has_following = (following >= here) & (following < ends[text])
    return np.where(has_before, before, np.where(has_following, following, begins[text]))


def _batches(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    waiting = iter(stream)
    while docs := list(islice(waiting, size)):
        yield docs


def _alike(firsts: Numbers, count: int) -> Iterator[Numbers]:
    """Give the rows of the sentences' words, those of one length together, so many as fit."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for start, stop in pairwise([*firsts.tolist(), count]):
        by_length[stop - start].append(start)
    for length, starts in by_length.items():
        most = max(1, MOST_PAIRS // length**2)
        for i in range(0, len(starts), most):
            yield np.array(starts[i : i + most])[:, None] + np.arange(length)


@Language.factory("chancery_parser", assigns=["token.tag", "token.pos", "token.dep", "token.head", "doc.sents"])
def make_parser(nlp: Language, name: str) -> Parser:
    """Make the component without weights; loading the pipeline fills it."""
    return Parser()
