"""Which acts are nobody's policy: whom voters like, what campaigns pay and say to each other, praise of oneself.

Ground for ``worth``: each question is asked of one act whose players are known.
"""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.casting import Played
from chancery.extract.findings import Cast, only_speaks
from chancery.extract.senses import Act
from chancery.model import Actor

# Of these sectors people stand for nobody but themselves.
UNOFFICIAL = frozenset({None, "AGR", "BUS", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF"})
# Crowds of these have opinions, which are no acts.
CROWD = frozenset({None, "CVL", "LAB", "REF", "AGR"})
# Who runs for office, or helps those who do.
RUNNING = frozenset({"PTY", "LEG", "ELI", None})
# Who deals in the business of firms: they, their people, and those of whom nothing else is known.
DEALING = frozenset({None, "BUS", "ELI", "EDU", "MED", "LAB", "CVL"})
# What is news whoever does it, and what only a state can do to anybody.
VIOLENT = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})
JAILED = frozenset({"arrest", "deport", "convict", "release", "abduct"})
# What can be done without any power over others.
POWERLESS = frozenset({"cyber", "misinformation"})


def personal(part: Played, cast: Cast) -> bool:
    """Is an act the private affair of those who play in it?"""
    actors = [cast.by_id[ident] for ident in part.actor]
    others = [cast.by_id[ident] for ident in part.recipient]
    act = part.act
    if _of_firms(act, [*actors, *others], cast):
        return True
    if not actors:
        return False
    return (
        _preferred(act, actors, others)
        or _campaign(act, actors, others)
        or _canvassed(act, actors, others)
        or _viewed(act, actors, others)
        or _powerless(act, actors, others)
        or _of_oneself(part, cast)
    )


def _of_firms(act: Act, players: list[Actor], cast: Cast) -> bool:
    """Do those whom nobody knows deal with each other in news of firms ("the directors rejected the offer")?"""
    if not players or not cast.of_business or act.event in VIOLENT or act.mode in JAILED:
        return False
    return all(one.sector in DEALING and not one.country and one.kind not in ("state", "place") for one in players)


def _preferred(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Do people of no office only like or dislike somebody who runs for one ("voters who support her")?"""
    told = act.about if act.event == "AGREE" else act.event
    if told != "SUPPORT" and not (told == "REJECT" and act.mode == "assist" and others):
        return False
    return all(map(_of_crowd, actors)) and all(map(_runs, others))


def _campaign(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Does somebody help those who run for office in his own country, which is no aid?"""
    told = act.about if act.event == "AGREE" else act.event
    homes = {one.country for one in (*actors, *others) if one.country}
    if told != "AID" or not others or len(homes) > 1:
        return False
    return all(_runs(one) for one in others) and not any(_rules(one) for one in actors)


def _canvassed(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Does one who runs for office meet people, as he does every day?"""
    if act.event != "CONSULT" or act.mode == "visit" or not others:
        return False
    return all(one.kind == "group" and _of_crowd(one) for one in others) and all(map(_runs, actors))


def _viewed(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Does somebody whom nobody knows say what he thinks of nobody in particular?"""
    blames = act.event == "REJECT" or (act.event == "ACCUSE" and act.mode == "disapprove")
    if not blames or others:
        return False
    return all(
        one.sector in UNOFFICIAL and not one.country and (one.kind == "person" or only_speaks(one)) for one in actors
    )


def _powerless(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Do people or firms force others, who have neither power nor arms ("the board took over the bank")?

    Who takes a town has arms, be he known or not.
    """
    if act.event != "COERCE" or act.mode in POWERLESS or any(one.kind in ("state", "place") for one in others):
        return False
    return all(
        one.sector in UNOFFICIAL
        and not one.country
        and (one.sector == "BUS" or one.kind == "person" or only_speaks(one))
        for one in actors
    )


def _of_oneself(part: Played, cast: Cast) -> bool:
    """Does somebody praise or defend what is his own ("touted his record")?"""
    act = part.act
    if act.event != "SUPPORT" or part.recipient or act.core.pos_ != "VERB" or len(act.covers) > 1:
        return False
    owners = [child for noun in syntax.objects(act.core) for child in syntax.children(noun, "nmod:poss")]
    return any(owner.pos_ == "PRON" and set(cast.named_by(owner)) & set(part.actor) for owner in owners)


def _of_crowd(actor: Actor) -> bool:
    """Are these people without office or a name that is known?"""
    if actor.sector not in CROWD or actor.identifier or actor.kind not in ("group", "person"):
        return False
    named = any(mention.how == "name" for mention in actor.mentions)
    return not (named and actor.country)


def _runs(actor: Actor) -> bool:
    """Is this somebody who may run for an office, or his party?"""
    return actor.sector in RUNNING and (actor.kind == "person" or actor.sector == "PTY")


def _rules(actor: Actor) -> bool:
    return actor.kind == "state" or actor.sector in ("GOV", "MIL", "SPY")
