"""The section on transit and energy: what moves between two sides, or through one for the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Section
from caspia.briefs.sections.at_odds import AtOdds
from caspia.briefs.sections.planned_figures import foretold
from caspia.briefs.sections.series_table import PLANS_CAPTION, lines_of, series_blocks
from caspia.briefs.sections.transit_lead import definitions, transit_lead
from caspia.briefs.sections.transit_missing import transit_missing
from caspia.briefs.sections.transit_picture import transit_pictures
from caspia.briefs.sections.transit_rules import CLOSENESS, HEADINGS, transit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block
    from caspia.briefs.page import Page
    from caspia.briefs.sections.transit_rules import Closeness
    from caspia.ledger import Row

#: A series with fewer lines than these has no table of its own.
LEAST_LINES = 3


def transit_section(page: Page) -> Section:
    """Return freight and energy that concern both sides, the closest first, one table a series.

    Which figures these are is told by `transit_rules`.
    """
    found = page.once(transit_rows)
    actual = {name: _actual(rows) for name, rows in found.items()}
    recorded = {row.id for row in page.once(foretold).recorded}
    plans = [row for rows in found.values() for row in rows if row.id in recorded]
    at_odds = AtOdds(page)
    blocks: list[Block] = [
        *transit_lead(page, actual),
        *transit_pictures(page, actual),
    ]
    for name in CLOSENESS:
        blocks += definitions(page, actual[name]) if name == "shared" else ()
        blocks += _tables(page, name, actual[name], at_odds)
    blocks += series_blocks(page, "transit-plans", PLANS_CAPTION, plans, "transit", at_odds)
    return Section("transit", "Transit and energy", (*blocks, *transit_missing(page, actual)))


def _actual(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["modality"] == "actual"]


def _tables(page: Page, name: Closeness, rows: Sequence[Row], at_odds: AtOdds) -> list[Block]:
    """Return a table for each series that has enough lines, and one for the rest."""
    by_series: dict[str, list[Row]] = {}
    for row in rows:
        by_series.setdefault(row["series"], []).append(row)
    count = {series: len(lines_of(page, group)) for series, group in by_series.items()}
    rich = sorted((s for s in by_series if count[s] >= LEAST_LINES), key=lambda s: (-count[s], s))
    rest = [row for series, group in by_series.items() if series not in rich for row in group]
    heading = HEADINGS[name]
    blocks: list[Block] = []
    for series in rich:
        table_id = f"transit-{name}-{series.replace('_', '-')}"
        blocks += series_blocks(page, table_id, heading, by_series[series], "transit", at_odds)
    other = f"{heading}, other figures" if rich else heading
    table_id = f"transit-{name}-other"
    return [*blocks, *series_blocks(page, table_id, other, rest, "transit", at_odds)]
