"""``caspia brief``: a page on two parties on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from caspia.cli.options import (
    AsJson,
    AsOf,
    Format,
    LedgerFile,
    OutFolder,
    OutputFormat,
    Quiet,
    ScenarioNames,
    Strict,
    chosen_format,
    opened,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from caspia.briefs import Brief

_FILES = (
    OutputFormat.HTML,
    OutputFormat.PDF,
    OutputFormat.JSON,
    OutputFormat.MARKDOWN,
    OutputFormat.XLSX,
)
_BINARY = (OutputFormat.PDF, OutputFormat.XLSX)


def brief_command(
    a: Annotated[str, typer.Argument(metavar="A", help="State or bloc: code, id or name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other; C5 is the five.")],
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day that the page describes; else today."),
    ] = None,
    as_of: AsOf = None,
    flows: Annotated[
        bool,
        typer.Option("--flows", help="Also what moves between and through: a model result."),
    ] = False,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a page on two parties on a day, every number with its sources.

    Without --format it writes HTML, PDF, JSON, Markdown and xlsx into --out (else the folder
    ``out``) and prints the key figures. Known is what was out by the end of --as-of, else of --on.

    [dim]caspia brief AZE KAZ --on 2024-05-31[/dim]
    """
    from caspia.cli.progress import counted

    chosen = chosen_format(given, as_json=as_json)
    day = on or _today()
    known = opened(as_of or day, ledger, scenario, strict=strict, quiet=quiet)
    with counted("Brief", quiet=quiet) as step:
        from caspia.briefs import brief

        page = brief(known, a, b, day, flows=flows, progress=step)
        files = _rendered(page, (chosen,) if chosen else _FILES, step)
    if chosen in (None, *_BINARY) or out is not None:
        _write(page, files, out)
        if chosen is None and not quiet:
            _print_headlines(page)
    else:
        from caspia.cli import answers

        answers.give_text(files[chosen].decode(), "", None)


def _today() -> str:
    from datetime import UTC, datetime

    return str(datetime.now(tz=UTC).date())


def _rendered(
    page: Brief, formats: tuple[OutputFormat, ...], step: Callable[[str, int, int], None]
) -> dict[OutputFormat, bytes]:
    from caspia.briefs import FORMATS, render
    from caspia.cli import answers

    files = {}
    for number, chosen in enumerate(formats):
        step(f"as {chosen}", number, len(formats))
        name = OutputFormat.MARKDOWN if chosen == OutputFormat.TABLE else chosen
        if name not in FORMATS:
            answers.refuse("brief", chosen, ("table", *FORMATS))
        files[chosen] = render(page, name)
    return files


def _write(page: Brief, files: dict[OutputFormat, bytes], out: Path | None) -> None:
    from caspia.cli import answers

    name = page.id.replace(":", "-").replace("@", "-as-of-")
    for chosen, content in files.items():
        ending = {"markdown": "md", "table": "md"}.get(chosen, str(chosen))
        typer.echo(answers.write_file(content, f"{name}.{ending}", out))


def _print_headlines(page: Brief) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(stderr=True)
    grid = Table(
        box=None, show_header=False, title=f"{page.title}: {page.subtitle}", title_justify="left"
    )
    for headline in page.headlines:
        grid.add_row(headline.label, f"[bold]{headline.figure.text}[/bold]")
    console.print(grid)
    figures = sum(1 for _ in page.figures())
    console.print(f"{figures} figures from {len(page.sources)} sources. `caspia why ID` opens any.")
