"""The statements step on any text: no crash, places inside the text, nesting that holds; long texts of marks are read."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.extract.statements import find_statements
from chancery.language import Pipeline, load
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Statement
from chancery.tokens import UNPARSED, Doc, Form

pytestmark = pytest.mark.model
PIECES = ("“", "”", '"', "‘", "’", "'", "``", "''", "«", "»", "„", " ", ", ", ". ", ": ", "\n\n", "he said", "“We won,” ",
          "said that", "the mayor", "“No", "Anna Berg told Rome", "according to", "what they call", "asked whether",
          "who said", "is expected to", "the claim that")  # fmt: skip
MARKS, STOPS = ("“", "”", "‘", "’", "'", '"', "''", "``"), ("", ",", ".")


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def article(text: str) -> Article:
    spans, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            lead = len(part) - len(part.lstrip())
            spans.append((start + lead, start + len(part.rstrip())))
        start += len(part) + 2
    return Article(id="any", text=text, paragraphs=tuple(spans))


def read(text: str, pipeline: Pipeline, lexicon: Lexicon) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    page = article(text)
    doc: Doc = pipeline.parse(text, page.paragraphs)
    return find_statements(doc, page, (), lexicon)


def test_any_text(pipeline: Pipeline, lexicon: Lexicon) -> None:
    @given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
    @settings(max_examples=60, deadline=None)
    def holds(text: str) -> None:
        actors, said = read(text, pipeline, lexicon)
        assert (actors, said) == read(text, pipeline, lexicon)
        ids = [one.id for one in said]
        assert ids == [f"s{number}" for number in range(1, len(said) + 1)]
        known = {actor.id for actor in actors}
        for one in said:
            assert one.content_spans
            places = [*one.content_spans, *one.quotation_spans, *filter(None, (one.speaker_span, one.cue_span))]
            assert all(0 <= start < end <= len(text) for start, end in places)
            assert one.within is None or ids.index(one.within) < ids.index(one.id)
            assert set(one.speaker) <= known

    holds()


def test_a_source_of_marks_alone_is_nobody(pipeline: Pipeline, lexicon: Lexicon) -> None:
    for text in (
        "““We won,” said thatis expected to“We won,” »",
        ": . according to. „, who saidhe saidthe claim that«”he said``according to’asked whether“We won,”  ``what they call "
        "” Anna Berg told Romeis expected to",
    ):
        for one in read(text, pipeline, lexicon)[1]:
            assert one.speaker_span is None or one.speaker_span[0] < one.speaker_span[1]


def test_marks_that_cross_are_read(pipeline: Pipeline, lexicon: Lexicon) -> None:
    chance = random.Random(5)
    words = "the envoy said that we are ready he told me and left Mali".split()

    def marked(word: str) -> str:
        before, after = (chance.choice(MARKS) if chance.random() < 0.35 else "" for _ in range(2))
        return f"{before}{word}{chance.choice(STOPS)}{after}"

    for _ in range(150):
        text = " ".join(marked(chance.choice(words)) for _ in range(14))
        for one in read(text, pipeline, lexicon)[1]:
            assert all(0 <= start < end <= len(text) for start, end in one.content_spans)


def test_fifty_thousand_quotations_are_read(lexicon: Lexicon, pipeline: Pipeline) -> None:
    count = 50_000
    text = "“a” " * count
    forms = [Form(word, word, False, word != "a", word == "a", False) for word in "“a”"]
    doc = Doc(forms * count, [False, False, True] * count, [UNPARSED] * 3 * count)
    page = Article(id="marks", text=text, paragraphs=((0, len(text) - 1),))
    _, said = find_statements(doc, page, (), lexicon)
    assert all(span[1] <= len(text) for one in said for span in one.content_spans)
