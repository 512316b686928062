"""The ledger's commands, as a user types them; the reader is a fast one that needs no model."""

import csv
import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

import chancery.cluster
from chancery.cli import app
from chancery.ledger import Ledger
from tests.cluster.fake import make
from tests.ledger.made import record

TEXT = "Peru and Chile signed a treaty on Monday, and the ministers of both states spoke to the press at length. Number {}."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger"), create=True)
    ledger.add([record(number) for number in range(20)])
    return ledger


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        chancery.cluster, "reader_maker", lambda language, lexicon, gate: partial(make, language or "one")
    )


def lines(count: int, start: int = 0) -> bytes:
    told = (
        {"url": f"https://news.example/{n}", "text": TEXT.format(n), "date": "2021-04-16"}
        for n in range(start, start + count)
    )
    return b"".join(json.dumps(row).encode() + b"\n" for row in told)


def test_query_in_every_format(held: Ledger, tmp_path: Path) -> None:
    asked = "select article, event, actor_names, score from events order by article limit 3"
    (wanted,) = [held.sql(asked).to_arrow_table().to_pylist()]
    table = run("query", held.url, asked)
    assert table.exit_code == 0
    assert wanted[0]["article"] in table.stdout
    told = [json.loads(line) for line in run("query", held.url, asked, "--format", "jsonl").stdout.splitlines()]
    assert told == wanted
    cells = list(csv.DictReader(io.StringIO(run("query", held.url, asked, "--format", "csv").stdout)))
    assert [row["actor_names"] for row in cells] == ["|".join(row["actor_names"]) for row in wanted]
    assert run("query", held.url, asked, "--format", "parquet", "-o", tmp_path / "a.parquet").exit_code == 0
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == wanted


