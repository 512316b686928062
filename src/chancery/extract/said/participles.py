"""Whose participle or infinitive it is, which has no subject of its own: its sentence's, its noun's, or who is left to ask.

Ground for ``sources``.
"""

from __future__ import annotations

from chancery.extract import clauses, syntax
from chancery.extract.said.edges import CLOSING, has_marker, is_break, passive
from chancery.tokens import Token

# Labels of a participle that goes on with its sentence behind a comma.
PARTICIPLES = frozenset({"acl", "csubj", "conj", "advcl", "xcomp", "ccomp", "parataxis"})

# Prepositions by which a participle unfolds the noun before it: "a habit of saying", "criticism for saying".
DOING = frozenset({"of", "for", "in"})


def of_participle(verb: Token) -> list[Token] | None:
    """The subject that a participle has by where it stands; None where its clause tells."""
    joined = syntax.own_subjects(syntax.first_conjunct(verb)) if verb.dep_ == "conj" else []
    if joined:
        return joined  # "with Lund saying it was late and asking for more"
    apart = verb.dep_ in PARTICIPLES and is_break(_before_adverbs(verb))
    found = (subjects_before(verb) if apart else []) or (_subject_ahead(verb) if _opens_sentence(verb) else [])
    if found:
        return found
    if verb.dep_ == "acl":  # "made the mistake of saying", "his habit of telling"
        return of_noun(verb.head) if syntax.prepositions(verb) in DOING else _noun_of_participle(verb)
    if verb.dep_ == "advcl" and verb.head.i < verb.i and _aside_from(verb):
        return syntax.subjects(verb.head)
    return None


def left_to(verb: Token) -> Token | None:
    """Give who is left to ask or think something by an infinitive right behind him: "leaving [some] to wonder what it cost"."""
    upper = verb.head.head if verb.dep_ == "acl" else verb.head
    if (
        verb.tag_ != "VB"
        or verb.dep_ not in ("acl", "advcl")
        or upper.lower_ not in ("leaving", "leave", "leaves", "left")
    ):
        return None
    found = [one for one in syntax.objects(upper) if one.i < verb.i and one.left_edge.lower_ not in ("a", "an")]
    near = bool(found) and (verb.dep_ == "acl" or found[-1].right_edge.i + 1 == verb.left_edge.i)
    return found[-1] if near and has_marker(verb, "to") else None


def quoted_as(verb: Token) -> bool:
    """Does a participle tell as what somebody was quoted: "The war is over, he was quoted as saying"?"""
    led = verb.tag_ == "VBG" and verb.i - 2 == verb.head.i and syntax.before(verb).lower_ == "as"
    return led and passive(verb.head) and bool(syntax.own_subjects(verb.head))


def of_noun(noun: Token) -> list[Token]:
    """Who does what unfolds a noun: whose it is, or the subject of its clause."""
    owners = syntax.possessors(noun)
    return owners or ([] if noun.dep_ in syntax.SUBJECTS else syntax.subjects(syntax.clause_of(noun)))


def _aside_from(verb: Token) -> bool:
    """Does "aside from", "apart from" or "far from" lead in to a participle, of which no object is told?"""
    marks = [mark for mark in syntax.children(verb, "mark") if mark.lower_ == "from"]
    return bool(marks) and syntax.before(marks[0]).pos_ == "ADV"


def same_subject(verb: Token) -> bool:
    """Has an infinitive the subject of the participle above it that stands behind a comma, and not its object's?"""
    above = verb.head
    if above.tag_ != "VBG" or above.i > verb.i or not is_break(_before_adverbs(above)):
        return False
    return verb.dep_ == "advcl" or (verb.dep_ == "xcomp" and not syntax.objects(above))


def _before_adverbs(verb: Token) -> Token:
    """The word before a participle and its adverbs ("…, not even suggesting")."""
    before = verb
    while before.i and (before is verb or before.pos_ in ("ADV", "PART") or before.text in CLOSING):
        before = syntax.before(before)
    return before


def _opens_sentence(verb: Token) -> bool:
    """Does a participle open its sentence, or all but: "By refusing …", "A week before leaving …"?"""
    before = verb.doc[verb.sent.start : verb.i]
    return len(before) < 5 and not any(token.tag_ in syntax.FINITE or is_break(token) for token in before)


def _subject_ahead(verb: Token) -> list[Token]:
    """The subject behind a comma of the main clause that a participle leads in to: "After winning, the mayor thanked …"."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        opens = token.dep_ in syntax.SUBJECTS and token.left_edge.i > 0 and is_break(syntax.before(token.left_edge))
        if (
            opens
            and token.head.tag_ in syntax.FINITE
            and token.head.dep_ not in syntax.RELATIVES
            and token.i < token.head.i
        ):
            return [token]
    return []


def _noun_of_participle(verb: Token) -> list[Token]:
    """Who speaks by a participle behind a noun: the noun, or the number or part of it ("half of voters saying …")."""
    noun = verb.head
    if clauses.is_time(noun):
        return syntax.subjects(syntax.clause_of(noun))
    above = noun.head
    if (
        noun.dep_ == "nmod"
        and syntax.prepositions(noun) == "of"
        and (above.pos_ == "NUM" or syntax.children(above, "nummod"))
    ):
        noun = above
    return syntax.conjuncts(noun)


def _is_tag(clause: Token) -> bool:
    """Do no more than a name and a verb stand between two commas: "“It is over,” [the aide recalled], adding that …"?"""
    own = syntax.own_subjects(clause)
    before = syntax.before(own[0].left_edge) if own else clause
    apart = before.text in CLOSING or is_break(before)
    return bool(own) and own[-1].right_edge.i + 1 == clause.i and apart and is_break(syntax.following(clause))


def subjects_before(verb: Token) -> list[Token]:
    """The subject of the finite verb that stands nearest before a participle, not in a relative clause."""
    doc, start = verb.doc, verb.sent.start
    for token in reversed(doc[start : verb.i]):
        if token.tag_ not in syntax.FINITE or token.dep_ in syntax.RELATIVES or token.head.dep_ in syntax.RELATIVES:
            continue
        clause = token if token.dep_ not in ("aux", "aux:pass", "cop") else token.head
        if any(above.i == verb.i for above in [clause, *syntax.ancestors(clause)]):
            continue
        aside = clause.dep_ in ("ccomp", "csubj", "acl") or (clause.dep_ == "advcl" and clause is not verb.head)
        aside = aside or (clause.dep_ == "advcl" and bool(syntax.children(clause, "nsubj:pass")))
        aside = aside and not _is_tag(clause)
        found = [] if aside else syntax.subjects(clause)
        if found:
            return [subject for subject in found if subject.lower_ not in ("it", "there")]
    return []
