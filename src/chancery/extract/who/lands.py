"""Which state is meant: "the country", "the West African nation", "its northern neighbor", "the North".

Ground for the references step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.who.memory import Memory, Sighting
from chancery.lexicon.actor_rows import INTERNATIONAL, Reference, Region
from chancery.model import Span
from chancery.tokens import Token

# How many sentences back a state told by its region, and one that nothing tells, may have been spoken of.
REGION_REACH, NEAR = 6, 1
# The sector of those who only tell the news, and those of who speaks for a state.
PRESS, OFFICES = "JRN", frozenset({"GOV", "MIL", "LEG"})

# Of what two have together neither is the other.
SHARED = frozenset({"common", "joint", "mutual", "shared"})


@dataclass(frozen=True)
class Lands:
    """Tells which of the states whom an article speaks of a noun for a state means."""

    memory: Memory

    def region(self, phrase: Span) -> Region | None:
        """Give the region that a phrase tells ("the [West African] nation"), the longest where there are several."""
        words = self.memory.source[slice(*phrase)].lower().split()
        told = (" ".join(words[a:b]) for a in range(len(words)) for b in range(len(words), a, -1))
        return next((row for one in told if (row := self.memory.tables.regions.get(one))), None)

    def resolve(self, token: Token, row: Reference) -> int | None:
        """Resolve "its neighbor", "its ally" and "the North", and give the state that is meant."""
        meant = {"half": self._called, "opposite": self._other, "friend": self._friend}
        number = meant[row.sort](token)
        if number is None:
            return None
        end = token.idx + len(token)
        first = min((child.idx for child in _left_of(token)), default=token.idx)
        unknown = self.memory.at((token.idx, end))
        if unknown is not None and self.memory.drafts[unknown].country is None:
            self.memory.move((token.idx, end), unknown, (number,), "nominal", row.cause)
        self.memory.place((first, end), (number,), row.cause)
        return number

    def _is_bare(self, token: Token) -> bool:
        """Is a noun for a neighbor, rival or ally one that nothing but its owner tells?"""
        before = _left_of(token)
        shared = any(child.lower_ in SHARED for child in before)  # "their common enemy" is neither of them
        known = bool(before) and not shared and (before[0].lower_ == "the" or before[0].tag_ == "PRP$")
        plain = all(child.pos_ != "PROPN" or self._is_league(child) for child in before) and not syntax.children(
            token, "appos", "acl:relcl", "nmod:desc"
        )
        return token.tag_ == "NN" and token.dep_ != "compound" and known and plain

    def _is_league(self, token: Token) -> bool:
        """Is this the name of a body of several states ("its [NATO] ally")?"""
        seen = self.memory.seen_among({token.i})
        return bool(seen) and all(self.memory.drafts[number].country in INTERNATIONAL for number in seen)

    def noun(self, token: Token, phrase: Span, row: Reference) -> int | None:
        """Give the state that "the country", "the Asian giant" or "the neighboring country" means."""
        region = self.region(phrase)
        if region is not None:
            return self._of_region(token, region, phrase[0])
        if row.sort == "land":
            return None
        told = {child.lower_ for child in token.children}
        return self._other(token) if told & self.memory.tables.opposites else self._spoken_of(token)

    def _of_region(self, token: Token, region: Region, start: int) -> int | None:
        """Give the state of a region that draws the eye most before the phrase of a word, which begins at an offset."""
        acting = self._acting(token)
        now, drawn = self.memory.sentence(token.i), dict[str, float]()
        for sighting in self.memory.before(token, REGION_REACH):
            codes = self._codes([sighting]) & set(region.countries) if sighting.head.idx < start else set[str]()
            for code in codes - acting if len(sighting.who) == 1 else ():
                drawn[code] = max(drawn.get(code, 0.0), sighting.drawing(now))
        return self.memory.state_of(max(drawn, key=drawn.__getitem__)) if drawn else None

    def told_in(self, token: Token, region: Region, start: int) -> set[str]:
        """Give the countries of a region spoken of before an offset: its states, or else those of anybody."""
        before = [sighting for sighting in self.memory.before(token, REGION_REACH) if sighting.head.idx < start]
        states = [s for s in before if self.memory.drafts[s.who[0]].kind == "state"]
        told = (self._codes(sightings) & set(region.countries) for sightings in (states, before))
        return next((codes for codes in told if len(codes) > 1), set())

    def of_teller(self, token: Token) -> int | None:
        """Give the state of the official who speaks of "the country" where he names no other and none is what all is about."""
        clause = next((one for one in syntax.clauses_above(token) if one.dep_ == "ccomp" and one.head.i < one.i), None)
        tellers = (
            self.memory.seen_among({word.i for word in syntax.own_subjects(clause.head)}) if clause else set[int]()
        )
        officials = [draft for number in tellers if (draft := self.memory.drafts[number]).sector in OFFICES]
        codes = {draft.country for draft in officials if draft.kind in ("person", "group") and draft.country}
        if clause is None or len(codes) != 1 or self.main(token) not in (None, *codes):
            return None
        inside = self._codes(one for one in self.memory.before(token, 0) if one.head.i > clause.head.i)
        return self.memory.state_of(next(iter(codes))) if inside <= codes else None

    def _spoken_of(self, token: Token) -> int | None:
        """Give the one state of which those before a word are, or else the one that the article is mostly about up to there."""
        acting = (n for word in self._subjects(token) for n in self.memory.seen_among({word.i}))
        states = {self.memory.drafts[number].country for number in acting if self.memory.drafts[number].kind == "state"}
        near = self._codes(self.memory.before(token, NEAR)) - states - self._guests(token)
        code = next(iter(near)) if len(near) == 1 else None if near else self.main(token)
        return self.memory.state_of(code)

    def _guests(self, token: Token) -> set[str]:
        """Give the countries of a person told to be in the country, and so not of it ("the French envoy [in the country]")."""
        there = syntax.prepositions(token) == "in" and token.left_edge.i > 0
        guest = {token.left_edge.i - 1} if there else set[int]()
        drafts = [self.memory.drafts[number] for number in self.memory.seen_among(guest)]
        return {one.country for one in drafts if one.kind == "person" and one.country}

    def _other(self, token: Token) -> int | None:
        """Give the state that is the neighbor or the rival of whose it is, or of who acts."""
        if not self._is_bare(token):
            return None
        own = self._own(token)
        if len(own) != 1:
            return None
        two = set(self.pair(token))
        near = self._codes(self.memory.before(token, NEAR)) - own
        here = self._codes(self.memory.before(token, 0)) - own - self._acting_above(token)
        main = {self.main(token)} - own - {None}
        singled = (codes for codes in (here, near) if len(codes) == 1)
        others = two - own if own <= two else next(singled, main)
        return self.memory.state_of(next(iter(others))) if len(others) == 1 else None

    def _friend(self, token: Token) -> int | None:
        """Give the one state spoken of just before that is not the one whose ally it is."""
        people = self.memory.seen_among({word.i for word in syntax.children(token, "nmod:poss")})
        if not self._is_bare(token) or any(self.memory.drafts[number].kind == "person" for number in people):
            return None
        own = self._own(token)
        others = self._codes(self.memory.before(token, NEAR)) - own
        return self.memory.state_of(next(iter(others))) if len(own) == len(others) == 1 else None

    def _own(self, token: Token) -> set[str]:
        """Give the countries of whose neighbor or ally somebody is, or else of who acts."""
        owners = syntax.children(token, "nmod:poss")
        told = self._codes(sighting for owner in owners for sighting in self.memory.seen_at(owner.i))
        return told if owners else self._acting_above(token)

    def doers(self, token: Token) -> set[int]:
        """Give the states that act in the nearest clause around a word where somebody does."""
        subjects = (self._subjects(clause) for clause in (token, *syntax.clauses_above(token)))
        nearest = next(filter(None, subjects), list[Token]())
        seen = self.memory.seen_among({word.i for word in nearest if word.i != token.i})
        return {number for number in seen if self.memory.drafts[number].kind == "state"}

    def _called(self, token: Token) -> int | None:
        """Give the state whose name a word begins ("the [North]"), where the article names just one such, or the other half, or
        somebody of that ("a South Korean envoy told [the North]")."""
        if not token.text[:1].isupper() or syntax.before(token).lower_ != "the" or token.dep_ in ("compound", "amod"):
            return None
        drafts = enumerate(self.memory.drafts)
        states = [(number, draft.name.split()) for number, draft in drafts if draft.kind == "state"]
        found = [number for number, name in states if len(name) > 1 and name[0] == token.text]
        if found:
            return found[0] if len(found) == 1 else None
        known, tables = {draft.country for draft in self.memory.drafts}, self.memory.tables
        named = [row.name.split() for row in tables.by_code.values() if row.code in known]
        halves = {f"{token.text} {name[1]}" for name in named if len(name) == 2 and name[0] in tables.halves}
        others = [row.code for row in tables.by_code.values() if row.name in halves]
        return self.memory.state_of(others[0]) if len(others) == 1 else None

    def pair(self, token: Token) -> list[str]:
        """Give the two states of whom, their people among them, the article speaks far more than of any third up to a word."""
        counted = self._counted(token, ("state", "group", "organisation")).most_common(3)
        third = counted[2][1] if len(counted) > 2 else 0
        clear = len(counted) > 1 and counted[1][1] >= max(2, 2 * third)
        return [code for code, _ in counted[:2]] if clear else []

    def main(self, token: Token) -> str | None:
        """Give the country that is told more than twice as often as any other up to a word."""
        counted = self._counted(token, ("state", "group", "organisation", "person")).most_common(2)
        second = counted[1][1] if len(counted) > 1 else 0
        return counted[0][0] if counted and counted[0][1] > 2 * second else None

    def _counted(self, token: Token, kinds: Iterable[str]) -> Counter[str]:
        """Count how often each country is told before a word."""
        drafts = self.memory.drafts
        told = (n for sighting in self.memory.seen_before(token.i) for n in sighting.who)
        who = (drafts[number] for number in told)
        codes = (draft.country or "" for draft in who if draft.kind in kinds and draft.sector != PRESS)
        return Counter(code for code in codes if code in self.memory.tables.by_code)

    def _codes(self, sightings: Iterable[Sighting]) -> set[str]:
        """Give the countries of those who are seen."""
        drafts = (self.memory.drafts[number] for sighting in sightings for number in sighting.who)
        codes = (draft.country or "" for draft in drafts if draft.sector != PRESS)
        return {code for code in codes if code in self.memory.tables.by_code}

    def _acting(self, token: Token) -> set[str]:
        """Give the countries of those who act in the clause of a word."""
        return self._codes(sighting for word in self._subjects(token) for sighting in self.memory.seen_at(word.i))

    def _subjects(self, token: Token) -> list[Token]:
        return [word for word in syntax.subjects(syntax.clause_of(token)) if word.i != token.i]

    def _acting_above(self, token: Token) -> set[str]:
        """Give the countries of those who act in the nearest clause around a word where somebody does."""
        acting = (self._acting(token), *(self._acting(clause) for clause in syntax.clauses_above(token)))
        return next(filter(None, acting), set())


def _left_of(noun: Token) -> list[Token]:
    """Give what stands before a noun in its phrase, but for a preposition."""
    return [child for child in noun.children if child.i < noun.i and child.dep_ != "case"]
