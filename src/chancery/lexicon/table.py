"""How a table becomes typed, frozen rows, and how a fault in it is told: file, line, and the nearest right spelling.

A table is a CSV file, UTF-8, with a header. A cell that holds several values parts them with ``|``. A column's type is
the row class's own: ``str`` must not be empty, ``str | None`` may be, ``tuple[str, ...]`` is a list, ``Literal`` is a
closed choice, and a column named in ``codes`` takes its values from that vocabulary of the codebook.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import types
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from chancery.lexicon import kept
from chancery.lexicon.codebook import Codebook
from chancery.lexicon.kept import Keep
from chancery.model import Record


class LexiconError(ValueError):
    """A fault in a table; the message names file and line and says what would be right."""

    def __init__(self, path: Path, line: int, fault: str) -> None:
        super().__init__(f"{path}:{line}: {fault}")
        self.path, self.line, self.fault = path, line, fault


# Rows hold strings and tuples of them, never each other: thousands that the collector of cycles need not walk.
class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every row knows of itself: the table and the line it came from."""

    codes: ClassVar[dict[str, str]] = {}

    file: str = ""
    line: int = 0

    @property
    def key(self) -> str:
        """What tells this row from the others of its table; a later row of the same key takes its place."""
        raise NotImplementedError

    @property
    def cause(self) -> str:
        """How this row is named in ``because``."""
        return f"{self.file}:{self.key}"


AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(frozen=True)
class Proof:
    """A row's example: reading ``text`` as published on ``published`` must give a record that ``holds``."""

    row: Row
    text: str
    published: str | None
    wanted: str
    holds: Callable[[Record], bool]


class _Column(NamedTuple):
    """How a column becomes a field."""

    field: str
    read: Callable[[str], Any]
    optional: bool
    codes: str | None


@dataclass(frozen=True)
class Tables:
    """The folders that tables come from: the shipped one first, then a user's own, whose rows add or override."""

    folders: tuple[Path, ...]
    codebook: Codebook

    def rows(self, name: str, row: type[AnyRow]) -> tuple[AnyRow, ...]:
        """Read the table ``name`` (such as ``en/events.csv``) from every folder that has it, in order, later keys winning.

        Raises LexiconError for an unknown column or code, a missing or malformed value, and a key set twice in one file.
        """
        shipped, *own = self.folders
        rows: tuple[AnyRow, ...] = self._shipped(shipped, name, row)
        if not any((folder / name).is_file() for folder in own):
            return rows
        found = {made.key: made for made in rows}
        for folder in own:
            if (folder / name).is_file():
                found.update(_read(folder / name, name, row, self.codebook))
        return tuple(found.values())

    def _shipped(self, folder: Path, name: str, row: type[AnyRow]) -> tuple[AnyRow, ...]:
        def make() -> tuple[AnyRow, ...]:
            return tuple(_read(folder / name, name, row, self.codebook).values()) if (folder / name).is_file() else ()

        return kept.shipped().get(name, tuple[row, ...], make) if folder == kept.HERE else make()  # type: ignore[valid-type]

    def last(self, name: Path) -> Path:
        """Give the file of a table that was laid on last, whose rows are checked against those below."""
        return next((folder / name for folder in reversed(self.folders) if (folder / name).is_file()), name)

    @property
    def look_ups(self) -> Keep:
        """Keeps what is made of the shipped rows alone; beside a user's own nothing is kept."""
        return kept.shipped() if self.folders == (kept.HERE,) else Keep(None)

    def digest(self) -> str:
        """Give a short digest of every table and of the codebook; equal tables give equal digests."""
        digest = hashlib.sha256()
        for number, folder in enumerate(self.folders):
            for path in sorted((*folder.rglob("*.csv"), *folder.rglob("*.toml"), *folder.glob("*.txt"))):
                digest.update(f"{number}/{path.relative_to(folder).as_posix()}".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]


