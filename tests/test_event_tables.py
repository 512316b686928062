"""The event tables without a parse: inflection, clashes, classes, compositions."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.lexicon import Lexicon, LexiconError

LEXICON = Lexicon.load()
HEAD = "name,pos,words,object,prep,after,subject,event,mode,cameo,contexts,actor,recipient,example,gives,not_example\n"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("vetoed", "veto"), ("fled", "flee"), ("cancelled", "cancel"), ("criticised", "criticize"), ("overthrew", "overthrow"),
     ("met", "meet"), ("struck", "strike"), ("bombing", "bomb"), ("denies", "deny"), ("expelling", "expel")],
)  # fmt: skip
def test_forms_find_their_lemma(form: str, lemma: str) -> None:
    verb = LEXICON.events.inflection.verb(lemma)
    assert form in verb.all()


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
@settings(max_examples=50, deadline=None)
def test_any_word_inflects(lemma: str) -> None:
    verb = LEXICON.events.inflection.verb(lemma)
    assert all(verb.all())
    assert LEXICON.events.inflection.plural(lemma)


def test_there_are_senses_of_every_type() -> None:
    assert {row.event for row in LEXICON.events.senses if row.event} == set(LEXICON.codebook.events)


def test_a_user_adds_a_sense(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    row = "ghost,verb,ghost,,,,,REJECT,meet,125,,,,Russia {ed} Poland.,RUS > POL,\n"
    (tmp_path / "en" / "events.csv").write_text(HEAD + row, encoding="utf8")
    events = Lexicon.load(tmp_path).events
    assert events.verb_forms["ghosted"] == ("ghost",)
    assert [sense.row.name for sense in events.by_lemma["ghost", "verb"]] == ["ghost"]


@pytest.mark.parametrize(
    ("beside", "objects", "hanging", "names"),
    [
        ((), (), False, ["plain"]),
        ((), (), True, ["with", "plain"]),
        (("off",), (), False, ["plain"]),
        (("off",), ("truce",), False, ["off", "truce", "plain"]),
        ((), ("truce",), True, ["with", "truce", "plain"]),
    ],
)
def test_a_sense_whose_words_are_not_there_is_not_weighed(
    tmp_path: Path, beside: tuple[str, ...], objects: tuple[str, ...], hanging: bool, names: list[str]
) -> None:
    (tmp_path / "en").mkdir()
    rows = [
        "off,verb,ghost off,truce,,,,REJECT,,120,,,,Russia {ed} off the truce with Poland.,RUS > POL,\n",
        "plain,verb,ghost,,,,,REJECT,,120,,,,Russia {ed} Poland.,RUS > POL,\n",
        "truce,verb,ghost,truce,,,,REJECT,,120,,,,Russia {ed} the truce with Poland.,RUS > POL,\n",
        "with,verb,ghost,,with,,,REJECT,,120,,,,Russia {ed} with Poland.,RUS > POL,\n",
    ]
    (tmp_path / "en" / "events.csv").write_text(HEAD + "".join(rows), encoding="utf8")
    meanings = Lexicon.load(tmp_path).events.by_lemma["ghost", "verb"]
    possible = meanings.possible(frozenset(beside), lambda particle: frozenset(objects), lambda: hanging)
    assert {sense.row.name for sense in possible} == set(names)
    assert possible == [sense for sense in meanings if sense in possible]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("condemn-too,verb,condemn,,,,,SUPPORT,,051,,,,Russia {ed} Poland.,RUS > POL,\n", "is set by"),
        ("ghost,verb,ghost,@ghosts,,,,REJECT,,120,,,,Russia {ed} Poland.,RUS > POL,\n", "unknown class '@ghosts'"),
        ("ghost,verb,ghost,,,,,REJECT,aerial,120,,,,Russia {ed} Poland.,RUS > POL,\n", "REJECT has no mode 'aerial'"),
        ("ghost,verb,ghost,NATO,,,,REJECT,,120,,,,Russia {ed} NATO.,RUS >,\n", "'NATO' would match nothing"),
    ],
)
def test_a_faulty_sense_is_refused(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "events.csv").write_text(HEAD + row, encoding="utf8")
    with pytest.raises(LexiconError, match=fault):
        _ = Lexicon.load(tmp_path).events


def test_modes_fit_their_types_and_compositions_their_acts() -> None:
    for row in LEXICON.events.compositions:
        for act in row.act:
            assert act == "*" or act in LEXICON.codebook.events
            if act != "*":
                assert set(row.act_mode) <= set(LEXICON.codebook.events[act].modes)


def test_cameo_codes_are_known() -> None:
    known = LEXICON.cameo.by_code
    for row in (*LEXICON.events.senses, *LEXICON.events.compositions):
        assert row.cameo is None or row.cameo in known, f"{row.file}:{row.line}"
