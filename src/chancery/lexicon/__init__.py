"""All that a political scientist would change, as tables, loaded into typed frozen rows.

``Lexicon.load()`` reads the tables that ship with chancery; folders given to it lay a user's own tables over these, row by
row: a row with a new key is added, one with a known key takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from chancery.collector import uncollected
from chancery.lexicon import actors, cameo, country_codes, dates, events, outlets, places, signs, speech, status
from chancery.lexicon.codebook import Codebook, load_codebook
from chancery.lexicon.table import LexiconError, Proof, Tables

SHIPPED = Path(__file__).parent

__all__ = ["SHIPPED", "Codebook", "Lexicon", "LexiconError", "Proof"]


@dataclass(frozen=True)
class Lexicon:
    """The tables of every room, each loaded when first asked for."""

    tables: Tables

    @classmethod
    def load(cls, *folders: Path | str) -> Lexicon:
        """Read the shipped tables and lay the user's folders over them; LexiconError where one is not a folder."""
        own = tuple(Path(folder) for folder in folders)
        for folder in own:
            if not folder.is_dir():
                raise LexiconError(folder, 0, "not a folder; --lexicon takes a folder of tables such as en/events.csv")
        return cls(Tables((SHIPPED, *own), load_codebook()))

    @property
    def codebook(self) -> Codebook:
        """Every code, with its meaning and scale."""
        return self.tables.codebook

    @cached_property
    def digest(self) -> str:
        """Tells one state of the tables from another, in twelve hexadecimal digits."""
        return self.tables.digest()

    @cached_property
    def cameo(self) -> cameo.CameoTables:
        """CAMEO codes, their Goldstein scores and their PLOVER types."""
        return cameo.load(self.tables)

    @cached_property
    def country_codes(self) -> country_codes.CountryCodes:
        """Other data sets' codes for countries."""
        return country_codes.load(self.tables)

    @cached_property
    def outlets(self) -> outlets.OutletTables:
        """Outlets with their domains and mirrors, and the furniture of pages."""
        return outlets.load(self.tables)

    @cached_property
    @uncollected()
    def actors(self) -> actors.ActorTables:
        """States, people, bodies and the nouns for agents."""
        return actors.load(self.tables)

    @cached_property
    @uncollected()
    def speech(self) -> speech.SpeechTables:
        """Cues of saying and thinking."""
        return speech.load(self.tables)

    @cached_property
    @uncollected()
    def events(self) -> events.EventTables:
        """Frames of events."""
        return events.load(self.tables)

    @cached_property
    def status(self) -> status.StatusTables:
        """Cues of whether it happened."""
        return status.load(self.tables)

    @cached_property
    def dates(self) -> dates.DateTables:
        """The words of dates."""
        return dates.load(self.tables)

    @cached_property
    def places(self) -> places.PlaceTables:
        """Regions and the words of places."""
        return places.load(self.tables)

    def check(self) -> None:
        """Read every table now rather than when it is first asked; LexiconError for the first fault."""
        for room in ("outlets", "actors", "speech", "events", "status", "dates", "places", "cameo", "country_codes"):
            getattr(self, room)

    def signs(self, text: str) -> dict[str, int]:
        """Count in raw text, for the gate: names, agent nouns, verbs of saying, days."""
        return signs.signs(text, self.actors, self.speech, self.dates, self.events)

    def proofs(self) -> Iterator[Proof]:
        """Give the example of every row of every table."""
        for room in (self.outlets, self.actors, self.speech, self.events, self.status, self.dates, self.places):
            yield from room.proofs()
