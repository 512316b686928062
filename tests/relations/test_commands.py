"""chancery relation, network and export, as a user runs them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chancery.cli import app
from chancery.ledger import Ledger
from tests.export.test_layouts import RECORD


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = Path(tmp_path_factory.mktemp("ledger")) / "l"
    Ledger.open(path, create=True).add([RECORD])
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_a_relation_in_a_terminal(ledger: str) -> None:
    output = run("relation", ledger, "NOR", "RUS").output
    assert "SANCTION (expel)" in output
    assert "not counted above" in output
    assert "▄" in output


def test_a_relation_as_json(ledger: str) -> None:
    found = json.loads(run("relation", ledger, "NOR", "RUS", "--by", "day", "--format", "json").output)
    assert [period["n"] for period in found["periods"]] == [1, 1]
    assert [one["status"] for one in found["unreal"]] == ["hypothetical"]


def test_a_relation_as_csv(ledger: str) -> None:
    lines = run("relation", ledger, "NOR", "RUS", "--format", "csv", "--since", "2024-05-01").output.splitlines()
    assert lines[0].startswith("start,n,tension")
    assert lines[-1].startswith("2024-05-13,2,")


def test_a_plot(ledger: str, tmp_path: Path) -> None:
    assert run("relation", ledger, "NOR", "RUS", "--plot", str(tmp_path / "a.svg")).exit_code == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf8").startswith("<svg")
    assert run("relation", ledger, "NOR", "RUS", "--plot", str(tmp_path / "a.gif")).exit_code == 2


def test_a_network(ledger: str, tmp_path: Path) -> None:
    output = run("network", ledger, "--to", str(tmp_path / "n.gexf")).output
    assert output.splitlines()[1].startswith("NOR\t3\t")
    assert (tmp_path / "n.gexf").read_text(encoding="utf8").startswith("<gexf")


@pytest.mark.parametrize(
    "layout", ["plover", "polecat", "icews", "gdelt", "gdelt-mentions", "csv", "jsonl", "parquet", "gexf"]
)
def test_exports(ledger: str, tmp_path: Path, layout: str) -> None:
    result = run("export", ledger, "--as", layout, "--to", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert (tmp_path / "out").stat().st_size


def test_a_ledger_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    result = run("relation", str(tmp_path / "none"), "NOR", "RUS")
    assert result.exit_code == 2
    assert "none" in result.stderr


def test_a_folder_that_is_not_there_is_told(ledger: str, tmp_path: Path) -> None:
    result = run("export", ledger, "--as", "csv", "--to", str(tmp_path / "no" / "out.csv"))
    assert result.exit_code == 1
    assert "No such file" in result.stderr


def test_old_series_stand_beside_our_own(ledger: str, tmp_path: Path) -> None:
    old = tmp_path / "old.tab"
    assert run("export", ledger, "--as", "icews", "--to", str(old)).exit_code == 0
    old.write_text(old.read_text(encoding="utf8") + "9\tsoon\n", encoding="utf8")
    into = str(tmp_path / "ledger")
    first = run("import", "icews", str(old), "--into", into)
    assert (first.exit_code, first.stdout.split(": ")[-1]) == (1, "3 events read, 3 new\n")
    assert "old.tab:5:" in first.stderr
    assert "0 new" in run("import", "icews", str(old), "--into", into).stdout
    found = json.loads(run("relation", into, "NOR", "RUS", "--format", "json").output)
    assert [(one["event"], one["source"], one["date"]) for one in found["happened"]] == [
        ("SANCTION", "icews", "2024-05-13"),
        ("CONSULT", "icews", "2024-05-14"),
        ("CONSULT", "icews", "2024-05-14"),
    ]
