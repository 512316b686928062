"""What the words around an act make of it: "will meet" is AGREE, "will not release" REJECT, one's own blow to come THREATEN."""

from __future__ import annotations

from msgspec.structs import replace

from chancery.extract import clauses, syntax
from chancery.extract.done.modality import Modality
from chancery.extract.done.senses import Act
from chancery.extract.done.weighing import Cue
from chancery.lexicon import Lexicon
from chancery.tokens import Token

# What somebody does by saying what he will do.
THREAT = "THREATEN"
ANNOUNCED = THREAT, "CONCEDE"
# What is said of somebody whom others should praise or blame, the speaker does in saying so.
JUDGED = "SUPPORT", "ACCUSE"
# What is good only so praises nobody ("must be strong", "could be a model").
UNSURE = frozenset({"considered", "hypothetical"})
# Harsh words and demands that somebody will not utter refuse nobody anything.
HARSH = frozenset({"ACCUSE", "REQUEST", THREAT})
# The class of verbs of standing in the way of what another wants.
OPPOSING = "@opposing"
# Who is said to break the law is accused of it.
DEFIANCE = "128"

# The class of verbs of warning.
CAUTIONING = "@cautioning"
# The class of verbs for what others are said to do, and nobody says of himself.
WRONGDOING = "@wrongdoing"


def composed(act: Act, modality: Modality, lexicon: Lexicon) -> Act:
    """Let the words around an act change what it is: "will meet" is AGREE, "will not release" is REJECT.

    What will not come about ("talks will not go ahead") nobody is told to have refused. In somebody's mouth, another's duty
    is a REQUEST and one's own hostile act to come is a THREATEN.
    """
    if act.event is None or _spares(act, modality, lexicon):
        return replace(act, event=None)
    cues = modality.around(act.trigger)
    if act.by_speaker:
        return _spoken(act, cues, lexicon)
    if _rules_out(act):
        return replace(act, event="REJECT", cameo="120")
    states = {cue.status for cue in cues if cue.status not in (None, "occurred")}
    if _is_wrong(act, lexicon) and _only_may(cues):
        return _blamed(act, cues, lexicon)
    if any(cue.row.where == "governor" for cue in cues):
        act = replace(act, hosted=True)
    # Who "must not" do a thing is asked not to; who "does not have to" is asked for nothing.
    asked = [
        cue
        for place, cue in enumerate(cues)
        if cue.row.asks and not _braced(cues[:place]) and ("negated" not in states or cue.row.where == "auxiliary")
    ]
    # Nor is one told his duty by a condition ("[should] Chad leave the pact").
    conditions = {cue.token.i for cue in cues if cue.conditional}
    told = _of_duty(act, cues, asked, lexicon) if asked and act.trigger.i not in conditions else None
    if told:
        return told
    if "hypothetical" in states and states <= {"hypothetical", "future"} and _may_be(act, cues) and not _missed(act):
        # Who says that he may yield has yielded nothing yet.
        heard = _threatened(act, cues, lexicon)
        mild = heard.said_of_self is not None and heard.said_of_self.event == "CONCEDE" and "future" not in states
        return act if mild else heard
    if "future" not in states or states - {"future", "negated"}:
        return act
    if "negated" in states:
        return _refused(act, cues, lexicon)
    made = _made("future", act, lexicon, ())
    return made or _threatened(act, cues, lexicon)


def _rules_out(act: Act) -> bool:
    """Does somebody vow to nobody that something will not be ("vowed that no state would be founded")?"""
    told = syntax.children(act.core, "ccomp") if act.event == "AGREE" and act.core.pos_ == "VERB" else []
    bare = not act.about and not act.kinds and not syntax.children(act.core, "iobj", "obj")
    return bare and any(map(syntax.negation, (who for one in told for who in syntax.own_subjects(one))))


def _spares(act: Act, modality: Modality, lexicon: Lexicon) -> bool:
    """Does somebody refuse only to harm another, who is refused nothing ("refused to [strike] Chad")?"""
    verb, frames = act.core, modality.frames
    if act.event != "REJECT" or act.kinds or frames.operator_at(verb, ("refuse",)) is None:
        return False
    words = [word for deed in syntax.children(verb, "xcomp") for word in (deed, *syntax.objects(deed))]
    deeds = (frames.sense_at(word) for word in words)
    return any(deed.event is not None and lexicon.codebook.events[deed.event].quad > 2 for deed in deeds if deed)


