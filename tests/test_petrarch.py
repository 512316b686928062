"""A user's PETRARCH dictionaries load as they are; what cannot be read is told by line."""

from pathlib import Path

import pytest

from chancery.lexicon import Lexicon
from chancery.lexicon.petrarch import Reject

ACTORS = """# who there is
RURITANIAN_LIBERATION_FRONT_ [ITAREB] # comment
+RLF_
+FRONT_FOR_THE_LIBERATION_OF_RURITANIA

RUDOLF_ELPHBERG_
+KING_RUDOLF_
\t[ITAGOV 880315-19961231]
\t[ITAELI >970101]
\t[ITAELI]

STRELSAU_ [ITA]
NOBODY_
HENTZAU_ [ITAGOV 8809]
"""
AGENTS = """!PERSON! = MAN, WOMAN
SWORDS!PERSON! [~MIL]
BEEKEEPER {BEEKEEPERS} [~AGR]
WIZARD [~XYZ]
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    (tmp_path / "own.actors.txt").write_text(ACTORS, encoding="utf8")
    (tmp_path / "own.agents.txt").write_text(AGENTS, encoding="utf8")
    return Lexicon.load(tmp_path)


def test_bodies_and_their_synonyms(lexicon: Lexicon) -> None:
    meanings = lexicon.actors.meanings
    body = meanings["Ruritanian Liberation Front"][0].row
    assert (body.country, body.sector) == ("ITA", "REB")
    assert meanings["RLF"][0].row == meanings["Front for the Liberation of Ruritania"][0].row == body
    assert meanings["Strelsau"][0].row.kind == "place"


def test_dated_codes_are_offices(lexicon: Lexicon) -> None:
    king = lexicon.actors.meanings["King Rudolf"][0].row
    assert king.standing("1990-05-01")[:2] == ("ITA", "GOV")
    assert king.standing("1999-05-01")[:2] == ("ITA", "ELI")


def test_agents_with_sets_and_plurals(lexicon: Lexicon) -> None:
    sectors = {row.lemma: row.sector for row in lexicon.actors.agents}
    assert sectors["swordsman"] == sectors["swordswoman"] == "MIL"
    assert sectors["beekeeper"] == "AGR"


def test_what_cannot_be_read_is_told_by_line(lexicon: Lexicon) -> None:
    lines = {(reject.file, reject.line) for reject in lexicon.actors.rejects}
    assert lines == {("own.actors.txt", 13), ("own.actors.txt", 14), ("own.agents.txt", 4)}
    assert isinstance(lexicon.actors.rejects[0], Reject)
