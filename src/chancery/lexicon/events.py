"""What counts as an event: senses of verbs, nouns and adjectives as frames, operators over them, and how the two compose.

A **sense** is a frame: words, and what must stand around them (a particle, an object of a class, a preposition with what
comes after it, a subject of a class). Where several senses of a word fit, the one that asks most wins. A sense without
an event bars the word there. **Operators** (agree, demand, refuse, threaten, accuse, stop …) take acts and give acts:
which one, the **compositions** say. Word classes (``@aid``, ``@talks``) are a table of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from chancery.collector import uncollected
from chancery.lexicon import inflect
from chancery.lexicon.event_rows import (
    ClassRow,
    CompositionRow,
    ModeRow,
    NominalRow,
    OperatorRow,
    RelationRow,
    RoleRow,
    SenseRow,
)
from chancery.lexicon.event_senses import Meanings, Sense, split_word, weight_of
from chancery.lexicon.examples import proofs_of
from chancery.lexicon.inflect import Inflection, PartOfSpeech
from chancery.lexicon.kept import Keep
from chancery.lexicon.table import LexiconError, Proof, Row, Tables


@dataclass(frozen=True)
class Operator:
    """One word of an operator's row."""

    row: OperatorRow
    lemma: str
    particle: str


@dataclass(frozen=True)
class EventTables:
    """The rows of the event tables and what is looked up in them."""

    senses: tuple[SenseRow, ...]
    operators: tuple[OperatorRow, ...]
    compositions: tuple[CompositionRow, ...]
    classes: tuple[ClassRow, ...]
    roles: tuple[RoleRow, ...]
    nominals: tuple[NominalRow, ...]
    modes: tuple[ModeRow, ...]
    relations: tuple[RelationRow, ...]
    inflection: Inflection
    keep: Keep = field(default_factory=partial(Keep, None))

    @cached_property
    def members(self) -> dict[str, frozenset[str]]:
        """The words of each class, classes inside it spelled out."""
        plain = {row.name: row.words for row in self.classes}

        def spelled(name: str, above: tuple[str, ...] = ()) -> Iterator[str]:
            for word in plain.get(name, ()):
                if word.startswith("@") and word[1:] not in above:
                    yield from spelled(word[1:], (*above, name))
                else:
                    yield word

        return {name: frozenset(spelled(name)) for name in plain}

    @cached_property
    def classes_of(self) -> dict[str, frozenset[str]]:
        """The classes of each word, as ``@name``."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, words in self.members.items():
            for word in words:
                found[word].add(f"@{name}")
        return {word: frozenset(names) for word, names in found.items()}

    def is_any(self, lemmas: Iterable[str], name: str) -> bool:
        """Does one of these words stand in a class, called ``@name``?"""
        return any(name in self.classes_of.get(lemma, ()) for lemma in lemmas)

    def senses_at(self, form: str, pos: PartOfSpeech) -> Iterator[Sense]:
        """Give what a form may mean as a verb or as a noun."""
        forms = self.verb_forms if pos == "verb" else self.noun_forms
        for lemma in forms.get(form, ()):
            yield from self.by_lemma.get((lemma, pos), ())

    def classed(self, name: str) -> frozenset[str]:
        """Give the words of a class, called as it is or ``@name``; none where the tables have no such class."""
        return self.members.get(name.removeprefix("@"), frozenset())

    @cached_property
    def labels_of(self) -> dict[str, frozenset[str]]:
        """What each word that stands in a class may be called in a row: itself, or ``@name`` of a class."""
        return {word: names | {word} for word, names in self.classes_of.items()}

    @cached_property
    @uncollected()
    def by_lemma(self) -> dict[tuple[str, str], Meanings]:
        """The senses of a head word and part of speech, those that ask most first."""
        found: dict[tuple[str, str], list[Sense]] = defaultdict(list)
        for row in self.senses:
            for word in self.words_of(row.words):
                lemma, particle = split_word(word, row.pos)
                found[lemma, row.pos].append(Sense(row, lemma, particle, weight_of(row, particle)))
        return {
            key: Meanings(sorted(senses, key=lambda sense: (-sense.weight, sense.row.line)))
            for key, senses in found.items()
        }

    @cached_property
    def operators_by_lemma(self) -> dict[tuple[str, str], tuple[Operator, ...]]:
        """The operators of a head word and part of speech, those with particle or preposition first."""
        found: dict[tuple[str, str], list[Operator]] = defaultdict(list)
        for row in self.operators:
            for word in self.words_of(row.words):
                lemma, particle = split_word(word, row.pos)
                found[lemma, row.pos].append(Operator(row, lemma, particle))
        return {
            key: tuple(sorted(made, key=lambda one: (not one.particle, not one.row.prep, one.row.line)))
            for key, made in found.items()
        }

    @cached_property
    def roles_of(self) -> dict[tuple[str, str], RoleRow]:
        """The usual roles of a type by part of speech."""
        return {(row.event, row.pos): row for row in self.roles}

    @cached_property
    def verbs_of(self) -> dict[str, tuple[str, ...]]:
        """The verbs that a noun is made of."""
        return {row.noun: row.verbs for row in self.nominals}

    @cached_property
    def mode_words(self) -> dict[tuple[str, str], ModeRow]:
        """The row that a word near an act of a type stands in."""
        return {(row.event, word): row for row in self.modes for word in self.words_of(row.words)}

    @cached_property
    def compounds(self) -> dict[str, frozenset[str]]:
        """The words that stand right before the last in the names of several words, by that last."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self._long_names:
            *_, before, last = name.split(" ")
            found[last].add(before)
        return {last: frozenset(before) for last, before in found.items()}

    @cached_property
    def parted(self) -> frozenset[str]:
        """What stands before "of" in the names of several words ("weapon of war")."""
        return frozenset(name.partition(" of ")[0] for name in self._long_names if " of " in name)

    @property
    def _long_names(self) -> Iterator[str]:
        """The names of several words that classes, frames and modes hold."""
        framed = (word for row in self.senses for word in (*row.object, *row.after, *row.subject))
        told = (word for _, word in self.mode_words)
        yield from (name for name in (*self.classes_of, *framed, *told) if " " in name)

    @cached_property
    def mode_heads(self) -> dict[str, frozenset[str]]:
        """The forms of the last word of everything that tells a mode, by the type of event."""
        heads: dict[str, set[str]] = defaultdict(set)
        for event, word in self.mode_words:
            head = word.rpartition(" ")[2]
            heads[event].update((head, *self.inflection.plural(head)))
        return {event: frozenset(forms) for event, forms in heads.items()}

    @cached_property
    def relation_forms(self) -> dict[tuple[str, str], RelationRow]:
        """The rows of relation words by form and part of speech; the first row of a form stands."""
        found: dict[tuple[str, str], RelationRow] = {}
        for row in self.relations:
            for word in row.words:
                for form in self._spelled(word, row.pos):
                    found.setdefault((form, row.pos), row)
        return found

    def _spelled(self, word: str, pos: PartOfSpeech) -> Iterator[str]:
        yield word
        if pos == "verb":
            head, space, rest = word.partition(" ")
            yield from (f"{form}{space}{rest}" for form in self.inflection.verb(head).all())
        elif pos == "noun":
            yield from self.inflection.plural(word)

    @cached_property
    def verb_forms(self) -> dict[str, tuple[str, ...]]:
        """The verb lemmas of a form."""
        return self.keep.get("verb_forms", dict[str, tuple[str, ...]], lambda: self._forms("verb"))

    @cached_property
    def noun_forms(self) -> dict[str, tuple[str, ...]]:
        """The noun lemmas of a form; a form that is itself a lemma (``talks``) gives that first."""
        return self.keep.get("noun_forms", dict[str, tuple[str, ...]], lambda: self._forms("noun"))

    @cached_property
    def heads(self) -> frozenset[str]:
        """The forms of the heads of senses: a word of no such form or lemma has none; of "cease-fire" the last of its parts."""
        return self.keep.get("heads", frozenset[str], self._heads)

    def _heads(self) -> frozenset[str]:
        meant = {lemma for lemma, _ in self.by_lemma}
        meant |= {noun for noun, verbs in self.verbs_of.items() if meant & set(verbs)}
        forms = (*self.verb_forms.items(), *self.noun_forms.items())
        found = meant | {form for form, lemmas in forms if meant & set(lemmas)}
        return frozenset(found | {form.rpartition("-")[2] for form in found})

    def words_of(self, words: Iterable[str]) -> Iterator[str]:
        """Give words, those of a class in its place."""
        for word in words:
            if word.startswith("@"):
                yield from sorted(self.members[word[1:]])
            else:
                yield word

    def compose(self, operator: str, event: str, mode: str | None) -> CompositionRow | None:
        """Say what an operator makes of an act: by type and mode, by type, or of anything."""
        return (
            self._compositions.get((operator, event, mode or ""))
            or self._compositions.get((operator, event, ""))
            or self._compositions.get((operator, "*", ""))
        )

    @cached_property
    def _compositions(self) -> dict[tuple[str, str, str], CompositionRow]:
        return {
            (row.operator, act, mode): row
            for row in self.compositions
            for act in row.act
            for mode in row.act_mode or ("",)
        }

    def _forms(self, pos: PartOfSpeech) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for lemma in sorted(self._lemmas(pos)):
            if pos == "verb":
                for form in (*self.inflection.verb(lemma).all(), inflect.british_base(lemma)):
                    found[form][lemma] = None
            else:
                found[lemma] = {lemma: None, **found[lemma]}
                spelled = inflect.british_base(lemma)
                for form in (*self.inflection.plural(lemma), spelled, *self.inflection.plural(spelled)):
                    found[form].setdefault(lemma)
        return {form: tuple(lemmas) for form, lemmas in found.items()}

    def _lemmas(self, pos: PartOfSpeech) -> set[str]:
        found = {lemma for lemma, kind in (*self.by_lemma, *self.operators_by_lemma) if kind == pos}
        if pos == "noun":
            found |= set(self.verbs_of)
            found |= {word.rpartition(" ")[2] for words in self.members.values() for word in words}
            found |= {word.rpartition(" ")[2] for _, word in self.mode_words}
            wanted = (word for row in self.senses for word in (*row.object, *row.subject) if word[0] not in "@+-")
            found |= {word.rpartition(" ")[2] for word in wanted}
        return found

    def proofs(self) -> Iterator[Proof]:
        """Give the example of every row, told with the first of its words."""
        for row in (*self.senses, *self.operators, *self.compositions, *self.modes):
            yield from proofs_of(row, tuple(self.words_of(getattr(row, "words", ())))[:1], self.inflection)

    def proofs_of_words(self) -> Iterator[Proof]:
        """Give the example of every row told with each of its words; some of these no parser reads right."""
        rows: tuple[SenseRow | OperatorRow | ModeRow, ...] = (*self.senses, *self.operators, *self.modes)
        for row in rows:
            yield from proofs_of(row, tuple(self.words_of(row.words)), self.inflection)


