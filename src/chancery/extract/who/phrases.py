"""The noun phrases around agent nouns: what stands before and after the noun that tells whose and of what kind.

Ground for the actor step: "the Kremlin spokesman", "10 Russian diplomats", "the foreign ministers of Russia and Ukraine".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from chancery.extract import syntax
from chancery.extract.findings import COUNTERPART
from chancery.extract.who.known import AgentHit, Unit
from chancery.extract.who.naming import Names
from chancery.tokens import Doc, Token

# In the tables: a body is of the sector of those of whom it is.
OF_ITS_PEOPLE = "~"
MODIFIERS = frozenset("DT PDT PRP$ WP$ JJ JJR JJS CD NN NNP NNPS NNS VBN VBG HYPH $".split())
DASHES = ("-", "‑", "–", "—", "―", "--")
# The sectors of those who bear arms.
ARMED = ("MIL", "UAF", "REB", "PRM")
# Those of them who fight no war for a state.
LAWLESS = ("UAF", "REB", "CRM")
# The sectors of those who lead a company.
COMPANIES = ("BUS", "JRN")
# A phrase longer than this is a fault of the parse.
LONGEST_PHRASE = 12


@dataclass
class Phrase:
    """A noun phrase around an agent noun: "the Kremlin spokesman", "10 Russian diplomats".

    ``stranger`` is an owner that is nobody known, ``proper`` a capitalised word of which nothing is known, ``seat`` the
    place that "-based" gives.
    """

    hit: AgentHit
    first: int
    last: int
    owners: list[Unit] = field(default_factory=list)
    under: list[AgentHit] = field(default_factory=list)
    former: bool = False
    pronoun: bool = False
    stranger: bool = False
    proper: bool = False
    seat: Unit | None = None
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
    found = {first: phrase for first, phrase in found.items() if _has_its_leader(phrase, names.doc)}
    unders = {
        first: {under.first for under in phrase.under if not _is_title(under, names)} for first, phrase in found.items()
    }
    within = {under for first in found for under in unders[first]}
    # "The leader of a gang of [Serb gunmen]" ends with the gang, and so with none of its phrase.
    inside = {under for first in found if first not in within for under in unders[first]}
    return [phrase for first, phrase in found.items() if first not in inside]


def _is_title(hit: AgentHit, names: Names) -> bool:
    """Does a person's name follow, to whom the noun belongs ("President Assad's government")?"""
    unit = names.unit_at.get(hit.last)
    return unit is not None and unit.is_person and not hit.plural


