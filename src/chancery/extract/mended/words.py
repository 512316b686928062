"""Words read as another kind of word, or cut from the name that they are a part of.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.lookups import (
    INNER,
    NOMINAL,
    Change,
    Righting,
    names_of,
    operators_of,
    stands_in,
)
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# How the names of a people and of a state are labeled.
NATIONALITY, STATE = "NORP", "GPE"
# What is no verb, though it ends as one.
OFFICE = "d'affaires"
# The class of qualities in -ing of what grows or hurts.
SWELLING = "swelling"
# What verbs tell that take deeds in -ing for their object.
DOING = frozenset({"light", "stop", "refuse", "reject", "request", "support"})
# The class of those who are held.
CAPTIVES = frozenset({"@prisoner"})
# The classes of what is struck.
STRUCK = frozenset({"@building", "@person", "@property", "@territory"})


def _of_one_name(first: Token, tables: EventTables) -> Iterator[Change]:
    """Join two states that share the last word of their names ("[North] and South Korea"), read as one name."""
    last, second = first.head, syntax.children(first, "conj")
    named = STATE in (first.ent_type_, last.ent_type_) and first.text.istitle() and last.text.istitle()
    if not named or len(second) != 1 or second[0].i + 1 != last.i or not second[0].text.istitle():
        return
    yield first, last if last.dep_ == "ROOT" else last.head, last.dep_
    yield last, first, "conj"
    yield second[0], last, "compound"
    yield from ((word, last, "cc") for word in syntax.children(first, "cc"))
    yield from ((word, first, word.dep_) for word in syntax.children(last, "case") if word.i < first.i)


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


def _listed(name: Token, tables: EventTables) -> Iterator[Change]:
    """Join a name to the name before it in a list, not to whom both belong ("ministers of Chad, [Mali] and Niger").

    Nor is it another name of the one before ("the Houthis, [Hamas] and Russia").
    """
    noun = name.head
    closing = [child for joined in syntax.children(noun, "conj") for child in syntax.children(joined, "cc")]
    if name.pos_ == noun.pos_ == "PROPN" and any(cc.i == name.right_edge.i + 1 for cc in closing):
        yield name, noun, "conj"
    before = [
        first for first in syntax.children(noun, "nmod") if first.pos_ == "PROPN" and first.right_edge.i == name.i - 2
    ]
    if before and name.pos_ == "PROPN" and syntax.before(name).text == "," and syntax.children(name, "conj"):
        yield name, before[-1], "conj"


def _so_named(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take a word in -ing behind a name with "the" for the thing so named ("reopened the Rafah [crossing] to trucks").

    So is one that is a noun of the tables with that before it ("shut its border [crossing]").
    """
    name = syntax.before(word) if word.i else word
    known = word.tag_ == "VBG" and word.lower_ in tables.noun_forms and not syntax.children(word, "obj")
    beside = word.head in (name, name.head)
    named = name.pos_ == "PROPN" and name.ent_type_ not in (NATIONALITY, "ORG")
    if not known or not beside or not (named or f"{name.lower_} {word.lower_}" in tables.classes_of):
        return
    articles = syntax.children(name, "det", "nmod:poss")
    if articles:
        word.pos_, word.tag_ = "NOUN", "NN"
        yield word, name.head, name.dep_
        yield name, word, "compound"
        yield from ((child, word, child.dep_) for child in name.lefts)
        yield from ((child, word, "nmod") for child in syntax.children(word, "obl"))


def _in_two(end: Token, tables: EventTables) -> Iterator[Change]:
    """Take for the noun that it is what ends in a particle behind a hyphen ("held a sit-[in] outside the embassy")."""
    verb, hyphen = end.head, syntax.before(end) if end.i > 1 else end
    if hyphen.text != "-" or verb.pos_ != "VERB" or syntax.children(verb, "obj"):
        return
    if f"{end.doc[end.i - 2].lower_}-{end.lower_}" in tables.noun_forms and syntax.children(end, "det"):
        end.pos_, end.tag_ = "NOUN", "NN"
        yield end, verb, "obj"


