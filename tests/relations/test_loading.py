"""Relations over a real ledger."""

from datetime import date
from pathlib import Path

import pytest

from chancery.ledger import Ledger
from chancery.lexicon import Lexicon
from chancery.relations.loading import relation, reports
from tests.export.test_layouts import RECORD

LEXICON = Lexicon.load()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    found = Ledger.open(Path(tmp_path_factory.mktemp("ledger")) / "l", create=True)
    found.add([RECORD])
    return found


def test_a_relation_from_a_ledger(ledger: Ledger) -> None:
    found = relation(ledger, "NOR", "RUS", lexicon=LEXICON)
    assert [(one.first.event, one.direction, one.day) for one in found.happened] == [
        ("SANCTION", "forth", "2024-05-13"),
        ("CONSULT", "mutual", "2024-05-14"),
    ]
    assert [one.first.status for one in found.unreal] == ["hypothetical"]
    assert found.happened[0].first.sentence.startswith("Norway expelled")
    assert found.happened[0].first.goldstein == -7.0


@pytest.mark.parametrize(
    ("more", "number"),
    [({}, 3), ({"since": date(2024, 5, 14)}, 2), ({"until": date(2024, 5, 13)}, 1), ({"event": ["SANCTION"]}, 1),
     ({"status": ["occurred"]}, 2), ({"outlet": ["Elsewhere"]}, 0)],
)  # fmt: skip
def test_reports_are_filtered(ledger: Ledger, more: dict[str, object], number: int) -> None:
    assert len(list(reports(ledger, LEXICON, **more))) == number  # type: ignore[arg-type]


def test_a_sector_of_a_country(ledger: Ledger) -> None:
    assert len(relation(ledger, "NOR:GOV", "RUS:GOV", lexicon=LEXICON).happened) == 2
    assert relation(ledger, "NOR:MIL", "RUS", lexicon=LEXICON).happened == ()
