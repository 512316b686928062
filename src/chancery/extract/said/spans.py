"""Where a noun phrase begins and ends, with its title, its apposition and its relative clause.

Ground for who speaks and for what is said of a thing.
"""

from __future__ import annotations

from chancery.extract import clauses, stretches, syntax
from chancery.extract.said.edges import DETACHED_BY, KEPT, OPENING, is_set_off
from chancery.model import Span
from chancery.tokens import Token

# Words before a number or a part ("about half") that are no prepositions there.
COUNTING = frozenset({"about", "around", "nearly", "over", "under"})


def _apart(child: Token) -> bool:
    """Is a noun's dependent behind a comma no part of its name: a participle, a preposition with its noun?"""
    label, behind = child.arc, syntax.following(child)
    if label == "acl" and ((behind.dep_ == "appos" and behind.head is child.head) or _is_office(child, behind)):
        return False  # "Lund, acting director of the fund"
    if label in ("acl", "advcl", "conj"):
        return child.tag_ in DETACHED_BY
    return label == "parataxis" or (label in ("nmod", "obl") and syntax.prepositions(child) not in ("", "including"))


def _is_office(participle: Token, noun: Token) -> bool:
    """Is a participle the first word of an office, read as a verb with its object: "Lund, [acting] director of the fund"?"""
    return participle.lower_ == "acting" and noun.pos_ == "NOUN" and noun.arc == "obj" and not list(noun.lefts)


def phrase(noun: Token) -> Span:
    """Give a noun phrase whole, with apposition and relative clause, without its preposition and outer punctuation.

    A participle or a preposition behind a comma ("the envoy, speaking in Oslo,") is no part of it; a name's title that
    the parse left aside is.
    """
    doc, first, last = noun.doc, noun.left_edge, noun.right_edge
    for child in noun.rights:
        if is_set_off(child) and _apart(child):
            last = doc[child.left_edge.i - 1]
            break
    for child in noun.lefts:
        opens = child.arc == "amod" and child.tag_ in DETACHED_BY and child.right_edge.i > child.i
        if child.arc in ("advcl", "acl", "obl", "nmod", "parataxis") or opens:
            first = next(
                (word for word in (child.right_edge, syntax.following(child.right_edge)) if word.text == ","), first
            )
    while (
        first.i < noun.i
        and not _about_so_many(first, noun)
        and (
            (first.is_punct and first.text not in OPENING)
            or (first.dep_ in ("case", "cc", "mark") and first.head.i == noun.i)
            or first.lower_ == "what"
        )
    ):
        first = doc[first.i + 1]
    while last.i > noun.i and ((last.is_punct and last.text not in KEPT) or last.is_space):
        last = doc[last.i - 1]
    return stretches.span_of([_with_title(first), last])


def _about_so_many(first: Token, noun: Token) -> bool:
    """Does a subject begin with a word like "about", which the parse took for its preposition: "About half of them say …"?"""
    bare = noun.dep_ in syntax.SUBJECTS and first.dep_ == "case" and first.head.i == noun.i
    behind = syntax.following(first)
    return bare and (behind.tag_ == "CD" or (behind.i == noun.i and noun.tag_ == "NN" and first.lower_ in COUNTING))


def _with_title(first: Token) -> Token:
    """Take in the nouns that stand unbroken before a phrase ("Former Florida Gov." before "Jeb Bush")."""
    start, bound = first, first.sent.start
    while start.i > bound and syntax.before(start).pos_ in ("PROPN", "NOUN", "ADJ", "DET", "NUM"):
        if syntax.before(start).pos_ == "NOUN" and clauses.is_time(syntax.before(start)):
            break
        start = syntax.before(start)
    if start.i == first.i or first.pos_ not in ("PROPN", "NOUN", "ADJ"):
        return first
    before = syntax.before(start) if start.i > bound else None
    return first if before is not None and before.pos_ in ("ADP", "PART", "VERB", "AUX") else start


def trim(tokens: list[Token]) -> tuple[Span, ...]:
    """Give the place of some words without the punctuation and conjunction at their edges; () where nothing is left."""
    while tokens and ((tokens[0].is_punct and tokens[0].text not in OPENING) or tokens[0].dep_ == "cc"):
        tokens = tokens[1:]
    while tokens and tokens[-1].is_punct and tokens[-1].text not in KEPT:
        tokens = tokens[:-1]
    return (stretches.span_of(tokens),) if tokens else ()


def behind_home(right: list[Token], verb: Token) -> int:
    """How many words name a plural with where it is at home: "said [experts at the University] on Friday"? One at least."""
    place = right[1].head if right[0].tag_ == "NNS" and len(right) > 2 and right[1].dep_ == "case" else verb
    there = place.arc == "obl" and place.head is verb and right[1].lower_ in ("at", "in", "from", "with")
    if not there or clauses.is_time(place) or right[2].lower_ in ("a", "an"):
        return 1
    return 1 + sum(right[0].i < token.i <= place.right_edge.i for token in right)
