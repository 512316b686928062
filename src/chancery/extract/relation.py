"""What does the one do to the other? The rules of the events, asked from two given places of a text."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from chancery.extract import casting, composing, modality, syntax
from chancery.extract.between import (
    ABOVE,
    BELOW,
    NEAREST,
    ONE,
    OTHER,
    PATH,
    ROUTES,
    TOLD,
    WIDER,
    WORD,
    Between,
    Candidate,
    relation_row,
)  # fmt: skip
from chancery.extract.casting import Played
from chancery.extract.findings import Cast
from chancery.extract.frames import Frames
from chancery.extract.nearly import nearly
from chancery.extract.senses import Act
from chancery.lexicon import Lexicon
from chancery.lexicon.event_rows import RelationRow
from chancery.model import Actor, Article, Event, Span, Statement
from chancery.tokens import Doc, Token

# An act so many steps off the path between the two stands in a clause of its own.
ASIDE = 2
# What opens a phrase that tells only when the act of its clause was done.
TEMPORAL = frozenset({"after", "following", "before", "ahead", "since", "hours", "days"})


def relation(
    doc: Doc,
    article: Article,
    actors: tuple[Actor, ...],
    statements: tuple[Statement, ...],
    actor_span: Span,
    recipient_span: Span,
    lexicon: Lexicon,
) -> Event | None:
    """Tell what the actor at one place does to the recipient at another; None where no act joins them.

    Where no row gives the two their roles, the act of the clause on the path between them answers, and ``because`` says
    ``fallback`` with the route.
    """
    pair = Pair.of(doc, actor_span, recipient_span, lexicon)
    if pair is None:
        return None
    moods = modality.Modality(Frames(doc, lexicon.events), lexicon.status)
    best = _by_acts(pair, moods, lexicon)
    if best is None or best.route >= PATH:
        best = pair.asked(moods, lexicon) or _nearer(best, pair.by_word(moods, lexicon), lexicon)
    if best is None:
        return None
    cast = Cast(actors)
    played = Played(best.act, _ids(cast, actor_span), _ids(cast, recipient_span))
    event = casting.event("r1", played, lexicon)
    if best.route <= WIDER:
        return event
    return replace(event, because=(*event.because, f"fallback:{ROUTES[best.route]}"))


def _by_acts(pair: Pair, moods: modality.Modality, lexicon: Lexicon) -> Candidate | None:
    """Give the act of the tables that joins the two best."""
    found = []
    for act in moods.frames.acts(pair.doc[pair.start : pair.end], doubles=True):
        made = pair.agreed(composing.composed(act, moods, lexicon), moods, lexicon)
        if made.event is None:
            continue
        played, route = pair.route(made)
        if route >= ABOVE and (taken := pair.taken(act, moods, lexicon)):
            played, route = taken
        if route >= ABOVE and (told := pair.told(made, lexicon)):
            played, route = told, TOLD
        if route <= BELOW and moods.unreal(made.trigger):
            route += PATH - BELOW
        found.append(Candidate(played.act, route, pair.distance(made.trigger)))
    best = min(found, key=lambda one: (one.route, one.distance), default=None)
    return (_main(best, found) or best) if best and best.route < BELOW else best


def _main(best: Candidate, found: list[Candidate]) -> Candidate | None:
    """Give the act of the clause to which the best one only adds when ("ended its strike after talks with the ministry")."""
    for here in (best.act.trigger, *syntax.ancestors(best.act.trigger)):
        if here.pos_ == "VERB" and here.arc != "advcl":
            return None
        if syntax.prepositions(here).split(" ")[0] in TEMPORAL:
            return next((one for one in found if one.route == BELOW and one.act.trigger.i == here.head.i), None)
    return None


def _nearer(act: Candidate | None, word: Candidate | None, lexicon: Lexicon) -> Candidate | None:
    """Choose between an act that joins the two by nothing but its place and a bare word.

    Far from the path the word knows better which side the two are on.
    """
    if act is None or word is None:
        return act or word
    quads = lexicon.codebook.events
    sides = {quads[one.act.event].quad <= 2 for one in (act, word) if one.act.event}
    aside = act.route == PATH and act.distance >= ASIDE and word.route == WORD
    return word if aside and len(sides) > 1 else act


def _bare(row: RelationRow, word: Token) -> Act:
    return Act(row.event, None, None, (), word, word, (), (), because=(row.cause,))


def _ids(cast: Cast, span: Span) -> tuple[str, ...]:
    inside = cast.mentions_in(span)
    return (inside[0][1],) if inside else ()


@dataclass(frozen=True)
class Pair(Between):
    """Two places, and what is said between them."""

    def agreed(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Act:
        """Take for an agreement the harm that the two agree to do to somebody else."""
        harmed = next(iter(moods.frames.inner(act)), None) if act.kinds[-1:] == ("offer",) else None
        row = lexicon.events.compose("offer", "", None)
        if harmed is None or row is None or act.event != "THREATEN" or OTHER in self.players(harmed.recipient):
            return act
        if OTHER not in self.players((*act.actor, *act.recipient)):
            return act
        return replace(act, event=row.event, mode=row.mode, cameo=row.cameo, because=(*act.because, row.cause))

    def taken(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> tuple[Played, int] | None:
        """Play the act between the two of which another clause tells only what somebody else makes of it."""
        for inner in moods.frames.inner(act) if act.kinds else ():
            played, route = self.route(composing.composed(inner, moods, lexicon))
            if played.act.event and route <= WIDER:
                return played, route
        return None

    def told(self, act: Act, lexicon: Lexicon) -> Played | None:
        """Take for an accusation what hostile act the one says the other did."""
        said = casting.innermost(self.casting.statements, act.trigger.idx)
        row = lexicon.events.compose("accuse", act.event or "", act.mode)
        if said is None or row is None or OTHER not in self.players(act.actor[:1]):
            return None
        if lexicon.codebook.events[act.event or ""].quad <= 2:
            return None
        made = replace(act, event=row.event, mode=row.mode, cameo=row.cameo, about=act.event)
        return Played(replace(made, because=(*act.because, row.cause)), (ONE,), (OTHER,))

    def asked(self, moods: modality.Modality, lexicon: Lexicon) -> Candidate | None:
        """Judge by who says it what the one says of the other, whatever it is.

        A duty is a request ("said Kyiv must do more"), a wrong an accusation ("said he had cheated them").
        """
        for verb in syntax.ancestors(self.other):
            said = casting.innermost(self.casting.statements, verb.idx)
            if said is None or self.other not in syntax.own_subjects(verb):
                continue
            duty = next((cue.row.cause for cue in moods.around(verb) if cue.row.asks), None)
            wrong = relation_row(verb, lexicon)
            hostile = wrong.cause if wrong and lexicon.codebook.events[wrong.event].quad > 2 else None
            row = lexicon.events.compose("request" if duty else "accuse", "*", None)
            if row is not None and (why := duty or hostile):
                because = row.cause, why
                return Candidate(Act(row.event, row.mode, row.cameo, (), verb, verb, (), (), because=because), TOLD, 0)
        return None

    def by_word(self, moods: modality.Modality, lexicon: Lexicon) -> Candidate | None:
        """Answer by the words themselves, where no act of the tables is near: those on the path, then the nearest."""
        told = [self._told(word, lexicon) for word in self.apex_first()]
        if not any(told):
            told = [nearly(moods.frames, word) for word in self.apex_first()]
        acts = [moods.frames.wrapped(act) for act in told if act]
        if acts:
            first = acts[0].core.i
            act = next((act for act in acts if act.kinds and act.trigger.i == first), acts[0])
            made = composing.composed(act, moods, lexicon)
            return Candidate(made if made.event else act, WORD, 0)
        found = [(self.distance(word), word) for word in self.doc[self.start : self.end]]
        near = [(row, steps, word) for steps, word in found if (row := relation_row(word, lexicon))]
        # Words of going and speaking stand in any sentence.
        near.sort(key=lambda one: (one[0].event == "CONSULT", one[1], one[2].i))
        return next((Candidate(_bare(row, word), NEAREST, steps) for row, steps, word in near), None)

    def _told(self, word: Token, lexicon: Lexicon) -> Act | None:
        """Give what a word between the two tells by itself."""
        row = relation_row(word, lexicon)
        if row is None:
            return None
        return (self._told_by_name(row, lexicon) if row.event == "CONSULT" else None) or _bare(row, word)

    def _told_by_name(self, told: RelationRow, lexicon: Lexicon) -> Act | None:
        """Take from what the one is called what no verb of going or speaking tells ("the gunman went into a bank")."""
        row = relation_row(self.one, lexicon) if told.pos == "verb" else None
        hostile = row is not None and lexicon.codebook.events[row.event].quad > 2
        return _bare(row, self.one) if row and hostile else None
