"""From an act whose players are known to an event of the record."""

from __future__ import annotations

from chancery.extract import stretches
from chancery.extract.done.casting import Played
from chancery.lexicon import Lexicon
from chancery.model import Event, Span
from chancery.tokens import Token

# Who hits back without an oath to do so does it with words; the row tells no mode, so that an oath of it is a threat.
RETORT, BLAME = "ACCUSE", "disapprove"


def event(ident: str, part: Played, lexicon: Lexicon) -> Event:
    """Make the event of a played act, with quad and score from the codebook."""
    act = part.act
    assert act.event is not None
    kind = lexicon.codebook.events[act.event]
    mode = act.mode or (BLAME if act.event == RETORT and not act.kinds else None)
    return Event(
        id=ident,
        event=act.event,
        mode=mode,
        context=act.contexts,
        cameo=act.cameo or kind.cameo,
        quad=kind.quad,
        score=kind.score_of(mode),
        actor=part.actor,
        recipient=part.recipient,
        about=act.about,
        status="occurred",
        trigger_span=trigger_span(act.trigger),
        sentence_span=stretches.sentence_span(act.trigger),
        because=act.because,
        place=part.place,
    )


def trigger_span(token: Token) -> Span:
    """Give the place of a trigger word."""
    return token.idx, token.idx + len(token)
