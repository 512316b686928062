"""Which acts, once it is known who plays in them, are worth a line of the record; figures of speech taken for what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.done import befalling, literal, private
from chancery.extract.done.casting import Played
from chancery.extract.done.literal import ARMED
from chancery.extract.done.senses import Act
from chancery.extract.findings import Cast, only_speaks
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import INTERNATIONAL
from chancery.model import Actor
from chancery.tokens import Token


def weighed(part: Played, cast: Cast, lexicon: Lexicon) -> Played | None:
    """Give an act as what it means, None where it is worth no line."""
    if literal.strange(part.actor, part.act.actor, cast, lexicon, owned=part.act.event == "REQUEST"):
        # A bombing may claim lives, but no debate promises anything.
        if part.act.event in SPOKEN:
            return None
        part = replace(part, actor=())
    # Nobody marches against a paper, though it seems to say something.
    if literal.strange(part.recipient, part.act.recipient, cast, lexicon, papers=part.act.event != "PROTEST"):
        part = replace(part, recipient=())
    meant = _literal(befalling.befallen(part, cast, lexicon), cast, lexicon)
    if (
        meant is None
        or not _somebody(meant, cast)
        or not _between_two(meant, cast, lexicon)
        or not _public(meant, cast, lexicon)
    ):
        return None
    if private.personal(meant, cast) or not literal.meant(meant, cast, lexicon):
        return None
    idle = (_to_nobody, _asked_by_press, _trade, _at_home, private.own_force, befalling.others_blows)
    return None if any(is_idle(meant, cast) for is_idle in idle) else meant


# A noun of these alone ("US sanctions on Iran", "support for Kyiv") names a state of things, not a happening.
STATES = frozenset({"SANCTION", "AID", "SUPPORT", "THREATEN", "COOPERATE", "AGREE"})
# These are done to somebody or with somebody.
DYADIC = frozenset({"AID", "COOPERATE", "SANCTION", "CONSULT"})
# These are done together.
MUTUAL = frozenset({"COOPERATE", "CONSULT"})
# These nouns tell a happening only where both who did it and to whom are told, the latter at least by the verb above.
TOLD_IN_FULL = frozenset({"REQUEST", "ACCUSE", "REJECT", "COERCE", "MOBILIZE"})
# Acts of good will and of speech.
SPOKEN = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})

# Of words, who said them is half of what is told; only charges and inquiries are often brought by nobody in sight, and
# envoys are summoned. Armies speak for themselves of what they do in arms.
WORDS = SPOKEN - {"AID", "COOPERATE", "THREATEN"}
CHARGED = frozenset({"allege", "investigate"})
ENVOYS = "diplomatic"
IN_ARMS = "military"


def _somewhere(verb: Token) -> bool:
    """Does a verb lead to a place that has a name?"""
    return any(word.ent_type_ in ("GPE", "LOC", "FAC") for word in (*syntax.obliques(verb), *syntax.objects(verb)))


def _somebody(part: Played, cast: Cast) -> bool:
    """Does anybody known take part?

    What a speaker calls another is nothing without the speaker or the other (whom a threat may leave unnamed), a verb without
    tense nothing without its doer ("pressure to act"), a visit nothing without a host or a place, a noun of praise or blame
    nothing without the other ("had no support", "his criticism").
    """
    act = part.act
    if act.by_speaker:
        return bool(part.actor and (part.recipient or (act.event == "THREATEN" and not act.recipient)))
    if act.event in SPOKEN and not part.recipient and _unheard_of(part, cast):
        return False
    if _is_title(act, cast) or befalling.outfitted(part) or befalling.likened(part):
        return False
    if act.kinds[-1:] == ("future",):
        return bool(part.actor) and (bool(part.recipient) or _confer(part, cast))
    if not part.actor and act.event in SPOKEN and act.trigger.tag_ in ("VB", "VBG"):
        return False
    if (
        not part.actor
        and act.event in WORDS
        and act.mode not in CHARGED
        and not (act.event == "ACCUSE" and ENVOYS in act.contexts)
        and not befalling.nominal(act.trigger)
        and not _granted(part)
    ):
        return False
    if act.mode == "visit" and not part.recipient and not _somewhere(act.trigger):
        return False
    if _only_felt(act) and not part.recipient:
        return False
    if befalling.nominal(act.trigger) and not _noun_tells(part):
        return False
    return bool(part.actor or part.recipient or part.place)


def _unheard_of(part: Played, cast: Cast) -> bool:
    """Does nobody act of whom more is known than that he, or a paper, seems to say something ("the plan calls for")?"""
    actors = [cast.by_id[ident] for ident in part.actor]
    return bool(actors) and all(only_speaks(one) and not (one.country or one.sector) for one in actors)


def _confer(part: Played, cast: Cast) -> bool:
    """Will those meet each other who are the body of many states, or act for it ("[EU leaders] will meet")?"""
    actors = [cast.by_id[ident] for ident in part.actor]
    return part.act.about == "CONSULT" and any(one.kind != "person" and one.country in INTERNATIONAL for one in actors)


def _is_title(act: Act, cast: Cast) -> bool:
    """Does a noun only say of what kind a body is ("the [prosecution] service", "the [sanctions] committee")?"""
    body = act.trigger.head
    named = (cast.by_id[ident] for ident in cast.named_by(body)) if act.trigger.dep_ == "compound" else ()
    return any(actor.kind == "organisation" for actor in named)


def _only_felt(act: Act) -> bool:
    """Is somebody only said to be worried or upset, or to complain of a thing, which blames nobody unless somebody is named?"""
    if act.mode != "disapprove":
        return False
    verb = act.core
    moaned = bool(syntax.children(verb, "ccomp")) and not syntax.objects(verb)
    judged_by = any(
        syntax.prepositions(syntax.first_conjunct(word)) == "by" for group in act.actor[:1] for word in group
    )
    return verb.pos_ == "ADJ" or moaned or (syntax.is_passive(verb) and not judged_by)


def _granted(part: Played) -> bool:
    """Is something lifted or granted by nobody told, as only those can who rule ("the curfew was lifted")?"""
    return part.act.event == "CONCEDE" and syntax.is_passive(part.act.core)


def _noun_tells(part: Played) -> bool:
    """Are those known without whom a noun tells no happening: a talk or a deal needs two, praise and blame need the other?"""
    act, players = part.act, {*part.actor, *part.recipient}
    both = bool(part.actor and part.recipient)
    if act.event == "SUPPORT" or (act.event == "AGREE" and act.mutual and not both):
        return both
    if act.mode in ("allege", "disapprove") and not part.recipient and len(players) < 2:
        return False
    if act.trigger.i != act.core.i:
        return True
    if (act.event, act.mode) == ("RETREAT", "release"):
        return bool(part.recipient)
    if act.event == "CONSULT":
        return len(players) > 1
    if not act.hosted and act.event in STATES and act.mode not in ("convict", "expel"):
        return False
    full = act.event not in TOLD_IN_FULL or act.mode is not None
    return full or bool(part.actor and (part.recipient or act.hosted))


# What private people and firms without a state agree, pay or say to each other is nobody's policy.
PRIVATE = frozenset({None, "BUS", "CVL", "EDU", "MED", "ELI"})
PRIVATE_ACTS = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
# What a government does to its own country, with nobody named.
RULED = frozenset({"CONCEDE", "RETREAT", "COERCE"})
# What people of one country let each other do, give, pay or bring each other to is policy only where one of them rules.
POLICY = frozenset({"AID", "CONCEDE", "COOPERATE", "COERCE", "ASSAULT"})
CAMPAIGNERS = frozenset({"GOV", "PTY", "LEG", "ELI"})
# What firms do that all the world feels.
FELT = frozenset({"ASSAULT", "PROTEST"})
# Bodies that never bear arms; a blow of such without a weapon told is a figure of speech ("battled his rival", "hit
# consumers").
UNARMED = frozenset({"BUS", "EDU", "MED", "JRN", "PTY", "LEG", "JUD", "SOC"})
# Blows with what only armies have are war, however plain the verb ("a rocket hit a bus in Israel"); worms are harm to anybody.
MILITARY = frozenset({"heavy-weapons", "aerial", "drone", "cyber", "suicide-attack", "explosives"})


def _public(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Is one of the players a state, or of one, or of public life? Trade with nobody told needs a verb and a state's own."""
    players = [cast.by_id[ident] for ident in (*part.actor, *part.recipient)]
    if part.act.event == "COOPERATE" and len(players) < 2:
        return part.act.trigger.pos_ == "VERB" and any(map(literal.rules, players))
    alone = not part.recipient and all(actor.kind == "person" for actor in players)
    if part.act.event == "AGREE" and not part.act.about and not part.recipient:
        at_war = IN_ARMS in part.act.contexts and any(one.sector in ARMED or literal.rules(one) for one in players)
        return at_war or any(actor.kind == "state" or _governs(actor) for actor in players)
    if part.act.event == "CONSULT" and (part.act.mode == "multilateral" or _among_officials(part, lexicon)):
        return bool(part.actor)
    wish = alone and part.act.event == "REQUEST"
    if part.act.event not in PRIVATE_ACTS and not wish:
        return True
    return any(actor.country or actor.sector not in PRIVATE for actor in players)


