"""Mends of the parse by the tables' own word forms: a plain sentence that was read as one long noun phrase.

"Fiji established ties with Kosovo" may come out of a parser as a noun with a participle before it. Where a sentence has
no verb of its own and a form that can be nothing but a past tense or a third person stands between two nouns, that form
is its verb, what stands before it the subject and what follows the object.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping

from chancery.extract import syntax
from chancery.lexicon.events import EventTables
from chancery.tokens import Doc, Token

# A word, its new head and its new label.
Change = tuple[Token, Token, str]

NOMINAL = frozenset({"NOUN", "PROPN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What keeps its label under the noun that becomes the subject; anything else before the verb is its adjunct.
INNER = frozenset("det amod compound nmod:poss nmod nummod flat nmod:desc appos conj cc case advmod".split())
# What follows the object but hangs on the verb.
OUTER = frozenset("advcl obl punct parataxis ccomp xcomp".split())
# Labels of what says something of its subject.
PREDICATES = ("ROOT", "conj", "ccomp", "advcl", "parataxis", "acl:relcl")
# Labels under which a parser may hide a verb that stands between two nouns.
HIDING = frozenset("amod compound case nmod nsubj nmod:desc flat dep advmod".split())


def mend(doc: Doc, tables: EventTables) -> Doc:
    """Give the verbless sentences of a document their verbs, in place, before anything else reads it."""
    changes: list[Change] = []
    moved: dict[int, Token] = {}
    for token in doc:
        mended = list(_changes(token, tables))
        if not mended:
            continue
        heads = {word.i: head for word, head, _ in mended}
        if all(_hangs(word, ChainMap(heads, moved)) for word, _, _ in mended):
            changes += mended
            moved |= heads
    if changes:
        doc.rehang(changes)
    return doc


def _hangs(word: Token, moved: Mapping[int, Token]) -> bool:
    """Does a word still hang, at last, on a root, if these words have these new heads?"""
    passed = {word.i}
    while (above := moved.get(word.i, word.head)) is not word:
        if above.i in passed:
            return False
        passed.add(above.i)
        word = above
    return True


def _changes(token: Token, tables: EventTables) -> Iterator[Change]:
    if _is_mistagged(token, tables):
        token.pos_, token.tag_ = "VERB", _tense(token, tables)
        yield from (
            (clause, token, "xcomp") for clause in syntax.children(token, "acl") if clause.left_edge.lower_ == "to"
        )
    if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBN"):
        yield from _hyphened(token, tables)
        yield from _moving(token, tables)
        yield from _suffering(token)
        yield from _thing(token, tables)
        yield from _arguments(token)
        yield from _judged(token, tables)
        yield from _sum(token, tables)
        yield from _content(token, tables)
        yield from _active(token)
        yield from _coordinated(token)
        yield from _within_phrase(token)
        yield from _after_date(token)
        yield from _beyond_clause(token)
        yield from _asked(token, tables)
    if token.pos_ == "VERB":
        yield from _doing(token, tables)
    if token.dep_ == "case" and token.pos_ == "ADP":
        yield from _no_preposition(token, tables)
    if token.dep_ != "ROOT" or token.pos_ not in NOMINAL or syntax.children(token, "cop", "aux"):
        return
    verb = _hidden_verb(token, tables)
    if verb is not None:
        yield from _between(token, verb)
        return
    verb = _participle(token, tables)
    if verb is not None:
        yield from _after(token, verb)


def _is_mistagged(token: Token, tables: EventTables) -> bool:
    """Is this a verb by its tree, with a subject and more, yet was taken for a noun, an adjective or a preposition?"""
    if token.pos_ in ("VERB", "AUX") or token.dep_ not in PREDICATES or token.lower_.endswith("ing"):
        return False
    lemmas = tables.verb_forms.get(token.lower_, ())
    labels = {child.arc for child in token.children}
    if not lemmas or "nsubj" not in labels or labels & {"cop", "aux", "det", "amod", "compound", "nummod"}:
        return False
    if token.pos_ == "NOUN":
        told = "obj" in labels or any(child.left_edge.lower_ == "to" for child in syntax.children(token, "acl"))
        return told and "nmod" not in labels
    return "obj" in labels and token.lower_ not in lemmas


def _tense(token: Token, tables: EventTables) -> str:
    """Give the tag of a verb by its form alone."""
    if token.lower_ in tables.verb_forms.get(token.lower_, ()):
        return "VBP"
    return "VBZ" if token.lower_.endswith("s") else "VBD"


def _no_preposition(word: Token, tables: EventTables) -> Iterator[Change]:
    """Make a past tense that was read as the preposition between two nouns the verb of both ("Niger froze the funds")."""
    after, before = word.head, word.head.head
    if after.dep_ != "nmod" or before.dep_ != "ROOT" or not before.i < word.i < after.i:
        return
    if _must_be_verb(word, tables):
        word.pos_, word.tag_ = "VERB", "VBD"
        yield word, word, "ROOT"
        yield before, word, "nsubj"
        yield after, word, "obj"
        yield from ((child, word, child.dep_) for child in before.rights if child.arc in OUTER and child is not after)


def _arguments(verb: Token) -> Iterator[Change]:
    """Give a verb its subject that was read as its compound, and its object that was read as a clause."""
    labels = {child.arc for child in verb.children}
    if verb.i and verb.dep_ == "ROOT" and not labels & {"nsubj", "csubj", "aux"}:
        before = verb.nbor(-1)
        if before.dep_ == "compound" and before.head is verb and before.pos_ in NOMINAL:
            yield before, verb, "nsubj"
            yield from ((part, before, part.dep_) for part in verb.lefts if part.i < before.i and part.dep_ in INNER)
    if "obj" not in labels:
        subjects = [child for child in syntax.children(verb, "nsubj") if child.text[0].isalnum()]
        if len(subjects) > 1 and subjects[-2].i < verb.i < subjects[-1].i and subjects[-1].pos_ in NOMINAL:
            verb.tag_ = "VBD" if verb.tag_ == "VBN" and not syntax.children(verb, "aux") else verb.tag_
            yield subjects[-1], verb, "obj"
    if "obj" not in labels and verb.i + 1 < len(verb.doc):
        after = verb.nbor(1)
        bare = not syntax.children(after, "nsubj", "cop", "aux", "mark")
        if after.head is verb and after.dep_ == "ccomp" and after.pos_ == "PROPN" and bare:
            yield after, verb, "obj"


def _hyphened(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Join to a verb what stands before its hyphen, and give it the subject that hung there ("Iran test-fired a missile")."""
    if verb.i - verb.sent.start < 2 or verb.nbor(-1).text != "-":
        return
    before = verb.nbor(-2)
    if f"{before.lower_}-{verb.lower_}" not in tables.verb_forms or syntax.own_subjects(verb):
        return
    yield before, verb, "compound"
    owner = before.nbor(-1) if before.i > verb.sent.start else before
    if owner.pos_ in NOMINAL and owner.dep_ in ("compound", "nsubj") and owner.head is before:
        yield owner, verb, "nsubj"
        yield from ((part, owner, part.dep_) for part in before.lefts if part is not owner and part.dep_ in INNER)


