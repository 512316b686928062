"""Parse each block of an article on its own and hand back one ``Doc`` over the whole text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import spacy
from spacy.language import Language
from spacy.parts_of_speech import SPACE  # type: ignore[import-not-found]  # compiled, no stub
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, use_ops

from chancery.language import features, lemmas  # noqa: F401  (registers what the shipped pipeline names)
from chancery.model import Span

SHIPPED = Path(__file__).parent / "en"
MODEL_VARIABLE = "CHANCERY_MODEL"

# Long enough for any paragraph that a person wrote; a longer one is cut so that memory and time stay bounded.
MAX_BLOCK = 6_000
# Characters of text parsed together: enough to fill the batches by length, few enough to stay in 100 MB.
WINDOW = 200_000
# Words that go through the network at once; larger batches gain nothing on a CPU.
BATCH = 32

# Attributes carried from the parsed blocks to the whole document. HEAD is relative, so it needs no shifting.
CARRIED: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START"]
TAG, POS, DEP, HEAD, SENT_START = (CARRIED.index(name) for name in ("TAG", "POS", "DEP", "HEAD", "SENT_START"))

# A sentence whose parse tells Universal Dependencies from other schemes (they say dobj, nsubjpass, agent, pobj).
PROBE = "The minister was criticised by reporters. She visited Paris."
NOT_UD = frozenset(("dobj", "nsubjpass", "pobj", "agent", "SB", "OA"))

_PIECE = re.compile(r"\s+|\S+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPENING = re.compile(r'(?<![^\s(\[{—–/‘\'-])"(?=\S)')
_CLOSING = re.compile(r'(?<=\S)"')
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
_SPACE = re.compile(r"\s+")


# Marks that begin no sentence.
_NEVER_FIRST = frozenset({",", ";"})


class _Piece(NamedTuple):
    """Tokens in order, with a row of ``CARRIED`` attributes each."""

    words: list[str]
    spaces: list[bool]
    rows: Any


def load(name: str | None = None) -> Pipeline:
    """Load the shipped pipeline, or another spaCy pipeline with UD labels by name or path.

    ``None`` means the shipped one, unless the environment variable ``CHANCERY_MODEL`` names another.
    A ``ValueError`` says what to do when the pipeline is missing or labels its arcs otherwise than UD.
    """
    wanted = name or os.environ.get(MODEL_VARIABLE) or str(SHIPPED)
    try:
        with _fast_arithmetic():
            nlp = spacy.load(wanted)
    except OSError as error:
        raise ValueError(
            f"language pipeline {wanted!r} is not installed: pip install it, give a folder that holds one, "
            f"or leave the name out to use the shipped one"
        ) from error
    _require_ud(nlp, wanted)
    return Pipeline(nlp)


def _fast_arithmetic() -> AbstractContextManager[object]:
    """Let networks made meanwhile multiply by numpy: the same parse, and up to twice as fast as spaCy's own way.

    Where somebody has asked spaCy for a GPU, that choice stands.
    """
    if isinstance(get_current_ops(), NumpyOps):
        return use_ops("numpy", use_blis=False)
    return nullcontext()


def _require_ud(nlp: Language, wanted: str) -> None:
    """Refuse a pipeline that does not parse, or not in Universal Dependencies."""
    labels = _arc_labels(nlp)
    if not labels & {"nsubj"} or labels & NOT_UD or not labels & {"obj"}:
        raise ValueError(
            f"language pipeline {wanted!r} does not label its arcs with Universal Dependencies "
            f"(nsubj, obj, nsubj:pass …): choose one trained on a UD treebank, such as spacy-stanza's, "
            f"or leave the name out to use the shipped one"
        )


def _arc_labels(nlp: Language) -> set[str]:
    """Give the labels a pipeline's parser knows, or those it shows on a probe where it lists none."""
    if "parser" in nlp.pipe_names:
        return set(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
    return {token.dep_ for token in nlp(PROBE)}


class Pipeline:
    """A parser of blocks; the same text gives the same ``Doc``."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        meta = nlp.meta
        self.name = f"{meta.get('name') or meta['lang']} {meta.get('version', '')}".strip()

    def parse(self, text: str, blocks: Sequence[Span]) -> Doc:
        """Parse ``blocks`` of ``text``, each on its own; the rest of the text becomes unparsed tokens."""
        return next(self.parse_many([(text, blocks)]))

    def parse_many(self, items: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[Doc]:
        """Parse many texts in their order, batching blocks of like length across texts, in bounded memory."""
        for window in _windows(items):
            cuts = [_cut(text, blocks) for text, blocks in window]
            parsed = self._parse_stretches(
                [text[s:e] for (text, _), spans in zip(window, cuts, strict=True) for s, e in spans]
            )
            for (text, _), spans in zip(window, cuts, strict=True):
                yield self._assemble(text, spans, [next(parsed) for _ in spans])

    def _parse_stretches(self, texts: list[str]) -> Iterator[Doc]:
        """Parse the texts in batches of like length and give the results in the texts' order."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        safe = (_told_apart(_SURROGATE.sub("\ufffd", texts[i])) for i in order)
        docs: list[Doc | None] = [None] * len(texts)
        for i, doc in zip(order, self.nlp.pipe(safe, batch_size=BATCH), strict=True):
            docs[i] = doc
        return (doc for doc in docs if doc is not None)

    def _assemble(self, text: str, spans: list[Span], docs: list[Doc]) -> Doc:
        """Lay the parsed stretches and the gaps between them end to end."""
        pieces: list[_Piece] = []
        end = 0
        for (start, stop), doc in zip(spans, docs, strict=True):
            _lay_gap(pieces, text[end:start])
            pieces.append(_parsed_piece(doc, _SURROGATE.sub("\ufffd", text[start:stop])))
            end = stop
        _lay_gap(pieces, text[end:])
        if not pieces:
            return Doc(self.nlp.vocab)
        whole = Doc(
            self.nlp.vocab,
            words=list(chain.from_iterable(piece.words for piece in pieces)),
            spaces=list(chain.from_iterable(piece.spaces for piece in pieces)),
        )
        rows: Any = np.concatenate([piece.rows for piece in pieces])
        # spaCy derives the bounds of sentences from the heads and takes no others beside them: they come second.
        whole.from_array(CARRIED[:SENT_START], _columns(rows, 0, SENT_START))
        whole.from_array(["SENT_START"], _columns(rows, SENT_START, SENT_START + 1))
        return whole


def _columns(rows: Any, first: int, stop: int) -> Any:
    """Some of the columns, laid out as spaCy wants them."""
    return np.ascontiguousarray(rows[:, first:stop])


def _windows(items: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[list[tuple[str, Sequence[Span]]]]:
    """Group the items, in order, into windows of about ``WINDOW`` characters."""
    window: list[tuple[str, Sequence[Span]]] = []
    size = 0
    for item in items:
        window.append(item)
        size += len(item[0]) + 1
        if size >= WINDOW:
            yield window
            window, size = [], 0
    if window:
        yield window


def _cut(text: str, blocks: Sequence[Span]) -> list[Span]:
    """Put the blocks in order, clear of each other and of empty ones, none longer than ``MAX_BLOCK``."""
    spans: list[Span] = []
    done = 0
    for start, stop in sorted(blocks):
        start, stop = max(start, done), min(stop, len(text))
        if start >= stop:
            continue
        spans.extend(pairwise([start, *_cut_points(text, start, stop), stop]))
        done = stop
    return [span for span in spans if not text[span[0] : span[1]].isspace()]


def _cut_points(text: str, start: int, stop: int) -> Iterator[int]:
    """Say where a too long block is cut: after a sentence, else between words, else anywhere."""
    while stop - start > MAX_BLOCK:
        limit = start + MAX_BLOCK
        half = start + MAX_BLOCK // 2
        ends = [m.end() for m in _SENTENCE_END.finditer(text, half, limit)] or [
            m.end() for m in _SPACE.finditer(text, half, limit)
        ]
        start = ends[-1] if ends else limit
        yield start


def _lay_gap(pieces: list[_Piece], gap: str) -> None:
    """Add the unparsed stretch between two blocks as tokens that head themselves and carry nothing."""
    if gap.startswith(" ") and not gap[1:2].isspace() and pieces and not pieces[-1].spaces[-1]:
        pieces[-1].spaces[-1] = True
        gap = gap[1:]
    words = [_SURROGATE.sub("\ufffd", word) for word in _PIECE.findall(gap)]
    if not words:
        return
    rows = np.zeros((len(words), len(CARRIED)), dtype="uint64")
    rows[:, SENT_START] = np.uint64(2**64 - 1)  # -1: no sentence starts here
    rows[0, SENT_START] = 1
    pieces.append(_Piece(words, [False] * len(words), rows))


def _told_apart(text: str) -> str:
    """The text with straight quotation marks made opening and closing ones by the spaces around them.

    The network sees no spaces, and so could not tell which sentence the mark in ``go." She`` belongs to.
    """
    return _CLOSING.sub("”", _OPENING.sub("“", text)) if '"' in text else text


def _parsed_piece(doc: Doc, text: str) -> _Piece:
    """Take a parsed stretch apart, in its own words; its first token starts a sentence whatever the parser says."""
    rows: Any = doc.to_array(CARRIED)
    rows[0, SENT_START] = 1
    strings = doc.vocab.strings
    blank = [i for i, token in enumerate(doc) if token.is_space]
    if blank:  # no treebank says what white space is, so no parser knows
        rows[blank, TAG], rows[blank, POS], rows[blank, DEP] = strings.add("_SP"), SPACE, strings.add("dep")
    rows[rows[:, DEP] == strings["root"], DEP] = strings.add("ROOT")
    _join(doc, rows)
    words = [text[token.idx : token.idx + len(token)] for token in doc]
    return _Piece(words, [bool(token.whitespace_) for token in doc], rows)


def _join(doc: Doc, rows: Any) -> None:
    """Hang what the parser left over from a comma on upon the sentence before: none begins with a comma."""
    root = None
    for sentence in doc.sents:
        first = sentence[0]
        if root is not None and first.text in _NEVER_FIRST:
            rows[sentence.root.i, HEAD] = np.int64(root - sentence.root.i).astype(np.uint64)
            rows[sentence.root.i, DEP] = doc.vocab.strings.add("parataxis")
            rows[first.i, SENT_START] = np.int64(-1).astype(np.uint64)
        else:
            root = sentence.root.i