def load(tables: Tables) -> EventTables:
    """Read the event tables; LexiconError for a frame that means two acts, an unknown class, a mode of another type."""
    made = EventTables(
        senses=(*tables.rows("en/events.csv", SenseRow), *tables.rows("en/events_nouns.csv", SenseRow)),
        operators=tables.rows("en/events_operators.csv", OperatorRow),
        compositions=tables.rows("en/events_compositions.csv", CompositionRow),
        classes=tables.rows("en/events_classes.csv", ClassRow),
        roles=tables.rows("en/events_roles.csv", RoleRow),
        nominals=tables.rows("en/events_nominals.csv", NominalRow),
        modes=tables.rows("en/events_modes.csv", ModeRow),
        relations=tables.rows("en/events_relations.csv", RelationRow),
        inflection=inflect.load(tables),
        keep=tables.look_ups,
    )
    tables.look_ups.get("events", bool, lambda: _checked(made, tables))
    return made


def _checked(made: EventTables, tables: Tables) -> bool:
    try:
        _check_modes(made, tables)
        _check_classes(made)
        _check_clashes(made)
        _check_mode_words(made)
    except LexiconError as error:
        raise LexiconError(tables.last(error.path), error.line, error.fault) from None
    return True


def _fault(row: Row, fault: str) -> LexiconError:
    return LexiconError(Path(row.file), row.line, fault)


