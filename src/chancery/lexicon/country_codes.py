"""Other people's country codes beside ISO 3166 alpha-3: Correlates of War numbers and FIPS 10-4."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from chancery.lexicon.table import Row, Tables


class CountryCodeRow(Row, frozen=True, kw_only=True):
    """A country's English name and its codes in the data sets of the field; None where a scheme has no code for it."""

    code: str
    name: str
    cow: str | None
    fips: str | None
    source: str

    @property
    def key(self) -> str:
        """The alpha-3 code."""
        return self.code


@dataclass(frozen=True)
class CountryCodes:
    """The codes, to be asked from either end."""

    rows: tuple[CountryCodeRow, ...]

    @cached_property
    def by_code(self) -> dict[str, CountryCodeRow]:
        """Rows by alpha-3 code."""
        return {row.code: row for row in self.rows}

    @cached_property
    def by_name(self) -> dict[str, CountryCodeRow]:
        """Rows by lower-cased English name."""
        return {row.name.lower(): row for row in self.rows}

    def name(self, code: str | None) -> str | None:
        """Give a country's name; None for no code or one that is no country's."""
        row = self.by_code.get(code or "")
        return row.name if row else None

    def cow(self, code: str | None) -> str | None:
        """Give the Correlates of War number."""
        row = self.by_code.get(code or "")
        return row.cow if row else None

    def fips(self, code: str | None) -> str | None:
        """Give the FIPS 10-4 code."""
        row = self.by_code.get(code or "")
        return row.fips if row else None


def load(tables: Tables) -> CountryCodes:
    """Read the table."""
    return CountryCodes(tables.rows("country_codes.csv", CountryCodeRow))
