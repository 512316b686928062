"""The gate: which articles of a mixed stream are parsed at all, told by one pass over the raw text.

It judges whole articles. Within political news only an eighth of the words stands in paragraphs without any finding, and
hardly one paragraph names nobody, so that less cannot be parsed without losing findings (``evaluation.gate`` measures it).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import sqrt

from chancery.model import Span

# How often a text names anybody, tells what was said, or says on which day.
Signs = Callable[[str], Mapping[str, int]]

# News does all of that, where a guide names a country and tells nothing, and a study reports and names nobody: so each kind of
# sign counts by its root, the first of them most. What is asked of a text grows with the root of its words, and a short text
# may show few signs. Fitted on PolNeAR, TimeBank and machine-written stories against other texts, then rounded; the bound is
# the one under which they lose less than one finding in two hundred of each kind.
WORTH = {"names": 1, "surnames": 1, "agents": 1.5, "sayings": 4, "reports": 1, "days": 3}
SHORT = 8
NEWS = 0.985


class Gate:
    """Lets an article through that names many, tells what somebody says, and when: news of whatever kind."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def admits(self, text: str) -> bool:
        """Does a text deserve the parse?"""
        seen = self._signs(text)
        worth = SHORT + sum(WORTH[kind] * sqrt(count) for kind, count in seen.items())
        return any(seen.values()) and worth >= NEWS * sqrt(len(text.split()))

    def admit(self, text: str, blocks: Sequence[Span]) -> list[Span]:
        """The stretches that are parsed: all of these blocks, or none."""
        return list(blocks) if self.admits(text) else []
