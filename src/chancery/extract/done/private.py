"""Which acts are nobody's policy: whom voters like, what campaigns pay and say to each other, praise of oneself.

Ground for ``worth``: each question is asked of one act whose players are known.
"""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.done import arguments
from chancery.extract.done.casting import Played
from chancery.extract.done.literal import rules
from chancery.extract.done.senses import Act
from chancery.extract.findings import Cast, is_named, only_speaks
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
# What they say and do to the crowds that follow them or vote is campaigning.
CANVASSING = frozenset({"REQUEST", "AGREE"})
# Who acts for nobody beyond his own work, and who gives to nobody but his own side.
WORKING = UNOFFICIAL - {None, "REF"}
PARTISAN = frozenset({"PTY", "LEG", "ELI", "JRN", "LAB", "CVL", "BUS"})
# Contexts of help that one gives at home too.
AT_WORK = frozenset({"disasters"})
# Whose staff and members are his own affair.
EMPLOYING = frozenset({"PTY", "LEG", "ELI", "BUS", "JRN", "EDU", "MED", "CVL", None})
# Who looks into things with power to do so; what a body nobody knows is, may be one.
INQUIRING = frozenset({"GOV", "JUD", "COP", "MIL", "SPY"})
# What a state does to firms, be it named or not.
RULED = frozenset({"ACCUSE", "COERCE", "SANCTION"})


def personal(part: Played, cast: Cast) -> bool:
    """Is an act the private affair of those who play in it?"""
    actors = [cast.by_id[ident] for ident in part.actor]
    others = [cast.by_id[ident] for ident in part.recipient]
    act = part.act
    ruled = not actors and act.event in RULED
    if not ruled and _of_firms(act, [*actors, *others], cast):
        return True
    if _among_themselves(act, actors, others):
        return True
    if not actors:
        return False
    return (
        _preferred(act, actors, others)
        or _canvassed(act, actors, others)
        or _viewed(act, actors, others)
        or _powerless(act, actors, others)
        or _of_oneself(part, cast)
    )


def _of_firms(act: Act, players: list[Actor], cast: Cast) -> bool:
    """Do those whom nobody knows deal or clash in news of firms ("the directors rejected the offer")?"""
    clash = act.event == "ASSAULT" and act.mode is None and act.core.pos_ == "NOUN" and len(players) > 1
    if not cast.of_business or (act.event in VIOLENT and not clash):
        return False
    return all(one.sector in DEALING and not one.country for one in players)


