"""Where a pronoun stands beside those whom it may mean: what its verb takes, and which clauses tell of whom.

Ground for ``things``.
"""

from __future__ import annotations

from chancery.extract import syntax
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# Behind these stands whom one asks, or deals with.
TO_WHOM = frozenset({"on", "with", "against"})
# What one does to others, not to one's own.
BLOW, ARREST = "ASSAULT", "arrest"


def is_outstanding(token: Token) -> bool:
    """Is what a pronoun means only told to be the worst, or the best, of its kind ("[It] was the deadliest attack since")?"""
    thing = token.head
    of_kind = token.lower_ == "it" and token.dep_ == "nsubj" and thing.pos_ == "NOUN" and syntax.children(thing, "cop")
    return bool(of_kind) and any(word.tag_ == "JJS" for word in syntax.children(thing, "amod"))


def taking(token: Token) -> Token | None:
    """Give the verb that has a pronoun as its object, or so many of those it means ("arrested [20 of them]").

    So is whom one asks by a preposition ("called on [it] to stop").
    """
    counted = token.head if token.dep_ == "nmod" and token.head.pos_ == "NUM" else token
    asked = token.dep_ == "obl" and syntax.prepositions(token) in TO_WHOM
    return counted.head if asked or counted.dep_ in ("obj", "iobj") else None


def is_demanded(token: Token) -> bool:
    """Is a pronoun the subject of what is only to be done ("demanded that it [stop]")?"""
    deed = token.head
    bare = deed.tag_ in ("VB", "VBP") and token.lower_ == "it" and syntax.modal(deed) is None
    return token.dep_ == "nsubj" and deed.dep_ == "ccomp" and bare and not syntax.children(deed, "aux")


def calls(verb: Token, thing: Token) -> bool:
    """Does a verb tell as what one takes its object ("calling them [a lie]", "dismissed them as [absurd]")?"""
    if thing.dep_ == "iobj" and verb.tag_ == "VBG":
        return bool(syntax.children(verb, "obj"))
    told = (child for child in verb.rights if child.dep_ in ("xcomp", "obl", "advcl", "obj"))
    return any(
        (one.dep_ == "xcomp" and one.pos_ in ("NOUN", "ADJ") and not syntax.is_infinitive(one))
        or syntax.prepositions(one) == "as"
        for one in told
    )


def sharing(verb: Token | None) -> Token | None:
    """Give the verb whose subject another, joined to it or hung on it, shares ("criticized Chad, [urging] it to go")."""
    if verb is None or syntax.own_subjects(verb):
        return None
    after = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not syntax.prepositions(verb) and verb.i > verb.head.i
    return verb.head if verb.dep_ == "conj" or after else None


def is_acted_on(name: Token, verb: Token, number: str) -> bool:
    """Is a name, or where several are meant a plural, behind a verb its object, or with or against whom it acts
    ("cut [ties with] Mali"), or is that whose act it judges ("condemned [Mali's raid], accusing it of …")?"""
    if name.dep_ == "nmod:poss" and name.head.dep_ == "obj" and name.tag_ == "NNP" and number == "one":
        return name.head.head.i == verb.i < name.i
    above = name.head.head if name.dep_ == "nmod" else name.head
    if above.dep_ in ("xcomp", "advcl") and above.tag_ == "VB":  # "used force to disperse"
        above = above.head
    borne = unauthored(verb) or (
        name.dep_ == "nmod" and number == "many"
    )  # "imposed sanctions on two men and blamed them"
    bearing = ("", "with", "against", "on") if borne else ("", "with", "against")
    bound = name.dep_ in ("obj", "iobj", "obl", "nmod") and syntax.prepositions(name) in bearing
    fits = name.tag_ in ("NNP", "NNPS", "NN") if number == "one" else name.tag_ in ("NNS", "NNPS")
    return bound and fits and above.i == verb.i < name.i


def unauthored(verb: Token) -> bool:
    """Does a verb tell only whom something was done to ("the sanctions imposed on Iraq after [its] invasion")?"""
    return verb.pos_ == "VERB" and syntax.is_passive(verb) and not syntax.obliques(verb, "by")


