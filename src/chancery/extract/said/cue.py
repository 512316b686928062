"""What a cue is: the words that put something into somebody's mouth or mind, with what the grammar gives them."""

from __future__ import annotations

from msgspec import Struct

from chancery.extract import stretches
from chancery.lexicon.speech import CueRow
from chancery.model import Span
from chancery.tokens import Token


class Cue(Struct, frozen=True):
    """A cue with what the grammar gives it. ``words`` are the cue's tokens, ``contents`` places in text order.

    ``sources`` are the heads of who speaks, ``source`` their place; both empty where nobody is named. A cue that only
    tags quotations here has no contents. ``place`` is the cue's own where it is less than a word.
    """

    row: CueRow
    head: Token
    words: tuple[Token, ...]
    sources: tuple[Token, ...] = ()
    source: Span | None = None
    contents: tuple[Span, ...] = ()
    addressees: tuple[Token, ...] = ()
    frame: str = ""
    place: Span | None = None

    @property
    def span(self) -> Span:
        """The cue's own place: auxiliaries, adverbs between, verb, particle."""
        return self.place or stretches.span_of(self.words)
