"""Mends around a verb, by the tables' word forms: arguments, clauses and qualities that the parser hung on the wrong word.

Ground for ``mending.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.lookups import (
    INNER,
    LEADING,
    NOMINAL,
    OPENING,
    PREDICATES,
    Change,
    names_of,
    operators_of,
    senses_of,
    stands_in,
)
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# What verbs make of an act by speaking of it.
SPOKEN = frozenset({"accuse", "request", "threaten", "reject", "support", "promise"})
# What makes another verb of a verb, and is no preposition before what it is done to.
OFF = frozenset({"away", "back", "down", "off", "out", "over", "up"})
# What stays with a name, whatever it hangs on.
INSIDE = frozenset({"compound", "flat", "det", "amod", "nmod:poss", "nmod", "nummod", "appos", "conj"})


def around(token: Token, tables: EventTables) -> Iterator[Change]:
    """Give the changes that put right what stands around a verb, or what a verb was taken for."""
    if _is_mistagged(token, tables):
        token.pos_, token.tag_ = "VERB", _tense(token, tables)
    elif token.tag_ == "VB" and token.pos_ == "NOUN" and syntax.is_infinitive(token):  # "undertook to [hand] it over"
        token.pos_ = "VERB"
    if token.pos_ == "VERB":
        if _is_past(token):
            token.tag_ = "VBD"
        yield from _around(token, tables)
    yield from _placed(token)


def _around(verb: Token, tables: EventTables) -> Iterator[Change]:
    if verb.tag_ in ("VBD", "VBZ", "VBN"):
        yield from _arguments(verb)
        yield from _content(verb, tables)
        yield from _coordinated(verb)
        yield from _beyond_told(verb, tables)
        yield from _after_date(verb)
        yield from _first_listed(verb)
        yield from _last_name(verb)
        yield from _with_particle(verb, tables)
    yield from _is_to(verb)
    yield from _over_whom(verb, tables)
    yield from _named(verb)
    yield from _are_each_to(verb)
    yield from _only_way(verb, tables)
    yield from _foretold(verb)
    yield from _meanwhile(verb)
    yield from _witnessed(verb, tables)
    yield from _doing(verb, tables)
    yield from _described(verb, tables)


def _is_mistagged(token: Token, tables: EventTables) -> bool:
    """Is this a verb by its tree, with a subject and more, yet was taken for a noun, an adjective or a preposition?"""
    if token.pos_ in ("VERB", "AUX") or token.dep_ not in PREDICATES or token.lower_.endswith("ing"):
        return False
    lemmas = tables.verb_forms.get(token.lower_, ())
    labels = {child.arc for child in token.children if child.dep_ != "compound:prt"}
    if not lemmas or "nsubj" not in labels or labels & {"cop", "aux", "det", "amod", "compound", "nummod"}:
        return False
    if token.pos_ == "PROPN" and token.text.islower():
        return True
    if token.pos_ == "NOUN":
        told = "obj" in labels or any(child.left_edge.lower_ == "to" for child in syntax.children(token, "acl"))
        return told and "nmod" not in labels
    return "obj" in labels and token.lower_ not in lemmas


def _is_past(verb: Token) -> bool:
    """Is a participle with a subject who acts and no auxiliary a past tense ("said a raid [killed] two and wounded ten")?"""
    told = verb.tag_ == "VBN" and verb.dep_ in ("ROOT", "ccomp") and any(one.dep_ == "nsubj" for one in verb.children)
    helped = syntax.children(verb, "aux", "aux:pass", "cop", "nsubj:pass", "obl:agent")
    return told and not helped and bool(syntax.children(verb, "obj", "obl:unmarked", "ccomp", "conj"))


def _tense(token: Token, tables: EventTables) -> str:
    """Give the tag of a verb by its form alone."""
    if token.lower_ in tables.verb_forms.get(token.lower_, ()):
        return "VBP"
    return "VBZ" if token.lower_.endswith("s") else "VBD"


def _arguments(verb: Token) -> Iterator[Change]:
    """Give a verb its subject that was read as its compound, and its object that was read as a clause."""
    labels = {child.arc for child in verb.children}
    if verb.i and verb.dep_ == "ROOT" and not labels & {"nsubj", "csubj", "aux"}:
        before = syntax.before(verb)
        if before.dep_ == "compound" and before.head is verb and before.pos_ in NOMINAL:
            yield before, verb, "nsubj"
            yield from ((part, before, part.dep_) for part in verb.lefts if part.i < before.i and part.dep_ in INNER)
    if not labels & {"nsubj", "nsubj:pass", "csubj"}:  # "[May] has accused Moscow"
        named = [child for child in syntax.children(verb, "aux") if child.tag_ == "NNP" and child.text.istitle()]
        yield from ((child, verb, "nsubj") for child in named[:1])
    if "obj" not in labels:
        subjects = [child for child in syntax.children(verb, "nsubj") if child.text[0].isalnum()]
        if len(subjects) > 1 and subjects[-2].i < verb.i < subjects[-1].i and subjects[-1].pos_ in NOMINAL:
            verb.tag_ = "VBD" if verb.tag_ == "VBN" and not syntax.children(verb, "aux") else verb.tag_
            yield subjects[-1], verb, "obj"
    if "obj" not in labels and verb.i + 1 < len(verb.doc):
        after = syntax.following(verb)
        bare = not syntax.children(after, "nsubj", "cop", "aux", "mark")
        if after.head is verb and after.dep_ == "ccomp" and after.pos_ == "PROPN" and bare:
            yield after, verb, "obj"


def _first_listed(verb: Token) -> Iterator[Change]:
    """Give a verb the first of those who act, read as what "since" leads in ("since [Chad], Mali and Togo extended it")."""
    for subject in syntax.children(verb, "nsubj"):
        comma = syntax.before(subject.left_edge) if subject.left_edge.i else subject
        led = (one for one in syntax.children(verb, "obl") if one.right_edge.i + 1 in (comma.i, comma.i + 1))
        first = next(led, None)
        # not "since Monday, Chad and Mali left"
        named = first is not None and bool(first.ent_type_ and subject.ent_type_)
        if first is None or not named or comma.text != "," or not syntax.children(subject, "conj"):
            continue
        opening = [word for word in syntax.children(first, "case") if word.lower_ in OPENING | LEADING]
        if opening and verb.i > subject.i:
            yield first, verb, "nsubj"
            yield subject, first, "conj"
            yield from ((word, verb, "mark") for word in opening)


def _last_name(verb: Token) -> Iterator[Change]:
    """Join to a person's first name the last, read as a clause of its own ("warned Antony [Blinken] by phone of it")."""
    told = [clause for thing in syntax.children(verb, "obj", "iobj") for clause in syntax.children(thing, "acl")]
    for name in (*syntax.children(verb, "ccomp"), *told):
        first = syntax.before(name) if name.i else name
        person = name.tag_ == "NNP" and first.ent_type_ == name.ent_type_ == "PERSON"
        if person and first.head is verb and first.dep_ in ("obj", "iobj") and not syntax.own_subjects(name):
            name.pos_ = "PROPN"
            yield name, first, "flat"
            yield from ((word, verb, "obl" if word.dep_ == "obl:agent" else word.dep_) for word in name.children)


