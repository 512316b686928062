"""Words that hang on the word beside them though they belong further up: by-phrases, last names, plans, what is made of whom.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.misplaced import Righting, calls_something, operators_of, rows_of
from chancery.extract.mended.misreadings import NOMINAL, Change, is_somebody, names_of, stands_in
from chancery.lexicon.event_rows import SenseRow
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# The class of nouns that an infinitive unfolds.
PLAN = "@unfolding"
# The class of verbs that make somebody do a thing.
DRIVING = "@driving"
# The class of verbs of turning people away or letting them in: from where these are, not from where they are taken.
ADMITTING = "@admitting"
# The class of what is said in blame.
BLAME = "@bad"
# What verbs make of the act below them by speaking.
SPOKEN = frozenset({"accuse", "request", "threaten", "reject"})
# How quotation marks are tagged.
QUOTES = frozenset({"``", "''"})
# Labels under which people stand to whom something is done, or who do it.
PEOPLED = ("obj", "nsubj", "nsubj:pass", "obl:agent")
# Labels under which what an infinitive unfolds may stand behind a verb.
PLANNED = frozenset({"obj", "obl", "iobj"})


def _dealt(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang who did it on the passive verb, not on what that made of somebody ("were set free by [the rebels]")."""
    made = noun.head
    before = syntax.before(noun.left_edge)
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
    if people is None or not is_somebody(people, tables) or syntax.possessors(people):
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


