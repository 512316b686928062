"""Who speaks and to whom, by the verb: its words, its subject or agent, and the noun phrase beside it where the parse fails."""

from __future__ import annotations

from chancery.extract import clauses, stretches, syntax
from chancery.extract.said.bare import quantified
from chancery.extract.said.beside import noun_before, of_whom, past_tense, start_of_time
from chancery.extract.said.bounds import mended, own_words
from chancery.extract.said.edges import CLOSING, NOMINAL, is_break, is_set_off, passive, unread_subject
from chancery.extract.said.group import before_group, verb_group
from chancery.extract.said.participles import left_to, of_noun, of_participle, same_subject, subjects_before
from chancery.extract.said.spans import phrase
from chancery.lexicon.speech import VerbRow
from chancery.model import Span
from chancery.tokens import Token

# Parts of speech of what stands between two names of a list.
LISTED = frozenset({"PROPN", "NOUN", "ADJ", "DET", "CCONJ", "PART"})


def source_of(verb: Token, frame: str = "") -> tuple[tuple[Token, ...], Span | None]:
    """Give the heads and the place of who speaks: the agent of the verb, or the noun phrase to its left."""
    heads, source = _source_of(verb, frame)
    if source is not None and heads and heads[0].i < verb.i and source[0] < verb.idx < source[1]:
        source = _up_to(heads[0], verb)  # the parse hung on the subject what the verb governs
    if source is None or source[1] > verb.idx or not heads:
        return heads, source
    near = _verb_of(heads[0], verb)
    return own_words(near, *mended(near, heads, source)) if source[1] <= near.idx else (heads, source)


def _verb_of(subject: Token, verb: Token) -> Token:
    """The verb right behind a subject, with which another goes on: "Lund, who had run it, [shut] it, saying that …"."""
    other = subject.head
    between = subject.dep_ in syntax.SUBJECTS and subject.i < other.i < verb.i and other.pos_ == "VERB"
    return other if between else verb


def _source_of(verb: Token, frame: str) -> tuple[tuple[Token, ...], Span | None]:
    """The agent of the verb by the parse, or the noun phrase to its left."""
    if frame == "seem" or _only_asked(verb):
        return (), None
    if passive(verb) or (frame == "predicate" and verb.arc == "acl" and syntax.obliques(verb, "by")):
        by = [agent for agent in syntax.obliques(verb, "by") if not clauses.is_time(agent)] or _agent_behind(verb)
        return (tuple(by), _agent_phrase(by[0])) if by else ((), None)
    unread = unread_subject(verb) or quantified(verb)
    if unread is not None:
        return (unread,), _up_to(unread, verb)
    own = _named_subjects(verb) or _shared_relative(verb) or _hung_on_content(verb)
    if own:
        meant = syntax.antecedent(own[-1])
        if meant.i != own[-1].i:
            return tuple(syntax.conjuncts(meant)), stretches.span_of([own[-1]])
        return tuple(syntax.conjuncts(own[0])), (phrase(_title_before(verb, own[0]))[0], phrase(own[-1])[1])
    if _goes_on(verb):
        return _source_of(verb.head, "")
    shared = verb.dep_ == "conj" and is_break(before_group(verb))
    if (
        verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "advcl", "dep")
        and (verb.tag_ in ("VBD", "VBZ", "VBP") or past_tense(verb) or _has_told(verb))
        and not (shared and syntax.subjects(verb))
    ):
        heads, source = noun_before(verb, verb_group(verb)[0].i)
        if source is not None and not _only_where(verb, heads):
            return heads, source
    heads, source = _understood_source(verb)
    if source is None:
        heads, source = noun_before(verb, verb_group(verb)[0].i)
    return (heads, source) if source is not None else _source_of_verb_before(verb)


def _only_where(verb: Token, heads: tuple[Token, ...]) -> bool:
    """Does a noun before a coordinated verb only tell where it was said: "denied it, but [in an interview] said …"?"""
    placed = verb.dep_ == "conj" and len(heads) == 1 and syntax.prepositions(heads[0]) in ("in", "at", "on", "during")
    return placed and heads[0].head is verb and bool(syntax.subjects(verb))


