"""What names and what nouns of actors stand in a text, as runs of tokens, before anybody asks who is meant.

Ground for the actor steps: names known by a table, names that only the language pipeline knows, and agent nouns.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from chancery.lexicon.actor_rows import Agent
from chancery.lexicon.actors import ActorTables, Named
from chancery.lexicon.names import fold, lowered
from chancery.model import Span
from chancery.tokens import Doc, Token

# A name bound to what follows or precedes by a hyphen names no owner: "pro-Russian", "US-backed".
Bond = Literal["", "pro", "anti", "by"]
WATERS = ("Sea", "Ocean", "Gulf", "Strait", "Bay", "Channel", "Peninsula", "River")
PARTICLES = ("al", "el", "bin", "ibn", "de", "van", "von", "der")
NOUN_PLACES = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod:poss")
_CALENDAR = frozenset((*calendar.day_name, *calendar.month_name))


class Unit(NamedTuple):
    """A name: tokens ``first`` to ``last`` (exclusive), what the tables say it may mean, and the pipeline's label."""

    first: int
    last: int
    meanings: tuple[Named, ...]
    label: str = ""
    bond: Bond = ""

    def of(self, *kinds: str) -> tuple[Named, ...]:
        """Give the meanings of some kinds."""
        return tuple(meaning for meaning in self.meanings if meaning.kind in kinds)

    @property
    def is_person(self) -> bool:
        """Does this name a person?"""
        elsewhere = self.of("state", "adjective", "demonym", "capital", "seat", "body")
        if self.label == "PERSON":
            return not self.meanings or bool(self.of("person")) or not elsewhere
        return bool(self.meanings) and not elsewhere


class AgentHit(NamedTuple):
    """An agent noun: tokens ``first`` to ``last`` (exclusive), its row, and whether it is a plural form."""

    first: int
    last: int
    row: Agent
    plural: bool


