"""``caspia network``: what was open on a day, and what changed until another."""

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
    from pathlib import Path

    from caspia.network import Network


def network_command(
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the network; else today.")
    ] = None,
    diff: Annotated[
        str | None,
        typer.Option(metavar="DATE2", help="Also say what is otherwise on this day, and why."),
    ] = None,
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say which links were open on a day, and which were not and why.

    With --diff it says what opened, closed or changed between two days, by which agreement or
    event. With --out it also writes network.geojson, the files of GMNS (node.csv, link.csv,
    config.csv) and a picture (network.svg, network.png).

    [dim]caspia network --on 2023-06-01 --diff 2024-02-01[/dim]
    """
    from caspia.network import Network

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    first = Network.on(known, on or _today())
    second = Network.on(known, diff) if diff else None
    _give(first, second, chosen, out)
    if out is not None:
        _write_files(first, out, quiet=quiet)


def _today() -> str:
    from datetime import UTC, datetime

    return str(datetime.now(tz=UTC).date())


def _give(first: Network, second: Network | None, chosen: OutputFormat, out: OutFolder) -> None:
    from caspia.cli import answers, network_text
    from caspia.network.state_exports import network_as_csv, network_as_plain

    if chosen == OutputFormat.TABLE:
        network_text.print_network(first, second)
    elif chosen == OutputFormat.JSON:
        answers.give_text(answers.as_json(network_as_plain(first, second)), "network.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(network_as_csv(first, second), "network.csv", out)
    else:
        answers.refuse("network", chosen, ("table", "json", "csv"))


def _write_files(network: Network, out: Path, *, quiet: bool) -> None:
    from caspia.cli.answers import write_file
    from caspia.network.exports import as_geojson, as_gmns

    texts = {"network.geojson": as_geojson(network), **as_gmns(network)}
    files = {name: text.encode() for name, text in texts.items()} | _pictures(network, quiet=quiet)
    for name, content in files.items():
        typer.echo(write_file(content, name, out))


def _pictures(network: Network, *, quiet: bool) -> dict[str, bytes]:
    """Return the picture as SVG and PNG; a day before the borders of the base map has none."""
    import vl_convert

    from caspia.briefs.network_picture import network_picture
    from caspia.errors import BadDateError

    try:
        svg = network_picture(network).svg
    except BadDateError as fault:
        if not quiet:
            typer.echo(f"No picture: {fault}", err=True)
        return {}
    return {"network.svg": svg.encode(), "network.png": vl_convert.svg_to_png(svg, scale=2)}
