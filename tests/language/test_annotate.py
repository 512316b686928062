"""The quick way through a pipeline ends where spaCy's own does."""

import numpy as np
import pytest
import spacy

from chancery.language import network
from chancery.language.annotate import Annotator
from chancery.language.pipeline import SHIPPED

TEXTS = [
    "The minister said that Norway would send aid to Chad.",
    "",
    "He didn't.",
    "“We are not going to war,” said Aino Lahti, who leads the Finnish delegation in Geneva; talks had begun on Monday.",
    " \n ",
    "Police fired tear gas. " * 30,
]


@pytest.fixture(scope="module")
def own() -> spacy.language.Language:
    return spacy.load(SHIPPED)


def told(doc: spacy.tokens.Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.head.i, t.dep_, t.tag_, t.pos_, t.lemma_, t.ent_type_, t.ent_iob, t.is_sent_start) for t in doc]


@pytest.mark.model
@pytest.mark.parametrize("size", [1, 4])
def test_the_annotations_are_those_of_spacy(own: spacy.language.Language, size: int) -> None:
    expected = [told(doc) for doc in own.pipe(TEXTS)]
    assert [told(doc) for doc in Annotator(spacy.load(SHIPPED)).pipe(TEXTS, size)] == expected


@pytest.mark.model
def test_the_quick_network_gives_the_numbers_of_the_slow(
    own: spacy.language.Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = list(own.get_pipe("ner").model.walk())  # type: ignore[attr-defined]
    model = next(layer for layer in layers if network.quick(layer) is not layer)
    quick = network.quick(model)
    docs = [own.make_doc(text) for text in TEXTS]
    monkeypatch.setattr(network, "MOST_WORDS", 20)  # so that it has to forget and begin anew
    for batch in (docs, docs[:3], docs[2:4]):
        for fast, slow in zip(quick.predict(batch), model.predict(batch), strict=True):
            assert np.allclose(fast, slow, atol=1e-5)


def test_a_component_without_a_stream_is_called_text_by_text() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("doc_cleaner")
    assert [doc.text for doc in Annotator(nlp).pipe(["One.", "Two."], 1)] == ["One.", "Two."]


def test_another_kind_of_network_stays_as_it_is() -> None:
    model = spacy.blank("en").add_pipe("tagger").model  # type: ignore[attr-defined]
    assert network.quick(model) is model
