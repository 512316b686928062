"""Put the parse, the names and the lemmas together into the shipped pipeline.

python -m training.package PARSE NAMES LEMMAS OUT [--version 0.1.0]
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

import chancery.language  # noqa: F401  (registers the factories and the features)

# What is not of spaCy's making: the model card and the gazetteer's words.
KEPT = ("README.md", "words.tsv")
DESCRIPTION = "English news: tags, UD parse, sentences, lemmas and names; see README.md"


def label_strings(nlp: Language) -> set[str]:
    """Every label of every component."""
    kinds = ("labels", "tags", "classes")
    return {label for name in nlp.pipe_names for kind in kinds for label in getattr(nlp.get_pipe(name), kind, ())}


def main() -> None:
    """Assemble and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("parse", "names", "lemmas", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--version", default="0.1.0")
    args = parser.parse_args()
    nlp = spacy.load(args.names)
    component: Any = nlp.add_pipe("chancery_parser", name="parser", first=True)
    component.from_disk(args.parse)
    lemmas: Any = nlp.add_pipe("chancery_lemmas", last=True)
    lemmas.from_disk(args.lemmas)
    nlp.meta.update(name="chancery-en", version=args.version, description=DESCRIPTION, license="CC BY-SA 4.0")
    nlp.meta["performance"] = {}
    kept = {path: path.read_bytes() for path in (args.out / name for name in KEPT) if path.exists()}
    shutil.rmtree(args.out, ignore_errors=True)
    nlp.to_disk(args.out)
    # The words of the corpora are no part of the pipeline: it meets each word anew, and loads the faster for it.
    kept_strings = json.dumps(sorted(label_strings(nlp)), ensure_ascii=False, indent=0)
    (args.out / "vocab" / "strings.json").write_text(kept_strings + "\n", encoding="utf-8")
    for path, content in kept.items():
        path.write_bytes(content)
    size = sum(f.stat().st_size for f in args.out.rglob("*") if f.is_file())
    print(f"{args.out}: {size / 1e6:.1f} MB, numpy {np.__version__}, spaCy {nlp.meta['spacy_version']}")


if __name__ == "__main__":
    main()
