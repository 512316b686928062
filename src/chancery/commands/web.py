"""The command that opens the dashboard: serve."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Put the command on the app."""
    app.command()(serve)


def serve(
    ledger: Annotated[str, typer.Argument(metavar="LEDGER", help="The ledger's folder or address.")],
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine see it only if you say so.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8765,
) -> None:
    """Open the dashboard on a ledger, for a browser on this machine."""
    from importlib.util import find_spec

    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        typer.echo(
            "chancery: the dashboard needs more packages; install them with: pip install 'chancery[web]'", err=True
        )
        raise typer.Exit(2)
    import uvicorn

    from chancery.ledger import Ledger, LedgerError
    from chancery.web import create_app

    try:
        app = create_app(Ledger.open(ledger), warm=True)
    except (LedgerError, OSError) as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"http://{host}:{port}/  (stop with Ctrl-C)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
