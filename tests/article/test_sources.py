"""Folders, tables and archives: every article arrives, every bad input is told with its file and line."""

import gzip
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.article import Article, Reject
from chancery.article.sources import articles
from chancery.article.tables import NAMES

BODY = "The ministers of Austria and Hungary met in Vienna on Monday. They agreed to meet again in June."
ROWS = [
    {"id": "a-1", "url": "https://www.reuters.com/1", "date": "2024-05-03", "title": "Talks end", "text": BODY},
    {"id": "a-2", "url": "", "date": "2024-05-04", "title": "", "text": BODY + " Rain fell."},
]


def read(*sources: Path, **columns: str) -> tuple[list[Article], list[Reject]]:
    found = list(articles([str(source) for source in sources], columns=columns or None))
    made = [item for item in found if isinstance(item, Article)]
    return made, [item for item in found if isinstance(item, Reject)]


def as_csv(rows: list[dict[str, str]]) -> bytes:
    head = ",".join(rows[0])
    return "\n".join([head, *(",".join(f'"{value}"' for value in row.values()) for row in rows)]).encode()


def as_jsonl(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": lambda data: data,
    ".gz": gzip.compress,
    ".zst": lambda data: zstandard.compress(data[:50]) + zstandard.compress(data[50:]),
}


@pytest.mark.parametrize("packed", PACKERS)
@pytest.mark.parametrize(("ending", "write"), [(".csv", as_csv), (".jsonl", as_jsonl)])
def test_tables(tmp_path: Path, ending: str, write: Callable[[list[dict[str, str]]], bytes], packed: str) -> None:
    path = tmp_path / f"news{ending}{packed}"
    path.write_bytes(PACKERS[packed](write(ROWS)))
    made, rejects = read(path)
    assert not rejects
    assert [article.id for article in made] == ["a-1", "a-2"]
    assert [article.headline for article in made] == ["Talks end", None]
    assert [article.published for article in made] == ["2024-05-03", "2024-05-04"]
    assert [article.outlet.name for article in made] == ["Reuters", None]


def test_parquet(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "news.parquet")
    made, rejects = read(tmp_path / "news.parquet")
    assert ([article.id for article in made], rejects) == (["a-1", "a-2"], [])


def test_columns_of_other_names(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f'when,what,where\n20240503,"{BODY}",BBC\n')
    made, _ = read(path, date="when", text="what", outlet="where")
    assert (made[0].published, made[0].outlet.name) == ("2024-05-03", "BBC")


def test_a_bare_number_tells_only_the_rows_of_one_table(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f'id,text\n1,"{BODY} {name} came."\n')
    made, _ = read(tmp_path)
    assert len({article.id for article in made}) == 2
    made, _ = read(tmp_path / "a.csv", id="id")
    assert made[0].id == "1"


