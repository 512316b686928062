"""Places: cities, regions and countries as the scene of what happens, not as actors.

A name counts where a preposition, a noun such as "region" or "blast", a dateline or a larger place behind it says that it is
one. What it means is decided by that larger place, then by the countries that the article speaks of, then by size; where
nothing decides, country and coordinates stay None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from chancery.datelines import dateline, place_of
from chancery.extract import stretches, syntax
from chancery.extract.done.grounds import done_to
from chancery.lexicon import Lexicon
from chancery.lexicon.places import PlaceTables, Spot
from chancery.model import Actor, Article, Place, Span
from chancery.tokens import Doc, Token

# a city this many times larger than its namesakes is meant where nothing else decides
FAR_LARGER = 5
# and one this many times larger is not given up for a namesake in a country that the article speaks of
NEVER_MIND = 10
# people in a city that is known by one word which nothing calls a name of a place ("in March" is no town)
WELL_KNOWN = 100_000
# where many towns are named after a larger one abroad, and news gives their state
NAMED_AFTER = frozenset({"USA", "CAN", "AUS"})

# what is no actor of its own where something is done to it
TOWNS = frozenset({"city", "region"})


def find_places(doc: Doc, article: Article, actors: tuple[Actor, ...], lexicon: Lexicon) -> tuple[Place, ...]:
    """Find the places of an article, in text order."""
    tables: PlaceTables = lexicon.places
    atlas = Atlas(tables, _countries(actors))
    metonyms = {mention.span for actor in actors for mention in actor.mentions if mention.how == "metonym"}
    found: list[Place] = []
    for name in _names(doc, article, tables):
        inner = found[-1] if found and article.text[found[-1].span[1] : name.span[0]] == ", " else None
        place: Place | None = None
        if inner is not None and not name.modifies and tables.own(name.text):
            place = atlas.around(name, inner)
        if place is None and (name.locative or (name.weak and name.span not in metonyms)):
            place = atlas.place(name)
        if place is not None:
            found.append(place)
    return tuple(found)


@dataclass(frozen=True)
class Name:
    """The name of a place in the text: how it stands there, and the larger places named with it.

    A part of a country is called one ("Zamfara state").
    """

    span: Span
    text: str
    named: bool
    locative: bool
    weak: bool
    within: tuple[str, ...] = ()
    modifies: bool = False
    part: bool = False


@dataclass(frozen=True)
class Atlas:
    """What the names of an article's places mean."""

    tables: PlaceTables
    countries: Counter[str]

    def place(self, name: Name) -> Place | None:
        """Give the place of a name; without country and coordinates where nothing tells which is meant."""
        spots = self.tables.spots(name.text) or self._part(name)
        spot = self._chosen(spots, name.within)
        if spot is not None:
            return _placed(spot, name.span)
        country = self._country(name.within)
        return Place(name=name.text, span=name.span, country=country) if spots or country else None

    def _part(self, name: Name) -> tuple[Spot, ...]:
        """Give the part of a country of which one is told, or a name stands, where that country is spoken of."""
        parts = self.tables.part(name.text)
        return tuple(spot for spot in parts if name.part or spot.country in self.countries)

    def around(self, name: Name, inner: Place) -> Place | None:
        """Give the larger place behind a comma ("Herat, Afghanistan"), if the one before lies in it."""
        fitting = [spot for spot in self.tables.own(name.text) if spot.country and spot.country == inner.country]
        return _placed(fitting[0], name.span) if fitting else None

    def _chosen(self, spots: tuple[Spot, ...], within: tuple[str, ...]) -> Spot | None:
        own = tuple(spot for spot in spots if spot.size == 0)
        if own and all(spot.country is None for spot in own):
            return own[0]
        for larger in within:
            around = self.tables.own(larger)
            fitting = [spot for spot in spots if any(_lies_in(spot, outer) for outer in around)]
            if fitting:
                return fitting[0]
            if around and not self._is_city(larger):
                return None
        return self._own(own) if own else self._city(spots)

    def _is_city(self, name: str) -> bool:
        """Is a larger place itself a city, as Hong Kong is? Then the comma may only part a list of cities."""
        countries = {spot.country for spot in self.tables.own(name)}
        return any(spot.name == name and spot.country in countries for spot in self.tables.cities(name))

    def _own(self, own: tuple[Spot, ...]) -> Spot | None:
        """Choose among rows of our own table: by the countries that the article speaks of, where it speaks of but one."""
        if len({spot.country for spot in own}) == 1:
            return own[0]
        known = [spot for spot in own if spot.country in self.countries]
        return known[0] if len({spot.country for spot in known}) == 1 else None

    def _city(self, cities: tuple[Spot, ...]) -> Spot | None:
        """Choose among cities: one in a country spoken of, unless a namesake is far larger; else the far larger one."""
        if not cities:
            return None
        largest = cities[0]
        known = [spot for spot in cities if spot.country in self.countries]
        if known and known[0].size * (2 if known[0].country in NAMED_AFTER else NEVER_MIND) >= largest.size:
            return known[0]
        abroad = [spot for spot in cities if spot.country != largest.country]
        return largest if not abroad or largest.size >= FAR_LARGER * abroad[0].size else None

    def _country(self, within: tuple[str, ...]) -> str | None:
        for larger in within:
            around = {spot.country for spot in self.tables.own(larger)}
            if len(around) == 1 and not self._is_city(larger):
                return around.pop()
        return None


