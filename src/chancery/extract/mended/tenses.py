"""Verbs parted from their tense, and verbs read as nouns or qualities: participles, auxiliaries, infinitives.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from chancery.extract import clauses, syntax
from chancery.extract.mended.lookups import (
    Change,
    Righting,
    acts_on,
    is_somebody,
    made_main,
    operators_of,
    rows_of,
    senses_of,
)
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# These bare words behind "or" are verbs.
OR_ELSE = frozenset({"face", "risk"})
# The class of verbs of making somebody do a thing.
DRIVING = "driving"
# What one does to an envoy by summoning him to a clause, and the class of what only he can do there.
BLAME, CLAUSE, EXPLAINING = "ACCUSE", "+clause", "explaining"
# The class of nouns for making use of a thing.
USAGE = "usage"
# The class of verbs that always have somebody to whom it is done, and what completes them where they do.
VICTIMIZING = "@victimizing"
COMPLETING = ("iobj", "ccomp", "xcomp", "aux")
PERFECT = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
# As what it hangs on a verb that tells when or where something was done.
WHEN_DONE = frozenset({"advmod", "obl", "obl:unmarked", "punct"})
DENIALS = frozenset({"never", "not"})
# Verbs behind which another stands without "to".
BEFORE_VERBS = frozenset({"help"})
# Verbs behind whose object a bare verb stands.
CAUSING = frozenset({"let", "make", "have", "help"})


def _voice(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let who has done a thing not suffer it ("[they] had spoken by phone"), nor a thing do it that is only the way."""
    if syntax.children(verb, "aux:pass") or verb.dep_ in ("acl", "amod"):
        return
    if verb.tag_ == "VBD":
        if done_to_nobody(verb, tables):
            verb.tag_ = "VBN"
            return
        yield from ((child, verb, "nsubj") for child in syntax.children(verb, "nsubj:pass"))
    perfect = any(word.lower_ in PERFECT for word in syntax.children(verb, "aux"))
    if perfect:
        yield from ((child, verb, "nsubj") for child in syntax.children(verb, "nsubj:pass"))
    if perfect or any(child.dep_ == "nsubj" for child in verb.children):
        yield from ((child, verb, "obl") for child in syntax.children(verb, "obl:agent"))


def done_to_nobody(verb: Token, tables: EventTables) -> bool:
    """Is this the past of a verb that always has an object, but without one?"""
    behind = syntax.following(verb)
    completed = any(word is not behind or word.children for word in syntax.children(verb, *COMPLETING))
    suffered = bool(syntax.children(verb, "nsubj:pass"))
    if verb.tag_ != "VBD" or completed or (syntax.children(verb, "obj") if suffered else syntax.objects(verb)):
        return False
    lemmas = tables.verb_forms.get(verb.lower_, ())
    if behind.dep_ == "xcomp":  # "[shot] dead"
        lemmas = tuple(f"{lemma} {behind.lower_}" for lemma in lemmas)
    return bool(lemmas) and all(VICTIMIZING in tables.classes_of.get(lemma, ()) for lemma in lemmas)


