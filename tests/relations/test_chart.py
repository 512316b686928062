"""The chart is drawn offline and leads from each period to its events."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from chancery.relations import Relation, Report, Side, relate
from chancery.relations.chart import chart, save, svg


@pytest.fixture(scope="module")
def relation() -> Relation:
    one, other = Side(name="Norway", country="NOR"), Side(name="Russia", country="RUS")
    days = [(date(2024, 1, 1) + timedelta(weeks=week)).isoformat() for week in range(16)]
    reports = [
        Report(day, "e1", "CONSULT", 1, 2.5, 1.0, "occurred", (one,), (other,), f"talks {day}", date=day)
        for day in days[:8]
    ] + [
        Report(day, "e1", "SANCTION", 4, -6, -7.0, "occurred", (one,), (other,), f"ban {day}", date=day)
        for day in days[8:]
    ]
    return relate(reports, "NOR", "RUS")


def test_each_period_links_to_its_events(relation: Relation) -> None:
    drawn = svg(chart(relation, link=lambda period: f"/events?since={period.start}"))
    assert drawn.startswith("<svg")
    assert 'href="/events?since=2024-01-15"' in drawn


@pytest.mark.parametrize(("name", "start"), [("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.html", b"<!DOCTYPE html>")])
def test_files(relation: Relation, tmp_path: Path, name: str, start: bytes) -> None:
    save(chart(relation, colors={"text": "#eee", "background": "#111"}), tmp_path / name)
    assert (tmp_path / name).read_bytes().lstrip().startswith(start)


def test_an_unknown_kind_of_file_is_refused(relation: Relation, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.svg, \.png or \.html"):
        save(chart(relation), tmp_path / "a.gif")