def _placed(spot: Spot, span: Span) -> Place:
    return Place(name=spot.name, span=span, country=spot.country, lat=spot.lat, lon=spot.lon)


def _lies_in(spot: Spot, outer: Spot) -> bool:
    """Does a place lie in a country, a US state, or a region of its country?"""
    if spot is outer or spot.country != outer.country or outer.country is None:
        return False
    return outer.kind != "state" or spot.state == outer.state


def _countries(actors: tuple[Actor, ...]) -> Counter[str]:
    """Count how often the article speaks of each country, by its actors."""
    counted: Counter[str] = Counter()
    for actor in actors:
        if actor.country:
            counted[actor.country] += len(actor.mentions)
    return counted


def _names(doc: Doc, article: Article, tables: PlaceTables) -> Iterator[Name]:
    """Give the names of places in text order with how each stands in its sentence."""
    behind = -1
    datelines = _datelines(article)
    for token in doc:
        if token.idx in datelines:
            yield from datelines[token.idx]
            behind = datelines[token.idx][-1].span[1]
        if token.idx < behind or not token.text[0].isupper():
            continue
        length = _length(doc, token.i, tables)
        if length:
            # "north Carolina"
            longer = (
                token.i > 0 and doc[token.i - 1].lower_ != "the" and tables.own(_text(doc, token.i - 1, length + 1))
            )
            first = token.i - 1 if longer else token.i
            name = _name(doc, [doc[at] for at in range(first, token.i + length)], tables)
            behind = name.span[1]
            yield name


def _length(doc: Doc, first: int, tables: PlaceTables) -> int:
    """Give how many tokens the place name that starts here has; 0 for none.

    Names of our own table count wherever they stand, other proper nouns where the parse calls them places, or where a word
    before them does and there is such a city.
    """
    token = doc[first]
    if token.lower_ in tables.first_words or "-" in token.text:
        for length in range(min(tables.longest, len(doc) - first), 0, -1):
            if tables.knows(_text(doc, first, length)) and not _goes_on(doc, first, length):
                return length
    people = token.tag_ == "NNS" and token.is_sent_start  # "[Residents] of Odesa"
    if people or (token.pos_ != "PROPN" and token.ent_type_ not in ("GPE", "LOC")):
        return 2 if token.text == "The" and first + 1 < len(doc) and tables.cities(_text(doc, first, 2)) else 0
    before_noun = first + 1 < len(doc) and doc[first + 1].lower_ in tables.by_kind["noun"]
    length = _labeled(doc, first, tables) or int(before_noun and bool(tables.part(token.text)))
    led = first > 0 and token.ent_type_ != "PERSON" and _leads(doc[first - 1], tables)
    if length or not (led or before_noun):
        return length
    for length in (3, 2, 1):
        cities = tables.cities(_text(doc, first, length)) if first + length <= len(doc) else ()
        if cities and (length > 1 or token.ent_type_ or cities[0].size >= WELL_KNOWN):
            return 0 if _goes_on(doc, first, length) else length
    return 0


def _labeled(doc: Doc, first: int, tables: PlaceTables) -> int:
    """Give how many tokens from here on the parse calls a place, without a noun that says of what kind ("Kursk [Oblast]")."""
    last = first
    while last < len(doc) and doc[last].ent_type_ in ("GPE", "LOC") and doc[last].text[0].isupper():
        last += 1
    kind = last - first > 1 and doc[last - 1].lower_ in tables.by_kind["part"]
    return last - first - (kind and not tables.spots(_text(doc, first, last - first)))


def _leads(token: Token, tables: PlaceTables) -> bool:
    """Does this word lead to a place: a preposition, "capital", "the city of"?"""
    kinds = tables.by_kind
    return (
        token.lower_ in kinds["preposition"] or token.lower_ in kinds["noun"] or (token.lower_ == "of" and token.i > 0)
    )


def _goes_on(doc: Doc, first: int, length: int) -> bool:
    """Is the name part of the longer name of a person or body ("Jordan Peters", "Bank of England")?"""
    token = doc[first]
    before, behind = first - 1, first + length
    around = [doc[at] for at in (before, behind) if 0 <= at < len(doc)]
    return token.ent_type_ in ("PERSON", "ORG") and any(
        other.ent_type_ == token.ent_type_ and other.lower_ != "the" for other in around
    )


