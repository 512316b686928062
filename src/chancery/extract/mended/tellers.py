"""Who says something, and what is said, read each as part of the other; what sums up what was said or done.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.lookups import (
    NOMINAL,
    SAYING,
    UTTERING,
    Change,
    Righting,
    calls_something,
    rows_of,
    speaks,
    stands_in,
)
from chancery.extract.mended.tenses import DRIVING
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# What somebody does who tells what he thinks of a thing, or answers to it.
JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST"})


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
    yield from _told_before(noun, tables)


def _who_came_up(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Give what is said its subject, read as a thing that is said ("said [Mali], which seeks it, had not come up")."""
    verb = noun.head
    told = next((one for one in syntax.children(verb, "ccomp") if one.i > noun.i), verb)
    if told is verb or noun.left_edge.i != verb.i + 1 or syntax.children(told, "nsubj", "csubj", "mark"):
        return
    finite = told.tag_ in syntax.FINITE or any(word.tag_ in (*syntax.FINITE, "MD") for word in syntax.auxiliaries(told))
    unbroken = all(word.text == "," or not word.is_punct for word in verb.doc[verb.i : told.i])
    if finite and unbroken and any(stands_in(name, verb, tables) for name in (SAYING, UTTERING)):
        yield noun, told, "nsubj:pass" if syntax.children(told, "aux:pass") else "nsubj"


