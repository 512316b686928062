"""Nouns, particles and participles that hang where none can, righted by grammar: two objects, an object of a noun.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chancery.extract import clauses, syntax
from chancery.extract.mended.misreadings import NOMINAL, Change, acts_on, stands_in
from chancery.lexicon.event_rows import OperatorRow, SenseRow
from chancery.lexicon.event_senses import Sense
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

Righting = Callable[[Token, EventTables], Iterator[Change]]
# In ``after`` of a sense: something is said of the object.
PREDICATE = "+predicate"
# The class of the days of the week.
WEEKDAY = "weekday"
# The class of verbs that always have somebody to whom it is done, and what completes them where they do.
VICTIMIZING = "@victimizing"
COMPLETING = ("iobj", "ccomp", "xcomp", "aux", "obl:agent")
# Prepositions by which a happening tells whom it befalls and who has a part in it.
TELLING = frozenset({"on", "against", "with", "between", "over", "to", "from"})


def senses_of(verb: Token, tables: EventTables) -> Iterator[Sense]:
    """Give what a verb may mean by the tables."""
    for lemma in tables.verb_forms.get(verb.lower_, ()):
        yield from tables.by_lemma.get((lemma, "verb"), ())


def rows_of(verb: Token, tables: EventTables) -> Iterator[SenseRow]:
    """Give the rows of what a verb may mean."""
    return (sense.row for sense in senses_of(verb, tables))


def operators_of(verb: Token, tables: EventTables) -> Iterator[OperatorRow]:
    """Give the rows of what a verb may do to the act below it."""
    for lemma in tables.verb_forms.get(verb.lower_, ()):
        yield from (operator.row for operator in tables.operators_by_lemma.get((lemma, "verb"), ()))


def calls_something(verb: Token, tables: EventTables) -> bool:
    """May a verb tell what somebody or something is called ("called the raid [a crime]")?"""
    return any(row.after == (PREDICATE,) for row in rows_of(verb, tables))


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
        if noun.pos_ == "PROPN" and first.pos_ == "NOUN" and noun.left_edge is noun:
            yield noun, first, "appos"
            return
        rows = [sense.row for sense in senses_of(verb, tables)]
        two = f"{syntax.before(noun).lower_} {noun.lower_}"
        called = {noun.lower_, two, *tables.classes_of.get(noun.lower_, ()), *tables.classes_of.get(two, ())}
        names = any(row.after == (PREDICATE,) or not called.isdisjoint(row.after) for row in rows)
        gives = any("iobj" in row.recipient for row in rows) or acts_on(verb, noun, tables)
        yield (first, verb, "iobj") if gives and not names else (noun, verb, "xcomp")


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
    elif noun.i + 1 == word.i and word.pos_ in NOMINAL and (noun.dep_ == "obj" or noun.lower_ not in tables.verb_forms):
        yield word, noun.head, noun.dep_
        yield noun, word, "compound"
        yield from ((child, word, "case" if child.dep_ == "mark" else child.dep_) for child in noun.lefts)


def _particle(word: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb its particle that was read as a first preposition ("handed him [over] to the police")."""
    noun = word.head
    cases = [child for child in syntax.children(noun, "case") if child.i < noun.i]
    cases += [child for child in syntax.children(word, "fixed") if cases == [word] and child.lower_ == "to"]
    if noun.arc not in ("obl", "nmod") or len(cases) < 2 or cases[0] is not word or cases[1].i != word.i + 1:
        return
    verb = noun.head.head if noun.head.dep_ == "obj" else noun.head
    known = any(sense.particle == word.lower_ for sense in senses_of(verb, tables))
    if known and verb.pos_ == "VERB" and verb.i < word.i and cases[1].lower_ != "of":
        yield word, verb, "compound:prt"
        yield noun, verb, "obl"
        yield cases[1], noun, "case"


