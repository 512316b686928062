"""What the words around an act say of whether it happened: a walk from the act outwards that gathers cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chancery.extract import frames, syntax
from chancery.extract.frames import Act, Frames
from chancery.lexicon import Lexicon
from chancery.lexicon.status import CueRow, StatusTables, Where
from chancery.tokens import Token

# What a reader is told last stands first: a denial undoes all that it governs.
RANK = {status: rank for rank, status in enumerate(
    ("occurred", "ongoing", "future", "alleged", "hypothetical", "considered", "negated", "denied")
)}  # fmt: skip
COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "csubj", "csubj:pass", "advcl", "obj", "nsubj:pass"})
COMPLEMENT_PREPOSITIONS = frozenset("of for to about against from on into over".split())
FAR = 8


@dataclass(frozen=True)
class Cue:
    """A cue and the word it was read from."""

    row: CueRow
    token: Token


@dataclass(frozen=True)
class Modality:
    """Asks a parse for the cues that bear on a word."""

    frames: Frames
    cues: StatusTables

    def around(self, trigger: Token) -> list[Cue]:
        """Give the cues from the innermost outwards."""
        found: list[Cue] = []
        here = trigger
        coordinated = False
        for _ in range(FAR):
            found += (cue for cue in self._beside(here) if not (coordinated and cue.row.where == "modifier"))
            coordinated = here.dep_ == "conj"
            head = frames.governor_of(here)
            if head.i == here.i:
                break
            step = self._step(here, head)
            if step is None:
                break
            found += step
            here = head
        return found

    def unreal(self, trigger: Token) -> bool:
        """Is a word in a clause of purpose or condition?"""
        return any(cue.row.where == "marker" and cue.row.status for cue in self.around(trigger))

    def _beside(self, here: Token) -> Iterator[Cue]:
        """Give the cues that stand at a word itself."""
        if here.pos_ in ("VERB", "AUX") or here.dep_ in syntax.CLAUSES or here.dep_ == "ROOT":
            for word in syntax.auxiliaries(here):
                yield from self._cue("auxiliary", word)
            yield from self._conditions(here)
        marker = syntax.prepositions(here)
        if marker:
            place: Where = "preposition" if here.arc in ("obl", "nmod", "advcl") else "marker"
            row = self.cues.cue("preposition", marker) if place == "preposition" else None
            row = row or (self.cues.cue("marker", marker) if here.dep_.startswith("advcl") else None)
            if row and not (marker == "to" and here.dep_ != "advcl"):
                yield Cue(row, here)
        for child in here.children:
            if child.dep_ in ("advmod", "cc:preconj"):
                yield from self._cue("adverb", child)
            elif child.dep_ in ("amod", "det") and child.i < here.i:
                yield from self._cue("modifier", child)

    def _conditions(self, here: Token) -> Iterator[Cue]:
        """Give the condition that a "would" hangs on."""
        modal = syntax.modal(here)
        if modal is not None and modal.lower_ in ("would", "could", "'d", "’d"):
            for clause in syntax.children(here, "advcl"):
                row = self.cues.cue("marker", syntax.prepositions(clause))
                if row and row.status == "hypothetical":
                    yield Cue(row, clause)

    def _step(self, here: Token, head: Token) -> list[Cue] | None:
        """Give the cues of a governor, [] where the walk goes on without one, None where it ends."""
        if here.dep_ == "conj":
            return [] if not syntax.own_subjects(here) else None
        if here.dep_ in ("compound", "amod") or (here.dep_ == "nmod" and self.frames.is_part(head)):
            return list(self._governor(head)) if here.dep_ == "nmod" else []
        if here.dep_ in COMPLEMENTS or (here.dep_ == "acl:relcl" and _told(here)):
            cues = [cue for cue in self._governor(head) if here.dep_ != "ccomp" or _wishes(cue, here)]
            if cues:
                return cues
            if here.dep_ in ("obj", "nsubj:pass"):
                return [] if self.frames.operator_at(head, ("light", "announce")) else None
            if here.dep_ == "acl" and here.tag_ == "VB":
                return self._purpose(here)
            if here.dep_ == "xcomp" and self.frames.has_own_object(head):
                return self._purpose(here)
            return [] if here.dep_ == "xcomp" else None
        if here.arc in ("obl", "nmod") and syntax.prepositions(here) in COMPLEMENT_PREPOSITIONS:
            return list(self._governor(head)) or ([] if self._goes_with(here, head) else None)
        if here.arc == "obl" and self._goes_with(here, head):
            return []
        return None

    def _goes_with(self, here: Token, head: Token) -> bool:
        """Does an event noun share what its verb says ("will travel for talks", "may meet at a summit")?"""
        verbal = head.pos_ in ("VERB", "AUX")
        return verbal and here.dep_.startswith("obl") and syntax.prepositions(here) in ("for", "at", "during", "in")

    def _purpose(self, clause: Token) -> list[Cue] | None:
        """Give the cue of an infinitive on a noun ("ships to attack"): what somebody means to do."""
        row = self.cues.cue("marker", syntax.prepositions(clause))
        return [Cue(row, clause)] if row else None

    def _governor(self, head: Token) -> Iterator[Cue]:
        form = head.lower_
        after = head.doc[head.i + 1].lower_ if head.i + 1 < len(head.doc) else ""
        noun = frames.is_noun(head)
        row = self.cues.cue("governor", f"{form} {after}") or self.cues.cue("governor", form, noun)
        if row:
            yield Cue(row, head)

    def _cue(self, where: Where, word: Token) -> Iterator[Cue]:
        before = f"{word.nbor(-1).lower_} {word.lower_}" if word.i else ""
        row = self.cues.cue(where, word.lower_) or self.cues.cue(where, before)
        if row:
            yield Cue(row, word)


def _told(clause: Token) -> bool:
    """Does a clause that was read as relative tell what its noun says ("allegations that they attacked")?"""
    that = next((child for child in clause.children if child.lower_ == "that"), None)
    return that is not None and (
        that.dep_ == "mark" or (that.dep_ == "obj" and len(syntax.children(clause, "obj")) > 1)
    )


def _wishes(cue: Cue, clause: Token) -> bool:
    """May a that-clause be what this cue says: not "told them that it will", which is only told?"""
    if cue.row.status not in ("future", "considered"):
        return True
    modal = syntax.modal(clause)
    return modal.lower_ in ("should", "must") if modal else clause.tag_ in ("VB", "VBP")


def strongest(cues: list[Cue]) -> Cue | None:
    """Give the cue that decides, the outer one of two that weigh the same."""
    with_status = [cue for cue in cues if cue.row.status]
    return max(reversed(with_status), key=lambda cue: RANK[cue.row.status or ""], default=None)


def composed(act: Act, modality: Modality, lexicon: Lexicon) -> Act:
    """Let the words around an act change what it is: "will meet" is AGREE, "will not release" is REJECT.

    In somebody's mouth, another's duty is a REQUEST and one's own hostile act to come is a THREATEN.
    """
    if act.event is None:
        return act
    cues = modality.around(act.trigger)
    if act.by_speaker:
        return _spoken(act, cues)
    states = {cue.row.status for cue in cues if cue.row.status}
    if any(cue.row.where == "governor" for cue in cues):
        act = replace(act, hosted=True)
    asked = tuple(cue.row.cause for cue in cues if cue.row.asks)
    if asked and "negated" not in states:
        request = _made("request", act, lexicon, asked)
        if request:
            heard = replace(request, actor=(), recipient=(*act.actor, *act.recipient), by_speaker=True)
            return replace(act, said_of_other=heard)
    if "future" not in states or states - {"future", "negated"}:
        return act
    if "negated" in states:
        return _made("refuse", act, lexicon, tuple(cue.row.cause for cue in cues)) or act
    made = _made("future", act, lexicon, ())
    if made:
        return made
    threat = _made("promise", act, lexicon, tuple(cue.row.cause for cue in cues))
    return replace(act, said_of_self=threat) if threat and threat.event == "THREATEN" else act


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


def _spoken(act: Act, cues: list[Cue]) -> Act:
    """What is said of another happens in the saying: the words around it decide only whether it was denied."""
    if act.event == "THREATEN" and not any(cue.row.asks or cue.row.status == "future" for cue in cues):
        return replace(act, event=None)
    said = tuple(cue.row.cause for cue in cues if cue.row.status not in ("negated", "denied"))
    return replace(act, because=(*act.because, *said))
