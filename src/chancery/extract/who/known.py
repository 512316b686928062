"""What the tables know in a text, as runs of tokens: names and agent nouns.

Ground for the actor steps.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from chancery.lexicon.actor_rows import Agent
from chancery.lexicon.actors import ActorTables, Named
from chancery.lexicon.names import fold, lowered
from chancery.model import Span
from chancery.tokens import Doc, Token, TokenSpan

# A name bound to what follows or precedes by a hyphen names no owner: "pro-Russian", "US-backed".
Bond = Literal["", "pro", "anti", "by"]
# Whom a state leads act for it ("[French]-led troops").
LED = "led "
# How many words a name may have between that of somebody and what it is given to ("the Roe International Bridge").
SPAN = 4
NOUN_PLACES = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod:poss")
# What stands behind an undertaking, not behind a team of people.
UNDERTAKEN = ("of", "against", "to", "for")
# The label in capitals that opens a line of dialogue.
TURN = re.compile(r"^[A-Z][A-Z .,'’-]+(?=:)", re.MULTILINE)
CALENDAR = frozenset((*calendar.day_name, *calendar.month_name))


class Unit(NamedTuple):
    """A name: tokens ``first`` to ``last`` (exclusive), what the tables say it may mean, and the pipeline's label."""

    first: int
    last: int
    meanings: tuple[Named, ...]
    label: str = ""
    bond: Bond = ""

    def of(self, *kinds: str) -> tuple[Named, ...]:
        """Give the meanings of some kinds."""
        return tuple([meaning for meaning in self.meanings if meaning.kind in kinds]) if self.meanings else ()

    @property
    def is_person(self) -> bool:
        """Does this name a person?"""
        if not self.meanings:
            return self.label == "PERSON"
        elsewhere = self.of("state", "adjective", "demonym", "capital", "seat", "body")
        return not elsewhere or (self.label == "PERSON" and bool(self.of("person")))


class AgentHit(NamedTuple):
    """An agent noun: tokens ``first`` to ``last`` (exclusive), its row, and whether it is a plural form."""

    first: int
    last: int
    row: Agent
    plural: bool


