"""``caspia routes``: how a good gets from one place to another on a day."""

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
    from caspia.ledger import Ledger
    from caspia.network import Routes


def routes_command(
    origin: Annotated[
        str, typer.Argument(metavar="A", help="Where from: a place of the network, or a state.")
    ],
    destination: Annotated[str, typer.Argument(metavar="B", help="Where to.")],
    good: Annotated[
        str, typer.Option(metavar="G", help="What is carried: the id of a good.")
    ] = "containers",
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the network; else today.")
    ] = None,
    by: Annotated[
        str, typer.Option(metavar="WHAT", help="What is made least: time, cost, co2 or risk.")
    ] = "time",
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find routes: the best of each corridor, and others that differ from all better ones.

    Where there is no way, the answer is what cut it and the smallest sets of reopenings.

    [dim]caspia routes khorgos constanta --good containers --on 2023-07-01[/dim]
    """
    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    from caspia.network import Network, find_routes

    network = Network.on(known, on or _today())
    found = find_routes(network, origin, destination, good, by)
    _give(known, found, chosen, out)


def _today() -> str:
    from datetime import UTC, datetime

    return str(datetime.now(tz=UTC).date())


def _give(known: Ledger, found: Routes, chosen: OutputFormat, out: OutFolder) -> None:
    from caspia.cli import answers
    from caspia.cli.routes_table import print_routes
    from caspia.network.route_exports import routes_as_csv, routes_as_plain

    if chosen == OutputFormat.TABLE:
        print_routes(known, found)
    elif chosen == OutputFormat.JSON:
        answers.give_text(answers.as_json(routes_as_plain(known, found)), "routes.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(routes_as_csv(found), "routes.csv", out)
    else:
        answers.refuse("routes", chosen, ("table", "json", "csv"))
