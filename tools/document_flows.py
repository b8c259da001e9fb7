"""Write what the flows rest on, and what they come to in one year, into docs/flows.md.

Run from the root of the repository: ``python -m tools.document_flows``.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import caspia
from caspia.flows import grown, parameters, region_on, solve_region
from caspia.flows.captive import captive
from caspia.flows.gates import gates
from caspia.flows.observed_peaks import peak_rules
from caspia.flows.room_prices import tightest
from caspia.flows.route_table import corridor_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.flows import FlowResult, Region

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "flows.md"
YEAR = "2023"
MORE = 1.5


@cache
def region() -> Region:
    """Return the region in the year that the page tells of."""
    return region_on(caspia.open(), YEAR)


@cache
def result() -> FlowResult:
    """Return what moves in it."""
    return solve_region(region())


def page_anew(page: str) -> str:
    """Return a page with its generated parts written anew."""
    parts = {
        "parameters": parameters_as_markdown(),
        "gates": gates_as_markdown(),
        "captive": captive_as_markdown(),
        "corridors": corridors_as_markdown(),
        "tight": tight_as_markdown(),
    }
    for name, text in parts.items():
        start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
        before, rest = page.split(start)
        page = f"{before}{start}\n\n{text}\n\n{end}{rest.split(end)[1]}"
    return page


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    """Return a table; the last so many columns are numbers."""
    rule = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def parameters_as_markdown() -> str:
    """Return the parameters with their intervals and reasons."""
    head = ("parameter", "for", "value", "from", "to", "unit", "basis", "why")
    rows = [
        (
            one.name.replace("_", " "),
            ", ".join(one.applies_to).replace("_", " ").replace("*", "all"),
            *(f"{number:g}" for number in (one.value, one.low, one.high)),
            one.unit.replace("_", " "),
            one.basis,
            one.why,
        )
        for one in parameters().rows.values()
    ]
    return _grid(head, rows)


def gates_as_markdown() -> str:
    """Return where corridor constants are charged, and the peaks that stand for a capacity."""
    path = ROOT / "src" / "caspia" / "flows" / "gates.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        reasons = [row["why"] for row in csv.DictReader(stream)]
    rows = [(one.corridor, why) for one, why in zip(gates(), reasons, strict=True)]
    peaks = [(f"{one.gate}, peak of {one.subject}", one.why) for one in peak_rules()]
    return _grid(("gate", "where"), [*rows, *peaks])


def captive_as_markdown() -> str:
    """Return the cargo that never looks at other ways."""
    rows = [
        (f"{origin} to {destination}", good, f"{one.refusing:.0%}", one.permission.why)
        for (origin, destination, good), one in captive().items()
    ]
    return _grid(("cargo", "good", "share", "why"), rows)


def corridors_as_markdown() -> str:
    """Return the corridors of the year."""
    head = ("corridor", "Mt", "share", "thousand loaded TEU", "USD/t", "days", "assumed")
    rows = [
        (
            line["corridor"],
            f"{line['tonnes'] / 1e6:.1f}",
            f"{line['share']:.1%}",
            f"{line['loaded_teu'] / 1e3:,.0f}",
            f"{line['usd_per_t']:.0f}",
            f"{line['hours'] / 24:.0f}",
            f"{line['assumed_share']:.0%}",
        )
        for line in corridor_table(result()).iter_rows(named=True)
    ]
    return _grid(head, rows, 6)


def tight_as_markdown() -> str:
    """Return what binds first as things were, and where all want to move half as much again."""
    more = solve_region(grown(region(), MORE))
    head = ("place", "limit", "basis", "months full", "months full at +50 %")
    before = {one.room.room_id: one.months_full for one in tightest(result(), 200)}
    rows = []
    for one in tightest(more, 20):
        ledger = region().ledger
        found = ledger.find(one.room.target)
        name = one.room.target if found is None else str(found["name"])
        direction = one.room.room_id.split(":")[2:]
        rows.append(
            (
                name + "".join(f" ({way})" for way in direction),
                one.room.kind.replace("_", " "),
                one.room.basis,
                str(before.get(one.room.room_id, 0)),
                str(one.months_full),
            )
        )
    left = f"{result().stranded.sum() / 1e6:.2f}", f"{more.stranded.sum() / 1e6:.1f}"
    return f"{_grid(head, rows, 2)}\n\nStranded: {left[0]} Mt as it was, {left[1]} Mt at +50 %."


if __name__ == "__main__":
    PAGE.write_text(page_anew(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
