"""What the shipped pipeline sees of a word beyond spaCy's own features."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from spacy.attrs import LANG, PREFIX  # type: ignore[import-not-found]  # compiled, no stub
from spacy.language import Language
from spacy.util import registry

PREFIX_LENGTH = 3
# What each word of the gazetteer can be, a letter a kind (training/words.py), as it was when the weights were trained.
WORDS = Path(__file__).parent / "en" / "words.tsv"
# A word in capitals as long as this is looked up as it would be written otherwise; shorter ones are acronyms.
SHOUTED = 4


def prefix(word: str) -> str:
    """The first letters, as many as spaCy takes for the suffix: ``dis``, ``pro``, ``un-``."""
    return word[:PREFIX_LENGTH]


def kinds(word: str) -> str:
    """The kinds of names that the word stands in: ``fg`` for a family and a given name; nothing for most words."""
    known = _kinds()
    return known.get(word) or (known.get(word.capitalize(), "") if word.isupper() and len(word) >= SHOUTED else "")


@cache
def _kinds() -> dict[str, str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@registry.callbacks("chancery.features.v1")  # type: ignore[untyped-decorator]
def make_features() -> Callable[[Language], Language]:
    """Name the callback with which the pipeline's configuration asks for these features."""
    return with_features


def with_features(nlp: Language) -> Language:
    """Give the vocabulary a longer ``PREFIX`` and, in the column of the language, the kinds of names; old words, too.

    spaCy leaves no column of a word free; the language of each word is idle where a pipeline has but one.
    """
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters = {**vocab.lex_attr_getters, PREFIX: prefix, LANG: kinds}
    for lexeme in vocab:
        lexeme.prefix_ = prefix(lexeme.text)
        lexeme.lang_ = kinds(lexeme.text)
    return nlp
