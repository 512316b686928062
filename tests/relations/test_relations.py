"""Relations count what happened, not who reported it, and keep what did not happen apart."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chancery.relations import Report, Side, relate, stand
from chancery.relations.network import gexf, network, standings

NOR, RUS, FIN = (
    Side(name="Norway", country="NOR", sector="GOV"),
    Side(name="Russia", country="RUS", sector="GOV"),
    Side(name="Finland", country="FIN", sector="GOV"),
)
TROOPS = Side(name="Russian troops", country="RUS", sector="MIL", identifier="rus-mil")


def report(article: str, day: str | None, event: str = "SANCTION", score: float = -6.0, **more: object) -> Report:
    given = {
        "actors": (NOR,),
        "recipients": (RUS,),
        "status": "occurred",
        "quad": 4,
        "goldstein": score,
        "published": day,
        "sentence": "Norway imposed sanctions on Russian banks.",
        "date_basis": "text",
        "outlet": article,
    } | more
    return Report(article=article, event_id="e1", event=event, score=score, date=day, **given)  # type: ignore[arg-type]


def test_reports_of_one_event_are_counted_once() -> None:
    found = relate(
        [
            report("a", "2024-05-13"),
            report(
                "b",
                "2024-05-13",
                published="2024-05-15",
                sentence="Norway on Monday imposed new sanctions on Russian banks.",
            ),
            report("c", "2024-05-13", sentence="Oslo barred oligarchs from entry."),
            report("d", "2024-05-20"),
        ],
        "NOR",
        "RUS",
    )
    assert [(one.n_reports, one.n_outlets, one.first_report, one.last_report) for one in found.happened] == [
        (2, 2, "2024-05-13", "2024-05-15"),
        (1, 1, "2024-05-13", "2024-05-13"),
        (1, 1, "2024-05-20", "2024-05-20"),
    ]


def test_modes_that_differ_are_two_events() -> None:
    found = relate([report("a", "2024-05-13", mode="expel"), report("b", "2024-05-13", mode="withdraw")], "NOR", "RUS")
    assert len(found.happened) == 2


@pytest.mark.parametrize("status", ["future", "considered", "hypothetical", "negated", "denied", "alleged"])
def test_what_did_not_happen_stands_apart(status: str) -> None:
    found = relate([report("a", "2024-05-13"), report("b", "2024-05-14", status=status)], "NOR", "RUS")
    assert [len(found.happened), len(found.unreal), sum(period.n for period in found.periods)] == [1, 1, 1]


def test_background_is_no_news() -> None:
    found = relate([report("a", "2014", historical=True)], "NOR", "RUS")
    assert [len(found.happened), len(found.background), len(found.periods)] == [0, 1, 0]


@pytest.mark.parametrize(
    ("one", "other", "ways"),
    [("NOR", "RUS", ["forth", "back", "mutual"]), ("RUS", "NOR", ["back", "forth", "mutual"]), ("NOR", "rus-mil", ["back"]),
     ("NOR", "RUS:MIL", ["back"]), ("NOR", "FIN", []), ("Norway", "Russia", ["forth", "mutual"])],
)  # fmt: skip
def test_directions_and_parties(one: str, other: str, ways: list[str]) -> None:
    reports = [
        report("a", "2024-05-13"),
        report("b", "2024-05-14", "ASSAULT", actors=(TROOPS,), recipients=(NOR,)),
        report("c", "2024-05-15", "CONSULT", 2.5, actors=(NOR, RUS), recipients=()),
    ]
    assert [happening.direction for happening in relate(reports, one, other).happened] == ways


def test_a_series_has_no_gaps_and_tension_follows_the_events() -> None:
    days = [date(2024, 1, 1) + timedelta(days=7 * week) for week in range(30)]
    reports = [report(str(day), day.isoformat(), "CONSULT", 2.5, quad=1) for day in days[:15]]
    reports += [report(str(day), day.isoformat(), "ASSAULT", -9.0) for day in days[15:]]
    found = relate(reports, "NOR", "RUS", grain="week")
    tensions = [period.tension for period in found.periods]
    assert len(found.periods) == 30
    assert tensions[14] < 0 < tensions[-1]  # type: ignore[operator]
    assert all(period.low <= period.tension <= period.high for period in found.periods)  # type: ignore[operator]
    assert found.turns
    assert all(turn.change > 0 for turn in found.turns)
    assert abs((found.turns[0].start - days[15]).days) <= 21
    assert found.turns[0].made_by[0].first.event == "ASSAULT"


@given(seed=st.integers(0, 1000))
def test_the_order_of_reports_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    reports = [
        report(
            f"a{number}",
            f"2024-05-{chance.randint(10, 14)}",
            sentence=" ".join(chance.choices("alpha beta gamma delta".split(), k=3)),
        )
        for number in range(12)
    ]
    shuffled = chance.sample(reports, len(reports))
    assert relate(reports, "NOR", "RUS") == relate(shuffled, "NOR", "RUS")


def test_months_and_days() -> None:
    reports = [report("a", "2024-01-31"), report("b", "2024-03-01")]
    assert [period.start.isoformat() for period in relate(reports, "NOR", "RUS", grain="month").periods] == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
    ]
    assert len(relate(reports, "NOR", "RUS", grain="day").periods) == 31


def test_a_period_is_cut_at_its_bounds() -> None:
    reports = [report("a", "2024-01-31"), report("b", "2024-03-01")]
    found = relate(reports, "NOR", "RUS", grain="month", since=date(2024, 2, 1), until=date(2024, 3, 31))
    assert [period.n for period in found.periods] == [0, 1]


def test_network() -> None:
    reports = [
        report("a", "2024-05-13"),
        report("b", "2024-05-14"),
        report("c", "2024-05-15", "CONSULT", 2.5, actors=(NOR, FIN), recipients=()),
        report("d", "2024-05-15", status="denied", recipients=(FIN,)),
    ]
    graph = network(reports)
    assert dict(graph.edges) == {("NOR", "RUS"): {"weight": 2, "score": -6.0}, ("NOR", "FIN"): {"weight": 1, "score": 2.5},
                                 ("FIN", "NOR"): {"weight": 1, "score": 2.5}}  # fmt: skip
    assert standings(graph)[0].name == "NOR"
    assert gexf(graph).startswith("<gexf")


def test_nothing_between_two_is_nothing() -> None:
    found = relate([replace(report("a", "2024-05-13"), recipients=())], "NOR", "RUS")
    assert (found.happened, found.periods, found.turns) == ((), (), ())


def test_a_time_of_centuries_is_told_by_the_month_to_the_last_day_that_there_is() -> None:
    relation = stand([], "RUS", "USA", grain="day", since=date(1, 1, 1), until=date.max)
    assert relation.grain == "month"
    assert relation.periods[-1].start == date(9999, 12, 1)
    assert stand([], "RUS", "USA", grain="day", since=date(2021, 1, 1), until=date(2021, 1, 3)).grain == "day"