def _goes_on(verb: Token) -> bool:
    """Does a verb right behind a comma go on with the one that it hangs on: "backs “raises,” opposes “cuts” and wants more"?"""
    before = before_group(verb)
    before = syntax.before(before) if before.text in CLOSING else before
    return verb.dep_ == "parataxis" and verb.tag_ == verb.head.tag_ in syntax.FINITE and before.text == ","


def _understood_source(verb: Token) -> tuple[tuple[Token, ...], Span | None]:
    """The subject that a verb shares, with its place."""
    found = [token for token in _understood(verb) if token.i != verb.i]
    found = [token for token in found if token.dep_ != "nsubj:outer"] or found  # "the question is whether …"
    upper = verb.head
    if verb.dep_ in ("xcomp", "advcl") and found and found[0] in syntax.own_subjects(upper) and not passive(upper):
        heads, source = _source_of(upper, "")  # "Lund, Aune and Vik tried to say": whoever tried
        if source is not None and (source[0] <= found[0].idx < source[1] or heads[0].pos_ == "PROPN"):
            return heads, source
    return (tuple(found), _source_phrase(min(found, key=lambda token: token.i), verb)) if found else ((), None)


def _has_told(verb: Token) -> bool:
    """Is this a participle whose auxiliary tells the tense: "has said", "had warned"?"""
    helping = syntax.children(verb, "aux")
    return verb.tag_ == "VBN" and bool(helping) and helping[0].tag_ in syntax.FINITE


def _only_asked(verb: Token) -> bool:
    """Is this a participle taken for a past tense, whose subject does nothing: "the envoy, asked whether he would go, left"?"""
    return verb.tag_ == "VBD" and verb.arc == "advcl" and not verb.lefts and is_break(before_group(verb))


def _title_before(verb: Token, name: Token) -> Token:
    """The office that the parse took for a subject beside the name behind it ("Secretary of State Ana Lund"), or the name."""
    offices = [one for one in syntax.children(verb, "nsubj") if one.right_edge.i + 1 == name.left_edge.i]
    if not offices or name.pos_ != "PROPN":
        return name
    comma = offices[0].right_edge.text == "," and not clauses.is_time(offices[0])
    apart = (
        offices[0].pos_ == "NOUN" and comma and is_break(before_group(verb))
    )  # "A spokesman for the rebels, Abu Said,"
    return offices[0] if apart or (offices[0].pos_ == "PROPN" and not offices[0].right_edge.is_punct) else name


def _source_of_verb_before(verb: Token) -> tuple[tuple[Token, ...], Span | None]:
    """The source of the verb of the same form that stands before "and", where the parse did not see the two together."""
    before = before_group(verb)
    while before.i and (before.lower_ == "then" or before.head.i == verb.i) and before.pos_ == "ADV":
        before = syntax.before(before)
    joined = before.tag_ == "CC" or (before.text == "," and syntax.following(before).lower_ == "then")
    if not joined or verb.tag_ not in syntax.FINITE:
        return (), None
    for token in reversed(verb.doc[verb.sent.start : before.i]):
        if token.tag_ == verb.tag_ and token.pos_ == "VERB":
            heads, source = _source_of(token, "")
            if source is not None:
                return heads, source
    return (), None


def _hung_on_content(verb: Token) -> list[Token]:
    """The subject that the parse hung on the clause which the verb governs, beside that clause's own."""
    for clause in syntax.children(verb, "ccomp"):
        own = syntax.own_subjects(clause)
        if len(own) > 1 and own[0].i < verb.i < own[1].i and clause.i > verb.i:
            return own[:1]
    return []


