"""Who is meant by what he is: "the general", "the Spaniard", "the former teacher", "the militants".

Ground for the references step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from chancery.extract import syntax
from chancery.extract.findings import FORMERLY, Draft
from chancery.extract.who.memory import PARALLEL, Memory
from chancery.lexicon.actor_rows import INTERNATIONAL, Reference
from chancery.model import Mention, Span
from chancery.tokens import Token

# How many sentences back somebody may have been named.
REACH = 2
# What opens the description of somebody known, and what tells his age.
THE, AGED = "the ", "-year-old"
# The sectors of those who act for a state.
STATELY = ("GOV", "MIL", "COP", "JUD", "LEG")
# The table of states, by whose rows "the Spaniard" is known.
STATES = "countries.csv:"
# Whoever once was something else may hold any office now; a state's people may have any.
# By this a noun is told that somebody goes by ("the attackers, [known] locally as bandits").
KNOWN, AS = "known", "as"
ANYBODY = Reference(word="", sort="epithet", kinds=("person",), number="one")


@dataclass(frozen=True)
class Epithets:
    """Gives those who are only told by what they are to whom the memory knows."""

    memory: Memory

    @cached_property
    def places(self) -> list[Span]:
        """Where somebody is told only by what he is."""
        drafts = (draft for draft in self.memory.drafts if not draft.is_named and draft.kind != "state")
        told = (span for draft in drafts for span, mention in draft.mentions.items() if self._row(draft, mention))
        return sorted(span for span in told if self._is_definite(span) or self._known_by(span) is not None)

    def _known_by(self, span: Span) -> Token | None:
        """Give the noun for those who are known by another ("the [attackers], known as bandits")."""
        head = self.memory.head(span)
        by = head is not None and head.head.lower_ == KNOWN and syntax.prepositions(head) == AS
        return head.head.head if head is not None and by and head.head.dep_ == "acl" else None

    def _is_definite(self, span: Span) -> bool:
        """Does "the" stand at the beginning of a place, or right before it?"""
        start, end = span
        source = self.memory.source
        return THE in (source[start:end].lower()[: len(THE)], source[max(0, start - len(THE)) : start].lower())

    def _row(self, draft: Draft, mention: Mention) -> Reference | None:
        """Give the row of the noun by which somebody is described."""
        if mention.how != "nominal":
            return None
        _file, _, noun = mention.because.partition(":")
        words = self.memory.source[slice(*mention.span)].lower()
        if draft.kind == "person" and (mention.because.startswith(STATES) or FORMERLY in words or AGED in words):
            return ANYBODY
        row = self.memory.tables.epithets.get(noun.partition("/")[0])
        kind = "group" if draft.kind == "organisation" else draft.kind
        return row if row is not None and kind in row.kinds else None

    def resolve(self, span: Span) -> None:
        """Give a description to the person or group that drew the eye most just before."""
        number, head = self.memory.at(span), self.memory.head(span)
        if number is None or head is None or not self._is_bare(head, span):
            return
        if (known := self._known_by(span)) is not None:
            self._rename(span, number, known)
            return
        described = self.memory.drafts[number]
        row = self._row(described, described.mentions[span])
        if row is None or self._is_introduced(described, span):
            return
        fits = self._person_fits if described.kind == "person" else self._group_fits
        found = self._most_salient(head, number, lambda other: fits(described, other, row))
        if found is not None:
            self.memory.move(span, number, (found,), "nominal", row.cause if row.word else "")

    def _rename(self, span: Span, number: int, known: Token) -> None:
        """Give what those go by, here and behind, to them."""
        who = self.memory.named_at(known)
        if len(who) != 1 or who[0] == number:
            return
        for place in sorted(place for place in self.memory.drafts[number].mentions if place >= span):
            self.memory.move(place, number, who, "nominal")

    def _is_bare(self, head: Token, span: Span) -> bool:
        """Does nothing behind a noun tell who is meant?"""
        clauses = [clause for clause in syntax.children(head, "acl") if not syntax.children(clause, "mark")]
        clauses += syntax.children(head, "acl:relcl")
        telling = [clause for clause in clauses if not syntax.is_set_off(clause)]
        beside = [*telling, *syntax.children(head, "appos", "nmod:poss")]
        behind = [noun for noun in syntax.obliques(head, "of", "from", "in", "at", "for") if noun.idx >= span[1]]
        return not beside and not behind

    def _is_introduced(self, described: Draft, span: Span) -> bool:
        """Has the article told of the same one before, as of somebody new ("a general")?"""
        return min(described.mentions) < span

    def _most_salient(self, head: Token, described: int, fits: Callable[[int], bool]) -> int | None:
        """Give who fits and drew the eye most in the sentences before; a group only where it is the only one."""
        memory = self.memory
        barred = memory.barred_from(head) | {described}
        drawn = memory.drawn(head, lambda number: number not in barred and fits(number), REACH, PARALLEL)
        scores = {number: gain + memory.standing(number) for number, gain in drawn.items()}
        if not scores or (memory.drafts[described].kind != "person" and not self._agree(scores)):
            return None
        return max(scores, key=lambda number: (scores[number], number))

    def _agree(self, numbers: Iterable[int]) -> bool:
        """Are all of some of one country?"""
        found = [self.memory.drafts[number] for number in numbers]
        stateless = len(found) > 1 and any(draft.country is None for draft in found)
        return (
            len({draft.country for draft in found}) == 1
            and sum(draft.is_named for draft in found) <= 1
            and not stateless
        )

    def _person_fits(self, described: Draft, number: int, row: Reference) -> bool:
        """May a description mean this person?"""
        other = self.memory.drafts[number]
        if other.kind != "person" or not (other.is_named or (other.country and row is not ANYBODY)):
            return False
        office = (described.role or "").removeprefix(FORMERLY)
        if office in self.memory.tables.public_offices and row is ANYBODY:
            held = (other.role or "").removeprefix(FORMERLY)
            ruled = office not in self.memory.tables.heads or held in self.memory.tables.heads
            return ruled and other.is_former and described.country in (None, other.country)
        abroad = other.country in INTERNATIONAL or other.country is None
        if described.country is not None and other.country != described.country and not abroad:
            return False
        if described.country is None and not self._is_told(described, other):
            return False
        if row.gender is not None and self.memory.gender(number) not in (None, row.gender):
            return False
        if not self._ranks(row, other):
            return False
        return not row.sectors or other.sector is None or other.sector in (*row.sectors, "ELI")

    def _ranks(self, row: Reference, other: Draft) -> bool:
        """Is somebody of the rank of a noun: "the premier" heads a state or government, "the diplomat" does not?"""
        heads, role = self.memory.tables.heads, (other.role or "").removeprefix(FORMERLY)
        if row.word in heads:
            return not role or role in heads
        return row.word not in self.memory.tables.serving or role not in heads

    def _is_told(self, described: Draft, other: Draft) -> bool:
        """Does the article tell of somebody what the capitals of a description say ("the Senate [Republican] leader")?"""
        (start, end), *_ = sorted(described.mentions)
        words = [word for word in self.memory.source[start:end].split()[1:-1] if word[:1].isupper()]
        told = " ".join(self.memory.source[slice(*mention.span)] for mention in other.mentions.values())
        return all(word in told for word in words)

    def _group_fits(self, described: Draft, number: int, row: Reference) -> bool:
        """May a description mean this group or body?"""
        other = self.memory.drafts[number]
        if other.kind not in ("group", "organisation") or other.country in INTERNATIONAL:
            return False
        if described.country not in (None, other.country):
            return False
        return other.sector in row.sectors if row.sectors else other.kind == "group" and other.sector not in STATELY