@pytest.mark.parametrize(
    ("name", "data", "line", "reason"),
    [
        ("a.jsonl", b'{"text": "Talks ended."}\n{"text": \n{"text": "Talks began."}\n', 2, "not JSON"),
        ("a.jsonl", b'{"text": "Talks ended."}\n{"text": "M\xfcller"}\n{"text": "Talks began."}\n', 2, "not UTF-8"),
        ("a.jsonl", b'{"text": "Talks ended."}\n[1]\n{"text": "Talks began."}\n', 2, "no object"),
        ("a.jsonl", b'{"text": "Talks ended."}\n{"text": 3}\n{"text": "Talks began."}\n', 2, "a number, not text"),
        ("a.jsonl", b'{"text": "Talks ended."}\n{"title": "x"}\n{"text": "Talks began."}\n', 2, "no text"),
        (
            "a.jsonl",
            b'{"text": "Talks ended."}\n{"text": "x", "date": "3/5/2024"}\n{"text": "B."}\n',
            2,
            "no date such as",
        ),
        ("a.csv", b"title,text\nx,Talks ended.\nx,y,z\nx,Talks began.\n", 3, "3 columns where the header has 2"),
        ("a.csv", b"title,text\nx,Talks ended.\nx,M\xfcller\nx,Talks began.\n", 3, "not UTF-8"),
        ("a.csv", b"title,text\nx,Talks ended.\nx,\nx,Talks began.\n", 3, "no text"),
    ],
)
def test_a_bad_row_is_told_and_the_others_arrive(
    tmp_path: Path, name: str, data: bytes, line: int, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    made, rejects = read(tmp_path / name)
    assert len(made) == 2
    assert [(reject.source, reject.line) for reject in rejects] == [(str(tmp_path / name), line)]
    assert reason in rejects[0].reason


@pytest.mark.parametrize("packed", [".gz", ".zst"])
def test_a_packed_file_cut_short(tmp_path: Path, packed: str) -> None:
    import random

    word = random.Random(1)
    rows = [{"text": BODY + " " + "".join(word.choices("abcdefgh ", k=900))} for _ in range(3000)]
    data = PACKERS[packed](as_jsonl(rows))
    path = tmp_path / f"a.jsonl{packed}"
    path.write_bytes(data[: len(data) * 2 // 3])
    made, rejects = read(path)
    assert len(made) > 100
    assert rejects[-1].line
    assert "cut short" in rejects[-1].reason


def test_a_parquet_of_wrong_types(tmp_path: Path) -> None:
    pq.write_table(
        pa.table({"text": [["a", "list"], ["of", "words"]], "date": ["2024-05-03"] * 2}), tmp_path / "a.parquet"
    )
    made, rejects = read(tmp_path / "a.parquet")
    assert not made
    assert [reject.line for reject in rejects] == [1, 2]
    assert "'text' holds list" in rejects[0].reason


def test_a_parquet_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    made, rejects = read(tmp_path / "a.parquet")
    assert not made
    assert "not a Parquet table" in rejects[0].reason


def test_a_wrong_column_is_told_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,body\nx,y\n")
    _, rejects = read(tmp_path / "a.csv", text="bdy")
    assert "did you mean 'body'?" in rejects[0].reason
    _, rejects = read(tmp_path / "a.csv", txt="body")
    assert "did you mean 'text'?" in rejects[0].reason


def record(url: str, body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\n"
        f"WARC-Date: 2024-05-03T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(number: int) -> bytes:
    body = f"<h1>Talks {number} end</h1><p>{BODY}</p>"
    return f"<html><head><title>Talks {number}</title></head><body>{body}</body></html>".encode()


def test_web_archives(tmp_path: Path) -> None:
    records = [
        record("https://www.bbc.com/1", page(1)),
        record("https://www.bbc.com/robots.txt", b"User-agent: *", kind="text/plain"),
        record("https://www.bbc.com/2", page(2), status="404 Not Found"),
        record("https://www.bbc.com/3", b"<html><body></body></html>"),
        record("https://www.bbc.com/4", page(4)),
    ]
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, records)))
    made, rejects = read(path)
    assert [article.url for article in made] == ["https://www.bbc.com/1", "https://www.bbc.com/4"]
    assert [article.published for article in made] == [None, None]
    assert [(reject.line, reject.reason) for reject in rejects] == [(4, "no article found")]


def test_a_web_archive_cut_short(tmp_path: Path) -> None:
    data = b"".join(gzip.compress(record(f"https://www.bbc.com/{number}", page(number))) for number in range(9))
    path = tmp_path / "news.warc.gz"
    path.write_bytes(data[:-200])
    made, rejects = read(path)
    assert len(made) == 8
    assert rejects
    assert "cut short" in rejects[-1].reason


def test_a_folder_is_read_by_name_and_nothing_stops_it(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(BODY)
    (tmp_path / "a.html").write_bytes(page(1))
    (tmp_path / ".hidden").write_text(BODY)
    (tmp_path / "c.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "e.txt.gz").write_bytes(gzip.compress(b"Talks ended."))
    (tmp_path / "f.txt").write_text("")
    made, rejects = read(tmp_path)
    assert [article.headline for article in made] == ["Talks 1 end", None, None]
    assert [Path(reject.source).name for reject in rejects] == ["c.png", "f.txt"]
    assert read(tmp_path) == (made, rejects)


def test_globs_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    made, rejects = read(tmp_path / "*.txt", tmp_path / "none.txt")
    assert len(made) == 1
    assert rejects[0].reason == "no such file or folder"


def test_the_column_names_are_those_of_the_docs() -> None:
    told = (Path(__file__).resolve().parents[2] / "docs" / "sources.md").read_text(encoding="utf8")
    for field, names in NAMES.items():
        assert f"| `{field}` | {', '.join(names)} |" in told


def test_half_characters_of_json_do_not_reach_the_record(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(dict.fromkeys(("id", "url", "title", "outlet", "text"), f"{BODY[:20]}�")))
    made, _ = read(path)
    assert msgspec.json.encode(made[0])


ENDINGS = [
    ".csv",
    ".tsv",
    ".jsonl",
    ".json",
    ".parquet",
    ".warc",
    ".warc.gz",
    ".csv.gz",
    ".jsonl.zst",
    ".xml",
    ".opml",
    ".txt.gz",
]
STARTS = [
    b"",
    b"text\n",
    b'{"text": "',
    b"[",
    b"PAR1",
    b"WARC/1.0\r\n",
    b"\x1f\x8b\x08\x00",
    b"\x28\xb5\x2f\xfd",
    b"<rss><channel>",
    b"<opml>",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ENDINGS), st.sampled_from(STARTS), st.binary(max_size=200))
def test_any_file(ending: str, start: bytes, rest: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(start + rest)
        for item in articles([folder]):
            assert isinstance(item, Article) or (item.source == str(path) and item.reason and "\n" not in item.reason)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_harm_to_a_web_archive(data: st.DataObject) -> None:
    whole = b"".join(record(f"https://www.bbc.com/{number}", page(number)) for number in range(3))
    at = data.draw(st.integers(0, len(whole) - 1))
    harmed = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 40)) :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc"
        path.write_bytes(harmed)
        assert all(isinstance(item, Article | Reject) for item in articles([path]))
