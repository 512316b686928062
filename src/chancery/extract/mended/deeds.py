"""Clauses that hang on a verb, read as on another one: what is asked, meant, said besides, done next or for what.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.mended.lookups import (
    CLAUSE,
    UTTERING,
    Change,
    Righting,
    calls_something,
    is_marked,
    is_somebody,
    names_of,
    operators_of,
    rows_of,
    stands_in,
)
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# What is done to somebody for a thing that he did.
PUNISHING = frozenset({"SANCTION", "COERCE", "ACCUSE"})
# The class of verbs of warning.
CAUTIONING = "@cautioning"
# The class of verbs that make somebody do a thing.
DRIVING = "@driving"
# The class of verbs behind which an infinitive tells what one means to do oneself.
WILLING = "@infinitive"
# The class of verbs of giving orders.
COMMANDING = "@commanding"
# The class of verbs of speaking with somebody, who is bidden nothing ("called Roe [to thank] him").
PHONING = "@phoning"
# The class of verbs of keeping from doing a thing.
FORGOING = "@forgoing"
# The forms of a verb that by itself has a tense.
FINITE_MAIN = syntax.FINITE - {"MD"}
# What states and bodies do to each other, and no thing; the classes of what rages.
OF_STATES = frozenset({"SANCTION", "COERCE", "ACCUSE", "REQUEST", "REJECT", "CONCEDE", "RETREAT"})
RAGING = frozenset({"@weather", "@mishap", "@troops", "@insurgent", "@police", "@carrier"})
# What verbs make of the act below them by speaking; what they say their doer will do or not.
VOICED = frozenset({"accuse", "request", "threaten", "reject"})
VOWED = frozenset({"threaten", "promise", "refuse"})
# How one says more.
ON = frozenset({"adding", "noting", "stressing"})


def _for_what(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the verb for what somebody is punished, read as of the prison ("jailed him in a camp for [killing] two")."""
    where = deed.head
    if deed.tag_ != "VBG" or syntax.prepositions(deed) != "for" or where.arc != "obl" or where.head.pos_ != "VERB":
        return
    punished = where.head.tag_ == "VBN" or bool(syntax.objects(where.head))
    if punished and where.i + 2 == deed.i and any(row.event in PUNISHING for row in rows_of(where.head, tables)):
        yield deed, where.head, "advcl"


def _asked_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what somebody is told or led to do be asked of him, no purpose ("ordered Britons [to report] to the police")."""
    verb, first = deed.head, deed.left_edge
    asks = any(row.kind == "request" for row in operators_of(verb, tables)) or stands_in(DRIVING, verb, tables)
    if deed.tag_ != "VB" or first.lower_ != "to" or not asks:
        return
    asked = [noun for noun in syntax.children(verb, "obj") if noun.right_edge.i == first.i - 1]
    if any(noun.pos_ == "PROPN" or noun.ent_type_ == "NORP" or is_somebody(noun, tables) for noun in asked):
        yield deed, verb, "xcomp"


def _own_will(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive behind when or where somebody decides be what he decides on ("voted early on Friday [to leave]",
    "agreed at a meeting [to leave]")."""
    above = deed.head
    verb = above.head if deed.dep_ == "acl" and above.arc == "obl" else above
    if deed.tag_ != "VB" or not is_marked(deed, "to", above.i) or (verb is above) != (deed.dep_ == "advcl"):
        return
    free = not syntax.children(verb, "obj", "ccomp", "xcomp") and verb.i < above.i + (verb is above)
    if free and stands_in(WILLING, verb, tables) and not any(operators_of(above, tables) if verb is not above else ()):
        yield deed, verb, "xcomp"


