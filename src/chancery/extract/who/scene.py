"""The stage on which the actors of one document are gathered: whose somebody is, and of which sector.

Ground for the actor step: it knows the names, the day and who was found so far, and tells country and sector of an owner
and of a phrase around an agent noun.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from chancery.extract import syntax
from chancery.extract.findings import OFFICIAL, Company, Draft, unique
from chancery.extract.who.known import Unit
from chancery.extract.who.naming import Names
from chancery.extract.who.phrases import ARMED, Phrase, find_phrases
from chancery.lexicon.actor_rows import INTERNATIONAL, Body, Country, Somebody
from chancery.lexicon.names import fold
from chancery.model import Span
from chancery.tokens import Token

# Parties of several countries share their names.
PARTY = "PTY"
KIN = ("brother", "sister", "father", "mother")
# Nouns of government or business that any body may have.
EVERYWHERE = frozenset(
    "official|senior official|top official|chief executive|executive|president|vice president|secretary".split("|")
)
# Who stands next to whoever leads a state or a company.
DEPUTY = "vice president"
# What one does with troops of one's own.
SENDING = frozenset("send deploy keep have station dispatch withdraw maintain lose".split())
# The sectors of those whose commanders are of their own kind, not of an army.
REBELS = frozenset({"REB", "UAF"})


@dataclass
class Scene:
    """What is known of a document while its actors are gathered; ``table_rows`` has the table's people by their drafts."""

    names: Names
    day: str | None
    company: Company = field(default_factory=Company)
    people: dict[int, Draft] = field(default_factory=dict)
    table_rows: dict[int, Somebody] = field(default_factory=dict)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The phrases around agent nouns in text order, none inside another."""
        return find_phrases(self.names)

    @cached_property
    def phrases_before(self) -> dict[int, list[Phrase]]:
        """The phrases that end right before a token."""
        found: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            found.setdefault(phrase.last, []).append(phrase)
        return found

    @cached_property
    def named_countries(self) -> frozenset[str]:
        """The countries that the article names at all."""
        return self.states_named | self._codes_of("capital")

    @cached_property
    def states_named(self) -> frozenset[str]:
        """The countries that the article names by more than their capitals."""
        return self._codes_of("state", "adjective", "demonym", "seat")

    def _codes_of(self, *kinds: str) -> frozenset[str]:
        rows = (meaning.row for unit in self.names.units for meaning in unit.of(*kinds))
        return frozenset(row.code for row in rows if isinstance(row, Country))

    @cached_property
    def people_at(self) -> dict[int, Draft]:
        """The person that a token names, to be asked when all the people are found."""
        return {
            index: draft
            for first, draft in self.people.items()
            for index in range(first, self.names.unit_at[first].last)
        }

    # Owners

    def whose(self, unit: Unit) -> tuple[str | None, str | None]:
        """Give country and sector of an owner."""
        if unit.is_person:
            draft = self.people.get(unit.first)
            return (draft.country, draft.sector) if draft else (None, None)
        row = self.meant(unit)
        if isinstance(row, Country):
            return row.code, row.sector or "GOV"
        return (row.country, row.sector) if isinstance(row, Body) else (None, None)

    def meant(self, unit: Unit) -> Country | Body | None:
        """Give the state or body that a name means: the one of the day, or the one that the article names anyhow."""
        rows = [meaning.row for meaning in unit.meanings if isinstance(meaning.row, Country | Body)]
        order = {"state": 0, "body": 0, "seat": 1, "adjective": 1, "demonym": 2, "capital": 3}
        first = min((order.get(meaning.kind, 9) for meaning in unit.meanings), default=9)
        rows = [m.row for m in unit.meanings if order.get(m.kind, 9) == first and isinstance(m.row, Country | Body)]
        alive = [row for row in rows if self.alive(row)] or rows
        if len(alive) > 1:
            alive = [row for row in alive if row.key in self._plain_names] or alive
        alive = self._whole(alive)
        if len(alive) > 1:
            alive = [row for row in alive if _code(row) in self._plain_countries] or alive
        return alive[0] if len(alive) == 1 else None

    def _whole(self, rows: list[Country | Body]) -> list[Country | Body]:
        """Leave of a state and a part of another with one name ("Georgia") the part where no state but its own is named, or
        more of its parts than one and nothing of the other state."""
        parts = {_code(row) for row in rows if isinstance(row, Country) and row.is_part}
        wholes = [row for row in rows if _code(row) not in parts]
        if not parts or not wholes:
            return rows
        named = self._plain_countries
        several = parts <= named and sum(code in parts for code in self._parts.values()) > 1
        of_part = named == parts or (several and named.isdisjoint(map(_code, wholes)))
        return [row for row in rows if _code(row) in parts] if of_part else wholes

    @cached_property
    def _parts(self) -> dict[str, str | None]:
        """The countries of the parts of states that are named, by their keys."""
        rows = [unit.meanings[0].row for unit in self.names.units if len(unit.meanings) == 1]
        return {row.key: _code(row) for row in rows if isinstance(row, Country) and row.is_part}

    @cached_property
    def _plain_names(self) -> frozenset[str]:
        """The states and bodies that a name of only one meaning points to."""
        return frozenset(
            unit.meanings[0].row.key
            for unit in self.names.units
            if len(unit.meanings) == 1 and isinstance(unit.meanings[0].row, Country | Body)
        )

    @cached_property
    def _plain_countries(self) -> frozenset[str | None]:
        """The countries of names that can mean one country only."""
        codes = ({_code(m.row) for m in unit.meanings if isinstance(m.row, Country)} for unit in self.names.units)
        return frozenset(code for found in codes if len(found) == 1 for code in found)

    @cached_property
    def party_homes(self) -> dict[str, str]:
        """The countries of parties that are called like one of the tables' elsewhere, by their folded names.

        The country stands beside the name: "the Norwegian Labour Party", "Norway's Labour Party", "the Labour Party of Norway".
        """
        told: dict[str, str] = {}
        for unit in self.names.units:
            row = self.meant(unit) if unit.of("body") else None
            if isinstance(row, Body) and row.sector == PARTY:
                beside = [child.i for child in self.names.head(unit).children]
                owners = (self.names.unit_at.get(index) for index in (unit.first - 1, *beside))
                lands = [self.meant(owner) for owner in owners if owner and owner.of("state", "adjective")]
                told |= {
                    fold(self.text(unit)): land.code
                    for land in lands
                    if isinstance(land, Country) and land.code != row.country
                }
        return told

    def alive(self, row: Country | Body) -> bool:
        """Is there such a state or body on the day?"""
        if self.day is None:
            return row.until is None
        return not (row.since and self.day < row.since) and not (row.until and self.day > row.until)

    # What a phrase says

    def sector(self, phrase: Phrase, owner: str | None) -> tuple[str | None, tuple[str, ...]]:
        """Give the sector of a phrase's bearer, and the others that the phrase names."""
        row = phrase.hit.row
        under = [hit.row.sector for hit in phrase.under if not hit.row.follows]
        if phrase.former:
            return "ELI", ()
        if row.lemma in KIN and (phrase.pronoun or any(unit.is_person for unit in phrase.owners)):
            return None, ()
        if row.follows and self._of_region(phrase):
            return "GOV", ()
        if row.follows:
            return (under[0] if under else None if phrase.stranger else owner), tuple(under[1:])
        if phrase.bond == "pro" and row.sector in ARMED:
            return "REB", ()
        if row.sector in ("MIL", "UAF") and owner in REBELS:
            return owner, ()  # "a Hezbollah commander"
        if row.sector == "MIL" and under and under[0] != "GOV":
            return under[0], (row.sector,)
        owning = (hit for hit in phrase.under if hit.first >= phrase.hit.last or self.names.doc[hit.last].tag_ == "POS")
        served = [hit.row for hit in owning]
        if self._serves(phrase) and served and not served[0].follows:
            return served[0].sector, ()
        strange = phrase.stranger or self._is_one_of_several(phrase)
        if self._serves(phrase) and (strange or self._belongs_elsewhere(phrase)):
            return (None if strange else owner), ()
        return row.sector, tuple(sector for sector in unique(under) if sector not in (row.sector, "GOV"))

    def _serves(self, phrase: Phrase) -> bool:
        """Is this an office that others than governments and companies have too ("president", "chief executive", "official")?"""
        row = phrase.hit.row
        return row.sector in ("GOV", "BUS") and (row.kind == "title" or row.lemma in EVERYWHERE)

    def _of_region(self, phrase: Phrase) -> bool:
        """Are these who lead the states of a region ("the two [West African] leaders")?"""
        before = self.names.doc.span(phrase.first, phrase.hit.first).text.lower().split()
        told = (" ".join(before[place:]) for place in range(len(before)))
        tables = self.names.tables
        return phrase.hit.row.lemma in tables.leading and not tables.regions.keys().isdisjoint(told)

    def _is_one_of_several(self, phrase: Phrase) -> bool:
        """Is this "a vice president" of nobody, as companies have them by the dozen?"""
        lone = phrase.hit.row.lemma.endswith(DEPUTY) and not phrase.owners
        return lone and self.names.doc[phrase.first].lower_ in ("a", "an")

    def _belongs_elsewhere(self, phrase: Phrase) -> bool:
        """Does the title's owner have a body of its own that is no government ("the president of Acme Corp")?"""
        return any(
            (unit.label == "ORG" and not unit.meanings) or any(isinstance(m.row, Body) for m in unit.meanings)
            for unit in phrase.owners
        )

    def codes(self, phrase: Phrase) -> list[tuple[str | None, str | None]]:
        """Give country and owner's sector for each owner of the phrase; one pair of unknowns where there is none."""
        pairs = [self._together(phrase, stack) for stack in self._stacks(phrase.owners)]
        if not pairs and (home := self._sender(phrase) or self._employer(phrase)):
            pairs = [(home, None)]
        elif not pairs:
            seat = self.meant(phrase.seat) if phrase.seat else None
            pairs = [(seat.code if isinstance(seat, Country) else phrase.hit.row.country or self._rules(phrase), None)]
        craft = phrase.hit.row.kind == "craft"  # "Turkish-built drones" may be anybody's
        backed = phrase.bond == "by" and phrase.hit.row.sector in ARMED and not phrase.seat and not craft
        if (phrase.bond == "pro" or backed) and not phrase.owners:
            pairs = [(self._ground(phrase), None)]
        return list(dict.fromkeys(pairs))

    def _stacks(self, owners: list[Unit]) -> list[list[Unit]]:
        """Part the owners where "and" or a comma stands between; those that merely follow each other own together."""
        stacks: list[list[Unit]] = []
        for unit in owners:
            between = self.names.doc[stacks[-1][-1].last : unit.first] if stacks else ()
            if stacks and not any(token.lower_ in ("and", "or", ",", "-", "&") for token in between):
                stacks[-1].append(unit)
            else:
                stacks.append([unit])
        return stacks

    def _together(self, phrase: Phrase, stack: list[Unit]) -> tuple[str | None, str | None]:
        """Tell of several owners of one phrase ("UK Foreign Office officials") the one country and the one sector."""
        told = [(unit, *self.whose(unit)) for unit in stack]
        if phrase.hit.row.sector == "-":
            # The allies of a state are others; those of NATO are its own.
            told = [(unit, country, sector) for unit, country, sector in told if country in INTERNATIONAL]
        located = [(unit, country) for unit, country, _ in told if country]
        nations = [pair for pair in located if pair[0].of("adjective", "demonym")]
        country = (nations[-1] if nations else located[0])[1] if located else None
        sectors = [sector for unit, _, sector in told if sector and (unit.is_person or unit.of("body", "seat"))]
        if sectors:
            return country, sectors[-1]
        nowhere = phrase.hit.row.sector == "~" or phrase.proper or any(not unit.meanings for unit in stack)
        return country, None if nowhere else next((sector for _, _, sector in told if sector), None)

    def _rules(self, phrase: Phrase) -> str | None:
        """Give the country in which a government sits ("the UN-backed government [in Libya]"), or rebels fight ("rebels in
        [the Oromia region]")."""
        head, row = self.names.doc[phrase.head], phrase.hit.row
        ruling, rising = row.sector == "GOV" and row.is_collective, row.sector == "REB"
        if not (ruling or rising) or phrase.stranger or phrase.pronoun:
            return None
        seats = syntax.obliques(head, "in") if rising else [s for s in syntax.obliques(head, "in") if s.i == head.i + 2]
        places = [seats[0], *syntax.children(seats[0], "compound")] if seats else []
        units = (self.names.unit_at.get(place.i) for place in places)
        return next((self.whose(unit)[0] for unit in units if unit is not None), None)

    def _sender(self, phrase: Phrase) -> str | None:
        """Give the country of who sends or keeps troops somewhere ("France has [400 soldiers] in Chad")."""
        head = self.names.doc[phrase.head]
        sent = (
            phrase.hit.row.sector == "MIL" and head.dep_ == "obj" and head.head.lemma_ in SENDING and not phrase.pronoun
        )
        units = (self.names.unit_at.get(word.i) for word in (syntax.subjects(head.head) if sent else ()))
        found = {self.whose(unit)[0] for unit in units if unit is not None} - {None}
        return found.pop() if len(found) == 1 else None

    def _employer(self, phrase: Phrase) -> str | None:
        """Give the country of the state or body for which some work ("hackers working for [Iran's Revolutionary Guards]").

        Or in which somebody has an office ("an official in the Kenyan [foreign ministry]").
        """
        head = self.names.doc[phrase.head]
        deeds = (word for word in syntax.children(head, "acl") if word.tag_ == "VBG")
        whose = [noun for word in deeds for noun in syntax.obliques(word, "for")]
        whose += [body for body in syntax.obliques(head, "in", "at") if self._seats(phrase, body)]
        whose += [owner for noun in whose for owner in (*syntax.possessors(noun), *syntax.children(noun, "amod"))]
        units = (self.names.unit_at.get(noun.i) for noun in whose)
        return next((self.whose(unit)[0] for unit in units if unit is not None and not unit.is_person), None)

    def _seats(self, phrase: Phrase, body: Token) -> bool:
        """Is this a body of the state in which one person holds an office, not one at whose gates people stand?"""
        hit = self.names.agent_at.get(body.i)
        official = phrase.hit.row.sector in OFFICIAL and not phrase.hit.row.is_collective
        return official and hit is not None and hit.row.is_collective and hit.row.sector in OFFICIAL

    def _ground(self, phrase: Phrase) -> str | None:
        """Give the country where a phrase's bearers fight: "in eastern Ukraine", or that of those they are named with."""
        sentence = self.names.doc[phrase.head].sent
        for unit in self.names.units:
            if sentence.start <= unit.first < sentence.end and unit.of("state"):
                before = [self.names.doc[i].lower_ for i in range(max(0, unit.first - 2), unit.first)]
                if "in" in before:
                    return self.whose(unit)[0]
        partners = {token.i for token in syntax.conjuncts(syntax.first_conjunct(self.names.doc[phrase.head]))}
        for other in self.phrases:
            beside = other.last == phrase.first - 1 and self.names.doc[other.last].lower_ in ("and", "with")
            if other is not phrase and other.owners and (other.head in partners or beside):
                return self.whose(other.owners[0])[0]
        return None

    # Places in the text

    def text(self, unit: Unit) -> str:
        """Give a name as it is written."""
        return self.names.text(unit.first, unit.last)

    def span(self, unit: Unit) -> Span:
        """Give the place of a name."""
        return self.names.span(unit.first, unit.last)


def _code(row: Country | Body) -> str | None:
    return row.code if isinstance(row, Country) else row.country
