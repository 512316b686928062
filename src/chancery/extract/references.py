"""Who is meant without being named: pronouns, roles, "the country", "the two leaders", and first persons in quotations."""

from __future__ import annotations

from spacy.tokens import Doc

from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Statement


def resolve(doc: Doc, article: Article, actors: tuple[Actor, ...], lexicon: Lexicon) -> tuple[Actor, ...]:
    """Give the actors with the references to them added; what may mean several stays with nobody."""
    return actors


def resolve_first_persons(
    doc: Doc, article: Article, actors: tuple[Actor, ...], statements: tuple[Statement, ...], lexicon: Lexicon
) -> tuple[Actor, ...]:
    """Give the actors with "I", "we" and "our" inside quotations given to the speaker."""
    return actors
