"""From lemma to forms: the tables hold lemmas only, and a trained lemmatizer is not to be trusted on the words that matter.

Regular forms follow the spelling rules; where a rule may go two ways (doubled consonants, -ise and -ize) both forms
are given, the usual one first. Irregular forms are rows of ``en/irregular.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from chancery.lexicon.table import Row, Tables

PartOfSpeech = Literal["verb", "noun", "adjective"]
_DOUBLES = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$|qui[tp]$|^[^aeiou]*[aeiou]s$")
_STRESSED_END = re.compile(r"(?:mit|fer|pel|cel|vel|bel|cur|trol|drop|quip)$")
_PREFIX = re.compile(r"over|re|under|with|fore|out|mis|up|un")
_ONE_VOWEL = re.compile(r"^[^aeiou]*(?:qu)?[aeiou][^aeiou]$")


class IrregularRow(Row, frozen=True, kw_only=True):
    """A verb with its past, its past participle and a ``third`` person of its own, or a noun with its plural (in ``past``)."""

    lemma: str
    pos: PartOfSpeech
    past: tuple[str, ...]
    participle: tuple[str, ...]
    third: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Lemma and part of speech."""
        return f"{self.lemma}/{self.pos}"


@dataclass(frozen=True)
class Verb:
    """The forms of a verb, the usual one first."""

    base: str
    third: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]
    gerund: tuple[str, ...]

    def all(self) -> Iterable[str]:
        """Give every form."""
        return (self.base, *self.third, *self.past, *self.participle, *self.gerund)


@dataclass(frozen=True)
class Inflection:
    """Inflects lemmas by rule and by the table of irregular forms."""

    rows: tuple[IrregularRow, ...]

    @cached_property
    def _irregular(self) -> dict[str, IrregularRow]:
        return {row.key: row for row in self.rows}

    def verb(self, lemma: str) -> Verb:
        """Give the forms of a verb."""
        stem, _, rest = (
            lemma.partition("-") if "-" in lemma and f"{lemma}/verb" not in self._irregular else (lemma, "", "")
        )
        if rest:
            tail = self.verb(rest)
            return Verb(*(_prefixed(stem + "-", forms) for forms in _fields(tail)))  # type: ignore[arg-type]
        row = self._irregular.get(f"{lemma}/verb") or self._of_base(lemma)
        past = row.past if row else _past(lemma)
        third = (row and row.third) or _third(lemma)
        return Verb(lemma, third, past, (row.participle or past) if row else past, _gerund(lemma))

    def _of_base(self, lemma: str) -> IrregularRow | None:
        """Find the irregular verb that a prefix was put before: overthrow, retake, withhold."""
        for cut in range(2, len(lemma) - 2):
            row = self._irregular.get(f"{lemma[cut:]}/verb")
            if row and _PREFIX.fullmatch(lemma[:cut]):
                glue = lemma[:cut]
                return IrregularRow(
                    lemma=lemma,
                    pos="verb",
                    past=tuple(glue + form for form in row.past),
                    participle=tuple(glue + form for form in row.participle),
                )
        return None

    def plural(self, lemma: str) -> tuple[str, ...]:
        """Give the plural forms of a noun; a compound's last word inflects."""
        head, _, last = lemma.rpartition(" ")
        row = self._irregular.get(f"{last}/noun")
        forms = row.past if row else _third(last)
        return tuple(f"{head} {form}".strip() for form in forms)


def _fields(verb: Verb) -> tuple[str | tuple[str, ...], ...]:
    return verb.base, verb.third, verb.past, verb.participle, verb.gerund


def _prefixed(prefix: str, forms: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return prefix + forms if isinstance(forms, str) else tuple(prefix + form for form in forms)


def _third(lemma: str) -> tuple[str, ...]:
    if re.search(r"(?:s|x|z|ch|sh)$", lemma) or lemma in ("go", "veto", "embargo", "do"):
        return (lemma + "es",)
    if re.search(r"[^aeiou]y$", lemma):
        return (lemma[:-1] + "ies",)
    return _also_british((lemma + "s",))


def _past(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return _also_british((lemma + "d",))
    if re.search(r"[^aeiou]y$", lemma):
        return (lemma[:-1] + "ied",)
    return _doubled(lemma, "ed")


def _gerund(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("ie"):
        return (lemma[:-2] + "ying",)
    if lemma.endswith("e") and not re.search(r"(?:ee|oe|ye)$", lemma):
        return _also_british((lemma[:-1] + "ing",))
    return _doubled(lemma, "ing")


def _doubled(lemma: str, ending: str) -> tuple[str, ...]:
    plain = lemma + ending
    if lemma.endswith("c"):
        return (lemma + "k" + ending, plain)
    if not _DOUBLES.search(lemma):
        return (plain,)
    double = lemma + lemma[-1] + ending
    usual = _ONE_VOWEL.match(lemma) or _STRESSED_END.search(lemma)
    return (double, plain) if usual else (plain, double)


def _also_british(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Add the -ise spelling of a form of an -ize verb."""
    british = tuple(re.sub(r"iz(e[sd]|ing)$", r"is\1", re.sub(r"yz(e[sd]|ing)$", r"ys\1", form)) for form in forms)
    return tuple(dict.fromkeys((*forms, *british)))


def british_base(lemma: str) -> str:
    """Give the -ise spelling of an -ize lemma or of a noun made of one ("organization"); any other lemma as it is."""
    return re.sub(r"([iy])z(e|er|ation)$", r"\1s\2", lemma)


def load(tables: Tables) -> Inflection:
    """Read the irregular forms."""
    return Inflection(tables.rows("en/irregular.csv", IrregularRow))
