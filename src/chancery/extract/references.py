"""Who is meant without being named: roles, pronouns, "the country", "the two leaders", and first persons in quotations.

Precision comes first: a word that may well mean somebody else, or a thing that is no actor, is left with nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import msgspec
from spacy.tokens import Doc, Token

from chancery.extract import syntax
from chancery.extract.findings import Company, Draft
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import Reference
from chancery.lexicon.actors import ActorTables
from chancery.lexicon.names import lowered
from chancery.model import Actor, Article, Mention, MentionHow, Span, Statement

# How many sentences back a pronoun, and a description, may reach.
PRONOUN_REACH, NOUN_REACH = 5, 6
# Salience by grammatical role, after Lappin and Leass (1994); it halves with every sentence.
RECENT, SUBJECT, OBJECT, OWNER, OTHER = 100.0, 80.0, 50.0, 40.0, 10.0
PARALLEL, SURE_GENDER, CATAPHOR, TOPIC = 60.0, 10.0, 60.0, 15.0
QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
# Dependents of a verb that may be the same as another of its dependents.
APART = ("parataxis", "dislocated", "vocative", "advcl", "ccomp")
OFTEN = 8
COUNTERPART = "counterpart"
# Roles that say no more than that somebody leads.
LEADING = ("leader", "ruler", "strongman", "head of state")


def resolve(doc: Doc, article: Article, actors: tuple[Actor, ...], lexicon: Lexicon) -> tuple[Actor, ...]:
    """Give the actors with the references to them added; what may mean several stays with nobody."""
    memory = _Memory(doc, article.text, lexicon.actors, [_draft(actor) for actor in actors])
    memory.join_roles()
    memory.resolve_words()
    return memory.actors()


def resolve_first_persons(
    doc: Doc, article: Article, actors: tuple[Actor, ...], statements: tuple[Statement, ...], lexicon: Lexicon
) -> tuple[Actor, ...]:
    """Give the actors with "I", "we" and "our" inside quotations given to the speaker, and "we" to the speaker's side."""
    drafts = {actor.id: _draft(actor) for actor in actors}
    states = {actor.country: drafts[actor.id] for actor in reversed(actors) if actor.kind == "state"}
    words = [(span, row) for span, row in _words(article.text, lexicon.actors) if row.sort == "first"]
    starts = [span[0] for span, _ in words]
    for statement in statements:
        speakers = [drafts[ident] for ident in statement.speaker if ident in drafts]
        for start, end in statement.quotation_spans:
            for span, row in words[bisect_left(starts, start) : bisect_left(starts, end)]:
                side = [states[who.country] for who in speakers if who.sector == "GOV" and who.country in states]
                for who in [*speakers, *(side if row.number == "many" else [])]:
                    who.add(span, "pronoun", row.cause)
    # Statements name their speakers by id by now, so that every actor keeps his.
    return tuple(msgspec.structs.replace(actor, mentions=_in_order(drafts[actor.id])) for actor in actors)


def _in_order(draft: Draft) -> tuple[Mention, ...]:
    return tuple(draft.mentions[span] for span in sorted(draft.mentions))


def _draft(actor: Actor) -> Draft:
    return Draft(
        actor.name,
        actor.kind,
        actor.country,
        actor.sector,
        actor.other_sectors,
        actor.role,
        actor.identifier,
        {mention.span: mention for mention in actor.mentions},
    )


def _words(text: str, tables: ActorTables) -> list[tuple[Span, Reference]]:
    """Give the words that refer without naming, in text order; "US" is no pronoun."""
    return [
        ((start, end), row)
        for start, end, rows in tables.reference_words.find(lowered(text))
        for row in rows
        if not (row.sort == "first" and text[start:end].isupper() and end - start > 1)
    ]


