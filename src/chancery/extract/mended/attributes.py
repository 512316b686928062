"""Clauses that tell of a noun, read as of another one or as something else: relative clauses, contents, plans.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import clauses, syntax
from chancery.extract.mended.lookups import (
    CROWD,
    LEADING,
    NOMINAL,
    OPENING,
    PAPER,
    SAYING,
    UTTERING,
    Change,
    Righting,
    acts_on,
    is_somebody,
    made_main,
    names_of,
    operators_of,
    rows_of,
    senses_of,
    speaks,
    stands_in,
)
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# Names of where something may strike, the type of blows, and before whom or what they strike.
PLACES, HURTING = frozenset({"GPE", "LOC"}), "ASSAULT"
STRUCK = frozenset({"on", "at", "against", "near", "in"})
# Names of who may say something.
ACTORS = frozenset({"GPE", "LOC", "ORG"})
# Types of acts that hardly a thing does, only somebody.
SOMEBODYS = frozenset({"CONSULT", "AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "SANCTION"})
# The class of nouns whose clause is what they tell.
TELLING = "@telling"
# The class of nouns that an infinitive unfolds.
PLAN = "@unfolding"
# The class of verbs whose time or money goes into a deed.
SPENDING = "@spending"
# What is done to people.
DONE_TO = frozenset({"ACCUSE", "ASSAULT", "COERCE", "SANCTION"})
# The class of those who are spoken of as somebody's own ("the mother of").
BEREAVED = "@bereaved"
# Labels under which what an infinitive unfolds may stand behind a verb.
PLANNED = frozenset({"obj", "obl", "iobj"})


def _crossing(that: Token, tables: EventTables) -> Iterator[Change]:
    """Give a clause about a noun the "that" which was taken for the verb's beyond it ("the claim [that] it fell is false")."""
    verb = that.head
    if that.lower_ != "that" or not that.i < verb.i or that.i == 0:
        return
    for clause in syntax.children(syntax.before(that), "acl", "acl:relcl"):
        if that.i < clause.i < verb.i and not syntax.children(clause, "mark"):
            yield that, clause, "mark"


