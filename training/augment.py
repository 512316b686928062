"""Make the treebanks look like news as it arrives: quotation marks, apostrophes, headlines, missing full stops."""

from __future__ import annotations

import random
from dataclasses import replace

from training.treebank import Name, Sentence, Word

# How often each change is made to a document; chosen so that most of the text stays as it was written.
CURLY, APOSTROPHE, SINGLE = 0.35, 0.35, 0.08
HEADLINE, TITLE_CASE = 0.05, 0.5
NO_STOP, UPPER, LOWER, DASH = 0.05, 0.01, 0.015, 0.3


def group(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """Change a stretch of a document the same way throughout."""
    out = [straight(sentence) for sentence in sentences]
    if rng.random() < CURLY:
        out = _curly(out, "‘’" if rng.random() < SINGLE else "“”")
    if rng.random() < APOSTROPHE:
        out = [_reform(s, lambda f: f.replace("'", "’") if f != "'" or len(f) > 1 else f) for s in out]
    if rng.random() < DASH:
        dash = rng.choice(["—", "–", "--"])
        out = [
            _reform(s, lambda f: dash if f in ("-", "--", "—", "–") and len(f) else f, spaced_only=True) for s in out
        ]
    if rng.random() < NO_STOP and len(out[-1].words) > 2 and out[-1].words[-1].form == ".":
        out[-1] = drop(out[-1], {len(out[-1].words) - 1})
    roll = rng.random()
    if roll < UPPER:
        out = [_reform(s, str.upper) for s in out]
    elif roll < UPPER + LOWER:
        out = [_reform(s, str.lower) for s in out]
    return out


def straight(sentence: Sentence) -> Sentence:
    """All double quotation marks straight: the styles are laid over this."""
    return _reform(sentence, lambda f: '"' if f in ("“", "”", "``", "''", "’’", "‘’") else f)


def _curly(sentences: list[Sentence], marks: str) -> list[Sentence]:
    """Opening and closing marks by turns, or by tag where the treebank tells them apart."""
    opened = False
    out = []
    for sentence in sentences:
        words = []
        for word in sentence.words:
            if word.form == '"':
                opened = {"``": True, "''": False}.get(word.tag, not opened)
                word = replace(word, form=marks[0] if opened else marks[1])
            words.append(word)
        out.append(replace(sentence, words=tuple(words)))
    return out


def _reform(sentence: Sentence, change, spaced_only: bool = False) -> Sentence:  # type: ignore[no-untyped-def]
    words = []
    for i, word in enumerate(sentence.words):
        if spaced_only and not (word.space and i and sentence.words[i - 1].space):
            words.append(word)
            continue
        words.append(replace(word, form=change(word.form) or word.form))
    return replace(sentence, words=tuple(words))


def headline(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence as a headline: no articles, no forms of ``be`` before a participle, no full stop."""
    words = sentence.words
    heads = {word.head for i, word in enumerate(words) if word.head != i}
    gone = {
        i
        for i, word in enumerate(words)
        if i not in heads and (is_article(word) or _is_dropped_be(word) or (i == len(words) - 1 and word.form == "."))
    }
    if rng.random() < 0.2:
        gone = {i for i in gone if words[i].form == "."}
    if len(gone) >= len(words):
        return sentence
    short = drop(sentence, gone)
    if rng.random() < TITLE_CASE:
        return replace(short, words=tuple(replace(w, form=title(w)) for w in short.words))
    first = short.words[0]
    return replace(short, words=(replace(first, form=first.form[:1].upper() + first.form[1:]), *short.words[1:]))


def is_article(word: Word) -> bool:
    """``the`` and ``a`` before a noun."""
    return word.pos == "DET" and word.arc == "det" and word.lemma in ("a", "the")


def _is_dropped_be(word: Word) -> bool:
    return word.pos == "AUX" and word.lemma == "be" and word.arc in ("aux:pass", "aux", "cop")


def title(word: Word) -> str:
    """The word as it stands in a headline in capitals."""
    if word.pos in ("ADP", "CCONJ", "DET", "PART") and len(word.form) < 5:
        return word.form
    return word.form[:1].upper() + word.form[1:]


def drop(sentence: Sentence, gone: set[int]) -> Sentence:
    """Take out words that head nothing; a dropped word's space goes to the word before it."""
    words = list(sentence.words)
    place: dict[int, int] = {}
    kept: list[int] = []
    for i in range(len(words)):
        if i not in gone:
            place[i] = len(kept)
            kept.append(i)
        elif kept and words[i].space:
            words[kept[-1]] = replace(words[kept[-1]], space=True)
    fresh = tuple(replace(words[i], head=place[words[i].head]) for i in kept)
    names = sentence.names
    if names is not None:
        bounds = [[place[i] for i in range(n.start, n.stop) if i in place] for n in names]
        names = tuple(Name(b[0], b[-1] + 1, n.label) for n, b in zip(names, bounds, strict=True) if b)
    return replace(sentence, words=fresh, names=names)
