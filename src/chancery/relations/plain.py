"""A relation in plain data: a dictionary for JSON, and its series as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from chancery.relations import Happening, Period, Relation, one_a_day

QUADS = (1, 2, 3, 4)
COLUMNS = (
    "start", "n", "tension", "low", "high", "rank", "score", "score_sum", "goldstein", "goldstein_sum",
    "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
)  # fmt: skip


def as_dict(relation: Relation, *, once_a_day: bool = False) -> dict[str, Any]:
    """Give the relation as plain data; ``once_a_day`` lists one event a day, type and direction."""
    happened = one_a_day(relation.happened) if once_a_day else relation.happened
    return {
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
        "happened": [_event(one) for one in happened],
        "background": [_event(one) for one in relation.background],
        "unreal": [_event(one) for one in relation.unreal],
    }


def as_csv(relation: Relation) -> str:
    """Give the series as CSV, a period a row."""
    rows = [_period(period) for period in relation.periods]
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        counts = row["by_quad"]
        writer.writerow([row[name] for name in COLUMNS[:-4]] + [counts.get(quad, 0) for quad in QUADS])
    return held.getvalue()


def _period(period: Period) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(period, name) for name in COLUMNS[1:-4]}
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
