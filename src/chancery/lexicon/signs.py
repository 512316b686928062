"""Counts in raw text by which news is told from other texts, before any of it is parsed."""

from __future__ import annotations

from chancery.lexicon.actors import ActorTables
from chancery.lexicon.dates import DateTables
from chancery.lexicon.events import EventTables
from chancery.lexicon.names import fold, lowered
from chancery.lexicon.speech import SpeechTables

# The class of the verbs by which news tells most of what was said; by others a study, too, reports what it found.
PLAIN = "saying"


def signs(
    text: str, actors: ActorTables, speech: SpeechTables, dates: DateTables, events: EventTables
) -> dict[str, int]:
    """Count names, surnames that may be anybody's, agent nouns, plain and other verbs of saying, and days of the week told."""
    low, told = lowered(text), events.classed(PLAIN)
    named = [all(meaning.kind == "surname" for meaning in found) for _, _, found in actors.names.find(fold(text))]
    plain = [any(row.lemma in told for row in found) for _, _, found in speech.reports.find(low)]
    return {
        "names": len(named) - sum(named),
        "surnames": sum(named),
        "agents": len(actors.agent_words.find(low)),
        "sayings": sum(plain),
        "reports": len(plain) - sum(plain),
        "days": len(dates.days.find(low)),
    }
