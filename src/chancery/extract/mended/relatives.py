"""Clauses behind "what", "which" and "that", read as of the wrong word: by number, and by what is named in them.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.lookups import Change, Righting, acts_on, calls_something
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# Forms that only one thing takes, and that only several do; tags of nouns of one and of several.
ONE, MANY = frozenset({"was", "is", "has", "'s"}), frozenset({"were", "are", "have"})
SINGLE, SEVERAL = frozenset({"NN", "NNP"}), frozenset({"NNS", "NNPS"})


def _in_number(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a clause tell of the noun that agrees with it, not of one inside ("a [hotline] between the armies, which was cut")."""
    thing = clause.head
    if not any(word.tag_ == "WDT" for word in syntax.children(clause, "nsubj", "nsubj:pass")):
        return
    number = _number(clause)
    if number is None or thing.tag_ in number or _is_list(thing) or thing.tag_ not in SINGLE | SEVERAL:
        return
    while thing.arc == "nmod" and thing.head.pos_ == "NOUN" and thing.head.i < thing.i:
        thing = thing.head
        if thing.tag_ in number:
            yield clause, thing, "acl:relcl"
            return


def _number(clause: Token) -> frozenset[str] | None:
    """Give the tags of the nouns of which a clause can tell by its verb, None where that does not say."""
    helpers = [*syntax.children(clause, "aux", "aux:pass", "cop"), clause]
    forms = {word.lower_ for word in helpers}
    if forms & ONE or clause.tag_ == "VBZ":
        return SINGLE
    return SEVERAL if forms & MANY or clause.tag_ == "VBP" else None


def _is_list(noun: Token) -> bool:
    return noun.dep_ == "conj" or bool(syntax.children(noun, "conj"))


def _what_they_call(what: Token, tables: EventTables) -> Iterator[Change]:
    """Part "what" from who calls it something, read as one noun ("bombed [what] residents described as a camp")."""
    namer, verb = what.head, what.head.head
    if what.lower_ != "what" or namer.left_edge is not what:
        return
    told = [one for one in (*syntax.children(namer, "acl"), verb) if one.i > namer.i and _names(one, tables)]
    if not told:
        return
    clause = told[0]
    above, label = (clause.head, "obj") if clause is verb else (verb, namer.dep_)
    if above.i < what.i:
        clause.tag_ = "VBD"
        yield what, above, label
        yield clause, what, "acl:relcl"
        yield namer, clause, "nsubj"


def _names(verb: Token, tables: EventTables) -> bool:
    """Does a verb in the past tell what something is called, or is described as?"""
    return verb.tag_ in syntax.PAST and (bool(syntax.obliques(verb, "as")) or calls_something(verb, tables))


def _in_which(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the noun right before it what opens with "in which", read as a clause of the verb's ("after protests [in which]
    two were shot").
    """
    opening = [word for word in syntax.children(clause, "obl") if word.tag_ == "WDT" and syntax.prepositions(word)]
    first = opening[0].left_edge if opening else clause
    noun, above = syntax.before(first), clause.head
    if not opening or not first.i or noun.pos_ != "NOUN" or above is clause or not above.i < noun.i:
        return
    yield from ((word, above, word.dep_) for word in clause.lefts if word.i < first.i and not word.is_punct)
    yield clause, noun, "acl:relcl"


def _acting_on(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let what is told by "which" be what the tables know the verb to act on ("a [ban] on media, which Chad lifted")."""
    thing = clause.head
    which = any(word.tag_ == "WDT" for word in syntax.children(clause, "obj", "nsubj:pass"))
    if not which or thing.pos_ != "NOUN" or acts_on(clause, thing, tables):
        return
    while thing.arc == "nmod" and thing.head.pos_ == "NOUN" and thing.head.i < thing.i:
        thing = thing.head
        if acts_on(clause, thing, tables):
            yield clause, thing, "acl:relcl"
            return


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "acl:relcl": (_in_number, _acting_on),
    "ccomp": (_in_which,),
    "advcl": (_in_which,),
    "conj": (_in_which,),
    "parataxis": (_in_which,),
    "det": (_what_they_call,),
}
