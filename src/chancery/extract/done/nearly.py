"""What a word nearly tells: the act of the senses that miss nothing but one word around it, where most of them agree."""

from __future__ import annotations

from collections import Counter

from chancery.extract.done.frames import Frames
from chancery.extract.done.senses import Act
from chancery.lexicon.event_senses import Sense
from chancery.tokens import Token

# The columns of a sense that may be missed.
MISSED = frozenset({"object", "after", "prep", "subject"})
# So much of the senses must tell the same type.
AGREEING = 0.6


def nearly(frames: Frames, token: Token) -> Act | None:
    """Give the act that most of a word's senses tell, though of each something is missing; none where one bars the word."""
    if frames.sense_at(token) is not None:
        return None
    for lemma, pos in frames.readings(token):
        missed = [
            sense
            for sense in frames.tables.by_lemma.get((lemma, pos), ())
            if sense.row.event and frames.fit(token, sense) in MISSED
        ]
        if found := _agreed(missed):
            return frames.act_of(token, found)
    return None


def plainly(frames: Frames, token: Token) -> Act | None:
    """Give the act that a verb tells of any object, whatever stands around it ("US-[backed] rebels")."""
    senses = (sense for lemma in frames.verb_lemmas(token) for sense in frames.tables.by_lemma.get((lemma, "verb"), ()))
    for sense in senses:
        row = sense.row
        if row.event and not (sense.particle or row.after or row.prep or row.subject) and row.object in ((), ("+",)):
            return frames.act_of(token, sense)
    return None


def _agreed(missed: list[Sense]) -> Sense | None:
    """Give the first sense of the type that most tell; those whose particle is there come before those that have none."""
    told = [sense for sense in missed if sense.particle] or missed
    counts = Counter(sense.row.event for sense in told)
    if not counts:
        return None
    event, count = counts.most_common(1)[0]
    return next(sense for sense in told if sense.row.event == event) if count >= AGREEING * len(told) else None
