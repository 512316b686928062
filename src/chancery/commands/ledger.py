"""The commands that fill a ledger and look after it: ingest, watch, ledger info, compact, vacuum, check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from chancery.commands import asking

if TYPE_CHECKING:
    from chancery.article import Reject
    from chancery.article.fetch import Fetcher
    from chancery.cluster import MakeReader, Summary
    from chancery.commands.bar import Bar
    from chancery.ledger import Ledger
    from chancery.model import Article

T = TypeVar("T")
LedgerPath = Annotated[str, typer.Argument(metavar="LEDGER", help="The ledger's folder or address.")]
Into = Annotated[str, typer.Option("--into", metavar="LEDGER", help="The ledger's folder or address; made if missing.")]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=NAME", help="Where a table names it otherwise: text=body; repeatable."),
]
Workers = Annotated[str, typer.Option(metavar="auto|N", help="Processes that read; 0 reads in this one.")]
Language = Annotated[
    str | None, typer.Option("--language", metavar="NAME", help="Another spaCy pipeline with UD labels.")
]
Gated = Annotated[
    bool,
    typer.Option(
        "--gate/--no-gate",
        help="Parse only what looks like political or reported news; for mixed streams. In the rest nothing is found.",
    ),
]
Private = Annotated[
    bool, typer.Option("--allow-private", hidden=True, help="Fetch from this machine and its network; for tests.")
]
LexiconFolders = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", metavar="DIR", help="A folder of tables laid over the shipped ones; repeatable."),
]

care = typer.Typer(name="ledger", help="Look after a ledger.", no_args_is_help=True, rich_markup_mode=None)


class Engine(StrEnum):
    """Where the reading is done."""

    local = "local"
    ray = "ray"


def register(app: typer.Typer) -> None:
    """Put these commands on the app."""
    app.command()(ingest)
    app.command()(watch)
    asking.register(app)
    app.add_typer(care)


def ingest(
    into: Into,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...", help="Files, folders, globs: pages, texts, tables, WARC; feeds by URL or OPML."
        ),
    ] = None,
    column: Columns = None,
    workers: Workers = "auto",
    engine: Annotated[Engine, typer.Option(help="ray: read on a Ray cluster.")] = Engine.local,
    address: Annotated[
        str | None, typer.Option(help="The Ray cluster's address; without it, one is started here.")
    ] = None,
    reread: Annotated[
        bool, typer.Option("--reread", help="Also read again what an older lexicon or model made.")
    ] = False,
    language: Language = None,
    lexicon: LexiconFolders = None,
    gate: Gated = False,
    allow_private: Private = False,
) -> None:
    """Read articles into a ledger; a run that was cut off goes on where it was when it is started again."""
    if not sources and not reread:
        _usage("name at least one SOURCE, or --reread")
    if engine is Engine.ray and (reread or not sources):
        _usage("--engine ray reads sources; --reread is done by the local engine")
    from chancery.commands.bar import Bar, interruptible

    mapping = _mapping(column)
    # On a cluster auto is an actor a core of the cluster, which only Ray knows.
    size = 0 if engine is Engine.ray and workers == "auto" else _size(workers)
    ledger = _open(into, create=True)
    make_reader = _maker(language, lexicon, gate)
    with Bar(sources or []) as bar, interruptible() as stop:
        if engine is Engine.ray:
            summary = _guarded(lambda: _on_ray(sources or [], ledger, mapping, make_reader, address, size, stop, bar))
        else:
            from chancery.cluster import ingest as run

            items = _articles(sources or [], mapping, _fetcher(allow_private))
            summary = _guarded(
                lambda: run(
                    items,
                    ledger,
                    make_reader=make_reader,
                    workers=size,
                    reread=reread,
                    stop=stop,
                    tell=bar.tell,
                    refuse=bar.refuse,
                )
            )
    _close(summary, into)


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEEDS...", help="Feeds or sitemaps by URL, or OPML files.")],
    into: Into,
    every: Annotated[str, typer.Option(metavar="TIME", help="How often: 30s, 10m, 2h.")] = "10m",
    workers: Workers = "1",
    language: Language = None,
    lexicon: LexiconFolders = None,
    rounds: Annotated[int | None, typer.Option(min=1, help="Stop after so many rounds.")] = None,
    allow_private: Private = False,
) -> None:
    """Poll feeds politely and read what is new into a ledger, until Ctrl-C."""
    import time

    from chancery.cluster import ingest as run
    from chancery.commands.bar import Bar, interruptible

    pause, size = _seconds(every), _size(workers)
    ledger = _open(into, create=True)
    make_reader, done = _maker(language, lexicon), 0
    fetcher = _fetcher(allow_private)
    # Pages that the ledger has are not fetched again when the watch is started anew.
    fetcher.given.update(url for (url,) in ledger.sql("SELECT url FROM articles WHERE url IS NOT NULL").fetchall())
    with interruptible() as stop:
        while not stop() and (rounds is None or done < rounds):
            began = time.monotonic()
            with Bar([]) as bar:
                items = _articles(feeds, {}, fetcher)
                summary = _guarded(
                    lambda items=items, bar=bar: run(  # type: ignore[misc]
                        items,
                        ledger,
                        make_reader=make_reader,
                        workers=size,
                        stop=stop,
                        tell=bar.tell,
                        refuse=bar.refuse,
                    )
                )
            _tell_summary(summary, into)
            done += 1
            while not stop() and done != rounds and time.monotonic() - began < pause:
                time.sleep(0.2)


@care.command()
def info(ledger: LedgerPath) -> None:
    """Say what a ledger holds and what read it."""
    held = _open(ledger).info()
    typer.echo(f"articles  {held.articles} ({held.doubles} of them have the text of another)")
    typer.echo(f"rejects   {held.rejects}")
    known = [month for month in held.months if month != "unknown"]
    typer.echo(f"months    {known[0]} to {known[-1]}" if known else "months    none")
    typer.echo(f"files     {held.files}, version {held.version}")
    for made, count in held.made_by:
        typer.echo(f"read by   chancery {made.version}, lexicon {made.lexicon}, {made.language_model}: {count}")


@care.command()
def compact(ledger: LedgerPath) -> None:
    """Join small files into larger ones; nobody who reads or writes is disturbed."""
    held = _open(ledger)
    joined = _guarded(held.compact)
    typer.echo(f"{joined} files joined")


@care.command()
def vacuum(
    ledger: LedgerPath,
    older_than: Annotated[float, typer.Option(min=0, metavar="HOURS", help="Keep what a version so young uses.")] = 168,
) -> None:
    """Delete files that no recent version of the ledger uses."""
    held = _open(ledger)
    gone = _guarded(lambda: held.vacuum(older_than))
    typer.echo(f"{len(gone)} files deleted")


@care.command()
def check(ledger: LedgerPath) -> None:
    """Look after the ledger's promises: unique ids, spans inside their texts, keys that fit."""
    held = _open(ledger)
    faults = 0
    for fault in held.check():
        typer.echo(fault)
        faults += 1
    typer.echo("all promises hold" if not faults else f"{faults} faults", err=True)
    if faults:
        raise typer.Exit(1)


