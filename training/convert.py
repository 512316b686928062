"""Turn the corpora of ``../shared/data`` into spaCy's DocBin files, raw text rebuilt and varied.

    python -m training.convert ../shared/data training/corpus [--passes 4] [--seed 1]

Writes ``train.spacy`` (parse, tags, names), ``dev.spacy`` (a slice to choose checkpoints by), ``names.spacy`` and
``names-dev.spacy`` (for the name finder alone).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from training import augment, compose, headlines, names, quotations
from training.treebank import Document, Sentence, is_group, read

# Copies of a genre in each pass: the reader reads news.
WEIGHTS = {
    "news": 3,
    "interview": 3,
    "speech": 3,
    "ewt-weblog": 2,
    "ewt-newsgroup": 2,
    "bio": 2,
    "court": 2,
    "letter": 2,
}
LONGEST_GROUP = 6
# Sentences of our own in each pass of the name finder's corpus.
COMPOSED = 8000
# The share of sentences without names that each pass takes.
NAMELESS = 0.5
# Headlines of our own, and sentences of reports, in each pass.
HEADLINES = 3500


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
    starts: list[bool | int | None] = []
    heads: list[int] = []
    at = 0
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


def quoted_docs(vocab: Vocab, documents: list[Document], passes: int, rng: random.Random) -> Iterator[Doc]:
    """Runs of sentences put into somebody's mouth, headlines among them."""
    composer = compose.Composer((), rng)
    speaker = quotations.speakers(documents, composer.lists["city"], composer.lists["country"], rng)
    fitting = [d.sentences for d in documents if not d.genre.startswith("ewt-re")]
    runs = [run for sentences in fitting for run in _runs_that_fit(sentences)]
    for _ in range(passes):
        for run in runs:
            first, *rest = (augment.straight(s) for s in run)
            out = [quotations.said(first, speaker)]
            if rest and rng.random() < 0.5:
                last = len(rest) - 1
                out += [quotations.marked(s, i == 0, i == last) for i, s in enumerate(rest)]
            yield doc_of(vocab, augment.group(out, rng))


def headline_docs(vocab: Vocab, documents: list[Document], passes: int, rng: random.Random) -> Iterator[Doc]:
    """Headlines, each a text of its own."""
    composer = compose.Composer((), rng)
    speaker = headlines.vocabulary(
        quotations.speakers(documents, composer.lists["city"], composer.lists["country"], rng)
    )
    for _ in range(passes):
        for sentence in headlines.shortened(documents, speaker):
            yield doc_of(vocab, [sentence])
        for _ in range(HEADLINES):
            yield doc_of(vocab, augment.group([headlines.composed(speaker)], rng))
            yield doc_of(vocab, augment.group([headlines.reported(speaker)], rng))


def _runs_that_fit(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """Up to three sentences that somebody could have said, one after the other."""
    run: list[Sentence] = []
    for sentence in sentences:
        if quotations.fits(sentence):
            run.append(sentence)
        if run and (len(run) == 3 or not quotations.fits(sentence)):
            yield run
            run = []
    if run:
        yield run


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


def tagged(doc: Doc) -> names.Tagged:
    """A Doc's words with BIO labels."""
    return [(t.text, f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O") for t in doc]


def nameless(documents: list[Document]) -> Iterator[Sentence]:
    """Sentences without a proper noun or a people's adjective: nobody annotated their names, but there are none."""
    for document in documents:
        for sentence in document.sentences:
            if not any(word.pos == "PROPN" or word.tag.startswith("NNP") or is_group(word) for word in sentence.words):
                yield replace(sentence, names=())


def name_docs(
    vocab: Vocab, gum: list[Document], ewt: list[Document], ner: Path, passes: int, rng: random.Random
) -> Iterator[Doc]:
    """Everything the name finder learns from."""
    politics = list(crossner_docs(vocab, ner / "crossner-politics-train.txt"))
    web = [d for part in ("dev", "test") for d in uner_docs(vocab, ner / f"uner-ewt-{part}.iob2.gz")]
    sentences = [doc_of(vocab, [s]) for document in gum for s in document.sentences]
    with_names = [tagged(d) for d in politics * 6 + web + sentences if d.ents]
    composer = compose.Composer(map(tagged, politics + web + sentences), rng)
    for _ in range(passes):
        yield from training_docs(vocab, gum, 1, rng)
        yield from politics * 3
        yield from web
        yield from (doc_of(vocab, augment.group([s], rng)) for s in nameless(ewt) if rng.random() < NAMELESS)
        for _ in range(COMPOSED):
            yield compose.doc_of(vocab, composer.sentence(), rng)
        for rows in with_names:
            yield compose.doc_of(vocab, composer.exchanged(rows), rng)


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
    parser.add_argument("--only-names", action="store_true")
    parser.add_argument("--only-quotations", action="store_true")
    parser.add_argument("--only-headlines", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    vocab = spacy.blank("en").vocab
    bank = args.data / "treebank"
    ewt, gum = read(bank / "ewt-train.conllu.gz", False), read(bank / "gum-train.conllu.gz", True)
    if not args.only_names:
        save(list(headline_docs(vocab, ewt + gum, max(1, args.passes // 2), rng)), args.out / "headlines.spacy")
        if args.only_headlines:
            return
        save(list(quoted_docs(vocab, ewt + gum, max(1, args.passes // 2), rng)), args.out / "quotations.spacy")
        if args.only_quotations:
            return
        save(list(training_docs(vocab, ewt + gum, args.passes, rng)), args.out / "train.spacy")
    ewt_dev, gum_dev = read(bank / "ewt-dev.conllu.gz", False), read(bank / "gum-dev.conllu.gz", True)
    news = [d for d in gum_dev if d.genre in ("news", "interview", "speech")]
    save([doc_of(vocab, p) for d in gum_dev + ewt_dev[::4] for p in paragraphs(d)], args.out / "dev.spacy")
    ner = args.data / "ner"
    save(list(name_docs(vocab, gum, ewt, ner, args.passes, rng)), args.out / "names.spacy")
    gold = [doc_of(vocab, p) for d in news for p in paragraphs(d)]
    save(gold + list(crossner_docs(vocab, ner / "crossner-politics-dev.txt")), args.out / "names-dev.spacy")


if __name__ == "__main__":
    main()
