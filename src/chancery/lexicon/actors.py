"""Who there is: states, people and their offices, bodies, and the nouns that make somebody an actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Literal, NamedTuple

from chancery.collector import uncollected
from chancery.lexicon import petrarch
from chancery.lexicon.actor_rows import (
    Agent,
    Body,
    Country,
    GivenName,
    Office,
    Reference,
    Region,
    Somebody,
    names_of,
    surnames,
)
from chancery.lexicon.kept import Keep
from chancery.lexicon.names import Matcher, fold, lowered, plural
from chancery.lexicon.references import ReferenceTables
from chancery.lexicon.table import LexiconError, Proof, Tables
from chancery.model import Record

COUNTRIES, PEOPLE, BODIES = "countries.csv", "people.csv", "bodies.csv"
AGENTS, REFERENCES, GIVEN_NAMES = "en/agents.csv", "en/references.csv", "given_names.csv"
REGIONS = "en/regions.csv"

# Agent nouns that take the sector of whom they lead.
LEADERS = frozenset({"leader", "chief", "head", "ruler", "chairman", "boss"})


NameKind = Literal["state", "adjective", "demonym", "capital", "seat", "person", "surname", "body"]


Name = tuple[str, NameKind, int, int]
# The first and the last word of a full name, and the place in the table of people.
FirstAndLast = tuple[str, str, int]


class Named(NamedTuple):
    """What a name in a text may mean: the row's way of being named, and the row."""

    kind: NameKind
    row: Country | Body | Somebody


