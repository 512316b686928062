"""Acts in a parse: which senses of the lexicon fit where, and what the operators above them make of them.

An act is read from the bottom: a word with a fitting sense, then the nouns one looks through ("a round of sanctions"),
the verbs that only carry it ("impose", "hold"), and the operators that take it as their complement ("agreed to", "the
demand for"). Actor and recipient stay words of the text here, in groups, the likeliest first: who they are, the steps ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from chancery.extract import clauses, syntax
from chancery.extract.done import arguments
from chancery.extract.done.nouns import DEPTH
from chancery.extract.done.roles import Groups
from chancery.extract.done.senses import PEOPLE, Act, Senses
from chancery.lexicon.event_rows import CompositionRow
from chancery.lexicon.events import Operator
from chancery.tokens import Token

# Parts of speech that tell an act.
TELLING = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
# Whoever offers not to do harm agrees, whatever the harm, and so does who agrees to harm done to nobody told.
ANYTHING = "*"
# The class of nouns of what is meant to come ("announced [plans] to annex it").
DESIGNS = ("@designs",)
# The class of verbs of asking whose object hears ("told a briefing"), and that of those which also state what is so ("argued that
# cuts hurt"): there a verb without an ending is a demand only of one ("insisted that Poland leave").
HEARING, ASSERTING = "@hearing", "@asserting"
# Who proposes doing these would do them himself ("proposed barring migrants").
PROPOSING, PLANS, PENALTY = "@proposing", frozenset({"AID", "COERCE", "REJECT"}), "SANCTION"
# Behind these stands what is asked for, and what else an operator tells of.
ASKED = ("for", "of", "to", "on", "against")
TOLD_OF = (*ASKED, "with", "from")
# Who vows not to do these refuses them.
YIELDING = frozenset({"CONCEDE", "RETREAT"})
# By these two turn to others, whatever these would do to each other ("Mali and Chad called for talks").
AT_OTHERS = frozenset({"request", "accuse", "support", "reject", "threaten"})
# The class of verbs of keeping from doing a thing.
FORGOING = "@forgoing"
# By these one says what one will do oneself; who agrees, offers, stops, announces or refuses is who would act.
PLEDGED, OWN_ACT = ("promise", "offer"), frozenset({"promise", "offer", "stop", "announce", "refuse"})


class Frames(Senses):
    """Reads the acts of a document by the event tables."""

    def acts(self, words: Iterable[Token], *, doubles: bool = False) -> list[Act]:
        """Give every act that these words tell, in text order, wrapped by all its operators.

        Of several acts under one operator ("vowed to arm them and cut ties with her") only ``doubles`` keeps all.
        """
        heads = self.tables.heads
        telling = [word for word in words if word.pos_ in TELLING and syntax.parsed(word)]
        may_act = [word for word in telling if word.lower_ in heads or word.lemma_.lower() in heads]
        found = [act for word in may_act if (act := self.sense_at(word))]
        verbs = [act for act in found if act.core.pos_ in ("VERB", "AUX") or arguments.is_predicate(act.core)]
        told = {act.core.i for act in verbs}
        nouns = _unused([act for act in found if act.core.i not in told], verbs)
        wrapped = [self.wrapped(act) for act in (*_unused(verbs, nouns), *nouns)]
        return sorted(_without_doubles(wrapped, doubles), key=lambda act: (act.trigger.i, act.core.i))

    def wrapped(self, act: Act) -> Act:
        """Let each operator above an act take it, from the inside out."""
        for _ in range(DEPTH):
            wrapped = self._taken(act)
            if wrapped is None:
                break
            act = wrapped
        return self._in_mode(act) if act.kinds else act

    def inner(self, act: Act) -> Iterator[Act]:
        """Give the acts that the operators of a wrapped one took, the outermost first ("welcomed the [pledge] to [help]")."""
        layers: list[Act] = []
        layer = self.sense_at(act.core)
        while layer is not None and layer.trigger.i != act.trigger.i and len(layers) < DEPTH:
            layers.append(layer)
            layer = self._taken(layer)
        return reversed(layers)

    def _taken(self, act: Act) -> Act | None:
        found = self._governor(act)
        if found is None:
            return None
        governor, operator = found
        own = self.sense_at(governor)
        if own is not None and (act.trigger.i in own.covers or self._beside_object(act.trigger, governor)):
            return None
        event, kind = act.event, self._kind_of(act, governor, operator)
        if event is None or kind is None or self._sealed(governor, operator, act):
            return None
        if kind == "request" and not operator.particle and self._commanded(act, governor):
            return self._done(act, governor, operator)
        if kind == "request" and self._proposed(act, governor):
            kind = "promise"
        if kind in ("promise", "offer") and (syntax.negation(act.trigger) or self._forgone(act.trigger)):
            friendly = event in YIELDING or self.tables.compose("future", event, act.mode) is not None
            kind, event = ("refuse", event) if friendly else ("offer", ANYTHING)
        row = self.tables.compose(kind, event, act.mode)
        if row is not None and kind == "offer" and row.event == "THREATEN" and not act.recipient:
            row = self.tables.compose(kind, ANYTHING, None)
        if row is None:
            return None
        return self._composed(act, governor, operator, row)

    def _forgone(self, deed: Token) -> bool:
        """Is this what one keeps from doing ("agreed to refrain from [striking]", "vowed that no jail would be [built]")?"""
        kept = deed.dep_ == "xcomp" and self.in_verbs(deed.head, FORGOING)
        return kept or any(map(syntax.negation, syntax.own_subjects(deed)))

    def _kind_of(self, act: Act, governor: Token, operator: Operator) -> str | None:
        """Give what an operator does to an act where the two stand, None where it does nothing."""
        kind = operator.row.kind
        # Who did not hesitate to visit went.
        undone = syntax.negation(governor) or self.leaves_open(governor) or self.leaves_open(act.trigger)
        if kind == "refuse" and undone:
            return None
        return "promise" if kind == "announce" and self._designed(act.trigger) else kind

    def _sealed(self, paper: Token, operator: Operator, act: Act) -> bool:
        """Is this an agreement that is signed or struck, whatever the two agree to do ("signed an [agreement] to send aid")?

        So is the promise to stand by somebody that is renewed ("reaffirmed its [commitment] to supporting Mali").
        """
        if operator.row.kind not in PLEDGED or operator.row.pos != "noun" or paper.dep_ not in ("obj", "nsubj:pass"):
            return False
        if operator.row.kind == "promise" and act.event != "SUPPORT":
            return False
        own = self.sense_at(paper.head)
        return own is not None and own.event == "SUPPORT" and paper.i in own.covers

    def _commanded(self, act: Act, governor: Token) -> bool:
        """Does somebody have a thing done by ordering it, with nobody told to do it ("ordered the border [to be closed]")?"""
        deed = act.trigger
        suffered = deed.dep_ in ("xcomp", "ccomp", "advcl", "acl") and syntax.is_passive(deed)
        things = {noun.i for noun in syntax.objects(deed)}
        by_nobody = all(word.i in things for group in act.actor for word in group)
        return suffered and by_nobody and self.operator_at(governor, ("light",)) is not None

    def _proposed(self, act: Act, governor: Token) -> bool:
        """Does somebody propose doing a thing himself, with nobody told to do it ("proposed barring", "… to bar", "… a ban")?"""
        deed, noun = act.trigger, arguments.is_noun(governor)
        bare = noun or not (_has_object(governor) or syntax.own_subjects(deed))
        shaped = deed.tag_ == "VB" and syntax.is_infinitive(deed) and bare
        own = (shaped or (deed.tag_ == "VBG" and not noun)) and deed.dep_ in ("acl", "xcomp", "ccomp", "advcl")
        penalty = deed.pos_ == "NOUN" and deed.dep_ == "obj" and not noun and act.event == PENALTY
        names = self.tables.noun_forms.get(governor.lower_, ()) if noun else self._lemmas_of(governor)
        proposes = self.tables.is_any(names, PROPOSING)
        return proposes and ((own and act.event in PLANS) or penalty)

    def _done(self, act: Act, governor: Token, operator: Operator) -> Act:
        """Give an act as the deed of who ordered it."""
        return replace(
            act,
            actor=self._groups((governor,), ("subject",)),
            recipient=(*act.recipient, *self._groups((governor,), ("object", "iobj"))),
            because=(*act.because, operator.row.cause),
            covers=act.covers | {governor.i},
        )

    def _beside_object(self, word: Token, verb: Token) -> bool:
        """Does a word stand beyond the object by which a verb means an act of its own ("ended mediation in the dispute")?"""
        nominal = word.arc in ("obl", "nmod") and arguments.is_noun(word)
        return nominal and self.has_own_object(verb) and word not in self.object_words(verb, "")

    def _governor(self, act: Act) -> tuple[Token, Operator] | None:
        """Find the operator whose complement an act is; of what a list tells, only who asks for all of it."""
        here, joined = act.trigger, False
        barred = {"light", *(PLEDGED if _done_by_another(act.trigger) else ())}
        for _ in range(DEPTH):
            told = here.dep_ == "acl" and self.operator_at(here.head, ("offer", "promise")) is not None
            head = here.head if told else arguments.governor_of(here)
            if self._designed(here):
                here, head = head, head.head
            if head.i == here.i:
                return None
            if here.dep_ == "acl:relcl":
                return None
            if head.i in act.covers or self._looked_through(here, head):
                here = head
                continue
            for operator in self.operators_at(head, ("request",) if joined else ()):
                if operator.row.kind not in barred and self._is_complement(here, head, operator, act):
                    return head, operator
            if not self._passes(here, head):
                return None
            joined, here = joined or arguments.is_noun(here), head
        return None

    def _designed(self, deed: Token) -> bool:
        """Is this what a plan unfolds that somebody announces ("announced plans [to ban it]")?"""
        plan = deed.head
        unfolds = deed.dep_ == "acl" and deed.tag_ == "VB" and plan.dep_ in ("obj", "nsubj:pass")
        return (
            unfolds and self.match(plan, DESIGNS) is not None and self.operator_at(plan.head, ("announce",)) is not None
        )

    def _looked_through(self, here: Token, head: Token) -> bool:
        transparent = here.dep_ in ("compound", "amod", "acl") or here.dep_ == "nmod"
        return transparent and self.is_part(head) and self.operator_at(head) is None

    def _passes(self, here: Token, head: Token) -> bool:
        """May an operator further up take the act: through a coordination, or a verb that says nothing of its own?"""
        if here.dep_ in ("conj", "appos") and arguments.is_noun(here):
            return arguments.is_noun(head) and self.match(head, PEOPLE) is None
        if here.dep_ not in ("xcomp", "conj") or head.pos_ not in ("VERB", "AUX", "ADJ"):
            return False
        if here.dep_ == "conj":
            return not syntax.own_subjects(here)
        helped = clauses.is_bare(here) and head.dep_ == "xcomp" and not self.has_own_object(head)
        return (helped or self.sense_at(head) is None) and bool(self.operator_at(head, ("light",)))

    def _is_complement(self, here: Token, head: Token, operator: Operator, act: Act) -> bool:
        prep = syntax.prepositions(here)
        kind = operator.row.kind
        content = here.dep_ == "ccomp" or arguments.is_content(here)
        if kind in ("announce", "support", "stop", "reject") and (content or syntax.negation(here)):
            return False
        if not _may_take(operator, here, head):
            return False
        if content and kind in ("request", "threaten", "future"):
            return self._wished(here, kind, act)
        if here.dep_ == "xcomp" and kind == "stop" and here.tag_ == "VB" and syntax.objects(head):
            return False
        if here.dep_ in ("xcomp", "ccomp", "acl", "csubj", "csubj:pass") or self.named_by(here, head, (kind,)):
            return True
        if here.dep_ in ("obj", "nsubj:pass"):
            return operator.row.pos == "noun" or (kind != "promise" and not self.in_verbs(head, HEARING))
        if here.dep_ == "advcl":
            if prep in ("", "to") and self.has_own_object(head):
                return False
            purpose = prep in ("", "to", "in order to") and here.tag_ == "VB" and syntax.modal(here) is None
            return purpose or prep in ("to", "of", "for", "from", "against", "into")
        if here.arc in ("obl", "nmod"):
            allowed = operator.row.prep or (ASKED if kind == "request" else TOLD_OF)
            return prep in allowed and (
                head.pos_ != "VERB"
                or kind in ("request", "accuse", "promise")
                or (kind == "stop" and prep != "with")  # "ended with clashes"
                or (kind == "offer" and prep == "to")
            )
        return False

    def _wished(self, clause: Token, kind: str, act: Act) -> bool:
        """Is a that-clause what somebody wants done ("that they meet", "that it should end"), or threatens to do himself?

        What one is glad or sure of must be still to come ("that they will meet", not "that they met").
        What is to be suffered at nobody's told hands, a state's power inflicts ("that protesters would be jailed").
        """
        modal = syntax.modal(clause)
        helpers = [*syntax.auxiliaries(clause), *syntax.children(clause, "cop")]
        if kind == "future":
            return modal is not None or clause.tag_ not in ("VBD", "VBN", "VBZ")
        if kind == "request" and modal:
            return modal.lower_ in ("should", "must") and not arguments.of_oneself(clause)  # "told them: “We must go”"
        if kind == "request":
            base = clause.tag_ == "VBD" and clause.lower_ in self.tables.verb_forms.get(clause.lower_, ())
            told = self.in_verbs(arguments.governor_of(clause), ASSERTING) and not _singular(clause)
            bare = clause.tag_ == "VB" or any(word.lower_ == "be" for word in helpers)
            bare = bare or (not told and (clause.tag_ == "VBP" or base))
            return bare and not any(word.tag_ in syntax.FINITE for word in helpers)
        suffered = not act.actor and act.event in ("COERCE", "SANCTION")
        own = suffered or act.by_speaker or any(word.pos_ == "PRON" for word in syntax.own_subjects(clause))
        return modal is not None and own

    def has_own_object(self, head: Token) -> bool:
        """Does a verb mean an act of its own by its object, so that an infinitive after it is only its purpose?"""
        own = self.sense_at(head)
        return own is not None and any(noun.i in own.covers for noun in syntax.objects(head))

    def _composed(self, act: Act, governor: Token, operator: Operator, row: CompositionRow) -> Act:
        hosts = self._hosts(governor) if operator.row.pos == "noun" else ()
        places = (governor, *hosts)
        # Who is under pressure to act is who is asked.
        under = operator.row.pos == "noun" and syntax.prepositions(governor) == "under"
        told = ("poss", "by", "from") if under else ("subject", "poss", "by", "from")
        actor = self._groups(places, told if operator.row.pos == "noun" else ("subject",))
        asked_of = (  # without the infinitive in "appealed to Chad to stop"
            tuple(word for word in group if word.pos_ != "VERB")
            for group in self._groups(places, operator.row.recipient)
        )
        addressed = tuple(
            group
            for group in filter(None, asked_of)
            if not any(word.i in act.covers or word.i == act.trigger.i or word.i in _spine(act) for word in group)
        )
        if operator.row.kind in ("request", "accuse", "reject", "support"):
            above = (governor.head,) if governor.head.pos_ == "VERB" else ()
            asked = self._groups((*places, *above), ("subject",)) if under else ()
            of_another = act.trigger.dep_ == "ccomp" and bool(syntax.own_subjects(act.trigger))
            addressed = (*act.actor, *addressed) if of_another and operator.row.kind == "request" else addressed
            # Of a deed that nobody is told to have done, its victims are not accused; nor are the accused turned down by
            # who rejects a charge, nor the victims blamed by who opposes a raid.
            charged = operator.row.kind == "reject" and "ACCUSE" in (act.event, row.event)
            spared = charged or (operator.row.kind == "accuse" and (operator.row.pos == "noun" or bool(addressed)))
            suffering = () if spared else act.recipient
            # "a complaint with Tokyo over visits by ministers"
            heard = self._groups(places, ("with", "to")) if operator.row.kind == "accuse" else ()
            recipient = (*addressed, *asked, *act.actor, *suffering, *self._groups(places, ("interlocutor",)), *heard)
        else:
            # "warned Mali that it would expel its envoys"
            own = arguments.owned_by_pronoun(act.recipient[:1])
            doing = operator.row.kind == "threaten" and _shares_word(
                act.actor, addressed
            )  # "warned Mali not to arm Chad"
            recipient = (*(addressed if own or doing else ()), *act.recipient, *addressed, *act.actor)
        return replace(
            act,
            event=row.event,
            mode=row.mode,
            cameo=row.cameo,
            trigger=governor,
            actor=actor or (act.actor if operator.row.kind in OWN_ACT else ()),
            recipient=recipient,
            about=act.about or act.event,
            because=(*act.because, operator.row.cause, row.cause),
            covers=act.covers | {governor.i} | {host.i for host in hosts if host.pos_ == "VERB"},
            kinds=(*act.kinds, operator.row.kind),
            by_speaker=False,
            mutual=act.mutual and operator.row.kind not in AT_OTHERS,
        )


def _shares_word(one: Groups, other: Groups) -> bool:
    """Does a word stand in the roles of both of these?"""
    told = {word.i for group in other for word in group}
    return any(word.i in told for group in one for word in group)


def _done_by_another(deed: Token) -> bool:
    """Is this a participle that tells who did a thing to the noun before it ("agreed to a truce [brokered] by Qatar")?"""
    return deed.dep_ == "acl" and deed.tag_ == "VBN" and bool(syntax.children(deed, "obl:agent"))


def _singular(clause: Token) -> bool:
    """Is the subject of a clause one thing or person, told by a noun?"""
    subjects = syntax.own_subjects(clause)
    return len(subjects) == 1 and subjects[0].tag_ in ("NN", "NNP") and len(syntax.conjuncts(subjects[0])) == 1


def _has_object(verb: Token) -> bool:
    return bool(syntax.objects(verb) or syntax.indirect_objects(verb))


def _may_take(operator: Operator, here: Token, head: Token) -> bool:
    """Do the preposition of an act and the object of the word above it suit what an operator asks for?"""
    prep = syntax.prepositions(here)
    if operator.row.prep and prep not in operator.row.prep:
        return False
    # Who stopped somebody "from marching" has stopped no march of his own; what he is told "on a visit" is not the visit; an
    # order "banning the party" bans it.
    told = head.pos_ == "VERB" and _has_object(head)
    enacts = operator.row.kind == "request" and here.dep_ == "acl" and here.tag_ == "VBG"
    if enacts or (told and (prep, operator.row.kind) in (("from", "stop"), ("on", "request"))):
        return False
    return operator.row.object != ("+",) or bool(syntax.objects(head) or syntax.own_subjects(here))


def _spine(act: Act) -> set[int]:
    """Give the words between an act's core and its trigger."""
    found, here = set(), act.core
    for head in syntax.ancestors(here):
        found.add(head.i)
        if head.i == act.trigger.i:
            return found
    return set()


