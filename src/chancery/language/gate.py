"""The gate: which articles of a mixed stream are parsed at all, told by one pass over the raw text.

It judges whole articles. Within political news only an eighth of the words stands in paragraphs without any finding, and
hardly one paragraph names nobody, so that less cannot be parsed without losing findings (``evaluation.gate`` measures it).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chancery.model import Span

# How political actors, anybody, and verbs of saying are counted in a text.
Signs = Callable[[str], tuple[int, int, int]]

# News of states names one of their actors at least once in so many words; other news somebody, and it reports what was said.
# Set on PolNeAR, TimeBank and machine-written stories so that less than one finding in two hundred is lost.
WORDS_AN_ACTOR = 50
WORDS_A_PERSON, WORDS_A_REPORT = 70, 140


class Gate:
    """Lets an article through that names political actors often, or tells what somebody says."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def admits(self, text: str) -> bool:
        """Does a text deserve the parse?"""
        words = len(text.split())
        actors, anybody, reports = self._signs(text)
        if actors * WORDS_AN_ACTOR >= words:
            return True
        return anybody * WORDS_A_PERSON >= words and reports * WORDS_A_REPORT >= words

    def admit(self, text: str, blocks: Sequence[Span]) -> list[Span]:
        """The stretches that are parsed: all of these blocks, or none."""
        return list(blocks) if self.admits(text) else []
