"""Who issues a statement that an article prints in his own words, by its headline: "Statement by the Foreign Minister of Chad".

There "we" and "I" outside quotation marks are he. Ground for the references step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.who.memory import Memory
from chancery.lexicon.actor_rows import Reference
from chancery.model import Span
from chancery.tokens import TokenSpan

# What joins a statement to who issues it; what tells for whom he speaks.
BY, BEHALF = ("by", "of", "from"), "behalf"
# How many words may stand before the noun of what is issued ("Joint press statement").
QUALIFIED = 3


@dataclass(frozen=True)
class Issuers:
    """Gives first persons outside quotations to those who issue what the article prints."""

    memory: Memory

    def resolve(self, headline: Span | None, words: Iterable[tuple[Span, Reference]]) -> None:
        """Resolve the first persons among some words, if the headline calls the text somebody's statement."""
        line = self.memory.doc.char_span(*headline, alignment_mode="expand") if headline else None
        who = self._issuers(line) if line is not None else ()
        for span, row in words if who else ():
            token = self.memory.doc.char_span(*span)
            if row.sort == "first" and token is not None and self.memory.quotation(span[0]) is None:
                for number in who:
                    self.memory.drafts[number].add(span, "pronoun", row.cause)
                self.memory.note(who, token[0])

    def _issuers(self, line: TokenSpan) -> tuple[int, ...]:
        """Give whom a headline tells to issue something: him on whose behalf, else by whom, or whose, it is."""
        issued = [word for word in line[: QUALIFIED + 1] if word.lower_ in self.memory.tables.issued][:1]
        behalf = [noun for word in line if issued and word.lower_ == BEHALF for noun in syntax.obliques(word, "of")]
        told = [noun for word in issued for noun in (*syntax.obliques(word, *BY), *syntax.possessors(word))]
        told += [word for noun in issued for word in syntax.children(noun, "compound")]
        return next((who for word in (*behalf, *told) if (who := self.memory.named_at(word))), ())
