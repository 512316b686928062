"""Answers are kept until the ledger changes, found out once by many who ask, and given up where they weigh too much."""

import threading
import time
from pathlib import Path

from chancery.ledger import Ledger
from chancery.web.desk import Desk
from chancery.web.memory import Memory
from tests.ledger.made import record


def test_an_answer_is_found_out_once_for_each_state() -> None:
    memory, asked = Memory(10), []

    def ask() -> int:
        time.sleep(0.02)
        asked.append(1)
        return len(asked)

    threads = [threading.Thread(target=memory.once, args=(1, "a", ask)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert memory.once(1, "a", ask) == 1
    assert memory.once(2, "a", ask) == 2
    assert memory.held(1, "a") is None


def test_the_least_asked_for_goes_first() -> None:
    memory = Memory(10)
    for key in "abc":
        memory.once(1, key, key.lower, lambda _: 4)
    assert [memory.held(1, key) for key in "abc"] == [None, "b", "c"]


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


def test_what_comes_into_the_ledger_is_soon_seen(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    ledger.add([record(1)])
    desk = Desk(ledger)
    assert desk.events({}, 10, 0)[1] == desk.overview().events == 1
    Ledger.open(tmp_path / "l").add([record(2)])
    desk._looked = 0.0
    assert desk.events({}, 10, 0)[1] == desk.overview().events == 2
