"""Old series brought beside our own: POLECAT, ICEWS and GDELT event files, read as events without text.

Tolerant of what those files are known for: ``Intensity`` or ``Event Intensity``, stray tabs and blanks around header names,
days as m/d/Y, ISO-8859-1, repeated ids, a missing header (GDELT). What cannot be read is told by line and the rest goes on.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chancery.export.gdelt import EVENT_COLUMNS
from chancery.export.polecat import QUADS
from chancery.lexicon import Lexicon
from chancery.model import OutsideEvent, Side

Cells = Mapping[str, str]

MISSING = frozenset({"", "None", "NA", "NULL", "nan"})
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Unread:
    """A line that could not be read, and why."""

    source: str
    line: int
    reason: str


def incoming(path: Path, layout: str, lexicon: Lexicon) -> Iterator[OutsideEvent | Unread]:
    """Read a file of ``polecat``, ``icews`` or ``gdelt`` events; an id that comes again is told and left out.

    Raises KeyError for another layout and OSError where the file cannot be opened.
    """
    make = LAYOUTS[layout]
    seen: set[str] = set()
    for line, cells in _cells(path, layout):
        try:
            event = make(cells, lexicon)
        except (KeyError, ValueError) as error:
            reason = f"no column {error}" if isinstance(error, KeyError) else str(error)
            yield Unread(str(path), line, reason)
            continue
        if event.id in seen:
            yield Unread(str(path), line, f"event {event.id} stands already in this file")
            continue
        seen.add(event.id)
        yield event


def _cells(path: Path, layout: str) -> Iterator[tuple[int, Cells]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("iso-8859-1")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = list(EVENT_COLUMNS) if layout == "gdelt" else [name.strip().strip('"') for name in next(reader, [])]
    for row in reader:
        if row and any(cell.strip() for cell in row):
            yield reader.line_num, dict(zip(header, (cell.strip().strip('"') for cell in row), strict=False))


def _polecat(cells: Cells, lexicon: Lexicon) -> OutsideEvent:
    event = _event(cells["Event Type"].upper(), lexicon)
    mode = _known(cells.get("Event Mode"))
    intensity = _known(cells.get("Intensity") or cells.get("Event Intensity"))
    kind = lexicon.codebook.events[event]
    return OutsideEvent(
        id=cells["Event ID"],
        event=event,
        mode=mode if mode in kind.modes else None,
        quad=next(
            (quad for quad, name in QUADS.items() if name == (_known(cells.get("Quad Code")) or "").upper()), kind.quad
        ),
        score=float(intensity) if intensity else kind.score,
        goldstein=lexicon.cameo.goldstein(kind.cameo),
        actor=_sides(cells, "Actor", lexicon),
        recipient=_sides(cells, "Recipient", lexicon),
        date=_day(cells["Event Date"]),
        published=_day(cells.get("Publication Date")),
        outlet=_known(cells.get("Source")),
        source="polecat",
    )


def _sides(cells: Cells, role: str, lexicon: Lexicon) -> tuple[Side, ...]:
    names, countries, sectors = (
        [_known(part) for part in (cells.get(column) or "").split(";")]
        for column in (f"{role} Name", f"{role} Country", f"Primary {role} Sector")
    )
    found = []
    for number in range(max(len(names), len(countries))):
        name, country = _at(names, number), _at(countries, number)
        if name or country:
            found.append(
                Side(name=name or country or "", country=_country(country, lexicon), sector=_at(sectors, number))
            )
    return tuple(found)


def _icews(cells: Cells, lexicon: Lexicon) -> OutsideEvent:
    code = _code(cells["CAMEO Code"], lexicon)
    intensity = _known(cells.get("Intensity"))
    return _from_cameo(
        code,
        lexicon,
        id=cells["Event ID"],
        goldstein=float(intensity) if intensity else lexicon.cameo.goldstein(code),
        actor=_side(cells, "Source", lexicon),
        recipient=_side(cells, "Target", lexicon),
        date=_day(cells["Event Date"]),
        outlet=_known(cells.get("Publisher")),
        source="icews",
    )


def _side(cells: Cells, role: str, lexicon: Lexicon) -> tuple[Side, ...]:
    name, country = _known(cells.get(f"{role} Name")), _known(cells.get(f"{role} Country"))
    if not name and not country:
        return ()
    sectors = {meaning.capitalize(): code for code, meaning in lexicon.codebook.sectors.items()}
    stated = (_known(part) for part in (cells.get(f"{role} Sectors") or "").split(","))
    sector = next((sectors[part] for part in stated if part in sectors), None)
    return (Side(name=name or country or "", country=_country(country, lexicon), sector=sector),)


def _gdelt(cells: Cells, lexicon: Lexicon) -> OutsideEvent:
    if len(cells) < len(EVENT_COLUMNS):
        raise ValueError(f"{len(cells)} columns where GDELT 2.0 has {len(EVENT_COLUMNS)}")
    code = _code(cells["EventCode"], lexicon)
    return _from_cameo(
        code,
        lexicon,
        id=cells["GLOBALEVENTID"],
        goldstein=float(cells["GoldsteinScale"] or lexicon.cameo.goldstein(code)),
        actor=_gdelt_side(cells, "Actor1", lexicon),
        recipient=_gdelt_side(cells, "Actor2", lexicon),
        date=_day(cells["SQLDATE"]),
        published=_day(cells["DATEADDED"]),
        source="gdelt",
        url=cells["SOURCEURL"] or None,
    )


def _gdelt_side(cells: Cells, role: str, lexicon: Lexicon) -> tuple[Side, ...]:
    name, country = cells[f"{role}Name"], cells[f"{role}CountryCode"] or None
    if not name and not country:
        return ()
    sector = {"MED": "JRN", "HLH": "MED"}.get(cells[f"{role}Type1Code"], cells[f"{role}Type1Code"])
    known = country if country in lexicon.codebook.vocabulary("countries") else None
    return (
        Side(name=name or country or "", country=known, sector=sector if sector in lexicon.codebook.sectors else None),
    )


def _from_cameo(code: str, lexicon: Lexicon, **more: Any) -> OutsideEvent:
    row = lexicon.cameo.by_code[code]
    if row.event is None:
        raise ValueError(f"CAMEO {code} ({row.name}) has no PLOVER type")
    kind = lexicon.codebook.events[row.event]
    return OutsideEvent(
        event=row.event,
        mode=row.mode,
        quad=kind.quad,
        score=kind.score_of(row.mode),
        **more,
    )


def _event(name: str, lexicon: Lexicon) -> str:
    if name not in lexicon.codebook.events:
        raise ValueError(f"{name!r} is no PLOVER type")
    return name


def _code(code: str, lexicon: Lexicon) -> str:
    """Give the code, its leading zero restored where a spreadsheet has eaten it, or the nearest one above it."""
    for wanted in (code, f"0{code}"):
        while len(wanted) >= 2:
            if wanted in lexicon.cameo.by_code:
                return wanted
            wanted = wanted[:-1]
    raise ValueError(f"{code!r} is no CAMEO code")


def _country(name: str | None, lexicon: Lexicon) -> str | None:
    if name is None or name in lexicon.codebook.vocabulary("countries"):
        return name
    row = lexicon.country_codes.by_name.get(name.lower())
    return row.code if row else None


def _day(value: str | None) -> str | None:
    value = _known(value)
    if value is None:
        return None
    if found := ISO.match(value):
        return date.fromisoformat(found.group()).isoformat()
    if found := AMERICAN.match(value):
        month, day, year = (int(part) for part in found.groups())
        return date(year, month, day).isoformat()
    if found := COMPACT.match(value):
        return date(*(int(part) for part in found.groups())).isoformat()
    raise ValueError(f"{value!r} is no day")


def _known(value: str | None) -> str | None:
    value = (value or "").strip()
    return None if value in MISSING else value


def _at(values: list[str | None], number: int) -> str | None:
    return values[number] if number < len(values) else None


LAYOUTS: dict[str, Callable[[Cells, Lexicon], OutsideEvent]] = {"polecat": _polecat, "icews": _icews, "gdelt": _gdelt}
