"""Who does or suffers what a clause tells, where the parse gave its subject to another word; and the "once" before it.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.lookups import NOMINAL, Change, Righting, stands_in
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# What opens a participle's clause as "if" does, though it may be an adverb as well.
ONCE = "once"
# The class of verbs of passing time and spending money, and behind what stands where one does.
SPENDING, WHERE = "@spending", frozenset({"in", "at", "of", "near"})


def _helped(deed: Token) -> Token | None:
    """Give the helper that opens a passive without a subject or a marker, if one does."""
    helpers = [word for word in syntax.children(deed, "aux", "aux:pass") if word.i == deed.left_edge.i]
    bare = deed.tag_ == "VBN" and not syntax.own_subjects(deed) and not syntax.children(deed, "mark")
    return helpers[0] if helpers and bare and helpers[0].i else None


def _hit_too(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Give a passive the noun right before it, read as joined to one above ("died in raids and [a camp] was hit")."""
    helper = _helped(deed)
    if helper is None or helper.tag_ not in syntax.FINITE:
        return
    before = syntax.before(helper)
    for noun in (before, *syntax.ancestors(before)):
        if noun.dep_ == "conj" and noun.pos_ in NOMINAL and noun.right_edge is before and noun.head.i < noun.i:
            above = syntax.clause_of(noun.head)
            if above.i not in (noun.i, deed.i) and deed.head.i < noun.i:
                yield noun, deed, "nsubj:pass"
                yield deed, above, "conj"
            return


def _being_hit(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Give what is being done the noun right before it, read as of the verb ("led to [a man] being jailed")."""
    helper = _helped(deed)
    if helper is None or helper.lower_ != "being":
        return
    for noun in syntax.children(deed.head, "obl"):
        if noun.right_edge.i + 1 == helper.i and noun.pos_ in NOMINAL and syntax.prepositions(noun):
            yield noun, deed, "nsubj:pass"


def _once_done(once: Token, tables: EventTables) -> Iterator[Change]:
    """Let "once" open the clause of a participle ("will hold [once] signed by both")."""
    deed = once.head
    bare = deed.tag_ == "VBN" and deed.dep_ == "advcl" and not syntax.children(deed, "nsubj", "nsubj:pass", "aux")
    if once.lower_ == ONCE and bare and deed.left_edge is once:
        yield once, deed, "mark"


def _spent(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who spends a time do what is told behind it, not whose time it is ("spent the days of the race [attacking] Roe")."""
    noun, verb = deed.head, syntax.clause_of(deed.head)
    bare = deed.tag_ == "VBG" and deed.left_edge is deed and not syntax.children(deed, "mark", "aux")
    during = noun.dep_ == "obj" or (noun.arc in ("nmod", "obl") and syntax.prepositions(noun) in WHERE)
    times = [time for time in syntax.children(verb, "obj") if time.i < deed.i]
    if bare and during and times and verb.i < noun.i and stands_in(SPENDING, verb, tables):
        yield deed, verb, "advcl"


def _spent_there(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a town be where somebody spends a time, not who does what is told behind it ("spent a day [in Oslo] meeting Roe")."""
    verb, places = deed.head, [noun for noun in syntax.own_subjects(deed) if noun.ent_type_ == "GPE"]
    marks = [mark for mark in syntax.children(deed, "mark") if mark.lower_ in WHERE]
    if deed.tag_ == "VBG" and places and marks and marks[0] is deed.left_edge and stands_in(SPENDING, verb, tables):
        yield places[0], verb, "obl"
        yield marks[0], places[0], "case"


PASSIVE: tuple[Righting, ...] = (_hit_too, _being_hit)
BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "advcl": (*PASSIVE, _spent_there),
    "parataxis": PASSIVE,
    "advmod": (_once_done,),
    "acl": (_spent,),
}