def _perfect(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Make a participle between "had" and a noun the verb ("had [tortured] detainees", "has [forbidden] women to work")."""
    if verb.lower_ not in PERFECT:
        return
    beside = syntax.following(verb)
    if beside.tag_ == "VBN" and beside.head is verb.head and verb.dep_ in syntax.CLAUSES and beside.dep_ == verb.dep_:
        yield from _with_auxiliary(beside, verb)
        return
    for word in syntax.children(verb, "xcomp"):
        if word.tag_ == "VBN" and word.left_edge.i == word.i == verb.i + 1 and syntax.children(word, "obj"):
            yield from _with_auxiliary(word, verb)
            return
    for noun in syntax.children(verb, "obj"):
        below = (*syntax.children(noun, "acl"), *syntax.children(verb, "advcl"))
        deeds = [clause for clause in below if clause.left_edge.lower_ == "to"]
        for word in syntax.children(noun, "amod"):
            told = verb.dep_ == "ccomp" and (word.lower_, "adjective") not in tables.by_lemma
            known = acts_on(word, noun, tables) or (told and any(senses_of(word, tables)))
            known = known or (bool(deeds) and not syntax.children(noun, "det"))
            formed = word.tag_ == "VBN" or (word.lower_ in tables.verb_forms and not word.lower_.endswith("ed"))
            if word.i == verb.i + 1 and formed and known:
                word.pos_, word.tag_ = "VERB", "VBN"
                yield from _with_auxiliary(word, verb)
                yield noun, word, "obj"
                yield from ((clause, word, "xcomp") for clause in deeds)
                return
        for word in syntax.children(verb, "xcomp"):
            if word.tag_ == "VBN" and word.left_edge.i == verb.i + 1 and word.i < noun.left_edge.i:
                yield from _with_auxiliary(word, verb)
                return


def _with_auxiliary(word: Token, verb: Token) -> Iterator[Change]:
    """Make a participle the verb in the place of its auxiliary."""
    yield word, word if verb.dep_ == "ROOT" else verb.head, verb.dep_
    yield verb, word, "aux"
    yield from ((child, word, child.dep_) for child in verb.children if child is not word)


def _was_given(copula: Token, tables: EventTables) -> Iterator[Change]:
    """Let a "was" before a participle with an object tell what somebody was given ("Roe [was] on Friday handed two fines")."""
    verb = copula.head
    given = verb.tag_ == "VBN" and verb.pos_ == "VERB" and bool(syntax.children(verb, "obj"))
    if given and not syntax.children(verb, "aux:pass", "aux", "mark"):
        yield copula, verb, "aux:pass"
        yield from ((noun, verb, "nsubj:pass") for noun in syntax.children(verb, "nsubj"))


def _infinitive(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Take an adjective between "to" and a number for the verb it must be ("agreed to [free] 18 sailors")."""
    verb, first = noun.head, noun.left_edge
    word = syntax.following(first)
    number = syntax.following(word)
    between = first.lower_ == "to" and first.head is noun and word.dep_ == "amod" and word.head is noun
    if between and number.dep_ == "nummod" and word.lower_ in tables.verb_forms.get(word.lower_, ()):
        word.pos_, word.tag_ = "VERB", "VB"
        yield word, verb, "xcomp"
        yield first, word, "mark"
        yield noun, word, "obj"


def _helped(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take a noun right behind "help", before an object, for the verb that it must be ("helped [broker] a truce")."""
    verb = word.head
    things = [thing for thing in (*syntax.children(word, "obj"), *syntax.children(verb, "obj")) if thing.i > word.i]
    beside = verb.lemma_.lower() in BEFORE_VERBS and word.i == verb.i + 1 and things
    bare = word.tag_ == "NN" and word.left_edge is word and word.lower_ in tables.verb_forms.get(word.lower_, ())
    if beside and bare and things[0].left_edge.i == word.i + 1:
        word.pos_, word.tag_ = "VERB", "VB"
        yield word, verb, "xcomp"
        yield things[0], word, "obj"
        yield from ((also, word, "obl") for also in syntax.children(verb, "obl") if also.i > word.i)


def _thing_given(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take a bare word behind whom something is given for the thing ("offered Poland [help] in training its crews")."""
    verb = word.head
    whom = [one for one in syntax.children(verb, "obj", "iobj") if one.right_edge.i + 1 == word.i]
    bare = word.tag_ == "VB" and word.left_edge is word and not syntax.children(word, "obj", "ccomp", "xcomp")
    gives = any("iobj" in row.recipient for row in rows_of(verb, tables))
    if bare and whom and gives and word.lower_ in tables.noun_forms and verb.lemma_.lower() not in CAUSING:
        word.pos_, word.tag_ = "NOUN", "NN"
        yield word, verb, "obj"
        yield whom[0], verb, "iobj"
        yield from ((clause, word, "nmod") for clause in syntax.children(word, "advcl"))


def _for_whom(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let him act of whom a quality says that a deed is his to do ("it is time for [Chad] to pay", "up to Chad to pay")."""
    above = deed.head
    to = next((mark for mark in syntax.children(deed, "mark") if mark.lower_ == "to"), None)
    impersonal = syntax.children(above, "cop") and syntax.children(above, "expl", "nsubj")[:1]
    if to is None or not impersonal or impersonal[0].lower_ != "it" or syntax.own_subjects(deed):
        return
    for who in (*syntax.children(above, "nmod", "obl"), *syntax.children(deed, "obl")):
        if who.right_edge.i + 1 == to.i:
            yield who, deed, "nsubj"


def _denied(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Give a deed its "never" that was hung on the verb before ("vowed [never] to yield")."""
    to = deed.left_edge
    if to.lower_ != "to" or to.i == deed.sent.start:
        return
    denial = syntax.before(to)
    if denial.lower_ in DENIALS and denial.head is deed.head and denial.dep_ == "advmod" and denial.i > deed.head.i:
        yield denial, deed, "advmod"


def _or_else(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a verb, with what stands behind it, a bare word of threats behind "or" ("leave the square or [face] arrest")."""
    if deed.lower_ not in OR_ELSE or deed.tag_ != "NN" or not deed.i or syntax.before(deed).lower_ != "or":
        return
    verb = next((word for word in syntax.ancestors(deed) if word.tag_ == "VB"), None)
    run = list(
        takewhile(lambda word: word.pos_ in ("ADJ", "NUM", "NOUN", "PROPN"), deed.doc[deed.i + 1 : deed.sent.end])
    )
    if verb is None or verb.i > deed.i or not run or run[-1].pos_ == "ADJ":
        return
    deed.pos_, deed.tag_, thing = "VERB", "VB", run[-1]
    yield from ((word, verb, "obj") for word in thing.lefts if word.i < deed.i and word.dep_ == "amod")
    yield deed, verb, "conj"
    yield thing, deed, "obj"
    yield from ((word, thing, "amod") for word in run[:-1] if word.head.i < run[0].i)
    yield from ((word, deed, word.dep_) for word in verb.rights if word.i > thing.i and word.arc in ("obl", "advcl"))


def _done_that_day(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let what was done to a thing on a day only tell of it, and the verb behind the day be the main one ("A deal [announced]
    Monday would end the war"), not have the day do that."""
    verb, day = clause.head, syntax.following(clause.head)
    things = syntax.children(verb, "nsubj")
    beside = day.dep_ in ("nsubj", "obj", "obl:unmarked") and day.head in (verb, clause) and clauses.is_time(day)
    if (
        verb.tag_ != "VBD"
        or not beside
        or not things
        or syntax.following(day) not in (clause, *syntax.auxiliaries(clause))
    ):
        return
    thing = things[0]
    if (
        thing.pos_ != "NOUN"
        or is_somebody(thing, tables)
        or [one for one in syntax.own_subjects(clause) if one is not day]
    ):
        return
    verb.tag_ = "VBN"
    yield clause, clause if verb.dep_ == "ROOT" else verb.head, verb.dep_
    yield from ((child, clause, child.dep_) for child in verb.children if child not in (clause, day, thing))
    yield thing, clause, "nsubj:pass" if syntax.children(clause, "aux:pass") else "nsubj"
    yield verb, thing, "acl"
    yield (
        day,
        clause if clause.tag_ == "VBD" else verb,
        "obl:unmarked",
    )  # "Strikes launched Sunday killed two": on Sunday


def _set_off(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let what a comma parts from its subject tell of it, and the verb behind the next comma be the main one ("The envoy,
    [told] that Mali had left, said he would go").
    """
    first, comma = verb.head, syntax.before(verb.head) if verb.head.i else verb
    who = [noun for noun in syntax.children(first, "nsubj") if noun.i < first.i and noun.left_edge.i < comma.i]
    apart = first.tag_ == "VBD" and comma.text == "," and len(who) == 1 and syntax.before(verb).text == ","
    if not apart or verb.tag_ not in syntax.FINITE or syntax.children(verb, "nsubj", "nsubj:pass", "mark", "cc"):
        return
    inside = any(word.text == "," for word in verb.doc[who[0].left_edge.i : comma.i])
    if inside or who[0].right_edge.i + 1 < comma.i or syntax.children(first, "aux"):
        return
    yield from made_main(verb, first, who[0])


def _had_before(had: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb the "had" that was parted from it by when it was done ("Roe [had] earlier in the week left")."""
    noun, verb = had.head, had.head.head
    bare = had.lower_ in PERFECT and all(child.dep_ in WHEN_DONE for child in had.children)
    if not bare or noun.dep_ != "nsubj" or not noun.i < had.i <= had.right_edge.i < verb.i:
        return
    if verb.tag_ in syntax.PAST and not syntax.children(verb, "aux", "aux:pass"):
        verb.tag_ = "VBN"
        yield had, verb, "aux"
        yield from ((child, verb, child.dep_) for child in had.children)


def _doing_now(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let somebody do what is read as a part of the things he does it to ("Mali and Chad are [building] submarines")."""
    things, copula = deed.head, syntax.before(deed)
    behind = copula.dep_ == "cop" and copula.head is things and things.i == deed.i + 1 and things.tag_ == "NNS"
    doers = [doer for doer in syntax.children(things, "nsubj") if doer.ent_type_ or is_somebody(doer, tables)]
    if behind and doers and deed.lower_.endswith("ing") and acts_on(deed, things, tables):
        deed.pos_, deed.tag_ = "VERB", "VBG"
        yield deed, deed if things.dep_ == "ROOT" else things.head, things.dep_
        yield copula, deed, "aux"
        yield from ((child, deed, child.dep_) for child in things.children if child not in (copula, deed))
        yield things, deed, "obj"


def _in_what_mood(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what people feel not be all that is told of them ("Students furious at the arrests [blocked] roads")."""
    mood = deed.head
    doers = [noun for noun in syntax.children(mood, "nsubj") if noun.i + 1 == mood.i]
    bare = mood.pos_ == "ADJ" and mood.dep_ in ("ROOT", "ccomp") and not syntax.children(mood, "cop", "aux")
    told = deed.tag_ == "VBD" and deed.i > mood.i and not syntax.children(deed, "mark", "nsubj")
    if doers and bare and told and syntax.before(deed.left_edge).text != ",":
        yield deed, deed if mood.dep_ == "ROOT" else mood.head, mood.dep_
        yield doers[0], deed, "nsubj"
        yield mood, doers[0], "amod"
        yield from ((word, deed, word.dep_) for word in mood.rights if word.i > deed.i)


def _of_doing(thing: Token, tables: EventTables) -> Iterator[Change]:
    """Let somebody be accused of doing a thing, not a body be of it ("accused the army of [bombing] civilians")."""
    whom = thing.head
    marker = next((word for word in syntax.children(thing, "case") if word.lower_ == "of"), thing)
    deed = syntax.following(marker)
    verb = deed.lower_ in tables.verb_forms or deed.lower_ not in tables.noun_forms
    doing = deed.lower_.endswith("ing") and deed.text.islower() and verb and deed in (thing, *thing.children)
    behind = whom.dep_ in ("obj", "nsubj:pass") and thing.i > whom.head.i
    if (
        marker is not thing
        and doing
        and behind
        and any(row.kind == "accuse" for row in operators_of(whom.head, tables))
    ):
        deed.pos_, deed.tag_ = "VERB", "VBG"
        yield deed, whom.head, "advcl"
        yield marker, deed, "mark"
        if deed is not thing:
            yield thing, deed, "obj"


def _driven_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let somebody be driven or asked to do a thing, not be such as to do it ("prompting the army [to fire] shots")."""
    whom, verb = deed.head, deed.head.head
    asked = any(row.kind == "request" for row in operators_of(verb, tables)) if verb.pos_ == "VERB" else False
    drives = asked or verb.lemma_ in tables.classed(DRIVING)
    behind = whom.dep_ == "obj" and whom.head.i < whom.i < deed.i and syntax.is_infinitive(deed)
    if behind and drives and is_somebody(whom, tables) and not syntax.own_subjects(deed):
        yield deed, verb, "xcomp"


def _raging(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take what opens a clause for a noun, and the plural behind it for its verb ("[Fighting] rages in Congo")."""
    deed = word.head
    opens = deed.tag_ == "VBG" and deed.i + 1 == word.i and word.left_edge is word and not syntax.own_subjects(deed)
    marked = any(mark.lower_ in ("as", "while") and mark.i + 1 == deed.i for mark in syntax.children(deed, "mark"))
    bare = deed.is_sent_start and not any(one.tag_ in syntax.FINITE for one in deed.sent)
    alone = (deed.dep_ == "ROOT" and bare) or (deed.dep_ == "advcl" and marked)
    told = word.tag_ == "NNS" and any(lemma != word.lower_ for lemma in tables.verb_forms.get(word.lower_, ()))
    if opens and alone and told:
        deed.pos_, deed.tag_, word.pos_, word.tag_ = "NOUN", "NN", "VERB", "VBZ"
        yield word, word if deed.dep_ == "ROOT" else deed.head, deed.dep_
        yield deed, word, "nsubj"
        behind = (
            child for child in (*deed.children, *word.children) if child.i > word.i or child.dep_ in ("mark", "advmod")
        )
        yield from ((child, word, "obl" if child.arc == "nmod" else child.dep_) for child in behind)


def _that_week(time: Token, tables: EventTables) -> Iterator[Change]:
    """Let a week only tell when, and who stands before it act ("[The North] last week declared")."""
    which = next((word for word in syntax.children(time, "amod", "det") if word.lower_ in ("last", "this")), time)
    doer = syntax.before(which)
    before = doer.pos_ in ("NOUN", "PROPN") and doer.head in (time, time.head) and which.i + 1 == time.i
    if which is not time and before and clauses.is_time(time) and time.head.pos_ == "VERB":
        if doer.head is time:
            yield doer, time.head, time.dep_
            yield from ((word, doer, word.dep_) for word in time.lefts if word.i < doer.i)
        yield time, time.head, "obl:unmarked"


def _first_since(day: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on "time" since when a thing had not been ("met for the first time [since 2019]")."""
    time = syntax.before(day.left_edge)
    if syntax.prepositions(day) == "since" and time.lower_ == "time" and time.head is day.head:
        yield day, time, "nmod"


def _summoned_for(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what an envoy is summoned for be done by who summons, unless he is to explain himself ("summoned him [to protest]")."""
    told = [sense.row for sense in senses_of(deed.head, tables) if sense.particle == syntax.particle(deed.head)]
    summoned = any(row.event == BLAME and CLAUSE in row.after for row in told)
    if summoned and syntax.is_infinitive(deed) and deed.lemma_ not in tables.classed(EXPLAINING):
        yield deed, deed.head, "advcl"


def _used_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the use of a thing what it is for, read as what somebody else does ("condemned Chad's use of bases [to bomb]")."""
    used = [noun for noun in syntax.children(deed.head, "obj") if noun.lemma_ in tables.classed(USAGE)]
    owned = bool(used) and bool(syntax.possessors(used[0]))
    if owned and syntax.is_infinitive(deed) and used[0].right_edge.i + 1 == deed.left_edge.i:
        yield deed, used[0], "acl"


def _past_too(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a past what looks like a present but is joined to one by a mere "and" ("police [beat] and jailed him")."""
    verb = deed.head
    beside = deed.i == verb.i + 2 and deed.left_edge.dep_ == "cc"
    if beside and deed.tag_ == "VBD" and verb.tag_ in ("VB", "VBP") and not syntax.children(verb, "aux", "mark", "obj"):
        verb.tag_ = "VBD"
        yield verb, verb.head, verb.dep_


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "acl": (_for_whom, _driven_to),
    "acl:relcl": (_had_before,),
    "advcl": (_for_whom, _in_what_mood, _used_to),
    "csubj": (_for_whom,),
    "nmod": (_of_doing,),
    "nsubj": (_that_week,),
    "nsubj:pass": (_that_week,),
    "obj": (_helped, _raging),
    "ccomp": (_done_that_day, _for_whom, _set_off, _in_what_mood),
    "conj": (_or_else, _set_off, _past_too),
    "parataxis": (_set_off,),
    "xcomp": (_helped, _denied, _thing_given, _summoned_for),
    "obl": (_infinitive, _first_since),
    "iobj": (_helped,),
    "compound": (_or_else, _doing_now),
    "cop": (_was_given,),
}
OF_VERBS: tuple[Righting, ...] = (_voice, _perfect)
