"""Clauses behind "what", "which" and "that", and behind "to", read as of the wrong word: by number, by what is named in them;
what a paper does, read as of who signs it; and what somebody or something is called, read as told of a name beside it.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.lookups import (
    NOMINAL,
    PAPER,
    Change,
    Righting,
    acts_on,
    calls_something,
    is_somebody,
    names_of,
)
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# Forms that only one thing takes, and that only several do; tags of nouns of one and of several.
ONE, MANY = frozenset({"was", "is", "has", "'s"}), frozenset({"were", "are", "have"})
RELATIVE = ("WP", "WDT")
# What stands behind a preposition for the noun before its clause.
GOVERNED = ("which", "whom")
# Behind these stands what a deed is for, or where it leads.
AIMS = frozenset({"for", "to", "from", "as"})
# The class of what shows a thing.
IMAGE = "@image"
# The class of nouns for what somebody tells.
TELLING = "telling"
# Behind these stands where a thing is.
PLACED = frozenset({"in", "at", "near", "on", "inside"})
# By these hangs on a town the state in which it is.
WITHIN = frozenset({"appos", "nmod:unmarked"})
SINGLE, SEVERAL = frozenset({"NN", "NNP"}), frozenset({"NNS", "NNPS"})


def _in_number(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a clause tell of the noun that agrees with it, not of one inside ("a [hotline] between the armies, which was cut")."""
    thing = clause.head
    if not any(word.tag_ in RELATIVE for word in syntax.children(clause, "nsubj", "nsubj:pass")):
        return
    number = _number(clause)
    if number is None or thing.tag_ in number or _is_list(thing) or thing.tag_ not in SINGLE | SEVERAL:
        return
    while thing.arc == "nmod" and thing.head.pos_ == "NOUN" and thing.head.i < thing.i:
        thing = thing.head
        if thing.tag_ in number:
            yield clause, thing, "acl:relcl"
            return


def _number(clause: Token) -> frozenset[str] | None:
    """Give the tags of the nouns of which a clause can tell by its verb, None where that does not say."""
    helpers = [*syntax.children(clause, "aux", "aux:pass", "cop"), clause]
    forms = {word.lower_ for word in helpers}
    if forms & ONE or clause.tag_ == "VBZ":
        return SINGLE
    return SEVERAL if forms & MANY or clause.tag_ == "VBP" else None


def _is_list(noun: Token) -> bool:
    return noun.dep_ == "conj" or bool(syntax.children(noun, "conj"))


def _what_they_call(what: Token, tables: EventTables) -> Iterator[Change]:
    """Part "what" from who calls it something, read as one noun ("bombed [what] residents described as a camp")."""
    namer, verb = what.head, what.head.head
    if what.lower_ != "what" or namer.left_edge is not what:
        return
    told = [one for one in (*syntax.children(namer, "acl"), verb) if one.i > namer.i and _names(one, tables)]
    if not told:
        return
    clause = told[0]
    above, label = (clause.head, "obj") if clause is verb else (verb, namer.dep_)
    if above.i < what.i:
        clause.tag_ = "VBD"
        yield what, above, label
        yield clause, what, "acl:relcl"
        yield namer, clause, "nsubj"


def _names(verb: Token, tables: EventTables) -> bool:
    """Does a verb in the past tell what something is called, or is described as?"""
    return verb.tag_ in syntax.PAST and (bool(syntax.obliques(verb, "as")) or calls_something(verb, tables))


