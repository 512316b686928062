"""Words that hang on the word beside them though they belong further up: by-phrases, last names, plans, what is made of whom.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import clauses, syntax
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
# Types of acts by which people come to harm.
HARM = frozenset({"ASSAULT", "COERCE"})
# The type of acts that kill, and the prepositions behind which stands whom or what a blow struck.
HURTING, STRUCK = "ASSAULT", frozenset({"on", "at", "against", "near", "in"})
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


def _with_whom(other: Token, tables: EventTables) -> Iterator[Change]:
    """Hang with whom a thing is done on its verb, not on whose the thing is ("exchanged the bodies of soldiers with [Mali]")."""
    owner = other.head
    thing = owner.head
    if owner.dep_ != "nmod" or syntax.prepositions(owner) != "of" or thing.dep_ != "obj":
        return
    rows = (row for row in rows_of(thing.head, tables) if not names_of(thing, tables).isdisjoint(row.object))
    mutual = any(row.recipient[:1] == ("with",) for row in rows)
    if mutual and other.pos_ == "PROPN" and syntax.prepositions(other) == "with":
        yield other, thing.head, "obl"


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


def _too(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let who is told beside those who suffered suffer too ("two were killed and six [wounded]")."""
    head = verb.head
    alone = verb.tag_ in ("VBN", "VBD") and not syntax.children(verb, "aux", "obj", "xcomp", "ccomp", "obl:agent")
    if not alone or not syntax.children(head, "aux:pass"):
        return
    acts = [{row.event for row in rows_of(word, tables) if row.event} for word in (head, verb)]
    if acts[0] & acts[1] & HARM:
        yield from ((child, verb, "nsubj:pass") for child in syntax.children(verb, "nsubj") if child.i > head.i)


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


def _beyond_setting(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the verb what was hung on the day or place before it ("talks are due on Friday [between Mali] and Chad")."""
    setting, prep = noun.head, syntax.prepositions(noun)
    if setting.arc != "obl" or noun.i < setting.i or prep in ("", "of"):
        return
    if (
        prep in ("between", "with", "against")
        and setting.pos_ == "PROPN"
        and (prep == "between" or clauses.is_time(setting))
    ):
        yield noun, setting.head, "obl"


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


def _beside_deed(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Join a deed to the deed before it, not to whom that befell ("the withdrawal of troops and [the arrest] of its chief")."""
    inner, prepositions = noun.head, [syntax.prepositions(other) for other in syntax.children(noun, "nmod", "obl")]
    deed = inner.head
    alike = inner.dep_ == "nmod" and syntax.prepositions(inner) in prepositions and deed.pos_ == "NOUN"
    if alike and [_is_deed(word, tables) for word in (deed, inner, noun)] == [True, False, True]:
        yield noun, deed, "conj"


def _is_deed(noun: Token, tables: EventTables) -> bool:
    """Do the tables know a noun as one for something done?"""
    lemmas = tables.noun_forms.get(noun.lower_, ())
    return any((lemma, "noun") in tables.by_lemma or lemma in tables.verbs_of for lemma in lemmas)


def _beside_semicolon(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let what stands before a semicolon be a clause of its own, not what is said behind ("[Mali blamed her]; Chad denied")."""
    said, last = clause.head, clause.right_edge
    if clause.i < said.i and ";" in (last.text, syntax.following(last).text):
        yield clause, clause if said.dep_ == "ROOT" else said.head, said.dep_
        yield said, clause, "parataxis"


def _driven(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive read as telling of a noun be what a verb has him do ("prompted the farmers [to block] roads")."""
    whom = deed.head
    if syntax.is_infinitive(deed) and whom.dep_ == "obj" and stands_in(DRIVING, whom.head, tables):
        yield deed, whom.head, "xcomp"


def _due_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive right behind what one is tell what one is about to do ("Mali is due [to meet] Chad, he said")."""
    state = syntax.before(deed.left_edge)
    beside = deed.head is state.head and state.i < deed.i < deed.head.i and state.dep_ == deed.dep_
    if beside and syntax.is_infinitive(deed) and not syntax.own_subjects(deed) and syntax.children(state, "cop"):
        yield deed, state, "xcomp"


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


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "obj": (_called_bad,),
    "conj": (_too, _other_side, _past_beyond, _voiced_beyond, _beside_deed),
    "acl": (_driven,),
    "acl:relcl": (_some_of_them,),
    "advcl:relcl": (_whose_deed,),
    "advcl": (_some_of_them, _went_on, _unfolded),
    "xcomp": (_unfolded, _called_bad),
    "ccomp": (_beside_semicolon, _behind, _mere_noun, _due_to),
    "ROOT": (_behind,),
    "case": (_of_nearer,),
    "obl:agent": (_dealt,),
    "nmod": (_beyond_setting, _by_whom, _with_whom),
    "obl": (_by_whom, _origin),
    "nsubj": (_last_name, _of_what_is_said),
    "appos": (_called_so,),
}
