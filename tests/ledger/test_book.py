import json
import multiprocessing
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.ledger import Ledger, LedgerError
from chancery.ledger.check import spans
from chancery.ledger.index import Index, marks
from chancery.ledger.readings import Readings
from chancery.ledger.schema import articles_schema, digest, record_of, row_of, table_of
from chancery.model import MadeBy, Record
from tests.ledger.made import MADE_BY, record


@dataclass(frozen=True)
class Reject:
    source: str
    line: int | None
    reason: str


def whole(ledger: Ledger) -> list[Record]:
    return sorted(ledger.records(), key=lambda record: record.article.id)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger", create=True)


def test_the_arrow_schema_has_the_names_of_the_model() -> None:
    def names(kind: pa.DataType) -> object:
        if pa.types.is_struct(kind):
            return {field.name: names(field.type) for field in kind}
        return [names(kind.value_type)] if pa.types.is_list(kind) else None

    def keys(value: object) -> object:
        if isinstance(value, dict):
            return {name: keys(item) for name, item in value.items()}
        return None

    schema = articles_schema()
    told = json.loads(record(1).to_json())
    assert set(told) < set(schema.names)
    for name, value in told.items():
        if isinstance(value, dict):
            assert {*value} == {*names(schema.field(name).type)}  # type: ignore[misc]
        else:
            assert {*value[0]} == {*names(schema.field(name).type)[0]} if value else True  # type: ignore[index, misc]


def test_records_come_back_as_they_went_in(ledger: Ledger) -> None:
    made = [record(number) for number in range(30)] + [record(99, published=None)]
    ledger.add(made)
    assert whole(ledger) == sorted(made, key=lambda record: record.article.id)
    assert ledger.record(made[3].article.id) == made[3]
    assert ledger.info().months[-1] == "unknown"
    with pytest.raises(KeyError):
        ledger.record("no such article")


def test_the_same_batch_again_makes_no_commit(ledger: Ledger) -> None:
    made = [record(number) for number in range(5)]
    ledger.add(made, [Reject("a.html", None, "no text")])
    before = ledger.info()
    ledger.add(made, [Reject("a.html", None, "no text")])
    assert ledger.info() == before
    ledger.add(made[:2], [Reject("a.html", None, "no text"), Reject("b.jsonl", 7, "not JSON")])
    assert (ledger.info().articles, ledger.info().rejects) == (5, 2)
    assert ledger.rejects()["evidence"].to_pylist() == ["a.html", "b.jsonl:7"]


def test_the_same_article_replaces_its_row_in_another_month(ledger: Ledger) -> None:
    old = record(1, published="2021-04-15")
    new = record(2, url=old.article.url, published="2021-05-01")
    ledger.add([old, record(5)])
    ledger.add([new])
    assert {made.article.id: made for made in ledger.records()} == {
        new.article.id: new,
        record(5).article.id: record(5),
    }
    assert list(ledger.check()) == []


def test_one_batch_may_hold_an_article_twice(ledger: Ledger) -> None:
    ledger.add([record(1), record(2, url=record(1).article.url)])
    assert whole(ledger) == [record(2, url=record(1).article.url)]


def test_the_same_text_is_one_article_in_any_order_and_none_is_lost(tmp_path: Path) -> None:
    text = record(1).article.text
    copies = [
        record(1, url=f"https://news.example/{name}", published=published, text=text)
        for name, published in (("c", "2021-04-16"), ("b", "2021-04-16"), ("a", None), ("d", "2021-04-17"))
    ]
    for place, order in enumerate((copies, copies[::-1], copies[2:] + copies[:2])):
        ledger = Ledger.open(tmp_path / str(place), create=True)
        for made in order:
            ledger.add([made])
        (shown,) = ledger.articles().to_pylist()
        assert shown["url"] == "https://news.example/b"
        assert shown["alternate_urls"] == [f"https://news.example/{name}" for name in "acd"]
        assert [ledger.events().num_rows, ledger.statements().num_rows, ledger.actors().num_rows] == [1, 1, 3]
        assert list(ledger.records()) == [copies[1]]
        assert (ledger.info().articles, ledger.info().doubles) == (4, 3)
        ledger.add([record(3, url=copies[1].article.url)])
        assert sorted(ledger.articles()["url"].to_pylist()) == ["https://news.example/b", "https://news.example/c"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=8),
    st.lists(st.integers(0, 8), max_size=3),
)
def test_what_is_skipped_changes_nothing(pairs: list[tuple[str, str]], kills: list[int]) -> None:
    """A run that is killed after some articles starts from the first again, and skips what stands there."""
    articles = [record(1, url=f"https://news.example/{name}", text=f"Text {text}").article for name, text in pairs]
    rows: dict[str, str] = {}
    for end in (*kills, len(articles)):
        known = Readings(marks(rows.values()), marks(rows))
        for article in articles[:end]:
            if not known.skip(article):
                rows[article.id] = digest(article)
    assert rows == {article.id: digest(article) for article in articles}


