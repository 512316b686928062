"""One happening told several times in an article is one event: the fullest telling stays.

A headline is told again in the text, a lead in the story below it, and "the call" means the call told of before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from chancery.extract import syntax
from chancery.extract.done.senses import TOGETHER
from chancery.model import Article, DateMention, Event, Span
from chancery.tokens import Doc


def told_once(doc: Doc, article: Article, events: Sequence[Event], dates: tuple[DateMention, ...]) -> tuple[Event, ...]:
    """Leave out the events that another telling covers, and number the rest anew in text order."""
    alike: dict[object, list[Event]] = defaultdict(list)
    for event in events:
        kept = alike[event.event, event.about, event.status, event.historical]
        twin = next((number for number, other in enumerate(kept) if _same(doc, article, event, other, dates)), None)
        if twin is None:
            kept.append(event)
        elif _fullness(article, event, dates) > _fullness(article, kept[twin], dates):
            kept[twin] = event
    told = sorted((event for kept in alike.values() for event in kept), key=lambda event: event.trigger_span)
    return tuple(msgspec.structs.replace(event, id=f"e{number}") for number, event in enumerate(told, 1))


def _same(doc: Doc, article: Article, event: Event, other: Event, dates: tuple[DateMention, ...]) -> bool:
    """Do two events of one kind and status tell the same happening?"""
    if (event.mode and other.mode and event.mode != other.mode) or not _same_people(event, other):
        return False
    if _refers_back(doc, event):
        return True
    if _in(event.trigger_span, article.headline_span) or _in(other.trigger_span, article.headline_span):
        return True
    days, others = _dated(event, dates), _dated(other, dates)
    alike = event.because[:1] == other.because[:1] or event.about is not None
    return alike and (not days or not others or bool(days & others))


def _same_people(event: Event, other: Event) -> bool:
    """Are the same people told in the same roles; of what two do together, in either?"""
    if not (set(event.actor) | set(event.recipient)) & (set(other.actor) | set(other.recipient)):
        return False
    turned = set(event.actor) == set(other.recipient) and set(event.recipient) == set(other.actor)
    return (turned and event.event in TOGETHER) or (
        _agree(event.actor, other.actor) and _agree(event.recipient, other.recipient)
    )


def _agree(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not ones or not others or set(ones) <= set(others) or set(others) <= set(ones)


def _refers_back(doc: Doc, event: Event) -> bool:
    """Is the event told by a noun with "the", "this" or "that"?"""
    span = doc.char_span(*event.trigger_span, alignment_mode="expand")
    if span is None or span.root.pos_ != "NOUN":
        return False
    return any(child.lower_ in ("the", "this", "that", "these", "those") for child in syntax.children(span.root, "det"))


def _dated(event: Event, dates: tuple[DateMention, ...]) -> set[str]:
    return {date.value for date in dates if _in(date.span, event.sentence_span)}


def _fullness(article: Article, event: Event, dates: tuple[DateMention, ...]) -> tuple[bool, bool, bool, int]:
    """Tell how full a telling is: in the text rather than the headline, with who did it, with a date, with more people."""
    in_text = not _in(event.trigger_span, article.headline_span)
    return in_text, bool(event.actor), bool(_dated(event, dates)), len(event.actor) + len(event.recipient)


def _in(inner: Span, outer: Span | None) -> bool:
    return outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]
