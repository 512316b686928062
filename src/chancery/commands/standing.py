"""How two parties stand, printed: the series as a table with a sparkline, its turns, its latest events."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from chancery.relations import Grain, Happening, Period, Relation, one_a_day

BARS = "▁▂▃▄▅▆▇█"
QUADS = {1: "verbal coop.", 2: "material coop.", 3: "verbal conflict", 4: "material conflict"}
ARROWS = {"forth": "→", "back": "←", "mutual": "↔"}
SHOWN = 12


def show(relation: Relation, *, once_a_day: bool = False) -> None:
    """Print the relation for people; ``once_a_day`` lists one event a day, type and direction."""
    happened = one_a_day(relation.happened) if once_a_day else relation.happened
    console = Console(highlight=False)
    first, second = relation.one.wanted, relation.other.wanted
    console.print(f"{first} and {second}, by {relation.grain}", style="bold")
    if not relation.happened:
        console.print("nothing is known to have happened between them")
    else:
        console.print(f"tension  {sparkline(period.tension for period in relation.periods)}")
        console.print(_periods(relation.periods, relation.grain))
    for turn in relation.turns:
        console.print(f"turn {turn.start}: tension {turn.before:+.1f} to {turn.after:+.1f}", style="bold yellow")
        _list(turn.made_by, console)
    if relation.happened:
        console.print("latest", style="bold")
        _list(happened[-SHOWN:], console)
    if relation.unreal:
        console.print("planned, alleged, denied: not counted above", style="bold")
        _list(relation.unreal[-SHOWN:], console)


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


def _periods(periods: Iterable[Period], grain: Grain) -> Table:
    table = Table(box=None)
    for name in ("from", "events", *QUADS.values(), "tension", "rank"):
        table.add_column(name, justify="left" if name == "from" else "right", no_wrap=name == "from")
    for period in periods:
        counts = [str(period.by_quad.get(quad, "")) for quad in QUADS]
        tension = "" if period.tension is None else f"{period.tension:+.1f}"
        rank = "" if period.rank is None else f"{100 * period.rank:.0f}%"
        start = f"{period.start:%Y-%m}" if grain == "month" else period.start.isoformat()
        table.add_row(start, str(period.n), *counts, tension, rank)
    return table


def _list(found: Iterable[Happening], console: Console) -> None:
    for one in found:
        first = one.first
        what = first.event + (f" ({one.mode})" if one.mode else "") + (f" about {first.about}" if first.about else "")
        known = "" if first.real else f" [{first.status}]"
        many = f"  {one.n_reports} reports" if one.n_reports > 1 else ""
        console.print(f"  {one.date or 'no date':<12} {ARROWS[one.direction]} {what}{known}{many}", markup=False)
        console.print(f"      {first.sentence}", style="dim", markup=False)
