"""Who has been mentioned where: what the resolving of references remembers, in text order.

Ground for the references step.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from chancery.extract import syntax
from chancery.extract.findings import FORMERLY, Company, Draft
from chancery.extract.who.known import TURN
from chancery.lexicon.actors import ActorTables
from chancery.model import Actor, MentionHow, Span
from chancery.tokens import Doc, Token

# Salience by grammatical role, after Lappin and Leass (1994); it halves with every sentence.
RECENT, SUBJECT, OBJECT, OWNER, OTHER = 100.0, 80.0, 50.0, 40.0, 10.0
# What somebody gains for each time that he is named, up to so often.
TOPIC, OFTEN = 15.0, 8
# What the subject of a sentence gains for the subject of the next.
PARALLEL = 60.0
QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"|''(?:(?!'')[^\n])+''")
# Who has one of these in his office does not hold the one behind it ("vice president").
DEPUTIES = frozenset({"vice", "deputy", "assistant", "under"})
# Behind these one goes on to speak of whom one spoke of.
OPENING = (":", ";", "—", "–")
# Dependents of a verb that may be the same as another of its dependents.
APART = ("parataxis", "dislocated", "vocative", "advcl", "ccomp")


class Sighting(NamedTuple):
    """A place where somebody is mentioned, and how much it draws the eye."""

    who: tuple[int, ...]
    head: Token
    sentence: int
    weight: float

    def drawing(self, now: int) -> float:
        """Give how much it still draws the eye in a sentence at or after its own."""
        return self.weight * 0.5 ** (now - self.sentence)


def _weight(head: Token) -> float:
    """Say how much the grammatical role of a word draws the eye."""
    label = syntax.first_conjunct(head).dep_
    if label in syntax.SUBJECTS:
        return RECENT + SUBJECT
    if label in ("obj", "iobj", "obl:agent"):
        return RECENT + OBJECT
    return RECENT + (OWNER if label == "nmod:poss" else OTHER)


@dataclass
class Memory:
    """Who has been mentioned where, filled up while the references are resolved in text order."""

    doc: Doc
    source: str
    tables: ActorTables
    drafts: list[Draft]
    genders: dict[int, str | None] = field(default_factory=dict)
    offices: dict[int, str] = field(default_factory=dict)
    _head_of: dict[Span, Token | None] = field(default_factory=dict, init=False)

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
    def openings(self) -> frozenset[int]:
        """Where the mentions begin that were there before anything was resolved."""
        return frozenset(start for draft in self.drafts for start, _ in draft.mentions)

    @cached_property
    def sightings(self) -> list[Sighting]:
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

    def _sighting(self, who: tuple[int, ...], head: Token) -> Sighting:
        return Sighting(who, head, self.sentence(head.i), _weight(head))

    def head(self, span: Span) -> Token | None:
        """Give the syntactic head of a place."""
        if span not in self._head_of:
            found = self.doc.char_span(*span, alignment_mode="expand")
            root = found.root if found is not None else None
            self._head_of[span] = root if root is not None and root.dep_ else None
        return self._head_of[span]

    def note(self, who: tuple[int, ...], token: Token) -> None:
        """Remember a resolved reference as a sighting, so that others can follow it."""
        at = bisect_left(self._heads, token.i)
        self.sightings.insert(at, self._sighting(who, token))
        self._heads.insert(at, token.i)

    def near(self, index: int, reach: int) -> list[Sighting]:
        """Give the sightings of a token's sentence and of so many before it."""
        now = self.sentence(index)
        first = self.sentence_starts[max(0, now - reach)]
        last = self.sentence_starts[now + 1] if now + 1 < len(self.sentence_starts) else len(self.doc)
        return self._seen_within(first, last)

    def before(self, token: Token, reach: int) -> list[Sighting]:
        """Give the sightings before a word in its sentence and in so many before it."""
        return [sighting for sighting in self.near(token.i, reach) if sighting.head.i < token.i]

    def seen_before(self, index: int) -> list[Sighting]:
        """Give all the sightings before a token."""
        return self._seen_within(0, index)

    def seen_at(self, index: int) -> list[Sighting]:
        """Give the sightings whose head is this token."""
        return self._seen_within(index, index + 1)

    def _seen_within(self, first: int, last: int) -> list[Sighting]:
        heads = self._heads
        return self.sightings[bisect_left(heads, first) : bisect_left(heads, last)]

    @cached_property
    def _heads(self) -> list[int]:
        """The tokens of the sightings' heads."""
        return [sighting.head.i for sighting in self.sightings]

    def standing(self, number: int) -> float:
        """Give what somebody gains wherever he is mentioned: for being often named."""
        named = sum(mention.how != "pronoun" for mention in self.drafts[number].mentions.values())
        return TOPIC * min(named, OFTEN)

    def office(self, number: int) -> str | None:
        """Give the role of somebody, or where he is only told as a counterpart, the office of whose he is."""
        return self.offices.get(number) or self.drafts[number].role

    def gender(self, number: int) -> str | None:
        """Give the gender of a person where a table, a title or an earlier pronoun tells it."""
        if number not in self.genders:
            draft = self.drafts[number]
            addressed = (self.source[max(0, start - 6) : start].split() for start, _ in draft.mentions)
            told = (self.tables.gender_of_title(words[-1]) for words in addressed if words)
            self.genders[number] = next(filter(None, told), None) or self.tables.gender(draft.name, draft.role)
        return self.genders[number]

    def last_before(self, span: Span, numbers: Iterable[int], reach: int | None = None) -> int | None:
        """Give who of some was mentioned last before a place, at most so many sentences back."""
        wanted = set(numbers)
        head = self.head(span)
        if head is None or not wanted:
            return None
        for sighting in reversed(self.seen_before(head.i)):
            if wanted.isdisjoint(sighting.who):
                continue
            if reach is not None and self.sentence(head.i) - sighting.sentence > reach:
                return None
            return next(number for number in sighting.who if number in wanted)
        return None

    def most_salient_before(self, span: Span, numbers: Iterable[int], reach: int) -> int | None:
        """Give who of some drew the eye most in so many sentences before a place: subjects do, and those just mentioned."""
        wanted = set(numbers)
        head = self.head(span)
        if head is None or not wanted:
            return None
        scores = self.drawn(head, wanted.__contains__, reach)
        return max(scores, key=lambda number: (scores[number], -number)) if scores else None

    def drawn(self, head: Token, fits: Callable[[int], bool], reach: int, going_on: float = 0.0) -> dict[int, float]:
        """Give how much those who fit drew the eye in so many sentences before a word, the subject before a subject more."""
        now, best = self.sentence(head.i), dict[tuple[int, int], float]()
        for sighting in self.before(head, reach):
            follows = sighting.sentence == now - 1 and goes_on(head, sighting.head)
            gain = sighting.drawing(now) + (going_on if follows else 0.0)
            for number in filter(fits, sighting.who):
                best[number, sighting.sentence] = max(gain, best.get((number, sighting.sentence), 0.0))
        scores: dict[int, float] = {}
        for (number, _), gain in best.items():
            scores[number] = scores.get(number, 0.0) + gain
        return scores

    def move(self, span: Span, source: int, target: tuple[int, ...], how: MentionHow, row: str = "") -> None:
        """Give a mention of one draft to others, perhaps by a row of its own."""
        mention = self.drafts[source].mentions.pop(span)
        because = f"{mention.because} + {row}" if row else mention.because
        for number in target:
            self.drafts[number].add(span, how, because)
        head = self.head(span)
        for sighting in self.seen_at(head.i) if head is not None else ():
            if sighting.who == (source,):
                at = self.sightings.index(sighting)
                del self.sightings[at], self._heads[at]
                self.note(target, sighting.head)

    def at(self, span: Span) -> int | None:
        """Give who has a mention at just this place."""
        return next((number for number, draft in enumerate(self.drafts) if span in draft.mentions), None)

    def place(self, span: Span, who: tuple[int, ...], because: str) -> None:
        """Add a resolved description; one that stood for an actor of its own is given over, with what it says of a body."""
        before = self.at(span)
        if before is not None and before not in who:
            if len(who) == 1 and self.drafts[who[0]].kind == self.drafts[before].kind == "organisation":
                known, told = self.drafts[who[0]], self.drafts[before]
                known.sector, known.country = known.sector or told.sector, known.country or told.country
            self.move(span, before, who, "nominal", because)
            return
        for number in who:
            self.drafts[number].add(span, "nominal", because)
        head = self.head(span)
        if head is not None:
            self.note(who, head)

    def share(self, people: Token, own: Draft) -> None:
        """Let a delegation or team of somebody's own people be of whom they are ("a delegation of its [leaders]")."""
        if people.dep_ != "nmod" or syntax.prepositions(people) != "of":
            return
        for whole in map(self.drafts.__getitem__, self.named_at(people.head)):
            if whole.country is None and whole.kind in ("group", "organisation") and not whole.is_named:
                whole.country, whole.sector = own.country, whole.sector or own.sector

    def state_of(self, code: str | None) -> int | None:
        """Give the state of a code, as an actor of its own where nobody named it; None where no state has it."""
        row = self.tables.by_code.get(code or "")
        if row is None:
            return None
        drafts = self.drafts
        for number, draft in enumerate(drafts):
            if draft.kind == "state" and draft.identifier == row.code.lower():
                return number
        drafts.append(Draft(row.name, "state", row.code, row.sector or "GOV", identifier=row.code.lower()))
        return len(drafts) - 1

    def named_at(self, token: Token) -> tuple[int, ...]:
        """Give the actors of a noun and of all that is coordinated with it; () where one of these is no actor."""
        found: list[int] = []
        for part in syntax.conjuncts(token):
            here = [number for sighting in self.seen_at(part.i) for number in sighting.who]
            if not here and part.tag_ == "NNP":
                here = [n for n, draft in enumerate(self.drafts) if any(s <= part.idx < e for s, e in draft.mentions)][
                    :1
                ]
            here = here or self._counted_at(part)
            if not here:
                return ()
            found.extend(here)
        return unique_numbers(found)

    def _counted_at(self, number: Token) -> list[int]:
        """Give the group of which so many are told ("[hundreds] of Turkish nurses")."""
        counted = syntax.obliques(number, "of") if number.tag_ in ("NNS", "CD") else []
        seen = self.seen_among({noun.i for noun in counted[:1]})
        return [one for one in seen if self.drafts[one].kind == "group"]

    def barred_from(self, token: Token) -> set[int]:
        """Give who cannot be meant: the others that the same verb takes, and he who speaks where the pronoun is quoted."""
        barred: set[int] = set()
        if token.tag_ != "PRP$" and not token.lower_.endswith("self"):
            partners = (child for child in token.head.children if child.i != token.i and child.dep_ not in APART)
            barred |= self.seen_among({child.i for child in partners if child.tag_ != "PRP$"})
            if token.dep_ in ("obj", "iobj"):  # "spoke with Roe and urged [him]"
                barred |= self.seen_among({word.i for word in syntax.subjects(token.head)})
        if token.dep_ in syntax.SUBJECTS:
            barred |= self._named_below(token)
            if token.head.dep_ == "acl:relcl":  # "freed the pilots [they] had wanted"
                barred |= self.seen_among({token.head.head.i})
        barred |= self._asking(token) | self._of_own_turn(token)
        quotation = self.quotation(token.idx)
        if quotation is not None:
            for clause in syntax.clauses_above(token):
                if not quotation[0] <= clause.idx < quotation[1]:
                    speakers = {subject.i for subject in syntax.subjects(clause)}
                    barred |= self.seen_among(speakers)
                    break
        return barred

    def _asking(self, token: Token) -> set[int]:
        """Give who asks or tells him who is meant by a subject something first ("Asked by Roe if [he] knew, [he] said …")."""
        if token.dep_ not in syntax.SUBJECTS or token.head.pos_ != "VERB":
            return set()
        above = token.head.head if token.head.dep_ in ("advcl", "ccomp") else token.head
        asked = [one for one in (above, *syntax.children(token.head, "advcl")) if one.tag_ == "VBN" and one.i < token.i]
        agents = [word for one in asked if not syntax.own_subjects(one) for word in syntax.obliques(one, "by")]
        beside = [word for agent in agents for word in (agent, *syntax.children(agent, "appos"))]
        return self.seen_among({word.i for word in beside})

    def _of_own_turn(self, token: Token) -> set[int]:
        """Give whom the label of a line of dialogue names, who is none of those of whom he speaks."""
        start = self.source.rfind("\n", 0, token.idx) + 1
        label = TURN.match(self.source, start)
        if label is None or token.idx < label.end():
            return set()
        drafts = enumerate(self.drafts)
        return {number for number, draft in drafts if any(start <= first < label.end() for first, _ in draft.mentions)}

    def _named_below(self, subject: Token) -> set[int]:
        """Give who is named in what a subject says: "he" in "he said that Putin had left" is not Putin."""
        found: set[int] = set()
        for content in syntax.children(subject.head, "ccomp"):
            first, last = content.left_edge.i, content.right_edge.i + 1
            below = self._seen_within(first, last)
            found |= {number for sighting in below for number in sighting.who if self.names(number, sighting.head)}
        edge = subject.head.left_edge
        opened = edge.text if edge.is_punct or not edge.i else syntax.before(edge).text
        if (
            subject.head.dep_ == "parataxis" and opened not in OPENING
        ):  # "Roe, [he] said, was late", not "Roe is ill: [he] fell"
            told = [word for word in syntax.own_subjects(subject.head.head) if word.i < subject.i]
            found |= self.seen_among({word.i for word in told if word.pos_ != "PRON"})
        return found

    def names(self, number: int, head: Token) -> bool:
        """Is an actor called by name at this word?"""
        mentions = self.drafts[number].mentions.values()
        return any(m.how == "name" and m.span[0] <= head.idx < m.span[1] for m in mentions)

    def seen_among(self, indices: set[int]) -> set[int]:
        """Give who is mentioned with one of these tokens as the head."""
        return {number for index in indices for sighting in self.seen_at(index) for number in sighting.who}

    def quotation(self, offset: int) -> Span | None:
        """Give the place of the quotation that holds an offset."""
        at = bisect_left(self._quotations, (offset, 0)) - 1
        return self._quotations[at] if at >= 0 and offset < self._quotations[at][1] else None

    @cached_property
    def _quotations(self) -> list[Span]:
        """The stretches between quotation marks; a mark without its partner opens none."""
        return [match.span() for match in QUOTED.finditer(self.source)]


def unique_numbers(numbers: Iterable[int]) -> tuple[int, ...]:
    """Give the numbers once each, in the order of their first coming."""
    return tuple(dict.fromkeys(numbers))


def goes_on(token: Token, head: Token) -> bool:
    """Are two words the subjects of their sentences?"""
    return all(word.dep_ in syntax.SUBJECTS and _leads(word.head) for word in (token, head))


def _leads(verb: Token) -> bool:
    """Is this the verb of a sentence, or of the tag that tells who says it?"""
    return verb.dep_ == "ROOT" or (verb.dep_ == "parataxis" and verb.head.dep_ == "ROOT")


def same_office(one: str | None, other: str | None) -> bool:
    """Are two roles the same office, one perhaps told at less length ("minister", "foreign minister", not "vice president")?"""
    if not one or not other:
        return False
    short, long = sorted((one.removeprefix(FORMERLY), other.removeprefix(FORMERLY)), key=len)
    within = " " not in short and long.endswith(f" {short}")
    return short == long or (within and DEPUTIES.isdisjoint(long.split()))


def titles(draft: Draft) -> set[str]:
    """Give the rows by which nouns tell what somebody is."""
    return {mention.because for mention in draft.mentions.values() if mention.how in ("title", "nominal")}
