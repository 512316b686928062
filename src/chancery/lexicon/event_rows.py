"""The rows of the event tables: senses, operators, compositions, classes, roles, nominals, modes, relation words."""

from __future__ import annotations

from typing import ClassVar, Literal

from chancery.lexicon.inflect import PartOfSpeech
from chancery.lexicon.table import Row

Willing = Literal["offer", "promise", "support", "announce", "light", "future"]
Unwilling = Literal["request", "reject", "refuse", "threaten", "accuse", "stop"]
OperatorKind = Literal[Willing, Unwilling]


class ClassRow(Row, frozen=True, kw_only=True):
    """A class of words that behave alike; ``@name`` stands for it in a frame, and classes may hold classes."""

    name: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The class's name."""
        return self.name


class SenseRow(Row, frozen=True, kw_only=True):
    """A frame and the act it means.

    ``object``, ``after`` and ``subject`` hold words or classes, of which one must fit; ``object`` ``-`` wants none, ``+`` any,
    ``+person`` and ``+place`` the name of a person or place, ``+people`` those of a people ("Russians").
    ``prep`` ``+act`` asks of the clause before a participle, which led to the act ("a bridge collapsed, killing two").
    ``prep`` ``+iobj`` wants somebody who is given the object, ``+not`` that the verb is denied ("will not stand idly by").
    ``actor`` and ``recipient`` name the roles to look in, first the likeliest; empty ones take those of ``events_roles.csv``.
    """

    codes: ClassVar[dict[str, str]] = {"event": "events", "mode": "modes", "contexts": "contexts"}

    name: str
    pos: PartOfSpeech
    words: tuple[str, ...]
    object: tuple[str, ...]
    prep: tuple[str, ...]
    after: tuple[str, ...]
    subject: tuple[str, ...]
    event: str | None
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    example: str
    gives: str
    not_example: str | None

    @property
    def key(self) -> str:
        """The frame's name."""
        return self.name


class OperatorRow(Row, frozen=True, kw_only=True):
    """Words that take an act and give an act: "agree to release", "the demand for talks".

    ``object`` ``+`` asks that somebody else is to do it: "wants Poland to act", not "wants to act".
    """

    name: str
    pos: PartOfSpeech
    words: tuple[str, ...]
    object: tuple[str, ...]
    prep: tuple[str, ...]
    kind: OperatorKind
    recipient: tuple[str, ...]
    example: str
    gives: str

    @property
    def key(self) -> str:
        """The operator's name."""
        return self.name


class CompositionRow(Row, frozen=True, kw_only=True):
    """What an operator makes of an act: of these types (``*``: any other), in these modes where any is named."""

    codes: ClassVar[dict[str, str]] = {"event": "events", "mode": "modes", "act_mode": "modes"}

    operator: OperatorKind
    act: tuple[str, ...]
    act_mode: tuple[str, ...]
    event: str | None
    mode: str | None
    cameo: str | None
    example: str
    gives: str

    @property
    def key(self) -> str:
        """Operator, act and mode."""
        return f"{self.operator}+{'/'.join(self.act)}{':' if self.act_mode else ''}{'/'.join(self.act_mode)}"


class RoleRow(Row, frozen=True, kw_only=True):
    """Where the actor and the recipient of an act stand, unless its own frame says otherwise."""

    event: str
    pos: PartOfSpeech
    actor: tuple[str, ...]
    recipient: tuple[str, ...]

    @property
    def key(self) -> str:
        """Type and part of speech."""
        return f"{self.event}/{self.pos}"


class NominalRow(Row, frozen=True, kw_only=True):
    """A noun made of verbs: with an object after "of" it means what they mean ("the suspension of aid")."""

    noun: str
    verbs: tuple[str, ...]

    @property
    def key(self) -> str:
        """The noun."""
        return self.noun


class ModeRow(Row, frozen=True, kw_only=True):
    """Words near an act of one type that tell its mode: weapons and means, what a demand or a threat is about.

    They speak where the act has no mode yet, or one that stands in ``over``.
    """

    codes: ClassVar[dict[str, str]] = {"event": "events", "mode": "modes", "over": "modes"}

    name: str
    event: str
    words: tuple[str, ...]
    over: tuple[str, ...]
    mode: str
    cameo: str | None
    example: str
    gives: str
    not_example: str | None

    @property
    def key(self) -> str:
        """The row's name."""
        return self.name


class RelationRow(Row, frozen=True, kw_only=True):
    """Words that make no event of the record, but tell what one of two does to the other where nothing better does."""

    codes: ClassVar[dict[str, str]] = {"event": "events"}

    name: str
    pos: PartOfSpeech
    words: tuple[str, ...]
    event: str
    example: str

    @property
    def key(self) -> str:
        """The row's name."""
        return self.name
