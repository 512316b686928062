"""What does the one do to the other? The rules of the events, asked from two given places of a text."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from chancery.extract import syntax
from chancery.extract.done import coding, composing, modality
from chancery.extract.done.between import (
    ABOVE,
    APART,
    BELOW,
    FAR,
    NEAREST,
    PATH,
    ROUTES,
    TOLD,
    WIDER,
    WORD,
    Candidate,
    relation_row,
)
from chancery.extract.done.casting import Played
from chancery.extract.done.frames import Frames
from chancery.extract.done.nearly import nearly, plainly
from chancery.extract.done.senses import Act
from chancery.extract.done.voiced import HELP, Voiced
from chancery.extract.findings import Cast
from chancery.lexicon import Lexicon
from chancery.lexicon.event_rows import RelationRow
from chancery.model import Actor, Article, Event, Span, Statement
from chancery.tokens import Doc, Token

# An act so many steps off the path between the two stands in a clause of its own.
ASIDE = 2
# The mode of what one looks into, and the tags of what is done, not to come.
PROBING, DONE = "investigate", frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})
# What may be said to one of another.
WARNING = "THREATEN"
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
    best = pair.branded(moods.frames) or _by_acts(pair, moods, lexicon)
    if best is None or best.route >= PATH:
        best = pair.asked(moods, lexicon) or _nearer(pair, best, pair.by_word(moods, lexicon), lexicon)
    elif best.route == BELOW and best.act.event == WARNING:
        # Of whom somebody is warned is not threatened.
        best = pair.asked(moods, lexicon) or best
    if best is None:
        return None
    cast = Cast(actors)
    played = Played(best.act, _ids(cast, actor_span), _ids(cast, recipient_span))
    event = coding.event("r1", played, lexicon)
    if best.route <= WIDER:
        return event
    return msgspec.structs.replace(event, because=(*event.because, f"fallback:{ROUTES[best.route]}"))


def _by_acts(pair: Pair, moods: modality.Modality, lexicon: Lexicon) -> Candidate | None:
    """Give the act of the tables that joins the two best."""
    found = []
    for act in moods.frames.acts(pair.doc[pair.start : pair.end], doubles=True):
        made = composing.composed(act, moods, lexicon)
        if made.event is None:
            continue
        made = pair.rallied(pair.agreed(made, moods, lexicon), moods, lexicon)
        made = pair.shielded(pair.joined(made, moods.frames, lexicon), moods.frames)
        made = pair.exposed(pair.favored(pair.lent(made), moods.frames), moods.frames, lexicon)
        played, route = pair.route(made)
        if route > WIDER and pair.on_condition(made, moods):
            route = WIDER
        if route >= ABOVE and (taken := pair.taken(act, moods, lexicon)):
            played, route = taken
        if route >= ABOVE and (told := pair.told(made, moods, lexicon)):
            played, route = told, TOLD
        if route < ABOVE and (denied := pair.denied(made, moods, lexicon)):
            played = denied
        distance = pair.distance(made.trigger)
        if route <= WIDER and (made.event == HELP or made.mode == PROBING) and _meant(made.trigger):
            # Help or a probe that something is done for tells more than what else is done beside that.
            route, distance = BELOW, distance - 1
        elif route <= BELOW and moods.unreal(made.trigger):
            route += PATH - BELOW
        if route == PATH and distance >= FAR:
            route = APART
        found.append(Candidate(played.act, route, distance))
    best = min(found, key=lambda one: (one.route, one.distance), default=None)
    return (_main(best, found) or _outer(best, found, pair) or best) if best and best.route < BELOW else best


def _outer(best: Candidate, found: list[Candidate], pair: Pair) -> Candidate | None:
    """Give the act that is done to what the best one only tells of ("lifted the embargo it had imposed on [Cuba]")."""
    deed = best.act.trigger
    if deed.dep_ != "acl:relcl" or pair.one.is_ancestor(deed) or deed.is_ancestor(pair.one):
        return None
    return next(
        (one for one in found if one.act.trigger.i != deed.i and deed.head in syntax.objects(one.act.trigger)), None
    )


def _meant(deed: Token) -> bool:
    """Is this what somebody did another thing for ("sent radars [to help] Mali")?"""
    above = deed.head.head if deed.arc == "acl" and deed.head.dep_ == "obj" else deed.head
    purpose = deed.arc in ("advcl", "acl") and deed.tag_ == "VB" and syntax.is_infinitive(deed)
    return purpose and above.pos_ == "VERB" and above.tag_ in DONE


def _main(best: Candidate, found: list[Candidate]) -> Candidate | None:
    """Give the act of the clause to which the best one only adds when ("ended its strike after talks with the ministry").

    An act that is done to somebody else is not done to the other.
    """
    for here in (best.act.trigger, *syntax.ancestors(best.act.trigger)):
        if here.pos_ == "VERB" and here.arc not in ("advcl", "acl"):
            return None
        if here.arc in ("obl", "advcl", "nmod") and syntax.prepositions(here).split(" ")[0] in TEMPORAL:
            governing = [
                one for one in found if one.route == BELOW and here.head.i in (one.act.trigger.i, one.act.core.i)
            ]
            return next((one for one in governing if not _done_to_somebody(one.act)), None)
    return None


def _done_to_somebody(act: Act) -> bool:
    """Does an act name whom it is done to?"""
    return any(word.pos_ == "PROPN" or word.ent_type_ for group in act.recipient for word in group)


def _nearer(pair: Pair, act: Candidate | None, word: Candidate | None, lexicon: Lexicon) -> Candidate | None:
    """Choose between an act that joins the two by nothing but its place and a bare word.

    Far from the path the word knows better which side the two are on.
    """
    if act is None or word is None:
        return act or word
    own = word.act.trigger
    if word.route == WORD and word.act.event == "ACCUSE" and act.distance and pair.one in syntax.agents(own):
        return word
    quads = lexicon.codebook.events
    sides = {quads[one.act.event].quad <= 2 for one in (act, word) if one.act.event}
    aside = act.route in (PATH, APART) and act.distance >= ASIDE and word.route == WORD
    return word if aside and len(sides) > 1 else act


def _bare(row: RelationRow, word: Token) -> Act:
    return Act(row.event, None, None, (), word, word, (), (), because=(row.cause,))


def _ids(cast: Cast, span: Span) -> tuple[str, ...]:
    inside = cast.mentions_in(span)
    return (inside[0][1],) if inside else ()


@dataclass(frozen=True)
class Pair(Voiced):
    """Two places, and what the bare words between them tell."""

    def branded(self, frames: Frames) -> Candidate | None:
        """Answer by the participle before the one that says what the other does to him ("[US]-backed {rebels}")."""
        told, hyphen = self.one.head, self.one.i + 1
        joined = hyphen + 1 == told.i and self.doc[hyphen].lower_ == "-"
        near = self.other.i == told.head.i or (self.other.head.i == told.head.i and self.other.i < told.head.i)
        if not (joined and near and told.dep_ == "amod"):
            return None
        act = plainly(frames, told)
        return Candidate(act, 0, 0) if act else None

    def by_word(self, moods: modality.Modality, lexicon: Lexicon) -> Candidate | None:
        """Answer by the words themselves, where no act of the tables is near: those on the path, then the nearest."""
        words = self.apex_first()
        inner = [word for word in words if not self._leads_in(word)]
        told = [self._told(word, moods.frames, lexicon) for word in inner]
        if not any(told):
            told = [self._nearly(word, moods.frames, lexicon) for word in inner]
        if not any(told):
            told = [
                self._told(word, moods.frames, lexicon) or self._nearly(word, moods.frames, lexicon) for word in words
            ]
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

    def _leads_in(self, word: Token) -> bool:
        """Does a word only lead in what is said of the other ("[told] reporters that it would keep paying [Mali]")?"""
        return any(clause.is_ancestor(self.other) for clause in syntax.children(word, "ccomp"))

    def _told(self, word: Token, frames: Frames, lexicon: Lexicon) -> Act | None:
        """Give what a word between the two tells by itself, or what is said under it ("left them [dead]", "held [talks]")."""
        said = [one for one in syntax.children(word, "xcomp") if one.tag_ not in ("VB", "VBG")]
        below = [*said, *(syntax.objects(word) if frames.operator_at(word, ("light",)) else ())]
        for one in (*(inner for inner in below if inner.i not in (self.one.i, self.other.i)), word):
            # A verb with its particle is another verb ("wrote [off] what they owed").
            off = syntax.particle(one) if one.pos_ == "VERB" else ""
            known = not off or (f"{one.lower_} {off}", "verb") in lexicon.events.relation_forms
            if not known and (act := nearly(frames, one)):
                return act
            if row := relation_row(one, lexicon):
                friendly = lexicon.codebook.events[row.event].quad <= 2
                return (self._told_by_name(lexicon) if friendly else None) or _bare(row, one)
        return None

    def _nearly(self, word: Token, frames: Frames, lexicon: Lexicon) -> Act | None:
        """Give what a word nearly tells, unless it is friendly and the one is called an enemy."""
        act = nearly(frames, word)
        friendly = act is not None and lexicon.codebook.events[act.event or ""].quad <= 2
        return (self._told_by_name(lexicon) if friendly else None) or act

    def _told_by_name(self, lexicon: Lexicon) -> Act | None:
        """Take from what the one is called what no friendly verb tells ("the gunman went into a bank")."""
        row = relation_row(self.one, lexicon)
        hostile = row is not None and lexicon.codebook.events[row.event].quad > 2
        return _bare(row, self.one) if row and hostile else None