def strikes(subject: Token, token: Token, tables: EventTables) -> bool:
    """Does somebody kill or arrest those whose owner a pronoun means ("Hamas said Israel had killed [its] commander")?"""
    counted = token.head.head if token.head.dep_ == "nmod" and token.head.head.pos_ == "NUM" else token.head
    own = any(child.lower_ == "own" for child in token.head.children)
    if token.tag_ != "PRP$" or own or counted.dep_ != "obj" or counted.head is not subject.head:
        return False
    rows = (sense.row for sense in tables.senses_at(subject.head.lower_, "verb"))
    return any(row.mode == ARREST or (row.event == BLOW and not (row.object or row.prep or row.after)) for row in rows)


def tells_of_subject(clause: Token, token: Token) -> bool:
    """Does a clause only tell of the subject of a pronoun's own verb ("Germany, whose firms paid, voted against [them]")?"""
    relative = clause.dep_ in syntax.RELATIVES and token.dep_ not in syntax.SUBJECTS
    return relative and clause.head.dep_ in syntax.SUBJECTS and clause.head.head.i == syntax.clause_of(token).i


def spoken_of(token: Token) -> list[Token]:
    """Give the subjects of the verb that tells a clause whose subject a pronoun is ("[Mali] said it")."""
    told = token.dep_ in syntax.SUBJECTS and token.head.dep_ == "ccomp"
    return syntax.own_subjects(token.head.head) if told else []


def within(subject: Token, others: list[Token]) -> bool:
    """Does a subject stand in a clause that only tells of another ("Mali, which left after [Chad] had come, said")?"""
    return any(other.i < subject.i <= other.right_edge.i for other in others)


def apart(clause: Token, token: Token) -> bool:
    """Does a clause in which a pronoun does not stand only tell when another is ("since the war began, and [its] army")?"""
    return clause.dep_ in ("advcl", "acl", *syntax.RELATIVES) and not clause.is_ancestor(token)


def is_part(token: Token, subject: Token) -> bool:
    """Does a pronoun stand in the phrase of a subject, which it does not mean ("a delegation of [its] leaders arrived")?"""
    inside = subject.i < token.i <= subject.right_edge.i
    return inside and syntax.clause_of(token).i == syntax.clause_of(subject).i


def told_by(token: Token) -> set[int]:
    """Give the clauses that tell what the subject of a verb says, in which nobody is he ("Iran had struck, [it] said")."""
    return {clause.i for clause in syntax.children(token.head, "ccomp")} if token.dep_ in syntax.SUBJECTS else set()


def says(verb: Token, token: Token) -> bool:
    """Does a word stand as the subject of what is said by the subject of this verb?"""
    return token.dep_ in syntax.SUBJECTS and token.head.dep_ == "ccomp" and token.head.head.i == verb.i


def keeps_word(verb: Token, tables: EventTables) -> bool:
    """Is what is done to a promise, which only he can do who gave it ("honor its [pledge]")?"""
    lemmas = ((lemma, "noun") for noun in syntax.objects(verb) for lemma in tables.noun_forms.get(noun.lower_, ()))
    return any(one.row.kind == "promise" for key in lemmas for one in tables.operators_by_lemma.get(key, ()))


def acted_on_further(name: Token, token: Token) -> bool:
    """Is something more done to whom a verb just acted on ("summoned the envoy and handed [him] a note")?"""
    verb = token.head
    further = token.dep_ in ("obj", "iobj") and verb.dep_ == "conj" and not syntax.own_subjects(verb)
    return further and name.dep_ == "obj" and name.head is verb.head


def told_in_person(name: Token, token: Token) -> bool:
    """Is somebody told what others will do to or for him ("told Roe that Mali would defend [him]")?"""
    clause = syntax.clause_of(token)
    done = token.dep_ in ("obj", "iobj") and clause.dep_ == "ccomp" and clause.head is name.head
    doers = syntax.own_subjects(clause) if done and name.dep_ in ("obj", "iobj") else []
    return bool(doers) and doers[0].pos_ != "PRON" and doers[0].ent_type_ != "PERSON"
