"""Places, case by case: names that are places here, with their countries; and how the names are looked up."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from chancery.extract import actors, references
from chancery.extract.places import find_places
from chancery.lexicon import Lexicon
from chancery.model import Article

CASES = tomllib.loads((Path(__file__).parent / "golden" / "places.toml").read_text(encoding="utf8"))["case"]
TABLES = Lexicon.load().places


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_places(case: dict[str, Any], reader: Any) -> None:
    text = case["text"]
    article = Article(id="x", text=text, published="2021-04-16", paragraphs=((0, len(text)),))
    doc = reader.pipeline.parse(text, article.paragraphs)
    cast = references.resolve(doc, article, actors.find_actors(doc, article, reader.lexicon), reader.lexicon)
    found = find_places(doc, article, cast, reader.lexicon)
    assert [[place.name, place.country or ""] for place in found] == case["places"]


def test_names_are_unique_and_many() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 120


def test_our_own_table_is_wide_and_on_the_globe() -> None:
    assert sum(row.kind != "country" for row in TABLES.rows) >= 150
    assert all(-90 <= row.lat <= 90 and -180 <= row.lon <= 180 for row in TABLES.rows)


@pytest.mark.parametrize(
    ("name", "country"),
    [("Kyiv", "UKR"), ("Kiev", "UKR"), ("Herat", "AFG"), ("Tripoli", "LBY"), ("Bogotá", "COL"), ("Pristina", "KOS")],
)
def test_a_city_by_its_names(name: str, country: str) -> None:
    assert TABLES.cities(name)[0].country == country


def test_no_such_city() -> None:
    assert TABLES.cities("Nowhereabad") == ()
