"""``caspia demand``: what wants to move in a period, by any way."""

from __future__ import annotations

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
from caspia.cli.terminal import NARROW, grid, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.demand import Assumption, DemandTable
    from caspia.ledger import Ledger

_LARGEST = 20


def demand_command(
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="Whole months: 2023, 2023-05 or 2019..2025.")
    ],
    good: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this good, e.g. natural_gas.")
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
    """Say what wants to move, by origin, destination, good and month, and how well it is known.

    [dim]caspia demand --period 2023[/dim]
    """
    from caspia.cli.progress import working
    from caspia.demand import demand_on

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    _require_good(good)
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    with working("Working out the demand", quiet=quiet):
        table = demand_on(known, period)
    _give(known, table if good is None else table.of_good(good), chosen, out)


def _require_good(good: str | None) -> None:
    from caspia.demand import goods
    from caspia.errors import UnknownNameError
    from caspia.ledger import nearest

    if good is not None and good not in goods():
        hint = f"Use one of {', '.join(goods())}."
        raise UnknownNameError("good of demand", good, nearest(good, list(goods()), most=3), hint)


def _give(ledger: Ledger, table: DemandTable, chosen: OutputFormat, out: Path | None) -> None:
    from caspia.cli import answers

    if chosen == OutputFormat.TABLE:
        _print(table)
    elif chosen == OutputFormat.JSON:
        answers.give_text(answers.as_json(_answer(ledger, table)), "demand.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(_as_csv(table), "demand.csv", out)
    else:
        answers.refuse("demand", chosen, ("table", "json", "csv"))


def _print(table: DemandTable) -> None:
    """Print the largest cells, the shares, and the largest assumptions."""
    from caspia.demand import largest_assumed

    console = terminal(NARROW)
    drawn = grid()
    drawn.add_column("from to")
    drawn.add_column("good")
    for title in ("Mt", "low", "high"):
        drawn.add_column(title, justify="right")
    drawn.add_column("standing")
    for place in _largest(table):
        cell = table.cells[place]
        sums = (array[place].sum() / 1e6 for array in (table.tonnes, table.low, table.high))
        standing = ", ".join(dict.fromkeys(table.standing[place]))
        pair = f"{cell.origin} {cell.destination}"
        drawn.add_row(pair, cell.good, *(f"{one:.2f}" for one in sums), standing)
    console.print(drawn)
    console.print(_summary(table))
    for one in largest_assumed(table):
        pair = f"{one.cell.origin} to {one.cell.destination}"
        console.print(f"Assumed: {one.cell.good} {pair}, {one.tonnes / 1e6:.1f} Mt.")


def _largest(table: DemandTable) -> list[int]:
    totals = table.tonnes.sum(axis=1)
    order = sorted(range(len(table.cells)), key=lambda place: (-totals[place], place))
    return [place for place in order[:_LARGEST] if totals[place] > 0]


def _summary(table: DemandTable) -> str:
    from caspia.demand import share_in_bounded_sums, shares

    parts = ", ".join(f"{one.standing} {one.share:.0%}" for one in shares(table))
    inside = share_in_bounded_sums(table)
    return (
        f"{table.period}: {table.tonnes.sum() / 1e6:.1f} Mt in {len(table.cells)} cells: {parts}. "
        f"{inside:.0%} lie in cells or sums that rows bound from both sides."
    )


def _answer(ledger: Ledger, table: DemandTable) -> dict[str, Any]:
    from caspia.demand import largest_assumed, share_in_bounded_sums, shares
    from caspia.ledger import provenance

    return {
        "period": str(table.period),
        "months": table.months,
        "cells": [_cell(table, place) for place in range(len(table.cells))],
        "shares": {one.standing: {"t": one.tonnes, "share": one.share} for one in shares(table)},
        "share_in_bounded_sums": share_in_bounded_sums(table),
        "largest_assumed": [
            {"cell": one.cell.name, "t": one.tonnes, "replaced_by": one.replaced_by}
            for one in largest_assumed(table)
        ],
        "eased": [{"rows": one.row_ids, "share": one.share} for one in table.eased],
        "left_aside": [{"row_id": one.row_id, "why": one.why} for one in table.left_aside],
        "provenance": provenance(ledger),
    }


def _cell(table: DemandTable, place: int) -> dict[str, Any]:
    from caspia.demand import tonnes_per_teu

    cell = table.cells[place]
    arrays = {
        "t": table.tonnes,
        "low_t": table.low,
        "high_t": table.high,
        "teu": table.teu,
        "empty_teu": table.empty_teu,
    }
    return {
        "origin": cell.origin,
        "destination": cell.destination,
        "origin_node": cell.origin_node,
        "destination_node": cell.destination_node,
        "good": cell.good,
        **{name: [round(float(one), 3) for one in array[place]] for name, array in arrays.items()},
        "standing": dict(zip(table.years, table.standing[place], strict=True)),
        "rows": dict(zip(table.years, table.rows[place], strict=True)),
        "why": cell.why,
        "t_per_teu": _interval(tonnes_per_teu(cell)) if cell.good == "containers" else None,
    }


def _interval(found: Assumption) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high}


def _as_csv(table: DemandTable) -> str:
    """Return a line per cell and month, the rows with ``;`` between them."""
    import polars as pl

    frame = table.frame().with_columns(pl.col("rows").list.join(";"))
    return frame.write_csv(float_precision=3)
