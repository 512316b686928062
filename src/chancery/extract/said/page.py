"""The article as the step of statements sees it: tokens by offset, blocks, quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from chancery.extract.said.quotations import Quotation
from chancery.lexicon.speech import SpeechTables
from chancery.model import Span
from chancery.tokens import Doc, Token, TokenSpan

LONGEST_LABEL, LONGEST_HEADING = 40, 120


@dataclass(frozen=True)
class Page:
    """The article as this step sees it: tokens by offset, blocks, quotations."""

    doc: Doc
    blocks: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    tables: SpeechTables
    voices: frozenset[Span] = frozenset()  # where people and bodies are mentioned
    press: frozenset[Span] = frozenset()  # where outlets are

    @cached_property
    def text(self) -> str:
        """The article's text, which a parsed document would join anew each time it is asked."""
        return str(self.doc.text)

    @cached_property
    def openings(self) -> Counter[str]:
        """How many paragraphs open with each label before a colon."""
        parted = (self.text[start:end].partition(":") for start, end in self.blocks)
        return Counter(label + colon for label, colon, _ in parted if colon and len(label) <= LONGEST_LABEL)

    def label(self, words: Sequence[Token]) -> str:
        """Give the text of the words of a label."""
        return self.text[words[0].idx : words[-1].idx + len(words[-1])]

    def is_heading(self, block: Span) -> bool:
        """Is this the headline, or a line that ends like one, without a stop?"""
        return block == self.blocks[0] or (
            block[1] - block[0] < LONGEST_HEADING and self.text[block[1] - 1] not in '.!?…:”"'
        )

    def takes_turns(self, words: Sequence[Token]) -> bool:
        """Is a label one of those that take turns in an interview: a name ("HOLM:") or what opens several ("Q:")?"""
        if not words:
            return False
        label = self.label(words)
        named = all(word.pos_ in ("PROPN", "NOUN", "ADJ") or word.is_punct for word in words)
        turns = self.openings[label + ":"] > 1 and (named or label.isupper())
        return self.is_dialogue and (turns or (named and label.isupper() and len(label) > 1))

    def is_turn(self, words: list[Token]) -> bool:
        """Does a label in capitals take turns with others, so that what it opens may be as short as "Yes." or run on?"""
        return self.takes_turns(words) and self.label(words).isupper()

    @cached_property
    def is_dialogue(self) -> bool:
        """Do several paragraphs open with a label in capitals ("HOST:"), as those of an interview do, or two with several?"""
        turns = sum(count > 1 for count in self.openings.values())
        return turns > 1 or sum(count for label, count in self.openings.items() if label.isupper()) > 1

    @cached_property
    def people(self) -> frozenset[str]:
        """The words, lowered, of the names of people in the article's body."""
        body = self.blocks[0][1]
        return frozenset(token.lower_ for token in self.doc if token.ent_type_ == "PERSON" and token.idx >= body)

    @cached_property
    def outer(self) -> list[Quotation]:
        """The quotations that stand in no other."""
        return [quotation for quotation in self.quotations if quotation.depth == 0]

    @cached_property
    def outer_starts(self) -> list[int]:
        """Where each of those begins."""
        return [quotation.span[0] for quotation in self.outer]

    def tokens(self, start: int, end: int) -> TokenSpan:
        """Give the tokens that begin inside a stretch; none where it ends before it begins, as between marks that cross."""
        starts = self.doc.starts
        first = bisect_left(starts, start)
        return self.doc.span(first, max(first, bisect_left(starts, end)))

    def block(self, offset: int) -> Span:
        """Give the paragraph an offset lies in."""
        at = bisect_right(self._block_starts, offset) - 1
        return self.blocks[max(at, 0)]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block[0] for block in self.blocks]

    def around(self, offset: int) -> Quotation | None:
        """Give the outer quotation that an offset lies in."""
        at = bisect_right(self.outer_starts, offset) - 1
        return self.outer[at] if at >= 0 and offset < self.outer[at].span[1] else None

    def block_before(self, block: Span) -> Span | None:
        """Give the paragraph before one."""
        at = bisect_left(self.blocks, block)
        return self.blocks[at - 1] if at else None

    def next_block(self, block: Span) -> Span | None:
        """Give the paragraph after one."""
        at = bisect_right(self.blocks, block)
        return self.blocks[at] if at < len(self.blocks) else None

    def quotations_in(self, span: Span) -> list[Quotation]:
        """Give the outer quotations that begin inside a stretch."""
        return self.outer[bisect_left(self.outer_starts, span[0]) : bisect_left(self.outer_starts, span[1])]
