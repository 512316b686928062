"""Who did what to whom: the acts of the lexicon in the text, with the actors of the article in their roles."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from chancery.extract import casting, modality
from chancery.extract.casting import Casting, Played
from chancery.extract.findings import Cast
from chancery.extract.frames import Frames
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Event, Statement


def find_events(
    doc: Doc, article: Article, actors: tuple[Actor, ...], statements: tuple[Statement, ...], lexicon: Lexicon
) -> tuple[Event, ...]:
    """Give the events of an article in text order, each with the status "occurred" until ``status`` judges it."""
    frames = Frames(doc, lexicon.events)
    moods = modality.Modality(frames, lexicon.status)
    cast = Casting(Cast(actors), statements)
    acts = [modality.composed(act, moods, lexicon) for act in frames.acts()]
    played = [part for act in acts if act.event and _somebody(part := cast.play(act))]
    return tuple(casting.event(f"e{number}", part, lexicon) for number, part in enumerate(_told_once(played), 1))


def _somebody(part: Played) -> bool:
    """Does anybody known take part? What a speaker calls another is nothing without the speaker."""
    return bool(part.actor) if part.act.by_speaker else bool(part.actor or part.recipient)


def _told_once(played: Sequence[Played]) -> list[Played]:
    """Leave out what the same sentence tells twice: an event noun beside its verb, the same act by the same people."""
    kept: list[Played] = []
    for part in played:
        if not any(_same(part, other) for other in kept):
            kept.append(part)
    return kept


def _same(one: Played, other: Played) -> bool:
    if one.act.event != other.act.event or one.act.trigger.sent.start != other.act.trigger.sent.start:
        return False
    if one.act.mode != other.act.mode and one.act.event != "ASSAULT":
        return False
    ones, others = {*one.actor, *one.recipient}, {*other.actor, *other.recipient}
    return ones <= others or others <= ones
