"""How many quotations of our own golden rows are found with their statement: ``python -m evaluation.quotations [--misses]``.

A quotation counts as found where a statement with the right source holds it among its quoted stretches, to the letter.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chancery.article import Article
from chancery.extract.said.quotations import find_quotations
from chancery.model import Record
from chancery.reading import Reader
from evaluation.floors import report

ROWS = Path(__file__).parents[1] / "tests" / "golden" / "statements.toml"


def wanted(case: dict[str, Any]) -> Iterator[tuple[str | None, str]]:
    """Give the source and the words of each quotation that a golden row puts into a statement."""
    for says in case.get("says", ()):
        contents = says["content"] if isinstance(says["content"], list) else [says["content"]]
        if says.get("kind") == "direct" or "quoted" in says:
            yield from ((says.get("source"), words) for words in says.get("quoted", contents))
        elif says.get("kind") == "mixed":
            for content in contents:
                outer = (one for one in find_quotations(content, [(0, len(content))]) if one.depth == 0)
                yield from ((says.get("source"), content[slice(*quotation.inside)]) for quotation in outer)


def found(record: Record, source: str | None, words: str) -> bool:
    """Does a statement of this source (any, where the row asks for none) hold these quoted words?"""
    return any(
        words in [record.quote(span) for span in said.quotation_spans]
        and (source is None or (said.speaker_span is not None and source == record.quote(said.speaker_span)))
        for said in record.statements
    )


def main() -> int:
    """Count them."""
    cases = tomllib.loads(ROWS.read_text(encoding="utf8"))["case"]
    records = Reader().read_many(Article.from_text(case["text"], published="2021-04-16") for case in cases)
    right = total = 0
    for case, record in zip(cases, records, strict=True):
        for source, words in wanted(case):
            total += 1
            if found(record, source, words):
                right += 1
            elif "--misses" in sys.argv:
                print(f"{source}: {words!r} in {case['text']!r}")
    print(f"{right} of {total} quotations")
    return report("quotations", {"golden quotations found": right / total})


if __name__ == "__main__":
    sys.exit(main())
