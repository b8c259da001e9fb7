"""``caspia centrality``: how many routes cross a state, and what is lost if it shuts."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Annotated, Any

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
from caspia.cli.terminal import grid, terminal

if TYPE_CHECKING:
    from caspia.ledger import Ledger
    from caspia.network import Band, Centrality

_UNITS = {"time": "hours", "cost": "USD/t"}


def centrality_command(
    on: Annotated[
        list[str],
        typer.Option(metavar="DATE", help="A day; give it again for others to compare with."),
    ],
    state: Annotated[str, typer.Argument(metavar="STATE", help="Code, id or name.")] = "AZE",
    good: Annotated[
        str, typer.Option(metavar="G", help="What is carried: the id of a good.")
    ] = "containers",
    by: Annotated[
        str, typer.Option(metavar="WHAT", help="What shippers make least: time or cost.")
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
    """Say how central a state is to routes from the five states of Central Asia to the west.

    The share of shippers whose best route crosses it, in 2,000 draws of time or cost, and what they
    lose if it shuts; each number with what one draw in ten stays under and one goes over.

    [dim]caspia centrality AZE --on 2021-07-01 --on 2023-07-01[/dim]
    """
    from caspia.cli.progress import counted

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    from caspia.network import Network, centrality

    found = []
    with counted("Centrality", quiet=quiet) as step:
        for number, day in enumerate(on):
            step(day, number, len(on))
            found.append(centrality(Network.on(known, day), state, good, by))
    _give(known, found, chosen, out)


def _give(known: Ledger, found: list[Centrality], chosen: OutputFormat, out: OutFolder) -> None:
    from caspia.cli import answers

    if chosen == OutputFormat.TABLE:
        _print(found)
    elif chosen == OutputFormat.JSON:
        answers.give_text(_as_json(known, found), "centrality.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(_as_csv(found), "centrality.csv", out)
    else:
        answers.refuse("centrality", chosen, ("table", "json", "csv"))


def _print(found: list[Centrality]) -> None:
    console = terminal()
    first = found[0]
    drawn = grid()
    drawn.title = f"{first.state}: {first.good}, least {first.by}, {first.pairs} pairs of places"
    drawn.title_justify = "left"
    for name in ("day", "routes that cross it", "left without a route if it shuts"):
        drawn.add_column(name)
    drawn.add_column(f"{_UNITS[first.by]} lost by the others")
    for one in found:
        drawn.add_row(
            str(one.on), _band(one.share, 100, " %"), f"{one.cut:.0%}", _band(one.lost, 1, "")
        )
    console.print(drawn)


def _band(band: Band, scale: float, sign: str) -> str:
    median, low, high = (scale * value for value in (band.median, band.low, band.high))
    return f"{median:.0f}{sign} ({low:.0f} to {high:.0f}{sign})"


def _line(one: Centrality) -> dict[str, Any]:
    return {
        "state": one.state,
        "on": one.on,
        "good": one.good,
        "by": one.by,
        "pairs": one.pairs,
        "share": one.share.median,
        "share_low": one.share.low,
        "share_high": one.share.high,
        "cut": one.cut,
        "lost": one.lost.median,
        "lost_low": one.lost.low,
        "lost_high": one.lost.high,
        "lost_unit": _UNITS[one.by],
    }


def _rounded(line: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in line.items()}


def _as_json(known: Ledger, found: list[Centrality]) -> str:
    from caspia.cli.answers import as_json
    from caspia.ledger import provenance

    lines = [_rounded(_line(one)) for one in found]
    return as_json({"centrality": lines, "provenance": provenance(known)})


def _as_csv(found: list[Centrality]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(_line(found[0])), lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rounded(_line(one)) for one in found)
    return stream.getvalue()
