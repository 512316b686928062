"""The names that no table knows: whom the language pipeline, a title or a given name makes somebody.

Ground for the actor steps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from chancery.extract import clauses, syntax
from chancery.extract.who.known import CALENDAR, Known, Unit
from chancery.lexicon.names import fold
from chancery.tokens import Doc, Token

# A line of so many long words, nearly all of them capitalised, is a headline in whose capitals no name can be seen.
HEADLINE_WORDS, HEADLINE_SHARE = 5, 0.8
# Plain letters first: they are looked up sooner than all letters there are.
LONG_WORD = re.compile(r"\b(?:[A-Za-z]{4,}|[^\W\d_]{4,})")
# What tells a time behind "last" or "next".
PERIODS = frozenset({"week", "month", "year"})
# Where a single word that may be a name is somebody who acts or owns.
ACTING = ("nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "iobj", "vocative", "appos")

# What a make of arms ends with.
MODEL = re.compile(r"[A-Za-z]-\d")


@dataclass(frozen=True)
class Newcomers:
    """Finds them."""

    known: Known
    is_place: Callable[[str], bool]

    @cached_property
    def doc(self) -> Doc:
        """The document."""
        return self.known.doc

    def entities(self) -> Iterator[tuple[int, int, str]]:
        """Give the pipeline's people and organisations without articles, genitives and what stands before a name, and those
        whom only what they say tells to be people."""
        yield from self._speakers()
        for ent in self.doc.ents:
            if ent.label_ not in ("PERSON", "ORG"):
                continue
            for first, last in self._nameable(ent.start, ent.end):
                if self._is_somewhere(first, last, ent.label_):
                    continue
                named = last - first > 1 or (self.doc[first].is_alpha and not self.doc[first].text.islower())
                if named and self.doc[first].text[:1].isalnum():
                    yield first, last, ent.label_

    def _speakers(self) -> Iterator[tuple[int, int, str]]:
        """Give the first and last names, unlabeled or taken for places, of those who tell something ("…,” [Agne Roe] said")."""
        for token in self.doc:
            if token.dep_ != "nsubj" or token.tag_ != "NNP" or token.ent_type_ not in ("", "LOC"):
                continue
            words = [token, *syntax.children(token, "flat")]
            last, verb = words[-1].i + 1, token.head
            named = len(words) == last - token.i > 1 and all(word.text.istitle() for word in words)
            named = named and token.left_edge is token and not self.is_place(self.known.text(token.i, last))
            if named and verb.tag_ in syntax.FINITE and clauses.tells(verb):
                yield token.i, last, "PERSON"

    def _nameable(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the stretches that may be names: between verbs ("Merkel slams Orban"), without articles and genitives."""
        verbs = [index for index in range(start, end) if self._is_verb(self.doc[index])]
        for before, stop in pairwise([start - 1, *verbs, end]):
            first, last = before + 1, stop
            while last > first and not self._ends_name(self.doc[last - 1]):
                last -= 1
            last = self._before_date(first, last)
            while first < last and self.doc[first].tag_ in ("DT", "``", "PRP$", "POS"):
                first += 1
            if first < last:
                leads = first < last - 1 and (self._only_leads(self.doc[first]) or self._counts(first, last))
                yield first + leads, last

    def _only_leads(self, token: Token) -> bool:
        """Has this word its capital from the head of a sentence alone ("[Yet] Macron said", "[Neighboring] Lithuania")?"""
        return token.is_sent_start and (token.tag_ in ("RB", "CC") or token.lower_ in self.known.tables.apart)

    def _counts(self, first: int, last: int) -> bool:
        """Does a word at the head of a sentence only tell how many of a nationality do a thing ("[Seven] Malian guards")?"""
        token, unit = self.doc[first], self.known.places_at.get(first + 1)
        plain = token.is_sent_start and token.tag_ in ("CD", "JJ", "NNS")
        return plain and unit is not None and unit.last == last and bool(unit.of("adjective"))

    def _before_date(self, first: int, last: int) -> int:
        """Give where a name ends before a day or month that the pipeline took for a part of it ("Summit [last June]")."""
        if (
            last - first > 2
            and (self.doc[last - 1].text in CALENDAR or self.doc[last - 1].lower_ in PERIODS)
            and self.doc[last - 2].lower_ in ("last", "next", "this")
        ):
            return last - 2
        return last

    def _ends_name(self, token: Token) -> bool:
        return token.tag_ not in ("POS", ",", ".", "''", "IN", "CC", "DT", "TO") and any(map(str.isalnum, token.text))

    def _is_verb(self, token: Token) -> bool:
        """Is this a word that the pipeline also took for a verb, and no capital speaks for a name?"""
        return token.tag_.startswith("VB") and token.text.islower()

    def _is_somewhere(self, first: int, last: int, label: str) -> bool:
        """Is what the pipeline took for somebody a place or a thing: a water, a dateline in capitals, a city after "in"?"""
        text = self.known.text(first, last)
        if MODEL.search(self.known.text(first, min(last + 2, len(self.doc)))):
            return True  # "a US F-16"
        end = self.doc[last - 1]
        if self.known.ends_thing(end) or self.known.ends_water(end) or text == "God":
            return True
        behind = self.doc[last] if last < len(self.doc) else None
        if self.known.is_of_thing(last) or (behind is not None and behind.lower_ in self.known.tables.things):
            return True  # "a Shahed drone"
        after = self.doc[last].text if last < len(self.doc) else ""
        if text.isupper() and self.doc[first].is_sent_start and after in ("(", ",", "-", "–", "—"):
            return True
        in_place = first > 0 and self.doc[first - 1].lower_ in ("in", "near", "at", "outside")
        return (in_place or label == "ORG" or last - first > 1) and self.is_place(text)

    def judge(self, first: int, last: int, label: str, inside: list[Unit]) -> Unit | None:
        """Decide between the pipeline's name and the tables' names in it; None leaves the tables theirs."""
        after = self._after_titles(first, last)
        if first < after < last and self.doc[after].tag_ == "IN" and self.doc[after].lower_ not in ("of", "for"):
            return None  # "Islamic State [in Syria]"
        if self._may_be_person(first, after, last, label):
            first = after
            if first == last or self.doc[first].tag_ == "POS" or self._ends_with_noun(first, last - 1):
                return None
            inside[:] = [unit for unit in inside if unit.first >= first]
            if any(unit.of("person", "body") or (unit.first, unit.last) == (first, last) for unit in inside):
                return None
            while last < len(self.doc) and last not in self.known.name_at and self._goes_on(self.doc[last], False):
                last += 1
            return Unit(first, last + 2 * self._is_hyphened(last), (), "PERSON")
        if any(unit.of("body", "person") or (unit.first, unit.last) == (first, last) for unit in inside):
            return None
        if last - 1 in self.known.agent_at or self._is_phrase(first, last, inside):
            return None
        if inside and inside[0].first == first and inside[0].of("seat"):
            return None
        return Unit(first, last, (), "ORG")

    def _ends_with_noun(self, first: int, index: int) -> bool:
        """Does what the pipeline calls a person end with an agent noun that is no family name ("Kevin Bishop")?"""
        token = self.doc[index]
        named = first < index and token.dep_ == "flat" and token.text[:1].isupper() and first not in self.known.name_at
        return index in self.known.agent_at and not named

    def _is_hyphened(self, last: int) -> bool:
        """Does a name that seems to end here go on behind a hyphen ("Kwok-hung", not "Trump-backed")?"""
        hyphen = self.doc[last] if last + 1 < len(self.doc) else None
        if hyphen is None or hyphen.tag_ != "HYPH" or hyphen.whitespace_ or self.doc[last - 1].whitespace_:
            return False
        return self.doc[last + 1].tag_ == "NNP" and self.doc[last + 1].dep_ == "flat"

    def _may_be_person(self, first: int, after: int, last: int, label: str) -> bool:
        """Is this a person by the pipeline, a title or a given name, and nothing that no person is called?"""
        if self._begins_given(first, last):
            return True
        titled = self._is_titled(first) or self._is_titled(after)
        if label != "PERSON" and not titled:
            return False
        if any(self.doc[index].text == "of" for index in range(after, last)) or self._follows_body(first):
            return False
        text = self.doc[after].text if after < last else ""
        return titled or last - after != 1 or not (text.isupper() and len(text) > 1) or self._is_loud(after)

    def _is_phrase(self, first: int, last: int, inside: list[Unit]) -> bool:
        """Is this a noun for a body, or for people at the head of a sentence, and a state ("Ministry of Defence of Slovenia")?

        Of such people it may be a town as well ("Students of Lagos").
        """
        hit = self.known.agent_at.get(first)
        if hit is None or hit.last >= last or self.doc[hit.last].lower_ not in ("of", "from"):
            return False
        people = hit.plural and self.doc[first].is_sent_start and not hit.row.is_collective
        if not hit.row.is_collective and not people:
            return False
        of_town = people and self.is_place(self.known.text(hit.last + 1, last))
        return of_town or any(unit.last == last and unit.of("state") for unit in inside)

    def _follows_body(self, first: int) -> bool:
        """Does a noun for a body stand right before this name ("the militant group Jund al-Sham", "his party, Fidesz")?"""
        apart = first > 1 and self.doc[first - 1].text == "," and self.doc[first].dep_ == "appos"
        hit = self.known.agent_at.get(first - 1 - apart)
        if (
            apart
            and hit is not None
            and (self.doc[first].head.i != hit.last - 1 or self.doc[hit.last - 1].arc == "nmod")
        ):
            return False  # "the head of the commission, Ann Roe"
        return hit is not None and hit.row.is_collective and not hit.plural

    def _is_loud(self, index: int) -> bool:
        """Does the token stand among capitals, where they tell nothing?"""
        around = [token for token in self.doc[max(0, index - 2) : index + 3] if token.is_alpha and token.i != index]
        return bool(around) and all(token.text.isupper() for token in around)

    def _begins_given(self, first: int, last: int) -> bool:
        """Are these two words of which the first is a given name ("Omar Sesay")?"""
        if last - first != 2 or not self.doc[last - 1].is_alpha or last - 1 in self.known.agent_at:
            return False
        return fold(self.doc[first].text) in self.known.tables.genders

    def _is_titled(self, first: int) -> bool:
        """Does a person's title stand right before this token?"""
        hit = self.known.agent_at.get(first - 1)
        return hit is not None and not hit.row.is_collective and not hit.plural

    def _after_titles(self, first: int, last: int) -> int:
        """Give where a person's name begins after titles and nationalities that the pipeline took for a part of it."""
        known = self.known.places_at
        while first < last:
            if first in self.known.agent_at:
                first = min(self.known.agent_at[first].last, last)
            elif first in known and known[first].last < last and known[first].last in self.known.agent_at:
                first = known[first].last
            else:
                break
        return first

    def companies(self, units: list[Unit]) -> Iterator[Unit]:
        """Give the capitalised runs before "Inc." and the like, but for those that are names of bodies already."""
        named = {unit.last - 1 for unit in units if unit.of("body") and unit.last - unit.first > 1}
        for last in self.known.suffixes:
            first = last
            while first > 0 and self._is_of_company(self.doc[first - 1], first):
                first -= 1
            if first < last and last not in named:
                yield Unit(first, last + 1, (), "ORG")

    def _is_of_company(self, token: Token, next_at: int) -> bool:
        """May this word before another belong to a company's name?"""
        if not token.dep_ or self.doc[next_at].is_sent_start:
            return False
        return token.text == "&" or (token.text[:1].isupper() and token.tag_ in ("NNP", "NNPS", "NN", "JJ", "CD"))

    def titled(self, units: list[Unit]) -> Iterator[Unit]:
        """Give the capitalised runs after a title that nobody took for a name ("Foreign Minister Xyz Abc said")."""
        taken = {index for unit in units for index in range(unit.first, unit.last)}
        for hit in self.known.agents:
            last = hit.last
            while last < len(self.doc) and last not in taken and self._goes_on(self.doc[last], last == hit.last):
                last += 1
            if (
                not hit.row.is_collective
                and not hit.plural
                and last > hit.last
                and self.doc[last - 1].text[:1].isupper()
                and not self.known.ends_thing(self.doc[last - 1])
            ):
                yield Unit(hit.last, last, (), "PERSON")

    def given(self, units: list[Unit]) -> Iterator[Unit]:
        """Give the names that begin with a known given name and that nobody took for a name of anything."""
        taken = {index for unit in units for index in range(unit.first, unit.last)}
        end = 0
        for start, stop, _ in self.known.tables.given.find(fold(self.known.source)):
            first, last = self.known.tokens_at(start, stop)
            token = self.doc[first]
            if first in taken or first < end or not token.dep_ or token.tag_ != "NNP":
                continue
            if token.ent_type_ in ("ORG", "GPE", "LOC"):
                continue
            if last < len(self.doc) and self.doc[last].dep_ == "flat" and self.doc[last].head is token:
                taken = taken - {last}
            while last < len(self.doc) and last not in taken and self._goes_on(self.doc[last], False):
                last += 1
            while last > first + 1 and not self.doc[last - 1].text[:1].isupper():
                last -= 1
            end = last
            if not self._follows_name(first) and not self.known.ends_thing(self.doc[last - 1]):
                yield Unit(first, last, (), "PERSON")

    def _follows_name(self, first: int) -> bool:
        """Does a word of a name that is no title stand before this one ("San Francisco")?"""
        before = self.doc[first - 1] if first and not self.doc[first].is_sent_start else None
        if before is None or before.tag_ != "NNP" or before.i in self.known.agent_at or before.i in self.known.name_at:
            return False
        return self.known.tables.gender_of_title(before.text) is None and before.text.isalpha()

    # What is no name after all

    def sound(self, units: list[Unit]) -> list[Unit]:
        """Leave out what only capitals made a name, and give the same name the same label throughout."""
        texts = {unit: fold(self.known.text(unit.first, unit.last)) for unit in units if not unit.meanings}
        calm = {text for unit, text in texts.items() if unit.first not in self._headlines}
        votes = Counter((text, unit.label) for unit, text in texts.items() if unit.last - unit.first > 1)
        bodies = {text for unit, text in texts.items() if self._follows_body(unit.first)}
        called = {name for unit, text in texts.items() for name in self._called(unit, text)}
        found = []
        for unit in units:
            if unit in texts:
                text = texts[unit]
                if unit.first in self._headlines and text not in calm and not self._is_cited(unit, calm):
                    continue
                if text in bodies:
                    unit = unit._replace(label="ORG")
                elif votes[text, "PERSON"] and votes[text, "ORG"]:
                    unit = unit._replace(label=max(("PERSON", "ORG"), key=lambda label: votes[text, label]))
                if text in called or (unit.label == "PERSON" and not self._is_somebody(unit)):
                    continue
            found.append(unit)
        return found

    def _called(self, unit: Unit, text: str) -> tuple[str, ...]:
        """Give what a ship or storm is called, in full and for short ("[Hurricane Milton] hit Tampa … [Milton] moved on")."""
        kind, _, name = text.partition(" ")
        craft = (
            kind.lower() in self.known.tables.vessels
        )  # "Typhoon Yagi", "USS", but neither "Carrier" nor "Carrier Corp"
        if craft and (kind.isupper() or (name and unit.label == "PERSON")):
            return text, name
        return (text,) if unit.label == "PERSON" and self.known.is_aboard(unit.first) else ()

    @cached_property
    def _headlines(self) -> frozenset[int]:
        """The tokens of lines with capitals on nearly every word, where other lines stand beside them."""
        loud, start = [], 0
        lines = self.known.source.split("\n")
        for line in lines:
            words = LONG_WORD.findall(line)
            if len(words) >= HEADLINE_WORDS and sum(w[0].isupper() for w in words) >= HEADLINE_SHARE * len(words):
                loud.append((start, start + len(line)))
            start += len(line) + 1
        if len(loud) == sum(bool(line.strip()) for line in lines):
            return frozenset()
        return frozenset(index for span in loud for index in range(*self.known.tokens_at(*span)))

    def _is_cited(self, unit: Unit, calm: set[str]) -> bool:
        """Does the article go on with the last word of a headline's full name?"""
        return self._begins_given(unit.first, unit.last) and fold(self.doc[unit.last - 1].text) in calm

    def _is_somebody(self, unit: Unit) -> bool:
        """Is this a person's name by more than the pipeline's word: several words, a title, or acting like somebody?"""
        words = [self.doc[index].text for index in range(unit.first, unit.last)]
        if any(word.removesuffix("s") in CALENDAR and word.lower().endswith(("day", "days")) for word in words):
            return False
        if self._is_titled(unit.first) or self._begins_given(unit.first, unit.last):
            return True
        if len(words) > 1:
            return not self.is_place(self.known.text(unit.first, unit.last))
        token = self.doc[unit.first]
        if unit.first and self.known.tables.gender_of_title(self.doc[unit.first - 1].text):
            return True
        if token.tag_ != "NNP" or token.text in CALENDAR or token.lower_ in self.known.common_words:
            return False
        return syntax.first_conjunct(token).dep_ in ACTING or self._is_told_again(unit)

    def _is_told_again(self, unit: Unit) -> bool:
        """Is this word a part of a longer name that the pipeline calls a person?"""
        word = self.doc[unit.first].text
        return any(word in (ent[0].text, ent[-1].text) for ent in self._long_people)

    @cached_property
    def _long_people(self) -> list[list[Token]]:
        return [list(ent) for ent in self.doc.ents if ent.label_ == "PERSON" and len(ent) > 1]

    def _goes_on(self, token: Token, is_first: bool) -> bool:
        """May this token belong to a name that began before it?"""
        if token.i in self.known.agent_at or token.is_sent_start or not token.dep_ or token.text in CALENDAR:
            return False
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if not is_first and token.text in self.known.tables.particles:
            return after is not None and after.text[:1].isupper()
        if not token.text[:1].isupper() or token.text.isupper():
            return False
        surely = not is_first and token.is_alpha and (after is None or not after.text[:1].isupper())
        return token.tag_ == "NNP" or surely
