"""Score statements on PolNeAR with the scorer that lies beside the corpora.

The corpus hardly marks what is reported inside a report, so statements with ``within`` are left out. Figures are given
for the half of train that is looked at, for its other half, and for dev; ``core`` restricts both sides to cues of saying,
asking, denying and thinking, by the cue table.

    python -m evaluation.statements            dev
    python -m evaluation.statements --train    both halves of train as well
    python -m evaluation.statements --misses   what is missed and added in the looked-at half of train, by cause and cue
"""

from __future__ import annotations

import re
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import msgspec

from chancery.extract.mending import mend
from chancery.extract.statements import find_statements
from chancery.language import Pipeline, load
from chancery.lexicon import Lexicon
from chancery.lexicon.speech import CORE, SpeechTables
from chancery.model import Article, Span, Statement
from chancery.reading import blocks
from evaluation.corpora import looked_at, shared
from evaluation.floors import report
from evaluation.statement_misses import report_misses

Quote = dict[str, Any]
_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
_KEPT = re.compile(r"\S|\n|(?<!\s)\s")


def scorer() -> Any:
    """Load the scorer as a module."""
    path = shared() / "gold" / "polnear_score"
    loader = SourceFileLoader("polnear_score", str(path))
    spec = spec_from_loader("polnear_score", loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


def quotes(statements: Iterable[Statement]) -> list[Quote]:
    """Give the statements as the scorer wants them."""
    return [
        {
            "source": _place(said.speaker_span),
            "cue": _place(said.cue_span),
            "content": [list(span) for span in said.content_spans],
        }
        for said in statements
    ]


def _place(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def predictions(texts: Mapping[str, str], pipeline: Pipeline, lexicon: Lexicon) -> dict[str, list[Statement]]:
    """Read every text and give its statements that stand in no other."""
    single = {name: single_blanks(text) for name, text in sorted(texts.items())}
    articles = [
        Article(id=name, text=text, paragraphs=tuple(found.span() for found in _PARAGRAPH.finditer(text)))
        for name, (text, _) in single.items()
    ]
    docs = pipeline.parse_many((article.text, blocks(article)) for article in articles)
    return {
        article.id: [
            placed(said, single[article.id][1])
            for said in find_statements(mend(doc, lexicon.events), article, (), lexicon)[1]
            if said.within is None
        ]
        for article, doc in zip(articles, docs, strict=True)
    }


def single_blanks(text: str) -> tuple[str, list[int]]:
    """Give a text with single blanks between its words, as the road reads it, and where each character stood before."""
    kept = [found.start() for found in _KEPT.finditer(text)]
    return "".join(" " if text[at].isspace() and text[at] != "\n" else text[at] for at in kept), kept


def placed(said: Statement, places: list[int]) -> Statement:
    """Give a statement with its spans where they stand in the text as it was stored."""

    def back(span: Span) -> Span:
        return places[span[0]], places[span[1] - 1] + 1

    return msgspec.structs.replace(
        said,
        speaker_span=None if said.speaker_span is None else back(said.speaker_span),
        cue_span=None if said.cue_span is None else back(said.cue_span),
        content_spans=tuple(map(back, said.content_spans)),
    )


def is_core(text: str, quote: Quote, tables: SpeechTables) -> bool:
    """Is the cue one of saying, asking, denying, thinking, or "according to", by the first verb the table knows?"""
    places = quote["cue"] or []
    places = [places] if places and isinstance(places[0], int) else places
    cue = " ".join(text[start:end] for start, end in places).lower()
    if cue.startswith("according to"):
        return True
    rows = next((tables.verbs[word] for word in re.findall(r"\w+", cue) if word in tables.verbs), ())
    return any(row.sense in CORE and row.particle is None for row in rows)


def figures(part: str, score: Any, docs: Any, gold: Any, found: Any, tables: SpeechTables) -> dict[str, float]:
    """Give the figures of one part of the corpus."""
    result = score.evaluate(docs, gold, found)

    def core(all_quotes: dict[str, list[Quote]]) -> dict[str, list[Quote]]:
        return {name: [q for q in some if is_core(docs[name].text, q, tables)] for name, some in all_quotes.items()}

    inner = score.evaluate(docs, core(gold), core(found))
    direct = result["by_kind"]["direct"]
    return {
        f"{part} content tokens F1": result["content/token"]["F"],
        f"{part} content half F1": result["content/half"]["F"],
        f"{part} cue half F1": result["cue/half"]["F"],
        f"{part} source half F1": result["source/half"]["F"],
        f"{part} speaker+content F1": result["src+content/half"]["F"],
        f"{part} triple F1": result["triple/half"]["F"],
        f"{part} triple precision": result["triple/half"]["P"],
        f"{part} triple recall": result["triple/half"]["R"],
        f"{part} core triple F1": inner["triple/half"]["F"],
        f"{part} core speaker+content F1": inner["src+content/half"]["F"],
        f"{part} direct content recall": direct["content_half_R"],
        f"{part} direct triple recall": direct["triple_R"],
    }


def main() -> int:
    """Score dev, and train where asked."""
    score, pipeline, lexicon = scorer(), load(), Lexicon.load()
    misses = "--misses" in sys.argv
    splits = ("train",) if misses else ("dev", "train") if "--train" in sys.argv else ("dev",)
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for split in splits:
            with tarfile.open(shared() / "data" / "polnear" / f"{split}.tar.gz") as archive:
                archive.extractall(Path(folder), filter="data")
            docs, gold = score.load(folder, split)
            read = {name: doc.text for name, doc in docs.items() if not misses or looked_at(name)}
            said = predictions(read, pipeline, lexicon)
            if misses:
                seen = {name: docs[name] for name in read}
                told = {name: [(one, quotes([one])[0]) for one in some] for name, some in said.items()}
                report_misses(score, seen, gold, told, lexicon.speech)
                return 0
            as_quotes = {name: quotes(some) for name, some in said.items()}
            parts = {"dev": set(docs)} if split == "dev" else {
                "seen": {name for name in docs if looked_at(name)},
                "unseen": {name for name in docs if not looked_at(name)},
            }  # fmt: skip
            for part, names in parts.items():
                texts, wanted, given = ({name: table[name] for name in names} for table in (docs, gold, as_quotes))
                found |= figures(part, score, texts, wanted, given, lexicon.speech)
    return report("statements", found)


if __name__ == "__main__":
    sys.exit(main())
