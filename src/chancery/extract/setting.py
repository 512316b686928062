"""Which country an article speaks of at a place: the only one in all of it, or the one that most of it is about.

Nobody is guessed: where the article speaks of several, one must make up most of it, or be told of most and alone in what
opens it, and be the only one spoken of in the paragraph since the sentence before. Ground for ``homes`` and ``grounds``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chancery.lexicon.actor_rows import INTERNATIONAL
from chancery.model import Actor, Place
from chancery.tokens import Doc

# What opens an article: its headline and the paragraph below.
LEAD = re.compile(r"\s*[^\n]+\n+[^\n]+")
# What opens a paragraph and says where it is set ("In Phnom Penh, the ministry").
SCENE = re.compile(r"In (?:the )?[A-Z][^,.\n]{1,40},")
# The sector of those who only tell the news.
PRESS = "JRN"


@dataclass(frozen=True)
class Setting:
    """The countries that an article speaks of, by the offsets at which they are told, and where its sentences begin.

    ``opening`` holds the sentences that open a paragraph, ``scenes`` where those end that begin with where they are set;
    at ``lead`` ends what opens the article.
    """

    told: tuple[tuple[int, str], ...]
    starts: tuple[int, ...]
    opening: frozenset[int]
    lead: int
    scenes: dict[int, int]

    @classmethod
    def of(cls, doc: Doc, actors: Iterable[Actor], places: Iterable[Place]) -> Setting:
        """Gather the countries of actors and places."""
        told = tuple(sorted({*_of_actors(actors), *_of_places(places)}))
        starts = tuple(sentence[0].idx for sentence in doc.sents if sentence[0].dep_)
        lead = LEAD.match(doc.text)
        opening = frozenset(start for start in starts if _opens_paragraph(doc.text, start))
        scenes = {found.start(): found.end() for start in opening if (found := SCENE.match(doc.text, start))}
        return cls(told, starts, opening, lead.end() if lead else 0, scenes)

    @cached_property
    def _main(self) -> tuple[str, bool] | None:
        """The country that most is told of, and whether it is the only one."""
        counted = Counter(country for _, country in self.told)
        if not counted:
            return None
        country, times = counted.most_common(1)[0]
        opens = {told for offset, told in self.told if offset < self.lead} == {country}
        return (country, len(counted) == 1) if opens or 2 * times > counted.total() else None

    @property
    def main(self) -> str | None:
        """The country that the article is about, None where there is no such one."""
        return self._main[0] if self._main else None

    def country_at(self, offsets: Iterable[int]) -> str | None:
        """Give the one country that all these places of the text point to."""
        if self._main is None:
            return None
        country, only = self._main
        return country if only or all(self.since(offset) <= {country} for offset in offsets) else None

    def since(self, offset: int) -> set[str]:
        """Give the countries told in the sentence that holds an offset, up to it, and in the one before of its paragraph."""
        sentence = bisect_left(self.starts, offset + 1) - 1
        return self._between(self.starts[max(0, sentence - (self.starts[sentence] not in self.opening))], offset)

    def paragraph_at(self, offset: int) -> int:
        """Give where the paragraph begins that holds an offset."""
        return max((start for start in self.opening if start <= offset), default=0)

    def told_before(self, offset: int) -> set[str]:
        """Give the countries told in the paragraph that holds an offset, up to it."""
        return self._between(self.paragraph_at(offset), offset)

    def scene_at(self, offset: int) -> str | None:
        """Give the one country in which the paragraph is set that holds an offset, by its first words."""
        start = self.paragraph_at(offset)
        told = self._between(start, self.scenes.get(start, start))
        return told.pop() if len(told) == 1 else None

    def _between(self, start: int, end: int) -> set[str]:
        return {
            country for _, country in self.told[bisect_left(self.told, (start, "")) : bisect_left(self.told, (end, ""))]
        }


def _opens_paragraph(text: str, start: int) -> bool:
    return "\n" in text[max(0, start - 2) : start]


def _of_actors(actors: Iterable[Actor]) -> Iterator[tuple[int, str]]:
    for actor in actors:
        outlet = actor.sector == PRESS and actor.kind == "organisation"
        if actor.country and actor.country not in INTERNATIONAL and not outlet:
            yield from ((mention.span[0], actor.country) for mention in actor.mentions if mention.how != "pronoun")


def _of_places(places: Iterable[Place]) -> Iterator[tuple[int, str]]:
    yield from ((place.span[0], place.country) for place in places if place.country)
