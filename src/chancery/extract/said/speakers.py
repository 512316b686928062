"""Which actors stand behind a source: those it names, whom the label of a turn means, or somebody new.

Ground for ``statements``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from chancery.extract import stretches, syntax
from chancery.extract.findings import BY_SPEAKING, Cast, is_named, unique
from chancery.extract.said.cue import Cue
from chancery.extract.said.page import Page
from chancery.lexicon.actors import ActorTables
from chancery.model import Actor, ActorKind, Mention, Span
from chancery.tokens import Token

# The sector of those who ask the questions of an interview.
PRESS = "JRN"
# Who works for somebody and speaks for him ("the president's office").
OFFICE = "office"


@dataclass
class Speakers:
    """Gives the actors behind a source, adding those whom nobody had named."""

    cast: Cast
    actors: list[Actor]
    page: Page
    tables: ActorTables
    added: dict[str, str] = field(default_factory=dict)

    def of(self, cue: Cue) -> tuple[str, ...]:
        """Give the ids of who speaks; () where nobody is named."""
        turn = cue.source is not None and cue.frame == "phrase" and self.page.takes_turns(cue.sources)
        if turn and cue.source is not None:
            label = self.page.text[slice(*cue.source)]
            found = self._labelled(label)
            if found or self._is_part(label):
                return found
        found = self._by_name(cue.sources, unique(ident for head in cue.sources for ident in self.cast.named_by(head)))
        if found or cue.source is None or not cue.sources:
            return found
        head = cue.sources[0]
        if owned := self._owner(head):
            return owned
        parts = syntax.obliques(head, "of", "in")
        if parts and parts[0].pos_ != "PRON" and head.pos_ != "VERB":
            return (self._added(head, cue.source, of=parts[0]),)  # "one of the envoys", "some in Berlin"
        if len(head) == 1 or head.pos_ in ("PRON", "DET") or head.tag_ in ("PRP", "WP", "WDT", "DT", "CD"):
            return ()
        return (self._added(head, cue.source),)

    def _by_name(self, heads: Sequence[Token], found: tuple[str, ...]) -> tuple[str, ...]:
        """Give the people whom an apposition names in place of a group or body: "his coalition partner, Ana Lund"."""
        if not found or any(self._is_person(ident) or is_named(self.cast.by_id[ident]) for ident in found):
            return found
        beside = (name for head in heads for top in syntax.children(head, "appos") for name in syntax.conjuncts(top))
        return unique(i for name in beside for i in self.cast.named_by(name) if self._is_person(i)) or found

    def _owner(self, head: Token) -> tuple[str, ...]:
        """Give whose words a thing said or written is ("their [letter] praised Oslo")."""
        owners = syntax.possessors(head) if head.lower_ in self.page.tables.nouns else []
        return unique(ident for owner in owners for ident in self.cast.named_by(owner))

    def _is_person(self, ident: str) -> bool:
        return self.cast.by_id[ident].kind == "person"

    def _labelled(self, label: str) -> tuple[str, ...]:
        """Give whom the label of a turn means: by a name all in capitals, or in "A" whom the words before the turns name."""
        people = [actor for actor in self.actors if actor.kind == "person"]
        if not self._is_part(label):
            ends = [actor for actor in people if actor.name.split()[-1].lower() == label.split()[-1].lower()]
            called = [actor.id for actor in ends if not actor.name.isupper()]
            return tuple(called) if len(called) == 1 and label.isupper() else ()
        turns = [line for line in self.page.text.split("\n") if line.startswith(f"{label}:")]
        if sum(line.rstrip().endswith("?") for line in turns) * 2 > len(turns):
            return ()  # who asks
        starts = (block[0] for block in self.page.blocks if self.page.text.startswith(tuple(turns), block[0]))
        first = min(starts, default=0)
        told = ((sum(m.how == "name" and m.span[0] < first for m in who.mentions), who) for who in people)
        named = sorted(((times, who.id) for times, who in told if times and who.sector != PRESS), reverse=True)
        clear = len(named) == 1 or (len(named) > 1 and named[0][0] > 2 * named[1][0])
        return (named[0][1],) if clear else ()

    def _is_part(self, label: str) -> bool:
        """Is a label no name but a part in the interview ("Q", "QUESTION")?"""
        return len(label) == 1 or (label.isupper() and label.lower() in self.page.tables.nouns)

    def _added(self, head: Token, source: Span, of: Token | None = None) -> str:
        """Add who speaks; who is one ``of`` some is of their sector."""
        span = stretches.noun_phrase(head)
        name = _bare(self.page.text[span[0] : span[1]])
        ident = self.added.get(name.lower())
        mention = Mention(span=span, how="nominal", because=BY_SPEAKING)
        if ident is not None:
            at = next(i for i, actor in enumerate(self.actors) if actor.id == ident)
            known = self.actors[at]
            if all(other.span != span for other in known.mentions):
                self.actors[at] = replace(known, mentions=(*known.mentions, mention))
            return ident
        ident = f"a{1 + max((int(actor.id[1:]) for actor in self.actors if actor.id[1:].isdigit()), default=0)}"
        country = next(
            (self.cast.by_id[i].country for _, i, _ in self.cast.mentions_in(source) if i in self.cast.by_id), None
        )
        whole = [self.cast.by_id[i] for i in self.cast.named_by(of)] if of is not None else []
        sector = whole[0].sector if whole and whole[0].kind == "group" else self._of_office(head)
        kind = self._kind(head)
        self.actors.append(Actor(id=ident, name=name, kind=kind, country=country, sector=sector, mentions=(mention,)))
        self.added[name.lower()] = ident
        return ident

    def _of_office(self, head: Token) -> str | None:
        """Give the sector of an office by that of whose it is ("the president's [office]")."""
        owners = syntax.possessors(head) if head.lower_ == OFFICE else []
        sectors = {self.cast.by_id[ident].sector for owner in owners for ident in self.cast.named_by(owner)}
        return sectors.pop() if len(sectors) == 1 else None

    def _kind(self, head: Token) -> ActorKind:
        """Tell what nobody knows: a name or an agent noun is a person, any other singular noun ("poll") what people made."""
        if head.lower_ == "one":
            return "person"
        if head.tag_ not in ("NN", "NNP"):
            return "group"
        if head.tag_ == "NNP":
            return "organisation" if head.ent_type_ in ("ORG", "GPE", "LOC") else "person"
        known = self.tables.agent_words.find(head.lower_)
        human = any(row.kind in ("agent", "title") for _, _, rows in known for row, _ in rows)
        return "person" if human or head.ent_type_ == "PERSON" else "organisation"


def _bare(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else name
