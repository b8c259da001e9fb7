"""``caspia atlas``: the whole system as a web page on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from caspia.cli.options import LedgerFile, Quiet, Strict, opened

_MOST_PORT = 65_535


def atlas_command(
    host: Annotated[
        str, typer.Option(metavar="HOST", help="Where it listens; else this machine alone.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=_MOST_PORT, help="0: any that is free.")
    ] = 0,
    open_page: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = True,
    strict: Strict = False,
    ledger: LedgerFile = None,
    quiet: Quiet = False,
) -> None:
    """Serve the atlas until Ctrl-C: map, months, routes, what if, ties, checks, promises.

    Nothing leaves this machine, and without --host no other machine reaches it. In a checkout the
    page is built on the first call, for which the network is needed once.

    [dim]caspia atlas[/dim]
    """
    from caspia.atlas.frontend import page_folder
    from caspia.atlas.opening import Opening
    from caspia.atlas.serving import is_local, serve
    from caspia.cli.progress import counted

    # Bad rows and a ledger that has to be built are told here, not by the processes that read it.
    opened(None, ledger, strict=strict, quiet=quiet)
    with counted("Building the page, once", quiet=quiet) as step:
        built = page_folder(step)
    if not is_local(host):
        _warn(host)
    serve(
        Opening(ledger, strict),
        built,
        host=host,
        port=port,
        ready=lambda address: _say(address, open_page=open_page),
    )


def _warn(host: str) -> None:
    from caspia.cli.progress import error_console

    error_console().print(
        f"[bold red]Anyone who reaches {host} over the network can use this atlas.[/bold red] "
        "It has no passwords and no encryption. Leave --host out to serve this machine alone.",
        highlight=False,
    )


def _say(address: str, *, open_page: bool) -> None:
    typer.echo(f"The atlas is at {address} (Ctrl-C ends it)")
    if open_page:
        import webbrowser

        webbrowser.open(address)
