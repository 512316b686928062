"""How two parties stand, printed: a table with a sparkline, JSON, or the series as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

from chancery.relations import Happening, Period, Relation, one_a_day

BARS = "▁▂▃▄▅▆▇█"
QUADS = {1: "verbal coop.", 2: "material coop.", 3: "verbal conflict", 4: "material conflict"}
ARROWS = {"forth": "→", "back": "←", "mutual": "↔"}
SHOWN = 12


def show(relation: Relation, *, one_a_day: bool = False) -> None:
    """Print the relation for people."""
    console = Console(highlight=False)
    first, second = relation.one.wanted, relation.other.wanted
    console.print(f"{first} and {second}, by {relation.grain}", style="bold")
    if not relation.happened:
        console.print("nothing is known to have happened between them")
    else:
        console.print(f"tension  {sparkline(period.tension for period in relation.periods)}")
        console.print(_periods(relation.periods))
    for turn in relation.turns:
        console.print(f"turn {turn.start}: tension {turn.before:+.1f} to {turn.after:+.1f}", style="bold yellow")
        _list(turn.made_by, console)
    if relation.happened:
        console.print("latest", style="bold")
        _list(listed(relation.happened, one_a_day)[-SHOWN:], console)
    if relation.unreal:
        console.print("planned, alleged, denied: not counted above", style="bold")
        _list(relation.unreal[-SHOWN:], console)


def as_json(relation: Relation, *, one_a_day: bool = False) -> str:
    """Give the relation as one JSON object."""
    return json.dumps(
        {
            "one": relation.one.wanted,
            "other": relation.other.wanted,
            "by": relation.grain,
            "periods": [_period(period) for period in relation.periods],
            "turns": [
                {
                    "start": turn.start.isoformat(),
                    "before": turn.before,
                    "after": turn.after,
                    "made_by": [_event(one) for one in turn.made_by],
                }
                for turn in relation.turns
            ],
            "happened": [_event(one) for one in listed(relation.happened, one_a_day)],
            "background": [_event(one) for one in relation.background],
            "unreal": [_event(one) for one in relation.unreal],
        },
        ensure_ascii=False,
    )


def as_csv(relation: Relation) -> str:
    """Give the series as CSV, a period a row."""
    rows = [_period(period) for period in relation.periods]
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(_FLAT)
    for row in rows:
        counts = row["by_quad"]
        writer.writerow([row[name] for name in _FLAT[:-4]] + [counts.get(quad, 0) for quad in QUADS])
    return held.getvalue()


def sparkline(values: Iterable[float | None]) -> str:
    """Draw values as bars from the lowest to the highest; None is a blank."""
    held = list(values)
    known = [value for value in held if value is not None]
    if not known:
        return ""
    low, width = min(known), max(known) - min(known)
    return "".join(
        " " if value is None else BARS[round((len(BARS) - 1) * (value - low) / width) if width else 3] for value in held
    )


def listed(found: Iterable[Happening], once: bool) -> list[Happening]:
    """Give happenings as they are, or one a day, type and direction."""
    return one_a_day(found) if once else list(found)


_FLAT = (
    "start", "n", "tension", "low", "high", "rank", "score", "score_sum", "goldstein", "goldstein_sum",
    "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
)  # fmt: skip


def _period(period: Period) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(period, name) for name in _FLAT[1:-4]}
    plain = {name: round(value, 4) if isinstance(value, float) else value for name, value in plain.items()}
    return {"start": period.start.isoformat()} | plain | {
        "by_quad": period.by_quad, "by_type": period.by_type, "by_direction": period.by_direction,
    }  # fmt: skip


def _event(one: Happening) -> dict[str, Any]:
    first = one.first
    return {
        "date": one.date, "event": first.event, "mode": one.mode, "about": first.about, "status": first.status,
        "direction": one.direction, "actor": [side.name for side in first.actors],
        "recipient": [side.name for side in first.recipients], "score": first.score, "goldstein": first.goldstein,
        "n_reports": one.n_reports, "n_outlets": one.n_outlets, "first_report": one.first_report,
        "last_report": one.last_report, "source": first.source, "sentence": first.sentence,
        "reports": [{"article": report.article, "event": report.event_id, "url": report.url} for report in one.reports],
    }  # fmt: skip


def _periods(periods: Iterable[Period]) -> Table:
    table = Table("from", "events", *QUADS.values(), "tension", "rank", box=None)
    for period in periods:
        counts = [str(period.by_quad.get(quad, "")) for quad in QUADS]
        tension = "" if period.tension is None else f"{period.tension:+.1f}"
        rank = "" if period.rank is None else f"{100 * period.rank:.0f}%"
        table.add_row(period.start.isoformat(), str(period.n), *counts, tension, rank)
    return table


def _list(found: Iterable[Happening], console: Console) -> None:
    for one in found:
        first = one.first
        what = first.event + (f" ({one.mode})" if one.mode else "") + (f" about {first.about}" if first.about else "")
        known = "" if first.real else f" [{first.status}]"
        many = f"  {one.n_reports} reports" if one.n_reports > 1 else ""
        console.print(f"  {one.date or 'no date':<12} {ARROWS[one.direction]} {what}{known}{many}")
        console.print(f"      {first.sentence}", style="dim", markup=False)
