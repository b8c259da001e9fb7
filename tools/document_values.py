"""Write how much of the network's numbers is assumed, and what, into docs/network_values.md.

Run from the root of the repository: ``python -m tools.document_values``.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import caspia
from caspia.network.assumptions import assumption_rows
from caspia.network.carriage import carries, modes_of
from caspia.network.layers import layers_of
from caspia.network.model import ACCESS
from caspia.network.values import network_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Ledger
    from caspia.network.measures import Value
    from caspia.network.values import NetworkValues

PAGE = Path(__file__).parents[1] / "docs" / "network_values.md"
DAY = date(2024, 6, 30)
GOODS = {
    "containers": ("rail", "road", "sea", "ferry"),
    "crude_oil": ("oil_pipeline",),
    "natural_gas": ("gas_pipeline", "swap"),
}
_ORDER = ("observed", "measured", "assumed")
Counts = dict[tuple[str, str], Counter[str]]


def coverage(ledger: Ledger) -> Counts:
    """Return how many values have which basis, by mode (or transfer) and attribute."""
    found: Counts = {}
    for good, modes in GOODS.items():
        values = network_values(ledger, DAY, good)
        for mode, attribute, value in (
            *_of_links(ledger, values, good, modes),
            *_of_transfers(ledger, values, good),
        ):
            if value.high > 0:
                found.setdefault((mode, attribute), Counter())[value.basis] += 1
    return found


def _of_links(
    ledger: Ledger, values: NetworkValues, good: str, modes: tuple[str, ...]
) -> Iterator[tuple[str, str, Value]]:
    kinds = {row.id: row["kind"] for row in ledger.rows("nodes")}
    for link in ledger.rows("links", part="physical"):
        if link["mode"] not in modes or not carries(link, good, modes_of(ledger, good), kinds):
            continue
        numbers = values.link(link.id)
        yield link["mode"], "time", numbers.time_h
        yield link["mode"], "border or sailing wait", numbers.dwell_h
        yield link["mode"], "cost", numbers.cost_usd_per_t
        yield link["mode"], "emission", numbers.co2_kg_per_t
        for capacity in numbers.capacities:
            yield link["mode"], f"capacity ({capacity.kind})", capacity.value


def _of_transfers(
    ledger: Ledger, values: NetworkValues, good: str
) -> Iterator[tuple[str, str, Value]]:
    layers: dict[str, set[str]] = {}
    for link in ledger.rows("links", part="physical"):
        if link["mode"] in modes_of(ledger, good):
            for end, layer in zip((link["a"], link["b"]), layers_of(link), strict=True):
                layers.setdefault(end, {ACCESS}).add(layer)
    for node, at in sorted(layers.items()):
        for before in sorted(at):
            for after in sorted(at - {before}):
                work = values.transfer(node, before, after)
                if work is not None:
                    yield "change of mode", "dwell", work.dwell_h
                    yield "change of mode", "cost", work.cost_usd_per_t


def coverage_as_markdown(found: Counts) -> str:
    """Return the counts as a table with the share assumed."""
    lines = [
        "| mode | value | observed | measured | assumed | share assumed |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for (mode, attribute), counts in sorted(found.items()):
        share = counts["assumed"] / counts.total()
        cells = (mode, attribute, *(str(counts[basis]) for basis in _ORDER), f"{share:.0%}")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def assumptions_as_markdown() -> str:
    """Return the table of assumptions."""
    lines = [
        "| name | median | interval | unit | basis | why |",
        "| --- | ---: | ---: | --- | --- | --- |",
    ]
    for name, row in assumption_rows().items():
        ends = "" if row.low == row.high else f"{row.low:g}-{row.high:g}"
        lines.append(
            f"| {name} | {row.value:g} | {ends} | {row.unit} | {row.basis} | {row.reason} |"
        )
    return "\n".join(lines)


def page_with(page: str, mark: str, text: str) -> str:
    """Return a page with the part between two marks written anew."""
    start, end = f"<!-- {mark}: start -->", f"<!-- {mark}: end -->"
    before, rest = page.split(start)
    return f"{before}{start}\n\n{text}\n\n{end}{rest.split(end)[1]}"


def main() -> None:
    """Count, and write the page."""
    page = PAGE.read_text("utf-8")
    page = page_with(page, "coverage", coverage_as_markdown(coverage(caspia.open())))
    PAGE.write_text(page_with(page, "assumptions", assumptions_as_markdown()), "utf-8")


if __name__ == "__main__":
    main()
