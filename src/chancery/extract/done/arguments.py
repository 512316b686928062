"""What stands around a verb or noun of an act: who acts, what is acted on, whose it is; the usual slips of a parse mended."""

from __future__ import annotations

from collections.abc import Iterable

from chancery.extract import syntax
from chancery.tokens import Token

# Kinds of names of which a noun may be a part.
NAMES = frozenset({"ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART"})
# What joins two names.
DASHES = frozenset("-–")
# What somebody does to bring a deed about, told before it with a hyphen ("US-led").
MADE = frozenset({"led", "imposed", "ordered", "launched", "run"})


def governor_of(token: Token) -> Token:
    """Give a word's head; for "of doing" or a content clause that the parse hangs on the object before it, that object's verb."""
    head = token.head
    heard = head.dep_ == "nmod" and syntax.prepositions(head) != "of"
    if is_content(token) or (heard and _is_that_clause(token)):
        return head.head
    if token.dep_ == "acl" and token.tag_ == "VBG" and head.dep_ in ("obj", "iobj", "nsubj:pass"):
        return head.head if syntax.prepositions(token) in ("of", "for", "from") else head
    return head


def is_content(clause: Token) -> bool:
    """Is this what somebody is told, though the parse hangs it on him ("warned activists [that they would be jailed]")?"""
    told = clause.dep_ == "acl:relcl" and clause.head.dep_ in ("obj", "iobj", "nsubj:pass")
    return told and _is_that_clause(clause)


def _is_that_clause(clause: Token) -> bool:
    """Does a clause on a noun have "that" for its mark, and a subject of its own ("a claim by his wife [that he beat her]")?"""
    if clause.arc != "acl":
        return False
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
    return marked and any(word.tag_ != "WDT" for word in syntax.own_subjects(clause))


def agents_of(verb: Token) -> list[Token]:
    """Give who acts, also where the parse took a past tense for an adjective or a participle, or the told for a mere iobj."""
    if headless(verb):
        return syntax.conjuncts(verb.head)
    if verb.dep_ == "xcomp" and not syntax.own_subjects(verb) and not syntax.objects(verb.head):
        return syntax.indirect_objects(verb.head) or syntax.agents(verb)
    return syntax.agents(verb)


def objects_of(verb: Token) -> list[Token]:
    """Give what is acted on, with the same mending of the parse."""
    if headless(verb):
        return [child for child in verb.children if child.dep_ in ("obj", "xcomp")]
    if endowed(verb):
        return [*syntax.objects(verb), *syntax.children(verb, "obj")]
    told = syntax.indirect_objects(verb)
    return syntax.objects(verb) or (syntax.children(verb, "obl:unmarked") if told else []) or told


