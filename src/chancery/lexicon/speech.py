"""The words by which news puts something into somebody's mouth or mind: verbs, nouns, adjectives and set phrases.

A row is a frame, not a word: what the cue governs, and of what kind (``sense``) the statement then is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from chancery.lexicon import inflect
from chancery.lexicon.names import Matcher
from chancery.lexicon.table import Proof, Row, Tables
from chancery.model import Record

Uttered = Literal["said", "asked", "urged", "promised", "threatened", "denied", "refused", "discussed"]
Held = Literal["thought", "felt", "intended", "judged", "accused", "shown", "seemed"]
Sense = Literal[Uttered, Held]

Clausal = Literal[
    "clause",  # said that …, knows who …
    "quote",  # tags a quotation: "…", he sighed
    "infinitive",  # vowed to …
    "object_infinitive",  # urged them to …
    "gerund",  # denied taking …
]
Nominal = Literal[
    "object",  # praised the deal; with a particle: called for a truce
    "words",  # an object that is itself something said: responded to the charge
    "as",  # described it as …
    "predicate",  # called him a coward
    "seem",  # the truce seems to hold
]
VerbFrame = Literal[Clausal, Nominal]
Preposition = Literal["of", "about", "for", "in", "on", "over", "to", "at"]
NounFrame = Literal["clause", "infinitive", "against", "with", Preposition]
AdjectiveFrame = Literal["clause", "infinitive", "with", "by", Preposition]

CORE = frozenset({"said", "asked", "denied", "thought"})


class CueRow(Row, frozen=True, kw_only=True):
    """What every cue has: its sense, an example, the content wanted of it, and where delicate what is no statement."""

    sense: Sense
    example: str
    wanted: str
    not_example: str | None = None


class VerbRow(CueRow, frozen=True, kw_only=True):
    """A verb, with the particle or preposition that makes it a cue.

    ``addressee`` says who is spoken to: the verb's object ("told him"), or who stands after a preposition ("said to
    him"). ``negated`` is "unsaid" where a negated cue with a question reports nothing ("did not say whether").
    """

    lemma: str
    particle: str | None = None
    frames: tuple[VerbFrame, ...]
    addressee: Literal["object", "to", "with"] | None = None
    negated: Literal["unsaid"] | None = None

    @property
    def key(self) -> str:
        """Lemma, particle, sense."""
        return " ".join(filter(None, (self.lemma, self.particle, f"({self.sense})")))


class NounRow(CueRow, frozen=True, kw_only=True):
    """A noun ("claim", "fears"); with one of the verbs in ``light`` ("made the claim") that verb's subject is the source."""

    lemma: str
    frames: tuple[NounFrame, ...]
    light: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The lemma."""
        return self.lemma


class AdjectiveRow(CueRow, frozen=True, kw_only=True):
    """A predicative adjective ("is confident that …", "is critical of …")."""

    lemma: str
    frames: tuple[AdjectiveFrame, ...]

    @property
    def key(self) -> str:
        """The lemma."""
        return self.lemma


class PhraseRow(CueRow, frozen=True, kw_only=True):
    """A set phrase or mark, and where its source stands.

    After it ("according to X"), between its words ("in X's view"), inside, its noun itself ("in a new poll"), before (a
    colon), at the end of all ("“…” — X"), or the words themselves, a label that opens a paragraph ("Report: …").
    """

    words: str
    source: Literal["after", "between", "inside", "before", "end", "label"]

    @property
    def key(self) -> str:
        """The phrase."""
        return self.words


class ThingRow(Row, frozen=True, kw_only=True):
    """A noun for what has no mind, so that it judges, feels and intends nothing: "the terrain favors the defenders".

    Its ``frame`` is "clause" where a clause tells what it is, and is not what somebody says: "the fact that …". One of the
    frame "office" has a mind, but who dismisses or rejects it denies nothing: "dismissed his cabinet".
    """

    lemma: str
    frame: Literal["clause", "office", "leave", "comment"] | None = None
    example: str

    @property
    def key(self) -> str:
        """The lemma."""
        return self.lemma


# What a verb governs, the fullest first; the other frames are read elsewhere.
FULLEST = ("clause", "object_infinitive", "infinitive", "as", "predicate", "gerund", "seem", "words", "object")

AnyCue = TypeVar("AnyCue", bound=CueRow)


def _is_told(form: str, row: VerbRow) -> bool:
    """Is this a form in which news tells what somebody said, neither "say" nor "saying"?"""
    verb = form.partition(" ")[0]
    return verb != row.lemma and not verb.endswith("ing")


@dataclass(frozen=True)
class SpeechTables:
    """The cue tables and, for each, which rows a form in the text may stand for."""

    verbs: dict[str, tuple[VerbRow, ...]]
    nouns: dict[str, tuple[NounRow, ...]]
    adjectives: dict[str, tuple[AdjectiveRow, ...]]
    phrases: dict[str, tuple[PhraseRow, ...]]
    light: dict[str, str]
    things: dict[str, ThingRow]

    @cached_property
    def reports(self) -> Matcher[VerbRow]:
        """Finds, in lowered text, past and third persons of verbs that report a clause and stand beside a quotation ("said")."""
        told = {"clause", "quote"}
        forms = {
            form: tuple(row for row in rows if told <= {*row.frames} and _is_told(form, row))
            for form, rows in self.verbs.items()
        }
        return Matcher({form: rows for form, rows in forms.items() if any(row.sense == "said" for row in rows)})

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every word that may be a cue or begin one."""
        return frozenset((*self.verbs, *self.nouns, *self.adjectives, *self.phrases))

    def frames_of(self, form: str) -> list[tuple[VerbRow, str]]:
        """Give the frames of a verb in the order in which they are tried: of rows with a particle first, then the fullest."""
        found = self._frames.get(form)
        if found is None:
            frames = [
                (-len((row.particle or "").split()), FULLEST.index(frame), row)
                for row in self.verbs.get(form, ())
                for frame in row.frames
                if frame in FULLEST
            ]
            found = [(row, FULLEST[place]) for _, place, row in sorted(frames, key=lambda frame: frame[:2])]
            self._frames[form] = found
        return found

    @cached_property
    def _frames(self) -> dict[str, list[tuple[VerbRow, str]]]:
        return {}

    def rows(self) -> Iterator[CueRow]:
        """Give every row of every table once."""
        seen: set[tuple[str, int]] = set()
        for table in (self.verbs, self.nouns, self.adjectives, self.phrases):
            for rows in table.values():
                for row in rows:
                    if (row.file, row.line) not in seen:
                        seen.add((row.file, row.line))
                        yield row

    def proofs(self) -> Iterator[Proof]:
        """Turn every example into what the reading of it must hold."""
        for row in self.rows():
            yield Proof(row, row.example, None, f"a statement ({row.sense}): {row.wanted}", _gives(row))
            if row.not_example:
                yield Proof(row, row.not_example, None, f"no statement by {row.cause}", _spares(row))
        for thing in {row.lemma: row for row in self.things.values()}.values():
            yield Proof(thing, thing.example, None, "no statement", lambda record: not record.statements)