def _unused(acts: list[Act], others: list[Act]) -> list[Act]:
    """Give the acts whose word none of the others has used up."""
    used = {place for act in others for place in act.covers}
    return [act for act in acts if act.core.i not in used]


def _without_doubles(acts: list[Act], doubles: bool) -> list[Act]:
    """Keep one act a trigger, the one with the deepest reading, and none whose trigger another act has used up.

    With ``doubles``, all that an operator takes.
    """
    kept: list[Act] = []
    told: set[int] = set()
    used: set[int] = set()
    for act in sorted(acts, key=lambda act: (-len(act.kinds), act.trigger.i, not clauses.is_bare(act.core))):
        if act.trigger.i not in used and (act.trigger.i not in told or (doubles and act.kinds)):
            kept.append(act)
            told.add(act.trigger.i)
            used |= act.covers - {act.trigger.i}
    above: dict[int, list[Act]] = defaultdict(list)
    for act in kept:
        above[act.core.i].append(act)
    return [act for act in kept if not _told_above(act, above) and (act.kinds or act.trigger.i not in used)]


def _told_above(act: Act, by_core: Mapping[int, Sequence[Act]]) -> bool:
    """Has the verb above used up the noun by which an act was wrapped ("dropped its [demand] that they leave")?"""
    others = by_core.get(act.trigger.head.i, ()) if act.kinds else ()
    return any(act.trigger.i in other.covers for other in others if other is not act)
