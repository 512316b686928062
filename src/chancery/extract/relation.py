"""What does the one do to the other? The rules of the events, asked from two given places of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from chancery.extract import casting, composing, modality, syntax
from chancery.extract.casting import Casting, Played
from chancery.extract.findings import Cast
from chancery.extract.frames import Frames
from chancery.extract.nearly import nearly
from chancery.extract.senses import Act, Groups
from chancery.lexicon import Lexicon
from chancery.lexicon.event_rows import RelationRow
from chancery.model import Actor, Article, Event, Mention, Span, Statement
from chancery.tokens import Doc, Token

ONE, OTHER = "one", "other"
# How an answer came, the surest first; what is read by path alone is marked in ``because``.
ROUTES = (
    "roles", "wider roles", "actor and below", "told by the one", "recipient and above", "path", "within", "word",
    "nearest word",
)  # fmt: skip
WIDER, BELOW, TOLD, ABOVE, PATH, WITHIN, WORD, NEAREST = range(1, 9)
# An act so many steps off the path between the two stands in a clause of its own.
ASIDE = 2
# The quad of deeds against somebody.
MATERIAL_CONFLICT = 4
# The classes of those whose helpers one accuses.
OUTLAWS = "@militia", "@villain", "@insurgent"
# What opens a phrase that tells only when the act of its clause was done.
TEMPORAL = frozenset({"after", "following", "before", "ahead", "since", "hours", "days"})


@dataclass(frozen=True)
class Candidate:
    """An act that may join the two, and how it was come by."""

    act: Act
    route: int
    distance: int


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
    return msgspec.structs.replace(event, because=(*event.because, f"fallback:{ROUTES[best.route]}"))


def _by_acts(pair: Pair, moods: modality.Modality, lexicon: Lexicon) -> Candidate | None:
    """Give the act of the tables that joins the two best."""
    found = []
    for act in moods.frames.acts(pair.doc[pair.start : pair.end], doubles=True):
        made = composing.composed(act, moods, lexicon)
        if made.event is None:
            continue
        made = pair.agreed(made, moods, lexicon)
        played, route = pair.route(made)
        if route >= ABOVE and (taken := pair.taken(act, moods, lexicon)):
            played, route = taken
        if route >= ABOVE and (told := pair.told(made, moods, lexicon)):
            played, route = told, TOLD
        if route <= BELOW and moods.unreal(made.trigger):
            route += PATH - BELOW
        found.append(Candidate(played.act, route, pair.distance(made.trigger)))
    best = min(found, key=lambda one: (one.route, one.distance), default=None)
    return (_main(best, found) or best) if best and best.route < BELOW else best


def _main(best: Candidate, found: list[Candidate]) -> Candidate | None:
    """Give the act of the clause to which the best one only adds when ("ended its strike after talks with the ministry").

    An act that is done to somebody else is not done to the other.
    """
    for here in (best.act.trigger, *syntax.ancestors(best.act.trigger)):
        if here.pos_ == "VERB" and here.arc != "advcl":
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


def _said_by(one: Token) -> Iterator[Statement]:
    """Take what completes a verb of the one as its words, whatever the verb, and what is told according to it."""
    if syntax.prepositions(one) == "according to":
        yield _words(one.head)
    for verb in (syntax.first_conjunct(one).head, one.head):
        if verb.pos_ != "VERB" or one.arc not in ("nsubj", "conj"):
            continue
        for clause in syntax.children(verb, "ccomp", "parataxis"):
            yield _words(clause)


def _words(clause: Token) -> Statement:
    """Take a clause for the words of the one."""
    span = syntax.subtree_span(clause)
    return Statement(
        id="said", speaker=(ONE,), speaker_span=None, cue_span=None, content_spans=(span,), kind="indirect"
    )


def _echoes(doc: Doc, said: tuple[Statement, ...]) -> Iterator[Token]:
    """Give the pronouns by which a speaker may mean himself."""
    for statement in said:
        for start, end in statement.content_spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            yield from (word for word in span or () if word.pos_ == "PRON" and _in_subject(word))


def _in_subject(pronoun: Token) -> bool:
    """Is a pronoun a subject or the owner of one ("said its troops would stay")?"""
    return pronoun.dep_ in syntax.SUBJECTS or (pronoun.dep_ == "nmod:poss" and pronoun.head.dep_ in syntax.SUBJECTS)


def _relation_row(word: Token, lexicon: Lexicon) -> RelationRow | None:
    """Give the row of a bare word, by its part of speech first, by any after that."""
    kinds = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
    own = kinds.get(word.pos_)
    forms = lexicon.events.relation_forms
    return forms.get((word.lower_, own)) if own else None


def _composed(operator: str, verb: Token, why: str, lexicon: Lexicon) -> Candidate | None:
    """Make of a word in somebody's mouth what an operator makes of any act."""
    row = lexicon.events.compose(operator, "*", None)
    if row is None:
        return None
    return Candidate(Act(row.event, row.mode, row.cameo, (), verb, verb, (), (), because=(row.cause, why)), TOLD, 0)


