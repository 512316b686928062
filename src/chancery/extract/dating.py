"""Dating: which date belongs to which event and statement, and where an event took place.

The date in the event's own clause comes first, then the one that governs its sentence ("During a call on Tuesday, …"), then the
one carried on from the sentence before, then, for what the outlet reports as new, the day of publication. Background has none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec

from chancery.extract import clauses, syntax
from chancery.extract.timeline import Timeline, When, clause_of, long_before
from chancery.lexicon import Lexicon, calendar
from chancery.model import Article, DateBasis, DateMention, Event, Place, Statement
from chancery.tokens import Doc, Token, TokenSpan

TOLD_AS_NEWS = frozenset({"occurred", "ongoing", "alleged"})
AHEAD = frozenset({"future", "considered", "hypothetical"})
VERBAL = (1, 3)
# A length of time in days or more.
LENGTH = re.compile(r"P(\d+)([DWMY])")


def date_statements(
    doc: Doc, article: Article, statements: tuple[Statement, ...], dates: tuple[DateMention, ...], lexicon: Lexicon
) -> tuple[Statement, ...]:
    """Give every statement the date at which the text says that it was made; no other."""
    timeline = Timeline.of(doc, article, dates, lexicon.dates)
    dated = []
    for statement in statements:
        token = timeline.token(statement.cue_span) if statement.cue_span else None
        when = timeline.told(token, outside=statement.content_spans) if token else None
        dated.append(msgspec.structs.replace(statement, date=when.value) if when else statement)
    return tuple(dated)


def date_events(
    doc: Doc,
    article: Article,
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
    dates: tuple[DateMention, ...],
    places: tuple[Place, ...],
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """Give every event its date, what the date rests on, and its place."""
    timeline = Timeline.of(doc, article, dates, lexicon.dates)
    scene = Scene(doc, places)
    by_id = {statement.id: statement for statement in statements}
    dated: dict[int, Event] = {}
    carried = Carried(timeline, lexicon.events.classed(BLOW))
    for number, event in sorted(enumerate(events), key=lambda pair: pair[1].trigger_span):
        token = timeline.token(event.trigger_span)
        if carried.is_inside_past(event, token):
            event = msgspec.structs.replace(event, historical=True)
        blow = carried.blow_before(event, token)
        if blow is None:
            value, basis, because = carried.date(event, token, _said_on(event, by_id))
        else:
            value, basis, because = blow.date, blow.date_basis, ("date:of the blow before",)
        place = scene.place(event, token) if event.quad not in VERBAL or event.event in MEETINGS else None
        dated[number] = msgspec.structs.replace(
            event,
            date=value,
            date_basis=basis,
            historical=event.historical or _is_background(event, value, basis, article),
            place=event.place or place,
            because=(*event.because, *because),
        )
        carried.note(dated[number], token)
    return tuple(dated[number] for number in range(len(events)))


MEETINGS = frozenset({"CONSULT"})
# Of the grains of time, those that are carried on only to what those did of whom they are told: years, halves, quarters, months.
LONG = frozenset({"Y", "H", "Q", "M"})
# The class of blows, and the event that each is.
BLOW, STRUCK = "attack", "ASSAULT"


@dataclass
class Carried:
    """Dates of events in text order; keeps what the sentence before was about in time, and the last dated blow."""

    timeline: Timeline
    blows: frozenset[str]
    last: str | None = None
    last_sentence: int = -1
    struck: tuple[int, Event] | None = None

    def date(
        self, event: Event, token: Token | None, said: str | None
    ) -> tuple[str | None, DateBasis | None, tuple[str, ...]]:
        """Give an event's date, its basis, and the cause."""
        if token is None:
            return self._publication(event, None)
        if earlier := self._earlier(event, token):
            return earlier, "text", ("date:so long before",)
        when = self.timeline.told(token) or self._aimed(event, token)
        if when and self._fits(when.value, event):
            self._keep(when.value, token)
            return when.value, "text", (f"date:{self.timeline.article.text[slice(*when.mention.span)]}",)
        if said:
            return said, "text", ("date:of the statement",)
        carried = self._carried(token) if self._may_go_on(event, token) else None
        if carried and self._fits(carried, event):
            self._keep(carried, token)
            return carried, "text", ("date:carried from the sentence before",)
        return self._publication(event, token)

    def _earlier(self, event: Event, token: Token) -> str | None:
        """Give the date of what happened so long before something that has a day ("left on Friday, two days after Mali sued")."""
        clause = syntax.first_conjunct(clause_of(token))
        before = self.timeline.since_before(clause) if event.status == "occurred" else None
        if before is None or (length := LENGTH.fullmatch(before[0])) is None:
            return None
        told = self.timeline.told(before[1])
        published = self.timeline.article.published if before[1].tag_ == "VBD" else None
        day = calendar.day_of(told.value if told else published)
        return calendar.shifted(day, length[2], -int(length[1])) if day else None

    def _aimed(self, event: Event, token: Token) -> When | None:
        """Give the date of what somebody did in order to do this, if by that he did ("marched on Monday [to demand] pay")."""
        clause = clause_of(token)
        aimed = event.status == "occurred" and clause.dep_ == "advcl" and syntax.is_infinitive(clause)
        return self.timeline.told(clause.head) if aimed else None

    def blow_before(self, event: Event, token: Token | None) -> Event | None:
        """Give the dated blow told before in the paragraph, where this was done in it ("was wounded in [the attack]")."""
        if token is None or self.struck is None or event.event != STRUCK or self.timeline.told(token) is not None:
            return None
        nouns = syntax.obliques(token, "in", "during")
        there = any(noun.lemma_.lower() in self.blows and _is_known(noun) for noun in nouns)
        paragraph, blow = self.struck
        return blow if there and paragraph == self._paragraph(token) else None

    def note(self, event: Event, token: Token | None) -> None:
        """Keep a blow whose day the text tells, or that is long past."""
        if token is not None and event.event == STRUCK and (event.date_basis == "text" or event.historical):
            self.struck = self._paragraph(token), event

    def _fits(self, value: str, event: Event) -> bool:
        """May an event of this status bear this date? What occurred is not to come, what is to come is not over."""
        published, ends = calendar.day_of(self.timeline.article.published), calendar.bounds(value)
        if published is None or ends is None:
            return True
        if event.status in AHEAD:
            return ends[1] >= published
        return ends[0] <= published

    def _keep(self, value: str, token: Token) -> None:
        if "/" in value or any(clause.arc in ("acl", "advcl") for clause in syntax.clauses_above(token)):
            return  # what went on since a year tells of no day after
        self.last, self.last_sentence = value, token.sent.start

    def _may_go_on(self, event: Event, token: Token) -> bool:
        """Is this told in a main clause, in the simple past, as something that went on from there?"""
        clause = clause_of(token)
        first = syntax.first_conjunct(clause)  # "has charged him and [seized] his house" is no simple past
        suffered = clause.tag_ == "VBN" and [word.tag_ for word in syntax.auxiliaries(first)] == ["VBD"]
        active = clause.tag_ == "VBD" and not syntax.auxiliaries(first)
        on = event.status == "occurred" and not event.historical and clause.dep_ in ("ROOT", "conj", "parataxis")
        return on and (suffered or active) and clause.i not in self.timeline.vague

    def _carried(self, token: Token) -> str | None:
        """Give the date of this sentence's earlier events or of the sentence before, within the paragraph."""
        start, before = token.sent.start, self._before(token)
        goes_on = before is not None and self.last_sentence == before.start
        goes_on = goes_on and (calendar.grain(self.last or "") not in LONG or _goes_on(token))
        if self.last and (self.last_sentence == start or goes_on):
            return self.last
        if before is None:
            return None
        told = self.timeline.by_clause.get(before.root.i, ()) if before.root.tag_ == "VBD" else ()
        return next((when.value for when in told if calendar.grain(when.value) == "D"), None)

    def _before(self, token: Token) -> TokenSpan | None:
        """Give the sentence before that of a word, if it stands in the same paragraph."""
        start = token.sent.start
        before = token.doc[start - 1].sent if start else None
        return before if before and self._paragraph(before[0]) == self._paragraph(token) else None

    def _is_behind_past(self, event: Event, token: Token) -> bool:
        """Is this told as going on from what the sentence before tells of long ago ("… in 2015. Chad [closed] the border")?"""
        before = self._before(token)
        if before is None or not self._may_go_on(event, token):
            return False
        told = [when.value for when in self.timeline.by_clause.get(before.root.i, ())]
        told = [self.last] if self.last and self.last_sentence == before.start else told
        return bool(told) and long_before(told[0], self.timeline.article.published)

    def _paragraph(self, token: Token) -> int:
        return next((start for start, end in self.timeline.article.paragraphs if start <= token.idx < end), -1)

    def is_inside_past(self, event: Event, token: Token | None) -> bool:
        """Is this told only inside what was done long ago ("made peace in 2018 after a war that [killed] thousands")?"""
        if token is None or event.status != "occurred" or self.timeline.told(token) is not None:
            return False
        above = [clause for clause in _clauses_to_main(token) if clause is not clause_of(token)]
        told = (self.timeline.told(clause) for clause in above if clause.tag_ == "VBD")
        return any(long_before(when.value, self.timeline.article.published) for when in told if when)

    def _publication(self, event: Event, token: Token | None) -> tuple[str | None, DateBasis | None, tuple[str, ...]]:
        """Give the day of publication to what is told as news."""
        published = calendar.day_of(self.timeline.article.published)
        if published is None or event.historical or event.status not in TOLD_AS_NEWS:
            return None, None, ()
        if token is not None and self._is_behind_past(event, token):
            return None, None, ()
        if token is not None and any(
            clauses.pluperfect(clause) or self.timeline.is_beside_a_dated_one(clause)
            for clause in _clauses_to_main(token)
        ):
            return None, None, ()
        return published.isoformat(), "publication", ("date:publication",)