def test_events_and_statements(held: Ledger) -> None:
    arguments = (
        "--actor",
        "RUS",
        "--type",
        "sanction",
        "--since",
        "2020-01-01",
        "--status",
        "occurred",
        "--format",
        "jsonl",
    )
    told = [json.loads(line) for line in run("events", held.url, *arguments).stdout.splitlines()]
    assert told == held.events(actor="RUS", event="SANCTION", status="occurred").to_pylist() != []
    said = run("statements", held.url, "--speaker", "official", "--about", "sanctions", "--format", "jsonl").stdout
    assert len(said.splitlines()) == held.statements(words="sanctions").num_rows > 0
    assert run("events", held.url, "--limit", 2).stdout.count("2020-") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "{held}", "select nothing from nowhere"),
        ("query", "{none}", "from events"),
        ("ledger", "info", "{none}"),
        ("ingest", "--into", "{none}"),
        ("ingest", "a.txt", "--into", "{none}", "--workers", "many"),
        ("ingest", "a.txt", "--into", "{none}", "--column", "text"),
        ("ingest", "--reread", "--into", "{none}", "--engine", "ray"),
        ("watch", "https://news.example/feed", "--into", "{none}", "--every", "soon"),
    ],
)
def test_wrong_usage_is_told_in_a_line(held: Ledger, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    filled = [argument.format(held=held.url, none=tmp_path / "none") for argument in arguments]
    result = run(*filled)
    assert result.exit_code == 2
    assert result.stderr.startswith("chancery: ")
    assert "Traceback" not in result.stderr


def test_care(held: Ledger) -> None:
    assert "articles  20" in run("ledger", "info", held.url).stdout
    assert "files joined" in run("ledger", "compact", held.url).stdout
    assert run("ledger", "vacuum", held.url).exit_code == 0
    assert run("ledger", "check", held.url).exit_code == 0


@pytest.mark.usefixtures("fast")
def test_good_rows_arrive_and_bad_ones_are_told_with_place_and_reason(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "broken.jsonl").write_bytes(lines(3) + b'{"text": \n' + lines(3, 10))
    (source / "cut.jsonl.gz").write_bytes(gzip.compress(lines(200, 100))[:-200])
    pq.write_table(pa.table({"text": [1, 2], "url": ["a", "b"]}), source / "types.parquet")
    (source / "cut.warc.gz").write_bytes(gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" * 9)[:-20])
    (source / "empty.html").write_bytes(b"")
    result = run("ingest", source, "--into", tmp_path / "ledger", "--workers", 0)
    assert result.exit_code == 1, result.output
    for told in ("broken.jsonl:4: ", "cut.jsonl.gz", "types.parquet", "cut.warc.gz", "empty.html: "):
        assert told in result.stderr, result.stderr
    ledger = Ledger.open(tmp_path / "ledger")
    urls = set(ledger.articles()["url"].to_pylist())
    assert {f"https://news.example/{number}" for number in (0, 1, 2, 10, 11, 12, 100)} <= urls
    assert ledger.rejects().num_rows >= 5
    before = ledger.info()
    again = run("ingest", source, "--into", tmp_path / "ledger", "--workers", 0)
    assert again.exit_code == 1
    assert f"0 articles read into {tmp_path / 'ledger'}; {before.articles} known already" in again.stderr
    assert Ledger.open(tmp_path / "ledger").info() == before


@pytest.mark.usefixtures("fast")
def test_reread_needs_no_source(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(5))
    into = ("--into", tmp_path / "ledger", "--workers", 0)
    assert run("ingest", tmp_path / "a.jsonl", *into).exit_code == 0
    assert "5 articles read" in run("ingest", "--reread", *into, "--language", "two").stderr
    assert "0 articles read" in run("ingest", "--reread", *into, "--language", "two").stderr


def test_a_place_that_cannot_hold_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = run("ingest", tmp_path / "a.txt", "--into", tmp_path / "file")
    assert result.exit_code == 1
    assert "is a file, not a folder" in result.stderr


@pytest.mark.usefixtures("fast")
def test_watch_reads_what_is_new_and_asks_for_a_page_once(tmp_path: Path) -> None:
    paths: list[str] = []
    page = (
        "<html><head><title>Talks {0}</title></head><body><article><h1>Talks {0}</h1><p>{1}</p></article></body></html>"
    )
    item = "<item><title>Talks {0}</title><link>http://127.0.0.1:{1}/{0}</link></item>"

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            if self.path == "/feed":
                items = "".join(item.format(number, self.server.server_address[1]) for number in (1, 2))
                body = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
            else:
                body = page.format(self.path[1:], TEXT.format(self.path) * 4)
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        feed = f"http://127.0.0.1:{site.server_address[1]}/feed"
        watched = ("watch", feed, "--into", tmp_path / "ledger", "--every", "1s", "--workers", 0)
        result = run(*watched, "--rounds", 2, "--allow-private")
        assert result.exit_code == 0, result.output
        assert run(*watched, "--rounds", 1, "--allow-private").exit_code == 0
        refused = run(*watched, "--rounds", 1)
        site.shutdown()
    assert Ledger.open(tmp_path / "ledger").info().articles == 2
    assert sorted(path for path in paths if path != "/feed" and path != "/robots.txt") == ["/1", "/2"]
    assert paths.count("/feed") == 3
    assert "private" in refused.stderr or "not public" in refused.stderr, refused.stderr


STOPPED = """
import sys
from functools import partial
import chancery.cluster
from tests.cluster.fake import make
chancery.cluster.reader_maker = lambda language, lexicon, gate: partial(make, pause=0.02)
from chancery.cli import main
sys.argv = ["chancery", "ingest", sys.argv[1], "--into", sys.argv[2], "--workers", sys.argv[3]]
main()
"""


def test_ctrl_c_stops_after_the_batch_and_the_same_ingest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(400))
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED)
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, str(script), tmp_path / "a.jsonl", tmp_path / "ledger", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(root)})
    while not (tmp_path / "ledger" / "rejects" / "_delta_log").exists() and process.poll() is None:
        time.sleep(0.01)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 1, told
    assert b"stopping after this batch" in told
    assert b"Traceback" not in told
    found = re.search(rb"(\d+) articles read into", told)
    assert found
    assert Ledger.open(tmp_path / "ledger").info().articles == int(found[1]) < 400
    rest = subprocess.run(command, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(root)})
    assert rest.returncode == 0, rest.stderr
    assert Ledger.open(tmp_path / "ledger").info().articles == 400
