"""Sentences of the treebanks put into somebody's mouth: news says so in nearly every paragraph, the treebanks seldom."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from training.treebank import Document, Sentence, Word

ATTRIBUTIONS = Path(__file__).parent / "attributions.txt"
FORMS = ("final", "final", "final", "final", "bare", "first", "colon", "that")
SHORTEST, LONGEST = 4, 26


@dataclass
class Speakers:
    """The phrases that say who speaks, and what fills their slots."""

    lists: dict[str, list[str]]
    feats: dict[tuple[str, str], str]
    rng: random.Random

    def phrase(self, path: Path = ATTRIBUTIONS) -> list[Word]:
        """One phrase of the file; the word that governs, or hangs on, what is said has itself as head."""
        words = []
        for i, cell in enumerate(self.rng.choice(_lines(path)).split(" ")):
            form, tag, pos, head, arc = re.fullmatch(r"(.+)/([^/]+)/([^/]+)/(\d+)/([^/]+)", cell).groups()  # type: ignore[union-attr]
            if form.startswith("{"):
                form = self.rng.choice(self.lists[form.strip("{}")])
            feats = self.feats.get((form.lower(), tag)) or self.feats.get(("", tag), "")
            words.append(Word(form, form, pos, tag, feats, int(head) - 1 if head != "0" else i, arc, True))
        for i, word in enumerate(words[1:], 1):
            if word.form in (",", "'s"):
                words[i - 1] = replace(words[i - 1], space=False)
        return words


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def speakers(documents: list[Document], cities: list[str], countries: list[str], rng: random.Random) -> Speakers:
    """Slots and features from the treebanks themselves."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    given, family, people = set(), set(), set()
    for document in documents:
        for sentence in document.sentences:
            for word in sentence.words:
                counts[word.form.lower(), word.tag][word.feats] += 1
                counts["", word.tag][word.feats] += 1
            for name in sentence.names or ():
                part = sentence.words[name.start : name.stop]
                if name.label == "PERSON" and len(part) == 2 and all(w.form.isalpha() for w in part):
                    given.add(part[0].form)
                    family.add(part[1].form)
                elif name.label == "NORP":
                    people.add(part[0].form)
    feats = {key: min(c.items(), key=lambda item: (-item[1], item[0]))[0] for key, c in counts.items()}
    one_word = {"city": cities, "country": countries}
    lists = {"given": sorted(given), "family": sorted(family), "people": sorted(people)}
    lists |= {name: [w for w in words if w.isalpha()] for name, words in one_word.items()}
    return Speakers(lists, feats, rng)


def fits(sentence: Sentence) -> bool:
    """Whether somebody could have said this sentence."""
    words = sentence.words
    root = next((w for i, w in enumerate(words) if w.head == i), None)
    if (
        root is None
        or not SHORTEST <= len(words) <= LONGEST
        or words[-1].form != "."
        or not words[0].form[:1].isupper()
    ):
        return False
    finite = root.tag in ("VBD", "VBZ", "VBP", "MD", "VBN", "VBG", "VB") or any(
        w.arc == "cop" and words[w.head] is root for w in words
    )
    quoted = any(w.form in ('"', "“", "”", "``", "''") for w in words)
    return finite and not quoted


def said(sentence: Sentence, speaker: Speakers, with_marks: bool = True) -> Sentence:
    """The sentence with somebody who says it."""
    form = speaker.rng.choice(FORMS)
    phrase = speaker.phrase()
    governs = any(w.arc == "root" for w in phrase)
    inverted = phrase[0].arc == "root"
    if form in ("final", "bare") or inverted or not governs:
        return _after(sentence, phrase, marks=form != "bare" and with_marks)
    return _before(sentence, phrase, form)


def marked(sentence: Sentence, opening: bool, closing: bool) -> Sentence:
    """The sentence with an opening and/or a closing quotation mark."""
    root = _root(sentence.words)
    words = list(sentence.words)
    if opening:
        words = [_mark("``", root + 1, space=False), *(_moved(w, 1) for w in words)]
        root += 1
    if closing:
        words[-1] = replace(words[-1], space=False)
        words.append(_mark("''", root, space=True))
    return replace(sentence, words=tuple(words), names=None)


def _after(sentence: Sentence, phrase: list[Word], marks: bool) -> Sentence:
    """``"We go," he said.`` and ``They went, according to police.``"""
    inner = list(sentence.words[:-1])
    inner[-1] = replace(inner[-1], space=False)
    root = _root(sentence.words)
    shift = 1 if marks else 0
    words = [_mark("``", root + 1, space=False)] if marks else []
    words += [_moved(w, shift) for w in inner]
    root += shift
    words.append(Word(",", ",", "PUNCT", ",", "", root, "punct", not marks))
    if marks:
        words.append(_mark("''", root, space=True))
    return _joined(sentence, words, root, phrase, before=False)


def _before(sentence: Sentence, phrase: list[Word], form: str) -> Sentence:
    """``He said: "We go."``, ``He said we go.`` and ``He said that we go.``"""
    root = _root(sentence.words)
    start = phrase.copy()
    start[0] = replace(start[0], form=start[0].form[:1].upper() + start[0].form[1:])
    inner = [_moved(w, 0) for w in sentence.words]
    first = inner[0]
    if form != "colon" and first.pos in ("PRON", "DET", "ADP", "ADV", "SCONJ") and first.form != "I":
        inner[0] = replace(first, form=first.form[:1].lower() + first.form[1:])
    lead = []
    if form == "that":
        lead = [Word("that", "that", "SCONJ", "IN", "", root + 1, "mark", True)]
    elif form == "colon":
        start[-1] = replace(start[-1], space=False)
        lead = [Word(":", ":", "PUNCT", ":", "", root + 2, "punct", True), _mark("``", root + 2, space=False)]
    shift = len(lead)
    words = lead + [_moved(w, shift) for w in inner]
    root += shift
    if form == "colon":
        words[-1] = replace(words[-1], space=False)
        words.append(_mark("''", root, space=True))
    return _joined(sentence, words, root, start, before=True)


def _joined(sentence: Sentence, inner: list[Word], root: int, phrase: list[Word], before: bool) -> Sentence:
    """Tie what is said to the phrase, the governing word of either as the phrase asks."""
    offset = 0 if before else len(inner)
    shift = len(phrase) if before else 0
    tie = _root(tuple(phrase))
    governs = phrase[tie].arc == "root"
    inner = [_moved(w, shift) for w in inner]
    outer = [_moved(w, offset) for w in phrase]
    root, tie = root + shift, tie + offset
    words = outer + inner if before else inner + outer
    if governs:
        words[root] = replace(words[root], head=tie, arc="ccomp")
    else:
        words[tie] = replace(words[tie], head=root)
    if not before:
        words[-1] = replace(words[-1], space=False)
        words.append(Word(".", ".", "PUNCT", ".", "", tie if governs else root, "punct", True))
    return Sentence(tuple(words), sentence.paragraph, None)


def _moved(word: Word, by: int) -> Word:
    return replace(word, head=word.head + by)


def _mark(tag: str, head: int, space: bool) -> Word:
    return Word('"', '"', "PUNCT", tag, "", head, "punct", space)


def _root(words: tuple[Word, ...]) -> int:
    return next(i for i, w in enumerate(words) if w.head == i)
