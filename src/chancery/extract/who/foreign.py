"""Which states a body deals with as with others, and so is not of: whose envoys it acts on, whom it accuses, condemns or fights.

Ground for the homes step.
"""

from __future__ import annotations

from collections.abc import Iterable

from chancery.extract import syntax
from chancery.extract.findings import Cast
from chancery.lexicon.actor_rows import INTERNATIONAL
from chancery.lexicon.events import EventTables
from chancery.model import Actor
from chancery.tokens import Doc, Token

# The class of those who are sent abroad.
ENVOY = "diplomat"
# The class of what a parliament or court does to those in office at home.
UNSEATING = "unseating"
# By these a verb reaches those at home ("called on the opposition").
REACHING = ("on", "against", "to", "at")
# Those who deal with other states.
RULING = "GOV"
# What one does to others, hardly to the state that one is of.
HOSTILE = frozenset({"ACCUSE", "ASSAULT", "REJECT", "THREATEN"})


def dealt_with(actor: Actor, doc: Doc, cast: Cast, tables: EventTables) -> set[str | None]:
    """Give the countries that a body deals with as with others: whose envoys it acts on ("summoned the Iranian ambassador"),
    against or with whom it does ("strikes on Yemen", "a deal with Chad"), whom it condemns or fights ("attacked Chad"), and
    for people whose army hurts them."""
    envoys = tables.classed(ENVOY)
    acting = [noun.head for noun in nouns(actor, doc) if noun.dep_ in syntax.SUBJECTS]
    suffering = [noun for verb in acting for noun in syntax.objects(verb)]
    hosted = (noun for noun in suffering if noun.lemma_ in envoys)
    found = {cast.by_id[ident].country for noun in hosted for ident in cast.named_by(noun)}
    things = [part for thing in suffering for part in (thing, *syntax.obliques(thing, "of"))]
    others = [
        *(noun for verb in acting for noun in syntax.obliques(verb, "against", "with")),
        *(noun for thing in things for noun in syntax.obliques(thing, "against", "with", "on")),
    ]
    hurting = [cast.by_id[ident] for noun in nouns(actor, doc) for doer in doers(noun) for ident in cast.named_by(doer)]
    armies = {one.country for one in hurting if one.sector == "MIL" and actor.sector == "CVL"}
    others += [noun for verb in acting if _is_hostile(verb, tables) for noun in syntax.objects(verb)]
    others += _blows(actor, doc, tables) if actor.sector == "CVL" else []
    others += [owner for noun in others for owner in syntax.children(noun, "amod", "compound", "nmod:poss")]
    others += [doer for verb in _suffered(actor, doc) if _is_hostile(verb, tables) for doer in syntax.agents(verb)]
    return found | armies | _states(others, cast) | charged(actor, doc, cast)


def hosts(actor: Actor, doc: Doc, cast: Cast, tables: EventTables) -> list[Actor]:
    """Give who acts on an envoy, and so is of another state ("the ministry summoned [Ambassador Roe]")."""
    if not actor.role or tables.classed(ENVOY).isdisjoint((actor.role, actor.role.rpartition(" ")[2])):
        return []
    acting = (doer for noun in nouns(actor, doc) if noun.dep_ == "obj" for doer in syntax.subjects(noun.head))
    return [cast.by_id[ident] for doer in acting for ident in cast.named_by(doer)]


def left_over(actor: Actor, doc: Doc, cast: Cast, told: set[str], abroad: set[str | None]) -> str | None:
    """Give the one country told before a government besides those it deals with, or that act on it ("Chad urged [it] to go")."""
    acting = (cast.by_id[i] for noun in nouns(actor, doc) for doer in doers(noun) for i in cast.named_by(doer))
    others = abroad | {one.country for one in acting if one.kind == "state"} - {None}
    home = told - others - INTERNATIONAL
    return home.pop() if others and len(home) == 1 and actor.sector == RULING else None


def _blows(actor: Actor, doc: Doc, tables: EventTables) -> list[Token]:
    """Give the blows in which somebody suffers ("ten died in [the Malian raid]")."""
    verbs = [noun.head for noun in nouns(actor, doc) if noun.dep_ in syntax.SUBJECTS]
    things = [thing for verb in verbs for thing in syntax.obliques(verb, "in", "by", "during", "from")]
    return [
        thing for thing in things if any(one.row.event == "ASSAULT" for one in tables.senses_at(thing.lower_, "noun"))
    ]


def _suffered(actor: Actor, doc: Doc) -> list[Token]:
    """Give the verbs that tell what is done to a body, or to what is its own ("France condemned [the army's] coup")."""
    things = [noun.head if noun.dep_ == "nmod:poss" else noun for noun in nouns(actor, doc)]
    return [thing.head for thing in things if thing.dep_ in ("obj", "nsubj:pass")]


def charged(actor: Actor, doc: Doc, cast: Cast) -> set[str | None]:
    """Give the states whom somebody accuses of a thing, or asks to do one ("accused Chad of meddling", "urged Chad to go")."""
    acting = [noun.head for noun in nouns(actor, doc) if noun.dep_ == "nsubj"]
    charging = [verb for verb in acting if syntax.obliques(verb, "of") or _asks(verb)]
    return _states([noun for verb in charging for noun in syntax.objects(verb)], cast)


def _asks(verb: Token) -> bool:
    """Does a verb go on with what somebody is to do, or is accused "of" doing?"""
    marks = (mark for clause in syntax.children(verb, "advcl") for mark in syntax.children(clause, "mark"))
    return bool(syntax.children(verb, "xcomp")) or any(mark.lower_ == "of" for mark in marks)


def _is_hostile(verb: Token, tables: EventTables) -> bool:
    """Do the tables know a verb, whatever its object, as one of blame, refusal, threats or blows, not done at home alone?"""
    if verb.lemma_ in tables.classed(UNSEATING):
        return False
    senses = tables.senses_at(verb.lower_, "verb")
    return any(sense.row.event in HOSTILE and not (sense.row.object or sense.particle) for sense in senses)


def _states(nouns: Iterable[Token], cast: Cast) -> set[str | None]:
    named = (cast.by_id[ident] for noun in nouns for ident in cast.named_by(noun))
    return {state.country for state in named if state.kind == "state"}


def nouns(actor: Actor, doc: Doc) -> list[Token]:
    """Give the head of each mention of an actor that is no pronoun."""
    places = (
        doc.char_span(*mention.span, alignment_mode="expand") for mention in actor.mentions if mention.how != "pronoun"
    )
    return [place.root for place in places if place is not None and place.root.dep_]


def doers(noun: Token) -> list[Token]:
    """Give who acts on a noun."""
    reached = noun.dep_ in ("obj", "iobj") or (noun.dep_ == "obl" and syntax.prepositions(noun) in REACHING)
    return syntax.subjects(noun.head) if reached else []