def _articles(sources: list[str], columns: dict[str, str], fetcher: Fetcher) -> Iterable[Article | Reject]:
    from chancery.article.sources import articles

    return articles(sources, columns=columns or None, fetcher=fetcher)


def _fetcher(allow_private: bool) -> Fetcher:
    from chancery.article.fetch import Fetcher

    return Fetcher(allow_private=allow_private, pause=0.0 if allow_private else 1.0)


def _on_ray(
    sources: list[str], ledger: Ledger, columns: dict[str, str], make_reader: MakeReader, address: str | None,
    size: int, stop: Callable[[], bool], bar: Bar,
) -> Summary:  # fmt: skip
    from functools import partial

    from chancery.article.sources import articles
    from chancery.cluster.measure import spread
    from chancery.cluster.rays import ingest_on_ray

    return ingest_on_ray(
        spread(sources), partial(articles, columns=columns or None), ledger, make_reader=make_reader, address=address,
        workers=size, stop=stop, tell=bar.tell, refuse=bar.refuse,
    )  # fmt: skip


def _maker(language: str | None, lexicon: list[Path] | None, gate: bool = False) -> MakeReader:
    from chancery.cluster import reader_maker

    return reader_maker(language, [str(folder.absolute()) for folder in lexicon or ()], gate)


def _open(path: str, *, create: bool = False) -> Ledger:
    from chancery.ledger import Ledger, LedgerError

    try:
        return Ledger.open(path, create=create)
    except LedgerError as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(1 if create else 2) from None


def _guarded(act: Callable[[], T]) -> T:
    """What goes wrong with the ledger or the reader is one line and an exit code, never a traceback."""
    from chancery.cluster import ReaderFailed
    from chancery.ledger import LedgerError

    try:
        return act()
    except LedgerError as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(1) from None
    except ReaderFailed as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(2) from None


def _mapping(columns: list[str] | None) -> dict[str, str]:
    pairs = [column.partition("=") for column in columns or ()]
    if wrong := [field for field, sign, name in pairs if not (field and sign and name)]:
        _usage(f"--column {wrong[0]}: write FIELD=NAME, such as text=body")
    return {field: name for field, _, name in pairs}


def _size(workers: str) -> int:
    if workers == "auto":
        from chancery.cluster.measure import auto_workers

        return auto_workers()
    if not workers.isdecimal():
        _usage(f"--workers {workers}: write auto or a number")
    return int(workers)


def _seconds(told: str) -> float:
    units = {"s": 1, "m": 60, "h": 3600}
    number, unit = told[:-1], told[-1:]
    if unit not in units or not number.isdecimal() or not int(number):
        _usage(f"--every {told}: write a time such as 30s, 10m or 2h")
    return float(int(number) * units[unit])


def _usage(message: str) -> NoReturn:
    typer.echo(f"chancery: {message}", err=True)
    raise typer.Exit(2)


def _close(summary: Summary, into: str) -> None:
    _tell_summary(summary, into)
    if summary.rejected or summary.stopped:
        raise typer.Exit(1)


def _tell_summary(summary: Summary, into: str) -> None:
    rate = summary.read / summary.seconds if summary.seconds else 0.0
    told = [
        f"{summary.read} articles read into {into}",
        f"{summary.set_aside} of them not English and set aside" if summary.set_aside else "",
        f"{summary.known} known already" if summary.known else "",
        f"{summary.rejected} rejected" if summary.rejected else "",
        f"{summary.seconds:.0f} s, {rate:.1f} articles and {summary.words / max(summary.seconds, 0.001):.0f} words a second",
    ]
    typer.echo("; ".join(part for part in told if part), err=True)
    if summary.stopped:
        typer.echo("stopped; start the same ingest again to go on", err=True)
