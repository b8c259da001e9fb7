"""Write what demand rests on into docs/demand.md.

Run from the root of the repository: ``python -m tools.document_demand``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import caspia
from caspia.demand import (
    demand_on,
    goods,
    inputs,
    largest_assumed,
    scored,
    share_in_bounded_sums,
    shares,
    zones,
)
from caspia.demand.tables import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.demand import DemandTable, Selector
    from caspia.ledger import Ledger

PAGE = Path(__file__).parents[1] / "docs" / "demand.md"
YEARS = tuple(str(year) for year in range(2019, 2026))
YEAR = "2023"


@cache
def ledger() -> Ledger:
    """Return the reference ledger."""
    return caspia.open()


def table_of(year: str) -> DemandTable:
    """Return the table of a year on the reference ledger."""
    return demand_on(ledger(), year)


def marks(name: str) -> tuple[str, str]:
    """Return the marks around a part of the page."""
    return f"<!-- {name}: start -->", f"<!-- {name}: end -->"


def page_anew(page: str) -> str:
    """Return a page with its generated parts written anew."""
    parts = {
        "shares": shares_as_markdown(),
        "goods": goods_as_markdown(),
        "assumed": assumed_as_markdown(),
        "eased": eased_as_markdown(),
        "inputs": lists_as_markdown(inputs()),
        "scored": lists_as_markdown(scored()),
        "zones": zones_as_markdown(),
        "assumptions": assumptions_as_markdown(),
    }
    for name, text in parts.items():
        start, end = marks(name)
        before, rest = page.split(start)
        page = f"{before}{start}\n\n{text}\n\n{end}{rest.split(end)[1]}"
    return page


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    """Return a table; the last so many columns are numbers."""
    rule = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def shares_as_markdown() -> str:
    """Return the shares of tonnes by year, with and without the sea."""
    head = ("year", "counted", "Mt", "observed", "bounded", "observed or bounded", "derived")
    rows = []
    for year in YEARS:
        for overseas, counted in ((True, "all"), (False, "without the trade by sea")):
            found = {one.standing: one for one in shares(table_of(year), overseas=overseas)}
            firm = found["observed"].share + found["bounded"].share
            inside = share_in_bounded_sums(table_of(year), overseas=overseas)
            part = [found["observed"].share, found["bounded"].share, firm, found["derived"].share]
            part += [found["assumed"].share, inside]
            total = sum(one.tonnes for one in found.values()) / 1e6
            rows.append([year, counted, f"{total:.0f}", *(f"{one:.1%}" for one in part)])
    return _grid((*head, "assumed", "in bounded sums"), rows, 7)


def goods_as_markdown() -> str:
    """Return tonnes and shares by good."""
    rows = []
    for good in goods().values():
        table = table_of(YEAR).of_good(good.id)
        found = [one.share for one in shares(table)]
        total = table.tonnes.sum() / 1e6
        rows.append([good.label, f"{total:.1f}", *(f"{one:.0%}" for one in found)])
    return _grid(("good", "Mt", "observed", "bounded", "derived", "assumed"), rows, 5)


def assumed_as_markdown() -> str:
    """Return the ten largest assumed cells, and what would replace them."""
    rows = []
    for one in largest_assumed(table_of(YEAR)):
        pair = f"{zones()[one.cell.origin].name} to {zones()[one.cell.destination].name}"
        label = goods()[one.cell.good].label
        rows.append([label, pair, one.cell.why, one.replaced_by, f"{one.tonnes / 1e6:.1f}"])
    return _grid(("good", "from and to", "rests on", "would be replaced by", "Mt"), rows, 1)


def eased_as_markdown() -> str:
    """Return the bounds that contradicted others."""
    rows = [
        ["<br>".join(f"`{row}`" for row in one.row_ids), f"{one.share:.0%}"]
        for one in table_of(YEAR).eased
    ]
    return _grid(("rows", "gave way by"), rows, 1)


def lists_as_markdown(chosen: Sequence[Selector]) -> str:
    """Return a list of series."""
    rows = []
    for one in chosen:
        subject, partner, good, scope = (f"`{pattern}`" for pattern in one.patterns)
        rows.append([f"`{one.series}`", subject, partner, good, scope, one.reading, one.why])
    return _grid(("series", "subject", "partner", "good", "scope", "read as", "why"), rows)


def zones_as_markdown() -> str:
    """Return the zones and their nodes."""
    rows = [[one.id, one.name, f"`{one.node}`", one.why] for one in zones().values()]
    return _grid(("zone", "name", "node", "why"), rows)


def assumptions_as_markdown() -> str:
    """Return what is taken for granted."""
    names = ("name", "value", "low", "high", "unit", "basis", "why")
    rows = [[row[name] for name in names] for row in lines("assumptions")]
    for good in goods().values():
        low, high = (
            good.price_usd_per_t / good.price_factor,
            good.price_usd_per_t * good.price_factor,
        )
        numbers = [f"{one:.0f}" for one in (good.price_usd_per_t, low, high)]
        rows.append([f"price.{good.id}", *numbers, "USD_per_t", "assumed", good.why])
    return _grid(names, rows)


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page_anew(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
