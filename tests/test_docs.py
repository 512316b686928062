"""The pages that repeat what the code knows say what the code says now."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
spec = importlib.util.spec_from_file_location("docs_make", DOCS / "make.py")
assert spec
assert spec.loader
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)


@pytest.mark.parametrize("name", sorted(make.PAGES))
def test_a_made_page_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf8") == make.PAGES[name](), "run: python docs/make.py"


def test_every_page_is_linked_from_the_readme_or_another() -> None:
    pages = [*DOCS.glob("*.md"), DOCS.parent / "README.md"]
    told = "".join(page.read_text(encoding="utf8") for page in pages)
    assert not [page.name for page in DOCS.glob("*.md") if f"{page.name})" not in told]
