"""Whole articles of our own writing, read and scored against their gold readings in tests/golden/articles."""

from typing import Any

import pytest

from evaluation.articles import golds, scored
from evaluation.floors import below
from evaluation.gold import figures

GOLDS = dict(golds())


@pytest.fixture(scope="module")
def results(reader):  # type: ignore[no-untyped-def]
    return {name: scored(reader, gold) for name, gold in GOLDS.items()}


@pytest.mark.model
@pytest.mark.parametrize("name", GOLDS)
def test_the_page_is_read_as_an_article(results: dict[str, Any], name: str) -> None:
    article, gold = results[name].record.article, GOLDS[name]["article"]
    assert article.headline == gold["headline"]
    assert (article.published or "")[:10] == gold["published"]
    assert "outlet" not in gold or (article.outlet and article.outlet.name == gold["outlet"])
    captions = [article.text[slice(*caption.span)] for caption in article.captions]
    assert all(any(wanted in caption for caption in captions) for wanted in gold.get("captions", ()))
    assert not [furniture for furniture in gold.get("not_body", ()) if furniture in article.text]


@pytest.mark.model
@pytest.mark.parametrize("name", GOLDS)
def test_no_trap_is_sprung_and_nothing_unreal_told_as_real(results: dict[str, Any], name: str) -> None:
    found = figures([results[name]])
    assert not results[name].traps
    assert found["no_unreal_as_real"] == 0.0


@pytest.mark.model
def test_together_they_hold_the_floors(results: dict[str, Any]) -> None:
    assert not below("articles", figures(list(results.values())))
