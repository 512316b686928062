"""Shapes that no sentence has, righted by grammar: two objects of a verb, an object of a noun, a subject of an infinitive.

A parser that scores each arc by itself may give a verb two objects, an infinitive a subject, or a noun what only a verb
can have. What the sentence then must be follows from the rest of it. Ground for ``mending.py``, which asks this first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chancery.extract import syntax
from chancery.extract.misreadings import NOMINAL, Change, acts_on
from chancery.lexicon.event_rows import OperatorRow, SenseRow
from chancery.lexicon.event_senses import Sense
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

Righting = Callable[[Token, EventTables], Iterator[Change]]
OPEN = ("xcomp", "ccomp")
PERFECT = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
# In ``after`` of a sense: something is said of the object; an infinitive completes the verb.
PREDICATE, CLAUSE = "+predicate", "+clause"
AUXILIARY = frozenset({"be", "have", "do", "get"})


def righted(word: Token, tables: EventTables) -> Iterator[Change]:
    """Give the changes that right the shapes around a word."""
    for righting in BY_LABEL.get(word.dep_, ()):
        yield from righting(word, tables)
    if word.pos_ == "VERB":
        for righting in OF_VERBS:
            yield from righting(word, tables)


def _second_object(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Tell of two objects who gets and what ("gave them a bus"), or what is named and how ("called him a friend")."""
    verb = noun.head
    first = next((child for child in syntax.children(verb, "obj") if verb.i < child.i < noun.i), None)
    if first is None or syntax.children(noun, "case", "mark"):
        return
    if noun.left_edge.nbor(-1).is_punct or syntax.children(noun, "cc"):
        yield noun, first, "conj"
    elif first.right_edge.i + 1 == noun.left_edge.i:
        if noun.pos_ == "PROPN" and first.pos_ == "NOUN" and noun.left_edge is noun:
            yield noun, first, "appos"
            return
        rows = [sense.row for sense in _senses(verb, tables)]
        names = any(row.after == (PREDICATE,) for row in rows)
        gives = any("iobj" in row.recipient for row in rows) or acts_on(verb, noun, tables)
        yield (first, verb, "iobj") if gives and not names else (noun, verb, "xcomp")


def _senses(verb: Token, tables: EventTables) -> Iterator[Sense]:
    for lemma in tables.verb_forms.get(verb.lower_, ()):
        yield from tables.by_lemma.get((lemma, "verb"), ())


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
    elif noun.left_edge.i == verb.i + 1 or noun.nbor(-1).dep_ == "ccomp":
        yield noun, verb, "obj"


