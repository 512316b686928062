"""Which two are meant: "the two leaders", "both countries".

Ground for the references step.
"""

from __future__ import annotations

from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.lands import Lands
from chancery.extract.memory import Memory, unique_numbers
from chancery.lexicon.actor_rows import Reference
from chancery.model import Span
from chancery.tokens import Token

# How many sentences back the two may stand.
PAIR_REACH = 5


@dataclass(frozen=True)
class Pairs:
    """Gives nouns for two to the two whom the memory knows."""

    memory: Memory

    def resolve(self, token: Token, row: Reference) -> None:
        """Resolve "the two leaders", "both countries": the last two that fit, where there are just two."""
        start, end = self._phrase_around(token)
        words = self.memory.source[start:end].lower().split()
        if not {"two", "both"} & set(words) or token.tag_ != "NNS":
            return
        who = self._named_beside(token) or self._last_two(token, row)
        if who:
            self.memory.place((start, end), who, row.cause)

    def _phrase_around(self, token: Token) -> Span:
        """Give the place of the mention that holds a noun, or of what stands before the noun in its phrase."""
        held = [span for draft in self.memory.drafts for span in draft.mentions if span[0] <= token.idx < span[1]]
        return min(
            held, default=(syntax.noun_phrase(token)[0], token.idx + len(token)), key=lambda span: span[1] - span[0]
        )

    def _named_beside(self, token: Token) -> tuple[int, ...]:
        """Give the two whom an apposition names: "the two leaders, Emmanuel Macron and Olaf Scholz"."""
        named = unique_numbers(n for name in syntax.children(token, "appos") for n in self.memory.named_at(name))
        return named if len(named) == 2 else ()

    def _last_two(self, token: Token, row: Reference) -> tuple[int, ...]:
        barred = self.memory.barred_from(token)
        acting = [
            part for word in syntax.subjects(token.head) for part in syntax.conjuncts(syntax.first_conjunct(word))
        ]
        barred |= self.memory.seen_among({word.i for word in acting if word.i != token.i})
        if "state" in row.kinds and (pair := self._the_two(token)):
            return pair
        for kind in row.kinds:
            if kind == "person":
                barred |= self._of_another_office(token)
            found = self._two_near(token, kind, barred)
            if found:
                return found
        pair = self._two_near(token, "person", barred) if row.kinds == ("state",) else ()
        return self._states_of(pair)

    def _two_near(self, token: Token, kind: str, barred: set[int]) -> tuple[int, ...]:
        """Give the only two actors of a kind in the fewest sentences before a word that hold as many."""
        for reach in range(PAIR_REACH):
            near = [sighting for sighting in self.memory.near(token.i, reach) if sighting.head.i < token.i]
            found = unique_numbers(n for s in near for n in s.who if n not in barred and self._leads(n, kind))
            if len(found) >= 2:
                return found if len(found) == 2 else ()
        return ()

    def _the_two(self, token: Token) -> tuple[int, ...]:
        """Give the two states of whom the article speaks far more than of any third, up to a word."""
        pair = {self.memory.state_of(code) for code, _ in Lands(self.memory).pair(token)}
        return tuple(sorted(number for number in pair if number is not None))

    def _of_another_office(self, token: Token) -> set[int]:
        """Give the people whom no "presidents" or "leaders" means, as they hold another office and two do hold that one."""
        roles = {number: draft.role or "" for number, draft in enumerate(self.memory.drafts) if draft.kind == "person"}
        noun = token.lower_.removesuffix("s")
        heads = self.memory.tables.heads if noun == "leader" else frozenset[str]()
        meant = {n for n, role in roles.items() if role in heads or role.rpartition(" ")[2] == noun}
        return roles.keys() - meant if len(meant) > 1 else set()

    def _leads(self, number: int, kind: str) -> bool:
        """Is this an actor of a kind, and if a person, not one who speaks or works for another?"""
        draft = self.memory.drafts[number]
        return draft.kind == kind and (draft.role or "").rpartition(" ")[2] not in self.memory.tables.servants

    def _states_of(self, people: tuple[int, ...]) -> tuple[int, ...]:
        """Give the states that two people stand for, as actors of their own where nobody named them."""
        codes = [self.memory.drafts[number].country for number in people]
        if len(set(codes)) != 2 or any((code or "") not in self.memory.tables.by_code for code in codes):
            return ()
        return tuple(number for number in map(self.memory.state_of, codes) if number is not None)