@dataclass(frozen=True)
class ActorTables(ReferenceTables):
    """The rows and their compiled look-ups."""

    countries: tuple[Country, ...]
    offices: tuple[Office, ...]
    bodies: tuple[Body, ...]
    agents: tuple[Agent, ...]
    given_names: tuple[GivenName, ...]
    rejects: tuple[petrarch.Reject, ...] = ()
    keep: Keep = field(default_factory=partial(Keep, None))

    @cached_property
    @uncollected()
    def people(self) -> tuple[Somebody, ...]:
        """The people, each with all offices."""
        rows: defaultdict[str, list[Office]] = defaultdict(list)
        for office in self.offices:
            rows[office.name].append(office)
        return tuple(
            Somebody(name, tuple(sorted(offices, key=lambda row: row.since or ""))) for name, offices in rows.items()
        )

    @cached_property
    def by_code(self) -> dict[str, Country]:
        """The state of today by its code."""
        whole = (row for row in self.countries if not row.parent and not row.until and not _is_part(row))
        return {row.code: row for row in reversed(list(whole))}

    @cached_property
    @uncollected()
    def meanings(self) -> dict[str, tuple[Named, ...]]:
        """Every name, folded, with all that it may mean."""
        found: defaultdict[str, list[Named]] = defaultdict(list)
        tables: tuple[tuple[Country | Body | Somebody, ...], ...] = (self.countries, self.bodies, self.people)
        for name, kind, table, place in self.keep.get("names", list[Name], lambda: list(self._names())):
            found[name].append(Named(kind, tables[table][place]))
        return {name: _ranked(meanings) for name, meanings in found.items()}

    def _names(self) -> Iterator[Name]:
        """Spell every name, folded, with how it names whom: the table (state, body, person) and the place in it."""
        for place, row in enumerate(self.countries):
            columns: tuple[tuple[NameKind, tuple[str, ...]], ...] = (
                ("state", (row.name, *row.aliases)), ("adjective", row.adjectives), ("demonym", row.demonyms),
                ("capital", row.capital), ("seat", row.seats),
            )  # fmt: skip
            for kind, names in columns:
                yield from ((fold(name), kind, 0, place) for name in names if len(name) > 1)
        for place, body in enumerate(self.bodies):
            yield from ((fold(name), "body", 1, place) for name in (body.name, *body.aliases) if len(name) > 1)
        for place, person in enumerate(self.people):
            for name in names_of(person):
                if len(name) > 1:
                    yield fold(name), "person" if " " in name or name == person.name else "surname", 2, place
            yield from ((fold(name), "surname", 2, place) for name in surnames(person) if len(name) > 1)

    @cached_property
    def names(self) -> Matcher[Named]:
        """Finds the names in folded text."""
        return Matcher(self.meanings)

    @cached_property
    @uncollected()
    def agent_words(self) -> Matcher[tuple[Agent, bool]]:
        """Finds the agent nouns in lowered text, with whether it is the plural."""
        forms: defaultdict[str, list[tuple[Agent, bool]]] = defaultdict(list)
        for row in (row for row in self.agents if row.kind != "seat"):
            lemma = lowered(row.lemma)
            several = row.kind in ("agent", "craft") and "'" not in lemma  # a "charge d'affaires" is one
            for form in dict.fromkeys((lemma, lemma.replace("-", " "))):
                forms[form].append((row, several and form.endswith("s") and form == plural(form[:-1])))
                if row.kind != "suffix":
                    forms[plural(form)].append((row, True))
        own_first = {
            form: sorted(rows, key=lambda found: lowered(found[0].lemma) != form) if len(rows) > 1 else rows
            for form, rows in forms.items()
        }
        return Matcher({form: tuple(rows) for form, rows in own_first.items()})

    @cached_property
    def seats(self) -> dict[str, Agent]:
        """The openings of brackets behind lawmakers' names, as written: "(D-"."""
        return {row.lemma: row for row in self.agents if row.kind == "seat"}

    @cached_property
    def outsiders(self) -> frozenset[str]:
        """The nouns for those who are not of the country whose they are: a state's allies and neighbors."""
        return frozenset(row.lemma for row in self.agents if row.sector == "-")

    @cached_property
    def servants(self) -> frozenset[str]:
        """The nouns for people who speak or act for another ("spokesman", "envoy")."""
        return (
            frozenset(
                row.lemma for row in self.agents if row.follows and not row.is_collective and " " not in row.lemma
            )
            - LEADERS
        )

    @cached_property
    def public_offices(self) -> frozenset[str]:
        """The titles of those who hold an office of a state."""
        return frozenset(
            row.lemma for row in self.agents if row.kind == "title" and row.sector in ("GOV", "LEG", "JUD")
        )

    @cached_property
    def given(self) -> Matcher[GivenName]:
        """Finds given names in folded text."""
        return Matcher({row.name: (row,) for row in self.given_names})

    @cached_property
    @uncollected()
    def genders(self) -> dict[str, str]:
        """The gender of given names and of people in full, ``f`` or ``m``."""
        found: dict[str, str] = {row.name: row.gender for row in self.given_names}
        return found | {person.name: person.gender for person in self.people if person.gender}

    def gender(self, name: str, role: str | None) -> str | None:
        """Tell a person's gender by the person's row, the role's word ("spokeswoman") or the given name; None if none tells."""
        word = (role or "").rpartition(" ")[2]
        told = "f" if word.endswith("woman") else "m" if word.endswith("man") else None
        given = name.split()[0] if " " in name else ""
        return self.genders.get(name) or told or self.genders.get(fold(given))

    def gender_of_title(self, word: str) -> str | None:
        """Tell the gender that a form of address gives ("Mr.", "Mrs"); None for any other word."""
        return {"mr": "m", "mrs": "f", "ms": "f", "miss": "f"}.get(word.rstrip(".").lower())

    @cached_property
    @uncollected()
    def by_first_and_last(self) -> dict[tuple[str, str], tuple[Somebody, ...]]:
        """People by the first and the last word of a full name, for names with more between."""
        found: defaultdict[tuple[str, str], list[Somebody]] = defaultdict(list)
        for first, last, place in self.keep.get("first_and_last", list[FirstAndLast], lambda: list(self._ends())):
            found[first, last].append(self.people[place])
        return {key: tuple(people) for key, people in found.items()}

    def _ends(self) -> Iterator[FirstAndLast]:
        for place, person in enumerate(self.people):
            names = (fold(name).split() for name in names_of(person))
            yield from dict.fromkeys((words[0], words[-1], place) for words in names if len(words) > 1)

    def proofs(self) -> Iterator[Proof]:
        """Give the example of every row."""
        for country in self.countries:
            yield from _proof(country, country.until, country.code, country.sector or "GOV")
        for office in self.offices:
            yield from _proof(office, office.since or office.until, office.country, office.sector)
        for body in self.bodies:
            yield from _proof(body, body.until, body.country, body.sector)
        for agent in self.agents:
            yield from _agent_proofs(agent)
        words: tuple[Reference | Region, ...] = (*self.references, *self.regional)
        for word in words:
            if word.example:
                yield Proof(word, word.example, None, f"a mention by {word.cause}", _Actor(None, None, word.cause))


