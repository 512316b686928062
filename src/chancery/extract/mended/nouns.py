"""Subjects, objects and names that were read as something else, or as those of another word.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import clauses, syntax
from chancery.extract.mended.lookups import (
    CROWD,
    NOMINAL,
    PREDICATE,
    UTTERING,
    Change,
    Righting,
    acts_on,
    calls_something,
    is_marked,
    is_somebody,
    may_be_given,
    names_of,
    rows_of,
    senses_of,
)
from chancery.extract.mended.tenses import done_to_nobody
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# The class of the days of the week.
WEEKDAY = "weekday"
# The class of what is said in blame.
BLAME = "@bad"
# Prepositions of what goes on meanwhile, done by whoever stands behind them.
MEANWHILE = frozenset({"with", "despite", "amid"})
# Before a day or a place stand these, and before no subject; the tags of nouns for several.
SETTING, PLURAL = frozenset({"on", "in"}), frozenset({"NNS", "NNPS"})


def _double_subject(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Join to a subject the word right before it that was read as another ("[Amhara] militiamen moved in")."""
    after = syntax.following(noun)
    if (
        after.head is noun.head
        and after.dep_ == "nsubj"
        and after is not noun
        and after.i < noun.head.i
        and noun.pos_ in NOMINAL
        and after.lower_ not in tables.classed(WEEKDAY)
    ):
        after.pos_, after.tag_ = ("NOUN", "NNS") if after.tag_ == "VBZ" else (after.pos_, after.tag_)
        yield noun, after, "compound"


