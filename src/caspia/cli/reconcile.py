"""``caspia reconcile``: what reports that may disagree come to."""

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
    from collections.abc import Iterator

    from caspia.ledger import Ledger
    from caspia.reconcile import Reconciled, Reconciliation

_QUANTITY = ("id", "series", "subject", "partner", "good", "scope", "mode", "start", "end", "unit")
_ANSWER = ("value", "low", "high", "soft_low", "soft_high")
_REPORT = ("row_id", "teller", "sources", "told", "mirror", "weight", "pull", "gross")


def reconcile_command(
    series: Annotated[
        str, typer.Argument(metavar="SERIES", help="Id of a series, e.g. trade_turnover.")
    ],
    pair: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Both parties, in either order.")
    ] = None,
    party: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A party; may be repeated.")
    ] = None,
    good: Annotated[
        str | None, typer.Option(metavar="ID", help="A good, e.g. natural_gas.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="2023, 2023-05, 2023-Q2 or 2019..2023.")
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
    """Make one interval of the reports of each quantity, with the weight and pull of each report.

    [dim]caspia reconcile trade_turnover --pair AZE KAZ --period 2019..2023[/dim]
    """
    from caspia.reconcile import reconcile_series

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    found = reconcile_series(known, series, (*(pair or ()), *(party or ())), period, good)
    _give(known, found, chosen, out)


def _give(ledger: Ledger, found: Reconciliation, chosen: OutputFormat, out: OutFolder) -> None:
    from caspia.cli import answers

    if chosen == OutputFormat.TABLE:
        _print(found)
    elif chosen == OutputFormat.JSON:
        answers.give_text(_as_json(ledger, found), "reconcile.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(_as_csv(found), "reconcile.csv", out)
    else:
        answers.refuse("reconcile", chosen, ("table", "json", "csv"))


def _print(found: Reconciliation) -> None:
    """Print a line per quantity, its reports below one another in the last columns."""
    from caspia.reconcile import best_text, interval_text

    console = terminal()
    drawn = grid()
    for title, ratio in (("what", 3), ("period", 2), ("scope", 1), ("value", 2), ("interval", 2)):
        drawn.add_column(title, ratio=ratio, overflow="fold")
    drawn.add_column("reports", ratio=9, overflow="fold")
    for one in found.quantities:
        cells = _cells(one)
        drawn.add_row(*cells, best_text(one), interval_text(one), "\n".join(_reports(one)))
    if found.quantities:
        console.print(drawn)
    count = len(found.quantities)
    console.print(f"{count} {'quantity' if count == 1 else 'quantities'}. {_aside(found)}".strip())


def _cells(one: Reconciled) -> tuple[str, str, str]:
    from caspia.ledger import period_label

    quantity = one.quantity
    pair = "–".join(part for part in (quantity.subject, quantity.partner) if part)
    what = ", ".join(part for part in (pair, quantity.good, quantity.mode) if part)
    return what, period_label(quantity.start, quantity.end), quantity.scope or ""


def _reports(one: Reconciled) -> Iterator[str]:
    from caspia.amounts import format_amount
    from caspia.reconcile import part_text

    for report in one.reports:
        said = format_amount(report.amount)
        yield f"{said} by {report.teller}: {part_text(one, report)}"


def _aside(found: Reconciliation) -> str:
    """Say how many rows did not enter, and why."""
    if not found.set_aside:
        return ""
    reasons: dict[str, int] = {}
    for row in found.set_aside:
        reasons[row.why] = reasons.get(row.why, 0) + 1
    told = "; ".join(f"{count} because {why}" for why, count in reasons.items())
    return f"Rows that do not enter: {told}."


def _as_json(ledger: Ledger, found: Reconciliation) -> str:
    from caspia.cli.answers import as_json
    from caspia.ledger import provenance

    quantities = [
        {
            **_quantity(one),
            "reports": [dict(zip(_REPORT, line, strict=True)) for line in _lines(one)],
            "ties": [
                {
                    "name": tie.name,
                    "teller": tie.teller,
                    "kind": tie.kind,
                    "binds": tie.binds,
                    "rows": tie.row_ids,
                }
                for tie in one.ties
            ],
        }
        for one in found.quantities
    ]
    aside = [{"row_id": row.row_id, "why": row.why} for row in found.set_aside]
    answer = {"quantities": quantities, "set_aside": aside, "provenance": provenance(ledger)}
    return as_json(answer)


def _as_csv(found: Reconciliation) -> str:
    """Return one line per report, with its quantity and the answer before it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow((*_QUANTITY, *_ANSWER, *_REPORT))
    for one in found.quantities:
        before = list(_quantity(one).values())
        writer.writerows([*before, *_flat(line)] for line in _lines(one))
    return stream.getvalue()


def _quantity(one: Reconciled) -> dict[str, Any]:
    said = {name: getattr(one.quantity, name) for name in _QUANTITY[1:]}
    return {"id": one.id, **said, **{name: getattr(one, name) for name in _ANSWER}}


def _lines(one: Reconciled) -> Iterator[list[Any]]:
    from caspia.amounts import format_amount

    for report in one.reports:
        yield [
            report.row_id,
            report.teller,
            list(report.sources),
            format_amount(report.amount),
            report.mirror,
            round(report.weight, 6),
            report.pull,
            round(report.gross, 6),
        ]


def _flat(line: list[Any]) -> list[Any]:
    return [";".join(cell) if isinstance(cell, list) else cell for cell in line]
