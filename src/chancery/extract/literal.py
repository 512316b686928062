"""Which acts are told in words that mean them: nobody kills a clause, releases a memo or fights a rumor.

Ground for ``worth``: each question is asked of one act whose players are known.
"""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.casting import Played
from chancery.extract.findings import Cast, only_speaks
from chancery.extract.senses import Act, Groups
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import INTERNATIONAL
from chancery.model import Actor
from chancery.tokens import Token

# These are done to somebody's body, or to things that stand or lie somewhere.
BODILY = frozenset({("RETREAT", "release"), ("COERCE", "arrest"), ("COERCE", "deport")})
# Nouns that may speak for people.
SPEAKING = "@paper", "@party", "@quantity"
# Classes of what can be hit or killed, with those of people.
TARGETS = ("@target", "@person", "@official", "@dignitary", "@protester", "@rioter", "@shopper", "@troops", "@militia", "@police",
           "@peacekeeper", "@weapon", "@building", "@territory", "@property")  # fmt: skip
# Who bears arms.
ARMED = frozenset({"MIL", "COP", "REB", "UAF", "PRM", "SPY", "CRM"})
# Who rules, bears arms or judges: what such a one lets be, forbids, gives or promises is policy.
RULING = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB", "UAF", "PRM", "SPY", "CRM", "PRE"})
# Callings of people who move no troops.
CIVIL = frozenset({"AGR", "BUS", "CVL", "EDU", "JRN", "LAB", "LEG", "MED", "PTY", "REF", "REL", "SOC"})
# What one does who has power or arms.
POWER = frozenset({"COERCE", "RETREAT", "SANCTION", "MOBILIZE"})
# Nobody's opinion is an act where a poll counts it.
COUNTED = frozenset({"SUPPORT", "REJECT", "AGREE", "ACCUSE", "REQUEST"})
# International bodies but for firms and armies.
COMMON = INTERNATIONAL - {"IMG", "MNC"}