def _plural_clause(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Part who is allowed from what he may do, read as a clause about him ("allowed UN [convoys] to enter")."""
    verb = noun.head
    deeds = [child for child in syntax.children(noun, "xcomp") if child.tag_ == "VB" and _marked(child, "to", noun.i)]
    if noun.tag_ not in ("VBZ", "VBP") or noun.lower_ not in tables.noun_forms or len(deeds) != 1:
        return
    asks = any(row.kind == "request" for row in _operators(verb, tables))
    if syntax.children(noun, "mark", "obj") or not (asks or any(row.after == (CLAUSE,) for row in _rows(verb, tables))):
        return
    noun.pos_, noun.tag_ = "NOUN", "NNS"
    yield noun, verb, "obj"
    yield deeds[0], verb, "xcomp"
    yield from ((child, noun, "compound") for child in syntax.children(noun, "nsubj"))


def _rows(verb: Token, tables: EventTables) -> Iterator[SenseRow]:
    return (sense.row for sense in _senses(verb, tables))


def _operators(verb: Token, tables: EventTables) -> Iterator[OperatorRow]:
    for lemma in tables.verb_forms.get(verb.lower_, ()):
        yield from (operator.row for operator in tables.operators_by_lemma.get((lemma, "verb"), ()))


def _plural(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Take an object that was tagged as a verb in the third person for the plural it is ("set [forces] a deadline")."""
    if noun.tag_ not in ("VBZ", "VBP") or noun.pos_ != "VERB" or noun.lower_ not in tables.noun_forms:
        return
    noun.pos_, noun.tag_ = "NOUN", "NNS"
    for child in noun.children:
        if child.arc == "nsubj" and child.i < noun.i:
            yield child, noun, "compound"
        elif child.dep_ == "obj" and noun.head.i < noun.i:
            yield child, noun.head, "obj"
            yield noun, noun.head, "iobj"


def _after_to(to: Token, tables: EventTables) -> Iterator[Change]:
    """Take a word in -s after "to" for the plural it must be ("agreed to [demands] and left")."""
    word = to.head
    if to.lower_ != "to" or word.tag_ != "VBZ" or not to.i < word.i or word.lower_ not in tables.noun_forms:
        return
    word.pos_, word.tag_ = "NOUN", "NNS"
    above = word.head
    yield to, word, "case"
    yield word, above, "obl" if above.pos_ in ("VERB", "AUX") else "nmod"
    for child in word.children:
        if child.dep_ == "conj" and child.tag_ in syntax.FINITE:
            yield child, above, "conj"
        elif child.arc == "obl":
            yield child, word, "nmod"


def _no_auxiliary(word: Token, tables: EventTables) -> Iterator[Change]:
    """Make a noun that was read as the auxiliary after its quality the subject ("Baloch [militiamen] moved in")."""
    verb = word.head
    if word.tag_ == "MD" or word.lemma_ in AUXILIARY or not word.is_alpha or len(word) < 4 or not word.i < verb.i:
        return
    word.pos_, word.tag_ = "NOUN", "NNS"
    verb.tag_ = "VBD" if verb.tag_ == "VBN" else verb.tag_
    yield word, verb, "nsubj"
    yield from ((child, word, "compound") for child in syntax.children(verb, "nsubj") if child.i < word.i)


def _foreign_subject(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb as its object what was read as the subject of the infinitive after it ("told [them] to leave")."""
    verb = clause.head
    between = [child for child in clause.children if child.arc == "nsubj" and verb.i < child.i < clause.i]
    if not between or verb.pos_ != "VERB" or syntax.children(verb, "obj"):
        return
    first = between[0]
    if first.left_edge.nbor(-1).is_punct:
        return
    if len(between) > 1:
        if first.pos_ in NOMINAL and between[1].left_edge.i == first.right_edge.i + 1:
            yield first, verb, "obj"
    elif clause.tag_ == "VB" and not syntax.auxiliaries(clause) and _marked(clause, "to", first.i):
        yield first, verb, "obj"
        yield clause, verb, "xcomp"
    elif clause.dep_ == "xcomp" and not syntax.children(clause, "aux", "aux:pass", "cop", "mark"):
        clause.tag_ = {"VBP": "VB", "VBD": "VBN"}.get(clause.tag_, clause.tag_)
        yield first, verb, "obj"


def _marked(clause: Token, marker: str, after: int) -> bool:
    return any(child.lower_ == marker and child.i > after for child in syntax.children(clause, "mark"))


def _own_deed(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let who admits doing a thing be who did it ("admitted [having shelled] them")."""
    doing = clause.tag_ == "VBG" or any(word.lower_ == "having" for word in syntax.children(clause, "aux"))
    if doing and clause.head.i < clause.i and not syntax.own_subjects(clause) and not syntax.children(clause, "mark"):
        yield clause, clause.head, "xcomp"


def _meant(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive after the object of a verb that asks nobody for anything be what it is for ("sent ships [to help]")."""
    verb = deed.head
    told = any(verb.i < child.i < deed.i for child in syntax.children(verb, "obj"))
    if not told or deed.tag_ != "VB" or not _marked(deed, "to", verb.i) or verb.pos_ != "VERB":
        return
    if not any(_operators(verb, tables)) and not any(row.after == (CLAUSE,) for row in _rows(verb, tables)):
        yield deed, verb, "advcl"


def _done(word: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb the object that a participle before it was read to have ("executed [captured fighters]")."""
    verb = word.head
    if word.tag_ != "VBN" or word.i != verb.i + 1 or verb.lemma_ in AUXILIARY or syntax.children(verb, "obj"):
        return
    for noun in syntax.children(word, "obj"):
        if noun.left_edge.i == word.i + 1:
            yield noun, verb, "obj"
            yield word, noun, "amod"
            yield from ((child, verb, child.dep_) for child in word.children if child.arc == "obl")


def _thing_in_ing(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take a word in -ing right after an object that is only its name for the thing ("opened the Rafah [crossing]")."""
    verb, before = word.head, word.nbor(-1) if word.i else word
    if word.tag_ != "VBG" or not word.i or syntax.children(word, "obj", "aux", "mark"):
        return
    if any(child.dep_ in ("compound", "det", "amod", "nmod:poss") and child.i < word.i for child in word.children):
        word.pos_, word.tag_ = "NOUN", "NN"
        yield word, verb, "obj"
    elif before.head is verb and before.dep_ == "obj" and acts_on(verb, word, tables):
        word.pos_, word.tag_ = "NOUN", "NN"
        yield word, verb, "obj"
        yield before, word, "compound"
        yield from ((child, word, child.dep_) for child in before.lefts)
        yield from ((child, verb, child.dep_) for child in word.children if child.dep_ == "advcl")


def _borrowed_case(case: Token, tables: EventTables) -> Iterator[Change]:
    """Give a deed the preposition before it that was read as its object's ("joined them [in] freezing funds")."""
    noun = case.head
    deed = case.nbor(1) if case.i + 1 < len(case.doc) else noun
    if deed.tag_ != "VBG" or not deed.i < noun.i or deed.dep_ != "advcl" or syntax.children(deed, "mark"):
        return
    if deed is noun.head or (deed.head is noun.head and noun.arc == "obl" and not syntax.children(deed, "obj")):
        yield case, deed, "mark"
        yield noun, deed, "obj"


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
    elif noun.i + 1 == word.i and word.pos_ in NOMINAL and noun.lower_ not in tables.verb_forms:
        yield word, noun.head, noun.dep_
        yield noun, word, "compound"
        yield from ((child, word, "case" if child.dep_ == "mark" else child.dep_) for child in noun.lefts)


def _particle(word: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb its particle that was read as a first preposition ("handed him [over] to the police")."""
    noun = word.head
    cases = [child for child in syntax.children(noun, "case") if child.i < noun.i]
    if noun.arc not in ("obl", "nmod") or len(cases) < 2 or cases[0] is not word or cases[1].i != word.i + 1:
        return
    verb = noun.head.head if noun.head.dep_ == "obj" else noun.head
    known = any(sense.particle == word.lower_ for sense in _senses(verb, tables))
    if known and verb.pos_ == "VERB" and verb.i < word.i and cases[1].lower_ != "of":
        yield word, verb, "compound:prt"
        yield noun, verb, "obl"


def _due(word: Token, tables: EventTables) -> Iterator[Change]:
    """Make an adjective that was read as a marker the predicate it is ("was [due] to meet them")."""
    deed = word.head
    if word.pos_ != "ADJ" or deed.tag_ != "VB":
        return
    links = [child for whole in (word, deed) for child in syntax.children(whole, "cop") if child.i < word.i]
    if links:
        yield word, word if deed.dep_ == "ROOT" else deed.head, deed.dep_
        yield deed, word, "xcomp"
        yield from ((link, word, "cop") for link in links)
        yield from ((child, word, "nsubj") for child in deed.children if child.arc == "nsubj" and child.i < word.i)


def _told_noun(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a that-clause with a subject be what its noun tells ("proof that they bombed it"), not a quality of it."""
    noun = clause.head
    whole = syntax.own_subjects(clause) and (syntax.children(clause, "obj", "aux:pass") or clause.tag_ == "VBD")
    that = next((child for child in clause.children if child.lower_ == "that" and child.i < clause.i), None)
    if that is None or not whole or noun.pos_ != "NOUN":
        return
    spare = that.dep_ == "obj" and len(syntax.children(clause, "obj")) > 1
    classes = {name for lemma in tables.noun_forms.get(noun.lower_, ()) for name in tables.classes_of.get(lemma, ())}
    if (that.dep_ == "mark" or spare) and not classes & {"@person", "@official", "@protester", "@troops"}:
        yield clause, noun, "acl"
        yield that, clause, "mark"


def _in_return(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang what "in return for" is for on that noun, not on the verb ("left in [protest] at the arrests")."""
    first = noun.left_edge
    before = first.nbor(-1) if first.i and first.dep_ == "case" else noun
    bare = [child.lower_ for child in before.children] == ["in"]
    if before.tag_ == "NN" and bare and before.arc == "obl" and before.head is noun.head:
        yield noun, before, "nmod"


def _example(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang an example on the nouns it is one of ("listed steps, [including] expelling them")."""
    first = clause.left_edge
    if syntax.prepositions(clause) == "including" and first.i and clause.head.pos_ == "VERB":
        before = first.nbor(-1)
        before = before.nbor(-1) if before.is_punct and before.i else before
        if before.pos_ == "NOUN" and before.head.i < first.i:
            yield clause, before, "acl"


def _either(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take "neither" after the subject for the first half of "neither … nor"."""
    if word.lower_ in ("neither", "both", "either") and any(
        child.i < word.i for child in syntax.children(word.head, "nsubj", "nsubj:pass")
    ):
        yield word, word.head, "cc:preconj"


def _of_quality(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let what has a quality not suffer it ("[Peru] is inclined to leave")."""
    if noun.head.pos_ == "ADJ" and syntax.children(noun.head, "cop"):
        yield noun, noun.head, "nsubj"


def _beyond_quotation(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb its subject that was read into the words quoted before ('"Leave!" [the crowd] shouted')."""
    said = noun.head
    verb = said.head
    if said.dep_ in ("ccomp", "parataxis") and said.i < noun.i < verb.i and not syntax.own_subjects(verb):
        before = noun.left_edge.nbor(-1) if noun.left_edge.i else noun
        if before.is_punct:
            yield noun, verb, "nsubj"


def _elapsed(time: Token, tables: EventTables) -> Iterator[Change]:
    """Part the time that has passed from who did a thing ("Ten years after [Chad] left")."""
    verb = time.head
    if verb.dep_ != "advcl" or verb.tag_ not in syntax.FINITE or syntax.children(verb, "mark") or time.i > verb.i:
        return
    for noun in syntax.children(time, "nmod"):
        if syntax.prepositions(noun) in ("after", "before") and noun.right_edge.i + 1 == verb.left_edge.i + (
            verb.i - verb.left_edge.i
        ):
            yield noun, verb, "nsubj"
            yield time, verb, "obl:unmarked"
            yield from ((case, verb, "mark") for case in syntax.children(noun, "case"))


def _crossing(name: Token, tables: EventTables) -> Iterator[Change]:
    """Join a name to the names before and after it ("ministers from Chad, [Mali] and Niger")."""
    noun = name.head
    if name.pos_ != "PROPN" or noun.pos_ != "NOUN":
        return
    for first in syntax.children(noun, "nmod"):
        if first.pos_ == "PROPN" and first.i < name.i < first.right_edge.i:
            yield name, first, "conj"


def _alike(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Join an office to the office before it, not to who holds that ("envoy Jo Li and [minister] Ann Roe")."""
    name = noun.head
    first = name.head
    told = name.dep_ == "appos" and name.pos_ == "PROPN" and first.pos_ == "NOUN" and name.left_edge.i == first.i + 1
    if told and noun.pos_ == "NOUN" and any(word.pos_ == "PROPN" for word in syntax.children(noun, "appos")):
        yield noun, first, "conj"


def _before_number(name: Token, tables: EventTables) -> Iterator[Change]:
    """Hang a name on what is counted, not on the number between them ("gave [Haiti] two million dollars")."""
    number = name.head
    if name.pos_ == "PROPN" and number.pos_ == "NUM" and number.dep_ == "nummod":
        yield name, number.head, "compound"


def _stopped(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a deed right after a verb's particle be what that is about ("cut off [lending] to them")."""
    verb, before = deed.head, deed.nbor(-1) if deed.i else deed
    bare = not syntax.children(deed, "mark", "nsubj") and not syntax.children(verb, "obj")
    if deed.tag_ == "VBG" and bare and before.dep_ == "compound:prt" and before.head is verb:
        yield deed, verb, "xcomp"


def _voice(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let who has done a thing not suffer it ("[they] had spoken by phone"), nor a thing do it that is only the way."""
    if syntax.children(verb, "aux:pass") or verb.dep_ in ("acl", "amod"):
        return
    perfect = any(word.lower_ in PERFECT for word in syntax.children(verb, "aux"))
    if perfect:
        yield from ((child, verb, "nsubj") for child in syntax.children(verb, "nsubj:pass"))
    if perfect or any(child.dep_ == "nsubj" for child in verb.children):
        yield from ((child, verb, "obl") for child in syntax.children(verb, "obl:agent"))


def _called(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let what a thing is called be said of it, not done ("what [they call] threats")."""
    first = verb.left_edge
    what = first.nbor(-1) if first.i and first.lower_ != "what" else first
    if what.lower_ != "what" or not any(row.after == (PREDICATE,) for row in _rows(verb, tables)):
        return
    yield from ((noun, verb, "xcomp") for noun in syntax.children(verb, "obj") if noun.i > verb.i)


def _perfect(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Make a participle between "had" and a noun the verb ("said they had [tortured] detainees")."""
    if verb.lower_ not in PERFECT:
        return
    for noun in syntax.children(verb, "obj"):
        for word in syntax.children(noun, "amod"):
            told = verb.dep_ == "ccomp" and (word.lower_, "adjective") not in tables.by_lemma
            known = acts_on(word, noun, tables) or (told and any(_senses(word, tables)))
            if word.i == verb.i + 1 and word.tag_ == "VBN" and known:
                word.pos_ = "VERB"
                yield word, word if verb.dep_ == "ROOT" else verb.head, verb.dep_
                yield verb, word, "aux"
                yield noun, word, "obj"
                yield from ((child, word, child.dep_) for child in verb.children if child is not noun)


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "obj": (_second_object, _plural, _noun_with_object),
    "iobj": (_plural,),
    "mark": (_after_to, _due),
    "case": (_particle, _borrowed_case),
    "advmod": (_particle,),
    "aux": (_no_auxiliary,),
    "aux:pass": (_no_auxiliary,),
    "xcomp": (_foreign_subject, _done, _thing_in_ing, _meant),
    "ccomp": (_foreign_subject, _own_deed, _done, _noun_clause, _plural_clause),
    "acl:relcl": (_told_noun,),
    "advcl": (_example, _stopped),
    "obl": (_in_return,),
    "nsubj:pass": (_of_quality,),
    "nsubj": (_either, _beyond_quotation, _elapsed),
    "conj": (_crossing, _alike),
    "compound": (_before_number,),
}
OF_VERBS: tuple[Righting, ...] = (_voice, _perfect, _called)