def _read(path: Path, name: str, row: type[AnyRow], codebook: Codebook) -> dict[str, AnyRow]:
    header, lines = _lines(path, set(_columns(row)))
    columns = [(place, column, field, _value(field, codebook)) for place, column, field in _fields(row, header)]
    found: dict[str, AnyRow] = {}
    for line, cells in lines:
        cells.append("")
        values: dict[str, Any] = {}
        for place, column, field, value in columns:
            try:
                values[field.field] = value(cells[place])
            except ValueError as error:
                raise LexiconError(path, line, f"column {column!r}: {error}") from None
        made = row(**values, file=name, line=line)
        if made.key in found:
            raise LexiconError(path, line, f"{made.key!r} stands already in line {found[made.key].line}; keep one")
        found[made.key] = made
    return found


def _lines(path: Path, columns: set[str]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Give a table's header and its lines with their numbers."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(path, 1, f"not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, [])
    for column in header:
        if column not in columns:
            raise LexiconError(path, 1, f"unknown column {column!r}{nearest(column, columns)}")

    def lines() -> Iterator[tuple[int, list[str]]]:
        for cells in reader:
            if cells and len(cells) != len(header):
                raise LexiconError(path, reader.line_num, f"{len(header)} columns expected, as in line 1")
            if cells:
                yield reader.line_num, cells

    return header, lines()


def _fields(row: type[Row], header: list[str]) -> Iterator[tuple[int, str, _Column]]:
    """Give the columns to read, each with its place; a column that must be there but is not takes an empty last cell."""
    places = {column: place for place, column in enumerate(header)}
    for column, field in _columns(row).items():
        if column in places or not field.optional:
            yield places.get(column, -1), column, field


def _value(column: _Column, codebook: Codebook) -> Callable[[str], Any]:
    """Give what turns a column's cell into a checked value; most cells of a column come again and again."""

    @cache
    def value(cell: str) -> Any:
        made = column.read(cell.strip())
        if column.codes is not None:
            _check(made, codebook.vocabulary(column.codes))
        return made

    return value


@cache
def _columns(row: type[Row]) -> dict[str, _Column]:
    """Give the columns of a table; a field that cannot be named like its column ("from") is renamed by the row class."""
    hints = get_type_hints(row)
    return {
        field.encode_name: _Column(
            field.name, _reader(hints[field.name]), not field.required, row.codes.get(field.encode_name)
        )
        for field in msgspec.structs.fields(row)
        if field.name not in ("file", "line")
    }


@cache
def _reader(kind: Any) -> Callable[[str], Any]:
    """Give what turns a cell into a value of a type; it raises ValueError for a cell that does not fit."""
    if get_origin(kind) in (types.UnionType, Union):
        full = _reader(next(part for part in get_args(kind) if part is not type(None)))
        return lambda cell: full(cell) if cell else None
    if get_origin(kind) is tuple:
        single = _reader(get_args(kind)[0])
        return lambda cell: tuple(single(part.strip()) for part in cell.split("|") if part.strip()) if cell else ()
    if get_origin(kind) is Literal:
        return lambda cell: _one_of(cell, get_args(kind))
    if kind is bool:
        return lambda cell: _one_of(cell.lower() or "no", ("yes", "no")) == "yes"
    return kind if kind in (int, float) else _filled


def _filled(cell: str) -> str:
    if not cell:
        raise ValueError("must not be empty")
    return cell


def _one_of(cell: str, allowed: Collection[str]) -> str:
    _check(cell, allowed)
    return cell


def _check(value: Any, allowed: Collection[str]) -> None:
    for code in value if isinstance(value, tuple) else (value,):
        if code is not None and code not in allowed:
            raise ValueError(f"unknown value {code!r}{nearest(code, allowed)}")


def nearest(word: str, allowed: Collection[str]) -> str:
    """Give ``; did you mean 'x'?`` for the nearest allowed spelling, or the choices where none is near."""
    close = difflib.get_close_matches(word, sorted(allowed), n=1, cutoff=0.5)
    if not close:
        close = [choice for choice in sorted(allowed) if choice.lower() == word.lower()][:1]
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; one of {', '.join(sorted(allowed))}" if len(allowed) <= 30 else ""
