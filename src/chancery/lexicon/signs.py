"""Counts in raw text by which political news is told from other texts, before any of it is parsed."""

from __future__ import annotations

from chancery.lexicon.actors import ActorTables
from chancery.lexicon.names import fold, lowered
from chancery.lexicon.speech import SpeechTables

# The sectors of those who govern, fight or judge, or want to.
POLITICAL = frozenset({"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "LEG", "SPY", "UAF"})


def signs(text: str, actors: ActorTables, speech: SpeechTables) -> tuple[int, int, int]:
    """Count the political actors, all people and bodies, and the verbs of saying; a surname alone may be anybody's."""
    low = lowered(text)
    named = sum(any(meaning.kind != "surname" for meaning in found) for _, _, found in actors.names.find(fold(text)))
    agents = [any(row.sector in POLITICAL for row, _ in found) for _, _, found in actors.agent_words.find(low)]
    return named + sum(agents), named + len(agents), sum(1 for _ in speech.reports.find(low))
