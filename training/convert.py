"""Turn the corpora of ``../shared/data`` into spaCy's DocBin files, raw text rebuilt and varied.

    python -m training.convert ../shared/data training/corpus [--passes 4] [--seed 1]

Writes ``train.spacy`` (parse, tags, names), ``dev.spacy`` (a slice to choose checkpoints by), ``names.spacy`` and
``names-dev.spacy`` (for the name finder alone).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from training import augment, names
from training.treebank import Document, Sentence, read

# Copies of a genre in each pass: the reader reads news.
WEIGHTS = {"news": 3, "interview": 3, "speech": 3, "ewt-weblog": 2, "ewt-newsgroup": 2, "bio": 2, "court": 2, "letter": 2}
LONGEST_GROUP = 6


def groups(document: Document, rng: random.Random) -> Iterator[list[Sentence]]:
    """Cut a document into paragraphs, or into short runs of sentences that mind no paragraph."""
    by_paragraph = rng.random() < 0.6
    run: list[Sentence] = []
    wanted = rng.randint(1, 5)
    for sentence in document.sentences:
        full = len(run) >= (LONGEST_GROUP if by_paragraph else wanted)
        other = by_paragraph and run and run[-1].paragraph != sentence.paragraph
        if run and (full or other):
            yield run
            run, wanted = [], rng.randint(1, 5)
        run.append(sentence)
    if run:
        yield run


def doc_of(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """One gold Doc; sentences follow each other after a space."""
    words = [w for s in sentences for w in s.words]
    spaces = [w.space for w in words]
    starts, heads, at = [], [], 0
    for s in sentences:
        starts += [i == 0 for i in range(len(s.words))]
        heads += [at + w.head for w in s.words]
        at += len(s.words)
        spaces[at - 1] = True
    spaces[-1] = False
    doc = Doc(
        vocab,
        words=[w.form for w in words],
        spaces=spaces,
        tags=[w.tag for w in words],
        pos=[w.pos for w in words],
        morphs=[w.feats for w in words],
        lemmas=[w.lemma for w in words],
        heads=heads,
        deps=["ROOT" if w.arc == "root" else w.arc for w in words],
        sent_starts=starts,
    )
    _set_names(doc, sentences)
    return doc


def _set_names(doc: Doc, sentences: list[Sentence]) -> None:
    """Names where annotated; missing, not absent, elsewhere."""
    spans, missing, at = [], [], 0
    for s in sentences:
        stop = at + len(s.words)
        if s.names is None:
            missing.append(Span(doc, at, stop))
        else:
            spans += [Span(doc, at + n.start, at + n.stop, label=n.label) for n in s.names]
        at = stop
    doc.set_ents(spans, missing=missing, default="outside")


def tagged_doc(vocab: Vocab, rows: names.Tagged, spaces: list[bool]) -> Doc:
    """A Doc with names alone."""
    spaces = [*spaces[:-1], False]
    return Doc(vocab, words=[form for form, _ in rows], spaces=spaces, ents=[tag for _, tag in rows])


def training_docs(vocab: Vocab, documents: list[Document], passes: int, rng: random.Random) -> Iterator[Doc]:
    """The treebanks, weighted and varied; the first pass keeps the text as it was written."""
    for number in range(passes):
        for document in documents:
            for copy in range(WEIGHTS.get(document.genre, 1)):
                for run in groups(document, rng):
                    if number == 0 and copy == 0:
                        yield doc_of(vocab, run)
                        continue
                    yield doc_of(vocab, augment.group(run, rng))
                    for sentence in run:
                        if 4 < len(sentence.words) < 22 and rng.random() < augment.HEADLINE:
                            yield doc_of(vocab, [augment.headline(augment.straight(sentence), rng)])


def paragraphs(document: Document) -> Iterator[list[Sentence]]:
    """The document's paragraphs as they stand."""
    run: list[Sentence] = []
    for sentence in document.sentences:
        if run and run[-1].paragraph != sentence.paragraph:
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def uner_docs(vocab: Vocab, path: Path) -> Iterator[Doc]:
    """Universal NER over EWT, spaced as its raw text is."""
    for text, rows in names.uner(path):
        spaces, at = [], 0
        for form, _ in rows:
            at = text.find(form, at) + len(form)
            spaces.append(text[at : at + 1] == " ")
        yield tagged_doc(vocab, rows, spaces)


def crossner_docs(vocab: Vocab, path: Path) -> Iterator[Doc]:
    """CrossNER with its spacing guessed."""
    for rows in names.crossner(path):
        yield tagged_doc(vocab, rows, names.spacing([form for form, _ in rows]))


def save(docs: list[Doc], path: Path) -> None:
    """Write the Docs and say how many words they hold."""
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    print(f"{path}: {len(docs)} docs, {sum(map(len, docs))} words", flush=True)


def main() -> None:
    """Convert everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    vocab = spacy.blank("en").vocab
    bank = args.data / "treebank"
    ewt, gum = read(bank / "ewt-train.conllu.gz", False), read(bank / "gum-train.conllu.gz", True)
    save(list(training_docs(vocab, ewt + gum, args.passes, rng)), args.out / "train.spacy")
    ewt_dev, gum_dev = read(bank / "ewt-dev.conllu.gz", False), read(bank / "gum-dev.conllu.gz", True)
    news = [d for d in gum_dev if d.genre in ("news", "interview", "speech")]
    save([doc_of(vocab, p) for d in gum_dev + ewt_dev[::4] for p in paragraphs(d)], args.out / "dev.spacy")
    ner = args.data / "ner"
    extra = list(crossner_docs(vocab, ner / "crossner-politics-train.txt"))
    extra_uner = [d for part in ("dev", "test") for d in uner_docs(vocab, ner / f"uner-ewt-{part}.iob2.gz")]
    named = list(training_docs(vocab, gum, args.passes, rng)) + args.passes * (4 * extra + extra_uner)
    save(named, args.out / "names.spacy")
    gold = [doc_of(vocab, p) for d in news for p in paragraphs(d)]
    save(gold + list(crossner_docs(vocab, ner / "crossner-politics-dev.txt")), args.out / "names-dev.spacy")


if __name__ == "__main__":
    main()
