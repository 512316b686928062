"""The noun phrases around agent nouns: what stands before and after the noun that tells whose and of what kind.

Ground for the actor step: "the Kremlin spokesman", "10 Russian diplomats", "the foreign ministers of Russia and Ukraine".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from chancery.extract import syntax
from chancery.extract.naming import AgentHit, Names, Unit
from chancery.tokens import Doc

MODIFIERS = frozenset("DT PDT PRP$ JJ JJR JJS CD NN NNP NNPS NNS VBN VBG HYPH $".split())
FORMER = ("former", "ex", "ousted", "deposed", "late", "onetime")
# A phrase longer than this is a fault of the parse.
LONGEST_PHRASE = 12


@dataclass
class Phrase:
    """A noun phrase around an agent noun: "the Kremlin spokesman", "10 Russian diplomats"."""

    hit: AgentHit
    first: int
    last: int
    owners: list[Unit] = field(default_factory=list)
    under: list[AgentHit] = field(default_factory=list)
    former: bool = False
    pronoun: bool = False
    stranger: bool = False
    bond: str = ""

    @property
    def head(self) -> int:
        """The token of the agent noun that heads the phrase."""
        return self.hit.last - 1


def find_phrases(names: Names) -> list[Phrase]:
    """Give the phrases around agent nouns in text order, none inside another."""
    walk = _Walk(names.doc, names)
    found: dict[int, Phrase] = {}
    for hit in names.agents:
        unit = names.unit_at.get(hit.first)
        if unit is None or unit.of("adjective", "demonym"):
            found[hit.first] = walk.phrase(hit)
    inside = {under.first for phrase in found.values() for under in phrase.under}
    return [phrase for first, phrase in found.items() if first not in inside]


@dataclass(frozen=True)
class _Walk:
    """Goes from an agent noun to the left and to the right."""

    doc: Doc
    names: Names

    def phrase(self, hit: AgentHit) -> Phrase:
        """Give the phrase around a noun."""
        phrase = Phrase(hit, hit.first, hit.last, bond="pro" if hit.row.lemma.startswith("pro-") else "")
        self._walk_left(phrase)
        self._read_of(phrase)
        return phrase

    def _walk_left(self, phrase: Phrase) -> None:
        """Take in what stands before the noun: owners, nationalities, other agent nouns, articles, numbers."""
        index = phrase.first - 1
        while index >= 0 and phrase.last - index <= LONGEST_PHRASE:
            token = self.doc[index]
            unit = self.names.unit_at.get(index)
            hit = self.names.agent_at.get(index)
            if not token.dep_ or self.doc[index + 1].is_sent_start:
                break
            if unit is not None:
                if not self._owns(unit, phrase):
                    break
                if unit.bond:
                    phrase.bond = phrase.bond or unit.bond
                    phrase.first = index = unit.first - 2 if unit.bond in ("pro", "anti") else unit.first
                else:
                    phrase.owners.insert(0, unit)
                    phrase.first = index = unit.first
            elif token.tag_ == "POS" or self._joins(index, phrase):
                pass
            elif hit is not None and self._leans(index, phrase):
                phrase.under.append(hit)
                phrase.first = index = hit.first
            elif self._leans(index, phrase):
                self._note(token.lower_, phrase)
                phrase.first = index
                if token.tag_ in ("DT", "PRP$"):
                    break
            else:
                break
            index -= 1

    def _note(self, word: str, phrase: Phrase) -> None:
        phrase.former |= word in FORMER
        phrase.pronoun |= word in ("his", "her", "its", "their")

    def _owns(self, unit: Unit, phrase: Phrase) -> bool:
        """Does a name before an agent noun belong to its phrase (as a nationality, a body or an owner)?"""
        if unit.last == phrase.first or unit.bond:
            return not unit.is_person or phrase.hit.plural or phrase.hit.row.kind == "body"
        between = self.doc[unit.last]
        if between.tag_ == "POS":
            return True
        return self._joins(unit.last, phrase) and not unit.is_person

    def _joins(self, index: int, phrase: Phrase) -> bool:
        """Is this the "and" (or hyphen) between two nationalities before one noun?"""
        if not phrase.owners or phrase.owners[0].first != index + 1:
            return self._is_hyphen(index)
        before = self.names.unit_at.get(index - 1)
        return self.doc[index].lower_ in ("and", ",", "-", "or") and before is not None and not before.is_person

    def _is_hyphen(self, index: int) -> bool:
        return self.doc[index].text in ("-", "‑") and self.names.agent_at.get(index + 1) is not None

    def _leans(self, index: int, phrase: Phrase) -> bool:
        """Is this token a modifier of the phrase to its right?"""
        token = self.doc[index]
        if token.tag_ not in MODIFIERS or token.lower_ == "including":
            return False
        return index < token.head.i < self._right_edge(phrase)

    def _right_edge(self, phrase: Phrase) -> int:
        name = self.names.unit_at.get(phrase.last)
        return name.last if name is not None and name.is_person else phrase.last

    def _read_of(self, phrase: Phrase) -> None:
        """Take in the owner after the noun: "of Russia and Ukraine", "for the ministry"."""
        index = phrase.last
        if index + 1 >= len(self.doc) or self.doc[index].lower_ not in ("of", "for"):
            return
        nouns = syntax.obliques(self.doc[phrase.head], "of", "for")
        start = index + 1
        while start < len(self.doc) and self.doc[start].tag_ in ("DT", "JJ") and start not in self.names.unit_at:
            start += 1
        if start >= len(self.doc):
            return
        owner, hit = self.names.unit_at.get(start), self.names.agent_at.get(start)
        if owner is not None and owner.is_person:
            return
        if owner is not None:
            phrase.owners.append(owner)
            phrase.last = owner.last
            phrase.owners += [
                unit for noun in nouns[1:] if (unit := self.names.unit_at.get(noun.i)) and unit is not owner
            ]
            follower = self.names.agent_at.get(owner.last)
            if follower is not None and owner.of("adjective", "state"):
                phrase.under.append(follower)
                phrase.last = follower.last
        elif hit is not None:
            phrase.under.append(hit)
            phrase.last = hit.last
        elif self.doc[index].lower_ == "of" and self.doc[start].tag_[:2] == "NN":
            phrase.stranger = True
