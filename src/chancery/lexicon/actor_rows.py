"""The rows of the actor tables, and what a person with several offices is on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal, NamedTuple

from chancery.lexicon.table import Row

# Codes that are no state's: nobody goes home to them after office.
INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# Where the family name comes first.
FAMILY_FIRST = frozenset({"CHN", "HKG", "MAC", "TWN", "PRK", "KOR", "SGP"})
# Sorts of reference words whose words may be of another sort too.
SHARED = frozenset(
    (
        "abroad both creed crowd definite edge epithet former friend half head home indefinite issued leading league opposite "
        "past running sent serving voice"
    ).split()
)
# How many the words of some sorts tell.
COUNTS = {"pair": 2, "trio": 3, "two": 2, "three": 3, "four": 4}
_PARTICLE = re.compile(r"^(?:al|el|bin|ben|bint|ibn|abu|de|del|della|da|dos|di|du|la|le|van|von|der|den|ter|st)$", re.I)
SUFFIXES = ("Jr", "Sr", "II", "III", "IV")


class Country(Row, frozen=True, kw_only=True, rename={"since": "from"}):
    """A state, a state that was, or a breakaway entity (sector PRE) on the ground of its parent.

    ``hosts`` is the body that its capital stands for in articles that name that and not the state.
    """

    codes: ClassVar[dict[str, str]] = {"code": "countries", "parent": "countries", "sector": "sectors"}

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    hosts: str | None = None
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

    @property
    def is_part(self) -> bool:
        """Is this a part of a state, whose code is the state's?"""
        return (self.source or "").startswith("sub-state")


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
    """A noun that makes its bearer an actor; sector ``*`` takes the sector of whom he speaks for.

    Sector ``~`` does so too, but of a mere nationality takes only the country: "a French diplomat's family" governs
    nobody. Sector ``-`` stands beside somebody and takes nothing of him ("an ally of Iran"). ``craft`` acts for whose it is
    ("a Polish warship") and is nobody by itself ("a drone"), ``body`` is an organisation,
    ``many`` a noun in the singular for many people ("crowd"), ``team`` an organisation only where a person owns it ("the Smith
    campaign"), ``suffix`` what the names of companies end with ("Inc."), ``seat`` what opens the brackets that tell a
    lawmaker's party and constituency ("Sen. Ruth Roe (D-Ohio)").
    """

    codes: ClassVar[dict[str, str]] = {"country": "countries"}

    lemma: str
    sector: str
    kind: Literal["title", "agent", "craft", "body", "many", "team", "suffix", "seat"]
    country: str | None = None
    example: str | None = None
    not_example: str | None = None

    @property
    def key(self) -> str:
        """Lemma and kind: a noun may be a title and a common noun."""
        return f"{self.lemma}/{self.kind}"

    @property
    def is_collective(self) -> bool:
        """Is this no single person's noun?"""
        return self.kind in ("body", "many", "team")

    @property
    def follows(self) -> bool:
        """Does this noun take the sector of whom its bearer speaks for?"""
        return self.sector in ("*", "~", "-")