def _among_officials(part: Played, lexicon: Lexicon) -> bool:
    """Are those who talk told in the plural by what they do for a state ("negotiators met")?"""
    words = [word for group in part.act.actor[:1] for word in group if word.tag_ == "NNS"]
    return any(literal.in_class(name, word, lexicon) for name in ("@official", "@diplomat") for word in words)


def _between_two(part: Played, cast: Cast, lexicon: Lexicon) -> bool:
    """Do words of everyday life ("help", "hurt", "want") tell an act of one who is known on another, one of public life?

    What a state or its government lets be or forbids ("allow") needs no other, nor do the blows of an armed body.
    """
    act = part.act
    named = {word.i for group in act.recipient for word in group if cast.named_by(word)}
    alone = act.event == "CONCEDE" or act.covers <= {act.core.i, act.trigger.i, *named}
    if (
        act.by_speaker
        or act.kinds[-1:] == ("accuse",)
        or not alone
        or not literal.of_verb_class("@everyday", act, lexicon)
    ):
        return True
    players = [cast.by_id[ident] for ident in (*part.actor, *part.recipient)]
    actors = players[: len(part.actor)]
    if act.event in RULED and any(actor.kind == "state" or _governs(actor) for actor in actors):
        return True
    armed = any(actor.sector in ARMED for actor in players)
    if act.mode in MILITARY or (act.event == "ASSAULT" and (armed or literal.harms(act, lexicon))):
        return True
    if not (part.actor and part.recipient):
        return befalling.let_go(part, cast)
    if act.meant in POLICY and not (act.event == "ASSAULT" and act.mode):
        homes = {actor.country for actor in players if actor.country}
        return len(homes) > 1 or any(literal.rules(actor) for actor in actors)
    if act.event == "SUPPORT" and all(actor.sector in CAMPAIGNERS - {"GOV"} or _is_public(actor) for actor in actors):
        # Thanks to those who came to listen are nobody's support.
        players = players[len(part.actor) :]
    return any(actor.country or actor.sector not in PRIVATE for actor in players)


