"""Words read as what they are not: a quality as a deed, a people's adjective before one of them, "her" before a time.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from chancery.extract import syntax
from chancery.extract.mended.misplaced import Righting, operators_of, rows_of
from chancery.extract.mended.misreadings import Change, is_somebody, stands_in
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# What is done to somebody for a thing that he did.
PUNISHING = frozenset({"SANCTION", "COERCE", "ACCUSE"})
# How the names of a people and of a state are labeled.
PEOPLE, STATE = "NORP", "GPE"
# The class of qualities in -ing of what grows or hurts.
SWELLING = "swelling"
# These bare words behind "or" are verbs.
OR_ELSE = frozenset({"face", "risk"})
# What verbs tell that take deeds in -ing for their object.
DOING = frozenset({"light", "stop", "refuse", "reject", "request", "support"})


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


def _swelling(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Make what grows before a bare noun its quality, read as what somebody does ("faces [mounting] criticism")."""
    verb, things = quality.head, syntax.children(quality, "obj")
    grows = quality.tag_ == "VBG" and quality.lower_ in tables.classed(SWELLING) and len(things) == 1
    if not grows or verb.i + 1 != quality.i or verb.pos_ != "VERB" or syntax.objects(verb):
        return
    bare = not syntax.children(things[0], "det", "nmod:poss", "nummod") and things[0].i > quality.i
    if not bare or stands_in("@ing", verb, tables) or any(row.kind in DOING for row in operators_of(verb, tables)):
        return
    yield things[0], verb, "obj"
    yield quality, things[0], "amod"
    yield from ((word, verb, word.dep_) for word in quality.rights if word is not things[0])


def _or_else(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a verb, with what stands behind it, a bare word of threats behind "or" ("leave the square or [face] arrest")."""
    if deed.lower_ not in OR_ELSE or deed.tag_ != "NN" or not deed.i or syntax.before(deed).lower_ != "or":
        return
    verb = next((word for word in syntax.ancestors(deed) if word.tag_ == "VB"), None)
    run = list(
        takewhile(lambda word: word.pos_ in ("ADJ", "NUM", "NOUN", "PROPN"), deed.doc[deed.i + 1 : deed.sent.end])
    )
    if verb is None or verb.i > deed.i or not run or run[-1].pos_ == "ADJ":
        return
    deed.pos_, deed.tag_, thing = "VERB", "VB", run[-1]
    yield from ((word, verb, "obj") for word in thing.lefts if word.i < deed.i and word.dep_ == "amod")
    yield deed, verb, "conj"
    yield thing, deed, "obj"
    yield from ((word, thing, "amod") for word in run[:-1] if word.head.i < run[0].i)
    yield from ((word, deed, word.dep_) for word in verb.rights if word.i > thing.i and word.arc in ("obl", "advcl"))


def _stricken(word: Token, tables: EventTables) -> Iterator[Change]:
    """Make of a verb joined to a noun the quality of the name behind it ("sent food to flood-[hit] Chad")."""
    things = syntax.children(word, "obj")
    if word.i < 2 or word.tag_ not in ("VB", "VBD", "VBP", "VBN") or not things or things[0].i != word.i + 1:
        return
    dash, noun, name = syntax.before(word), word.doc[word.i - 2], things[0]
    joined = dash.text == "-" and noun.idx + len(noun) == dash.idx and dash.idx + 1 == word.idx
    if not joined or noun.tag_ != "NN" or not noun.text.islower() or syntax.own_subjects(word):
        return
    marks = syntax.children(word, "mark", "case")
    word.pos_, word.tag_ = "ADJ", "JJ"
    yield name, word.head, "obl" if marks else "obj"
    yield word, name, "amod"
    yield noun, word, "compound"
    yield from ((mark, name, "case") for mark in marks)
    yield from ((child, name, "nmod") for child in syntax.children(word, "obl"))


def _told_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what somebody is told to do complete the telling, read as of him ("instructed the military [to return] home")."""
    who = deed.head
    marks = [word for word in syntax.children(deed, "mark") if word.lower_ == "to" and word.i == who.i + 1]
    if deed.tag_ != "VB" or not marks or who.dep_ not in ("obj", "iobj") or not who.head.i < who.i:
        return
    asks = any(row.kind == "request" for row in operators_of(who.head, tables))
    if asks and (who.pos_ == "PROPN" or is_somebody(who, tables)):
        yield deed, who.head, "xcomp"


def _in_two(end: Token, tables: EventTables) -> Iterator[Change]:
    """Take for the noun that it is what ends in a particle behind a hyphen ("held a sit-[in] outside the embassy")."""
    verb, hyphen = end.head, syntax.before(end) if end.i > 1 else end
    if hyphen.text != "-" or verb.pos_ != "VERB" or syntax.children(verb, "obj"):
        return
    if f"{end.doc[end.i - 2].lower_}-{end.lower_}" in tables.noun_forms and syntax.children(end, "det"):
        end.pos_, end.tag_ = "NOUN", "NN"
        yield end, verb, "obj"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "advmod": (_in_two,),
    "compound:prt": (_in_two,),
    "compound": (_of_one_name,),
    "acl": (_for_what, _so_named, _told_to),
    "xcomp": (_so_named, _swelling, _stricken),
    "conj": (_or_else,),
    "advcl": (_so_named, _stricken),
}
