"""Words a second for the whole road and for the bare parse, and seconds from the shell to the first record.

``python -m benchmarks.road [FILE …]``: reads the given texts (the examples, where none are given) often enough to fill about
thirty seconds, on one core. Figures are ratios in one run where they compare, since machines differ.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any

from chancery import model
from chancery.article import open_path
from chancery.extract import actors, dates, dating, events, places, references, statements, status
from chancery.reading import Reader, blocks

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
WORDS = 60_000


def main(paths: list[Path]) -> None:
    """Print the table."""
    reader = Reader()
    articles: list[model.Article] = [open_path(path) for path in paths]
    words = sum(len(article.text.split()) for article in articles)
    articles *= max(1, WORDS // max(1, words))
    words = sum(len(article.text.split()) for article in articles)

    started = time.perf_counter()
    for _ in reader.pipeline.parse_many((article.text, blocks(article)) for article in articles):
        pass
    parse = time.perf_counter() - started

    spent = watch_steps()
    started = time.perf_counter()
    for _ in reader.read_many(articles):
        pass
    road = time.perf_counter() - started

    print(f"{words} words in {len(articles)} articles")
    print(f"bare parse      {words / parse:9.0f} words/s")
    print(f"whole road      {words / road:9.0f} words/s   {road / parse:.2f} x the bare parse")
    for step, seconds in sorted(spent.items(), key=lambda one: -one[1]):
        print(f"  {step:<26}{100 * seconds / road:6.1f}% of the road")
    print(f"shell to record {statistics.median(first_record(paths[0]) for _ in range(3)):9.2f} s (median of 3)")


def watch_steps() -> dict[str, float]:
    """Wrap the steps of the road so that the seconds spent in each are added up."""
    spent: dict[str, float] = defaultdict(float)
    for room in (dates, actors, references, places, statements, events, status, dating):
        for name, step in list(vars(room).items()):
            own = isinstance(step, FunctionType) and step.__module__ == room.__name__
            if own and not name.startswith("_"):
                setattr(room, name, _timed(step, f"{room.__name__.rsplit('.', 1)[-1]}.{name}", spent))
    return spent


def _timed(step: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*given: Any, **more: Any) -> Any:
        started = time.perf_counter()
        try:
            return step(*given, **more)
        finally:
            spent[name] += time.perf_counter() - started

    return timed


def first_record(path: Path) -> float:
    """Give the seconds from the shell to the printed record of a page."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "chancery", "read", str(path), "--format", "json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or sorted([*EXAMPLES.glob("*.html"), *EXAMPLES.glob("*.txt")]))
