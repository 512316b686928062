"""Arcs that no sentence has, whatever its words: a subject behind a preposition, a participle with a tense.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.attributes import lacks
from chancery.extract.mended.lookups import (
    BLOW,
    INNER,
    LEADING,
    NOMINAL,
    OPENING,
    Change,
    Righting,
    is_somebody,
    may_be_given,
    names_of,
    rows_of,
    senses_of,
)
from chancery.extract.mended.tenses import BEFORE_VERBS, PERFECT
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# What clauses with a tense of their own are read as.
TENSED = frozenset({"advcl", "acl", "acl:relcl", "ccomp", "parataxis"})
# Verbs whose object is never a thing by which something was done.
SAYS = frozenset({"said", "say", "says"})
# The class of what may be or not.
UNCERTAIN = "@uncertain"
# The object of a sense that has none.
ALONE = ("-",)


def _behind_case(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Read what stands before a subject as opening its clause ("[after] Mali called it off")."""
    verb = noun.head
    cases = [word for part in (noun, *syntax.children(noun, "flat")) for word in syntax.children(part, "case")]
    case = next((word for word in cases if word.i == noun.left_edge.i < verb.i), None)
    if case is not None and case.lower_ in OPENING and verb.dep_ in TENSED:
        yield case, verb, "mark"


