"""Text without capitals, as of transcripts: the names of states, peoples and seats of government get theirs back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from chancery.lexicon.actor_rows import Country

# In ordinary text more than one letter of so many is a capital.
LETTERS_A_CAPITAL = 200
# Shorter names are words of every day in small letters ("us").
SHORTEST = 4


@dataclass(frozen=True)
class Casing:
    """The names whose capitals are put back."""

    states: tuple[Country, ...]

    def restored(self, text: str) -> str:
        """Give a text that has hardly any capitals with those of states, peoples and their governments; any other as it is.

        Not a letter is added or lost, so that every offset holds.
        """
        if sum(map(str.isupper, text)) * LETTERS_A_CAPITAL > len(text):
            return text
        return self._pattern.sub(lambda found: self._names[found[0]], text)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Each name by its small letters."""
        spelled = (
            name
            for row in self.states
            for name in (row.name, *row.aliases, *row.adjectives, *row.demonyms, *row.capital, *row.seats)
        )
        return {
            name.lower(): name
            for name in spelled
            if len(name) >= SHORTEST and name[0].isupper() and len(name.lower()) == len(name)
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=lambda name: (-len(name), name))
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
