import csv
import gzip
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from chancery.cluster.measure import auto_workers, count, spread


def test_articles_are_counted_without_reading_them(tmp_path: Path) -> None:
    told = io.StringIO()
    csv.writer(told).writerows([["text", "title"], *([f'Two\nlines, "so" {n}', "a"] for n in range(30))])
    with gzip.open(tmp_path / "a.csv.gz", "wt", encoding="utf8") as file:
        file.write(told.getvalue())
    (tmp_path / "b.jsonl").write_text("{}\n" * 20)
    (tmp_path / "c.html").write_text("<p>One</p>")
    pq.write_table(pa.table({"text": ["a"] * 7}), tmp_path / "d.parquet")
    assert count([str(tmp_path / "a.csv.gz")]) == 30
    assert count([str(tmp_path)]) == 30 + 20 + 1 + 7
    (tmp_path / "e.warc.gz").write_bytes(b"")
    assert count([str(tmp_path)]) is None


def test_sources_are_spread_a_file_each(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden"):
        (tmp_path / name).write_text("x")
    both = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert spread([str(tmp_path)]) == both
    assert spread([str(tmp_path / "*.txt"), "https://news.example/feed"]) == [*both, "https://news.example/feed"]


def test_there_is_always_a_worker() -> None:
    assert auto_workers() >= 1
