"""Articles of our own writing beside a perfect reading of each: ``python -m evaluation.articles [--misses]``.

The pages and texts lie in ``tests/golden/articles``, each with its gold reading of the same name.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chancery.article import open_path
from chancery.reading import Reader
from evaluation.floors import report
from evaluation.gold import Scored, figures, misses

FOLDER = Path(__file__).parents[1] / "tests" / "golden" / "articles"


def golds() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the gold readings by name."""
    for path in sorted(FOLDER.glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf8"))


def scored(reader: Reader, gold: dict[str, Any]) -> Scored:
    """Read an article and score it; a text, unlike a page, is told when it was published."""
    path = FOLDER / gold["article"]["file"]
    published = gold["article"]["published"] if path.suffix == ".txt" else None
    return Scored.of(gold, reader.read(open_path(path, published=published)))


def main() -> int:
    """Score all the articles together; ``--misses`` tells what is wrong with each."""
    reader = Reader()
    results = [(name, scored(reader, gold)) for name, gold in golds()]
    if "--misses" in sys.argv:
        for name, result in results:
            print("\n".join((name, *(f"    {line}" for line in misses(result)), "")))
    return report("articles", figures([result for _, result in results]))


if __name__ == "__main__":
    sys.exit(main())
