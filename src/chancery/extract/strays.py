"""Words that hang on the word beside them though they belong further up: by-phrases, last names, plans, what is made of whom.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.misjoined import Change
from chancery.extract.misplaced import Righting, calls_something, operators_of, rows_of
from chancery.extract.misreadings import stands_in
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# The class of nouns that an infinitive unfolds.
PLAN = "@unfolding"
# The class of verbs that make somebody do a thing.
DRIVING = "@driving"
# The class of what is said in blame.
BLAME = "@bad"
# What verbs make of the act below them by speaking.
SPOKEN = frozenset({"accuse", "request", "threaten", "reject"})
# How quotation marks are tagged.
QUOTES = frozenset({"``", "''"})
# Types of acts by which people come to harm.
HARM = frozenset({"ASSAULT", "COERCE"})
# Labels under which what an infinitive unfolds may stand behind a verb.
PLANNED = frozenset({"obj", "obl", "iobj"})
# Labels under which somebody may stand before what is said of him.
WHOM = frozenset({"obj", "nsubj"})


def _dealt(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang who did it on the passive verb, not on what that made of somebody ("were set free by [the rebels]")."""
    made = noun.head
    before = syntax.before(noun.left_edge)
    if noun.i < made.i and syntax.children(made, "aux:pass"):
        yield from ((noun, part, "obl:agent") for part in _participles(before) if part.i < noun.i)
    elif made.dep_ == "xcomp" and made.pos_ == "ADJ" and syntax.is_passive(made.head):
        yield noun, made.head, "obl:agent"


def _participles(word: Token) -> list[Token]:
    """Give the participles that tell of a noun in whose phrase a word stands."""
    return [one for one in (word, *syntax.ancestors(word)) if one.dep_ == "acl" and one.tag_ == "VBN"][:1]