def _goes_on(token: Token) -> bool:
    """Does a sentence begin with who went on ("[It] held the crew for days"), or tell what somebody did also?"""
    clause = syntax.first_conjunct(clause_of(token))
    if any(word.lower_ == "also" for word in syntax.children(clause, "advmod")):
        return True
    return any(doer.left_edge.i == token.sent.start and doer.tag_ == "PRP" for doer in syntax.own_subjects(clause))


def _is_background(event: Event, value: str | None, basis: DateBasis | None, article: Article) -> bool:
    """Is this told of a day long past, wherever that stands?"""
    if value is None or basis != "text" or event.status != "occurred":
        return False
    return long_before(value, article.published)


def _is_known(noun: Token) -> bool:
    """Was a thing told of before ("the attack", "that raid")?"""
    told = any(word.lower_ in ("the", "that", "those") for word in syntax.children(noun, "det"))
    return told and not syntax.children(noun, "nmod", "compound", "amod")


@dataclass(frozen=True)
class Scene:
    """The places of an article, to be asked where something happened."""

    doc: Doc
    places: tuple[Place, ...]

    @cached_property
    def by_clause(self) -> dict[int, list[tuple[Token, Place]]]:
        """The places by the head of the clause that each stands in."""
        found = defaultdict(list)
        for place in self.places:
            span = self.doc.char_span(*place.span, alignment_mode="expand")
            if span is not None and syntax.parsed(span.root) and not _is_origin(span.root):
                found[clause_of(span.root).i].append((span.root, place))
        return found

    def place(self, event: Event, token: Token | None) -> Place | None:
        """Give the place that hangs on the event's word, else the one in its clause."""
        if token is None:
            return None
        there = self.by_clause.get(clause_of(token).i, [])
        below = [(root, place) for root, place in there if any(head.i == token.i for head in syntax.ancestors(root))]
        found = below or there
        return min(found, key=lambda pair: (abs(pair[0].i - token.i), pair[0].i), default=(None, None))[1]


def _is_origin(place: Token) -> bool:
    """Is this only where those are from who act, or with whom they do ("soldiers from Italy and [Hungary] came under fire")?"""
    first = syntax.first_conjunct(place)
    people = syntax.first_conjunct(first.head)
    play = people.dep_ in syntax.SUBJECTS or syntax.prepositions(people) in ("with", "by")
    return first.arc == "nmod" and syntax.prepositions(first) == "from" and play


def _said_on(event: Event, statements: Mapping[str, Statement]) -> str | None:
    """Give the date of the saying that is itself the event: "said last month that he thought him a liar"."""
    statement = statements.get(event.claimed_in or "") if event.quad in VERBAL else None
    if statement is None or not set(event.actor) & set(statement.speaker):
        return None
    while statement and not statement.date:
        statement = statements.get(statement.within or "")
    return statement.date if statement else None


def _clauses_to_main(token: Token) -> Iterator[Token]:
    """Give the clause of a token, and those above it up to the first that is reported."""
    for clause in syntax.clauses_above(token):
        yield clause
        if clause.dep_ in ("ccomp", "parataxis"):
            return