def load(tables: Tables) -> SpeechTables:
    """Read the cue tables and work out the forms of their lemmas."""
    inflection = inflect.load(tables)
    verbs = tables.rows("en/speech_verbs.csv", VerbRow)
    nouns = tables.rows("en/speech_nouns.csv", NounRow)
    adjectives = tables.rows("en/speech_adjectives.csv", AdjectiveRow)
    light = sorted({verb for row in nouns for verb in row.light})
    return SpeechTables(
        verbs=_by_form(verbs, lambda row: (*inflection.verb(row.lemma).all(), *british(inflection, row.lemma))),
        nouns=_by_form(nouns, lambda row: (row.lemma, *inflection.plural(row.lemma))),
        adjectives=_by_form(adjectives, lambda row: (row.lemma,)),
        phrases=_by_form(tables.rows("en/speech_phrases.csv", PhraseRow), lambda row: (row.words.split()[0],)),
        light={form: verb for verb in light for form in inflection.verb(verb).all()},
        things={
            form: row
            for row in tables.rows("en/speech_things.csv", ThingRow)
            for form in (row.lemma, *inflection.plural(row.lemma))
        },
    )


def british(inflection: inflect.Inflection, lemma: str) -> tuple[str, ...]:
    """Give the forms of the British spelling of a verb in -ize."""
    base = inflect.british_base(lemma)
    return tuple(inflection.verb(base).all()) if base != lemma else ()


def _by_form(rows: tuple[AnyCue, ...], forms: Callable[[AnyCue], tuple[str, ...]]) -> dict[str, tuple[AnyCue, ...]]:
    found: dict[str, list[AnyCue]] = {}
    for row in rows:
        for form in dict.fromkeys(forms(row)):
            found.setdefault(form, []).append(row)
    return {form: tuple(meant) for form, meant in found.items()}


def _gives(row: CueRow) -> Callable[[Record], bool]:
    def holds(record: Record) -> bool:
        return any(
            row.cause in said.because
            and _words(" ".join(record.quote(span) for span in said.content_spans)) == _words(row.wanted)
            for said in record.statements
        )

    return holds


def _spares(row: CueRow) -> Callable[[Record], bool]:
    return lambda record: not any(row.cause in said.because for said in record.statements)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
