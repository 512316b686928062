"""How it was done: the words around an act that tell its mode ("killed in an air strike", "warned of sanctions").

Weapons, means, and what a demand or threat is about stand beside the act as subject, object or adjunct, or before it as
a compound. The nearest such word decides; one that the table sets over a mode wins over it ("a suicide bomber set off a bomb").
Where none stands beside an act of arms, the clauses below it tell it ("died on Monday when shells fell on the camp").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from chancery.extract import syntax
from chancery.extract.done import arguments
from chancery.lexicon.event_rows import ModeRow
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

Names = Callable[[Token], Iterable[tuple[str, frozenset[int]]]]
# Where means and contents hang on an act; clauses only where they say by what ("using", "armed with").
NEAR = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "compound", "amod", "advmod", "appos", "conj", "xcomp",
                  "flat", "nummod"})  # fmt: skip
CLAUSES = frozenset({"acl", "advcl"})
# What is threatened may be told in a clause ("warned that trade would suffer").
CONTENT = frozenset({"THREATEN"})
# Behind these stands for what.
GROUNDS = frozenset({"over", "after", "for"})
REACH = 4
# These are said at meetings, and not therefore about them.
SPOKEN = frozenset({"REJECT", "REQUEST"})


def mode_row(
    tables: EventTables, event: str, mode: str | None, places: Iterable[Token], without: set[int], names: Names
) -> ModeRow | None:
    """Give the row of the word that tells the mode of an act at these places; None where none tells another one."""
    found: ModeRow | None = None
    heads = tables.mode_heads.get(event)
    for token in _around(places, without, heads, event in CONTENT) if heads else ():
        row = _row_of(tables, event, token, names) if event not in SPOKEN or not _is_setting(token) else None
        if row and (found.mode if found else mode) in (*row.over, None):
            found = row
    return found


def _is_setting(token: Token) -> bool:
    """Is this where something was said ("blocked the loan [at a summit]"), not what it was about?"""
    return token.arc in ("obl", "nmod") and syntax.prepositions(token) in ("at", "during")


def scene_row(tables: EventTables, event: str, core: Token, without: set[int], names: Names) -> ModeRow | None:
    """Give the row of the word nearest to an act below it, but not where another act of the type may own it."""
    heads = tables.mode_heads.get(event, frozenset())
    words = (token for token in core.subtree if token.lower_ in heads and token.i not in without)
    for token in sorted(words, key=lambda token: (abs(token.i - core.i), token.i)):
        row = _row_of(tables, event, token, names)
        if row and not _of_another(tables, event, token, core):
            return row
    return None


def _row_of(tables: EventTables, event: str, token: Token, names: Names) -> ModeRow | None:
    rows = (tables.mode_words.get((event, name)) for name, _ in names(token))
    return next((row for row in rows if row), None)


def _of_another(tables: EventTables, event: str, token: Token, core: Token) -> bool:
    """Does a word hang, before it comes to the act, on another verb that by itself means an act of the type?"""
    for head in syntax.ancestors(token):
        if head.i == core.i:
            return False
        lemmas = tables.verb_forms.get(head.lower_, ()) if head.pos_ == "VERB" else ()
        senses = (sense for lemma in lemmas for sense in tables.by_lemma.get((lemma, "verb"), ()))
        if any(sense.row.event == event and not sense.weight for sense in senses):
            return True
    return False


def _around(places: Iterable[Token], without: set[int], heads: frozenset[str], content: bool) -> Iterator[Token]:
    """Give the words near an act that any row knows, the nearest first; with its content clauses where they tell its mode."""
    layer = list(dict.fromkeys(places))
    seen = {token.i for token in layer}
    for _ in range(REACH):
        for token in layer:
            if token.i not in without and (token.lower_ in heads or token.lemma_.lower() in heads or _hyphened(token)):
                yield token
        layer = [
            child
            for token in layer
            for child in token.children
            if child.i not in seen
            and (_near(child) or (content and _is_content(child)))
            and not (content and _is_ground(child))
        ]
        seen |= {token.i for token in layer}


def _hyphened(token: Token) -> bool:
    """Is a word the last part of one with a hyphen ("sit-in")?"""
    return token.i > 1 and token.doc[token.i - 1].lower_ == "-"


def _is_content(child: Token) -> bool:
    to_come = child.dep_ in ("acl", "xcomp") and child.tag_ == "VB"
    return to_come or child.dep_ == "ccomp" or arguments.is_content(child)


def _is_ground(child: Token) -> bool:
    """Is this for what somebody is threatened, not with what ("sanctions [over] an attack")?"""
    return child.arc in ("obl", "nmod") and syntax.prepositions(child) in GROUNDS


def _near(child: Token) -> bool:
    if child.dep_ == "amod" and child.tag_ == "VBG":  # "sack striking workers"
        return False
    kind = child.dep_.split(":")[0] if child.dep_ != "nsubj:pass" else child.dep_
    if kind in NEAR:
        return child.dep_ != "conj" or child.pos_ not in ("VERB", "AUX")
    return kind in CLAUSES and child.tag_ in ("VBG", "VBN") and not syntax.own_subjects(child)
