"""What long sentences hang wrong: clauses and times behind names, places of deeds, whom a thing is given or denied.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import clauses, syntax
from chancery.extract.mended.misplaced import Righting, operators_of, rows_of
from chancery.extract.mended.misreadings import PEOPLE, Change, is_somebody, names_of, stands_in
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# The classes of verbs of saying, and of what is said on paper.
UTTERING, SAYING, PAPER = "uttering", "saying", "@paper"
# Types of acts that hardly a thing does, only somebody.
SOMEBODYS = frozenset({"CONSULT", "AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "SANCTION"})
# The classes of nouns for people who may be told with what they do right behind ("gunmen riding").
CROWD = PEOPLE | {"@insurgent", "@rioter", "@police", "@alien"}


def _of_the_name(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a clause of what only somebody does tell of the name before it, not of a thing ("the anger of [Mali], which sued")."""
    first, thing = clause.left_edge, clause.head
    first = syntax.following(first) if first.is_punct else first
    comma = syntax.before(first)
    if first.tag_ not in ("WDT", "WP", "WP$") or comma.text != "," or thing.pos_ != "NOUN" or not comma.i:
        return
    name = syntax.before(comma)
    while name.dep_ in ("flat", "compound") and name.head.i < name.i:
        name = name.head
    held = name.pos_ == "PROPN" and not clauses.is_time(name) and thing.i < name.i and not is_somebody(thing, tables)
    if held and not _might(thing, clause, syntax.prepositions(name), tables):
        yield clause, name, "acl:relcl"


def _might(thing: Token, clause: Token, prep: str, tables: EventTables) -> bool:
    """May a thing, or what goes on at a place, have done what a clause tells ("talks in Oslo, which urged")?"""
    if PAPER in names_of(thing, tables) or (prep in ("in", "at") and _is_deed(thing, tables)):
        return True
    speaks = stands_in(UTTERING, clause, tables) or stands_in(SAYING, clause, tables)
    if speaks or next(operators_of(clause, tables), None):
        return False
    objects = syntax.children(clause, "obj")
    rows = list(rows_of(clause, tables))
    fitting = [
        row for row in rows if row.object and any(not names_of(one, tables).isdisjoint(row.object) for one in objects)
    ]
    deeds = {row.event for row in fitting or rows if row in fitting or not row.object}
    return deeds.isdisjoint(SOMEBODYS)


def _is_deed(noun: Token, tables: EventTables) -> bool:
    """Do the tables know a noun as one for something done?"""
    lemmas = tables.noun_forms.get(noun.lower_, ())
    return any((lemma, "noun") in tables.by_lemma or lemma in tables.verbs_of for lemma in lemmas)


def _endowed(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Part what somebody is given or denied from his name before it ("refused [the Red Cross] access")."""
    verb, who = noun.head, syntax.before(noun)
    if who.dep_ != "compound" or who.head is not noun or verb.pos_ != "VERB" or not _given(verb, noun, tables):
        return
    told = [child for child in noun.lefts if child.i < who.i]
    people = who.pos_ == "PROPN" or is_somebody(who, tables) or not CROWD.isdisjoint(names_of(who, tables))
    if who.tag_ == "NNS" or (people and any(child.dep_ == "det" for child in told)):
        yield who, verb, "iobj"
        yield from ((child, who, child.dep_) for child in told)


def _given(verb: Token, thing: Token, tables: EventTables) -> bool:
    """Do the tables know a verb with this object, and somebody to whom it is given or denied?"""
    names = names_of(thing, tables)
    return any("iobj" in row.recipient and not names.isdisjoint(row.object) for row in rows_of(verb, tables))


def _who_did(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let "who" be a person, not what he heads ("Roe, a head of an election board [who launched] a party")."""
    thing = clause.head
    who = any(word.tag_ == "WP" and word.lower_ == "who" for word in syntax.children(clause, "nsubj", "nsubj:pass"))
    while who and thing.dep_ == "nmod" and thing.pos_ == "NOUN" and not _is_people(thing, tables):
        thing = thing.head
    if thing is not clause.head and (thing.dep_ == "appos" or _is_people(thing, tables)):
        yield clause, thing, "acl:relcl"


def _is_people(noun: Token, tables: EventTables) -> bool:
    """Is a noun one for people, of whatever kind?"""
    return noun.tag_ == "NNS" or not CROWD.isdisjoint(names_of(noun, tables))


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "acl:relcl": (_of_the_name, _who_did),
    "obj": (_endowed,),
}
