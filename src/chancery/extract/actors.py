"""Who is spoken of: states, people, bodies and groups, by name, by title, by nationality and by what they do."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from spacy.tokens import Doc

from chancery.extract import syntax
from chancery.extract.findings import Company, Draft, unique
from chancery.extract.naming import Names, Unit
from chancery.extract.phrases import Phrase, find_phrases
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import Body, Country, Somebody, Standing, family_names
from chancery.lexicon.names import fold, slug
from chancery.model import Actor, ActorKind, Article, MentionHow, Span

HEADS = ("president", "prime minister", "chancellor", "king", "queen", "supreme leader", "emir")
ARMED = ("MIL", "UAF", "REB", "PRM")
INDEFINITE = ("a", "an", "another", "one", "some")
PLACE_CASES = ("in", "at", "near", "outside", "around", "from", "inside", "across")
MOTION = ("go", "travel", "fly", "arrive", "return", "come", "head", "move")
# Fewer people than this live in many places that are named like somebody.
BIG_CITY = 100_000
KIN = ("brother", "sister", "father", "mother")
# Someone out of office longer than this is not meant by the bare family name.
RECENT_YEARS = 2


def find_actors(doc: Doc, article: Article, lexicon: Lexicon) -> tuple[Actor, ...]:
    """Find every actor that the article names or describes, with the mentions that do so; nobody is guessed."""
    names = Names(doc, article.text, lexicon.actors, partial(_is_city, lexicon))
    return _Scene(doc, article.published[:10] if article.published else None, names).actors()


def _is_city(lexicon: Lexicon, name: str) -> bool:
    return any(spot.kind == "city" and spot.size >= BIG_CITY for spot in lexicon.places.spots(name))


@dataclass
class _Scene:
    """Gathers the actors of one document."""

    doc: Doc
    day: str | None
    names: Names
    company: Company = field(default_factory=Company)
    people: dict[int, Draft] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def actors(self) -> tuple[Actor, ...]:
        """Go from what is surest to what leans on it: people, titles, groups, then states and bodies."""
        self._find_people()
        for phrase in self.phrases:
            self._bind(phrase)
        for phrase in self.phrases:
            if phrase.head not in self.used:
                self._describe(phrase)
        for unit in self.names.units:
            if unit.first not in self.people and unit.first not in self.used:
                self._name(unit)
        self._join_abbreviations()
        return self.company.actors()

    # People

    def _find_people(self) -> None:
        units = [unit for unit in self.names.units if unit.is_person]
        whole = [unit for unit in units if unit.of("person") or (unit.last - unit.first > 1 and not unit.of("surname"))]
        for unit in whole:
            self._add_person(unit, *self._whole_name(unit))
        by_part = self._parts_of_names()
        for unit in units:
            if unit.first in self.people:
                continue
            part = fold(self._text(unit))
            if part in by_part:
                self._mention(by_part[part], unit, "cue:surname")
            elif (somebody := self._by_surname(unit)) is not None:
                self._add_person(unit, somebody.name, somebody)
            elif unit.label == "PERSON" or self._has_title(unit):
                self._add_person(unit, self._text(unit), None)

    def _whole_name(self, unit: Unit) -> tuple[str, Somebody | None]:
        text = self._text(unit)
        known = [meaning.row for meaning in unit.of("person") if isinstance(meaning.row, Somebody)]
        if not known:
            words = fold(text).split()
            known = list(self.names.tables.by_first_and_last.get((words[0], words[-1]), ()))
        somebody = self._likely(known)
        return (somebody.name, somebody) if somebody else (text, None)

    def _likely(self, known: list[Somebody]) -> Somebody | None:
        """Choose among people of one name: who is in office, else who was last; nobody where that leaves several."""
        if len(known) < 2 or self.day is None:
            return known[0] if len(known) == 1 else None
        day = self.day
        held = [somebody for somebody in known if somebody.in_office(day)]
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
        if not known or self.day is None or (unit.label not in ("PERSON", "") and not self._has_title(unit)):
            return None
        stated = {country for country in self._stated_countries(unit) if country}
        recent = f"{int(self.day[:4]) - RECENT_YEARS}{self.day[4:]}"
        now = [
            somebody for somebody in known
            if somebody.standing(self.day).sector is not None
            and (somebody.in_office(self.day) or somebody.in_office(recent))
            and (not stated or stated & somebody.countries)
        ]  # fmt: skip
        if len(now) > 1:
            now = [somebody for somebody in now if somebody.in_office(self.day)]
        if len(now) > 1:
            now = [somebody for somebody in now if somebody.countries & self.named_countries] or now
        now = self._foremost(now, unit)
        if len(now) != 1 or not (now[0].countries & self.named_countries or unit.label == "PERSON"):
            return None
        return now[0]

    def _foremost(self, known: list[Somebody], unit: Unit) -> list[Somebody]:
        """Leave out who is of the wrong gender after "Mr." or "Mrs.", and of a leader and others keep the leader."""
        told = self.names.tables.gender_of_title(self.doc[unit.first - 1].text if unit.first else "")
        fitting = [somebody for somebody in known if told is None or somebody.gender in (None, told)]
        leaders = [somebody for somebody in fitting if somebody.standing(self.day).role in HEADS]
        return leaders if len(fitting) > 1 and leaders else fitting

    @cached_property
    def named_countries(self) -> frozenset[str]:
        """The countries that the article names at all."""
        rows = (m.row for unit in self.names.units for m in unit.of("state", "adjective", "demonym", "seat", "capital"))
        return frozenset(row.code for row in rows if isinstance(row, Country))

    def _stated_countries(self, unit: Unit) -> Iterator[str | None]:
        for phrase in self.phrases:
            if phrase.last == unit.first:
                yield from (self._whose(owner)[0] for owner in phrase.owners if not owner.is_person)

    def _has_title(self, unit: Unit) -> bool:
        hit = self.names.agent_at.get(unit.first - 1)
        return hit is not None and hit.row.kind != "body"

    def _parts_of_names(self) -> dict[str, Draft]:
        """Give the people named in full by the single names that may stand for them later; a shared one stands for none."""
        found: dict[str, dict[int, Draft]] = {}
        for first, draft in self.people.items():
            unit = self.names.unit_at[first]
            somebody = next((m.row for m in unit.of("person")), None)
            family_first = isinstance(somebody, Somebody) and somebody.family_first
            text = self._text(unit)
            for part in (*family_names(draft.name, family_first), *family_names(text, family_first), text.split()[0]):
                found.setdefault(fold(part), {})[id(draft)] = draft
        chosen = {part: self._meant_by_part(list(drafts.values())) for part, drafts in found.items()}
        return {part: draft for part, draft in chosen.items() if draft is not None}

    def _meant_by_part(self, drafts: list[Draft]) -> Draft | None:
        """Give whom a part of several people's names means: the only one, or the only one that a table knows in office."""
        if len(drafts) > 1:
            drafts = [draft for draft in drafts if draft.sector not in (None, "ELI")]
        return drafts[0] if len(drafts) == 1 else None

    def _add_person(self, unit: Unit, name: str, somebody: Somebody | None) -> None:
        key = ("person", fold(name))
        draft = self.company.drafts.get(key)
        if draft is None:
            now = somebody.standing(self.day) if somebody else Standing(None, None, None, "cue:ner PERSON")
            identifier = slug(name) if somebody or " " in name else None
            draft = Draft(name, "person", now.country, now.sector, role=now.role, identifier=identifier)
            self.company.drafts[key] = draft
        self._mention(draft, unit, somebody.standing(self.day).because if somebody else "cue:ner PERSON")

    def _mention(self, draft: Draft, unit: Unit, because: str) -> None:
        self.people[unit.first] = draft
        draft.add(self._span(unit), "name", because)

    # Phrases around agent nouns

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The phrases around agent nouns in text order, none inside another."""
        return find_phrases(self.names)

    # What a phrase says of whom

    def _whose(self, unit: Unit) -> tuple[str | None, str | None]:
        """Give country and sector of an owner."""
        if unit.is_person:
            draft = self.people.get(unit.first)
            return (draft.country, draft.sector) if draft else (None, None)
        row = self._meant(unit)
        if isinstance(row, Country):
            return row.code, row.sector or "GOV"
        return (row.country, row.sector) if isinstance(row, Body) else (None, None)

    def _meant(self, unit: Unit) -> Country | Body | None:
        """Give the state or body that a name means: the one of the day, or the one that the article names anyhow."""
        rows = [meaning.row for meaning in unit.meanings if isinstance(meaning.row, Country | Body)]
        order = {"state": 0, "body": 0, "seat": 1, "adjective": 1, "demonym": 2, "capital": 3}
        first = min((order.get(meaning.kind, 9) for meaning in unit.meanings), default=9)
        rows = [m.row for m in unit.meanings if order.get(m.kind, 9) == first and isinstance(m.row, Country | Body)]
        alive = [row for row in rows if self._alive(row)] or rows
        if len(alive) > 1:
            alive = [row for row in alive if row.key in self._plain_names] or alive
        return alive[0] if len(alive) == 1 else None

    @cached_property
    def _plain_names(self) -> frozenset[str]:
        """The states and bodies that a name of only one meaning points to."""
        return frozenset(
            unit.meanings[0].row.key
            for unit in self.names.units
            if len(unit.meanings) == 1 and isinstance(unit.meanings[0].row, Country | Body)
        )

    def _alive(self, row: Country | Body) -> bool:
        if self.day is None:
            return row.until is None
        return not (row.since and self.day < row.since) and not (row.until and self.day > row.until)

    def _sector(self, phrase: Phrase, owner: str | None) -> tuple[str | None, tuple[str, ...]]:
        """Give the sector of a phrase's bearer, and the others that the phrase names."""
        own = phrase.hit.row.sector
        under = [hit.row.sector for hit in phrase.under if hit.row.sector != "*"]
        if phrase.former:
            return "ELI", ()
        if phrase.hit.row.lemma in KIN and any(unit.is_person for unit in phrase.owners):
            return None, ()
        if own == "*":
            return (under[0] if under else None if phrase.stranger else owner), tuple(under[1:])
        if phrase.bond == "pro" and own in ARMED:
            return "REB", ()
        if own == "MIL" and under and under[0] != "GOV":
            return under[0], (own,)
        if own == "GOV" and phrase.hit.row.kind == "title" and (phrase.stranger or self._belongs_elsewhere(phrase)):
            return (None if phrase.stranger else owner), ()
        return own, tuple(sector for sector in unique(under) if sector != own and sector != "GOV")

    def _belongs_elsewhere(self, phrase: Phrase) -> bool:
        """Does the title's owner have a body of its own that is no government ("the president of Acme Corp")?"""
        return any(
            (unit.label == "ORG" and not unit.meanings) or any(isinstance(m.row, Body) for m in unit.meanings)
            for unit in phrase.owners
        )

    def _codes(self, phrase: Phrase) -> list[tuple[str | None, str | None]]:
        """Give country and owner's sector for each owner of the phrase; one pair of unknowns where there is none."""
        pairs = [self._whose(owner) for owner in phrase.owners] or [(phrase.hit.row.country, None)]
        if phrase.bond == "pro" and not phrase.owners:
            pairs = [(self._ground(phrase), None)]
        return list(dict.fromkeys(pairs))

    def _ground(self, phrase: Phrase) -> str | None:
        """Give the country where a phrase's bearers fight: "in eastern Ukraine", or that of those they are named with."""
        sentence = self.doc[phrase.head].sent
        for unit in self.names.units:
            if sentence.start <= unit.first < sentence.end and unit.of("state"):
                before = [self.doc[i].lower_ for i in range(max(0, unit.first - 2), unit.first)]
                if "in" in before:
                    return self._whose(unit)[0]
        partners = {token.i for token in syntax.conjuncts(syntax.first_conjunct(self.doc[phrase.head]))}
        for other in self.phrases:
            beside = other.last == phrase.first - 1 and self.doc[other.last].lower_ in ("and", "with")
            if other is not phrase and other.owners and (other.head in partners or beside):
                return self._whose(other.owners[0])[0]
        return None

    # Binding phrases to people

    def _bind(self, phrase: Phrase) -> None:
        """Give the person before or after a title what the title says."""
        if phrase.hit.row.kind == "body":
            return
        first = phrase.last if phrase.last in self.people and phrase.last == phrase.hit.last else None
        if first is not None:
            unit = self.names.unit_at[first]
            self._tell(phrase, self.people[first], self.names.span(phrase.first, unit.last))
            return
        person = self._beside(phrase)
        if person is not None:
            self._tell(phrase, person, self._phrase_span(phrase))

    def _beside(self, phrase: Phrase) -> Draft | None:
        """Give the person to whom the phrase is an apposition, or who is one to it."""
        if phrase.hit.plural:
            return None
        head = self.doc[phrase.head]
        if head.dep_ == "appos" and (draft := self.people_at.get(head.head.i)) is not None:
            return draft
        before = phrase.first - 1
        if (
            before > 0
            and self.doc[before].text in (",", "(")
            and before - 1 in self.people_at
            and self._closes(phrase.last)
        ):
            return self.people_at[before - 1]
        after = phrase.last + 1
        if after < len(self.doc) and self.doc[phrase.last].text == "," and after in self.people:
            unit = self.names.unit_at[after]
            return self.people[after] if self._closes(unit.last) and head.dep_ != "conj" else None
        if any(child.dep_ == "cop" for child in head.children) and self._is_definite(phrase):
            return next(
                (self.people_at[token.i] for token in syntax.own_subjects(head) if token.i in self.people_at), None
            )
        return None

    def _is_definite(self, phrase: Phrase) -> bool:
        """Does the phrase tell which one ("the mayor", "Russia's envoy"), not merely what ("a killer")?"""
        return bool(phrase.owners) or self.doc[phrase.first].lower_ == "the"

    def _closes(self, index: int) -> bool:
        return (
            index >= len(self.doc)
            or self.doc[index].text in (",", ".", ";", ")", "")
            or self.doc[index].lower_ in ("who", "of", "for")
        )

    @cached_property
    def people_at(self) -> dict[int, Draft]:
        """The person that a token names."""
        return {
            index: draft
            for first, draft in self.people.items()
            for index in range(first, self.names.unit_at[first].last)
        }

    def _tell(self, phrase: Phrase, draft: Draft, span: Span) -> None:
        """Add to a person what a title says; what the table knows of the day stands."""
        self._use(phrase)
        country, owner = self._codes(phrase)[0]
        sector, others = self._sector(phrase, owner)
        role = ("former " if phrase.former else "") + phrase.hit.row.lemma
        draft.country = draft.country or country
        if draft.sector is None:
            draft.sector, draft.other_sectors = sector, others
        draft.role = draft.role or role
        draft.mentions.pop(span, None)
        draft.add(span, "title", phrase.hit.row.cause)

    def _use(self, phrase: Phrase) -> None:
        """Note the tokens that a phrase accounts for: its nouns, and nationalities that only modify them."""
        self.used.add(phrase.head)
        self.used.update(hit.last - 1 for hit in phrase.under)
        for unit in phrase.owners:
            if not self._stands_alone(unit):
                self.used.add(unit.first)

    def _stands_alone(self, unit: Unit) -> bool:
        """Is an owner named in its own right ("Finland's", "of Russia", "Kremlin"), not a mere nationality?"""
        if unit.of("body", "seat", "person", "surname") or not unit.meanings:
            return True
        after = self.doc[unit.last] if unit.last < len(self.doc) else None
        before = self.doc[unit.first - 1].lower_ if unit.first else ""
        return bool(unit.of("state")) and (
            (after is not None and after.tag_ == "POS") or before in ("of", "for", "the", "and")
        )

    # Groups, bodies and people without a name

    def _describe(self, phrase: Phrase) -> None:
        """Make an actor of a phrase that names nobody: "Ukrainian troops", "a senior US official", "the parliament"."""
        self._use(phrase)
        head, row = self.doc[phrase.head], phrase.hit.row
        opening = self.doc[phrase.first].lower_
        modifies = head.dep_ == "compound" and head.head.i > head.i
        bare = (
            not phrase.hit.plural
            and row.kind != "body"
            and not phrase.owners
            and self.doc[phrase.first].tag_ not in ("DT", "PRP$")
        )
        if opening == "no" or (bare and (head.tag_ != "NNP" or modifies)) or (modifies and row.kind == "title"):
            return
        if any(child.dep_ == "cop" for child in head.children):
            return
        for country, owner in self._codes(phrase):
            sector, others = self._sector(phrase, owner)
            kind: ActorKind = "organisation" if row.kind == "body" else "group" if phrase.hit.plural else "person"
            unit = (
                phrase.owners[0] if phrase.owners and not phrase.owners[0].of("state", "adjective", "demonym") else None
            )
            single = phrase.pronoun or (kind == "person" and opening in INDEFINITE)
            owned = fold(self._text(unit)) if unit else None
            key = (kind, country, sector, row.lemma, owned, phrase.bond, phrase.first if single else None)
            draft = self.company.drafts.get(key)
            if draft is None:
                draft = Draft(self._name_for(phrase, country), kind, country, sector, others)
                draft.identifier = self._identifier(phrase, country, sector, kind)
                draft.role = row.lemma if kind == "person" else None
                self.company.drafts[key] = draft
            draft.add(self._phrase_span(phrase), "nominal", row.cause)

    def _identifier(self, phrase: Phrase, country: str | None, sector: str | None, kind: ActorKind) -> str | None:
        if country is None or sector is None or kind == "person":
            return None
        if kind == "organisation" and phrase.hit.row.lemma != "government":
            return slug(country, phrase.hit.row.lemma)
        return slug(country, sector)

    def _phrase_span(self, phrase: Phrase) -> Span:
        return self.names.span(phrase.first, phrase.last)

    def _name_for(self, phrase: Phrase, country: str | None) -> str:
        """Give the phrase as a name; of "Egyptian and Moroccan troops" each has its own."""
        row = self.names.tables.by_code.get(country or "")
        if len({self._whose(owner) for owner in phrase.owners}) < 2 or row is None or not row.adjectives:
            return self._phrase_name(phrase)
        return f"{row.adjectives[0]} {self.names.text(phrase.hit.first, phrase.hit.last)}"

    def _phrase_name(self, phrase: Phrase) -> str:
        first = phrase.first + (self.doc[phrase.first].tag_ == "DT")
        return self.names.text(first, phrase.last)

    # States, seats and bodies by name

    def _name(self, unit: Unit) -> None:
        row = self._meant(unit)
        if isinstance(row, Body):
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
            name = self._text(unit)
            country = self._nationality(unit)
            identifier = slug(name) if " " in name else None
            self._add(
                ("org", fold(name)),
                unit,
                "name",
                "cue:ner ORG",
                Draft(name, "organisation", country, identifier=identifier),
            )

    def _name_unsure(self, unit: Unit) -> None:
        """Make an actor of a name that several states or bodies bear; only what they share is told of it."""
        rows = [meaning.row for meaning in unit.of("state", "body", "seat")]
        sectors = {
            row.sector or ("GOV" if isinstance(row, Country) else None)
            for row in rows
            if isinstance(row, Country | Body)
        }
        kind: ActorKind = "state" if all(isinstance(row, Country) for row in rows) else "organisation"
        name = self._text(unit)
        draft = Draft(name, kind, sector=sectors.pop() if len(sectors) == 1 else None)
        self._add(
            ("unsure", fold(name)),
            unit,
            "name",
            " + ".join(row.cause for row in rows if isinstance(row, Country | Body)),
            draft,
        )

    def _nationality(self, unit: Unit) -> str | None:
        """Give the country that an organisation's name begins with as an adjective ("Iranian Football Federation")."""
        first = self.names.tables.meanings.get(fold(self.doc[unit.first].text), ())
        codes = {
            m.row.code for m in first if m.kind == "adjective" and isinstance(m.row, Country) and self._alive(m.row)
        }
        return codes.pop() if len(codes) == 1 and codes != {"USA"} else None

    def _name_state(self, unit: Unit, row: Country) -> None:
        kinds = {meaning.kind for meaning in unit.meanings if meaning.row == row}
        if "state" in kinds:
            self._add_state(unit, row, "nominal" if self._modifies(unit) else "name")
        elif "seat" in kinds:
            identifier = slug(row.code, "gov", self._text(unit))
            draft = Draft(self._text(unit), "organisation", row.code, row.sector or "GOV", identifier=identifier)
            self._add(self._seat_key(row), unit, "name", row.cause, draft)
        elif self._modifies(unit) and "adjective" in kinds:
            self._add_state(unit, row, "nominal")
        elif "demonym" in kinds:
            kind: ActorKind = "group" if self.doc[unit.last - 1].tag_ in ("NNS", "NNPS") else "person"
            key: Hashable = ("people", row.key, kind, None if kind == "group" else unit.first)
            self._add(key, unit, "nominal", row.cause, Draft(self._text(unit), kind, row.code))
        elif "adjective" in kinds:
            self._add_state(unit, row, "nominal")
        elif self._acts(unit):
            self._add_metonym(unit, row)

    def _modifies(self, unit: Unit) -> bool:
        head = self.doc[unit.last - 1]
        return head.dep_ in ("amod", "compound", "nmod:desc") and head.head.i >= unit.last

    def _acts(self, unit: Unit) -> bool:
        """Does a capital stand for its government here, not for the place?"""
        head = self.doc[unit.last - 1]
        first = syntax.first_conjunct(head)
        case = syntax.prepositions(first)
        if (
            unit.bond
            or head.dep_ in ("compound", "amod", "appos", "flat", "nmod:desc", "dep", "list")
            or case in PLACE_CASES
        ):
            return False
        if case == "to":
            return syntax.clause_of(first).lemma_ not in MOTION
        return case in ("", "with", "between", "against", "by", "of", "on", "for", "than")

    def _add_state(self, unit: Unit, row: Country, how: MentionHow) -> None:
        identifier = row.code.lower() if self.names.tables.by_code.get(row.code) == row else slug(row.name)
        self._add(
            ("state", row.key),
            unit,
            how,
            row.cause,
            Draft(row.name, "state", row.code, row.sector or "GOV", identifier=identifier),
        )

    def _add_metonym(self, unit: Unit, row: Country) -> None:
        """Give a capital's mention to the seat of government where the article names one, else to the state."""
        seats = [m.row for other in self.names.units for m in other.of("seat") if isinstance(m.row, Country)]
        if row in seats:
            seat = next(other for other in self.names.units if any(m.row == row for m in other.of("seat")))
            identifier = slug(row.code, "gov", self._text(seat))
            draft = Draft(self._text(seat), "organisation", row.code, row.sector or "GOV", identifier=identifier)
            self._add(self._seat_key(row), unit, "metonym", row.cause, draft)
        else:
            self._add_state(unit, row, "metonym")

    def _seat_key(self, row: Country) -> Hashable:
        return "seat", row.key

    def _add(self, key: Hashable, unit: Unit, how: MentionHow, because: str, draft: Draft) -> None:
        self.company.drafts.setdefault(key, draft).add(self._span(unit), how, because)

    # Abbreviations

    def _join_abbreviations(self) -> None:
        """Make one actor of a body and of the short name that brackets give it: "the Islamic Resistance Movement (Hamas)"."""
        at = {
            span: draft
            for draft in self.company.drafts.values()
            if draft.kind == "organisation"
            for span in draft.mentions
        }
        ends = {end: draft for (_, end), draft in at.items()}
        for (start, _), short in list(at.items()):
            before = self.names.source[max(0, start - 2) : start]
            long = ends.get(start - 2)
            if before == " (" and long is not None and long is not short and " " in long.name:
                keep, lose = (short, long) if short.sector and not long.sector else (long, short)
                keep.take_over(lose)
                lose.mentions.clear()

    def _text(self, unit: Unit) -> str:
        return self.names.text(unit.first, unit.last)

    def _span(self, unit: Unit) -> Span:
        return self.names.span(unit.first, unit.last)
