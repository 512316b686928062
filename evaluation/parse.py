"""Score the language pipeline on raw text, as the CoNLL shared tasks do: words count where their characters agree.

python -m evaluation.parse                       the full dev sets, where ../shared/data is there, else our own slice
python -m evaluation.parse --own                 our own slice against floors.json
python -m evaluation.parse --pipeline NAME       another spaCy pipeline with UD labels
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chancery.language import Pipeline, Span, load
from chancery.tokens import Doc
from evaluation.floors import report
from training.treebank import read

HERE = Path(__file__).parent
OWN = HERE / "data" / "own.conllu"
DATA = HERE.parents[1] / "shared" / "data"
NEWS = ("news", "interview", "speech")
POLITICS = {
    "person": "PERSON",
    "politician": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "PLACE",
    "location": "PLACE",
}
PLACES = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}


@dataclass
class Gold:
    """One text with its words: (start, stop, head's span, arc, pos, tag, lemma), the starts of its sentences and its names."""

    genre: str
    text: str = ""
    blocks: list[Span] = field(default_factory=list)
    words: list[tuple[Span, Span, str, str, str, str]] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    names: list[tuple[int, int, str]] | None = None


@dataclass
class Count:
    """Right, given and gold: enough for an F1."""

    right: int = 0
    given: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.given + self.gold) if self.given + self.gold else 0.0

    def add(self, right: int, given: int, gold: int) -> None:
        """Count further."""
        self.right, self.given, self.gold = self.right + right, self.given + given, self.gold + gold


Table = dict[str, dict[str, Count]]


def treebank(path: Path) -> Iterator[Gold]:
    """The documents of a CoNLL-U file as raw text, a block a paragraph; MISC ``Name=B-ORG`` marks names in our own slice."""
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").split("\n")
    gold: Gold | None = None
    for comments, rows in _sentences(lines):
        if gold is None or any(c.startswith("# newdoc") for c in comments):
            if gold is not None and gold.words:
                yield _closed(gold)
            gold = Gold(_genre(next((c for c in comments if c.startswith("# newdoc")), ""), path))
        if gold.text and any(c.startswith("# newpar") for c in comments):
            gold.blocks.append((gold.blocks[-1][1] + 2 if gold.blocks else 0, len(gold.text.rstrip())))
            gold.text = gold.text.rstrip() + "\n\n"
        _add(gold, rows)
    if gold is not None and gold.words:
        yield _closed(gold)


def _closed(gold: Gold) -> Gold:
    gold.text = gold.text.rstrip()
    gold.blocks.append((gold.blocks[-1][1] + 2 if gold.blocks else 0, len(gold.text)))
    return gold


def _genre(newdoc: str, path: Path) -> str:
    name = newdoc.split("=")[-1].strip()
    return name.split("_")[1] if name.startswith("GUM_") else path.name.split("-")[0].split(".")[0]