def _governs(actor: Actor) -> bool:
    return actor.kind in ("organisation", "group") and actor.sector == "GOV"


def _to_nobody(part: Played, cast: Cast) -> bool:
    """Does somebody who does not act for a state help, punish or meet nobody who is named?"""
    act = part.act
    if act.event not in DYADIC or act.mode in ("visit", "convict") or len({*part.actor, *part.recipient}) > 1:
        return False
    actors = [cast.by_id[ident] for ident in part.actor]
    if act.event == "CONSULT" and not (act.contexts or part.recipient):
        return True  # "sent emails", to nobody told
    if act.event in MUTUAL and act.core.pos_ == "VERB" and not actors:
        # "talks were held with Iran", but nobody "worked with the police" or "was informed"
        return not (syntax.is_passive(act.core) and act.contexts)
    if act.event in MUTUAL and _several(part):
        return False
    return not part.recipient and not any(actor.kind == "state" or actor.sector in ("GOV", "MIL") for actor in actors)


def _several(part: Played) -> bool:
    """Is the actor told in the plural, so that what is done is done with each other ("the parties formed an alliance")?"""
    words = [word for group in part.act.actor[:1] for word in group]
    return bool(part.actor) and any(word.tag_ in ("NNS", "NNPS") for word in words)


def _literal(part: Played, cast: Cast, lexicon: Lexicon) -> Played | None:
    """Take a figure of speech for what it means: attacks in words are accusations, a campaign's rally no protest."""
    act = part.act
    actors = [cast.by_id[ident] for ident in part.actor]
    suffering = [cast.by_id[ident] for ident in part.recipient]
    if act.event == "PROTEST" and literal.of_class("@rally", act, lexicon):
        return None if _campaigns(act, actors) else part
    if act.event == "PROTEST" and literal.of_class("@complaining", act, lexicon) and _by_states(act, actors):
        return replace(part, act=replace(act, event="ACCUSE", mode="disapprove", cameo="114", contexts=()))
    if literal.of_beasts(act, lexicon):
        return None
    plain = act.mode in (None, "destroy") or _are_rivals(actors, suffering)
    if act.event != "ASSAULT" or not plain or not literal.of_class("@soft", act, lexicon):
        return part
    if not actors:
        return None if _jibe(act, suffering, lexicon) or _contest(act, suffering, lexicon) else part
    if _sallies(act, actors, suffering, lexicon):
        return None
    if literal.harms(act, lexicon) or not _all_disarmed(actors, suffering):
        return part
    if not literal.of_class("@verbal", act, lexicon):
        return None
    return replace(part, act=replace(act, event="ACCUSE", mode="disapprove", cameo="111", contexts=()))


