"""Phrases with a preposition or a particle that hang on the word beside the one that they belong to.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import clauses, syntax
from chancery.extract.findings import COUNTERPART
from chancery.extract.mended.lookups import (
    NOMINAL,
    Change,
    Righting,
    is_somebody,
    names_of,
    operators_of,
    rows_of,
    senses_of,
    stands_in,
    takes_to,
)
from chancery.lexicon.event_rows import SenseRow
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# Prepositions by which a happening tells whom it befalls and who has a part in it.
BEFALLING = frozenset({"on", "against", "with", "between", "over", "to", "from"})
# The class of verbs of turning people away or letting them in: from where these are, not from where they are taken.
ADMITTING = "@admitting"
# The classes of sums and of the help that they come in.
MONEY, AID = "@money", "@aid"
# Prepositions by which aid tells for whom it is.
MEANT_FOR = frozenset({"to", "for", "from"})
# Prepositions behind which stands what is struck, and what that is.
TARGETED, VIOLENCE = frozenset({"on", "against", "of", "at", "in"}), "ASSAULT"
# Labels of the names of states, peoples, bodies and people.
WHO = frozenset({"GPE", "NORP", "ORG", "PERSON"})
# Labels under which people stand to whom something is done, or who do it.
PEOPLED = ("obj", "nsubj", "nsubj:pass", "obl:agent")


def _particle(word: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb its particle that was read as a first preposition ("handed him [over] to the police")."""
    noun = word.head
    cases = [child for child in syntax.children(noun, "case") if child.i < noun.i]
    cases += [child for child in syntax.children(word, "fixed") if cases == [word] and child.lower_ == "to"]
    if noun.arc not in ("obl", "nmod") or len(cases) < 2 or cases[0] is not word or cases[1].i != word.i + 1:
        return
    verb = noun.head.head if noun.head.dep_ == "obj" else noun.head
    known = any(sense.particle == word.lower_ for sense in senses_of(verb, tables))
    if known and verb.pos_ == "VERB" and verb.i < word.i and cases[1].lower_ != "of":
        yield word, verb, "compound:prt"
        yield noun, verb, "obl"
        yield cases[1], noun, "case"


