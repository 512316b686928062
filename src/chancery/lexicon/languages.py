"""The languages that articles come in, as a table: their scripts and their commonest words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chancery.lexicon import table
from chancery.model import Record


class LanguageRow(table.Row, frozen=True, kw_only=True):
    """A language: its ISO 639-1 code, its script, common words of its grammar, and a sentence as example."""

    code: str
    script: str
    words: tuple[str, ...] = ()
    example: str

    @property
    def key(self) -> str:
        """The code."""
        return self.code


@dataclass(frozen=True, eq=False)
class LanguageTable:
    """The rows, looked up by script and word."""

    rows: tuple[LanguageRow, ...]

    @cached_property
    def by_word(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The languages that a word of a script speaks for."""
        found: dict[tuple[str, str], list[str]] = {}
        for row in self.rows:
            for word in row.words:
                found.setdefault((row.script, word), []).append(row.code)
        return {key: tuple(codes) for key, codes in found.items()}

    @cached_property
    def by_script(self) -> dict[str, tuple[str, ...]]:
        """The languages of each script, in the order of the table."""
        scripts = sorted({row.script for row in self.rows})
        return {script: tuple(row.code for row in self.rows if row.script == script) for script in scripts}

    def proofs(self) -> Iterator[table.Proof]:
        """Give the example of every row."""
        for row in self.rows:
            yield table.Proof(row, row.example, None, f"language {row.code!r}", _is_in(row.code))


def load_languages(tables: table.Tables) -> LanguageTable:
    """Read languages.csv."""
    return LanguageTable(tables.rows("languages.csv", LanguageRow))


def _is_in(code: str) -> Callable[[Record], bool]:
    return lambda record: record.article.language == code
