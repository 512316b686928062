"""Whose name this is: people whom a table knows on the day, and those whom only the article introduces.

Ground for the actor step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chancery.extract.findings import Draft
from chancery.extract.known import CALENDAR, Unit
from chancery.extract.scene import Scene
from chancery.lexicon.actor_rows import INTERNATIONAL, Somebody, Standing, family_names
from chancery.lexicon.names import fold, lowered, slug

# Someone out of office longer than this is not meant by the bare family name.
RECENT_YEARS = 2


def find_people(scene: Scene) -> None:
    """Add to the scene the people whom the document names, each with the places that do so."""
    _Finder(scene).find()


@dataclass(frozen=True)
class _Finder:
    """Goes from whole names, which are surest, to parts of names."""

    scene: Scene

    def find(self) -> None:
        """Find whole names, then single ones."""
        units = [unit for unit in self.scene.names.units if unit.is_person]
        whole = [unit for unit in units if unit.of("person") or (unit.last - unit.first > 1 and not unit.of("surname"))]
        longer: dict[str, Draft] = {}
        for unit in sorted(whole, key=lambda unit: (unit.first - unit.last, unit.first)):
            draft = longer.get(lowered(self.scene.text(unit))) if not unit.of("person") else None
            if draft is not None:
                self._mention(draft, unit, "cue:surname")
            else:
                self._add_person(unit, *self._whole_name(unit))
                longer |= dict.fromkeys(_shorter(self.scene.text(unit)), self.scene.people[unit.first])
        by_part = self._parts_of_names()
        for unit in units:
            if unit.first in self.scene.people:
                continue
            draft = self._meant_by_part(unit, by_part.get(lowered(self.scene.text(unit)), {}).values())
            if draft is not None:
                self._mention(draft, unit, "cue:surname")
            elif (somebody := self._by_surname(unit)) is not None:
                self._add_person(unit, somebody.name, somebody)
            elif unit.label == "PERSON" or self._has_title(unit):
                self._add_person(unit, self.scene.text(unit), None)

    def _whole_name(self, unit: Unit) -> tuple[str, Somebody | None]:
        text = self.scene.text(unit)
        known = [meaning.row for meaning in unit.of("person") if isinstance(meaning.row, Somebody)]
        if not known:
            words = fold(text).split()
            known = list(self.scene.names.tables.by_first_and_last.get((words[0], words[-1]), ()))
        somebody = self._likely(known)
        return (somebody.name, somebody) if somebody else (text, None)

    def _is_at_home(self, somebody: Somebody) -> bool:
        """Does the article name a country of this person, or has the person none?"""
        return bool(somebody.countries & (self.scene.named_countries | INTERNATIONAL))

    def _recently(self, day: str) -> str:
        return f"{int(day[:4]) - RECENT_YEARS}{day[4:]}"

    def _likely(self, known: list[Somebody]) -> Somebody | None:
        """Choose among people of one name: the only one, or the only one in office."""
        if len(known) > 1 and self.scene.day is not None:
            known = [somebody for somebody in known if somebody.in_office(self.scene.day)]
        return known[0] if len(known) == 1 else None

    def _by_surname(self, unit: Unit) -> Somebody | None:
        """Give the one person in (or just out of) office whom a bare family name can mean."""
        known = [meaning.row for meaning in unit.of("surname") if isinstance(meaning.row, Somebody)]
        day = self.scene.day
        if not known or day is None or unit.label not in ("PERSON", "") or self._is_only_part(unit):
            return None
        now = [one for one in known if one.standing(day).sector is not None]
        now = [one for one in now if one.in_office(day) or one.in_office(self._recently(day))]
        if len(now) > 1:
            now = [somebody for somebody in now if somebody.in_office(day)]
        if len(now) > 1:
            now = [somebody for somebody in now if somebody.countries & self.scene.named_countries] or now
        now = self._foremost(now, unit)
        if len(now) != 1:
            return None
        leads = unit.label == "PERSON" and now[0].standing(day).role in self._rulers
        return now[0] if leads or self._is_at_home(now[0]) else None

    def _is_only_part(self, unit: Unit) -> bool:
        """Is a family name a month, or only a part of a name that the pipeline does not know ("Campbell Soup cans")?"""
        if not unit.label and (self.scene.text(unit) in CALENDAR or self._is_stray(unit.last)):
            return True
        return self._is_stray(unit.first - 1)

    def _is_stray(self, index: int) -> bool:
        """Is this a word of a name that nobody knows?"""
        names = self.scene.names
        if not 0 <= index < len(names.doc) or index in names.unit_at or index in names.agent_at:
            return False
        word = names.doc[index]
        return word.tag_ in ("NNP", "NNPS") and word.text.isalpha() and word.text not in CALENDAR

    @property
    def _rulers(self) -> frozenset[str]:
        return self.scene.names.tables.rulers

    def _foremost(self, known: list[Somebody], unit: Unit) -> list[Somebody]:
        """Leave out who is of the wrong gender after "Mr." or "Mrs.", and of a leader and others keep the leader."""
        told = self._addressed(unit)
        fitting = [somebody for somebody in known if told is None or somebody.gender in (None, told)]
        leaders = [somebody for somebody in fitting if somebody.standing(self.scene.day).role in self._rulers]
        return leaders if len(fitting) > 1 and leaders else fitting

    def _addressed(self, unit: Unit) -> str | None:
        """Tell the gender that "Mr." or "Mrs." before a name gives."""
        return (
            self.scene.names.tables.gender_of_title(self.scene.names.doc[unit.first - 1].text) if unit.first else None
        )

    def _has_title(self, unit: Unit) -> bool:
        hit = self.scene.names.agent_at.get(unit.first - 1)
        return hit is not None and not hit.row.is_collective

    def _parts_of_names(self) -> dict[str, dict[int, Draft]]:
        """Give the people named in full by the single names that may stand for them later."""
        found: dict[str, dict[int, Draft]] = {}
        for first, draft in self.scene.people.items():
            unit = self.scene.names.unit_at[first]
            somebody = next((m.row for m in unit.of("person")), None)
            family_first = isinstance(somebody, Somebody) and somebody.family_first
            text = self.scene.text(unit)
            for part in (*family_names(draft.name, family_first), *family_names(text, family_first), text.split()[0]):
                found.setdefault(lowered(part), {})[id(draft)] = draft
        return found

    def _meant_by_part(self, unit: Unit, drafts: Iterable[Draft]) -> Draft | None:
        """Give whom a part of a name means: the only one whom "Mr." or "Mrs." fits, or the only one known in office."""
        told, fitting = self._addressed(unit), list(drafts)
        if told is not None:
            genders = {id(draft): self.scene.names.tables.gender(draft.name, draft.role) for draft in fitting}
            surely = [draft for draft in fitting if genders[id(draft)] == told]
            fitting = surely or [draft for draft in fitting if genders[id(draft)] is None]
        if len(fitting) > 1:
            fitting = [draft for draft in fitting if draft.sector not in (None, "ELI")]
        return fitting[0] if len(fitting) == 1 else None

    def _add_person(self, unit: Unit, name: str, somebody: Somebody | None) -> None:
        key = ("person", fold(name))
        draft = self.scene.company.drafts.get(key)
        if draft is None:
            now = somebody.standing(self.scene.day) if somebody else Standing(None, None, None, "cue:ner PERSON")
            identifier = slug(name) if somebody or " " in name else None
            draft = Draft(name, "person", now.country, now.sector, role=now.role, identifier=identifier)
            self.scene.company.drafts[key] = draft
            if somebody:
                self.scene.table_rows[id(draft)] = somebody
        self._mention(draft, unit, somebody.standing(self.scene.day).because if somebody else "cue:ner PERSON")

    def _mention(self, draft: Draft, unit: Unit, because: str) -> None:
        self.scene.people[unit.first] = draft
        draft.add(self.scene.span(unit), "name", because)


def _shorter(name: str) -> set[str]:
    """Give the names of several words by which somebody of a long name goes too: "Sassou Nguesso", "John Kerry"."""
    words = lowered(name).split()
    ends = {" ".join(words[start:]) for start in range(1, len(words) - 1)}
    return ends | {f"{words[0]} {words[-1]}"} if len(words) > 2 else set()
