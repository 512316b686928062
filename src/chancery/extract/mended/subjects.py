"""Who does or suffers what a clause tells, where the parse gave its subject to another word; and the "once" before it.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import clauses, syntax
from chancery.extract.mended.lookups import (
    NOMINAL,
    Change,
    Righting,
    acts_on,
    is_somebody,
    names_of,
    operators_of,
    rows_of,
    speaks,
    stands_in,
)
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

PLURAL = frozenset({"NNS", "NNPS"})
# What opens a participle's clause as "if" does, though it may be an adverb as well.
ONCE = "once"
HELP = "help"
# The classes of those whom a thing may show.
SHOWN = frozenset({"@person", "@dignitary", "@official"})
# The class of marches.
MARCH = "@protest"
# The class of words for how many.
COUNT = "@headcount"
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


def _hurt_too(doer: Token, tables: EventTables) -> Iterator[Change]:
    """Let so many suffer what is joined to a passive without a helper of its own ("two were killed and [ten] wounded")."""
    verb = doer.head
    counted = doer.tag_ == "CD" or tables.is_any((doer.lower_,), COUNT) or bool(syntax.children(doer, "nummod"))
    bare = verb.dep_ == "conj" and verb.tag_ in syntax.PAST and not syntax.children(verb, "aux", "obj")
    done = any("object" in row.recipient for row in rows_of(verb, tables))
    if counted and bare and done and verb.head.tag_ == "VBN" and syntax.children(verb.head, "aux:pass"):
        verb.tag_ = "VBN"
        yield doer, verb, "nsubj:pass"


def _once_done(once: Token, tables: EventTables) -> Iterator[Change]:
    """Let "once" open the clause of a participle ("will hold [once] signed by both")."""
    deed = once.head
    bare = deed.tag_ == "VBN" and deed.dep_ == "advcl" and not syntax.children(deed, "nsubj", "nsubj:pass", "aux")
    if once.lower_ == ONCE and bare and deed.left_edge is once:
        yield once, deed, "mark"


def _helped_to(thing: Token, tables: EventTables) -> Iterator[Change]:
    """Part whom somebody helps from what he helps him to do, read as one noun ("helping [Mali fight] rebels")."""
    verb = thing.head
    if verb.lemma_ != HELP or thing.i < verb.i:
        return
    for deed in (word for word in thing.doc[verb.i + 2 : thing.i] if word.text.islower() and word.tag_ in ("NN", "VB")):
        name = syntax.before(deed)
        named = (
            name.ent_type_ in ("GPE", "ORG", "NORP")
            and name.text.istitle()
            and {deed.head.i, name.head.i} <= {deed.i, thing.i}
        )
        if named and deed.lower_ in tables.verb_forms.get(deed.lower_, ()):
            deed.pos_, deed.tag_ = "VERB", "VB"
            yield deed, verb, "xcomp"
            yield name, verb, "obj"
            yield thing, deed, "obj"
            yield from ((word, name, word.dep_) for word in thing.lefts if word.i < name.i)
            return


def _and_battling(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Join to a participle the one behind "and" that was read as of what it acts on ("seizing a port and [battling] rebels")."""
    noun, verb = deed.head, syntax.first_conjunct(deed.head).head
    opens = noun.dep_ == "conj" and noun.left_edge.dep_ == "cc" and noun.left_edge.i + 1 == deed.i
    alike = deed.tag_ == verb.tag_ == "VBG" and syntax.first_conjunct(noun).dep_ == "obj" and verb.i < deed.i
    if opens and alike and noun.tag_ == "NNS" and any("object" in row.recipient for row in rows_of(deed, tables)):
        yield deed, verb, "conj"
        yield noun.left_edge, deed, "cc"
        yield noun, deed, "obj"


def _riding(riding: Token, tables: EventTables) -> Iterator[Change]:
    """Let one of a people act, not what he is doing meanwhile, read as a noun ("a [Malian] riding a bus was killed")."""
    before, thing = syntax.before(riding), syntax.following(riding)
    one = before.tag_ == "JJ" and before.text.istitle() and before.head is riding and riding.lower_.endswith("ing")
    twice = thing.head.dep_ in syntax.SUBJECTS and thing.head.head is riding.head and thing.head is not riding
    if riding.tag_ == "NN" and one and thing.tag_ in ("DT", "PRP$") and twice:
        before.pos_, before.tag_, riding.pos_, riding.tag_ = "NOUN", "NN", "VERB", "VBG"
        yield before, riding.head, riding.dep_
        yield from ((word, before, word.dep_) for word in riding.lefts if word is not before)
        yield riding, before, "acl"
        yield thing.head, riding, "obj"


