"""Who plays in an act: from the words in its roles to the actors of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from chancery.extract import clauses, syntax
from chancery.extract.done import arguments, sides
from chancery.extract.done.bearers import Bearers
from chancery.extract.done.roles import Groups
from chancery.extract.done.senses import Act
from chancery.extract.done.sides import BETWEEN, WHERE
from chancery.extract.findings import Cast, only_speaks, unique
from chancery.extract.setting import PRESS
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import INTERNATIONAL
from chancery.model import Place, Statement
from chancery.tokens import Token

# What somebody means, feels, judges or talks over is not said to anybody.
UNSPOKEN = frozenset({"intended", "felt", "judged", "discussed"})
# What those in power inflict on people and others, or let go; who they are.
INFLICTED = frozenset({"ACCUSE", "COERCE", "SANCTION", "RETREAT"})
POWERS = frozenset({"GOV", "MIL", "COP", "REB"})
# The sector of those who stand for no state, though they are of its country.
REBELS = "REB"
# The class of the prepositions behind which stands the other side.
SIDES = "sides"
# The class of journeys, and behind what stands one on which something else is done.
VISIT, ON = "visit", "on"
# What one goes on a journey for.
MEETING = frozenset({"CONSULT", "AGREE"})
# The class of those who speak for a body.
SPOKESMAN = "spokesman"
# Who speaks for a state.
OFFICES = frozenset({"GOV", "MIL"})
# The class of the prepositions behind which nobody stands who does what stands before.
ASIDE = "aside"
# The class of those behind which stands what went on at the time, and nobody to whom it was done.
MEANWHILE = "meanwhile"
# Behind this stands for whose sake a blow is dealt, who is not struck.
SAKE = frozenset({"for"})
# Behind this stands whom a thing is against, who is not turned down with it ("vetoed measures against Mali").
AGAINST = frozenset({"against"})
# The classes of what one does with the help of somebody ("with Omani mediation"), and of doing it together ("in concert with").
HELPING = "helping"
TOGETHER = "together"
# The class of what one does harm in for somebody's sake ("struck in support of the army").
FAVORING = "favoring"
# These harm nobody.
FRIENDLY = BETWEEN | {"AID", "CONCEDE", "RETREAT"}
# Of these nobody is the victim, so that they may be done for somebody ("signed a pact in support of Chad").
SPARING = FRIENDLY - {"RETREAT"}
# These are said on the air, not done to who carries them.
AIRED = ("AGREE", "SUPPORT", "REQUEST", "REJECT", "CONCEDE", "PROTEST", "ASSAULT")
# The class of the pronouns by which what two do is done to each other.
RECIPROCAL = "reciprocal"
# The class of what neighbors have together.
JOINT = "joint"
# What nobody does over somebody else's work.
HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
# What one does for another, not for the state in whose name he speaks.
PLEDGE = "AGREE"
AGREEING = "agree"
# The sector of prisoners.
JAILED = "CRM"
# Those against whom one helps another.
FOUGHT = frozenset({"CRM", "REB", "UAF"})
# Who does these to what is his own does them to somebody else ("recalled its ambassador", "called off its minister's visit").
ESTRANGED = frozenset({"SANCTION", "REJECT", "THREATEN"})
AT_HOME = frozenset({"withdraw", "meet", "relations"})
# In ``contexts``: it is done to envoys.
ENVOYS = "diplomatic"


class Played(Struct, frozen=True):
    """An act with the ids of those who play in it; ``place`` where nobody does, but it is known where it befell."""

    act: Act
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: Place | None = None


@dataclass(frozen=True)
class Casting:
    """Decides who plays in an act."""

    cast: Cast
    statements: tuple[Statement, ...]
    bearers: Bearers
    aside: frozenset[str]
    meanwhile: frozenset[str]
    helping: frozenset[str]
    together: frozenset[str]
    favoring: frozenset[str]
    voices: frozenset[str]
    reciprocal: frozenset[str]
    joint: frozenset[str]
    sides: frozenset[str]
    visits: frozenset[str]

    @classmethod
    def of(cls, cast: Cast, statements: tuple[Statement, ...], lexicon: Lexicon) -> Casting:
        """Cast with the classes of words that the tables have."""
        classes = (
            *(ASIDE, MEANWHILE, HELPING, TOGETHER, FAVORING),
            *(SPOKESMAN, RECIPROCAL, JOINT, SIDES, VISIT),
        )
        return cls(cast, statements, Bearers.of(cast, lexicon), *map(lexicon.events.classed, classes))

    def play(self, act: Act) -> Played:
        """Give an act its actors and recipients; both may be unknown."""
        said = innermost(self.statements, act.trigger.idx)
        speaker = said.speaker if said and said.sense not in UNSPOKEN else ()
        if act.by_speaker:
            played = Played(act, speaker, self._first(act.recipient, speaker))
            return self._addressed(played, said) if said and not act.recipient else played
        act = sides.by_whom_led(act)
        if two := self._between_theirs(act):
            return Played(act, two[:1], two[1:])
        to_each_other = self._to_each_other(act)
        act = replace(
            act,
            actor=tuple(
                tuple(word for word in group if not (clauses.contrasted(word) or self.bearers.strikes(word)))
                for group in act.actor
            ),
            recipient=tuple(self._players(group, act) for group in act.recipient),
        )
        actor = self._first(act.actor, self._holding(act), self.aside)
        act = sides.trimmed(act, len(actor))
        if not actor and said and said.kind == "indirect" and sides.is_it(act.actor):
            actor = self._spokesmen(speaker)
        if len(actor) > 1 and to_each_other:
            return Played(act, actor[:1], actor[1:])
        if speaker and (heard := self._heard(act, actor, speaker)):
            played = self.play(replace(heard, said_of_self=None, said_of_other=None))
            return self._addressed(played, said) if said and actor and self._own(actor, speaker) else played
        # Where several meet is no other side ("the two held talks in Oman").
        met = WHERE if act.mutual and act.mode != "visit" and len(actor) > 1 else frozenset()
        met |= SAKE if act.event == "ASSAULT" else frozenset()
        met |= AGAINST if act.event == "REJECT" else frozenset()
        recipient = self._first(act.recipient, actor, self.meanwhile | met)
        if act.event == "REQUEST" and self._is_quoted(act):
            recipient = tuple(one for one in recipient if self.cast.by_id[one].sector != PRESS)
        if act.event == "PROTEST":
            recipient = self._not_where(act, actor, recipient)
        if act.event in BETWEEN:
            home = self._homes(actor)
            abroad = tuple(ident for ident in recipient if ident not in home)
            recipient = abroad or tuple(one for one in recipient if self.cast.by_id[one].kind != "organisation")
        # What is off between two, nobody knows by whom, each of them is not given by the other.
        if (
            (act.mutual or act.mode == "meet")
            and not actor
            and len(recipient) == 2
            and sides.between(act, act.recipient)
        ):
            return Played(act, recipient[:1], recipient[1:])
        return self._apart(act, actor, self._pledged(act, actor, recipient))

    def _is_quoted(self, act: Act) -> bool:
        """Is what somebody wants told in his own words, which reporters only hear ("“Stop it,” Roe told [reporters]")?"""
        told = (innermost(self.statements, act.trigger.doc[place].idx) for place in act.covers)
        return any(said is not None and said.kind == "direct" for said in told)

    def _between_theirs(self, act: Act) -> tuple[str, ...]:
        """Give the two whose own people a thing is between ("Mali and Chad met after a clash [between their troops]")."""
        told = [
            group for group in (*act.actor[:1], *act.recipient[:1]) if len(group) == 1 and sides.between(act, (group,))
        ]
        owners = (owner for group in told for owner in syntax.children(group[0], "nmod:poss"))
        named = (self.cast.named_by(owner) for owner in owners if owner.tag_ == "PRP$")
        return next((tuple(who) for who in named if len(who) == 2), ())

    def _pledged(self, act: Act, actor: tuple[str, ...], recipient: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out the state in whose name somebody promises ("the Malian minister promised that [Mali] would help"), and those
        against whom he promises to help ("offered to help catch the [rebels]")."""
        official = act.event == PLEDGE and act.about and all(self.cast.by_id[ident].sector == "GOV" for ident in actor)
        home = self._homes(actor) if official else set()
        beneath = [word for group in act.recipient for word in group if act.core.is_ancestor(syntax.clause_of(word))]
        fought = {
            ident for word in beneath for ident in self.bearers.who(word) if self.cast.by_id[ident].sector in FOUGHT
        }
        foes = fought if act.event == PLEDGE else set()
        return tuple(ident for ident in recipient if ident not in home | foes)

    def _apart(self, act: Act, actor: tuple[str, ...], recipient: tuple[str, ...]) -> Played:
        """Let of two who do a thing together one stand as the actor, the other as the recipient; what is their own is neither."""
        if act.mutual and not actor and self._met(act, recipient):
            return Played(act, recipient, ())
        two, own = len(actor) == 2, self._own_things(act, actor, recipient)
        bare = own and self._unknown(recipient)
        estranged = (act.event in ESTRANGED and act.mode in AT_HOME) or (
            act.event == "ACCUSE" and ENVOYS in act.contexts
        )
        homely = act.event == "AID" or act.mode == "restrict"  # "closed the country's airspace"
        homely = homely and all(self.cast.by_id[ident].kind == "state" for ident in recipient)
        if (own and (estranged or homely)) or (two and (bare or self._jointly(act, recipient))):
            recipient = ()
        together = act.mutual or sides.between(act, act.actor) or (bare and act.event in BETWEEN) or self._joint(act)
        abroad = len({self.cast.by_id[ident].country for ident in actor} - {None}) > 1
        together |= abroad and bool(act.kinds) and act.trigger.lemma_ == AGREEING  # "agreed to free all prisoners"
        if not (together and two) or recipient or act.mode == "visit" or self._homes(actor) & set(actor):
            return Played(act, actor, recipient)
        return Played(act, actor[:1], actor[1:])

    def _met(self, act: Act, recipient: tuple[str, ...]) -> bool:
        """Do some people meet each other, of whose meeting nobody else is told ("a summit of [Arab leaders] was held")?"""
        owners = (noun for group in act.recipient for word in group for noun in syntax.obliques(word, "of"))
        several = len(recipient) == 1 and self.cast.by_id[recipient[0]].kind == "group"
        return several and any(recipient[0] in self.cast.named_by(noun) for noun in owners)

    def _not_where(self, act: Act, actor: tuple[str, ...], recipient: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out the state in which foreigners only march ("Iranians rallied in New York"), who is mourned, and the prisoners
        for whom others march."""
        homes = {self.cast.by_id[ident].country for ident in actor} - {None}
        words = [(word, syntax.prepositions(syntax.first_conjunct(word))) for group in act.recipient for word in group]
        there = {ident for word, prep in words if homes and prep == "in" for ident in self.bearers.who(word)}
        mourned = {ident for word, prep in words if prep == "over" for ident in self.bearers.who(word)}
        mourned = {ident for ident in mourned if self.cast.by_id[ident].sector in (None, "CVL", "LAB")}
        mourned |= {ident for ident in recipient if self.cast.by_id[ident].sector == JAILED}
        abroad = {ident for ident in there if self.cast.by_id[ident].country not in homes}
        return tuple(one for one in recipient if one not in mourned | abroad)

    def _unknown(self, recipient: tuple[str, ...]) -> bool:
        """Is of none of these known of which country they are?"""
        return not any(self.cast.by_id[ident].country for ident in recipient)

    def _jointly(self, act: Act, recipient: tuple[str, ...]) -> bool:
        """Do two deal over somebody's work, not with him ("deepened coast guard cooperation")?"""
        told = (syntax.prepositions(syntax.first_conjunct(word)) for group in act.recipient for word in group)
        peaceful = act.mutual and act.event not in HARMFUL  # not "Mali and Niger fought the rebels"
        return peaceful and self._unknown(recipient) and not any(prep in self.sides for prep in told)

    def _joint(self, act: Act) -> bool:
        """Is an act done to what the doers have together ("reopened their border")?"""
        words = [act.core.doc[place] for place in sorted(act.covers)]
        return arguments.owned_by_pronoun([[word for word in words if word.lemma_.lower() in self.joint]])

    def _own_things(self, act: Act, actor: tuple[str, ...], recipient: tuple[str, ...]) -> bool:
        """Are what an act is done to only the doers' own things ("reopened their embassies")?"""
        words = [word for group in act.recipient for word in group]
        homes = self._homes(actor)
        if not any(self._is_theirs(word, homes) for word in words):
            return False
        named = [word for word in words if not set(self.cast.named_by(word)).isdisjoint(recipient)]
        told = named or [word for word in words if not set(self.bearers.who(word)).isdisjoint(recipient)]
        countries = {self.cast.by_id[ident].country for ident in actor} | {None}
        foreign = any(self.cast.by_id[ident].country not in countries for ident in recipient)
        return not foreign and bool(told) and all(self._is_theirs(word, homes) for word in told)

    def _is_theirs(self, word: Token, homes: set[str]) -> bool:
        """Is a thing somebody's own ("its airspace"), or that of the state he acts for ("the country's airspace")?"""
        owners = {ident for owner in syntax.possessors(word) for ident in self.cast.named_by(owner)}
        return arguments.owned_by_pronoun([[word]]) or bool(owners and owners <= homes)

    def _to_each_other(self, act: Act) -> bool:
        """Is an act done to each other, or to what is each other's ("expelled [each other]'s envoys", "each hit [the other]")?"""
        told = [part for group in act.recipient for word in group for part in (word, *syntax.possessors(word))]
        each = any("each" in (word.lower_, word.left_edge.lower_) for group in act.actor for word in group)
        return any(
            f"{word.lower_} {syntax.following(word).lower_}" in self.reciprocal or (each and word.lower_ == "other")
            for word in told
        )

    def _addressed(self, played: Played, said: Statement) -> Played:
        """Let the foreigner whom somebody tells what he will do be meant, if nobody else is ("told Mali it would leave")."""
        home = {self.cast.by_id[ident].country for ident in played.actor} | {None}
        abroad = tuple(
            i for i in said.addressee if (one := self.cast.by_id[i]).country not in home and one.sector != PRESS
        )
        told = played.recipient and not arguments.owned_by_pronoun(played.act.recipient[:1])
        return played if told or not abroad else replace(played, recipient=abroad)

    def _homes(self, actor: tuple[str, ...]) -> set[str]:
        """Give the states and bodies that those who act stand for ("we", said by a minister, are he and his state)."""
        voices = {
            one.country for ident in actor if (one := self.cast.by_id[ident]).kind != "state" and one.sector != REBELS
        } - {None}
        return {
            one.id
            for one in self.cast.by_id.values()
            if one.country in voices
            and (one.kind == "state" or (one.country in INTERNATIONAL and one.kind == "organisation"))
            and not (one.id in actor and one.kind != "state")
        }

    def _heard(self, act: Act, actor: tuple[str, ...], speaker: tuple[str, ...]) -> Act | None:
        """Give what an act is in the mouth of this speaker, None where it is no other.

        What somebody in power says will be suffered at nobody's told hands ("looters would be jailed"), he will inflict.
        """
        if actor:
            return act.said_of_self if self._own(actor, speaker) else act.said_of_other
        if not syntax.is_passive(act.trigger) or act.actor:
            return None
        if act.said_of_other and act.said_of_other.event == act.event:
            return act.said_of_other
        if act.said_of_self and act.event in INFLICTED and all(map(self._in_power, speaker)):
            return replace(act.said_of_self, actor=(), by_speaker=True)
        return None

    def _in_power(self, ident: str) -> bool:
        one = self.cast.by_id[ident]
        return one.kind == "state" or one.sector in POWERS or (one.sector == "JUD" and one.kind == "organisation")

    def _holding(self, act: Act) -> tuple[str, ...]:
        """Give whose names hold the noun that tells the act ("the [Benghazi attack]"), as no doer's name does."""
        if act.core.pos_ not in ("NOUN", "PROPN"):
            return ()
        holding = {ident: self.cast.by_id[ident] for _, ident, _ in self.cast.covering(act.core.idx)}
        return tuple(ident for ident, one in holding.items() if not one.country or only_speaks(one))

    def _players(self, group: tuple[Token, ...], act: Act) -> tuple[Token, ...]:
        """Leave out of a role what tells the act itself ("filed a lawsuit"), what only helps in it, and "not X but"."""
        return tuple(
            word
            for word in group
            if not (word.i in act.covers and self._guessed(word))
            and not (act.event == "AID" and self._brought(word, act))
            and not (act.event == "ASSAULT" and (self.bearers.is_beside(word) or self.bearers.befell_in(word)))
            and not (word.lower_ in self.helping and syntax.prepositions(word) == "with")
            and not (word.lower_ in self.together and syntax.prepositions(word) == "in")
            and not self._abroad(word, act)
            and not (act.event not in SPARING and self._favored(word))
            and not (act.event in AIRED and self.bearers.airs(word))
            and not clauses.contrasted(word)
        )

    def _abroad(self, word: Token, act: Act) -> bool:
        """Is this the journey on which somebody does another thing ("on a [visit] to Chad, he ordered")?"""
        journey = word.lower_ in self.visits and syntax.prepositions(word) == ON and word.i not in act.covers
        return journey and act.event not in MEETING

    def _brought(self, word: Token, act: Act) -> bool:
        """Is this one of several things given, whose first tells the act ("carrying tents and a field [hospital]")?"""
        first = syntax.first_conjunct(word)
        known = any(self.cast.by_id[ident].country for ident in self.cast.named_by(word))
        return first.i != word.i and first.i in act.covers and word.pos_ == "NOUN" and not known

    def _favored(self, word: Token) -> bool:
        """Is this for whose sake harm is done ("marched in [support] of them", "in [what] it calls support for them")?"""
        called = {noun.lower_ for noun in (word, *syntax.antecedents(word))}
        return not called.isdisjoint(self.favoring) and syntax.prepositions(word) == "in"

    def _guessed(self, word: Token) -> bool:
        """Does a word name only somebody who seems to say something somewhere?"""
        found = [self.cast.by_id[ident] for ident in self.cast.named_by(word)]
        return bool(found) and all(not one.country and only_speaks(one) for one in found)

    def _own(self, actor: tuple[str, ...], speaker: tuple[str, ...]) -> bool:
        """Is what the actors do the speakers' own deed: their own, or that of the state in whose name they speak?"""
        voices = {by.country for ident in speaker if (by := self.cast.by_id[ident]).sector in OFFICES}
        return all(ident in speaker or self._state_of(ident) in voices for ident in actor)

    def _spokesmen(self, speaker: tuple[str, ...]) -> tuple[str, ...]:
        """Give those who speak for a body that is named nowhere else ("a spokesman for the army said it attacked")."""
        roles = [self.cast.by_id[ident].role or "" for ident in speaker]
        return speaker if all(role.rpartition(" ")[2] in self.voices for role in roles) else ()

    def _state_of(self, ident: str) -> str:
        one = self.cast.by_id[ident]
        return one.country or "" if one.kind == "state" or one.sector in OFFICES else ""

    def _meant(self, nouns: Sequence[Token], without: tuple[str, ...], aside: frozenset[str]) -> tuple[str, ...]:
        return unique(ident for noun in nouns for ident in self.bearers.who(noun, aside) if ident not in without)

    def _all_at_home(self, found: tuple[str, ...], actor: tuple[str, ...]) -> bool:
        """Are all found at home where the actors are ("limits on [U.S.] cooperation with Mali"), if anybody is found?"""
        homes = {self.cast.by_id[ident].country for ident in actor} - {None}
        return all(self.cast.by_id[ident].country in homes for ident in found)

    def _first(self, groups: Groups, without: tuple[str, ...], aside: frozenset[str] = frozenset()) -> tuple[str, ...]:
        for group in groups:
            named = {token.i for token in group if self.cast.named_by(token)}
            # "ministers [of Mali]" are those who act, not Mali besides
            told = [token for token in group if not sides.of_one(syntax.first_conjunct(token), named)]
            # "on its border [with Chad]"
            shared = [noun for token in told if token.pos_ == "NOUN" for noun in syntax.obliques(token, "with")]
            found = self._meant(told, without, aside)
            if beyond := self._meant(shared, without, aside) if self._all_at_home(found, without) else ():
                return beyond
            if found:
                return found
            if any(self.cast.only_beside(token) for token in told):
                return ()  # "the lawyer of a Danish [journalist] arrested in Chad"
        return ()


def innermost(statements: Iterable[Statement], offset: int) -> Statement | None:
    """Give the shortest statement whose content holds an offset."""
    holding = [(end - start, said) for said in statements for start, end in said.content_spans if start <= offset < end]
    return min(holding, key=lambda pair: pair[0])[1] if holding else None
