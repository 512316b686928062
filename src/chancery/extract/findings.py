"""Looking up what earlier steps found: who is at this place of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from chancery.model import Actor, ActorKind, Mention, MentionHow, Span
from chancery.tokens import Token

# Who acts for a state, or against one with arms.
OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB", "UAF", "SPY", "PTY", "OPP"})


@dataclass(frozen=True)
class Cast:
    """The actors of an article, to be asked who is meant at a place. One mention may name several actors."""

    actors: tuple[Actor, ...]

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        """The actors by their ids."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def of_business(self) -> bool:
        """Does the article speak of firms more often than of states and of those who act for them?"""
        firms = sum(len(actor.mentions) for actor in self.actors if actor.sector == "BUS")
        rulers = sum(len(actor.mentions) for actor in self.actors if actor.kind == "state" or actor.sector in OFFICIAL)
        return firms > rulers

    @cached_property
    def _places(self) -> list[tuple[Span, str, Mention]]:
        return sorted(
            ((mention.span, actor.id, mention) for actor in self.actors for mention in actor.mentions),
            key=lambda place: (place[0][0], -place[0][1], place[1]),
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [span[0] for span, _, _ in self._places]

    @cached_property
    def _longest(self) -> int:
        return max((span[1] - span[0] for span, _, _ in self._places), default=0)

    def mentions_in(self, span: Span) -> list[tuple[Span, str, Mention]]:
        """Give (span, actor id, mention) of every mention that lies wholly inside a span, in text order, longest first."""
        first = bisect_right(self._starts, span[0] - 1)
        found = []
        for place in self._places[first:]:
            if place[0][0] >= span[1]:
                break
            if place[0][1] <= span[1]:
                found.append(place)
        return found

    def any_in(self, span: Span) -> bool:
        """Does any mention lie in a span, or reach into it?"""
        first, last = bisect_right(self._starts, span[0] - self._longest), bisect_left(self._starts, span[1])
        return any(place[0][1] > span[0] for place in self._places[first:last])

    def covering(self, offset: int) -> list[tuple[Span, str, Mention]]:
        """Give every mention that covers an offset, the shortest first."""
        last = bisect_right(self._starts, offset)
        first = bisect_right(self._starts, offset - self._longest - 1)
        found = [place for place in self._places[first:last] if place[0][1] > offset]
        return sorted(found, key=lambda place: place[0][1] - place[0][0]) if len(found) > 1 else found

    def at(self, token: Token) -> tuple[str, ...]:
        """Give the ids of the actors that the shortest mention covering this token names; nobody gives ()."""
        places = self.covering(token.idx)
        return unique(ident for span, ident, _ in places if span == places[0][0])

    def named_by(self, token: Token) -> tuple[str, ...]:
        """Give the actors of the longest mention whose syntactic head is this token; else those of ``at``.

        Whoever is spoken of behind the head of a mention is not its bearer ("the parents of the [children]").
        """
        places = self.covering(token.idx)
        for span, _, _ in reversed(places):
            head = token.doc.char_span(*span, alignment_mode="expand")
            if head is not None and head.root.i == token.i:
                return unique(ident for other, ident, _ in places if other == span)
        if places and _is_owner_behind(token, places[0][0]):
            return ()
        return unique(ident for span, ident, _ in places if span == places[0][0])

    def only_beside(self, token: Token) -> bool:
        """Is a word named only within the mention of another person ("the lawyer of a Danish [journalist]")?"""
        places = self.covering(token.idx)
        within = bool(places) and _is_owner_behind(token, places[0][0]) and not self.named_by(token)
        return within and self.by_id[places[0][1]].kind in ("person", "group")


def _is_owner_behind(token: Token, span: Span) -> bool:
    """Does a word hang by "of" or its like on another word of a mention?"""
    head = token.head
    inside = span[0] <= head.idx < min(span[1], token.idx)
    return inside and token.arc == "nmod" and token.dep_ != "nmod:poss"


# What opens the role of somebody who held an office once.
FORMERLY = "former "
# Who has the same office elsewhere.
COUNTERPART = "counterpart"


@dataclass
class Draft:
    """An actor in the making: what is known of it so far and its mentions by place."""

    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    role: str | None = None
    identifier: str | None = None
    mentions: dict[Span, Mention] = field(default_factory=dict)

    @property
    def is_named(self) -> bool:
        """Does the article call it by name?"""
        return any(mention.how == "name" for mention in self.mentions.values())

    @property
    def is_former(self) -> bool:
        """Did somebody hold his office once?"""
        return (self.role or "").startswith(FORMERLY)

    def add(self, span: Span, how: MentionHow, because: str) -> None:
        """Add a mention; the first one at a place stays."""
        self.mentions.setdefault(span, Mention(span=span, how=how, because=because))

    def take_over(self, other: Draft) -> None:
        """Take the mentions of another draft of the same actor, and what it knows that this one does not."""
        for mention in other.mentions.values():
            self.mentions.setdefault(mention.span, mention)
        self.country = self.country or other.country
        self.sector = self.sector or other.sector
        self.role = self.role or other.role


# Why a bare number is an actor.
HEADCOUNT = "cue:number of people"
# Why somebody is an actor whom nobody knows but as who seems to say something.
BY_SPEAKING = "cue:source"


def only_speaks(actor: Actor) -> bool:
    """Is somebody known only as who seems to say something?"""
    return all(mention.because == BY_SPEAKING for mention in actor.mentions)


def is_named(actor: Actor) -> bool:
    """Does the article call somebody by name?"""
    return any(mention.how == "name" for mention in actor.mentions)


@dataclass
class Company:
    """The drafts of an article's actors by whatever tells them apart while they are gathered."""

    drafts: dict[Hashable, Draft] = field(default_factory=dict)

    def actors(self) -> tuple[Actor, ...]:
        """Give the actors that are mentioned, numbered in the order of their first mentions."""
        there = sorted((draft for draft in unique_drafts(self.drafts.values()) if draft.mentions), key=_first_place)
        return tuple(
            Actor(
                id=f"a{number}",
                name=draft.name,
                kind=draft.kind,
                country=draft.country,
                sector=draft.sector,
                other_sectors=draft.other_sectors,
                role=draft.role,
                identifier=draft.identifier,
                mentions=tuple(draft.mentions[span] for span in sorted(draft.mentions)),
            )
            for number, draft in enumerate(there, start=1)
        )


def _first_place(draft: Draft) -> tuple[int, int]:
    start, end = min(draft.mentions)
    return start, -end


def unique_drafts(drafts: Iterable[Draft]) -> list[Draft]:
    """Give each draft once, though it may stand under several keys."""
    return list({id(draft): draft for draft in drafts}.values())


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Give the items once each, in the order of their first coming."""
    return tuple(dict.fromkeys(items))