def _braced(inner: list[Cue]) -> bool:
    """Is what comes only what somebody is to be ready for ("must be [ready for] an attack")?"""
    return any(cue.row.where == "governor" and cue.status == "hypothetical" and not cue.row.asks for cue in inner)


def _is_wrong(act: Act, lexicon: Lexicon) -> bool:
    """Is an act one that nobody owns to, as who breaks a law or meddles in an election?"""
    wrong = _stands_in(WRONGDOING, act.core, lexicon)
    return (act.event == "REJECT" and act.cameo == DEFIANCE) or (act.core.pos_ == "VERB" and wrong and not act.kinds)


def _only_may(cues: list[Cue]) -> bool:
    """Is an act told as done, or as one that may, would or will be ("may have broken the law"), on no condition?"""
    open_ = [cue for cue in cues if cue.status]
    return all(cue.row.where == "auxiliary" and cue.status in ("hypothetical", "future") for cue in open_)


def _refused(act: Act, cues: list[Cue], lexicon: Lexicon) -> Act:
    """Let who will not do a thing refuse it, and who will not utter harsh words or demands do nothing."""
    if any(cue.row.where == "subject" for cue in cues) or act.mode == "allege" or _is_unseen(act, cues):
        return act
    if any(_stopped(act, cue) for cue in cues):  # "will block France's aid to Chad"
        return act
    if act.event in HARSH:
        return replace(act, event=None)
    if _stands_aside(act, lexicon):
        about = act.about or act.event
        return replace(act, event="AGREE", mode=None, cameo="030", about=about, because=(*act.because, *_causes(cues)))
    return _made("refuse", act, lexicon, _causes(cues)) or act


def _stopped(act: Act, cue: Cue) -> bool:
    """Is this done by one to the deed of another, who has refused nobody anything?"""
    verb = cue.token
    owned = any(word.dep_ in ("nmod:poss", "compound", "amod") for group in act.actor[:1] for word in group)
    stopping = cue.row.where == "governor" and cue.row.status == "negated" and verb.pos_ == "VERB"
    return stopping and owned and bool(syntax.own_subjects(verb)) and act.trigger.pos_ == "NOUN"


def _causes(cues: list[Cue]) -> tuple[str, ...]:
    return tuple(cue.row.cause for cue in cues)


def _stands_aside(act: Act, lexicon: Lexicon) -> bool:
    """Is this what one agrees to by not doing it ("will not oppose Mali's bid", "will not block the deal")?"""
    verbal = act.event == "REJECT" and act.trigger.pos_ == "VERB"
    return verbal and _stands_in(OPPOSING, act.trigger, lexicon)


def _stands_in(name: str, verb: Token, lexicon: Lexicon) -> bool:
    """Is a verb of a class of the tables?"""
    lemmas = lexicon.events.verb_forms.get(verb.lower_, ())
    return lexicon.events.is_any(lemmas, name)


def _is_unseen(act: Act, cues: list[Cue]) -> bool:
    """Does nobody refuse what there only is no sign of, or no day for ("no date was set for the ratification")?"""
    near = {word.i for word in (act.trigger, *act.trigger.subtree)} | {cue.token.i for cue in cues}
    none = (cue.token for cue in cues if cue.row.where == "modifier" and cue.status == "negated")
    unproven = any(cue.status == "negated" and cue.row.status == "alleged" for cue in cues)
    return unproven or any(word.i not in near or (word.head.i not in near) for word in none)


def _of_duty(act: Act, cues: list[Cue], asked: list[Cue], lexicon: Lexicon) -> Act | None:
    """Give what it is in a speaker's mouth that another should act: a request, or the speaker's own praise or blame."""
    if _is_judged(act) and all(cue.status != "negated" for cue in cues):
        return replace(act, said_of_other=_as_said(act, cues))
    request = _asked(act, cues, asked, lexicon)
    if request is None:
        return None
    heard = replace(request, actor=(), recipient=(*act.actor, *act.recipient), by_speaker=True)
    return replace(act, said_of_other=heard)


def _is_judged(act: Act) -> bool:
    """Is somebody told to deserve praise or blame, from whom nobody says ("Ankara should be praised")?"""
    blames = act.kinds == ("accuse",) or (not act.kinds and act.mode in (None, "disapprove"))
    return act.event in JUDGED and blames and not act.actor and syntax.is_passive(act.trigger)


def _as_said(act: Act, cues: list[Cue]) -> Act:
    """Give an act as the speaker's own, done in the saying."""
    return replace(act, because=(*act.because, *(cue.row.cause for cue in cues)), by_speaker=True)


