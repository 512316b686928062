"""Score actors on PolNeAR: how many sources of attributions become actors, and how many of these have a sector."""

from __future__ import annotations

import argparse
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from chancery.extract import actors, references
from chancery.language import load
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Span
from evaluation.corpora import looked_at, shared
from evaluation.floors import report


def articles(folder: Path) -> Iterator[tuple[str, str, list[Span]]]:
    """Give (name, text, places of the sources) of each article."""
    for path in sorted(folder.rglob("*.txt")):
        notes = sorted(folder.rglob(f"{path.stem}*.ann"))
        spans = {span for note in notes for span in _sources(note)}
        if notes:
            yield path.stem, path.read_text(encoding="utf8"), sorted(spans)


def _sources(note: Path) -> Iterator[Span]:
    for line in note.read_text(encoding="utf8").splitlines():
        parts = line.split("\t")
        if len(parts) > 1 and parts[0].startswith("T") and parts[1].startswith("Source "):
            start, end = parts[1].removeprefix("Source ").split(";")[0].split()
            yield int(start), int(end)


def lines(text: str) -> list[Span]:
    """Give the lines of a text that are not empty."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, start + len(line.rstrip())))
        start += len(line)
    return found


def meant(source: Span, found: tuple[Actor, ...], heads: set[int]) -> Actor | None:
    """Give the actor of the mention that holds the head of a source."""
    held = [
        (mention.span[1] - mention.span[0], actor)
        for actor in found
        for mention in actor.mentions
        if any(mention.span[0] <= head < mention.span[1] for head in heads)
    ]
    return max(held, key=lambda pair: pair[0])[1] if held else None


def main() -> int:
    """Score the development articles; ``--misses`` shows the sources of the half that is looked at, ``--all`` the found too."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true")
    options.add_argument("--all", action="store_true")
    chosen = options.parse_args()
    pipeline, lexicon = load(), Lexicon.load()
    asked = known = sectors = 0
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(shared() / "data" / "polnear" / "dev.tar.gz") as archive:
            archive.extractall(folder, filter="data")
        for name, text, sources in articles(Path(folder)):
            published = name.split("_")[1]
            article = Article(id=name, text=text, published=published)
            doc = pipeline.parse(text, lines(text))
            found = references.resolve(doc, article, actors.find_actors(doc, article, lexicon), lexicon)
            for source in sources:
                run = doc.char_span(*source, alignment_mode="expand")
                actor = meant(source, found, {run.root.idx} if run is not None else {source[0]})
                asked, known = asked + 1, known + (actor is not None)
                sectors += actor is not None and actor.sector is not None
                if chosen.misses and looked_at(name) and (actor is None or chosen.all):
                    told = f"{actor.name}|{actor.country}|{actor.sector}|{actor.role}" if actor else "-"
                    here = text[max(0, source[0] - 60) : source[1] + 40].replace("\n", " ")
                    print(f"{text[source[0] : source[1]]!r} = {told}   …{here}")
    figures = {"sources_with_actor": known / max(asked, 1), "actors_with_sector": sectors / max(known, 1)}
    print(f"{asked} sources, {known} with an actor, {sectors} of these with a sector")
    return report("actors", figures)


if __name__ == "__main__":
    sys.exit(main())
