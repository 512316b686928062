"""States, seats of government and bodies by their names, and what a capital or a nationality stands for.

Ground for the actor step.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.findings import Draft
from chancery.extract.who.known import AgentHit, Unit
from chancery.extract.who.scene import Scene
from chancery.lexicon.actor_rows import Body, Country
from chancery.lexicon.names import fold, slug
from chancery.model import ActorKind, MentionHow
from chancery.tokens import Token

PLACE_CASES = ("in", "near", "outside", "around", "from", "inside", "across")
MOTION = ("go", "travel", "fly", "arrive", "return", "come", "head", "move")


def name_body(scene: Scene, unit: Unit) -> Draft | None:
    """Add to the scene the state, seat or body that a name means, and give it; None where it is nobody."""
    _Namer(scene).name(unit)
    span = scene.span(unit)
    return next((draft for draft in reversed(scene.company.drafts.values()) if span in draft.mentions), None)


@dataclass(frozen=True)
class _Namer:
    """Tells what a name of no person stands for."""

    scene: Scene

    def name(self, unit: Unit) -> None:
        """Add what a name means to the company."""
        row = self.scene.meant(unit)
        home = self.scene.party_homes.get(fold(self.scene.text(unit)))
        if isinstance(row, Body) and home is not None:
            self._name_namesake(unit, row, home)
        elif isinstance(row, Body):
            key: Hashable = ("body", row.key)
            kind: ActorKind = "place" if row.kind == "place" else "organisation"
            self._add(
                key,
                unit,
                "name",
                row.cause,
                Draft(row.name, kind, row.country, row.sector, identifier=slug(row.name)),
            )
        elif isinstance(row, Country):
            self._name_state(unit, row)
        elif unit.of("state", "body", "seat"):
            self._name_unsure(unit)
        elif unit.label == "ORG" and not unit.meanings:
            self._name_newcomer(unit)

    def _name_namesake(self, unit: Unit, row: Body, home: str) -> None:
        """Make an actor of a party that is called like one of the tables' in another country."""
        name = self.scene.text(unit)
        draft = Draft(name, "organisation", home, row.sector, identifier=slug(home, name))
        self._add(("namesake", home, fold(name)), unit, "name", row.cause, draft)

    def _name_newcomer(self, unit: Unit) -> None:
        """Make an actor of a body that only the article names, by its full name where it has told that."""
        full = self.scene.names.full_names.get(self.scene.text(unit), unit)
        name = self.scene.text(full)
        ending = self.scene.names.suffixes.get(full.last - 1) or self._opening(full)
        because = ending.row.cause if ending else "cue:ner ORG"
        draft = Draft(name, "organisation", self._nationality(full), ending.row.sector if ending else None)
        draft.identifier = slug(name) if " " in name else None
        self._add(("org", fold(name)), unit, "name", because, draft)

    def _opening(self, unit: Unit) -> AgentHit | None:
        """Give the noun for a body before "of" in a name ("Ministry of the Interior", "Supreme Court of Kenya")."""
        of = next((index for index in range(unit.first + 1, unit.last) if self._word(index) == "of"), None)
        hit = self.scene.names.agent_at.get(of - 1) if of else None
        return hit if hit is not None and hit.row.kind == "body" and not hit.row.follows else None

    def _word(self, index: int) -> str:
        return self.scene.names.doc[index].lower_

    def _name_unsure(self, unit: Unit) -> None:
        """Make an actor of a name that several states or bodies bear; only what they share is told of it."""
        rows = [meaning.row for meaning in unit.of("state", "body", "seat")]
        sectors = {
            row.sector or ("GOV" if isinstance(row, Country) else None)
            for row in rows
            if isinstance(row, Country | Body)
        }
        kind: ActorKind = "state" if all(isinstance(row, Country) for row in rows) else "organisation"
        name = self.scene.text(unit)
        draft = Draft(name, kind, sector=sectors.pop() if len(sectors) == 1 else None)
        self._add(
            ("unsure", fold(name)),
            unit,
            "name",
            " + ".join(row.cause for row in rows if isinstance(row, Country | Body)),
            draft,
        )

    def _nationality(self, unit: Unit) -> str | None:
        """Give the country that an organisation's name begins or ends with ("Iranian Red Crescent", "Supreme Court of Kenya")."""
        codes = self._codes(self.scene.names.doc[unit.first].text, "adjective")
        of = next((index for index in range(unit.last - 2, unit.first, -1) if self._word(index) == "of"), None)
        if not codes and of is not None:
            codes = self._codes(self.scene.names.text(of + 1, unit.last).removeprefix("the "), "state")
        return codes.pop() if len(codes) == 1 and codes != {"USA"} else None

    def _codes(self, name: str, kind: str) -> set[str]:
        """Give the countries that a name can mean on the day."""
        meanings = self.scene.names.tables.meanings.get(fold(name), ())
        return {
            m.row.code for m in meanings if m.kind == kind and isinstance(m.row, Country) and self.scene.alive(m.row)
        }

    def _name_state(self, unit: Unit, row: Country) -> None:
        kinds = {meaning.kind for meaning in unit.meanings if meaning.row == row}
        if "state" in kinds:
            self._add_state(unit, row, "nominal" if self._modifies(unit) else "name")
        elif "seat" in kinds:
            identifier = slug(row.code, "gov", self.scene.text(unit))
            draft = Draft(self.scene.text(unit), "organisation", row.code, row.sector or "GOV", identifier=identifier)
            self._add(self._seat_key(row), unit, "name", row.cause, draft)
        elif self._modifies(unit) and "adjective" in kinds:
            self._add_state(unit, row, "nominal")
        elif kinds & {"adjective", "demonym"} and self._is_language(unit):
            return
        elif "demonym" in kinds and not unit.bond:
            kind: ActorKind = "group" if self._are_several(unit) else "person"
            key: Hashable = ("people", row.key, kind, None if kind == "group" else unit.first)
            self._add(key, unit, "nominal", row.cause, Draft(self.scene.text(unit), kind, row.code))
        elif "adjective" in kinds:
            self._add_state(unit, row, "nominal")
        elif self._acts(unit):
            self._add_metonym(unit, row)

    def _are_several(self, unit: Unit) -> bool:
        """Are these several of a people, as the tagger or the word itself says ("Georgians")?"""
        name = self.scene.text(unit)
        plural = name.endswith("s") and bool(self._codes(name[:-1], "adjective"))
        return plural or self.scene.names.doc[unit.last - 1].tag_ in ("NNS", "NNPS")

    def _modifies(self, unit: Unit) -> bool:
        head = self.scene.names.head(unit)
        first = syntax.first_conjunct(head) if head.tag_ == "JJ" else head  # "Canadian and [Mexican] goods"
        return first.dep_ in ("amod", "compound", "nmod:desc") and first.head.i >= unit.last

    def _is_language(self, unit: Unit) -> bool:
        """Is this what somebody speaks or writes, not "a Russian", "the French" or "French and British troops"?"""
        head = self.scene.names.head(unit)
        first = syntax.first_conjunct(head)
        alone = not any(child.dep_ in ("det", "nmod", "nummod") for word in (first, head) for child in word.children)
        singular = head.tag_ in ("NNP", "NN", "JJ") and first.tag_ in ("NNP", "NN", "JJ")
        return not unit.bond and alone and singular and first.dep_ in ("obj", "obl", "nmod", "iobj")

    def _acts(self, unit: Unit) -> bool:
        """Does a capital stand for its government here, not for the place?"""
        head = self.scene.names.head(unit)
        first = syntax.first_conjunct(head)
        case = syntax.prepositions(first)
        if unit.bond or head.dep_ in ("compound", "amod", "appos", "flat", "nmod:desc", "dep", "list"):
            return False
        if case in PLACE_CASES:
            return case == "from" and self._utters(first)
        if case in ("to", "at"):
            verb = syntax.clause_of(first)
            return verb.lemma_ not in MOTION or any(map(self._is_official, syntax.subjects(verb)))
        return case in ("", "with", "between", "against", "by", "of", "on", "for", "than", "according to")

    def _utters(self, capital: Token) -> bool:
        """Does a capital stand behind what its government says or gives ("pressure from Rome")?"""
        beside = (*syntax.objects(capital.head), *syntax.obliques(capital.head, "under"))  # "came under fire from Rome"
        said = capital.head if capital.arc == "nmod" else next(iter(beside), capital)
        return capital.arc in ("nmod", "obl") and said.lemma_ in self.scene.names.tables.uttered

    def _is_official(self, token: Token) -> bool:
        """Is this somebody of a government, whose journey to a capital is a visit to another?"""
        person, hit = self.scene.people_at.get(token.i), self.scene.names.agent_at.get(token.i)
        return (person.sector if person else hit.row.sector if hit else None) == "GOV"

    def _add_state(self, unit: Unit, row: Country, how: MentionHow) -> None:
        identifier = row.code.lower() if self.scene.names.tables.by_code.get(row.code) == row else slug(row.name)
        self._add(
            ("state", row.key),
            unit,
            how,
            row.cause,
            Draft(row.name, "state", row.code, row.sector or "GOV", identifier=identifier),
        )

    def _add_metonym(self, unit: Unit, row: Country) -> None:
        """Give a capital's mention to the body or seat of government there which the article names, else to the state."""
        body = self._hosted(row)
        if body is not None:
            draft = Draft(body.name, "organisation", body.country, body.sector, identifier=slug(body.name))
            self._add(("body", body.key), unit, "metonym", row.cause, draft)
            return
        seats = [m.row for other in self.scene.names.units for m in other.of("seat") if isinstance(m.row, Country)]
        if row in seats:
            seat = next(other for other in self.scene.names.units if any(m.row == row for m in other.of("seat")))
            identifier = slug(row.code, "gov", self.scene.text(seat))
            draft = Draft(self.scene.text(seat), "organisation", row.code, row.sector or "GOV", identifier=identifier)
            self._add(self._seat_key(row), unit, "metonym", row.cause, draft)
        else:
            self._add_state(unit, row, "metonym")

    def _hosted(self, row: Country) -> Body | None:
        """Give the body that a capital stands for, where the article names it or its offices, and never the state itself."""
        if row.hosts is None or row.code in self.scene.states_named:
            return None
        bodies = [m.row for unit in self.scene.names.units for m in unit.of("body") if isinstance(m.row, Body)]
        known = self.scene.names.tables.meanings.get(fold(row.hosts), ())
        host = next((m.row for m in known if isinstance(m.row, Body)), None)
        return host if host and any(body.country == host.country for body in bodies) else None

    def _seat_key(self, row: Country) -> Hashable:
        return "seat", row.key

    def _add(self, key: Hashable, unit: Unit, how: MentionHow, because: str, draft: Draft) -> None:
        self.scene.company.drafts.setdefault(key, draft).add(self.scene.span(unit), how, because)


def join_abbreviations(scene: Scene) -> None:
    """Make one actor of a body and of the short name that brackets give it: "the Islamic Resistance Movement (Hamas)"."""
    at = {
        span: draft
        for draft in scene.company.drafts.values()
        if draft.kind == "organisation"
        for span in draft.mentions
    }
    ends = {end: draft for (_, end), draft in at.items()}
    for (start, _), short in list(at.items()):
        before = scene.names.source[max(0, start - 2) : start]
        long = ends.get(start - 2)
        if before == " (" and long is not None and long is not short and " " in long.name:
            keep, lose = (short, long) if short.sector and not long.sector else (long, short)
            keep.take_over(lose)
            lose.mentions.clear()
