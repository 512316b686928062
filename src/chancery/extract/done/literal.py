"""Which acts are told in words that mean them: nobody kills a clause, releases a memo or fights a rumor.

Ground for ``worth``: each question is asked of one act whose players are known.
"""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.done import arguments
from chancery.extract.done.casting import Played
from chancery.extract.done.roles import Groups
from chancery.extract.done.senses import Act
from chancery.extract.findings import Cast, only_speaks
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import INTERNATIONAL
from chancery.model import Actor
from chancery.tokens import Token

# These are done to somebody's body, or to things that stand or lie somewhere.
BODILY = frozenset({("RETREAT", "release"), ("COERCE", "arrest"), ("COERCE", "deport")})
REFLEXIVE = "self", "selves"
PAPER = "@paper"
SPEAKING = PAPER, "@party", "@quantity"  # nouns that may speak for people
# Classes of what can be hit or killed, with those of people.
TARGETS = ("@target", "@person", "@official", "@dignitary", "@protester", "@rioter", "@shopper", "@troops", "@militia", "@police",
           "@peacekeeper", "@weapon", "@building", "@territory", "@property")  # fmt: skip
# Classes of what states lay down; whose warnings are no threats.
POLICIES, CALM = ("@sanction", "@bill"), frozenset({"UNO", "NGO"})
# Who bears arms.
ARMED = frozenset({"MIL", "COP", "REB", "UAF", "PRM", "SPY", "CRM"})
# Who rules, bears arms or judges: what such a one lets be, forbids, gives or promises is policy.
RULING = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB", "UAF", "PRM", "SPY", "CRM", "PRE"})
# The class of how one sides with others, and the sectors of armed men of no state.
LOYAL, REBELS = "loyal", frozenset({"REB", "UAF"})
# Callings of people who move no troops.
CIVIL = frozenset({"AGR", "BUS", "CVL", "EDU", "JRN", "LAB", "LEG", "MED", "PTY", "REF", "REL", "SOC"})
# What one does who has power or arms; what somebody thinks of another, no act where a poll counts it.
POWER, OPINIONS = frozenset({"COERCE", "RETREAT", "SANCTION", "MOBILIZE"}), frozenset({"SUPPORT", "ACCUSE"})
COUNTED = OPINIONS | {"REJECT", "AGREE", "REQUEST"}
THOSE = "those"  # Of them is told what they always do ("those who attack us").
# The sectors of those who win states by votes.
VOTED = frozenset({"ELI", "LEG", "OPP", "PTY"})
# International bodies but for firms and armies.
COMMON = INTERNATIONAL - {"IMG", "MNC"}


def meant(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is an act no figure of speech, no opinion poll, no promise of one who cannot keep it for a state?"""
    unmeant = (
        _of_itself, _of_things, _of_a_kind, _unarmed, _received, _bloodless, _of_anybody, _named, _kind_of_wrong, _verbal,
        _recognized, _counted, _promised, _addressed, _of_purpose, _won, _cautioned, _bought, _stalled, _by_policy,
    )  # fmt: skip
    return not any(is_so(part, cast, lexicon) for is_so in unmeant)


def rules(actor: Actor) -> bool:
    """Is this a state, one of its bodies or officials, an international body, or one that rules by arms?"""
    return actor.kind in ("state", "place") or actor.sector in RULING or (actor.country or "") in COMMON


def strange(
    players: tuple[str, ...], groups: Groups, cast: Cast, lexicon: Lexicon, owned: bool = False, papers: bool = True
) -> bool:
    """Are all who play in a role nouns that nobody knows as ones for people, who stand there because they seem to speak?

    ``owned`` asks it of what is some state's too ("[Mali's victory] encouraged Chad to attack"),
    ``papers`` tells whether a paper may stand for those who wrote it.
    """
    actors = [cast.by_id[ident] for ident in players]
    if not actors or not all(only_speaks(one) and (owned or not one.country) for one in actors):
        return False
    words = [word for group in groups for word in group if set(cast.named_by(word)) & set(players)]
    return bool(words) and all(
        word.pos_ == "NOUN"
        and not word.lower_.endswith(tuple(lexicon.events.members["human-ending"]))
        and not any(in_class(name, word, lexicon) for name in SPEAKING if papers or name != PAPER)
        for word in words
    )


def _of_things(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Does a verb that is done to bodies take an object that has none ("eliminated tuition", "released his taxes")?"""
    act = part.act
    told = act.about or act.event
    bodily = told in ("ASSAULT", "COERCE", "MOBILIZE") and of_verb_class("@figure", act, lexicon)
    if act.core.pos_ != "VERB" or not (bodily or (act.event, act.mode) in BODILY):
        return False
    if any(in_class("@weapon", noun, lexicon) for noun in arguments.agents_of(act.core)):
        return False
    objects = syntax.objects(act.core) or _shared(act.core)
    if any(word.i in act.covers for noun in objects for word in noun.subtree if word.pos_ in ("NOUN", "PROPN")):
        return False
    return bool(objects) and all(_is_thing(noun, cast, lexicon) for noun in objects)


