"""Who there is: states, people and their offices, bodies, and the nouns that make somebody an actor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal, NamedTuple

from chancery.lexicon.names import Matcher, fold, lowered, plural
from chancery.lexicon.table import LexiconError, Proof, Row, Tables
from chancery.model import Record

COUNTRIES, PEOPLE, BODIES = "countries.csv", "people.csv", "bodies.csv"
AGENTS, REFERENCES, GIVEN_NAMES = "en/agents.csv", "en/references.csv", "given_names.csv"

# Codes that are no state's: nobody goes home to them after office.
INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# Where the family name comes first.
FAMILY_FIRST = frozenset({"CHN", "HKG", "MAC", "TWN", "PRK", "KOR", "SGP"})
# Agent nouns that take the sector of whom they lead.
LEADERS = frozenset({"leader", "chief", "head", "ruler", "chairman", "boss"})
_PARTICLE = re.compile(r"^(?:al|el|bin|ben|bint|ibn|abu|de|del|della|da|dos|di|du|la|le|van|von|der|den|ter|st)$", re.I)
_SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV)\.?$")


class Country(Row, frozen=True, kw_only=True, rename={"since": "from"}):
    """A state, a state that was, or a breakaway entity (sector PRE) on the ground of its parent."""

    codes: ClassVar[dict[str, str]] = {"code": "countries", "parent": "countries", "sector": "sectors"}

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    parent: str | None = None
    sector: str | None = None
    source: str | None = None
    example: str | None = None

    @property
    def key(self) -> str:
        """The name."""
        return self.name


class Office(Row, frozen=True, kw_only=True, rename={"since": "from"}):
    """One office of one person: from when until when, and until when that is known where it has not ended."""

    codes: ClassVar[dict[str, str]] = {"country": "countries", "sector": "sectors"}

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None
    known_until: str | None = None
    gender: Literal["f", "m"] | None = None
    source: str | None = None
    example: str | None = None

    @property
    def key(self) -> str:
        """Name, country, role and first day."""
        return "/".join(part or "" for part in (self.name, self.country, self.role, self.since))


class Body(Row, frozen=True, kw_only=True, rename={"since": "from"}):
    """An organisation, party, movement, armed group or institution known by its name."""

    codes: ClassVar[dict[str, str]] = {"country": "countries", "sector": "sectors"}

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    example: str | None = None

    @property
    def key(self) -> str:
        """The name, and the country where two share it."""
        return f"{self.name}/{self.country}" if self.country else self.name


class Agent(Row, frozen=True, kw_only=True):
    """A noun that makes its bearer an actor; sector ``*`` takes the sector of whom he speaks for."""

    codes: ClassVar[dict[str, str]] = {"country": "countries"}

    lemma: str
    sector: str
    kind: Literal["title", "agent", "body"]
    country: str | None = None
    example: str | None = None
    not_example: str | None = None

    @property
    def key(self) -> str:
        """Lemma and kind: a noun may be a title and a common noun."""
        return f"{self.lemma}/{self.kind}"


class Reference(Row, frozen=True, kw_only=True):
    """A word that refers without naming: a pronoun, a general noun ("the country"), a collective ("the two leaders")."""

    word: str
    sort: Literal["pronoun", "relative", "first", "noun", "collective"]
    kinds: tuple[Literal["person", "state", "organisation", "group"], ...]
    number: Literal["one", "many"]
    gender: Literal["f", "m"] | None = None
    example: str | None = None

    @property
    def key(self) -> str:
        """The word."""
        return self.word


class GivenName(Row, frozen=True, kw_only=True):
    """A given name that is nearly always a man's or a woman's."""

    name: str
    gender: Literal["f", "m"]

    @property
    def key(self) -> str:
        """The name."""
        return self.name


class Standing(NamedTuple):
    """What a person is on a day; None where the table does not know."""

    country: str | None
    sector: str | None
    role: str | None
    because: str


@dataclass(frozen=True)
class Somebody:
    """A person with all the offices that the table gives, the earliest first."""

    name: str
    offices: tuple[Office, ...]

    @cached_property
    def gender(self) -> str | None:
        """``f`` or ``m`` where a row says so."""
        return next((office.gender for office in self.offices if office.gender), None)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every country that the person held an office for."""
        return frozenset(office.country for office in self.offices if office.country)

    @property
    def family_first(self) -> bool:
        """Does the family name come first?"""
        return bool(self.countries & FAMILY_FIRST)

    def standing(self, day: str | None) -> Standing:
        """Tell country, sector and role on a day: the office begun last; ELI after the last one; unknown beyond the known."""
        if day is None:
            return self._whenever()
        begun = [office for office in self.offices if not office.since or not before(day, office.since)]
        held = [office for office in begun if not office.until or not after(day, office.until)]
        if held:
            office = held[-1]
            if office.until is None and office.known_until and after(day, office.known_until):
                return Standing(office.country, None, None, office.cause)
            return Standing(office.country, office.sector, office.role, office.cause)
        if begun:
            office = max(begun, key=lambda row: row.until or "")
            homes = [row.country for row in begun if row.country not in INTERNATIONAL]
            return Standing(homes[-1] if homes else office.country, "ELI", _former(office.role), office.cause)
        return Standing(self.offices[0].country, None, None, self.offices[0].cause)

    def _whenever(self) -> Standing:
        """Tell what holds for every office, for a text without a date."""
        first = self.offices[0]
        same = [len({getattr(row, field) for row in self.offices}) == 1 for field in ("country", "sector", "role")]
        lasting = all(row.until is None for row in self.offices)
        return Standing(
            first.country if same[0] else None,
            first.sector if same[1] and lasting else None,
            first.role if same[2] and lasting else None,
            first.cause,
        )

    def in_office(self, day: str) -> bool:
        """Is this person known to hold an office on a day?"""
        return self.standing(day).sector not in (None, "ELI")


