"""Which country an article speaks of at a place: the only one in all of it, or the one that most of it is about.

Nobody is guessed: where the article speaks of several, one must make up most of it, or be told of most and alone in what
opens it, or stand in its dateline, and be the only one spoken of in the paragraph since the sentence before. A column of
short news is read an item at a time. Ground for ``homes`` and ``grounds``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chancery.datelines import dateline
from chancery.extract.who.columns import items
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import INTERNATIONAL
from chancery.model import Actor, Place
from chancery.tokens import Doc

# What opens an article: its headline and the paragraph below.
LEAD = re.compile(r"\s*[^\n]+\n+[^\n]+")
WORD = re.compile(r" ([\w-]+)")
LINE = re.compile(r"^", re.MULTILINE)
# What opens a paragraph and says where it is set ("In Phnom Penh, the ministry").
SCENE = re.compile(r"In (?:[a-z]+ ){0,2}[A-Z][^,.\n]{1,40},")
# The class of nouns for those who are in another country than their own.
GUEST = "guest"
# So many of the places where a body is told must speak of a country.
MOST = 0.75
# The sector of those who only tell the news.
PRESS = "JRN"


@dataclass(frozen=True)
class Setting:
    """The countries that an article speaks of, by the offsets at which they are told, and where its sentences begin.

    ``opening`` holds the sentences that open a paragraph, ``scenes`` where the first words of those end that say where they
    are set; ``leads`` holds where what opens the article, or each item of a column, begins and ends, and ``filed`` from where the
    article was sent.
    """

    told: tuple[tuple[int, str], ...]
    starts: tuple[int, ...]
    opening: frozenset[int]
    leads: tuple[tuple[int, int], ...]
    scenes: dict[int, int]
    filed: tuple[int, int]

    @classmethod
    def of(cls, doc: Doc, actors: tuple[Actor, ...], places: Iterable[Place], lexicon: Lexicon) -> Setting:
        """Gather the countries of actors and places.

        Not those only at whose border ("edges") something lies, or of guests, whose nouns say that they are abroad.
        """
        guests = lexicon.events.classed(GUEST)
        told = tuple(sorted({*_of_actors(actors, doc.text, lexicon.actors.edges, guests), *_of_places(places)}))
        starts = tuple(sentence[0].idx for sentence in doc.sents if sentence[0].dep_)
        opening = frozenset(start for start in starts if _opens_paragraph(doc.text, start))
        scenes = {found.start(): found.end() for start in starts if (found := SCENE.match(doc.text, start))}
        states = (mention.span for actor in actors if actor.kind == "state" for mention in actor.mentions)
        leads = tuple((at, _lead_end(doc.text, at)) for at in items(doc.text, states) or (0,))
        return cls(told, starts, opening, leads, scenes, _filed(doc.text))

    @cached_property
    def _mains(self) -> tuple[tuple[str, bool] | None, ...]:
        """The country that most is told of in the article or in each item, and whether it is the only one."""
        ends = [*(start for start, _ in self.leads[1:]), max((offset for offset, _ in self.told), default=0) + 1]
        return tuple(self._most_told(start, lead, end) for (start, lead), end in zip(self.leads, ends, strict=True))

    def _most_told(self, start: int, lead: int, end: int) -> tuple[str, bool] | None:
        counted = Counter(country for offset, country in self.told if start <= offset < end)
        if not counted:
            return None
        (country, times), only = counted.most_common(1)[0], len(counted) == 1
        filed = self._sent_from if len(self.leads) == 1 else set[str]()
        if not only and len(filed) == 1 and 2 * counted[at := next(iter(filed))] >= times:
            return at, only
        return (country, only) if self.told_since(start, lead) == {country} or 2 * times > counted.total() else None

    @cached_property
    def _sent_from(self) -> set[str]:
        """Give the country of the dateline, unless its sentence tells of others alone ("DAKAR - Mali's junta banned a party")."""
        filed, place = self.told_since(*self.filed), bisect_left(self.starts, self.filed[1] + 1)
        told = self.told_since(self.filed[1], self.starts[place] if place < len(self.starts) else self.filed[1])
        return filed if filed & told or not told else set()

    def _main_at(self, offset: int) -> tuple[str, bool] | None:
        """Give the country that most is told of in the article, or in the item of a column, at an offset."""
        return self._mains[max(0, bisect_left(self.leads, (offset + 1, 0)) - 1)]

    @property
    def main(self) -> str | None:
        """The country that the article is about, None where there is no such one."""
        return self._mains[0][0] if self._mains[0] and len(self._mains) == 1 else None

    @cached_property
    def stage(self) -> str | None:
        """The country that the article was sent from and tells of more than of any other, None where there is no such one."""
        filed, counted = self._sent_from, Counter(country for _, country in self.told).most_common(1)
        return counted[0][0] if len(self.leads) == 1 and counted and filed == {counted[0][0]} else None

    def country_at(self, offsets: Iterable[int]) -> str | None:
        """Give the one country that these places of the text point to, or three in four of them."""
        places = tuple(offsets)
        mains = {self._main_at(offset) for offset in places}
        if len(mains) != 1 or (main := mains.pop()) is None:
            return None
        country, only = main
        pointing = sum(self.since(offset) <= {country} for offset in places)
        return country if only or pointing >= MOST * len(places) else None

    def since(self, offset: int) -> set[str]:
        """Give the countries told in the sentence that holds an offset, up to it, and in the one before of its paragraph."""
        sentence = bisect_left(self.starts, offset + 1) - 1
        return self.told_since(self.starts[max(0, sentence - (self.starts[sentence] not in self.opening))], offset)

    def sentence_at(self, offset: int) -> int:
        """Give where the sentence begins that holds an offset."""
        return self.starts[max(0, bisect_left(self.starts, offset + 1) - 1)]

    def paragraph_at(self, offset: int) -> int:
        """Give where the paragraph begins that holds an offset."""
        return max((start for start in self.opening if start <= offset), default=0)

    def told_before(self, offset: int) -> set[str]:
        """Give the countries told in the paragraph that holds an offset, up to it."""
        return self.told_since(self.paragraph_at(offset), offset)

    def scene_at(self, offset: int) -> str | None:
        """Give the one country in which the sentence or the paragraph is set that holds an offset, by its first words."""
        start = self.sentence_at(offset)
        start = start if start in self.scenes else self.paragraph_at(offset)
        told = self.told_since(start, self.scenes.get(start, start))
        return told.pop() if len(told) == 1 else None

    def told_since(self, start: int, end: int) -> set[str]:
        """Give the countries told from one offset up to another."""
        return {
            country for _, country in self.told[bisect_left(self.told, (start, "")) : bisect_left(self.told, (end, ""))]
        }


def _opens_paragraph(text: str, start: int) -> bool:
    return "\n" in text[max(0, start - 2) : start]


def _lead_end(text: str, start: int) -> int:
    """Give where the headline at a place and the paragraph below it end."""
    lead = LEAD.match(text, start)
    return lead.end() if lead else start


def _filed(text: str) -> tuple[int, int]:
    """Give where the first dateline stands that opens a line; nowhere where none does."""
    starts = (line.start() for line in LINE.finditer(text))
    return next((found.span() for start in starts if (found := dateline(text, start, len(text)))), (0, 0))


def _of_actors(
    actors: Iterable[Actor], text: str, edges: frozenset[str], guests: frozenset[str]
) -> Iterator[tuple[int, str]]:
    for actor in actors:
        outlet = actor.sector == PRESS and actor.kind == "organisation"
        if actor.country and actor.country not in INTERNATIONAL and not outlet:
            told = (mention.span for mention in actor.mentions if mention.how != "pronoun")
            there = (span for span in told if _word_at(text, span[1]) not in edges)
            yield from ((span[0], actor.country) for span in there if not _is_guest(text[slice(*span)], guests))


def _word_at(text: str, end: int) -> str:
    """Give the word behind a place, lowered."""
    found = WORD.match(text, end)
    return found[1].lower() if found else ""


def _is_guest(name: str, guests: frozenset[str]) -> bool:
    """Does the last word of a mention say that somebody or something is in another country ("the Chinese [embassy]")?"""
    last = name.lower().rpartition(" ")[2]
    return " " in name and (last in guests or last.removesuffix("s") in guests)


def _of_places(places: Iterable[Place]) -> Iterator[tuple[int, str]]:
    yield from ((place.span[0], place.country) for place in places if place.country)
