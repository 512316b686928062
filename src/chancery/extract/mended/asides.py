"""What asides between commas part: verbs from their subjects, clauses from whom they tell of, infinitives from their verbs.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.misplaced import Righting
from chancery.extract.mended.misreadings import Change
from chancery.lexicon.events import EventTables
from chancery.tokens import Token


def _close_subject(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a joined verb the name before it, read as joined to an object ("expelled an envoy and [Estonia] jailed a man")."""
    name = syntax.before(verb) if verb.i else verb
    while name.dep_ in ("flat", "compound") and name.head.i < name.i:
        name = name.head
    links = syntax.children(name, "cc")
    joined = name.dep_ == "conj" and name.pos_ == "PROPN" and bool(links) and name.head.pos_ == "NOUN"
    bare = verb.tag_ in syntax.FINITE and not syntax.children(verb, "cc", "nsubj", "nsubj:pass", "mark")
    if joined and bare and verb.head.i < name.head.i < links[0].i:
        yield name, verb, "nsubj"
        yield from ((link, verb, "cc") for link in links)


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "conj": (_close_subject,),
}