def before(day: str, start: str) -> bool:
    """Is a day before a date that may be a month or a year?"""
    return day[: len(start)] < start


def after(day: str, end: str) -> bool:
    """Is a day after a date that may be a month or a year?"""
    return day[: len(end)] > end


def _former(role: str | None) -> str | None:
    return role if role is None or role.startswith("former ") else f"former {role}"


NameKind = Literal["state", "adjective", "demonym", "capital", "seat", "person", "surname", "body"]


class Named(NamedTuple):
    """What a name in a text may mean: the row's way of being named, and the row."""

    kind: NameKind
    row: Country | Body | Somebody


@dataclass(frozen=True)
class ActorTables:
    """The rows and their compiled look-ups."""

    countries: tuple[Country, ...]
    offices: tuple[Office, ...]
    bodies: tuple[Body, ...]
    agents: tuple[Agent, ...]
    references: tuple[Reference, ...]
    given_names: tuple[GivenName, ...]

    @cached_property
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
    def meanings(self) -> dict[str, tuple[Named, ...]]:
        """Every name, folded, with all that it may mean."""
        found: defaultdict[str, dict[Named, None]] = defaultdict(dict)
        for name, meaning in self._names():
            if len(name) > 1:
                found[fold(name)][meaning] = None
        return {name: tuple(meanings) for name, meanings in found.items()}

    def _names(self) -> Iterator[tuple[str, Named]]:
        for row in self.countries:
            columns: tuple[tuple[NameKind, tuple[str, ...]], ...] = (
                ("state", (row.name, *row.aliases)), ("adjective", row.adjectives), ("demonym", row.demonyms),
                ("capital", row.capital), ("seat", row.seats),
            )  # fmt: skip
            for kind, names in columns:
                yield from ((name, Named(kind, row)) for name in names)
        for body in self.bodies:
            yield from ((name, Named("body", body)) for name in (body.name, *body.aliases))
        for person in self.people:
            yield from ((name, Named("person" if " " in name else "surname", person)) for name in names_of(person))
            yield from ((name, Named("surname", person)) for name in surnames(person))

    @cached_property
    def names(self) -> Matcher[Named]:
        """Finds the names in folded text."""
        return Matcher(self.meanings)

    @cached_property
    def agent_words(self) -> Matcher[tuple[Agent, bool]]:
        """Finds the agent nouns in lowered text, with whether it is the plural."""
        forms: defaultdict[str, list[tuple[Agent, bool]]] = defaultdict(list)
        for row in self.agents:
            for form in dict.fromkeys((lowered(row.lemma), lowered(row.lemma).replace("-", " "))):
                forms[form].append((row, form.endswith("s") and row.kind == "agent" and form == plural(form[:-1])))
                forms[plural(form)].append((row, True))
        return Matcher({form: tuple(rows) for form, rows in forms.items()})

    @cached_property
    def reference_words(self) -> Matcher[Reference]:
        """Finds pronouns and general nouns in lowered text."""
        return Matcher({row.word.lower(): (row,) for row in self.references})

    @cached_property
    def servants(self) -> frozenset[str]:
        """The nouns for people who speak or act for another ("spokesman", "envoy")."""
        return frozenset(row.lemma for row in self.agents if row.sector == "*" and " " not in row.lemma) - LEADERS

    @cached_property
    def given(self) -> Matcher[GivenName]:
        """Finds given names in folded text."""
        return Matcher({row.name: (row,) for row in self.given_names})

    @cached_property
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
    def by_first_and_last(self) -> dict[tuple[str, str], tuple[Somebody, ...]]:
        """People by the first and the last word of a full name, for names with more between."""
        found: defaultdict[tuple[str, str], dict[str, Somebody]] = defaultdict(dict)
        for person in self.people:
            for name in names_of(person):
                words = fold(name).split()
                if len(words) > 1:
                    found[words[0], words[-1]][person.name] = person
        return {key: tuple(people.values()) for key, people in found.items()}

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
        for word in self.references:
            if word.example:
                yield Proof(word, word.example, None, f"a mention by {word.cause}", _Actor(None, None, word.cause))


