"""Whose name this is: people whom a table knows on the day, and those whom only the article introduces.

Ground for the actor step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.findings import Draft
from chancery.extract.who.known import CALENDAR, Unit
from chancery.extract.who.scene import Scene
from chancery.lexicon.actor_rows import INTERNATIONAL, Country, Somebody, Standing, family_names, names_of
from chancery.lexicon.names import fold, lowered, slug

RUNNING = frozenset({"presidential candidate", "opposition leader"})
# Someone out of office longer than this is not meant by the bare family name.
RECENT_YEARS = 2
# But who led a state is, for so long, where the article names the state.
FORMER_YEARS = 5


def find_people(scene: Scene) -> None:
    """Add to the scene the people whom the document names, each with the places that do so."""
    _Finder(scene).find()


# The most words of a state's name.
LONGEST_STATE = 6


@dataclass(frozen=True)
class _Finder:
    """Goes from whole names, which are surest, to parts of names."""

    scene: Scene

    def find(self) -> None:
        """Find whole names, then single ones."""
        units = [unit for unit in self.scene.names.units if unit.is_person]
        whole = [
            unit for unit in units if unit.of("person") or (" " in self.scene.text(unit) and not unit.of("surname"))
        ]
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
        role = self._role_before(unit)
        if not known or not any(_held(role, somebody) for somebody in known):
            words = fold(text).split()
            ends = self.scene.names.tables.by_first_and_last.get((words[0], words[-1]), ())
            called = [somebody for somebody in ends if _may_be_called(words[1:-1], somebody)]
            # "Defense Minister Ann Roe" is the one of two who has had that office.
            known = [one for one in called if _held(role, one)] or known or called
        somebody = self._likely(
            [somebody for somebody in known if not self._is_other(somebody, unit) and not self._is_namesake(somebody)]
        )
        return (somebody.name, somebody) if somebody else (text, None)

    def _role_before(self, unit: Unit) -> str:
        """Give the title right before a name."""
        hit = self.scene.names.agent_at.get(unit.first - 1)
        return hit.row.lemma.replace("defence", "defense") if hit is not None else ""

    def _is_other(self, somebody: Somebody, unit: Unit) -> bool:
        """Does the title before a name give it to another country than all that the table has for the person?"""
        homes = somebody.countries - INTERNATIONAL
        stated = {country for country in self._stated_countries(unit) if country and country not in INTERNATIONAL}
        return bool(homes and stated) and not homes & stated

    def _is_namesake(self, somebody: Somebody) -> bool:
        """Is this somebody who only ever spoke for others, years from now, in an article that is not about his country?"""
        day = self.scene.day
        if (
            day is None
            or self._is_at_home(somebody)
            or not all(self._speaks(office.role) for office in somebody.offices)
        ):
            return False
        return not any(somebody.in_office(when) for when in (day, self._recently(day)))

    def _is_at_home(self, somebody: Somebody) -> bool:
        """Does the article name a country of this person, or has the person none?"""
        return bool(somebody.countries & (self.scene.named_countries | INTERNATIONAL))

    def _recently(self, day: str) -> str:
        return _years_before(day, RECENT_YEARS)

    def _standing(self, somebody: Somebody) -> Standing:
        """Tell what somebody is on the article's day, or was when the table last knew it, for choosing whom a name means."""
        day = self.scene.day
        return somebody.standing(day and somebody.last_known(day, self._recently(day)))

    def _in_office(self, somebody: Somebody) -> bool:
        """Is somebody in office on the article's day, as far as the table knows?"""
        return self._standing(somebody).sector not in (None, "ELI")

    def _likely(self, known: list[Somebody]) -> Somebody | None:
        """Choose among people of one name: who is in office, else who was last; nobody where that leaves several."""
        if len(known) < 2 or self.scene.day is None:
            return known[0] if len(known) == 1 else None
        day = self.scene.day
        held = [somebody for somebody in known if self._in_office(somebody)]
        if len(held) == 1:
            return held[0]
        begun = [somebody for somebody in held or known if any((row.since or "") <= day for row in somebody.offices)]
        latest = sorted(
            begun, key=lambda somebody: max((row.since or "") for row in somebody.offices if (row.since or "") <= day)
        )
        return latest[-1] if latest and not held else None

    def _by_surname(self, unit: Unit) -> Somebody | None:
        """Give the one person in (or just out of) office whom a bare family name can mean."""
        known = [meaning.row for meaning in unit.of("surname") if isinstance(meaning.row, Somebody)]
        named = unit.label in ("PERSON", "") or self._has_title(unit) or self._leads_body(unit)
        if not known or self.scene.day is None or not named:
            return None
        if (
            self._goes_on(unit)
            or self._ends(unit)
            or self._is_common(unit)
            or (unit.label == "" and self.scene.text(unit) in CALENDAR)
        ):
            return None
        stated = {country for country in self._stated_countries(unit) if country}
        if not stated and (titled := self._once_titled(known, unit)) is not None:
            return titled
        recent = self._recently(self.scene.day)
        now = [
            somebody for somebody in known
            if self._standing(somebody).sector is not None
            and (self._in_office(somebody) or somebody.in_office(recent))
            and (not stated or stated & somebody.countries)
        ]  # fmt: skip
        if not any(self._standing(somebody).role in self._rulers | RUNNING for somebody in now):
            now = [one for one in known if self._once_led(one) and not stated - one.countries] or now
        if len(now) > 1:
            now = [somebody for somebody in now if self._in_office(somebody)]
        if len(now) > 1:
            now = [somebody for somebody in now if somebody.countries & self.scene.named_countries] or now
        now = self._foremost(now, unit)
        if self._leads_body(unit) and unit.label != "PERSON":
            now = [somebody for somebody in now if self._standing(somebody).role in self._rulers | RUNNING]
        return now[0] if len(now) == 1 and (self._is_at_home(now[0]) or self._is_the_leader(now[0], unit)) else None

    def _once_titled(self, known: list[Somebody], unit: Unit) -> Somebody | None:
        """Give who last led a state with the title before a family name that no ruler in office bears ("President Obama")."""
        title, day = self.scene.names.agent_at.get(unit.first - 1), self.scene.day or ""
        role = title.row.lemma if title is not None else ""
        serving = [one for one in known if self._in_office(one) and self._standing(one).role in self._rulers]
        if role not in self._rulers or serving:
            return None
        led = [
            (office.since or "", somebody.name, somebody)
            for somebody in known
            for office in somebody.offices
            if office.role == role and (office.since or "") <= day
        ]
        return max(led, key=lambda one: one[:2])[2] if led else None

    def _once_led(self, somebody: Somebody) -> bool:
        """Did somebody lead a state that the article names, not too long ago ("jailed [Bolsonaro]")?"""
        day = self.scene.day or ""
        since = _years_before(day, FORMER_YEARS)
        led = [office for office in somebody.offices if office.role in self._rulers and office.until]
        return any(
            since <= (office.until or "") <= day and office.country in self.scene.named_countries for office in led
        )

    def _is_the_leader(self, somebody: Somebody, unit: Unit) -> bool:
        """Is this surely a person's name, with his own title or of one so high that news name him far from home?"""
        role = self._standing(somebody).role or ""
        title = self.scene.names.agent_at.get(unit.first - 1)
        own = title is not None and set(title.row.lemma.replace("defence", "defense").split()) <= set(role.split())
        bare = fold(self.scene.text(unit))
        if not own and bare in self.scene.names.tables.genders and bare != fold(somebody.name).split()[-1]:
            return False  # "Abdullah" may be anybody
        return self._is_surely_person(unit) and (own or role in self._rulers | RUNNING)

    def _goes_on(self, unit: Unit) -> bool:
        """Is a family name only the beginning of a name that the pipeline does not know ("Campbell Soup cans")?

        So it is where a noun for a body begins with it ("the Tokyo [Stock] Exchange").
        """
        hit = self.scene.names.agent_at.get(unit.first)
        if hit is not None and hit.last > unit.last:
            return True
        behind = self.scene.names.doc[unit.last] if unit.last < len(self.scene.names.doc) else None
        if unit.label or behind is None or behind.tag_ not in ("NNP", "NNPS") or behind.text in CALENDAR:
            return False
        return unit.last not in self.scene.names.unit_at and unit.last not in self.scene.names.agent_at

    def _is_common(self, unit: Unit) -> bool:
        """Does an article make a family name a noun like others ("[the West] was silent")?"""
        before = self.scene.names.doc[unit.first - 1].lower_ if unit.first else ""
        noun = self.scene.names.head(unit)
        return before == "the" and noun.dep_ not in ("compound", "nmod:desc", "amod") and not self._leads_body(unit)

    def _ends(self, unit: Unit) -> bool:
        """Is a family name only the end of a name that the pipeline does not know ("Prakash Shah")?"""
        names, before = self.scene.names, unit.first - 1
        if before < 0 or names.doc[before].tag_ not in ("NNP", "NNPS") or names.doc[before].text in CALENDAR:
            return False
        return names.doc[before].text.isalpha() and not self._stands_before(before)

    def _stands_before(self, index: int) -> bool:
        """Does a name or an agent noun of its own end with a token?"""
        names = self.scene.names
        return any(unit.first <= index < unit.last for unit in names.units) or any(
            hit.last == index + 1 for hit in names.agents
        )

    def _is_surely_person(self, unit: Unit) -> bool:
        """Does the pipeline call the name a person's, has it a campaign or government, or does it act, labeled as nothing?"""
        noun = self.scene.names.head(unit)
        acts = unit.label == "" and noun.tag_ == "NNP" and noun.dep_ == "nsubj" and noun.head.pos_ == "VERB"
        return unit.label == "PERSON" or acts or self._leads_body(unit)

    def _leads_body(self, unit: Unit) -> bool:
        """Does the name stand before what people lead ("the Biden Administration", "the Smith campaign")?"""
        behind = self.scene.names.agent_at.get(unit.last)
        return behind is not None and (
            behind.row.kind == "team" or (behind.row.kind == "body" and behind.row.sector == "GOV")
        )

    @property
    def _rulers(self) -> frozenset[str]:
        return self.scene.names.tables.rulers

    def _speaks(self, role: str | None) -> bool:
        """Is this the role of somebody who only speaks for others?"""
        return any(word in self.scene.names.tables.voices for word in (role or "").split())

    def _foremost(self, known: list[Somebody], unit: Unit) -> list[Somebody]:
        """Leave out who is of the wrong gender after "Mr." or "Mrs.", and of a leader and others keep the leader."""
        told = self._addressed(unit)
        fitting = [somebody for somebody in known if told is None or somebody.gender in (None, told)]
        fitting = [one for one in fitting if not self._speaks(self._standing(one).role)] or fitting
        leaders = [somebody for somebody in fitting if self._standing(somebody).role in self._rulers]
        return leaders if len(fitting) > 1 and leaders else fitting

    def _stated_countries(self, unit: Unit) -> Iterator[str | None]:
        for phrase in self.scene.phrases_before.get(unit.first, ()):
            nations = (owner for owner in phrase.owners if owner.of("state", "adjective", "demonym"))
            yield from (self.scene.whose(owner)[0] for owner in nations)

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
        """Give whom a part of a name means: the only one whom "Mr." or "Mrs." fits, in office, who rules, or named so far."""
        told, fitting = self._addressed(unit), list(drafts)
        if told is not None:
            genders = {id(draft): self.scene.names.tables.gender(draft.name, draft.role) for draft in fitting}
            surely = [draft for draft in fitting if genders[id(draft)] == told]
            fitting = surely or [draft for draft in fitting if genders[id(draft)] is None]
        named = [draft for draft in fitting if min(draft.mentions) < self.scene.span(unit)]
        if len(fitting) > 1:
            fitting = [draft for draft in fitting if draft.sector not in (None, "ELI")]
        if len(fitting) > 1:
            fitting = [draft for draft in fitting if draft.role in self._rulers]
        fitting = fitting if len(fitting) == 1 else named
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
        draft.country = draft.country or self._owner(unit) or self._origin(unit)

    def _owner(self, unit: Unit) -> str | None:
        """Give the country of the state whose somebody is by the genitive before the name ("Kenya's Ruth Roe")."""
        names = self.scene.names
        genitive = unit.first - 1
        if genitive < 1 or names.doc[genitive].tag_ != "POS":
            return None
        before = (names.unit_at.get(first) for first in range(max(0, genitive - LONGEST_STATE), genitive))
        states = [one for one in before if one is not None and one.last == genitive and one.of("state")]
        return self.scene.whose(states[0])[0] if states else None

    def _origin(self, unit: Unit) -> str | None:
        """Give the one country that an apposition tells ("Ann Roe, [a Dane]", "a Danish swimmer")."""
        names = self.scene.names
        told = [noun for noun in syntax.children(names.head(unit), "appos") if noun.i >= unit.last]
        new = (noun for noun in told if any(word.lower_ in ("a", "an") for word in syntax.children(noun, "det")))
        words = (word for noun in new for word in (noun, *syntax.children(noun, "amod")))
        units = (names.unit_at.get(word.i) for word in words)
        found = {meaning.row.code for one in units if one for meaning in one.of("adjective", "demonym")
                 if isinstance(meaning.row, Country)}  # fmt: skip
        return found.pop() if len(found) == 1 else None


def _held(role: str, somebody: Somebody) -> bool:
    """Has somebody ever had an office of this name?"""
    return any(office.role == role for office in somebody.offices)


def _may_be_called(middle: list[str], somebody: Somebody) -> bool:
    """May somebody with these names between the first and the last be this person, by the letters that they begin with?"""
    told = [fold(name).split()[1:-1] for name in names_of(somebody)]
    known = {word[0] for names in told for word in names}
    return not middle or not known or any(word[0] in known for word in middle)


def _years_before(day: str, years: int) -> str:
    return f"{int(day[:4]) - years}{day[4:]}"


def _shorter(name: str) -> set[str]:
    """Give the names of several words by which somebody of a long name goes too: "Sassou Nguesso", "John Kerry"."""
    words = lowered(name).split()
    ends = {" ".join(words[start:]) for start in range(1, len(words) - 1)}
    return ends | {f"{words[0]} {words[-1]}"} if len(words) > 2 else set()