def _shared(verb: Token) -> list[Token]:
    """Give the objects of the verb that is joined to one without any ("eliminated or reduced [aid]")."""
    return [noun for other in syntax.children(verb, "conj") for noun in syntax.objects(other)]


def _of_itself(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Does somebody only say what he takes himself for ("see themselves as partners")?"""
    act = part.act
    taken = syntax.children(act.core, "xcomp") or syntax.obliques(act.core, "as")
    if act.event not in OPINIONS or not taken:
        return False
    return any(noun.lower_.endswith(REFLEXIVE) for noun in syntax.objects(act.core))


def _is_thing(noun: Token, cast: Cast, lexicon: Lexicon) -> bool:
    """Is a noun none for people, places or things that can be hit?"""
    if noun.lower_.endswith(REFLEXIVE):
        return noun.pos_ == "PRON" and not syntax.particle(noun.head)
    if noun.lower_ in ("this", "that"):
        return True
    if noun.pos_ == "NOUN" and in_class(PAPER, noun, lexicon):
        return True
    if _is_sum(noun, lexicon):
        return True
    if noun.pos_ != "NOUN" or noun.ent_type_ or cast.named_by(noun):
        return False
    words = (noun, *(child for child in noun.children if child.i < noun.i))
    if any(in_class(name, word, lexicon) for name in TARGETS for word in words):
        return False
    counted = syntax.obliques(noun, "of") if in_class("@quantity", noun, lexicon) else []
    return (
        all(_is_thing(one, cast, lexicon) for one in counted) if counted else not in_class("@quantity", noun, lexicon)
    )


def _is_sum(noun: Token, lexicon: Lexicon) -> bool:
    """Is this a sum of money ("$18 million in grants")?"""
    if any(child.tag_ == "$" for child in (noun, *noun.children)):
        return True
    return in_class("@money", noun, lexicon) and not any(in_class(name, noun, lexicon) for name in TARGETS)


def in_class(name: str, word: Token, lexicon: Lexicon) -> bool:
    """Does a noun stand in a class?"""
    forms = (*lexicon.events.noun_forms.get(word.lower_, ()), word.lemma_.lower(), word.lower_)
    return lexicon.events.is_any(forms, name)


def of_beasts(act: Act, lexicon: Lexicon) -> bool:
    """Is who does a thing only an animal ("an Indian tiger killed two")?"""
    doers = (word for group in act.actor[:1] for word in group)
    return any(word.pos_ == "NOUN" and in_class("@beast", word, lexicon) for word in doers)


def _of_a_kind(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Are these all of whom a thing may be said ("people accused of theft"), or men who side with others ("linked to Hamas")?"""
    act = part.act
    charged = act.mode in ("allege", "convict") and not part.actor
    if not (charged or act.mode == "assist") or act.trigger.dep_ != "acl" or act.trigger.tag_ == "VB":
        return False
    noun, who = act.trigger.head, [cast.by_id[ident] for ident in part.actor or part.recipient]
    bare = noun.tag_ == "NNS" and not syntax.children(noun, "det", "nummod", "nmod:poss", "amod")
    sided = act.trigger.lower_ in lexicon.events.classed(LOYAL) and all(one.sector in REBELS for one in who)
    faceless = all(one.kind == "group" and not one.country and one.sector in (None, "CVL") for one in who)
    return sided or (bare and faceless)


def _counted(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Does a poll count an opinion, or does a crowd go to vote?"""
    actors = [cast.by_id[ident] for ident in part.actor]
    crowd = all((actor.kind == "group" or only_speaks(actor)) and not rules(actor) for actor in actors)
    if part.act.event not in COUNTED or not crowd:
        return False
    if actors and of_verb_class("@vote", part.act, lexicon):
        return True
    return any(in_class("@poll", word, lexicon) for word in part.act.trigger.sent)


def _promised(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Does somebody promise or offer what is no act towards another: who rules nobody, or a politician at home?

    So does who names neither a deed nor anybody to whom ("offered a unique opportunity").
    """
    act = part.act
    if act.event != "AGREE" or act.about or not of_class("@promise", act, lexicon):
        return False
    if any(_stated(clause) for clause in syntax.children(act.core, "ccomp")):
        return True
    actors = [cast.by_id[ident] for ident in part.actor]
    if not any(map(rules, actors)):
        return True
    if not part.recipient:
        things = syntax.objects(act.core)
        return bool(things) and not any(in_class(name, noun, lexicon) for name in ("@aid", "@money") for noun in things)
    homes = {one.country for one in actors}
    return all(one.kind == "person" and one.sector == "LEG" for one in actors) and all(
        cast.by_id[ident].country in homes | {None} for ident in part.recipient
    )


def _stated(clause: Token) -> bool:
    """Does a clause say what is or was, which nobody can promise ("assured voters that his name was on the ballot")?"""
    words = (clause, *syntax.auxiliaries(clause), *syntax.children(clause, "cop"))
    return any(word.tag_ in syntax.FINITE for word in words) and not any(word.tag_ == "MD" for word in words)


def _addressed(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Does somebody only speak to a crowd, to a body that governs nobody, or to nobody told ("spoke with frankness")?"""
    act = part.act
    if act.event != "CONSULT" or act.mode or not of_verb_class("@speak", act, lexicon):
        return False
    if not part.recipient:
        return not any(word.tag_ in ("NNS", "NNPS") for group in act.actor[:1] for word in group)
    spoken_to = any(syntax.prepositions(word) == "to" for group in act.recipient[:1] for word in group)
    heard = [cast.by_id[ident] for ident in part.recipient]
    return spoken_to and all(one.kind in ("group", "organisation") and not rules(one) for one in heard)


def _unarmed(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Do people who bear no arms and rule nobody mobilize ("mobilized voters")?"""
    if part.act.event != "MOBILIZE" or part.act.mode == "militia":
        return False
    actors = [cast.by_id[ident] for ident in part.actor]
    return bool(actors) and not any(_may_arm(actor) for actor in actors)


def _may_arm(actor: Actor) -> bool:
    """Can this one move troops: one who rules, or a person of no other calling?"""
    return actor.sector not in CIVIL if actor.kind == "person" else rules(actor)


def _received(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is what somebody receives a thing, be it somebody's ("received its letter", "hosts its bases")?"""
    act = part.act
    if act.mode != "visit" or not of_verb_class("@host", act, lexicon):
        return False
    nouns = [noun for noun in syntax.objects(act.core) if not in_class("@building", noun, lexicon)]
    return not any(cast.by_id[ident].kind in ("person", "group") for noun in nouns for ident in cast.named_by(noun))


def _recognized(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is only somebody's face or fault recognized, as no state, body or merit is ("recognized the minister in the crowd")?"""
    act = part.act
    if act.event != "SUPPORT" or not of_verb_class("@recognize", act, lexicon) or syntax.obliques(act.core, "as"):
        return False
    return not any(
        in_class("@recognized", noun, lexicon)
        or any((one := cast.by_id[ident]).kind != "person" and rules(one) for ident in _meant_by(noun, part, cast))
        for noun in syntax.objects(act.core)
    )


def _meant_by(noun: Token, part: Played, cast: Cast) -> tuple[str, ...]:
    """Give whom a noun names; of "each other", to whom the act is done."""
    return part.recipient if noun.tag_ == "DT" else cast.named_by(noun)


def _bloodless(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is a fight one of politics, courts or campaigns ("a political battle", "a battle between tastes"), with nobody armed?"""
    act = part.act
    if act.event != "ASSAULT" or act.mode or act.core.pos_ != "NOUN":
        return False
    before = (word for word in act.core.children if word.i < act.core.i and word.dep_ in ("amod", "compound"))
    if any(in_class("@bloodless", word, lexicon) for word in before):
        return not any(cast.by_id[ident].sector in ARMED for ident in part.actor)
    sides = syntax.obliques(act.core, "between")
    return bool(sides) and all(side.pos_ == "NOUN" and not _names_any(side, cast) for side in sides)


def _names_any(noun: Token, cast: Cast) -> bool:
    """Is anybody known named by a noun, or by what hangs on it ("sections of the [youth]")?"""
    return any(cast.named_by(word) for word in noun.subtree)


def _verbal(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Does a speech or paper attack somebody ("in a speech attacking the senator")?"""
    act = part.act
    told = act.event == "ASSAULT" and act.core.dep_ == "acl" and in_class("@paper", act.core.head, lexicon)
    return told and of_class("@verbal", act, lexicon)


def harms(act: Act, lexicon: Lexicon) -> bool:
    """Is an act done to such as nobody quarrels with in words ("attacked villagers"), or between two crowds?"""
    if any(in_class("@harmless", word, lexicon) for group in act.recipient[:1] for word in group):
        return True
    sides = [group for groups in (act.actor, act.recipient) for group in groups[:1]]
    crowds = all(in_class("@partisan", word, lexicon) for side in sides for word in side)
    return len(sides) > 1 and crowds and not of_class("@verbal", act, lexicon)


def _kind_of_wrong(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is a kind of deeds spoken of, by a kind of people ("issues of police violence")?"""
    noun = part.act.core
    if part.act.event != "ASSAULT" or noun.tag_ != "NN" or not part.actor:
        return False
    before = [child for child in noun.children if child.i < noun.i and child.dep_ not in ("case", "punct", "cc")]
    bare = bool(before) and all(child.dep_ == "compound" and child.pos_ == "NOUN" for child in before)
    bare = bare and syntax.first_conjunct(noun).dep_ == "nmod"
    return bare and not any(child.i > noun.i and child.dep_ == "nmod" for child in noun.children)


def _of_anybody(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is it said of whoever may do a thing ("anyone who attacks us")? Then nobody has done it."""
    verb = part.act.core
    if part.actor or verb.pos_ != "VERB":
        return False
    doers = [*syntax.own_subjects(verb), *([verb.head] if verb.dep_ in ("acl:relcl", "acl") else [])]
    always = verb.tag_ == "VBP" and any(word.lower_ == THOSE for word in doers)
    return always or any(in_class("@anybody", word, lexicon) for word in doers)


def _named(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is an act of power only named as what may be done, by nobody to nobody of any state ("to keep people from voting")?"""
    act = part.act
    told = act.trigger.pos_ != "VERB" or act.trigger.tag_ not in ("VB", "VBG") or syntax.children(act.trigger, "aux")
    if part.actor or act.event not in POWER or told:
        return False
    return not any(cast.by_id[ident].country or rules(cast.by_id[ident]) for ident in part.recipient)


def _of_purpose(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is help only what something is done for, within one country or for nobody known ("cameras to protect citizens")?"""
    act = part.act
    to = syntax.is_infinitive(act.trigger)
    if act.event != "AID" or act.kinds or not to or act.trigger.arc not in ("advcl", "acl"):
        return False
    return not (part.actor and part.recipient) or len(_homes(part, cast)) < 2


def _won(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is a place or the seat of power taken by who wins votes ("Mrs. Roe captured Ohio", "win back the White House")?"""
    taken = part.act.mode == "seize" and part.act.core.pos_ == "VERB"
    objects = syntax.objects(part.act.core) if taken else []
    held = (cast.by_id[ident] for word in objects for ident in cast.named_by(word))
    if not (any(word.ent_type_ == "GPE" for word in objects) or any(one.kind == "organisation" for one in held)):
        return False
    doers = [cast.by_id[ident] for ident in part.actor]
    return bool(doers) and all(one.sector in VOTED or (one.kind == "person" and not one.sector) for one in doers)


def _bought(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is a takeover one of a firm, or of nobody told by no state or army ("approved the takeover of Acme")?"""
    if part.act.mode != "seize" or not of_class("@takeover", part.act, lexicon):
        return False
    if any((one := cast.by_id[ident]).kind == "state" or one.sector in ARMED for ident in part.actor):
        return not part.recipient and part.act.core.pos_ != "VERB" and bool(syntax.obliques(part.act.core, "of"))
    return all((one := cast.by_id[ident]).sector == "BUS" or not rules(one) for ident in part.recipient)


def _by_policy(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is it penalties, laws or plans that hurt somebody, and no blow ("US sanctions hurt Iran")?"""
    act = part.act
    if act.event != "ASSAULT" or act.core.pos_ != "VERB":
        return False
    doers = arguments.agents_of(act.core)
    return bool(doers) and all(any(in_class(name, doer, lexicon) for name in POLICIES) for doer in doers)


def _stalled(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is it talks, nobody, that fail to bring a thing about ("the meeting failed to end the war")?"""
    act = part.act
    told = act.event == "REJECT" and act.trigger.pos_ == "VERB" and not syntax.is_passive(act.trigger)
    doers = syntax.own_subjects(act.trigger) if told else []
    return bool(doers) and all(in_class("@talks", doer, lexicon) for doer in doers)


def _cautioned(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Are some only told what may befall them ("warned residents of floods"), or of arrests by who makes none?"""
    act = part.act
    warned = act.mode == "arrest" and act.trigger.lemma_ in lexicon.events.classed("cautioning") and part.actor
    if warned and all(cast.by_id[ident].sector in CIVIL for ident in part.actor):
        return True
    if act.event != "THREATEN" or act.about or not of_verb_class("@cautioning", act, lexicon):
        return False
    civil = all(cast.by_id[ident].sector == "CVL" for ident in part.recipient)
    own = civil and arguments.owned_by_pronoun([syntax.children(act.core, "obj", "iobj")])
    if own or (act.core.tag_ == "VBG" and syntax.prepositions(act.core) == "for"):  # "thanked Oslo for warning it"
        return True
    told = [act.core, *syntax.objects(act.core)]
    contents = [clause for word in told for clause in syntax.children(word, "ccomp", "acl", "acl:relcl")]
    doers = [doer for clause in contents for doer in syntax.own_subjects(clause)]
    if not doers or any(doer.pos_ == "PRON" or cast.named_by(doer) for doer in doers):
        return False
    public = all((one := cast.by_id[ident]).kind == "group" and one.sector not in RULING for ident in part.recipient)
    calm = {cast.by_id[ident].country for ident in part.actor} <= CALM
    return calm or (bool(part.recipient) and public and len(_homes(part, cast)) < 2)


def _homes(part: Played, cast: Cast) -> set[str]:
    """Give the countries of those who play."""
    return {one.country for ident in (*part.actor, *part.recipient) if (one := cast.by_id[ident]).country}


def of_verb_class(name: str, act: Act, lexicon: Lexicon) -> bool:
    """Does the verb of an act stand in a class?"""
    forms = lexicon.events.verb_forms.get(act.core.lower_, ()) if act.core.pos_ == "VERB" else ()
    return lexicon.events.is_any(forms, name)


def of_class(name: str, act: Act, lexicon: Lexicon) -> bool:
    """Does a word that tells an act stand in a class?"""
    doc = act.core.doc
    lemmas = {doc[place].lemma_.lower() for place in act.covers} | {act.core.lemma_.lower()}
    return lexicon.events.is_any(lemmas, name)
