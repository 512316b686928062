"""Golden cases of references: which actors a word in a text means."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from chancery.extract import actors, references
from chancery.language import load
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article

CASES = tomllib.loads(Path(__file__).with_name("golden").joinpath("references.toml").read_text(encoding="utf8"))["case"]
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def found() -> list[tuple[Actor, ...]]:
    pipeline, lexicon = load(), Lexicon.load()
    docs = pipeline.parse_many((case["text"], [(0, len(case["text"]))]) for case in CASES)
    cast = []
    for case, doc in zip(CASES, docs, strict=True):
        article = Article(id="golden", text=case["text"], published=case.get("published", "2021-06-18"))
        cast.append(references.resolve(doc, article, actors.find_actors(doc, article, lexicon), lexicon))
    return cast


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n]["name"])
def test_reference(number: int, found: list[tuple[Actor, ...]], request: pytest.FixtureRequest) -> None:
    case = CASES[number]
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"]))
    meant = [actor for actor in found[number] if _span(case) in [mention.span for mention in actor.mentions]]
    assert sorted(actor.name for actor in meant) == sorted(case["means"]), found[number]
    assert "country" not in case or meant[0].country == case["country"]


def _span(case: dict[str, Any]) -> tuple[int, int]:
    places = [match.span() for match in re.finditer(rf"\b{re.escape(case['word'])}\b", case["text"])]
    return places[case.get("nth", 1) - 1]
