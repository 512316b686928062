"""Send texts through a spaCy pipeline a batch at a time, to the same end as ``nlp.pipe`` and sooner.

spaCy's parsers give up the interpreter's lock while they parse and take it again at every question whether a step is allowed,
which costs more than the parsing. Here the lock stays where it is, and many texts take each step together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from chancery.language.network import quick

Step = Callable[[list[Doc]], list[Doc]]


class Annotator:
    """Tokenizes texts and lets each component of a pipeline write into them."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._steps = [_step(component) for _, component in nlp.pipeline]

    def pipe(self, texts: Iterable[str], size: int) -> Iterator[Doc]:
        """Give the texts annotated, in their order; so many at a time."""
        waiting = iter(texts)
        while docs := [self._nlp.make_doc(text) for text in islice(waiting, size)]:
            for step in self._steps:
                docs = step(docs)
            yield from docs


def _step(component: Any) -> Step:
    model = getattr(component, "model", None)
    if isinstance(model, Model) and isinstance(model.ops, NumpyOps):
        if (swift := _quickened(model)) is not model:
            component.model = swift
        if isinstance(component, DependencyParser | EntityRecognizer) and component.cfg["beam_width"] == 1:
            return partial(_parsed, component)
    if hasattr(component, "pipe"):
        return lambda docs: list(component.pipe(docs, batch_size=len(docs)))
    return lambda docs: [component(doc) for doc in docs]


def _quickened(model: Model[Any, Any]) -> Model[Any, Any]:
    """Put quick networks in the place of those in a model."""
    for place, layer in enumerate(model.layers):
        model.layers[place] = _quickened(layer)
    return quick(model)


def _parsed(parser: Any, docs: list[Doc]) -> list[Doc]:
    """Let the texts take the step that scores highest until none is left."""
    states = parser.moves.init_batch(docs)
    if any(len(doc) for doc in docs):
        model = parser.model.predict(docs)
        score = (
            model.predict
            if parser.model.attrs["unseen_classes"] or model.vec2scores is None
            else partial(_scores, model)
        )
        moving = [state for state in states if not state.is_final()]
        while moving:
            moving = parser.transition_states(moving, score(moving))
        model.clear_memory()
    parser.set_annotations(docs, states)
    return docs


def _scores(model: Any, states: list[Any]) -> Any:
    """Score each step from these states, as the model does where it has been taught every class."""
    return model.vec2scores.predict(model.state2vec.predict(model.get_token_ids(states)))
