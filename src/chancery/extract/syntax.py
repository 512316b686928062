"""Questions to a Universal Dependencies parse: the only tree walks of the house.

A token outside what was parsed has no label and answers every question with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"})
RELATIVES = frozenset({"acl:relcl", "advcl:relcl"})
# Tags of verbs with a tense of their own, and of the words that stand for the noun before their clause.
FINITE, RELATIVE = frozenset({"VBD", "VBZ", "VBP", "MD"}), frozenset({"WDT", "WP", "WP$"})
# How near somebody is to what he is about to do.
NEARING = frozenset({"within", "on", "to", "at"})
# Tags of quotation marks.
QUOTES = frozenset({"``", "''"})
# Tags of a past tense and of the participle for which it may be taken.
PAST = frozenset({"VBD", "VBN"})


def before(token: Token) -> Token:
    """Give the word right before a token; at the start of the text the token itself."""
    return token.nbor(-1) if token.i else token


def following(token: Token) -> Token:
    """Give the word right behind a token; at the end of the text the token itself."""
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token


def parsed(token: Token) -> bool:
    """Was this token parsed (and is it a word, not white space)?"""
    return bool(token.dep_) and not token.is_space


def children(token: Token, *labels: str) -> list[Token]:
    """Give a token's dependents with one of these labels, in text order; a bare label takes its subtypes along."""
    found = token.children
    return [child for child in found if child.arc in labels or child.dep_ in labels] if found else []


def conjuncts(token: Token) -> list[Token]:
    """Give the token and everything coordinated with it below it, in text order, but no noun set against it ("X, not Y")."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and not _is_denied(child):
            found.extend(conjuncts(child))
    return found


def _is_denied(noun: Token) -> bool:
    """Does "not" open a noun phrase that is coordinated with another: "the union, [not the ministry]", but "not just Oslo"?"""
    denied = (child for child in noun.children if child.lower_ == "not" and child.i < noun.i)
    return noun.pos_ in ("NOUN", "PROPN") and any(following(child).lower_ not in ("only", "just") for child in denied)


def first_conjunct(token: Token) -> Token:
    """Give the head of the coordination that a token stands in; itself where it stands in none."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Is this verb in the passive, or a bare past participle on a noun ("troops killed by …")?"""
    for child in verb.children:
        if child.dep_ in ("nsubj:pass", "csubj:pass", "aux:pass", "obl:agent"):
            return True
    taking = ("aux", "nsubj") if children(verb, "mark") or obliques(verb, "by") else ("aux", "nsubj", "obj")
    bare = verb.tag_ == "VBN" and not children(verb, *taking)  # "if [elected] president", "[granted] asylum by Oslo"
    return bare and (verb.dep_ in ("acl", "amod", "advcl") or _shares_passive(verb) or _is_state(verb))


def _shares_passive(verb: Token) -> bool:
    """Is a participle coordinated with a passive or a quality whose subject it shares ("were arrested and beaten")?"""
    if verb.dep_ != "conj" or own_subjects(verb):
        return False
    return verb.head.tag_ == "JJ" or (verb.head.tag_ == "VBN" and is_passive(verb.head))


def _is_state(verb: Token) -> bool:
    """Is a participle the state that somebody stays in or is brought to ("remained detained", "had him arrested")?"""
    return verb.dep_ == "xcomp" and not children(verb, "mark", "cop") and verb.head.pos_ == "VERB"


def own_subjects(verb: Token) -> list[Token]:
    """Give the subjects that stand at this verb itself, conjuncts among them."""
    return [part for child in verb.children if child.dep_ in SUBJECTS for part in conjuncts(child)]


