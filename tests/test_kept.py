"""What is kept for the next run: found again, never stale, never trusted."""

import os
from pathlib import Path

import pytest

from chancery.lexicon import kept
from chancery.lexicon.kept import Keep


def never() -> list[str]:
    raise AssertionError("made anew")


def test_what_was_made_is_found_again(tmp_path: Path) -> None:
    assert Keep(tmp_path / "state").get("en/words.csv", list[str], lambda: ["a"]) == ["a"]
    assert Keep(tmp_path / "state").get("en/words.csv", list[str], never) == ["a"]
    assert Keep(tmp_path / "other").get("en/words.csv", list[str], lambda: ["b"]) == ["b"]


@pytest.mark.parametrize("content", [b"", b"\x93\x01\x02", b"\xc1garbage"])
def test_what_is_broken_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "words.msgpack").write_bytes(content)
    assert Keep(tmp_path).get("words", list[str], lambda: ["a"]) == ["a"]
    assert Keep(tmp_path).get("words", list[str], never) == ["a"]


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Keep(tmp_path / "file" / "state").get("words", list[str], lambda: ["a"]) == ["a"]
    assert Keep(None).get("words", list[str], lambda: ["a"]) == ["a"]


def test_old_states_are_forgotten(tmp_path: Path) -> None:
    for number in range(6):
        Keep(tmp_path / f"{number:016x}").get("words", list[str], lambda: ["a"])
    (tmp_path / "mine").mkdir()
    Keep(tmp_path / f"{9:016x}").get("words", list[str], lambda: ["a"])
    assert len(list(tmp_path.iterdir())) == kept.STATES + 1


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners here")
def test_a_folder_that_others_write_into_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o777)
    kept.shipped.cache_clear()
    kept.shipped().get("words", list[str], lambda: ["a"])
    assert list((tmp_path / "cache").iterdir()) == []
    kept.shipped.cache_clear()


def test_kept_tables_give_the_same_look_ups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from chancery.lexicon import Lexicon

    made = []
    for folder in ("", str(tmp_path), str(tmp_path)):
        monkeypatch.setenv(kept.VARIABLE, folder)
        kept.shipped.cache_clear()
        tables = Lexicon.load()
        made.append((tables.actors.meanings, tables.events.verb_forms, tables.events.heads, tables.speech.forms))
    kept.shipped.cache_clear()
    assert list(tmp_path.glob("*/people.csv.msgpack"))
    assert made[0] == made[1] == made[2]
