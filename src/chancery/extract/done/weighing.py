"""A cue of whether an act happened, and which of several decides.

Ground for ``modality``, which gathers them.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from chancery.extract import clauses, syntax
from chancery.lexicon.status import CueRow
from chancery.model import Status
from chancery.tokens import Token

# What a reader is told last stands first: a denial undoes all that it governs.
RANK = {status: rank for rank, status in enumerate(
    ("occurred", "ongoing", "future", "alleged", "hypothetical", "considered", "negated", "denied")
)}  # fmt: skip


class Cue(Struct, frozen=True):
    """A cue, the word it was read from, and what it makes of the event: the row's status, or what "not" leaves of it."""

    row: CueRow
    token: Token
    status: Status | None

    @property
    def denies(self) -> bool:
        """Is this a plain "not", "never" or "no", or the "nothing" of "nothing to suggest"?"""
        return self.row.status == "negated" and self.row.where in ("adverb", "modifier", "void")

    @property
    def open(self) -> bool:
        """Is this a condition, or what would have been on one: does a "not" beside it deny nothing that was?"""
        never = self.row.where == "auxiliary" and self.status == "hypothetical" and self.token.tag_ != "MD"
        return self.conditional or never

    @property
    def conditional(self) -> bool:
        """Does this open a condition or a question?"""
        return self.row.where == "marker" and self.row.status == "hypothetical"


def plain(row: CueRow, token: Token) -> Cue:
    """Give the cue that a row is at a word, as the row tells it."""
    return Cue(row, token, row.status)


def left_open(cue: Cue) -> Cue:
    """Give a cue of refusal as what is left where nobody refuses ("did not [rule out] an attack")."""
    return replace(cue, status=cue.row.undone or cue.status)


def as_told(cue: Cue, clause: Token) -> Cue | None:
    """Give a governor of a clause as what it says of it: who suggests "that they did it" weighs nothing, but may be denied."""
    if clauses.fits(cue.row.status, clause):
        return cue
    return replace(cue, status=None) if cue.row.status == "considered" and cue.row.undone else None


def standing(cues: Iterable[Cue], leaving_open: bool) -> list[Cue]:
    """Give the cues beside a word but for what only leaves a thing open ("did [not] rule it out")."""
    return [cue for cue in cues if not leaving_open or not (cue.denies or cue.row.where == "auxiliary")]


def but(cues: list[Cue], *statuses: Status) -> list[Cue]:
    """Leave out the cues of these statuses."""
    return [cue for cue in cues if cue.status not in statuses]


def turned(governing: list[Cue], beside: list[Cue]) -> list[Cue]:
    """Let a "not" beside a governor turn what that says: who does not deny leaves it open, who cannot prevent suffers it.

    Who will not hesitate has not acted yet; what somebody will not forgive was done.
    """
    undone = [cue for cue in governing if cue.row.undone]
    if not undone or not any(cue.denies for cue in beside):
        return [*governing, *beside]
    if any(cue.row.undone == "occurred" and cue.row.status is None for cue in undone):
        return [replace(cue, status=None) for cue in undone]
    kept = [cue for cue in beside if not cue.denies and (cue.row.where != "auxiliary" or cue.status == "future")]
    return [*(replace(cue, status=cue.row.undone) for cue in undone), *kept]


def strongest(cues: list[Cue]) -> Cue | None:
    """Give the cue that decides: of two that weigh the same the outer one, and a condition over whatever it holds."""
    best: Cue | None = None
    opened = {cue.token.i for cue in cues if cue.open}
    for cue in cues:
        if cue.denies and cue.token.head.i in opened:
            continue
        if cue.status and (best is None or cue.conditional or RANK[cue.status] >= RANK[best.status or "occurred"]):
            best = cue
    return best


def of_one_conjunct(cue: Cue, other: Token) -> bool:
    """Does a cue say nothing of what is coordinated with its word ("an alleged attack and a raid", "not X but Y")?"""
    told = cue.token.head
    # "has not attacked or killed" shares its "not"; "had not attacked and demanded" does not, nor does "was no rebel, and fled".
    bare = told.tag_ == "VB" or (cue.denies and told.tag_ not in ("VBD", "VBZ", "VBP"))
    finite = other.tag_ in ("VBD", "VBZ") and bare
    finite = finite or any(word.tag_ in syntax.FINITE for word in syntax.children(other, "aux"))
    if (cue.denies and clauses.set_against(other)) or (finite and (cue.denies or cue.row.where == "auxiliary")):
        return True
    return cue.row.where == "modifier" or cue.token.dep_ == "cc:preconj"