@dataclass(frozen=True)
class Names:
    """The names and agent nouns of a document."""

    doc: Doc
    source: str
    tables: ActorTables
    is_city: Callable[[str], bool] = lambda name: False

    @cached_property
    def _starts(self) -> list[int]:
        return self.doc.starts

    def tokens_at(self, start: int, end: int) -> tuple[int, int]:
        """Give the tokens that a stretch of text touches, as first and last (exclusive)."""
        return bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)

    def span(self, first: int, last: int) -> Span:
        """Give the place of a run of tokens."""
        end = self.doc[last - 1]
        return self.doc[first].idx, end.idx + len(end)

    def text(self, first: int, last: int) -> str:
        """Give the text of a run of tokens."""
        start, end = self.span(first, last)
        return " ".join(self.source[start:end].split())

    @cached_property
    def agents(self) -> tuple[AgentHit, ...]:
        """The agent nouns in text order; a word that is no noun here is none."""
        found = []
        for start, end, rows in self.tables.agent_words.find(lowered(self.source)):
            first, last = self.tokens_at(start, end)
            head = self.doc[last - 1]
            if head.ent_type_ in ("GPE", "LOC") and head.text[:1].isupper():
                continue
            if head.dep_ and self._is_noun(first, last) and self.span(first, last) == (start, end):
                row, plural = self._fitting(last, rows)
                found.append(AgentHit(first, last, row, plural or head.tag_ in ("NNS", "NNPS")))
        return tuple(found)

    def _is_noun(self, first: int, last: int) -> bool:
        """Is this a noun, or something that the tagger took for another word but that stands where a noun does?"""
        head = self.doc[last - 1]
        if any(self.doc[index].tag_[:2] == "NN" for index in range(first, last)):
            return True
        if head.dep_ in NOUN_PLACES and head.tag_ in ("VBZ", "VBN", "JJ"):
            return fold(head.text) not in self.tables.meanings
        after = self.doc[last] if last < len(self.doc) else None
        named = after is not None and after.ent_type_ == "PERSON" and after.tag_ == "NNP"
        return named and head.tag_ == "JJ" and fold(head.text) not in self.tables.meanings

    def _fitting(self, last: int, rows: tuple[tuple[Agent, bool], ...]) -> tuple[Agent, bool]:
        """Choose the title where a name follows, else the common noun."""
        titles = last < len(self.doc) and self.doc[last].tag_ == "NNP"
        return min(rows, key=lambda row: (row[0].kind == "title") != titles)

    @cached_property
    def agent_at(self) -> dict[int, AgentHit]:
        """The agent noun that a token belongs to."""
        return {index: hit for hit in self.agents for index in range(hit.first, hit.last)}

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The names in text order, none overlapping another."""
        known = {unit.first: unit for unit in self._known_list}
        unknown: dict[int, Unit] = {}
        for first, last, label in self._entities():
            inside = [known[index] for index in range(first, last) if index in known and known[index].last <= last]
            across = self._known_at.intersection(range(first, last)).difference(
                *(range(u.first, u.last) for u in inside)
            )
            made = None if across else self._judged(first, last, label, inside)
            if made is None:
                continue
            for unit in inside:
                del known[unit.first]
            unknown[made.first] = made
        units = [*known.values(), *unknown.values()]
        units += self._titled(units)
        units += self._given(units)
        echoes = {unit.first: unit for unit in self._echoes(units)}
        kept = [unit for unit in units if unit.first not in echoes]
        return tuple(_apart(sorted([*kept, *echoes.values()], key=lambda unit: unit.first)))

    @cached_property
    def unit_at(self) -> dict[int, Unit]:
        """The name that a token belongs to."""
        return {index: unit for unit in self.units for index in range(unit.first, unit.last)}

    def _known(self) -> Iterator[Unit]:
        """Give what the tables know, but for names of waters and for family names that are no names here."""
        for start, end, meanings in self.tables.names.find(fold(self.source)):
            first, last = self.tokens_at(start, end)
            head = self.doc[last - 1]
            if not head.dep_ or self._is_water(first, last):
                continue
            if {meaning.kind for meaning in meanings} == {"surname"}:
                hit = self.agent_at.get(first)
                if head.tag_ not in ("NNP", "NNPS") or (hit is not None and hit.row.kind == "title"):
                    continue
                if head.ent_type_ in ("GPE", "LOC"):
                    continue
                if self._has_given_name(first):
                    yield Unit(first - 1, last, (), "PERSON")
                    continue
            yield Unit(first, last, meanings, head.ent_type_, self._bond(start, end))

    def _has_given_name(self, index: int) -> bool:
        """Does a given name that the tables do not know stand before a family name that they do?"""
        before = self.doc[index - 1] if index and not self.doc[index].is_sent_start else None
        if before is None or not (before.text[:1].isupper() and before.text.isalpha()) or before.i in self.agent_at:
            return False
        known = {meaning.kind for meaning in self.tables.meanings.get(fold(before.text), ())}
        if before.text in _CALENDAR or known - {"surname", "person"}:
            return False
        joined = before.tag_ == "NNP" and before.dep_ in ("compound", "flat")
        return (joined or before.i - 1 in self.agent_at) and self.tables.gender_of_title(before.text) is None

    def _bond(self, start: int, end: int) -> Bond:
        text = lowered(self.source[max(0, start - 5) : start])
        if text.endswith(("pro-", "anti-")):
            return "pro" if text.endswith("pro-") else "anti"
        after = self.source[end : end + 2]
        return "by" if after[:1] in "-‑" and after[1:].islower() else ""

    def _is_water(self, first: int, last: int) -> bool:
        doc = self.doc
        if last < len(doc) and doc[last].text in WATERS:
            return True
        of = doc[first - 2 : first] if first > 2 and doc[first - 1].lower_ == "of" else ()
        return bool(of) and doc[first - 2].text in WATERS

    def _entities(self) -> Iterator[tuple[int, int, str]]:
        """Give the pipeline's people and organisations without articles, genitives and what stands before a name."""
        for ent in self.doc.ents:
            if ent.label_ not in ("PERSON", "ORG"):
                continue
            first, last = ent.start, ent.end
            while last > first and self.doc[last - 1].tag_ in ("POS", ",", ".", "''"):
                last -= 1
            while first < last and self.doc[first].tag_ in ("DT", "``", "PRP$", "POS"):
                first += 1
            if last > first and self._is_somewhere(first, last, ent.label_):
                continue
            if first < last and self.doc[last - 1].is_alpha | (last - first > 1) and self.doc[first].text[:1].isalnum():
                yield first, last, ent.label_

    def _is_somewhere(self, first: int, last: int, label: str) -> bool:
        """Is what the pipeline took for somebody a place: a water, a dateline in capitals, a city after "in"?"""
        text = self.text(first, last)
        if self.doc[last - 1].text in WATERS or text == "God":
            return True
        after = self.doc[last].text if last < len(self.doc) else ""
        if text.isupper() and self.doc[first].is_sent_start and after in ("(", ",", "-", "–", "—"):
            return True
        in_place = first > 0 and self.doc[first - 1].lower_ in ("in", "near", "at", "outside")
        return (in_place or label == "ORG" or last - first > 1) and self.is_city(text)

    def _judged(self, first: int, last: int, label: str, inside: list[Unit]) -> Unit | None:
        """Decide between the pipeline's name and the tables' names in it; None leaves the tables theirs."""
        after = self._after_titles(first, last)
        if label == "PERSON" or self._is_titled(first) or self._is_titled(after) or self._begins_given(first, last):
            first = after
            if first == last or last - 1 in self.agent_at or self.doc[first].tag_ == "POS":
                return None
            inside[:] = [unit for unit in inside if unit.first >= first]
            if any(unit.of("person", "body") or (unit.first, unit.last) == (first, last) for unit in inside):
                return None
            while last < len(self.doc) and last not in self._known_at and self._goes_on(self.doc[last], False):
                last += 1
            return Unit(first, last, (), "PERSON")
        if any(unit.of("body", "person") or (unit.first, unit.last) == (first, last) for unit in inside):
            return None
        if last - 1 in self.agent_at:
            return None
        if inside and inside[0].first == first and inside[0].of("seat"):
            return None
        return Unit(first, last, (), "ORG")

    def _begins_given(self, first: int, last: int) -> bool:
        """Are these two words of which the first is a given name ("Omar Sesay")?"""
        if last - first != 2 or not self.doc[last - 1].is_alpha or last - 1 in self.agent_at:
            return False
        return fold(self.doc[first].text) in self.tables.genders

    @cached_property
    def _known_at(self) -> frozenset[int]:
        """The tokens of names that the tables know as more than a family name."""
        sure = (unit for unit in self._known_list if len(unit.of("surname")) < len(unit.meanings))
        return frozenset(index for unit in sure for index in range(unit.first, unit.last))

    def _is_titled(self, first: int) -> bool:
        """Does a person's title stand right before this token?"""
        hit = self.agent_at.get(first - 1)
        return hit is not None and hit.row.kind != "body" and not hit.plural

    def _after_titles(self, first: int, last: int) -> int:
        """Give where a person's name begins after titles and nationalities that the pipeline took for a part of it."""
        known = self._known_places
        while first < last:
            if first in self.agent_at:
                first = min(self.agent_at[first].last, last)
            elif first in known and known[first].last < last and known[first].last in self.agent_at:
                first = known[first].last
            else:
                break
        return first

    @cached_property
    def _known_places(self) -> dict[int, Unit]:
        return {unit.first: unit for unit in self._known_list if not unit.of("person", "surname")}

    @cached_property
    def _known_list(self) -> tuple[Unit, ...]:
        return tuple(self._known())

    def _titled(self, units: list[Unit]) -> Iterator[Unit]:
        """Give the capitalised runs after a title that nobody took for a name ("Foreign Minister Xyz Abc said")."""
        taken = {index for unit in units for index in range(unit.first, unit.last)}
        for hit in self.agents:
            last = hit.last
            while last < len(self.doc) and last not in taken and self._goes_on(self.doc[last], last == hit.last):
                last += 1
            if hit.row.kind != "body" and not hit.plural and last > hit.last and self.doc[last - 1].text[:1].isupper():
                yield Unit(hit.last, last, (), "PERSON")

    def _given(self, units: list[Unit]) -> Iterator[Unit]:
        """Give the names that begin with a known given name and that nobody took for a name of anything."""
        taken = {index for unit in units for index in range(unit.first, unit.last)}
        end = 0
        for start, stop, _ in self.tables.given.find(fold(self.source)):
            first, last = self.tokens_at(start, stop)
            token = self.doc[first]
            if (
                first in taken
                or first < end
                or not token.dep_
                or token.tag_ != "NNP"
                or token.ent_type_ in ("ORG", "GPE", "LOC")
            ):
                continue
            while last < len(self.doc) and last not in taken and self._goes_on(self.doc[last], False):
                last += 1
            while last > first + 1 and not self.doc[last - 1].text[:1].isupper():
                last -= 1
            end = last
            if not self._follows_name(first):
                yield Unit(first, last, (), "PERSON")

    def _in_long_place(self, index: int) -> bool:
        """Is this one of several words of a place's name ("San Francisco")?"""
        token = self.doc[index]
        after = self.doc[index + 1].ent_iob_ if index + 1 < len(self.doc) else "O"
        return token.ent_type_ in ("GPE", "LOC") and "I" in (token.ent_iob_, after)

    def _follows_name(self, first: int) -> bool:
        """Does a word of a name that is no title stand before this one ("San Francisco")?"""
        before = self.doc[first - 1] if first and not self.doc[first].is_sent_start else None
        if before is None or before.tag_ != "NNP" or before.i in self.agent_at or before.i in self._known_at:
            return False
        return self.tables.gender_of_title(before.text) is None and before.text.isalpha()

    def _echoes(self, units: list[Unit]) -> Iterator[Unit]:
        """Give the places where a part of a full name comes again and the pipeline saw no person."""
        people = [unit for unit in units if unit.is_person]
        ends = {index for unit in people for index in (unit.first, unit.last - 1)}
        parts = {self.doc[index].text for index in ends if index not in self.agent_at}
        parts = {part for part in parts if len(part) > 2 and part[:1].isupper()}
        if not parts:
            return
        taken = {index: unit for unit in units for index in range(unit.first, unit.last)}
        for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, sorted(parts)))})\b", self.source):
            first, last = self.tokens_at(*match.span())
            unit = taken.get(first)
            if last - first != 1 or self.doc[first].tag_ not in ("NNP", "NNPS") or self.doc[first].idx != match.start():
                continue
            if self._in_long_place(first):
                continue
            if unit is None or (unit.label == "ORG" and not unit.meanings and unit.last - unit.first == 1):
                yield Unit(first, last, (), "PERSON")

    def _goes_on(self, token: Token, is_first: bool) -> bool:
        """May this token belong to a name that began before it?"""
        if token.i in self.agent_at or token.is_sent_start or not token.dep_ or token.text in _CALENDAR:
            return False
        if not is_first and token.text in PARTICLES:
            return True
        if not token.text[:1].isupper() or token.text.isupper():
            return False
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        surely = not is_first and token.is_alpha and (after is None or not after.text[:1].isupper())
        return token.tag_ == "NNP" or surely


def _apart(units: list[Unit]) -> Iterator[Unit]:
    """Leave out a name that begins inside the one before it."""
    end = 0
    for unit in units:
        if unit.first >= end:
            yield unit
            end = unit.last
