"""What long sentences hang wrong: clauses and times behind names, places of deeds, whom a thing is given or denied.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import clauses, syntax
from chancery.extract.mended.misplaced import Righting, operators_of, rows_of
from chancery.extract.mended.misreadings import NOMINAL, PEOPLE, Change, is_somebody, names_of, stands_in
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# The classes of verbs of saying, and of what is said on paper.
UTTERING, SAYING, PAPER = "uttering", "saying", "@paper"
# What verbs that take an infinitive make of it.
ASKING = frozenset({"request", "offer", "promise", "threaten"})
# Types of acts that hardly a thing does, only somebody.
SOMEBODYS = frozenset({"CONSULT", "AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "SANCTION"})
# The classes of nouns for people who may be told with what they do right behind ("gunmen riding").
CROWD = PEOPLE | {"@insurgent", "@rioter", "@police", "@alien"}
# The prepositions behind which stands whom or what a levy is on.
LEVIED = frozenset({"on", "against"})
# In what one counts how long after a thing another happened.
UNITS = frozenset({"minutes", "hours", "days", "weeks", "months", "years", "decades"})
# The prepositions by which a clause tells what came before or after.
APART = frozenset({"after", "before"})


def _of_the_name(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a clause of what only somebody does tell of the name before it, not of a thing ("the anger of [Mali], which sued")."""
    first, thing = clause.left_edge, clause.head
    first = syntax.following(first) if first.is_punct else first
    comma = syntax.before(first)
    if first.tag_ not in ("WDT", "WP", "WP$") or comma.text != "," or thing.pos_ != "NOUN" or not comma.i:
        return
    name = syntax.before(comma)
    while name.dep_ in ("flat", "compound") and name.head.i < name.i:
        name = name.head
    held = name.pos_ == "PROPN" and not clauses.is_time(name) and thing.i < name.i and not is_somebody(thing, tables)
    if held and not _might(thing, clause, syntax.prepositions(name), tables):
        yield clause, name, "acl:relcl"


def _might(thing: Token, clause: Token, prep: str, tables: EventTables) -> bool:
    """May a thing, or what goes on at a place, have done what a clause tells ("talks in Oslo, which urged")?"""
    if PAPER in names_of(thing, tables) or (prep in ("in", "at") and _is_deed(thing, tables)):
        return True
    speaks = stands_in(UTTERING, clause, tables) or stands_in(SAYING, clause, tables)
    if speaks or next(operators_of(clause, tables), None):
        return False
    objects = syntax.children(clause, "obj")
    rows = list(rows_of(clause, tables))
    fitting = [
        row for row in rows if row.object and any(not names_of(one, tables).isdisjoint(row.object) for one in objects)
    ]
    deeds = {row.event for row in fitting or rows if row in fitting or not row.object}
    return deeds.isdisjoint(SOMEBODYS)


def _is_deed(noun: Token, tables: EventTables) -> bool:
    """Do the tables know a noun as one for something done?"""
    lemmas = tables.noun_forms.get(noun.lower_, ())
    return any((lemma, "noun") in tables.by_lemma or lemma in tables.verbs_of for lemma in lemmas)


def _days_after(name: Token, tables: EventTables) -> Iterator[Change]:
    """Part a name from the days behind it that tell how long after a thing ("sanctions on [Mali] days after he was held")."""
    days = name.head
    link = syntax.following(days)
    timed = days.i == name.right_edge.i + 1 and days.lower_ in UNITS
    if not timed or name.pos_ != "PROPN" or link.lower_ not in APART or link.head.pos_ not in ("VERB", "AUX"):
        return
    clause = link.head
    yield name, days.head, days.dep_
    yield from ((child, name, child.dep_) for child in days.lefts if child is not name)
    yield days, clause, "obl:unmarked"
    if clause.head.i > clause.i or clause.dep_ == "ccomp":
        yield clause, syntax.clause_of(days.head), "advcl"