def subjects(verb: Token) -> list[Token]:
    """Give who or what the verb's subject is, also where it is understood.

    Shared subjects of coordinated verbs, controlled infinitives (by the object where there is one, else by the subject),
    participles and relative clauses on a noun, and adverbial clauses without a subject are followed. A relative pronoun
    gives way to the noun it stands for.
    """
    found = own_subjects(verb)
    if found:
        return [noun for token in found for noun in antecedents(token)]
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "conj":
        return subjects(head)
    if verb.dep_ in ("xcomp", "ccomp") and head.dep_ == "acl:relcl" and _has_tense(verb):
        return conjuncts(head.head)  # "officials it said were spying"
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and is_infinitive(verb)):
        only_way = prepositions(verb) == "but to"  # "had no choice but to leave"
        return (not only_way and (objects(head) or indirect_objects(head))) or subjects(head)
    if verb.dep_ == "acl":
        return holders(head) if verb.tag_ == "VB" or prepositions(verb) else conjuncts(head)
    if verb.dep_ == "acl:relcl":
        return conjuncts(head) if not objects(verb) or is_passive(verb) else []
    if verb.dep_ == "advcl" and verb.tag_ == "VB" and is_passive(head) and doers(head):
        return doers(head)  # "a gun used by rebels to kill"
    if verb.dep_ in ("advcl", "parataxis") and verb.tag_ in ("VBG", "VBN", "VB"):
        told = verb.tag_ in ("VBG", "VBN") and prepositions(verb) in ("from", "of", "into", "for", "as", "with")
        of_others = [other for other in objects(head) if not is_bare(other)]
        of_others = of_others or (obliques(head, "at") if prepositions(verb) == "for" else [])
        return (of_others if told and not is_passive(head) else []) or subjects(head)
    return _before_teller(verb) if verb.dep_ == "ccomp" else []


def _before_teller(clause: Token) -> list[Token]:
    """Give who acts, read as the subject of who says so between commas ("[Mali], Chad said, left the pact")."""
    verb = clause.head
    parted = clause.tag_ in FINITE and verb.i < clause.i and following(verb).text == ","
    return [
        actor
        for actor in (children(verb, "nsubj") if parted else ())
        if any(
            teller.right_edge.i + 1 == verb.i and not children(teller, "cc")
            for teller in children(actor, "appos", "conj")
        )
    ]


def is_bare(noun: Token) -> bool:
    """Is this what nobody counts, so that nobody is meant by it ("drew [criticism] for saying so")?"""
    return noun.tag_ == "NN" and not children(noun, "det", "nmod:poss", "nummod", "flat", "appos")


def holders(noun: Token) -> list[Token]:
    """Give whose a noun is that an infinitive unfolds: its owner ("their plan to"), who has, gets or is it ("had no plans to").

    In a headline it is whoever is to act ("Denmark to expel envoy").
    """
    owned = possessors(noun) or obliques(noun, "by")
    if owned:
        return owned
    if noun.dep_ == "obj" and (given := indirect_objects(noun.head)):
        return given
    if noun.dep_ == "obj" and noun.head.lemma_.lower() == "have":
        return subjects(noun.head)
    if noun.dep_ == "ROOT" and not any(word.tag_ in ("VBZ", "VBP", "VBD", "MD") for word in noun.sent):
        return conjuncts(noun)
    if noun.dep_ == "xcomp" and noun.head.lemma_.lower() in ("become", "remain"):
        return subjects(noun.head)
    if noun.dep_ == "obl" and noun.head.pos_ == "VERB" and prepositions(noun) in NEARING and not objects(noun.head):
        return subjects(noun.head)  # "came within hours of sending", "stood on the brink of leaving"
    return own_subjects(noun) if children(noun, "cop") else []


def apposition(token: Token) -> Token | None:
    """Give what a word stands in that tells of another time than its clause ("Chad, a [member] since 2009, left").

    That is an apposition, and a noun that says since when something holds ("in power since a [coup] in 2021").
    """
    for above in (token, *ancestors(token)):
        since = above is not token and above.pos_ != "VERB" and prepositions(above) == "since"
        if above.dep_ == "appos" or since:
            return above
        if is_clause_head(above):
            return None
    return None


def antecedent(token: Token) -> Token:
    """Give the noun that a relative pronoun stands for; any other token as it is."""
    if token.tag_ not in RELATIVE and token.lower_ != "that":
        return token
    clause = token.head
    while clause.dep_ not in RELATIVES and clause.head.i != clause.i and clause.dep_ in ("conj", "xcomp", "ccomp"):
        clause = clause.head
    noun = clause.head if clause.dep_ in RELATIVES else token
    named = own_subjects(noun) if noun.lower_ == "one" and children(noun, "cop") else []
    return named[0] if named else noun  # "[Putin] is the one who refused"


def antecedents(token: Token) -> list[Token]:
    """Give the nouns that a relative pronoun stands for: all that are coordinated before it, but for a verb in the singular."""
    noun = antecedent(token)
    if noun is token:
        return _called_so(token) if token.lower_ == "what" else [token]
    together = conjuncts(noun)
    single = any(word.tag_ == "VBZ" or word.lower_ == "was" for word in (token.head, *auxiliaries(token.head)))
    return [noun] if single or token.i < together[-1].i else together


