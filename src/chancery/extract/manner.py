"""How it was done: the words around an act that tell its mode ("killed in an air strike", "warned of sanctions").

Weapons, means, and what a demand or threat is about stand beside the act as subject, object or adjunct, or before it as
a compound. The nearest such word decides; one that the table sets over a mode wins over it ("a suicide bomber set off a bomb").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from chancery.extract import syntax
from chancery.lexicon.event_rows import ModeRow
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

Names = Callable[[Token], Iterable[tuple[str, frozenset[int]]]]
# Where means and contents hang on an act; clauses only where they say by what ("using", "armed with").
NEAR = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "compound", "amod", "appos", "conj", "xcomp", "flat",
                  "nummod"})  # fmt: skip
CLAUSES = frozenset({"acl", "advcl"})
REACH = 4


def mode_row(
    tables: EventTables, event: str, mode: str | None, places: Iterable[Token], without: set[int], names: Names
) -> ModeRow | None:
    """Give the row of the word that tells the mode of an act at these places; None where none tells another one."""
    found: ModeRow | None = None
    for token in _around(places, without, tables.mode_heads):
        for name, _ in names(token):
            row = tables.mode_words.get((event, name))
            if row is None:
                continue
            if (found.mode if found else mode) in (*row.over, None):
                found = row
            break
    return found


def _around(places: Iterable[Token], without: set[int], heads: frozenset[str]) -> Iterator[Token]:
    """Give the words near an act that any row knows, the nearest first."""
    layer = list(dict.fromkeys(places))
    seen = {token.i for token in layer}
    for _ in range(REACH):
        for token in layer:
            if token.i not in without and (token.lower_ in heads or token.lemma_.lower() in heads):
                yield token
        layer = [child for token in layer for child in token.children if child.i not in seen and _near(child)]
        seen |= {token.i for token in layer}


def _near(child: Token) -> bool:
    kind = child.dep_.split(":")[0] if child.dep_ != "nsubj:pass" else child.dep_
    if kind in NEAR:
        return child.dep_ != "conj" or child.pos_ not in ("VERB", "AUX")
    return kind in CLAUSES and child.tag_ in ("VBG", "VBN") and not syntax.own_subjects(child)
