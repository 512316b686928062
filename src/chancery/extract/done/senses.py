"""Acts at words: which senses of the event tables fit where, and who takes part."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.done import arguments, manner
from chancery.extract.done.fitting import SPEAKER
from chancery.extract.done.nouns import DEPTH
from chancery.extract.done.roles import PLANNING, Groups, Roles
from chancery.lexicon.event_rows import SenseRow
from chancery.lexicon.event_senses import Sense
from chancery.lexicon.events import EventTables
from chancery.tokens import Doc, Token

# The weapon that is attacked is not what it is done with, and the verb itself has said what it says ("clubbed").
ARMED = ("ASSAULT", "MOBILIZE")
# Classes of people whom one may ask for.
PEOPLE = "@person", "@official", "@dignitary"
# What is asked, offered or threatened may stand right before the noun that says so, …
ASKED_BEFORE = frozenset({"request", "offer", "promise", "threaten"})
# … but not before the class of nouns that then name a paper or a state of affairs ("a ceasefire agreement").
STANDING = "@standing"
# Deeds, and talks: of words ("considered an offer") it is another who said them.
PLANNED = ("CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
# The class of what stands before a deed in a predicate that tells what its subject thinks of it ("is [against] a blockade"), or
# when that was beside it ("was [before] the protests").
JUDGING = "judging"
# The class of verbs of suffering a thing at somebody's hands.
ENDURING = "@enduring"
# What is done for somebody, and the class of verbs of doing it against somebody else.
HELP, SHIELDING = "AID", "@shielding"
# The class of verbs of owning up to a deed, and who says that nobody does.
CLAIMING, NOBODY = "@claiming", frozenset({"nobody", "none"})
# What somebody does between others.
MEDIATED = "third-party"
# These are always done with somebody.
TOGETHER = ("CONSULT", "COOPERATE")
WITH_EACH_OTHER = (("with",), ("between",))
# By these somebody only says that he or others would do a thing.
SPOKEN_OF = ("offer", "promise", "request")
# Who says a thing is not what he says: an army may threaten with a curfew.
SPOKEN = ("THREATEN", "REQUEST", "REJECT")
# A protest, and the class of blows that it may be against.
MARCHING, VIOLENCE = "PROTEST", ("@attack",)


class Act(Struct, frozen=True):
    """An act at a word: what it is, who may be its actor and recipient, and the words and rows that told it.

    ``core`` is the word of the innermost sense; ``trigger`` the outermost operator, or the core. ``covers`` are the words
    that this act has used up. ``by_speaker`` says that the actor is whoever speaks, ``hosted`` that a verb carries an event
    noun, ``mutual`` that two who do it do it to each other.
    """

    event: str | None
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    trigger: Token
    core: Token
    actor: Groups
    recipient: Groups
    about: str | None = None
    because: tuple[str, ...] = ()
    covers: frozenset[int] = frozenset()
    by_speaker: bool = False
    kinds: tuple[str, ...] = ()
    hosted: bool = False
    mutual: bool = False
    said_of_self: Act | None = None
    said_of_other: Act | None = None

    @property
    def meant(self) -> str | None:
        """The type of the act; of an agreement, that of what is agreed on."""
        return self.about if self.event == "AGREE" and self.about else self.event


class Senses(Roles):
    """Reads the senses of a document's words as acts, not yet wrapped by the operators above them."""

    def __init__(self, doc: Doc, tables: EventTables) -> None:
        super().__init__(doc, tables)
        self._senses: dict[int, Act | None] = {}

    def sense_at(self, token: Token) -> Act | None:
        """Give the act that the most demanding fitting sense reads at a word; None where none fits."""
        if token.i not in self._senses:
            self._senses[token.i] = self._sense_at(token)
        return self._senses[token.i]

    def _sense_at(self, token: Token) -> Act | None:
        if self.leaves_open(token) or any(self.leaves_open(below) for below in syntax.children(token, "xcomp")):
            return None
        best: tuple[Sense, frozenset[int]] | None = None
        for lemma, pos in self.readings(token):
            for sense in self.possible(token, lemma, pos):
                if best is not None and sense.weight < best[0].weight:
                    break
                used = self.fit(token, sense)
                if not isinstance(used, str) and (
                    best is None or (sense.weight, len(used)) > (best[0].weight, len(best[1]))
                ):
                    best = sense, used
        if best is None or (best[0].row.event == "ASSAULT" and self.by_none(token)):
            return None
        return self._in_mode(self._act(token, *best))

    def by_none(self, verb: Token) -> bool:
        """Does nobody claim a deed, which its own noun tells ("no group [claimed] the attack")?"""
        return self.in_verbs(verb, CLAIMING) and any(
            syntax.negation(who) or who.lower_ in NOBODY for who in syntax.own_subjects(verb)
        )

    def unspent(self, token: Token) -> list[Token]:
        """Give what hangs on a word but for the adverbs that its sense has used up (the "not" of "will not stand idly by")."""
        act = self.sense_at(token)
        return [child for child in token.children if not (act and child.dep_ == "advmod" and child.i in act.covers)]

    def act_of(self, token: Token, sense: Sense) -> Act:
        """Give the act that a sense tells at a word, whether or not all its words are there."""
        return self._act(token, sense, frozenset({token.i}))

    def _act(self, token: Token, sense: Sense, used: frozenset[int]) -> Act:
        row = sense.row
        if row.event is None:
            # What bars a verb says nothing of the deed below it ("is expected to [announce] sanctions").
            below = syntax.CLAUSES if syntax.is_passive(token) else ("ccomp",)
            used = frozenset(place for place in used if place <= token.i or self.doc[place].arc not in below)
        usual = self.tables.roles_of.get((row.event or "", row.pos))
        actor = row.actor or (usual.actor if usual else ())
        recipient = row.recipient or (usual.recipient if usual else ())
        by_speaker = SPEAKER in actor
        announced = self.tables.compose("announce", row.event or "", row.mode)
        carriers: tuple[str, ...] = ("light",) if announced else ("light", "announce")
        carriers = (*carriers, PLANNING) if row.event in PLANNED else carriers
        hosts = self._hosts(token, carriers) if arguments.is_noun(token) and not arguments.is_predicate(token) else ()
        places, whole = (token, *hosts), next((host for host in reversed(hosts) if self.is_part(host)), token)
        beyond = tuple(
            word
            for place in sorted(used - {token.i})
            if (word := self.doc[place]).arc in ("obl", "xcomp", "nmod", "advcl")
        )
        acted = ("of",) if "object" in actor else ()  # "the deployment [of] Malian troops"
        if hosts and row.pos == "verb":
            # What is mobilized is not whom it is turned against.
            recipient = recipient if row.event == "MOBILIZE" else (*recipient, "of")
            actor = (*actor, "poss", "by", *acted)
        elif arguments.is_noun(token) and row.pos == "verb":
            actor = ("poss", "by", *actor, *acted)
            recipient = ("of", *recipient) if "object" in recipient else recipient
        elif arguments.is_noun(token) and (syntax.prepositions(whole) == "under" or self._endured(whole)):
            # Who is under investigation or attack suffers it, or "faces pressure from Rome".
            places = (*places, whole.head) if self._endured(whole) or whole.arc == "obl" else places
            actor, recipient = tuple(role for role in actor if role != "subject"), ("subject", *recipient)
        elif arguments.is_predicate(token) and syntax.prepositions(token) in self.tables.classed(JUDGING):
            # Who is against a blockade does not impose it, and an election before protests does not protest.
            actor = tuple(role for role in actor if role != "subject")
        if row.mode == MEDIATED and not (token.dep_ == "xcomp" and self.operator_at(token.head, SPOKEN_OF)):
            # Those between whom somebody mediates meet or agree themselves, but where he only offers to mediate.
            used = used - {place for place in used if place != token.i and self._between(self.doc[place])}
        covers = used | {host.i for host in hosts if host.pos_ == "VERB" or self.is_part(host)}
        if row.event == "REQUEST":
            # What is asked for together happens together, or not ("called for a truce and the release of two pilots").
            covers |= {also.i for place in used - {token.i} for also in syntax.conjuncts(self.doc[place])}
        direct = arguments.after_particle(token, sense.particle) if row.pos == "verb" else []
        if direct and "object" in recipient:
            first = recipient.index("object")
            before, after = recipient[:first], recipient[first:]
            owners = [owner for noun in direct for owner in arguments.owners(noun)] if "owner" in before else []
            recipients = (
                *([tuple(owners)] if owners else []),
                *self._groups(places, before),
                tuple(direct),
                *self._groups((*places, *beyond), after),
            )
        else:
            # What stands behind "send in" is sent.
            led = [name for name in recipient if not (direct and sense.particle.endswith(name))]
            recipients = self._groups((*places, *beyond), tuple(led))
        recipients = self._suffering(token, recipients, row.event)
        if whole.arc == "nmod" and syntax.prepositions(whole) == "under":  # "Mali, under [attack] from rebels"
            recipients = ((whole.head,), *recipients)
        return Act(
            event=row.event,
            mode=row.mode,
            cameo=row.cameo,
            contexts=row.contexts,
            trigger=token,
            core=token,
            actor=self._groups(places, actor),
            recipient=recipients,
            because=(row.cause,),
            covers=frozenset(covers),
            by_speaker=by_speaker,
            hosted=any(host.pos_ == "VERB" for host in hosts) or actor[:1] == ("clause",) or self._brought_about(token),
            mutual=_is_mutual(row, row.recipient or recipient),
        )

    def _endured(self, noun: Token) -> bool:
        """Is this what somebody suffers ("faced [pressure] from Rome", "repelled an [attack]")?"""
        return noun.dep_ == "obj" and self.with_particle(noun.head, ENDURING) and not syntax.is_infinitive(noun.head)

    def _brought_about(self, noun: Token) -> bool:
        """Is this what somebody mediated?"""
        verbs = [noun.head] if noun.dep_ in ("obj", "nsubj:pass") else syntax.children(noun, "acl")
        return arguments.is_noun(noun) and any(map(self._mediates, verbs))

    def _mediates(self, verb: Token) -> bool:
        """Does a verb bring about what others do ("brokered a truce between …")?"""
        own = self.sense_at(verb) if verb.pos_ == "VERB" else None
        return own is not None and own.mode == MEDIATED

    def _between(self, noun: Token) -> bool:
        """Does what somebody mediates say between whom it is, by itself or at the verb?"""
        return bool(arguments.parties(noun)) or any(
            prep == "between" for word in (noun, noun.head) for _, prep in self.dependents(word)
        )

    def _asked(self, noun: Token) -> bool:
        """Is this who is asked, not somebody who is asked for ("called for a prosecutor")?"""
        return not arguments.wanted(noun) or self.match(noun, PEOPLE) is None

    def _suffering(self, token: Token, groups: Groups, event: str | None) -> Groups:
        """Give those to whom an act may be done; of a blow of which nobody tells what it hit, the place told before it."""
        struck = tuple(place for place in token.children if self.is_struck(place)) if arguments.is_noun(token) else ()
        told = (tuple(word for word in group if self._suffers(word, event)) for group in groups or (struck,))
        return tuple(filter(None, told))

    def _suffers(self, noun: Token, event: str | None) -> bool:
        """May an act be done to whom a noun names: is he who is asked, or against whom one fights and not beside him?

        Those against whom one helps somebody are not helped ("shield it from pirates").
        """
        if event == "REQUEST":
            return self._asked(noun)
        if event == HELP and (prep := syntax.prepositions(noun)) in ("against", "from"):
            return prep == "from" and not self.in_verbs(noun.head, SHIELDING)
        return event not in ARMED or not self.accompanies(noun)

    def _in_mode(self, act: Act) -> Act:
        """Let the words around an act tell its mode."""
        if act.event is None:
            return act
        verbs = (word for place in sorted(act.covers) if (word := self.doc[place]).pos_ == "VERB")
        places = (act.core, act.trigger, *verbs, *(word for group in act.actor[:1] for word in group))
        targets = {word.i for group in act.recipient[:1] for word in group} if act.event in ARMED else set()
        if act.event in ARMED and act.core.pos_ == "VERB":
            targets.add(act.core.i)
        if act.event in SPOKEN:
            targets |= {word.i for group in act.actor[:1] for word in group}
        elif act.event == MARCHING:  # nobody riots who protests against violence
            against = (word for group in act.recipient[:1] for word in group)
            targets |= {word.i for word in against if self.match(word, VIOLENCE) is not None}
            struck = ((word, noun) for word in act.core.subtree for noun in syntax.obliques(word, "on"))
            targets |= {word.i for word, noun in struck if noun.ent_type_ == "GPE"}  # "strikes on Mali"
        row = manner.mode_row(self.tables, act.event, act.mode, places, targets, self._names)
        if row is None and act.mode is None and act.event in ARMED:
            row = manner.scene_row(self.tables, act.event, act.core, targets, self._names)
        if row is None:
            return act
        return replace(act, mode=row.mode, cameo=row.cameo or act.cameo, because=(*act.because, row.cause))

    def _hosts(self, noun: Token, carriers: tuple[str, ...] = ("light",)) -> tuple[Token, ...]:
        """Give what carries an event noun: the nouns looked through to it, then a verb that only performs it."""
        found: list[Token] = []
        here = noun
        while len(found) < DEPTH:
            head = here.head
            if head.i == here.i:
                break
            of = here.dep_ == "nmod" and syntax.prepositions(here) in ("of", "in", "for")
            transparent = of or here.dep_ in ("compound", "amod")
            if transparent and self.is_part(head) and not (self.named_by(here, head) or self._offers(head)):
                found.append(head)
                here = head
                continue
            first = syntax.first_conjunct(here)
            performs = first.dep_ in ("obj", "nsubj:pass") and self._carries(first.head, carriers)
            performs = performs or self.goes_ahead(first)
            if performs or (first.dep_ in ("nsubj", "nsubj:outer") and self._happens(first.head)):
                found.append(first.head)
            break
        given = [one for one in syntax.children(noun, "acl") if one.tag_ == "VBN" and self._carries(one, carriers)]
        return (*found, *given)  # "a threat [made] by Mali"

    def _offers(self, noun: Token) -> bool:
        """Is this a noun by which somebody offers what it is of ("an [offer] of talks"), not a way to count it?"""
        return arguments.is_noun(noun) and self.operator_at(noun, ("offer",)) is not None

    def goes_ahead(self, noun: Token) -> bool:
        """Does a verb perform what a noun tells by a preposition ("went ahead with the [expulsion] of …")?"""
        prep = syntax.prepositions(noun) if noun.arc == "obl" else ""
        light = self.operators_at(noun.head, ("light",)) if prep else ()
        return any(prep in one.row.prep for one in light)

    def named_by(self, act: Token, noun: Token, kinds: Collection[str] = ASKED_BEFORE) -> bool:
        """Does a noun of asking, offering or threatening say before it what it asks for ("an [extradition] request")?"""
        asks = (
            act.dep_ == "compound" and not ASKED_BEFORE.isdisjoint(kinds) and self.operator_at(noun, kinds) is not None
        )
        return asks and self.match(noun, (STANDING,)) is None

    def _happens(self, verb: Token) -> bool:
        """Does a verb say only that its subject came about ("erupted", "took place")?"""
        return self.with_particle(verb, "@happen")

    def _carries(self, verb: Token, carriers: tuple[str, ...]) -> bool:
        kinds = {
            operator.row.kind
            for operator in self.operators_at(verb)
            if operator.row.kind != "light" or not operator.row.prep
        }
        if self.names(verb) or self._mediates(verb):
            return False
        if PLANNING in carriers and (not kinds or self.leaves_open(verb)):
            return self._plans(verb)
        return bool(kinds & set(carriers)) and ("announce" in carriers or "announce" not in kinds)


def _is_mutual(row: SenseRow, recipient: tuple[str, ...]) -> bool:
    """Do two who do this do it to each other: is its other side looked for behind "with" first ("clashed", "signed a treaty")?"""
    if row.mode == "third-party":
        return False
    if row.event in TOGETHER or row.mode == "ceasefire":
        return True
    return recipient[:1] in WITH_EACH_OTHER or (row.event == "AGREE" and "with" in recipient)
