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
        and _somebody(part := cast.play(act))
        and _public(part, people)
        and not _figure(part, people, lexicon)
    ]
    return tuple(casting.event(f"e{number}", part, lexicon) for number, part in enumerate(_told_once(played), 1))


# A noun of these alone ("US sanctions on Iran", "support for Kyiv") names a state of things, not a happening.
STATES = frozenset({"SANCTION", "AID", "SUPPORT", "THREATEN", "COOPERATE", "AGREE"})
# These nouns tell a happening only where both who did it and to whom are told, the latter at least by the verb above.
TOLD_IN_FULL = frozenset({"REQUEST", "ACCUSE", "REJECT", "COERCE", "MOBILIZE"})


def _somebody(part: Played) -> bool:
    """Does anybody known take part? What a speaker calls another is nothing without the speaker."""
    act = part.act
    if act.by_speaker:
        return bool(part.actor and part.recipient)
    if act.kinds[-1:] == ("future",):
        return bool(part.actor and part.recipient)
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
UNARMED = frozenset({"BUS", "EDU", "MED", "JRN", "PTY", "LEG", "JUD"})


def _public(part: Played, cast: Cast) -> bool:
    """Is one of the players a state, or of one, or of public life? Trade with nobody told needs a verb and a state's own."""
    players = [cast.by_id[ident] for ident in (*part.actor, *part.recipient)]
    if part.act.event == "COOPERATE" and len(players) < 2:
        return part.act.trigger.pos_ == "VERB" and any(actor.country for actor in players)
    if part.act.event not in PRIVATE_ACTS:
        return True
    return any(actor.country or actor.kind == "state" or actor.sector not in PRIVATE for actor in players)


def _figure(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is a blow only a figure: struck by one who bears no arms, in a word of struggle, with no means told?"""
    act = part.act
    if act.event != "ASSAULT" or act.mode or not part.actor:
        return False
    if "@soft" not in lexicon.events.classes_of.get(act.core.lemma_.lower(), ()):
        return False
    actors = [cast.by_id[ident] for ident in part.actor]
    among_persons = all(cast.by_id[ident].kind == "person" for ident in part.recipient)
    return all(
        (actor.kind == "person" and actor.sector and actor.sector not in ARMED and among_persons)
        or (actor.kind == "organisation" and actor.sector in UNARMED)
        for actor in actors
    )


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