@dataclass(frozen=True)
class _Sighting:
    """A place where somebody is mentioned."""

    who: tuple[int, ...]
    head: Token
    sentence: int

    @cached_property
    def weight(self) -> float:
        """How much the grammatical role draws the eye."""
        label = syntax.first_conjunct(self.head).dep_
        if label in syntax.SUBJECTS:
            return RECENT + SUBJECT
        if label in ("obj", "iobj", "obl:agent"):
            return RECENT + OBJECT
        return RECENT + (OWNER if label == "nmod:poss" else OTHER)


@dataclass
class _Memory:
    """Who has been mentioned where, filled up while the references are resolved in text order."""

    doc: Doc
    source: str
    tables: ActorTables
    drafts: list[Draft]
    genders: dict[int, str | None] = field(default_factory=dict)

    def actors(self) -> tuple[Actor, ...]:
        """Give the actors with all that was resolved."""
        return Company(dict(enumerate(self.drafts))).actors()

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The first tokens of the sentences."""
        return [sentence.start for sentence in self.doc.sents if sentence[0].dep_]

    def sentence(self, index: int) -> int:
        """Give the number of the sentence that a token stands in."""
        return bisect_left(self.sentence_starts, index + 1) - 1

    @cached_property
    def sightings(self) -> list[_Sighting]:
        """Every mention with its head, in text order, without doubles."""
        places: dict[tuple[int, int], Token] = {}
        for number, draft in enumerate(self.drafts):
            for span in draft.mentions:
                head = self.head(span)
                if head is not None:
                    places[head.i, number] = head
        return [
            self._sighting((number,), head) for (_, number), head in sorted(places.items(), key=lambda item: item[0])
        ]

    def _sighting(self, who: tuple[int, ...], head: Token) -> _Sighting:
        return _Sighting(who, head, self.sentence(head.i))

    def head(self, span: Span) -> Token | None:
        """Give the syntactic head of a place."""
        found = self.doc.char_span(*span, alignment_mode="expand")
        return found.root if found is not None and found.root.dep_ else None

    def note(self, who: tuple[int, ...], token: Token) -> None:
        """Remember a resolved reference as a sighting, so that others can follow it."""
        self.sightings.insert(bisect_left(self.sightings, token.i, key=_place), self._sighting(who, token))

    def near(self, index: int, reach: int) -> list[_Sighting]:
        """Give the sightings of a token's sentence and of so many before it."""
        now = self.sentence(index)
        first = self.sentence_starts[max(0, now - reach)]
        last = self.sentence_starts[now + 1] if now + 1 < len(self.sentence_starts) else len(self.doc)
        return self.sightings[
            bisect_left(self.sightings, first, key=_place) : bisect_left(self.sightings, last, key=_place)
        ]

    def seen_at(self, index: int) -> list[_Sighting]:
        """Give the sightings whose head is this token."""
        first = bisect_left(self.sightings, index, key=_place)
        return self.sightings[first : bisect_left(self.sightings, index + 1, key=_place)]

    def gender(self, number: int) -> str | None:
        """Give the gender of a person where a table, a title or an earlier pronoun tells it."""
        if number not in self.genders:
            draft = self.drafts[number]
            addressed = (self.source[max(0, start - 6) : start].split() for start, _ in draft.mentions)
            told = (self.tables.gender_of_title(words[-1]) for words in addressed if words)
            self.genders[number] = next(filter(None, told), None) or self.tables.gender(draft.name, draft.role)
        return self.genders[number]

    # Roles: "the Russian president", "the spokesman"

    def join_roles(self) -> None:
        """Give descriptions by office to the people whom the article names with that office."""
        for number, draft in enumerate(self.drafts):
            if draft.kind != "person" or not draft.role or _is_named(draft):
                continue
            for span in list(draft.mentions):
                opening = self.source[span[0] : span[1]].split()[0].lower()
                if opening in ("a", "an", "another", "one", "his", "her", "their", "its"):
                    continue
                found = self._bearer(number, span)
                if found is not None:
                    self._move(span, number, (found,), "title")

    def _bearer(self, described: int, span: Span) -> int | None:
        """Give the one person who bears the described office, or of several the one mentioned last."""
        draft = self.drafts[described]
        fitting = [
            number
            for number, other in enumerate(self.drafts)
            if number != described and other.kind == "person" and _fits(draft, other)
        ]
        named = [number for number in fitting if _is_named(self.drafts[number])]
        if draft.country is not None:
            return named[0] if len(named) == 1 else self._last_before(span, named)
        return self._last_before(span, fitting, NOUN_REACH)

    def _last_before(self, span: Span, numbers: Iterable[int], reach: int | None = None) -> int | None:
        wanted = set(numbers)
        head = self.head(span)
        for sighting in reversed(self.sightings):
            if head is None or sighting.head.i >= head.i or not set(sighting.who) & wanted:
                continue
            if reach is not None and self.sentence(head.i) - sighting.sentence > reach:
                return None
            return next(number for number in sighting.who if number in wanted)
        return None

    def _move(self, span: Span, source: int, target: tuple[int, ...], how: MentionHow) -> None:
        """Give a mention of one draft to others."""
        mention = self.drafts[source].mentions.pop(span)
        for number in target:
            self.drafts[number].add(span, how, mention.because)
        head = self.head(span)
        for sighting in self.seen_at(head.i) if head is not None else ():
            if sighting.who == (source,):
                self.sightings.remove(sighting)
                self.note(target, sighting.head)

    # Words that refer

    def resolve_words(self) -> None:
        """Go through the pronouns and general nouns in text order."""
        for span, row in _words(self.source, self.tables):
            found = self.doc.char_span(*span)
            if found is None or not found[0].dep_:
                continue
            token = found[0]
            if row.sort == "pronoun":
                self._resolve_pronoun(token, span, row)
            elif row.sort == "relative":
                self._resolve_relative(token, span, row)
            elif row.sort == "noun":
                self._resolve_noun(token, row)
            elif row.sort == "collective":
                self._resolve_pair(token, row)

    def _resolve_pronoun(self, token: Token, span: Span, row: Reference) -> None:
        if token.dep_ == "expl" or token.tag_ not in ("PRP", "PRP$"):
            return
        who = self._person_meant(token, row.gender) if row.kinds == ("person",) else self._thing_meant(token, row)
        if not who:
            return
        for number in who:
            self.drafts[number].add(span, "pronoun", row.cause)
            if row.gender:
                self.genders[number] = self.gender(number) or row.gender
        self.note(who, token)
        if token.tag_ == "PRP$":
            self._resolve_owned(token, who)

    def _resolve_relative(self, token: Token, span: Span, row: Reference) -> None:
        """Give "who" and "which" to the noun that their clause hangs on."""
        noun = syntax.antecedent(token)
        who = self._named_at(noun) if noun.i < token.i else ()
        if (
            who
            and noun.sent.start == token.sent.start
            and {self.drafts[number].kind for number in who} <= set(row.kinds)
        ):
            for number in who:
                self.drafts[number].add(span, "pronoun", row.cause)

    def _person_meant(self, token: Token, gender: str | None) -> tuple[int, ...]:
        """Give the most salient person before a pronoun that may be meant."""
        now = self.sentence(token.i)
        barred = self._barred(token) | self._countrymen(token)
        scores: dict[int, float] = {}
        for sighting in self.near(token.i, PRONOUN_REACH):
            if len(sighting.who) != 1 or sighting.head.i == token.i:
                continue
            number = sighting.who[0]
            if self.drafts[number].kind != "person" or number in barred or self.gender(number) not in (None, gender):
                continue
            if sighting.head.i < token.i:
                gain = sighting.weight * 0.5 ** (now - sighting.sentence)
            elif sighting.sentence == now and _foreshadows(token, sighting.head):
                gain = CATAPHOR + sighting.weight
            else:
                continue
            if number not in scores:
                gain += self._standing_gain(number, gender)
            if sighting.sentence == now - 1 and sighting.head.dep_ == token.dep_:
                gain += PARALLEL
            scores[number] = scores.get(number, 0.0) + gain
        return (max(scores, key=lambda number: (scores[number], -number)),) if scores else ()

    def _standing_gain(self, number: int, gender: str | None) -> float:
        """Give what a candidate gains wherever it is mentioned: a gender that is known to fit, and being often named."""
        named = sum(mention.how != "pronoun" for mention in self.drafts[number].mentions.values())
        return TOPIC * min(named, OFTEN) + (SURE_GENDER if self.gender(number) == gender else 0.0)

    def _barred(self, token: Token) -> set[int]:
        """Give who cannot be meant: the others that the same verb takes, and he who speaks where the pronoun is quoted."""
        barred: set[int] = set()
        if token.tag_ != "PRP$" and not token.lower_.endswith("self"):
            partners = {child.i for child in token.head.children if child.i != token.i and child.dep_ not in APART}
            barred |= {
                number for s in self.sightings for number in s.who if s.head.i in partners and s.head.tag_ != "PRP$"
            }
        quotation = self._quotation(token.idx)
        if quotation is not None:
            for clause in syntax.clauses_above(token):
                if not quotation[0] <= clause.idx < quotation[1]:
                    speakers = {subject.i for subject in syntax.subjects(clause)}
                    barred |= self._seen_among(speakers)
                    break
        return barred

    def _countrymen(self, token: Token) -> set[int]:
        """Give who cannot own "his Russian counterpart": the Russians."""
        for draft in self.drafts if token.tag_ == "PRP$" else ():
            if draft.role == COUNTERPART and draft.country and any(span[0] == token.idx for span in draft.mentions):
                return {number for number, other in enumerate(self.drafts) if other.country == draft.country}
        return set()

    def _seen_among(self, indices: set[int]) -> set[int]:
        return {number for index in indices for sighting in self.seen_at(index) for number in sighting.who}

    def _quotation(self, offset: int) -> Span | None:
        at = bisect_left(self._quotations, (offset, 0)) - 1
        return self._quotations[at] if at >= 0 and offset < self._quotations[at][1] else None

    @cached_property
    def _quotations(self) -> list[Span]:
        """The stretches between quotation marks; a mark without its partner opens none."""
        return [match.span() for match in QUOTED.finditer(self.source)]

    def _thing_meant(self, token: Token, row: Reference) -> tuple[int, ...]:
        """Give the state, body or group that the nearest fitting subject names; a thing that is no actor stops the search."""
        now = self.sentence(token.i)
        for subject in self._subjects_before(token, now):
            head = subject.head
            if head.i == token.head.i and token.tag_ == "PRP":
                continue
            who = self._named_at(subject)
            plural = len(who) > 1 or subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("they", "we")
            kinds = {self.drafts[number].kind for number in who}
            if plural != (row.number == "many"):
                continue
            if who and (kinds <= set(row.kinds) or len(who) > 1):
                return who
            if (
                kinds == {"person"}
                or subject.tag_ in ("WP", "EX")
                or subject.lower_ in ("he", "she", "i", "you", "who")
            ):
                continue
            return ()
        return ()

    def _subjects_before(self, token: Token, now: int) -> Iterator[Token]:
        """Give the subjects before a word: those of its own sentence backwards, then those of the one before from its start."""
        here = self.doc[self.sentence_starts[now] : token.i]
        yield from (word for word in reversed(here) if word.dep_ in syntax.SUBJECTS)
        if now:
            before = self.doc[self.sentence_starts[now - 1] : self.sentence_starts[now]]
            yield from (word for word in before if word.dep_ in syntax.SUBJECTS)

    def _named_at(self, token: Token) -> tuple[int, ...]:
        """Give the actors of a noun and of all that is coordinated with it; () where one of these is no actor."""
        found: list[int] = []
        for part in syntax.conjuncts(token):
            here = [number for sighting in self.seen_at(part.i) for number in sighting.who]
            if not here and part.tag_ == "NNP":
                here = [n for n, draft in enumerate(self.drafts) if any(s <= part.idx < e for s, e in draft.mentions)][
                    :1
                ]
            if not here:
                return ()
            found.extend(here)
        return unique_numbers(found)

    # "his spokesman", "his Russian counterpart"

    def _resolve_owned(self, owner: Token, who: tuple[int, ...]) -> None:
        """Tell whose spokesman, minister or counterpart somebody is, once "his" is known."""
        if len(who) != 1:
            return
        boss = self.drafts[who[0]]
        for number, draft in enumerate(self.drafts):
            span = next(
                (span for span in draft.mentions if span[0] == owner.idx and span[1] > owner.idx + len(owner)), None
            )
            if span is None or number in who:
                continue
            if draft.role == COUNTERPART:
                found = self._counterpart(draft, who[0])
                if found is not None:
                    self._move(span, number, (found,), "title")
            else:
                draft.country = draft.country or boss.country
                draft.sector = draft.sector or boss.sector
            return

    def _counterpart(self, draft: Draft, boss: int) -> int | None:
        fitting = [
            number
            for number, other in enumerate(self.drafts)
            if number != boss and _is_named(other) and other.kind == "person" and draft.country in (other.country, None)
            and _same_office(other.role, self.drafts[boss].role)
        ]  # fmt: skip
        return fitting[0] if len(fitting) == 1 and draft.country else None

    # "the country", "the group", "the two leaders"

    def _resolve_noun(self, token: Token, row: Reference) -> None:
        """Resolve "the country", "the ministry": the most salient fitting actor of this sentence and the one before."""
        phrase = self._definite(token)
        if phrase is None:
            return
        now = self.sentence(token.i)
        scores: dict[int, float] = {}
        for sighting in self.near(token.i, 1):
            if sighting.head.i < token.i and len(sighting.who) == 1:
                number = sighting.who[0]
                if self._is_called(self.drafts[number], row) and self._at(phrase) != number:
                    scores[number] = scores.get(number, 0.0) + sighting.weight * 0.5 ** (now - sighting.sentence)
        if not scores:
            return
        best = max(scores, key=lambda number: (scores[number], -number))
        self._place(phrase, (best,), row)

    def _definite(self, token: Token) -> Span | None:
        """Give the place of "the country" where nothing else tells which one."""
        if token.i == 0 or token.tag_ != "NN" or self.doc[token.i - 1].lower_ != "the":
            return None
        if token.dep_ == "compound" or syntax.children(token, "acl", "appos") or syntax.obliques(token, "of", "with"):
            return None
        return self.doc[token.i - 1].idx, token.idx + len(token)

    def _is_called(self, draft: Draft, row: Reference) -> bool:
        if draft.kind not in row.kinds:
            return False
        if draft.kind == "state":
            return True
        called = " ".join([draft.name, *(self.source[start:end] for start, end in draft.mentions)]).lower().split()
        return row.word in called or (draft.sector != "GOV" and row.word not in ("ministry", "union"))

    def _at(self, span: Span) -> int | None:
        return next((number for number, draft in enumerate(self.drafts) if span in draft.mentions), None)

    def _place(self, span: Span, who: tuple[int, ...], row: Reference) -> None:
        """Add a resolved description; one that stood for an actor of its own is given over."""
        before = self._at(span)
        if before is not None and before not in who:
            self._move(span, before, who, "nominal")
            return
        for number in who:
            self.drafts[number].add(span, "nominal", row.cause)
        head = self.head(span)
        if head is not None:
            self.note(who, head)

    def _resolve_pair(self, token: Token, row: Reference) -> None:
        """Resolve "the two leaders", "both countries": the last two that fit, where there are just two."""
        start, end = self._phrase_around(token)
        words = self.source[start:end].lower().split()
        if not {"two", "both"} & set(words) or token.tag_ != "NNS":
            return
        who = self._last_two(token, row)
        if who:
            self._place((start, end), who, row)

    def _phrase_around(self, token: Token) -> Span:
        """Give the place of the mention that holds a noun, or of what stands before the noun in its phrase."""
        held = [span for draft in self.drafts for span in draft.mentions if span[0] <= token.idx < span[1]]
        return min(
            held, default=(syntax.noun_phrase(token)[0], token.idx + len(token)), key=lambda span: span[1] - span[0]
        )

    def _last_two(self, token: Token, row: Reference) -> tuple[int, ...]:
        barred = self._barred(token)
        for kind in row.kinds:
            found = self._two_near(token, kind, barred)
            if found:
                return found
        pair = self._two_near(token, "person", barred) if row.kinds == ("state",) else ()
        return self._states_of(pair)

    def _two_near(self, token: Token, kind: str, barred: set[int]) -> tuple[int, ...]:
        """Give the only two actors of a kind in the fewest sentences before a word that hold as many."""
        for reach in range(PRONOUN_REACH):
            near = [sighting for sighting in self.near(token.i, reach) if sighting.head.i < token.i]
            found = unique_numbers(n for s in near for n in s.who if n not in barred and self._leads(n, kind))
            if len(found) >= 2:
                return found if len(found) == 2 else ()
        return ()

    def _leads(self, number: int, kind: str) -> bool:
        """Is this an actor of a kind, and if a person, not one who speaks or works for another?"""
        draft = self.drafts[number]
        return draft.kind == kind and (draft.role or "").rpartition(" ")[2] not in self.tables.servants

    def _states_of(self, people: tuple[int, ...]) -> tuple[int, ...]:
        """Give the states that two people stand for, as actors of their own where nobody named them."""
        codes = [self.drafts[number].country for number in people]
        if len(set(codes)) != 2:
            return ()
        found = []
        for code in codes:
            row = self.tables.by_code.get(code or "")
            if row is None:
                return ()
            known = (n for n, draft in enumerate(self.drafts) if draft.kind == "state" and draft.country == code)
            number = next(known, len(self.drafts))
            if number == len(self.drafts):
                self.drafts.append(Draft(row.name, "state", row.code, row.sector or "GOV", identifier=row.code.lower()))
            found.append(number)
        return tuple(found)