def _came_of_it(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on who tells a thing what came of that ("announced that it would leave, [prompting] Oslo to call its envoy home")."""
    clause = next((word for word in syntax.ancestors(deed) if word.dep_ == "ccomp"), deed)
    teller = clause.head
    behind = deed.tag_ == "VBG" and syntax.before(deed).text == "," and clause is not deed and teller.tag_ == "VBD"
    driven = [one for word in (deed, *syntax.objects(deed)) for one in syntax.children(word, "xcomp", "acl")]
    drives = deed.lemma_ in tables.classed(DRIVING) and any(map(syntax.is_infinitive, driven))
    if behind and drives and speaks(teller, tables) and teller.i < clause.i:
        yield deed, teller, "advcl"


def _called_what(thing: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb of calling its object, where both that and what it is called were read alike ("called [the deal] a trap")."""
    verb = thing.head
    others = [word for word in syntax.children(verb, "xcomp") if word.i > thing.i and word.pos_ in (*NOMINAL, "ADJ")]
    bare = thing.pos_ in NOMINAL and not syntax.children(verb, "obj", "iobj") and verb.i < thing.i
    if others and bare and calls_something(verb, tables):
        yield thing, verb, "obj"


def _denied_that(saying: Token, tables: EventTables) -> Iterator[Change]:
    """Let "that" before a comma be what is denied, and who denies it say the rest ("denied [that], saying it was false")."""
    told = saying.head
    that = next((word for word in syntax.children(told, "mark") if word.lower_ == "that"), saying)
    verb = told.head
    if that is saying or saying.tag_ != "VBG" or syntax.following(that).text != "," or told.dep_ != "ccomp":
        return
    that.pos_, that.tag_ = "PRON", "DT"
    yield that, verb, "obj"
    yield saying, verb, "advcl"
    yield told, saying, "ccomp"


def _told_before(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Make a verb of what was read as a participle on its subject, before who says so ("the raid [broke] the truce, he said")."""
    verb = noun.head
    others = [child for child in syntax.children(verb, "nsubj") if child.i > noun.i]
    if not others or not speaks(verb, tables) or syntax.children(verb, "ccomp"):
        return
    deeds = [word for word in noun.subtree if word.dep_ == "acl" and word.tag_ in ("VBN", "VBD")]
    told = next(
        (word for word in deeds if syntax.following(word.right_edge).text == "," and not syntax.doers(word)), None
    )
    if told is not None and told.right_edge.i < others[0].left_edge.i:
        told.tag_ = "VBD"
        yield told, verb, "ccomp"
        yield noun, told, "nsubj"


def _parts(noun: Token, verb: Token) -> bool:
    """Does a comma, or one in a closing quotation mark, alone stand between a subject without a remark and a verb?"""
    comma = syntax.before(verb)
    comma = syntax.before(comma) if comma.tag_ in syntax.QUOTES else comma
    inside = [word for word in verb.doc[noun.left_edge.i : comma.i] if word.tag_ not in syntax.QUOTES]
    return (
        comma.text == ","
        and bool(inside)
        and inside[-1].i >= noun.i
        and not any(word.is_punct or word.pos_ == "VERB" for word in inside)
    )


def _said_between(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let who stands right behind a verb of saying speak, read as a second subject of what is said around it ("“It,” said the
    [envoy], “is shut”")."""
    told, verb = noun.head, noun.head.head
    inside = told.dep_ == "ccomp" and verb.i < noun.i < told.i and noun.left_edge.i == verb.i + 1
    if not inside or syntax.own_subjects(verb) or not _ends(noun) or not speaks(verb, tables):
        return
    if any(other.i < verb.i for other in syntax.children(told, "nsubj")):
        yield noun, verb, "nsubj"


def _ends(noun: Token) -> bool:
    """Does a comma end a subject?"""
    last = noun.right_edge if noun.right_edge.text != "," else syntax.before(noun.right_edge)
    return syntax.following(last).text == ","


def _of_paper(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a bare clause right behind a noun tell of that, where what is said stands before ("It fell, he said in a note he
    [wrote]")."""
    verb, noun = clause.head, syntax.before(clause.left_edge)
    ahead = [told for told in syntax.children(verb, "ccomp") if told.i < verb.i and syntax.own_subjects(told)]
    bare = verb.i < clause.i and syntax.own_subjects(clause) and not syntax.children(clause, "mark")
    if ahead and bare and noun.pos_ == "NOUN" and noun.head is verb and noun.i > verb.i:
        yield clause, noun, "acl:relcl"


def _behind_teller(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang a clause behind a colon on the verb of saying, not on who says it ("“No,” said the army: the shells [fell] short")."""
    who, verb = clause.head, clause.head.head
    behind = clause.left_edge.text == ":" and bool(syntax.own_subjects(clause))
    if behind and who.dep_ == "nsubj" and who.left_edge.i == verb.i + 1 and speaks(verb, tables):
        yield clause, verb, "parataxis"


def _whole(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Read a clause with a tense and a subject behind a verb of saying as what is said ("maintains it [hit] only barracks")."""
    verb = clause.head
    whole = clause.tag_ in ("VBD", "VBZ", "VBP") and any(who.i > verb.i for who in syntax.own_subjects(clause))
    if whole and verb.i < clause.i and not syntax.objects(verb) and speaks(verb, tables):
        yield clause, verb, "ccomp"


def _doing_told(doing: Token, tables: EventTables) -> Iterator[Change]:
    """Let a deed right behind a verb of saying be what is told of, not what is said ("said [seeking] help was right")."""
    verb = doing.head
    if doing.tag_ != "VBG" or doing.i != verb.i + 1 or not speaks(verb, tables):
        return
    for told in syntax.children(verb, "ccomp"):
        helping = [told, *syntax.children(told, "cop", "aux", "aux:pass")]
        first = min(word.i for word in helping)
        whole = any(word.tag_ in syntax.FINITE for word in helping) and not syntax.own_subjects(told)
        if whole and first == told.left_edge.i == doing.right_edge.i + 1:
            yield doing, told, "csubj"


def _asked_aside(told: Token, tables: EventTables) -> Iterator[Change]:
    """Make what somebody did the main verb, not that he was asked ("The premier, asked if he would go, [smiled]")."""
    asked = told.head
    who = [noun for noun in syntax.own_subjects(asked) if noun.i < asked.i]
    questions = [
        clause for clause in syntax.children(told, "advcl") if asked.i < clause.i < told.i and _is_question(clause)
    ]
    apart = syntax.before(asked).text == "," and syntax.before(told).text == "," and told.tag_ in syntax.FINITE
    if who and questions and apart and asked.dep_ == "ROOT" and asked.tag_ in syntax.PAST:
        asked.tag_ = "VBN"
        yield told, told, "ROOT"
        yield asked, who[-1], "acl"
        yield who[-1], told, "nsubj"
        yield questions[0], asked, "ccomp"
        yield from ((mark, told, "punct") for mark in asked.rights if mark.is_punct and mark.i > told.i)


def _is_question(clause: Token) -> bool:
    """Does "if" or "whether" open a clause?"""
    return any(mark.lower_ in ("if", "whether") for mark in syntax.children(clause, "mark"))


def _aside(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a verb what can be nothing else between commas, with who says so ("Nobody, the mayor [swore], was hurt")."""
    who = syntax.before(word)
    form = word.lower_
    only = word.tag_ == "NN" and form not in tables.noun_forms and form not in tables.verb_forms.get(form, (form,))
    parted = syntax.following(word).text == "," and syntax.before(word.left_edge).text == ","
    parted = parted or (syntax.following(word).text == "," and word.left_edge.text == ",")
    if only and parted and who.dep_ == "compound" and who.head is word and speaks(word, tables):
        word.pos_, word.tag_ = "VERB", "VBD"
        yield word, syntax.clause_of(word.head), "parataxis"
        yield who, word, "nsubj"
        yield from ((part, who, part.dep_) for part in word.lefts if part is not who and not part.is_punct)


def _saying_so(saying: Token, tables: EventTables) -> Iterator[Change]:
    """Let a participle behind a comma tell a clause, not be what that tells of ("replied, [saying] the claim, made in May, is
    false")."""
    told, things = saying.head, syntax.children(saying, "obj")
    verb = told.head
    apart = saying.tag_ == "VBG" and syntax.before(saying).text == "," and verb.i < saying.i < told.i
    if apart and told.dep_ == "ccomp" and things and things[0].i < told.i and speaks(saying, tables):
        yield saying, verb, "advcl"
        yield told, saying, "ccomp"
        yield things[0], told, "nsubj"
        yield from ((mark, saying, "punct") for mark in told.lefts if mark.is_punct and mark.i < saying.i)


def _asked_first(question: Token, tables: EventTables) -> Iterator[Change]:
    """Hang a question on "asked" that opens the sentence, not on what was answered ("Asked by Roe if he [left], Poe said no")."""
    verb, first = question.head, question.sent[0]
    behind = first.i < question.i < verb.i and first.tag_ in ("VBN", "VBD") and first.head in (first, verb)
    if behind and _is_question(question) and not syntax.own_subjects(first) and speaks(first, tables):
        last = max(child.right_edge.i for child in (*first.rights, first) if child.right_edge.i < question.left_edge.i)
        if last + 1 == question.left_edge.i:
            yield question, first, "ccomp"
            yield from ((mark, verb, "punct") for mark in (question.right_edge,) if mark.is_punct)
            if verb.head is first:
                yield verb, verb, "ROOT"
                yield first, verb, "advcl"


def _told_by_allies(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a verb what has a plural before it and a clause with "that" behind ("The allies [counter] that it was late")."""
    clauses = [one for one in syntax.children(word, "ccomp") if one.i > word.i and one.left_edge.lower_ == "that"]
    who = [noun for noun in syntax.children(word, "compound") if noun.i + 1 == word.i and noun.tag_ == "NNS"]
    if word.tag_ != "NN" or not clauses or not who or syntax.children(word, "cop", "nsubj"):
        return
    word.pos_, word.tag_ = "VERB", "VBP"
    yield who[0], word, "nsubj"
    own = (one for one in word.lefts if one is not who[0] and one.dep_ in ("det", "amod", "nmod:poss", "compound"))
    yield from ((one, who[0], one.dep_) for one in own)


def _remark(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Part what somebody says of a thing from its noun, read as one with the plural or name behind it.

    "…, a claim aides [dispute]", "…, a point Roe also [acknowledged]"
    """
    own = syntax.own_subjects(verb) or ([verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBD" else [])
    named = (noun for noun in own if noun.tag_ in ("NNS", "NNP", "NNPS") and noun.i < verb.i)
    beside = (noun for noun in named if all(word.pos_ == "ADV" for word in verb.doc[noun.i + 1 : verb.i]))
    who = next(beside, None)
    things = [one for one in syntax.children(who, "compound") if one.tag_ == "NN"] if who is not None else []
    if who is None or not things or things[-1].i + 1 != who.i:
        return
    if not any(one.lower_ in ("a", "an") for part in (who, things[-1]) for one in syntax.children(part, "det")):
        return
    thing, above = things[-1], verb.head.head if verb.head is who else verb.head
    yield thing, above, "appos" if above.pos_ in ("NOUN", "PROPN") else "parataxis"
    yield verb, thing, "acl:relcl"
    yield who, verb, "nsubj"
    yield from ((one, thing, one.dep_) for one in who.lefts if one is not thing and one.i < thing.i)
    yield from ((mark, thing, "punct") for mark in verb.lefts if mark.is_punct and mark.i < thing.i)


def _told_without(told: Token, tables: EventTables) -> Iterator[Change]:
    """Let who speaks tell what was hung on that without which he does ("claimed, without giving evidence, [that]")."""
    aside = told.head.head if told.head.dep_ == "obj" else told.head
    verb = aside.head
    without = aside.dep_ == "advcl" and syntax.prepositions(aside) == "without" and bool(syntax.children(aside, "obj"))
    if (
        without
        and told.left_edge.lower_ == "that"
        and speaks(verb, tables)
        and not syntax.children(verb, "ccomp", "obj")
    ):
        yield told, verb, "ccomp"


def _unfolded_by(told: Token, tables: EventTables) -> Iterator[Change]:
    """Let somebody deny the charge named before him, not all that is told ("Mali blamed Oslo, [a charge] Chad denied")."""
    verb, doers = told.head, syntax.own_subjects(told.head)
    noun = syntax.before(doers[0].left_edge) if doers and doers[0].left_edge.i > told.i else told
    article = syntax.children(noun, "det")
    unfolds = noun.head is told and noun.tag_ == "NN" and bool(article) and article[0].lower_ in ("a", "an")
    comma = noun.left_edge if noun.left_edge.is_punct else syntax.before(noun.left_edge)
    if unfolds and comma.text == "," and not syntax.objects(verb):
        last = syntax.before(comma)
        yield told, told if verb.dep_ == "ROOT" else verb.head, verb.dep_
        yield noun, last if last.pos_ in NOMINAL else told, "appos"
        yield verb, noun, "acl:relcl"


def _summing_up(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on what was said what sums it up, read as a name of the speaker ("Mali said it fell, a [claim] Chad denied")."""
    subject, verb = noun.head, noun.head.head
    told = [clause for clause in syntax.children(verb, "ccomp") if verb.i < clause.i < noun.i]
    beyond = subject.dep_ in syntax.SUBJECTS and subject.i < verb.i < noun.i
    if beyond and noun.pos_ == "NOUN" and syntax.is_set_off(noun):
        yield noun, told[-1] if told else verb, "parataxis"


def _sums_up(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on what was asked what sums it up, read as told of the last name ("asked Mali to free Roe, a [call] Chad backed")."""
    name, verb = noun.head, syntax.clause_of(noun.head)
    lemmas = tables.noun_forms.get(noun.lower_, ())
    known = any((lemma, "noun") in rows for rows in (tables.operators_by_lemma, tables.by_lemma) for lemma in lemmas)
    judging = (clause for clause in syntax.children(noun, *syntax.RELATIVES) if _judges(clause, tables))
    told = known and syntax.is_set_off(noun) and any(judging)
    while verb.dep_ == "xcomp":
        verb = verb.head
    if told and verb.pos_ == "VERB" and verb.i < name.i:
        yield noun, verb, "parataxis"


def _judges(clause: Token, tables: EventTables) -> bool:
    """Does a clause tell what somebody thinks of a thing, or answers to it?"""
    rows = {row.event for row in rows_of(clause, tables)}
    return not rows.isdisjoint(JUDGING)


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "nsubj": (_said_between, _of_what_is_said),
    "nsubj:pass": (_said_between,),
    "obj": (_who_came_up,),
    "ccomp": (_of_paper, _asked_aside, _remark, _told_without, _unfolded_by),
    "xcomp": (_whole, _doing_told, _called_what),
    "appos": (_summing_up, _behind_teller, _aside, _sums_up),
    "advcl": (_asked_first, _came_of_it),
    "csubj": (_saying_so, _denied_that),
    "ROOT": (_told_by_allies,),
    "parataxis": (_remark,),
    "acl": (_remark, _told_without),
    "acl:relcl": (_remark,),
}
