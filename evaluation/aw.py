"""Conflict or cooperation between given pairs, on rougher text: ``python -m evaluation.aw [--misses]``.

The corpus lays two event ontologies over conflict and cooperation: an end of office is no conflict there, an arrest or a
lawsuit is. Our quads 1 and 2 count as cooperation, 3 and 4 as conflict.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from chancery.model import Event
from evaluation.corpora import shared
from evaluation.floors import report
from evaluation.pairs import Asker, Pair, macro_f1, pairs, shown

CONFLICT, COOPERATION = "1", "0"
# A dismissal is SANCTION with us; the corpus counts ends of office as no conflict.
NO_CONFLICT = frozenset({"en/events.csv:dismiss", "en/events.csv:sack-any", "en/events_relations.csv:sacking"})


def side(event: Event | None) -> str | None:
    """Give the side that the corpus would count an event on."""
    if event is None:
        return None
    if NO_CONFLICT & set(event.because):
        return COOPERATION
    return COOPERATION if event.quad <= 2 else CONFLICT


def figures(answers: Sequence[tuple[Pair, Event | None]]) -> dict[str, float]:
    """Give macro F1 (no answer is a wrong one) and the share answered."""
    return {
        "sides": macro_f1([(pair.gold["gold_binary"], side(event)) for pair, event in answers]),
        "answered": sum(event is not None for _, event in answers) / max(len(answers), 1),
    }


def main() -> int:
    """Score both halves; ``--misses`` shows the wrong answers of the half that is looked at."""
    everything = list(pairs(shared() / "data" / "aw" / "AW_train.tsv", "uid", ("gold_binary", "event_type")))
    answers = list(Asker().ask(everything))
    found: dict[str, float] = {}
    for name, half in (("seen", True), ("unseen", False)):
        found |= {
            f"{name}_{key}": value for key, value in figures([one for one in answers if one[0].seen == half]).items()
        }
    if "--misses" in sys.argv:
        for pair, event in answers:
            if pair.seen and side(event) != pair.gold["gold_binary"]:
                told = f"{event.event}/{event.mode} {event.status} {event.because}" if event else "nothing"
                print(f"{pair.gold['event_type']} {pair.gold['gold_binary']} != ({told}) [{shown(pair)}]")
    return report("aw", found)


if __name__ == "__main__":
    sys.exit(main())