def _told_noun(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a clause with all it needs be what its noun tells ("proof that they bombed it"), not a quality of it.

    Without "that" ("the claim [it bombed the port]") this holds of nouns that are made to tell something.
    """
    noun = clause.head
    if bare_content(clause) and stands_in(TELLING, noun, tables):
        yield clause, noun, "acl"
        return
    full = syntax.children(clause, "aux:pass") or clause.tag_ == "VBD" or _reaches(clause, tables)
    whole = syntax.own_subjects(clause) and (full or syntax.children(clause, "obj"))
    that = next((child for child in clause.children if child.lower_ == "that" and child.i < clause.i), None)
    if that is None or not whole or noun.pos_ != "NOUN" or lacks(clause, noun, tables):
        return
    spare = that.dep_ == "obj" and (len(syntax.children(clause, "obj")) > 1 or _reaches(clause, tables))
    if (that.dep_ == "mark" or spare) and not is_somebody(noun, tables):
        yield clause, noun, "acl"
        yield that, clause, "mark"


def lacks(clause: Token, noun: Token, tables: EventTables) -> bool:
    """Does a clause without an object act on what its noun names, which tells nothing ("sanctions that Rome [imposed]")?"""
    things = [child for child in syntax.children(clause, "obj", "ccomp", "xcomp") if child.lower_ != "that"]
    return not things and acts_on(clause, noun, tables) and not stands_in(TELLING, noun, tables)


def _reaches(verb: Token, tables: EventTables) -> bool:
    """Has a verb what it is about by a preposition that the tables know it with ("had asked [for a truce]")?"""
    known = {sense.particle for sense in senses_of(verb, tables)} - {"", "as"}
    return any(syntax.prepositions(child) in known for child in verb.rights if child.arc == "obl")


def bare_content(clause: Token) -> bool:
    """Does a clause right behind its noun lack nothing that the noun could be, though no word opens it?"""
    subjects = [one for one in syntax.own_subjects(clause) if not one.tag_.startswith("W") and one.lower_ != "that"]
    chain = [clause]
    while further := syntax.children(chain[-1], "xcomp"):
        chain.append(further[0])
    things = [thing for verb in chain for thing in syntax.children(verb, "obj")]
    behind = bool(things and subjects) and subjects[0].left_edge.i == clause.head.i + 1
    return behind and all(thing.i > clause.i for thing in things)


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
    opened = any(word.tag_ in ("WP", "WDT") for word in (who[0].left_edge, *syntax.children(deed, "obl")))
    if verb.i < who[0].i < deed.i and done and not telling and not opened:
        deed.tag_ = "VBN"
        yield who[0], verb, "obj"
        yield deed, who[0], "acl"


def _of_speaker(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let "which" be the name before it where only somebody does such a thing ("trouble with Iran, [which] condemned it")."""
    thing = clause.head
    which = next((word for word in syntax.children(clause, "nsubj") if word.lower_ == "which"), None)
    if which is None or thing.pos_ != "NOUN" or which.i < 2 or syntax.before(which).text != ",":
        return
    if is_somebody(thing, tables) or "@paper" in names_of(thing, tables) or not speaks(clause, tables):
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


def _beyond_thing(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang higher what only somebody does, read as done by a thing ("skip a fair that opened on Monday after [accusing] Roe")."""
    clause, thing = deed.head, deed.head.head
    bare = deed.tag_ == "VBG" and bool(syntax.children(deed, "mark")) and not syntax.own_subjects(deed)
    told = clause.dep_ in syntax.RELATIVES and [word.tag_ for word in syntax.own_subjects(clause)] == ["WDT"]
    does = thing.head.pos_ == "VERB" and thing.head.i < thing.i
    if bare and told and does and not is_somebody(thing, tables) and speaks(deed, tables):
        yield deed, thing.head, "advcl"


def _of_the_name(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a clause of what only somebody does tell of the name before it, not of a thing ("the anger of [Mali], which sued")."""
    first, thing = clause.left_edge, clause.head
    first = syntax.following(first) if first.is_punct else first
    comma = syntax.before(first)
    if first.tag_ not in ("WDT", "WP", "WP$") or comma.text != "," or thing.pos_ != "NOUN" or not comma.i:
        return
    name = syntax.before(comma)
    while name.dep_ in ("flat", "compound") and name.head.i < name.i:
        name = name.head
    if first.lower_ == "who" and name.ent_type_ == "GPE" and name.arc == "nmod" and name.head.pos_ == "PROPN":
        name = name.head  # "a talk by the Special [Envoy] for Mali, who"
    held = name.pos_ == "PROPN" and not clauses.is_time(name) and thing.i < name.i and not is_somebody(thing, tables)
    if held and not _might(thing, clause, syntax.prepositions(name), tables):
        yield clause, name, "acl:relcl"


def _might(thing: Token, clause: Token, prep: str, tables: EventTables) -> bool:
    """May a thing, or what goes on at a place, have done what a clause tells ("talks in Oslo, which urged")?"""
    if PAPER in names_of(thing, tables) or (prep in ("in", "at") and _is_deed(thing, tables)):
        return True
    if _says(clause, tables) or next(operators_of(clause, tables), None):
        return False
    objects = syntax.children(clause, "obj")
    rows = list(rows_of(clause, tables))
    fitting = [
        row for row in rows if row.object and any(not names_of(one, tables).isdisjoint(row.object) for one in objects)
    ]
    deeds = {row.event for row in fitting or rows if row in fitting or not row.object}
    return deeds.isdisjoint(SOMEBODYS)


def _is_deed(noun: Token, tables: EventTables) -> bool:
    """Do the tables know a noun as one for something done?"""
    lemmas = tables.noun_forms.get(noun.lower_, ())
    return any((lemma, "noun") in tables.by_lemma or lemma in tables.verbs_of for lemma in lemmas)


def _who_did(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let "who" be a person, not what he heads ("Roe, a head of an election board [who launched] a party")."""
    thing = clause.head
    who = any(word.tag_ == "WP" and word.lower_ == "who" for word in syntax.children(clause, "nsubj", "nsubj:pass"))
    while who and thing.dep_ == "nmod" and thing.pos_ == "NOUN" and not _is_people(thing, tables):
        thing = thing.head
    if thing is not clause.head and (thing.dep_ == "appos" or _is_people(thing, tables)):
        yield clause, thing, "acl:relcl"


def _is_people(noun: Token, tables: EventTables) -> bool:
    """Is a noun one for people, of whatever kind?"""
    return noun.tag_ == "NNS" or not CROWD.isdisjoint(names_of(noun, tables))


def _told_of(word: Token, tables: EventTables) -> Iterator[Change]:
    """Give a noun the participle behind it that was read as what its verb makes of it ("arrested a man [accused] of theft")."""
    verb = word.head
    if word.tag_ != "VBN" or syntax.children(word, "obj") or syntax.auxiliaries(word):
        return
    if stands_in("@causative", verb, tables):
        return
    for noun in syntax.children(verb, "obj"):
        if noun.right_edge.i == word.left_edge.i - 1 and verb.i < noun.i:
            yield word, noun, "acl"


def _unfolded(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive right after a noun of plans tell what is planned ("announced plans [to meet]")."""
    verb, first = deed.head, deed.left_edge
    nouns = (child for child in verb.rights if child.dep_ in PLANNED and child.right_edge.i + 1 == first.i)
    noun = next(nouns, deed)
    known = any(
        tables.operators_by_lemma.get((lemma, "noun")) or PLAN in tables.classes_of.get(lemma, ())
        for lemma in tables.noun_forms.get(noun.lower_, ())
    )
    held = noun.dep_ == "obl" and syntax.prepositions(noun) == "in"
    owned = syntax.obliques(noun, "by") or any(owner.tag_ != "PRP$" for owner in syntax.possessors(noun))
    if deed.dep_ == "advcl" and not (held or owned or syntax.negation(deed)):
        return  # "made threats [to win]"
    if known and syntax.is_infinitive(deed) and noun.pos_ == "NOUN" and deed.tag_ == "VB":
        yield deed, noun, "acl"
        if noun.dep_ == "iobj":
            yield noun, verb, "obj"


def _charge_of(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what a charge is of be a deed, read as a quality of whom it was done to ("allegations of [beating] prisoners")."""
    thing, before = deed.head, syntax.before(deed)
    if deed.tag_ != "VBG" or thing.arc != "nmod" or before.lower_ != "of" or before.head.i != thing.i:
        return
    names = tables.noun_forms.get(thing.head.lower_, ())
    operators = (operator for name in names for operator in tables.operators_by_lemma.get((name, "noun"), ()))
    if any(operator.row.kind == "accuse" for operator in operators) and any(senses_of(deed, tables)):
        yield deed, thing.head, "acl"
        yield thing, deed, "obj"
        yield before, deed, "mark"


def _example(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang an example on the nouns it is one of ("listed steps, [including] expelling them")."""
    first = clause.left_edge
    if syntax.prepositions(clause) == "including" and first.i and clause.head.pos_ == "VERB":
        before = syntax.before(first)
        before = syntax.before(before) if before.is_punct else before
        if before.pos_ == "NOUN" and before.head.i < first.i:
            yield clause, before, "acl"


def _of_the_blow(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let what killed somebody be the blow, not whom or where it struck ("an attack on a base in Mali [that killed two]")."""
    struck = clause.head
    if [word.tag_ for word in syntax.children(clause, "nsubj")] != ["WDT"] or is_somebody(struck, tables):
        return
    around = struck.ent_type_ in PLACES or any(word.ent_type_ in PLACES for word in struck.children)
    near = struck.dep_ == "nmod" and syntax.prepositions(struck) in STRUCK
    if not (around or near) or not any(row.event == HURTING for row in rows_of(clause, tables)):
        return
    before = clause.doc[clause.sent.start : struck.i]
    blow = next((noun for noun in reversed(before) if noun.pos_ == "NOUN" and _is_blow(noun, tables)), None)
    if blow is not None and not _is_blow(struck, tables):
        yield clause, blow, "acl:relcl"


def _spent_on(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a deed be done by who spends time or money on it ("spent years [arming] rebels"), not told of the years."""
    verb = deed.head.head
    spent = deed.head.dep_ == "obj" and deed.tag_ == "VBG" and verb.i < deed.head.i < deed.i
    if spent and stands_in(SPENDING, verb, tables) and syntax.objects(deed):
        yield deed, verb, "advcl"


def _at_last(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Make the second of two past verbs, with nothing to join them, the main one ("Rebels trained in Chad [crossed] over",
    "Rebels trained in Chad have [killed] ten")."""
    first = verb.head
    helpers = syntax.children(verb, "aux", "aux:pass")
    before = syntax.before(helpers[0] if helpers else verb)
    finite = helpers[0].tag_ in ("VBP", "VBZ", "VBD") if helpers else verb.tag_ == "VBD"
    apart = finite and first.i < verb.i and before.pos_ in NOMINAL
    inner = {noun: syntax.prepositions(noun) for noun in syntax.children(verb, "nsubj") if noun.i > first.i}
    cased = [noun for noun, prep in inner.items() if prep and prep not in OPENING | LEADING]
    if (
        not apart
        or any(word.i > first.i and word not in (*helpers, *cased) for word in verb.lefts)
        or not _may_have_suffered(first, cased)
        or _says(first, tables)
    ):
        return
    doers = [word for one in (first, verb) for word in syntax.children(one, "nsubj") if word.i < first.i]
    if len(doers) == 1 and doers[0].right_edge.i < first.i:
        yield from made_main(verb, first, doers[0])
        yield from ((noun, first, "obl") for noun in cased)


def _may_have_suffered(verb: Token, behind: list[Token]) -> bool:
    """May a word right behind its noun be a participle of what was done to that, with a place or doer behind it?"""
    formed = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lower_.endswith("ed"))
    bare = formed and not syntax.children(verb, "obj", "aux", "aux:pass", "mark", "cop", "cc")
    return (
        bare and bool(verb.i) and syntax.before(verb).pos_ in NOMINAL and bool(behind or syntax.children(verb, "obl"))
    )


def _says(verb: Token, tables: EventTables) -> bool:
    """Is this a verb of saying?"""
    return stands_in(UTTERING, verb, tables) or stands_in(SAYING, verb, tables)


def _of_the_next(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a bare participle tell of the noun right before it, not of his kin, or of a name beyond a comma ("the mother of a
    Dane [killed] in Mali", "Ann Roe, the mother of two Danes [killed] in Mali, sued").
    """
    bare = deed.left_edge is deed and not syntax.children(deed, "nsubj", "obj", "aux", "aux:pass")
    if deed.tag_ not in syntax.PAST or not bare or not deed.i:
        return
    near, above = syntax.before(deed), deed.head
    while near.dep_ in ("flat", "compound") and near.head.i < near.i:
        near = near.head
    kin = deed.tag_ == "VBN" and near.head is above and near.dep_ == "nmod" and BEREAVED in names_of(above, tables)
    between = deed.doc[above.i : near.i]
    beyond = deed.dep_ == "acl:relcl" and any(word.text == "," for word in between) and above.is_ancestor(near)
    somebody = near.pos_ in ("NOUN", "PROPN") or near.lower_ == "those"
    if somebody and near.i > above.i and (kin or beyond):
        deed.tag_ = "VBN"
        yield deed, near, "acl"


def _suffering(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a participle right behind people tell what befell them, not the verb ("a warrant for two men [accused] of it")."""
    near = syntax.before(deed) if deed.i else deed
    bare = (
        deed.tag_ == "VBN" and deed.left_edge is deed and not syntax.children(deed, "nsubj", "obj", "aux", "aux:pass")
    )
    if not bare or near.i <= deed.head.i or not is_somebody(near, tables):
        return
    accused = any(row.kind == "accuse" for row in operators_of(deed, tables))
    if accused or any(row.event in DONE_TO for row in rows_of(deed, tables)):
        yield deed, near, "acl"


def _behind_colon(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what a colon opens unfold the noun before it ("weighed two options: [arming] rebels or leaving")."""
    mark = deed.left_edge if deed.left_edge.text == ":" else syntax.before(deed.left_edge) if deed.left_edge.i else deed
    if deed.tag_ != "VBG" or mark.text != ":" or mark.i == 0 or syntax.own_subjects(deed):
        return
    noun = syntax.before(mark)
    if noun.tag_ in ("NN", "NNS") and noun.i >= deed.head.i:
        yield deed, noun, "acl"


def _charged(relative: Token, tables: EventTables) -> Iterator[Change]:
    """Give the verb of a relative clause its object, read as who does what that tells of him ("[which] it accuses of lying")."""
    deed, verb = relative.head, relative.head.head
    above = relative.i < verb.i < deed.i and verb.dep_ in syntax.RELATIVES and not syntax.children(verb, "obj")
    if relative.dep_ == "obj" and len(syntax.children(deed, "obj")) < 2:
        return
    if relative.tag_ in ("WDT", "WP") and deed.tag_ == "VBG" and above and syntax.own_subjects(verb):
        yield relative, verb, "obj"


def _is_blow(noun: Token, tables: EventTables) -> bool:
    """Do the tables know a noun as one for what hurts somebody?"""
    return any(sense.row.event == HURTING for sense in tables.senses_at(noun.lower_, "noun"))


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "amod": (_charge_of,),
    "acl": (_spent_on, _of_the_next),
    "appos": (_behind_colon,),
    "parataxis": (_behind_colon,),
    "advcl": (_suffering, _behind_colon, _unfolded, _beyond_thing, _example, _at_last),
    "xcomp": (_unfolded, _told_of, _at_last),
    "ccomp": (_told_of_him, _at_last),
    "acl:relcl": (_of_speaker, _of_the_name, _who_did, _told_noun, _of_the_blow, _of_the_next),
    "mark": (_crossing,),
    "nsubj": (_charged,),
    "obj": (_charged,),
}