@dataclass(frozen=True)
class Known:
    """What the tables know in a document."""

    doc: Doc
    source: str
    tables: ActorTables

    @cached_property
    def _starts(self) -> list[int]:
        return self.doc.starts

    def tokens_at(self, start: int, end: int) -> tuple[int, int]:
        """Give the tokens that a stretch of text touches, as first and last (exclusive)."""
        return bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)

    def span(self, first: int, last: int) -> Span:
        """Give the place of a run of tokens."""
        end = self.doc[last - 1]
        return self.doc[first].idx, end.idx + len(end.text)

    def head(self, unit: Unit) -> Token:
        """Give the word of a name that hangs on the rest of the sentence."""
        return TokenSpan(self.doc, unit.first, unit.last).root

    def text(self, first: int, last: int) -> str:
        """Give the text of a run of tokens."""
        if last - first == 1:
            return self.doc[first].text
        start, end = self.span(first, last)
        return " ".join(self.source[start:end].split())

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words that the article writes with a small letter too."""
        texts = {token.text for token in self.doc}
        return frozenset(text for text in texts if text.isalpha() and text.islower())

    @cached_property
    def agents(self) -> tuple[AgentHit, ...]:
        """The agent nouns in text order; a word that is no noun here is none."""
        return tuple(hit for hit in self._hits if hit.row.kind != "suffix")

    @cached_property
    def suffixes(self) -> dict[int, AgentHit]:
        """The words that end the names of companies ("Inc."), by their places."""
        return {
            hit.last - 1: hit
            for hit in self._hits
            if hit.row.kind == "suffix" and self.doc[hit.first].text[0].isupper()
        }

    @cached_property
    def _hits(self) -> tuple[AgentHit, ...]:
        found = []
        for start, end, rows in self._agent_words():
            first, last = self.tokens_at(start, end)
            if self.doc[last - 1].text == "." and last - first > 1:
                end, last = end - 1, last - 1
            head = self.doc[last - 1]
            if self._is_of_place(last, rows) or self._is_undertaking(first, last, rows):
                continue
            if head.dep_ in ("compound", "amod") and self.ends_thing(head.head):
                continue  # "the [Revolutionary] War"
            if (
                first > 2
                and self.doc[first - 2].text == "-"
                and self.doc[first - 3].is_alpha
                and self.doc[first - 1].text.isdigit()
            ):
                continue  # "F-35 [fighters]"
            if head.dep_ and self._is_noun(first, last) and self.span(first, last) == (start, end):
                row, plural = self._fitting(last, rows)
                tagged = not row.is_collective and head.tag_ in ("NNS", "NNPS")
                found.append(AgentHit(first, last, row, plural or tagged))
        return tuple(found)

    def _is_of_place(self, last: int, rows: tuple[tuple[Agent, bool], ...]) -> bool:
        """Does an agent noun end the name of a place, and open no one's name ("South African [President] Jacob Roe")?"""
        head, behind = self.doc[last - 1], self.doc[last] if last < len(self.doc) else None
        titles = any(row.kind == "title" for row, _ in rows) and behind is not None and behind.ent_type_ == "PERSON"
        people = head.tag_ == "NNS" and head.is_sent_start  # "[Residents] of Odesa"
        return head.ent_type_ in ("GPE", "LOC") and head.text[:1].isupper() and not (titles or people)

    def _is_undertaking(self, first: int, last: int, rows: tuple[tuple[Agent, bool], ...]) -> bool:
        """Is this what somebody does ("his campaign against graft", "opposition to the war"), or for a team nobody's?"""
        row, behind = rows[0][0], self.doc[last] if last < len(self.doc) else None
        if row.kind != "team":
            opposes = row.kind == "body" and row.sector == "OPP"
            return opposes and behind is not None and behind.lower_ == "to" and behind.dep_ == "case"
        nobodys = not first or self.doc[first - 1].tag_ not in ("POS", "NNP", "PRP$")
        return nobodys or (behind is not None and behind.lower_ in UNDERTAKEN)

    def _agent_words(self) -> Iterator[tuple[int, int, tuple[tuple[Agent, bool], ...]]]:
        """Give the agent nouns; of one that begins inside a body's name, or with what was done to him, only what follows."""
        text = lowered(self.source)
        for start, end, rows in self.tables.agent_words.find(text):
            inside = next((stop for begin, stop in self._bodies if begin < start < stop < end), None)
            first, last = self.tokens_at(start, end)
            if inside is None and last - first > 1 and self.doc[first].tag_ == "VBD":
                inside = self.doc[first + 1].idx  # "soldiers deposed [President Roe]"
            if inside is None:
                yield start, end, rows
            else:
                rest = self.tables.agent_words.find(text[inside:end])
                yield from ((inside + first, inside + last, row) for first, last, row in rest)

    @cached_property
    def _bodies(self) -> list[Span]:
        return [
            (start, end) for start, end, meanings in self._named if any(meaning.kind == "body" for meaning in meanings)
        ]

    def _is_part(self, first: int, last: int, meanings: tuple[Named, ...]) -> bool:
        """Is this only a part of another name: of a water, of "pan-…", of a body's ("the [National] Security Council")?

        Of a body it is where the pipeline begins its name with a word that nobody knows.
        """
        start = self.doc[first].idx
        if self._is_water(first, last) or self.source[max(0, start - 4) : start].lower() == "pan-":
            return True
        before = self.doc[first - 1] if first else None
        within = (
            before is not None and before.ent_type_ == "ORG" and self.doc[first].ent_iob_ == "I" and last - first > 1
        )
        if before is None or not within or not all(meaning.kind == "body" for meaning in meanings):
            return False
        known = any(begin <= before.idx < end for begin, end, _ in self._named)
        return before.text.istitle() and before.tag_ in ("NNP", "JJ") and not (known or before.is_sent_start)

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
    def _named(self) -> list[tuple[int, int, tuple[Named, ...]]]:
        found = self.tables.names.find(fold(self.source))
        labels = list(TURN.finditer(self.source))
        for label in labels if len(labels) > 1 else ():  # "PRESIDENT MACRON:", a turn of an interview
            if not any(start < label.end() and end > label.start() for start, end, _ in found):
                read = self.tables.names.find(fold(label[0].title()))
                found += [(label.start() + start, label.start() + end, named) for start, end, named in read]
        return sorted(found, key=lambda hit: hit[:2])

    def _find_names(self) -> Iterator[Unit]:
        """Give what the tables know, but for names of waters and for family names that are no names here."""
        for start, end, meanings in self._named:
            first, last = self.tokens_at(start, end)
            head = self.doc[last - 1]
            if not head.dep_ or self._is_part(first, last, meanings):
                continue
            of_person = all(meaning.kind in ("person", "surname") for meaning in meanings)
            if of_person and (self.is_of_thing(last) or self.is_aboard(first)):
                continue
            if self._is_addressed(first, last):
                meanings = tuple(meaning for meaning in meanings if meaning.kind in ("person", "surname"))
                yield Unit(first, last, meanings, "PERSON")
                continue
            if of_person and fold(head.text) in self.tables.genders and self._goes_on(head):
                yield Unit(first, last + 1, (), "PERSON")
                continue
            if {meaning.kind for meaning in meanings} == {"surname"}:
                if head.tag_ not in ("NNP", "NNPS") or self._is_office(first):
                    continue
                if head.ent_type_ in ("GPE", "LOC"):
                    continue
                before, behind = self._has_given_name(first), self._runs_on(head)
                if before or behind:
                    yield Unit(first - before, last + behind, (), "PERSON")
                    continue
            yield from self._beside(first, last, head)
            yield Unit(first, last, meanings, head.ent_type_, self.bond(start, end))

    def is_aboard(self, first: int) -> bool:
        """Is a name that begins here that of a ship, by the noun before it ("the carrier [Theodore Roosevelt]")?"""
        title = self.agent_at.get(first - 1)
        if title is not None and title.row.kind == "title" and title.first:  # "the frigate Admiral [Gorshkov]"
            first = title.first
        hit = self.agent_at.get(first - 1)
        craft = hit is not None and hit.row.kind == "craft" and not hit.plural
        return craft or (first > 0 and self.doc[first - 1].lower_ in self.tables.vessels)

    def _is_addressed(self, first: int, last: int) -> bool:
        """Is a single word between a form of address and no other name somebody's name, whatever else it means ("Mr. Jordan")?"""
        if last - first != 1 or not first or self.tables.gender_of_title(self.doc[first - 1].text) is None:
            return False
        return last == len(self.doc) or self.doc[last].tag_ not in ("NNP", "HYPH")

    def _is_office(self, index: int) -> bool:
        """Is a word that is a family name too what somebody is here: before a name, or behind an article ("the Pope")?"""
        hit = self.agent_at.get(index)
        return hit is not None and (hit.row.kind == "title" or (index > 0 and self.doc[index - 1].tag_ == "DT"))

    def _beside(self, first: int, last: int, head: Token) -> Iterator[Unit]:
        """Give the state that shares the last word of a name ("[North] and South Korea")."""
        word = self.doc[first - 2] if first > 1 and last - first > 1 and self.doc[first - 1].lower_ == "and" else None
        if word is not None and word.text[:1].isupper():
            meanings = self.tables.meanings.get(fold(f"{word.text} {self.text(first + 1, last)}"), ())
            if states := tuple(one for one in meanings if one.kind == "state"):
                yield Unit(first - 2, first - 1, states, head.ent_type_)

    def _has_given_name(self, index: int) -> bool:
        """Does a given name that the tables do not know stand before a family name that they do?"""
        before = self.doc[index - 1] if index and not self.doc[index].is_sent_start else None
        if before is None or not (before.text[:1].isupper() and before.text.isalpha()) or before.i in self.agent_at:
            return False
        known = {meaning.kind for meaning in self.tables.meanings.get(fold(before.text), ())}
        if before.text in CALENDAR or known - {"surname", "person"}:
            return False
        joined = before.tag_ == "NNP" and before.dep_ in ("compound", "flat")
        return (joined or before.i - 1 in self.agent_at) and self.tables.gender_of_title(before.text) is None

    def _runs_on(self, name: Token) -> bool:
        """Is a family name but the beginning of somebody's whom the tables do not know ("General [Horta] N'Tam")?"""
        behind = self.doc[name.i + 1] if name.i + 1 < len(self.doc) else name
        person = name.ent_type_ == "PERSON" or fold(name.text) in self.tables.genders
        named = person and behind.dep_ == "flat" and behind.tag_ == "NNP" and not behind.ent_type_
        capital = behind.text[:1].isupper() and not behind.text.isupper() and behind.text not in CALENDAR
        return named and capital and behind.head.i in (name.i, name.head.i) and behind.i not in self.agent_at

    def _goes_on(self, given: Token) -> bool:
        """Does a name that ends in a given name, as a king's does, go on to somebody else's family name ("Juan Carlos [Roe]")?"""
        behind = self.doc[given.i + 1] if given.i + 1 < len(self.doc) else given
        return behind.dep_ == "flat" and behind.ent_type_ == "PERSON" and behind.text[:1].isupper()

    def bond(self, start: int, end: int) -> Bond:
        """Tell how a hyphen binds a place of the text to what stands before or behind it ("pro-", "-backed", but not "-led")."""
        text = lowered(self.source[max(0, start - 5) : start])
        if text.endswith(("pro-", "anti-")):
            return "pro" if text.endswith("pro-") else "anti"
        if text.endswith("non-"):
            return "anti"
        mark, after = self.source[end : end + 1], self.source[end + 1 : end + 5]
        return "by" if mark and mark in "-‑" and after[:1].islower() and after != LED else ""

    def _is_water(self, first: int, last: int) -> bool:
        doc = self.doc
        if last < len(doc) and self.ends_water(doc[last]):
            return True
        return first > 2 and doc[first - 1].lower_ == "of" and self.ends_water(doc[first - 2])

    def ends_water(self, word: Token) -> bool:
        """Does a word end, or open with "of", the name of a sea, a valley or a shoal?"""
        return word.text.istitle() and word.lower_ in self.tables.waters

    def ends_thing(self, word: Token) -> bool:
        """Does a word end the name of a happening, a work or an honor ("the Iraq [War]")?"""
        return word.text.istitle() and word.lower_ in self.tables.things

    def is_of_thing(self, last: int) -> bool:
        """Is a name that ends here but a part of that of a thing ("the [Jonas Roe] International Bridge")?"""
        for word in self.doc[last : last + SPAN]:
            if not word.text.istitle() or word.tag_ not in ("NNP", "NNPS"):
                return False
            if word.lower_ in self.tables.things:
                return True
        return False

    @cached_property
    def name_at(self) -> frozenset[int]:
        """The tokens of names that the tables know as more than a family name."""
        sure = (unit for unit in self.names if len(unit.of("surname")) < len(unit.meanings))
        return frozenset(index for unit in sure for index in range(unit.first, unit.last))

    @cached_property
    def places_at(self) -> dict[int, Unit]:
        """The names of states, bodies and the like by their first tokens."""
        return {unit.first: unit for unit in self.names if not unit.of("person", "surname")}

    @cached_property
    def names(self) -> tuple[Unit, ...]:
        """The names in text order."""
        return tuple(self._find_names())
