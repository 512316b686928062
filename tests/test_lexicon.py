"""The tables prove themselves: every row's example is read and must give what the row says."""

from pathlib import Path
from typing import ClassVar, Literal

import pytest

from chancery.article import Article
from chancery.lexicon import SHIPPED, Lexicon, LexiconError
from chancery.lexicon.check import failures
from chancery.lexicon.codebook import load_codebook
from chancery.lexicon.table import Row, Tables


class Pet(Row, frozen=True, kw_only=True):
    codes: ClassVar[dict[str, str]] = {"sector": "sectors"}
    name: str
    sector: str | None
    size: Literal["big", "small"]
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.name


def pets(folder: Path, text: str, *more: Path) -> tuple[Pet, ...]:
    folder.mkdir(exist_ok=True)
    (folder / "pets.csv").write_text(text, encoding="utf8")
    return Tables((folder, *more), load_codebook()).rows("pets.csv", Pet)


def test_a_row_is_typed(tmp_path: Path) -> None:
    (row,) = pets(tmp_path, "name,sector,size,tags\nRex,GOV,big,a|b\n")
    assert (row.name, row.sector, row.tags, row.line, row.cause) == ("Rex", "GOV", ("a", "b"), 2, "pets.csv:Rex")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name,sector,size,tail\nRex,GOV,big,x\n", "pets.csv:1: unknown column 'tail'"),
        ("name,sector,size\nRex,GOVT,big\n", "pets.csv:2: column 'sector': unknown value 'GOVT'; did you mean 'GOV'?"),
        ("name,sector,size\nRex,GOV,bigg\n", "pets.csv:2: column 'size': unknown value 'bigg'; did you mean 'big'?"),
        ("name,sector,size\n,GOV,big\n", "pets.csv:2: column 'name': must not be empty"),
        ("name,sector,size\nRex,GOV,big\nRex,,small\n", "pets.csv:3: 'Rex' stands already in line 2"),
        ("name,sector,size\nRex,GOV\n", "pets.csv:2: 3 columns expected"),
    ],
)
def test_a_fault_names_file_line_and_way_out(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(LexiconError) as error:
        pets(tmp_path, text)
    assert fault in str(error.value)


def test_a_users_row_takes_the_place_of_ours(tmp_path: Path) -> None:
    pets(tmp_path / "own", "name,sector,size\nRex,,small\nMia,,small\n")
    rows = pets(tmp_path / "ours", "name,sector,size\nRex,GOV,big\n", tmp_path / "own")
    assert [(row.name, row.size) for row in rows] == [("Rex", "small"), ("Mia", "small")]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="not a folder"):
        Lexicon.load(tmp_path / "nowhere")


def test_shipped_tables_are_unicode_without_trailing_space() -> None:
    for path in SHIPPED.rglob("*.csv"):
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
            assert line == line.rstrip(), f"{path}:{number}"


@pytest.mark.model
def test_every_example_holds(reader) -> None:  # type: ignore[no-untyped-def]
    def read(texts):  # type: ignore[no-untyped-def]
        return reader.read_many(Article.from_text(text, published=published) for text, published in texts)

    faults = list(failures(reader.lexicon.proofs(), read))
    assert not faults, f"{len(faults)} examples do not hold:\n" + "\n".join(faults[:40])
