"""Places: cities, regions and countries as the scene of what happens, not as actors.

A name counts where a preposition, a noun such as "region", a dateline or a larger place behind it says that it is one. What it
means is decided by that larger place, then by the countries that the article speaks of, then by size; where nothing decides,
country and coordinates stay None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from chancery.extract import syntax
from chancery.lexicon import Lexicon
from chancery.lexicon.places import PlaceTables, Spot
from chancery.model import Actor, Article, Place, Span

# a city this many times larger than its namesakes is meant where nothing else decides
FAR_LARGER = 10
DATELINE = re.compile(r"^[A-Z][\w.’'\- ]+(?:, [A-Z][\w.’'\- ]+){0,2}(?: ?\([^)\n]{2,40}\))? ?(?:—|–|-{1,2}|_) ?")


def find_places(doc: Doc, article: Article, actors: tuple[Actor, ...], lexicon: Lexicon) -> tuple[Place, ...]:
    """Find the places of an article, in text order."""
    tables: PlaceTables = lexicon.places
    names = list(_names(doc, article, tables))
    atlas = Atlas(tables, _countries(actors))
    metonyms = {mention.span for actor in actors for mention in actor.mentions if mention.how == "metonym"}
    found = []
    for name in names:
        if name.locative or (name.weak and name.span not in metonyms):
            place = atlas.place(name)
            if place is not None:
                found.append(place)
    return tuple(found)


@dataclass(frozen=True)
class Name:
    """The name of a place in the text: how it stands there, and the larger places named with it."""

    span: Span
    text: str
    named: bool
    locative: bool
    weak: bool
    within: tuple[str, ...]


@dataclass(frozen=True)
class Atlas:
    """What the names of an article's places mean."""

    tables: PlaceTables
    countries: Counter[str]

    def place(self, name: Name) -> Place | None:
        """Give the place of a name; without country and coordinates where nothing tells which is meant."""
        spots = self.tables.spots(name.text)
        spot = self._chosen(spots, name.within)
        if spot is not None:
            return Place(name=spot.name, span=name.span, country=spot.country, lat=spot.lat, lon=spot.lon)
        country = self._country(name.within)
        if spots or country or name.named:
            return Place(name=name.text, span=name.span, country=country)
        return None

    def _chosen(self, spots: tuple[Spot, ...], within: tuple[str, ...]) -> Spot | None:
        for larger in within:
            around = self.tables.spots(larger, cities=False)
            fitting = [spot for spot in spots if any(_lies_in(spot, outer) for outer in around)]
            if fitting:
                return fitting[0]
            if around:
                return None
        if len(spots) <= 1:
            return spots[0] if spots else None
        own = [spot for spot in spots if spot.size == 0]
        known = [spot for spot in spots if spot.country in self.countries]
        if own:
            countries = {spot.country for spot in own}
            if len(own) == 1 or len(countries) == 1:
                return own[0]
            there = [spot for spot in own if spot.country in self.countries]
            return there[0] if len({spot.country for spot in there}) == 1 else None
        largest = spots[0]
        if largest.size >= FAR_LARGER * spots[1].size or {spot.country for spot in spots} == {largest.country}:
            return largest
        if known:
            return (
                known[0]
                if known[0] is largest or known[0].size * FAR_LARGER > largest.size or len(known) == 1
                else None
            )
        return None

    def _country(self, within: tuple[str, ...]) -> str | None:
        for larger in within:
            around = {spot.country for spot in self.tables.spots(larger, cities=False)}
            if len(around) == 1:
                return around.pop()
        return None


def _lies_in(spot: Spot, outer: Spot) -> bool:
    """Does a place lie in a country, a US state, or a region of its country?"""
    if spot is outer or spot.country != outer.country or outer.country is None:
        return False
    return outer.kind != "state" or abs(spot.lat - outer.lat) + abs(spot.lon - outer.lon) < 12


def _countries(actors: tuple[Actor, ...]) -> Counter[str]:
    """Count how often the article speaks of each country, by its actors."""
    counted: Counter[str] = Counter()
    for actor in actors:
        if actor.country:
            counted[actor.country] += len(actor.mentions)
    return counted