def _has_its_leader(phrase: Phrase, doc: Doc) -> bool:
    """Is this no team, or one that a person owns ("the Smith campaign", "his campaign"), and no place ("met in his office")?"""
    if phrase.hit.row.kind != "team":
        return True
    owned = phrase.pronoun or any(owner.is_person for owner in phrase.owners)
    inside = phrase.hit.row.follows and syntax.prepositions(doc[phrase.head]) in ("in", "at", "inside", "outside")
    return owned and not inside


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
        index: int | None = phrase.first - 1
        while index is not None and index >= 0 and phrase.last - index <= LONGEST_PHRASE:
            if not self.doc[index].dep_ or self.doc[index + 1].is_sent_start:
                break
            unit = self.names.unit_at.get(index)
            index = self._take_word(index, phrase) if unit is None else self._take_name(unit, phrase)

    def _take_name(self, unit: Unit, phrase: Phrase) -> int | None:
        """Take in a name before the phrase and give the place to go on from; None ends the phrase."""
        if not self._owns(unit, phrase):
            return None
        phrase.first = unit.first
        if not unit.bond:
            phrase.owners.insert(0, unit)
            return unit.first - 1
        phrase.bond = phrase.bond or unit.bond
        if self.doc[min(unit.last + 1, phrase.last)].lower_ == "based":
            phrase.seat = unit
        if unit.bond in ("pro", "anti"):
            phrase.first = unit.first - 2
        return phrase.first - 1

    def _take_word(self, index: int, phrase: Phrase) -> int | None:
        """Take in a word before the phrase and give the place to go on from; None ends the phrase."""
        token, hit = self.doc[index], self.names.agent_at.get(index)
        if phrase.hit.first == index + 1 and self._is_tight(index) and self.doc[index - 1].lower_ == "anti":
            return None  # "anti-[government] protests"
        if token.tag_ == "POS":
            phrase.stranger |= self._is_strange(index - 1)
            return index - 1
        if token.tag_ in syntax.QUOTES and index and self._is_quoted(index, phrase):
            phrase.first = index
            return index - 1  # 'a Chinese "teapot" refinery'
        if self._joins(index, phrase):
            return index - 1 - self._is_serial(index)
        if index + 1 == phrase.first and self._is_tight(index):
            phrase.first = index if index - 1 in self.names.unit_at else index - 1
        elif not self._leans(index, phrase):
            return None
        elif hit is not None:
            phrase.under.append(hit)
            phrase.first = hit.first
        else:
            self._note(token, phrase)
            phrase.first = index
        return None if token.tag_ in ("DT", "PRP$", "WP$") else phrase.first - 1

    def _is_quoted(self, index: int, phrase: Phrase) -> bool:
        """Does a quotation mark stand beside a word in marks that only modifies the phrase?"""
        closes = self.doc[index].tag_ == "''"
        if not closes and not any(word.tag_ in syntax.QUOTES for word in self.doc[index + 1 : phrase.hit.first]):
            return False  # '"Foreign governments must act," he said.'
        at = index - 1 if closes else index + 1
        return self.doc[at].tag_ in MODIFIERS and index < self._right_edge(phrase) and at < self.doc[at].head.i

    def _is_strange(self, index: int) -> bool:
        """Is an owner a plain noun that nobody knows ("the club's president")?"""
        token = self.doc[index]
        if token.tag_ not in ("NN", "NNS") or token.lower_ in self.names.tables.lands:
            return False
        return index not in self.names.unit_at and index not in self.names.agent_at

    def _note(self, token: Token, phrase: Phrase) -> None:
        phrase.former |= token.lower_ in self.names.tables.past
        phrase.pronoun |= token.lower_ in ("his", "her", "its", "their", "whose")
        phrase.proper |= token.text[:1].isupper() and not token.is_sent_start

    def _owns(self, unit: Unit, phrase: Phrase) -> bool:
        """Does a name before an agent noun belong to its phrase (as a nationality, a body or an owner)?"""
        if self.names.head(unit).dep_ == "iobj":  # "sent Mali troops"
            return False
        if self._is_target(unit, phrase):
            return False
        if unit.last == phrase.first or unit.bond:
            return not unit.is_person or phrase.hit.plural or phrase.hit.row.is_collective
        between = self.doc[unit.last]
        if between.tag_ == "POS":
            return True
        return self._joins(unit.last, phrase) and not unit.is_person

    def _is_target(self, unit: Unit, phrase: Phrase) -> bool:
        """Is this where what some do happened, not where they are from ("the [Paris] terrorist attacks")?"""
        doer, place = self.doc[phrase.head], self.names.head(unit)
        beside = doer.dep_ == place.dep_ == "compound" and doer.head.i == place.head.i
        return beside and phrase.hit.row.sector in LAWLESS and doer.head.i not in self.names.agent_at

    def _joins(self, index: int, phrase: Phrase) -> bool:
        """Is this the "and" (or hyphen) between two nationalities before one noun?"""
        serial = self._is_serial(index) or (index + 1 < len(self.doc) and self._is_serial(index + 1))
        if not phrase.owners or phrase.owners[0].first not in (index + 1, index + 1 + serial):
            return self._is_hyphen(index)
        before = self.names.unit_at.get(index - 1 - self._is_serial(index))
        if before is None or before.is_person:
            return False
        word = self.doc[index].lower_
        return word in ("and", "or") or self._is_tight(index) or (word == "," and self._lists(before, phrase))

    def _is_serial(self, index: int) -> bool:
        """Is this an "and" behind a comma ("Thai, Lao, [and] Khmer officials")?"""
        return self.doc[index].lower_ in ("and", "or") and index > 1 and self.doc[index - 1].text == ","

    def _lists(self, before: Unit, phrase: Phrase) -> bool:
        """Is a comma behind a name one of a list ("Thai, Lao and Khmer officials"), not of "Laos, Thailand's neighbor"?

        Nor the end of what is said before who says it ("left Laos, Thai officials said").
        """
        joined = len(phrase.owners) > 1 or self.doc[before.last + 1].tag_ == "JJ" or phrase.hit.plural
        alike = before.of("adjective", "demonym") or not phrase.owners[0].of("adjective", "demonym")
        alike = alike or bool(self.doc[before.first].is_sent_start)  # "EU, Turkish officials meet"
        return joined and alike and not before.of("capital")

    def _is_hyphen(self, index: int) -> bool:
        return self._is_tight(index) and self.names.agent_at.get(index + 1) is not None

    def _is_tight(self, index: int) -> bool:
        """Is this a hyphen inside a word ("far-right"), not one between words?"""
        tight = index > 0 and not self.doc[index].whitespace_ and not self.doc[index - 1].whitespace_
        return tight and self.doc[index].text in DASHES

    def _leans(self, index: int, phrase: Phrase) -> bool:
        """Is this token a modifier of the phrase to its right?"""
        token = self.doc[index]
        if token.tag_ not in MODIFIERS or token.lower_ == "including" or token.dep_ == "case":
            return False
        if token.text in DASHES or (token.tag_ == "VBN" and self._is_bare_name(index - 1)):
            return False
        if token.tag_ == "JJS" and index and self.doc[index - 1].lower_ == "at":  # "at least", "at most"
            return False
        return index < token.head.i < self._right_edge(phrase)

    def _right_edge(self, phrase: Phrase) -> int:
        name = self.names.unit_at.get(phrase.last)
        return name.last if name is not None and name.is_person else phrase.last

    def _is_bare_name(self, index: int) -> bool:
        """Does a name end here that is no adjective, so that what follows is its verb ("Russia struck rebel camps")?"""
        unit = self.names.unit_at.get(index)
        return unit is not None and not unit.of("adjective", "demonym") and not unit.bond

    def _read_of(self, phrase: Phrase) -> None:
        """Take in the owner after the noun: "of Russia and Ukraine", "for the ministry"."""
        if (other := self._other_office(phrase)) is not None:
            phrase.under.append(other)
            phrase.last = other.last
        index = phrase.last
        start = self._behind_opening(index + 1, phrase)
        if start >= len(self.doc) or not self._is_owned(phrase):
            return
        owner, hit = self.names.unit_at.get(start), self.names.agent_at.get(start)
        if hit is not None and not hit.row.is_collective and not hit.plural:
            owner = self._person_at(hit.last) or owner
        if self.doc[index].lower_ == "to" and not self._is_person(owner, hit):
            return  # "a representative to the United Nations"
        if owner is not None and owner.is_person:
            if phrase.hit.row.is_collective or phrase.hit.row.sector == "*":
                phrase.owners.append(owner)
                phrase.last = owner.last
        elif owner is not None:
            self._take_owners(owner, phrase)
        elif hit is not None:
            phrase.under.append(hit)
            phrase.last = hit.last
            self._read_further(phrase)
        elif self.doc[index].lower_ == "of":
            phrase.stranger = self._is_strange(start)

    def _read_further(self, phrase: Phrase) -> None:
        """Take in the states whose a body is that somebody leads ("the heads of the armies of [India] and [Pakistan]")."""
        index = phrase.last
        start = self._behind_opening(index + 1, phrase)
        owned = phrase.under[-1].row.is_collective and index < len(self.doc) and self.doc[index].lower_ == "of"
        owner = self.names.unit_at.get(start) if owned else None
        if owner is not None and owner.of("state", "capital"):
            self._take_owners(owner, phrase, index - 1)

    def _other_office(self, phrase: Phrase) -> AgentHit | None:
        """Give the office in a company that somebody holds as well ("president and [chief executive] of Toyota")."""
        other = self.names.agent_at.get(phrase.last + 1)
        if other is None or self.doc[phrase.last].lower_ != "and" or phrase.hit.plural or other.plural:
            return None
        joined = other.first == phrase.last + 1 and not phrase.hit.row.is_collective
        return other if joined and other.row.sector in COMPANIES else None

    def _is_owned(self, phrase: Phrase) -> bool:
        """Does the word behind the noun say whose somebody is?"""
        return self.doc[phrase.last].lower_ in ("of", "for") or self._serves(phrase) or self._hails_from(phrase)

    def _serves(self, phrase: Phrase) -> bool:
        """Does "to" say whose helper somebody is ("an aide to Xi")?"""
        to = self.doc[phrase.last]
        return phrase.hit.row.sector == "*" and to.lower_ == "to" and to.head.head.i == phrase.head

    def _is_sent(self, phrase: Phrase) -> bool:
        """Is this one whom others send to the state that he is for ("an envoy for Libya")?"""
        return phrase.hit.row.lemma.split()[-1] in self.names.tables.sent

    def _is_person(self, owner: Unit | None, hit: AgentHit | None) -> bool:
        """Is this a person, or an office that somebody holds, with or without its state before it?"""
        office = hit or (self.names.agent_at.get(owner.last) if owner is not None else None)
        return (owner is not None and owner.is_person) or (office is not None and not office.row.is_collective)

    def _hails_from(self, phrase: Phrase) -> bool:
        """Are these people without another owner "from" a state or body, which nobody takes away ("workers from Nepal")?"""
        head = self.doc[phrase.head]
        home = next(iter(syntax.obliques(head, "from")), None)
        owned = phrase.pronoun and phrase.hit.row.lemma != COUNTERPART
        if home is None or phrase.owners or owned or self.doc[phrase.last].head.i != home.i:
            return False
        unit = self.names.unit_at.get(home.i)
        named = unit is not None and not unit.of("adjective", "demonym")
        owners = [child for child in home.lefts if child.i in self.names.unit_at and not self._is_tight(child.i + 1)]
        owned = home.i in self.names.agent_at and bool(owners)
        return (named or owned) and (head.arc != "obj" or phrase.hit.row.sector not in ARMED)

    def _take_owners(self, owner: Unit, phrase: Phrase, head: int | None = None) -> None:
        """Take in a state or body after "of", those coordinated with it, and the noun that it modifies."""
        if owner.of("state") and self.doc[phrase.last].lower_ == "for" and self._is_sent(phrase):
            return
        by = ("from",) if self.doc[phrase.last].lower_ == "from" else ("of", "for")
        nouns = syntax.obliques(self.doc[phrase.head if head is None else head], *by)
        owns = owner.last < len(self.doc) and self.doc[owner.last].tag_ == "POS"
        follower = self._heading(owner) or self.names.agent_at.get(owner.last + owns)
        if follower is not None and phrase.hit.row.sector == "CVL" and not phrase.hit.row.is_collective:
            # "The son of Dominican immigrants" is no Dominican.
            phrase.stranger, phrase.last = True, follower.last
            return
        phrase.owners.append(owner)
        phrase.last = owner.last
        shared = phrase.hit.plural or phrase.hit.row.kind != "body"  # one government has one state
        others = (self.names.unit_at.get(noun.i) for noun in nouns[1:] if shared)
        phrase.owners += [unit for unit in others if unit is not None and unit is not owner]
        if follower is not None and owner.of("adjective", "state", "capital"):
            phrase.under.append(follower)
            phrase.last = follower.last

    def _heading(self, owner: Unit) -> AgentHit | None:
        """Give the body that a name only begins to tell ("the head of [Kenya]'s Maritime Police")."""
        name = self.names.head(owner)
        within = range(owner.last, name.head.i + 1) if name.dep_ in ("compound", "nmod:poss") else range(0)
        hits = (self.names.agent_at.get(index) for index in within)
        return next((hit for hit in hits if hit is not None and hit.last == name.head.i + 1), None)

    def _behind_opening(self, index: int, phrase: Phrase) -> int:
        """Give where an owner begins behind what may open it; of whom a group is, also behind their number."""
        counted = phrase.hit.row.sector == OF_ITS_PEOPLE and not phrase.hit.plural
        while index < len(self.doc) and (self._opens(index) or (counted and self._is_number(index))):
            index += 1
        return index

    def _is_number(self, index: int) -> bool:
        """Is this a number, or between two ("a group of [20 to 30] armed men")?"""
        ranged = self.doc[index].lower_ == "to" and self.doc[index - 1].tag_ == "CD"
        return ranged or self.doc[index].tag_ == "CD"

    def _opens(self, index: int) -> bool:
        """Does this token stand between "of" and an owner: an article, an adjective, "Mr.", the first words of a body's name?"""
        token = self.doc[index]
        if index in self.names.unit_at or index in self.names.agent_at:
            return False
        if token.tag_ in ("DT", "JJ") or self.names.tables.gender_of_title(token.text) is not None:
            return True
        if self._is_hyphen(index) or (index + 1 < len(self.doc) and self._is_hyphen(index + 1)):
            return True  # "then-President"
        return token.dep_ == "compound" and any(at in self.names.agent_at for at in range(index + 1, token.head.i + 1))

    def _person_at(self, index: int) -> Unit | None:
        unit = self.names.unit_at.get(index)
        return unit if unit is not None and unit.is_person and unit.first == index else None
