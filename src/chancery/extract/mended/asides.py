"""What asides between commas part: verbs from their subjects, clauses from whom they tell of, infinitives from their verbs.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.misplaced import Righting, operators_of
from chancery.extract.mended.misreadings import NOMINAL, Change, names_of
from chancery.extract.mended.nested import ASKING, CROWD
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# The class of words that open a clause, and never stand before a noun alone.
OPENING = "subordinating"


def _own_subject(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a joined verb its subject behind an aside, read as one more object ("urged calm, and [Chad], which left, offered")."""
    comma = syntax.before(verb) if verb.i else verb
    if comma.text != "," or syntax.children(verb, "cc") or syntax.own_subjects(verb):
        return
    if verb.dep_ in ("conj", "parataxis", "ccomp") and verb.tag_ in syntax.FINITE:
        names = (name for name in verb.doc[verb.head.i + 1 : comma.i] if _joined_beyond(name, tables))
    elif verb.tag_ in ("VBD", "VBN") and verb.lower_.endswith("ed"):
        names = (name for name in syntax.ancestors(verb) if _joined_beyond(name, tables) and name.head.pos_ == "NOUN")
    else:
        return
    name = next((name for name in names if _set_apart(name, comma)), None)
    if name is not None:
        first = verb.head if verb.head.pos_ == "VERB" and verb.head.i < name.i else syntax.clause_of(name.head)
        verb.tag_ = "VBD" if verb.tag_ == "VBN" else verb.tag_
        yield name, verb, "nsubj"
        yield verb, first, "conj"
        yield from ((link, verb, "cc") for link in syntax.children(name, "cc"))


def _joined_beyond(name: Token, tables: EventTables) -> bool:
    """Is this a name, or a noun for people, joined to a noun by a word behind a comma ("urged calm, and [Chad]")?"""
    links = syntax.children(name, "cc")
    people = name.tag_ == "NNS" and not CROWD.isdisjoint(names_of(name, tables))
    people = people or any(owner.pos_ == "PROPN" for owner in syntax.possessors(name))  # "and Mali's new government"
    joined = name.dep_ == "conj" and (name.pos_ == "PROPN" or people) and bool(links)
    return joined and name.head.i < links[0].i and syntax.before(links[0]).text == ","


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


def _before_that(that: Token, tables: EventTables) -> Iterator[Change]:
    """Hang what stands before "that" on the verb of saying, not on what is said ("warned after [meeting] him that it would")."""
    told = that.head
    said = told.head
    if that.lower_ != "that" or told.dep_ != "ccomp" or said.pos_ != "VERB" or not said.i < that.i < told.i:
        return
    before = [child for child in told.children if said.i < child.i < that.i and not child.is_punct]
    deeds = [child for child in before if child.tag_ == "VBG" and syntax.children(child, "mark", "case")]
    for deed in deeds:
        yield deed, said, "advcl"
        behind = deed.i + 1
        yield from ((noun, deed, "obj") for noun in before if noun.dep_ == "nsubj" and noun.left_edge.i == behind)


def _set_apart(name: Token, comma: Token) -> bool:
    """Does an aside on a name begin behind it and end at a comma ("Chad[, which left,]")?"""
    last = max((part.i for part in syntax.children(name, "flat")), default=name.i)
    opening = name.doc[last + 1]
    inside = name.doc[opening.i + 1 : comma.i]
    return opening.text == "," and bool(inside) and not any(word.dep_ == "cc" for word in inside[:1])