def meant(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is an act no figure of speech, no opinion poll, no promise of one who cannot keep it for a state?"""
    unmeant = (
        _of_things, _unarmed, _received, _bloodless, _named, _recognized, _counted, _promised, _of_purpose, _of_anybody,
    )  # fmt: skip
    return not any(is_so(part, cast, lexicon) for is_so in unmeant)


def rules(actor: Actor) -> bool:
    """Is this a state, one of its bodies or officials, an international body, or one that rules by arms?"""
    return actor.kind in ("state", "place") or actor.sector in RULING or (actor.country or "") in COMMON


def strange(players: tuple[str, ...], groups: Groups, cast: Cast, lexicon: Lexicon) -> bool:
    """Are all who play in a role nouns that nobody knows as ones for people, who stand there because they seem to speak?"""
    if not players or any(not _is_guess(cast.by_id[ident]) for ident in players):
        return False
    words = [word for group in groups for word in group if set(cast.named_by(word)) & set(players)]
    return bool(words) and all(
        word.pos_ == "NOUN"
        and not word.lower_.endswith(tuple(lexicon.events.members["human-ending"]))
        and not any(in_class(name, word, lexicon) for name in SPEAKING)
        for word in words
    )


def _is_guess(actor: Actor) -> bool:
    return not actor.country and only_speaks(actor)


def _of_things(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Does a verb that is done to bodies take an object that has none ("eliminated tuition", "released his taxes")?"""
    act = part.act
    bodily = act.event in ("ASSAULT", "COERCE", "MOBILIZE") and of_verb_class("@figure", act, lexicon)
    if act.core.pos_ != "VERB" or not (bodily or (act.event, act.mode) in BODILY):
        return False
    objects = syntax.objects(act.core)
    if any(word.i in act.covers for noun in objects for word in noun.subtree if word.pos_ in ("NOUN", "PROPN")):
        return False
    return bool(objects) and all(_is_thing(noun, cast, lexicon) for noun in objects)


def _is_thing(noun: Token, cast: Cast, lexicon: Lexicon) -> bool:
    """Is a noun none for people, places or things that can be hit?"""
    if in_class("@money", noun, lexicon):
        return True
    if noun.pos_ != "NOUN" or noun.ent_type_ or cast.named_by(noun):
        return False
    words = (noun, *(child for child in noun.children if child.i < noun.i))
    return not any(in_class(name, word, lexicon) for name in ("@quantity", *TARGETS) for word in words)


def in_class(name: str, word: Token, lexicon: Lexicon) -> bool:
    """Does a noun stand in a class?"""
    forms = (*lexicon.events.noun_forms.get(word.lower_, ()), word.lemma_.lower(), word.lower_)
    return any(name in lexicon.events.classes_of.get(lemma, ()) for lemma in forms)


def _counted(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Does a poll count an opinion, or does a crowd go to vote?"""
    actors = [cast.by_id[ident] for ident in part.actor]
    crowd = all((actor.kind == "group" or only_speaks(actor)) and not rules(actor) for actor in actors)
    if part.act.event not in COUNTED or not crowd:
        return False
    if actors and of_verb_class("@vote", part.act, lexicon):
        return True
    return any(in_class("@poll", word, lexicon) for word in syntax.sentence(part.act.trigger))


def _promised(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is something promised or offered by nobody who rules?"""
    act = part.act
    if act.event != "AGREE" or act.about or not of_class("@promise", act, lexicon):
        return False
    return not any(rules(one) and one.sector != "LEG" for one in (cast.by_id[ident] for ident in part.actor))


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
    """Is what somebody receives a thing, be it somebody's ("received its letter")?"""
    act = part.act
    if act.mode != "visit" or not of_verb_class("@host", act, lexicon):
        return False
    guests = (cast.by_id[ident] for noun in syntax.objects(act.core) for ident in cast.named_by(noun))
    return not any(one.kind in ("person", "group") for one in guests)


def _recognized(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is only somebody's face or fault recognized, as no state, body or merit is ("recognized the minister in the crowd")?"""
    act = part.act
    if act.event != "SUPPORT" or not of_verb_class("@recognize", act, lexicon) or syntax.obliques(act.core, "as"):
        return False
    return not any(
        in_class("@recognized", noun, lexicon)
        or any((one := cast.by_id[ident]).kind != "person" and rules(one) for ident in cast.named_by(noun))
        for noun in syntax.objects(act.core)
    )


def _bloodless(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is a fight one of politics, courts or campaigns ("a political battle"), with nobody armed?"""
    act = part.act
    if act.event != "ASSAULT" or act.mode or act.core.pos_ != "NOUN":
        return False
    before = (word for word in act.core.children if word.dep_ in ("amod", "compound"))
    bloodless = any(in_class("@bloodless", word, lexicon) for word in before)
    return bloodless and not any(cast.by_id[ident].sector in ARMED for ident in part.actor)


def _of_anybody(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is it said of whoever may do a thing ("anyone who attacks us")? Then nobody has done it."""
    verb = part.act.core
    if part.actor or verb.pos_ != "VERB":
        return False
    doers = [*syntax.own_subjects(verb), *([verb.head] if verb.arc == "acl" else [])]
    return any(in_class("@anybody", word, lexicon) for word in doers)


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
    to = any(word.lower_ == "to" for word in syntax.children(act.trigger, "mark"))
    if act.event != "AID" or not to or act.trigger.arc not in ("advcl", "acl"):
        return False
    return not (part.actor and part.recipient) or len(_homes(part, cast)) < 2


def _homes(part: Played, cast: Cast) -> set[str]:
    """Give the countries of those who play."""
    return {one.country for ident in (*part.actor, *part.recipient) if (one := cast.by_id[ident]).country}


def of_verb_class(name: str, act: Act, lexicon: Lexicon) -> bool:
    """Does the verb of an act stand in a class?"""
    forms = lexicon.events.verb_forms.get(act.core.lower_, ()) if act.core.pos_ == "VERB" else ()
    return any(name in lexicon.events.classes_of.get(lemma, ()) for lemma in forms)


def of_class(name: str, act: Act, lexicon: Lexicon) -> bool:
    """Does a word that tells an act stand in a class?"""
    doc = act.core.doc
    lemmas = {doc[place].lemma_.lower() for place in act.covers} | {act.core.lemma_.lower()}
    return any(name in lexicon.events.classes_of.get(lemma, ()) for lemma in lemmas)