def names_of(person: Somebody) -> tuple[str, ...]:
    """Give every name that the table has for a person."""
    return tuple(dict.fromkeys((person.name, *(alias for office in person.offices for alias in office.aliases))))


def surnames(person: Somebody) -> tuple[str, ...]:
    """Give the family names by which a person goes after the first mention, with and without particles."""
    return tuple(dict.fromkeys(part for name in names_of(person) for part in family_names(name, person.family_first)))


def family_names(name: str, family_first: bool = False) -> tuple[str, ...]:
    """Give the family names in a full name: ``al-Assad`` and ``Assad``, ``van der Leyen`` and ``Leyen``."""
    words = [word for word in name.split() if not _SUFFIX.match(word)]
    if len(words) < 2:
        return ()
    if family_first and "-" not in words[0]:
        return (words[0],)
    start = len(words) - 1
    while start > 1 and _PARTICLE.match(words[start - 1]):
        start -= 1
    found = [" ".join(words[start:]), words[-1], re.sub(r"^[Aa]l-", "", words[-1])]
    return tuple(dict.fromkeys(part for part in found if part[:1].isupper() or "-" in part))


def load(tables: Tables) -> ActorTables:
    """Read the tables; LexiconError names file and line of a fault."""
    agents = tables.rows(AGENTS, Agent)
    for row in agents:
        if row.sector != "*" and row.sector not in tables.codebook.sectors:
            raise LexiconError(tables.folders[0] / AGENTS, row.line, f"column 'sector': unknown value {row.sector!r}")
    return ActorTables(
        tables.rows(COUNTRIES, Country),
        tables.rows(PEOPLE, Office),
        tables.rows(BODIES, Body),
        agents,
        tables.rows(REFERENCES, Reference),
        tables.rows(GIVEN_NAMES, GivenName),
    )


def _is_part(row: Country) -> bool:
    """Is this a part of a state, named beside it under the same code?"""
    return (row.source or "").startswith("sub-state")


def _proof(row: Any, day: str | None, country: str | None, sector: str | None) -> Iterator[Proof]:
    if row.example:
        wanted = f"an actor of country {country} and sector {sector} known by {row.cause}"
        yield Proof(row, row.example, _whole_day(day), wanted, _Actor(country, sector, row.cause))


def _agent_proofs(row: Agent) -> Iterator[Proof]:
    sector = None if row.sector == "*" else row.sector
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


def slugs(codes: Iterable[str | None]) -> str | None:
    """Give codes as an identifier (``rus-mil``), or None where one is unknown."""
    known = [code.lower() for code in codes if code]
    return "-".join(known) if len(known) == len(list(codes)) else None
