"""One chart of a relation, for the web, for files and for notebooks: tension with its interval, what happened, the turns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from chancery.relations import Period, Relation

Link = Callable[[Period], str]

WIDTH, TENSION_HEIGHT, COUNT_HEIGHT = 680, 180, 110
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
# Blue to red, told apart by the color-blind too (ColorBrewer RdBu).
COLORS = ["#92c5de", "#0571b0", "#f4a582", "#ca0020"]
# The drawing library sets relative addresses on a public host of its own; an absolute one it leaves, and we cut it off again.
HERE = "http://chancery.invalid"
DATES = alt.Axis(grid=False, format="%d %b %Y", tickCount=6, labelOverlap=True)
LINE, TURN = "#7a8088", "#b8860b"


def chart(relation: Relation, link: Link | None = None, colors: dict[str, str] | None = None) -> dict[str, Any]:
    """Give the chart of a relation as a Vega-Lite specification, data inside.

    ``link`` gives the address that a period's mark opens; ``colors`` may set ``text`` and ``background`` for a dark page.
    """
    tension = _tension(relation, link)
    counts = _counts(relation, link)
    both = alt.vconcat(tension, counts).resolve_scale(x="shared", color="independent")
    if colors:
        both = both.configure(background=colors["background"]).configure_axis(
            labelColor=colors["text"], titleColor=colors["text"], gridOpacity=0.2
        )
        both = both.configure_legend(labelColor=colors["text"], titleColor=colors["text"])
    found: dict[str, Any] = both.to_dict()
    return found


def svg(specification: dict[str, Any]) -> str:
    """Draw a specification as SVG; nothing is fetched."""
    return str(vl_convert.vegalite_to_svg(json.dumps(specification), allowed_base_urls=[])).replace(HERE, "")


def save(specification: dict[str, Any], path: Path) -> None:
    """Draw a specification into a file: .svg, .png (at double size) or .html (self-contained); ValueError for others."""
    text = json.dumps(specification)
    if path.suffix == ".svg":
        path.write_text(svg(specification), encoding="utf8")
    elif path.suffix == ".png":
        path.write_bytes(vl_convert.vegalite_to_png(text, scale=2, allowed_base_urls=[]))
    elif path.suffix == ".html":
        path.write_text(vl_convert.vegalite_to_html(text, bundle=True), encoding="utf8")
    else:
        raise ValueError(f"{path}: a plot is .svg, .png or .html")


def _tension(relation: Relation, link: Link | None) -> alt.LayerChart | alt.FacetChart:
    data = [
        {
            "start": period.start.isoformat(),
            "tension": period.tension,
            "low": period.low,
            "high": period.high,
            "n": period.n,
        }
        | ({"link": HERE + link(period)} if link else {})
        for period in relation.periods
        if period.tension is not None
    ]
    base = alt.Chart(alt.InlineData(values=data)).properties(width=WIDTH, height=TENSION_HEIGHT)
    x = alt.X("start:T", title=None, axis=DATES)
    band = base.mark_area(opacity=0.18, color=LINE).encode(x=x, y=alt.Y("low:Q", title="tension"), y2="high:Q")
    line = base.mark_line(color=LINE).encode(x=x, y="tension:Q")
    dots = base.mark_point(filled=True, size=38, color=LINE).encode(
        x=x, y="tension:Q", tooltip=["start:T", "tension:Q", "n:Q"]
    )
    dots = dots.encode(href="link:N") if link else dots
    turns = [{"start": turn.start.isoformat(), "label": f"{turn.change:+.1f}"} for turn in relation.turns]
    marks = (
        alt.Chart(alt.InlineData(values=turns))
        .mark_rule(color=TURN, strokeDash=[4, 3], size=1.5, aria=False)
        .encode(x="start:T", tooltip="label:N")
    )
    return alt.layer(band, line, dots, marks)


def _counts(relation: Relation, link: Link | None) -> alt.Chart:
    data = [
        {"start": period.start.isoformat(), "what": QUADS[quad], "n": count, "order": quad}
        | ({"link": HERE + link(period)} if link else {})
        for period in relation.periods
        for quad, count in period.by_quad.items()
    ]
    color = alt.Color(
        "what:N",
        title=None,
        scale=alt.Scale(domain=list(QUADS.values()), range=COLORS),
        legend=alt.Legend(orient="bottom", columns=2),
    )
    found = alt.Chart(alt.InlineData(values=data)).mark_bar(
        size=max(2, min(14, WIDTH // max(1, len(relation.periods)) - 1))
    )
    found = found.encode(
        x=alt.X("start:T", title=None, axis=DATES), y=alt.Y("n:Q", title="events", axis=alt.Axis(tickMinStep=1)), color=color,
        order="order:O", tooltip=["start:T", "what:N", "n:Q"],
    )  # fmt: skip
    sized: alt.Chart = found.properties(width=WIDTH, height=COUNT_HEIGHT)
    return sized.encode(href="link:N") if link else sized
