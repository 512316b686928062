"""The drawings of the pages, as inline SVG: a relation over time, sparklines, bars.

Colors come from the style sheet, so that they follow light and dark; every mark says what it is on being pointed at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

from chancery.relations import Grain, Period, Relation
from chancery.relations.series import following

Link = Callable[[Period], str]

# A chart is drawn twice, so that its letters are as large on a phone; the style sheet shows the one that fits.
WIDE, NARROW = 900.0, 350.0
LEFT, RIGHT, TOP = 34.0, 6.0, 20.0
TENSION, GAP, COUNTS, FOOT = 170.0, 22.0, 110.0, 20.0
HEIGHT = TOP + TENSION + GAP + COUNTS + FOOT
# Away from the axis of the counts: material first, as the heavier, then verbal; cooperation below, conflict above.
ABOVE, BELOW = (4, 3), (2, 1)
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
STYLE = (
    "svg{background:#fff;font:11px system-ui,sans-serif}text{fill:#565d66}.axis{font-weight:600;fill:#1c2127}"
    "path{fill:none;stroke:#e1dccf}.zero{stroke:#565d66}.hot{fill:#bd2a220d}.cool{fill:#1c6bb00d}"
    ".band{fill:#565d66;opacity:.16}.line{fill:none;stroke:#1c2127;stroke-width:1.8}.dot{fill:#1c2127}"
    ".turn{stroke:#c9962a;stroke-dasharray:4 3}.badge circle{fill:#c9962a}.badge text{fill:#14171b;font-weight:700}"
    ".q1{fill:#93bfe0}.q2{fill:#1c6bb0}.q3{fill:#f0a78c}.q4{fill:#bd2a22}"
)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
ROOM_OF_A_DATE = 84.0


@dataclass(frozen=True)
class Frame:
    """Where things stand in a chart of some width: days along x, tension and counts along y."""

    width: float
    first: date
    last: date
    low: float
    high: float
    most: int

    def x(self, day: date) -> float:
        """Give the place of a day."""
        span = max(1, (self.last - self.first).days)
        return LEFT + (self.width - LEFT - RIGHT) * (day - self.first).days / span

    def tension(self, value: float) -> float:
        """Give the height of a tension."""
        return TOP + TENSION * (self.high - value) / (self.high - self.low)

    def count(self, value: float) -> float:
        """Give the height of a count; conflict is positive."""
        return TOP + TENSION + GAP + COUNTS / 2 - COUNTS / 2 * value / self.most


def chart(relation: Relation, width: float, link: Link | None = None, at: date | None = None) -> Markup:
    """Draw tension with its interval over what happened, a link a period; ``at`` begins the period that is looked at.

    Without a link the drawing is a file of its own, with its own colors; without periods it is empty.
    """
    if not relation.periods:
        return Markup(f'<svg {NAMESPACE} viewBox="0 0 {width:g} {HEIGHT:g}"></svg>')
    periods = relation.periods
    frame = Frame(
        width, periods[0].start, following(periods[-1].start, relation.grain), *_bounds(periods),
        most=max(1, *(sum(period.by_quad.get(quad, 0) for quad in side) for period in periods for side in (ABOVE, BELOW))),
    )  # fmt: skip
    parts = [*_scales(frame), *_band(frame, relation), *_bars(frame, relation), *_turns(frame, relation)]
    parts += _hits(frame, relation, link, at)
    whole = "" if link else f" {NAMESPACE}"
    parts = parts if link else [f"<style>{STYLE}</style>", *parts]
    label = f"Tension and events between {relation.one.wanted} and {relation.other.wanted}, by {relation.grain}"
    return Markup(
        f'<svg class="chart" role="group" aria-label="{escape(label)}" viewBox="0 0 {width:g} {HEIGHT:g}"{whole}>'
        f"{''.join(parts)}</svg>"
    )


def spark(values: Sequence[float]) -> Markup:
    """Draw a line of tension from −10 to 10 with its zero, its last point marked; nothing for fewer than two values."""
    if len(values) < 2:
        return Markup("")
    width, height = 110.0, 26.0
    points = [
        (3 + (width - 6) * place / (len(values) - 1), height / 2 - height / 2 * value / 10)
        for place, value in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    side = "conflict" if values[-1] > 0 else "cooperation"
    return Markup(
        f'<svg class="spark" aria-hidden="true" viewBox="0 0 {width:g} {height:g}"><path class="zero" d="M0 13H{width:g}"/>'
        f'<polyline points="{line}"/><circle class="{side}" cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="2.6"/></svg>'
    )


def shares(counts: Mapping[int, int], most: int) -> Markup:
    """Draw counts by quad as one bar, as long as its share of ``most``."""
    at, parts = 0.0, []
    for quad in (1, 2, 3, 4):
        length = 100 * counts.get(quad, 0) / max(1, most)
        if length:
            parts.append(f'<rect class="q{quad}" x="{at:.2f}" width="{length:.2f}" height="8"/>')
        at += length
    told = ", ".join(f"{counts[quad]} {name}" for quad, name in QUADS.items() if counts.get(quad))
    return Markup(
        f'<svg class="shares" role="img" aria-label="{told}" viewBox="0 0 100 8" preserveAspectRatio="none">'
        f"<title>{told}</title>{''.join(parts)}</svg>"
    )


def named(period: Period, grain: Grain) -> str:
    """Name a period: a day, a week, a month."""
    if grain == "month":
        return f"{period.start:%B %Y}"
    return f"the week of {period.start}" if grain == "week" else str(period.start)


def _bounds(periods: Sequence[Period]) -> tuple[float, float]:
    lows = [period.low for period in periods if period.low is not None]
    highs = [period.high for period in periods if period.high is not None]
    low, high = min(lows, default=-1.0), max(highs, default=1.0)
    return max(-10.0, min(-2.0, low) - 0.5), min(10.0, max(2.0, high) + 0.5)


def _scales(frame: Frame) -> Iterator[str]:
    right, top, zero, foot = frame.width - RIGHT, TOP, frame.tension(0), frame.tension(frame.low)
    yield f'<rect class="hot" x="{LEFT}" y="{top:g}" width="{right - LEFT:g}" height="{zero - top:.1f}"/>'
    yield f'<rect class="cool" x="{LEFT}" y="{zero:.1f}" width="{right - LEFT:g}" height="{foot - zero:.1f}"/>'
    step = 5 if frame.high - frame.low > 9 else 2
    for value in range(-10, 11, step) if step == 2 else (-10, -5, 0, 5, 10):
        if frame.low <= value <= frame.high:
            y = frame.tension(value)
            yield f'<path class="{"zero" if not value else "grid"}" d="M{LEFT} {y:.1f}H{right:g}"/>'
            sign = "−" if value < 0 else "+" if value > 0 else ""
            yield f'<text class="tick" x="{LEFT - 6}" y="{y + 3.5:.1f}" text-anchor="end">{sign}{abs(value)}</text>'
    yield f'<path class="zero" d="M{LEFT} {frame.count(0):.1f}H{right:g}"/>'
    for value in (frame.most, -frame.most):
        y = frame.count(value)
        yield f'<path class="grid" d="M{LEFT} {y:.1f}H{right:g}"/>'
        yield f'<text class="tick" x="{LEFT - 6}" y="{y + 3.5:.1f}" text-anchor="end">{abs(value)}</text>'
    yield f'<text class="axis" x="{LEFT}" y="12">tension</text>'
    yield f'<text class="axis" x="{LEFT}" y="{frame.count(frame.most) - 6:.1f}">events</text>'
    yield from _dates(frame)


def _dates(frame: Frame) -> Iterator[str]:
    y = HEIGHT - 5
    for day, told in _ticks(frame):
        x = frame.x(day)
        yield f'<path class="grid" d="M{x:.1f} {TOP:g}V{HEIGHT - FOOT:g}"/>'
        yield f'<text class="tick" x="{x:.1f}" y="{y:g}" text-anchor="{"start" if x < LEFT + 24 else "middle"}">{told}</text>'


def _ticks(frame: Frame) -> list[tuple[date, str]]:
    """The first days of months, as many as there is room for; days within a short time."""
    room = (frame.width - LEFT - RIGHT) / ROOM_OF_A_DATE
    days = (frame.last - frame.first).days
    if days <= 62:
        step = max(1, round(days / room))
        return [
            (day, f"{day.day} {day:%b}") for day in (frame.first + timedelta(days=n) for n in range(0, days - 1, step))
        ]
    months = days / 30.4
    step = next((step for step in MONTH_STEPS if months / step <= room), MONTH_STEPS[-1])
    day, found = frame.first.replace(day=1), []
    while day < frame.last:
        if (day.year * 12 + day.month - 1) % step == 0 and frame.first <= day and frame.x(day) < frame.width - 20:
            found.append((day, f"{day.year}" if step >= 12 else f"{day:%b %Y}" if step > 1 else f"{day:%b %y}"))
        day = following(day, "month")
    return found


def _band(frame: Frame, relation: Relation) -> Iterator[str]:
    known = [
        (frame.x(_middle(period, relation.grain)), period.tension, period.low, period.high)
        for period in relation.periods
        if period.tension is not None and period.low is not None and period.high is not None
    ]
    over = [f"{x:.1f},{frame.tension(high):.1f}" for x, _, _, high in known]
    under = [f"{x:.1f},{frame.tension(low):.1f}" for x, _, low, _ in reversed(known)]
    yield f'<polygon class="band" points="{" ".join(over + under)}"/>'
    line = " ".join(f"{x:.1f},{frame.tension(tension):.1f}" for x, tension, _, _ in known)
    yield f'<polyline class="line" points="{line}"/>'


def _middle(period: Period, grain: Grain) -> date:
    return period.start + (following(period.start, grain) - period.start) / 2


def _bars(frame: Frame, relation: Relation) -> Iterator[str]:
    for period in relation.periods:
        left, right = frame.x(period.start), frame.x(following(period.start, relation.grain))
        width = max(1.0, (right - left) * 0.8)
        x = left + ((right - left) - width) / 2
        for side, sign in ((ABOVE, 1), (BELOW, -1)):
            stacked = 0
            for quad in side:
                count = period.by_quad.get(quad, 0)
                if count:
                    edges = sorted((frame.count(sign * stacked), frame.count(sign * (stacked + count))))
                    yield (
                        f'<rect class="q{quad}" x="{x:.1f}" y="{edges[0]:.1f}" width="{width:.1f}" '
                        f'height="{edges[1] - edges[0]:.1f}"/>'
                    )
                stacked += count


def _turns(frame: Frame, relation: Relation) -> Iterator[str]:
    for number, turn in enumerate(relation.turns, 1):
        x = f"{frame.x(turn.start):.1f}"
        yield f'<path class="turn" d="M{x} {TOP:g}V{HEIGHT - FOOT:g}"/>'
        yield f'<g class="badge"><circle cx="{x}" cy="11" r="8"/><text x="{x}" y="14.5" text-anchor="middle">{number}</text></g>'


def _hits(frame: Frame, relation: Relation, link: Link | None, at: date | None) -> Iterator[str]:
    """A column a period that leads to its events; the table below the chart leads there by the keyboard."""
    for period in relation.periods:
        if not period.n and period.start != at:
            continue
        left, right = frame.x(period.start), frame.x(following(period.start, relation.grain))
        width = max(right - left, 4.0)
        told = f"{named(period, relation.grain)}: {period.n} {'event' if period.n == 1 else 'events'}"
        if period.tension is not None:
            told += f", tension {period.tension:+.1f} ({period.low:+.1f} to {period.high:+.1f})".replace("-", "−")
        dot = ""
        if period.tension is not None:
            middle, y, size = (left + right) / 2, frame.tension(period.tension), 2.4 if width > 5 else 1.4
            dot = f'<circle class="dot" cx="{middle:.1f}" cy="{y:.1f}" r="{size}"/>'
        if link is None:
            yield f"<g><title>{told}</title>{dot}</g>"
            continue
        mark = ' class="at"' if period.start == at else ""
        yield (
            f'<a href="{escape(link(period))}" tabindex="-1" aria-label="{told}"{mark}>'
            f'<title>{told}</title><rect class="hit" x="{(left + right - width) / 2:.1f}" y="{TOP:g}" width="{width:.1f}" '
            f'height="{HEIGHT - TOP - FOOT:g}"/>{dot}</a>'
        )
