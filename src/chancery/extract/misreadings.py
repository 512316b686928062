"""Mends around a verb, by the tables' word forms: arguments, clauses and qualities that the parser hung on the wrong word.

Ground for ``mending.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import misjoined, syntax
from chancery.extract.misjoined import NOMINAL, Change
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# Classes of nouns for people.
PEOPLE = frozenset({"@person", "@official", "@protester", "@troops"})
# What keeps its label under the noun that becomes the subject; anything else before the verb is its adjunct.
INNER = frozenset("det amod compound nmod:poss nmod nummod flat nmod:desc appos conj cc case advmod".split())
# Labels of what says something of its subject.
PREDICATES = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis", "acl:relcl"})


def around(token: Token, tables: EventTables) -> Iterator[Change]:
    """Give the changes that put right what stands around a word, and what it is taken for."""
    if _is_mistagged(token, tables):
        token.pos_, token.tag_ = "VERB", _tense(token, tables)
        yield from (
            (clause, token, "xcomp") for clause in syntax.children(token, "acl") if clause.left_edge.lower_ == "to"
        )
    if token.pos_ in ("NOUN", "ADJ") and token.lower_.endswith("ing") and syntax.children(token, "aux"):
        token.pos_, token.tag_ = "VERB", "VBG"
    if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBN"):
        yield from _hyphened(token, tables)
        yield from _suffering(token)
        yield from _thing(token, tables)
        yield from _bare_object(token, tables)
        yield from _term(token, tables)
        yield from _arguments(token)
        yield from _judged(token, tables)
        yield from _sum(token, tables)
        yield from _content(token, tables)
        yield from _active(token)
        yield from misjoined.rejoined(token)
        yield from _asked(token, tables)
        yield from _infinitive(token, tables)
        yield from _compounded(token, tables)
    yield from misjoined.placed(token)
    if token.pos_ == "VERB":
        yield from misjoined.meanwhile(token)
        yield from _quality(token)
        yield from _named(token, tables)
        yield from _witnessed(token, tables)
        yield from _doing(token, tables)


def _is_mistagged(token: Token, tables: EventTables) -> bool:
    """Is this a verb by its tree, with a subject and more, yet was taken for a noun, an adjective or a preposition?"""
    if token.pos_ in ("VERB", "AUX") or token.dep_ not in PREDICATES or token.lower_.endswith("ing"):
        return False
    lemmas = tables.verb_forms.get(token.lower_, ())
    labels = {child.arc for child in token.children if child.dep_ != "compound:prt"}
    if not lemmas or "nsubj" not in labels or labels & {"cop", "aux", "det", "amod", "compound", "nummod"}:
        return False
    if token.pos_ == "NOUN":
        told = "obj" in labels or any(child.left_edge.lower_ == "to" for child in syntax.children(token, "acl"))
        return told and "nmod" not in labels
    return "obj" in labels and token.lower_ not in lemmas


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


def _hyphened(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Join to a verb what stands before its hyphen, and give it the subject that hung there ("Iran test-fired a missile")."""
    if verb.i - verb.sent.start < 2 or syntax.before(verb).text != "-":
        return
    before = verb.nbor(-2)
    if f"{before.lower_}-{verb.lower_}" not in tables.verb_forms or syntax.own_subjects(verb):
        return
    yield before, verb, "compound"
    owner = syntax.before(before) if before.i > verb.sent.start else before
    if owner.pos_ in NOMINAL and owner.dep_ in ("compound", "nsubj") and owner.head is before:
        yield owner, verb, "nsubj"
        yield from ((part, owner, part.dep_) for part in before.lefts if part is not owner and part.dep_ in INNER)


def _suffering(word: Token) -> Iterator[Change]:
    """Give a verb the subject that a participle before it was read to have as its object ("Jailed monks began a fast")."""
    verb = word.head
    if word.dep_ != "csubj" or word.tag_ == "VBZ" or not word.is_sent_start or syntax.own_subjects(word):
        return
    for noun in syntax.children(word, "obj"):
        if word.i < noun.i < verb.i and not syntax.own_subjects(verb)[1:]:
            word.tag_ = "VBN"
            yield noun, verb, "nsubj"
            yield word, noun, "amod"


