"""What "and", "but" and "as did" join, hung on the wrong one of those before; what stands behind an aside or a clause of time.

Ground for ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import clauses, syntax
from chancery.extract.mended.lookups import (
    BLOW,
    LEADING,
    NOMINAL,
    SAYING,
    UTTERING,
    Change,
    Righting,
    calls_something,
    is_somebody,
    names_of,
    operators_of,
    rows_of,
    speaks,
    stands_in,
)
from chancery.extract.mended.tenses import PERFECT
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# The class of what is done to an envoy where he is, and that of envoys.
HOSTING, ENVOYS = "hosting", frozenset({"@diplomat"})
DOING = frozenset({"do", "does", "did"})
# What a speaker does to somebody besides; behind what stands for which deed, and behind what that of which one speaks.
ACCUSING, CHARGED, ABOUT = "ACCUSE", frozenset({"of", "for"}), frozenset({"about", "of"})
# What leads in a clause of what went on beside it.
MEANWHILE = frozenset({"as", "while", "when"})
TIMED = frozenset({"once", *LEADING, *MEANWHILE})
# The classes of what somebody is accused of, and of verbs of denying.
CHARGE, DENYING = "@charge", "@denying"


def _of_another_tense(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Join to who fears or says something what he did, not what may be done ("Mali fears Chad would sue and [did] not go")."""
    told = deed.head
    above = told.head
    did = any(word.tag_ in ("VBD", "VBZ", "VBP") and word.lower_ in DOING for word in syntax.children(deed, "aux"))
    apart = told.dep_ == "ccomp" and syntax.modal(told) is not None and syntax.modal(above) is None
    if did and apart and not syntax.own_subjects(deed) and above.pos_ == "VERB":
        yield deed, above, "conj"