def _blamed(act: Act, cues: list[Cue], lexicon: Lexicon) -> Act:
    """Let who is said to break the law, or to be about to, be accused of it, where another says so."""
    charge = _made("accuse", act, lexicon, tuple(cue.row.cause for cue in cues))
    if charge is None:
        return act
    return replace(
        act, said_of_other=replace(charge, actor=(), recipient=(*act.actor, *act.recipient), by_speaker=True)
    )


def _asked(act: Act, cues: list[Cue], asked: list[Cue], lexicon: Lexicon) -> Act | None:
    """Make a request of another's duty to act, whatever stands below the duty; who is not to act is to refuse."""
    denied = [cue for cue in cues if cue.status == "negated"]
    below = cues[: cues.index(asked[0])]
    if any(cue.row.undone and not cue.status for cue in below):
        return None  # What one must show that another did is asked of nobody.
    used = tuple(cue.row.cause for cue in (*below, *asked, *denied))
    if denied:
        act = replace(act, about=act.about or act.event, event="REJECT", mode=None)
    return _made("request", act, lexicon, used)


def _may_be(act: Act, cues: list[Cue]) -> bool:
    """Is an act one that may or, on some condition, will come ("could cut ties", "would strike if"), itself no condition?"""
    real = [cue for cue in cues if cue.status]
    modal = any(cue.row.where == "auxiliary" for cue in real)
    return modal and all(cue.row.where == "auxiliary" or cue.token.head.i == act.trigger.i for cue in real)


def _missed(act: Act) -> bool:
    """Is an act one that could only have come about ("would have struck")?"""
    return syntax.modal(act.core) is not None and any(word.lower_ == "have" for word in syntax.auxiliaries(act.core))


def _threatened(act: Act, cues: list[Cue], lexicon: Lexicon) -> Act:
    """Let what will or may come be a threat in the mouth of who would do it, a retreat a concession."""
    called_up = act.event == "MOBILIZE" and syntax.is_passive(act.trigger)
    if called_up:  # "reservists would be drafted" threatens nobody
        return act
    if act.event == THREAT:
        return replace(act, said_of_self=replace(act, because=(*act.because, *_causes(cues))))
    told = _made("promise", act, lexicon, _causes(cues))
    return replace(act, said_of_self=told) if told and told.event in ANNOUNCED else act


def _made(kind: str, act: Act, lexicon: Lexicon, used: tuple[str, ...]) -> Act | None:
    """Compose an act as an operator of this kind would; ``used`` are the cues that say nothing more of its status."""
    row = lexicon.events.compose(kind, act.event or "", act.mode)
    if row is None or row.event == act.event or (kind == "refuse" and row.act == ("*",)):
        return None
    return replace(
        act,
        event=row.event,
        mode=row.mode,
        cameo=row.cameo,
        about=act.about or act.event,
        because=(*act.because, row.cause, *used),
        kinds=(*act.kinds, kind),
    )


def _to_come(act: Act) -> bool:
    """Is something said to be good that is still to be done ("it is important to be in Israel")?"""
    deeds = syntax.children(act.core, "csubj")
    infinitives = any(word.tag_ == "VB" for deed in deeds for word in (deed, *syntax.children(deed, "cop")))
    return infinitives and not clauses.past(act.core)


def _warned(verb: Token, lexicon: Lexicon) -> bool:
    """Is a clause in the present what somebody warns of ("[faces] ruin, Chad warned")?"""
    tellers = (verb.head, *syntax.children(verb, "parataxis")) if verb.tag_ in ("VBZ", "VBP") else ()
    return any(_stands_in(CAUTIONING, teller, lexicon) for teller in tellers)


def _spoken(act: Act, cues: list[Cue], lexicon: Lexicon) -> Act:
    """What is said of another happens in the saying: the words around it decide only whether it was denied."""
    meant = any(cue.row.asks or cue.status == "future" for cue in cues) or _warned(act.core, lexicon)
    if act.event == THREAT and act.core.pos_ == "VERB" and not meant:
        return replace(act, event=None)
    unsure = meant or any(cue.status in UNSURE for cue in cues) or _to_come(act)
    if act.event == "SUPPORT" and unsure and not any(cue.status == "negated" for cue in cues):
        return replace(act, event=None)
    said = tuple(cue.row.cause for cue in cues if cue.status not in ("negated", "denied"))
    return replace(act, because=(*act.because, *said))
