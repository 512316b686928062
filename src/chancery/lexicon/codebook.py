"""The codebook: every code of the record, with its meaning and scale, read from ``codebook.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pycountry

CODEBOOK = Path(__file__).with_name("codebook.toml")


@dataclass(frozen=True)
class EventType:
    """A PLOVER event type: its quad (1 to 4), its score, the score of each mode, its CAMEO root and its meaning."""

    code: str
    quad: int
    score: float
    cameo: str
    meaning: str
    recipient_required: bool
    modes: dict[str, float]

    def score_of(self, mode: str | None) -> float:
        """Give PLOVER's score of this type in a mode, or of the bare type; KeyError for a mode it does not have."""
        return self.score if mode is None else self.modes[mode]


@dataclass(frozen=True)
class Codebook:
    """The closed vocabularies that every table, and the record, draws its codes from."""

    events: dict[str, EventType]
    contexts: frozenset[str]
    sectors: dict[str, str]
    international: dict[str, str]
    countries: frozenset[str]

    @cached_property
    def modes(self) -> frozenset[str]:
        """Every mode of every type."""
        return frozenset(mode for event in self.events.values() for mode in event.modes)

    def vocabulary(self, name: str) -> frozenset[str]:
        """Give the codes that a column of this vocabulary may hold; KeyError for a vocabulary that does not exist."""
        return self._vocabularies[name]

    @cached_property
    def _vocabularies(self) -> dict[str, frozenset[str]]:
        return {
            "events": frozenset(self.events),
            "modes": self.modes,
            "contexts": self.contexts,
            "sectors": frozenset(self.sectors),
            "countries": self.countries | frozenset(self.international),
        }


def load_codebook(path: Path = CODEBOOK) -> Codebook:
    """Read the codebook."""
    data = tomllib.loads(path.read_text(encoding="utf8"))
    events = {
        code: EventType(
            code=code,
            quad=entry["quad"],
            score=entry["score"],
            cameo=entry["cameo"],
            meaning=entry["meaning"],
            recipient_required=entry.get("recipient", False),
            modes=entry.get("modes", {}),
        )
        for code, entry in data["events"].items()
    }
    iso = {country.alpha_3 for country in pycountry.countries}
    return Codebook(
        events=events,
        contexts=frozenset(data["contexts"]["codes"]),
        sectors=data["sectors"],
        international=data["international"],
        countries=frozenset(iso | set(data["countries"]["extra"])),
    )