def _for_outlaws(act: Act, frames: Frames) -> bool:
    """Does an act help those whom no state may help ("arms the rebels", "harbors terrorists")?"""
    return any(frames.match(word, OUTLAWS) is not None for group in act.recipient for word in group)


def _bare(row: RelationRow, word: Token) -> Act:
    return Act(row.event, None, None, (), word, word, (), (), because=(row.cause,))


def _ids(cast: Cast, span: Span) -> tuple[str, ...]:
    inside = cast.mentions_in(span)
    return (inside[0][1],) if inside else ()


@dataclass(frozen=True)
class Pair:
    """Two places of one text, their heads, and the words between them in the tree."""

    doc: Doc
    one: Token
    other: Token
    casting: Casting
    start: int
    end: int

    @classmethod
    def of(cls, doc: Doc, actor_span: Span, recipient_span: Span, lexicon: Lexicon) -> Pair | None:
        """Find the heads of two places; None where a place holds no parsed word."""
        spans = [doc.char_span(*span, alignment_mode="expand") for span in (actor_span, recipient_span)]
        if any(span is None or not syntax.parsed(span.root) for span in spans):
            return None
        one, other = (span.root for span in spans if span is not None)
        said = tuple(_said_by(one))
        echoes = tuple(Mention(span=casting.trigger_span(word), how="pronoun") for word in _echoes(doc, said))
        places = Cast(
            tuple(
                Actor(id=name, name=name, kind="group", mentions=(Mention(span=span, how="name"), *more))
                for name, span, more in ((ONE, actor_span, echoes), (OTHER, recipient_span, ()))
            )
        )
        start, end = min(one.sent.start, other.sent.start), max(one.sent.end, other.sent.end)
        return cls(doc, one, other, Casting.of(places, said, lexicon), start, end)

    def route(self, act: Act) -> tuple[Played, int]:
        """Play an act and tell how it joins the two, as an index into ``ROUTES``."""
        played = self.casting.play(act)
        players = set(played.actor), set(played.recipient)
        if (ONE in players[0] and OTHER in players[1]) or {ONE, OTHER} <= players[0]:
            return played, 0
        acts, suffers = self._any(played.act.actor), self._any(played.act.recipient)
        if ONE in acts and OTHER in suffers | acts:
            return played, 1
        below = act.trigger.is_ancestor(self.other) or act.core.is_ancestor(self.other)
        if ONE in acts and below:
            return played, 2
        if self._inside(act.trigger):
            return played, WITHIN
        if OTHER in suffers:
            return played, ABOVE
        return played, PATH

    def agreed(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Act:
        """Take for an agreement the harm that the two agree to do to somebody else."""
        harmed = next(iter(moods.frames.inner(act)), None) if act.kinds[-1:] == ("offer",) else None
        row = lexicon.events.compose("offer", "", None)
        if harmed is None or row is None or lexicon.codebook.events[act.event or ""].quad <= 2:
            return act
        if OTHER in self._any(harmed.recipient) or OTHER not in self._any((*act.actor, *act.recipient)):
            return act
        return replace(act, event=row.event, mode=row.mode, cameo=row.cameo, because=(*act.because, row.cause))

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
            self.accused(act, moods, lexicon) or self.menaced(act, moods, lexicon) or self.denied(act, moods, lexicon)
        )

    def accused(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Played | None:
        """Take what the one says the other did: a hostile act told of another is an accusation, and so is help for outlaws."""
        if OTHER not in self._any(act.actor[:1]):
            return None
        if lexicon.codebook.events[act.event or ""].quad <= 2 and not _for_outlaws(act, moods.frames):
            return None
        return self._by_saying("accuse", act, (), lexicon)

    def menaced(self, act: Act, moods: modality.Modality, lexicon: Lexicon) -> Played | None:
        """Take what the one says will befall the other, at nobody's told hands, for a threat ("said they would be wiped out")."""
        cues = moods.around(act.trigger)
        hostile = lexicon.codebook.events[act.event or ""].quad == MATERIAL_CONFLICT
        if not hostile or act.actor or OTHER not in self._any(act.recipient):
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
        """Take for a charge rejected what the one says never befell the other ("denied that they were beaten")."""
        cue = next((cue for cue in moods.around(act.trigger) if cue.status == "denied"), None)
        if cue is None or self.one not in syntax.agents(cue.token) or OTHER not in self._any(act.recipient):
            return None
        row = lexicon.events.compose("reject", "ACCUSE", None)
        if row is None:
            return None
        made = replace(act, event=row.event, mode=row.mode, cameo=row.cameo, about=act.event)
        return Played(replace(made, because=(*act.because, cue.row.cause, row.cause)), (ONE,), (OTHER,))

    def asked(self, moods: modality.Modality, lexicon: Lexicon) -> Candidate | None:
        """Judge by who says it what the one says of the other, whatever it is.

        A duty or a wish is a request ("said Kyiv must do more"), a wrong an accusation ("said he had cheated them").
        """
        for verb in syntax.ancestors(self.other):
            said = casting.innermost(self.casting.statements, verb.idx)
            if said is None or verb.pos_ not in ("VERB", "ADJ", "NOUN") or self.other not in syntax.own_subjects(verb):
                continue
            duty = next((cue for cue in moods.around(verb) if cue.row.asks), None)
            wished = verb.dep_ == "ccomp" and verb.tag_ in ("VB", "VBP")
            wish = moods.frames.operator_at(verb.head, ("request",)) if wished else None
            if asks := duty or wish:
                return _composed("request", verb, asks.row.cause, lexicon)
            wrong = _relation_row(verb, lexicon)
            if wrong and self.other in syntax.agents(verb) and lexicon.codebook.events[wrong.event].quad > 2:
                return _composed("accuse", verb, wrong.cause, lexicon)
        return None

    def by_word(self, moods: modality.Modality, lexicon: Lexicon) -> Candidate | None:
        """Answer by the words themselves, where no act of the tables is near: those on the path, then the nearest."""
        told = [self._told(word, lexicon) for word in self._apex_first()]
        if not any(told):
            told = [nearly(moods.frames, word) for word in self._apex_first()]
        acts = [moods.frames.wrapped(act) for act in told if act]
        if acts:
            first = acts[0].core.i
            act = next((act for act in acts if act.kinds and act.trigger.i == first), acts[0])
            made = composing.composed(act, moods, lexicon)
            return Candidate(made if made.event else act, WORD, 0)
        found = [(self.distance(word), word) for word in self.doc[self.start : self.end]]
        near = [(row, steps, word) for steps, word in found if (row := _relation_row(word, lexicon))]
        # Words of going and speaking stand in any sentence.
        near.sort(key=lambda one: (one[0].event == "CONSULT", one[1], one[2].i))
        return next((Candidate(_bare(row, word), NEAREST, steps) for row, steps, word in near), None)

    def _told(self, word: Token, lexicon: Lexicon) -> Act | None:
        """Give what a word between the two tells by itself."""
        row = _relation_row(word, lexicon)
        if row is None:
            return None
        return (self._told_by_name(row, lexicon) if row.event == "CONSULT" else None) or _bare(row, word)

    def _told_by_name(self, told: RelationRow, lexicon: Lexicon) -> Act | None:
        """Take from what the one is called what no verb of going or speaking tells ("the gunman went into a bank")."""
        row = _relation_row(self.one, lexicon) if told.pos == "verb" else None
        hostile = row is not None and lexicon.codebook.events[row.event].quad > 2
        return _bare(row, self.one) if row and hostile else None

    def _apex_first(self) -> list[Token]:
        """The words between the two, the one where their ways meet first, then down to the recipient, then to the actor."""
        ups = [word for word in self.path if word.i not in (self.one.i, self.other.i)]
        apex = [word for word in ups if word.is_ancestor(self.one) and word.is_ancestor(self.other)]
        below = [word for word in ups if word not in apex and word.is_ancestor(self.other)]
        return [*apex, *reversed(below), *(word for word in ups if word not in apex and word not in below)]

    def _inside(self, word: Token) -> bool:
        """Does a word hang below one of the two, as in a relative clause on it?"""
        return self.one.is_ancestor(word) or self.other.is_ancestor(word)

    def _any(self, groups: Groups) -> set[str]:
        return {ident for group in groups for token in group for ident in self.casting.who(token)}

    def distance(self, token: Token) -> int:
        """Count the steps from a word up to the path between the two."""
        path = {word.i for word in self.path}
        steps = 0
        for word in (token, *syntax.ancestors(token)):
            if word.i in path:
                return steps
            steps += 1
        return steps + 10

    @property
    def path(self) -> list[Token]:
        """The words from the one up to where the two meet, and down to the other."""
        ups = [[head, *syntax.ancestors(head)] for head in (self.one, self.other)]
        shared = {word.i for word in ups[0]} & {word.i for word in ups[1]}
        found = []
        for words in ups:
            for word in words:
                found.append(word)
                if word.i in shared:
                    break
        return found