def _cut_short(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb read as telling of its subject its clause ("Mali, which left, [urged] calm, and Chad, which stayed, spoke")."""
    name = verb.head
    last, relatives = name.head, syntax.children(name, "acl:relcl")
    bare = verb.tag_ in syntax.FINITE and not syntax.children(verb, "nsubj", "nsubj:pass", "cc", "mark")
    if not bare or verb is relatives[0] or name.dep_ != "nsubj" or syntax.before(verb).text != ",":
        return
    relative = any(word.tag_ in ("WDT", "WP", "WP$", "WRB") for word in verb.children)
    others = [one for one in syntax.children(name, "conj") if verb.i < one.i < last.i and syntax.children(one, "cc")]
    if relative or not others or last.tag_ not in syntax.FINITE:
        return
    yield verb, verb if last.dep_ == "ROOT" else last.head, last.dep_
    yield last, verb, "conj"
    yield name, verb, "nsubj"
    yield others[0], last, "nsubj"
    yield from ((link, last, "cc") for link in syntax.children(others[0], "cc"))
    behind = (one for one in relatives if one.i > others[0].i)
    yield from ((one, others[0], "acl:relcl") for one in behind)


def _between(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a clause between a subject and its verb tell of the subject ("but Russia, [which vetoed it], said")."""
    first = clause.left_edge
    first = syntax.following(first) if first.is_punct else first
    comma = syntax.before(first) if first.i else first
    name = syntax.before(comma) if comma.i else comma
    while name.dep_ in ("flat", "compound") and name.head.i != name.i:
        name = name.head
    subject = name.dep_ in syntax.SUBJECTS and name.i < clause.i < clause.right_edge.i < name.head.i
    if first.tag_ in ("WDT", "WP", "WP$") and comma.text == "," and subject:
        yield clause, name, "acl:relcl"


def _which_too(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Join a second clause of "which" to the first, not to a noun in that ("which vetoed a panel and which Chad [accuses]")."""
    opened = any(child.tag_ in ("WDT", "WP") for child in clause.children)
    first = next((one for one in syntax.ancestors(clause) if one.dep_ == "acl:relcl"), None)
    if opened and clause.pos_ == "VERB" and clause.head.pos_ in NOMINAL and first is not None:
        yield clause, first, "conj"


def _while_somebody(link: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb its subject behind a word that opens clauses, read as a setting ("while [Mali], which left, sued")."""
    name = link.head
    verb = name.head
    opens = link.lower_ in tables.classed(OPENING) and name.dep_ == "obl" and name.pos_ in NOMINAL and name.i < verb.i
    if opens and verb.tag_ in syntax.FINITE and not syntax.own_subjects(verb):
        yield name, verb, "nsubj"
        yield link, verb, "mark"


def _past_aside(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang an infinitive behind an aside on the verb before that ("told the paper, which backs Chad, [to close]")."""
    clause = next((one for one in syntax.ancestors(deed) if one.dep_ == "acl:relcl"), None)
    comma = syntax.before(deed.left_edge) if not deed.left_edge.is_punct else deed.left_edge
    if clause is None or not syntax.is_infinitive(deed) or comma.text != "," or not clause.i < comma.i < deed.i:
        return
    whom, opening = clause.head, syntax.before(clause.left_edge)
    verb, opened = whom.head, "," in (opening.text, clause.left_edge.text)
    asks = any(row.kind in ASKING for row in operators_of(verb, tables))
    if opened and asks and whom.dep_ in ("obj", "iobj", "nsubj:pass", "obl") and not syntax.children(verb, "xcomp"):
        yield deed, verb, "xcomp"


def _first_of_list(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let the first verb behind an aside be the sentence's, not the aside's ("Mali, which left, [blamed] Chad, sued it, and")."""
    inner, last = verb.head, verb.head.head.head
    name = inner.head
    outside = inner.dep_ == "acl:relcl" and name.dep_ == "nsubj" and inner.i < verb.i < last.i
    bare = not syntax.children(verb, "nsubj", "nsubj:pass", "cc", "mark", "aux", "aux:pass")
    past = verb.tag_ in syntax.FINITE or (verb.tag_ == "VBN" and verb.lower_.endswith("ed"))
    if not outside or not bare or not past or syntax.before(verb).text != "," or syntax.before(last).text != ",":
        return
    if last.tag_ not in syntax.FINITE or syntax.children(last, "cc", "aux") or not syntax.children(last, "conj"):
        return
    verb.tag_ = last.tag_
    yield verb, verb if last.dep_ == "ROOT" else last.head, last.dep_
    yield last, verb, "conj"
    yield name, verb, "nsubj"
    yield from ((child, verb, child.dep_) for child in inner.children if verb.i < child.i < last.i)


def _first_beside(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let the first verb behind an aside be the sentence's, its object read as subject ("Mali, here, [blamed] Chad, sued")."""
    last = verb.head
    subjects = [noun for noun in syntax.children(last, "nsubj") if noun.i < last.i]
    apart = (
        len(subjects) == 2
        and subjects[0].i < verb.i < subjects[1].i
        and syntax.following(verb) is subjects[1].left_edge
    )
    bare = verb.tag_ in syntax.FINITE and not syntax.children(verb, "nsubj", "nsubj:pass", "cc", "mark", "obj")
    if apart and bare and syntax.before(verb).text == "," and syntax.before(last).text == ",":
        yield verb, verb if last.dep_ == "ROOT" else last.head, last.dep_
        yield last, verb, "conj"
        yield subjects[0], verb, "nsubj"
        yield subjects[1], verb, "obj"


def _within_relative(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang a setting between "which" and its verb on that verb ("Mali, which [in May] sued Chad, left")."""
    first = noun.left_edge
    which = syntax.before(first) if first.i else first
    verb = which.head
    told = which.tag_ in ("WDT", "WP") and which.dep_ in syntax.SUBJECTS and verb.pos_ == "VERB"
    if told and not which.i < noun.head.i <= verb.i and which.i < noun.i < verb.i and syntax.children(noun, "case"):
        yield noun, verb, "obl"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "acl:relcl": (_cut_short,),
    "conj": (_own_subject, _close_subject, _which_too, _first_of_list),
    "parataxis": (_own_subject,),
    "mark": (_before_that,),
    "case": (_while_somebody,),
    "advcl": (_past_aside, _own_subject, _first_beside),
    "ccomp": (_own_subject,),
    "advcl:relcl": (_between,),
    "xcomp": (_past_aside,),
    "nmod": (_within_relative,),
    "obl": (_within_relative,),
}
