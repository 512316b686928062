"""What long sentences hang wrong: clauses behind names and asides, times behind names, whom a thing is given or denied.

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
# Words that open a clause, and never stand before a noun alone.
OPENING = frozenset({"while", "whereas", "although", "because", "if", "unless"})
# The prepositions behind which stands whom or what a levy is on.
LEVIED = frozenset({"on", "against"})
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
    timed = days.i == name.right_edge.i + 1 and days.tag_ == "NNS" and clauses.is_time(days)
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


def _past_aside(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang an infinitive behind an aside on the verb before that ("told the paper, which backs Chad, [to close]")."""
    clause = next((one for one in syntax.ancestors(deed) if one.dep_ == "acl:relcl"), None)
    comma = syntax.before(deed.left_edge) if not deed.left_edge.is_punct else deed.left_edge
    if clause is None or not syntax.is_infinitive(deed) or comma.text != "," or not clause.i < comma.i < deed.i:
        return
    whom, opening = clause.head, syntax.before(clause.left_edge)
    verb, opened = whom.head, "," in (opening.text, clause.left_edge.text)
    asks = any(row.kind in ASKING for row in operators_of(verb, tables))
    if opened and asks and whom.dep_ in ("obj", "iobj", "nsubj:pass", "obl") and not syntax.children(verb, "xcomp"):
        yield deed, verb, "xcomp"


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


def _own_subject(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a joined verb its subject behind an aside, read as one more object ("urged calm, and [Chad], which left, offered")."""
    comma = syntax.before(verb) if verb.i else verb
    if comma.text != "," or syntax.children(verb, "cc") or syntax.own_subjects(verb):
        return
    if verb.dep_ == "conj" and verb.tag_ in syntax.FINITE:
        names = (name for name in verb.doc[verb.head.i + 1 : comma.i] if _joined_beyond(name))
    elif verb.tag_ in ("VBD", "VBN") and verb.lower_.endswith("ed"):
        names = (name for name in syntax.ancestors(verb) if _joined_beyond(name) and name.head.pos_ == "NOUN")
    else:
        return
    name = next((name for name in names if _set_apart(name, comma)), None)
    if name is not None:
        first = syntax.clause_of(name.head)
        verb.tag_ = "VBD" if verb.tag_ == "VBN" else verb.tag_
        yield name, verb, "nsubj"
        yield verb, first, "conj"
        yield from ((link, verb, "cc") for link in syntax.children(name, "cc"))


def _joined_beyond(name: Token) -> bool:
    """Is this a name joined to a noun by a word behind a comma ("urged calm, and [Chad]")?"""
    links = syntax.children(name, "cc")
    joined = name.dep_ == "conj" and name.pos_ == "PROPN" and bool(links)
    return joined and name.head.i < links[0].i and syntax.before(links[0]).text == ","


def _set_apart(name: Token, comma: Token) -> bool:
    """Does an aside on a name begin behind it and end at a comma ("Chad[, which left,]")?"""
    last = max((part.i for part in syntax.children(name, "flat")), default=name.i)
    opening = name.doc[last + 1]
    inside = name.doc[opening.i + 1 : comma.i]
    return opening.text == "," and bool(inside) and not any(word.dep_ == "cc" for word in inside[:1])


def _cut_short(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb read as telling of its subject its clause ("Mali, which left, [urged] calm, and Chad, which stayed, spoke")."""
    name = verb.head
    last, relatives = name.head, syntax.children(name, "acl:relcl")
    bare = verb.tag_ in syntax.FINITE and not syntax.children(verb, "nsubj", "nsubj:pass", "cc", "mark")
    if not bare or verb is relatives[0] or name.dep_ != "nsubj" or syntax.before(verb).text != ",":
        return
    relative = any(word.tag_ in ("WDT", "WP", "WP$", "WRB") for word in verb.children)
    others = [one for one in syntax.children(name, "conj") if verb.i < one.i < last.i and syntax.children(one, "cc")]
    if relative or not others or last.tag_ not in syntax.FINITE:
        return
    yield verb, verb if last.dep_ == "ROOT" else last.head, last.dep_
    yield last, verb, "conj"
    yield name, verb, "nsubj"
    yield others[0], last, "nsubj"
    yield from ((link, last, "cc") for link in syntax.children(others[0], "cc"))
    behind = (one for one in relatives if one.i > others[0].i)
    yield from ((one, others[0], "acl:relcl") for one in behind)


def _between(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let a clause between a subject and its verb tell of the subject ("but Russia, [which vetoed it], said")."""
    first = clause.left_edge
    first = syntax.following(first) if first.is_punct else first
    comma = syntax.before(first) if first.i else first
    name = syntax.before(comma) if comma.i else comma
    while name.dep_ in ("flat", "compound") and name.head.i != name.i:
        name = name.head
    subject = name.dep_ in syntax.SUBJECTS and name.i < clause.i < clause.right_edge.i < name.head.i
    if first.tag_ in ("WDT", "WP", "WP$") and comma.text == "," and subject:
        yield clause, name, "acl:relcl"


def _right_behind(participle: Token, tables: EventTables) -> Iterator[Change]:
    """Hang a participle on the noun right before it, not on one beyond a verb ("the bloc, which taxed cars [made] in China")."""
    far, noun = participle.head, syntax.before(participle) if participle.i else participle
    near = participle.tag_ in ("VBN", "VBG") and participle.left_edge is participle and noun.pos_ in NOMINAL
    near = near and not clauses.is_time(noun)
    if near and far.i < noun.i and any(word.tag_ in syntax.FINITE for word in noun.doc[far.i : noun.i]):
        yield participle, noun, "acl"


def _while_somebody(link: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb its subject behind a word that opens clauses, read as a setting ("while [Mali], which left, sued")."""
    name = link.head
    verb = name.head
    opens = link.lower_ in OPENING and name.dep_ == "obl" and name.pos_ in NOMINAL and name.i < verb.i
    if opens and verb.tag_ in syntax.FINITE and not syntax.own_subjects(verb):
        yield name, verb, "nsubj"
        yield link, verb, "mark"


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


def _which_too(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Join a second clause of "which" to the first, not to a noun in that ("which vetoed a panel and which Chad [accuses]")."""
    opened = any(child.tag_ in ("WDT", "WP") for child in clause.children)
    first = next((one for one in syntax.ancestors(clause) if one.dep_ == "acl:relcl"), None)
    if opened and clause.pos_ == "VERB" and clause.head.pos_ in NOMINAL and first is not None:
        yield clause, first, "conj"


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
    "acl:relcl": (_cut_short, _of_the_name, _who_did),
    "conj": (_own_subject, _which_too),
    "obl": (_struck_at,),
    "case": (_while_somebody,),
    "compound": (_days_after,),
    "nsubj": (_while_doing, _struck_at),
    "advcl": (_past_aside, _own_subject),
    "advcl:relcl": (_between,),
    "xcomp": (_past_aside,),
    "nmod": (_taken_from, _beyond_share, _past_setting),
    "acl": (_of_title, _past_setting, _right_behind),
    "obj": (_endowed, _endowed_clause),
    "ccomp": (_endowed_beside,),
}