def _names(doc: Doc, article: Article, tables: PlaceTables) -> Iterator[Name]:
    """Give the names of places in text order with how each stands in its sentence."""
    datelines = list(_datelines(article))
    number = 0
    while number < len(doc):
        token = doc[number]
        length = _length(doc, number, tables) if _may_start(token) else 0
        if length:
            tokens = [doc[at] for at in range(number, number + length)]
            yield _name(doc, tokens, tables, datelines)
        number += max(length, 1)


def _may_start(token: Token) -> bool:
    return token.text[:1].isupper() and (token.pos_ == "PROPN" or token.ent_type_ in ("GPE", "LOC"))


def _length(doc: Doc, first: int, tables: PlaceTables) -> int:
    """Give how many tokens the place name that starts here has; 0 for none: our own names, else what the parse calls a place."""
    for length in range(min(tables.longest + 1, len(doc) - first), 0, -1):
        text = doc[first : first + length].text
        if tables.spots(text, cities=False) and not _goes_on(doc, first + length, doc[first]):
            return length
    length = 0
    while (
        first + length < len(doc) and doc[first + length].ent_type_ in ("GPE", "LOC") and doc[first + length].is_alpha
    ):
        length += 1
    return length


def _goes_on(doc: Doc, behind: int, token: Token) -> bool:
    """Is the name part of the longer name of a person or body ("Georgia Meloni", "Bank of England")?"""
    return token.ent_type_ in ("PERSON", "ORG") and behind < len(doc) and doc[behind].ent_type_ == token.ent_type_


def _name(doc: Doc, tokens: list[Token], tables: PlaceTables, datelines: list[Span]) -> Name:
    span = syntax.span_of(tokens)
    head = doc[tokens[0].i : tokens[-1].i + 1].root
    standing = _standing(head, tables)
    dateline = any(start <= span[0] and span[1] <= end for start, end in datelines)
    text = doc[tokens[0].i : tokens[-1].i + 1].text
    text = text.title() if text.isupper() and len(text) > 4 else text
    named = any(token.ent_type_ in ("GPE", "LOC") for token in tokens)
    return Name(
        span, text, named, dateline or standing == "at", standing == "to", tuple(_within(doc, tokens, head, tables))
    )


def _standing(head: Token, tables: PlaceTables) -> str:
    """Tell how a name stands: "at" a place, "to" or from one, or "" where nothing makes it a place."""
    kinds = tables.by_kind
    if not syntax.parsed(head):
        return ""
    preposition = syntax.prepositions(head)
    if preposition in kinds["preposition"]:
        return "at"
    if preposition in kinds["motion"]:
        return "to"
    noun = head.head
    if (
        noun.i != head.i
        and noun.lower_ in kinds["noun"]
        and head.dep_ in ("compound", "nmod", "nmod:poss", "appos", "flat")
    ):
        return "at" if head.dep_ == "nmod" and preposition == "of" else _standing(noun, tables)
    if (
        head.dep_ in ("appos", "conj", "flat", "nmod:npmod", "list", "dep")
        and noun.i != head.i
        and noun.pos_ in ("PROPN", "NOUN")
    ):
        return _standing(noun, tables)
    return ""


def _within(doc: Doc, tokens: list[Token], head: Token, tables: PlaceTables) -> Iterator[str]:
    """Give the larger places named with a name: "Herat, Afghanistan", "Donbas region of Ukraine", "Syria's Idlib"."""
    behind = tokens[-1].i + 1
    if behind + 1 < len(doc) and doc[behind].text == ",":
        length = _length(doc, behind + 1, tables) if _may_start(doc[behind + 1]) else 0
        if length:
            yield str(doc[behind + 1 : behind + 1 + length].text)
    for top in (head, head.head):
        for child in top.children:
            if child.i != head.i and child.dep_ in ("nmod", "nmod:poss") and _may_start(child):
                if child.dep_ == "nmod:poss" or syntax.prepositions(child) in ("of", "in"):
                    named = [child.i, *(part.i for part in syntax.children(child, "compound", "flat"))]
                    yield str(doc[min(named) : max(named) + 1].text)
        if head.head.lower_ not in tables.by_kind["noun"]:
            break


def _datelines(article: Article) -> Iterator[Span]:
    """Give the datelines that open paragraphs ("KABUL, Afghanistan (AP) —")."""
    for start, end in article.paragraphs or ((0, len(article.text)),):
        found = DATELINE.match(article.text[start : min(end, start + 120)])
        if found and found[0][:3].isupper():
            yield start, start + found.end()