def test_stale_rows_are_those_of_another_reader(ledger: Ledger) -> None:
    ledger.add([record(number) for number in range(4)])
    assert list(ledger.stale(MADE_BY)) == []
    newer = MadeBy(version="0.2.0", lexicon="aa", language_model="test")
    assert len(list(ledger.stale(newer))) == 4
    ledger.add([msgspec.structs.replace(record(2), made_by=newer)])
    assert [article.id for article in ledger.stale(newer)] == [record(n).article.id for n in (0, 3, 1)]
    assert {made for made, _ in ledger.info().made_by} == {MADE_BY, newer}


def test_check_finds_broken_promises(ledger: Ledger) -> None:
    broken = msgspec.convert(
        json.loads(record(1).to_json().replace('"sentence_span":[', '"sentence_span":[99')), Record
    )
    ledger.add([broken, record(2)])
    (fault,) = ledger.check()
    assert fault.startswith(f"{broken.article.id}: events[0].sentence_span: the span 99")
    ledger._articles.change(lambda: __import__("chancery.ledger.shelf", fromlist=["Change"]).Change(
        frozenset(), frozenset(), table_of([record(2)])))  # fmt: skip
    assert any("stands twice" in fault for fault in ledger.check())


def test_spans_are_found_by_their_names() -> None:
    found = [where for where, _ in spans(record(1), "")]
    assert "actors[0].mentions[0].span" in found
    assert "statements[0].content_spans[0]" in found
    assert "events[0].place.span" in found
    assert record_of(row_of(record(1))) == record(1)


def test_compaction_and_vacuum_disturb_no_reader(ledger: Ledger) -> None:
    for number in range(12):
        ledger.add([record(number, published="2021-04-15")])
    reader = Ledger.open(ledger.url)
    relation = reader.sql("select id, evidence from events order by all")
    before = whole(reader)
    assert ledger.compact() == 12
    assert ledger.info().files == 1
    assert ledger.vacuum() == []
    assert len(relation.fetchall()) == 12
    assert whole(reader) == before
    assert len(ledger.vacuum(hours=0)) > 12
    assert len(reader.sql("from events").fetchall()) == 12
    assert whole(ledger) == before
    assert len(list(Path(ledger.url, "articles").rglob("part-*.parquet"))) == 1


def test_vacuum_takes_what_a_killed_writer_left_but_not_what_one_is_writing(ledger: Ledger) -> None:
    ledger.add([record(1, published="2021-04-15")])
    (there,) = Path(ledger.url, "articles", "month=2021-04").glob("*.parquet")
    old, young = (there.with_name(f"part-0000{number}-left.parquet") for number in range(2))
    for left in (old, young):
        left.write_bytes(there.read_bytes())
    os.utime(old, (0, 0))
    ledger.vacuum()
    assert (there.exists(), old.exists(), young.exists()) == (True, False, True)
    assert ledger.info().articles == 1


def test_no_ledger_is_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger here"):
        Ledger.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    (tmp_path / "file").write_text("x")
    with pytest.raises(LedgerError, match="is a file"):
        Ledger.open(tmp_path / "file", create=True)


def add_some(url: str, start: int, ready: "multiprocessing.synchronize.Barrier") -> None:
    ledger = Ledger.open(url, create=True)
    ready.wait()
    for number in range(start, start + 20, 4):
        ledger.add([record(place) for place in range(number, number + 4)], [Reject(f"{number}", None, "bad")])


def test_writers_at_once_all_arrive(tmp_path: Path) -> None:
    fresh = multiprocessing.get_context("spawn")
    ready = fresh.Barrier(3)
    starts = (0, 10, 10)
    writers = [fresh.Process(target=add_some, args=(str(tmp_path / "ledger"), start, ready)) for start in starts]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    ledger = Ledger.open(tmp_path / "ledger")
    assert whole(ledger) == sorted(map(record, range(30)), key=lambda record: record.article.id)
    assert list(ledger.check()) == []
    assert ledger.info().rejects == len({*range(0, 20, 4), *range(10, 30, 4)})


def test_an_index_reads_each_data_file_once(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    ledger.add(record(number) for number in range(40))
    read: list[list[str]] = []

    def keys(table: pa.Table) -> Iterator[str]:
        read.append(table["id"].to_pylist())
        return iter(read[-1])

    index = Index(ledger._articles, ("id",), keys)
    ledger._articles.refresh()
    index.refresh()
    assert sum(map(len, read)) == 40
    assert index.holds([record(7).article.id])
    read.clear()
    ledger.add([record(50)])
    ledger._articles.refresh()
    assert not index.holds([record(50).article.id])
    index.refresh()
    assert read == [[record(50).article.id]]
    assert index.holds([record(50).article.id])
    assert index.holds([record(7).article.id])
