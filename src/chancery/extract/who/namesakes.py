"""Bodies called as others are: parties as another state's, in an article that tells of their own alone ("the Democratic Party"
in Mongolia), and those called by the noun of one whose owner was told before ("Mali's junta … the junta").

Ground for the homes step.
"""

from __future__ import annotations

import msgspec

from chancery.extract.setting import Setting
from chancery.lexicon import Lexicon
from chancery.lexicon.names import slug
from chancery.model import Actor, Place
from chancery.tokens import Doc

# The sector of parties, and the table that knows some of them.
PARTY, KNOWN = "PTY", "bodies.csv:"
# A body that every state has, and of which an article may tell several by turns.
ANY = "government"


def at_home(doc: Doc, actors: tuple[Actor, ...], places: tuple[Place, ...], lexicon: Lexicon) -> tuple[Actor, ...]:
    """Give the parties of which the tables know one only elsewhere the country that the article is about.

    Of that other state nothing else is told: no place, nobody who is of it, no other body.
    """
    parties = {actor.id for actor in actors if _is_known_party(actor, lexicon.actors.creeds)}
    told = {actor.country for actor in actors if actor.id not in parties} | {place.country for place in places}
    strange = {actor.id for actor in actors if actor.id in parties and actor.country not in told}
    others = tuple(actor for actor in actors if actor.id not in strange)
    about = Setting.of(doc, others, places, lexicon).main if strange else None
    return tuple(_moved(actor, about) if about and actor.id in strange else actor for actor in actors)


def owned_before(body: Actor, actors: tuple[Actor, ...]) -> str | None:
    """Give the one country of the bodies that were told by the same noun and their owner before."""
    name, first = body.name.lower(), min(mention.span[0] for mention in body.mentions)
    if name == ANY or body.kind != "organisation":
        return None
    same = (one for one in actors if one.id != body.id and one.name.lower().endswith(f" {name}"))
    told = {one.country for one in same if one.country and min(mention.span[0] for mention in one.mentions) < first}
    return told.pop() if len(told) == 1 else None


def _is_known_party(actor: Actor, creeds: frozenset[str]) -> bool:
    """Is this a party of which the tables know whose it is, called as those of many states are?"""
    if not creeds.issuperset(actor.name.lower().split()):
        return False
    named = (mention.because.startswith(KNOWN) for mention in actor.mentions if mention.how == "name")
    return actor.sector == PARTY and actor.kind == "organisation" and any(named)


def _moved(party: Actor, country: str) -> Actor:
    return msgspec.structs.replace(party, country=country, identifier=slug(country, party.name))
