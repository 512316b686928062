"""The commands on the tables: lexicon check, lexicon new-actors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Put the group of commands on the app."""
    tables = typer.Typer(help="Check the tables; find what they lack.", no_args_is_help=True, rich_markup_mode=None)
    tables.command()(check)
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
