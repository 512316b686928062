"""On whose ground something happened: the state in which it took place is whom it befell, where nobody else is told.

"A bomb exploded in Kabul" tells of Afghanistan as "in Afghanistan" does, where the article speaks of that state anywhere;
"Russia shelled Kharkiv" tells of Ukraine.
Ground for ``events``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.casting import Played
from chancery.model import Actor, Place
from chancery.tokens import Token

# What befalls a country wherever it happens in it.
BEFALLS = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "CONCEDE", "RETREAT"})
# And these: an ambassador is withdrawn from a capital, a visit is paid to one.
ABROAD = frozenset({"withdraw", "expel", "discontinue", "visit"})


@dataclass(frozen=True)
class Grounds:
    """The states of an article and the places that lie in them."""

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]

    @cached_property
    def _state_at(self) -> dict[int, str]:
        """The ids of the states, by the offsets at which places in them are named."""
        states = {actor.country: actor.id for actor in reversed(self.actors) if actor.kind == "state" and actor.country}
        return {place.span[0]: states[place.country] for place in self.places if place.country in states}

    def any_in(self, span: tuple[int, int]) -> bool:
        """Does a stretch of text name a place in a state that the article speaks of?"""
        return any(span[0] <= start < span[1] for start in self._state_at)

    def befallen(self, part: Played) -> Played:
        """Give an act in which nobody known takes part the state on whose ground it happened as the recipient."""
        act = part.act
        if part.recipient or act.by_speaker or not (act.event in BEFALLS or act.mode in ABROAD):
            return part
        if part.actor:
            return self._abroad(part)
        told = [word for group in (*act.actor[:1], *act.recipient[:1]) for word in group]
        for word in dict.fromkeys((act.trigger, act.core, *told, *_verb_over(act.trigger))):
            for place in _within(word):
                if (state := self._state_at.get(place.idx)) is not None:
                    return replace(part, recipient=(state,))
        return part

    def _abroad(self, part: Played) -> Played:
        """Give what somebody does in a place abroad, where its recipient may stand, the state that the place lies in."""
        homes = {actor.country for actor in self.actors if actor.id in part.actor}
        for word in (word for group in part.act.recipient for word in group):
            state = self._state_at.get(word.idx)
            if state is not None and None not in homes and self._country_of(state) not in homes:
                return replace(part, recipient=(state,))
        return part

    def _country_of(self, ident: str) -> str | None:
        return next((actor.country for actor in self.actors if actor.id == ident), None)


def _verb_over(noun: Token) -> list[Token]:
    """Give the verb of which a happening is the object or the subject: where it was may hang on that ("reported raids in")."""
    told = noun.pos_ == "NOUN" and noun.dep_ in ("obj", "nsubj", "nsubj:pass")
    return [noun.head] if told and noun.head.pos_ == "VERB" else []


def _within(word: Token) -> Iterator[Token]:
    """Give the nouns behind a preposition of place at a word, and what stands behind them."""
    for noun in syntax.obliques(word, "in", "at", "near", "outside", "around", "across", "throughout", "inside"):
        yield from _names(noun)


def _names(noun: Token) -> Sequence[Token]:
    """Give the words of a noun's phrase that may be the name of a place."""
    return [word for word in noun.subtree if word.pos_ == "PROPN"]
