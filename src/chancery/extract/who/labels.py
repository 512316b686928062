"""Who is only labeled by a noun beside the name: "the rights group Amnesty", "mediators Qatar and Egypt", "his party, Fidesz".

Ground for the references step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.who.memory import Memory, unique_numbers
from chancery.model import Span
from chancery.tokens import Token

# Whom a label may name, by what it was taken for.
LABELED = {"organisation": ("organisation", "group"), "group": ("state", "organisation", "group")}
# As what a name hangs on its label, or a label on its name.
NAMING, LABELING = ("appos", "flat", "nmod:desc"), ("compound", "nmod:desc")


@dataclass(frozen=True)
class Labels:
    """Gives the nouns right before names to those whom the names mean."""

    memory: Memory

    def join(self) -> None:
        """Join each label to whom it labels."""
        for number, draft in enumerate(self.memory.drafts):
            kinds = () if draft.is_named else LABELED.get(draft.kind, ())
            for span in [span for span, one in draft.mentions.items() if one.how == "nominal"] if kinds else ():
                named = self._labeled(span, kinds)
                if named and all(draft.country in (None, self.memory.drafts[one].country) for one in named):
                    for one in named:
                        self.memory.drafts[one].sector = self.memory.drafts[one].sector or draft.sector
                    self.memory.move(span, number, named, "nominal")

    def _labeled(self, span: Span, kinds: tuple[str, ...]) -> tuple[int, ...]:
        """Give those who are named right behind a label: all that are told together, where it is a plural."""
        found = self.memory.doc.char_span(*span)
        label = found[-1] if found is not None else None
        if label is None or label.i + 1 >= len(label.doc) or label.pos_ != "NOUN":
            return ()
        first = next(self._names(label), None)
        if first is None:
            return ()
        parts = syntax.conjuncts(first) if label.tag_ in ("NNS", "NNPS") else [first]
        named = [self._bearer(part, kinds) for part in parts]
        return unique_numbers(one for one in named if one is not None) if None not in named else ()

    def _names(self, label: Token) -> Iterator[Token]:
        """Give the name that begins right behind a label."""
        if label.arc == "obl" and syntax.prepositions(label) == "as":  # "lists Hamas as a terrorist organization"
            yield from (word for word in syntax.objects(label.head) if word.pos_ == "PROPN" and word.i < label.i)
            return
        after = syntax.following(label)
        if after.text == ",":
            yield from (
                word for word in syntax.children(label, "appos") if _closes(word, after) and not self._has_office(word)
            )
        if after.lower_ == "the":  # "the rights group the Helsinki Committee"
            yield from (word for word in syntax.children(label, "appos") if word.left_edge.i == after.i)
        if after.pos_ != "PROPN" and after.tag_ != "NNP":
            return
        yield from (word for word in syntax.children(label, *NAMING) if word.left_edge.i == after.i)
        if label.dep_ == "nsubj":  # two subjects of one verb, side by side
            yield from (word for word in syntax.children(label.head, "nsubj", "aux") if word.left_edge.i == after.i)
        if label.dep_ in LABELING and after.i <= label.head.i and label.head.pos_ == "PROPN":
            yield label.head
        # "fighters of the group JNIM", hung on the fighters or on what they did
        whole = label.head
        twice = after.head is whole.head and after.dep_ == whole.dep_ in syntax.SUBJECTS
        if label.dep_ == "nmod" and (after.head is whole or twice) and not syntax.children(after, "case"):
            yield after

    def _has_office(self, name: Token) -> bool:
        """Is a name told by an office of its own ("Assad and his family, [Mikhail Ulyanov], Russia's ambassador, said")?"""
        offices = self.memory.tables.public_offices
        return any(word.i > name.i and word.lemma_ in offices for word in syntax.children(name, "appos"))

    def _bearer(self, name: Token, kinds: tuple[str, ...]) -> int | None:
        """Give who of some kinds is named at a word."""
        drafts = self.memory.drafts
        here = (n for n, draft in enumerate(drafts) if draft.kind in kinds and self.memory.names(n, name))
        return next(here, None)


def _closes(name: Token, comma: Token) -> bool:
    """Is a name all that stands between a comma and another or the end ("his party, [Fidesz], said")?"""
    last = name.right_edge
    first = name.left_edge.i in (comma.i, comma.i + 1)
    return first and name.pos_ == "PROPN" and (last.is_punct or syntax.following(last).is_punct)
