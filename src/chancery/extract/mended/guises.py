"""Words read as what they are not: a quality as a deed, a people's adjective before one of them, "her" before a time.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.misplaced import Righting, operators_of, rows_of, senses_of
from chancery.extract.mended.misreadings import Change, is_somebody, stands_in
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# What is done to somebody for a thing that he did.
PUNISHING = frozenset({"SANCTION", "COERCE", "ACCUSE"})
# How a name for a people is labeled, and that of a state.
PEOPLE, STATE = "NORP", "GPE"
# The class of words that part two times.
APART = "apart in time"


def _before_subject(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Make a quality in -ing that opens a sentence the name's behind it ("[Neighboring] Mali left"), where it tells no deed."""
    names, verb = syntax.children(quality, "obj"), quality.head
    told = any(senses_of(quality, tables)) or any(operators_of(quality, tables))
    if quality.tag_ != "VBG" or told or syntax.own_subjects(verb) != [quality] * (quality.dep_ == "csubj"):
        return
    if len(names) == 1 and names[0].pos_ == "PROPN" and names[0].i == quality.i + 1 and names[0].i < verb.i:
        yield names[0], verb, "nsubj"
        yield quality, names[0], "amod"
        yield from ((word, names[0], word.dep_) for word in quality.rights if word.i > names[0].i)


def _whom(her: Token, tables: EventTables) -> Iterator[Change]:
    """Let "her" between a verb and how much later be whom the deed is done to ("freed [her] hours later")."""
    time, verb = her.head, syntax.before(her) if her.i else her
    after = syntax.following(time) if time.i + 1 < len(time.doc) else time
    if her.lower_ == "her" and verb.pos_ == "VERB" and after.lower_ in tables.classed(APART) and time.i == her.i + 1:
        her.tag_ = "PRP"
        yield her, verb, "obj"


