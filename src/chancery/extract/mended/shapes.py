"""Shapes that no sentence has, righted by grammar: a subject of an infinitive, a passive with "had", a stray marker.

A parser that scores each arc by itself may give an infinitive a subject, a verb two objects, or a noun what only a verb
can have. What the sentence then must be follows from the rest of it. Ground for ``mending.py``, which asks this first;
nouns, particles and participles are in ``misplaced.py``, what hangs beside its place in ``misattached.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended import asides, guises, misattached, misplaced, nested, strays, tenses
from chancery.extract.mended.misplaced import Righting, calls_something, operators_of, rows_of, senses_of
from chancery.extract.mended.misreadings import NOMINAL, Change, bare_content, is_somebody, stands_in
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# In ``after`` of a sense: an infinitive completes the verb.
CLAUSE = "+clause"
# The class of verbs that tell what somebody says.
UTTERING = "uttering"
# The class of nouns whose clause is what they tell.
TELLING = "@telling"


def righted(word: Token, tables: EventTables) -> Iterator[Change]:
    """Give the changes that right the shapes around a word; there are none but at ``LABELED`` and ``PREDICATIVE`` words."""
    for righting in LABELED.get(word.dep_, ()):
        yield from righting(word, tables)
    if word.pos_ in PREDICATIVE:
        for righting in OF_VERBS:
            yield from righting(word, tables)


def _after_to(to: Token, tables: EventTables) -> Iterator[Change]:
    """Take a word in -s after "to" for the plural it must be ("agreed to [demands] and left")."""
    word = to.head
    named = word.lower_ not in tables.verb_forms and word.i == to.i + 1 and _takes_to(word.head, tables)
    verb = word.tag_ == "VB" and not named
    if (
        to.lower_ != "to"
        or word.tag_ not in ("VB", "VBZ")
        or verb
        or word.lower_ not in tables.noun_forms
        or to.i > word.i
    ):
        return
    word.pos_, word.tag_ = "NOUN", "NNS" if word.tag_ == "VBZ" else "NN"
    above = word.head
    for thing in syntax.children(word, "obj"):
        if thing.i == word.i + 1:
            yield to, thing, "case"
            yield thing, above, "obl"
            yield word, thing, "compound"
            yield from ((child, above, child.dep_) for child in word.rights if child is not thing)
            return
    yield to, word, "case"
    yield word, above, "obl" if above.pos_ in ("VERB", "AUX") else "nmod"
    for child in word.children:
        if child.dep_ == "conj" and child.tag_ in syntax.FINITE:
            yield child, above, "conj"
        elif child.arc == "obl":
            yield child, word, "nmod"


def _takes_to(verb: Token, tables: EventTables) -> bool:
    """Do the tables know a verb that reaches its object by "to" ("agreed to", not "declined to")?"""
    lemmas = tables.verb_forms.get(verb.lower_, ())
    return any(sense.particle == "to" for lemma in lemmas for sense in tables.by_lemma.get((lemma, "verb"), ()))


def _crossing(that: Token, tables: EventTables) -> Iterator[Change]:
    """Give a clause about a noun the "that" which was taken for the verb's beyond it ("the claim [that] it fell is false")."""
    verb = that.head
    if that.lower_ != "that" or not that.i < verb.i or that.i == 0:
        return
    for clause in syntax.children(syntax.before(that), "acl", "acl:relcl"):
        if that.i < clause.i < verb.i and not syntax.children(clause, "mark"):
            yield that, clause, "mark"


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
        if first.pos_ in NOMINAL and between[1].left_edge.i == first.right_edge.i + 1:
            titled = misattached.is_bare_title(first, between[1], tables)  # "said [president] Roe had left"
            yield (first, between[1], "nmod:desc") if titled else (first, verb, "obj")
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
    """Let an infinitive after the object of a verb that has nobody do anything be what it is for ("sent ships [to help]")."""
    verb = deed.head
    told = any(verb.i < child.i < deed.i for child in syntax.children(verb, "obj"))
    if not told or deed.tag_ != "VB" or not _marked(deed, "to", verb.i) or verb.pos_ != "VERB":
        return
    takes = any(operators_of(verb, tables)) or any(row.after == (CLAUSE,) for row in rows_of(verb, tables))
    if not takes and not stands_in(strays.DRIVING, verb, tables):
        yield deed, verb, "advcl"


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
    if that is None or not whole or noun.pos_ != "NOUN":
        return
    spare = that.dep_ == "obj" and (len(syntax.children(clause, "obj")) > 1 or _reaches(clause, tables))
    if (that.dep_ == "mark" or spare) and not is_somebody(noun, tables):
        yield clause, noun, "acl"
        yield that, clause, "mark"


def _reaches(verb: Token, tables: EventTables) -> bool:
    """Has a verb what it is about by a preposition that the tables know it with ("had asked [for a truce]")?"""
    known = {sense.particle for sense in senses_of(verb, tables)} - {"", "as"}
    return any(syntax.prepositions(child) in known for child in verb.rights if child.arc == "obl")


