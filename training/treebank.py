"""Read UD treebanks (CoNLL-U) into sentences with words, spacing and, for GUM, names."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from training.names import label_of_place

TITLE_ARCS = ("nmod:desc",)
NAME_ARCS = ("flat", "compound", "nmod:desc", "amod", "nummod", "punct", "goeswith")
_ENTITY = re.compile(r"\((?P<id>\d+)-(?P<type>[a-z]+)[^()]*?(?P<only>\))?(?=[()\d]|$)|(?P<close>\d+)\)")
_KINDS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}


@dataclass(frozen=True)
class Word:
    """One syntactic word; ``head`` is its head's place in the sentence, its own for the root."""

    form: str
    lemma: str
    pos: str
    tag: str
    feats: str
    head: int
    arc: str
    space: bool
    entity: str = ""


@dataclass(frozen=True)
class Name:
    """A name over the words ``start`` to ``stop`` (exclusive)."""

    start: int
    stop: int
    label: str


@dataclass(frozen=True)
class Sentence:
    """A sentence; ``names`` is None where nobody annotated names."""

    words: tuple[Word, ...]
    paragraph: int
    names: tuple[Name, ...] | None = None


@dataclass
class Document:
    """A treebank document."""

    name: str
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def genre(self) -> str:
        """GUM's genre, or EWT's, told by the document's name."""
        if self.name.startswith("GUM_"):
            return self.name.split("_")[1]
        return "ewt-" + self.name.split("-")[0] if "-" in self.name else "ewt"


def read(path: Path, named: bool) -> list[Document]:
    """Read one gzipped CoNLL-U file; ``named`` says that its MISC column marks entities as GUM's does."""
    documents: list[Document] = []
    paragraph = 0
    genre_of_answers = "answers"
    for comments, lines in _sentences(path):
        for comment in comments:
            if comment.startswith("# newdoc"):
                name = comment.split("=", 1)[1].strip()
                documents.append(Document(name if "-" in name or named else f"{genre_of_answers}-{name}"))
                paragraph += 1
            elif comment.startswith("# newpar"):
                paragraph += 1
        words = _words(lines)
        names = tuple(_names(words)) if named else None
        documents[-1].sentences.append(Sentence(words, paragraph, names))
    return documents


def _sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    comments: list[str] = []
    lines: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                lines.append(line)
            elif lines:
                yield comments, lines
                comments, lines = [], []
    if lines:
        yield comments, lines


def _words(lines: list[str]) -> tuple[Word, ...]:
    """Words with the spacing of the raw text: inside a multiword token there is none."""
    words: list[Word] = []
    last_of_token, token_space = 0, True
    for line in lines:
        cells = line.split("\t")
        if "." in cells[0]:
            continue
        misc = dict(item.split("=", 1) for item in cells[9].split("|") if "=" in item)
        spaced = misc.get("SpaceAfter") != "No"
        if "-" in cells[0]:
            last_of_token, token_space = int(cells[0].split("-")[1]), spaced
            continue
        number = int(cells[0])
        if number < last_of_token:
            spaced = False
        elif number == last_of_token:
            spaced = token_space
        head = int(cells[6]) - 1 if cells[6] != "0" else number - 1
        feats = "" if cells[5] == "_" else cells[5]
        words.append(
            Word(cells[1], cells[2], cells[3], cells[4], feats, head, cells[7], spaced, misc.get("Entity", ""))
        )
    return tuple(words)


def _names(words: tuple[Word, ...]) -> Iterator[Name]:
    """Names among GUM's mentions: those headed by a proper noun; a name inside another is left out."""
    taken: set[int] = set()
    for start, stop, kind in sorted(_mentions(words), key=lambda m: (m[0] - m[1], m[0])):
        label = _KINDS.get(kind)
        if label is None:
            continue
        name = _name_in(words, start, stop, label)
        if name and not taken & set(range(name.start, name.stop)):
            taken.update(range(name.start, name.stop))
            yield name
    for i, word in enumerate(words):
        if i not in taken and is_group(word):
            yield Name(i, i + 1, "NORP")


def is_group(word: Word) -> bool:
    """A people's or a party's adjective: ``Afghan``, ``Republican``."""
    capital = word.form[:1].isupper() and word.lemma[:1].isupper()
    return capital and word.pos == "ADJ" and word.tag == "JJ" and word.form.isalpha() and len(word.form) > 3


def _mentions(words: tuple[Word, ...]) -> Iterator[tuple[int, int, str]]:
    opened: list[tuple[str, str, int]] = []
    for i, word in enumerate(words):
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", word.entity):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                if part.endswith(")"):
                    yield i, i + 1, fields[1]
                else:
                    opened.append((fields[0], fields[1], i))
                continue
            number = part.strip(")")
            for k in range(len(opened) - 1, -1, -1):
                if opened[k][0] == number:
                    yield opened[k][2], i + 1, opened[k][1]
                    del opened[k]
                    break


def _name_in(words: tuple[Word, ...], start: int, stop: int, label: str) -> Name | None:
    """The name proper inside a mention: no article, title, apposition or clause."""
    inside = range(start, stop)
    heads = [i for i in inside if words[i].head not in inside or words[i].head == i]
    if len(heads) != 1 or words[heads[0]].pos != "PROPN":
        return None
    head = heads[0]
    kept = {head}
    left = head - 1
    while left >= start and _is_part(words, left, label):
        kept.add(left)
        left -= 1
    right = head + 1
    while right < stop and (_is_part(words, right, label) or _links(words, right, stop, label)):
        kept.add(right)
        right += 1
    first, last = min(kept), max(kept)
    while first < head and words[first].pos in ("PUNCT", "NUM", "DET", "ADP"):
        first += 1
    while last > head and words[last].pos in ("PUNCT", "DET", "ADP", "PART"):
        last -= 1
    if not words[first].form[:1].isupper() and not words[first].form[:1].isdigit():
        return None
    text = " ".join(word.form for word in words[first : last + 1])
    return Name(first, last + 1, label_of_place(text) if label == "GPE" else label)


def _is_part(words: tuple[Word, ...], i: int, label: str) -> bool:
    word = words[i]
    if label == "PERSON" and word.arc in TITLE_ARCS:
        return False
    if word.pos == "PUNCT":
        return word.form in ("-", "–", ".", "&", "'")
    capital = word.form[:1].isupper()
    return capital and word.pos in ("PROPN", "ADJ", "NOUN", "VERB", "NUM", "ADV") and word.arc not in ("appos", "conj")


def _links(words: tuple[Word, ...], i: int, stop: int, label: str) -> bool:
    """``of``, ``for the``, ``and`` inside the name of a body, followed by a further part of it."""
    if label == "PERSON":
        return False
    word = words[i]
    if word.pos not in ("ADP", "DET", "CCONJ") or i + 1 >= stop or word.form.lower() not in ("of", "for", "and", "the"):
        return False
    if word.form.lower() == "and" and words[words[i].head].arc == "conj" and label != "ORG":
        return False
    return _is_part(words, i + 1, label) or _links(words, i + 1, stop, label)


def with_words(sentence: Sentence, words: list[Word]) -> Sentence:
    """The same sentence with other words in the same places."""
    return replace(sentence, words=tuple(words))