def _unfolded(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive right after a noun of plans tell what is planned ("announced plans [to meet]")."""
    verb, first = deed.head, deed.left_edge
    nouns = (child for child in verb.rights if child.dep_ in PLANNED and child.right_edge.i + 1 == first.i)
    noun = next(nouns, deed)
    known = any(
        tables.operators_by_lemma.get((lemma, "noun")) or PLAN in tables.classes_of.get(lemma, ())
        for lemma in tables.noun_forms.get(noun.lower_, ())
    )
    held = noun.dep_ == "obl" and syntax.prepositions(noun) == "in"
    if deed.dep_ == "advcl" and not held and not syntax.obliques(noun, "by"):  # "made threats [to win]"
        return
    if known and syntax.is_infinitive(deed) and noun.pos_ == "NOUN" and deed.tag_ == "VB":
        yield deed, noun, "acl"
        if noun.dep_ == "iobj":
            yield noun, verb, "obj"


def _mere_noun(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let a noun without a verb that was read as a clause be the object ("announced on Monday [a truce] in Syria")."""
    verb = noun.head
    bare = noun.pos_ == "NOUN" and not syntax.children(
        noun, "nsubj", "nsubj:pass", "cop", "aux", "mark", "expl", "case"
    )
    if bare and verb.pos_ == "VERB" and verb.i < noun.i and not syntax.children(verb, "obj", "ccomp")[1:]:
        yield noun, verb, "obj"


def _called_bad(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Part what is called something from the quality read as the head of its name ("called [the claim] baseless")."""
    verb, thing = quality.head, syntax.before(quality)
    joined = thing.dep_ == "compound" and thing.head is quality and thing.pos_ == "NOUN"
    blamed = quality.pos_ == "ADJ" or BLAME in tables.classes_of.get(quality.lower_, ())
    if joined and blamed and calls_something(verb, tables):
        quality.pos_, quality.tag_ = "ADJ", "JJ"
        yield thing, verb, "obj"
        yield quality, verb, "xcomp"
        yield from ((child, thing, child.dep_) for child in quality.lefts if child is not thing)


def _called_so(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let what stands in quotation marks right behind an object be what that is called ("called the raid 'a [crime]'")."""
    thing = noun.head
    while thing.dep_ == "nmod":
        thing = thing.head
    verb, first = thing.head, noun.left_edge
    opening = first if first.tag_ in QUOTES else syntax.before(first)
    named = thing.dep_ == "obj" and opening.tag_ in QUOTES and not syntax.before(opening).is_punct
    if named and calls_something(verb, tables):
        yield noun, verb, "xcomp"


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


def _last_name(name: Token, tables: EventTables) -> Iterator[Change]:
    """Join a last name that was read as a subject by itself to the first name right before it ("Ann [Roe]")."""
    before = syntax.before(name)
    first = before.head
    part = (
        before.dep_ in ("flat", "compound") and before.pos_ == "PROPN" and first.i < before.i and first.dep_ != "ROOT"
    )
    if name.pos_ == "PROPN" and name.left_edge is name and part:
        yield name, first, "flat"
        yield from ((child, first, child.dep_) for child in name.rights)


def _past_beyond(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a past verb behind ", and" to who speaks of what had been or would be ("denied it had left, and [accused] Mali")."""
    told = syntax.first_conjunct(verb)
    said, links = told.head, syntax.children(verb, "cc")
    if told.dep_ != "ccomp" or said.tag_ != "VBD" or verb.tag_ != "VBD" or not said.i < told.i or not links:
        return
    helpers = syntax.children(told, "aux")
    apart = helpers and (helpers[0].lower_ == "had" or helpers[0].tag_ == "MD")
    bare = not syntax.own_subjects(verb) and not syntax.children(verb, "aux", "mark")
    if apart and bare and syntax.before(links[0]).text == ",":
        yield verb, said, "conj"


def _voiced_beyond(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a past verb to who speaks of what was being done, and one of accusing of what is ("was ill and [accused] Mali")."""
    told = syntax.first_conjunct(verb)
    said = told.head
    if told.dep_ != "ccomp" or said.tag_ != "VBD" or verb.tag_ != "VBD" or told.tag_ == "VBD" or not said.i < told.i:
        return
    bare = not syntax.own_subjects(verb) and not syntax.children(verb, "aux", "mark")
    bare = bare and (not syntax.children(told, "mark") or any(word.lower_ == "it" for word in verb.children))
    charging = any(row.kind in ("accuse", "request") for row in operators_of(verb, tables))
    if bare and (told.tag_ == "VBG" or (charging and syntax.children(told, "cop"))):
        yield verb, said, "conj"


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


def _by_whom(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a deed who did it, where that was hung on whom it was done to, or on the verb which only takes the deed
    ("condemned the raid on Mali [by Chad]")."""
    above = noun.head
    if syntax.prepositions(noun) != "by" or noun.pos_ not in NOMINAL:
        return
    if above.dep_ == "nmod" and above.pos_ == "PROPN":
        yield noun, above.head, "nmod"
    for deed in syntax.children(above, "obj") if noun.dep_ == "obl" and not syntax.is_passive(above) else ():
        lemmas = tables.noun_forms.get(deed.lower_, ())
        if deed.i < noun.i and any((lemma, pos) in tables.by_lemma for lemma in lemmas for pos in ("noun", "verb")):
            yield noun, deed, "nmod"


def _of_what_is_said(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Give what is said its subject, read as who says it ("[The deal], said the envoy, is dead", "[It] was late, he said")."""
    verb = noun.head
    for told in syntax.children(verb, "ccomp"):
        others = [child for child in syntax.children(verb, "nsubj") if child.i > noun.i]
        if noun.i < told.i < verb.i and others and others[-1].i > told.i and not syntax.own_subjects(told):
            yield noun, told, "nsubj"
        speakers = [child for child in syntax.children(told, "nsubj") if child.left_edge.i == verb.i + 1]
        if noun.i < verb.i < told.i and speakers and not others and _parts(noun, verb) and _ends(speakers[0]):
            yield noun, told, "nsubj"
            yield speakers[0], verb, "nsubj"


def _parts(noun: Token, verb: Token) -> bool:
    """Does a comma alone stand between a subject without a remark and a verb?"""
    comma = syntax.before(verb)
    inside = verb.doc[noun.left_edge.i : comma.i]
    return (
        comma.text == ","
        and inside[-1].i >= noun.i
        and not any(word.is_punct or word.pos_ == "VERB" for word in inside)
    )


def _ends(noun: Token) -> bool:
    """Does a comma end a subject?"""
    last = noun.right_edge if noun.right_edge.text != "," else syntax.before(noun.right_edge)
    return syntax.following(last).text == ","


def _went_on(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Give what is said further to who speaks, not to whom he speaks of ("said Mali had begun it, [calling] it a crime")."""
    said = clause.head
    further = clause.tag_ == "VBG" and said.dep_ == "ccomp" and said.i < clause.i and said.head.i < said.i
    apart = syntax.before(clause.left_edge).text == "," or clause.left_edge.text == ","
    if not further or not apart or any(noun.tag_ == "PRP" for noun in syntax.children(clause, "obj")):
        return
    speaks = calls_something(clause, tables) or any(row.kind in SPOKEN for row in operators_of(clause, tables))
    if speaks and syntax.own_subjects(said.head):
        yield clause, said.head, "advcl"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "obj": (_called_bad,),
    "conj": (_past_beyond, _voiced_beyond),
    "advcl": (_went_on, _unfolded),
    "xcomp": (_unfolded, _called_bad),
    "ccomp": (_behind, _mere_noun),
    "ROOT": (_behind,),
    "case": (_of_nearer,),
    "obl:agent": (_dealt,),
    "nmod": (_by_whom,),
    "obl": (_by_whom, _origin),
    "nsubj": (_last_name, _of_what_is_said),
    "appos": (_called_so,),
}
