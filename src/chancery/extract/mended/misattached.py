"""Names, deeds and charges that the parser hung on the word beside the one that they belong to.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.misplaced import Righting, operators_of
from chancery.extract.mended.misreadings import Change, names_of
from chancery.lexicon.events import EventTables
from chancery.tokens import Token


def _first_named(name: Token, tables: EventTables) -> Iterator[Change]:
    """Part a name from the one behind it, whose title was read as a second title ("[Xi] and President Roe met")."""
    second = name.head
    titles = [title for title in syntax.children(name, "conj") if name.i < title.i < second.i and title.pos_ != "VERB"]
    if name.dep_ != "nmod:desc" or name.ent_type_ != "PERSON" or not titles or not syntax.children(titles[0], "cc"):
        return
    yield name, second.head, second.dep_
    yield second, name, "conj"
    yield titles[0], second, "nmod:desc"
    yield from ((joint, second, "cc") for joint in syntax.children(titles[0], "cc"))


def _somebodys(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Make a description the title of the name behind it, whose somebody is meant ("arrested [the politician Roe's lawyer]")."""
    described = noun.head
    owners = [owner for owner in syntax.children(noun, "nmod:poss") if owner.i == described.i + 1]
    if owners and owners[0].pos_ == "PROPN" and described.pos_ == "NOUN" and noun.i > owners[0].i:
        yield noun, described.head, described.dep_
        yield described, owners[0], "nmod:desc"
        yield from (
            (child, noun, child.dep_) for child in described.children if child.dep_ in ("case", "punct", "conj")
        )


def _blow_of_all(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a blow be the sentence's, not that of a clause on its target ("sank a boat that ran, [killing] two")."""
    inner = deed.head
    clause = next((above for above in (inner, *syntax.ancestors(inner)) if above.dep_ == "acl:relcl"), None)
    if deed.tag_ != "VBG" or clause is None or clause.i > deed.i or syntax.before(deed).text != ",":
        return
    verb = syntax.clause_of(clause.head)
    if _hurts(deed, tables) and _hurts(verb, tables) and not _hurts(inner, tables) and not _hurts(clause, tables):
        yield deed, verb, "advcl"


def _hurts(verb: Token, tables: EventTables) -> bool:
    """Do the tables know a verb, with its objects, as one of doing harm?"""
    senses = (tables.by_lemma.get((lemma, "verb"), ()) for lemma in tables.verb_forms.get(verb.lower_, ()))
    rows = [sense.row for found in senses for sense in found if sense.row.event == "ASSAULT" and not sense.particle]
    things = {name for noun in syntax.children(verb, "obj") for name in names_of(noun, tables)}
    return any(not row.object or not things.isdisjoint(row.object) for row in rows)


def _accused_of(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb what somebody is accused of, read as a quality of the day before it ("accused Chad last week [of lying]")."""
    day = deed.head
    told = deed.tag_ == "VBG" and deed.dep_ == "acl" and syntax.prepositions(deed) in ("of", "for")
    if told and day.dep_ == "obl:unmarked" and syntax.children(day.head, "obj"):
        yield deed, day.head, "advcl"


def _had_done(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb of ordering who is to suffer, read as who acts ("ordered [two men] held")."""
    told = syntax.children(deed, "nsubj", "nsubj:pass")
    if deed.tag_ == "VBN" and len(told) == 1 and not syntax.children(deed.head, "obj"):
        yield from _suffering(told[0], deed, deed.head, tables)


def _had_done_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb of ordering what is to be done, read as a clause about whom it is done to ("ordered the banker [held]")."""
    if deed.tag_ in ("VBN", "VBD") and deed.head.dep_ == "obj" and not syntax.own_subjects(deed):
        yield from _suffering(deed.head, deed, deed.head.head, tables)


def _suffering(who: Token, deed: Token, verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let somebody suffer a deed that a verb orders, where the deed has no word of a clause of its own."""
    bare = not syntax.children(deed, "aux", "aux:pass", "obj", "mark")
    relative = any(word.tag_ in ("WDT", "WP", "WRB") for word in deed.children)
    if bare and not relative and any(row.kind == "request" for row in operators_of(verb, tables)):
        deed.tag_ = "VBN"
        yield who, verb, "obj"
        yield deed, verb, "xcomp"


def _beyond_there(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Join a verb to the one that tells what there is, as nobody acts in that ("denies that there is war and [blames] Chad")."""
    told, first = verb.head, verb.head.head
    there = syntax.children(told, "expl") and told.dep_ == "ccomp" and not syntax.own_subjects(verb)
    if there and verb.tag_ in syntax.FINITE and first.tag_ == verb.tag_ and syntax.own_subjects(first):
        yield verb, first, "conj"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "nmod:desc": (_first_named,),
    "appos": (_somebodys,),
    "advcl": (_blow_of_all,),
    "acl": (_accused_of,),
    "ccomp": (_had_done,),
    "conj": (_beyond_there,),
    "acl:relcl": (_had_done_to,),
}