def load(tables: Tables) -> ActorTables:
    """Read the tables and a user's PETRARCH dictionaries; LexiconError names file and line of a fault in a table."""
    agents = tables.rows(AGENTS, Agent)
    for row in agents:
        if not row.follows and row.sector not in tables.codebook.sectors:
            raise LexiconError(tables.folders[0] / AGENTS, row.line, f"column 'sector': unknown value {row.sector!r}")
    offices, bodies = tables.rows(PEOPLE, Office), tables.rows(BODIES, Body)
    paths = [
        path for folder in tables.folders[1:] for path in sorted(folder.glob("*.txt")) if petrarch.is_dictionary(path)
    ]
    rejects: list[petrarch.Reject] = []
    for dictionary in (petrarch.read(path, tables) for path in paths):
        more_offices, more_bodies, more_agents = petrarch.rows_of(dictionary)
        theirs = {office.name for office in more_offices}
        offices = (*(row for row in offices if row.name not in theirs), *more_offices)
        bodies = tuple({row.key: row for row in (*bodies, *more_bodies)}.values())
        agents = tuple({row.key: row for row in (*agents, *more_agents)}.values())
        rejects += dictionary.rejects
    return ActorTables(
        tables.rows(COUNTRIES, Country),
        offices,
        bodies,
        agents,
        tables.rows(GIVEN_NAMES, GivenName),
        tuple(rejects),
        tables.look_ups,
        references=tables.rows(REFERENCES, Reference),
        regional=tables.rows(REGIONS, Region),
    )


def _ranked(found: list[Named]) -> tuple[Named, ...]:
    """Give each meaning once. A user's dictionary decides on a body that a shipped table knows too, not on states and people."""
    if len(found) == 1:
        return tuple(found)
    # By identity: to hash a row is to hash all its names.
    meanings = tuple({(meaning.kind, id(meaning.row)): meaning for meaning in found}.values())
    theirs = tuple(m for m in meanings if isinstance(m.row, Body) and m.row.file.endswith(".txt"))
    if not theirs or len(theirs) == len(meanings):
        return meanings
    ours = tuple(m for m in meanings if m not in theirs)
    return theirs if all(isinstance(m.row, Body) for m in ours) else ours


def _is_part(row: Country) -> bool:
    """Is this a part of a state, named beside it under the same code?"""
    return (row.source or "").startswith("sub-state")


def _proof(row: Any, day: str | None, country: str | None, sector: str | None) -> Iterator[Proof]:
    if row.example:
        wanted = f"an actor of country {country} and sector {sector} known by {row.cause}"
        yield Proof(row, row.example, _whole_day(day), wanted, _Actor(country, sector, row.cause))


def _agent_proofs(row: Agent) -> Iterator[Proof]:
    sector = None if row.follows else row.sector
    if row.example:
        yield Proof(row, row.example, None, f"an actor by {row.cause}", _Actor(row.country, sector, row.cause))
    if row.not_example:
        actor = _Actor(None, None, row.cause)
        yield Proof(row, row.not_example, None, f"no actor by {row.cause}", lambda record: not actor(record))


@dataclass(frozen=True)
class _Actor:
    """Asks a record for an actor known by a row; a code that is None is not asked for."""

    country: str | None
    sector: str | None
    cause: str

    def __call__(self, record: Record) -> bool:
        return any(
            self.country in (None, actor.country)
            and self.sector in (None, actor.sector)
            and any(self.cause in mention.because.split(" + ") for mention in actor.mentions)
            for actor in record.actors
        )


def _whole_day(date: str | None) -> str | None:
    """Give the first day of a month or year."""
    return None if date is None else (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]