def _as_such(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Take what a thing is dismissed or described as for no object ("dismissed as [nonsense] a report")."""
    others = [child for child in syntax.children(noun.head, "obj") if child is not noun and child.i > noun.i]
    if others and [case.lower_ for case in syntax.children(noun, "case")] == ["as"]:
        yield noun, noun.head, "obl"


def _unfolded(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive right after a noun of plans tell what is planned ("announced plans [to meet]")."""
    verb, first = deed.head, deed.left_edge
    nouns = (child for child in verb.rights if child.dep_ in PLANNED and child.right_edge.i + 1 == first.i)
    noun = next(nouns, deed)
    known = any(
        tables.operators_by_lemma.get((lemma, "noun")) or PLAN in tables.classes_of.get(lemma, ())
        for lemma in tables.noun_forms.get(noun.lower_, ())
    )
    if known and _is_infinitive(deed) and noun.pos_ == "NOUN" and deed.tag_ == "VB":
        yield deed, noun, "acl"
        if noun.dep_ == "iobj":
            yield noun, verb, "obj"


def _is_infinitive(deed: Token) -> bool:
    """Does "to" mark a verb?"""
    return any(child.lower_ == "to" for child in syntax.children(deed, "mark"))


def _mere_noun(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let a noun without a verb that was read as a clause be the object ("announced on Monday [a truce] in Syria")."""
    verb = noun.head
    bare = noun.pos_ == "NOUN" and not syntax.children(
        noun, "nsubj", "nsubj:pass", "cop", "aux", "mark", "expl", "case"
    )
    if bare and verb.pos_ == "VERB" and verb.i < noun.i and not syntax.children(verb, "obj", "ccomp")[1:]:
        yield noun, verb, "obj"


def _driven(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive read as telling of a noun be what a verb has him do ("prompted the farmers [to block] roads")."""
    whom = deed.head
    if _is_infinitive(deed) and whom.dep_ == "obj" and stands_in(DRIVING, whom.head, tables):
        yield deed, whom.head, "xcomp"


def _made(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let a bare noun behind an object be what a verb makes of that ("took two soldiers [prisoner]"), not another name."""
    if noun.tag_ != "NN" or noun.left_edge is not noun or syntax.before(noun).is_punct:
        return
    verb = _maker(noun, tables)
    if verb is not None:
        yield noun, verb, "xcomp"
        yield from ((child, verb, "obl") for child in noun.rights)


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


def _whom(whom: Token, tables: EventTables) -> Iterator[Change]:
    """Part who is taken from what he is made, read as one name ("took [soldiers] prisoner")."""
    noun = whom.head
    if whom.tag_ != "NNS" or noun.tag_ != "NN" or noun.i != whom.i + 1:
        return
    verb = _maker(noun, tables)
    if verb is not None:
        counted = [
            child for child in syntax.children(verb, "obj") if child.i < whom.i and syntax.children(noun, "case")
        ]
        yield (whom, counted[0], "nmod") if counted else (whom, noun.head, noun.dep_)
        yield noun, verb, "xcomp"
        yield from ((child, whom, child.dep_) for child in noun.lefts if child is not whom)
        yield from ((child, verb, "obl") for child in noun.rights if child.arc == "nmod")


def _maker(noun: Token, tables: EventTables) -> Token | None:
    """Give the verb above that makes somebody what a bare noun says ("take" of "prisoner")."""
    for verb in syntax.ancestors(noun):
        if verb.pos_ == "VERB" and verb.i < noun.i:
            rows = rows_of(verb, tables)
            return verb if any(noun.lower_ in row.after and not row.prep for row in rows) else None
    return None


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


def _no_deed(name: Token, tables: EventTables) -> Iterator[Change]:
    """Take for the name it is a capitalized word behind a name that was read as a verb ("pressed President [Saied] to go")."""
    verb, before = name.head, syntax.before(name)
    whose = before.pos_ == "PROPN" and before.i > verb.i and before.head in (verb, name) and before.dep_ in WHOM
    if whose and name.text.istitle() and name.pos_ == "VERB" and name.lower_ not in tables.verb_forms:
        name.pos_, name.tag_ = "PROPN", "NNP"
        yield name, before, "flat"
        yield before, verb, "obj"
        yield from ((child, verb, child.dep_) for child in name.children if child is not before)


def _deed_as_name(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take for the verb it is a word after "to" that was read as a noun or name with an object ("vowed to [pardon] Roe")."""
    deed, verb, before = word.head, word.head.head, syntax.before(word.head)
    noun = deed.tag_ in ("NN", "NNP") and deed.lower_ == deed.text and deed.i < word.i
    if not noun or verb.pos_ != "VERB" or before.lower_ != "to" or before.head is not deed:
        return
    if deed.lower_ in tables.verb_forms.get(deed.lower_, ()):
        deed.pos_, deed.tag_ = "VERB", "VB"
        yield deed, verb, "xcomp"
        yield before, deed, "mark"
        yield word, deed, "obj"


def _too(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let who is told beside those who suffered suffer too ("two were killed and six [wounded]")."""
    head = verb.head
    alone = verb.tag_ in ("VBN", "VBD") and not syntax.children(verb, "aux", "obj", "xcomp", "ccomp", "obl:agent")
    if not alone or not syntax.children(head, "aux:pass"):
        return
    acts = [{row.event for row in rows_of(word, tables) if row.event} for word in (head, verb)]
    if acts[0] & acts[1] & HARM:
        yield from ((child, verb, "nsubj:pass") for child in syntax.children(verb, "nsubj") if child.i > head.i)


def _agreeing(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb in the singular to who speaks, where what he speaks of is many ("says the drills go on and [has] …")."""
    said = verb.head
    helpers = [verb, *syntax.children(verb, "aux", "cop")]
    single = any(word.tag_ == "VBZ" or word.lower_ == "was" for word in helpers)
    if said.dep_ != "ccomp" or not single or syntax.own_subjects(verb) or verb.i < said.i < said.head.i:
        return
    subjects, speakers = syntax.own_subjects(said), syntax.own_subjects(said.head)
    if subjects and subjects[0].tag_ == "NNS" and speakers and speakers[0].tag_ in ("NN", "NNP") and len(speakers) == 1:
        yield verb, said.head, "conj"


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


def _name_in_ly(name: Token, tables: EventTables) -> Iterator[Change]:
    """Take a name for who acts that was read as an adverb beside the verb ("[Early] called it late", "said [Skelly]")."""
    verb = name.head
    capital = name.text.istitle() and name.tag_ == "RB" and not name.is_sent_start and syntax.before(name).tag_ != "``"
    plain = any(word.text.islower() and len(word) > 4 for word in name.sent)
    beside = name.i + 1 == verb.i or name.i == verb.i + 1
    finite = verb.tag_ in syntax.FINITE or (verb.tag_ == "VBN" and verb.dep_ == "ROOT")
    if capital and plain and beside and finite and not syntax.children(verb, "nsubj", "nsubj:pass", "aux", "aux:pass"):
        name.pos_, name.tag_ = "PROPN", "NNP"
        yield name, verb, "nsubj"


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


def _said_badly(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take a word in -ly behind an object for what that is called, where the tables know it as such ("called it [cowardly]")."""
    verb, before = word.head, syntax.before(word)
    before = syntax.before(before) if before.is_punct else before
    known = BLAME in tables.classes_of.get(word.lower_, ())
    called = known and calls_something(verb, tables)
    if called and any(noun.right_edge is before for noun in syntax.children(verb, "obj")):
        word.pos_, word.tag_ = "ADJ", "JJ"
        yield word, verb, "xcomp"


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


def _beside_semicolon(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let what stands before a semicolon be a clause of its own, not what is said behind ("[Mali blamed her]; Chad denied")."""
    said, last = clause.head, clause.right_edge
    if clause.i < said.i and ";" in (last.text, syntax.following(last).text):
        yield clause, clause if said.dep_ == "ROOT" else said.head, said.dep_
        yield said, clause, "parataxis"


def _some_of_them(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let what befell some of those told of before be no word on the noun beside it ("…, a report said, [many of them shot]")."""
    told = [
        word
        for word in syntax.children(clause, "nsubj", "nsubj:pass")
        if any(noun.lower_ == "them" for noun in syntax.obliques(word, "of"))
    ]
    if told and clause.tag_ in ("VBN", "VBD") and not syntax.children(clause, "aux", "aux:pass", "obj"):
        clause.tag_ = "VBN"
        yield clause, syntax.clause_of(clause.head), "advcl"
        yield from ((word, clause, "nsubj:pass") for word in told)


def _whose_deed(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a clause of "who" tell of the noun right before it, not of the whole deed ("met the envoy, [who praised Mali]")."""
    before = syntax.before(clause.left_edge)
    noun = syntax.before(before) if before.is_punct else before
    person = any(
        word.tag_ in ("WP", "WP$") and word.lower_ != "what" for word in syntax.children(clause, "nsubj", "obj")
    )
    while noun.dep_ in ("flat", "compound", "nummod") and noun.head.i < noun.i:
        noun = noun.head
    if person and noun.pos_ in ("NOUN", "PROPN") and clause.head.i < noun.i:
        yield clause, noun, "acl:relcl"


def _other_side(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Join to one side the other that an aside between commas parts from it ("between Mali, backed by Chad, and [Niger]")."""
    joiners = syntax.children(noun, "cc")
    if not joiners or joiners[0].lower_ != "and" or not syntax.before(joiners[0]).is_punct:
        return
    above = [*syntax.ancestors(noun), *(child for child in noun.head.children if child.i < noun.i)]
    for side in above:
        if any(case.lower_ == "between" for case in syntax.children(side, "case")) and not syntax.children(
            side, "conj"
        ):
            yield noun, side, "conj"
            return


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "obj": (_as_such, _deed_as_name, _called_bad),
    "flat": (_deed_as_name,),
    "advmod": (_said_badly, _name_in_ly),
    "conj": (_too, _agreeing, _other_side, _past_beyond),
    "acl": (_driven,),
    "acl:relcl": (_some_of_them,),
    "advcl:relcl": (_whose_deed,),
    "advcl": (_some_of_them, _went_on),
    "xcomp": (_no_deed, _unfolded, _called_bad),
    "ccomp": (_beside_semicolon, _no_deed, _behind, _mere_noun),
    "ROOT": (_behind,),
    "obl:agent": (_dealt,),
    "nsubj": (_last_name, _of_what_is_said),
    "appos": (_made, _called_so),
    "compound": (_whom,),
}
