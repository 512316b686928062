"""Did it happen? The words that say so, where they stand, and what they make of an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from chancery.lexicon import inflect
from chancery.lexicon.examples import proofs_of
from chancery.lexicon.inflect import Inflection
from chancery.lexicon.table import Proof, Row, Tables
from chancery.model import Status

Where = Literal[
    "auxiliary",
    "form",
    "governor",
    "guard",
    "instead",
    "deed",
    "means",
    "passive",
    "subject",
    "doer",
    "adverb",
    "claiming",
    "modifier",
    "marker",
    "limit",
    "herald",
    "void",
    "paper",
    "whoever",
    "preposition",
    "setting",
    "time",
    "phrase",
]


class CueRow(Row, frozen=True, kw_only=True):
    """Words that change what a mention of an event means.

    ``where`` they stand, seen from the event: its ``auxiliary`` or ``form``; a ``governor`` that takes it as its
    complement, or only in the ``passive``, or as a ``guard`` by "from" or "against"; a word of doubt or talk, or a
    preposition, that governs a ``deed`` in -ing; what tells the ``means`` that it was done by; what takes it as its
    ``subject``; the ``doer`` that is only a paper not yet in force; an ``adverb`` or ``modifier`` beside it; an
    adverb beside a ``claiming`` governor; what somebody did ``instead`` ("was due to attack but backed out"); the
    ``marker`` or ``preposition`` before it, or the ``limit`` in time of what has not ended; the ``herald`` of what
    is held later; the ``void`` of which there is nothing to tell; by what the ``paper`` was turned down that says
    it ("vetoed a resolution condemning"); the ``whoever`` before him of whom a clause tells what he would do ("any
    state that attacks"); the ``setting`` it is told of ("in film"); the ``time`` to come of a verb in the present;
    a ``phrase`` anywhere in its clause. ``undone`` is the status that a "not" beside the cue leaves: who does not
    deny a thing leaves it alleged. Without one the "not" holds for the event itself. ``asks`` marks duties: in
    somebody's mouth, another's duty is a request.
    """

    name: str
    words: tuple[str, ...]
    pos: Literal["verb", "noun", "word"]
    where: Where
    status: Status | None
    undone: Status | None
    historical: bool
    asks: bool
    example: str
    gives: str

    @property
    def key(self) -> str:
        """The cue's name."""
        return self.name


@dataclass(frozen=True)
class StatusTables:
    """The cues of status and what is looked up in them."""

    rows: tuple[CueRow, ...]
    inflection: Inflection

    @cached_property
    def _by_form(self) -> dict[tuple[str, str], list[CueRow]]:
        found: dict[tuple[str, str], list[CueRow]] = defaultdict(list)
        for row in self.rows:
            for word in row.words:
                for form in dict.fromkeys(self._forms(word, row.pos)):
                    found[row.where, form].append(row)
        return found

    def _forms(self, word: str, pos: str) -> Iterator[str]:
        yield word
        head, _, rest = word.partition(" ")
        if pos == "verb":
            for form in (*self.inflection.verb(head).all(), inflect.british_base(head)):
                yield f"{form} {rest}".strip()
        elif pos == "noun":
            yield from self.inflection.plural(word)

    def cue(self, where: Where, form: str, noun: bool = False) -> CueRow | None:
        """Give the cue that a lowered word form is in this place, or None; a form may be a verb's or a noun's."""
        rows = self._by_form.get((where, form))
        return next((row for row in rows if (row.pos == "noun") == noun), rows[0]) if rows else None

    @cached_property
    def phrases(self) -> dict[str, list[tuple[str, CueRow]]]:
        """The phrases by their first word, the longest first."""
        found: dict[str, list[tuple[str, CueRow]]] = defaultdict(list)
        for row in self.rows:
            if row.where == "phrase":
                for words in row.words:
                    found[words.split()[0]].append((words, row))
        return {first: sorted(pairs, key=lambda pair: -len(pair[0])) for first, pairs in found.items()}

    def proofs(self) -> Iterator[Proof]:
        """Give the example of every cue, told with the first of its words."""
        for row in self.rows:
            yield from proofs_of(row, row.words[:1], self.inflection)

    def proofs_of_words(self) -> Iterator[Proof]:
        """Give the example of every cue told with each of its words; some of these no parser reads right."""
        for row in self.rows:
            yield from proofs_of(row, row.words, self.inflection)

    def patterns(self) -> Iterator[str]:
        """Give no words: a cue without an event finds nothing."""
        return iter(())


def load(tables: Tables) -> StatusTables:
    """Read the table of cues."""
    return StatusTables(tables.rows("en/status_cues.csv", CueRow), inflect.load(tables))
