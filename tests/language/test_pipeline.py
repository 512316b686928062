"""The assembled document: the whole text, every offset right, block by block."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.language import Pipeline, load
from chancery.language.features import kinds
from chancery.language.pipeline import MAX_BLOCK
from chancery.tokens import Doc

TEXT = "Kremlin says Putin agrees\n\nRussia was criticised by NATO. It did not answer.\n\nShare this"
BLOCKS = [(0, 25), (27, 77)]


def split_words(nlp: spacy.language.Language) -> spacy.language.Language:
    nlp.add_pipe("sentencizer")
    return nlp


BARE = Pipeline(split_words(spacy.blank("en")))


def told(doc: Doc) -> list[tuple[object, ...]]:
    """All that a parse says, word by word."""
    return [
        (
            t.idx,
            t.text,
            t.whitespace_,
            t.head.i,
            t.dep_,
            t.tag_,
            t.pos_,
            t.lemma_,
            t.ent_type_,
            t.ent_iob_,
            t.sent.start,
        )
        for t in doc
    ]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=120) | st.text(
    " \n\t.,\"'’“aB\x00\u200fİ", max_size=60
)


@st.composite
def texts_and_blocks(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(texts)
    places = st.integers(0, len(text))
    bounds = draw(st.lists(st.tuples(places, places), max_size=4))
    return text, [(min(pair), max(pair)) for pair in bounds]


def expected(text: str, blocks: list[tuple[int, int]]) -> str:
    """A text comes back whole, or not at all where no block holds anything."""
    return text if any(not text[start:end].isspace() for start, end in blocks if start < end) else ""


@given(texts_and_blocks())
def test_the_whole_text_comes_back(item: tuple[str, list[tuple[int, int]]]) -> None:
    text, blocks = item
    doc = BARE.parse(text, blocks)
    assert doc.text == expected(text, blocks)
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(texts_and_blocks())
def test_blocks_begin_sentences(item: tuple[str, list[tuple[int, int]]]) -> None:
    text, _ = item
    half = len(text) // 2
    doc = BARE.parse(text, [(0, half), (half, len(text))])
    starts = {token.idx for token in doc if token.is_sent_start}
    assert not text[:half].strip() or 0 in starts
    assert not text[half:].strip() or half in starts


@given(st.lists(texts_and_blocks(), max_size=6))
def test_many_give_what_one_gives(items: list[tuple[str, list[tuple[int, int]]]]) -> None:
    together = [told(doc) for doc in BARE.parse_many(items)]
    assert together == [told(BARE.parse(*item)) for item in items]


def test_a_lone_surrogate_is_read_as_an_unknown_character() -> None:
    doc = BARE.parse("a \ud800 b", [(0, 5)])
    assert [token.idx for token in doc] == [0, 2, 4]


def test_a_text_without_blocks_is_not_taken_apart() -> None:
    assert not BARE.parse("Share this", [])
    doc = BARE.parse("Share this", [(0, 5)])
    assert [(token.text, token.dep_) for token in doc if token.idx > 5] == [("this", "")]


def test_a_long_block_is_cut_after_a_sentence() -> None:
    text = "We left the town. " * 1000
    doc = BARE.parse(text, [(0, len(text))])
    assert doc.text == text
    assert len(list(doc.sents)) == 1000
    assert len(text) > 2 * MAX_BLOCK


def test_a_missing_pipeline_says_the_way_out() -> None:
    with pytest.raises(ValueError, match="pip install"):
        load("no_such_pipeline")


def test_a_pipeline_without_ud_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ValueError, match="Universal Dependencies"):
        load(str(tmp_path / "bare"))


@pytest.fixture(scope="module")
def shipped() -> Pipeline:
    return load()


@pytest.mark.model
def test_the_shipped_pipeline_parses_its_blocks(shipped: Pipeline) -> None:
    doc = shipped.parse(TEXT, BLOCKS)
    assert doc.text == TEXT
    arcs = {(t.lemma_, t.dep_, t.head.lemma_) for t in doc}
    assert {
        ("Putin", "nsubj", "agree"),
        ("Russia", "nsubj:pass", "criticise"),
        ("NATO", "obl:agent", "criticise"),
    } <= arcs
    unparsed = [t for t in doc if t.idx >= 77]
    assert all(t.dep_ == "" and t.head == t and t.pos_ == "" for t in unparsed)
    assert shipped.name.startswith("chancery-en ")


@pytest.mark.model
def test_the_shipped_pipeline_is_deterministic_whatever_the_batch(shipped: Pipeline) -> None:
    items = [(TEXT, BLOCKS), ("Police said: “Go home.”", [(0, 23)]), ("", [])] * 3
    assert [told(d) for d in shipped.parse_many(items)] == [told(shipped.parse(*item)) for item in items]


@pytest.mark.model
def test_a_straight_mark_belongs_to_the_sentence_it_closes(shipped: Pipeline) -> None:
    text = 'He wrote that "nobody may leave." She agreed with that.'
    assert [sent.text for sent in shipped.parse(text, [(0, len(text))]).sents][1] == "She agreed with that."


@pytest.mark.model
@settings(max_examples=25, deadline=None)
@given(texts_and_blocks())
def test_the_shipped_pipeline_takes_any_text(shipped: Pipeline, item: tuple[str, list[tuple[int, int]]]) -> None:
    text, blocks = item
    assert shipped.parse(text, blocks).text == expected(text, blocks)


@pytest.mark.model
def test_a_sentence_of_five_thousand_words(shipped: Pipeline) -> None:
    text = "the minister and " * 1700
    assert shipped.parse(text, [(0, len(text))]).text == text


@pytest.mark.model
@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("vetoed", "VBD", "veto"),
        ("cancelled", "VBN", "cancel"),
        ("fled", "VBD", "flee"),
        ("shelled", "VBD", "shell"),
        ("parties", "NNS", "party"),
        ("States", "NNPS", "State"),
        ("Obama", "NNP", "Obama"),
        ("’s", "POS", "'s"),
    ],
)
def test_lemmas_come_from_the_table(shipped: Pipeline, form: str, tag: str, lemma: str) -> None:
    assert shipped.nlp.get_pipe("chancery_lemmas").lemma(form, tag) == lemma  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("word", "letters"), [("Ankara", "q"), ("ANKARA", "q"), ("NATO", "o"), ("Putin", "f"), ("table", ""), ("IN", "")]
)
def test_the_gazetteer_says_what_a_word_can_be(word: str, letters: str) -> None:
    assert kinds(word) == letters


@pytest.mark.model
def test_no_sentence_begins_with_a_comma() -> None:
    text = (
        "NAIROBI — Kenyan Foreign Minister Grace Wanjala met her counterpart, Yusuf Warsame, in Nairobi, after talks."
    )
    doc = load().parse(text, [(0, len(text))])
    assert not any(sentence.text.startswith(",") for sentence in doc.sents)


@pytest.mark.model
def test_no_sentence_begins_after_a_mere_word() -> None:
    text = "The agency late Thursday evening said the bridge was safe."
    assert len(list(load().parse(text, [(0, len(text))]).sents)) == 1