def _by_states(act: Act, actors: Sequence[Actor]) -> bool:
    """Do those protest by a verb who do not march: states, their governments, those who speak for them?"""
    speaks = (one.kind == "state" or (one.sector == "GOV" and one.kind != "group") for one in actors)
    return act.core.pos_ == "VERB" and bool(actors) and all(speaks)


def _campaigns(act: Act, actors: Sequence[Actor]) -> bool:
    """Is a rally one at which somebody of public life only speaks ("at a rally in Iowa, she said"), or one of nobody told?"""
    if actors:
        return all(actor.sector in CAMPAIGNERS or _is_public(actor) for actor in actors)
    return act.core.pos_ != "VERB" and not syntax.obliques(act.core, "against", "over", "outside")


def _are_rivals(actors: Sequence[Actor], suffering: Sequence[Actor]) -> bool:
    """Are all on both sides known people of one country, none of them armed? The words around them may still tell of guns."""
    players = [*actors, *suffering]
    return bool(suffering) and all(map(_is_public, players)) and len({actor.country for actor in players}) == 1


def _jibe(act: Act, suffering: Sequence[Actor], lexicon: Lexicon) -> bool:
    """Does somebody unnamed attack people of public life, with nothing that tells of a blow, or "attacks" be made on them?"""
    told = act.core.tag_ == "NNS" or (act.core.pos_ == "VERB" and not syntax.is_passive(act.core))
    return told and bool(suffering) and literal.of_class("@verbal", act, lexicon) and all(map(_is_public, suffering))


def _sallies(act: Act, actors: Sequence[Actor], suffering: Sequence[Actor], lexicon: Lexicon) -> bool:
    """Are these the "attacks" of somebody without arms on nobody told ("did not limit her attacks to")?"""
    told = act.core.tag_ == "NNS" and not suffering and literal.of_class("@verbal", act, lexicon)
    return told and all(one.kind == "person" and one.sector not in ARMED for one in actors)


def _contest(act: Act, suffering: Sequence[Actor], lexicon: Lexicon) -> bool:
    """Is a contest with people of public life told by a noun alone ("the battle with Clinton")?"""
    alone = befalling.nominal(act.core) and act.mode is None and not literal.of_class("@verbal", act, lexicon)
    return alone and bool(suffering) and all(_is_public(one) or one.sector in ("PTY", "LEG") for one in suffering)


