"""Who did what to whom: the acts of the lexicon in the text, with the actors of the article in their roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.extract import casting, modality, syntax
from chancery.extract.casting import Casting, Played
from chancery.extract.findings import Cast
from chancery.extract.frames import Frames
from chancery.extract.senses import Act
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Event, Statement
from chancery.tokens import Doc, Token


def find_events(
    doc: Doc, article: Article, actors: tuple[Actor, ...], statements: tuple[Statement, ...], lexicon: Lexicon
) -> tuple[Event, ...]:
    """Give the events of an article in text order, each with the status "occurred" until ``status`` judges it."""
    reader = Frames(doc, lexicon.events)
    moods = modality.Modality(reader, lexicon.status)
    cast = Casting(Cast(actors), statements)
    acts = [modality.composed(act, moods, lexicon) for act in reader.acts()]
    people = cast.cast
    played = [
        _manifold(part)
        for act in acts
        if act.event
        and (part := _literal(cast.play(act), people, lexicon))
        and _somebody(part)
        and _public(part, people)
    ]
    return tuple(casting.event(f"e{number}", part, lexicon) for number, part in enumerate(_told_once(played), 1))


# A noun of these alone ("US sanctions on Iran", "support for Kyiv") names a state of things, not a happening.
STATES = frozenset({"SANCTION", "AID", "SUPPORT", "THREATEN", "COOPERATE", "AGREE"})
# These nouns tell a happening only where both who did it and to whom are told, the latter at least by the verb above.
TOLD_IN_FULL = frozenset({"REQUEST", "ACCUSE", "REJECT", "COERCE", "MOBILIZE"})
# Acts of good will and of speech.
SPOKEN = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def _somewhere(verb: Token) -> bool:
    """Does a verb lead to a place that has a name?"""
    return any(word.ent_type_ in ("GPE", "LOC", "FAC") for word in (*syntax.obliques(verb), *syntax.objects(verb)))


def _somebody(part: Played) -> bool:
    """Does anybody known take part?

    What a speaker calls another is nothing without the speaker, a verb without
    tense nothing without its doer ("pressure to act"), a visit nothing without a host or a place.
    """
    act = part.act
    if act.by_speaker:
        return bool(part.actor and part.recipient)
    if act.kinds[-1:] == ("future",):
        return bool(part.actor and part.recipient)
    if not part.actor and act.trigger.tag_ in ("VB", "VBG") and act.event in SPOKEN:
        return False
    if act.mode == "visit" and not part.recipient and not _somewhere(act.trigger):
        return False
    if _nominal(act.trigger) and act.trigger.i == act.core.i:
        if act.event == "CONSULT":
            return len({*part.actor, *part.recipient}) > 1
        if not act.hosted and act.event in STATES and act.mode not in ("convict", "expel"):
            return False
        if act.event in TOLD_IN_FULL and act.mode is None:
            return bool(part.actor and (part.recipient or act.hosted))
    return bool(part.actor or part.recipient)


def _nominal(word: Token) -> bool:
    """Does a word name a happening rather than tell it: a noun, or a gerund after a preposition ("allegations of meddling")?"""
    gerund = word.tag_ == "VBG" and word.dep_ in ("acl", "advcl", "obl", "nmod") and not syntax.objects(word)
    return word.pos_ in ("NOUN", "PROPN") or (gerund and bool(syntax.prepositions(word)))


# What private people and firms without a state agree, pay or say to each other is nobody's policy.
PRIVATE = frozenset({None, "BUS", "CVL", "EDU", "MED", "ELI"})
PRIVATE_ACTS = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
# Who bears arms, and bodies that never do; a blow of others without a weapon told is a figure of speech ("battled his
# rival", "hit consumers").
ARMED = frozenset({"MIL", "COP", "REB", "UAF", "PRM", "SPY", "CRM"})
CAMPAIGNERS = frozenset({"GOV", "PTY", "LEG", "ELI"})
UNARMED = frozenset({"BUS", "EDU", "MED", "JRN", "PTY", "LEG", "JUD"})


def _public(part: Played, cast: Cast) -> bool:
    """Is one of the players a state, or of one, or of public life? Trade with nobody told needs a verb and a state's own."""
    players = [cast.by_id[ident] for ident in (*part.actor, *part.recipient)]
    if part.act.event == "COOPERATE" and len(players) < 2:
        return part.act.trigger.pos_ == "VERB" and any(actor.country for actor in players)
    alone = not part.recipient and all(actor.kind == "person" for actor in players)
    if alone and part.act.event == "AGREE" and not part.act.about:
        return False
    wish = alone and part.act.event == "REQUEST"
    if part.act.event not in PRIVATE_ACTS and not wish:
        return True
    return any(actor.country or actor.kind == "state" or actor.sector not in PRIVATE for actor in players)


