"""What the parser learns from: the corpora as our tokenizer cuts them, in numbers, a batch at a time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from chancery.language.parser import SIGNS, UNKNOWN
from chancery.language.pipeline import told_apart
from training.batching import of_like_length

Numbers = npt.NDArray[np.int64]
# A sign is known if it was met so often in the corpora, copies not counted; a word's own form may be rarer.
LEAST_FORM, LEAST_SIGN, LEAST_LABEL = 1.5, 2.5, 15
# A word met f times is hidden from the network in RARE / (RARE + f) of its uses, so that it learns to read unknown ones.
RARE, EVER, OTHER_SIGNS = 0.3, 0.04, 0.03
# Texts sorted by length at a time.
POOL = 400
NONE = -1


class Text(NamedTuple):
    """A text in our own words; a word that the treebank cuts otherwise has no head (NONE) and no labels."""

    words: list[str]
    heads: list[int]
    labels: list[str]
    tags: list[str]
    classes: list[str]
    firsts: list[bool]


def read_texts(nlp: Language, path: Path) -> list[Text]:
    """Read a file of gold Docs and lay them over what the pipeline's tokenizer makes of their raw text."""
    return [_laid_over(nlp, doc) for doc in DocBin().from_disk(path).get_docs(nlp.vocab) if len(doc)]


def _laid_over(nlp: Language, gold: Doc) -> Text:
    own = nlp.make_doc(told_apart(gold.text))
    at = {(token.idx, len(token)): token.i for token in own}
    place = {token.i: at[token.idx, len(token)] for token in gold if (token.idx, len(token)) in at}
    count = len(own)
    text = Text(
        [token.text for token in own], [NONE] * count, [""] * count, [""] * count, [""] * count, [False] * count
    )
    begins = {token.idx for token in gold if token.is_sent_start}
    for token in own:
        text.firsts[token.i] = token.i == 0 or not begins.isdisjoint(range(token.idx, token.idx + len(token)))
    for token in gold:
        here = place.get(token.i)
        if here is None:
            continue
        text.tags[here], text.classes[here] = token.tag_, token.pos_
        head = place.get(token.head.i)
        if token.dep_ and head is not None:
            text.heads[here], text.labels[here] = head, token.dep_
    return text


@dataclass(frozen=True)
class Tables:
    """The signs, labels, tags and classes that are told apart, each with its number; ``uses`` counts the words' forms."""

    signs: dict[str, dict[str, int]]
    labels: list[str]
    tags: list[str]
    classes: list[str]
    uses: npt.NDArray[np.float32]

    @classmethod
    def of(cls, corpora: Sequence[tuple[list[Text], int]], known: Mapping[str, Any] | None = None) -> Tables:
        """Make the tables from corpora, each with how many copies it holds of a text; the first two have all labels.

        ``known`` are the tables of a parser to go on from: what they number keeps its number.
        """
        words: Counter[str] = Counter()
        for texts, copies in corpora:
            for text in texts:
                for word in text.words:
                    words[word] += 1 / copies  # type: ignore[assignment]
        signs: dict[str, dict[str, int]] = {}
        uses = np.zeros(0, "float32")
        for name, (sign, _) in SIGNS.items():
            counts: Counter[str] = Counter()
            for word, count in words.items():
                counts[sign(word)] += count
            kept = [s for s, c in counts.most_common() if c >= (LEAST_SIGN if signs else LEAST_FORM)]
            if known:
                kept = list(dict.fromkeys([*known["signs"][name], *kept]))
            if not signs:
                uses = np.array([0, 0, *(counts[s] for s in kept)], "float32")
            signs[name] = {s: i + 2 for i, s in enumerate(kept)}
        if known:
            return cls(signs, known["labels"], known["tags"], known["classes"], uses)
        full = [text for texts, _ in corpora[:2] for text in texts]
        labels = Counter(label for text in full for label in text.labels if label)
        return cls(
            signs,
            [label for label, count in labels.most_common() if count >= LEAST_LABEL],
            sorted({tag for text in full for tag in text.tags if tag}),
            sorted({name for text in full for name in text.classes if name}),
            uses,
        )


class Item(NamedTuple):
    """A text in numbers: signs by word, heads within the sentence (0 the root, NONE unknown), labels, tags, classes, firsts."""

    signs: Numbers
    heads: Numbers
    labels: Numbers
    tags: Numbers
    classes: Numbers
    firsts: npt.NDArray[np.bool_]


