"""The gate: which articles of a mixed stream are parsed at all, told by one pass over the raw text.

It judges whole articles. Within political news only an eighth of the words stands in paragraphs without any finding, and
hardly one paragraph names nobody, so that less cannot be parsed without losing findings (``evaluation.gate`` measures it).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chancery.model import Span

# How political actors, anybody, and verbs of saying are counted in a text.
Signs = Callable[[str], tuple[int, int, int]]

# News of states names one of their actors once in so many words, and either more often or it tells what was said; other news
# names somebody, and it tells what was said yet more often. A guide to a country names it and tells nothing.
# Set on PolNeAR, TimeBank and machine-written stories so that less than one finding in two hundred is lost.
WORDS_AN_ACTOR, WORDS_A_REPORT = 50, 200
WORDS_AN_ACTOR_UNTOLD = 30
WORDS_A_PERSON, WORDS_A_PERSONS_REPORT = 50, 120


class Gate:
    """Lets an article through that names political actors often, or tells what somebody says."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def admits(self, text: str) -> bool:
        """Does a text deserve the parse?"""
        words = len(text.split())
        actors, anybody, reports = self._signs(text)
        told = reports + 1  # a short text may tell only what happened
        if actors * WORDS_AN_ACTOR_UNTOLD >= words:
            return True
        if actors * WORDS_AN_ACTOR >= words and told * WORDS_A_REPORT >= words:
            return True
        return anybody * WORDS_A_PERSON >= words and told * WORDS_A_PERSONS_REPORT >= words

    def admit(self, text: str, blocks: Sequence[Span]) -> list[Span]:
        """The stretches that are parsed: all of these blocks, or none."""
        return list(blocks) if self.admits(text) else []
