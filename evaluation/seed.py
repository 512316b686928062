"""The story that chancery began with, scored against a perfect reading of it: ``python -m evaluation.seed [--misses]``."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from chancery.article import open_path
from chancery.reading import Reader
from evaluation.corpora import shared
from evaluation.floors import report


def figures(reader: Reader, folder: Path) -> dict[str, float]:
    """Read the story and give its scores; a trap sprung or an unreal event told as real counts below zero."""
    found = score(reader, folder)
    events, said, dates = found["events"], found["statements"], found["dates"]
    return {
        "events_f1": events["f1"] or 0.0,
        "events_status": events["status"] or 0.0,
        "statements_f1": said["f1"] or 0.0,
        "statements_kind": said["kind"] or 0.0,
        "dates_value": dates["value"] or 0.0,
        "no_trap_sprung": -float(events["traps_sprung"]),
        "no_unreal_as_real": -float(events["unreal_coded_as_real"]),
    }


def score(reader: Reader, folder: Path, *more: str) -> dict[str, Any]:
    """Run the scorer that lies beside the gold; ``more`` are its flags."""
    gold = json.loads((folder / "gold" / "seed.json").read_text(encoding="utf8"))
    record = reader.read(open_path(folder / "seed" / "article.txt", published=gold["article"]["published"]))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
        file.write(record.to_json() + "\n")
        file.flush()
        command = [
            sys.executable,
            str(folder / "gold" / "score"),
            str(folder / "gold" / "seed.json"),
            file.name,
            "--json",
            *more,
        ]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    print("\n".join(lines[:-1]))
    scores: dict[str, Any] = json.loads(lines[-1])
    return scores


if __name__ == "__main__":
    corpora = shared()
    reader = Reader()
    if "--misses" in sys.argv:
        score(reader, corpora, "--misses")
    sys.exit(report("seed", figures(reader, corpora)))