def _literal(part: Played, cast: Cast, lexicon: Lexicon) -> Played | None:
    """Take a figure of speech for what it means: attacks in words are accusations, a campaign's rally no protest."""
    act = part.act
    if not part.actor or not part.act.event:
        return part
    actors = [cast.by_id[ident] for ident in part.actor]
    if act.event == "PROTEST" and all(actor.kind == "person" and actor.sector in CAMPAIGNERS for actor in actors):
        return None if _of_class("@rally", act, lexicon) else part
    if act.event != "ASSAULT" or act.mode or not _of_class("@soft", act, lexicon):
        return part
    suffering = [cast.by_id[ident] for ident in part.recipient]
    if not all(_disarmed(actor, suffering) for actor in actors):
        return part
    if not _of_class("@verbal", act, lexicon):
        return None
    return replace(part, act=replace(act, event="ACCUSE", mode="disapprove", cameo="111", contexts=()))


def _disarmed(actor: Actor, suffering: Sequence[Actor]) -> bool:
    """Can one only strike in words: a body that bears no arms, or somebody of public life among his own kind?"""
    if actor.kind == "organisation":
        return actor.sector in UNARMED
    if actor.kind != "person" or actor.sector in ARMED:
        return False
    named = any(mention.how == "name" for mention in actor.mentions)
    public = all(one.kind == "person" or one.sector in UNARMED for one in suffering)
    return bool(actor.sector and public) or (named and public and any(one.sector in UNARMED for one in suffering))


def _of_class(name: str, act: Act, lexicon: Lexicon) -> bool:
    """Does a word that tells an act stand in a class?"""
    doc = act.core.doc
    lemmas = {doc[place].lemma_.lower() for place in act.covers} | {act.core.lemma_.lower()}
    return any(name in lexicon.events.classes_of.get(lemma, ()) for lemma in lemmas)


def _manifold(part: Played) -> Played:
    """Call talks of three or more multilateral, unless another mode is told."""
    if part.act.event != "CONSULT" or part.act.mode or len({*part.actor, *part.recipient}) < 3:
        return part
    return replace(part, act=replace(part.act, mode="multilateral"))


def _told_once(played: Sequence[Played]) -> list[Played]:
    """Leave out what the same sentence tells twice, an event noun beside its verb, the same act by the same people.

    Of two tellings by the same actor the one that names a recipient stays.
    """
    kept: list[Played] = []
    for part in played:
        twin = next((number for number, other in enumerate(kept) if _same(part, other)), None)
        if twin is None:
            kept.append(part)
        elif (
            kept[twin].actor
            and not kept[twin].recipient
            and part.recipient
            and set(kept[twin].actor) <= set(part.actor)
        ):
            kept[twin] = part
    return kept


def _same(one: Played, other: Played) -> bool:
    if other.act.about == one.act.event and _purpose(one.act, other.act):
        return True
    if one.act.event != other.act.event or one.act.trigger.sent.start != other.act.trigger.sent.start:
        return False
    if one.act.mode != other.act.mode and one.act.event != "ASSAULT":
        return False
    if _purpose(one.act, other.act) and not set(one.actor) - set(other.actor):
        return True
    ones, others = {*one.actor, *one.recipient}, {*other.actor, *other.recipient}
    return ones <= others or others <= ones


def _purpose(one: Act, other: Act) -> bool:
    """Does the one act only unfold the other ("meet to discuss")?"""
    return other.core.is_ancestor(one.core) and one.core.dep_ in ("advcl", "xcomp", "obl", "nmod")
