"""Put the parse, the names and the lemmas together into the shipped pipeline.

python -m training.package PARSE NAMES LEMMAS OUT [--version 0.1.0]
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import spacy

import chancery.language  # noqa: F401  (registers the lemmas' factory and the features)

DESCRIPTION = "English news: tags, morphology, UD parse, sentences, lemmas and names; see README.md"


def main() -> None:
    """Assemble and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("parse", "names", "lemmas", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--version", default="0.1.0")
    args = parser.parse_args()
    nlp = spacy.load(args.parse)
    nlp.add_pipe("ner", source=spacy.load(args.names), last=True)
    lemmas: Any = nlp.add_pipe("chancery_lemmas", last=True)
    lemmas.from_disk(args.lemmas)
    nlp.meta.update(name="chancery-en", version=args.version, description=DESCRIPTION, license="CC BY-SA 4.0")
    nlp.meta["performance"] = {}
    card = args.out / "README.md"
    kept = card.read_text(encoding="utf-8") if card.exists() else ""
    shutil.rmtree(args.out, ignore_errors=True)
    nlp.to_disk(args.out)
    if kept:
        card.write_text(kept, encoding="utf-8")
    size = sum(f.stat().st_size for f in args.out.rglob("*") if f.is_file())
    print(f"{args.out}: {size / 1e6:.1f} MB, numpy {np.__version__}, spaCy {nlp.meta['spacy_version']}")


if __name__ == "__main__":
    main()