class Reference(Row, frozen=True, kw_only=True):
    """A word that refers without naming: a pronoun, a general noun ("the country"), a collective ("the two leaders").

    ``sectors`` are those of the bodies that a general noun may mean without being a part of their names. A word that is
    ``apart`` says that somebody else is meant ("the rival group"); a ``head`` is the office of one who leads ("both leaders"),
    with the sector GOV where a bare family name means its holder first, a ``voice`` that of one who only speaks for others.
    A ``home`` noun is a body or office of the state, which without a name or an owner is that of the country spoken of; it
    has its article where it means something else without. A ``land`` means a state only with its region before it
    ("the Asian giant"), an ``opposite`` the other of two states ("its neighbor"), a ``friend`` the one just spoken of ("its
    ally"), a ``half`` the state that is called so ("the North"). A ``collective`` means those on either side, a ``joint`` those
    who do something together, a ``pair`` and a ``trio`` so many. An ``epithet`` with "the" is somebody just named whose sector
    fits ("the general", "the militants"). A word of sort ``abroad`` tells that a bare body is another country's. The
    ``former`` and the ``latter`` are those of two just named; alone, a word of sort ``both`` means the two. A ``definite``
    word opens the description of those who are known, an ``indefinite`` one that of nobody in particular; ``two``, ``three``
    and ``four`` tell how many. A ``past`` word before an office says that somebody held it; a ``leading`` one is the role of
    somebody who merely leads, a ``running`` one of who runs for an office. A ``league`` is a noun for a body of several
    states, which may have been named long before.
    A ``crowd`` is a ``home`` noun where it is counted or known ("nine people"), and else people in general.
    Behind the name of a state an ``edge`` says only where something lies ("near the Malian border"). A ``home`` noun with
    sectors speaks for those to whom things are done ("the health ministry"). A ``serving`` one is no head of state or government.
    A ``sent`` one is not of the state that he is for ("an envoy for Libya").
    An ``issued`` one opens the headline over a text in the words of whoever issues it ("Statement by the President of Chad").
    Behind an ``uttered`` one a capital is its government ("pressure from Rome"). What is named with a ``thing`` or a ``water``
    at its end is nobody ("the Iraq War", "the Jonas Bridge", "the Bering Sea"); a ``particle`` joins two parts of a name.
    Of ``creed`` words alone parties of many states are called ("the Democratic Party").
    """

    codes: ClassVar[dict[str, str]] = {"sectors": "sectors"}

    word: str
    sort: Literal[
        "pronoun", "relative", "first", "noun", "land", "opposite", "friend", "half", "collective", "joint", "pair", "trio",
        "epithet", "abroad", "apart", "head", "home", "voice", "former", "latter", "definite", "indefinite", "two", "three",
        "four", "past", "leading", "running", "league", "edge", "serving", "sent", "issued", "crowd", "uttered",
        "particle", "thing", "water", "vessel", "creed", "both",
    ]  # fmt: skip
    kinds: tuple[Literal["person", "state", "organisation", "group"], ...]
    number: Literal["one", "many"]
    gender: Literal["f", "m"] | None = None
    sectors: tuple[str, ...] = ()
    example: str | None = None

    @property
    def count(self) -> int | None:
        """How many the word means or tells by itself."""
        return COUNTS.get(self.sort)

    @property
    def opposed(self) -> bool:
        """Are those whom the word means on either side of what the article tells?"""
        return self.sort == "collective"

    @property
    def key(self) -> str:
        """The word; of sorts whose words may be of another sort too, with the sort."""
        return f"{self.word}/{self.sort}" if self.sort in SHARED else self.word


class Region(Row, frozen=True, kw_only=True):
    """A word for a part of the world or a kind of states ("West African"), and the states of which it may be said."""

    codes: ClassVar[dict[str, str]] = {"countries": "countries"}

    word: str
    countries: tuple[str, ...]
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

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name that the table has for the person."""
        return tuple(dict.fromkeys((self.name, *(alias for office in self.offices for alias in office.aliases))))

    @cached_property
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

    def last_known(self, day: str, since: str) -> str:
        """Give the last day up to this one on which the table knows what office the person holds; none before another day."""
        held = [office for office in self.offices if not office.since or not before(day, office.since)][-1:]
        known = held[0].known_until if held and held[0].until is None else None
        beyond = known is not None and after(day, known) and not after(since, known)
        return f"{known}-12-31"[:10] if beyond else day

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


def names_of(person: Somebody) -> tuple[str, ...]:
    """Give every name that the table has for a person."""
    return person.names


def surnames(person: Somebody) -> tuple[str, ...]:
    """Give the family names by which a person goes after the first mention, with and without particles."""
    return tuple(dict.fromkeys(part for name in names_of(person) for part in family_names(name, person.family_first)))


def family_names(name: str, family_first: bool = False) -> tuple[str, ...]:
    """Give the family names in a full name: ``al-Assad`` and ``Assad``, ``van der Leyen`` and ``Leyen``."""
    words = name.split()
    while len(words) > 1 and words[-1].rstrip(".") in SUFFIXES:
        words.pop()
    if len(words) < 2:
        return ()
    if family_first and "-" not in words[0]:
        return (words[0],)
    last, start = words[-1], len(words) - 1
    while start > 1 and _PARTICLE.match(words[start - 1]):
        start -= 1
    found = [last] if start == len(words) - 1 else [" ".join(words[start:]), last]
    if last[:3].lower() == "al-":
        found.append(last[3:])
    return tuple(part for part in found if part[:1].isupper() or "-" in part)
