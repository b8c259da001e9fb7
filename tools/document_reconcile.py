"""Write the real examples and the assumptions into docs/reconcile.md.

Run from the root of the repository: ``python -m tools.document_reconcile``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import caspia
from caspia.amounts import format_amount
from caspia.ledger import period_label
from caspia.reconcile import (
    assumption_rows,
    best_text,
    interval_text,
    part_text,
    reconcile_series,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Ledger
    from caspia.reconcile import Reconciled

PAGE = Path(__file__).parents[1] / "docs" / "reconcile.md"
# Series, parties, year, and how a reader would name it.
EXAMPLES = (
    ("trade_turnover", ("AZE", "KAZ"), "2023", "Azerbaijan's trade with Kazakhstan"),
    ("corridor_freight", ("MIDDLE",), "2024", "Cargo on the Middle Corridor"),
    ("port_throughput", ("aze_seaports",), "2023", "Azerbaijani seaports"),
    (
        "trade_turnover_change",
        ("AZE", "TJK"),
        "2023",
        "Change of Azerbaijan's trade with Tajikistan",
    ),
    ("gas_exports", ("AZE", "TUR"), "2024", "Azerbaijani gas to Türkiye"),
    ("gas_imports", ("AZE", "TKM"), "2022", "Swap gas from Turkmenistan"),
    ("gas_flow_daily", ("swap_tkm_irn_aze",), "2022", "Swap gas, a day"),
)


def marks(name: str) -> tuple[str, str]:
    """Return the marks around a part of the page."""
    return f"<!-- {name}: start -->", f"<!-- {name}: end -->"


def page_anew(page: str) -> str:
    """Return a page with its generated parts written anew."""
    ledger = caspia.open()
    parts = {"examples": examples_as_markdown(ledger), "assumptions": assumptions_as_markdown()}
    for name, text in parts.items():
        start, end = marks(name)
        before, rest = page.split(start)
        page = f"{before}{start}\n\n{text}\n\n{end}{rest.split(end)[1]}"
    return page


def examples_as_markdown(ledger: Ledger) -> str:
    """Return the examples as a table: a line per quantity."""
    lines = ["| what | scope | best | interval | reports |", "| --- | --- | --- | --- | --- |"]
    for series, parties, year, name in EXAMPLES:
        lines += [_line(one, name) for one in examples(ledger, series, parties, year)]
    return "\n".join(lines)


def examples(
    ledger: Ledger, series: str, parties: tuple[str, ...], year: str
) -> Iterator[Reconciled]:
    """Yield the quantities of a series that are worth showing: whole years, else what there is."""
    found = reconcile_series(ledger, series, parties, year).quantities
    own = [one for one in found if _is_about(one, parties)]
    whole = [one for one in own if period_label(one.quantity.start, one.quantity.end) == year]
    yield from whole or own


def _is_about(one: Reconciled, parties: tuple[str, ...]) -> bool:
    """Tell whether the parties are both sides, or the only side."""
    quantity = one.quantity
    if len(parties) == 1 and quantity.series == "corridor_freight":
        return quantity.partner is None and quantity.scope is not None
    return quantity.scope is None


def _line(one: Reconciled, name: str) -> str:
    period = period_label(one.quantity.start, one.quantity.end)
    said = "<br>".join(
        f"{format_amount(report.amount)} by {report.teller}: {part_text(one, report)}"
        for report in one.reports
    )
    scope = one.quantity.scope or ""
    return f"| {name}, {period} | {scope} | {best_text(one)} | {interval_text(one)} | {said} |"


def assumptions_as_markdown() -> str:
    """Return the table of assumptions."""
    lines = ["| name | value | basis | meaning |", "| --- | --- | --- | --- |"]
    for row in assumption_rows():
        basis = f"{row['basis']}: {row['source']}" if row["source"] else row["basis"]
        lines.append(f"| `{row['name']}` | {row['value']} | {basis} | {row['meaning']} |")
    return "\n".join(lines)


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page_anew(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