def _named_subjects(verb: Token) -> list[Token]:
    """The subject of a verb, and before it a name whose apposition the parse took for one: "Lund, the only member, said".

    A time ("on Sunday", "this past week") that was taken for the subject is none.
    """
    own = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.dep_ != "csubj"]
    own = [child for child in own if child.lower_ != "whom" and not of_whom([*child.subtree])]
    own = [child for child in own if child.i > verb.i or not _time_before(verb, child)]
    own = [child for child in own if not clauses.is_time(child) and (child.i < verb.i or _inverted(verb, child))]
    if len(own) > 1 and own[-1].tag_ == "DT" and not is_break(syntax.before(own[-1])):
        own.pop()  # "Fiji and Samoa each said"
    if len(own) > 1 and own[-1].i < verb.i and (_listed(own[-2], own[-1]) or _ends_subject(own[-2], own[-1], verb)):
        return own[-2:]
    named = own[-2:-1] if len(own) > 1 and own[-2].pos_ == "PROPN" and own[-1].i < verb.i else []
    apart = named and is_set_off(own[-1]) and is_break(before_group(verb)) and own[-1].pos_ != "PROPN"
    return [*named, *own[-1:]] if apart else _behind_place(own[-1:])


def _ends_subject(first: Token, last: Token, verb: Token) -> bool:
    """Is what was read as a second subject the end of the first: "the farmers [surveyed]", "who gave her name as [Amina]"?"""
    if first.tag_ == "CD" and first.right_edge.i + 1 == last.left_edge.i:
        return True  # "Eight in 10 Germans"
    mark = syntax.before(last.left_edge)
    named = mark.lower_ == "as" and mark.dep_ == "mark" and mark.head is verb and verb.dep_ == "ROOT"
    return last.tag_ == "VBN" or named


def _listed(first: Token, last: Token) -> bool:
    """Do no more than names, commas and "and" stand from one subject to the next: "Lund, Aune and party leader Erik Vik"?"""
    between = first.doc[first.right_edge.i + 1 : last.i] if first.i < last.i else ()
    rest = [first.right_edge, *between]
    joined = any(token.tag_ == "CC" for token in between) and any(token.text == "," for token in rest)
    return joined and all(token.pos_ in LISTED or token.text in (",", "'", "’") for token in between)


def _behind_place(own: list[Token]) -> list[Token]:
    """The subject behind a place that the parse took for it: "Inside the hall, Novak dismissed the plan"."""
    if not own or own[0].left_edge.pos_ != "ADP" or own[0].left_edge.head.i != own[0].i:
        return own
    return [child for child in own[0].rights if child.dep_ == "appos" and is_set_off(child)][:1] or own


def _inverted(verb: Token, noun: Token) -> bool:
    """Does a subject follow its verb right away, with nothing that the verb governs and no comma between?"""
    if noun.lower_ == "it":
        return False  # "as he put it"
    between = verb.doc[verb.i + 1 : noun.left_edge.i]
    governed = any(child.arc in ("obj", "xcomp", "ccomp") and verb.i < child.i < noun.i for child in verb.children)
    return verb.tag_ != "VBG" and not governed and not any(is_break(token) or token.text == ":" for token in between)


def _time_before(verb: Token, noun: Token) -> bool:
    """Does no more than a time stand in a noun phrase right before a verb, behind a noun that may be its subject?"""
    first = start_of_time(verb.doc, noun.i + 1, verb.sent.start)
    before = verb.doc[first - 1] if first <= noun.i and first > verb.sent.start else None
    return before is not None and (before.pos_ in NOMINAL or before.text in (",", ")"))


def _shared_relative(verb: Token) -> list[Token]:
    """The relative pronoun that a coordinated verb shares: "who stood up and praised her"."""
    first = syntax.first_conjunct(verb)
    while first.dep_ == "xcomp" and first.head.i < first.i and not syntax.objects(first.head):
        first = syntax.first_conjunct(first.head)  # "who may have to decide"
    own = [child for child in first.children if child.dep_ in syntax.SUBJECTS] if first is not verb else []
    return own[-1:] if own and own[-1].tag_ in ("WP", "WDT") else []


