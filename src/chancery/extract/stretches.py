"""Where phrases and sentences stand: ``(start, end)`` offsets into the document's text."""

from __future__ import annotations

from collections.abc import Iterable

from chancery.model import Span
from chancery.tokens import Token, TokenSpan


def noun_phrase(noun: Token) -> Span:
    """Give the place of a noun phrase without relative clauses, appositions, coordinated phrases and outer punctuation."""
    inside = [noun]
    _gather(noun, inside, frozenset({"acl:relcl", "appos", "conj", "cc", "punct", "parataxis", "case", "cop", "mark", "nsubj",
                                     "acl", "advcl", "aux", "orphan", "list", "dep"}))  # fmt: skip
    return span_of(_run(inside, noun))


def subtree_span(token: Token) -> Span:
    """Give the place from the first to the last token of a subtree."""
    return span_of((token.left_edge, token.right_edge))


def span_of(tokens: Iterable[Token]) -> Span:
    """Give the place that runs from the first to the last of these tokens."""
    places = [(token.idx, token.idx + len(token.text)) for token in tokens]
    return min(places)[0], max(places)[1]


def sentence_span(token: Token) -> Span:
    """Give the place of the sentence a token stands in, without white space at its edges."""
    return trimmed(token.sent)


def trimmed(tokens: TokenSpan) -> Span:
    """Give the place of a run of tokens without the white space at its edges."""
    words = [token for token in tokens if not token.is_space]
    return span_of(words) if words else (tokens.start_char, tokens.end_char)


def _gather(token: Token, inside: list[Token], without: frozenset[str]) -> None:
    for child in token.children:
        if child.dep_ not in without or (child.dep_ in ("punct", "case") and token is not inside[0]):
            inside.append(child)
            _gather(child, inside, without - {"case"})


def _run(tokens: list[Token], around: Token) -> list[Token]:
    """Keep the unbroken run of tokens that holds ``around``; punctuation inside a phrase does not break it."""
    there = {token.i for token in tokens}
    doc, first, last = around.doc, around.i, around.i
    while first - 1 in there or (first - 2 in there and doc[first - 1].is_punct):
        first -= 1
    while last + 1 in there or (last + 2 in there and doc[last + 1].is_punct):
        last += 1
    return [doc[first], doc[last]]