def _example(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang an example on the nouns it is one of ("listed steps, [including] expelling them")."""
    first = clause.left_edge
    if syntax.prepositions(clause) == "including" and first.i and clause.head.pos_ == "VERB":
        before = syntax.before(first)
        before = syntax.before(before) if before.is_punct else before
        if before.pos_ == "NOUN" and before.head.i < first.i:
            yield clause, before, "acl"


def _after_whom(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Part who did a thing from the word that tells when ("months after [a boat] sank", read as "after a boat")."""
    verb = noun.head
    first = noun.left_edge
    lone = verb.dep_ == "advcl" and verb.tag_ in syntax.FINITE and not syntax.children(verb, "nsubj", "mark", "csubj")
    if (
        lone
        and noun.right_edge.i + 1 == verb.i
        and first.dep_ == "case"
        and first.lower_ in ("after", "before", "since", "as")
    ):
        yield noun, verb, "nsubj"
        yield first, verb, "mark"


def _ready(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive right after an adjective that is said of a subject complete it ("is due [to meet]")."""
    quality = deed.head
    said = quality.tag_ == "JJ" and bool(syntax.children(quality, "cop"))
    bare = deed.tag_ == "VB" or any(word.tag_ == "VB" for word in syntax.children(deed, "aux:pass"))
    if said and bare and any(word.i == quality.i + 1 for word in syntax.children(deed, "mark")):
        yield deed, quality, "xcomp"
        yield from ((word, quality, "nsubj") for word in syntax.children(deed, "nsubj") if word.i < quality.i)


def _then(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Join a past tense without a subject of its own to the verb before it ("first called for talks, [then left]")."""
    verb = clause.head
    told = clause.tag_ == "VBD" and not any(
        child.arc in ("nsubj", "csubj", "expl", "mark") for child in clause.children
    )
    if told and verb.tag_ in ("VBD", "VBN") and verb.i < clause.i and syntax.own_subjects(verb):
        yield clause, verb, "conj"


def _due(due: Token, tables: EventTables) -> Iterator[Change]:
    """Make "due" the quality which is said of a subject, where it was read as a preposition ("is [due] to visit Rome")."""
    deed, to = due.head, syntax.following(due)
    said = [word for whole in (due, deed) for word in syntax.children(whole, "cop", "aux") if word.i < due.i]
    if due.lower_ != "due" or to.tag_ != "TO" or deed.i < to.i or not said or not _may_be_bare(deed, tables):
        return
    due.pos_ = "ADJ"
    if not syntax.children(deed, "aux:pass"):
        deed.pos_, deed.tag_ = "VERB", "VB"
    yield due, due if deed.dep_ == "ROOT" else deed.head, deed.dep_
    yield deed, due, "xcomp"
    yield to, deed, "mark"
    yield from ((child, due, child.dep_) for child in deed.lefts if child.i < due.i)
    yield from ((child, due, "punct") for child in deed.rights if child.dep_ == "punct")


def _due_there(due: Token, tables: EventTables) -> Iterator[Change]:
    """Make "due" the quality which is said of a subject, where it was read as a preposition before "in" ("is [due] in Oslo")."""
    place, copulas = due.head, syntax.children(due.head, "cop")
    if due.lower_ != "due" or not copulas or copulas[0].i + 1 != due.i or syntax.following(due).tag_ != "IN":
        return
    due.pos_ = "ADJ"
    yield due, due if place.dep_ == "ROOT" else place.head, place.dep_
    yield place, due, "obl"
    kept = ("case", "compound", "flat", "amod", "det", "appos")
    yield from ((child, due, child.dep_) for child in place.children if child.dep_ not in kept)


def _may_be_bare(deed: Token, tables: EventTables) -> bool:
    """May a word be a verb in its bare form, or one in the passive?"""
    return bool(syntax.children(deed, "aux:pass")) or deed.lower_ in tables.verb_forms.get(deed.lower_, ())


def _real_it(word: Token, tables: EventTables) -> Iterator[Change]:
    """Let "it" stand for somebody where no clause follows that it could announce ("said [it] stood ready", "was willing"), or
    where one says it ("[It] added that")."""
    verb = word.head
    personal = verb.pos_ == "VERB" or (verb.lower_, "adjective") in tables.operators_by_lemma
    utters = verb.lemma_ in tables.classed(UTTERING) and not syntax.children(verb, "aux:pass")
    if word.lower_ == "it" and personal and (utters or not syntax.children(verb, "csubj", "ccomp", "advcl")):
        yield word, verb, "nsubj"


def _of_quality(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let what has a quality not suffer it ("[Peru] is inclined to leave")."""
    if noun.head.pos_ == "ADJ" and syntax.children(noun.head, "cop"):
        yield noun, noun.head, "nsubj"


def _stopped(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a deed right after a verb's particle be what that is about ("cut off [lending] to them")."""
    verb, before = deed.head, syntax.before(deed)
    bare = not syntax.children(deed, "mark", "nsubj") and not syntax.children(verb, "obj")
    if deed.tag_ == "VBG" and bare and before.dep_ == "compound:prt" and before.head is verb:
        yield deed, verb, "xcomp"


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


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "mark": (_after_to, _crossing, _due),
    "case": (_due, _due_there),
    "parataxis": (_then,),
    "xcomp": (_foreign_subject, _meant),
    "ccomp": (_foreign_subject, _own_deed),
    "acl:relcl": (_told_noun,),
    "advcl": (_example, _stopped, _ready),
    "expl": (_real_it,),
    "obl": (_after_whom,),
    "nsubj:pass": (_of_quality,),
}
TABLES = (
    strays.BY_LABEL,
    misplaced.BY_LABEL,
    misattached.BY_LABEL,
    nested.BY_LABEL,
    asides.BY_LABEL,
    BY_LABEL,
    tenses.BY_LABEL,
    guises.BY_LABEL,
)
LABELED = {label: tuple(one for table in TABLES for one in table.get(label, ())) for table in TABLES for label in table}
PREDICATIVE = frozenset({"VERB", "AUX"})
OF_VERBS: tuple[Righting, ...] = (*tenses.OF_VERBS, _called)