def _sentences(lines: Iterable[str]) -> Iterator[tuple[list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []


def _add(gold: Gold, rows: list[list[str]]) -> None:
    """Append a sentence to the text: inside a multiword token there is no space."""
    spans: dict[str, Span] = {"0": (-1, -1)}
    start, until, spaced = len(gold.text), 0, True
    words = []
    for cells in rows:
        if "-" in cells[0]:
            until, spaced = int(cells[0].split("-")[1]), "SpaceAfter=No" not in cells[9]
        elif "." not in cells[0]:
            number = int(cells[0])
            space = "SpaceAfter=No" not in cells[9] if number > until else number == until and spaced
            spans[cells[0]] = (len(gold.text), len(gold.text) + len(cells[1]))
            gold.text += cells[1] + (" " if space else "")
            words.append(cells)
    for cells in words:
        gold.words.append((spans[cells[0]], spans[cells[6]], cells[7], cells[3], cells[4], cells[2]))
    gold.sentences.append((start, len(gold.text.rstrip())))
    gold.text = gold.text.rstrip() + " "
    _add_names(gold, words, spans)


def _add_names(gold: Gold, words: list[list[str]], spans: dict[str, Span]) -> None:
    for cells in words:
        misc = dict(item.split("=", 1) for item in cells[9].split("|") if "=" in item)
        if "Name" not in misc:
            continue
        gold.names = [] if gold.names is None else gold.names
        begins, label = misc["Name"].split("-")
        label = PLACES.get(label, label)
        if begins == "B":
            gold.names.append((*spans[cells[0]], label))
        else:
            gold.names[-1] = (gold.names[-1][0], spans[cells[0]][1], label)


def score(table: Table, gold: Gold, doc: Doc) -> None:
    """Count one document into the row of its genre."""
    row = table[gold.genre]
    given = {(t.idx, t.idx + len(t)): t for t in doc if t.dep_ and not t.is_space}
    wanted = {word[0]: word for word in gold.words}
    both = given.keys() & wanted.keys()
    figures: dict[str, int] = defaultdict(int)
    for span in both:
        token, (_, head, arc, pos, tag, lemma) = given[span], wanted[span]
        root = token.head.i == token.i
        found = (-1, -1) if root else (token.head.idx, token.head.idx + len(token.head))
        figures["UAS"] += found == head
        figures["LAS"] += found == head and token.dep_.lower() == arc
        figures["UPOS"] += token.pos_ == pos
        figures["tags"] += token.tag_ == tag
        figures["lemmas"] += token.lemma_ == lemma
    figures["words"] = len(both)
    for name in ("words", "UAS", "LAS", "UPOS", "tags", "lemmas"):
        row[name].add(figures[name], len(given), len(wanted))
    found_sentences = {_bare(s.start_char, s.end_char, gold.text) for s in doc.sents if s[0].dep_}
    row["sentences"].add(len(found_sentences & set(gold.sentences)), len(found_sentences), len(gold.sentences))
    if gold.names is not None:
        score_names(row, gold.names, doc)


def _bare(start: int, stop: int, text: str) -> Span:
    """A span without the white space at its ends."""
    piece = text[start:stop]
    return stop - len(piece.lstrip()), start + len(piece.rstrip())


def score_names(row: dict[str, Count], names: Iterable[tuple[int, int, str]], doc: Doc) -> None:
    """Count names, places of either kind taken together."""
    found = {(e.start_char, e.end_char, PLACES.get(e.label_, e.label_)) for e in doc.ents}
    found = {name for name in found if name[2] in ("PERSON", "ORG", "PLACE")}
    gold = {name for name in names if name[2] in ("PERSON", "ORG", "PLACE")}
    row["names"].add(len(found & gold), len(found), len(gold))
    for label in ("PERSON", "ORG", "PLACE"):
        one, other = {n for n in found if n[2] == label}, {n for n in gold if n[2] == label}
        row[label].add(len(one & other), len(one), len(other))


def politics(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """CrossNER's sentences, their spacing guessed, with names by character."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines()]
        text = ""
        names: list[tuple[int, int, str]] = []
        last, quoted = "O", False
        for form, tag in rows:
            closing = form in ",.;:!?)]%" or form.startswith(("'s", "’s", "n't")) or (form == '"' and quoted)
            if text and not closing and not text.endswith(("(", "[", "\x00")):
                text += " "
            text = text.rstrip("\x00")
            start, text = len(text), text + form
            if form == '"':
                quoted = not quoted
                text += "\x00" if quoted else ""
            label = POLITICS.get(tag[2:])
            if label and tag.startswith("I-") and last == tag[2:] and names:
                names[-1] = (names[-1][0], start + len(form), label)
            elif label:
                names.append((start, start + len(form), label))
            last = tag[2:]
        yield text.replace("\x00", ""), names


def figures_of(table: Table) -> dict[str, dict[str, float]]:
    """The table as F1 per genre."""
    return {genre: {name: round(count.f1, 4) for name, count in row.items()} for genre, row in table.items()}


def new_table() -> Table:
    """An empty table."""
    return defaultdict(lambda: defaultdict(Count))


def score_own(pipeline: Pipeline) -> dict[str, float]:
    """The figures of our own slice."""
    table = new_table()
    for gold in treebank(OWN):
        score(table, gold, pipeline.parse(gold.text, gold.blocks))
    return figures_of(table)["own"]


def score_corpora(pipeline: Pipeline, data: Path) -> dict[str, dict[str, float]]:
    """The figures of the treebanks' dev sets by genre, of news, interview and speech together, and of CrossNER politics."""
    table = new_table()
    golds = [g for bank in ("gum", "ewt") for g in treebank(data / "treebank" / f"{bank}-dev.conllu.gz")]
    name_gum(golds, data / "treebank" / "gum-dev.conllu.gz")
    for gold, doc in zip(golds, pipeline.parse_many((g.text, g.blocks) for g in golds), strict=True):
        genre = gold.genre
        score(table, gold, doc)
        for wider in (
            (["news+interview+speech"] if genre in NEWS else []) + (["gum"] if genre != "ewt" else []) + ["all"]
        ):
            gold.genre = wider
            score(table, gold, doc)
    rows = list(politics(data / "ner" / "crossner-politics-dev.txt"))
    docs = pipeline.parse_many((text, [(0, len(text))]) for text, _ in rows)
    for (_, names), doc in zip(rows, docs, strict=True):
        score_names(table["crossner-politics"], names, doc)
    return figures_of(table)


def name_gum(golds: list[Gold], path: Path) -> None:
    """Give GUM's documents their names, as the training reads them."""
    for gold, document in zip(golds, read(path, True), strict=False):
        gold.names, at = [], 0
        for sentence in document.sentences:
            for name in sentence.names or ():
                first, last = gold.words[at + name.start], gold.words[at + name.stop - 1]
                gold.names.append((first[0][0], last[0][1], PLACES.get(name.label, name.label)))
            at += len(sentence.words)


def speed(pipeline: Pipeline, data: Path) -> float:
    """Words a second over the dev sets, on as many cores as the libraries are let to use."""
    golds = [g for bank in ("gum", "ewt") for g in treebank(data / "treebank" / f"{bank}-dev.conllu.gz")]
    started = time.perf_counter()
    words = sum(len(doc) for doc in pipeline.parse_many((g.text, g.blocks) for g in golds))
    return words / (time.perf_counter() - started)


def main() -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pipeline", help="another spaCy pipeline, by name or path")
    parser.add_argument("--own", action="store_true", help="our own slice only, against its floors")
    args = parser.parse_args()
    pipeline = load(args.pipeline)
    low = report("parse", score_own(pipeline))
    if args.own or not DATA.exists():
        return low
    for genre, row in score_corpora(pipeline, DATA).items():
        print(f"{genre:22}", " ".join(f"{name} {value:.4f}" for name, value in row.items()))
    print(f"{speed(pipeline, DATA):,.0f} words a second")
    return low


if __name__ == "__main__":
    sys.exit(main())
