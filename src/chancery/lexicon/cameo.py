"""CAMEO beside PLOVER: every CAMEO code with its name, its Goldstein score and the PLOVER type and mode it maps to.

The map is the published CAMEO2PLOVER (2021), cleaned: only modes that PLOVER has, 163 (embargo, sanctions) as SANCTION,
one ASSAULT. It is many to one; the way back, from an event to its CAMEO code, is stated by the lexicon's rows.
The scores are the Goldstein scale as the field uses it with CAMEO, −10 to 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from chancery.lexicon.table import Row, Tables


class CameoRow(Row, frozen=True, kw_only=True):
    """A CAMEO code; ``event`` is None for the two roots that PLOVER drops."""

    codes: ClassVar[dict[str, str]] = {"event": "events", "mode": "modes", "contexts": "contexts"}

    code: str
    name: str
    goldstein: float
    event: str | None
    mode: str | None
    contexts: tuple[str, ...]

    @property
    def key(self) -> str:
        """The code."""
        return self.code


@dataclass(frozen=True)
class CameoTables:
    """The CAMEO codes and their scale."""

    rows: tuple[CameoRow, ...]

    @cached_property
    def by_code(self) -> dict[str, CameoRow]:
        """The rows by their codes."""
        return {row.code: row for row in self.rows}

    def goldstein(self, code: str) -> float:
        """Give the Goldstein score of a code, or of the nearest code above it; KeyError where there is none."""
        while code not in self.by_code and len(code) > 2:
            code = code[:-1]
        return self.by_code[code].goldstein


def load(tables: Tables) -> CameoTables:
    """Read the table of CAMEO codes."""
    return CameoTables(tables.rows("cameo.csv", CameoRow))
