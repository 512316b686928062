"""The commands that ask a ledger: query, events, statements."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pyarrow as pa

    from chancery.ledger import Ledger

LedgerPath = Annotated[str, typer.Argument(metavar="LEDGER", help="The ledger's folder or address.")]
Who = "A country code such as RUS, an identifier, or part of a name."
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day on: 2021-01-01, or a month or year.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Until this day, included.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many rows.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")]


class Format(StrEnum):
    """How rows are given."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


FormatOption = Annotated[Format, typer.Option("--format", help="How rows are given.")]

EVENT_TABLE = ("date", "actor_names", "event", "recipient_names", "status", "evidence")
STATEMENT_TABLE = ("date", "speaker_names", "sense", "content")


def register(app: typer.Typer) -> None:
    """Put these commands on the app."""
    app.command()(query)
    app.command()(events)
    app.command()(statements)


def query(
    ledger: LedgerPath,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="Over articles, actors, statements, events, rejects.")],
    format: FormatOption = Format.table,
    output: Output = None,
) -> None:
    """Ask a ledger in SQL; docs/ledger.md lists the columns."""
    import duckdb

    held = _open(ledger)
    try:
        answer = held.sql(sql)
        rows = None if answer is None else answer.to_arrow_table()
    except duckdb.Error as error:
        _usage(str(error))
    if rows is not None:
        _give(rows, format, output)


def events(
    ledger: LedgerPath,
    actor: Annotated[str | None, typer.Option(help=Who)] = None,
    recipient: Annotated[str | None, typer.Option(help=Who)] = None,
    type: Annotated[str | None, typer.Option(help="PLOVER type, such as SANCTION.")] = None,
    about: Annotated[str | None, typer.Option(help="The type that a speech act talks of.")] = None,
    mode: Annotated[str | None, typer.Option(help="PLOVER mode.")] = None,
    status: Annotated[str | None, typer.Option(help="occurred, ongoing, future, denied, …")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    format: FormatOption = Format.table,
    output: Output = None,
) -> None:
    """List who did what to whom, by day."""
    rows = _open(ledger).events(
        actor=actor, recipient=recipient, event=type.upper() if type else None, about=about.upper() if about else None,
        mode=mode, status=status, since=since, until=until, limit=limit,
    )  # fmt: skip
    _give(rows, format, output, EVENT_TABLE)


def statements(
    ledger: LedgerPath,
    speaker: Annotated[str | None, typer.Option(help=Who)] = None,
    addressee: Annotated[str | None, typer.Option(help=Who)] = None,
    about: Annotated[
        str | None,
        typer.Option(help="Of whom: a country code, an identifier, part of a name; or words of what was said."),
    ] = None,
    sense: Annotated[str | None, typer.Option(help="said, thought, intended, …")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    format: FormatOption = Format.table,
    output: Output = None,
) -> None:
    """List who said what, by day."""
    rows = _open(ledger).statements(
        speaker=speaker, addressee=addressee, about=about, sense=sense, since=since, until=until, limit=limit
    )
    _give(rows, format, output, STATEMENT_TABLE)


def _open(path: str) -> Ledger:
    from chancery.ledger import Ledger, LedgerError

    try:
        return Ledger.open(path)
    except LedgerError as error:
        _usage(str(error))
        raise


def _give(rows: pa.Table, format: Format, output: Path | None, table: tuple[str, ...] = ()) -> None:
    from chancery.commands.rows import write

    try:
        write(rows, format.value, output, table)
    except (OSError, ValueError) as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(1) from None


def _usage(message: str) -> None:
    typer.echo(f"chancery: {message}", err=True)
    raise typer.Exit(2)