def _without_case(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Make the noun right after a verb's particle, which no preposition joins to it, its object ("cut off [support]")."""
    first, verb = noun.left_edge, noun.head
    before = syntax.before(first)
    bare = not syntax.children(noun, "case", "mark") and not syntax.children(verb, "obj")
    if before.dep_ == "compound:prt" and before.head is verb and bare:
        yield noun, verb, "obj"


def _in_return(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang what "in return for" is for on that noun, not on the verb ("left in [protest] at the arrests")."""
    first = noun.left_edge
    before = syntax.before(first) if first.dep_ == "case" else noun
    bare = [child.lower_ for child in before.children] == ["in"]
    if before.tag_ == "NN" and bare and before.arc == "obl" and before.head is noun.head:
        yield noun, before, "nmod"


def _of_happening(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a happening what stands right after it and tells of it, read as the verb's ("simulated an attack [on Chad]").

    A verb is asked for what hangs on its objects too, so that nothing is lost where it was the verb's.
    """
    first, verb = noun.left_edge, noun.head
    before = syntax.before(first) if first.dep_ == "case" else noun
    if before.head is not verb or before.dep_ != "obj" or before.pos_ != "NOUN" or verb.i > before.i:
        return
    if first.lower_ not in TELLING or clauses.is_time(noun):
        return
    if any((lemma, "noun") in tables.by_lemma for lemma in tables.noun_forms.get(before.lower_, ())):
        yield noun, before, "nmod"


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


def _suffered(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let who is the subject of such a deed, done to nobody, suffer it ("[Two soldiers] killed in Mali", in a headline)."""
    verb = noun.head
    beside = (deed for deed in syntax.conjuncts(verb) if syntax.objects(deed))
    if verb.dep_ in ("ROOT", "parataxis") and done_to_nobody(verb, tables) and not any(beside):
        verb.tag_ = "VBN"
        yield noun, verb, "nsubj:pass"


def done_to_nobody(verb: Token, tables: EventTables) -> bool:
    """Is this the past of a verb that always has an object, but without one?"""
    if verb.tag_ != "VBD" or syntax.objects(verb) or syntax.children(verb, *COMPLETING):
        return False
    lemmas = tables.verb_forms.get(verb.lower_, ())
    return bool(lemmas) and all(VICTIMIZING in tables.classes_of.get(lemma, ()) for lemma in lemmas)


def _listed(name: Token, tables: EventTables) -> Iterator[Change]:
    """Join a name to the name before it in a list, not to whom both belong ("ministers of Chad, [Mali] and Niger").

    Nor is it another name of the one before ("the Houthis, [Hamas] and Russia").
    """
    noun = name.head
    closing = [child for joined in syntax.children(noun, "conj") for child in syntax.children(joined, "cc")]
    if name.pos_ == noun.pos_ == "PROPN" and any(cc.i == name.right_edge.i + 1 for cc in closing):
        yield name, noun, "conj"
    before = [
        first for first in syntax.children(noun, "nmod") if first.pos_ == "PROPN" and first.right_edge.i == name.i - 2
    ]
    if before and name.pos_ == "PROPN" and syntax.before(name).text == "," and syntax.children(name, "conj"):
        yield name, before[-1], "conj"


def _before_number(name: Token, tables: EventTables) -> Iterator[Change]:
    """Hang a name on what is counted, not on the number between them ("gave [Haiti] two million dollars")."""
    number = name.head
    if name.pos_ == "PROPN" and number.pos_ == "NUM" and number.dep_ == "nummod":
        yield name, number.head, "compound"


def _told_of(word: Token, tables: EventTables) -> Iterator[Change]:
    """Give a noun the participle behind it that was read as what its verb makes of it ("arrested a man [accused] of theft")."""
    verb = word.head
    if word.tag_ != "VBN" or syntax.auxiliaries(word) or stands_in("@causative", verb, tables):
        return
    for noun in syntax.children(verb, "obj"):
        if noun.right_edge.i == word.left_edge.i - 1 and verb.i < noun.i:
            yield word, noun, "acl"


def _given(name: Token, tables: EventTables) -> Iterator[Change]:
    """Part a name from the thing behind it whose number or article comes in between ("sold [Mali] three radars")."""
    thing, verb = name.head, name.head.head
    between = [child for child in thing.children if child.dep_ in ("det", "nummod", "nmod:poss") and child.i > name.i]
    apart = (between and between[0].i < thing.i) or any(
        "@money" in tables.classes_of.get(lemma, ()) for lemma in tables.noun_forms.get(thing.lower_, ())
    )
    if name.pos_ == "PROPN" and thing.dep_ == "obj" and name.i == verb.i + 1 and apart:
        yield name, verb, "iobj"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "obj": (_second_object, _noun_with_object),
    "case": (_particle,),
    "advmod": (_particle,),
    "xcomp": (_told_of,),
    "ccomp": (_noun_clause,),
    "obl": (_in_return, _without_case, _of_happening),
    "nsubj": (_double_subject, _suffered),
    "appos": (_listed,),
    "compound": (_before_number, _given),
}