def _among_themselves(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Is an act between states in other mouths, here done among people of one country none of whom acts for it?"""
    return (
        _colleagues(act, actors, others)
        or _favor(act, actors, others)
        or _uncalled(act, actors, others)
        or _employed(act, actors, others)
        or _curious(act, actors)
    )


def _homes(*sides: list[Actor]) -> set[str]:
    return {one.country for side in sides for one in side if one.country}


def _from_afar(actors: list[Actor], others: list[Actor]) -> bool:
    """May who acts be of another country than the state or army to which he does it, as his own is unknown?"""
    return bool(actors) and not _homes(actors) and any(one.country and _is_body(one) for one in others)


def _is_body(actor: Actor) -> bool:
    """Is this a state or a body with power of its own, but no parliament?"""
    return actor.kind != "person" and actor.sector != "LEG" and rules(actor)


def _colleagues(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Do people of one country only work together ("teamed up with another senator")?"""
    if act.event != "COOPERATE" or not actors or len(_homes(actors, others)) > 1 or _from_afar(actors, others):
        return False
    return not any(map(_is_body, actors))


def _favor(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Does somebody help people of his own country, as no government, army or charity does, or nobody who is told?

    Who fights a fire, and nobody says for whom, does so at home.
    """
    if act.meant == "AID" and not act.kinds and not others and not AT_WORK.isdisjoint(act.contexts):
        return True
    if act.meant != "AID" or len(_homes(actors, others)) > 1 or "asylum" in act.contexts or _from_afar(actors, others):
        return False
    if actors and others and all(one.kind == "person" for one in (*actors, *others)):
        return True
    gives = bool(actors) and all(one.sector in PARTISAN for one in actors)
    return gives or (bool(others) and all(map(_runs, others)))


def _uncalled(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Is a talk or a visit one to which nobody came who stands for anybody, or one of a single person with nobody known?"""
    if act.meant != "CONSULT" or act.mode == "multilateral":
        return False
    if not actors or not others:
        alone = actors or others
        return all(one.kind == "person" and not rules(one) for one in alone)
    return not (_heard(actors, others) and _heard(others, actors))


def _heard(side: list[Actor], others: list[Actor]) -> bool:
    """Does one of a side stand for somebody, or one of the other act for a state?"""
    return any(rules(one) and one.sector != "JUD" for one in others) or any(
        one.sector not in WORKING and (one.sector or one.country or is_named(one)) for one in side
    )


def _employed(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Are staff, customers or members sent away by whom they work for, or by nobody told?"""
    if act.event != "SANCTION" or act.mode == "convict" or not others or len(_homes(actors, others)) > 1:
        return False
    if not actors and _homes(others):
        return False
    return all(one.kind != "state" and one.sector in EMPLOYING for one in (*actors, *others))


def _curious(act: Act, actors: list[Actor]) -> bool:
    """Does somebody look into a thing who has no power to inquire?"""
    return act.mode == "investigate" and bool(actors) and not any(map(may_inquire, actors))


def may_inquire(actor: Actor) -> bool:
    """Has somebody power to look into things, or may one have it of whom nobody knows what he is?"""
    if actor.kind == "person" and actor.sector:
        return actor.sector in INQUIRING
    return actor.sector not in ("PTY", "BUS", "JRN", "CVL")


def _preferred(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Do people of no office only like or dislike somebody who runs for one ("voters who support her")?"""
    if act.meant != "SUPPORT" and not (act.meant == "REJECT" and act.mode == "assist" and others):
        return False
    return all(map(_of_crowd, actors)) and all(map(_runs, others))


def _canvassed(act: Act, actors: list[Actor], others: list[Actor]) -> bool:
    """Does one who runs for office meet, urge or promise himself to the people, as he does every day?"""
    talks = act.event == "CONSULT" and act.mode != "visit"
    if not (talks or act.event in CANVASSING) or not others:
        return False
    if not talks and (not _homes(others) <= _homes(actors) or any(one.sector is None for one in others)):
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
    if act.event != "COERCE" or act.mode == "cyber" or any(one.kind in ("state", "place") for one in others):
        return False
    if len(_homes(actors, others)) < 2 and all(one.kind == "person" and one.sector in RUNNING for one in actors):
        # What a politician says of his rivals is no campaign of a state's.
        former = not others and any(one.sector == "ELI" for one in actors)
        return act.mode == "misinformation" or (all(one.kind == "person" for one in others) and not former)
    return all(
        one.sector in UNOFFICIAL
        and not one.country
        and (one.sector == "BUS" or one.kind == "person" or only_speaks(one))
        for one in actors
    )


def _of_oneself(part: Played, cast: Cast) -> bool:
    """Does somebody praise what is his own ("touted his record"), or say what he is himself ("we are not naive")?"""
    act = part.act
    blamed = {word.i for group in act.recipient for word in group} if act.event == "ACCUSE" else set()
    if any(word.i in blamed for word in syntax.own_subjects(act.core)) and arguments.of_oneself(act.core):
        return True
    if act.event != "SUPPORT" or part.recipient or act.core.pos_ != "VERB" or len(act.covers) > 1:
        return False
    owners = [child for noun in syntax.objects(act.core) for child in syntax.children(noun, "nmod:poss")]
    return any(owner.pos_ == "PRON" and set(cast.named_by(owner)) & set(part.actor) for owner in owners)


def _of_crowd(actor: Actor) -> bool:
    """Are these people without office or a name that is known?"""
    if actor.sector not in CROWD or actor.identifier or actor.kind not in ("group", "person"):
        return False
    return not (is_named(actor) and actor.country)


def _runs(actor: Actor) -> bool:
    """Is this somebody who may run for an office, or his party?"""
    return actor.sector in RUNNING and (actor.kind == "person" or actor.sector == "PTY")


def own_force(part: Played, cast: Cast) -> bool:
    """Does a state only train, arm or feed its own soldiers or policemen?"""
    sides = [[cast.by_id[ident] for ident in side] for side in (part.actor, part.recipient)]
    if part.act.event != "AID" or not all(sides) or any(one.sector not in ("MIL", "COP") for one in sides[1]):
        return False
    homes = {one.country for side in sides for one in side}
    return len(homes) == 1 and None not in homes and all(one.sector in ("GOV", "MIL", "COP") for one in sides[0])
