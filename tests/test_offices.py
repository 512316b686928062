"""The table of people covers the much reported states, and no two ministers of one state hold an office at once."""

from datetime import date

import pytest

from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import Office
from evaluation.floors import below
from evaluation.offices import PLAN, covered, figures, gaps, holders, overlaps

ROWS = Lexicon.load().actors.offices
STATES = (PLAN["states"] + PLAN["others"]).split()


def _minister(name: str, since: str, until: str | None, known_until: str | None = None) -> Office:
    role = "defense minister"
    return Office(
        file="people.csv", line=2, name=name, country="ESP", sector="GOV", role=role, since=since, until=until,
        known_until=known_until,
    )  # fmt: skip


def test_no_figure_is_below_its_floor() -> None:
    assert not below("offices", figures(ROWS))


@pytest.mark.parametrize("office", ["foreign", "defense"])
def test_no_two_ministers_of_a_state_overlap(office: str) -> None:
    assert not [(row.key, later.key) for state in STATES for row, later in overlaps(holders(ROWS, state, office))]


def test_months_and_years_count_whole_and_an_open_end_as_far_as_it_is_known() -> None:
    rows = [_minister("Ana Ruiz", "1998", "2001-02"), _minister("Leo Sanz", "2003-05-01", None, "2024")]
    assert holders(reversed(rows), "ESP", "defense") == rows
    assert list(gaps(rows)) == [(date(2001, 3, 1), date(2003, 4, 30)), (date(2025, 1, 1), PLAN["last"])]
    assert covered([]) == 0


def test_ministers_of_the_same_days_overlap() -> None:
    rows = [_minister("Ana Ruiz", "2001", "2004"), _minister("Leo Sanz", "2003-05-01", "2006")]
    assert list(overlaps(rows)) == [(rows[0], rows[1])]
    assert not list(overlaps([rows[0], _minister("Leo Sanz", "2004-12-05", "2006")]))
