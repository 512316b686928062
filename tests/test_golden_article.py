"""Whole pages as text, each with what is the article in it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from chancery.article import Article

GOLDEN = Path(__file__).parent / "golden" / "article.toml"
CASES = tomllib.loads(GOLDEN.read_text(encoding="utf8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_article(case: dict[str, Any]) -> None:
    article = Article.from_text(case["text"])
    assert article.headline == case.get("headline")
    assert article.published == case.get("published")
    assert list(article.sections) == case.get("sections", [])
    assert list(article.authors) == case.get("authors", [])
    captions = [[article.text[slice(*caption.span)], caption.credit or ""] for caption in article.captions]
    assert captions == case.get("captions", [])
    assert [article.text[start:end] for start, end in article.paragraphs] == case["paragraphs"]