def _between_commas(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the subject what is told of it between commas ("Hun Sen, at that time a [soldier], left")."""
    verb, first = noun.head, noun.left_edge
    before = [who for who in syntax.children(verb, "nsubj") if who.i < noun.i]
    led = next((word for word in syntax.children(verb, "obl") if word.right_edge.i + 1 == first.i), None)
    first = led.left_edge if led is not None else first
    told = bool(before) and (led is not None or noun.ent_type_ == "GPE")  # "the shooting in Aurora, [Colorado], said"
    opened = told and syntax.before(first).text == "," and first.i - before[-1].right_edge.i < 3
    if opened and "," in (noun.right_edge.text, syntax.following(noun.right_edge).text) and noun.right_edge.i < verb.i:
        yield noun, before[-1], "appos"


def _doing_meanwhile(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let whom a participle right behind him tells of do it, ahead of the main verb ("With [Israel] striking Rafah, Egypt …")."""
    deed, first = syntax.following(noun), noun.left_edge
    if deed.tag_ != "VBG" or deed.dep_ != "advcl" or not deed.i < deed.head.i:
        return
    leading = first if first.i < noun.i and first.dep_ == "case" else syntax.before(first)
    across = noun.head is deed or noun.head.i > deed.i
    if across and leading.lower_ in MEANWHILE and leading.head in (noun, deed) and not syntax.own_subjects(deed):
        yield noun, deed, "nsubj"
        yield leading, deed, "mark"


def _suffered(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let who is the subject of such a deed, done to nobody, suffer it ("[Two soldiers] killed in Mali", in a headline)."""
    verb = noun.head
    beside = (deed for deed in syntax.conjuncts(verb) if syntax.objects(deed))
    if verb.dep_ in ("ROOT", "parataxis") and done_to_nobody(verb, tables) and not any(beside):
        verb.tag_ = "VBN"
        yield noun, verb, "nsubj:pass"


def _close_subject(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a joined verb the name before it, read as joined to an object ("expelled an envoy and [Estonia] jailed a man")."""
    name = syntax.before(verb) if verb.i else verb
    while name.dep_ in ("flat", "compound") and name.head.i < name.i:
        name = name.head
    links = syntax.children(name, "cc")
    joined = name.dep_ == "conj" and name.pos_ == "PROPN" and bool(links) and name.head.pos_ == "NOUN"
    bare = verb.tag_ in syntax.FINITE and not syntax.children(verb, "cc", "nsubj", "nsubj:pass", "mark")
    if joined and bare and verb.head.i < name.head.i < links[0].i:
        yield name, verb, "nsubj"
        yield from ((link, verb, "cc") for link in links)


def _said_by_several(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let those told behind a comma, right before a verb of saying, be who says it ("agreed to a truce, two [officials] and a
    soldier said"), read as joined to what is said."""
    first, last = noun.left_edge, noun.right_edge
    if first.text != "," or last.i + 1 == len(noun.doc):
        return
    verb = syntax.following(last)
    if syntax.own_subjects(verb) or verb.lemma_ not in tables.classed(UTTERING):
        return
    above = list(syntax.ancestors(noun))
    for told in syntax.children(verb, "ccomp") if syntax.children(noun, "conj") else ():
        if told in above and told.i < noun.i:
            yield noun, verb, "nsubj"
            yield first, told, "punct"


def _named_as(name: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on its relative clause a name that ends it, read as who acts next ("a man who gave his name as [Ali] said")."""
    verb, first = name.head, name.left_edge
    mark = syntax.before(first) if first.i else first
    if mark.lower_ != "as" or mark.dep_ != "mark" or mark.head is not verb or name.i > verb.i or name.pos_ != "PROPN":
        return
    above = (one for one in (syntax.before(mark), *syntax.ancestors(syntax.before(mark))) if one.i < mark.i)
    giving = next((one for one in above if one.dep_ in syntax.RELATIVES and syntax.own_subjects(one)), None)
    if giving is not None and verb.dep_ in ("ROOT", "acl", "ccomp", "parataxis"):
        yield name, giving, "obl"
        yield mark, name, "case"


def _before_number(name: Token, tables: EventTables) -> Iterator[Change]:
    """Hang a name on what is counted, not on the number between them ("gave [Haiti] two million dollars")."""
    number = name.head
    if name.pos_ == "PROPN" and number.pos_ == "NUM" and number.dep_ == "nummod":
        yield name, number.head, "compound"


def _given(name: Token, tables: EventTables) -> Iterator[Change]:
    """Part a name from the thing behind it whose number or article comes in between ("sold [Mali] three radars")."""
    thing, verb = name.head, name.head.head
    between = [child for child in thing.children if child.dep_ in ("det", "nummod", "nmod:poss") and child.i > name.i]
    apart = (between and between[0].i < thing.i) or any(
        "@money" in tables.classes_of.get(lemma, ()) for lemma in tables.noun_forms.get(thing.lower_, ())
    )
    inside = thing.doc[name.i + 1 : thing.i]  # "sold Mali [patrol] boats"
    named = name.ent_type_ == "GPE" and any(inside) and all(w.dep_ == "compound" and w.tag_ == "NN" for w in inside)
    apart = apart or (named and any("iobj" in row.recipient for row in rows_of(verb, tables)))
    if name.pos_ == "PROPN" and thing.dep_ == "obj" and name.i == verb.i + 1 and apart:
        yield name, verb, "iobj"


def _number_of_things(number: Token, tables: EventTables) -> Iterator[Change]:
    """Take a number for that of things, not for a part of the state's name before it ("sent [Mali] 18 Leopard tanks")."""
    name, thing = number.head, number.head.head
    verb = thing.head
    counts = number.pos_ == "NUM" and name.ent_type_ == "GPE" and name.i == number.i - 1
    if counts and name.dep_ == "compound" and thing.dep_ == "obj" and name.i == verb.i + 1:
        yield number, thing, "nummod"
        yield name, verb, "iobj"


def _endowed(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Part what somebody is given or denied from his name before it ("refused [the Red Cross] access")."""
    verb, who = noun.head, syntax.before(noun)
    if who.dep_ != "compound" or who.head is not noun or verb.pos_ != "VERB" or not may_be_given(verb, noun, tables):
        return
    told = [child for child in noun.lefts if child.i < who.i]
    state = who.ent_type_ == "GPE" and who.left_edge.i == verb.i + 1
    people = who.pos_ == "PROPN" or is_somebody(who, tables) or not CROWD.isdisjoint(names_of(who, tables))
    if state or who.tag_ in ("NNS", "NNPS") or (people and any(child.dep_ == "det" for child in told)):
        yield who, verb, "iobj"
        yield from ((child, who, child.dep_) for child in told)


def _second_object(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Tell of two objects who gets and what ("gave them a bus"), or what is named and how ("called him a friend")."""
    verb = noun.head
    first = next((child for child in syntax.children(verb, "obj") if verb.i < child.i < noun.i), None)
    if first is None or first.tag_ == "VB" or syntax.children(noun, "case", "mark"):
        return
    strays = [child for child in noun.lefts if child.i < first.i]
    if strays:
        yield from ((child, first, child.dep_) for child in strays)
        yield noun, verb, "xcomp"
    elif syntax.before(noun.left_edge).is_punct or syntax.children(noun, "cc"):
        yield noun, first, "conj"
    elif first.right_edge.i + 1 == noun.left_edge.i:
        titled = noun.ent_type_ == "PERSON" and is_somebody(first, tables)
        if noun.pos_ == "PROPN" and first.pos_ == "NOUN" and (noun.left_edge is noun or titled):
            yield noun, first, "appos"
            return
        rows = [sense.row for sense in senses_of(verb, tables)]
        two = f"{syntax.before(noun).lower_} {noun.lower_}"
        called = {noun.lower_, two, *tables.classes_of.get(noun.lower_, ()), *tables.classes_of.get(two, ())}
        names = any(row.after == (PREDICATE,) or not called.isdisjoint(row.after) for row in rows)
        gives = any("iobj" in row.recipient for row in rows) or acts_on(verb, noun, tables)
        yield (first, verb, "iobj") if gives and not names else (noun, verb, "xcomp")


def _hours_after(time: Token, tables: EventTables) -> Iterator[Change]:
    """Part how long after it is from what a verb does it to, or where ("fires missiles [hours] after talks", "was in Oslo [days]
    before")."""
    thing = syntax.before(time)
    if thing.dep_ != "compound" or thing.head is not time or not clauses.is_time(time):
        return
    if time.i + 1 == len(time.doc) or syntax.following(time).lower_ not in ("after", "before"):
        return
    yield thing, time.head, time.dep_
    yield time, time.head, "obl:unmarked"
    yield from ((child, thing, child.dep_) for child in time.lefts if child is not thing)


def _doer_after(doer: Token, tables: EventTables) -> Iterator[Change]:
    """Let who acts some time after a thing do so, read as of that time ("a day after [Roe] resigned")."""
    time, verb = doer.head, doer.head.head
    led = [word for word in syntax.children(doer, "case") if word.lower_ in ("after", "before")]
    last = [word for word in syntax.own_subjects(verb) if word.i == doer.i + 1 and word.ent_type_ == doer.ent_type_]
    near = led and time.i < doer.i < verb.i == max(doer.right_edge.i, *(word.i for word in (doer, *last))) + 1
    if near and verb.tag_ == "VBD" and clauses.is_time(time) and syntax.own_subjects(verb) == last:
        yield doer, verb, "nsubj"
        yield verb, verb.head, "advcl"
        yield from ((word, doer, "flat") for word in last)
        yield from ((word, verb, "mark") for word in led)


def _noun_with_object(word: Token, tables: EventTables) -> Iterator[Change]:
    """Read a noun that has an object as the first part of that ("gave way to [garment workers]"), in -ing as a deed."""
    noun = word.head
    if noun.tag_ not in ("NN", "NNS") or noun.i > word.i or syntax.children(noun, "cop", "aux"):
        return
    if noun.lower_.endswith("ing"):
        if noun.arc in ("obl", "nmod") and syntax.children(noun, "mark", "case") and noun.lower_ in tables.verb_forms:
            noun.pos_, noun.tag_ = "VERB", "VBG"
            yield noun, noun.head, "advcl" if noun.head.pos_ in ("VERB", "AUX") else "acl"
            yield from ((case, noun, "mark") for case in syntax.children(noun, "case"))
            named = (name for name in syntax.children(noun, "compound") if name.pos_ == "PROPN" and name.i < noun.i)
            yield from ((name, noun, "nsubj") for name in named)
    elif noun.i + 1 == word.i and word.pos_ in NOMINAL and (noun.dep_ == "obj" or noun.lower_ not in tables.verb_forms):
        yield word, noun.head, noun.dep_
        yield noun, word, "compound"
        yield from ((child, word, "case" if child.dep_ == "mark" else child.dep_) for child in noun.lefts)


def _without_case(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Make the noun right after a verb's particle, which no preposition joins to it, its object ("cut off [support]")."""
    first, verb = noun.left_edge, noun.head
    before = syntax.before(first)
    bare = not syntax.children(noun, "case", "mark") and not syntax.children(verb, "obj")
    if before.dep_ == "compound:prt" and before.head is verb and bare:
        yield noun, verb, "obj"


def _noun_clause(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Make a bare noun that was read as a verb's clause its object ("allowed [aid convoys] in")."""
    verb = noun.head
    if noun.pos_ not in NOMINAL or not verb.i < noun.i or verb.pos_ != "VERB":
        return
    if syntax.children(noun, "nsubj", "cop", "aux", "mark", "obj", "case") or syntax.children(verb, "obj"):
        return
    others = [child for child in syntax.children(verb, "ccomp") if child.i > noun.i]
    if others and others[0].i == noun.i + 1 and others[0].pos_ in NOMINAL:
        yield noun, others[0], "compound"
        yield from ((child, others[0], child.dep_) for child in noun.lefts)
    elif noun.left_edge.i == verb.i + 1 or syntax.before(noun).dep_ == "ccomp":
        yield noun, verb, "obj"


def _mere_noun(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let a noun without a verb that was read as a clause be the object ("announced on Monday [a truce] in Syria")."""
    verb = noun.head
    bare = noun.pos_ == "NOUN" and not syntax.children(
        noun, "nsubj", "nsubj:pass", "cop", "aux", "mark", "expl", "case"
    )
    behind = bare and verb.pos_ == "VERB" and verb.i < noun.i and noun.left_edge.text != ","
    if behind and not syntax.children(verb, "obj", "ccomp")[1:]:
        yield noun, verb, "obj"


def _mere_gerund(word: Token, tables: EventTables) -> Iterator[Change]:
    """Let a noun in -ing with an article that was read as a verb be the object ("called [the ruling] a disgrace")."""
    verb, article = word.head, syntax.before(word)
    named = word.tag_ == "VBG" and article.tag_ == "DT" and article.head is word and not syntax.children(word, "obj")
    if named and verb.pos_ == "VERB" and verb.i < word.i and not syntax.children(verb, "obj"):
        word.pos_, word.tag_ = "NOUN", "NN"
        yield word, verb, "obj"


def _called_bad(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Part what is called something from the quality read as the head of its name ("called [the claim] baseless")."""
    verb, thing = quality.head, syntax.before(quality)
    joined = thing.dep_ == "compound" and thing.head is quality and thing.pos_ == "NOUN"
    blamed = quality.pos_ == "ADJ" or BLAME in tables.classes_of.get(quality.lower_, ())
    if joined and blamed and calls_something(verb, tables):
        quality.pos_, quality.tag_ = "ADJ", "JJ"
        yield thing, verb, "obj"
        yield quality, verb, "xcomp"
        yield from ((child, thing, child.dep_) for child in quality.lefts if child is not thing)


def _called(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let what one is called be said of him, not done ("what [they call] threats", "whom [they call] a rebel", "a reef [they
    call] Roe")."""
    first = verb.left_edge
    what = syntax.before(first) if first.i and first.lower_ != "what" else first
    whom = any(word.i < verb.i and word.tag_ in ("WP", "WDT") for word in syntax.children(verb, "obj"))
    bare = verb.dep_ == "acl:relcl" and any(word.tag_ not in ("WP", "WDT") for word in syntax.children(verb, "nsubj"))
    if not (what.lower_ == "what" or whom or bare) or not calls_something(verb, tables):
        return
    yield from ((noun, verb, "xcomp") for noun in syntax.children(verb, "obj") if noun.i > verb.i)


def _foreign_subject(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb as its object what was read as the subject of the infinitive after it ("told [them] to leave")."""
    verb = clause.head
    between = [child for child in clause.children if child.arc == "nsubj" and verb.i < child.i < clause.i]
    if not between or verb.pos_ != "VERB" or syntax.children(verb, "obj"):
        return
    first = between[0]
    if syntax.before(first.left_edge).is_punct:
        return
    if len(between) > 1:
        if between[1].left_edge.dep_ == "cc":  # "said [Chad] and a part of Mali were armed"
            yield between[1], first, "conj"
        elif first.pos_ in NOMINAL and between[1].left_edge.i == first.right_edge.i + 1:
            titled = is_bare_title(first, between[1], tables)  # "said [president] Roe had left"
            yield (first, between[1], "nmod:desc") if titled else (first, verb, "obj")
    elif clause.tag_ == "VB" and not syntax.auxiliaries(clause) and is_marked(clause, "to", first.i):
        yield first, verb, "obj"
        yield clause, verb, "xcomp"
    elif clause.dep_ == "xcomp" and not syntax.children(clause, "aux", "aux:pass", "cop", "mark"):
        clause.tag_ = {"VBP": "VB", "VBD": "VBN"}.get(clause.tag_, clause.tag_)
        yield first, verb, "obj"


def is_bare_title(noun: Token, name: Token, tables: EventTables) -> bool:
    """Is a noun right before somebody's name his title, and nobody else: "[leader] Roe", not "the crew"?"""
    bare = noun.tag_ == "NN" and not syntax.children(noun, "det", "nmod:poss")
    return bare and name.ent_type_ == "PERSON" and is_somebody(noun, tables)


def _of_quality(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let what has a quality not suffer it ("[Peru] is inclined to leave")."""
    if noun.head.pos_ == "ADJ" and syntax.children(noun.head, "cop"):
        yield noun, noun.head, "nsubj"


def _real_it(word: Token, tables: EventTables) -> Iterator[Change]:
    """Let "it" be somebody where it announces no clause ("said [it] stood ready"), or is willing, or adds something."""
    verb, willing = word.head, (word.head.lower_, "adjective") in tables.operators_by_lemma
    utters = verb.lemma_ in tables.classed(UTTERING) and not syntax.children(verb, "aux:pass")
    told = verb.pos_ == "VERB" and (utters or not syntax.children(verb, "csubj", "ccomp", "advcl"))
    if word.lower_ == "it" and (told or willing):
        yield word, verb, "nsubj"
        yield from ((deed, verb, "xcomp") for deed in syntax.children(verb, "csubj") if syntax.is_infinitive(deed))


def _setting(day: Token, tables: EventTables) -> Iterator[Change]:
    """Part a subject from the day or place before it that was read as a part of it ("On [Tuesday] troops crossed over")."""
    noun = day.head
    if not day.i or noun.dep_ not in syntax.SUBJECTS or noun.i < day.i or noun.tag_ not in PLURAL:
        return
    case = syntax.before(day)
    if case.lower_ in SETTING and case.dep_ == "case" and case.head in (day, noun) and day.pos_ == "PROPN":
        yield case, day, "case"
        yield day, noun.head, "obl"


def _held_as(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let a bare noun behind a participle say what somebody is then, no thing done ("a pastor held [prisoner] by Chad")."""
    deed = noun.head
    bare = noun.tag_ == "NN" and noun.left_edge is noun and noun.i == deed.i + 1
    if deed.dep_ == "acl" and deed.tag_ == "VBN" and bare and is_somebody(noun, tables):
        yield noun, deed, "xcomp"
        yield from ((who, deed, "obl:agent") for who in syntax.obliques(noun, "by"))


def _behind_month(name: Token, tables: EventTables) -> Iterator[Change]:
    """Let a state named right behind a month be who acts, not a part of the month's name ("in May [Chad] recalled its envoy")."""
    month = name.head
    beside = name.ent_type_ == "GPE" and month.i == name.i - 1 and syntax.prepositions(month) == "in"
    verb = month.head
    if beside and clauses.is_time(month) and verb.pos_ == "VERB" and verb.i > name.i and not syntax.own_subjects(verb):
        yield name, verb, "nsubj"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "obj": (_held_as, _hours_after, _called_bad, _second_object, _noun_with_object, _endowed),
    "conj": (_close_subject, _said_by_several),
    "xcomp": (_called_bad, _mere_gerund, _foreign_subject),
    "ccomp": (_mere_noun, _noun_clause, _foreign_subject),
    "nmod": (_hours_after, _doer_after),
    "obl": (_hours_after, _without_case, _doing_meanwhile),
    "nsubj": (_double_subject, _between_commas, _named_as, _suffered),
    "compound": (_before_number, _given, _doing_meanwhile, _setting),
    "flat": (_number_of_things, _behind_month),
    "nmod:unmarked": (_before_number, _given),
    "expl": (_real_it,),
    "nsubj:pass": (_of_quality,),
}
OF_VERBS: tuple[Righting, ...] = (_called,)
