"""Golden cases of the actor step: a mention in a sentence and a date give country, sector, role and name."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from chancery.extract import actors, homes, places, references
from chancery.language import load
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article

CASES = tomllib.loads(Path(__file__).with_name("golden").joinpath("actors.toml").read_text(encoding="utf8"))["case"]
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def found() -> list[tuple[Actor, ...]]:
    pipeline, lexicon = load(), Lexicon.load()
    docs = pipeline.parse_many((case["text"], [(0, len(case["text"]))]) for case in CASES)
    cast = []
    for case, doc in zip(CASES, docs, strict=True):
        article = Article(id="golden", text=case["text"], published=case.get("published"))
        named = references.resolve(doc, article, actors.find_actors(doc, article, lexicon), lexicon)
        scenes = places.find_places(doc, article, named, lexicon)
        cast.append(homes.find_homes(doc, article, named, scenes, lexicon))
    return cast


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=lambda n: f"{CASES[n]['who']} {CASES[n].get('published', '')}"
)
def test_actor(number: int, found: list[tuple[Actor, ...]], request: pytest.FixtureRequest) -> None:
    case = CASES[number]
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"]))
    if case.get("absent"):
        assert not _named(found[number], case), found[number]
        return
    assert any(_is(actor, case) for actor in _named(found[number], case)), found[number]


def _named(cast: tuple[Actor, ...], case: dict[str, Any]) -> list[Actor]:
    """Give the actors with a mention inside the text asked for."""
    start = case["text"].index(case["who"])
    end = start + len(case["who"])
    return [
        actor
        for actor in cast
        if any(start <= mention.span[0] and mention.span[1] <= end for mention in actor.mentions)
    ]


def _is(actor: Actor, case: dict[str, Any]) -> bool:
    return all(
        getattr(actor, field) == (case[field] or None)
        for field in ("name", "country", "sector", "role")
        if field in case
    )


def test_forty_pairs_differ_only_in_the_date() -> None:
    days: dict[str, set[str]] = {}
    for case in CASES:
        days.setdefault(case["text"], set()).add(case["published"])
    assert sum(len(dates) > 1 for dates in days.values()) >= 40