def _for_what(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the verb for what somebody is punished, read as of the prison ("jailed him in a camp for [killing] two")."""
    where = deed.head
    if deed.tag_ != "VBG" or syntax.prepositions(deed) != "for" or where.arc != "obl" or where.head.pos_ != "VERB":
        return
    punished = where.head.tag_ == "VBN" or bool(syntax.objects(where.head))
    if punished and where.i + 2 == deed.i and any(row.event in PUNISHING for row in rows_of(where.head, tables)):
        yield deed, where.head, "advcl"


def _one_of_them(participle: Token, tables: EventTables) -> Iterator[Change]:
    """Let a people's adjective behind "a" be somebody of whom a participle tells ("jailed a [Dane] accused of spying")."""
    name = syntax.before(participle) if participle.i else participle
    beside = name.head is participle and name.dep_ == "amod"
    gets = name.head is participle.head and name.dep_ in ("obj", "iobj")
    if (
        participle.tag_ != "VBN"
        or name.ent_type_ != PEOPLE
        or not (beside or gets)
        or syntax.children(participle, "aux")
    ):
        return
    new = syntax.children(participle if beside else name, "det")
    if new and syntax.children(participle, "obl", "advcl", "obl:agent", "xcomp"):
        name.pos_, name.tag_, participle.pos_ = "PROPN", "NNP", "VERB"
        yield name, participle.head, participle.dep_
        yield participle, name, "acl"
        yield from ((word, name, word.dep_) for word in participle.lefts if word.i < name.i)


def _one_and_others(people: Token, tables: EventTables) -> Iterator[Change]:
    """Let a people's adjective behind "a" be one of them, beside others ("jailed [an Iranian] and three Afghan men")."""
    noun, joints = people.head, [word for word in people.children if word.dep_ == "conj" and word.i < people.head.i]
    ones = [word for word in syntax.children(noun, "det") if word.lower_ in ("a", "an") and word.i + 1 == people.i]
    counts = [word for word in joints if word.pos_ == "NUM"]
    if noun.tag_ not in ("NNS", "NNPS") or not ones or not counts or people.ent_type_ != "NORP":
        return
    people.pos_, people.tag_ = "PROPN", "NNP"
    yield people, noun if noun.dep_ == "ROOT" else noun.head, noun.dep_
    yield noun, people, "conj"
    yield ones[0], people, "det"
    yield counts[0], noun, "nummod"
    yield from ((word, noun, "cc") for word in (*syntax.children(people, "cc"), *syntax.children(counts[0], "cc")))


def _suffered(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Take a past tense that tells of a noun, done "with" something to nothing, for a participle ("men [armed] with knives")."""
    bare = deed.tag_ == "VBD" and not syntax.children(deed, "nsubj", "obj", "aux", "mark", "ccomp", "xcomp")
    if bare and syntax.obliques(deed, "with"):
        deed.tag_ = "VBN"
    yield from ()


def _done_too(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Join a bare verb to the verb before it, not to what that is done to ("can annul laws and [dismiss] officials")."""
    thing, links = deed.head, syntax.children(deed, "cc")
    if deed.tag_ == "VB" and links and thing.dep_ == "obj" and thing.pos_ == "NOUN" and thing.head.tag_ == "VB":
        yield deed, thing.head, "conj"


def _behind_participle(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a past tense the subject of a participle read as its verb ("Men armed with knives [boarded] the ship")."""
    participle = verb.head
    bare = participle.tag_ in ("VBN", "VBD") and not syntax.children(
        participle, "aux", "aux:pass", "cop", "obj", "conj"
    )
    if verb.tag_ != "VBD" or not bare or participle.i > verb.i or syntax.children(verb, "mark", "nsubj", "aux", "cc"):
        return
    if stands_in("@uttering", participle, tables) or stands_in("@saying", participle, tables):
        return
    subjects, beside = (
        syntax.children(participle, "nsubj", "nsubj:pass"),
        syntax.children(participle, "obl", "obl:agent"),
    )
    near = bool(beside) and beside[-1].right_edge.i + 1 == verb.i and bool(subjects)
    if near and subjects[0].i + 1 == participle.i:
        participle.tag_ = "VBN"
        yield verb, verb if participle.dep_ == "ROOT" else participle.head, participle.dep_
        yield subjects[0], verb, "nsubj"
        yield participle, subjects[0], "acl"
        yield from ((word, verb, word.dep_) for word in participle.rights if word.i > verb.i)


def _deed(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take a noun in -ing that opens a clause behind a preposition for the deed that it is ("by [promising] to leave")."""
    marks = syntax.children(word, "mark", "case")
    if word.tag_ != "NN" or word.lower_ not in tables.verb_forms or not word.lower_.endswith("ing"):
        return
    if marks and syntax.children(word, "xcomp"):
        word.pos_, word.tag_ = "VERB", "VBG"
        yield word, word.head, "advcl"
        yield from ((mark, word, "mark") for mark in marks)


def _of_whose(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a deed behind "of" and who does it be what a noun tells ("the idea [of France arresting him] is absurd")."""
    name = syntax.before(deed)
    noun = name.head
    told = name.pos_ == "PROPN" and name.dep_ == "nmod" and syntax.prepositions(name) == "of" and noun.head is deed.head
    if (
        deed.tag_ == "VBG"
        and told
        and deed.i < deed.head.i
        and noun.dep_ in syntax.SUBJECTS
        and not is_somebody(noun, tables)
    ):
        yield deed, noun, "acl"
        yield name, deed, "nsubj"


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


def _by_whom(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang who did it on the passive verb, not on what that made of somebody ("were shot dead by [the police]")."""
    made = noun.head
    if (
        syntax.prepositions(noun) == "by"
        and made.dep_ == "xcomp"
        and made.pos_ == "ADJ"
        and syntax.is_passive(made.head)
    ):
        yield noun, made.head, "obl:agent"


def _so_named(word: Token, tables: EventTables) -> Iterator[Change]:
    """Take a word in -ing behind a name with "the" for the thing so named ("reopened the Rafah [crossing] to trucks")."""
    name = syntax.before(word) if word.i else word
    known = word.tag_ == "VBG" and word.lower_ in tables.noun_forms and not syntax.children(word, "obj")
    beside = word.head in (name, name.head)
    if not known or not beside or name.pos_ != "PROPN" or name.ent_type_ in (PEOPLE, "ORG"):
        return
    articles = syntax.children(name, "det")
    if articles:
        word.pos_, word.tag_ = "NOUN", "NN"
        yield word, name.head, name.dep_
        yield name, word, "compound"
        yield articles[0], word, "det"
        yield from ((child, word, "nmod") for child in syntax.children(word, "obl"))


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "csubj": (_before_subject,),
    "compound": (_of_one_name,),
    "amod": (_one_and_others,),
    "nmod:poss": (_whom,),
    "acl": (_for_what, _suffered, _so_named),
    "xcomp": (_so_named,),
    "conj": (_done_too,),
    "advcl": (_before_subject, _behind_participle, _of_whose, _deed, _so_named),
    "ccomp": (_behind_participle,),
    "obj": (_one_of_them,),
    "nsubj": (_one_of_them,),
    "nsubj:pass": (_one_of_them,),
    "obl": (_one_of_them, _by_whom, _deed),
}