def items(texts: Sequence[Text], tables: Tables) -> list[Item]:
    """Put texts into numbers; what the tables do not hold is NONE."""
    known: dict[str, list[int]] = {}
    labels, tags, classes = (
        {name: i for i, name in enumerate(names)} for names in (tables.labels, tables.tags, tables.classes)
    )
    made = []
    for text in texts:
        for word in text.words:
            if word not in known:
                known[word] = [tables.signs[name].get(sign(word), UNKNOWN) for name, (sign, _) in SIGNS.items()]
        firsts = np.array(text.firsts)
        heads = _within_sentences(np.array(text.heads), firsts)
        arcs = [
            labels.get(label, NONE) if head != NONE else NONE for label, head in zip(text.labels, heads, strict=True)
        ]
        made.append(
            Item(
                np.array([known[word] for word in text.words]).T,
                heads,
                np.array(arcs),
                np.array([tags.get(tag, NONE) for tag in text.tags]),
                np.array([classes.get(name, NONE) for name in text.classes]),
                firsts,
            )
        )
    return made


def _within_sentences(heads: Numbers, firsts: npt.NDArray[np.bool_]) -> Numbers:
    """Count heads from the first word of their sentence, which is 1; a root's head is 0."""
    sentence = np.cumsum(firsts) - 1
    inside = (heads != NONE) & (sentence[heads] == sentence)
    begins = np.flatnonzero(firsts)[sentence]
    places = np.where(heads == np.arange(len(heads)), 0, heads - begins + 1)
    return np.where(inside, places, NONE)


class Batch(NamedTuple):
    """Texts side by side, and their sentences: ``rows`` are places in the texts laid end to end."""

    signs: Numbers
    lengths: Numbers
    tags: Numbers
    classes: Numbers
    firsts: npt.NDArray[np.float32]
    rows: Numbers
    heads: Numbers
    labels: Numbers
    full: npt.NDArray[np.bool_]


def batch(chosen: Sequence[Item], uses: npt.NDArray[np.float32] | None = None) -> Batch:
    """Lay texts side by side; with ``uses``, hide words and signs by chance as the training does."""
    lengths = np.array([len(item.heads) for item in chosen])
    longest = int(lengths.max())
    flat = (len(chosen), longest)
    signs = np.zeros((len(SIGNS), *flat), "int64")
    tags, classes, firsts = np.full(flat, NONE), np.full(flat, NONE), np.full(flat, NONE, "float32")
    sentences = []
    for row, item in enumerate(chosen):
        count = len(item.heads)
        signs[:, row, :count], firsts[row, :count] = item.signs, item.firsts
        tags[row, :count], classes[row, :count] = item.tags, item.classes
        starts = np.flatnonzero(item.firsts).tolist()
        sentences += [(row, start, stop) for start, stop in zip(starts, [*starts[1:], count], strict=True)]
    if uses is not None:
        _hide(signs, uses)
    wide = (len(sentences), max(stop - start for _, start, stop in sentences))
    rows, heads, labels, full = np.zeros(wide, "int64"), np.full(wide, NONE), np.full(wide, NONE), np.zeros(wide, bool)
    for i, (row, start, stop) in enumerate(sentences):
        count = stop - start
        rows[i, :count] = row * longest + np.arange(start, stop)
        heads[i, :count] = chosen[row].heads[start:stop]
        labels[i, :count] = chosen[row].labels[start:stop]
        full[i, :count] = True
    return Batch(signs, lengths, tags, classes, firsts, rows, heads, labels, full)


def _hide(signs: Numbers, uses: npt.NDArray[np.float32]) -> None:
    forms = signs[0]
    chance = np.maximum(RARE / (RARE + uses[forms]), EVER)
    forms[(np.random.rand(*forms.shape) < chance) & (forms > UNKNOWN)] = UNKNOWN
    for sign in signs[1:]:
        sign[(np.random.rand(*sign.shape) < OTHER_SIGNS) & (sign > UNKNOWN)] = UNKNOWN


def batches(corpora: Sequence[tuple[list[Item], float]], words: int) -> Iterator[list[Item]]:
    """Give batches of about so many words, of texts of like length, for ever; of each corpus its share is drawn each round."""
    while True:
        drawn = [item for part, share in corpora for item in random.sample(part, int(len(part) * share))]
        random.shuffle(drawn)
        for at in range(0, len(drawn), POOL):
            made = of_like_length(drawn[at : at + POOL], lambda item: len(item.heads), words)
            random.shuffle(made)
            yield from made
