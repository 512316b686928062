"""Words read as what they are not: a quality as a deed, a people's adjective before one of them, "her" before a time.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.misplaced import Righting, rows_of
from chancery.extract.mended.misreadings import Change
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# What is done to somebody for a thing that he did.
PUNISHING = frozenset({"SANCTION", "COERCE", "ACCUSE"})
# How the names of a people and of a state are labeled.
PEOPLE, STATE = "NORP", "GPE"


def _for_what(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the verb for what somebody is punished, read as of the prison ("jailed him in a camp for [killing] two")."""
    where = deed.head
    if deed.tag_ != "VBG" or syntax.prepositions(deed) != "for" or where.arc != "obl" or where.head.pos_ != "VERB":
        return
    punished = where.head.tag_ == "VBN" or bool(syntax.objects(where.head))
    if punished and where.i + 2 == deed.i and any(row.event in PUNISHING for row in rows_of(where.head, tables)):
        yield deed, where.head, "advcl"


def _of_one_name(first: Token, tables: EventTables) -> Iterator[Change]:
    """Join two states that share the last word of their names ("[North] and South Korea"), read as one name."""
    last, second = first.head, syntax.children(first, "conj")
    named = STATE in (first.ent_type_, last.ent_type_) and first.text.istitle() and last.text.istitle()
    if not named or len(second) != 1 or second[0].i + 1 != last.i or not second[0].text.istitle():
        return
    yield first, last if last.dep_ == "ROOT" else last.head, last.dep_
    yield last, first, "conj"
    yield second[0], last, "compound"
    yield from ((word, last, "cc") for word in syntax.children(first, "cc"))
    yield from ((word, first, word.dep_) for word in syntax.children(last, "case") if word.i < first.i)


def _so_named(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take a word in -ing behind a name with "the" for the thing so named ("reopened the Rafah [crossing] to trucks")."""
    name = syntax.before(word) if word.i else word
    known = word.tag_ == "VBG" and word.lower_ in tables.noun_forms and not syntax.children(word, "obj")
    beside = word.head in (name, name.head)
    if not known or not beside or name.pos_ != "PROPN" or name.ent_type_ in (PEOPLE, "ORG"):
        return
    articles = syntax.children(name, "det")
    if articles:
        word.pos_, word.tag_ = "NOUN", "NN"
        yield word, name.head, name.dep_
        yield name, word, "compound"
        yield articles[0], word, "det"
        yield from ((child, word, "nmod") for child in syntax.children(word, "obl"))


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "compound": (_of_one_name,),
    "acl": (_for_what, _so_named),
    "xcomp": (_so_named,),
    "advcl": (_so_named,),
}