def _check_modes(made: EventTables, tables: Tables) -> None:
    rows: tuple[SenseRow | CompositionRow | ModeRow, ...] = (*made.senses, *made.compositions, *made.modes)
    for row in rows:
        if row.mode and row.event and row.mode not in tables.codebook.events[row.event].modes:
            modes = ", ".join(sorted(tables.codebook.events[row.event].modes)) or "none"
            raise _fault(row, f"{row.event} has no mode {row.mode!r}; it has: {modes}")


def _check_classes(made: EventTables) -> None:
    for row in made.senses:
        for word in (*row.words, *row.object, *row.after, *row.subject):
            if word.startswith("@") and word[1:] not in made.members:
                raise _fault(row, f"unknown class {word!r}; the classes stand in en/events_classes.csv")
    compared: list[tuple[Row, tuple[str, ...]]] = [(row, row.words) for row in made.classes]
    compared += [(row, row.words) for row in made.modes]
    compared += [(row, (*row.words, *row.object, *row.after, *row.subject)) for row in made.senses]
    for some, words in compared:
        for word in words:
            if word != word.lower():
                raise _fault(some, f"{word!r} would match nothing: texts are compared in lower case")


def _check_mode_words(made: EventTables) -> None:
    seen: dict[tuple[str, str], ModeRow] = {}
    for row in made.modes:
        for word in made.words_of(row.words):
            other = seen.setdefault((row.event, word), row)
            if other.mode != row.mode:
                raise _fault(row, f"{word!r} tells the mode {other.mode!r} of {row.event} already")


def _check_clashes(made: EventTables) -> None:
    seen: dict[tuple[str, ...], SenseRow] = {}
    for row in made.senses:
        for word in made.words_of(row.words):
            for noun in row.object or ("",):
                for prep in row.prep or ("",):
                    for after in row.after or ("",):
                        for subject in row.subject or ("",):
                            cell = (row.pos, word, noun, prep, after, subject)
                            if cell in seen and (seen[cell].event, seen[cell].mode) != (row.event, row.mode):
                                raise _fault(
                                    row, f"{' '.join(filter(None, cell))!r} is set by {seen[cell].name!r} already"
                                )
                            seen.setdefault(cell, row)