def meant_by_pronoun(verb: Token) -> list[Token]:
    """Give what "it" or "them" behind a verb is: the object of the one before ("printed [maps] and released them")."""
    above, tags = verb.head, {"it": "NN", "them": "NNS"}
    if not above.i < verb.i or not (verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")):
        return []
    numbers = {tags[word.lower_] for word in syntax.children(verb, "obj") if word.lower_ in tags}
    before = (one for one in syntax.conjuncts(above) if one.i < verb.i) if numbers else ()
    return [noun for one in before for noun in syntax.children(one, "obj") if noun.tag_ in numbers][-1:]


def headless(verb: Token) -> bool:
    """Is this the only verb of a sentence, read as a participle of its own subject ("Troops [that were] struck a town")?"""
    head = verb.head
    if verb.dep_ != "acl" or head.dep_ != "ROOT" or verb.tag_ not in ("VBN", "VBD") or head.i > verb.i:
        return False
    named = any(child.dep_ in ("obj", "xcomp") and child.pos_ in ("NOUN", "PROPN") for child in verb.children)
    return named and not any(word.tag_ in ("VBZ", "VBP", "MD") for word in head.sent)


def is_infinitive(clause: Token) -> bool:
    """Is this a bare or to-infinitive that completes a verb, be it "to be" something?"""
    bare = clause.tag_ == "VB" or any(word.tag_ == "VB" for word in syntax.children(clause, "cop"))
    return clause.dep_ in ("xcomp", "ccomp") and bare and not syntax.auxiliaries(clause)


def is_noun(token: Token) -> bool:
    """Is this word a noun or a name (and no verb that was taken for one, as its object shows)?"""
    return token.pos_ in ("NOUN", "PROPN") and not any(child.dep_ == "obj" for child in token.children)


def is_gerund(token: Token) -> bool:
    """Is this a verb's -ing form after "be" that was taken for an adjective or a noun ("is threatening to …")?"""
    if token.pos_ not in ("ADJ", "NOUN") or not token.lower_.endswith("ing"):
        return False
    helped = any(child.dep_ in ("cop", "aux") and child.i < token.i for child in token.children)
    return helped and bool(syntax.children(token, "xcomp", "advcl", "obj", "obl", "ccomp"))


def is_deed(token: Token) -> bool:
    """Is this a noun in -ing of what is done to somebody ("the [downing] of a plane")?"""
    return token.tag_ == "NN" and token.lower_.endswith("ing") and bool(syntax.obliques(token, "of"))


def is_setting(here: Token) -> bool:
    """Is this where a thing was done or not ("failed to agree [at talks]"), which was held all the same?"""
    return here.arc == "obl" and is_noun(here) and syntax.prepositions(here) in ("at", "during")


def done_to(deed: Token) -> bool:
    """Does a noun of a deed say to whom or what that is done ("the interrogation [of a pilot]")?"""
    return bool(syntax.objects(deed)) or (deed.dep_ != "compound" and bool(syntax.obliques(deed, "of")))


def is_plain_state(name: Token) -> bool:
    """Is this a state's plain name before a noun, neither its adjective nor its letters ("[Kenya] attacks", not "US attacks")?"""
    plain = name.dep_ == "compound" and name.tag_ == "NNP" and name.ent_type_ == "GPE"
    return plain and not name.text.isupper() and "." not in name.text


def is_scene(name: Token) -> bool:
    """Is a state's plain name right before a noun with "the" where that befell it ("the [Kenya] attacks")?"""
    beside = is_plain_state(name) and name.i + 1 == name.head.i
    return beside and any(word.lower_ == "the" for word in syntax.children(name.head, "det"))


def is_month(token: Token) -> bool:
    """Is this the month of March, which is no march?"""
    before = [child for child in token.children if child.i < token.i]
    return token.text == "March" and token.tag_ == "NNP" and all(child.dep_ == "case" for child in before)


def only_names(token: Token) -> bool:
    """Is this a month, or only a part of a name ("Kosovo [Liberation] Army", "Front for the [Liberation] of Palestine")?

    Also what only stands before a hyphen ("combat-readiness checks").
    """
    if is_month(token) or _hyphened(token) or is_opposed(token):
        return True  # also "anti-[war] protesters"
    if token.pos_ != "PROPN" or token.ent_type_ not in NAMES:
        return False
    if token.dep_ in ("compound", "flat"):
        return True
    between = token.doc[token.head.i : token.i]
    return token.dep_ == "nmod" and all(word.ent_type_ == token.ent_type_ for word in between)


def _hyphened(token: Token) -> bool:
    if token.i + 1 >= len(token.doc) or token.pos_ not in ("NOUN", "PROPN") or token.dep_ not in ("compound", "amod"):
        return False
    after = syntax.following(token)
    return after.text == "-" and after.idx == token.idx + len(token)


def is_predicate(token: Token) -> bool:
    """Is a noun or adjective said of a subject, by a copula or, an adjective in a headline, without one ("Ten dead in …")?"""
    bare = token.tag_ == "JJ" and token.dep_ == "ROOT" and bool(syntax.own_subjects(token))
    return bare or (token.pos_ in ("ADJ", "NOUN", "PROPN") and any(child.dep_ == "cop" for child in token.children))


def is_behind(token: Token) -> bool:
    """Does an adjective with a complement of its own stand behind its noun ("remarks [critical] of them")?"""
    return (
        token.dep_ == "amod" and token.tag_ == "JJ" and token.i > token.head.i and bool(syntax.children(token, "obl"))
    )


def opening(clause: Token) -> str:
    """Give the adverb that opens an adverbial clause ("[when] two ships collided"); none gives ``""``."""
    if clause.arc != "advcl":
        return ""
    return next((child.lower_ for child in clause.children if child.tag_ == "WRB" and child.i < clause.i), "")


def told(noun: Token, prep: str) -> list[Token]:
    """Give those that a preposition, or none, leads to; of what something is called also how ("called it a [brutal] act")."""
    parts = syntax.conjuncts(noun)
    called = (noun.dep_ == "xcomp" or prep == "as") and noun.pos_ == "NOUN"
    how = (word for part in parts for word in syntax.children(part, "amod") if word.i < part.i) if called else ()
    return [*parts, *how]


def is_outcome(clause: Token) -> bool:
    """Is this what a clause before it led to in which nobody does a thing to another ("a roof collapsed, [killing] two")?"""
    after = clause.dep_ == "advcl" and clause.tag_ == "VBG" and clause.i > clause.head.i
    return after and not syntax.own_subjects(clause) and not syntax.children(clause.head, "obj")


def wanted(noun: Token) -> bool:
    """Is somebody what is asked for ("called for [a prosecutor]"), not who is asked ("for a prosecutor to look into it")?"""
    if noun.dep_ not in ("obj", "obl") or not any(
        child.lower_ in ("a", "an") for child in syntax.children(noun, "det")
    ):
        return False
    return not any(child.tag_ == "VB" for word in (noun, noun.head) for child in word.children)


def after_particle(verb: Token, particle: str) -> list[Token]:
    """Give the nouns that the parse hangs on a verb by the words of its particle, as if these were prepositions, or on the
    noun that its particle begins with ("set fire [to a car]")."""
    if not particle:
        return []
    found = []
    for child in verb.children:
        prep = syntax.prepositions(child) if child.arc in ("obl", "nmod", "obj", "advcl") else ""
        if prep and (prep == particle or particle.endswith(" " + prep)):
            found.extend(syntax.conjuncts(child))
        elif child.dep_ in ("advmod", "xcomp") and child.lower_ == particle.split()[0]:
            found.extend(syntax.children(child, "obj", "obl"))
        elif child.dep_ == "obj" and particle.startswith(f"{child.lower_} "):
            found.extend(syntax.obliques(child, particle.rpartition(" ")[2]))
    return found


def beyond_particle(verb: Token) -> list[Token]:
    """Give what the parse hangs on the adverb or bare verb right after a verb ("walked away [from talks]", "let go [of it]"), or
    on the adverb behind its object ("handed a village back [to Mali]")."""
    out = next((child for child in verb.children if child.i == verb.i + 1 and child.dep_ in ("advmod", "xcomp")), None)
    if out is None:
        behind = {noun.right_edge.i + 1 for noun in syntax.objects(verb)}
        out = next((child for child in verb.children if child.i in behind and child.dep_ == "advmod"), None)
    if out is None or out.tag_ == "VBG" or syntax.children(out, "obj"):
        return []
    return [child for child in out.children if child.arc in ("obl", "nmod")]


def stranded(verb: Token) -> Token | None:
    """Give the preposition that a passive verb has left without its noun ("was fired [upon]"), None where there is none."""
    if verb.i + 1 == len(verb.doc) or not syntax.children(verb, "aux:pass"):
        return None
    after = syntax.following(verb)
    return after if after.head is verb and after.pos_ == "ADP" and not after.children else None


def lost_objects(verb: Token) -> list[Token]:
    """Give the nouns that the parse hangs on a verb by its particle ("handed over [the hostages]", "took part in [talks]")."""
    return [child for child in verb.children if child.dep_ == "obl" and any(
        part.dep_ == "case" and 0 < part.i - verb.i < 3 for part in child.children)]  # fmt: skip


def split_particle(noun: Token, particle: str) -> Token | None:
    """Give a particle that the parse took for the first of two prepositions ("pull troops [out] of Senegal")."""
    if noun.dep_ not in ("obl", "nmod"):
        return None
    cases = [part for child in noun.children if child.dep_ == "case" for part in (child, *child.children)]
    return cases[0] if len(cases) > 1 and cases[0].lower_ == particle else None


def given(verb: Token) -> list[Token]:
    """Give the names that the parse joined to the object after them ("gave [Haiti trucks]")."""
    return [
        child
        for noun in syntax.children(verb, "obj")
        for child in noun.children
        if child.dep_ == "compound" and child.pos_ == "PROPN" and child.i == verb.i + 1
    ]


def of_oneself(verb: Token) -> bool:
    """Does somebody say a thing of himself ("[we] must go")?"""
    return any(word.lower_ in ("i", "we") for word in syntax.own_subjects(verb))


def endowed(verb: Token) -> list[Token]:
    """Give who is given what a passive verb has as its object ("Two students were granted asylum", "Given a day, he left")."""
    if not syntax.is_passive(verb) or not syntax.children(verb, "obj"):
        return []
    if verb.dep_ == "acl":  # "men granted asylum by Oslo"
        return syntax.conjuncts(verb.head)
    return syntax.subjects(verb) if verb.dep_ == "advcl" else syntax.own_subjects(verb)


def _pair_before(happening: Token) -> list[Token]:
    """Give the two whose names stand joined before a happening ("[Saudi]-[Iranian] talks")."""
    for last in happening.children:
        if last.i < happening.i and last.i > 1 and last.dep_ in ("amod", "compound") and last.text[0].isupper():
            dash, first = happening.doc[last.i - 1], happening.doc[last.i - 2]
            if dash.text in DASHES and first.text[0].isupper() and first.head in (last, happening):
                return [first, last]
    return []


def parties(happening: Token) -> list[Token]:
    """Give between whom a happening is, where that stands at its verb, an infinitive of that or a participle on it
    ("talks are due to resume on Friday between …", "a truce brokered by Oman between …"), or in a pair of names before it."""
    if pair := _pair_before(happening):
        return pair
    first = syntax.first_conjunct(happening)
    places = syntax.children(happening, "acl")
    if first.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer"):
        below = syntax.children(first.head, "xcomp", "advcl")
        places += [first.head, *(clause for clause in below if clause.tag_ in ("VB", "VBN"))]
    return next(filter(None, (syntax.obliques(verb, "between") for verb in places)), [])


def before(noun: Token) -> list[Token]:
    """Give the adjectives and compounds before a noun."""
    return [child for child in noun.children if child.dep_ in ("compound", "amod") and child.i < noun.i]


def owners(noun: Token) -> list[Token]:
    """Give the words before a noun that may say whose it is: possessors, adjectives of nationality, compounds."""
    found = []
    for child in noun.children:
        if (
            child.i < noun.i
            and child.dep_ in ("nmod:poss", "amod", "compound", "nmod", "flat")
            and not is_opposed(child)
            and not _of_many(child)
        ):
            found.extend(_joined(child))
            found.extend(_before_compound(child))
            found.extend(_makers(child))
            shared = child.dep_ in ("nmod:poss", "amod") or child.pos_ == "PROPN"
            found.extend(syntax.conjuncts(child) if shared else [child])
    return found


def _makers(made: Token) -> list[Token]:
    """Give by whom a deed is said to be done with a hyphen ("[Saudi]-led air strikes", "[US]-imposed sanctions")."""
    if made.tag_ not in syntax.PAST or made.lower_ not in MADE:
        return []
    return [child for child in made.children if child.arc in ("compound", "obl", "amod") and is_before_hyphen(child)]


def _before_compound(part: Token) -> list[Token]:
    """Give what the parse hangs on the first noun of two, though it says whose both are ("[Chilean] steel makers")."""
    if part.dep_ != "compound" or part.pos_ != "NOUN":
        return []
    first = [child for child in part.children if child.i < part.i and child.dep_ in ("amod", "compound", "nmod:poss")]
    return [child for child in first if not is_before_hyphen(child)]  # not "Soviet-era tanks"


def owned_by_pronoun(groups: Iterable[Iterable[Token]]) -> bool:
    """Does "its" or "their" say whose the words of these groups are?"""
    words = [word for group in groups for word in group]
    return bool(words) and all(any(owner.tag_ == "PRP$" for owner in owners(word)) for word in words)


def _joined(name: Token) -> list[Token]:
    """Give the name joined by a hyphen to the one that says whose a thing is ("[Indian]-Nepali talks")."""
    return [child for child in name.children if is_hyphened(child)]


def bound_for(verb: Token) -> list[Token]:
    """Give where those go who carry a thing ("sent two ships carrying food [to Mali]")."""
    sent = syntax.objects(verb)
    behind = {noun.i + 1 for noun in sent}
    loads = [clause for noun in (verb, *sent) for clause in syntax.children(noun, "acl", "advcl") if clause.i in behind]
    carried = (word for load in loads if load.tag_ == "VBG" for word in (load, *syntax.objects(load)))
    return [goal for word in carried for goal in syntax.obliques(word, "to")]


def of_several(noun: Token) -> bool:
    """Are these those of more than one, by what stands before or behind them ("[Danish and Swedish] jets", "envoys [of …]")?"""
    plural = noun.tag_ == "NNS"
    owners = [child for child in noun.children if child.dep_ == "amod" or (plural and child.dep_ == "nmod")]
    return any(child.text.istitle() and syntax.children(child, "conj") for child in owners)


def is_absolute(noun: Token) -> bool:
    """Does a noun behind a comma and "with" tell what else was going on ("blocked trade, [with Mali among those helping]")?"""
    if syntax.prepositions(noun) != "with" or noun.tag_ in syntax.RELATIVE:
        return False
    last = noun.right_edge
    told = syntax.children(noun, "acl", "nmod", "obl", "advcl", "acl:relcl")
    goes_on = bool(told) or (last.i + 1 < len(noun.doc) and not syntax.following(last).is_punct)
    marks = syntax.children(noun, "case")
    return goes_on and bool(marks) and marks[0].i > 0 and syntax.before(marks[0]).text == ","


def is_opposed(name: Token) -> bool:
    """Is this against whom a thing is ("anti-[government] protests")?"""
    return name.i > 1 and name.doc.span(name.i - 2, name.i).text.lower() == "anti-"


def _of_many(name: Token) -> bool:
    """Is a name only the end of one for a whole region, or of what is for somebody ("Pan-[American]", "pro-[Russian] towns")?"""
    return name.i > 1 and name.doc.span(name.i - 2, name.i).text.lower() in ("pan-", "pro-")


def is_before_hyphen(word: Token) -> bool:
    """Does a hyphen join a word to the one that it hangs on ("a [Greek]-owned ship")?"""
    return word.i == word.head.i - 2 and word.doc[word.i + 1].text in ("-", "–")


def is_hyphened(name: Token) -> bool:
    """Is this the first of two names that a hyphen joins ("[Indian]-Nepali")?"""
    if name.i != name.head.i - 2 or name.pos_ not in ("ADJ", "PROPN") or not name.head.text.istitle():
        return False
    return name.text.istitle() and name.doc[name.i + 1].text in ("-", "–")
