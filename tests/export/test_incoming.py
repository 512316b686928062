"""Old series come in with all their known traps; what cannot be read is told by line."""

from pathlib import Path

import pytest

from chancery.export import gdelt, icews, polecat
from chancery.export.incoming import Unread, incoming
from chancery.model import OutsideEvent
from tests.export.test_layouts import LEXICON, RECORD


def reports(path: Path, layout: str) -> list[OutsideEvent]:
    return [one for one in incoming(path, layout, LEXICON) if isinstance(one, OutsideEvent)]


@pytest.mark.parametrize(
    ("layout", "lines"), [("polecat", polecat.lines), ("icews", icews.lines), ("gdelt", gdelt.lines)]
)
def test_what_goes_out_comes_in(tmp_path: Path, layout: str, lines) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "events.txt"
    path.write_text("\n".join(lines([RECORD], LEXICON)) + "\n", encoding="utf8")
    found = reports(path, layout)
    assert [(one.event, one.date, one.source) for one in found][:2] == [
        ("SANCTION", "2024-05-13", layout),
        ("CONSULT", "2024-05-14", layout),
    ]
    assert [side.country for side in found[0].actor + found[0].recipient] == ["NOR", "RUS"]


def test_traps_of_polecat(tmp_path: Path) -> None:
    header = "\t".join(polecat.HEADER).replace("Intensity", "Event Intensity").replace("Event Date", " Event Date ")
    row = ["7", "5/3/2021", "PROTEST", "demo", "-5.0", "MATERIAL CONFLICT", "None", "Élise", "France", *["None"] * 31]
    (tmp_path / "p.txt").write_bytes("\n".join([header, "\t".join(row) + "\t\t", "\t".join(row)]).encode("iso-8859-1"))
    found = list(incoming(tmp_path / "p.txt", "polecat", LEXICON))
    assert isinstance(found[0], OutsideEvent)
    assert (found[0].date, found[0].mode, found[0].actor[0].name, found[0].recipient) == (
        "2021-05-03",
        "demo",
        "Élise",
        (),
    )
    assert found[1] == Unread(str(tmp_path / "p.txt"), 3, "event 7 stands already in this file")


def test_a_code_that_lost_its_zero(tmp_path: Path) -> None:
    row = [
        "1",
        "2021-05-03",
        "A",
        "NA",
        "Norway",
        "Consult",
        "42",
        "1.9",
        "B",
        "NA",
        "Russia",
        "9",
        "1",
        "X",
        *["NA"] * 6,
    ]
    bad = ["2", "soon", *row[2:]]
    none = ["3", *row[1:6], "010", *row[7:]]
    (tmp_path / "i.tab").write_text(
        "\n".join(["\t".join(icews.HEADER), *map("\t".join, (row, bad, none))]), encoding="utf8"
    )
    found = list(incoming(tmp_path / "i.tab", "icews", LEXICON))
    assert isinstance(found[0], OutsideEvent)
    assert (found[0].event, found[0].mode, found[0].goldstein) == ("CONSULT", "visit", 1.9)
    assert [one.reason for one in found if isinstance(one, Unread)] == [
        "'soon' is no day",
        "CAMEO 010 (Make statement) has no PLOVER type",
    ]


def test_a_short_line_is_told(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_text("1\t20210503\n", encoding="utf8")
    assert list(incoming(tmp_path / "g.tsv", "gdelt", LEXICON)) == [
        Unread(str(tmp_path / "g.tsv"), 1, "2 columns where GDELT 2.0 has 61")
    ]