def _thing(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let a bare word be a verb's object where it was read as an infinitive ("sprayed paint on a wall", "gave them access")."""
    bare = stands_in("@bare", verb, tables)
    for word in syntax.children(verb, "xcomp"):
        if bare or word.tag_ not in ("VB", "VBP") or word.lower_ not in tables.noun_forms:
            continue
        if word.left_edge.i < word.i or any(child.dep_ not in ("obj", "obl") for child in word.children):
            continue
        given = syntax.children(verb, "obj")
        if word.i == verb.i + 1 or any(noun.i + 1 == word.i for noun in given):
            word.pos_, word.tag_ = "NOUN", "NN"
            yield word, verb, "obj"
            yield from ((noun, verb, "iobj") for noun in given)
            yield from ((child, word, "nmod") for child in word.children)


def _bare_object(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let a noun that a verb acts on by the tables be its object where it was read as its predicate ("dumped manure")."""
    if syntax.children(verb, "obj", "iobj", "aux:pass"):
        return
    for word in syntax.children(verb, "xcomp"):
        bare = word.pos_ == "NOUN" and not syntax.children(word, "case", "mark", "cop", "nsubj", "det")
        if bare and word.i > verb.i and acts_on(verb, word, tables):
            yield word, verb, "obj"


def _term(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let a time that somebody is given be the object, and who is given it the receiver ("gave them [a week] to leave")."""
    given = syntax.children(verb, "obj")
    for time in syntax.children(verb, "obl:unmarked"):
        if len(given) == 1 and verb.i < given[0].i < time.i and acts_on(verb, time, tables):
            yield time, verb, "obj"
            yield given[0], verb, "iobj"


def stands_in(name: str, verb: Token, tables: EventTables) -> bool:
    """Does a verb stand in a class of the tables?"""
    lemmas = tables.verb_forms.get(verb.lower_, (verb.lemma_,))
    return any(name in tables.classes_of.get(lemma, ()) for lemma in lemmas)


def is_somebody(noun: Token, tables: EventTables) -> bool:
    """Is a noun one for people, by the classes of the tables?"""
    lemmas = tables.noun_forms.get(noun.lower_, ())
    return any(not PEOPLE.isdisjoint(tables.classes_of.get(lemma, ())) for lemma in lemmas)


def acts_on(verb: Token, noun: Token, tables: EventTables) -> bool:
    """Does a sense of a verb ask for this noun as its object?"""
    names = {name for lemma in tables.noun_forms.get(noun.lower_, ()) for name in tables.labels_of.get(lemma, {lemma})}
    senses = (tables.by_lemma.get((lemma, "verb"), ()) for lemma in tables.verb_forms.get(verb.lower_, ()))
    return any(not names.isdisjoint(sense.row.object) for found in senses for sense in found)


def _sum(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let a rough sum right after a verb be its object ("gave around 90 million euros"); "around" is no preposition there."""
    if syntax.children(verb, "obj", "nsubj:pass", "aux:pass"):
        return
    for number in syntax.children(verb, "obl"):
        counted = number.pos_ in ("NUM", "SYM") or syntax.children(number, "nummod")
        cases = syntax.children(number, "case")
        rough = len(cases) == 1 and "@roughly" in tables.classes_of.get(cases[0].lower_, ())
        if counted and rough and cases[0].i == verb.i + 1:
            yield number, verb, "obj"
            yield cases[0], number, "advmod"


def _judged(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Part what is judged from the judgment that was read as its head ("found the pastor guilty")."""
    for word in syntax.children(verb, "obj"):
        if (word.lower_, "adjective") not in tables.by_lemma or word.lower_ in tables.noun_forms:
            continue
        before = syntax.before(word)
        if before.head is word and before.dep_ == "compound":
            word.pos_, word.tag_ = "ADJ", "JJ"
            yield word, verb, "xcomp"
            yield before, verb, "obj"
            yield from ((part, before, part.dep_) for part in word.lefts if part is not before)


def _content(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give an offer, threat or demand what it is an offer to do, read as its verb's ("repeated its offer to meet them")."""
    for noun in syntax.children(verb, "obj"):
        told = any((lemma, "noun") in tables.operators_by_lemma for lemma in tables.noun_forms.get(noun.lower_, ()))
        if told and not syntax.children(noun, "acl"):
            for clause in syntax.children(verb, "xcomp", "advcl"):
                if clause.tag_ == "VB" and clause.left_edge.lower_ == "to" and clause.left_edge.i == noun.i + 1:
                    yield clause, noun, "acl"


def _active(verb: Token) -> Iterator[Change]:
    """Take a past tense with an object for active where it was read as a passive without "be" ("The envoy criticized Chad")."""
    suffering = syntax.children(verb, "nsubj:pass")
    told = any(word.pos_ in NOMINAL and word.i > verb.i for word in syntax.children(verb, "obj"))
    if verb.tag_ == "VBN" and suffering and told and not syntax.children(verb, "aux", "aux:pass", "obl:agent"):
        verb.tag_ = "VBD"
        yield from ((child, verb, "nsubj") for child in suffering if child.dep_ == "nsubj:pass")


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


def _named(word: Token, tables: EventTables) -> Iterator[Change]:
    """Let a thing whose name begins with a verb's form be what is acted on ("brought [drinking water] to the village")."""
    verb = word.head
    if word.tag_ != "VBG" or word.dep_ not in ("xcomp", "ccomp") or word.i != verb.i + 1:
        return
    for noun in syntax.children(word, "obj"):
        if noun.i == word.i + 1 and f"{word.lower_} {noun.lower_}" in tables.classes_of:
            word.pos_, word.tag_ = "NOUN", "NN"
            yield noun, verb, "obj"
            yield word, noun, "compound"
            yield from ((child, verb, child.dep_) for child in word.children if child is not noun)


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


def _asked(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb of asking what it asks of somebody, read as his ("ordered rebels [to disarm]")."""
    for noun in syntax.children(verb, "obj") if _asks(verb, tables) else []:
        if is_somebody(noun, tables):
            for clause in syntax.children(noun, "acl"):
                if clause.tag_ == "VB" and clause.left_edge.lower_ == "to":
                    yield clause, verb, "xcomp"


def _compounded(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Part who is to act from his deed, read as one noun with him ("asked that [Togo free] them", "helped [men trace] them")."""
    bare = stands_in("@bare", verb, tables)
    for deed in syntax.children(verb, "ccomp", "xcomp"):
        before = syntax.before(deed)
        if deed.pos_ != "NOUN" or before.head is not deed or before.dep_ != "compound" or before.i < verb.i:
            continue
        wished = deed.dep_ == "ccomp" and syntax.children(deed, "mark") and _asks(verb, tables)
        if deed.lower_ in tables.verb_forms.get(deed.lower_, ()) and (
            wished or (bare and syntax.children(deed, "obj"))
        ):
            deed.pos_, deed.tag_ = "VERB", "VB"
            yield before, *((deed, "nsubj") if wished else (verb, "obj"))
            yield from (
                (part, before, part.dep_) for part in deed.lefts if part.i < before.i and part.dep_ in INNER - {"case"}
            )
            for thing in syntax.children(deed, "nmod"):
                cases = syntax.children(thing, "case")
                if len(cases) == 1 and cases[0].i == deed.i + 1 and cases[0].tag_ in ("RP", "IN"):
                    yield thing, deed, "obj"
                    yield cases[0], deed, "compound:prt"


def _asks(verb: Token, tables: EventTables) -> bool:
    """Does a verb ask somebody to do something?"""
    operators = (tables.operators_by_lemma.get((lemma, "verb"), ()) for lemma in tables.verb_forms.get(verb.lower_, ()))
    return any(operator.row.kind == "request" for found in operators for operator in found)


def _infinitive(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb of asking the deed that was read as the quality of a goal ("called on Iran to [free] the crew")."""
    for noun in syntax.children(verb, "obl") if _asks(verb, tables) else []:
        for to in syntax.children(noun, "case"):
            deed = syntax.following(to)
            quality = deed.head is noun and deed.dep_ in ("amod", "compound") and deed.i < noun.i
            quality = quality or (deed.head is verb and deed.dep_ == "xcomp" and deed.pos_ == "ADJ" and deed.i < noun.i)
            if (
                to.lower_ == "to"
                and to.i > verb.i + 1
                and quality
                and deed.lower_ in tables.verb_forms.get(deed.lower_, ())
            ):
                deed.pos_, deed.tag_ = "VERB", "VB"
                yield deed, verb, "xcomp"
                yield to, deed, "mark"
                yield noun, deed, "obj"


def _quality(word: Token) -> Iterator[Change]:
    """Make a participle between a preposition and a noun the noun's quality ("sanctions over [alleged meddling]")."""
    if (
        word.tag_ not in ("VBN", "VBD", "JJ")
        or not word.i
        or word.i + 1 >= len(word.doc)
        or word.dep_ not in ("obl", "nmod", "advcl", "acl")
    ):
        return
    before, after, above = syntax.before(word), syntax.following(word), word.head
    noun = after.pos_ in NOMINAL or after.tag_ == "VBG"
    hung = after.head is word or (after.head is above and after.dep_ in ("advcl", "acl", "obl"))
    if not (before.pos_ == "ADP" and before.head is word and noun and hung) or syntax.auxiliaries(word):
        return
    after.pos_, after.tag_ = ("NOUN", "NN") if after.tag_ == "VBG" else (after.pos_, after.tag_)
    word.pos_, word.tag_ = "ADJ", "JJ"
    yield after, above, "obl" if above.pos_ in ("VERB", "AUX") else "nmod"
    yield word, after, "amod"
    yield before, after, "case"
    yield from ((child, after, child.dep_) for child in word.children if child is not after and child is not before)
