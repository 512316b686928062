import time
from functools import partial
from pathlib import Path

import pytest

from chancery.article import Reject
from chancery.cluster import ReaderFailed, ingest
from chancery.cluster.local import Crew
from chancery.ledger import Ledger
from chancery.model import Article
from tests.cluster.fake import article, items, make, no_reader, rows


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger", create=True)


def test_all_arrive_in_any_number_of_workers_and_batches(tmp_path: Path) -> None:
    seen = []
    for workers, batch in ((0, 1000), (3, 37)):
        ledger = Ledger.open(tmp_path / f"{workers}", create=True)
        summary = ingest(items(300), ledger, make_reader=make, workers=workers, batch=batch)
        assert (summary.read, summary.rejected, summary.known) == (294, 6, 0)
        assert summary.set_aside == sum(isinstance(item, Article) and item.language == "de" for item in items(300))
        seen.append(rows(ledger))
    assert seen[0] == seen[1]
    assert len(seen[0][0]) == len({item.id for item in items(300) if isinstance(item, Article)})
    assert len(seen[0][1]) == 6
    assert list(ledger.check()) == []


def test_the_same_again_reads_nothing(ledger: Ledger) -> None:
    plain = [article(number) for number in range(100)]
    ingest(plain, ledger, make_reader=make, workers=0)
    before = ledger.info()
    summary = ingest(plain, ledger, make_reader=make, workers=0)
    assert (summary.read, summary.known) == (0, 100)
    assert ledger.info() == before


def test_another_lexicon_reads_again(ledger: Ledger) -> None:
    ingest(items(60), ledger, make_reader=make, workers=0)
    newer = partial(make, "two")
    assert ingest([], ledger, make_reader=newer, workers=0).read == 0
    summary = ingest([], ledger, make_reader=newer, workers=0, reread=True)
    assert summary.read == ledger.info().articles
    assert {made.lexicon for made, _ in ledger.info().made_by} == {"two"}
    assert ingest([], ledger, make_reader=newer, workers=0, reread=True).read == 0


def test_what_kills_or_stops_a_reader_is_rejected_and_the_rest_arrives(tmp_path: Path, ledger: Ledger) -> None:
    odd = {20: "Die at once.", 40: "Fail on this.", 41: "Stumble once only."}
    found = [article(number, odd.get(number, "")) for number in range(60)]
    maker = partial(make, once=str(tmp_path / "stumbled"))
    summary = ingest(found, ledger, make_reader=maker, workers=2)
    assert (summary.read, summary.rejected) == (58, 2)
    told = {row["source"]: row["reason"] for row in ledger.rejects().to_pylist()}
    assert told == {
        "https://news.example/20": "could not be read: the process that read it died, or took too long, twice",
        "https://news.example/40": "could not be read: ValueError: no such word",
    }


def test_one_that_takes_too_long_is_rejected() -> None:
    found = [article(1), article(2, "Hang here."), article(3)]
    with Crew(make, 1, patience=0.5) as crew:
        parts = list(crew.read(iter([found, [article(4)]])))
    assert [part.rows["id"].to_pylist() for part in parts] == [["id00001", "id00003"], ["id00004"]]
    assert [reject.source for part in parts for reject in part.rejects] == ["https://news.example/2"]


def test_a_reader_that_does_not_load_says_why(ledger: Ledger) -> None:
    with pytest.raises(ReaderFailed, match=r"events.csv:3: no such code"):
        ingest(items(5), ledger, make_reader=no_reader)


def test_no_more_is_taken_from_the_source_than_the_workers_can_hold() -> None:
    taken = 0

    def endless() -> "list[list[Article]]":
        nonlocal taken
        while True:
            taken += 1
            yield [article(taken)]

    with Crew(partial(make, pause=0.05), 1) as crew:
        parts = crew.read(endless())
        for _ in range(3):
            next(parts)
            time.sleep(0.2)
            assert taken <= 8 + 3


def test_a_stop_commits_what_was_handed_out(ledger: Ledger) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 70

    summary = ingest(items(300), ledger, make_reader=make, batch=20, stop=stop)
    assert summary.stopped
    assert summary.read + summary.rejected == 71
    assert summary.committed == summary.read
    ingest(items(300), ledger, make_reader=make, workers=0)
    whole = Ledger.open(Path(ledger.url).parent / "whole", create=True)
    ingest(items(300), whole, make_reader=make, workers=0)
    assert rows(ledger) == rows(whole)


def test_rejects_alone_are_kept(ledger: Ledger) -> None:
    summary = ingest([Reject(source="a.html", reason="empty")], ledger, make_reader=make, workers=0)
    assert (summary.read, summary.rejected, ledger.info().rejects) == (0, 1, 1)
