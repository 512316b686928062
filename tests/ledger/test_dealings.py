"""Pairs, what statements speak of, and events of other data sets, in SQL."""

from pathlib import Path

from chancery.ledger import Ledger
from chancery.model import OutsideEvent, Side
from tests.ledger.made import record

ABROAD = OutsideEvent(
    source="icews", id="7", event="AID", quad=2, score=10.0, goldstein=7.0, actor=(Side(name="Peru", country="PER"),),
    recipient=(Side(name="Chile", country="CHL"),), date="2021-04-01",
)  # fmt: skip


def test_a_pair_has_its_events_whichever_way_they_go(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    ledger.add(record(number) for number in range(60))
    for _ in range(2):  # from the table's data files one by one, then from the joined file
        asked = ledger.sql("select article, id from dealings where one = 'KEN' and other = 'RUS'").fetchall()
        wanted = [made for made in map(record, range(60)) if {one.country for one in made.actors[:2]} == {"KEN", "RUS"}]
        assert sorted(asked) == sorted((made.article.id, "e1") for made in wanted)
        ledger.compact()


def test_a_statement_names_of_whom_it_speaks_and_the_events_in_it(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    made = record(7)
    ledger.add([made])
    (row,) = ledger.sql("select about, about_countries, events from statements").fetchall()
    assert row == (["a1", "a2"], [one.country for one in made.actors[:2]], ["e1"])


def test_events_from_elsewhere_are_a_view_as_soon_as_they_come(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    assert ledger.sql("from outside").fetchall() == []
    before = ledger.version()
    assert Ledger.open(tmp_path / "l").outside.add([ABROAD, ABROAD]) == 1
    assert ledger.version() != before
    assert ledger.sql("select source, actor_countries, recipient_names, date from outside").fetchall() == [
        ("icews", ["PER"], ["Chile"], "2021-04-01")
    ]


def test_siblings_tell_the_same_story_in_any_order(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(80))
    copies = [record(number, text=f"{words} {tail}") for number, tail in enumerate(("one", "two", "three"))]
    ids = [copy.article.id for copy in copies]
    for order in (copies, copies[::-1]):
        ledger = Ledger.open(tmp_path / str(order is copies), create=True)
        ledger.add([*order, record(9)])
        assert [ledger.siblings(name) for name in ids] == [[other for other in ids if other != name] for name in ids]
        assert ledger.siblings(record(9).article.id) == []
        assert ledger.record(ids[1]) == copies[1]
