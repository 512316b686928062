"""The commands of the telling wing: relation, network, export."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from chancery.ledger import Ledger
    from chancery.relations import Relation

LedgerPath = Annotated[str, typer.Argument(metavar="LEDGER", help="The ledger's folder or address.")]
Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="A day such as 2021-01-01; included.")
]


class Grain(StrEnum):
    """The length of a period."""

    day = "day"
    week = "week"
    month = "month"


class Format(StrEnum):
    """How a relation is printed."""

    table = "table"
    json = "json"
    csv = "csv"


class Source(StrEnum):
    """Whose files can be brought in."""

    polecat = "polecat"
    icews = "icews"
    gdelt = "gdelt"


class Layout(StrEnum):
    """Whose columns an export has."""

    plover = "plover"
    polecat = "polecat"
    icews = "icews"
    gdelt = "gdelt"
    gdelt_mentions = "gdelt-mentions"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    gexf = "gexf"


def register(app: typer.Typer) -> None:
    """Put these commands on the app."""
    app.command()(relation)
    app.command()(network)
    app.command()(export)
    app.command("import")(bring_in)


def relation(
    ledger: LedgerPath,
    one: Annotated[
        str, typer.Argument(help="A country (RUS), its sector (RUS:MIL), or an actor's name or identifier.")
    ],
    other: Annotated[str, typer.Argument(help="The other one.")],
    since: Day = None,
    until: Day = None,
    by: Annotated[Grain, typer.Option(help="The length of a period.")] = Grain.week,
    one_a_day: Annotated[bool, typer.Option("--one-a-day", help="List one event a day, type and direction.")] = False,
    plot: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw the relation: .svg, .png or .html.")] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """Tell how two parties stand and how they got there."""
    _need_web_extra()
    from chancery.commands import standing
    from chancery.relations import plain
    from chancery.relations.loading import relation as load

    found = load(_open(ledger), one, other, grain=by.value, since=_date(since), until=_date(until))
    if plot is not None:
        _plot(found, plot)
    if format is Format.json:
        typer.echo(json.dumps(plain.as_dict(found, once_a_day=one_a_day), ensure_ascii=False))
    elif format is Format.csv:
        typer.echo(plain.as_csv(found), nl=False)
    else:
        standing.show(found, once_a_day=one_a_day)


def network(
    ledger: LedgerPath,
    since: Day = None,
    until: Day = None,
    by: Annotated[str, typer.Option(help="country or actor.")] = "country",
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the network as GEXF, for Gephi.")] = None,
) -> None:
    """Print who deals with whom in a period, the busiest first, with centrality and communities."""
    _need_web_extra()
    from chancery.lexicon import Lexicon
    from chancery.relations import network as net
    from chancery.relations.loading import reports

    if by not in ("country", "actor"):
        raise typer.BadParameter(f"{by!r} is neither country nor actor", param_hint="--by")
    graph = net.network(
        reports(_open(ledger), Lexicon.load(), since=_date(since), until=_date(until)),
        "actor" if by == "actor" else "country",
    )
    if to is not None:
        to.write_text(net.gexf(graph), encoding="utf8")
    typer.echo("name\tdealings\tbetweenness\tcommunity")
    for standing in net.standings(graph):
        typer.echo(f"{standing.name}\t{standing.dealings}\t{standing.betweenness:.4f}\t{standing.community}")


def export(
    ledger: LedgerPath,
    layout: Annotated[Layout, typer.Option("--as", help="Whose columns the file has.")],
    to: Annotated[Path, typer.Option(metavar="FILE", help="The file to write.")],
) -> None:
    """Write a ledger's events in a layout that the field already reads."""
    from chancery.export import write
    from chancery.lexicon import Lexicon

    opened, lexicon = _open(ledger), Lexicon.load()
    try:
        if layout is Layout.gexf:
            _need_web_extra()
            from chancery.relations import network as net
            from chancery.relations.loading import reports

            graph = net.network(reports(opened, lexicon))
            to.write_text(net.gexf(graph), encoding="utf8")
            rows = graph.number_of_edges()
        else:
            rows = write(opened.records(), layout.value, to, lexicon)
    except OSError as error:
        typer.echo(f"{to}: {error.strerror}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{rows} rows in {to}", err=True)


def bring_in(
    source: Annotated[Source, typer.Argument(metavar="polecat|icews|gdelt", help="Whose files these are.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Event files of that data set.")],
    into: Annotated[str, typer.Option(metavar="LEDGER", help="The ledger; made where there is none.")],
) -> None:
    """Bring old series beside our own, as events without text, marked by their source."""
    from chancery.export.incoming import Unread, incoming
    from chancery.lexicon import Lexicon

    lexicon, outside = Lexicon.load(), _open(into, create=True).outside
    rejected = 0
    for path in files:
        try:
            found = list(incoming(path, source.value, lexicon))
        except OSError as error:
            typer.echo(f"{path}: {error.strerror}", err=True)
            rejected += 1
            continue
        unread = [one for one in found if isinstance(one, Unread)]
        for one in unread:
            typer.echo(f"{one.source}:{one.line}: {one.reason}", err=True)
        rejected += len(unread)
        new = outside.add(one for one in found if not isinstance(one, Unread))
        typer.echo(f"{path}: {len(found) - len(unread)} events read, {new} new")
    if rejected:
        raise typer.Exit(1)


def _open(path: str, *, create: bool = False) -> Ledger:
    from chancery.ledger import Ledger, LedgerError

    try:
        return Ledger.open(path, create=create)
    except (LedgerError, OSError) as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(2) from None


def _date(value: datetime | None) -> date | None:
    return value.date() if value else None


def _plot(found: Relation, path: Path) -> None:
    from chancery.relations.chart import chart, save

    try:
        save(chart(found), path)
    except (ValueError, OSError) as error:
        raise typer.BadParameter(str(error), param_hint="--plot") from None


def _need_web_extra() -> None:
    from importlib.util import find_spec

    if find_spec("ruptures") is None or find_spec("networkx") is None or find_spec("altair") is None:
        typer.echo("chancery: relations need more packages; install them with: pip install 'chancery[web]'", err=True)
        raise typer.Exit(2)