def _led_to(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let a name behind "after" be the doer of the verb beyond it ("Prices [rose] after Chad shut its port")."""
    thing, name = verb.head, next(iter(reversed(syntax.obliques(verb, *OPENING))), None)
    later = thing.head
    if name is None or name.pos_ != "PROPN" or verb.tag_ not in syntax.PAST or verb.i != thing.i + 1:
        return
    split = thing.dep_ == "nsubj" and name.right_edge.i + 1 == later.i and later.tag_ in ("VBD", "VBZ")
    if not split or syntax.children(verb, "obj", "obl:agent", "aux"):
        return
    verb.pos_, verb.tag_ = "VERB", "VBD"
    yield verb, verb if later.dep_ == "ROOT" else later.head, later.dep_
    yield thing, verb, "nsubj"
    yield later, verb, "advcl"
    yield name, later, "nsubj"
    yield from ((case, later, "mark") for case in syntax.children(name, "case"))


def _named_again(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Read a second subject between commas as what the first is ("The union, [one] that backed him, met")."""
    verb = noun.head
    others = [word for word in syntax.children(verb, noun.dep_) if word.i < noun.i]
    last = noun.right_edge
    if len(others) == 1 and last.i < verb.i and others[0].pos_ in NOMINAL and noun.pos_ == "NOUN":
        closed = last.text == "," or syntax.following(last).text == ","
        if closed and syntax.before(noun.left_edge).text == "," and syntax.children(noun, "acl:relcl", "acl"):
            yield noun, others[0], "appos"


def _of_doing(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a noun be of what somebody behind "of" does, read as a subject beside it or as telling of him ("The odds of Mali
    [leaving] are slim")."""
    who = syntax.before(deed.left_edge)
    while who.dep_ in ("flat", "compound") and who.head.i < who.i:
        who = who.head
    noun = who.head
    if deed.tag_ != "VBG" or who.dep_ != "nmod" or syntax.prepositions(who) != "of":
        return
    beside = deed.dep_ == "csubj" and noun.head is deed.head and noun.dep_ in syntax.SUBJECTS
    within = deed.dep_ == "acl" and deed.head is who and UNCERTAIN in names_of(noun, tables)
    if (beside or within) and not syntax.children(deed, "mark", "nsubj"):
        yield deed, noun, "acl"
        yield who, deed, "nsubj"
        yield from ((case, deed, "mark") for case in syntax.children(who, "case"))


def _all_but(link: Token, tables: EventTables) -> Iterator[Change]:
    """Make a verb behind "all but" that of the word before ("Chad has all but [left] the pact", "Chad all but [left] it")."""
    verb, every = link.head, syntax.before(link)
    if link.lower_ != "but" or every.lower_ != "all" or verb.tag_ not in syntax.PAST or verb.i != link.i + 1:
        return
    first = syntax.before(every)
    if verb.head is first and first.lower_ in PERFECT:
        verb.tag_ = "VBN"
        yield verb, verb if first.dep_ == "ROOT" else first.head, first.dep_
        yield first, verb, "aux"
        yield from ((child, verb, child.dep_) for child in first.children if child not in (verb, every))
    elif verb.head is every and every.head is first and first.dep_ == "ROOT":
        yield verb, verb, "ROOT"
        yield first, verb, "nsubj"
        yield from ((child, verb, child.dep_) for child in first.rights if child is not every)
    else:
        return
    yield every, verb, "advmod"
    yield link, verb, "advmod"


def _two_marks(mark: Token, tables: EventTables) -> Iterator[Change]:
    """Give a noun the preposition before it that was read as opening an infinitive ("agreed [with] Mali to leave")."""
    deed = mark.head
    to = next((word for word in syntax.children(deed, "mark") if word.lower_ == "to"), None)
    joining = mark.pos_ in ("ADP", "SCONJ") and mark.lower_ != "for"  # "asked for them to leave"
    if to is None or to.i < mark.i + 2 or not joining or syntax.children(deed, "nsubj"):
        return
    noun = next((word for word in deed.head.rights if word.left_edge.i == mark.i + 1 and word.i < to.i), None)
    if noun is not None and noun.pos_ in NOMINAL and noun.dep_.startswith("obl"):
        yield mark, noun, "case"


def _of_who_says(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the verb of saying what stands behind it, read as part of what was said before ("he said, [adding] that …")."""
    told = deed.head
    verb = told.head
    behind = told.dep_ == "ccomp" and told.i < verb.i < deed.i and deed.tag_ == "VBG"
    behind = behind and not syntax.children(deed, "nsubj", "aux")
    if behind and "," in (deed.left_edge.text, syntax.before(deed.left_edge).text):
        yield deed, verb, "advcl"


def _finite(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Tell clauses with a tense and a subject from participles ("a move that Togo [called] illegal", "men [held] there")."""
    if clause.tag_ not in syntax.PAST or clause.dep_ != "acl" or syntax.children(clause, "mark", "aux", "aux:pass"):
        return
    if syntax.children(clause, "nsubj"):
        yield clause, clause.head, "acl:relcl"
    elif clause.head.dep_ == "obj" and clause.head.head.lower_ in SAYS and not syntax.children(clause, "obl:agent"):
        clause.tag_ = "VBD"
        yield clause, clause.head.head, "ccomp"
        yield clause.head, clause, "nsubj"
    elif clause.tag_ == "VBD" and is_somebody(clause.head, tables) and not syntax.children(clause, "obj"):
        clause.tag_ = "VBN"


def _which(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a noun suffer what a clause on it tells of, read as what it says ("sanctions that Rome [imposed] on Mali")."""
    marks = syntax.children(clause, "mark")
    that = len(marks) == 1 and marks[0].lower_ == "that" and syntax.children(clause, "nsubj")
    if that and lacks(clause, clause.head, tables):
        marks[0].pos_, marks[0].tag_ = "PRON", "WDT"
        yield marks[0], clause, "obj"
        yield clause, clause.head, "acl:relcl"


def _first_to(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Read a noun behind a comma as what the subject is, not as an object ("flew to Mali, the first [leader] to do so")."""
    verb, edge = noun.head, noun.left_edge
    comma = edge if edge.text == "," else syntax.before(edge)
    between = [word for word in noun.doc[verb.i : comma.i + 1] if word.text == ","]
    subjects = syntax.own_subjects(verb)
    if comma.text != "," or comma.i < verb.i or len(between) != 1 or not subjects:
        return
    if noun.pos_ == "NOUN" and syntax.children(noun, "acl", "acl:relcl") and comma.i > verb.i + 1:
        taken = [word for word in syntax.children(verb, "obj") if verb.i < word.i < comma.i]
        yield noun, (taken or subjects)[0], "appos"


def _suffered_before(word: Token, tables: EventTables) -> Iterator[Change]:
    """Read a participle between a verb or a preposition and the noun that was read as its object as a quality of that
    ("charged [ousted] President Bashir", "opened hospitals to [wounded] soldiers")."""
    things = syntax.children(word, "obj")
    if word.tag_ != "VBN" or len(things) != 1 or things[0].i < word.i or not word.i:
        return
    if any(child.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cc") for child in word.children):
        return
    thing, left = things[0], syntax.before(word)
    case = left.dep_ == "case" and left.head is thing
    taken = left.pos_ == "VERB" and left.tag_ != "VBG" and not syntax.children(left, "obj")
    taken = taken and left.lower_ not in PERFECT and left.lemma_.lower() not in BEFORE_VERBS
    if not case and not (taken and word.head in (left, left.head)):
        return
    verb = left if taken else syntax.clause_of(word.head)
    yield thing, verb, "obl" if case else "obj"
    yield word, thing, "amod"
    yield from ((child, verb, child.dep_) for child in word.rights if child is not thing)


def _named_thing(thing: Token, tables: EventTables) -> Iterator[Change]:
    """Take an object for the noun that it must be ("gave [guarantees] that")."""
    if thing.tag_ == "VBZ" and thing.lower_ in tables.noun_forms and not syntax.children(thing, "nsubj", "obj", "obl"):
        thing.pos_, thing.tag_ = "NOUN", "NNS"
    return iter(())


def _by_oneself(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let somebody have done, in a sentence, what the tables know as done to nobody ("Heads of state [convened] in Accra.")."""
    verb = noun.head
    bare = verb.dep_ == "ROOT" and verb.tag_ == "VBN" and verb.lower_.endswith("ed")
    bare = bare and not syntax.children(verb, "aux", "aux:pass", "obl:agent")
    alone = any(sense.row.object == ALONE for sense in senses_of(verb, tables))
    if bare and alone and noun.sent[-1].text == ".":
        verb.tag_ = "VBD"
        yield noun, verb, "nsubj"


def _as_asked(helper: Token, tables: EventTables) -> Iterator[Change]:
    """Take "be" for the bare form that it is ("asked that they [be] freed")."""
    if helper.lower_ == "be":
        helper.tag_ = "VB"
    return iter(())


def _hyphened(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let a verb that a hyphen parts from its first half have the subject before that ("Iran [test]-fired a missile")."""
    verb = syntax.following(syntax.following(noun)) if noun.i + 2 < len(noun.doc) else noun
    bound = verb.idx == noun.idx + len(noun) + 1 and syntax.following(noun).text == "-"
    first = [word for word in noun.lefts if word.dep_ in INNER]
    if not bound or verb.tag_ not in ("VBD", "VBZ") or verb not in (noun.head, *noun.rights) or not first:
        return
    if first[-1].pos_ not in NOMINAL:
        return
    if verb is not noun.head:
        yield verb, verb if noun.dep_ == "ROOT" else noun.head, noun.dep_
    yield first[-1], verb, "nsubj"
    yield noun, verb, "compound"
    yield from ((word, first[-1], word.dep_) for word in first[:-1])


def _after_which(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Make a clause of what was read as a noun behind "after" ("Manila protests after Chinese ship [rams] boat")."""
    doers = syntax.children(deed, "compound")
    led_in = any(word.lower_ in LEADING for word in deed.children if word.dep_ in ("mark", "case"))
    if deed.tag_ not in ("VBZ", "VBD") or not led_in or not doers or doers[-1].i != deed.i - 1:
        return
    yield deed, deed.head, "advcl"
    yield doers[-1], deed, "nsubj"
    inner = (word for word in deed.lefts if word.dep_ in INNER and word.i < doers[-1].i)
    yield from ((word, doers[-1], word.dep_) for word in inner if word.dep_ not in ("case", "mark"))
    thing = next((word for word in deed.head.rights if word.i > deed.i and word.dep_ in ("obl", "obj")), None)
    if thing is not None and thing.left_edge.i == deed.i + 1 and not syntax.prepositions(thing):
        yield thing, deed, "obj"


def _led_in(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb without a subject the noun behind "after" right before it ("hours after [Mali] wrapped up the talks")."""
    last = syntax.before(deed) if deed.i else deed
    bare = not syntax.children(deed, "nsubj", "csubj", "expl", "mark", "cc", "obl:agent", "aux:pass")
    if deed.tag_ not in ("VBD", "VBZ") or not bare or last.pos_ not in NOMINAL:
        return
    nouns = [last, *(word for word in syntax.ancestors(last) if word.i < deed.i)]
    doer = next((word for word in nouns if any(one.lower_ in LEADING for one in syntax.children(word, "case"))), None)
    if doer is None or doer.right_edge is not last or doer.pos_ not in NOMINAL:
        return
    above = next((word for word in syntax.ancestors(doer) if word.pos_ in ("VERB", "AUX") and word is not deed), None)
    if above is not None and above.i < doer.i:
        yield deed, above, "advcl"
        yield doer, deed, "nsubj"
        yield from ((word, deed, "mark") for word in syntax.children(doer, "case") if word.lower_ in LEADING)


def _meantime(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the clause what tells when it was, read as of its noun ("was a warning after Mali [sent] ships")."""
    clause = syntax.clause_of(deed.head)
    timed = syntax.prepositions(deed) in LEADING and deed.tag_ in syntax.FINITE and bool(syntax.own_subjects(deed))
    if timed and clause.i < deed.i:
        yield deed, clause, "advcl"


def _called(name: Token, tables: EventTables) -> Iterator[Change]:
    """Let a name right behind a noun be what that is called, not a second subject ("Roe of the rights group [Haki] said")."""
    near = syntax.before(name) if name.i else name
    before = [noun for noun in syntax.children(name.head, "nsubj") if noun.i < near.i]
    if (
        name.pos_ == "PROPN"
        and near.tag_ == "NN"
        and near.arc == "nmod"
        and any(one.is_ancestor(near) for one in before)
    ):
        yield name, near, "appos"


def _behind_comma(last: Token, tables: EventTables) -> Iterator[Change]:
    """Part from a name behind a title another behind a comma, who acts ("In a letter to the king, Roe, [Poe] said")."""
    first = last.head
    verb, title = first.head, syntax.before(syntax.before(first)) if first.i > 1 else first
    parted = syntax.before(last).text == "," and first.dep_ == "nsubj" and last.pos_ == "PROPN" and last.i + 1 == verb.i
    if parted and syntax.before(first).text == "," and title.tag_ == "NN" and is_somebody(title, tables):
        yield last, verb, "nsubj"
        yield first, title, "appos"


def _of_the_copula(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Give what is told with a copula its subject, read as that of the place behind it ("The [minister] is due in Oslo")."""
    place = noun.head
    told = place.head
    inside = place.arc == "obl" and bool(syntax.children(place, "case")) and noun.i < told.i < place.i
    if inside and syntax.children(told, "cop") and not syntax.own_subjects(told) and not syntax.children(place, "cop"):
        yield noun, told, "nsubj"


def _gathering(who: Token, tables: EventTables) -> Iterator[Change]:
    """Let several do what was read as a noun that they only name ("African [leaders] meeting in Abuja gave Mali a week")."""
    deed = who.head
    read = who.tag_ == "NNS" and deed.tag_ == "NN" and deed.i == who.i + 1 and deed.dep_ in syntax.SUBJECTS
    if read and deed.lower_.endswith("ing") and deed.lower_ in tables.verb_forms and is_somebody(who, tables):
        deed.tag_, deed.pos_ = "VBG", "VERB"
        yield who, deed.head, deed.dep_
        yield deed, who, "acl"
        yield from ((word, who, word.dep_) for word in deed.lefts if word is not who)


def _of_the_charge(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the blow that somebody is accused of what came of it ("accused Mali of shelling a camp, [killing] ten")."""
    blows = [clause for clause in syntax.children(deed.head, "advcl", "acl") if syntax.prepositions(clause) == "of"]
    blow = blows[-1] if blows else deed
    behind = syntax.before(deed).text == "," and blow.tag_ == deed.tag_ == "VBG" and blow.right_edge.i + 2 == deed.i
    if behind and all(any(row.event == BLOW for row in rows_of(verb, tables)) for verb in (blow, deed)):
        yield deed, blow, "advcl"


def _titled(name: Token, tables: EventTables) -> Iterator[Change]:
    """Let a noun right before a name be a title, not another subject ("Regional [leader] Roe was accused")."""
    near = syntax.before(name) if name.i else name
    if name.ent_type_ != "PERSON" or near.tag_ != "NN":
        return
    if near.head is name.head and near.dep_ in syntax.SUBJECTS:
        yield near, name, "nmod:desc"
    elif near.dep_ == "conj" and near.head.dep_ == name.dep_ and near.head.head is name.head:
        yield name, near.head, "conj"  # "Poe and the Danish [leader] Roe met"
        yield near, name, "nmod:desc"
        yield from ((link, name, "cc") for link in syntax.children(near, "cc"))


def _given_term(time: Token, tables: EventTables) -> Iterator[Change]:
    """Take for what somebody is given the time read as how long that took ("gave the editor [six years]")."""
    verb = time.head if time.dep_ == "obl:unmarked" else time.head.head
    whom = syntax.before(time.left_edge)
    if whom.dep_ == "obj" and whom.head is verb and may_be_given(verb, time, tables):
        yield whom, verb, "iobj"
        yield time, verb, "obj"


def _in_clause(doer: Token, tables: EventTables) -> Iterator[Change]:
    """Make the subject of its verb what was read behind a preposition that opens the clause ("after [Roe] was arrested")."""
    verb, cases = doer.head, syntax.children(doer, "case")
    passive = bool(syntax.children(verb, "aux:pass"))
    finite = passive or bool(syntax.children(verb, "aux")) or verb.tag_ in ("VBD", "VBZ", "VBP")
    opens = len(cases) == 1 and cases[0].lower_ in OPENING and doer.i < verb.i and doer.left_edge is verb.left_edge
    if opens and finite and verb.dep_ in TENSED and not syntax.own_subjects(verb):
        yield doer, verb, "nsubj:pass" if passive else "nsubj"
        yield cases[0], verb, "mark"
        yield verb, verb.head, "advcl"


def _named_by_office(name: Token, tables: EventTables) -> Iterator[Change]:
    """Join to a name the office right before it, each hung on the verb ("spoke to the Danish leader [Roe] by telephone")."""
    office = syntax.before(name)
    bare = name.ent_type_ == "PERSON" and not syntax.children(name, "case") and office.pos_ == "NOUN" and name.i > 0
    if bare and office.head is name.head and office.arc == "obl" and is_somebody(office, tables):
        yield name, office.head, office.dep_
        yield office, name, "nmod:desc"
        yield from ((word, name, "case") for word in syntax.children(office, "case"))


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "flat": (_behind_comma,),
    "nsubj": (_of_the_copula, _titled, _called, _hyphened, _behind_case, _named_again),
    "ROOT": (_hyphened,),
    "obl": (_after_which, _in_clause, _named_by_office),
    "obl:unmarked": (_given_term,),
    "nmod:unmarked": (_given_term,),
    "nsubj:pass": (_titled, _behind_case, _by_oneself),
    "conj": (_led_in,),
    "parataxis": (_led_in,),
    "acl": (_led_in, _meantime, _led_to, _finite, _suffered_before, _of_doing),
    "acl:relcl": (_which, _suffered_before),
    "xcomp": (_suffered_before,),
    "cc": (_all_but,),
    "compound": (_gathering,),
    "csubj": (_of_doing,),
    "mark": (_two_marks,),
    "advcl": (_led_in, _of_who_says, _of_the_charge),
    "obj": (_named_thing, _first_to),
    "ccomp": (_led_in, _first_to),
    "aux:pass": (_as_asked,),
    "cop": (_as_asked,),
}
