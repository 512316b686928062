"""PETRARCH's actor and agent dictionaries, read as they are: dates, ``+`` synonyms, ``!SETS!``, plurals and comments.

A name becomes a dated office (where its code has dates) or a body; an agent becomes a noun with a sector. CAMEO codes are
told in PLOVER's by ``petrarch_codes.csv``. What cannot be read is a ``Reject`` with its line, and stops nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, NamedTuple

from chancery.lexicon.actor_rows import INTERNATIONAL, Agent, Body, Office
from chancery.lexicon.codebook import Codebook
from chancery.lexicon.table import Row, Tables

CODES = "petrarch_codes.csv"
_CODE = re.compile(r"\[([^\]]*)\]")
_DATED = re.compile(r"([A-Z~]+)\s*(?:([<>])\s*(\d+)|(\d+)\s*-\s*(\d+))?$")
_SET = re.compile(r"^(![A-Z]+!)\s*=\s*(.+)$")
_PLURAL = re.compile(r"\{([^}]*)\}")
# PETRARCH writes years with two digits; the first year that means the last century.
CENTURY_TURN = 31
SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to"})
# A word of so many capitals may be an abbreviation.
LONGEST_ABBREVIATION = 6


class Code(Row, frozen=True, kw_only=True):
    """A CAMEO code that PLOVER writes otherwise: the country or the sector that it stands for; neither for a region."""

    codes: ClassVar[dict[str, str]] = {"country": "countries", "sector": "sectors"}

    code: str
    country: str | None = None
    sector: str | None = None
    meaning: str | None = None

    @property
    def key(self) -> str:
        """The code."""
        return self.code


class Reject(NamedTuple):
    """A line that could not be read, and why."""

    file: str
    line: int
    text: str
    why: str


class Meaning(NamedTuple):
    """What a code says of an actor, and when."""

    country: str | None
    sector: str | None
    since: str | None
    until: str | None


@dataclass(frozen=True)
class Entry:
    """Somebody or some noun: its names, as news text writes them, and what its codes say."""

    line: int
    names: tuple[str, ...]
    meanings: tuple[Meaning, ...]


@dataclass
class Dictionary:
    """A dictionary as read: its entries, how many names it held, and the lines that could not be read."""

    file: str
    is_agents: bool
    entries: list[Entry] = field(default_factory=list)
    names: int = 0
    rejects: list[Reject] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the names that were read."""
        return sum(len(entry.names) for entry in self.entries) / max(self.names, 1)


def is_dictionary(path: Path) -> bool:
    """Is this a PETRARCH dictionary by its name (``*.actors.txt``, ``*.agents.txt``)?"""
    return path.name.lower().endswith(("actors.txt", "agents.txt"))


def read(path: Path, tables: Tables) -> Dictionary:
    """Read one dictionary."""
    codes = {row.code: row for row in tables.rows(CODES, Code)}
    reader = _Reader(Dictionary(path.name, path.name.lower().endswith("agents.txt")), codes, tables.codebook)
    for number, line in enumerate(path.read_text(encoding="utf8", errors="replace").splitlines(), start=1):
        reader.take(number, line)
    reader.close()
    return reader.dictionary


def rows_of(found: Dictionary) -> tuple[list[Office], list[Body], list[Agent]]:
    """Tell a dictionary's entries as rows: with dates people in office, else bodies, or places where only a state is told."""
    offices: list[Office] = []
    bodies: list[Body] = []
    agents: list[Agent] = []
    for entry in found.entries:
        name, aliases, first = entry.names[0], entry.names[1:], entry.meanings[0]
        if found.is_agents:
            if first.sector is not None:
                agents += [
                    Agent(lemma=lemma, sector=first.sector, kind="agent", file=found.file, line=entry.line)
                    for lemma in entry.names
                ]
        elif any(meaning.since or meaning.until for meaning in entry.meanings):
            told = [meaning for meaning in entry.meanings if meaning.since or meaning.until or meaning.sector != "ELI"]
            offices += [
                Office(
                    name=name,
                    aliases=aliases,
                    country=meaning.country,
                    sector=meaning.sector,
                    since=meaning.since,
                    until=meaning.until,
                    file=found.file,
                    line=entry.line,
                )
                for meaning in told
            ]
        else:
            kind = None if first.sector or first.country in INTERNATIONAL else "place"
            body = Body(
                name=name,
                aliases=aliases,
                country=first.country,
                sector=first.sector,
                kind=kind,
                file=found.file,
                line=entry.line,
            )
            bodies.append(body)
    return offices, bodies, agents


@dataclass
class _Open:
    """The entry that is being read."""

    line: int
    names: list[tuple[int, str]]
    meanings: list[Meaning] = field(default_factory=list)


