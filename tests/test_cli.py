"""The front door, as a user opens it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chancery import Record, __version__
from chancery.cli import app

NEWS = "France expelled three Russian diplomats on Monday. “This is a hostile act,” Maria Zakharova said."


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def test_version() -> None:
    assert run("--version").output.strip() == f"chancery {__version__}"


def test_schema_is_json_with_the_records_names() -> None:
    schema = json.loads(run("schema").output)
    assert set(schema["$defs"]["Record"]["properties"]) == set(Record.__struct_fields__)


@pytest.mark.model
def test_read_gives_a_record_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf8")
    (tmp_path / "b.txt").write_text(NEWS.replace("France", "Poland"), encoding="utf8")
    result = run("read", str(tmp_path), "--published", "2021-04-16", "--format", "json")
    records = [Record.from_json(line) for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert [record.article.text[:6] for record in records] == ["France", "Poland"]


@pytest.mark.model
def test_read_takes_standard_input() -> None:
    result = run("read", "-", given=NEWS)
    assert result.exit_code == 0
    assert "Zakharova" in result.output


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("noise.txt", bytes(range(256)) * 20), ("page.html", b"<html><body></body></html>")],
)
def test_a_bad_file_is_told_and_the_others_are_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(NEWS, encoding="utf8")
    result = run("read", str(tmp_path), "--format", "json")
    assert result.exit_code == 1
    assert name in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert len(result.stdout.splitlines()) == 1


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("read", str(tmp_path / "nothing.txt"))
    assert result.exit_code == 1
    assert "nothing.txt: no such file" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "x", "--published", "soon"], ["read", "x", "--format", "xml"], ["nonsense"]]
)
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_fault_in_a_users_table_is_told_before_a_page_is_read(tmp_path: Path) -> None:
    header = "name,pos,words,object,prep,after,subject,event,mode,cameo,contexts,actor,recipient,example,gives\n"
    row = "pay-foe,verb,pay,interest,,,,ASSAULT,,190,,,object,Russia {ed} Poland.,RUS > POL\n"
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "events.csv").write_text(header + row, encoding="utf8")
    (tmp_path / "page.txt").write_text(NEWS, encoding="utf8")
    result = run("read", str(tmp_path / "page.txt"), "--lexicon", str(tmp_path))
    assert result.exit_code == 2
    assert f"{tmp_path / 'en' / 'events.csv'}:2: 'verb pay interest' is set by 'pay-money' already" in result.stderr


@pytest.mark.model
def test_explain_shows_parse_and_reasons() -> None:
    output = run("explain", "France expelled three Russian diplomats.").output
    assert "nsubj" in output
    assert "SANCTION" in output
    assert "events" in output


@pytest.mark.model
def test_explain_tells_what_lost_and_why() -> None:
    told = json.loads(run("explain", "France did not expel three Russian diplomats.", "--format", "json").output)
    fates = {row["row"]: row for row in told["candidates"]}
    assert fates["en/events.csv:expel-diplomat"]["fate"] == "fires"
    assert fates["en/events.csv:expel"]["fate"] == "less particular"
    assert fates["en/events.csv:deport"]["fate"] == "no such object"
    assert fates["en/status_cues.csv:not"]["fate"] == "decides"
    assert told["gate"] == [[0, 45]]
    assert told["record"]["events"][0]["status"] == "negated"


@pytest.mark.model
def test_lexicon_check_names_a_failing_row(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("code,nam\nFRA,France\n", encoding="utf8")
    result = run("lexicon", "check", str(tmp_path))
    assert result.exit_code == 1
    assert "countries.csv:1: unknown column 'nam'; did you mean 'name'?" in result.stderr
