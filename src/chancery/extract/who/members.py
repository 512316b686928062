"""Of what body somebody is, told right beside his name or office: "Ann Roe of the relief agency", "a spokesman for the unit".

Ground for the references step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chancery.extract import clauses, syntax
from chancery.extract.findings import Draft
from chancery.extract.who.memory import Memory
from chancery.tokens import Token

# What joins a name, or what somebody is, to his body, and what somebody does to where he does it.
OF, AT = ("of", "from", "with", "at", "for"), ("at", "for", "with")
# What joins an office to whom it serves.
SERVED = ("of", "for")


@dataclass(frozen=True)
class Members:
    """Gives people of whom nothing else is known the sector and country of those whom they serve."""

    memory: Memory

    def join(self) -> None:
        """Go through the named people without a sector."""
        for draft in self.memory.drafts:
            body = self._body(draft) if draft.kind == "person" and draft.is_named and draft.sector is None else None
            if body is not None:
                draft.sector, draft.country = body.sector, draft.country or body.country

    def serve(self) -> None:
        """Go through those of no country who only speak for others, once it is known who "the unit" is."""
        for draft in self.memory.drafts:
            if draft.kind == "person" and not draft.is_named and draft.country is None and draft.role:
                heads = (self.memory.head(span) for span, told in draft.mentions.items() if told.how == "nominal")
                voices = [head for head in heads if head is not None and head.lower_ in self.memory.tables.voices]
                served = [noun for head in voices for noun in syntax.obliques(head, *SERVED)]
                whom = [self.memory.drafts[one] for noun in served for one in self.memory.named_at(noun)]
                homes = {one.country for one in whom if one.kind in ("organisation", "group")}
                if len(whom) == 1 and homes - {None}:
                    draft.country, draft.sector = whom[0].country, draft.sector or whom[0].sector

    def liken(self) -> None:
        """Give others the country and sector of those told of before them ("killed two guards and wounded six [others]")."""
        for sighting in self.memory.sightings:
            group = self.memory.drafts[sighting.who[0]]
            alike = clauses.of_one_kind(sighting.head) if group.country is None and group.kind == "group" else []
            known = [self.memory.drafts[one] for noun in alike for one in self.memory.named_at(noun)]
            if len(known) == 1 and known[0].country:
                group.country, group.sector = known[0].country, known[0].sector

    def _body(self, draft: Draft) -> Draft | None:
        """Give the first body that is told beside one of somebody's names."""
        heads = (self.memory.head(span) for span, mention in sorted(draft.mentions.items()) if mention.how == "name")
        nouns = (noun.i for head in heads if head is not None for noun in _beside(head))
        told = (self.memory.drafts[number] for at in nouns for number in sorted(self.memory.seen_among({at})))
        return next((one for one in told if one.kind == "organisation" and one.sector), None)


def _beside(name: Token) -> Iterator[Token]:
    """Give the nouns that say where a name, what it is called, or what he does for a living belongs."""
    for noun in (name, *syntax.children(name, "appos")):
        yield from syntax.obliques(noun, *OF)
    if name.i > name.head.i:  # "said Ann Roe of the agency", read as of the saying
        behind = name.right_edge.i + 1
        yield from (noun for noun in syntax.obliques(name.head, *OF) if noun.left_edge.i == behind)
    for clause in syntax.children(name, "acl:relcl"):
        if clause.tag_ == "VBZ":
            yield from syntax.obliques(clause, *AT)
