"""Names, deeds and charges that the parser hung on the word beside the one that they belong to.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.misplaced import Righting, calls_something, operators_of, rows_of
from chancery.extract.mended.misreadings import Change, is_somebody, names_of, stands_in
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# Names of who may say something.
ACTORS = frozenset({"GPE", "LOC", "ORG"})
# What is said to somebody or of him.
SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST"})


def _told_of_him(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a participle tell of whom a thing is done to, read as a clause of his own ("freed a man now [charged] with it")."""
    who, verb = syntax.children(deed, "nsubj", "nsubj:pass"), deed.head
    bare = not syntax.children(deed, "aux", "aux:pass", "obj", "mark", "ccomp", "xcomp") and syntax.children(
        deed, "obl"
    )
    if deed.tag_ not in ("VBN", "VBD") or len(who) != 1 or not bare or syntax.children(verb, "obj"):
        return
    telling = any(stands_in(name, verb, tables) for name in ("@saying", "@uttering", "@witnessing", "@causative"))
    done = (
        any("object" in row.recipient for row in rows_of(verb, tables))
        and next(operators_of(verb, tables), None) is None
    )
    if verb.i < who[0].i < deed.i and done and not telling:
        deed.tag_ = "VBN"
        yield who[0], verb, "obj"
        yield deed, who[0], "acl"


def _asked_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what somebody is told to do be asked of him, no purpose ("ordered Britons [to report] to the police")."""
    verb, first = deed.head, deed.left_edge
    if (
        deed.tag_ != "VB"
        or first.lower_ != "to"
        or not any(row.kind == "request" for row in operators_of(verb, tables))
    ):
        return
    asked = [noun for noun in syntax.children(verb, "obj") if noun.right_edge.i == first.i - 1]
    if any(noun.pos_ == "PROPN" or noun.ent_type_ == "NORP" or is_somebody(noun, tables) for noun in asked):
        yield deed, verb, "xcomp"


def _believed(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what is thought to have befallen somebody complete the participle right before it ("were feared [killed]")."""
    before = syntax.before(deed) if deed.i else deed
    bare = deed.tag_ == "VBN" and not syntax.children(deed, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cc")
    suffered = before.dep_ in ("acl", "conj") or syntax.is_passive(before)
    if bare and before.tag_ == "VBN" and before.sent.start == deed.sent.start and suffered:
        yield deed, before, "xcomp"


def _of_speaker(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let "which" be the name before it where only somebody does such a thing ("trouble with Iran, [which] condemned it")."""
    thing = clause.head
    which = next((word for word in syntax.children(clause, "nsubj") if word.lower_ == "which"), None)
    if which is None or thing.pos_ != "NOUN" or which.i < 2 or syntax.before(which).text != ",":
        return
    if is_somebody(thing, tables) or "@paper" in names_of(thing, tables) or not _speaks(clause, tables):
        return
    name = which.doc[which.i - 2]
    while name.dep_ in ("compound", "flat", "amod") and name.head.pos_ == "PROPN":
        name = name.head
    if _is_body(name) and thing in syntax.ancestors(name):
        yield clause, name, "acl:relcl"


def _is_body(noun: Token) -> bool:
    """Is this the name of a state or body, or a noun with one before it ("a [UN panel]")?"""
    named = noun.pos_ == "PROPN" and noun.ent_type_ in ACTORS
    return named or (
        noun.pos_ == "NOUN" and any(word.ent_type_ in ACTORS for word in syntax.children(noun, "compound"))
    )


def is_bare_title(noun: Token, name: Token, tables: EventTables) -> bool:
    """Is a noun right before somebody's name his title, and nobody else: "[leader] Roe", not "the crew"?"""
    bare = noun.tag_ == "NN" and not syntax.children(noun, "det", "nmod:poss")
    return bare and name.ent_type_ == "PERSON" and is_somebody(noun, tables)


def _said_outside(saying: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the main verb what was read as said in a claim inside it ("rejected the claim that Roe won, [saying] …")."""
    inner = saying.head
    noun = inner.head
    behind = saying.i > 1 and syntax.before(saying).text == ","
    told = inner.dep_ == "acl" and noun.dep_ in ("obj", "obl") and noun.head.pos_ == "VERB" and noun.head.i < noun.i
    says = (
        stands_in("@saying", saying, tables)
        or stands_in("@uttering", saying, tables)
        or calls_something(saying, tables)
    )
    if behind and told and saying.tag_ == "VBG" and says and not syntax.own_subjects(saying):
        yield saying, noun.head, "advcl"


def _beyond_thing(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang higher what only somebody does, read as done by a thing ("skip a fair that opened on Monday after [accusing] Roe")."""
    clause, thing = deed.head, deed.head.head
    bare = deed.tag_ == "VBG" and bool(syntax.children(deed, "mark")) and not syntax.own_subjects(deed)
    told = clause.dep_ in syntax.RELATIVES and [word.tag_ for word in syntax.own_subjects(clause)] == ["WDT"]
    does = thing.head.pos_ == "VERB" and thing.head.i < thing.i
    if bare and told and does and not is_somebody(thing, tables) and _speaks(deed, tables):
        yield deed, thing.head, "advcl"


def _speaks(verb: Token, tables: EventTables) -> bool:
    """Does a verb tell what is said of somebody or to him?"""
    if stands_in("@saying", verb, tables) or stands_in("@uttering", verb, tables):
        return True
    return any(row.event in SPOKEN and not row.subject for row in rows_of(verb, tables))


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "advcl": (_asked_to, _believed, _said_outside, _beyond_thing),
    "acl": (_believed,),
    "ccomp": (_told_of_him,),
    "acl:relcl": (_of_speaker,),
}
