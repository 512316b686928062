"""The commands of the reading wing: read, explain, schema."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from chancery.lexicon.outlets import OutletTables
    from chancery.model import Article
    from chancery.reading import Reader


class Format(StrEnum):
    """How a record is printed: for people, or one line of JSON each."""

    text = "text"
    json = "json"


Language = Annotated[
    str | None,
    typer.Option("--language", metavar="NAME", help="Another spaCy pipeline with UD labels, by name or path."),
]
Gated = Annotated[
    bool,
    typer.Option(
        "--gate/--no-gate",
        help="Parse only what looks like political or reported news; for mixed streams. In the rest nothing is found.",
    ),
]
LexiconFolders = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", metavar="DIR", help="A folder of tables laid over the shipped ones; repeatable."),
]


def register(app: typer.Typer) -> None:
    """Put these commands on the app."""
    app.command()(read)
    app.command()(explain)
    app.command()(schema)


def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="FILE|DIR|-", help="Pages or texts; a folder; - for standard input.")
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date, where the page has none.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="The address the page came from.")] = None,
    format: Annotated[Format, typer.Option("--format", help="text: for people; json: a Record a line.")] = Format.text,
    language: Language = None,
    lexicon: LexiconFolders = None,
    gate: Gated = False,
) -> None:
    """Read pages and print who said what and who did what to whom."""
    from chancery.reading import Reader

    _check_date(published)
    reader = _reader_or_usage(Reader, language, lexicon, gate)
    rejects: list[str] = []
    for record in reader.read_many(_articles(sources, published, url, rejects, reader.lexicon.outlets)):
        if format is Format.json:
            typer.echo(record.to_json())
        else:
            _print_page(record)
    if rejects:
        raise typer.Exit(1)


def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence, or a short text.")],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The day it was published.")] = None,
    language: Language = None,
    lexicon: LexiconFolders = None,
    format: Annotated[Format, typer.Option("--format", help="text: for people; json: one object.")] = Format.text,
) -> None:
    """Show how a sentence is read: gate, parse, actors, the rows that fired, those that lost, and the deciding cues."""
    from chancery.article import Article
    from chancery.commands.why import show, told
    from chancery.reading import Reader

    _check_date(published)
    reader = _reader_or_usage(Reader, language, lexicon)
    try:
        article = Article.from_text(sentence, published=published, outlets=reader.lexicon.outlets)
    except ValueError as error:
        _fail("explain", error)
        raise typer.Exit(1) from None
    if format is Format.json:
        typer.echo(told(reader, article))
    else:
        show(reader, article)


def schema() -> None:
    """Print the JSON Schema of a Record."""
    import json

    from chancery.model import json_schema

    typer.echo(json.dumps(json_schema(), indent=1))


def _reader_or_usage(
    reader: type[Reader], language: str | None, lexicon: list[Path] | None, gate: bool = False
) -> Reader:
    try:
        return reader(language=language, lexicon=list(lexicon or ()), gate=gate)
    except ValueError as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(2) from None


def _articles(
    sources: list[str], published: str | None, url: str | None, rejects: list[str], outlets: OutletTables
) -> Iterator[Article]:
    from chancery.article import Article as Opened
    from chancery.article import open_path

    for source in sources:
        if source == "-":
            paths: list[Path | None] = [None]
        elif Path(source).is_dir():
            paths = [
                path for path in sorted(Path(source).rglob("*")) if path.is_file() and not path.name.startswith(".")
            ]
        else:
            paths = [Path(source)]
        for path in paths:
            try:
                if path is None:
                    yield Opened.from_bytes(sys.stdin.buffer.read(), published=published, url=url, outlets=outlets)
                else:
                    yield open_path(path, published=published, url=url, outlets=outlets)
            except (ValueError, OSError) as error:
                rejects.append(source)
                _fail(str(path or "-"), error)


def _fail(name: str, error: Exception) -> None:
    reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    typer.echo(reason if reason.startswith(name) else f"{name}: {reason}", err=True)


def _check_date(published: str | None) -> None:
    from datetime import datetime

    try:
        if published is not None:
            datetime.fromisoformat(published)
    except ValueError:
        raise typer.BadParameter(
            f"{published!r} is no ISO 8601 date such as 2021-04-16", param_hint="--published"
        ) from None


def _print_page(record: object) -> None:
    from rich.console import Console

    from chancery.commands.page import show
    from chancery.model import Record

    assert isinstance(record, Record)
    show(record, Console(highlight=False, soft_wrap=False))