def _called_so(what: Token) -> list[Token]:
    """Give what is told by what somebody calls it ("condemned what it called Mali's [habit]", "what it said was a [lie]")."""
    clauses = [clause for clause in children(what, "acl:relcl") if not children(clause, "obj")]
    named = [noun for clause in clauses for noun in (*children(clause, "xcomp"), *obliques(clause, "as"))]
    below = [one for head in (what.head, *clauses) for one in children(head, "ccomp")]
    told = [one for one in below if any(before(word) in clauses for word in children(one, "cop"))]
    return [noun for noun in (*named, *told) if noun.pos_ == "NOUN"] or [what]


def objects(verb: Token) -> list[Token]:
    """Give the direct objects, conjuncts among them; for a passive verb the subject that is acted upon.

    Of what somebody wants done ("ordered the border [to be closed]") that is the object above.
    """
    if is_passive(verb):
        own = [part for child in children(verb, "nsubj:pass") for part in conjuncts(child)]
        if own:
            return [noun for token in own for noun in antecedents(token)]
        if verb.dep_ in ("acl", "amod", "acl:relcl"):
            return conjuncts(verb.head)
        if verb.dep_ in ("xcomp", "advcl"):
            return subjects(verb)
        if verb.dep_ == "conj" and not own_subjects(verb):
            return objects(verb.head) if is_passive(verb.head) else subjects(verb.head)
        return []
    own = [noun for child in _taken(verb) for part in conjuncts(child) for noun in antecedents(part)]
    return own or _counted(verb) or (conjuncts(verb.head) if _is_bare_relative(verb) else [])


def _taken(verb: Token) -> list[Token]:
    """Give a verb's object, or the one behind it that it shares with the verb before ("abducted and [tortured] a man")."""
    own = children(verb, "obj")
    if own or (verb.dep_ == "conj" and children(verb, "nsubj")) or children(verb, "ccomp", "xcomp"):
        return own
    if verb.dep_ != "conj":
        return _ahead(verb)
    return [noun for noun in children(verb.head, "obj") if noun.left_edge.i == verb.i + 1]


def _ahead(verb: Token) -> list[Token]:
    """Give the object that a verb shares with those joined to it right behind ("were [funding], arming and leading rebels")."""
    joined = [other for other in children(verb, "conj") if other.tag_ == verb.tag_ or {other.tag_, verb.tag_} <= PAST]
    if not joined or children(joined[-1], "nsubj") or verb.doc[verb.i + 1] is not joined[0].left_edge:
        return []
    own = children(joined[-1], "obj")
    between = verb.doc[verb.i + 1 : joined[-1].i]
    return own if all(word in joined or word.dep_ in ("cc", "punct") for word in between) else []


def _counted(verb: Token) -> list[Token]:
    """Give the objects told by how many they may be ("killed between ten and twenty rebels", "killed at least ten")."""
    told = obliques(verb, "between", "")
    return [noun for noun in told if any(children(one, "conj", "nmod") for one in children(noun, "nummod"))]


def _is_bare_relative(verb: Token) -> bool:
    """Does a relative clause without a pronoun tell what its subject does to the noun before it ("the men it accused")?"""
    if verb.dep_ != "acl:relcl" or not own_subjects(verb) or children(verb, "xcomp", "ccomp", "cop", "iobj"):
        return False
    return not any(word.tag_ in RELATIVE | {"WRB"} or word.lower_ == "that" for word in verb.subtree)


def indirect_objects(verb: Token) -> list[Token]:
    """Give the indirect objects ("gave Kyiv weapons")."""
    return [part for child in children(verb, "iobj") for part in conjuncts(child)]


def agents(verb: Token) -> list[Token]:
    """Give who acts: the subject of an active verb, the by-phrase of a passive one, or of one joined to it right away."""
    return (doers(verb) or doers(_joined(verb))) if is_passive(verb) else subjects(verb)


def _has_tense(verb: Token) -> bool:
    """Does a verb, or a helper of it, stand in the present or past?"""
    return any(word.tag_ in FINITE for word in (verb, *auxiliaries(verb)))


def doers(head: Token) -> list[Token]:
    """Give those by whom a thing is done, or at whose hands it is suffered."""
    return obliques(head, "by") or at_hands(head)


