"""Who is spoken of: states, people, bodies and groups, by name, by title, by nationality and by what they do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property, partial

from chancery.extract import clauses, syntax
from chancery.extract.findings import FORMERLY, Draft
from chancery.extract.who.bodies import join_abbreviations, name_body
from chancery.extract.who.columns import items
from chancery.extract.who.headcounts import count_people
from chancery.extract.who.known import Unit
from chancery.extract.who.naming import Names
from chancery.extract.who.people import find_people
from chancery.extract.who.phrases import Phrase
from chancery.extract.who.scene import Scene
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import INTERNATIONAL
from chancery.lexicon.names import fold, slug
from chancery.model import Actor, ActorKind, Article, Span
from chancery.tokens import Doc, Token

# The sector of people of whom a noun tells nothing but that they are somebody's ("his daughter").
PRIVATE = "CVL"
# What stands before a noun within its phrase.
WITHIN = frozenset({"det", "amod", "compound", "nmod:poss", "nummod"})
INDEFINITE = ("a", "an", "another", "one", "some")
# Fewer people than this live in many places that are named like somebody.
BIG_CITY = 100_000
# A lawmaker's party and state behind the name, in brackets that are not long or between commas ("(D-Ohio)", ", R-N.Y.,").
BEHIND = re.compile(
    r"(?: \(|, )([A-Z]-)(?P<seat>(?<=\([A-Z]-)[^)]{1,21}\)"
    r"|(?<=, [A-Z]-)(?:[A-Z][a-z]+\.?|(?:[A-Z]\.){2})(?: (?:[A-Z][a-z]+\.?|[A-Z]\.))?(?=,))"
)


def find_actors(doc: Doc, article: Article, lexicon: Lexicon) -> tuple[Actor, ...]:
    """Find every actor that the article names or describes, with the mentions that do so; nobody is guessed."""
    names = Names(doc, article.text, lexicon.actors, partial(_is_place, lexicon))
    scene = Scene(names, article.published[:10] if article.published else None)
    count_people(doc, scene, lexicon.events)
    return _Gatherer(doc, scene).actors()


def _is_place(lexicon: Lexicon, name: str) -> bool:
    return any(spot.kind != "city" or spot.size >= BIG_CITY for spot in lexicon.places.spots(name))


def _kind(phrase: Phrase) -> ActorKind:
    """Tell what a phrase without a name makes: a person, a group, or where the noun is for one body an organisation."""
    if phrase.hit.row.kind in ("body", "team") and not phrase.hit.plural:
        return "organisation"
    return "group" if phrase.hit.plural or phrase.hit.row.is_collective or phrase.hit.row.kind == "craft" else "person"


@dataclass
class _Gatherer:
    """Gathers the actors of one document."""

    doc: Doc
    scene: Scene
    used: set[int] = field(default_factory=set)
    counts: dict[Hashable, tuple[str, ...]] = field(default_factory=dict)

    def actors(self) -> tuple[Actor, ...]:
        """Go from what is surest to what leans on it: people, titles, groups, then states and bodies."""
        find_people(self.scene)
        self._seat()
        self._call_states()
        for phrase in self.scene.phrases:
            self._bind(phrase)
        for phrase in self.scene.phrases:
            if phrase.head not in self.used:
                self._describe(phrase)
        for unit in self.scene.names.units:
            if unit.first not in self.scene.people and unit.first not in self.used:
                name_body(self.scene, unit)
        join_abbreviations(self.scene)
        return self.scene.company.actors()

    def _seat(self) -> None:
        """Tell the country of lawmakers by what stands behind their names ("Ruth Roe (D-Ohio)", "Ruth Roe, D-Ohio,")."""
        names, seats = self.scene.names, self.scene.names.tables.seats
        for first, draft in self.scene.people.items():
            start, end = self.scene.span(names.unit_at[first])
            told = BEHIND.match(names.source, end)
            row = seats.get(f"({told[1]}") if told else None
            if told and row is not None:
                draft.country, draft.sector = draft.country or row.country, draft.sector or row.sector
                draft.add((start, told.end("seat")), "title", row.cause)

    def _call_states(self) -> None:
        """Name the states that are called by what they are as well ("the island nation of Tuvalu")."""
        names = self.scene.names
        for unit in names.units:
            noun = self.doc[max(unit.first - 2, 0)]
            if not unit.of("state") or f"{noun.lower_} of" != self.doc.span(noun.i, unit.first).text.lower():
                continue
            draft = name_body(self.scene, unit) if noun.lower_ in names.tables.realms else None
            if draft is not None:
                first = next((word.left_edge.i for word in noun.lefts if word.dep_ in WITHIN), noun.i)
                draft.add(
                    names.span(first, unit.last), "nominal", draft.mentions[names.span(unit.first, unit.last)].because
                )
                self.used.update(range(first, unit.last))

    # Binding phrases to people

    def _bind(self, phrase: Phrase) -> None:
        """Give the person before or after a title what the title says."""
        if phrase.hit.row.is_collective:
            self._introduce(phrase)
            return
        first = phrase.last if phrase.last in self.scene.people and phrase.last == phrase.hit.last else None
        if first is not None:
            unit, titled = self.scene.names.unit_at[first], self.scene.people[first]
            self._tell(phrase, titled, self.scene.names.span(phrase.first, unit.last))
            titled.country = titled.country or self._state_behind(unit)
            return
        person = self._beside(phrase)
        if person is not None:
            self._tell(phrase, person, self._phrase_span(phrase))

    def _state_behind(self, unit: Unit) -> str | None:
        """Give the country of the state that a titled name is "of" ("President Roe of Ghana")."""
        of = unit.last
        if of + 1 >= len(self.doc) or self.doc[of].lower_ != "of":
            return None
        owner = self.scene.names.unit_at.get(of + 1 + (self.doc[of + 1].lower_ == "the"))
        return self.scene.whose(owner)[0] if owner is not None and owner.of("state") else None

    def _introduce(self, phrase: Phrase) -> None:
        """Give the body that only the article names what the noun beside it says ("the militant group Jund al-Sham")."""
        unit = self.scene.names.unit_at.get(phrase.last)
        if unit is None and phrase.first > 1 and self.doc[phrase.first - 1].text == "," and self._closes(phrase.last):
            unit = self.scene.names.unit_at.get(phrase.first - 2)
        if phrase.hit.plural or unit is None or unit.meanings or unit.label != "ORG":
            return
        draft = name_body(self.scene, unit)
        if draft is None:
            return
        self._use(phrase)
        country, owner = self.scene.codes(phrase)[0]
        sector, others = self.scene.sector(phrase, owner)
        draft.country = draft.country or country
        if draft.sector is None:
            draft.sector, draft.other_sectors = sector, others
        first, last = min(phrase.first, unit.first), max(phrase.last, unit.last)
        span = self.scene.names.span(first, last) if unit.first == phrase.last else self._phrase_span(phrase)
        draft.add(span, "title", phrase.hit.row.cause)

    def _beside(self, phrase: Phrase) -> Draft | None:
        """Give the person to whom the phrase is an apposition, or who is one to it."""
        if phrase.hit.plural:
            return None
        head = self.doc[phrase.head]
        if head.dep_ == "appos" and (draft := self.scene.people_at.get(head.head.i)) is not None:
            return draft
        before = phrase.first - 1
        if (
            before > 0
            and self.doc[before].text in (",", "(")
            and before - 1 in self.scene.people_at
            and self._closes(phrase.last)
        ):
            return self.scene.people_at[before - 1]
        after = self._behind_title(phrase.last + 1)
        if after < len(self.doc) and self.doc[phrase.last].text == "," and after in self.scene.people:
            unit = self.scene.names.unit_at[after]
            told = self.doc[after].dep_ == "appos" and self.doc[after].head.i == head.i
            listed = head.dep_ == "conj" and not told and not syntax.children(head, "cc")
            return self.scene.people[after] if self._closes(unit.last) and not listed else None
        if (named := self._named_behind(head, self._is_definite(phrase))) is not None:
            return named
        if any(child.dep_ == "cop" for child in head.children) and self._is_definite(phrase):
            return next(
                (
                    self.scene.people_at[token.i]
                    for token in syntax.own_subjects(head)
                    if token.i in self.scene.people_at
                ),
                None,
            )
        return None

    def _behind_title(self, index: int) -> int:
        """Give where a name begins whose title would begin at a token ("the army chief, [General] Ruth Roe")."""
        index += index < len(self.doc) and self.doc[index].lower_ == "the"
        title = self.scene.names.agent_at.get(index)
        return title.last if title is not None and title.last in self.scene.people else index

    def _named_behind(self, head: Token, definite: bool) -> Draft | None:
        """Give the person whose name the parse hangs on the last word of a description ("the head of the navy, [Ruth Roe],").

        Behind "a friend of the minister, Ruth Roe," that one may be the minister.
        """
        agents = self.scene.names.agent_at
        nouns = [
            noun
            for noun in syntax.children(head, "nmod")
            if definite or (hit := agents.get(noun.i)) is None or hit.row.kind not in ("agent", "title")
        ]
        names = (name for noun in nouns for name in syntax.children(noun, "appos") if syntax.before(name).text == ",")
        return next((self.scene.people_at[name.i] for name in names if name.i in self.scene.people_at), None)

    def _is_definite(self, phrase: Phrase) -> bool:
        """Does the phrase tell which one ("the mayor", "Russia's envoy"), not merely what ("a killer")?"""
        return bool(phrase.owners) or self.doc[phrase.first].lower_ == "the"

    def _closes(self, index: int) -> bool:
        return (
            index >= len(self.doc)
            or self.doc[index].text in (",", ".", ";", ")", "")
            or self.doc[index].lower_ in ("who", "of", "for")
        )

    def _tell(self, phrase: Phrase, draft: Draft, span: Span) -> None:
        """Add to a person what a title says; what the table knows of the day stands."""
        self._use(phrase)
        country, owner = self.scene.codes(phrase)[0]
        if phrase.former and country in INTERNATIONAL:
            country = None  # who was once with the United Nations is a citizen of some state
        sector, others = self.scene.sector(phrase, owner)
        role = (FORMERLY if phrase.former else "") + phrase.hit.row.lemma
        if self._is_news(phrase, draft, sector):
            draft.country, draft.sector, draft.other_sectors, draft.role = (
                country or draft.country,
                sector,
                others,
                role,
            )
        draft.country = draft.country or country
        if draft.sector is None or (draft.sector == PRIVATE and sector and phrase.hit.row.kind == "title"):
            draft.sector, draft.other_sectors, draft.role = sector, others, role
        draft.role = draft.role or role
        draft.mentions.pop(span, None)
        draft.add(span, "title", phrase.hit.row.cause)

    def _is_news(self, phrase: Phrase, draft: Draft, sector: str | None) -> bool:
        """Does the article give an office that the table does not have to somebody whom the table knows only as a former?"""
        somebody = self.scene.table_rows.get(id(draft))
        office = phrase.hit.row.kind == "title" or (sector == "GOV" and bool(phrase.owners))
        if somebody is None or sector is None or phrase.former or draft.sector != "ELI" or not office:
            return False
        roles = [office.role for office in somebody.offices if office.role]
        return not any(phrase.hit.row.lemma in role.lower() or role.lower() in phrase.hit.row.lemma for role in roles)

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
            (after is not None and after.tag_ == "POS") or before in ("of", "for", "from", "the", "and")
        )

    # Groups, bodies and people without a name

    def _describe(self, phrase: Phrase) -> None:
        """Make an actor of a phrase that names nobody: "Ukrainian troops", "a senior US official", "the parliament"."""
        opening = self.doc[phrase.first].lower_
        if opening == "no":  # of "no Syrian soldier" Syria is left
            return
        self._use(phrase)
        head, row = self.doc[phrase.head], phrase.hit.row
        if self.scene.names.bond(*self.scene.names.span(phrase.hit.first, phrase.hit.last)) in ("pro", "anti"):
            return  # "the pro-government channel"
        modifies = head.dep_ == "compound" and head.head.i > head.i
        bare = (
            not phrase.hit.plural
            and row.kind != "body"
            and not phrase.owners
            and self.doc[phrase.first].tag_ not in ("DT", "PRP$", "WP$")
            and not clauses.plays_in_headline(head)
        )
        if (bare and (head.tag_ != "NNP" or modifies)) or (modifies and row.kind == "title"):
            return
        if any(child.dep_ == "cop" for child in head.children) or self._calls_a_state(phrase):
            return
        for country, owner in self.scene.codes(phrase):
            if row.kind == "craft" and country is None and owner is None and not phrase.pronoun:
                continue
            sector, others = self.scene.sector(phrase, owner)
            kind: ActorKind = _kind(phrase)
            unit = (
                phrase.owners[0] if phrase.owners and not phrase.owners[0].of("state", "adjective", "demonym") else None
            )
            single = phrase.pronoun or (kind == "person" and opening in INDEFINITE)
            owned = fold(self.scene.text(unit)) if unit else None
            modifiers = self._modifiers(phrase, kind)
            own = phrase.first if single else None
            item = self._item(phrase) if country is None else None
            key: Hashable = (kind, country, sector, row.lemma, owned, phrase.bond, modifiers, own, item)
            identifier = self._identifier(phrase, country, sector, kind)
            if identifier is None:
                key = self._counted(phrase, key)
            draft = self.scene.company.drafts.get(key)
            if draft is None:
                first = phrase.first if identifier is None else self._after_number(phrase)
                draft = Draft(self._name_for(phrase, first, country), kind, country, sector, others)
                draft.identifier = identifier
                draft.role = (FORMERLY if phrase.former else "") + row.lemma if kind == "person" else None
                self.scene.company.drafts[key] = draft
            draft.add(self._phrase_span(phrase), "nominal", row.cause)
            if kind == "group" and not row.is_collective and len(self.scene.codes(phrase)) == 1:
                self._tell_members(phrase, draft)

    def _tell_members(self, phrase: Phrase, group: Draft) -> None:
        """Give those named behind a noun for several what it says ("two Kenyan lawmakers, [Ruth Roe] and [John Poe],")."""
        first = next(iter(syntax.children(self.doc[phrase.head], "appos")), None)
        names = syntax.conjuncts(first) if first is not None else []
        people = [self.scene.people_at[name.i] for name in names if name.i in self.scene.people_at]
        for person in people if len(people) == len(names) > 1 else ():
            if person.country is None and person.sector is None:
                person.country, person.sector, person.role = group.country, group.sector, phrase.hit.row.lemma

    def _item(self, phrase: Phrase) -> int:
        """Give in which item of a column of short news a phrase stands: the police of one are not those of the next."""
        return bisect_right(self._items, self.doc[phrase.first].idx)

    @cached_property
    def _items(self) -> tuple[int, ...]:
        """Where the items of a column of short news begin."""
        states = (self.scene.span(unit) for unit in self.scene.names.units if unit.of("state"))
        return items(self.doc.text, states)

    def _calls_a_state(self, phrase: Phrase) -> bool:
        """Does a phrase say of a state or body what a person may be too ("Russia, Serbia's old ally", "its neighbor Mali")?"""
        head, units = self.doc[phrase.head], self.scene.names.unit_at
        called = units.get(head.head.i) if head.dep_ == "appos" else None
        names = [unit for name in syntax.children(head, "appos") if (unit := units.get(name.i)) and unit.meanings]
        bodies = any(not unit.is_person for unit in (*names, *([called] if called else [])))
        return bodies and _kind(phrase) in ("person", "group")

    def _counted(self, phrase: Phrase, key: Hashable) -> Hashable:
        """Tell a group from others of its kind by its number: 200 people are not those 300; "the people" are those last told.

        "People" without an article are none of the counted.
        """
        inside = self.doc[phrase.first : phrase.hit.first]
        numbers = tuple(token.lower_ for token in inside if token.tag_ == "CD")
        if numbers:
            self.counts[key] = numbers
        bare = not numbers and self.doc[phrase.first].tag_ not in ("DT", "PDT", "PRP$", "WP$") and not phrase.owners
        return key, None if bare else self.counts.get(key)

    def _modifiers(self, phrase: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """Give the words that tell one body from another of its kind ("Supreme Court"), and others from those before."""
        owned = {index for unit in phrase.owners for index in range(unit.first, unit.last)}
        inside = self.doc[phrase.first : phrase.hit.first]
        words = [token for token in inside if token.i not in owned and token.tag_[:2] in ("NN", "JJ")]
        if kind != "organisation":
            words = [
                token
                for token in words
                if token.lower_ == "other" or (token.text[:1].isupper() and token.i > phrase.first)
            ]
        return tuple(token.lower_ for token in words)

    def _identifier(self, phrase: Phrase, country: str | None, sector: str | None, kind: ActorKind) -> str | None:
        if country is None or sector is None or kind == "person":
            return None
        if kind == "organisation" and phrase.hit.row.lemma != "government":
            return slug(country, phrase.hit.row.lemma)
        return slug(country, sector)

    def _phrase_span(self, phrase: Phrase) -> Span:
        return self.scene.names.span(phrase.first, phrase.last)

    def _after_number(self, phrase: Phrase) -> int:
        """Give where a phrase begins behind its number: ten soldiers of a state go by the same name as three."""
        numbers = [token.i for token in self.doc[phrase.first : phrase.hit.first] if token.dep_ == "nummod"]
        return max(numbers, default=phrase.first - 1) + 1

    def _name_for(self, phrase: Phrase, first: int, country: str | None) -> str:
        """Give the phrase as a name; of "Egyptian and Moroccan troops" each has its own."""
        row = self.scene.names.tables.by_code.get(country or "")
        if len(self.scene.codes(phrase)) < 2 or row is None or not row.adjectives:
            return self._phrase_name(phrase, first)
        return f"{row.adjectives[0]} {self.scene.names.text(phrase.hit.first, phrase.hit.last)}"

    def _phrase_name(self, phrase: Phrase, first: int) -> str:
        return self.scene.names.text(first + (self.doc[first].tag_ in ("DT", "WP$")), phrase.last)
