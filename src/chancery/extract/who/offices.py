"""Who holds the office that a description tells: "the Russian president", "the envoy, Ann Roe".

Ground for the references step.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from chancery.extract import clauses, syntax
from chancery.extract.findings import COUNTERPART, FORMERLY, OFFICIAL, Draft
from chancery.extract.who.memory import Memory, same_office
from chancery.extract.who.shorter import noun_of
from chancery.model import Span
from chancery.tokens import Token

# How many sentences back a description by office may reach, and how many where only one bears it.
ROLE_REACH, SOLE_REACH = 6, 12
# How many sentences before a counterpart he may stand whose counterpart it is.
COUNTERPART_REACH = 1
# How many sentences before his name somebody may stand who is told by his office alone.
INTRODUCED = 1
# A word longer than this begins another only where they are of one stem.
LONG_ENOUGH = 4


@dataclass(frozen=True)
class Offices:
    """Gives descriptions by office to the people whom the memory knows by name."""

    memory: Memory

    @cached_property
    def _formers(self) -> bool:
        """Does the article tell of anybody by name who held a public office once?"""
        named = [one for one in self.memory.drafts if one.is_named and one.is_former]
        return any((one.role or "").removeprefix(FORMERLY) in self.memory.tables.public_offices for one in named)

    def tell(self) -> None:
        """Tell what office is held by those named as somebody's counterpart: his own."""
        drafts = self.memory.drafts
        for number, draft in enumerate(drafts):
            if draft.role != COUNTERPART or not draft.is_named:
                continue
            others = [
                other
                for other, one in enumerate(drafts)
                if one.role not in (None, COUNTERPART) and one.kind == "person" and one.country != draft.country
            ]
            boss = self.memory.most_salient_before(min(draft.mentions), others, COUNTERPART_REACH)
            if boss is not None:
                self.memory.offices[number] = (drafts[boss].role or "").removeprefix(FORMERLY)

    def join(self) -> None:
        """Give descriptions by office to the people whom the article names with that office."""
        for number, draft in enumerate(self.memory.drafts):
            if draft.kind != "person" or not draft.role or draft.is_named:
                continue
            for span in list(draft.mentions):
                opening, *others = self.memory.source[span[0] : span[1]].lower().split()
                found = beside = self._named_beside(span)
                any_one = opening in self.memory.tables.indefinite or opening in ("his", "her", "their", "its", "our")
                # Of some body or other is an office of its own.
                if found is None and not any_one and not (draft.country is None and "of" in others):
                    found = self._bearer(number, span)
                if found is not None:
                    bearer = self.memory.drafts[found]
                    past = beside is not None and bearer.is_former and not draft.is_former and draft.sector is not None
                    told = draft if past or not (bearer.role or bearer.sector) else bearer
                    bearer.country = (draft.country or bearer.country) if past else (bearer.country or draft.country)
                    bearer.role, bearer.sector = told.role, told.sector
                    self.memory.move(span, number, (found,), "title")

    def introduce(self) -> None:
        """Let a name that tells nothing of its bearer be who was told by his office alone before, by the same verb of saying
        ("An official said that Chad … Ann Roe said"), or, where he is the holder of one, by another ("the minister announced").
        """
        for number, draft in enumerate(self.memory.drafts):
            told = draft.role or draft.sector or draft.country
            head = self.memory.head(min(draft.mentions)) if draft.mentions and draft.kind == "person" else None
            if head is None or told or not draft.is_named or head.dep_ != "nsubj":
                continue
            before = self.memory.before(head, INTRODUCED)
            voices = {one for sighting in before if _speaks_too(sighting.head, head) for one in sighting.who}
            unnamed = [self.memory.drafts[one] for one in voices]
            known = len(unnamed) == 1 and (self._is_any(unnamed[0]) or (_is_bare(head) and self._is_holder(unnamed[0])))
            if known:
                draft.role, draft.sector, draft.country = unnamed[0].role, unnamed[0].sector, unnamed[0].country
                voice = voices.pop()
                for span in list(unnamed[0].mentions):
                    self.memory.move(span, voice, (number,), "nominal")

    def _is_any(self, draft: Draft) -> bool:
        """Is this one official of whom nothing but the office is told, and that once ("a spokesman")?"""
        opening = self.memory.source[slice(*min(draft.mentions))].lower().partition(" ")[0]
        any_one = opening in self.memory.tables.indefinite and draft.kind == "person" and not draft.is_named
        return any_one and len(draft.mentions) == 1 and draft.sector in OFFICIAL

    def _is_holder(self, draft: Draft) -> bool:
        """Is this who holds the one office that is told of him ("the interior minister", "Mali's interior minister")?"""
        words = self.memory.source[slice(*min(draft.mentions))].lower().split()
        definite = words[0] == "the" or any(word.endswith(("'s", "’s")) for word in words)
        return definite and draft.kind == "person" and not draft.is_named and draft.sector in OFFICIAL

    def _named_beside(self, span: Span) -> int | None:
        """Give the person whom an apposition names ("The envoy, German politician [Ann Roe], left")."""
        head = self.memory.head(span)
        beside = syntax.children(head, "appos") if head is not None else []
        told = {
            word.i for noun in beside if noun.idx >= span[1] for word in (noun, *syntax.children(noun, "appos", "flat"))
        }
        drafts = self.memory.drafts
        named = [n for n in self.memory.seen_among(told) if drafts[n].kind == "person" and drafts[n].is_named]
        return named[0] if len(named) == 1 else None

    def _bearer(self, described: int, span: Span) -> int | None:
        """Give the one person who bears the described office, or of several the one who draws the eye most."""
        draft, definite = self.memory.drafts[described], self.memory.source[span[0] :].lower().startswith("the ")
        fitting = [
            number
            for number, other in enumerate(self.memory.drafts)
            if number != described
            and other.kind == "person"
            and (not draft.is_former or draft.country or other.is_former or not self._formers)
            and (self._fits(draft, number) or ((definite or draft.country) and self._is_titled(draft, other)))
        ]
        named = [number for number in fitting if self.memory.drafts[number].is_named]
        if draft.country is None:
            fitting = self._of_that_kind(span, fitting)
        else:
            named = [number for number in named if self.memory.drafts[number].country] or named
            if draft.role in self.memory.tables.leading:
                named = [
                    number for number in named if self.memory.drafts[number].role in self.memory.tables.heads
                ] or named
            return named[0] if len(named) == 1 else self.memory.last_before(span, named)
        sole = len(fitting) == 1 and draft.role == self.memory.office(fitting[0]) not in self.memory.tables.running
        return self.memory.most_salient_before(span, fitting, SOLE_REACH if sole else ROLE_REACH)

    def _fits(self, described: Draft, number: int) -> bool:
        """May a description by office mean this person? A state's president is none of its former ones."""
        other = self.memory.drafts[number]
        if described.country is not None and other.country != described.country:
            return False
        if described.country is not None and other.is_former and not described.is_former:
            return False
        if described.role in self.memory.tables.leading:
            of_state = described.country is not None and described.sector in ("GOV", None)  # no "Hezbollah's leader"
            return of_state and other.sector == "GOV" and other.is_named
        return same_office(described.role, self.memory.office(number))

    def _is_titled(self, described: Draft, other: Draft) -> bool:
        """Does the article tell the office of somebody whom it names by the same noun, or by another for those who run?"""
        if not other.is_named or (described.country is not None and other.country not in (described.country, None)):
            return False
        told = {noun_of(mention) for mention in other.mentions.values() if mention.how == "title"}
        running = self.memory.tables.running
        runs = [(role or "").rpartition(" ")[2] in running for role in (described.role, other.role)]
        return described.role in told or all(runs)

    def _of_that_kind(self, span: Span, fitting: list[int]) -> list[int]:
        """Leave those whom the article calls "Republican" too, where the office is told so; else the only one named."""
        head = self.memory.head(span)
        parts = syntax.children(head, "amod", "compound", "nmod:desc") if head is not None else ()
        kind = {part.lower_ for part in parts if part.text[:1].isupper() and not part.is_sent_start}
        named = [number for number in fitting if self.memory.drafts[number].is_named]
        told = [number for number in fitting if all(self._is_told(number, word) for word in kind)]
        return told or (fitting if not named else named if len(named) == 1 else [])

    def _is_told(self, number: int, word: str) -> bool:
        """Does the article tell somebody's office by a word, or by one that begins it ("Democrat", "Democratic")?"""
        mentions = self.memory.drafts[number].mentions.values()
        texts = (self.memory.source[m.span[0] : m.span[1]] for m in mentions if m.how == "title")
        return any(word.startswith(told) for text in texts for told in text.lower().split() if len(told) > LONG_ENOUGH)


def _speaks_too(other: Token, speaker: Token) -> bool:
    """Is this the subject of the verb of saying by which another speaks, or of another such verb?"""
    if other.dep_ != "nsubj" or other.i > speaker.i:
        return False
    return other.head.lemma_ == speaker.head.lemma_ or (clauses.tells(other.head) and clauses.tells(speaker.head))


def _is_bare(name: Token) -> bool:
    """Is this a first and a last name of which nothing is told beside them?"""
    return {child.dep_ for child in name.children} == {"flat"} and not name.text.endswith(".")
