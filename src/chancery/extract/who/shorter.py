"""Bodies and groups named again at less length: "the army" after "the Malian army", "the fund" after "the Larsen Fund".

Ground for the references step.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.findings import Draft
from chancery.extract.who.memory import Memory
from chancery.lexicon.names import plural
from chancery.model import Mention, Span
from chancery.tokens import Token

# How many sentences back one may stand of several that are called so.
REACH = 1


@dataclass(frozen=True)
class ShorterNames:
    """Gives them to those whom the memory knows."""

    memory: Memory

    def join(self) -> None:
        """Give a bare description of a body or group to the one that the article tells by the same noun."""
        by_word = self._bodies_by_word()
        for number, draft in enumerate(self.memory.drafts):
            if draft.kind not in ("organisation", "group") or draft.is_named:
                continue
            for span in [span for span in draft.mentions if self._is_bare(span, draft)]:
                found = self._same_noun(number, span, by_word)
                if found is not None:
                    self.memory.move(span, number, (found,), "nominal")

    def _bodies_by_word(self) -> dict[str, set[int]]:
        """Give the bodies and groups by the rows that tell them and by the last words of their names, before an "of"."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for number, draft in enumerate(self.memory.drafts):
            for (start, end), mention in draft.mentions.items() if draft.kind in ("organisation", "group") else ():
                found[mention.because].add(number)
                name = self.memory.source[start:end].partition(" of ")[0].lower()
                found[name.rpartition(" ")[2]].add(number)
        return found

    def _is_bare(self, span: Span, draft: Draft) -> bool:
        """Is this no more than the noun with its article?"""
        words = self.memory.source[span[0] : span[1]].lower().split()
        noun, head = noun_of(draft.mentions[span]), self.memory.head(span)
        if head is None or syntax.children(head, "acl") or seated(head):
            return False
        return " ".join(words[1:]) in (noun, plural(noun)) and words[0] in ("the", "these", "those")

    def _same_noun(self, described: int, span: Span, by_word: dict[str, set[int]]) -> int | None:
        """Give whom the same noun told more of: the only such in the article, or of several the one just before."""
        draft = self.memory.drafts[described]
        mention, drafts = draft.mentions[span], self.memory.drafts
        told = by_word.get(mention.because, set()) | by_word.get(noun_of(mention).rpartition(" ")[2], set())
        alike = (number for number in sorted(told - {described}) if drafts[number].kind == draft.kind)
        fitting = [number for number in alike if self._tells_more(drafts[number], mention)]
        if len(fitting) == 1 and min(self.memory.drafts[fitting[0]].mentions) < span:
            return fitting[0]
        homes = {drafts[number].country for number in fitting}
        alone = (
            len(homes) == 1 and None not in homes and drafts[described].sector == "GOV"
        )  # "Mali's junta", "the Malian junta"
        return self.memory.last_before(span, fitting, None if alone else REACH)

    def _tells_more(self, other: Draft, bare: Mention) -> bool:
        """Is this actor told by the noun and a country, or by a name that ends with the noun, or with it before "of"?"""
        if other.country is not None and any(mention.because == bare.because for mention in other.mentions.values()):
            return True
        noun = noun_of(bare)
        return not noun.endswith("s") and (self.is_called_after(other, noun) or self._is_told_after(other, noun))

    def _is_told_after(self, draft: Draft, noun: str) -> bool:
        """Is a body described by a noun and more ("the interior ministry", of which "the ministry" is short)?"""
        told = [self.memory.source[start:end].lower() for start, end in draft.mentions] if draft.country is None else []
        more = (one.removeprefix("the ") for one in told)
        return any(one.endswith(f" {noun}") and one.removesuffix(f" {noun}").isalpha() for one in more)

    def is_called_after(self, draft: Draft, noun: str) -> bool:
        """Does a name of an actor end with the noun, but for an "of" ("the Supreme Court of Kenya")?"""
        called = (self.memory.source[start:end] for start, end in draft.mentions)
        return any(name[:1].isupper() and name.partition(" of ")[0].lower().endswith(f" {noun}") for name in called)


def seated(noun: Token) -> bool:
    """Does what stands behind a noun tell which body is meant ("the ministry [in Tbilisi]", "the firm [behind] the plan")?"""
    after = noun.doc[noun.i + 1 : noun.i + 2]
    return any(word.lower_ == "behind" for word in after) or any(
        place.ent_type_ == "GPE" and place.i == noun.i + 2 for place in syntax.obliques(noun, "in")
    )


def noun_of(mention: Mention) -> str:
    """Give the noun by whose row a description is known."""
    return mention.because.partition(":")[2].partition("/")[0]