def _same_helper(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Join to each other what has the same helper ("It [has] refused to say if it would sue and [has] accused Mali of theft")."""
    helpers = {word.lower_ for word in syntax.children(deed, "aux") if word.lower_ in PERFECT}
    told = deed.head
    if not helpers or syntax.own_subjects(deed) or syntax.modal(told) is None:
        return
    above = (verb for verb in syntax.ancestors(told) if verb.pos_ == "VERB")
    same = (verb for verb in above if helpers & {word.lower_ for word in syntax.children(verb, "aux")})
    if (first := next(same, None)) is not None:
        yield deed, first, "conj"


def _spoke_too(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who tells what his men or mute blows have done speak next ("denied that his men had come and [called] it a lie")."""
    told = deed.head
    doers = syntax.own_subjects(told)
    owners = [word for doer in doers for word in syntax.children(doer, "nmod:poss")]
    denied = clauses.pluperfect(told) and stands_in(DENYING, told.head, tables)
    done = denied or (bool(doers) and all(_is_blow(doer, tables) for doer in doers))
    things = [doer for doer in doers if doer.tag_ in ("NN", "NNS") and not is_somebody(doer, tables)]
    asks = any(row.kind == "request" for row in operators_of(deed, tables))
    suffered = syntax.is_passive(told) and asks and bool(things) and things == doers  # "no steps were taken and urged"
    owned = told.dep_ == "ccomp" and (done or suffered or any(word.tag_ == "PRP$" for word in owners))
    speaking = deed.tag_ == "VBD" and not syntax.own_subjects(deed) and not _utters(told, tables)
    says = calls_something(deed, tables) or (_utters(deed, tables) if done else speaks(deed, tables))
    if owned and speaking and says and speaks(told.head, tables):
        yield deed, told.head, "conj"


def _utters(verb: Token, tables: EventTables) -> bool:
    """Is a verb one of saying or blaming, whatever else it may mean?"""
    accuses = any(row.kind == "accuse" for row in operators_of(verb, tables))
    return accuses or any(stands_in(name, verb, tables) for name in (SAYING, UTTERING))


def _is_blow(noun: Token, tables: EventTables) -> bool:
    """Is a noun one for a blow or what deals it, which says nothing itself ("Israeli [fire]")?"""
    rows = [
        one.row for lemma in tables.noun_forms.get(noun.lower_, ()) for one in tables.by_lemma.get((lemma, "noun"), ())
    ]
    return any(row.event == BLOW for row in rows)


def _with_envoys(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Join to who tells it what only a state does to an envoy ("Mali said jets had come and [summoned] the envoy")."""
    told, thing = deed.head, next(iter(syntax.children(deed, "obj")), deed)
    doers = syntax.own_subjects(told)
    hosted = deed.lemma_ in tables.classed(HOSTING) and names_of(thing, tables) & ENVOYS
    if not hosted or told.dep_ != "ccomp" or syntax.own_subjects(deed) or not doers:
        return
    if doers[0].pos_ == "NOUN" and not is_somebody(doers[0], tables) and speaks(told.head, tables):
        yield deed, told.head, "conj"


def _out_of_relative(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Join to the main verb a past read as told with a present of a noun ("left a pact that binds it, [expelled] Roe and …")."""
    told = deed.head
    relative = told.dep_ in syntax.RELATIVES or any(word.lower_ == "where" for word in syntax.children(told, "advmod"))
    verb = next((word for word in syntax.ancestors(told) if word.tag_ == "VBD" and word.i < told.head.i), deed)
    alone = deed.tag_ == "VBD" and not syntax.own_subjects(deed) and not syntax.children(deed, "aux")
    but = any(word.lower_ == "but" and syntax.before(word).text == "," for word in syntax.children(deed, "cc"))
    if relative and (told.tag_ in ("VBZ", "VBP") or (but and syntax.is_now(told))) and alone and verb is not deed:
        yield deed, verb, "conj"


def _beyond_aside(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Join to the main clause what follows the comma that ends a clause of time ("Mali left after Chad shot, and [sued]")."""
    aside = deed.head
    opened = next((word for word in aside.subtree if not word.is_punct), aside)
    timed = aside.dep_ == "advcl" and any(word.lower_ in LEADING for word in deed.doc[opened.i : aside.i])
    verb = next((word for word in syntax.ancestors(aside) if word.tag_ == "VBD"), deed)
    if not timed or verb.i > opened.i or syntax.own_subjects(deed) or deed.tag_ != "VBD":
        return
    cc = next((word for word in deed.lefts if word.dep_ == "cc"), deed)
    commas = [word.i for word in deed.doc[opened.i : deed.i] if word.text == ","]
    if cc is not deed and commas == [cc.i - 1]:
        yield deed, verb, "conj"


def _marked_alike(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Join a gerund or noun to the one above that opens as it does ("by telling its citizens to leave and by [shutting] its
    port", "pressure from gangs that hold the town and from [neighbors]")."""
    marker = syntax.prepositions(deed)
    if not marker or syntax.prepositions(deed.head) == marker or not (deed.tag_ == "VBG" or deed.pos_ in NOMINAL):
        return
    kind = NOMINAL if deed.pos_ in NOMINAL else ("VERB",)
    alike = (one for one in syntax.ancestors(deed.head) if one.pos_ in kind and syntax.prepositions(one) == marker)
    first = next(alike, deed)
    if first is not deed and (deed.pos_ in NOMINAL or first.tag_ == "VBG"):
        yield deed, first, "conj"


def _done_meanwhile(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who acts do what stands behind the clause of what is done to a thing ("will go once it is made, [bowing] to Roe").

    And what blows up kill those beside it ("A depot exploded as people lined up, [killing] ten").
    """
    clause = deed.head
    verb = clause.head
    behind = deed.tag_ == "VBG" and syntax.before(deed).text == "," and verb.i < clause.i < deed.i
    timed = clause.dep_ == "advcl" or any(word.lower_ in TIMED for word in deed.doc[verb.i + 1 : clause.i])
    within = timed and bool(syntax.children(verb, "nsubj"))
    if not (behind and within):
        return
    below, above = (any(is_somebody(noun, tables) for noun in syntax.own_subjects(one)) for one in (clause, verb))
    suffered = bool(syntax.children(clause, "nsubj:pass")) and not below
    burst = not (above or syntax.children(verb, "obj")) and syntax.prepositions(clause) in MEANWHILE
    kills, strikes = (any(row.event == BLOW for row in rows_of(one, tables)) for one in (deed, clause))
    if suffered or (burst and kills and not strikes):
        yield deed, verb, "advcl"


def _beyond_load(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who acts do what stands behind a comma, not what he acts on ("hit a convoy carrying Roe, [pelting] his car")."""
    load, thing = deed.head, deed.head.head
    behind = deed.tag_ == "VBG" and syntax.before(deed).text == "," and load.i < deed.i
    inside = load.dep_ == "acl" and load.tag_ == "VBG" and thing.dep_ == "obj" and thing.i + 1 == load.i
    if behind and inside and syntax.own_subjects(thing.head):
        yield deed, thing.head, "advcl"


def _beyond_time(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who acts do what is joined to what was done to things ("left before results were told and [urged] Roe to stay")."""
    told = deed.head
    things = syntax.children(told, "nsubj:pass")
    mute = bool(things) and not any(is_somebody(noun, tables) or noun.ent_type_ for noun in things)
    active = deed.tag_ == "VBD" and bool(syntax.children(deed, "obj", "iobj")) and not syntax.own_subjects(deed)
    if mute and active and told.dep_ == "advcl" and told.head.tag_ == "VBD" and told.head.i < told.i:
        yield deed, told.head, "conj"


def _will_too(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who stands before a second "will" do what it says ("Mali will leave Gao and [the rebels] will free ten men")."""
    modal = next((word for word in syntax.children(deed, "aux") if word.tag_ == "MD"), deed)
    doer, above = syntax.before(modal).head if syntax.before(modal).dep_ == "flat" else syntax.before(modal), deed.head
    joined = doer.dep_ == "conj" and doer.pos_ in NOMINAL and above.i < doer.head.i < doer.i and modal.i < deed.i
    if joined and modal is not deed and not syntax.own_subjects(deed) and syntax.modal(above) is not None:
        yield deed, above, "conj"
        yield doer, deed, "nsubj"
        yield from ((link, deed, "cc") for link in syntax.children(doer, "cc"))


def _when_next(time: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb the time or place before it, joined to a noun by the verb's own "and" ("met Roe [and in May] summoned Poe")."""
    link = syntax.before(time.left_edge)
    deed = link.head
    joining = link.dep_ == "cc" and deed.i > time.i and deed.tag_ in ("VBD", "VBZ") and deed.dep_ == "conj"
    if joining and syntax.prepositions(time) and time.right_edge.i + 1 == deed.i:
        yield time, deed, "obl"


def _when_then(time: Token, tables: EventTables) -> Iterator[Change]:
    """Give the verb right behind it a time read as joined to a noun ("asked Mali to pay and [last week] sued it")."""
    deed, links = syntax.following(time.right_edge), syntax.children(time, "cc")
    told = deed.dep_ == "conj" and deed.tag_ in ("VBD", "VBZ") and deed.head.i < time.head.i
    if told and links and clauses.is_time(time) and not syntax.own_subjects(deed) and not syntax.children(deed, "cc"):
        yield time, deed, "obl:unmarked"
        yield from ((link, deed, "cc") for link in links)


def _complaining(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who speaks complain, not those by whom what he tells of was done ("He left and [complained] of raids by rebels")."""
    told = [noun for noun in syntax.obliques(deed, *ABOUT) if noun.i > deed.i]
    doers = [noun for noun in syntax.children(deed, "obl:agent") if told and noun.left_edge.i == told[-1].i + 1]
    above = next((verb for verb in (deed.head, *syntax.ancestors(deed.head)) if verb.pos_ == "VERB"), deed)
    if doers and speaks(deed, tables) and syntax.children(deed, "cc") and not syntax.is_passive(above):
        deed.tag_ = "VBD"
        yield deed, above, "conj"
        yield doers[0], told[-1], "nmod"


def _told_of_who(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Make a clause of a past that has its own subject, read as how a noun is ("gave no date and Roe [repeated] demands")."""
    thing = deed.head
    doers = [noun for noun in syntax.children(deed, "nsubj") if noun.i < deed.i]
    if deed.tag_ != "VBD" or not doers or deed.i > thing.i or thing.pos_ not in NOMINAL:
        return
    first = thing.head if thing.dep_ == "conj" else thing
    above = first.head
    if above.pos_ == "VERB" and above.i < doers[0].i:
        deed.pos_ = "VERB"
        yield deed, above, "conj" if first is not thing else "ccomp"
        yield thing, deed, "obj"
        yield from (
            (word, deed, word.dep_) for word in thing.lefts if word.dep_ in ("cc", "mark") and word.i < doers[0].i
        )


def _done_beyond_teller(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on what is told what came of it, behind who tells it ("Mali fired rockets, Chad said, [wounding] ten")."""
    verb = deed.head
    told = verb.head if verb.dep_ == "parataxis" else next(iter(syntax.children(verb, "ccomp")), verb)
    behind = deed.tag_ == "VBG" and syntax.before(deed).text == "," and verb.i < deed.i and told.i < verb.i
    if (
        behind
        and syntax.objects(deed)
        and speaks(verb, tables)
        and any(row.event == BLOW for row in rows_of(deed, tables))
    ):
        yield deed, told, "advcl"


def _acting_too(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who speaks do what has an object, joined to what was done to others ("said ten were held and [accused] Roe of it")."""
    told = deed.head
    above = told.head
    suffered = bool(syntax.children(told, "aux:pass")) and told.dep_ == "ccomp" and above.tag_ == "VBD"
    beside = [noun for verb in (deed, told) for noun in syntax.children(verb, "obj", "conj") if noun.pos_ in NOMINAL]
    things = [noun for noun in beside if noun.left_edge.i == deed.i + 1]
    active = bool(things) and not (syntax.own_subjects(deed) or syntax.children(deed, "aux", "aux:pass"))
    hanging = [clause for verb in (deed, told, *things) for clause in syntax.children(verb, "advcl", "obl", "acl")]
    behind = [clause for clause in hanging if clause.i > deed.i]
    charges = any(syntax.prepositions(one) in CHARGED for one in behind)
    charges = charges and any(row.event == ACCUSING for row in rows_of(deed, tables))
    if suffered and active and charges and deed.tag_ in syntax.PAST:
        deed.tag_ = "VBD"
        yield deed, above, "conj"
        yield things[0], deed, "obj"
        yield from ((clause, deed, "advcl" if clause.dep_ == "acl" else clause.dep_) for clause in behind)


def _charged_too(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let who suffered a thing be charged too, not charge nobody ("He was flown to Oslo and [charged] with murder")."""
    suffered = deed.head.tag_ == "VBN" and bool(syntax.children(deed.head, "aux:pass"))
    bare = deed.tag_ == "VBD" and not syntax.children(deed, "nsubj", "obj", "ccomp", "xcomp", "aux")
    charges = any(row.event == ACCUSING and not (row.object or row.after) for row in rows_of(deed, tables))
    if suffered and bare and charges:
        deed.tag_ = "VBN"
        yield deed, deed.head, deed.dep_


def _accused_those(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the verb what those are accused of of whom a clause tells ("accused those who had stayed of [plotting]")."""
    clause = deed.head
    who = clause.head
    charged = deed.tag_ == "VBG" and syntax.prepositions(deed) == "of" and who.dep_ == "obj" and who.head.i < who.i
    charged = charged and any(row.kind == "accuse" for row in operators_of(who.head, tables))
    if clause.dep_ == "acl:relcl" and charged and not speaks(clause, tables):
        yield deed, who.head, "advcl"


def _charged_besides(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on an accusing verb what else it is for, read as joined to it ("blamed Oslo for raids and for [arming] rebels")."""
    verb = deed.head
    charges = deed.tag_ == "VBG" and syntax.prepositions(deed) in CHARGED and bool(syntax.children(verb, "obj"))
    if charges and any(row.event == ACCUSING for row in rows_of(verb, tables)):
        yield deed, verb, "advcl"


def _apart_from_object(deed: Token, tables: EventTables) -> Iterator[Change]:
    """Let a noun behind what an object is to do, and a comma, act itself ("asked Oslo to go, and his envoy [called] for aid")."""
    noun = next((word for word in syntax.ancestors(deed) if word.dep_ == "conj"), deed)
    thing = noun.head
    link = next(iter(syntax.children(noun, "cc")), noun)
    joined = noun.pos_ in NOMINAL and thing.dep_ in ("obj", "iobj", "obl") and syntax.before(link).text == ","
    between = [word for word in syntax.children(thing.head, "xcomp", "ccomp", "advcl") if thing.i < word.i < link.i]
    if joined and between and deed.tag_ in syntax.PAST and not syntax.children(deed, "obl:agent", "aux:pass"):
        deed.tag_ = "VBD"
        yield deed, thing.head, "conj"
        yield noun, deed, "nsubj"
        yield link, deed, "cc"


def _as_did(did: Token, tables: EventTables) -> Iterator[Change]:
    """Join to the doers those who did as they did ("Oslo condemned the raid, as [did] Iran and Mali")."""
    mark = next((word for word in syntax.children(did, "mark", "advmod") if word.lower_ == "as"), did)
    others = syntax.children(did, "nsubj", "obj")
    doers = syntax.own_subjects(did.head)
    if did.lower_ in DOING and mark is not did and doers and len(others) == 1 and others[0].i > did.i:
        yield others[0], doers[0], "conj"
        yield did, others[0], "cc"
        yield mark, others[0], "cc"


def _who(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on the name right before it what "who" tells, read as told of a verb ("as did Roe, [who said] so")."""
    who = next((word for word in syntax.children(clause, "nsubj") if word.lower_ == "who"), clause)
    near = syntax.before(syntax.before(who)) if who is not clause and who.i > 1 else clause
    if syntax.before(who).text == "," and near.pos_ == "PROPN" and clause.head.pos_ == "VERB":
        top = near
        while top.dep_ in ("flat", "compound") and top.head.right_edge.i <= near.i:
            top = top.head
        yield clause, top, "acl:relcl"


def _beyond_teller(clause: Token, tables: EventTables) -> Iterator[Change]:
    """Hang on what is told what stands behind who tells it to whom ("It plans a tax, he told me, [which would] hit oil")."""
    heard = clause.head
    verb = heard.head
    near = syntax.before(verb.left_edge) if verb.left_edge.is_punct else syntax.before(syntax.before(verb.left_edge))
    aside = verb.dep_ == "parataxis" and verb.head.i < verb.i and heard.dep_ in ("obj", "iobj") and speaks(verb, tables)
    opened = next((word for word in clause.subtree if not word.is_punct), clause)
    if aside and opened.lower_ == "which" and syntax.before(opened).text == "," and near.pos_ in NOMINAL:
        yield clause, near, "acl:relcl"


def _after_object(noun: Token, tables: EventTables) -> Iterator[Change]:
    """Give a verb the noun behind it, read as who does what was done after ("summoned an [envoy] after Mali said it would")."""
    deed, verb = noun.head, noun.head.head
    inside = [word for word in syntax.children(noun, "nmod", "obl") if word.right_edge.i + 1 == deed.i]
    doer = inside[-1] if inside and syntax.prepositions(inside[-1]) in TIMED else noun
    bare = verb.tag_ == "VBD" and not syntax.children(verb, "obj") and noun.left_edge.i == verb.i + 1
    if doer is not noun and bare and deed.tag_ == "VBD" and deed.dep_ in ("ccomp", "advcl"):
        yield noun, verb, "obj"
        yield doer, deed, "nsubj"
        yield from ((mark, deed, "mark") for mark in syntax.children(doer, "case"))
        yield deed, verb, "advcl"


def _remarked(charge: Token, tables: EventTables) -> Iterator[Change]:
    """Let a remark on all that is told be none on its last noun ("was said to have hurt people, [a charge] he denied")."""
    clause = syntax.clause_of(charge.head)
    articles = [word for word in syntax.children(charge, "det") if word.lower_ in ("a", "an")]
    told = bool(articles and syntax.children(charge, "acl:relcl")) and syntax.before(articles[0]).text == ","
    of_all = CHARGE in names_of(charge, tables) and CHARGE not in names_of(charge.head, tables)
    if told and of_all and clause.i < charge.i:
        yield charge, clause, "parataxis"


BY_LABEL: dict[str, tuple[Righting, ...]] = {
    "xcomp": (_done_beyond_teller,),
    "ccomp": (_done_beyond_teller, _will_too),
    "advcl": (_will_too, _done_beyond_teller, _beyond_load, _done_meanwhile, _as_did, _accused_those),
    "advcl:relcl": (_who,),
    "conj": (
        _will_too,
        _beyond_time,
        _charged_too,
        _charged_besides,
        _out_of_relative,
        _acting_too,
        _of_another_tense,
        _same_helper,
        _spoke_too,
        _with_envoys,
        _beyond_aside,
        _marked_alike,
        _when_next,
        _when_then,
        _complaining,
    ),
    "acl": (_apart_from_object,),
    "amod": (_told_of_who,),
    "nsubj": (_after_object,),
    "acl:relcl": (_beyond_teller,),
    "appos": (_remarked,),
}
