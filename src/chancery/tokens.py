"""A parsed text: words with tags, heads and labels, as plain objects that answer what spaCy's tokens of these names do.

The steps of the road ask millions of such questions of an article; an attribute of a plain object answers in a tenth of the
time that a view into spaCy's own structures takes, and holds on to nothing of the pipeline that parsed it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple, overload


class Form(NamedTuple):
    """What a word says of itself wherever it stands."""

    text: str
    lower: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    like_num: bool


class Analysis(NamedTuple):
    """What the pipeline says of a word where it stands; ``head`` is the way to its head, in words."""

    head: int = 0
    dep: str = ""
    tag: str = ""
    pos: str = ""
    lemma: str = ""
    ent_type: str = ""
    ent_iob: str = ""
    starts: bool = False


UNPARSED = Analysis()


class Token:
    """A word at its place; a word that was not parsed heads itself and carries nothing."""

    __slots__ = (
        "_form",
        "arc",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "left_edge",
        "lemma_",
        "lower_",
        "pos_",
        "right_edge",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    head: Token
    children: Sequence[Token]
    left_edge: Token
    right_edge: Token
    sent: TokenSpan

    def __init__(self, doc: Doc, i: int, idx: int, form: Form, analysis: Analysis, whitespace: str) -> None:
        self.doc, self.i, self.idx = doc, i, idx
        self.text, self.lower_, self.is_space, self.is_punct, _, _ = self._form = form
        _, self.dep_, self.tag_, self.pos_, self.lemma_, self.ent_type_, self.ent_iob_, self.is_sent_start = analysis
        self.arc = self.dep_.partition(":")[0]  # the label without its subtype
        self.whitespace_ = whitespace
        self.children = ()
        self.head = self.left_edge = self.right_edge = self

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Is it letters alone?"""
        return self._form.is_alpha

    @property
    def like_num(self) -> bool:
        """Does it tell a number, in figures or in letters?"""
        return self._form.like_num

    @property
    def lefts(self) -> list[Token]:
        """The dependents before the word."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """The dependents after the word."""
        return [child for child in self.children if child.i > self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above the word, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> list[Token]:
        """The word and all that hangs on it, in text order."""
        found = [self]
        for token in found:
            found.extend(token.children)
        return sorted(found, key=lambda token: token.i)

    def is_ancestor(self, other: Token) -> bool:
        """Does the other word hang on this one?"""
        return any(token is self for token in other.ancestors)

    def nbor(self, distance: int = 1) -> Token:
        """The word so many places further on; IndexError beyond the text."""
        if not 0 <= self.i + distance < len(self.doc):
            raise IndexError(f"no word {distance} places from word {self.i} of {len(self.doc)}")
        return self.doc[self.i + distance]


class TokenSpan:
    """A run of words, from ``start`` up to, not including, ``end``."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> TokenSpan: ...
    def __getitem__(self, place: int | slice) -> Token | TokenSpan:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return TokenSpan(self.doc, self.start + start, self.start + max(start, end))
        at = (self.end if place < 0 else self.start) + place
        if not self.start <= at < self.end:
            raise IndexError(f"no word {place} in a run of {len(self)}")
        return self.doc[at]

    @property
    def start_char(self) -> int:
        """Where the run begins in the text."""
        tokens = self.doc
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where the run ends in the text, white space after it not counted."""
        if self.end == self.start:
            return self.start_char
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The run as it stands in the text."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> TokenSpan:
        """The sentence that the first word stands in."""
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The word of the run that stands nearest to the root of its sentence; the first of several, a mark the last."""
        if self.end - self.start == 1:
            return self.doc[self.start]
        inside = self.doc[self.start : self.end]
        for token in inside:
            if token.head is token:
                return token
        outer = [token for token in inside if not self.start <= token.head.i < self.end]
        if len(outer) == 1:
            return outer[0]
        return min(outer, key=_depth, default=self.doc[self.start])


