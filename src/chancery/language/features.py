"""What the shipped pipeline sees of a word beyond spaCy's own features."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.attrs import PREFIX  # type: ignore[import-not-found]  # compiled, no stub
from spacy.language import Language
from spacy.util import registry

PREFIX_LENGTH = 3


def prefix(word: str) -> str:
    """The first letters, as many as spaCy takes for the suffix: ``dis``, ``pro``, ``un-``."""
    return word[:PREFIX_LENGTH]


@registry.callbacks("chancery.features.v1")  # type: ignore[untyped-decorator]
def make_features() -> Callable[[Language], Language]:
    """Name the callback with which the pipeline's configuration asks for these features."""
    return with_features


def with_features(nlp: Language) -> Language:
    """Give the vocabulary a longer ``PREFIX``, for the words it holds already too."""
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters = {**vocab.lex_attr_getters, PREFIX: prefix}
    for lexeme in vocab:
        lexeme.prefix_ = prefix(lexeme.text)
    return nlp