def _in_return(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang what "in return for" is for on that noun, not on the verb ("left in [protest] at the arrests")."""
    first = noun.left_edge
    before = syntax.before(first) if first.dep_ == "case" else noun
    bare = [child.lower_ for child in before.children] == ["in"]
    if before.tag_ == "NN" and bare and before.arc == "obl" and before.head is noun.head:
        yield noun, before, "nmod"


def _of_happening(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a happening what stands right after it and tells of it, read as the verb's ("simulated an attack [on Chad]"); a
    verb is asked for what hangs on its objects too, so that nothing is lost where it was the verb's."""
    first, verb = noun.left_edge, noun.head
    before = syntax.before(first) if first.dep_ == "case" else noun
    told = noun.pos_ in NOMINAL and syntax.prepositions(before) in ("of", "by")  # "the raid of Chad [on Mali]"
    before = before.head if told else before
    beside = before.head is verb and before.dep_ == "obj" and before.pos_ == "NOUN" and verb.i < before.i
    if not beside or first.lower_ not in BEFALLING or clauses.is_time(noun):
        return
    if any((lemma, "noun") in tables.by_lemma for lemma in tables.noun_forms.get(before.lower_, ())):
        yield noun, before, "nmod"


def _by_whom(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a deed who did it, where that was hung on whom it was done to, or on the verb which only takes the deed
    ("condemned the raid on Mali [by Chad]")."""
    above = noun.head
    if syntax.prepositions(noun) != "by" or noun.pos_ not in NOMINAL:
        return
    if above.dep_ == "nmod" and above.pos_ == "PROPN":
        yield noun, above.head, "nmod"
    means = noun.dep_ == "nmod" and above.dep_ == "obl" and syntax.prepositions(above) == "with"
    if means and syntax.is_passive(above.head) and not syntax.doers(above.head) and noun.pos_ == "PROPN":
        yield noun, above.head, "obl:agent"  # "was threatened with war by Oslo"
    for deed in syntax.children(above, "obj") if noun.dep_ == "obl" and not syntax.is_passive(above) else ():
        lemmas = tables.noun_forms.get(deed.lower_, ())
        if deed.i < noun.i and any((lemma, pos) in tables.by_lemma for lemma in lemmas for pos in ("noun", "verb")):
            yield noun, deed, "nmod"


def _told_by(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a passive verb who did it, hung on what somebody is told to do ("was given two days to leave [by Mali]")."""
    deed = noun.head
    known = any(word.ent_type_ in WHO for word in (noun, *noun.children)) or is_somebody(noun, tables)
    if syntax.prepositions(noun) != "by" or not known or not syntax.is_infinitive(deed) or syntax.is_passive(deed):
        return
    verb = deed.head if deed.head.pos_ == "VERB" else deed.head.head
    if verb.tag_ == "VBN" and (syntax.is_passive(verb) or verb.dep_ == "advcl") and not syntax.doers(verb):
        yield noun, verb, "obl:agent"


def _dealt(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang who did it on the passive verb, not on what that made of somebody ("were set free by [the rebels]")."""
    made = noun.head
    before = syntax.before(noun.left_edge)
    if noun.dep_ == "obl" and syntax.prepositions(noun) != "by":
        return
    if noun.i < made.i and syntax.children(made, "aux:pass"):
        yield from ((noun, part, "obl:agent") for part in _participles(before) if part.i < noun.i)
    elif made.dep_ == "xcomp" and made.pos_ == "ADJ" and syntax.is_passive(made.head):
        yield noun, made.head, "obl:agent"


def _origin(home: Token, tables: EventTables) -> Iterator[Change]:
    """Hang where people are from on them, where the verb takes nobody from anywhere ("jailed a man from [Ghana]")."""
    verb, first = home.head, home.left_edge
    if home.pos_ != "PROPN" or verb.pos_ != "VERB" or syntax.prepositions(home) != "from" or not first.i:
        return
    people = next(
        (child for child in syntax.children(verb, *PEOPLED) if child.right_edge.i + 1 == first.i),
        None,
    )
    owned = people is not None and syntax.possessors(people) and not people.lower_.startswith(COUNTERPART)
    if people is None or owned or not is_somebody(people, tables):
        return
    abroad = stands_in(ADMITTING, verb, tables) and any(
        who.ent_type_ and who.lower_ != home.lower_ for who in _states(verb)
    )
    if abroad or not any(_takes_away(row, people, tables) for row in rows_of(verb, tables)):
        yield home, people, "nmod"


def _states(verb: Token) -> list[Token]:
    """Give the names that do what a verb tells."""
    return [who for who in syntax.own_subjects(verb) if who.pos_ == "PROPN"]


def _takes_away(row: SenseRow, people: Token, tables: EventTables) -> bool:
    """Does a sense that may have such an object tell from where it is taken, or by "from" alone against whom it is done?"""
    told = "from" in row.prep or ("from" in row.recipient and "object" not in row.recipient)
    return told and (not row.object or not names_of(people, tables).isdisjoint(row.object))


def _participles(word: Token) -> list[Token]:
    """Give the participles that tell of a noun in whose phrase a word stands."""
    return [one for one in (word, *syntax.ancestors(word)) if one.dep_ == "acl" and one.tag_ == "VBN"][:1]


def _behind(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Make "behind" what is said of who is to blame, not a quality of the deed ("Chad was [behind] the raid")."""
    cases, links = syntax.children(noun, "case"), syntax.children(noun, "cop")
    if not links or [case.lower_ for case in cases] != ["behind"] or not links[-1].i < cases[0].i < noun.i:
        return
    (behind,) = cases
    behind.pos_, behind.tag_ = "ADJ", "JJ"
    outer = [
        child for child in noun.children if child.i < behind.i or child.arc in ("punct", "conj", "advcl", "parataxis")
    ]
    yield behind, behind if noun.dep_ == "ROOT" else noun.head, noun.dep_
    yield noun, behind, "obl"
    yield from ((child, behind, child.dep_) for child in outer)


def _of_nearer(case: Token, tables: EventTables) -> Iterator[Change]:
    """Give a preposition to the name behind it, where a noun beyond has one of its own ("cut ties [with] Mali over a bomb")."""
    noun = case.head
    own = [other for other in syntax.children(noun, "case") if case.i + 1 < other.i < noun.i]
    if not own:
        return
    name = syntax.following(case)
    while case.i < name.head.i < own[0].i and name.head is not name:  # a name may be the root of its own sentence
        name = name.head
    if name.pos_ in NOMINAL and name.head.i < case.i and not syntax.children(name, "case"):
        yield case, name, "case"


def _joined_verb(word: Token, tables: EventTables) -> Iterator[Change]:
    """Make a verb of what was read as a preposition behind "and" ("deny it and [accuse] Mali of lying")."""
    noun, link = word.head, syntax.before(word) if word.i else word
    if link.dep_ != "cc" or noun.dep_ != "conj" or not any(operators_of(word, tables)):
        return
    verbs = (above for above in syntax.ancestors(noun) if above.tag_ in syntax.FINITE and above.i < word.i)
    verb = next(verbs, None)
    if verb is None:
        return
    word.pos_, word.tag_ = "VERB", "VBD" if verb.tag_ == "VBD" else "VBP"
    yield word, verb, "conj"
    yield link, word, "cc"
    yield noun, word, "obj"
    behind = (clause for one in (noun, noun.head) for clause in syntax.children(one, "acl") if clause.i > noun.i)
    yield from ((clause, word, "advcl") for clause in behind if clause.tag_ == "VBG")


def _due(due: Token, tables: EventTables) -> Iterator[Change]:
    """Make "due" the quality which is said of a subject, where it was read as a preposition ("is [due] to visit Rome")."""
    deed, to = due.head, syntax.following(due)
    said = [word for whole in (due, deed) for word in syntax.children(whole, "cop", "aux") if word.i < due.i]
    if due.lower_ != "due" or to.tag_ != "TO" or deed.i < to.i or not said or not _may_be_bare(deed, tables):
        return
    due.pos_ = "ADJ"
    if not syntax.children(deed, "aux:pass"):
        deed.pos_, deed.tag_ = "VERB", "VB"
    yield due, due if deed.dep_ == "ROOT" else deed.head, deed.dep_
    yield deed, due, "xcomp"
    yield to, deed, "mark"
    yield from ((child, due, child.dep_) for child in deed.lefts if child.i < due.i)
    yield from ((child, due, "punct") for child in deed.rights if child.dep_ == "punct")


def _due_there(due: Token, tables: EventTables) -> Iterator[Change]:
    """Make "due" the quality which is said of a subject, where it was read as a preposition before "in" ("is [due] in Oslo")."""
    place, copulas = due.head, syntax.children(due.head, "cop")
    if due.lower_ != "due" or not copulas or copulas[0].i + 1 != due.i or syntax.following(due).tag_ != "IN":
        return
    due.pos_ = "ADJ"
    yield due, due if place.dep_ == "ROOT" else place.head, place.dep_
    yield place, due, "obl"
    kept = ("case", "compound", "flat", "amod", "det", "appos")
    yield from ((child, due, child.dep_) for child in place.children if child.dep_ not in kept)


def _may_be_bare(deed: Token, tables: EventTables) -> bool:
    """May a word be a verb in its bare form, or one in the passive?"""
    return bool(syntax.children(deed, "aux:pass")) or deed.lower_ in tables.verb_forms.get(deed.lower_, ())


def _after_to(to: Token, tables: EventTables) -> Iterator[Change]:
    """Take a word in -s after "to" for the plural it must be ("agreed to [demands] and left")."""
    word = to.head
    named = word.lower_ not in tables.verb_forms and word.i == to.i + 1 and takes_to(word.head, tables)
    verb = word.tag_ == "VB" and not named
    if (
        to.lower_ != "to"
        or word.tag_ not in ("VB", "VBZ")
        or verb
        or word.lower_ not in tables.noun_forms
        or to.i > word.i
    ):
        return
    word.pos_, word.tag_ = "NOUN", "NNS" if word.tag_ == "VBZ" else "NN"
    above = word.head
    for thing in syntax.children(word, "obj"):
        if thing.i == word.i + 1:
            yield to, thing, "case"
            yield thing, above, "obl"
            yield word, thing, "compound"
            yield from ((child, above, child.dep_) for child in word.rights if child is not thing)
            return
    yield to, word, "case"
    yield word, above, "obl" if above.pos_ in ("VERB", "AUX") else "nmod"
    for child in word.children:
        if child.dep_ == "conj" and child.tag_ in syntax.FINITE:
            yield child, above, "conj"
        elif child.arc == "obl":
            yield child, word, "nmod"


def _to_quality(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Let "to" lead to the noun behind a quality that was read as a deed ("agreed to [full] access", "to [rejected] men")."""
    marks, things = syntax.children(quality, "mark"), syntax.children(quality, "obj")
    edges = [thing.left_edge.i for thing in things]
    between = [mark.i for mark in marks] == [quality.i - 1] and edges == [quality.i + 1]
    plain = quality.tag_ == "JJ" and quality.lower_ not in tables.verb_forms
    formed = quality.tag_ == "VBN" and quality.lower_.endswith("ed")
    if not (plain or formed) or not between or marks[0].lower_ != "to":
        return
    yield things[0], quality.head, "obl"
    yield marks[0], things[0], "case"
    yield quality, things[0], "amod"


def _after_whom(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Part who did a thing from the word that tells when ("months after [a boat] sank", read as "after a boat")."""
    verb = noun.head
    first = noun.left_edge
    lone = verb.dep_ == "advcl" and verb.tag_ in syntax.FINITE and not syntax.children(verb, "nsubj", "mark", "csubj")
    if (
        lone
        and noun.right_edge.i + 1 == verb.i
        and first.dep_ == "case"
        and first.lower_ in ("after", "before", "since", "as")
    ):
        yield noun, verb, "nsubj"
        yield first, verb, "mark"


def _made_of(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a sum the aid that it comes in, and so for whom that is ("cut $20 million in [aid] to Chad")."""
    verb, first = noun.head, noun.left_edge
    if noun.pos_ != "NOUN" or first.dep_ != "case" or first.lower_ != "in" or verb.pos_ != "VERB":
        return
    sums = [one for one in syntax.children(verb, "obj") if one.right_edge.i + 1 == first.i]
    meant = any(syntax.prepositions(one) in MEANT_FOR for one in syntax.children(noun, "nmod"))
    if not sums or not meant or MONEY not in tables.classes_of.get(sums[0].lemma_.lower(), ()):
        return
    if any(AID in tables.classes_of.get(form, ()) for form in tables.noun_forms.get(noun.lower_, (noun.lower_,))):
        yield noun, sums[0], "nmod"


def _behind_day(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb the object that stands behind the day, read as one phrase with it ("bombed on Monday [Syria's port]")."""
    verb, cases = noun.head, syntax.children(noun, "case")
    if verb.pos_ != "VERB" or noun.i < verb.i or clauses.is_time(noun) or syntax.objects(verb):
        return
    before = syntax.before(noun.left_edge)
    day = next((child for child in noun.lefts if _is_bare_day(child, noun)), None)
    if day is not None and cases and cases[0].i == day.i - 1:
        yield day, verb, "obl"
        yield cases[0], day, "case"
    elif cases or before.head is not verb or before.arc != "obl" or not clauses.is_time(before):
        return
    yield noun, verb, "obj"
    if not syntax.children(verb, "aux", "aux:pass"):
        verb.tag_ = "VBD"
        yield from ((one, verb, "nsubj") for one in syntax.children(verb, "nsubj", "nsubj:pass"))


def _given_to(thing: Token, tables: EventTables) -> Iterator[Change]:
    """Part to whom a thing goes from the thing, whose number or article comes in between ("returned to [Benin] 26 statues")."""
    verb, cases = thing.head, syntax.children(thing, "case")
    if verb.pos_ != "VERB" or thing.i < verb.i or len(cases) != 1 or cases[0].lower_ != "to" or syntax.objects(verb):
        return
    name = syntax.following(cases[0])
    between = (child for child in thing.lefts if child.dep_ in ("det", "nummod", "nmod:poss") and child.i > name.i)
    apart = name.head is thing and name.pos_ == "PROPN" and name.ent_type_ in ("GPE", "ORG", "PERSON")
    if cases[0].i == verb.i + 1 and apart and any(child.i == name.i + 1 for child in between):
        yield name, verb, "obl"
        yield cases[0], name, "case"
        yield thing, verb, "obj"


def _given_later(thing: Token, tables: EventTables) -> Iterator[Change]:
    """Make what goes to somebody the object of its verb, behind the day ("returned to Benin last week 26 [statues]")."""
    verb = thing.head
    counted = any(child.dep_ in ("det", "nummod", "nmod:poss") for child in thing.lefts)
    if thing.pos_ != "NOUN" or not counted or verb.pos_ != "VERB" or clauses.is_time(thing) or syntax.objects(verb):
        return
    named = any(name.pos_ == "PROPN" and verb.i < name.i < thing.i for name in syntax.obliques(verb, "to"))
    if named and any("to" in row.recipient and row.object for row in rows_of(verb, tables)):
        yield thing, verb, "obj"


def _is_bare_day(word: Token, noun: Token) -> bool:
    """Is a day no part of the phrase before whose owner or people it stands: "on [Monday] Syria's port", "… Kurdish towns"?"""
    between = syntax.following(word)
    named = between.text[:1].isupper() and between.i < noun.i and not clauses.is_time(between)
    own = word.dep_ == "nmod:poss" or (word.dep_ == "compound" and named)
    return own and word.pos_ == "PROPN" and clauses.is_time(word) and not any(True for _ in word.children)


def _stood_by(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Make of who does a thing by the label a plain phrase under a verb that is no passive ("we stand by our [staff]")."""
    verb = noun.head
    active = verb.tag_ in ("VBP", "VBZ", "VB") and not syntax.children(verb, "aux:pass", "nsubj:pass")
    if active and syntax.subjects(verb):
        yield noun, verb, "obl"


def _struck_by(doer: Token, tables: EventTables) -> Iterator[Change]:
    """Hang who struck on the blow, not on what it struck ("the attack on the port by [rebels]")."""
    target, blow = doer.head, doer.head.head
    told = doer.i > target.i and syntax.prepositions(doer) == "by" and target.dep_ == "nmod" and blow.pos_ == "NOUN"
    if not told or syntax.prepositions(target) not in TARGETED or syntax.obliques(blow, "by"):
        return
    if any(sense.row.event == VIOLENCE for sense in tables.senses_at(blow.lower_, "noun")):
        yield doer, blow, "nmod"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "ccomp": (_behind,),
    "ROOT": (_behind,),
    "case": (_joined_verb, _of_nearer, _particle, _due, _due_there),
    "obl:agent": (_dealt, _stood_by),
    "nmod": (_by_whom, _struck_by),
    "obl": (
        _behind_day,
        _given_to,
        _made_of,
        _by_whom,
        _told_by,
        _origin,
        _in_return,
        _of_happening,
        _after_whom,
        _dealt,
    ),
    "obl:unmarked": (_given_later,),
    "advmod": (_particle,),
    "mark": (_after_to, _due),
    "xcomp": (_to_quality,),
    "advcl": (_to_quality,),
}
