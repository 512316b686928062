"""What the tables know of a word in the parse: its senses, its classes, what it does to the act below it; shared changes.

Ground for all other files of this room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chancery.extract import syntax
from chancery.lexicon.event_rows import OperatorRow, SenseRow
from chancery.lexicon.event_senses import Sense
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# A word, its new head and its new label.
Change = tuple[Token, Token, str]
Righting = Callable[[Token, EventTables], Iterator[Change]]

NOMINAL = frozenset({"NOUN", "PROPN"})
# Classes of nouns for people.
PEOPLE = frozenset({"@person", "@official", "@protester", "@troops"})
# The classes of nouns for people who may be told with what they do right behind ("gunmen riding").
CROWD = PEOPLE | {"@insurgent", "@rioter", "@police", "@alien"}
# What keeps its label under the noun that becomes the subject; anything else before the verb is its adjunct.
INNER = frozenset("det amod compound nmod:poss nmod nummod flat nmod:desc appos conj cc case advmod".split())
# Labels of what says something of its subject.
PREDICATES = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis", "acl:relcl"})
# Prepositions that open a clause as well; what leads in a clause that tells when.
OPENING = frozenset({"after", "before", "since", "until"})
LEADING = frozenset({"after", "as", "before", "while"})
# The classes of verbs of saying, and of what is said on paper.
UTTERING, SAYING, PAPER = "@uttering", "@saying", "@paper"
# In ``after`` of a sense: something is said of the object.
PREDICATE = "+predicate"
# In ``after`` of a sense: an infinitive completes the verb.
CLAUSE = "+clause"
# So far behind a verb its particle may stand.
NEAR = 5
# What is done by shelling, burning and killing.
BLOW = "ASSAULT"
# What is said to somebody or of him.
SAID_TO = frozenset({"ACCUSE", "REJECT", "REQUEST"})


def senses_of(verb: Token, tables: EventTables) -> Iterator[Sense]:
    """Give what a verb may mean by the tables."""
    return tables.senses_at(verb.lower_, "verb")


def rows_of(verb: Token, tables: EventTables) -> Iterator[SenseRow]:
    """Give the rows of what a verb may mean."""
    return (sense.row for sense in senses_of(verb, tables))


def operators_of(verb: Token, tables: EventTables) -> Iterator[OperatorRow]:
    """Give the rows of what a verb may do to the act below it."""
    for lemma in tables.verb_forms.get(verb.lower_, ()):
        for operator in tables.operators_by_lemma.get((lemma, "verb"), ()):
            first = operator.particle.partition(" ")[0]
            if not first or any(word.lower_ == first for word in verb.doc[verb.i + 1 : verb.i + NEAR]):
                yield operator.row


def calls_something(verb: Token, tables: EventTables) -> bool:
    """May a verb tell what somebody or something is called ("called the raid [a crime]")?"""
    return any(row.after == (PREDICATE,) for row in rows_of(verb, tables))


def acts_on(verb: Token, noun: Token, tables: EventTables) -> bool:
    """Does a sense of a verb ask for this noun as its object?"""
    names = names_of(noun, tables)
    return any(not names.isdisjoint(row.object) for row in rows_of(verb, tables))


def stands_in(name: str, verb: Token, tables: EventTables) -> bool:
    """Does a verb, alone or with the word after it ("took in"), stand in a class of the tables?"""
    lemmas = tables.verb_forms.get(verb.lower_, (verb.lemma_,))
    after = syntax.following(verb).lower_ if verb.i + 1 < len(verb.doc) else ""
    return any(name in tables.classes_of.get(told, ()) for lemma in lemmas for told in (lemma, f"{lemma} {after}"))


def is_somebody(noun: Token, tables: EventTables) -> bool:
    """Is a noun one for people, by the classes of the tables?"""
    lemmas = tables.noun_forms.get(noun.lower_, ())
    return any(not PEOPLE.isdisjoint(tables.classes_of.get(lemma, ())) for lemma in lemmas)


def names_of(noun: Token, tables: EventTables) -> set[str]:
    """Give the names and classes under which rows may ask for a noun."""
    lemmas = tables.noun_forms.get(noun.lower_, ())
    return {name for lemma in lemmas for name in tables.labels_of.get(lemma, {lemma})}


def may_be_given(verb: Token, thing: Token, tables: EventTables) -> bool:
    """Do the tables know a verb with this object, and somebody to whom it is given or denied?"""
    names = names_of(thing, tables)
    return any("iobj" in row.recipient and not names.isdisjoint(row.object) for row in rows_of(verb, tables))


def speaks(verb: Token, tables: EventTables) -> bool:
    """Does a verb tell what is said of somebody or to him?"""
    if stands_in("@saying", verb, tables) or stands_in("@uttering", verb, tables):
        return True
    return any(row.event in SAID_TO and not row.subject for row in rows_of(verb, tables))


def takes_to(verb: Token, tables: EventTables) -> bool:
    """Do the tables know a verb that reaches its object by "to" ("agreed to", not "declined to")?"""
    return any(sense.particle == "to" for sense in senses_of(verb, tables))


def is_marked(clause: Token, marker: str, after: int) -> bool:
    """Does a marker behind a place of the text open a clause?"""
    return any(child.lower_ == marker and child.i > after for child in syntax.children(clause, "mark"))


def made_main(verb: Token, told: Token, doer: Token) -> Iterator[Change]:
    """Give the changes that make a verb the main one in the place of a participle, which only tells of the doer of both."""
    told.tag_ = "VBN"
    yield verb, verb if told.dep_ == "ROOT" else told.head, told.dep_
    outside = (word for word in told.children if word.i > verb.i or word.i < doer.left_edge.i)
    yield from ((word, verb, word.dep_) for word in outside)
    yield doer, verb, "nsubj:pass" if syntax.children(verb, "aux:pass") else "nsubj"
    yield told, doer, "acl"