def _swelling(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Make what grows before a bare noun its quality, read as what somebody does ("faces [mounting] criticism")."""
    verb, things = quality.head, syntax.children(quality, "obj")
    grows = quality.tag_ == "VBG" and quality.lower_ in tables.classed(SWELLING) and len(things) == 1
    if not grows or verb.i + 1 != quality.i or verb.pos_ != "VERB" or syntax.objects(verb):
        return
    bare = not syntax.children(things[0], "det", "nmod:poss", "nummod") and things[0].i > quality.i
    if not bare or stands_in("@ing", verb, tables) or any(row.kind in DOING for row in operators_of(verb, tables)):
        return
    yield things[0], verb, "obj"
    yield quality, things[0], "amod"
    yield from ((word, verb, word.dep_) for word in quality.rights if word is not things[0])


def _going_on(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Make a deed of what was read as part of a name behind "began" or "kept" ("kept [bombing] villages")."""
    if deed.dep_ == "xcomp":
        if deed.tag_ == "NN" and deed.lower_.endswith("ing") and syntax.children(deed, "obj"):
            deed.pos_, deed.tag_ = "VERB", "VBG"
        return
    thing = deed.head
    verb = thing.head
    behind = deed.i == verb.i + 1 == thing.i - 1 and thing.dep_ == "obj" and deed.lower_.endswith("ing")
    if not behind or deed.lower_ not in tables.verb_forms or not stands_in("@going-on", verb, tables):
        return
    classes = (tables.classes_of.get(lemma, frozenset()) for lemma in tables.noun_forms.get(thing.lower_, ()))
    struck = thing.tag_ == "NNS" and any(not kinds.isdisjoint(STRUCK) for kinds in classes)
    if struck or thing.ent_type_ in ("GPE", "LOC"):
        deed.pos_, deed.tag_ = "VERB", "VBG"
        yield deed, verb, "xcomp"
        yield thing, deed, "obj"


def _under_swelling(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Make what grows behind a preposition its noun's quality, read as a deed ("under [mounting] pressure, he left")."""
    marks, things = syntax.children(quality, "mark"), syntax.children(quality, "obj")
    grows = quality.tag_ == "VBG" and quality.lower_ in tables.classed(SWELLING) and len(things) == len(marks) == 1
    if grows and marks[0].i + 1 == quality.i and not syntax.children(things[0], "det", "nmod:poss"):
        yield things[0], quality.head, "obl"
        yield marks[0], things[0], "case"
        yield quality, things[0], "amod"
        yield from ((word, quality.head, word.dep_) for word in quality.rights if word is not things[0])


def _stricken(word: Token, tables: EventTables) -> Iterator[Change]:
    """Make of a verb joined to a noun the quality of the name behind it ("sent food to flood-[hit] Chad")."""
    things = syntax.children(word, "obj")
    if word.i < 2 or word.tag_ not in ("VB", "VBD", "VBP", "VBN") or not things or things[0].i != word.i + 1:
        return
    dash, noun, name = syntax.before(word), word.doc[word.i - 2], things[0]
    joined = dash.text == "-" and noun.idx + len(noun) == dash.idx and dash.idx + 1 == word.idx
    if not joined or noun.tag_ != "NN" or not noun.text.islower() or syntax.own_subjects(word):
        return
    marks = syntax.children(word, "mark", "case")
    word.pos_, word.tag_ = "ADJ", "JJ"
    yield name, word.head, "obl" if marks else "obj"
    yield word, name, "amod"
    yield noun, word, "compound"
    yield from ((mark, name, "case") for mark in marks)
    yield from ((child, name, "nmod") for child in syntax.children(word, "obl"))


def _bordering(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Make what no table knows as a deed, right before a name, a quality of that ("of [neighbouring] Chad")."""
    marks, names = syntax.children(quality, "mark"), syntax.children(quality, "obj")
    leads = quality.dep_ == "csubj" or [mark.i for mark in marks] == [quality.i - 1]
    if not leads or quality.tag_ != "VBG" or quality.lower_ in tables.verb_forms:
        return
    if [name.left_edge.i for name in names] != [quality.i + 1] or names[0].pos_ != "PROPN":
        return
    above, name = quality.head, names[0]
    quality.pos_, quality.tag_ = "ADJ", "JJ"
    label = "obl" if above.pos_ in ("VERB", "AUX") else "nmod"
    yield name, above, "nsubj" if quality.dep_ == "csubj" else label
    yield from ((mark, name, "case") for mark in marks)
    yield quality, name, "amod"
    yield from (
        (child, above if child.arc == "punct" else name, child.dep_) for child in quality.rights if child is not name
    )


def _foreign(word: Token, tables: EventTables) -> Iterator[Change]:
    """Let foreign words behind a common noun be what that is called ("declared an envoy [persona] non grata")."""
    thing = word.head
    if word.tag_ != "FW" or thing.pos_ != "NOUN" or thing.dep_ != "obj" or word.i != thing.i + 1:
        return
    yield word, thing.head, "xcomp"
    yield from ((part, word, "flat") for part in syntax.children(thing, "flat") if part.i > word.i)


def _bare_verb(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a verb what has a subject and an object, or "to" and an object, read as a quality.

    "demanded that Chad [free] two pilots", "told Chad to [free] two pilots".
    """
    doers = [child for child in syntax.children(word, "nsubj", "mark") if child.lower_ == "to" or child.dep_ == "nsubj"]
    whole = doers and syntax.children(word, "obj") and not syntax.children(word, "cop")
    if word.tag_ == "JJ" and whole and word.lower_ in tables.verb_forms:
        word.pos_, word.tag_ = "VERB", "VB"
    yield from ()


def _bare_wish(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a verb the noun in which a clause with "that" ends, and for its subject what was read as a part of that noun.

    "insisted that the president [step] aside"
    """
    names = [child for child in syntax.children(word, "compound") if child.i == word.i - 1]
    clause = any(mark.lower_ == "that" for mark in syntax.children(word, "mark"))
    if (
        word.tag_ != "NN"
        or not clause
        or not names
        or syntax.children(word, "nsubj", "nsubj:pass", "cop", "csubj", "expl")
    ):
        return
    if word.lower_ in tables.verb_forms.get(word.lower_, ()):
        word.pos_, word.tag_ = "VERB", "VB"
        yield names[0], word, "nsubj"
        yield from (
            (child, names[0], child.dep_) for child in word.lefts if child.arc in INNER and child is not names[0]
        )


def _in_charge(word: Token, tables: EventTables) -> Iterator[Change]:
    """Make of the French half of an envoy's title, read as a verb, a part of it ("summoned the chargé [d'affaires]")."""
    if word.lower_ != OFFICE or not word.i:
        return
    envoy = syntax.before(word)
    word.pos_, word.tag_ = "NOUN", "NN"
    clause = word.head if word.dep_ == "cop" else word
    if envoy.head is clause:
        yield envoy, clause.head, "obj"
        yield from ((part, clause.head, "obl") for part in (clause,) if clause is not word)
    yield word, envoy, "flat"


def _by_doing(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a deed what was read as a thing, though it has a clause or an object ("won by [promising] to free them")."""
    if word.tag_ not in ("NN", "JJ") or not word.lower_.endswith("ing") or word.lower_ not in tables.verb_forms:
        return
    meant = [one for one in syntax.children(word, "acl", "xcomp") if one.tag_ == "VB" and one.left_edge.i == word.i + 1]
    marks = syntax.children(word, "case", "mark")
    bare = [mark.i for mark in marks] == [word.i - 1] and marks[0].lower_ == "by"
    if (word.dep_ == "advcl" and syntax.children(word, "xcomp", "obj", "ccomp")) or (bare and meant):
        word.pos_, word.tag_ = "VERB", "VBG"
        yield word, word.head, "advcl"
        yield from ((one, word, "xcomp") for one in meant)
        yield from ((mark, word, "mark") for mark in marks)


def _committed(holder: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a quality what reads as done to somebody, where it is one that has him act ("Chad is [committed] to a truce")."""
    word = holder.head
    quality = (word.lower_, "adjective")
    known = quality in tables.operators_by_lemma or (
        quality in tables.by_lemma and word.lower_ not in tables.verb_forms
    )
    to = syntax.obliques(word, "to") or any(syntax.is_infinitive(deed) for deed in syntax.children(word, "xcomp"))
    if word.tag_ != "VBN" or not known or syntax.children(word, "obj", "obl:agent") or not to:
        return
    word.pos_, word.tag_ = "ADJ", "JJ"
    yield holder, word, "nsubj"
    yield from ((helper, word, "cop") for helper in syntax.children(word, "aux:pass"))


def _wounded(word: Token, tables: EventTables) -> Iterator[Change]:
    """Join a participle to the quality right before it, not to a verb ("counted forty dead and [wounded]")."""
    links = syntax.children(word, "cc")
    before = syntax.before(links[0]) if links and links[0].i == word.i - 1 and links[0].i else word
    if (
        word.tag_ == "VBN"
        and before.tag_ == "JJ"
        and before is not word.head
        and before.dep_ in ("obj", "xcomp", "amod")
    ):
        word.pos_, word.tag_ = "ADJ", "JJ"
        yield word, before, "conj"


def _listed_name(name: Token, tables: EventTables) -> Iterator[Change]:
    """Join to the first of several people the one between, read as the first again ("Mr. Roe, [Mr. Poe] and Mr. Loe met")."""
    first = name.head
    last = next((one for one in syntax.children(first, "conj") if one.i > name.i and syntax.children(one, "cc")), None)
    people = [
        word for word in (first, name, last) if word is not None and word.ent_type_ == "PERSON" and word.pos_ == "PROPN"
    ]
    if last is None or len(people) < 3 or syntax.before(syntax.children(last, "cc")[0]).i < name.i:
        return
    title = syntax.before(name)
    told = title.dep_ == "appos" and title.head is first and title.pos_ in NOMINAL
    if syntax.is_set_off(title if told else name):
        yield name, first, "conj"
        yield from ((word, name, "flat") for word in syntax.children(first, "flat") if name.i < word.i < last.i)
        if told:
            yield title, name, "nmod:desc"


def _title(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take for a name the verb that begins a title between marks behind a preposition ("said on “[Meet] the Press” that …")."""
    if word.i < 2 or not word.text.istitle() or syntax.before(word).tag_ not in syntax.QUOTES:
        return
    preposition, rest = word.doc[word.i - 2], word.doc[word.i + 1 : word.i + 6]
    end = next((mark.i for mark in rest if mark.tag_ in syntax.QUOTES), word.i)
    named = all(one.text.istitle() or len(one) < 4 for one in word.doc[word.i : end])
    if (
        preposition.tag_ != "IN"
        or preposition.head is not word
        or end < word.i + 2
        or not named
        or not word.head.i < word.i
    ):
        return
    word.pos_, word.tag_ = "PROPN", "NNP"
    yield word, word.head, "obl"
    yield preposition, word, "case"


def _named_so(name: Token, tables: EventTables) -> Iterator[Change]:
    """Take for who acts what ends like an adverb, but is written as a name beside its verb ("“No,” said [Skelly]")."""
    verb, before = name.head, syntax.before(name) if name.i else name
    written = name.tag_ == "RB" and name.text.istitle() and verb.text.islower() and verb.tag_ in syntax.FINITE
    first = name.is_sent_start or (before.is_sent_start and before.is_punct)
    beside = abs(name.i - verb.i) == 1 and (before is verb or before.tag_ == "CC" or before.text == ",")
    if written and beside and not first and not syntax.own_subjects(verb):
        name.pos_, name.tag_ = "PROPN", "NNP"
        yield name, verb, "nsubj"


def _let_alone(let: Token, tables: EventTables) -> Iterator[Change]:
    """Join to a deed what is farther still from being done ("never met him, [let alone] praised him")."""
    alone, first = syntax.following(let), syntax.first_conjunct(let)
    above = first.head if first is let else first
    further = next((deed for word in (let, above) for deed in word.children if deed.i == alone.i + 1), None)
    if (let.lower_, alone.lower_) == ("let", "alone") and further is not None and further.pos_ == "VERB":
        let.pos_, let.tag_ = "ADV", "RB"
        yield further, above, "conj"
        yield alone, further, "advmod"
        yield let, alone, "advmod"


def _setting_free(free: Token, tables: EventTables) -> Iterator[Change]:
    """Make a deed of what was read as a quality of captives ("agreed to end the siege and [free] hostages")."""
    captives, beside = free.head, free.head.head
    deed = beside.head
    joined = (
        free.lower_ == "free" and captives.dep_ == "conj" and syntax.before(free).dep_ == "cc" and beside.dep_ == "obj"
    )
    if joined and deed.tag_ == "VB" and captives.tag_ == "NNS" and CAPTIVES & names_of(captives, tables):
        free.pos_, free.tag_ = "VERB", "VB"
        yield free, deed, "conj"
        yield captives, free, "obj"
        yield from ((word, free, "cc") for word in syntax.children(captives, "cc") if word.i < free.i)


def _are_many(kind: Token, tables: EventTables) -> Iterator[Change]:
    """Take for what many of some are told to be what was read as their deed ("ten men, most of them [conscripts], fell")."""
    some = syntax.before(kind).head if kind.i else kind
    told = (
        kind.tag_ in ("VBZ", "VBP") and some.head is kind and some.dep_ == "nsubj" and some.right_edge.i == kind.i - 1
    )
    of = syntax.obliques(some, "of") if told else []
    alone = {child.i for child in kind.children if not child.is_punct} == {some.i}
    if of and of[0].tag_ in ("PRP", "WP", "WDT") and alone and syntax.following(kind).is_punct:
        kind.pos_, kind.tag_ = "NOUN", "NNS"
        yield some, kind.head, "appos"
        yield kind, some, "appos"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "flat": (_foreign,),
    "conj": (_wounded, _let_alone),
    "parataxis": (_let_alone,),
    "obl": (_by_doing,),
    "advcl": (_let_alone, _title, _bare_verb, _by_doing, _under_swelling, _so_named, _stricken, _bordering),
    "xcomp": (_going_on, _title, _so_named, _swelling, _stricken, _in_charge, _bare_verb),
    "nsubj": (_last_name,),
    "nsubj:pass": (_committed,),
    "ccomp": (_title, _bare_verb, _bare_wish, _in_charge),
    "aux:pass": (_in_charge,),
    "cop": (_in_charge,),
    "acl:relcl": (_are_many,),
    "appos": (_listed, _listed_name),
    "csubj": (_bordering,),
    "advmod": (_in_two, _named_so),
    "amod": (_setting_free,),
    "compound": (_of_one_name, _going_on),
    "acl": (_title, _bare_verb, _so_named, _bordering),
    "compound:prt": (_in_two,),
}
