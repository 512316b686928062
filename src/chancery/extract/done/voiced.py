"""What the one says of the other, taken for what the one does by saying it; what two agree on, and what others make of it."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.done import arguments, casting, composing, modality
from chancery.extract.done.between import ONE, OTHER, TOLD, WIDER, Between, Candidate, relation_row
from chancery.extract.done.casting import Played
from chancery.extract.done.frames import Frames
from chancery.extract.done.senses import ARMED, ENDURING, Act
from chancery.extract.done.weighing import Cue
from chancery.lexicon import Lexicon
from chancery.lexicon.event_rows import OperatorRow, RelationRow
from chancery.tokens import Token

# The quads of words and of deeds against somebody.
VERBAL_CONFLICT, MATERIAL_CONFLICT = 3, 4
# What one calls on others for, and by what operator.
CALLING, BACKING = "request", "SUPPORT"
# What two do to somebody else together, in arms or not.
JOINT, IN_ARMS, UNARMED = "COOPERATE", "062", "060"
# Behind these stands whose claim it is.
CLAIMED = "by", "from", "of"
# What nobody is blamed for but by who is against those helped.
HELP = "AID"
# The class of verbs of giving orders, and those of whom they are given to.
COMMANDING, FORCES = "@commanding", ("@troops", "@police")
# What is done for whom a weapon or blow is aimed at, what stands before him, and the classes of such weapons and blows.
DEFENDED, AIMED = "074", ("at", "for", "on", "against", "toward", "towards")
WEAPONS = ("@weapon", "@drone", "@heavyweapon", "@attack")
# By these one warns of what somebody else is able to do.
OPEN = frozenset({"could", "may", "might"})
# What somebody does who tells what he will do to others.
THREAT = "THREATEN"
# Who asks for something does nobody wrong.
ASKING = "REQUEST"
# What helps somebody stands behind this.
WITH, LENT = "with", "070"
# The class of verbs of warning, the operator of warnings, and behind what stands that of which somebody else is warned
# (behind "against" only with a verb: a threat against somebody is made to him).
AGAINST = "against"
CAUTIONING, WARNING, EXPOSED = "@cautioning", ("threaten",), ("about", "of", "over")
# The class of what one does harm in for somebody's sake ("struck in [support] of the army").
FAVORING = ("@favoring",)
# The classes of those whose helpers one accuses.
OUTLAWS = "@militia", "@villain", "@insurgent"


@dataclass(frozen=True)
class Voiced(Between):
    """Two places, and what is said between them."""

    def agreed(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Act:
        """Take for an agreement the harm that the two agree to do to somebody else."""
        harmed = next(iter(moods.frames.inner(act)), None) if act.kinds[-1:] == ("offer",) else None
        row = lexicon.events.compose("offer", "", None)
        if harmed is None or row is None or lexicon.codebook.events[act.event or ""].quad <= 2:
            return act
        if OTHER in self.players(harmed.recipient) or OTHER not in self.players((*act.actor, *act.recipient)):
            return act
        return replace(act, event=row.event, mode=row.mode, cameo=row.cameo, because=(*act.because, row.cause))

    def rallied(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Act:
        """Take for the one's own support or blame of the other what the one calls on others for ("urged them to back Mali")."""
        inner = next(moods.frames.inner(act), None) if act.kinds[-1:] == (CALLING,) else None
        if inner is None or OTHER not in self.players(inner.recipient) or OTHER in self.players(act.recipient[:1]):
            return act
        if self._commands(act, moods.frames):
            return replace(inner, actor=act.actor, recipient=inner.recipient, because=act.because)
        blames = lexicon.codebook.events[inner.event or ""].quad == VERBAL_CONFLICT
        operator = "accuse" if blames else "support" if inner.event == BACKING else None
        row = lexicon.events.compose(operator, inner.event or "", inner.mode) if operator else None
        if row is None:
            return act
        why = (*act.because, row.cause)
        return replace(act, event=row.event, mode=row.mode, cameo=row.cameo, about=inner.event, because=why)

    def _commands(self, act: Act, frames: Frames) -> bool:
        """Does the one have his own forces do a thing ("ordered the army to protect them")?"""
        led = [word for group in act.recipient[:1] for word in group]
        foreign = any(owner.tag_ != "PRP$" for word in led for owner in arguments.owners(word))
        own = not foreign and all(frames.match(word, FORCES) is not None for word in led)
        orders = frames.tables.is_any(frames.verb_lemmas(act.trigger), COMMANDING)
        return bool(led) and own and orders

    def joined(self, act: Act, frames: Frames, lexicon: Lexicon) -> Act:
        """Take for cooperation what the one does against somebody else together with the other."""
        doers, sufferers = self.players(act.actor), self.players(act.recipient)
        beside = any(
            who.arc == "obl" and frames.accompanies(who) and ONE in doers for who in (self.other, *self._owned())
        )
        against = any(act.recipient) and not act.mutual and not {ONE, OTHER} & sufferers
        joined = syntax.first_conjunct(self.one) is syntax.first_conjunct(self.other)
        together = joined and {ONE, OTHER} <= doers and against
        shared = act.event == HELP or lexicon.codebook.events[act.event or ""].quad == MATERIAL_CONFLICT
        if not shared or not (beside or together):
            return act
        return replace(act, event=JOINT, mode=None, cameo=IN_ARMS if act.event in ARMED else UNARMED)

    def shielded(self, act: Act, frames: Frames) -> Act:
        """Take for help what the one does to what is on its way to harm the other ("shot down missiles fired at Mali")."""
        doers, sufferers = self.players(act.actor), self.players(act.recipient)
        if (
            act.event not in ARMED
            or ONE not in doers
            or OTHER in sufferers
            or syntax.prepositions(self.other) not in AIMED
        ):
            return act
        struck = (noun for noun in syntax.objects(act.core) if noun.is_ancestor(self.other))
        if not any(frames.match(noun, WEAPONS) for noun in struck):
            return act
        return replace(act, event=HELP, mode=None, cameo=DEFENDED)

    def favored(self, act: Act, frames: Frames) -> Act:
        """Take for help the blow or show of arms by the one for the other's sake ("struck in support of [the army]").

        So for the blow at his bidding ("struck at the request of [the army]").
        """
        if act.event not in ARMED or ONE not in self.players(act.actor):
            return act
        above = self.other.head
        sake = frames.match(above, FAVORING) and syntax.prepositions(above) == "in"
        asked = frames.operator_at(above, ("request", "offer")) and syntax.prepositions(above) == "at"
        if not (sake or asked) or not act.trigger.is_ancestor(above):
            return act
        return replace(act, event=HELP, mode=None, cameo=DEFENDED, recipient=((self.other,),))

    def lent(self, act: Act) -> Act:
        """Take for help what the other does a thing with ("with support from [Chad], Mali drove them out")."""
        noun = act.trigger
        helped = act.event in (HELP, BACKING) and noun.arc == "obl" and syntax.prepositions(noun) == WITH
        if not helped or ONE not in self.players(act.actor):
            return act
        if OTHER not in self.players((tuple(syntax.agents(noun.head)),)):
            return act
        return replace(act, event=HELP, mode=None, cameo=LENT, recipient=((self.other,),))

    def exposed(self, act: Act, frames: Frames, lexicon: Lexicon) -> Act:
        """Take for an accusation the warning to others of what the other does ("warned its allies of [Mali]'s plots")."""
        row = lexicon.events.compose("accuse", "", None)
        if row is None or act.event != THREAT or ONE not in self.players(act.actor):
            return act
        verb = act.trigger
        warns = frames.tables.is_any(frames.verb_lemmas(verb), CAUTIONING)
        told = (verb, *syntax.objects(verb))
        if not (warns or any(arguments.is_noun(word) and frames.operator_at(word, WARNING) for word in told)):
            return act
        owned = self.other in arguments.owners(self.other.head)
        dreaded = self.other.head if owned else self.other
        near = owned or dreaded.head in told or dreaded.head.arc == "obl"
        exposed = (*EXPOSED, AGAINST) if warns else EXPOSED
        if not (verb.is_ancestor(dreaded) and near and syntax.prepositions(dreaded) in exposed) or self.other in told:
            return act
        why = (*act.because, row.cause)
        return replace(act, event=row.event, mode=row.mode, cameo=row.cameo, recipient=((self.other,),), because=why)

    def on_condition(self, act: Act, moods: modality.Modality) -> bool:
        """Does the one threaten with what comes if the other does something ("spoke of war if [Mali] joined the pact")?"""
        if act.event != THREAT or ONE not in self.players(act.actor):
            return False
        clauses = (verb for verb in syntax.ancestors(self.other) if self.other in syntax.agents(verb))
        clause = next(clauses, None)
        return clause is not None and act.trigger.is_ancestor(clause) and moods.unreal(clause)

    def taken(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> tuple[Played, int] | None:
        """Play the act between the two of which another clause tells only what somebody else makes of it."""
        for inner in moods.frames.inner(act) if act.kinds else ():
            made = composing.composed(inner, moods, lexicon)
            if made.event is None:
                continue
            played, route = self.route(made)
            if route <= WIDER:
                return played, route
        return None

    def told(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Played | None:
        """Take what the one says of the other for what the one does by saying it."""
        said = casting.innermost(self.casting.statements, act.trigger.idx)
        if said is None or act.event is None:
            return self.denied(act, moods, lexicon)
        return (
            self.accused(act, moods, lexicon)
            or self.menaced(act, moods, lexicon)
            or self.denied(act, moods, lexicon)
            or self.charged(act, moods, lexicon)
        )

    def accused(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Played | None:
        """Take what the one says the other did: a hostile act told of another is an accusation.

        So is help for outlaws, or for anybody else where the one only alleges it.
        """
        if OTHER not in self.players(act.actor[:1]) or act.event == ASKING:
            return None
        if any(self.wished(verb, moods) for verb in (act.trigger, *syntax.ancestors(act.trigger))):
            return None
        wrong = lexicon.codebook.events[act.event or ""].quad > 2 or _for_outlaws(act, moods.frames)
        cue = None if wrong else self._alleging(act, moods)
        if not wrong and cue is None:
            return None
        return self._by_saying("accuse", act, (cue.row.cause,) if cue else (), lexicon)

    def _alleging(self, act: Act, moods: modality.Modality) -> Cue | None:
        """Give the word by which the one alleges that the other helps somebody else ("claims that they arm rebels")."""
        helped = self.players(act.recipient)
        if act.event != HELP or not any(act.recipient) or ONE in helped or OTHER in helped:
            return None
        return next((cue for cue in moods.around(act.trigger) if cue.status == "alleged"), None)

    def charged(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Played | None:
        """Take for an accusation the blow to somebody else that a clause tells of which the other is the doer.

        "said that troops went from house to house, shooting men", "insists that militants set off the riots".
        """
        struck = lexicon.codebook.events[act.event or ""].quad == MATERIAL_CONFLICT
        if not struck or {ONE, OTHER} & self.players((*act.actor, *act.recipient)):
            return None
        clause = next((verb for verb in syntax.ancestors(self.other) if self.other in syntax.agents(verb)), None)
        if clause is None or not (clause.i == act.trigger.i or clause.is_ancestor(act.trigger)):
            return None
        unreal = (
            any(cue.status for cue in moods.around(clause))
            or casting.innermost(self.casting.statements, clause.idx) is None
        )
        return None if unreal else self._by_saying("accuse", act, (), lexicon)

    def menaced(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Played | None:
        """Take what the one says will befall the other, at nobody's told hands, for a threat ("said they would be wiped out")."""
        cues = moods.around(act.trigger)
        hostile = lexicon.codebook.events[act.event or ""].quad == MATERIAL_CONFLICT
        if not hostile or act.actor or OTHER not in self.players(act.recipient):
            return None
        if syntax.modal(act.trigger) is None or {cue.status for cue in cues if cue.status} - {"future", "hypothetical"}:
            return None
        return self._by_saying("promise", act, tuple(cue.row.cause for cue in cues), lexicon)

    def _by_saying(self, operator: str, act: Act, why: tuple[str, ...], lexicon: Lexicon) -> Played | None:
        row = lexicon.events.compose(operator, act.event or "", act.mode)
        if row is None:
            return None
        made = replace(act, event=row.event, mode=row.mode, cameo=row.cameo, about=act.event)
        return Played(replace(made, because=(*act.because, row.cause, *why)), (ONE,), (OTHER,))

    def denied(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Played | None:
        """Take for a charge rejected what the one says never befell the other ("denied that they were beaten").

        So is what the other charges the one with ("denied their claim that it fired rockets").
        """
        cue = next((cue for cue in moods.around(act.trigger) if cue.status == "denied"), None)
        if cue is None or self.one not in syntax.agents(cue.token):
            return None
        claims = syntax.objects(cue.token)
        charging = [who for claim in claims for who in (*arguments.owners(claim), *syntax.obliques(claim, *CLAIMED))]
        if OTHER not in self.players((*act.recipient, tuple(charging))):
            return None
        row = lexicon.events.compose("reject", "ACCUSE", None)
        if row is None:
            return None
        made = replace(act, event=row.event, mode=row.mode, cameo=row.cameo, about=act.event)
        return Played(replace(made, because=(*act.because, cue.row.cause, row.cause)), (ONE,), (OTHER,))

    def asked(self, moods: modality.Modality, lexicon: Lexicon) -> Candidate | None:
        """Judge by who says it what the one says of the other, whatever it is.

        A duty or a wish is a request ("said Kyiv must do more"), a wrong an accusation ("said he had cheated them"), and so
        is whatever somebody warns that another does.
        """
        for verb in (*syntax.ancestors(self.other), *(word.head for word in self.again)):
            said = casting.innermost(self.casting.statements, verb.idx)
            mine = not {self.other, *self.again, *self._owned()}.isdisjoint(syntax.own_subjects(verb))
            if said is None or verb.pos_ not in ("VERB", "ADJ", "NOUN") or not mine:
                continue
            duty = next((cue.row for cue in moods.around(verb) if cue.row.asks), None)
            wished = verb.dep_ == "ccomp" and verb.tag_ in ("VB", "VBP") and not syntax.modal(verb)
            if asks := duty or self.wished(verb, moods):
                return _composed("request", verb, asks.cause, lexicon)
            wrong = self._wrong(verb, lexicon)
            why = wrong or (None if wished else self._warned_of(verb, moods.frames))
            if why and not {self.other, *self._owned()}.isdisjoint(syntax.agents(verb)):
                return _composed("accuse", verb, why.cause, lexicon)
        return None

    def wished(self, verb: Token, moods: modality.Modality) -> OperatorRow | None:
        """Give the word of asking by which a clause asks a thing of the other, its subject ("asked that [Mali] send it")."""
        bare = verb.dep_ == "ccomp" and verb.tag_ in ("VB", "VBP") and self.other in syntax.own_subjects(verb)
        asks = moods.frames.operator_at(verb.head, ("request",)) if bare and not self.again else None
        return asks.row if asks else None

    def _owned(self) -> tuple[Token, ...]:
        """Give what the other is said to own right there, and so to be behind ("said that [Mali]'s jamming endangers it")."""
        return (self.other.head,) if self.other in arguments.owners(self.other.head) else ()

    def _warned_of(self, verb: Token, frames: Frames) -> OperatorRow | None:
        """Give the warning that tells what its subject does, not what it will do or suffer ("warned that he [was lying]")."""
        modal = syntax.modal(verb)
        to_come = verb.dep_ != "ccomp" or (modal and modal.lower_ not in OPEN) or frames.with_particle(verb, ENDURING)
        warning = None if to_come else frames.operator_at(verb.head, ("threaten",))
        return warning.row if warning else None

    def _wrong(self, verb: Token, lexicon: Lexicon) -> RelationRow | None:
        """Give the hostile word by which a clause tells what its subject does, tries to do, or does it to or with."""
        words = (verb, *syntax.children(verb, "xcomp"), *(syntax.objects(verb) if verb.pos_ == "VERB" else ()))
        rows = (relation_row(word, lexicon) for word in words if word.i != self.other.i)
        return next((row for row in rows if row and lexicon.codebook.events[row.event].quad > 2), None)


def _composed(operator: str, verb: Token, why: str, lexicon: Lexicon) -> Candidate | None:
    """Make of a word in somebody's mouth what an operator makes of any act."""
    row = lexicon.events.compose(operator, "*", None)
    if row is None:
        return None
    return Candidate(Act(row.event, row.mode, row.cameo, (), verb, verb, (), (), because=(row.cause, why)), TOLD, 0)


def _for_outlaws(act: Act, frames: Frames) -> bool:
    """Does an act help those whom no state may help ("arms the rebels", "harbors terrorists")?"""
    return any(frames.match(word, OUTLAWS) is not None for group in act.recipient for word in group)