def _is_public(actor: Actor) -> bool:
    """Is this a known person, none of them armed?"""
    return actor.kind == "person" and bool(actor.country or actor.identifier) and actor.sector not in ARMED


def _all_disarmed(actors: Sequence[Actor], suffering: Sequence[Actor]) -> bool:
    """Can all only strike in words, or those of them who are named, with helpers of whom nothing is known ("and her allies")?"""
    leading = [actor for actor in actors if not _follows(actor)]
    return bool(leading) and all(_disarmed(actor, suffering) for actor in leading)


def _follows(actor: Actor) -> bool:
    return actor.kind == "group" and actor.sector is None


def _disarmed(actor: Actor, suffering: Sequence[Actor]) -> bool:
    """Can one only strike in words: a body that bears no arms, or somebody of public life among his own kind?"""
    if actor.kind in ("organisation", "group"):
        return actor.sector in UNARMED
    if suffering and _is_public(actor) and all(map(_is_public, suffering)):
        return True
    if actor.kind != "person":
        return False
    if actor.sector in UNARMED and all(one.kind == "state" for one in suffering):
        return True
    if actor.sector in CAMPAIGNERS - {"GOV"}:
        return not any(one.sector in ARMED for one in suffering)
    return bool(actor.sector) and actor.sector not in ARMED and not any(map(_foe, suffering))


def _foe(other: Actor) -> bool:
    """Is the other one of those whom somebody in power may have shot at: a state, an armed body, a people or a crowd?"""
    return other.sector in ARMED or (other.kind != "person" and bool(other.country))


def _asked_by_press(part: Played, cast: Cast) -> bool:
    """Does the press only put its questions, or hear somebody's answers ("told reporters") or none ("refused to meet them")?"""
    if part.act.core.lemma_.lower() == "tell" and part.recipient:
        return all(cast.by_id[ident].sector == "JRN" for ident in part.recipient)
    if part.act.mode in ("assist", "yield"):
        return False
    sides = [[cast.by_id[ident] for ident in side] for side in (part.actor, part.recipient)]
    shunned = part.act.event == "REJECT" and part.act.mode == "meet"
    asked = sides if shunned else sides[: {"REQUEST": 1, "CONSULT": 2}.get(part.act.event or "", 0)]
    return any(side and all(actor.sector == "JRN" for actor in side) for side in asked)


def _trade(part: Played, cast: Cast) -> bool:
    """Is this the business of firms among themselves, with their staff or their customers?"""
    players = [cast.by_id[ident] for ident in (*part.actor, *part.recipient)]
    if part.act.event == "ACCUSE" and any(map(_is_public, players)):
        return False
    if part.act.event in FELT or not any(actor.sector == "BUS" for actor in players[: len(part.actor)]):
        return False
    if len({actor.country for actor in players if actor.country}) > 1:
        return False
    return all(actor.sector == "BUS" or (actor.sector is None and actor.kind != "state") for actor in players)


def _at_home(part: Played, cast: Cast) -> bool:
    """Does somebody only travel in his own country, or to a party of his own, or mean to?"""
    travels = part.act.mode == "visit" or (part.act.event == "AGREE" and part.act.about == "CONSULT")
    if (part.act.event, part.act.mode) == ("REQUEST", "meet") and part.actor and part.recipient:
        ruled = all(
            (one := cast.by_id[ident]).kind == "organisation" and one.sector == "GOV" for ident in part.recipient
        )
        return ruled and len({cast.by_id[ident].country for ident in (*part.actor, *part.recipient)}) == 1
    if not travels or not part.recipient:
        return False
    actors = [cast.by_id[ident] for ident in part.actor]
    hosts = [cast.by_id[ident] for ident in part.recipient]
    parties = all(host.sector == "PTY" for host in hosts)
    homes, theirs = {actor.country for actor in actors}, {host.country for host in hosts}
    if parties:
        return bool(actors) and theirs <= homes | {None}
    return all(host.kind in ("state", "place") for host in hosts) and bool(actors) and homes == theirs
