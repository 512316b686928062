"""Which words stand for who plays in an act: the two that it is between, not where it was, nor what was swapped or sent.

Ground for ``casting.py``.
"""

from __future__ import annotations

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.done import arguments
from chancery.extract.done.roles import Groups
from chancery.extract.done.senses import Act
from chancery.tokens import Token

# What is done among several: who acts is none of those with whom.
BETWEEN = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
# What leads in where something happens.
WHERE = frozenset({"in", "at"})


def between(act: Act, groups: Groups) -> bool:
    """Do the words in a role of an act stand behind its own "between"?"""
    own = {act.core.i, act.trigger.i, act.core.head.i, *act.covers}
    first = [syntax.first_conjunct(word) for word in groups[0]] if groups else []
    return any(word.head.i in own and syntax.prepositions(word) == "between" for word in first)


def trimmed(act: Act, actors: int) -> Act:
    """Leave out of those to whom so many do a thing what is swapped or sent, and the place of what is between two."""
    if act.mutual and act.event not in BETWEEN and actors > 1:
        act = replace(act, recipient=tuple(_beyond(group, act.covers) for group in act.recipient))
    if act.event == "MOBILIZE":
        means = frozenset(word.i for noun in (act.core, act.trigger) for word in syntax.obliques(noun, "with"))
        act = replace(act, recipient=tuple(_beyond(group, act.covers & means) for group in act.recipient))
    if actors > 1 and between(act, act.actor):
        act = replace(act, recipient=tuple(_not_there(group) for group in act.recipient))
    return act


def by_whom_led(act: Act) -> Act:
    """Give what came of what was done to somebody those who did that ("a jet was downed by Chad, [killing] two")."""
    if act.event != "ASSAULT" or not _led_to(act.core):
        return act
    return replace(act, actor=(tuple(syntax.doers(act.core.head)),))


def of_one(noun: Token, named: set[int]) -> bool:
    """Does a noun only say whose one of these is?"""
    return noun.arc == "nmod" and noun.head.i in named


def is_it(groups: Groups) -> bool:
    """Is who acts told by "it" alone?"""
    return bool(groups) and all(word.lower_ == "it" for word in groups[0])


def _beyond(group: tuple[Token, ...], used: frozenset[int]) -> tuple[Token, ...]:
    """Give the words of a role that the act has not used up."""
    return tuple(word for word in group if word.i not in used)


def _not_there(group: tuple[Token, ...]) -> tuple[Token, ...]:
    """Give the words of a role that do not only say where."""
    return tuple(word for word in group if syntax.prepositions(syntax.first_conjunct(word)) not in WHERE)


def _led_to(deed: Token) -> bool:
    """Is this what came of a thing that was done to somebody, not by him ("a Chadian jet was downed, [killing] two")?"""
    return arguments.is_outcome(deed) and not syntax.prepositions(deed) and syntax.is_passive(deed.head)
