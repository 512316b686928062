"""Looking up what earlier steps found: who is at this place of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from chancery.model import Actor, Mention, Span


@dataclass(frozen=True)
class Cast:
    """The actors of an article, to be asked who is meant at a place. One mention may name several actors."""

    actors: tuple[Actor, ...]

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        """The actors by their ids."""
        return {actor.id: actor for actor in self.actors}

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

    def covering(self, offset: int) -> list[tuple[Span, str, Mention]]:
        """Give every mention that covers an offset, the shortest first."""
        last = bisect_right(self._starts, offset)
        first = bisect_right(self._starts, offset - self._longest - 1)
        found = [place for place in self._places[first:last] if place[0][1] > offset]
        return sorted(found, key=lambda place: place[0][1] - place[0][0])

    def at(self, token: Token) -> tuple[str, ...]:
        """Give the ids of the actors that the shortest mention covering this token names; nobody gives ()."""
        places = self.covering(token.idx)
        return unique(ident for span, ident, _ in places if span == places[0][0])

    def named_by(self, token: Token) -> tuple[str, ...]:
        """Give the actors of the longest mention whose syntactic head is this token; else those of ``at``."""
        for span, _, _ in reversed(self.covering(token.idx)):
            head = token.doc.char_span(*span, alignment_mode="expand")
            if head is not None and head.root.i == token.i:
                return unique(ident for other, ident, _ in self.covering(token.idx) if other == span)
        return self.at(token)


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Give the items once each, in the order of their first coming."""
    return tuple(dict.fromkeys(items))
