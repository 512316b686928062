"""The same names again: a part of a person's full name, the shorter names of a body.

Ground for the actor steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from chancery.extract.who.known import Known, Unit
from chancery.lexicon.names import fold
from chancery.tokens import Doc, Token


@dataclass(frozen=True)
class Echoes:
    """Finds them."""

    known: Known

    @cached_property
    def doc(self) -> Doc:
        """The document."""
        return self.known.doc

    def people(self, units: list[Unit]) -> Iterator[Unit]:
        """Give the places where a part of a full name comes again and the pipeline saw no person."""
        people = [unit for unit in units if unit.is_person]
        ends = {index for unit in people for index in (unit.first, unit.last - 1)}
        parts = {self.doc[index].text for index in ends if index not in self.known.agent_at}
        parts = {part for part in parts if len(part) > 2 and part[0].isupper() and part[-1].isalnum()}
        taken = {index: unit for unit in units for index in range(unit.first, unit.last)}
        for token in self.doc:
            if token.text not in parts or not self._is_name(token) or self._in_long_place(token.i):
                continue
            unit = taken.get(token.i)
            if unit is None or (unit.label == "ORG" and not unit.meanings and unit.last - unit.first == 1):
                yield Unit(token.i, token.i + 1, (), "PERSON")
        yield from self._hyphenated(people, taken)

    def _hyphenated(self, people: list[Unit], taken: dict[int, Unit]) -> Iterator[Unit]:
        """Give the places where the last name of several parts of somebody comes again ("Kana-Bou")."""
        names = {
            self.known.text(unit.first, unit.last).rpartition(" ")[2] for unit in people if unit.last - unit.first > 1
        }
        joined = "|".join(re.escape(name) for name in sorted(names) if "-" in name.strip("-"))
        for match in re.finditer(rf"\b(?:{joined})\b", self.known.source) if joined else ():
            first, last = self.known.tokens_at(*match.span())
            if not any(index in taken for index in range(first, last)):
                yield Unit(first, last, (), "PERSON")

    def _is_name(self, token: Token) -> bool:
        """Is a capitalized word a name? So is one that the tagger, at the head of a sentence, takes for a noun."""
        opens = token.tag_ == "NN" and token.is_sent_start and token.lower_ not in self.known.common_words
        return opens or token.tag_ in ("NNP", "NNPS")

    def _in_long_place(self, index: int) -> bool:
        """Is this one of several words of a place's name ("San Francisco")?"""
        token = self.doc[index]
        after = self.doc[index + 1].ent_iob_ if index + 1 < len(self.doc) else "O"
        return token.ent_type_ in ("GPE", "LOC") and "I" in (token.ent_iob_, after)

    def short_names(self, units: list[Unit]) -> dict[str, Unit]:
        """Give the shorter names by which the bodies of several words go later ("GM", "Hewlett", "the Brotherhood")."""
        found: dict[str, set[Unit]] = {}
        texts: dict[str, Unit] = {}
        for unit in units:
            if unit.last - unit.first > 1 and not unit.is_person and (unit.of("body") or not unit.meanings):
                texts.setdefault(fold(self.known.text(unit.first, unit.last)), unit)
        for unit in texts.values():
            for short in self._shorter(unit):
                found.setdefault(short, set()).add(unit)
        return {short: full.pop() for short, full in found.items() if len(full) == 1 and short not in texts}

    def _shorter(self, unit: Unit) -> Iterator[str]:
        words = [self.doc[index].text for index in range(unit.first, unit.last)]
        if words[-1].isalpha() and unit.of("body") and self._may_be_short(unit.last - 1):
            yield words[-1]
        initials = "".join(word[0] for word in words if word[0].isupper())
        if len(initials) > 1 and (not unit.meanings or initials not in self.known.tables.meanings):
            yield initials
        if unit.last - 1 in self.known.suffixes:
            yield self.known.text(unit.first, unit.last - 1)
            words.pop()
        elif unit.meanings:
            return
        if len(words) > 1 and self._may_be_short(unit.first):
            yield words[0]

    def _may_be_short(self, index: int) -> bool:
        """Is this word telling enough to stand for the whole name?"""
        token = self.doc[index]
        if len(token.text) < 4 or token.lower_ in self.known.common_words or index in self.known.agent_at:
            return False
        return fold(token.text) not in self.known.tables.meanings and fold(token.text) not in self.known.tables.genders

    def bodies(self, units: list[Unit]) -> Iterator[Unit]:
        """Give the places where a body is named again by a shorter name."""
        short = self.short_names(units)
        if not short:
            return
        introduced = self._introduced(short)
        taken = {index: unit for unit in units for index in range(unit.first, unit.last)}
        names = "|".join(map(re.escape, sorted(short, key=len, reverse=True)))
        for match in re.finditer(rf"\b(?:{names})\b", self.known.source):
            first, last = self.known.tokens_at(*match.span())
            unit, full = taken.get(first), short[match.group()]
            if first < full.last or self.doc[first].tag_ not in ("NNP", "NNPS"):
                continue
            if self.known.text(first, last) != match.group():
                continue
            if full.meanings and not match.group().isupper() and self.doc[first - 1].lower_ != "the":
                continue
            if unit is None or ((not unit.meanings or match.group() in introduced) and unit.last == last):
                yield Unit(first, last, full.meanings, "ORG")

    def _introduced(self, short: dict[str, Unit]) -> set[str]:
        """Give the short names that brackets give to a body which is none of those that the tables know by them."""
        found = set()
        for name, full in short.items():
            end = full.last
            told = " ".join(token.text for token in self.doc[end : end + 2]) == f"( {name}"
            rows = [meaning.row for meaning in self.known.tables.meanings.get(fold(name), ())]
            words = set(self.known.text(full.first, full.last).lower().split())
            if (
                told
                and not full.meanings
                and not any(words & set(row.name.lower().split()) - {"of", "the"} for row in rows)
            ):
                found.add(name)
        return found