def _given_by(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a participle by whom a thing was given, read as told of the thing ("men granted asylum [by Mali]")."""
    verb = noun.head.head
    given = noun.head.dep_ == "obj" and verb.dep_ == "acl" and verb.tag_ == "VBN"
    if given and syntax.prepositions(noun) == "by":
        yield noun, verb, "obl:agent"


def _freed_by(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a passive by whom a thing is done, read as told of whence or where to ("was freed from jail [by Mali]")."""
    whence, verb = noun.head, noun.head.head
    moved = whence.arc == "obl" and syntax.prepositions(whence) in ("from", "to", "into", "out of")
    passive = verb.pos_ == "VERB" and bool(syntax.children(verb, "aux:pass")) and not syntax.obliques(verb, "by")
    if moved and passive and syntax.prepositions(noun) == "by":
        yield noun, verb, "obl:agent"


def _sent_to(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a verb to whom it gives a thing, read as told in a clause on that ("returned a bust that was stolen [to Mali]")."""
    clause = syntax.clause_of(noun.head)
    thing = clause.head
    verb = syntax.clause_of(thing)
    given = (
        clause.arc == "acl" and clause.tag_ != "VB" and any(one.i <= thing.i for one in syntax.children(verb, "obj"))
    )
    rest = noun.doc[noun.right_edge.i + 1 : clause.right_edge.i + 1]
    last = len(rest) < 2 or any(map(clauses.is_time, rest))
    apart = noun.left_edge.i > clause.i + 1  # not "a house belonging [to Mali]"
    itself = any("to" in row.recipient for row in rows_of(clause, tables))
    if given and last and apart and verb.i < thing.i and not itself and _may_get(noun, verb, tables):
        yield noun, verb, "obl"


def _sent_past(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a verb to whom it gives a thing, read as of whom that shows ("returned a bust of a king [to Mali]")."""
    shown = noun.head
    thing, verb = shown.head, shown.head.head
    inside = shown.dep_ == "nmod" and thing.dep_ == "obj" and thing.i < shown.i < noun.i
    inside = inside and (not SHOWN.isdisjoint(names_of(shown, tables)) or shown.ent_type_ == "PERSON")
    itself = any("to" in sense.row.recipient for sense in tables.senses_at(shown.lower_, "noun"))
    if inside and not itself and acts_on(verb, thing, tables) and _may_get(noun, verb, tables):
        yield noun, verb, "obl"


def _may_get(noun: Token, verb: Token, tables: EventTables) -> bool:
    """Is this a state, or somebody of one, behind "to", and the verb one of giving that has nobody yet?"""
    named = any(word.ent_type_ in ("GPE", "NORP") for word in noun.doc[noun.left_edge.i : noun.i + 1])
    gives = verb.pos_ == "VERB" and any("to" in row.recipient for row in rows_of(verb, tables))
    return named and gives and syntax.prepositions(noun) == "to" and not syntax.obliques(verb, "to")


def _are_some_of_them(noun: Token) -> bool:
    """Are these some of those told before ("[some] of them", "[three] of us")?"""
    return any(word.tag_ == "PRP" for word in syntax.obliques(noun, "of"))


def _some_waving(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what some of those before do tell of their deed, not of a place ("rallied at a base, some of them [waving] flags")."""
    doers, main = syntax.children(deed, "nsubj"), syntax.clause_of(deed.head)
    some = len(doers) == 1 and _are_some_of_them(doers[0])
    if some and deed.tag_ == "VBG" and doers[0].left_edge.i < deed.i and main.pos_ == "VERB" and main is not deed.head:
        yield deed, main, "advcl"


def _some_shot(some: Token, tables: EventTables) -> Iterator[Change]:
    """Let some of those who suffered what is told before suffer a deed done to nobody ("were hurt, [three] of them shot")."""
    deed, above = some.head, some.head.head
    beside = deed.dep_ in ("advcl", "parataxis", "conj") and deed.tag_ in syntax.PAST and _are_some_of_them(some)
    bare = beside and syntax.is_passive(above) and not syntax.children(deed, "obj", "aux")
    if bare and any("object" in row.recipient for row in rows_of(deed, tables)):
        deed.tag_ = "VBN"
        yield some, deed, "nsubj:pass"


def _left_hurt(helper: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a participle the quality that somebody was made to have by what was done ("were seriously [hurt]")."""
    deed = helper.head
    willing = (deed.lower_, "adjective") in tables.operators_by_lemma
    if deed.tag_ == "JJ" and not willing and any("object" in row.recipient for row in rows_of(deed, tables)):
        deed.pos_, deed.tag_ = "VERB", "VBN"
        yield helper, deed, "aux:pass"


def _told_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive behind a clause on somebody be what he is told ("told the envoy, who was away, not [to return]")."""
    clause = syntax.first_conjunct(deed)
    told = clause.head if clause.dep_ == "acl:relcl" else deed
    behind = deed.tag_ == "VB" and syntax.is_infinitive(deed) and not syntax.children(deed, "cc")
    asks = any(row.kind == "request" for row in operators_of(told.head, tables))
    asks = asks or any(row.event == "REQUEST" for row in rows_of(told.head, tables))
    if behind and asks and told.dep_ in ("obj", "iobj") and deed.left_edge.text == ",":
        yield deed, told.head, "xcomp"


def _as_they(mark: Token, tables: EventTables) -> Iterator[Change]:
    """Let who does what is told behind "as" do it, read as a phrase with that ("fled as thousands of [men] waved flags")."""
    doer = mark.head
    deeds = (word for noun in (doer, *syntax.children(doer, "nmod")) for word in syntax.children(noun, "acl"))
    deed = next((word for word in deeds if word.tag_ == "VBD" and syntax.children(word, "obj")), None)
    if mark.lower_ == "as" and doer.arc == "obl" and deed is not None and mark.i < doer.i < deed.i:
        yield deed, doer.head, "advcl"
        yield doer, deed, "nsubj"
        yield mark, deed, "mark"


def _helped_there(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let somebody be helped to do what was read as joined to a verb above ("began a push to help Mali [win] a deal")."""
    before = syntax.before(deed)
    bare = deed.tag_ in ("VB", "VBP") and deed.left_edge is deed and deed.i
    for helped in (before, *before.ancestors) if bare else ():
        if helped.dep_ == "obj" and helped.right_edge is before and helped.head.lemma_ == HELP:
            deed.tag_ = "VB"
            yield deed, helped.head, "xcomp"
            return


def _sign_too(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let two be helped to do what was read as done by the second alone ("helped Mali and the rebels [sign] a truce")."""
    verb, doers = deed.head, syntax.children(deed, "nsubj")
    bare = deed.tag_ in ("VB", "VBP") and verb.lemma_ == HELP and not syntax.children(deed, "aux", "mark")
    helped, joins = syntax.children(verb, "obj"), syntax.children(deed, "cc")
    if not bare or len(doers) != 1 or not helped or not joins or doers[0].right_edge.i + 1 != deed.i:
        return
    if helped[-1].right_edge.i + 1 == joins[0].i and joins[0].i + 1 == doers[0].left_edge.i:
        deed.tag_ = "VB"
        yield deed, verb, "xcomp"
        yield doers[0], helped[-1], "conj"
        yield joins[0], doers[0], "cc"


def _ordered_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive be what some are asked to do, read as what for ("ordered all under 18 [to wait]")."""
    verb = deed.head
    asked = [
        one
        for one in syntax.children(verb, "obj")
        if one.i < deed.i and (one.tag_ in PLURAL or is_somebody(one, tables))
    ]
    apart = bool(asked) and asked[-1].i + 1 < deed.left_edge.i
    bare = apart and deed.tag_ == "VB" and syntax.is_infinitive(deed) and not syntax.children(verb, "xcomp", "ccomp")
    if asked and bare and any(row.kind == "request" and not row.prep for row in operators_of(verb, tables)):
        yield deed, verb, "xcomp"


def _said_meanwhile(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who tells what another does speak on behind a comma and "while" ("told Mali to go, [while criticizing] Chad")."""
    clause, marks = deed.head, syntax.children(deed, "mark")
    while clause.dep_ == "xcomp":
        clause = clause.head
    meanwhile = deed.tag_ == "VBG" and bool(marks) and marks[0].lower_ == "while" and not syntax.own_subjects(deed)
    if meanwhile and clause.dep_ == "ccomp" and syntax.before(marks[0]).text == "," and speaks(deed, tables):
        yield deed, clause.head, "advcl"


def _marching_for(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a march right before it what it calls for, read as of who acts ("left after protests [demanding] his removal")."""
    before = syntax.before(deed) if deed.i else deed
    bare = deed.tag_ == "VBG" and deed.left_edge is deed and not syntax.own_subjects(deed)
    for march in syntax.children(deed.head, "obl", "obj") if bare and before.is_alpha else ():
        if march.right_edge is before and march.i < deed.i and MARCH in names_of(march, tables):
            yield deed, march, "acl"


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
    "case": (_as_they,),
    "advcl": (*PASSIVE, _spent_there, _said_meanwhile, _marching_for, _ordered_to),
    "parataxis": PASSIVE,
    "advmod": (_once_done,),
    "acl": (_spent,),
    "acl:relcl": (_some_waving,),
    "conj": (_sign_too, _helped_there, _told_to),
    "nmod": (_given_by, _freed_by, _sent_to, _sent_past),
    "obl": (_sent_to,),
    "obj": (_helped_to,),
    "nsubj": (_hurt_too, _riding, _some_shot),
    "aux:pass": (_left_hurt,),
    "nsubj:pass": (_riding,),
    "amod": (_and_battling,),
    "compound": (_and_battling,),
}
