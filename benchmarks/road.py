"""Words a second for the whole road, the bare parse and spaCy's own, and seconds from the shell to the first record.

``python -m benchmarks.road [FILE …]``: reads the given texts (the examples, where none are given) often enough to fill about
thirty seconds, on one core. Times are the processor's, but from the shell by the clock; the bare parse is timed inside the
road, batch by batch, so that their ratio stands whatever else the machine does.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

import spacy

from chancery import model
from chancery.article import open_path
from chancery.extract import actors, dates, dating, events, mending, places, references, statements, status
from chancery.language.pipeline import SHIPPED
from chancery.model import Span
from chancery.reading import Reader, blocks
from chancery.tokens import Doc

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
WORDS = 60_000
INSIDE = "inside a step"


def main(paths: list[Path]) -> None:
    """Print the table."""
    started = time.process_time()
    reader = Reader()
    loading = time.process_time() - started
    articles: list[model.Article] = [open_path(path) for path in paths]
    words = sum(len(article.text.split()) for article in articles)
    for _ in reader.read_many(articles):
        pass
    first = time.process_time() - started
    articles *= max(1, WORDS // max(1, words))
    words = sum(len(article.text.split()) for article in articles)

    spent = watch_steps()
    parses = watch_parse(reader)
    started = time.process_time()
    for _ in reader.read_many(articles):
        pass
    road = time.process_time() - started
    parse = sum(parses)

    own = spacys_own(articles)

    print(f"{words} words in {len(articles)} articles")
    print(f"loading         {loading:9.2f} s, with tables and the first reading of {len(paths)} pages {first:.2f} s")
    print(f"bare parse      {words / parse:9.0f} words/s")
    print(f"whole road      {words / road:9.0f} words/s   {road / parse:.2f} x the bare parse")
    print(f"spaCy's own     {words / own:9.0f} words/s   the whole road takes {road / own:.2f} x as long")
    for step, seconds in sorted(spent.items(), key=lambda one: -one[1]):
        print(f"  {step:<26}{100 * seconds / road:6.1f}% of the road")
    print(f"shell to record {statistics.median(first_record(paths[0]) for _ in range(3)):9.2f} s (median of 3)")


def spacys_own(articles: Sequence[model.Article]) -> float:
    """Give the seconds that the same pipeline takes over the same texts as spaCy itself runs it."""
    nlp = spacy.load(SHIPPED)
    texts = [article.text[start:end] for article in articles for start, end in blocks(article)]
    list(nlp.pipe(texts[:20]))
    started = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - started


def watch_parse(reader: Reader) -> list[float]:
    """Wrap the pipeline so that the seconds of each parse are noted."""
    noted: list[float] = []
    parse_many = reader.pipeline.parse_many

    def watched(items: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[Doc]:
        docs = parse_many(items)
        while True:
            started = time.process_time()
            doc = next(docs, None)
            noted.append(time.process_time() - started)
            if doc is None:
                return
            yield doc

    setattr(reader.pipeline, "parse_many", watched)  # noqa: B010  (mypy refuses the assignment)
    return noted


def watch_steps() -> dict[str, float]:
    """Wrap the steps of the road so that the seconds spent in each are added up; a step inside another counts with that."""
    spent: dict[str, float] = defaultdict(float)
    for room in (mending, dates, actors, references, places, statements, events, status, dating):
        for name, step in list(vars(room).items()):
            own = isinstance(step, FunctionType) and step.__module__ == room.__name__
            if own and not name.startswith("_"):
                setattr(room, name, _timed(step, f"{room.__name__.rsplit('.', 1)[-1]}.{name}", spent))
    return spent


def _timed(step: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*given: Any, **more: Any) -> Any:
        if spent.get(INSIDE):
            return step(*given, **more)
        spent[INSIDE] = 1
        started = time.process_time()
        try:
            return step(*given, **more)
        finally:
            spent[name] += time.process_time() - started
            del spent[INSIDE]

    return timed


def first_record(path: Path) -> float:
    """Give the seconds from the shell to the printed record of a page."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "chancery", "read", str(path), "--format", "json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or sorted([*EXAMPLES.glob("*.html"), *EXAMPLES.glob("*.txt")]))
