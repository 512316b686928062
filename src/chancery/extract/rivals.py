"""What else a text might have been read as: every sense that was weighed at a word and why it lost, every cue of status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.done.frames import Frames
from chancery.extract.done.modality import Modality
from chancery.lexicon import Lexicon
from chancery.lexicon.event_senses import Sense
from chancery.model import Event, Span
from chancery.tokens import Doc, Token

# Why a sense lost, by the column of its row that was not met.
LACKS = {
    "pos": "the word stands as another part of speech",
    "words": "its other words are not there",
    "object": "no such object",
    "prep": "no such preposition",
    "after": "nothing such after it",
    "subject": "no such subject",
}


@dataclass(frozen=True)
class Rival:
    """A row that was weighed at a word, what it means, and what became of it."""

    span: Span
    row: str
    means: str
    fate: str
    fired: bool


def rivals(doc: Doc, events: Sequence[Event], lexicon: Lexicon) -> Iterator[Rival]:
    """Give the senses weighed at each word, the winner first, and the cues that bear on each event."""
    frames = Frames(doc, lexicon.events)
    modality = Modality(frames, lexicon.status)
    told = {cause for event in events for cause in event.because}
    triggers = {event.trigger_span[0]: event for event in events}
    for token in doc:
        if syntax.parsed(token):
            yield from _senses(frames, token, told)
        event = triggers.get(token.idx)
        if event is not None:
            yield from _cues(modality, token, event)


def _senses(frames: Frames, token: Token, told: set[str]) -> Iterator[Rival]:
    weighed: dict[str, tuple[Sense, frozenset[int] | str]] = {}
    for lemma, pos in frames.readings(token):
        for sense in frames.tables.by_lemma.get((lemma, pos), ()):
            weighed.setdefault(sense.row.cause, (sense, frames.fit(token, sense)))
    best = frames.sense_at(token)
    place = (token.idx, token.idx + len(token))
    ranked = sorted(weighed.items(), key=lambda item: (isinstance(item[1][1], str), -item[1][0].weight))
    for cause, (sense, used) in ranked:
        won = best is not None and cause == best.because[0]
        if used == "words":
            continue
        fate = LACKS[used] if isinstance(used, str) else "less particular"
        if won:
            fate = _fate(sense, cause in told)
        yield Rival(place, cause, _meaning(sense), fate, won)


def _fate(sense: Sense, told: bool) -> str:
    if sense.row.event is None:
        return "fires: bars the word"
    return "fires" if told else "fits, but nobody known takes part, or another act tells it"


def _meaning(sense: Sense) -> str:
    row = sense.row
    return "/".join(part for part in (row.event, row.mode) if part) or "no event"


def _cues(modality: Modality, token: Token, event: Event) -> Iterator[Rival]:
    for cue in modality.around(token):
        decided = cue.row.cause in event.because
        place = (cue.token.idx, cue.token.idx + len(cue.token))
        means = cue.status or ("historical" if cue.row.historical else "neutral")
        yield Rival(
            place, cue.row.cause, means, "decides" if decided else f"says nothing of {event.id} in the end", decided
        )