def _place(sighting: _Sighting) -> int:
    return sighting.head.i


def unique_numbers(numbers: Iterable[int]) -> tuple[int, ...]:
    """Give the numbers once each, in the order of their first coming."""
    return tuple(dict.fromkeys(numbers))


def _is_named(draft: Draft) -> bool:
    return any(mention.how == "name" for mention in draft.mentions.values())


def _fits(described: Draft, other: Draft) -> bool:
    """May a description by office mean this person?"""
    if described.country is not None and other.country != described.country:
        return False
    if described.role in LEADING:
        return described.country is not None and other.sector == "GOV" and _is_named(other)
    return _same_office(described.role, other.role)


def _same_office(one: str | None, other: str | None) -> bool:
    """Are two roles the same office, one perhaps told at less length ("minister", "foreign minister")?"""
    if not one or not other:
        return False
    short, long = sorted((one.removeprefix("former "), other.removeprefix("former ")), key=len)
    return short == long or (" " not in short and long.endswith(f" {short}"))


def _foreshadows(pronoun: Token, name: Token) -> bool:
    """Does a pronoun in a phrase before the subject mean the subject ("In his speech Putin said")?"""
    if name.dep_ not in syntax.SUBJECTS or name.i < pronoun.i:
        return False
    return any(above.i == name.head.i for above in syntax.ancestors(pronoun)) and pronoun.head.i != name.head.i
