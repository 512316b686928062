"""What the shipped pipeline sees of a word beyond spaCy's own features."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import spacy
from spacy.attrs import PREFIX
from spacy.language import Language

PREFIX_LENGTH = 3


def prefix(word: str) -> str:
    """The first letters, as many as spaCy takes for the suffix: ``dis``, ``pro``, ``un-``."""
    return word[:PREFIX_LENGTH]


@spacy.registry.callbacks("chancery.features.v1")
def make_features() -> Callable[[type[Language]], type[Language]]:
    """Name the callback with which the pipeline's configuration asks for these features."""
    return with_features


def with_features(language: type[Language]) -> type[Language]:
    """The same language with a longer ``PREFIX``."""
    getters: dict[int, Any] = {**language.Defaults.lex_attr_getters, PREFIX: prefix}
    defaults = type("Defaults", (language.Defaults,), {"lex_attr_getters": getters})
    return type(language.__name__, (language,), {"Defaults": defaults})
