from pathlib import Path

import pytest

from chancery.ledger import Ledger
from chancery.ledger.columns import OUTSIDE, REJECTS, STORY, VIEWS, View, reference
from chancery.ledger.views import tells
from tests.ledger.made import record

DOCS = Path(__file__).resolve().parents[2] / "docs" / "ledger.md"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger") / "it's here", create=True)
    ledger.add(record(number) for number in range(60))
    return ledger


def test_docs_hold_the_columns_of_the_views() -> None:
    assert DOCS.read_text(encoding="utf8").endswith(reference()), "write docs/ledger.md anew from columns.reference()"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_the_columns_it_says(ledger: Ledger, view: View) -> None:
    story = [] if view in (OUTSIDE, REJECTS) else [STORY.name]
    assert ledger.sql(f"from {view.name}").columns == [column.name for column in view.columns] + story


def test_events_are_flat_with_names_and_evidence(ledger: Ledger) -> None:
    made = record(7)
    (row,) = ledger.sql("select * from events where article = ?", [made.article.id]).to_arrow_table().to_pylist()
    event, (first, second, official) = made.events[0], made.actors
    assert row["actor_names"] == [first.name]
    assert row["recipient_countries"] == [second.country]
    assert row["claimed_by"] == [official.name]
    assert row["evidence"] == made.quote(event.sentence_span)
    assert row["trigger"] == made.quote(event.trigger_span)
    assert (row["month"], row["published"]) == ((made.article.published or "")[:7], made.article.published)
    assert (row["place"], row["lat"], row["lon"]) == (second.name, 1.5, -2.0)


def test_statements_and_actors_come_with_the_sentence_they_stand_in(ledger: Ledger) -> None:
    made = record(7)
    sentence = made.quote(made.events[0].sentence_span)
    (said,) = ledger.sql("from statements where article = ?", [made.article.id]).to_arrow_table().to_pylist()
    assert said["evidence"] == sentence
    assert said["content"] == made.quote(made.statements[0].content_spans[0])
    assert said["cue"] == "said"
    assert said["speaker_names"] == ["an official"]
    cast = ledger.sql("from actors where article = ?", [made.article.id]).to_arrow_table().to_pylist()
    assert [actor["evidence"] for actor in cast] == [sentence] * 3


@pytest.mark.parametrize("view", ["actors", "statements", "events"])
def test_evidence_is_text_to_the_letter(ledger: Ledger, view: str) -> None:
    asked = f"select count(*), count(*) filter (contains(text, e.evidence)) from {view} e join articles using (article)"
    ((rows, found),) = ledger.sql(asked.replace("text", "articles.text")).fetchall()
    assert rows == found > 0


def test_filters_choose_rows(ledger: Ledger) -> None:
    pairs = ledger.events(actor="RUS", recipient="KEN", event="SANCTION", since="2021-01-01", until="2021")
    wanted = [
        made
        for made in map(record, range(60))
        if [actor.country for actor in made.actors[:2]] == ["RUS", "KEN"]
        and made.events[0].event == "SANCTION"
        and (made.article.published or "").startswith("2021")
    ]
    assert wanted
    assert sorted(pairs["article"].to_pylist()) == sorted(made.article.id for made in wanted)
    assert ledger.events(actor="russia").num_rows == ledger.events(actor="RUS").num_rows > 0
    assert ledger.statements(speaker="offici", words="SANCTIONS").num_rows > 0
    assert ledger.actors(actor="PER", limit=2).num_rows == 2
    assert ledger.articles(domain="news.example", since="2020-04", until="2020-04").num_rows > 0


def test_pandas_and_polars(ledger: Ledger) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    assert len(ledger.sql("from events").df()) == 60
    assert len(ledger.sql("from events").pl()) == 60


def test_the_same_answers_where_nothing_can_be_kept(ledger: Ledger) -> None:
    kept = {name: ledger.sql(f"from {name} order by all").fetchall() for name in ("articles", "actors", "events")}
    bare = Ledger.open(ledger.url)
    bare._views._flat = None
    assert {name: bare.sql(f"from {name} order by all").fetchall() for name in kept} == kept


def test_queries_of_one_ledger_in_many_threads(ledger: Ledger) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: ledger.sql("select count(*) from events").fetchall(), range(12)))
    assert counts == [[(60,)]] * 12


def test_an_empty_ledger_has_views(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger", create=True)
    assert [ledger.sql(f"select count(*) from {view.name}").fetchall() for view in VIEWS] == [[(0,)]] * len(VIEWS)
    assert ledger.sql("from events").fetchall() == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select story from events", True),
        ("select * from events", True),
        ("select e.* from events e", True),
        ("from events", True),
        ("select count(*) from (from events)", True),
        ("select count(*) from events", False),
        ("select COUNT( * ), event from events group by event", False),
        ("select event, evidence from events", False),
    ],
)
def test_stories_are_looked_up_where_a_query_may_see_them(query: str, told: bool) -> None:
    assert tells(query) is told


def test_a_query_sees_what_another_process_added(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger", create=True)
    other = Ledger.open(tmp_path / "ledger")
    assert ledger.sql("select count(*) from events").fetchall() == [(0,)]
    other.add([record(1)])
    assert ledger.sql("select count(*) from events").fetchall() == [(1,)]
    flat = sorted(path.parent.name.partition("-")[0] for path in (tmp_path / "ledger" / "flat").rglob("*.parquet"))
    assert [name for name in flat if name != "stories"] == "actors articles dealings events statements".split()


def test_many_small_files_are_bundled_and_replaced_rows_never_shown(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger", create=True)
    asked = "select article, evidence, month from events order by all"
    for number in range(30):
        ledger.add([record(number, published="2021-04-15")])
    assert len(ledger.sql(asked).fetchall()) == 30
    assert len(list((tmp_path / "ledger" / "flat").rglob("bundle-*.parquet"))) == 5
    ledger.add([record(90, published="2021-05-15")])
    assert len(ledger.sql(asked).fetchall()) == 31
    ledger.add([record(91, url=record(3).article.url, published="2021-06-15")])
    bare = Ledger.open(ledger.url)
    bare._views._flat = None
    assert ledger.sql(asked).fetchall() == bare.sql(asked).fetchall()
    assert len(ledger.vacuum(hours=0)) > 0
    assert ledger.sql(asked).fetchall() == Ledger.open(ledger.url).sql(asked).fetchall()


def test_a_ledger_lent_for_reading_answers(tmp_path: Path) -> None:
    made = Ledger.open(tmp_path / "ledger", create=True)
    made.add([record(1), record(2)])
    (tmp_path / "ledger" / "flat").write_text("no folder")
    assert len(Ledger.open(made.url).sql("from events").fetchall()) == 2


def test_a_ledger_on_a_store_that_is_no_folder(tmp_path: Path) -> None:
    """An address goes through the store's own interface, as one of S3 does."""
    ledger = Ledger.open(f"file://{tmp_path}/store", create=True)
    ledger.add([record(1), record(2)])
    ledger.add([record(3, url=record(1).article.url)])
    assert ledger.sql("select count(*), count(distinct story) from events").fetchall() == [(2, 2)]
    assert len(list(ledger.records())) == 2
    assert list(ledger.check()) == []
    assert ledger.compact() >= 0
    assert not (tmp_path / "store" / "flat").exists()
