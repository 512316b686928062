"""The commands on the tables: lexicon check, lexicon new-actors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from chancery.model import Record


def register(app: typer.Typer) -> None:
    """Put the group of commands on the app."""
    tables = typer.Typer(help="Check the tables; find what they lack.", no_args_is_help=True, rich_markup_mode=None)
    tables.command()(check)
    tables.command("new-actors")(new_actors)
    app.add_typer(tables, name="lexicon")


def check(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="DIR", help="Tables laid over the shipped ones.")
    ] = None,
) -> None:
    """Load every table and read the example of every row; tell each that does not give what its row says."""
    from chancery.article import Article
    from chancery.lexicon.check import failures
    from chancery.reading import Reader

    try:
        reader = Reader(lexicon=list(folders or ()))
        proofs = list(reader.lexicon.proofs())
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    failed = 0
    for message in failures(
        proofs, lambda texts: reader.read_many(Article.from_text(t, published=p) for t, p in texts)
    ):
        failed += 1
        typer.echo(message, err=True)
    typer.echo(f"{len(proofs) - failed} of {len(proofs)} examples hold")
    if failed:
        raise typer.Exit(1)


def new_actors(
    sources: Annotated[
        list[str], typer.Argument(metavar="LEDGER|FILE…", help="Ledgers, or files of records (a JSON line each).")
    ],
    at_least: Annotated[int, typer.Option(min=1, help="Leave out names that fewer articles have.")] = 2,
    examples: Annotated[bool, typer.Option("--examples", help="Show where each name stands.")] = False,
) -> None:
    """Tell the commonest names that no table knows, as lines to paste into people.csv (persons) and bodies.csv (the rest)."""
    from chancery.ledger import LedgerError
    from chancery.lexicon import new_actors as names

    try:
        found = names.new_actors((record for source in sources for record in _records(source)), at_least=at_least)
    except (OSError, ValueError, LedgerError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    for new, line in zip(found, names.as_rows(found), strict=True):
        typer.echo(line)
        for example in new.examples if examples else ():
            typer.echo(f"  … {example} …", err=True)


def _records(source: str) -> Iterator[Record]:
    """Give the records of a ledger, or of a file with a record a line."""
    from chancery.ledger import Ledger

    if not Path(source).is_file():
        yield from Ledger.open(source).records()
        return
    with Path(source).open(encoding="utf8") as lines:
        yield from (Record.from_json(line) for line in lines if line.strip())
