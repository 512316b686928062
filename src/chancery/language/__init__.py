"""The language room: text and its blocks in, one parsed ``Doc`` out.

``load()`` gives the shipped English pipeline or any other spaCy pipeline with Universal Dependencies labels;
``chancery.language.gate`` decides which texts deserve the parse at all.
"""

from chancery.language.pipeline import Pipeline, load
from chancery.model import Span

__all__ = ["Pipeline", "Span", "load"]
