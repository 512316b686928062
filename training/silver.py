"""Text without a gold parse, parsed by ourselves where there is reason to trust it: silver beside the treebanks' gold.

    python -m training.silver ../shared/data OUT TEACHER [TEACHER ...]

Writes OUT/examples.spacy, the lexicon's own examples as the road parses them, mends and all, where each gives what its row
says; and OUT/masc.spacy, the sentences of MASC that every teacher (a pipeline) parses the same way and in the classes of
words that MASC's tagger found.
"""

from __future__ import annotations

import argparse
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

import chancery.language  # noqa: F401  (registers the features that the configurations name)
from chancery import tokens
from chancery.model import Article
from chancery.reading import Reader
from training.convert import save
from training.names import spacing

SHORTEST, LONGEST = 4, 40
# Examples run together into one text, at most.
RUN = 3
# Classes of words that a tagger must not mistake for one another.
CLASSES = ("NN", "VB", "JJ", "RB", "IN", "CD")
TAGGED = re.compile(r"(\S+)_([^\s_]+)")


def example_docs(vocab: Vocab, rng: random.Random) -> Iterator[Doc]:
    """The examples of all rows that hold, one to three in a text, as the road parses them."""
    reader = Reader(gate=False)
    proofs = list({proof.text: proof for proof in reader.lexicon.proofs()}.values())
    rng.shuffle(proofs)
    articles = (Article(id="", text=p.text, published=p.published, paragraphs=((0, len(p.text)),)) for p in proofs)
    readings = reader.explain_many(articles)
    held = [r.doc for proof, r in zip(proofs, readings, strict=True) if proof.holds(r.record)]
    print(f"{len(held)} of {len(proofs)} examples hold")
    while held:
        size = rng.randint(1, RUN)
        run, held = held[:size], held[size:]
        yield Doc.from_docs([silver_doc(vocab, doc) for doc in run])


def silver_doc(vocab: Vocab, doc: tokens.Doc) -> Doc:
    """A text of the road as spaCy keeps it."""
    tags = ["" if t.pos_ == "SPACE" else t.tag_ for t in doc]
    return Doc(
        vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=tags,
        pos=[t.pos_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
        sent_starts=[t.sent.start == t.i for t in doc],
    )


def masc_docs(path: Path, teachers: list[Language]) -> Iterator[Doc]:
    """The sentences of MASC that all agree on, as the first teacher parses them."""
    rows = list(masc_sentences(path))
    texts = [
        "".join(form + " " * space for (form, _), space in zip(row, spacing([f for f, _ in row]), strict=True)).strip()
        for row in rows
    ]
    for row, first, *others in zip(rows, *(teacher.pipe(texts, batch_size=64) for teacher in teachers), strict=True):
        if _same_classes(row, first) and all(_same_parse(first, other) for other in others):
            yield first


def masc_sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """The lines of MASC that look like a sentence, in forms and Penn tags."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith(".txt") or "tweets" in name:
                continue
            for line in archive.read(name).decode("utf-8", "replace").splitlines():
                row = TAGGED.findall(line)
                if SHORTEST <= len(row) <= LONGEST and row[0][0][:1].isupper() and row[-1][0] in '.?!"':
                    yield row


def _same_classes(row: list[tuple[str, str]], doc: Doc) -> bool:
    if [form for form, _ in row] != [token.text for token in doc]:
        return False
    return all(
        tag[:2] == token.tag_[:2] or tag[:2] not in CLASSES or token.tag_[:2] not in CLASSES
        for (_, tag), token in zip(row, doc, strict=True)
    )


def _same_parse(doc: Doc, other: Doc) -> bool:
    return len(doc) == len(other) and all(
        a.is_punct or (a.head.i, a.dep_, a.tag_) == (b.head.i, b.dep_, b.tag_) for a, b in zip(doc, other, strict=True)
    )


def main() -> None:
    """Parse and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("teachers", type=Path, nargs="+")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    vocab = spacy.blank("en").vocab
    save(list(example_docs(vocab, rng)), args.out / "examples.spacy")
    teachers = [spacy.load(path, exclude=["ner", "chancery_lemmas"]) for path in args.teachers]
    save(list(masc_docs(args.data / "raw" / "masc_tagged.zip", teachers)), args.out / "masc.spacy")


if __name__ == "__main__":
    main()