def _ordered(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what somebody orders to be done right behind the noun be that ("ordered two men [released]", "the post [closed]")."""
    noun = deed.head if deed.dep_ == "acl" else syntax.before(deed)
    verb, bare = noun.head, deed.left_edge is deed and not syntax.children(deed, "mark", "aux", "aux:pass", "obl:agent")
    under = deed.head in (noun, verb) and noun.dep_ == "obj" and syntax.before(deed) is noun
    more = any(is_marked(one, "to", deed.i) for one in (*syntax.children(verb, "xcomp", "advcl"), *deed.subtree))
    if deed.tag_ == "VBN" and under and bare and verb.i < noun.i and stands_in(COMMANDING, verb, tables) and not more:
        yield deed, verb, "xcomp"


def _forgone(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what one keeps from doing complete the verb ("refrain from [striking]")."""
    if deed.tag_ == "VBG" and is_marked(deed, "from", deed.head.i) and stands_in(FORGOING, deed.head, tables):
        yield deed, deed.head, "xcomp"


def _told_in(content: Token, tables: EventTables) -> Iterator[Change]:
    """Let what somebody is told be that, not what is said of where he was told it ("told him in a call that [it fell]")."""
    call, verb = content.head, content.head.head
    told = call.dep_ == "obl" and syntax.prepositions(call) in ("in", "during") and verb.i < call.i
    said = told and verb.pos_ == "VERB" and not syntax.children(verb, "ccomp", "xcomp")
    said = said and bool(syntax.objects(verb) or syntax.indirect_objects(verb))
    if said and is_marked(content, "that", call.i) and syntax.own_subjects(content):
        yield content, verb, "ccomp"


def _told_to(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what somebody is told to do complete the telling, not tell of him or how often ("asked Mali a second time [to go]")."""
    who = deed.head
    marks = [word for word in syntax.children(deed, "mark") if word.lower_ == "to" and word.i == who.i + 1]
    often = who.lower_ == "time" and who.dep_ == "obl" and bool(syntax.children(who.head, "obj", "iobj"))
    if deed.tag_ != "VB" or not marks or not (often or who.dep_ in ("obj", "iobj")) or not who.head.i < who.i:
        return
    asks = any(row.kind == "request" for row in operators_of(who.head, tables))
    if asks and (often or who.pos_ == "PROPN" or is_somebody(who, tables) or _is_body(who, tables)):
        yield deed, who.head, "xcomp"


def _is_body(noun: Token, tables: EventTables) -> bool:
    """Is a noun with "the" no deed and no plan that the tables know, but who may be told to do something ("the ministry")?"""
    lemmas = tables.noun_forms.get(noun.lower_, (noun.lower_,))
    known = any((lemma, "noun") in table for lemma in lemmas for table in (tables.by_lemma, tables.operators_by_lemma))
    return any(word.lower_ == "the" for word in syntax.children(noun, "det")) and not known


def _accused_of(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the verb what somebody is accused of, read as a quality of him ("accused the Kremlin of [plotting]")."""
    who = deed.head
    behind = [word.i for word in syntax.children(deed, "mark") if word.lower_ == "of"] == [who.i + 1]
    if deed.tag_ != "VBG" or not behind or who.dep_ != "obj" or not who.head.i < who.i:
        return
    if any(row.kind == "accuse" for row in operators_of(who.head, tables)):
        yield deed, who.head, "advcl"


def _believed(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what is thought to have befallen somebody complete the participle right before it ("were feared [killed]")."""
    before = syntax.before(deed)
    bare = deed.tag_ == "VBN" and not syntax.children(deed, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cc")
    bare = bare and before is not deed
    suffered = before.dep_ in ("acl", "conj") or syntax.is_passive(before)
    if bare and before.tag_ == "VBN" and before.sent.start == deed.sent.start and suffered:
        yield deed, before, "xcomp"


def _said_outside(saying: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the main verb what was read as said in a claim inside it ("rejected the claim that Roe won, [saying] …")."""
    inner = saying.head
    noun = inner.head
    behind = saying.i > 1 and syntax.before(saying).text == ","
    told = inner.dep_ == "acl" and noun.dep_ in ("obj", "obl") and noun.head.pos_ == "VERB" and noun.head.i < noun.i
    says = (
        stands_in("@saying", saying, tables)
        or stands_in("@uttering", saying, tables)
        or calls_something(saying, tables)
    )
    if behind and told and saying.tag_ == "VBG" and says and not syntax.own_subjects(saying):
        yield saying, noun.head, "advcl"


def _own_deed(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Let who admits doing a thing be who did it ("admitted [having shelled] them")."""
    doing = clause.tag_ == "VBG" or any(word.lower_ == "having" for word in syntax.children(clause, "aux"))
    if doing and clause.head.i < clause.i and not syntax.own_subjects(clause) and not syntax.children(clause, "mark"):
        yield clause, clause.head, "xcomp"


def _of_what_was_said(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Give what is said its subject, read as what somebody said ("said [Chad's move] amounted to theft")."""
    verb, first = clause.head, clause.left_edge
    if clause.tag_ not in FINITE_MAIN or verb.i > clause.i or syntax.own_subjects(clause) or not first.i:
        return
    doer = next((noun for noun in syntax.children(verb, "obj") if noun.right_edge.i == first.i - 1), None)
    if doer is not None and doer.left_edge.i == verb.i + 1 and stands_in(UTTERING, verb, tables):
        yield doer, clause, "nsubj"


def _meant(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive after the object of a verb that has nobody do anything be what it is for ("sent ships [to help]")."""
    verb = deed.head
    told = [child for child in syntax.children(verb, "obj", "iobj") if verb.i < child.i < deed.i]
    if not told or deed.tag_ != "VB" or not is_marked(deed, "to", verb.i) or verb.pos_ != "VERB":
        return
    takes = any(operators_of(verb, tables)) or any(row.after == (CLAUSE,) for row in rows_of(verb, tables))
    takes = takes and not (told[0].pos_ == "PROPN" and stands_in(PHONING, verb, tables))
    if not takes and not stands_in(DRIVING, verb, tables):
        yield deed, verb, "advcl"


def _ready(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let an infinitive right after an adjective that is said of a subject complete it ("is due [to meet]")."""
    quality = deed.head
    said = quality.tag_ == "JJ" and bool(syntax.children(quality, "cop"))
    bare = deed.tag_ == "VB" or any(word.tag_ == "VB" for word in syntax.children(deed, "aux:pass"))
    if said and bare and any(word.i == quality.i + 1 for word in syntax.children(deed, "mark")):
        yield deed, quality, "xcomp"
        yield from ((word, quality, "nsubj") for word in syntax.children(deed, "nsubj") if word.i < quality.i)


def _warning_that(word: Token, tables: EventTables) -> Iterator[Change]:
    """Make a deed of what was read as a second thing that another is done to ("proposing talks and [warning] that")."""
    thing, that = word.head, syntax.following(word) if word.i + 1 < len(word.doc) else word
    verb, clause = thing.head, that.head
    told = that.lower_ == "that" and any(one is not that and one.i > that.i for one in syntax.own_subjects(clause))
    if word.tag_ != "NN" or not told or thing.dep_ != "obj" or verb.tag_ != "VBG":
        return
    if word.lower_.endswith("ing") and word.lower_ in tables.verb_forms:
        word.pos_, word.tag_ = "VERB", "VBG"
        yield word, verb, "conj"
        yield clause, word, "ccomp"
        yield that, clause, "mark"


def _then(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Join a past tense without a subject of its own to the verb before it ("first called for talks, [then left]")."""
    verb = clause.head
    told = clause.tag_ == "VBD" and not any(
        child.arc in ("nsubj", "csubj", "expl", "mark") for child in clause.children
    )
    if told and verb.tag_ in ("VBD", "VBN") and verb.i < clause.i and syntax.own_subjects(verb):
        yield clause, verb, "conj"


def _stopped(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a deed right after a verb's particle be what that is about ("cut off [lending] to them")."""
    verb, before = deed.head, syntax.before(deed)
    bare = not syntax.children(deed, "mark", "nsubj") and not syntax.children(verb, "obj")
    if deed.tag_ == "VBG" and bare and before.dep_ == "compound:prt" and before.head is verb:
        yield deed, verb, "xcomp"


def _past_beyond(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a past verb to who speaks of what would be, or behind ", and" of what had been ("denied it had left, and [accused]
    Mali")."""
    told = syntax.first_conjunct(verb)
    said, links = told.head, syntax.children(verb, "cc")
    if told.dep_ != "ccomp" or said.tag_ != "VBD" or verb.tag_ not in syntax.PAST or not said.i < told.i or not links:
        return
    helpers = syntax.children(told, "aux")
    if verb.tag_ == "VBN" and (told.tag_ != "VB" or not syntax.children(verb, "obj")):
        return
    modal = helpers and helpers[0].tag_ == "MD" and told.tag_ == "VB"
    apart = helpers and helpers[0].lower_ == "had" and syntax.before(links[0]).text == ","
    apart = apart or (helpers and helpers[0].tag_ in ("VBZ", "VBP"))  # "says it is arming, and [accused] Mali"
    bare = not syntax.own_subjects(verb) and not syntax.children(verb, "aux", "mark")
    if (apart or modal) and bare:
        yield verb, said, "conj"


def _finite_beyond(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Join a finite verb to the finite one above, not to a deed in -ing ("accuses Mali of arming them and has [sued] it")."""
    deed = verb.head
    own = verb.tag_ in ("VBD", "VBZ") or any(word.tag_ in ("VBZ", "VBD") for word in syntax.children(verb, "aux"))
    if (
        deed.tag_ != "VBG"
        or not own
        or syntax.own_subjects(verb)
        or syntax.auxiliaries(deed)
        or syntax.own_subjects(deed)
    ):
        return
    above = next((word for word in syntax.ancestors(deed) if word.tag_ in syntax.FINITE and word.pos_ == "VERB"), None)
    if above is not None and above.i < deed.i:
        yield verb, above, "conj"


def _listed(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Join a bare infinitive to the one before it, not to what stands above ("vowed to shut camps, [build] a wall and leave")."""
    above = deed.head
    if deed.tag_ != "VB" or above.tag_ == "VB" or syntax.children(deed, "nsubj", "aux", "aux:pass", "mark", "cop"):
        return
    meant = [
        one for one in syntax.children(above, "xcomp") if above.i < one.i < deed.i and is_marked(one, "to", above.i)
    ]
    if meant and meant[-1].tag_ == "VB":
        yield deed, meant[-1], "conj"


def _voiced_beyond(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a past verb to who speaks of what was being done, and one of accusing or asking of what is or was done to somebody
    ("was ill and [accused] Mali", "said men were killed and [vowed] to act")."""
    told = syntax.first_conjunct(verb)
    said = told.head
    if told.dep_ != "ccomp" or said.tag_ != "VBD" or told.tag_ == "VBD" or not said.i < told.i:
        return
    vows = bool(syntax.children(verb, "xcomp")) and any(row.kind in VOWED for row in operators_of(verb, tables))
    if verb.tag_ != "VBD" and (verb.tag_ != "VBN" or not (told.tag_ == "VBG" or vows)):
        return
    bare = not syntax.own_subjects(verb) and not syntax.children(verb, "aux", "mark")
    bare = bare and (not syntax.children(told, "mark") or any(word.lower_ == "it" for word in verb.children))
    charging = vows or any(row.kind in ("accuse", "request") for row in operators_of(verb, tables))
    suffered = syntax.children(told, "aux:pass") and (vows or syntax.children(verb, "obj"))
    apart = syntax.children(told, "cop") and any(
        syntax.before(link).text == "," for link in syntax.children(verb, "cc")
    )
    demanded = charging and (suffered or apart) and not syntax.own_subjects(verb)
    if demanded or (bare and (told.tag_ == "VBG" or (charging and syntax.children(told, "cop")))):
        verb.tag_ = "VBD"
        yield verb, said, "conj"


def _done_beyond(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Give a deed to who speaks, not to a thing that he speaks of, nor to whom he tells what was done to ("said the remarks
    were false and [recalled] its envoy").
    """
    told = syntax.first_conjunct(verb)
    said, own = told.head, syntax.own_subjects(told)
    suffered = bool(syntax.children(told, "aux:pass"))
    past = verb.tag_ == "VBD" or (suffered and verb.tag_ == "VBN")
    bare = past and not syntax.children(verb, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark")
    if not bare or not own or told.dep_ != "ccomp" or not said.i < told.i or said.tag_ != "VBD":
        return
    if not suffered and not all(_does_nothing(noun, tables) for noun in own):
        return
    taken = {name for noun in syntax.children(verb, "obj") for name in names_of(noun, tables)}
    deeds = (row for row in rows_of(verb, tables) if row.event in OF_STATES and not row.subject)
    if any(not taken.isdisjoint(row.object) for row in deeds):
        verb.tag_ = "VBD"
        yield verb, said, "conj"


def _does_nothing(noun: Token, tables: EventTables) -> bool:
    """Is this a thing or a happening, that is neither somebody nor weather, and closes or expels nothing?"""
    named = noun.pos_ != "NOUN" or noun.ent_type_ or is_somebody(noun, tables)
    return not named and names_of(noun, tables).isdisjoint(RAGING)


def _went_on(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Give what is said further to who speaks, not to whom he speaks of ("said Mali had begun it, [calling] it a crime")."""
    said = clause.head
    further = clause.tag_ == "VBG" and said.dep_ == "ccomp" and said.i < clause.i and said.head.i < said.i
    apart = syntax.before(clause.left_edge).text == "," or clause.left_edge.text == ","
    if not further or not apart or any(noun.tag_ == "PRP" for noun in syntax.children(clause, "obj")):
        return
    speaks = calls_something(clause, tables) or clause.lower_ in ON
    speaks = speaks or any(row.kind in VOICED for row in operators_of(clause, tables))
    if speaks and syntax.own_subjects(said.head):
        yield clause, said.head, "advcl"


def _of_the_latter(verb: Token, tables: EventTables) -> Iterator[Change]:
    """Let what seems to be said of a name between commas, with nothing that refers to it, tell what befell him ("freed Roe, an
    officer [charged] with spying"): no such clause follows a comma.
    """
    own = syntax.children(verb, "nsubj")
    apart = bool(own) and verb.left_edge.text in (",", own[0].left_edge.text) and own[0].pos_ == "NOUN"
    comma = apart and syntax.before(own[0].left_edge).text == "," and own[0].i < verb.i
    bare = verb.tag_ in ("VBD", "VBN") and not syntax.children(
        verb, "obj", "ccomp", "xcomp", "aux", "aux:pass", "cop", "iobj"
    )
    article = bool(own) and any(word.lower_ in ("a", "an", "the") for word in syntax.children(own[0], "det"))
    if (
        comma
        and bare
        and article
        and verb.head.pos_ == "PROPN"
        and syntax.obliques(verb, "with", "by", "of", "in", "for")
    ):
        verb.tag_ = "VBN"
        yield own[0], verb.head, "appos"
        yield verb, own[0], "acl"


def _by_whose(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a deed right behind him who does something be his own ("was angered by Mali [shelling] a camp")."""
    doers = syntax.children(deed.head, "obl:agent")
    beside = bool(doers) and doers[-1].right_edge.i + 1 == deed.left_edge.i and deed.left_edge is deed
    if deed.tag_ == "VBG" and beside and syntax.objects(deed):
        yield deed, doers[-1], "acl"


def _seized(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let what a comma sets off have befallen what somebody wants, and be no wish ("want the town, [seized] by Mali, back")."""
    verb, own = deed.head, [noun for noun in syntax.children(deed.head, "obj") if noun.i < deed.i]
    if own and syntax.is_set_off(deed) and deed.tag_ == "VBN" and verb.i < own[-1].i and syntax.doers(deed):
        yield deed, own[-1], "acl"


def _on_condition(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Take for the condition that it is what stands behind what somebody is told ("warned Mali of war [unless it left]")."""
    mark, verb = syntax.prepositions(clause), clause.head
    told = bool(syntax.objects(verb) or syntax.obliques(verb, "of", "with"))
    if mark == "unless" or (mark == "if" and told and stands_in(CAUTIONING, verb, tables)):
        yield clause, verb, "advcl"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "conj": (_warning_that, _finite_beyond, _past_beyond, _voiced_beyond, _done_beyond, _listed),
    "advcl": (_own_will, _forgone, _by_whose, _went_on, _asked_to, _believed, _said_outside, _stopped, _ready),
    "xcomp": (_meant, _seized),
    "ccomp": (_own_deed, _ordered, _on_condition, _of_what_was_said),
    "acl": (_own_will, _ordered, _believed, _told_in, _for_what, _accused_of, _told_to),
    "parataxis": (_then, _listed),
    "acl:relcl": (_of_the_latter,),
}
