"""Sentences of the treebanks with some of their words exchanged for the lexicon's: politics in real syntax.

    python -m training.exchange ../shared/data OUT.spacy

The treebanks hold few of the verbs and nouns that reports of conflict are made of, and a parser takes a verb that it never
met for an adjective or a noun. A verb gives way to one of the same form that governs as much; a noun to one of the same number.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import spacy

from chancery.lexicon import Lexicon
from training import augment
from training.convert import WEIGHTS, doc_of, groups, save
from training.treebank import Document, Sentence, Word, read

# How many of the words that could be exchanged are.
EXCHANGED = 0.3
TAGS = {"VB": "base", "VBP": "base", "VBZ": "third", "VBD": "past", "VBN": "participle", "VBG": "gerund"}
KEPT = frozenset({"compound:prt", "xcomp", "iobj", "nummod", "expl", "fixed", "flat"})
NOUN_ARCS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "obl:agent", "compound", "appos"})
VOWELS = tuple("aeiou")
Slot = tuple[str, str]


class Exchanger:
    """Exchanges words by chance; the same seed exchanges the same."""

    def __init__(self, lexicon: Lexicon, rng: random.Random) -> None:
        self.rng = rng
        self._inflect = lexicon.events.inflection
        self.words: dict[Slot, list[str]] = defaultdict(list)
        for lemma, slot in sorted(set(_verbs(lexicon))):
            forms = self._inflect.verb(lemma)
            for tag, name in TAGS.items():
                form = getattr(forms, name)
                self.words[tag, slot].append(form if isinstance(form, str) else form[0])
        for lemma in sorted(set(_nouns(lexicon))):
            self.words["NN", ""].append(lemma)
            self.words["NNS", ""].append(self._inflect.plural(lemma)[0])

    def sentence(self, sentence: Sentence) -> Sentence:
        """Exchange some words."""
        below: dict[int, set[str]] = defaultdict(set)
        for i, word in enumerate(sentence.words):
            if word.head != i:
                below[word.head].add(word.arc)
        words = list(sentence.words)
        for i, word in enumerate(words):
            known = self.words.get((word.tag, _slot(word, below[i])))
            if known and self.rng.random() < EXCHANGED:
                article = words[i - 1].form.lower() if i else ""
                words[i] = replace(word, form=_as(word.form, self._fitting(known, article)))
        return replace(sentence, words=tuple(words))

    def _fitting(self, known: list[str], article: str) -> str:
        while True:
            form = self.rng.choice(known)
            if article not in ("a", "an") or (article == "an") == form.startswith(VOWELS):
                return form


def _verbs(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Lemmas of one word, with what they govern: ``object``, ``clause`` or nothing."""
    for row in lexicon.events.senses:
        if row.pos == "verb":
            slot = "" if row.object == ("-",) else "object"
            yield from {(word, slot) for word in row.words if word.isalpha() and word.islower()}
    for speech in {
        row for rows in lexicon.speech.verbs.values() for row in rows if not row.particle and row.lemma.isalpha()
    }:
        yield from {(speech.lemma, frame) for frame in speech.frames if frame in ("object", "clause")}


def _nouns(lexicon: Lexicon) -> Iterator[str]:
    yield from (row.lemma for row in lexicon.actors.agents if row.lemma.isalpha() and row.lemma.islower())
    for row in lexicon.events.senses:
        if row.pos == "noun":
            yield from (word for word in row.words if word.isalpha() and word.islower())


def _slot(word: Word, below: set[str]) -> str:
    """What a word that may be exchanged governs; of other words, what no word of ours does."""
    if word.tag in TAGS and word.pos == "VERB" and word.arc != "fixed" and not below & KEPT:
        if "ccomp" in below:
            return "clause"
        return "object" if below & {"obj", "nsubj:pass"} or word.arc == "amod" else ""
    if word.tag in ("NN", "NNS") and word.pos == "NOUN" and word.arc in NOUN_ARCS and not below & KEPT:
        return ""
    return "kept"


def _as(old: str, new: str) -> str:
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def exchanged(documents: list[Document], exchanger: Exchanger) -> Iterator[list[Sentence]]:
    """Runs of sentences with exchanged words; of genres like the news, more."""
    for document in documents:
        for _ in range(WEIGHTS.get(document.genre, 1)):
            for run in groups(document, exchanger.rng):
                yield augment.group([exchanger.sentence(s) for s in run], exchanger.rng)


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    bank = args.data / "treebank"
    documents = read(bank / "ewt-train.conllu.gz", False) + read(bank / "gum-train.conllu.gz", True)
    vocab = spacy.blank("en").vocab
    exchanger = Exchanger(Lexicon.load(), random.Random(1))
    save([doc_of(vocab, run) for run in exchanged(documents, exchanger)], args.out)


if __name__ == "__main__":
    main()