def _being_done(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on whom it is done to what was read as done to what shows it ("a video of soldiers [being seized]")."""
    thing = deed.head
    suffers = any(word.lower_ == "being" for word in syntax.children(deed, "aux:pass"))
    shown = IMAGE in names_of(thing, tables)
    near = [noun for noun in syntax.obliques(thing, "of") if noun.right_edge.i + 1 == deed.left_edge.i]
    if suffers and shown and near and near[0].pos_ in NOMINAL:
        yield deed, near[0], "acl"


def _in_which(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the noun right before it what opens with "in which", read as a clause of the verb's ("after protests [in which]
    two were shot", "praised Mali, [with which] it signed a pact").
    """
    opening = [word for word in syntax.children(clause, "obl") if word.lower_ in GOVERNED and syntax.prepositions(word)]
    first = opening[0].left_edge if opening else clause
    noun, above = _behind(first), clause.head
    if not opening or not first.i or noun.pos_ not in NOMINAL or above is clause or not above.i < noun.i:
        return
    yield from ((word, above, word.dep_) for word in clause.lefts if word.i < first.i and not word.is_punct)
    yield clause, noun, "acl:relcl"


def _with_whom(whom: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the noun before it what "with whom" opens, read as told of that "whom" ("called Roe, [with whom] he met")."""
    noun = _behind(whom.left_edge)
    opens = whom.lower_ in GOVERNED and bool(syntax.prepositions(whom)) and noun.pos_ in NOMINAL
    for clause in syntax.children(whom, "acl:relcl") if opens else ():
        yield clause, noun, "acl:relcl"
        yield whom, clause, "obl"


def _behind(first: Token) -> Token:
    """Give the word behind which a clause opens, a comma or none between."""
    word = syntax.before(first) if first.i else first
    return syntax.before(word) if word.text == "," else word


def _way_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the noun right before it what it may lead to, read as of a verb above ("a deal that opens the way [to ending]")."""
    marker = next((word for word in syntax.children(deed, "mark") if word.lower_ == "to"), deed)
    noun = syntax.before(marker)
    leads = deed.tag_ == "VBG" and marker is not deed and noun.dep_ == "obj" and deed.head is not noun
    if leads and noun.head.dep_ == "acl:relcl":
        yield deed, noun, "acl"


def _acting_on(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let what is told by "which" be what the tables know the verb to act on ("a [ban] on media, which Chad lifted")."""
    thing = clause.head
    which = any(word.tag_ == "WDT" for word in syntax.children(clause, "obj", "nsubj:pass"))
    if not which or thing.pos_ != "NOUN" or acts_on(clause, thing, tables):
        return
    while thing.arc == "nmod" and thing.head.pos_ == "NOUN" and thing.head.i < thing.i:
        thing = thing.head
        if acts_on(clause, thing, tables):
            yield clause, thing, "acl:relcl"
            return


def _by_that(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let "that" be what the tables know a verb to act on, not the mark of what a noun says ("a pact [that] Chad will sign").

    So too where the verb hangs on what one hopes or is due to do ("a pact that they are due to sign").
    """
    thing = clause.head
    that, deed = syntax.following(thing), _meant(clause)
    if that.lower_ != "that" or that.head not in (clause, deed) or not syntax.own_subjects(clause):
        return
    told = [*syntax.children(clause, "ccomp", "aux:pass"), *syntax.children(deed, "obj", "ccomp", "xcomp")]
    lacking = that.dep_ in ("mark", "obj") and all(word is that for word in told)
    lacking = lacking and syntax.following(deed).lower_ not in ("with", "for")  # "a statement that he would work with"
    if lacking and (that.dep_ == "obj" or acts_on(deed, thing, tables)):
        that.tag_ = "WDT"
        yield that, deed, "obj"
        yield clause, thing, "acl:relcl"
        if deed is not clause:
            yield deed, clause, "xcomp"


def _called(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let "that" be what somebody calls something, not the mark of what a noun says ("a claim [that] Chad called absurd")."""
    that = syntax.following(clause.head)
    marks = that.lower_ == "that" and that.head is clause and that.dep_ == "mark"
    bare = bool(syntax.children(clause, "xcomp")) and not syntax.children(clause, "obj")
    if marks and bare and syntax.own_subjects(clause) and calls_something(clause, tables):
        that.tag_ = "WDT"
        yield that, clause, "obj"
        yield clause, clause.head, "acl:relcl"


def _inside(word: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the verb what stands between it and its "which" ("Chad, which [in 2025] left the pact")."""
    for clause in syntax.children(word.head, "acl:relcl"):
        if any(which.tag_ in RELATIVE and which.i < word.i < clause.i for which in clause.children):
            yield word, clause, "obl"


def _beyond_doer(struck: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a blow whom it strikes, read as of its doer ("attacks by settlers on [villagers]")."""
    doer, blow = struck.head, struck.head.head
    if syntax.prepositions(struck) not in ("on", "against") or syntax.prepositions(doer) != "by" or struck.i < doer.i:
        return
    senses = (
        one for lemma in tables.noun_forms.get(blow.lower_, ()) for one in tables.by_lemma.get((lemma, "noun"), ())
    )
    if doer.dep_ == "nmod" and any("on" in one.row.recipient for one in senses):
        yield struck, blow, "nmod"


def _beyond_main(word: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the main verb what stands behind it, read as of a clause on its subject ("Chad, which left, sued [in May]")."""
    clause = next((above for above in syntax.ancestors(word) if above.dep_ == "acl:relcl"), None)
    if clause is None:
        return
    main = clause.head.head
    if clause.head.dep_ in syntax.SUBJECTS and clause.head.i < word.head.i < main.i < word.i:
        yield word, main, word.dep_


def _beyond_comma(word: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the main verb what stands behind the comma that ends a clause ("flew to Oslo, which leads a bloc, [for talks]")."""
    clause, marker = syntax.clause_of(word), next(iter(syntax.children(word, "case")), word)
    alone = len(syntax.children(word, "case", "fixed")) == 1
    if clause.dep_ != "acl:relcl" or marker.lower_ not in AIMS or not alone or syntax.before(marker).text != ",":
        return
    opened, verb = clause.left_edge, syntax.clause_of(clause.head)
    inner = [one for one in clause.doc[opened.i : marker.i] if one.text == ","]
    aside = opened.text == "," and len(inner) == 2 and syntax.following(opened).tag_ in RELATIVE
    if aside and verb.pos_ == "VERB" and verb.i < opened.i and marker.i > clause.i:
        behind = (one for one in clause.rights if one.i > word.i and one.dep_ in ("obl", "punct"))
        yield from ((one, verb, "obl" if one.arc == "nmod" else one.dep_) for one in (word, *behind))


def _meant(clause: Token) -> Token:
    """Give the infinitive right behind a verb or adjective, on which or beside which it hangs, else the word itself."""
    after = (*syntax.children(clause, "xcomp"), *syntax.children(clause.head, "acl"))
    deeds = (deed for deed in after if syntax.is_infinitive(deed) and syntax.following(clause).head is deed)
    return next(deeds, clause)


def _and_whom(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Join a clause that opens with "and whom" to the one of the same people ("whom Chad held and [whom] Mali took in")."""
    opening = clause.left_edge
    whom = syntax.following(opening)
    if opening.dep_ != "cc" or whom.tag_ not in RELATIVE or whom.head is not clause:
        return
    above = (word for word in syntax.ancestors(clause.head) if word.dep_ == "acl:relcl")
    first = next((one for one in above if any(word.tag_ == whom.tag_ for word in one.children)), None)
    if first is not None:
        yield clause, first, "conj"


def _beyond_whose(who: Token, tables: EventTables) -> Iterator[Change]:
    """Give who a clause with "whose" or "who" tells of the verb beyond it ("Hamas, whose men killed ten, [praised] Chad")."""
    bare = who.dep_ == "ROOT" and who.pos_ == "PROPN"
    clause = next(iter(syntax.children(who, "acl:relcl")), who) if bare else who.head
    inner = [word for word in syntax.children(clause, "nsubj") if who.i < word.i < clause.i]
    told = inner and (inner[0].tag_ in RELATIVE or any(word.tag_ == "WP$" for word in inner[0].children))
    if not told or syntax.before(inner[0].left_edge).text != ",":
        return
    joined = [word for word in syntax.children(clause, "conj") if word.i > clause.i]
    main = next((verb for verb in joined if syntax.before(verb).text == "," and not syntax.children(verb, "cc")), None)
    if main is None or main.tag_ not in syntax.FINITE or syntax.own_subjects(main):
        return
    alone = bare or clause.dep_ == "ROOT"
    yield main, main if alone else clause.head, "ROOT" if alone else clause.dep_
    yield who, main, "nsubj"
    yield clause, who, "acl:relcl"
    yield from ((word, main, word.dep_) for word in clause.lefts if word.i < who.left_edge.i)
    yield from ((verb, main, "conj") for verb in joined if verb.i > main.i)


def _of_the_last(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a state what "which" tells, not on the person named before it ("spoke with Roe and Mali, [which] sent aid")."""
    which = next((word for word in syntax.children(clause, "nsubj") if word.lower_ == "which"), None)
    last = syntax.conjuncts(clause.head)[-1]
    near = which is not None and which.i > last.i >= which.i - 3 and last is not clause.head
    if near and clause.head.ent_type_ == "PERSON" and last.ent_type_ in ("GPE", "ORG"):
        yield clause, last, "acl:relcl"


def _of_things_there(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let what tells which ones are meant tell it of them, not of a state by name ("firms in Mali and Chad [that sell] arms").

    So does "who", behind a comma too: no state is anybody ("the envoy for Libya, [who warned] of war").
    """
    name, first = clause.head, clause.left_edge
    first = syntax.following(first) if first.text == "," else first
    last = [name, *(state for state in syntax.children(name, *WITHIN) if state.i < first.i)][-1]
    beside = first.i == last.i + 1 or (first.lower_ == "who" and first.i == last.i + 2)
    plain = name.pos_ == "PROPN" and name.ent_type_ in ("GPE", "LOC") and first.tag_ in ("WDT", "WP") and beside
    top = syntax.first_conjunct(name)
    while top.dep_ in WITHIN and top.head.pos_ == "PROPN":  # "a man from Gao, [Mali], who fled"
        top = top.head
    called = top.head.dep_ == "appos" and top.head.head.ent_type_ == "PERSON"
    told = top.head.tag_ in ("NN", "NNS") if first.i == name.i + 1 else called or is_somebody(top.head, tables)
    if plain and first.lower_ in ("that", "who") and top.arc == "nmod" and told:
        yield clause, top.head, "acl:relcl"


def _told_from(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a state what "which" tells behind the word that came from it ("no comment from [Chad], which bombs Mali")."""
    word, names = clause.head, [name for name in syntax.children(clause.head, "nmod") if name.i < clause.i]
    which = next((one for one in syntax.children(clause, "nsubj") if one.lower_ == "which"), None)
    told = bool(names) and not tables.classed(TELLING).isdisjoint(tables.noun_forms.get(word.lower_, ()))
    near = told and which is not None and which.i - 2 == names[-1].right_edge.i and syntax.before(which).text == ","
    if near and names[-1].ent_type_ in ("GPE", "ORG") and syntax.children(clause, "obj"):
        yield clause, names[-1], "acl:relcl"


def _called_so(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Let what stands in quotation marks right behind an object be what that is called ("called the raid 'a [crime]'")."""
    verb, first = syntax.clause_of(noun.head), noun.left_edge
    opening = first if first.tag_ in syntax.QUOTES else syntax.before(first)
    behind = any(verb.i < thing.i < opening.i for thing in syntax.children(verb, "obj"))
    behind = behind and not syntax.children(verb, "xcomp") and noun.head.dep_ != "conj"
    named = behind and opening.tag_ in syntax.QUOTES and not syntax.before(opening).is_punct and noun.i > noun.head.i
    if named and calls_something(verb, tables):
        yield noun, verb, "xcomp"


def _where_called(place: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on a thing where it is, read as where it is called so ("hit what it called 'a base' in [Chad]")."""
    verb = place.head
    named = [noun for noun in syntax.children(verb, "xcomp") if noun.pos_ in NOMINAL and noun.i < place.i]
    what = verb.dep_ in syntax.RELATIVES and verb.head.lower_ == "what"
    if what and named and syntax.prepositions(place) in PLACED and calls_something(verb, tables):
        between = place.doc[named[-1].right_edge.i + 1 : place.left_edge.i]
        if all(word.is_punct and word.text != "," for word in between):
            yield place, named[-1], "nmod"


def _of_some(kind: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on some of those told of what these are ("turned back hundreds of Chadians, most of them [Hausa]")."""
    them = syntax.before(kind.left_edge) if kind.left_edge.i else kind
    some = them.head
    if them.tag_ == "PRP" and syntax.prepositions(them) == "of" and some.dep_ == "appos" and some.head is kind.head:
        yield kind, some, "appos"


def _called_beside(word: Token, tables: EventTables) -> Iterator[Change]:
    """Let a verb call somebody what was read as told of his name ("called his rival, Ann Roe, [a liar]")."""
    name, verb = word.head, word.head.head.head
    within = name.dep_ == "appos" and name.head.dep_ == "obj" and name.i < word.i and syntax.before(word.left_edge).i
    comma = syntax.before(word.left_edge) if word.left_edge.text != "," else word.left_edge
    told = word.pos_ == "ADJ" or any(one.lower_ in ("a", "an") or one.tag_ in syntax.QUOTES for one in word.lefts)
    if within and comma.text == "," and told and verb.i < name.i and calls_something(verb, tables):
        yield word, verb, "xcomp"


def _enacting(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a participle tell what a paper does, read as a part of what it does it to ("signed a decree [granting] asylum")."""
    thing, paper = deed.head, syntax.before(deed) if deed.i else deed
    if (
        deed.tag_ == "VBG"
        and paper.arc == "compound"
        and paper.head in (thing, deed)
        and PAPER in names_of(paper, tables)
    ):
        yield paper, thing.head, thing.dep_
        yield from ((child, paper, child.dep_) for child in thing.lefts if child.i < paper.i)
        yield deed, paper, "acl"
        yield thing, deed, "obj"
        yield from ((whom, deed, "obl") for whom in syntax.obliques(thing.head, "to") if whom.i > thing.i)


def _told_by_it(name: Token, tables: EventTables) -> Iterator[Change]:
    """Let a participle tell of the name right behind it, read as what a paper is called ("a letter on Friday [urging] Roe")."""
    told = [deed for deed in syntax.children(name.head, "acl") if deed.i + 1 == name.left_edge.i]
    if told and told[0].tag_ == "VBG" and name.pos_ == "PROPN" and not syntax.children(told[0], "obj"):
        yield name, told[0], "obj"


def _granted_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on what a paper does for whom it does it, read as the verb's ("signed a decree granting asylum [to Malians]")."""
    paper = deed.head
    if deed.tag_ == "VBG" and paper.dep_ == "obj" and syntax.objects(deed) and PAPER in names_of(paper, tables):
        yield from ((whom, deed, "obl") for whom in syntax.obliques(paper.head, "to") if whom.i > deed.i)


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "nsubj": (_beyond_whose,),
    "ROOT": (_beyond_whose,),
    "appos": (_called_so, _called_beside, _of_some, _told_by_it),
    "amod": (_called_so,),
    "acl:relcl": (_of_the_last, _told_from, _of_things_there, _in_number, _acting_on, _and_whom),
    "acl": (_by_that, _called, _being_done, _granted_to),
    "compound": (_enacting,),
    "nmod": (_inside, _beyond_comma, _beyond_doer),
    "obl": (_beyond_main, _beyond_comma, _where_called, _with_whom),
    "ccomp": (_in_which,),
    "advcl": (_in_which, _way_to),
    "conj": (_in_which,),
    "parataxis": (_in_which,),
    "det": (_what_they_call,),
}
