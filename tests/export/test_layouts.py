"""The layouts hold what those data sets have: columns, headers, missing values, and no tab or line break inside a field."""

import csv
import json
from pathlib import Path

import pyarrow.parquet
import pytest

from chancery.export import LAYOUTS, gdelt, icews, polecat, write
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Event, MadeBy, Mention, Outlet, Place, Record

LEXICON = Lexicon.load()
GOLDEN = Path(__file__).parent / "golden"
TEXT = "Norway expelled two\tRussian diplomats on Monday. Norway met\nRussia in Geneva. Norway may join."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def event(number: int, trigger: str, sentence: str, **more: object) -> Event:
    given = {"actor": ("a1",), "recipient": ("a2",), "status": "occurred", "quad": 4, "score": -5.5} | more
    return Event(id=f"e{number}", trigger_span=span(trigger), sentence_span=span(sentence), **given)  # type: ignore[arg-type]


RECORD = Record(
    article=Article(id="t1", text=TEXT, url="https://example.org/a", outlet=Outlet(name="Example", domain="example.org"),
                    published="2024-05-14T08:30:00", language="en", paragraphs=((0, len(TEXT)),)),
    actors=(
        Actor(id="a1", name="Norway", kind="state", country="NOR", sector="GOV", mentions=(Mention(span=(0, 6), how="name"),)),
        Actor(id="a2", name="two\tRussian diplomats", kind="group", country="RUS", sector="GOV", role="diplomat",
              mentions=(Mention(span=span("two\tRussian diplomats"), how="nominal"),)),
        Actor(id="a3", name="Russia", kind="state", country="RUS", sector="GOV",
              mentions=(Mention(span=span("Russia in"), how="name"),)),
    ),
    events=(
        event(1, "expelled", "Norway expelled two\tRussian diplomats on Monday.", event="SANCTION", mode="expel", cameo="166",
              context=("diplomatic",), date="2024-05-13", date_basis="text"),
        event(2, "met", "Norway met\nRussia in Geneva.", event="CONSULT", quad=1, score=2.5, actor=("a1", "a3"), recipient=(),
              date="2024-05-14", date_basis="publication",
              place=Place(name="Geneva", span=span("Geneva"), country="CHE", lat=46.2, lon=6.15)),
        event(3, "join", "Norway may join.", event="COOPERATE", quad=2, score=9.5, status="hypothetical"),
    ),
    made_by=MadeBy(version="0.1.0", lexicon="abc", language_model="none"),
)  # fmt: skip


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_golden(layout: str) -> None:
    lines = [*LAYOUTS[layout]([RECORD], LEXICON)]
    assert lines == (GOLDEN / f"{layout}.txt").read_text(encoding="utf8").splitlines()


@pytest.mark.parametrize(
    ("layout", "columns", "rows"),
    [("polecat", 40, 3), ("icews", 20, 4), ("gdelt", 61, 3), ("gdelt-mentions", 16, 3)],
)
def test_every_row_has_every_column(layout: str, columns: int, rows: int) -> None:
    lines = [*LAYOUTS[layout]([RECORD], LEXICON)]
    assert [line.count("\t") + 1 for line in lines] == [columns] * rows
    assert not any("\n" in line for line in lines)


def test_headers_have_the_published_names_and_number() -> None:
    assert (len(polecat.HEADER), len(icews.HEADER), len(gdelt.EVENT_COLUMNS), len(gdelt.MENTION_COLUMNS)) == (
        40,
        20,
        61,
        16,
    )


def test_a_mutual_event_stands_in_both_directions() -> None:
    rows = [dict(zip(icews.HEADER, line.split("\t"), strict=True)) for line in icews.lines([RECORD], LEXICON)][1:]
    met = [(row["Source Country"], row["Target Country"]) for row in rows if row["CAMEO Code"] == "040"]
    assert met == [("Norway", "Russia"), ("Russia", "Norway")]


def test_event_codes_stay_strings() -> None:
    rows = [dict(zip(gdelt.EVENT_COLUMNS, line.split("\t"), strict=True)) for line in gdelt.lines([RECORD], LEXICON)]
    assert [row["EventCode"] for row in rows] == ["166", "040", "040"]
    assert rows[0]["FractionDate"] == "2024.4466"


def test_what_did_not_happen_stays_out_of_layouts_without_a_status() -> None:
    assert not any("join" in line or "COOPERATE" in line for line in polecat.lines([RECORD], LEXICON))
    assert (
        sum(
            json.loads(line)["comment"].startswith("status hypothetical")
            for line in LAYOUTS["plover"]([RECORD], LEXICON)
        )
        == 1
    )


def test_csv_and_parquet_hold_the_same(tmp_path: Path) -> None:
    assert (
        write([RECORD], "csv", tmp_path / "e.csv", LEXICON)
        == write([RECORD], "parquet", tmp_path / "e.parquet", LEXICON)
        == 3
    )
    flat = [*csv.DictReader((tmp_path / "e.csv").open(encoding="utf8", newline=""))]
    table = pyarrow.parquet.read_table(tmp_path / "e.parquet").to_pylist()
    assert [row["id"] for row in flat] == [row["id"] for row in table]
    assert flat[1]["actor"] == "Norway|Russia"
    assert table[1]["actor"] == ["Norway", "Russia"]
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["e.csv", "e.parquet"]
