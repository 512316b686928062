"""Shapes that no sentence has, righted by grammar: a subject of an infinitive, a passive with "had", a stray marker.

A parser that scores each arc by itself may give an infinitive a subject, a verb two objects, or a noun what only a verb
can have. What the sentence then must be follows from the rest of it. Here are the tables by which each label's mends are
found, file after file; ground for ``mending.py``, which asks this first and ``misreadings.py`` of what then stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract.mended import (
    arcs,
    attributes,
    betweens,
    deeds,
    joins,
    nouns,
    phrases,
    relatives,
    seconds,
    subjects,
    tellers,
    tenses,
    words,
)
from chancery.extract.mended.lookups import Change, Righting
from chancery.lexicon.events import EventTables
from chancery.tokens import Token


def righted(word: Token, tables: EventTables) -> Iterator[Change]:
    """Give the changes that right the shapes around a word; there are none but at ``LABELED`` and ``PREDICATIVE`` words."""
    for righting in LABELED.get(word.dep_, ()):
        yield from righting(word, tables)
    if word.pos_ in PREDICATIVE:
        for righting in OF_VERBS:
            yield from righting(word, tables)


TABLES = (
    arcs.BY_LABEL,
    phrases.BY_LABEL,
    betweens.BY_LABEL,
    words.BY_LABEL,
    nouns.BY_LABEL,
    attributes.BY_LABEL,
    relatives.BY_LABEL,
    deeds.BY_LABEL,
    tellers.BY_LABEL,
    tenses.BY_LABEL,
    joins.BY_LABEL,
    subjects.BY_LABEL,
    seconds.BY_LABEL,
)
LABELED = {label: tuple(one for table in TABLES for one in table.get(label, ())) for table in TABLES for label in table}
PREDICATIVE = frozenset({"VERB", "AUX"})
OF_VERBS: tuple[Righting, ...] = (*tenses.OF_VERBS, *nouns.OF_VERBS)
