"""Verbs that a parser joined to the wrong clause or word: to a deed, to a noun, behind a date or a relative clause, to a place.

Ground for ``misreadings.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.tokens import Token

# A word, its new head and its new label.
Change = tuple[Token, Token, str]

NOMINAL = frozenset({"NOUN", "PROPN"})
# What stays with a name, whatever it hangs on.
INSIDE = frozenset({"compound", "flat", "det", "amod", "nmod:poss", "nmod", "nummod", "appos", "conj"})


def rejoined(verb: Token) -> Iterator[Change]:
    """Give the changes that join a finite verb to the clause that it belongs to."""
    for joining in (_coordinated, _and_then, _within_phrase, _after_date, _beyond_clause, _told_besides):
        yield from joining(verb)


def _within_phrase(verb: Token) -> Iterator[Change]:
    """Take a verb out of the noun phrase it was read into ("rejected the claim as [false and summoned the envoy]")."""
    word, noun = verb.head, verb.head.head
    first, cases = noun.head, syntax.children(noun, "case") + syntax.children(word, "case")
    if verb.dep_ != "conj" or word.dep_ != "amod" or not word.i < verb.i < noun.i or not syntax.children(verb, "cc"):
        return
    if first.tag_ in syntax.FINITE and first.i < word.i and any(case.lower_ == "as" for case in cases):
        verb.pos_, verb.tag_ = "VERB", "VBD" if verb.tag_ == "VBN" else verb.tag_
        yield verb, first, "conj"
        yield noun, verb, "obj"
        yield word, first, "obl"
        yield from ((case, word, "case") for case in cases)


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


def _and_then(verb: Token) -> Iterator[Change]:
    """Join a past behind ", then" to the verb before it, of which it is read as a remark ("opened the talks, [then left]")."""
    head, first = verb.head, verb.left_edge
    bare = not syntax.children(verb, "nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "mark")
    then = first.is_punct and syntax.following(first).lower_ == "then"
    if verb.dep_ == "parataxis" and bare and then and head.i < verb.i and head.tag_ in syntax.FINITE:
        verb.tag_ = "VBD" if verb.tag_ == "VBN" else verb.tag_
        yield verb, head, "conj"


def _unlike(head: Token, verb: Token) -> bool:
    """Can a verb not be joined to a word, which has another form than it?"""
    if verb.tag_ == "VBN":
        return head.tag_ == "VBG" or (head.tag_ == "VB" and bool(syntax.children(verb, "obj")))
    if head.tag_ == "VBN":
        return head.dep_ == "xcomp" and bool(syntax.children(verb, "obj"))
    return head.tag_ in ("VB", "VBG") or (head.pos_ not in ("VERB", "AUX") and not syntax.children(head, "cop"))


def meanwhile(verb: Token) -> Iterator[Change]:
    """Give the verb of a sentence what was done besides, read as a quality of the noun before the comma (", killing two")."""
    noun = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "acl" or verb.i < 1 or syntax.before(verb).text != ",":
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


def _beyond_clause(verb: Token) -> Iterator[Change]:
    """Make the verb after a relative clause its sentence's, read as a part of that clause ("Peru, which won, thanked Chile")."""
    clause = verb.head
    noun = clause.head
    if (
        verb.dep_ not in ("advcl", "parataxis")
        or clause.dep_ != "acl:relcl"
        or noun.dep_ != "ROOT"
        or verb.tag_ == "VBN"
    ):
        return
    if (
        noun.pos_ not in NOMINAL
        or syntax.before(verb).text != ","
        or syntax.children(verb, "nsubj", "mark", "aux", "cop")
    ):
        return
    yield verb, verb, "ROOT"
    yield noun, verb, "nsubj"
    yield from ((child, verb, "punct") for child in noun.rights if child.dep_ == "punct" and child.i > verb.i)


def _told_besides(verb: Token) -> Iterator[Change]:
    """Make what was read as somebody's words the sentence again, and him a part of what follows (", a charge Kyiv denied")."""
    if verb.dep_ != "ROOT" or syntax.children(verb, "obj", "mark"):
        return
    subjects, contents = syntax.children(verb, "nsubj"), syntax.children(verb, "ccomp")
    if len(subjects) != 1 or len(contents) != 1 or not contents[0].i < subjects[0].i < verb.i:
        return
    content, edge = contents[0], subjects[0].left_edge
    noun = syntax.before(edge) if edge.i > content.i + 1 else edge
    article = [child for child in syntax.children(noun, "det") if child.lower_ in ("a", "an")]
    if noun.pos_ == "NOUN" and article and syntax.before(article[0]).text == "," and content.is_ancestor(noun):
        yield content, content, "ROOT"
        yield noun, content, "parataxis"
        yield verb, noun, "acl:relcl"
        yield from ((child, content, "punct") for child in verb.rights if child.dep_ == "punct")


def placed(place: Token) -> Iterator[Change]:
    """Make "was" the verb of who was somewhere for something, and what is due somewhere what its subject is."""
    cases = syntax.children(place, "case")
    if place.dep_ != "ROOT" or place.pos_ != "PROPN" or not cases:
        return
    quality = cases[0] if cases[0].pos_ == "ADJ" and len(cases) > 1 else None
    copulas = syntax.children(place, "cop") or (syntax.children(quality, "cop") if quality else [])
    aims = [word for word in syntax.children(place, "obl") if syntax.prepositions(word) in ("for", "on")]
    if len(copulas) != 1 or copulas[0].i > cases[0].i or not (quality or aims):
        return
    head = quality or copulas[0]
    if not quality:
        head.pos_ = "VERB"
    inside = {word.i for word in (*cases, head)}
    yield head, head, "ROOT"
    yield from (
        (child, head, child.dep_) for child in place.children if child.i not in inside and child.dep_ not in INSIDE
    )
    yield place, head, "obl"
