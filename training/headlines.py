"""Headlines cut out of treebank sentences and made of own phrases, and own sentences of reports: the treebanks hold few."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from training import augment
from training.quotations import Speakers
from training.treebank import Document, Sentence, Word

HERE = Path(__file__).parent
PHRASES = HERE / "headlines.txt"
REPORTS = HERE / "reports.txt"
WORDS = HERE / "headline_words.txt"
LONGEST = 40
# How often a part of a sentence is left out, by its arc; what is not named stays.
CUT = {
    "punct": 1.0,
    "parataxis": 1.0,
    "discourse": 1.0,
    "vocative": 1.0,
    "dislocated": 1.0,
    "acl:relcl": 0.9,
    "appos": 0.9,
    "acl": 0.6,
    "advcl": 0.6,
    "advmod": 0.5,
    "obl:unmarked": 0.6,
    "conj": 0.5,
    "obl": 0.3,
    "nmod": 0.3,
    "nmod:poss": 0.3,
    "amod": 0.3,
}
PRESENT = {
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "VBP": "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin",
}
BRACKETS = {"-LRB-": "(", "-RRB-": ")"}
CLOSE = (",", "'s", ":", ".", ")")
ODD = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do"), "go": ("goes", "go")}


def vocabulary(speaker: Speakers) -> Speakers:
    """The slots of quotations and those of headlines."""
    lines = [line.split("\t") for line in WORDS.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")]
    lists = {name: words.split() for name, words in lines}
    lists["hit"] = lists["hits"]
    lists["hits"] = [third(lemma) for lemma in lists["hit"]]
    return Speakers(speaker.lists | lists, speaker.feats, speaker.rng)


def third(lemma: str) -> str:
    """``fires``, ``reaches``, ``denies``."""
    if lemma in ODD:
        return ODD[lemma][0]
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def composed(speaker: Speakers) -> Sentence:
    """One headline of our own."""
    return _cased(Sentence(tuple(speaker.phrase(PHRASES)), 0), speaker.rng)


def reported(speaker: Speakers) -> Sentence:
    """One sentence of a report of our own."""
    words = [replace(w, form=BRACKETS.get(w.form, w.form)) for w in speaker.phrase(REPORTS)]
    return Sentence(_spaced(words), 0)


def shortened(documents: list[Document], speaker: Speakers) -> Iterator[Sentence]:
    """Every sentence of the treebanks that will do, cut down to a headline."""
    for document in documents:
        for sentence in document.sentences:
            made = _headline(augment.straight(sentence), speaker)
            if made:
                yield _cased(made, speaker.rng)


def _headline(sentence: Sentence, speaker: Speakers) -> Sentence | None:
    words = sentence.words
    root = next((i for i, w in enumerate(words) if w.head == i), None)
    if root is None or len(words) > LONGEST or words[root].pos != "VERB" or words[-1].form == "?":
        return None
    subject = next((i for i, w in enumerate(words) if w.head == root and w.arc in ("nsubj", "nsubj:pass")), None)
    if subject is None or words[subject].pos not in ("NOUN", "PROPN") or subject > root:
        return None
    out = augment.drop(_present(sentence, speaker.rng), _left_out(words, speaker.rng))
    if speaker.rng.random() < 0.5:
        out = _with_subject(out, speaker)
    return out if 2 < len(out.words) < 16 else None


def _left_out(words: tuple[Word, ...], rng: random.Random) -> set[int]:
    """Articles, helping verbs, and by chance whole parts; nothing whose parts stay."""
    gone = {i for i, w in enumerate(words) if w.head != i and rng.random() < CUT.get(w.arc, 0.0)}
    gone |= {i for i, w in enumerate(words) if augment.is_article(w) or _helps(w) or _begins(words, w)}
    for _ in words:
        gone |= {i for i, w in enumerate(words) if w.head in gone and w.head != i}
    return gone - {i for i, w in enumerate(words) if w.head == i}


def _begins(words: tuple[Word, ...], word: Word) -> bool:
    """An *and* or *but* that joins nothing in the sentence."""
    return word.arc == "cc" and words[word.head].arc != "conj"


def _helps(word: Word) -> bool:
    """The forms of *be* and *have* that a headline does without."""
    return word.pos == "AUX" and word.lemma in ("be", "have") and word.arc in ("aux", "aux:pass")


def _present(sentence: Sentence, rng: random.Random) -> Sentence:
    """A past that has a subject becomes a present; so does a perfect."""
    words = list(sentence.words)
    helped = {w.head for w in words if w.arc in ("aux", "aux:pass")}
    perfect = {w.head for w in words if w.arc == "aux" and w.lemma == "have"}
    passive = {w.head for w in words if w.arc == "aux:pass"}
    for i, word in enumerate(words):
        past = (word.tag == "VBD" and i not in helped) or (word.tag == "VBN" and i in perfect and i not in passive)
        subject = next((w for w in words if w.head == i and w.arc.startswith("nsubj")), None)
        if not past or subject is None or word.pos != "VERB" or rng.random() < 0.15:
            continue
        plural = subject.tag in ("NNS", "NNPS") or subject.form.lower() in ("i", "you", "we", "they")
        tag = "VBP" if plural or any(w.arc == "conj" and words[w.head] is subject for w in words) else "VBZ"
        form = ODD.get(word.lemma, ("", word.lemma))[1] if tag == "VBP" else third(word.lemma)
        words[i] = replace(word, form=form, tag=tag, feats=PRESENT[tag])
    return replace(sentence, words=tuple(words))


def _with_subject(sentence: Sentence, speaker: Speakers) -> Sentence:
    """Another subject, of one word: a state, a body, a family name."""
    words = sentence.words
    root = next(i for i, w in enumerate(words) if w.head == i)
    at = next(i for i, w in enumerate(words) if w.head == root and w.arc.startswith("nsubj"))
    below = {at}
    for _ in words:
        below |= {i for i, w in enumerate(words) if w.head in below}
    slot = speaker.rng.choice(["power", "power", "country", "family"])
    name = speaker.rng.choice(speaker.lists[slot])
    if words[root].tag == "VBP":
        root_word = replace(words[root], form=third(words[root].lemma), tag="VBZ", feats=PRESENT["VBZ"])
        words = (*words[:root], root_word, *words[root + 1 :])
    one = replace(words[at], form=name, lemma=name, pos="PROPN", tag="NNP", feats="Number=Sing", space=True)
    words = (*words[:at], one, *words[at + 1 :])
    return augment.drop(replace(sentence, words=words, names=None), below - {at})


def _cased(sentence: Sentence, rng: random.Random) -> Sentence:
    """A capital first, or on every word; no space before a comma."""
    words = list(_spaced(sentence.words))
    if rng.random() < augment.TITLE_CASE / 2:
        words = [replace(w, form=augment.title(w)) for w in words]
    words[0] = replace(words[0], form=words[0].form[:1].upper() + words[0].form[1:])
    return replace(sentence, words=tuple(words), names=None)


def _spaced(words: Sequence[Word]) -> tuple[Word, ...]:
    pairs = zip(words, (*words[1:], words[0]), strict=True)
    return tuple(replace(w, space=after.form not in CLOSE and w.form != "(") for w, after in pairs)
