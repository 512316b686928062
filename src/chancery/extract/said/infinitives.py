"""Infinitives and gerunds that a cue verb governs: "vowed to …", "urged them to …", "denied taking …", "seems to …"."""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.said.edges import has_marker, is_set_off, passive, until_break
from chancery.extract.said.spans import phrase
from chancery.lexicon.speech import VerbRow
from chancery.model import Span
from chancery.tokens import Token


def _to_clauses(verb: Token) -> list[Token]:
    """The infinitives with "to" that the verb governs; one right after it whatever the parse says."""
    after = [child for child in syntax.children(verb, "xcomp", "ccomp", "advcl", "acl") if child.i > verb.i]
    found = [child for child in after if any(mark.i > verb.i for mark in _marks(child, "to"))]
    near = verb.doc[verb.i + 1 : verb.i + 4]
    if not found and len(near) > 1 and near[0].lower_ == "to":
        found = [token for token in near[1:] if token.tag_ == "VB"][:1]
    return found or _behind_remark(verb)


def _marks(clause: Token, *words: str) -> list[Token]:
    return [child for child in clause.children if child.dep_ == "mark" and child.lower_ in words and child.i < clause.i]


def _behind_remark(verb: Token) -> list[Token]:
    """The infinitive behind a remark on the object that the parse hung on it: "urged Congress, which is in recess, to act"."""
    for noun in syntax.children(verb, "obj", "iobj", "obl"):
        remarks = [child for child in syntax.children(noun, "acl:relcl", "appos") if is_set_off(child)]
        for token in verb.doc[remarks[0].i : verb.sent.end - 3] if remarks else ():
            if token.text == "," and syntax.following(token).lower_ == "to" and token.nbor(2).tag_ == "VB":
                return [token.nbor(2)]
    return []


def infinitive(verb: Token) -> tuple[Span, ...]:
    """Give the infinitive that a verb governs; of a passive the subject with it."""
    if passive(verb):
        return _passive_with(verb, _to_clauses(verb))
    if verb.dep_ in syntax.RELATIVES and verb.i + 1 < len(verb.doc) and syntax.following(verb).lower_ == "not":
        return ()
    governed = [clause for clause in _to_clauses(verb) if not _told_of_object(verb, clause)]
    return tuple(until_break(verb, clause.left_edge, clause) for clause in governed[:1])


def _told_of_object(verb: Token, clause: Token) -> bool:
    """Does an infinitive that the parse hung on a verb tell of its object: "denied [a motion] to end the trial"?"""
    objects = [noun for noun in syntax.children(verb, "obj") if verb.i < noun.i < clause.i]
    return clause.dep_ == "advcl" and any(noun.pos_ == "NOUN" for noun in objects)


def object_infinitive(verb: Token, row: VerbRow, governed: Token | None) -> tuple[Span, ...]:
    """Give an object with the infinitive that tells what it is to do."""
    clauses = _to_clauses(verb)
    if not clauses:
        for noun in [*syntax.objects(verb), *(syntax.obliques(verb, governed.lower_) if governed is not None else [])]:
            infinitives = [child for child in syntax.children(noun, "acl", "acl:relcl") if child.i > verb.i]
            clauses = [child for child in infinitives if has_marker(child, "to")]
            if clauses:
                break
    if not clauses:
        return ()
    if passive(verb):
        return _passive_with(verb, clauses)
    objects = [child for child in syntax.children(verb, "obj", "iobj", "obl") if verb.i < child.i < clauses[0].i]
    objects += [child for child in syntax.children(clauses[0], "nsubj") if child.i > verb.i]
    if not objects:
        return ()
    if row.addressee and row.lemma == "tell":
        return (until_break(verb, clauses[0].left_edge, clauses[0]),)
    first = objects[0].left_edge
    if governed is not None and first.i <= governed.i:
        first = verb.doc[governed.i + 1]
    return (until_break(verb, first, clauses[0]),)


def _passive_with(verb: Token, clauses: list[Token]) -> tuple[Span, ...]:
    """ "The talks are expected to fail": the content is the subject and the infinitive."""
    subjects = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.i < verb.i]
    if not clauses:
        return ()
    rest = until_break(verb, clauses[0].left_edge, clauses[0])
    return (phrase(subjects[0]), rest) if subjects else (rest,)


def gerund(verb: Token, governed: Token | None) -> tuple[Span, ...]:
    """Give the gerund that a verb or its preposition governs."""
    for child in syntax.children(verb, "xcomp", "ccomp", "obj", "advcl", "obl"):
        perfect = child.tag_ == "VBN" and any(one.lower_ == "having" for one in child.lefts)
        if (
            (child.tag_ == "VBG" or perfect)
            and child.i > verb.i
            and not syntax.own_subjects(child)
            and not is_set_off(child)
        ):
            near = child.doc[child.left_edge.i - 1]
            if near.i == verb.i or (
                governed is not None and governed.i <= child.i and child.left_edge.i - governed.i <= 1
            ):
                start = child.left_edge
                if governed is not None and start.i <= governed.i:
                    start = child.doc[governed.i + 1]
                return (until_break(verb, start, child),)
    return ()


def seeming(verb: Token) -> tuple[Span, ...]:
    """Give what seems to be so: "the truce seems to hold", "it seems that …"."""
    subjects = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.i < verb.i]
    clauses = [child for child in syntax.children(verb, "xcomp", "ccomp", "csubj") if child.i > verb.i]
    clauses = clauses or [child for child in verb.rights if syntax.prepositions(child) == "like"]
    if not clauses:
        return ()
    rest = until_break(verb, clauses[0].left_edge, clauses[0])
    if subjects and subjects[0].lower_ != "it":
        return (phrase(subjects[0]), rest)
    return (rest,)
