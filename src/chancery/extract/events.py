"""Who did what to whom: the acts of the lexicon in the text, with the actors of the article in their roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from chancery.extract import frames, modality, syntax
from chancery.extract.findings import Cast, unique
from chancery.extract.frames import Act, Frames, Groups
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Event, Span, Statement

# These happen also where nobody who takes part in them has a name.
NAMELESS = frozenset({"ASSAULT", "PROTEST"})
MUTUAL = frozenset({"CONSULT", "COOPERATE", "ASSAULT", "AGREE", "SUPPORT"})


@dataclass(frozen=True)
class Played:
    """An act with the ids of those who play in it."""

    act: Act
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


def find_events(
    doc: Doc, article: Article, actors: tuple[Actor, ...], statements: tuple[Statement, ...], lexicon: Lexicon
) -> tuple[Event, ...]:
    """Give the events of an article in text order, each with the status "occurred" until ``status`` judges it."""
    reader = Frames(doc, lexicon.events)
    casting = Casting(Cast(actors), statements)
    moods = modality.Modality(reader, lexicon.status)
    acts = [modality.composed(act, moods, lexicon) for act in reader.acts()]
    played = [part for act in acts if act.event and (part := casting.play(act))]
    kept = _told_once(played)
    return tuple(_event(f"e{number}", part, lexicon) for number, part in enumerate(kept, 1))


@dataclass(frozen=True)
class Casting:
    """Decides who plays in an act."""

    cast: Cast
    statements: tuple[Statement, ...]

    def play(self, act: Act) -> Played | None:
        """Give an act its actors and recipients; None where nobody known takes part."""
        actor = self._speaker(act) if act.by_speaker else self._first(act.actor, ())
        if act.by_speaker and not actor:
            return None
        recipient = self._first(act.recipient, actor)
        if not actor and not recipient:
            return None
        return Played(act, actor, recipient)

    def _speaker(self, act: Act) -> tuple[str, ...]:
        said = innermost(self.statements, act.trigger.idx)
        return said.speaker if said else ()

    def _first(self, groups: Groups, without: tuple[str, ...]) -> tuple[str, ...]:
        for group in groups:
            found = unique(ident for token in group for ident in self.who(token) if ident not in without)
            if found:
                return found
        return ()

    def who(self, token: Token, depth: int = 2) -> tuple[str, ...]:
        """Give the actors that a word names, or that the phrase around it says it belongs to."""
        found = self.cast.named_by(token)
        if found:
            return found
        if token.pos_ in ("VERB", "AUX"):
            return ()
        for owner in frames.owners(token):
            found = self.cast.at(owner) if owner.dep_ != "nmod:poss" else self.who(owner, depth - 1)
            if found:
                return found
        if depth:
            for noun in (*syntax.children(token, "appos"), *syntax.obliques(token)):
                found = self.who(noun, depth - 1)
                if found:
                    return found
        return ()


def innermost(statements: Iterable[Statement], offset: int) -> Statement | None:
    """Give the shortest statement whose content holds an offset."""
    holding = [(end - start, said) for said in statements for start, end in said.content_spans if start <= offset < end]
    return min(holding, key=lambda pair: pair[0])[1] if holding else None


def _told_once(played: Sequence[Played]) -> list[Played]:
    """Leave out what the same sentence tells twice: an event noun beside its verb, the same act by the same people."""
    kept: list[Played] = []
    for part in played:
        if not any(_same(part, other) for other in kept):
            kept.append(part)
    return kept


def _same(one: Played, other: Played) -> bool:
    if (one.act.event, one.act.mode) != (other.act.event, other.act.mode) and one.act.event != "ASSAULT":
        return False
    if one.act.event != other.act.event or one.act.trigger.sent.start != other.act.trigger.sent.start:
        return False
    people = {*one.actor, *one.recipient}, {*other.actor, *other.recipient}
    return people[0] <= people[1] or people[1] <= people[0]


def _event(ident: str, part: Played, lexicon: Lexicon) -> Event:
    act = part.act
    assert act.event is not None
    kind = lexicon.codebook.events[act.event]
    return Event(
        id=ident,
        event=act.event,
        mode=act.mode,
        context=act.contexts,
        cameo=act.cameo or kind.cameo,
        quad=kind.quad,
        score=kind.score_of(act.mode),
        actor=part.actor,
        recipient=part.recipient,
        about=act.about,
        status="occurred",
        trigger_span=trigger_span(act.trigger),
        sentence_span=syntax.sentence_span(act.trigger),
        because=act.because,
    )


def trigger_span(token: Token) -> Span:
    """Give the place of a trigger word."""
    return token.idx, token.idx + len(token)