def at_hands(head: Token) -> list[Token]:
    """Give those at whose hands a thing is suffered ("beaten at the hands of guards")."""
    hands = [noun for noun in obliques(head, "at") if noun.lower_ == "hands"]
    return [who for hand in hands for who in (*obliques(hand, "of"), *possessors(hand))]


def _joined(verb: Token) -> Token:
    """Give the participle that shares a passive verb's by-phrase ("was kidnapped and killed by"); else the verb itself."""
    after = [child for child in verb.children if child.i > verb.i and child.dep_ not in ("cc", "punct", "advmod")]
    first = after[0] if after else verb
    return first if first.dep_ == "conj" and first.tag_ == "VBN" and not own_subjects(first) else verb


def prepositions(token: Token) -> str:
    """Give the prepositions before a noun or the marker before a clause, lowered: ``"because of"``; none gives ``""``."""
    words = []
    for child in token.children:
        if child.dep_ in ("case", "mark") and child.i < token.i:
            words.append(child)
            words.extend(part for part in child.children if part.dep_ == "fixed")
    return " ".join(word.lower_ for word in words)


def obliques(head: Token, *cases: str) -> list[Token]:
    """Give the nouns that hang on a verb or noun by one of these prepositions (any, where none is named)."""
    found = []
    for child in head.children:
        if child.arc in ("obl", "nmod") and (not cases or prepositions(child) in cases):
            found.extend(conjuncts(child))
    return found


def possessors(noun: Token) -> list[Token]:
    """Give who owns a noun by 's or a possessive pronoun."""
    return [part for child in children(noun, "nmod:poss") for part in conjuncts(child)]


def is_infinitive(verb: Token) -> bool:
    """Does "to" mark a verb?"""
    return any(word.lower_ == "to" for word in children(verb, "mark"))


def particle(verb: Token) -> str:
    """Give the verb's particle ("call off" gives ``"off"``); none gives ``""``."""
    return next((child.lower_ for child in verb.children if child.dep_ == "compound:prt"), "")


def is_now(verb: Token) -> bool:
    """Does a verb tell what is so now, or has come about ("[accuse] the minister", "has left")?"""
    return verb.tag_ in ("VBZ", "VBP") or any(word.lower_ in ("has", "have") for word in auxiliaries(verb))


def negation(token: Token) -> Token | None:
    """Give the word that negates this verb or noun itself ("not", "never", "no"), or None."""
    for child in token.children:
        denies = child.lemma_.lower() in ("not", "never", "no", "neither", "nor")
        if denies and child.dep_ in ("advmod", "det", "cc:preconj") and not is_in_title(child):
            return child
        if child.lower_ in ("n't", "n’t"):
            return child
    return None


def is_in_title(word: Token) -> bool:
    """Does a word within a sentence open a name with its capital ("voted for the [No] Limits law")?"""
    return word.text.istitle() and following(word).text.istitle() and before(word).text.islower()


def auxiliaries(verb: Token) -> list[Token]:
    """Give the verb's auxiliaries in text order; a coordinated verb without any shares those of the first."""
    own = children(verb, "aux")
    if not own and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG") and not own_subjects(verb):
        return auxiliaries(verb.head)
    return own


def modal(verb: Token) -> Token | None:
    """Give the verb's modal auxiliary, or None."""
    return next((word for word in auxiliaries(verb) if word.tag_ == "MD"), None)


def clause_of(token: Token) -> Token:
    """Give the head of the clause a token stands in: the nearest verb or predicate at or above it."""
    while token.head.i != token.i and not is_clause_head(token):
        token = token.head
    return token


def is_clause_head(token: Token) -> bool:
    """Does this token head a clause: a root, a clausal dependent, or a coordinated verb or predicate?"""
    if token.dep_ == "ROOT" or token.dep_ in CLAUSES:
        return True
    return token.dep_ == "conj" and (token.pos_ in ("VERB", "AUX") or bool(own_subjects(token)))


def is_set_off(head: Token) -> bool:
    """Does a comma stand before a clause or a name, which the parse may count among its own words?"""
    return "," in (head.left_edge.text, before(head.left_edge).text)


def ancestors(token: Token) -> Iterator[Token]:
    """Give the heads above a token, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def clauses_above(token: Token) -> Iterator[Token]:
    """Give the clause head of a token, then those above it, nearest first."""
    clause = clause_of(token)
    yield clause
    while clause.head.i != clause.i:
        clause = clause_of(clause.head)
        yield clause
