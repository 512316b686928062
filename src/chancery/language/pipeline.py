"""Parse each block of an article on its own and hand back one ``Doc`` over the whole text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import spacy
from spacy.attrs import IS_ALPHA, IS_PUNCT, IS_SPACE, LIKE_NUM, LOWER  # type: ignore[import-not-found]  # compiled, no stub
from spacy.language import Language
from thinc.api import NumpyOps, get_current_ops, use_ops

from chancery.collector import uncollected
from chancery.language import features, lemmas, parser  # noqa: F401  (registers what the shipped pipeline names)
from chancery.language.annotate import Annotator
from chancery.language.marks import rehung
from chancery.model import Span
from chancery.tokens import UNPARSED, Analysis, Doc, Form

SHIPPED = Path(__file__).parent / "en"
MODEL_VARIABLE = "CHANCERY_MODEL"

# Long enough for any paragraph that a person wrote; a longer one is cut so that memory and time stay bounded.
MAX_BLOCK = 6_000
# Characters of text parsed together: enough to fill the batches by length, few enough to stay in 100 MB.
WINDOW = 200_000
# Words that go through the network at once; larger batches gain nothing on a CPU.
BATCH = 128

# Attributes carried from the parsed blocks to the whole document: names by their hashes, and numbers. HEAD is relative, so
# it needs no shifting.
NAMES: list[int | str] = ["TAG", "POS", "LEMMA", "DEP", "ENT_TYPE"]
NUMBERS: list[int | str] = ["HEAD", "ENT_IOB", "SENT_START"]
Key = TypeVar("Key")
Known = TypeVar("Known")

IOB = ("", "I", "O", "B")
# Forms and names of the words met so far are remembered, but not for ever.
MOST_REMEMBERED = 50_000
# Words that spaCy itself may remember, with all that it knows of them: a kilobyte each.
VOCABULARY = 30_000

# A sentence whose parse tells Universal Dependencies from other schemes (they say dobj, nsubjpass, agent, pobj).
PROBE = "The minister was criticised by reporters. She visited Paris."
NOT_UD = frozenset(("dobj", "nsubjpass", "pobj", "agent", "SB", "OA"))

_PIECE = re.compile(r"\s+|\S+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPENING = re.compile(r'(?<![^\s(\[{—–/‘\'-])"(?=\S)|(?<=[a-z][,:])"(?=[A-Z])')
_CLOSING = re.compile(r'(?<=\S)"')
# The site X at the end of a sentence, which is nobody's initial.
_ON_X = re.compile(r"(?<= on X)\.(?=\s)")
_SPACED_HYPHEN = re.compile(r"(?<=[^\s\d] )-(?= \S)")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
_SPACE = re.compile(r"\s+")


# Marks that begin no sentence.
_NEVER_FIRST = frozenset({",", ";", ")"})
_NOUNS = frozenset({"NOUN", "PROPN"})


class _Piece(NamedTuple):
    """Words in order, with what the parse says of each."""

    words: list[str]
    spaces: list[bool]
    analyses: list[Analysis]


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


class _Remembered(dict[Key, Known]):
    """What was asked before, up to ``MOST_REMEMBERED`` answers."""

    def __init__(self, ask: Callable[[Key], Known]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, key: Key) -> Known:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        answer = self[key] = self._ask(key)
        return answer


class Pipeline:
    """A parser of blocks; the same text gives the same ``Doc``."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self._annotator = Annotator(nlp)
        meta = nlp.meta
        self.name = f"{meta.get('name') or meta['lang']} {meta.get('version', '')}".strip()
        self._forms = _Remembered(_form(nlp))
        strings: Any = nlp.vocab.strings
        self._names: _Remembered[int, str] = _Remembered(strings.__getitem__)

    def parse(self, text: str, blocks: Sequence[Span]) -> Doc:
        """Parse ``blocks`` of ``text``, each on its own; the rest of the text becomes unparsed tokens."""
        return next(self.parse_many([(text, blocks)]))

    def parse_many(self, items: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[Doc]:
        """Parse many texts in their order, batching blocks of like length across texts, in bounded memory.

        A text without blocks is not taken apart: its ``Doc`` is empty.
        """
        for window in _windows(items):
            cuts = [_cut(text, blocks) for text, blocks in window]
            parsed = self._parse_stretches(
                [text[s:e] for (text, _), spans in zip(window, cuts, strict=True) for s, e in spans]
            )
            for (text, _), spans in zip(window, cuts, strict=True):
                yield self._assemble(text, spans, [next(parsed) for _ in spans])

    @uncollected()
    def _parse_stretches(self, texts: list[str]) -> Iterator[_Piece]:
        """Parse the texts in batches of like length and give the results in the texts' order."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        texts = [_SURROGATE.sub("\ufffd", text) for text in texts]
        pieces: list[_Piece | None] = [None] * len(texts)
        safe = (told_apart(texts[i]) for i in order)
        with self._vocabulary():
            for i, doc in zip(order, self._annotator.pipe(safe, BATCH), strict=True):
                pieces[i] = self._parsed_piece(doc, texts[i])
                del doc
        return (piece for piece in pieces if piece is not None)

    def _vocabulary(self) -> AbstractContextManager[object]:
        """Let spaCy remember the first words that it meets, and forget later ones at once: memory stays flat over any texts."""
        return nullcontext() if len(self.nlp.vocab) < VOCABULARY else self.nlp.memory_zone()

    def _parsed_piece(self, doc: spacy.tokens.Doc, text: str) -> _Piece:
        """Take a parsed stretch apart, in its own words; its first token starts a sentence whatever the parser says."""
        called = self._names
        tags, kinds, bases, arcs, names = ([called[key] for key in col] for col in doc.to_array(NAMES).T.tolist())
        heads, iob, starts = doc.to_array(NUMBERS).astype("int64").T.tolist()
        starts[0] = 1
        labels = ["ROOT" if arc == "root" else arc for arc in arcs]
        words, spaces = _words(doc, text)
        for i, word in enumerate(words):
            if word.isspace():  # no treebank says what white space is, so no parser knows
                tags[i], kinds[i], labels[i] = "_SP", "SPACE", "dep"
        if IOB.index("B") in iob and not text.islower():
            _unname(words, names, iob)
        _hang_marks(words if '"' not in text else _words(doc, told_apart(text))[0], heads, labels, starts)
        _join(words, kinds, heads, labels, starts)
        analyses = map(
            Analysis, heads, labels, tags, kinds, bases, names, [IOB[n] for n in iob], [n == 1 for n in starts]
        )
        return _Piece(words, spaces, list(analyses))

    @uncollected()
    def _assemble(self, text: str, spans: list[Span], parsed: list[_Piece]) -> Doc:
        """Lay the parsed stretches and the gaps between them end to end."""
        if not spans:
            return Doc([], [], [])
        pieces: list[_Piece] = []
        end = 0
        for (start, stop), piece in zip(spans, parsed, strict=True):
            _lay_gap(pieces, text[end:start])
            pieces.append(piece)
            end = stop
        _lay_gap(pieces, text[end:])
        return Doc(
            [self._forms[word] for piece in pieces for word in piece.words],
            list(chain.from_iterable(piece.spaces for piece in pieces)),
            list(chain.from_iterable(piece.analyses for piece in pieces)),
        )


def _form(nlp: Language) -> Callable[[str], Form]:
    """Give what tells of a word what the pipeline's language says of it, without a place in its vocabulary."""
    vocab: Any = nlp.vocab
    lower, space, punct, alpha, number = (
        vocab.lex_attr_getters[name] for name in (LOWER, IS_SPACE, IS_PUNCT, IS_ALPHA, LIKE_NUM)
    )
    return lambda word: Form(word, lower(word), space(word), punct(word), alpha(word), number(word))


def _words(doc: spacy.tokens.Doc, text: str) -> tuple[list[str], list[bool]]:
    """Give a stretch's words as they stand in its text, and which have a blank after them."""
    starts, lengths, spaces = doc.to_array(["IDX", "LENGTH", "SPACY"]).T.tolist()
    return [text[start : start + length] for start, length in zip(starts, lengths, strict=True)], [*map(bool, spaces)]


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
    if words:
        analyses = [UNPARSED._replace(starts=True), *[UNPARSED] * (len(words) - 1)]
        pieces.append(_Piece(words, [False] * len(words), analyses))


def told_apart(text: str) -> str:
    """The text with straight quotation marks made opening and closing ones by the spaces around them.

    The network sees no spaces, and so could not tell which sentence the mark in ``go." She`` belongs to. A horizontal bar,
    by which some sign quotations, becomes the dash that it knows, and so does a hyphen between spaces, which it would take for
    one that joins two words: in "its own council - warn that" it saw a noun. What ends "wrote on X." ends a sentence.
    """
    text = _ON_X.sub("!", text.replace("―", "—")) if " on X." in text else text.replace("―", "—")
    text = _SPACED_HYPHEN.sub("—", text) if " - " in text else text
    return _CLOSING.sub("”", _OPENING.sub("“", text)) if '"' in text else text


def _unname(words: list[str], names: list[str], iob: list[int]) -> None:
    """Take away the names without a capital: the finder takes rare words for names now and then."""
    begins = [i for i, code in enumerate(iob) if code == IOB.index("B")]
    for begin, stop in pairwise([*begins, len(words)]):
        end = next((i for i in range(begin + 1, stop) if iob[i] != IOB.index("I")), stop)
        if "".join(words[begin:end]).islower():
            names[begin:end], iob[begin:end] = [""] * (end - begin), [IOB.index("O")] * (end - begin)


def _hang_marks(forms: list[str], heads: list[int], labels: list[str], starts: list[int]) -> None:
    """Give the punctuation of each sentence the heads that follow from the rest of its tree."""
    firsts = [i for i, start in enumerate(starts) if start == 1]
    for first, stop in pairwise([*firsts, len(forms)]):
        marks = [
            label == "punct" or form.isspace()
            for label, form in zip(labels[first:stop], forms[first:stop], strict=True)
        ]
        if any(marks):
            whole = [i + head for i, head in enumerate(heads[first:stop])]
            fresh = rehung(forms[first:stop], whole, marks)
            heads[first:stop] = [head - i for i, head in enumerate(fresh)]


def _goes_on(last: str, first: str) -> bool:
    """Does a sentence go on between two words, because neither a mark nor a new line stands between them?"""
    return (last[-1:].isalnum() and first[:1].isalnum()) or (last == ")" and first[:1].islower())


def _join(words: list[str], kinds: list[str], heads: list[int], labels: list[str], starts: list[int]) -> None:
    """Hang what the parser cut off in the midst of a sentence upon the rest: none begins with a comma or after a mere word.

    A noun alone, cut off before a verb, is its subject.
    """
    firsts = [i for i, start in enumerate(starts) if start == 1]
    root, begun = None, 0
    for first, stop in pairwise([*firsts, len(words)]):
        own = next((i for i in range(first, stop) if heads[i] == 0), first)
        if root is None or not (words[first] in _NEVER_FIRST or _goes_on(words[first - 1], words[first])):
            root, begun = own, first
        elif kinds[root] in _NOUNS and kinds[own] == "VERB" and labels[begun] != "case":
            heads[root], labels[root], starts[first] = own - root, "nsubj", -1
            root = own
        else:
            heads[own], labels[own], starts[first] = root - own, "parataxis", -1