def _moving(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let who goes of himself be a subject, not one that suffers ("Soldiers crossed into Mali")."""
    if verb.tag_ != "VBN" or verb.dep_ not in PREDICATES or syntax.children(verb, "aux:pass", "aux", "obl:agent"):
        return
    if any("@intransitive" in tables.classes_of.get(lemma, ()) for lemma in tables.verb_forms.get(verb.lower_, ())):
        suffering = syntax.children(verb, "nsubj:pass")
        verb.tag_ = "VBD" if suffering else verb.tag_
        yield from ((child, verb, "nsubj") for child in suffering)


def _suffering(word: Token) -> Iterator[Change]:
    """Give a verb the subject that a participle before it was read to have as its object ("Jailed monks began a fast")."""
    verb = word.head
    if word.dep_ != "csubj" or word.tag_ == "VBZ" or not word.is_sent_start or syntax.own_subjects(word):
        return
    for noun in syntax.children(word, "obj"):
        if word.i < noun.i < verb.i and not syntax.own_subjects(verb)[1:]:
            word.tag_ = "VBN"
            yield noun, verb, "nsubj"
            yield word, noun, "amod"


def _thing(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let a bare word be a verb's object where it was read as an infinitive ("sprayed paint on a wall", "gave them access")."""
    bare = any(
        "@bare" in tables.classes_of.get(lemma, ()) for lemma in tables.verb_forms.get(verb.lower_, (verb.lemma_,))
    )
    for word in syntax.children(verb, "xcomp"):
        if bare or word.tag_ not in ("VB", "VBP") or word.lower_ not in tables.noun_forms:
            continue
        if word.left_edge.i < word.i or any(child.dep_ not in ("obj", "obl") for child in word.children):
            continue
        given = syntax.children(verb, "obj")
        if word.i == verb.i + 1 or any(noun.i + 1 == word.i for noun in given):
            word.pos_, word.tag_ = "NOUN", "NN"
            yield word, verb, "obj"
            yield from ((noun, verb, "iobj") for noun in given)
            yield from ((child, word, "nmod") for child in word.children)


def _sum(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let a rough sum right after a verb be its object ("gave around 90 million euros"); "around" is no preposition there."""
    if syntax.children(verb, "obj", "nsubj:pass", "aux:pass"):
        return
    for number in syntax.children(verb, "obl"):
        counted = number.pos_ in ("NUM", "SYM") or syntax.children(number, "nummod")
        cases = syntax.children(number, "case")
        rough = len(cases) == 1 and "@roughly" in tables.classes_of.get(cases[0].lower_, ())
        if counted and rough and cases[0].i == verb.i + 1:
            yield number, verb, "obj"
            yield cases[0], number, "advmod"


def _judged(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Part what is judged from the judgment that was read as its head ("found the pastor guilty")."""
    for word in syntax.children(verb, "obj"):
        if (word.lower_, "adjective") not in tables.by_lemma or word.lower_ in tables.noun_forms:
            continue
        before = word.nbor(-1)
        if before.head is word and before.dep_ == "compound":
            word.pos_, word.tag_ = "ADJ", "JJ"
            yield word, verb, "xcomp"
            yield before, verb, "obj"
            yield from ((part, before, part.dep_) for part in word.lefts if part is not before)


def _content(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give an offer, threat or demand what it is an offer to do, read as its verb's ("repeated its offer to meet them")."""
    for noun in syntax.children(verb, "obj"):
        told = any((lemma, "noun") in tables.operators_by_lemma for lemma in tables.noun_forms.get(noun.lower_, ()))
        if told and not syntax.children(noun, "acl"):
            for clause in syntax.children(verb, "xcomp", "advcl"):
                if clause.tag_ == "VB" and clause.left_edge.lower_ == "to" and clause.left_edge.i == noun.i + 1:
                    yield clause, noun, "acl"


def _active(verb: Token) -> Iterator[Change]:
    """Take a past tense with an object for active where it was read as a passive without "be" ("The envoy criticized Chad")."""
    suffering = syntax.children(verb, "nsubj:pass")
    told = any(word.pos_ in NOMINAL and word.i > verb.i for word in syntax.children(verb, "obj"))
    if verb.tag_ == "VBN" and suffering and told and not syntax.children(verb, "aux", "aux:pass", "obl:agent"):
        verb.tag_ = "VBD"
        yield from ((child, verb, "nsubj") for child in suffering if child.dep_ == "nsubj:pass")


def _within_phrase(verb: Token) -> Iterator[Change]:
    """Take a verb out of the noun phrase it was read into ("rejected the claim as [false and summoned the envoy]")."""
    word, noun = verb.head, verb.head.head
    first, cases = noun.head, syntax.children(noun, "case") + syntax.children(word, "case")
    if verb.dep_ != "conj" or word.dep_ != "amod" or not word.i < verb.i < noun.i or not syntax.children(verb, "cc"):
        return
    if first.tag_ in FINITE and first.i < word.i and any(case.lower_ == "as" for case in cases):
        verb.pos_, verb.tag_ = "VERB", "VBD" if verb.tag_ == "VBN" else verb.tag_
        yield verb, first, "conj"
        yield noun, verb, "obj"
        yield word, first, "obl"
        yield from ((case, word, "case") for case in cases)


def _coordinated(verb: Token) -> Iterator[Change]:
    """Join a finite verb to the finite verb before it where it was joined to another word ("called it false and left")."""
    head = verb.head
    if verb.dep_ != "conj" or verb.tag_ == "VBN" or syntax.own_subjects(verb) or not syntax.children(verb, "cc"):
        return
    unlike = head.tag_ in ("VB", "VBG") or (head.pos_ not in ("VERB", "AUX") and not syntax.children(head, "cop"))
    if not unlike or syntax.auxiliaries(head):
        return
    first = next((word for word in syntax.ancestors(head) if word.tag_ == verb.tag_ and word.pos_ == "VERB"), None)
    if first is not None and first.i < verb.i and not syntax.own_subjects(head):
        yield verb, first, "conj"


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
    if noun.pos_ not in NOMINAL or verb.nbor(-1).text != "," or syntax.children(verb, "nsubj", "mark", "aux", "cop"):
        return
    yield verb, verb, "ROOT"
    yield noun, verb, "nsubj"
    yield from ((child, verb, "punct") for child in noun.rights if child.dep_ == "punct" and child.i > verb.i)


def _doing(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb the deed that was read as a quality of what is done ("is considering [cutting ties]")."""
    if not any(
        "@ing" in tables.classes_of.get(lemma, ()) for lemma in tables.verb_forms.get(verb.lower_, (verb.lemma_,))
    ):
        return
    for noun in syntax.children(verb, "obj"):
        for deed in syntax.children(noun, "amod"):
            if deed.tag_ == "VBG" and deed.i == verb.i + 1 and deed.lower_ in tables.verb_forms:
                deed.pos_ = "VERB"
                yield deed, verb, "xcomp"
                yield noun, deed, "obj"


def _asked(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb of asking what it asks of somebody, read as his ("ordered rebels [to disarm]")."""
    kinds = {
        operator.row.kind
        for lemma in tables.verb_forms.get(verb.lower_, ())
        for operator in tables.operators_by_lemma.get((lemma, "verb"), ())
    }
    for noun in syntax.children(verb, "obj") if "request" in kinds else []:
        classes = {
            name for lemma in tables.noun_forms.get(noun.lower_, ()) for name in tables.classes_of.get(lemma, ())
        }
        if classes & {"@person", "@official", "@protester", "@troops"}:
            for clause in syntax.children(noun, "acl"):
                if clause.tag_ == "VB" and clause.left_edge.lower_ == "to":
                    yield clause, verb, "xcomp"


def _hidden_verb(root: Token, tables: EventTables) -> Token | None:
    """Find the one form before a root noun that can only be its sentence's verb."""
    inside = [token for token in root.subtree if token.i < root.i]
    if any(token.tag_ in FINITE and token.dep_ != "amod" for token in inside):
        return None
    found = [token for token in inside if _must_be_verb(token, tables)]
    return next((token for token in found if token.head.i >= root.i), found[0] if found else None)


def _must_be_verb(token: Token, tables: EventTables) -> bool:
    """Can a word between two nouns be nothing but a verb in the past or the third person?"""
    if token.dep_ not in HIDING or token.is_sent_start or not token.i:
        return False
    if token.text.istitle() and any(word.text.islower() and len(word) > 4 for word in token.sent):
        return False
    before, after, form = token.nbor(-1), token.nbor(1), token.lower_
    named = before.text.istitle() and before.pos_ == "ADJ" and before.dep_ == "compound"
    if before.pos_ not in NOMINAL and not named:
        return False
    lemmas = tables.verb_forms.get(form, ())
    if not lemmas or form in lemmas or form.endswith("ing") or _means_a_thing(form, tables):
        return False
    return after.pos_ != "ADP" or any(
        sense.particle == after.lower_ for lemma in lemmas for sense in tables.by_lemma.get((lemma, "verb"), ())
    )


def _means_a_thing(form: str, tables: EventTables) -> bool:
    """Do the tables know a form as a noun of a class or sense?"""
    nouns = tables.noun_forms.get(form, ())
    return any((noun, "noun") in tables.by_lemma or noun in tables.classes_of for noun in nouns)


def _between(root: Token, verb: Token) -> Iterator[Change]:
    """Make a form the verb of its sentence: the nouns before it its subject, the old root its object."""
    subject = verb.nbor(-1)
    while subject.head.i < verb.i and subject.head is not subject:
        subject = subject.head
    verb.pos_, verb.tag_ = "VERB", "VBZ" if verb.lower_.endswith("s") else "VBD"
    yield verb, verb, "ROOT"
    yield root, verb, "obj"
    yield from ((child, root, child.dep_) for child in verb.rights if child.i < root.i)
    yield from ((child, verb, child.dep_) for child in root.rights if child.arc in OUTER)
    for token in root.sent:
        if token.i < verb.i and token.head.i >= verb.i and token is not subject:
            inner = token.dep_ in INNER or token.dep_ == "nsubj"
            yield token, subject if inner else verb, "compound" if token.dep_ == "nsubj" else token.dep_
    yield subject, verb, "nsubj"


def _participle(root: Token, tables: EventTables) -> Token | None:
    """Find the participle on a root noun that must be the verb of a full sentence ("The envoy called on the king.")."""
    if root.sent[-1].text != "." or any(token.tag_ in FINITE for token in root.sent):
        return None
    names = syntax.children(root, "appos")
    for child in (*root.rights, *(child for name in names for child in name.rights)):
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ in tables.verb_forms:
            return None if syntax.children(child, "obl:agent", "aux:pass") or syntax.obliques(child, "by") else child
    return None


def _after(root: Token, verb: Token) -> Iterator[Change]:
    """Make a participle the verb and its noun the subject."""
    verb.tag_ = "VBD"
    yield from ((child, verb, child.dep_) for child in root.rights if child.i > verb.i)
    yield verb, verb, "ROOT"
    yield root, verb, "nsubj"