def _while_doing(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Part people from what they do, read as one noun with them or as another ("gunmen [riding] on motorcycles attacked")."""
    people = syntax.before(deed) if deed.i else deed
    doing = deed.tag_ == "NN" and deed.lower_.endswith("ing") and any(deed.rights)
    told = people.tag_ == "NNS" and people.head in (deed, deed.head) and people.dep_ in ("compound", deed.dep_)
    if doing and told and not CROWD.isdisjoint(names_of(people, tables)):
        deed.pos_, deed.tag_ = "VERB", "VBG"
        yield people, deed.head, deed.dep_
        yield deed, people, "acl"
        yield from ((child, people, child.dep_) for child in deed.lefts if child is not people)
        yield from ((child, deed, "obl") for child in syntax.children(deed, "nmod"))


def _taken_from(thing: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on its verb what somebody is rid of, hung on a name before it ("stripped critics of Roe of [citizenship]")."""
    above = next((one for one in syntax.ancestors(thing) if one.dep_ in ("obj", "nsubj:pass")), None)
    if above is None or above is thing or syntax.prepositions(thing) != "of" or above.head.pos_ != "VERB":
        return
    inner = thing.head.pos_ == "PROPN" and thing.head is not above and syntax.prepositions(thing.head) == "of"
    names = names_of(thing, tables)
    rids = (row for row in rows_of(above.head, tables) if "of" in row.prep)
    if inner and any(not names.isdisjoint(row.after) for row in rids):
        yield thing, above.head, "obl"


def _endowed(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Part what somebody is given or denied from his name before it ("refused [the Red Cross] access")."""
    verb, who = noun.head, syntax.before(noun)
    if who.dep_ != "compound" or who.head is not noun or verb.pos_ != "VERB" or not _given(verb, noun, tables):
        return
    told = [child for child in noun.lefts if child.i < who.i]
    people = who.pos_ == "PROPN" or is_somebody(who, tables) or not CROWD.isdisjoint(names_of(who, tables))
    if who.tag_ == "NNS" or (people and any(child.dep_ == "det" for child in told)):
        yield who, verb, "iobj"
        yield from ((child, who, child.dep_) for child in told)


def _endowed_clause(thing: Token, tables: EventTables) -> Iterator[Change]:
    """Read as a plural who is given or denied a thing, read as a verb ("denied UN inspectors [access]")."""
    who = thing.head
    verb = who.head
    plural = who.dep_ == "ccomp" and who.tag_ in ("VBZ", "VBP") and who.lower_ in tables.noun_forms and verb.i < who.i
    if plural and who.i < thing.i and verb.pos_ == "VERB" and _given(verb, thing, tables):
        who.pos_, who.tag_ = "NOUN", "NNS"
        yield who, verb, "iobj"
        yield thing, verb, "obj"
        yield from ((child, who, "compound") for child in syntax.children(who, "nsubj"))


def _endowed_beside(thing: Token, tables: EventTables) -> Iterator[Change]:
    """Make what somebody is given or denied, read as a clause behind him, the object ("denied French inspectors [access]")."""
    verb, who = thing.head, syntax.before(thing.left_edge) if thing.left_edge.i else thing
    beside = thing.tag_ == "NN" and who.dep_ == "obj" and who.head is verb and who.i > verb.i
    if beside and not syntax.children(thing, "nsubj", "obj", "mark", "cop") and _given(verb, thing, tables):
        yield who, verb, "iobj"
        yield thing, verb, "obj"


def _given(verb: Token, thing: Token, tables: EventTables) -> bool:
    """Do the tables know a verb with this object, and somebody to whom it is given or denied?"""
    names = names_of(thing, tables)
    return any("iobj" in row.recipient and not names.isdisjoint(row.object) for row in rows_of(verb, tables))


def _right_behind(participle: Token, tables: EventTables) -> Iterator[Change]:
    """Hang a participle on the noun right before it, not on one beyond a verb ("the bloc, which taxed cars [made] in China")."""
    far, noun = participle.head, syntax.before(participle) if participle.i else participle
    near = participle.tag_ in ("VBN", "VBG") and participle.left_edge is participle and noun.pos_ in NOMINAL
    near = near and not clauses.is_time(noun)
    if near and far.i < noun.i and any(word.tag_ in syntax.FINITE for word in noun.doc[far.i : noun.i]):
        yield participle, noun, "acl"


def _struck_at(place: Token, tables: EventTables) -> Iterator[Change]:
    """Let a thing suffer what is done by somebody, not the place it is in ("a school in [Goma] shelled by rebels")."""
    verb, cases = place.head, syntax.children(place, "case")
    doers = syntax.obliques(verb, "by")
    if (
        not cases
        or not cases[0].i
        or verb.tag_ not in ("VBD", "VBN")
        or syntax.children(verb, "obj", "aux")
        or not doers
    ):
        return
    thing = syntax.before(cases[0])
    if thing.pos_ == "NOUN" and place.i < verb.i and verb.dep_ in ("advcl", "acl", "conj", "ccomp", "acl:relcl"):
        verb.tag_ = "VBN"
        yield place, thing, "nmod"
        yield verb, thing, "acl"
        yield from ((doer, verb, "obl:agent") for doer in doers)


def _of_title(quality: Token, tables: EventTables) -> Iterator[Change]:
    """Make a participle before a title a quality of him who bears it ("charged [ousted] President Roe with fraud")."""
    title = syntax.following(quality) if quality.i + 1 < len(quality.doc) else quality
    name = title.head
    before = quality.tag_ == "VBN" and title.dep_ == "nmod:desc" and quality.head.i < quality.i < title.i
    if before and name.dep_ in ("obj", "iobj") and name.head.i < quality.i and quality.left_edge is quality:
        yield quality, name, "amod"
        yield from ((child, name.head, child.dep_) for child in quality.rights)


def _who_did(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let "who" be a person, not what he heads ("Roe, a head of an election board [who launched] a party")."""
    thing = clause.head
    who = any(word.tag_ == "WP" and word.lower_ == "who" for word in syntax.children(clause, "nsubj", "nsubj:pass"))
    while who and thing.dep_ == "nmod" and thing.pos_ == "NOUN" and not _is_people(thing, tables):
        thing = thing.head
    if thing is not clause.head and (thing.dep_ == "appos" or _is_people(thing, tables)):
        yield clause, thing, "acl:relcl"


def _is_people(noun: Token, tables: EventTables) -> bool:
    """Is a noun one for people, of whatever kind?"""
    return noun.tag_ == "NNS" or not CROWD.isdisjoint(names_of(noun, tables))


def _beyond_share(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on whom a levy is on the levy, not on its rate ("duties of 38 percent on [cars]")."""
    share = noun.head
    rate = share.lower_ in ("percent", "%") or share.pos_ in ("SYM", "NUM")
    if rate and share.dep_ == "nmod" and syntax.prepositions(share) == "of" and syntax.prepositions(noun) in LEVIED:
        yield noun, share.head, "nmod"


def _past_setting(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang an infinitive behind a setting on the verb before it ("threatened during his campaign [to march]")."""
    setting = deed.head
    verb = setting.head
    if not syntax.is_infinitive(deed) or deed.tag_ != "VB" or setting.arc != "obl" or setting.i > deed.i:
        return
    asks = any(row.kind in ASKING for row in operators_of(verb, tables))
    plain = syntax.prepositions(setting) in ("during", "at", "after", "before") or clauses.is_time(setting)
    if asks and plain and not syntax.children(verb, "xcomp", "ccomp") and verb.i < setting.i:
        yield deed, verb, "xcomp"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "acl:relcl": (_of_the_name, _who_did),
    "obl": (_struck_at,),
    "compound": (_days_after,),
    "nsubj": (_while_doing, _struck_at),
    "nmod": (_taken_from, _beyond_share, _past_setting),
    "acl": (_of_title, _past_setting, _right_behind),
    "obj": (_endowed, _endowed_clause),
    "ccomp": (_endowed_beside,),
}
