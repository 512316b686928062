"""What stands behind the second of two joined verbs and belongs to that alone: its object, and what tells more of it.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.lookups import NOMINAL, Change, Righting, operators_of, rows_of
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# What stands behind an object and tells more of its verb.
FURTHER = ("obl", "advcl", "xcomp", "obl:unmarked")


def _acted_on(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb the noun right behind it, read as joined to what it is joined to ("called it a lie and sued [Roe] for it")."""
    verb, above = syntax.before(noun.left_edge) if noun.left_edge.i else noun, noun.head
    while above.dep_ == "conj" and above.pos_ in NOMINAL:
        above = above.head
    joined = verb.pos_ == "VERB" and verb.dep_ == "conj" and bool(syntax.children(verb, "cc"))
    apart = noun.pos_ in NOMINAL and not syntax.children(noun, "cc", "case") and verb.i > noun.head.i
    bare = joined and not syntax.children(verb, "obj", "ccomp", "xcomp", "aux:pass")
    first = syntax.first_conjunct(verb)
    known = any(row.recipient for row in rows_of(verb, tables)) or any(operators_of(verb, tables))
    if not (bare and apart and known and first in (noun.head, above, above.head)):
        return
    if verb.tag_ == "VBN" and not syntax.children(verb, "aux") and not syntax.is_passive(first):
        verb.tag_ = "VBD"
    yield noun, verb, "obj"
    yield from ((word, verb, word.dep_) for word in first.rights if word.i > noun.i and word.dep_ in FURTHER)


BY_LABEL: dict[str, tuple[Righting, ...]] = {"conj": (_acted_on,)}