@dataclass
class _Reader:
    dictionary: Dictionary
    codes: dict[str, Code]
    codebook: Codebook
    sets: dict[str, list[str]] = field(default_factory=dict)
    open: _Open | None = None

    def take(self, number: int, line: str) -> None:
        """Take one line: a comment, a set, a synonym, a code of its own line, or a name."""
        text = line.split("#")[0].strip()
        made = _SET.match(text)
        if not text:
            return
        if made:
            self.sets[made[1]] = [word.strip() for word in made[2].split(",")]
            return
        name = _PLURAL.sub("", _CODE.sub("", text)).strip()
        if text.startswith("+") and self.open is not None:
            self._name(number, name[1:])
        elif name:
            self.close()
            self.open = _Open(number, [])
            self._name(number, name)
            for plural in _PLURAL.findall(text):
                if plural.strip():
                    self.open.names += [(number, form) for form in self._forms(plural.strip())]
        for code in _CODE.findall(text):
            self._code(number, code, text)

    def _name(self, number: int, name: str) -> None:
        self.dictionary.names += 1
        if self.open is not None and re.search(r"\w", name) and not re.search(r"[\[\]{}]", name):
            self.open.names += [(number, form) for form in self._forms(name)]
        else:
            self._reject(number, name, "no name, or a bracket without its partner")

    def _forms(self, name: str) -> Iterator[str]:
        """Give a name with its sets written out, as news text writes it."""
        found = re.search(r"![A-Z]+!", name)
        if found is None:
            yield from _written(name, self.dictionary.is_agents)
            return
        for word in self.sets.get(found[0], [found[0].strip("!")]):
            yield from self._forms(name[: found.start()] + word + name[found.end() :])

    def _code(self, number: int, code: str, text: str) -> None:
        match = _DATED.match(code.strip())
        if match is None or self.open is None:
            if code.strip("-s "):
                self._reject(number, text, f"[{code}] is no code with dates")
            return
        try:
            since = _day(match[3] if match[2] == ">" else match[4])
            until = _day(match[3] if match[2] == "<" else match[5])
            country, sector = self._meaning(match[1].lstrip("~"))
        except ValueError as error:
            self._reject(number, text, str(error))
            return
        self.open.meanings.append(Meaning(country, sector, since, until))

    def _meaning(self, code: str) -> tuple[str | None, str | None]:
        """Tell a CAMEO code, three letters a part, as country and sector; ValueError where no part is known."""
        country = sector = None
        known = False
        for part in (code[index : index + 3] for index in range(0, len(code), 3)):
            row = self.codes.get(part)
            if row is not None:
                country, sector, known = row.country or country, sector or row.sector, True
            elif part in self.codebook.sectors:
                sector, known = sector or part, True
            elif part in self.codebook.countries or part in self.codebook.international:
                country, known = part if country in (None, "IGO", "NGO") else country, True
        if not known:
            raise ValueError(f"{code} is no code of CAMEO that PLOVER can tell")
        return country, sector

    def close(self) -> None:
        """Finish the entry that is open."""
        entry, self.open = self.open, None
        if entry is None or not entry.names:
            return
        if entry.meanings:
            names = tuple(dict.fromkeys(name for _, name in entry.names))
            self.dictionary.entries.append(Entry(entry.line, names, tuple(entry.meanings)))
        else:
            for line in dict.fromkeys(line for line, _ in entry.names):
                self._reject(line, entry.names[0][1], "a name without a code")

    def _reject(self, line: int, text: str, why: str) -> None:
        self.dictionary.rejects.append(Reject(self.dictionary.file, line, text, why))


def _written(name: str, is_agent: bool) -> Iterator[str]:
    """Write a dictionary's name as news text does: agents in small letters, names in capitals, both where it may be either."""
    words = re.sub(r"[_\s]+", " ", name).strip()
    if is_agent:
        yield words.lower()
        return
    yield " ".join(_capital(word, place) for place, word in enumerate(words.split()))
    if " " not in words and len(words) <= LONGEST_ABBREVIATION:
        yield words


def _capital(word: str, place: int) -> str:
    low = word.lower()
    if place and low in SMALL:
        return low
    return (
        re.sub(r"(^|[-'.])(\w)", lambda match: match[1] + match[2].upper(), low)
        if "'" not in low
        else low[:1].upper() + low[1:]
    )


def _day(digits: str | None) -> str | None:
    """Read YYMMDD or YYYYMMDD; ValueError for other digits."""
    if digits is None:
        return None
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= CENTURY_TURN else "20") + digits
    if len(digits) != 8:
        raise ValueError(f"{digits} is no date such as 910824 or 19910824")
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
