"""The front door: parses arguments, calls one room, prints."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from chancery import __version__
from chancery.commands import ledger, lexicon, reading, relations, web

app = typer.Typer(
    name="chancery",
    help="Read the news; record who said what and who did what to whom, with the evidence beside every line.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"chancery {__version__}")
        raise typer.Exit


@app.callback()
def door(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Read the news; record who said what and who did what to whom, with the evidence beside every line."""


for room in (reading, ledger, relations, web, lexicon):
    room.register(app)


def main() -> None:
    """Run the command line; exit codes are 0 (done), 1 (some inputs rejected) and 2 (wrong usage)."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