def _with_particle(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb what belongs to it, read as a quality of what it did it to ("shot [dead] ten men")."""
    word = syntax.following(verb) if verb.i + 1 < len(verb.doc) else verb
    if word.dep_ != "amod" or word.head.head is not verb or word.head.dep_ != "obj":
        return
    begun = syntax.following(word)
    known = any(sense.particle == word.lower_ for sense in senses_of(verb, tables))
    if known and begun.head is word.head and begun.dep_ in ("det", "nummod", "nmod:poss"):
        yield word, verb, "xcomp"


def _over_whom(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb its object and particle, read as a phrase with a preposition ("hand [over] the [suspects]")."""
    word = syntax.following(verb) if verb.i + 1 < len(verb.doc) else verb
    noun = word.head
    placed = word.dep_ == "case" and noun.dep_ == "obl" and noun.head is verb
    if placed and syntax.prepositions(noun) in OFF and not syntax.objects(verb):
        senses = (sense for sense in senses_of(verb, tables) if sense.particle == word.lower_)
        if not {name for sense in senses for name in sense.row.object}.isdisjoint(names_of(noun, tables)):
            yield noun, verb, "obj"
            yield word, verb, "compound:prt"


def _named(verb: Token) -> Iterator[Change]:
    """Make the participle behind a name the verb, where the name's last word was taken for it ("Rights Watch [recorded] it")."""
    name = [word for word in verb.doc[max(verb.i - 1, 0) : verb.i + 1] if word.ent_type_ == "ORG"]
    deed = syntax.following(verb) if len(name) == 2 else verb
    if deed.tag_ != "VBN" or deed.dep_ != "amod" or deed.head.dep_ != "obj" or deed.head.head is not verb:
        return
    verb.pos_, verb.tag_, deed.pos_, deed.tag_ = "PROPN", "NNP", "VERB", "VBD"
    yield deed, deed if verb.dep_ == "ROOT" else verb.head, verb.dep_
    for child in verb.children:
        if child.i < deed.i:
            yield child, verb, "compound"
        elif child.dep_ == "obl:agent":
            yield child, deed.head, "nmod"
        else:
            yield child, deed, child.dep_
    yield verb, deed, "nsubj"


def _content(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give an offer, plan or demand what it is an offer to do, read as its verb's ("repeated its offer [to meet] them")."""
    blamed = [noun for noun in syntax.children(verb, "obl") if syntax.prepositions(noun) == "for"]
    for noun in (*syntax.children(verb, "obj"), *blamed):
        planned = noun.dep_ == "obj" and "@unfolding" in names_of(noun, tables)
        if (planned or _operates(noun, tables)) and not syntax.children(noun, "acl"):
            for clause in syntax.children(verb, "xcomp", "advcl"):
                if clause.tag_ == "VB" and clause.left_edge.lower_ == "to" and clause.left_edge.i == noun.i + 1:
                    yield clause, noun, "acl"
    yield from _content_made(verb, tables) if verb.dep_ == "acl" and verb.tag_ == "VBN" else ()


def _content_made(made: Token, tables: EventTables) -> Iterator[Change]:
    """Give a promise or demand what it is made for, behind who made it ("a promise made by Mali [to free] them")."""
    noun, makers = made.head, syntax.children(made, "obl:agent")
    if makers and _operates(noun, tables):
        for deed in syntax.children(made, "xcomp", "obl"):
            if deed.i > makers[-1].i and syntax.prepositions(deed) in ("to", "for"):
                yield deed, noun, "acl" if deed.tag_ == "VB" else "nmod"


def _operates(noun: Token, tables: EventTables) -> bool:
    lemmas = tables.noun_forms.get(noun.lower_, ())
    return any((lemma, "noun") in tables.operators_by_lemma for lemma in lemmas)


def _doing(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb the deed that was read as a quality of what is done ("is considering [cutting ties]")."""
    if not stands_in("@ing", verb, tables):
        return
    for noun in syntax.children(verb, "obj"):
        for deed in syntax.children(noun, "amod"):
            if deed.tag_ == "VBG" and deed.i == verb.i + 1 and deed.lower_ in tables.verb_forms:
                deed.pos_ = "VERB"
                yield deed, verb, "xcomp"
                yield noun, deed, "obj"


def _described(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Make a quality of the thing behind it of what was read as a deed ("invaded [neighboring] Ukraine")."""
    things = [noun for noun in syntax.children(quality, "obj") if noun.left_edge.i == quality.i + 1]
    beside = quality.dep_ in ("xcomp", "ccomp", "advcl", "acl") and quality.i == quality.head.i + 1
    if beside and quality.tag_ in ("VBG", "VBN", "VBD") and things and quality.lower_ in tables.classed("describing"):
        quality.pos_ = "ADJ"
        yield things[0], quality.head, "nmod" if quality.dep_ == "acl" else "obj"
        yield quality, things[0], "amod"


def _witnessed(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Make what somebody reports or sees a thing, read as his own deed ("reported [continuing air strikes]", "saw [rioting]")."""
    verb = deed.head
    if deed.tag_ != "VBG" or deed.dep_ not in ("xcomp", "ccomp") or deed.i != verb.i + 1 or syntax.is_passive(verb):
        return
    if not stands_in("@witnessing", verb, tables):
        return
    told = syntax.children(deed, "obj")
    if told:
        yield told[0], verb, "obj"
        yield deed, told[0], "amod"
    else:
        deed.pos_, deed.tag_ = "NOUN", "NN"
        yield deed, verb, "obj"
    yield from ((child, told[0] if told else deed, "nmod") for child in syntax.children(deed, "obl", "obl:agent"))


def _is_to(deed: Token) -> Iterator[Change]:
    """Make a clause of its own of an infinitive with a finite "be", subject and all ("insisted that [Iran was] to blame")."""
    finite = [word for word in syntax.children(deed, "cop") if word.tag_ in syntax.FINITE]
    if deed.tag_ != "VB" or not finite or not any(finite[0].i < to.i for to in syntax.children(deed, "mark")):
        return
    doers = [thing for thing in syntax.children(deed.head, "obj") if deed.head.i < thing.i < finite[0].i]
    if deed.dep_ == "xcomp" and doers and not syntax.own_subjects(deed):
        yield deed, deed.head, "ccomp"
        yield doers[-1], deed, "nsubj"


def _are_each_to(deed: Token) -> Iterator[Change]:
    """Let several do what each of them is to do ("Chad and Mali are each [to expel] two envoys")."""
    each = deed.head
    copula = syntax.children(each, "cop") if each.lower_ == "each" and deed.dep_ in ("acl", "xcomp", "advcl") else []
    if copula and deed.tag_ == "VB" and syntax.is_infinitive(deed) and each.i + 2 == deed.i:
        yield deed, deed if each.dep_ == "ROOT" else each.head, each.dep_
        yield each, deed, "advmod"
        yield from ((word, deed, word.dep_) for word in each.children if word is not deed)


def _only_way(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let the one deed that is left to somebody complete the verb that says so ("had no choice [but to leave]")."""
    to = next((word for word in syntax.children(deed, "mark") if word.lower_ == "to"), None)
    if to is None or deed.tag_ != "VB" or to.i - deed.sent.start < 3 or syntax.before(to).lower_ != "but":
        return
    choice = to.nbor(-2)
    if choice.dep_ in ("obj", "obl") and "@choice" in names_of(choice, tables):
        yield deed, choice.head, "xcomp"
        yield syntax.before(to), deed, "mark"


def _coordinated(verb: Token) -> Iterator[Change]:
    """Join a past or finite verb to the one before it where it was joined to another word ("called it false and left")."""
    head = verb.head
    if verb.dep_ != "conj" or syntax.own_subjects(verb) or not syntax.children(verb, "cc"):
        return
    of_past = ("VBD", "VBN") if verb.tag_ == "VBN" or (verb.tag_ == "VBD" and head.tag_ == "VB") else (verb.tag_,)
    if not _unlike(head, verb) or syntax.auxiliaries(head):
        return
    first = next((word for word in syntax.ancestors(head) if word.tag_ in of_past and word.pos_ == "VERB"), None)
    if first is not None and first.i < verb.i and not syntax.own_subjects(head):
        yield verb, first, "conj"


def _beyond_told(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Join a verb of charging to the one before what that tells in the past perfect ("denied it had fired and [blamed] Chad")."""
    told = verb.head
    perfect = told.tag_ == "VBN" and any(word.lower_ == "had" for word in syntax.children(told, "aux"))
    bare = verb.dep_ == "conj" and not syntax.own_subjects(verb) and not syntax.auxiliaries(verb)[1:]
    charges = any(row.kind in SPOKEN for row in operators_of(verb, tables))
    if bare and perfect and charges and told.dep_ == "ccomp" and told.head.tag_ == "VBD" and verb.tag_ == "VBD":
        yield verb, told.head, "conj"


def _unlike(head: Token, verb: Token) -> bool:
    """Can a verb not be joined to a word, which has another form than it?"""
    if verb.tag_ == "VBN":
        return head.tag_ == "VBG" or (head.tag_ == "VB" and bool(syntax.children(verb, "obj")))
    if head.tag_ == "VBN":
        return head.dep_ == "xcomp" and bool(syntax.children(verb, "obj"))
    return head.tag_ in ("VB", "VBG") or (head.pos_ not in ("VERB", "AUX") and not syntax.children(head, "cop"))


def _foretold(verb: Token) -> Iterator[Change]:
    """Make of what was hung on its subject what a sentence's last verb says, by somebody behind a comma.

    "Iran, US [to resume] talks, state media report"; "The army “[rejects]” the claim, its spokesman said".
    """
    subjects = syntax.children(verb, "nsubj")
    parted = len(subjects) == 2 and syntax.before(subjects[1].left_edge).text == ","
    if not parted or verb.dep_ != "ROOT" or verb.tag_ not in syntax.FINITE:
        return
    for deed in syntax.children(subjects[0], "acl"):
        told = deed.tag_ in ("VBZ", "VBP") or (deed.tag_ == "VB" and syntax.prepositions(deed) == "to")
        if told and deed.i < subjects[1].i:
            yield deed, verb, "ccomp"
            yield subjects[0], deed, "nsubj"
            yield syntax.before(subjects[1].left_edge), deed, "punct"


def _meanwhile(verb: Token) -> Iterator[Change]:
    """Give the verb of a sentence what was done besides, read as a quality of the noun before the comma (", killing two"), or
    as done with what only tells of that noun ("hit a base used by Chad, [killing] two")."""
    noun = verb.head
    if verb.tag_ != "VBG" or verb.i < 1 or syntax.before(verb).text != ",":
        return
    bare = noun.dep_ == "acl" and noun.tag_ == "VBN" and not syntax.children(noun, "aux", "nsubj", "mark")
    if verb.dep_ == "advcl" and bare and noun.i < verb.i:
        noun = noun.head
    elif verb.dep_ != "acl":
        return
    clause = syntax.clause_of(noun)
    if clause.pos_ == "VERB" and clause.i < noun.i < verb.i:
        yield verb, clause, "advcl"


def _after_date(verb: Token) -> Iterator[Change]:
    """Give a verb its subject that was read as another name of the day before it ("On Monday, Mr. Silva, a farmer, left")."""
    if verb.tag_ == "VBN" or verb.dep_ not in ("ROOT", "ccomp", "parataxis") or syntax.own_subjects(verb):
        return
    for time in syntax.children(verb, "obl"):
        for name in syntax.children(time, "appos"):
            if time.i < name.i < verb.i and name.pos_ in NOMINAL:
                yield name, verb, "nsubj"


def _placed(place: Token) -> Iterator[Change]:
    """Make "was" the verb of who was somewhere for something, and what is due somewhere what its subject is."""
    cases = syntax.children(place, "case")
    if place.dep_ != "ROOT" or place.pos_ != "PROPN" or not cases:
        return
    quality = cases[0] if cases[0].pos_ == "ADJ" and len(cases) > 1 else None
    copulas = syntax.children(place, "cop") or (syntax.children(quality, "cop") if quality else [])
    deeds = [word for word in syntax.children(place, "acl", "advcl", "csubj") if syntax.is_infinitive(word)]
    aims = [word for word in syntax.children(place, "obl", "nmod") if syntax.prepositions(word) in ("for", "on")]
    if len(copulas) != 1 or copulas[0].i > cases[0].i or not (quality or deeds or aims):
        return
    head = quality or copulas[0]
    if not quality:
        head.pos_ = "VERB"
    inside = {word.i for word in (*cases, head)}
    yield head, head, "ROOT"
    yield from ((deed, head, "advcl") for deed in deeds)
    yield from ((aim, head, "obl") for aim in aims)
    inside.update(word.i for word in (*deeds, *aims))
    yield from (
        (child, head, child.dep_) for child in place.children if child.i not in inside and child.dep_ not in INSIDE
    )
    yield place, head, "obl"
