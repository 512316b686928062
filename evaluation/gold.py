"""How a record is scored against a gold reading of its article: statements, events with their status, dates, traps.

A gold reading is JSON: ``actors`` with the names they also go by; ``statements`` (speaker, content, kind); ``events``
(actor, recipient, accepted ``types``, ``status`` or several ``statuses``, ``trigger`` words and the passage ``in`` which
they stand; ``…_or`` names others who are right as well, ``…_implied`` that nobody may be named, ``symmetric`` that the two
may change places, ``optional`` that it counts neither way); ``not_events``, the traps; ``dates`` with their values.

An event is found where a trigger stands at the gold words, its type is accepted, and actor and recipient are the gold ones,
by a part of a name they share or by the country of a government. A statement is found where its words agree with the gold
content by half (F1) and the speaker is the gold one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chancery.model import Event, Record, Span, Statement

Gold = Mapping[str, Any]
REAL = ("occurred", "ongoing")
# Words that are no part of anybody's own name.
SHARED = frozenset("the a an of and in for mr mrs ms president minister foreign prime government".split())
NEAR = 60


def parts(text: str) -> list[str]:
    """Give the words of a text without accents and without what any name may hold."""
    return [word for word in re.findall(r"[a-z0-9]+", plain(text)) if word not in SHARED]


def plain(text: str) -> str:
    """Lower a text and take its accents, typographic apostrophes and no-break spaces away."""
    spread = unicodedata.normalize("NFKD", text.replace("’", "'").replace("\xa0", " "))
    return "".join(char for char in spread if not unicodedata.combining(char)).lower()


def several(value: Any) -> list[Any]:
    """Give a list as it is, one value as a list of it, nothing as an empty list."""
    return [] if value is None else value if isinstance(value, list) else [value]


def agreement(one: str, other: str) -> float:
    """Give the F1 of the words two texts share."""
    first, second = Counter(parts(one)), Counter(parts(other))
    shared = sum((first & second).values())
    return 2 * shared / (sum(first.values()) + sum(second.values())) if shared else 0.0


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True)
class Found:
    """What became of one gold finding: whether it was found, which finding of the record it took, and what is wrong."""

    gold: Gold
    found: bool = False
    typed: bool = False
    taken: Any = None
    fault: str = ""

    @property
    def counts(self) -> bool:
        """Must it be found?"""
        return not self.gold.get("optional")


@dataclass
class Scored:
    """One record beside its gold reading."""

    gold: Gold
    record: Record
    events: list[Found] = field(default_factory=list)
    statements: list[Found] = field(default_factory=list)
    more_events: int = 0
    more_statements: int = 0
    dates: list[tuple[str, str, bool]] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, gold: Gold, record: Record) -> Scored:
        """Score a record."""
        scored = cls(gold, record)
        scored._score_events()
        scored._score_statements()
        scored._score_dates()
        scored._score_traps()
        return scored

    # -- who ---------------------------------------------------------------------------------------------------

    @cached_property
    def _names(self) -> dict[str, tuple[set[str], set[str], str | None]]:
        """The whole names, their parts and the country of each actor of the record."""
        found = {}
        for actor in self.record.actors:
            seen = [actor.name, *(self.record.quote(mention.span) for mention in actor.mentions)]
            found[actor.id] = (
                {plain(name) for name in seen},
                {part for name in seen for part in parts(name)},
                actor.country,
            )
        return found

    @cached_property
    def _known(self) -> dict[str, Gold]:
        return {plain(actor["name"]): actor for actor in self.gold["actors"]}

    def same(self, ids: Iterable[str], name: str, countries: Sequence[str] = ()) -> bool:
        """Is any of these actors the gold one?"""
        known = self._known.get(plain(name), {})
        allowed = list(countries) or several(known.get("country"))
        wanted = [one for one in (name, *known.get("also", ())) if plain(one) not in ("he", "she", "it", "they")]
        for ident in ids:
            whole, words, country = self._names.get(ident, (set(), set(), None))
            if country in allowed and country:
                return True
            if any(plain(one) in whole or words & set(parts(one)) for one in wanted):
                return True
        return False

    def plays(self, ids: Sequence[str], role: str, gold: Gold) -> bool:
        """Do these actors fill a role of a gold event? Nobody is right where gold has nobody or only implies one."""
        wanted = several(gold.get(role))
        others = several(gold.get(f"{role}_or"))
        if not ids:
            return not wanted or bool(gold.get(f"{role}_implied"))
        if role == "recipient" and not wanted and not others:
            return True
        countries = [*several(gold.get(f"{role}_country")), *several(gold.get(f"{role}_country_or"))]
        return any(self.same(ids, name, countries) for name in (*wanted, *others))

    # -- what --------------------------------------------------------------------------------------------------

    def places(self, passage: str) -> list[Span]:
        """Give every place of a passage in the text."""
        text = self.record.article.text.replace("’", "'").replace("\xa0", " ")
        wanted = passage.replace("’", "'").replace("\xa0", " ")
        return [match.span() for match in re.finditer(re.escape(wanted), text)]

    def _score_events(self) -> None:
        free = list(self.record.events)
        for gold in sorted(self.gold["events"], key=lambda event: bool(event.get("optional"))):
            result = self._best_event(gold, free)
            if result.typed:
                free.remove(result.taken)
            self.events.append(result)
        self.more_events = len(free)

    def _best_event(self, gold: Gold, free: Sequence[Event]) -> Found:
        passages = self.places(gold["in"])
        triggers = [
            place
            for word in several(gold["trigger"])
            for place in self.places(word)
            if any(start - NEAR <= place[0] and place[1] <= end + NEAR for start, end in passages)
        ]
        best, rank = Found(gold, fault="not located"), 0
        for event in free:
            if any(_overlap(event.trigger_span, place) for place in (*triggers, *passages)):
                found, weight = self._met(gold, event)
                if weight > rank:
                    best, rank = found, weight
        return best

    def _met(self, gold: Gold, event: Event) -> tuple[Found, int]:
        typed = event.event in gold["types"]
        actor, recipient = self.plays(event.actor, "actor", gold), self.plays(event.recipient, "recipient", gold)
        if gold.get("symmetric") and not (actor and recipient):
            both = [*several(gold["actor"])[:1], *several(gold.get("recipient"))[:1]]
            actor = recipient = all(self.same((*event.actor, *event.recipient), name) for name in both)
        fault = f"{event.event} {event.status}, actor {actor}, recipient {recipient}"
        found = Found(gold, typed and actor and recipient, typed, event, fault)
        return found, 8 * typed + 4 * (actor and recipient) + 2 * actor + recipient

    def _score_statements(self) -> None:
        free = list(self.record.statements)
        for gold in sorted(self.gold["statements"], key=lambda said: bool(said.get("optional"))):
            if gold.get("where") == "headline":
                continue
            content = " ".join(several(gold["content"]))
            best = max(free, key=lambda said: agreement(self._content(said), content), default=None)
            if best is None or agreement(self._content(best), content) < 0.5:
                self.statements.append(Found(gold, fault="no such content"))
                continue
            free.remove(best)
            right = any(self.same(best.speaker, name) for name in several(gold["speaker"]))
            self.statements.append(Found(gold, right, True, best, "" if right else f"speaker {best.speaker}"))
        headline = plain(self.record.article.headline or "")
        self.more_statements = sum(plain(self._content(said)) not in headline for said in free)

    def _content(self, said: Statement) -> str:
        return " ".join(self.record.quote(span) for span in said.content_spans)

    def _score_dates(self) -> None:
        for gold in self.gold["dates"]:
            places = self.places(gold["text"])
            near = [date.value for date in self.record.dates if any(_overlap(date.span, place) for place in places)]
            self.dates.append((gold["text"], gold["value"], gold["value"] in near))

    def _score_traps(self) -> None:
        for trap in self.gold["not_events"]:
            places = self.places(trap["in"])
            for event in self.record.events:
                wrong = trap["type"] in ("*", event.event) and trap.get("status") in (None, event.status)
                if wrong and any(_overlap(event.trigger_span, place) for place in places):
                    self.traps.append(f"{trap['why']}: {event.event} {event.status} [{trap['in']}]")


def _statuses(gold: Gold) -> list[str]:
    return several(gold.get("statuses", gold.get("status")))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(scored: Sequence[Scored]) -> dict[str, float]:
    """Give the scores of several articles together; what must never be stands below zero where it is."""
    events = [one for article in scored for one in article.events]
    said = [one for article in scored for one in article.statements]
    hits, typed = [one for one in events if one.found], [one for one in events if one.typed]
    wrong = sum(not one.found for one in typed) + sum(article.more_events for article in scored)
    met = [one for one in said if one.typed]
    given = len(met) + sum(article.more_statements for article in scored)
    unreal = [one for one in typed if not set(_statuses(one.gold)) & set(REAL)]
    dates = [right for article in scored for _, _, right in article.dates]
    return {
        "events_f1": _f1(_share(len(hits), len(hits) + wrong), _recall(events)),
        "events_status": _share(sum(one.taken.status in _statuses(one.gold) for one in hits), len(hits)),
        "statements_f1": _f1(_share(sum(one.found for one in said), given), _recall(said)),
        "statements_kind": _share(sum(one.taken.kind == one.gold["kind"] for one in met), len(met)),
        "dates_value": _share(sum(dates), len(dates)),
        "no_trap_sprung": -float(sum(len(article.traps) for article in scored)),
        "no_unreal_as_real": -float(sum(one.taken.status in REAL for one in unreal)),
    }


def _recall(found: Sequence[Found]) -> float:
    wanted = [one for one in found if one.counts]
    return _share(sum(one.found for one in wanted), len(wanted))


def misses(article: Scored) -> list[str]:
    """Tell what is wrong with a record, a line each."""
    lines = [
        f"event {one.gold['id']} {'/'.join(one.gold['types'])} [{one.gold['in']}]: {one.fault}"
        for one in article.events
        if one.counts and not one.found
    ]
    lines += [
        f"status {one.gold['id']} [{one.gold['in']}]: {one.taken.status}, not {one.gold['status']}"
        for one in article.events
        if one.found and one.taken.status not in _statuses(one.gold)
    ]
    lines += [
        f"statement {one.gold['id']} {one.gold['speaker']}: {one.fault}"
        for one in article.statements
        if one.counts and not one.found
    ]
    lines += [f"date {text} = {value}" for text, value, right in article.dates if not right]
    return [*lines, *(f"trap {trap}" for trap in article.traps)]
