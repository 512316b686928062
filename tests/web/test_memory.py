"""Answers are found out once by many who ask, given up where they weigh too much, and kept until the ledger changes."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chancery.ledger import Ledger
from chancery.web.desk import Desk
from chancery.web.memory import Memory
from chancery.web.reception import Reception
from tests.ledger.made import record


def test_an_answer_is_found_out_once() -> None:
    memory, asked = Memory(10), []

    def ask() -> int:
        time.sleep(0.02)
        asked.append(1)
        return len(asked)

    threads = [threading.Thread(target=memory.once, args=("a", ask)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert memory.once("a", ask) == memory.held("a") == 1
    assert memory.once("b", ask) == 2


def test_the_least_asked_for_goes_first() -> None:
    memory = Memory(10)
    for key in "abc":
        memory.once(key, key.lower, lambda _: 4)
    assert [memory.held(key) for key in "abc"] == [None, "b", "c"]


def test_pages_of_findings_are_those_of_one_long_page(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    ledger.add(record(number) for number in range(30))
    desk = Desk(ledger)
    for find in (desk.events, desk.statements):
        whole, total = find({}, 100, 0)
        assert [row for start in range(0, total, 7) for row in find({}, 7, start)[0]] == whole
        assert [row["published"] for row in whole] == sorted((row["published"] for row in whole), reverse=True)
    some, total = desk.events({"words": "SANCTIONS russia", "actor": "RUS"}, 100, 0)
    assert total == len(some) > 0
    assert all(row["actor_countries"] == ["RUS"] and "imposed sanctions" in row["evidence"] for row in some)
    about, _ = desk.statements({"about": "RUS"}, 100, 0)
    assert about
    assert all("RUS" in row["about_countries"] for row in about)


def test_what_comes_into_the_ledger_is_seen_at_the_next_desk(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    ledger.add([record(1)])
    reception = Reception(ledger)
    desk = reception.desk()
    Ledger.open(tmp_path / "l").add([record(2)])
    assert desk.events({}, 10, 0)[1] == desk.overview().events == 1
    reception._looked = 0.0
    assert reception.desk().events({}, 10, 0)[1] == reception.desk().overview().events == 2


def test_many_who_come_after_a_change_make_one_desk(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    ledger.add([record(1)])
    reception = Reception(ledger)
    ledger.add([record(2)])
    reception._looked = 0.0
    with ThreadPoolExecutor(8) as people:
        found = [desk.result() for desk in [people.submit(reception.desk) for _ in range(8)]]
    assert len(set(map(id, found))) == 1
    assert found[0].overview().events == 2


def test_nobody_waits_while_the_next_desk_is_made_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    ledger.add([record(1)])
    begun, go_on = threading.Event(), threading.Event()

    def warm(desk: Desk) -> None:
        if desk.overview().events > 1:
            begun.set()
            go_on.wait(60)

    monkeypatch.setattr(Desk, "warm", warm)
    reception = Reception(ledger, ahead=True)
    ledger.add([record(2)])
    assert begun.wait(60)
    old = reception.desk()
    assert old.overview().events == 1
    go_on.set()
    while reception.desk() is old:
        time.sleep(0.01)
    assert reception.desk().overview().events == 2


def test_dealings_are_those_of_a_count_by_hand(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    ledger.add(record(number) for number in range(40))
    dealings = Desk(ledger).portrait("russia").dealings
    assert dealings == sorted(dealings, key=lambda row: (-row["n"], row["name"]))
    events = ledger.events().to_pylist()
    for row in dealings:
        acts = [
            event
            for event in events
            if event["actor_names"] == ["Russia"] and event["recipient_names"] == [row["name"]]
        ]
        acted = [
            event
            for event in events
            if event["recipient_names"] == ["Russia"] and event["actor_names"] == [row["name"]]
        ]
        assert (row["acts"], row["acted"]) == (len(acts), len(acted))
        assert row["n"] == row["quad1"] + row["quad4"] == len(acts) + len(acted)
        assert row["last"] == max(event["date"] for event in (*acts, *acted))
