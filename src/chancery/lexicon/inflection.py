"""From a lemma to its forms, so that a table of lemmas finds its words whatever a tagger thinks of them."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.lexicon.table import Row, Tables

VOWELS = "aeiou"
SIBILANTS = ("s", "x", "z", "ch", "sh")


class IrregularRow(Row, frozen=True, kw_only=True):
    """A word whose forms follow no rule; ``doubling`` says that its last consonant is doubled (``admit``)."""

    lemma: str
    third: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    doubling: bool = False

    @property
    def key(self) -> str:
        return self.lemma


Irregular = dict[str, IrregularRow]
NOTHING = IrregularRow(lemma="-")


def load(tables: Tables) -> Irregular:
    """Read the table of irregular forms."""
    return {row.lemma: row for row in tables.rows("en/irregular.csv", IrregularRow)}


def verb_forms(lemma: str, irregular: Irregular) -> dict[str, str]:
    """Give every form of a verb with the Penn tag it bears (a past that is also the participle bears ``VBD``)."""
    row = irregular.get(lemma, NOTHING)
    stems = _stems(lemma, row.doubling)
    past = row.past or tuple(_past(stem) for stem in stems)
    tagged = [(form, "VBN") for form in row.participle] + [(form, "VBD") for form in past]
    tagged += [(form, "VBZ") for form in row.third or (_with_s(lemma),)]
    tagged += [(form, "VBG") for form in row.gerund or tuple(_gerund(stem) for stem in stems)]
    return {form: tag for form, tag in [*tagged, (lemma, "VB")]}


def noun_forms(lemma: str, irregular: Irregular) -> dict[str, str]:
    """Give the singular and the plural of a noun with their Penn tags."""
    row = irregular.get(lemma, NOTHING)
    return {**{form: "NNS" for form in row.plural or (_with_s(lemma),)}, lemma: "NN"}


def _stems(lemma: str, doubling: bool) -> Iterator[str] | list[str]:
    """A word of one short syllable doubles its consonant; a longer one where the table says so, or in British spelling."""
    if len(lemma) < 3 or lemma[-1] in VOWELS + "wxy" or lemma[-2] not in VOWELS or lemma[-3] in VOWELS:
        return [lemma]
    one_syllable = sum(letter in VOWELS + "y" for letter in lemma) == 1
    if doubling or one_syllable:
        return [lemma + lemma[-1]]
    return [lemma, lemma + "l"] if lemma.endswith("l") else [lemma]


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2:-1] not in VOWELS:
        return stem[:-1] + "ied"
    return stem + "ed"


def _gerund(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        return stem[:-1] + "ing"
    return stem + "ing"


def _with_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(SIBILANTS) else "s")
