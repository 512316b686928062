"""On whose ground something happened: the state in which it took place is whom it befell, where nobody else is told.

"A bomb exploded in Kabul" tells of Afghanistan as "in Afghanistan" does, where the article speaks of that state anywhere;
"Russia shelled Kharkiv" tells of Ukraine. Where no place stands at the act, one of its sentence tells, then the country
that the article is set in. Where the state of a place is no actor, the act is told with nobody: where it was is known.
Ground for ``places``, ``towns`` and ``events``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.done.casting import Played
from chancery.extract.done.senses import Act
from chancery.extract.setting import Setting
from chancery.lexicon.places import PlaceTables, PlaceWord
from chancery.model import Actor, Place
from chancery.tokens import Token

# What befalls a country wherever it happens in it.
BEFALLS = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "CONCEDE", "RETREAT"})
# Behind these stands where somebody goes, or came from.
BOUND = frozenset({"to", "into", "from", "for", "toward", "towards"})
# And these: an ambassador is withdrawn from a capital, a visit is paid to one.
ABROAD = frozenset({"withdraw", "expel", "discontinue", "visit"})


@dataclass(frozen=True)
class Grounds:
    """The states of an article and the places that lie in them."""

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    setting: Setting
    public: frozenset[str]

    @cached_property
    def _states(self) -> dict[str, str]:
        """The ids of the states by their codes; a state of a union ("Iowa") only where the union is not named."""
        states = [actor for actor in reversed(self.actors) if actor.kind == "state" and actor.country]
        whole = [actor for actor in states if actor.identifier == (actor.country or "").lower()]
        return {actor.country: actor.id for actor in (*states, *whole) if actor.country}

    @cached_property
    def _place_at(self) -> dict[int, Place]:
        """The places of which it is known in which country they lie, by the offsets at which they are named."""
        return {place.span[0]: place for place in self.places if place.country}

    def any_in(self, span: tuple[int, int]) -> bool:
        """Does a stretch of text name a place of which it is known in which country it lies?"""
        return any(span[0] <= start < span[1] for start in self._place_at)

    def befallen(self, part: Played) -> Played:
        """Give an act in which nobody known takes part the state on whose ground it happened as the recipient."""
        act = part.act
        if part.recipient or act.by_speaker or not (act.event in BEFALLS or act.mode in ABROAD or self._helped(part)):
            return part
        if part.actor:
            return part if act.event == "PROTEST" else self._abroad(part)
        told = [word for group in (*act.actor[:1], *act.recipient[:1]) for word in group]
        for word in dict.fromkeys((act.trigger, act.core, *told, *_verb_over(act.trigger))):
            for place in (*_within(word), *_before(word)):
                if (found := self._place_at.get(place.idx)) is not None:
                    return self._in(part, found)
        return self._around(part) if act.event in BEFALLS and self._public(act) else part

    def _helped(self, part: Played) -> bool:
        """Does a verb tell help that somebody gives, of which only the place is told ("handed out food in Aleppo")?"""
        return part.act.event == "AID" and bool(part.actor) and part.act.core.pos_ == "VERB"

    def _public(self, act: Act) -> bool:
        """Is an act told with a word of what always befalls a whole country or town ("riots", "curfew")?"""
        return any(word.lower_ in self.public or word.lemma_.lower() in self.public for word in self._words(act))

    def _words(self, act: Act) -> list[Token]:
        return [act.core.doc[place] for place in sorted(act.covers)]

    def _around(self, part: Played) -> Played:
        """Give an act of nobody known the country of the one place in its sentence, or the one that the article is set in.

        Not what only tells how early something was ("left before the protests"), nor what somebody says ("protests from Oslo").
        """
        trigger = part.act.trigger
        if syntax.prepositions(trigger) == "before" or syntax.obliques(trigger, "from", "by"):
            return part
        told = [word for word in trigger.sent if word.idx in self._place_at and syntax.prepositions(word) not in BOUND]
        named = {place.country: place for word in told for place in [self._place_at[word.idx]]}
        if len(named) == 1:
            return self._in(part, *named.values())
        country = None if named else self.setting.country_at([part.act.trigger.idx])
        return replace(part, recipient=(self._states[country],)) if country in self._states else part

    def _in(self, part: Played, place: Place) -> Played:
        """Give what befell at a place the state it lies in as the recipient, where that is an actor of the article."""
        state = self._states.get(place.country or "")
        return replace(part, recipient=(state,)) if state else replace(part, place=place)

    def _abroad(self, part: Played) -> Played:
        """Give what somebody does in a place abroad, where its recipient may stand, the state that the place lies in."""
        homes = {actor.country for actor in self.actors if actor.id in part.actor}
        helped = _within(part.act.core) if self._helped(part) else ()
        told = [word for group in part.act.recipient for word in group]
        told += [name for word in told for name in syntax.children(word, "compound")]  # "into [Kursk] Oblast"
        for word in (*told, *helped):
            place = self._place_at.get(word.idx)
            state = self._states.get(place.country or "") if place else None
            if place and state and None not in homes and place.country not in homes:
                return replace(part, recipient=(state,))
        return part


def done_to(town: Token, tables: PlaceTables) -> PlaceWord | None:
    """Give the row by which a name is what something is done to ("shelled Herat") or aimed at ("a strike on Herat"), if any."""
    if not syntax.parsed(town):
        return None
    if town.dep_ == "compound" and town.head.lower_ in tables.by_kind["noun"]:
        town = town.head  # "advanced into [Kursk] Oblast"
    town = syntax.first_conjunct(town)  # "flew to Paris and [Warsaw]"
    prep = syntax.prepositions(town)
    beside = (town.head.head,) if town.dep_ == "nmod" else syntax.objects(town.head)
    heads = (town.head, *beside) if prep else (town.head,)
    done = town.dep_ in ("obj", "nsubj:pass") or bool(prep)
    whole = prep == "of" and town.head.dep_ in ("obj", "nsubj:pass")  # "struck the port of Herat"
    told = [f"{head.lemma_.lower()} {prep}".strip() for head in heads if done]
    told += [town.head.head.lemma_.lower()] if whole else []
    rows = (tables.by_word.get(("object", words)) for words in told)
    return tables.by_word.get(("target", prep)) or next(filter(None, rows), None)


def _verb_over(noun: Token) -> list[Token]:
    """Give the verb of which a happening is the object or the subject: where it was may hang on that ("reported raids in")."""
    told = noun.pos_ == "NOUN" and noun.dep_ in ("obj", "nsubj", "nsubj:pass")
    return [noun.head] if told and noun.head.pos_ == "VERB" else []


def _within(word: Token) -> Iterator[Token]:
    """Give the nouns behind a preposition of place at a word, and what stands behind them."""
    for noun in syntax.obliques(word, "in", "at", "near", "outside", "around", "across", "throughout", "inside"):
        yield from _names(noun)


def _before(noun: Token) -> list[Token]:
    """Give the names before a happening that may tell where it was ("the [Nairobi] bombing")."""
    return [word for word in syntax.children(noun, "compound") if word.pos_ == "PROPN" and noun.pos_ != "PROPN"]


def _names(noun: Token) -> Sequence[Token]:
    """Give the words of a noun's phrase that may be the name of a place."""
    return [word for word in noun.subtree if word.pos_ == "PROPN"]
