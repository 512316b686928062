"""Outlets, their domains and mirrors; the furniture of their pages; the languages that articles come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chancery.lexicon import table
from chancery.lexicon.furniture import FurnitureTable, load_furniture
from chancery.lexicon.languages import LanguageTable, load_languages
from chancery.model import Record


class OutletRow(table.Row, frozen=True, kw_only=True):
    """An outlet: ``domain`` is where it publishes, ``mirrors`` are other domains that carry the same pages.

    ``example`` is an address on one of these domains.
    """

    domain: str
    name: str
    mirrors: tuple[str, ...] = ()
    example: str

    @property
    def key(self) -> str:
        """The domain."""
        return self.domain


@dataclass(frozen=True, eq=False)
class OutletTables:
    """What is known of outlets and of their pages."""

    rows: tuple[OutletRow, ...]
    furniture: FurnitureTable
    languages: LanguageTable

    @cached_property
    def by_domain(self) -> dict[str, OutletRow]:
        """Each domain and mirror with its outlet."""
        return {domain: row for row in self.rows for domain in (*row.mirrors, row.domain)}

    def of_host(self, host: str) -> OutletRow | None:
        """Give the outlet that publishes at a host such as ``www.bbc.co.uk``, by the longest domain that is known."""
        labels = host.lower().split(".")
        names = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self.by_domain[name] for name in names if name in self.by_domain), None)

    def proofs(self) -> Iterator[table.Proof]:
        """Give the example of every row as a text that names its address."""
        for row in self.rows:
            text = (
                "Ministers meet in Vienna\n\nThe ministers of Austria and Hungary met in Vienna on Monday.\n\n"
                f"This article can also be read at the following alternate addresses:\n\n{row.example}"
            )
            yield table.Proof(row, text, None, f"the outlet {row.name!r}", _has_outlet(row.name))
        yield from self.furniture.proofs()
        yield from self.languages.proofs()


def load(tables: table.Tables) -> OutletTables:
    """Read outlets.csv, en/furniture.csv and languages.csv."""
    return OutletTables(
        rows=tables.rows("outlets.csv", OutletRow),
        furniture=load_furniture(tables),
        languages=load_languages(tables),
    )


def _has_outlet(name: str) -> Callable[[Record], bool]:
    return lambda record: record.article.outlet.name == name