def _name(doc: Doc, tokens: list[Token], tables: PlaceTables) -> Name:
    span = stretches.span_of(tokens)
    head = doc.span(tokens[0].i, tokens[-1].i + 1).root
    standing = _standing(head, tables) or _standing_in_line(doc, tokens, head, tables)
    named = any(token.ent_type_ in ("GPE", "LOC") for token in tokens)
    text = _text(doc, tokens[0].i, len(tokens))
    if not standing and done_to(head, tables) and all(spot.kind in TOWNS for spot in tables.spots(text)):
        standing = "to"
    within = tuple(_within(doc, tokens, head, tables))
    behind = tokens[-1].i + 1
    return Name(
        span,
        text,
        named,
        standing == "at",
        standing == "to",
        within,
        modifies=head.dep_ in ("compound", "amod"),
        part=behind < len(doc) and doc[behind].lower_ in tables.by_kind["noun"],
    )


def _standing(head: Token, tables: PlaceTables) -> str:
    """Tell how a name stands: "at" a place, "to" or from one, or "" where nothing makes it a place."""
    kinds = tables.by_kind
    if not syntax.parsed(head):
        return ""
    preposition, above = syntax.prepositions(head), head.head
    if preposition in kinds["preposition"]:
        return "at"
    if preposition in kinds["motion"] or (preposition in kinds["goal"] and head.dep_.startswith("obl")):
        return "to"
    label = head.arc
    if above.i == head.i or head.dep_ == "nmod:poss":
        return ""
    if above.lower_ in kinds["noun"] and (
        label in ("compound", "amod", "appos", "flat") or (label == "nmod" and preposition in ("of", ""))
    ):
        return "at"
    if above.lower_ in kinds["holder"] and label == "nmod" and preposition == "of":
        return "to"  # "the mayor of Kherson" need not be there
    if label in ("compound", "amod") and above.lower_ in kinds["happening"] | kinds["deed"]:
        return "at" if above.lower_ in kinds["happening"] else "to"  # "the Kyiv strike" may be Ukraine's
    if (
        label in ("appos", "conj", "flat", "nmod", "list", "dep", "compound")
        and not preposition
        and above.pos_ in ("PROPN", "NOUN")
    ):
        return _standing(above, tables) if above.pos_ == "PROPN" or label == "appos" else ""
    return ""


def _standing_in_line(doc: Doc, tokens: list[Token], head: Token, tables: PlaceTables) -> str:
    """Tell the same by the words right before a name, for where the parse hung it elsewhere; a name before a noun is no place."""
    first, behind = tokens[0].i, tokens[-1].i + 1
    if (
        first == 0
        or head.dep_ in ("compound", "amod", "nmod:poss")
        or (behind < len(doc) and doc[behind].tag_ == "POS")
    ):
        return ""
    at = first - 2 if doc[first - 1].lower_ == "the" and first > 1 else first - 1
    compass = f"{doc[at - 1].lower_} {doc[at].lower_}" if at > 0 else ""
    if doc[at].lower_ in tables.by_kind["preposition"] or compass in tables.by_kind["preposition"]:
        return "at"
    return "to" if doc[at].lower_ in tables.by_kind["motion"] else ""


def _within(doc: Doc, tokens: list[Token], head: Token, tables: PlaceTables) -> Iterator[str]:
    """Give the larger places named with a name: "Herat, Afghanistan", "Donbas region of Ukraine", "Syria's Idlib"."""
    behind = tokens[-1].i + 1
    if behind + 1 < len(doc) and doc[behind].text == ",":
        length = _length(doc, behind + 1, tables) if doc[behind + 1].text[0].isupper() else 0
        if length:
            yield _text(doc, behind + 1, length)
    for top in (head, head.head):
        for child in top.children:
            inside = tokens[0].i <= child.i <= tokens[-1].i
            owns = child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and syntax.prepositions(child) in ("of", "in"))
            if owns and not inside and child.text[0].isupper():
                named = [child.i, *(part.i for part in syntax.children(child, "compound", "flat"))]
                yield doc.span(min(named), max(named) + 1).text
        if head.head.lower_ not in tables.by_kind["noun"]:
            break


def _text(doc: Doc, first: int, length: int) -> str:
    return doc.span(first, first + length).text


def _datelines(article: Article) -> dict[int, list[Name]]:
    """Give the names in the datelines that open paragraphs ("KABUL, Afghanistan (AP) —"), by where each dateline starts."""
    found: dict[int, list[Name]] = {}
    for start, end in article.paragraphs or ((0, len(article.text)),):
        opening = dateline(article.text, start, end)
        span = place_of(opening) if opening else None
        if span:
            parts = [part for part in re.finditer(r"[^,]+", article.text[slice(*span)]) if part[0].strip()]
            texts = [_cased(part[0].strip()) for part in parts]
            found[start] = [
                Name(
                    _trimmed(part, span[0]),
                    text,
                    named=True,
                    locative=True,
                    weak=False,
                    within=tuple(texts[number + 1 :]),
                )
                for number, (part, text) in enumerate(zip(parts, texts, strict=True))
            ]
    return found


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name


def _trimmed(part: re.Match[str], start: int) -> Span:
    lead = len(part[0]) - len(part[0].lstrip())
    return start + part.start() + lead, start + part.start() + len(part[0].rstrip())
