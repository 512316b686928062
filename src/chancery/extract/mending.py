"""Mends of the parse by the tables' own word forms: a plain sentence that was read as one long noun phrase.

"Fiji established ties with Kosovo" may come out of a parser as a noun with a participle before it. Where a sentence has
no verb of its own and a form that can be nothing but a past tense or a third person stands between two nouns, that form
is its verb, what stands before it the subject and what follows the object. What stands wrongly around a verb,
``misreadings.py`` rights.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping

from chancery.extract import syntax
from chancery.extract.mended.lookups import INNER, NOMINAL, PREDICATES, Change
from chancery.extract.mended.misreadings import around
from chancery.extract.mended.shapes import LABELED, PREDICATIVE, righted
from chancery.lexicon.events import EventTables
from chancery.tokens import Doc, Token

# Labels of the words besides verbs that are looked at.
MENDED = PREDICATES | {"xcomp", "aux", "aux:pass"}
# What follows the object but hangs on the verb.
OUTER = frozenset("advcl obl punct parataxis ccomp xcomp".split())
# Labels under which a parser may hide a verb that stands between two nouns.
HIDING = frozenset("amod compound case nmod nsubj nmod:desc flat dep advmod".split())


def mend(doc: Doc, tables: EventTables) -> Doc:
    """Give the verbless sentences of a document their verbs, in place, before anything else reads it."""
    _apply(doc, (list(righted(token, tables)) for token in doc if token.dep_ in LABELED or token.pos_ in PREDICATIVE))
    _apply(doc, (list(_changes(token, tables)) for token in doc if token.pos_ == "VERB" or token.dep_ in MENDED))
    return doc


def _apply(doc: Doc, mends: Iterable[list[Change]]) -> None:
    """Hang a document's words anew by all these mends but those that would tie words into a ring."""
    changes: list[Change] = []
    moved: dict[int, Token] = {}
    for mended in filter(None, mends):
        heads = {word.i: head for word, head, _ in mended}
        if all(_hangs(word, ChainMap(heads, moved)) for word, _, _ in mended):
            changes += mended
            moved |= heads
    if changes:
        doc.rehang(changes)


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
    yield from around(token, tables)
    if token.arc == "aux":
        yield from ((child, token.head, "nsubj") for child in syntax.children(token, "nsubj", "obj"))
    if token.dep_ != "ROOT" or token.pos_ not in NOMINAL or syntax.children(token, "cop", "aux"):
        return
    verb = _hidden_verb(token, tables)
    if verb is not None:
        yield from _between(token, verb)
        return
    verb = _participle(token, tables)
    if verb is not None:
        yield from _after(token, verb)


def _hidden_verb(root: Token, tables: EventTables) -> Token | None:
    """Find the one form before a root noun that can only be its sentence's verb."""
    inside = [token for token in root.subtree if token.i < root.i]
    if any(token.tag_ in syntax.FINITE and token.dep_ != "amod" for token in inside):
        return None
    found = [token for token in inside if _must_be_verb(token, tables)]
    return next((token for token in found if token.head.i >= root.i), found[0] if found else None)


def _must_be_verb(token: Token, tables: EventTables) -> bool:
    """Can a word between two nouns be nothing but a verb in the past or the third person?"""
    if token.dep_ not in HIDING or token.is_sent_start or not token.i:
        return False
    if token.text.istitle() and any(word.text.islower() and len(word) > 4 for word in token.sent):
        return False
    before, after, form = syntax.before(token), syntax.following(token), token.lower_
    named = before.text.istitle() and before.pos_ == "ADJ" and before.dep_ == "compound"
    named = named or (before.dep_ == "amod" and before.lower_ in tables.noun_forms) or _is_of_two(token)
    if before.pos_ not in NOMINAL and not named:
        return False
    lemmas = tables.verb_forms.get(form, ())
    if not lemmas or form in lemmas or form.endswith("ing") or _means_a_thing(form, tables):
        return False
    return after.pos_ != "ADP" or any(
        sense.particle == after.lower_ for lemma in lemmas for sense in tables.by_lemma.get((lemma, "verb"), ())
    )


def _is_of_two(verb: Token) -> bool:
    """Does a verb tell what "the two" did, read as so many things ("The two [discussed] trade", "The two [shook] hands")?"""
    number = syntax.before(verb)
    counted = number.tag_ == "CD" and syntax.before(number).lower_ == "the"
    return counted and (verb.tag_ != "VBN" or verb.head.tag_ in ("NN", "NNP"))


def _means_a_thing(form: str, tables: EventTables) -> bool:
    """Do the tables know a form as a noun of a class or sense?"""
    nouns = tables.noun_forms.get(form, ())
    return any((noun, "noun") in tables.by_lemma or noun in tables.classes_of for noun in nouns)


def _between(root: Token, verb: Token) -> Iterator[Change]:
    """Make a form the verb of its sentence: the nouns before it its subject, the old root its object."""
    subject = syntax.before(verb)
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
    if root.sent[-1].text != "." or any(token.tag_ in syntax.FINITE for token in root.sent):
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