def _depth(token: Token) -> tuple[bool, int]:
    mark = (token.is_punct or token.is_space) and not token.children
    return mark, sum(1 for _ in token.ancestors)


class Doc(list[Token]):
    """A text in words, every character of it in one of them or in the one blank after it; its slices are plain lists."""

    __hash__ = object.__hash__  # type: ignore[assignment]  # a list has none; no two texts are one
    __eq__ = object.__eq__

    def __init__(self, forms: Sequence[Form], spaces: Sequence[bool], analyses: Sequence[Analysis]) -> None:
        super().__init__()
        idx = 0
        for i, (form, space, analysis) in enumerate(zip(forms, spaces, analyses, strict=True)):
            self.append(Token(self, i, idx, form, analysis, " " if space else ""))
            idx += len(form.text) + space
        self._hang([analysis.head for analysis in analyses])
        self._part()

    def rehang(self, changes: Sequence[tuple[Token, Token, str]]) -> None:
        """Hang words anew: each on its new head (itself, where it is now the root) with its new label."""
        for token, head, label in changes:
            token.head, token.dep_, token.arc = head, label, label.partition(":")[0]
        heads = [token.head.i - token.i for token in self]
        for token in self:
            token.children = ()
            token.head = token.left_edge = token.right_edge = token
        self._hang(heads)

    def _hang(self, heads: Sequence[int]) -> None:
        """Hang every word on its head, and tell each how far what hangs on it reaches."""
        tokens = self
        order = []
        for token, way in zip(tokens, heads, strict=True):
            if way:
                head = token.head = tokens[token.i + way]
                if head.children:
                    head.children.append(token)  # type: ignore[attr-defined]  # a list, once there is one
                else:
                    head.children = [token]
            elif token.dep_:
                order.append(token)
        for token in order:
            order.extend(token.children)
        for token in reversed(order):
            head = token.head
            if token.left_edge.i < head.left_edge.i:
                head.left_edge = token.left_edge
            if token.right_edge.i > head.right_edge.i:
                head.right_edge = token.right_edge

    def _part(self) -> None:
        """Part the words into sentences."""
        starts = [token.i for token in self if token.is_sent_start and token.i]
        bounds = [0, *starts, len(self)]
        self._sentences = [TokenSpan(self, a, b) for a, b in pairwise(bounds) if a < b]
        for sentence in self._sentences:
            for token in sentence:
                token.sent = sentence

    def span(self, start: int, end: int) -> TokenSpan:
        """The run of words from one place up to another."""
        return TokenSpan(self, start, end)

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return "".join([token.text + token.whitespace_ for token in self])

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in the text."""
        return [token.idx for token in self]

    @property
    def sents(self) -> Iterator[TokenSpan]:
        """The sentences, in order."""
        return iter(self._sentences)

    @cached_property
    def ents(self) -> tuple[TokenSpan, ...]:
        """The names that the pipeline found, in order."""
        found = []
        first = None
        for token in (*self, None):
            if first is not None and (token is None or token.ent_iob_ != "I"):
                last = len(self) if token is None else token.i
                found.append(TokenSpan(self, first.i, last, first.ent_type_))
                first = None
            if token is not None and token.ent_iob_ == "B" and token.ent_type_:
                first = token
        return tuple(found)

    def char_span(
        self, start: int, end: int, alignment_mode: Literal["strict", "expand"] = "strict"
    ) -> TokenSpan | None:
        """The words at a place of the text; None where there are none, or, if ``strict``, where it cuts one apart."""
        first, last = self._word_at(start), self._word_at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "strict" and (first.idx != start or last.idx + len(last.text) != end):
            return None
        behind = alignment_mode == "expand" and start == first.idx + len(first.text)
        return TokenSpan(self, first.i + behind, last.i + 1)

    def _word_at(self, offset: int) -> Token | None:
        """The word that holds an offset, or has it in the blank after it."""
        if not 0 <= offset < len(self.text):
            return None
        return self[bisect_right(self.starts, offset) - 1]