def _agent_behind(verb: Token) -> list[Token]:
    """The agent of a passive that the parse hung on what is said of its subject: "seen as a winner by most voters"."""
    for child in verb.rights:
        if child.arc not in ("xcomp", "advcl", "obl", "obj"):
            continue
        last = child.right_edge if not child.right_edge.is_punct else syntax.before(child.right_edge)
        for word in [last, *syntax.ancestors(last)]:
            if word.i <= child.i or word.tag_ in syntax.FINITE or clauses.is_time(word):
                break
            if (
                syntax.prepositions(word).partition(" ")[0] == "by"
                and word.pos_ in NOMINAL
                and word.head.pos_ != "VERB"
            ):
                return syntax.conjuncts(word)
    return []


def _agent_phrase(agent: Token) -> Span:
    """The place of a passive's agent, without what it was for or asked: "criticized by the bishop for closing the shelter"."""
    start, end = phrase(agent)
    if agent.left_edge.lower_ == "by" and agent.left_edge.i < agent.i:
        start = syntax.following(agent.left_edge).idx  # "by about half": all that follows is who acts
    clauses = syntax.children(agent, "acl", "acl:relcl")
    reasons = [child for child in clauses if syntax.prepositions(child) in ("for", "whether", "if", "to")]
    if not reasons or reasons[0].left_edge.i <= agent.i:
        return start, end
    last = syntax.before(reasons[0].left_edge)
    return start, last.idx + len(last)


def _up_to(noun: Token, verb: Token) -> Span:
    """The place of a subject that runs right up to its verb."""
    last = syntax.before(verb_group(verb)[0])
    while last.i > noun.i and (last.is_punct or last.pos_ == "ADV") and last.text != ")":
        last = syntax.before(last)
    start = phrase(noun)[0]
    return start, max(last.idx + len(last), noun.idx + len(noun))


def _understood(verb: Token) -> list[Token]:
    """The subject that a verb shares.

    That of a participle behind a comma is its sentence's, not the nearest noun. That of an infinitive behind a noun is
    who owns the noun or does the governing verb: "the mayor's refusal to testify", "they used the time to criticize".
    """
    quoted = syntax.objects(verb.head) if verb.tag_ == "VBG" and syntax.prepositions(verb) == "as" else []
    if quoted:
        return quoted  # "Tass quoted Kern as saying": Kern does
    participle = verb.tag_ == "VBG" or (verb.tag_ == "NN" and verb.dep_ == "advcl" and verb.lower_.endswith("ing"))
    shared = of_participle(verb) if participle else None
    if shared is not None:
        return shared
    left = left_to(verb)
    if left is not None:
        return [left]
    if verb.tag_ == "VB" and verb.dep_ == "acl":
        return of_noun(verb.head)
    if verb.tag_ == "VB" and same_subject(verb):
        return _understood(verb.head)  # "They denied it, taking pains to note that …"
    found = syntax.subjects(verb)
    if participle and found and found[0].head is verb.head and _is_bare(found[0]):
        found = syntax.subjects(verb.head)
    if not found and participle:
        above = (syntax.own_subjects(clause) for clause in syntax.clauses_above(verb) if clause.i != verb.i)
        found = next((subjects for subjects in above if subjects), []) or subjects_before(verb)
    return found


def _is_bare(noun: Token) -> bool:
    """Is an object a bare noun, which names nobody: "faced [criticism] for saying that …"?"""
    return noun.arc == "obj" and noun.tag_ == "NN" and not list(noun.lefts)


def _source_phrase(noun: Token, verb: Token) -> Span:
    span = phrase(noun)
    if span[0] <= verb.idx < span[1]:
        return stretches.noun_phrase(noun)
    return span


def addressees(verb: Token, row: VerbRow) -> tuple[Token, ...]:
    """Give the heads of who is spoken to, with the names behind a noun ("told the [channel] [Imedi]")."""
    if row.addressee == "object":
        found = [*syntax.indirect_objects(verb), *syntax.objects(verb)]
    else:
        found = syntax.obliques(verb, row.addressee) if row.addressee else []
    named = (name for noun in found if noun.pos_ == "NOUN" for name in syntax.children(noun, "appos"))
    heads = [token for token in found if token.pos_ in ("NOUN", "PROPN", "PRON")]
    return (*heads, *(name for name in named if name.pos_ == "PROPN"))
