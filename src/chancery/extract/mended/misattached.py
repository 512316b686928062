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

# Names of where one may be from, and of who may say something.
PLACES, ACTORS = frozenset({"GPE", "LOC"}), frozenset({"GPE", "LOC", "ORG"})
# The type of blows, and before whom or what they strike.
HURTING, STRUCK = "ASSAULT", frozenset({"on", "at", "against", "near", "in"})
# What is said to somebody or of him.
SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST"})


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


def _as_captive(what: Token, tables: EventTables) -> Iterator[Change]:
    """Let what somebody is held as be said of him, not held by him ("a pastor held [prisoner]")."""
    held = what.head
    bare = what.tag_ == "NN" and what.i == held.i + 1 and not what.lefts
    if bare and held.dep_ == "acl" and held.tag_ == "VBN" and "@prisoner" in names_of(what, tables):
        yield what, held, "xcomp"


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


def _gathered(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a past tense without a subject tell of the noun right before it ("praised soldiers [massed] near Chad")."""
    verb = deed.head
    bare = deed.tag_ == "VBD" and not syntax.children(deed, "nsubj", "nsubj:pass", "aux", "mark", "obj", "cc")
    before = [noun for noun in syntax.children(verb, "obj", "obl") if noun.right_edge.i + 1 == deed.left_edge.i]
    if bare and before and deed.i > verb.i and before[0].pos_ == "NOUN" and is_somebody(before[0], tables):
        deed.tag_ = "VBN"
        yield deed, before[0], "acl"


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


def _beyond_there(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Join a verb to the one that tells what there is, as nobody acts in that ("denies that there is war and [blames] Chad")."""
    told, first = verb.head, verb.head.head
    there = syntax.children(told, "expl") and told.dep_ == "ccomp" and not syntax.own_subjects(verb)
    if there and verb.tag_ in syntax.FINITE and first.tag_ == verb.tag_ and syntax.own_subjects(first):
        yield verb, first, "conj"


def _of_those(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let "who" be the people from a place, not the place ("rebels from Baidoa, [who] joined Ethiopia")."""
    place = clause.head
    who = any(word.tag_ == "WP" and word.lower_ == "who" for word in syntax.children(clause, "nsubj", "nsubj:pass"))
    marks = syntax.children(place, "case")
    if not who or place.ent_type_ not in PLACES or not marks or not marks[0].i:
        return
    people = syntax.before(marks[0])
    if people.pos_ == "NOUN" and is_somebody(people, tables):
        yield clause, people, "acl:relcl"


def _content_of(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a charge what it says, read as a clause on who makes it ("claims made by Chad [that Mali armed them]")."""
    maker = clause.head
    told = maker.head.dep_ == "acl" and maker.head.head.pos_ == "NOUN" and syntax.prepositions(maker) == "by"
    marked = any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)
    if told and marked and any(word.tag_ != "WDT" for word in syntax.own_subjects(clause)):
        yield clause, maker.head.head, "acl"


def _called_so(what: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb of naming whom it names and how, read as one ("called [Roe] \"a [liar]\"")."""
    who, first = what.head, what.left_edge
    if who.dep_ not in ("xcomp", "obj") or who.pos_ != "PROPN" or not calls_something(who.head, tables):
        return
    quoted = first.tag_ in ("``", "DT") and first.i == who.i + 1
    told = [one for one in syntax.children(who, "appos") if one.i < what.i]  # "called Roe, the envoy, a liar"
    if quoted or (told and any(child.lower_ in ("a", "an") for child in syntax.children(what, "det"))):
        yield who, who.head, "obj"
        yield what, who.head, "xcomp"


def _behind_place(name: Token, tables: EventTables) -> Iterator[Change]:
    """Make somebody the subject of a verb, read as the place before him ("Speaking in Cairo, [Roe], naming nobody, blamed")."""
    place, verb = name.head, syntax.clause_of(name)
    while verb.tag_ not in syntax.FINITE and verb.dep_ in ("advcl", "xcomp", "acl"):
        verb = syntax.clause_of(verb.head)
    opens = place.ent_type_ in PLACES and place.dep_ in ("obl", "nmod") and name.i < verb.i
    named = name.pos_ == "PROPN" and name.ent_type_ not in PLACES
    if opens and named and verb.tag_ in ("VBD", "VBZ", "VBP") and not syntax.own_subjects(verb):
        yield name, verb, "nsubj"


def _of_deal(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let "which" be the deal with somebody, not him, where a thing is done to it ("a pact with Iran, [which] he tore up")."""
    name, which = clause.head, next((word for word in syntax.children(clause, "obj") if word.lower_ == "which"), None)
    deal = name.head
    if (
        which is not None
        and name.dep_ == "nmod"
        and name.ent_type_ in ACTORS
        and not {"@deal", "@paper"}.isdisjoint(names_of(deal, tables))
    ):
        yield clause, deal, "acl:relcl"


def _believed(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what is thought to have befallen somebody complete the participle right before it ("were feared [killed]")."""
    before = syntax.before(deed) if deed.i else deed
    bare = deed.tag_ == "VBN" and not syntax.children(deed, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cc")
    suffered = before.dep_ in ("acl", "conj") or syntax.is_passive(before)
    if bare and before.tag_ == "VBN" and before.sent.start == deed.sent.start and suffered:
        yield deed, before, "xcomp"


def _parted(participle: Token, tables: EventTables) -> Iterator[Change]:
    """Give a sentence its verb, read as joined to a participle of its subject ("The body of a man [shot] in Mali was found")."""
    verbs = [verb for verb in syntax.children(participle, "conj") if syntax.children(verb, "nsubj", "nsubj:pass")]
    bare = not syntax.children(participle, "nsubj", "nsubj:pass", "aux", "aux:pass", "obj", "cop", "mark")
    if participle.dep_ != "ROOT" or participle.tag_ not in ("VBN", "VBD") or not bare or not participle.i or not verbs:
        return
    subject = syntax.own_subjects(verbs[-1])[0]
    noun = syntax.before(participle)
    if subject.right_edge.i + 1 == participle.i and noun.pos_ in ("NOUN", "PROPN"):
        participle.tag_ = "VBN"
        yield verbs[-1], verbs[-1], "ROOT"
        yield participle, noun, "acl"
        yield from ((mark, verbs[-1], "punct") for mark in syntax.children(participle, "punct") if mark.i > verbs[-1].i)


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


def _beyond_name(place: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a happening what was read as somebody's own ("the visit by Joe Roe [to Turkey]")."""
    who = place.head
    ours = who.pos_ == "PROPN" and who.ent_type_ == "PERSON" and who.dep_ == "nmod" and who.head.pos_ == "NOUN"
    if ours and syntax.prepositions(place) in ("to", "with") and syntax.prepositions(who) in ("by", "of", "from"):
        yield place, who.head, "nmod"


def _quoted_thing(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb the quoted words behind it, which were read as the next one's subject ("backs [“fair pay,”] opposes …")."""
    verb, first = noun.head, noun.left_edge
    closing = [token for token in noun.doc[noun.i + 1 : verb.i] if not token.is_punct] == [] and verb.i - noun.i == 3
    if not closing or first.i < 2 or syntax.following(noun).text != ",":
        return
    before = first if first.is_punct else syntax.before(first)
    above = syntax.before(before) if before.i else before
    alike = above.tag_ == verb.tag_ and above.tag_ in syntax.FINITE and above.pos_ == "VERB"
    if before.is_punct and alike and not syntax.children(above, "obj", "ccomp") and syntax.own_subjects(above):
        yield noun, above, "obj"
        yield verb, above, "conj"


def _behind_semicolon(name: Token, tables: EventTables) -> Iterator[Change]:
    """Let a name behind a semicolon begin its clause ("was not at war with Chad; [Roe], writing in Sky, blamed Niger")."""
    first = name.left_edge
    mark = first if first.is_punct or not first.i else syntax.before(first)
    if mark.text != ";" or name.pos_ != "PROPN" or name.head.i > name.i:
        return
    for verb in name.doc[name.right_edge.i + 1 : syntax.sentence(name).end]:
        if verb.text == ";":
            return
        if verb.tag_ in syntax.FINITE and verb.pos_ == "VERB" and not syntax.own_subjects(verb):
            yield name, verb, "nsubj"
            aside = (one for one in syntax.children(name.head, "advcl") if name.i < one.i < verb.i)
            yield from ((one, verb, "advcl") for one in aside)
            return


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


def _is_blow(noun: Token, tables: EventTables) -> bool:
    """Do the tables know a noun as one for what hurts somebody?"""
    senses = (
        sense for lemma in tables.noun_forms.get(noun.lower_, ()) for sense in tables.by_lemma.get((lemma, "noun"), ())
    )
    return any(sense.row.event == HURTING for sense in senses)


def _done_to_name(name: Token, tables: EventTables) -> Iterator[Change]:
    """Give a participle the name right behind it, read as what its noun is ("a resolution on Monday [criticizing] Roe")."""
    deeds = [deed for deed in syntax.children(name.head, "acl") if deed.i + 1 == name.left_edge.i]
    if name.pos_ == "PROPN" and deeds and deeds[0].tag_ == "VBG" and not syntax.children(deeds[0], "obj"):
        yield name, deeds[0], "obj"


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


def _unfolded(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a paper do what its participle tells, read as of the noun behind it ("signed a decree [granting] rights to Roe")."""
    noun, paper = deed.head, syntax.before(deed) if deed.i else deed
    joined = paper.dep_ == "compound" and paper.head.i == noun.i and paper.pos_ == "NOUN"
    if deed.tag_ == "VBG" and joined and noun.dep_ in ("obj", "obl", "nsubj") and "@paper" in names_of(paper, tables):
        yield paper, noun.head, noun.dep_
        yield deed, paper, "acl"
        yield noun, deed, "obj"
        yield from ((word, paper, word.dep_) for word in noun.lefts if word.i < paper.i)


def _speaks(verb: Token, tables: EventTables) -> bool:
    """Does a verb tell what is said of somebody or to him?"""
    if stands_in("@saying", verb, tables) or stands_in("@uttering", verb, tables):
        return True
    return any(row.event in SPOKEN and not row.subject for row in rows_of(verb, tables))


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "nmod:desc": (_first_named,),
    "nmod": (_beyond_name,),
    "appos": (_done_to_name, _somebodys, _called_so, _behind_place, _behind_semicolon),
    "nsubj": (_quoted_thing,),
    "ROOT": (_parted,),
    "advcl": (_blow_of_all, _asked_to, _believed, _said_outside, _beyond_thing),
    "acl": (_accused_of, _believed),
    "amod": (_unfolded,),
    "ccomp": (_had_done, _told_of_him, _gathered),
    "xcomp": (_gathered,),
    "obj": (_as_captive,),
    "conj": (_beyond_there,),
    "acl:relcl": (_had_done_to, _of_those, _of_speaker, _content_of, _of_deal, _of_the_blow),
}
