"""Who did what to whom: the acts of the lexicon in the text, with the actors of the article in their roles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.done import arguments, coding, composing, echoing, judged, modality, worth
from chancery.extract.done.casting import Casting, Played
from chancery.extract.done.frames import Frames
from chancery.extract.done.grounds import Grounds
from chancery.extract.done.senses import Act
from chancery.extract.findings import Cast
from chancery.extract.setting import Setting
from chancery.lexicon import Lexicon
from chancery.model import Actor, Event, Place, Statement

# Whose bodies many states hold in common.
OF_STATES = frozenset({"EUR", "IGO", "UNO"})
# The class of words for what befalls a whole country or town.
PUBLIC = "public"
# These are deeds of their own, not ways of doing another ("hijacked a ship and killed two"); CAMEO's codes for what may be
# done to the same people one after the other: abducting, torturing and killing them.
DEEDS, HARMS = frozenset({"abduct", "destroy"}), frozenset({"181", "182", "185", "186"})
# What somebody says to another, who may turn it down.
ADDRESSED = frozenset({"REQUEST", "AGREE", "THREATEN", "ACCUSE"})
# What is said or done against whom an envoy is called home from.
UNFRIENDLY = frozenset({"REJECT", "ACCUSE", "SANCTION", "THREATEN"})
# The class of verbs by which somebody says that a blow was his, and within how many words of it he does.
BLOW, CLAIMING, CLAIMED = "ASSAULT", "claiming", 60
# What is done to the same people by one verb after the other ("arrested, beat and killed two men").
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION"})


def find_events(
    actors: tuple[Actor, ...],
    statements: tuple[Statement, ...],
    places: tuple[Place, ...],
    moods: modality.Modality,
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """Give the events of an article in text order, each with the status "occurred" until ``status`` judges it."""
    cast = Casting.of(Cast(actors), statements, lexicon)
    people, setting = cast.cast, Setting.of(moods.frames.doc, actors, places, lexicon)
    grounds = Grounds(actors, places, setting, lexicon.events.classed(PUBLIC))
    # In a sentence that names nobody, and no place, no one can play.
    spans = [(one, (one.start_char, one.end_char)) for one in moods.frames.doc.sents]
    named = [one for one, span in spans if people.any_in(span) or grounds.any_in(span)]
    found = moods.frames.acts(word for sentence in named for word in sentence)
    acts = [one for act in found for one in (act, *_turned_down(act, moods.frames))]
    acts = [composing.composed(act, moods, lexicon) for act in acts]
    played = [
        _with_own_troops(_manifold(_on_condition(part, moods, people), people), people)
        for act in acts
        for one in (act, *_perpetrated(act, cast, moods))
        if one.event and (part := worth.weighed(grounds.befallen(cast.play(one)), people, lexicon))
    ]
    played = echoing.echoed(moods.frames.doc, played, cast, lexicon)
    turned = [
        judged.of_what_is_named_again(
            judged.of_its_doer(part, played, people, lexicon), played[:number], people, lexicon
        )
        for number, part in enumerate(played)
    ]
    turned = [
        judged.of_whose_deal(judged.of_who_told_it(part, statements, lexicon), played, people, lexicon)
        for part in turned
    ]
    whole = [_of_the_accused(_recalled_from(_with_victims(part, turned), turned), turned) for part in turned]
    whole = _by_claimants(whole, lexicon)
    sentences = groupby(whole, key=lambda part: part.act.trigger.sent.start)
    once = [part for _, told in sentences for part in _told_once(list(told), people)]
    return tuple(coding.event(f"e{number}", part, lexicon) for number, part in enumerate(once, 1))


def _turned_down(act: Act, frames: Frames) -> list[Act]:
    """Give what nobody told turned down, which was said all the same ("a [call] by Mali for talks was ignored", "its [offer]
    to meet was rejected").
    """
    if act.event != "REJECT" or act.actor or act.core.pos_ != "VERB":
        return []
    said = [frames.doc[place] for place in sorted(act.covers - {act.core.i})]
    meant = (
        word for noun in said for word in (noun, *syntax.children(noun, "acl"), *syntax.obliques(noun, "of", "for"))
    )
    asked = (frames.sense_at(word) for word in meant)
    wrapped = (frames.wrapped(one) for one in asked if one is not None)
    return [one for one in wrapped if one.event in ADDRESSED]


def _perpetrated(act: Act, cast: Casting, moods: modality.Modality) -> list[Act]:
    """Give the blow for which somebody is told to be answerable, by nobody ("[Mali] is responsible for raids on Chad")."""
    word = act.core
    told = act.event == "ACCUSE" and act.by_speaker and word.pos_ in ("ADJ", "ADP") and bool(act.recipient)
    if not told or cast.play(act).actor or any(cue.status for cue in moods.around(word)):
        return []
    blows = [word.head] if word.pos_ == "ADP" else syntax.obliques(word)
    deeds = (deed for blow in blows if (deed := moods.frames.sense_at(blow)) and deed.event in HARM)
    return [replace(deed, actor=act.recipient) for deed in deeds]


def _on_condition(part: Played, moods: modality.Modality, cast: Cast) -> Played:
    """Let a threat that names nobody be made to whose deed would bring it on ("vowed to strike back [if Chad] attacks")."""
    common = all(
        (one := cast.by_id[ident]).kind == "organisation" and one.country in OF_STATES for ident in part.recipient
    )
    if part.act.event != "THREATEN" or not common:
        return part  # "restore [UN] sanctions unless Iran returns" is meant for Iran
    verbs = dict.fromkeys((part.act.trigger, part.act.core, *syntax.children(part.act.trigger, "xcomp")))
    told = [one for verb in verbs for one in syntax.children(verb, "advcl")]
    doers = (doer for clause in told if moods.unreal(clause) for doer in syntax.agents(clause))
    homes = {cast.by_id[ident].country for ident in part.actor}
    named = (ident for doer in doers for ident in cast.named_by(doer) if cast.by_id[ident].country not in homes)
    return replace(part, recipient=tuple(dict.fromkeys(named)) or part.recipient)


def _manifold(part: Played, cast: Cast) -> Played:
    """Call talks of three or more multilateral, unless another mode is told; also of "ministers from" three states.

    So are those that a body of many states holds with nobody told ("the African Union met").
    """
    if part.act.event != "CONSULT" or part.act.mode:
        return part
    sent = max((len(syntax.obliques(word, "of", "from")) for group in part.act.actor[:1] for word in group), default=0)
    actors = [cast.by_id[ident] for ident in part.actor]
    common = not part.recipient and any(one.kind != "person" and one.country in OF_STATES for one in actors)
    if max(len({*part.actor, *part.recipient}), sent) < 3 and not common:
        return part
    return replace(part, act=replace(part.act, mode="multilateral"))


def _with_own_troops(part: Played, cast: Cast) -> Played:
    """Call what a state does with so many soldiers of its own no joint deed ("launched drills with 5,000 troops")."""
    partners = [cast.by_id[ident] for ident in part.recipient]
    homes = {cast.by_id[ident].country for ident in part.actor} | {None}
    own = (one.kind == "group" and one.sector == "MIL" and one.country in homes for one in partners)
    if part.act.event != "COOPERATE" or part.act.cameo != "062" or not partners or not all(own):
        return part
    return replace(part, act=replace(part.act, event="MOBILIZE", mode="troops", cameo="150"), recipient=())


def _of_the_accused(part: Played, played: Sequence[Played]) -> Played:
    """Let what somebody demands of nobody be demanded of whom he accuses ("accused Mali of theft and [demanded] an apology")."""
    verb = part.act.trigger
    first = syntax.first_conjunct(verb)
    # "and urged all nations to act", but "and demanded an apology"
    told = "obj" if syntax.children(verb, "xcomp") else "iobj"
    asked = [*syntax.children(verb, told, "iobj"), *syntax.obliques(verb, "on", "of")]
    if part.act.event != "REQUEST" or part.recipient or asked or first.i == verb.i:
        return part
    blames = (one for one in played if one.act.event == "ACCUSE" and one.act.trigger.i == first.i)
    blamed = (one.recipient for one in blames if set(one.actor) == set(part.actor))
    return replace(part, recipient=next(blamed, ()))


def _with_victims(part: Played, played: Sequence[Played]) -> Played:
    """Let who suffers by the verbs after one without an object suffer by that one too ("arrested and tortured two men")."""
    verb = part.act.core
    if part.recipient or part.act.event not in HARM or verb.pos_ != "VERB" or syntax.objects(verb):
        return part
    after = [child for child in verb.children if child.i > verb.i and child.dep_ not in ("punct", "cc", "advmod")]
    joined = [child.i for child in after if child.dep_ == "conj"] if all(one.dep_ == "conj" for one in after) else []
    same = (other for other in played if other.act.core.i in joined and other.act.event in HARM)
    suffered = [other.recipient for other in same if set(other.actor) == set(part.actor)]
    return replace(part, recipient=suffered[-1]) if suffered else part


def _recalled_from(part: Played, played: Sequence[Played]) -> Played:
    """Let who calls his envoy home do so from whom he blames beside ("rejected Mali's charge and [recalled] its envoy"), or
    others in the same sentence do ("Chad broke ties with Mali, while Togo [recalled] its envoy")."""
    if (part.act.event, part.act.mode) != ("SANCTION", "withdraw") or part.recipient or part.act.core.pos_ != "VERB":
        return part
    joined = syntax.first_conjunct(part.act.core).i
    beside = [deed for deed in played if deed is not part and syntax.first_conjunct(deed.act.core).i == joined]
    harsh = [deed.recipient for deed in beside if deed.act.event in UNFRIENDLY and set(deed.actor) == set(part.actor)]
    here = (deed for deed in played if deed.act.trigger.sent.start == part.act.trigger.sent.start and deed is not part)
    others = [deed.recipient for deed in here if deed.act.event in UNFRIENDLY and deed.recipient]
    elsewhere = [who for who in others if not set(who) & set(part.actor)]
    return replace(part, recipient=(harsh or elsewhere)[-1]) if harsh or elsewhere else part


def _by_claimants(played: Sequence[Played], lexicon: Lexicon) -> list[Played]:
    """Let who claims a blow have struck those of whom it is told, shortly before or after, that it hit them."""
    claiming = lexicon.events.classed(CLAIMING)
    claims = [
        part
        for part in played
        if part.act.event == BLOW and part.act.core.lemma_ in claiming and part.actor and not part.recipient
    ]
    told: dict[int, Played] = {}
    for claim in claims:
        place = claim.act.trigger
        blows = [
            (number, part)
            for number, part in enumerate(played)
            if part.act.event == BLOW
            and part.recipient
            and not part.actor
            and number not in told
            and -CLAIMED < place.i - part.act.trigger.i < CLAIMED
        ]
        if blows:
            number, blow = min(blows, key=lambda one: abs(place.i - one[1].act.trigger.i))
            told[number] = replace(blow, actor=claim.actor)
            told[played.index(claim)] = claim
    return [told.get(number, part) for number, part in enumerate(played) if told.get(number) is not part]


def _told_once(played: Sequence[Played], cast: Cast) -> list[Played]:
    """Leave out what a sentence tells twice, an event noun beside its verb, the same act by the same people.

    Of two tellings by the same actor the one that names a recipient stays.
    """
    kept: list[Played] = []
    for part in played:
        wholes = ((number, _whole(other, part, cast) or _whole(part, other, cast)) for number, other in enumerate(kept))
        number, whole = next(((number, whole) for number, whole in wholes if whole), (0, None))
        if whole is not None:
            kept[number] = whole
            continue
        same = (number for number, other in enumerate(kept) if _same(part, other) or _victims(other, part, cast))
        twin = next(same, None)
        if twin is None:
            kept.append(part)
        elif not kept[twin].recipient and part.recipient and set(kept[twin].actor) <= set(part.actor):
            kept[twin] = part if part.act.mode else _in_manner(part, kept[twin])
        else:
            told = kept[twin] if kept[twin].act.mode else _in_manner(kept[twin], part)
            told = replace(told, actor=told.actor or tuple(one for one in part.actor if one not in told.recipient))
            kept[twin] = _by_whom_it_hit(told, part, cast)
    return kept


def _by_whom_it_hit(one: Played, other: Played, cast: Cast) -> Played:
    """Let those killed stand for a building of no known state that was hit ("hit a school, killing two Ukrainian teachers"),
    or beside whom the blow hit, where they are of another state ("attacked a Greek ship, killing two Filipinos").
    """
    struck, killed = ([cast.by_id[ident] for ident in part.recipient] for part in (one, other))
    known = {who.country for who in killed} - {None, *(who.country for who in struck)}
    if {one.act.event, other.act.event} != {"ASSAULT"} or not known:
        return one
    if all(map(_is_place, struck)):
        return replace(one, recipient=other.recipient)
    foreign = [who.id for who in killed if who.country in known and who.id not in one.actor]
    deed = other.act.core
    behind = deed.tag_ == "VBG" and deed.dep_ == "advcl" and not syntax.prepositions(deed)
    return replace(one, recipient=(*one.recipient, *foreign)) if behind and one.recipient else one


def _in_manner(one: Played, other: Played) -> Played:
    """Give an act the mode that its other telling has ("shot and killed")."""
    told = other.act
    if told.event != one.act.event or not told.mode:
        return one
    act = replace(one.act, mode=told.mode, cameo=told.cameo, because=(*one.act.because, *told.because))
    return replace(one, act=act)


def _halves(one: Played, other: Played, cast: Cast) -> bool:
    """Does a clause tell who dealt the blow that the clause above tells the victims of ("12 died when a Russian missile hit")?

    So does what is said of the weapon ("a rocket fired by rebels hit a school"), be it read as a mere show of arms, or of the
    blow ("was hit in a bombing claimed by rebels").
    """
    clause = other.act.trigger
    armed = clause.dep_ == "acl" and clause.head.arc in ("nsubj", "obl") and clause.head.head.i == one.act.trigger.i
    blows = ("ASSAULT", "MOBILIZE") if armed else ("ASSAULT",)
    if one.act.event != "ASSAULT" or other.act.event not in blows or one.act.trigger.pos_ != "VERB":
        return False
    below = armed or (clause.dep_ == "advcl" and clause.head.i == one.act.trigger.i)
    places = {ident for ident in other.recipient if _is_place(cast.by_id[ident])}
    apart = set(other.recipient) - {*one.recipient, *places} and not arguments.owned_by_pronoun(other.act.recipient[:1])
    told = not one.actor or (armed and set(one.actor) == set(other.actor))
    return below and bool(one.recipient and other.actor) and told and not apart


def _is_place(actor: Actor) -> bool:
    """Is this a building or post of nobody known ("a military base")?"""
    return actor.kind == "organisation" and not actor.country


def _whole(victims: Played, blow: Played, cast: Cast) -> Played | None:
    """Give one act of the victims and of who dealt the blow, None where they are two."""
    if not _halves(victims, blow, cast):
        return None
    same = blow.act.mode and blow.act.event == victims.act.event
    act = replace(victims.act, mode=blow.act.mode, cameo=blow.act.cameo) if same else victims.act
    return replace(victims, act=replace(act, because=(*act.because, *blow.act.because)), actor=blow.actor)


def _same(one: Played, other: Played) -> bool:
    if other.act.about == one.act.event and _purpose(one.act, other.act):
        return True
    if _helps(one, other) or _aimed(other.act, one.act):
        return True
    if one.act.event != other.act.event or one.act.trigger.sent.start != other.act.trigger.sent.start:
        return False
    if _unfolded(other, one):
        return True
    if one.act.mode != other.act.mode and (one.act.event != "ASSAULT" or _two_deeds(one, other)):
        return False
    if _purpose(one.act, other.act) and not set(one.actor) - set(other.actor):
        return True
    if _toll(one.act, other.act) or _toll(other.act, one.act):
        return True
    if _coordinated(one.act, other.act):
        return False
    if one.actor and other.actor and not (one.act.mutual or set(one.actor) & {*other.actor, *other.recipient}):
        return False
    ones, others = {*one.actor, *one.recipient}, {*other.actor, *other.recipient}
    return (ones <= others or others <= ones) and not (_answers(one, other) or _answers(other, one))


def _answers(one: Played, other: Played) -> bool:
    """Does who suffers the one do the other, to somebody else or in return ("a quarrel with Iran, which condemned Israel",
    "shelled Chad after Chad shelled Mali")?"""
    suffering = bool(set(other.actor) & set(one.recipient)) and not other.act.mutual
    returned = set(other.recipient) == set(one.actor) and not one.act.mutual
    return suffering and (returned or bool(set(other.recipient) - set(one.actor)))


def _coordinated(one: Act, other: Act) -> bool:
    """Are these two verbs of one clause, each with an object of its own ("signed a pact and thanked Chad")?"""
    verbs = [act.core for act in (one, other) if act.core.pos_ == "VERB" and syntax.children(act.core, "obj")]
    return (
        len(verbs) == 2
        and verbs[0].i != verbs[1].i
        and syntax.first_conjunct(verbs[0]).i == syntax.first_conjunct(verbs[1]).i
    )


def _toll(one: Act, other: Act) -> bool:
    """Does the one tell only what the blow that the other names did ("a raid [killed] two", "two were [killed] in a raid")?"""
    verb = one.core
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if one.event != "ASSAULT" or verb.pos_ != "VERB":
        return False
    blows = [verb.head] if verb.dep_ == "acl:relcl" else syntax.own_subjects(verb)[:1]
    if syntax.is_passive(verb) and not other.mutual:
        blows = syntax.obliques(verb, "in", "by", "during")
    dealt = [blow.head for blow in blows if blow.arc == "obl" and syntax.prepositions(blow) in ("in", "during")]
    return any(word.i == other.core.i for word in (*blows, *dealt))


def _victims(one: Played, other: Played, cast: Cast) -> bool:
    """Does the other, behind the blow, tell only how many of no known state it killed ("a raid hit a camp, [killing] ten")?"""
    verb, above = other.act.core, other.act.core.head
    if (
        {one.act.event, other.act.event} != {"ASSAULT"}
        or verb.tag_ != "VBG"
        or verb.dep_ != "advcl"
        or verb.i < above.i
    ):
        return False
    struck = one.act.core.i in (above.i, *(noun.i for noun in syntax.own_subjects(above)))
    unknown = not any(cast.by_id[ident].country for ident in other.recipient)
    return struck and unknown and set(other.actor) <= set(one.actor)


def _helps(one: Played, other: Played) -> bool:
    """Is the one only what help is given or promised for ("donated ambulances to [support] hospitals")?"""
    for_aid = one.act.event == "SUPPORT" and "AID" in (other.act.event, other.act.about)
    same = one.recipient == other.recipient and set(one.actor) <= set(other.actor)
    return for_aid and same and _purpose(one.act, other.act)


def _aimed(one: Act, other: Act) -> bool:
    """Does the one tell only at whom what the other fires is aimed ("fired rockets [aimed] at Chad")?"""
    shown = (
        (other.event, other.mode) == ("MOBILIZE", "weapons") and other.core.dep_ == "acl" and other.core.tag_ == "VBN"
    )
    return shown and one.event == "ASSAULT" and other.core.head.head.i == one.core.i


def _two_deeds(one: Played, other: Played) -> bool:
    """Are these two deeds, to different victims ("hijacked a ship and killed two") or the same ("kidnapped and killed him")?"""
    verbs = [part.act.core for part in (one, other) if part.act.core.pos_ == "VERB"]
    if len(verbs) < 2 or one.act.trigger.i == other.act.trigger.i:
        return False
    harms = {part.act.cameo[:3] for part in (one, other) if part.act.cameo}
    joined = syntax.first_conjunct(verbs[0]).i == syntax.first_conjunct(verbs[1]).i
    if joined and len(harms) == 2 and harms <= HARMS:
        return True
    return not set(one.recipient) & set(other.recipient) and bool({one.act.mode, other.act.mode} & DEEDS)


def _unfolded(one: Played, other: Played) -> bool:
    """Does the other tell in what the one consists, that says only its type ("retaliated by [expelling] envoys")?"""
    deed = other.act.core
    how = deed.tag_ == "VBG" and deed.dep_ == "advcl" and deed.head.i == one.act.core.i
    return how and syntax.prepositions(deed) == "by" and not one.act.mode and one.actor == other.actor


def _purpose(one: Act, other: Act) -> bool:
    """Does the one act only unfold the other ("meet to discuss")?"""
    return other.core.is_ancestor(one.core) and one.core.dep_ in ("advcl", "xcomp", "obl", "nmod")
