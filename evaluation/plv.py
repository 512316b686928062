"""Roots and quads of given pairs, in the conventions of the corpus: ``python -m evaluation.plv [--misses]``.

The corpus follows an older draft with CAMEO's borders; ``plv_conventions.csv`` says, row by row, how our events are
counted there (the row that fits most columns wins).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from chancery.model import Event
from evaluation.corpora import shared
from evaluation.floors import report
from evaluation.pairs import Asker, Pair, macro_f1, pairs, shown

PENTA = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}


@cache
def conventions() -> tuple[dict[str, str], ...]:
    """Read the table of the corpus's conventions."""
    with Path(__file__).with_name("plv_conventions.csv").open(encoding="utf8", newline="") as file:
        return tuple(csv.DictReader(file))


def root(event: Event | None) -> str | None:
    """Give the root that the corpus would count an event under."""
    if event is None:
        return None
    fitting = [
        row
        for row in conventions()
        if row["event"] == event.event
        and (event.cameo or "").startswith(row["cameo"])
        and row["status"] in ("", event.status)
        and row["about"] in ("", event.about)
        and (not row["frame"] or any(cause.endswith(f":{row['frame']}") for cause in event.because))
    ]
    return (
        max(fitting, key=lambda row: (bool(row["frame"]), bool(row["about"]), bool(row["status"]), len(row["cameo"])))[
            "root"
        ]
        if fitting
        else None
    )


def figures(answers: Sequence[tuple[Pair, Event | None]]) -> dict[str, float]:
    """Give macro F1 of roots, quads and cooperation against conflict, and the share answered."""
    roots = [(pair.gold["gold_root"], root(event)) for pair, event in answers]
    quads = [
        (pair.gold["gold_penta"], PENTA.get(given or "")) for (pair, _), (_, given) in zip(answers, roots, strict=True)
    ]
    sides = [("12" if gold in "12" else "34", given and ("12" if given in "12" else "34")) for gold, given in quads]
    return {
        "roots": macro_f1(roots),
        "quads": macro_f1(quads),
        "sides": macro_f1(sides),
        "answered": sum(event is not None for _, event in answers) / max(len(answers), 1),
    }


def main() -> int:
    """Score both halves; ``--misses`` shows the wrong answers of the half that is looked at."""
    everything = list(pairs(shared() / "data" / "plv" / "PLV_train.tsv", "sentence_id", ("gold_root", "gold_penta")))
    answers = list(Asker().ask(everything))
    found: dict[str, float] = {}
    for name, half in (("seen", True), ("unseen", False)):
        found |= {
            f"{name}_{key}": value for key, value in figures([one for one in answers if one[0].seen == half]).items()
        }
    if "--misses" in sys.argv:
        for pair, event in answers:
            if pair.seen and root(event) != pair.gold["gold_root"]:
                told = f"{event.event}/{event.mode} {event.status} {event.because}" if event else "nothing"
                print(f"{pair.gold['gold_root']} != {root(event)} ({told}) [{shown(pair)}]")
    return report("plv", found)


if __name__ == "__main__":
    sys.exit(main())
