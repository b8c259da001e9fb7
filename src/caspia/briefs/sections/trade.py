"""The section on trade: every flow with each reporter drawn, and how far they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Section
from caspia.briefs.sections.at_odds import AtOdds
from caspia.briefs.sections.mirror import year_mirrors
from caspia.briefs.sections.series_table import PLANS_CAPTION, series_blocks
from caspia.briefs.sections.trade_bloc import bloc_blocks
from caspia.briefs.sections.trade_changes import changes_blocks
from caspia.briefs.sections.trade_excess import excess_paragraphs
from caspia.briefs.sections.trade_lead import trade_lead
from caspia.briefs.sections.trade_missing import trade_missing
from caspia.briefs.sections.trade_picture import trade_pictures
from caspia.briefs.sections.trade_reconciled import reconciled_blocks
from caspia.briefs.sections.trade_rows import (
    investment_between,
    levels,
    parts_between,
    recorded_plans,
    shares_between,
    stated_changes,
    wider_rows,
)
from caspia.briefs.sections.trade_tables import parts_blocks, years_blocks

if TYPE_CHECKING:
    from caspia.briefs.document import Block
    from caspia.briefs.page import Page


def trade_section(page: Page) -> Section:
    """Return trade by year and reporter, parts of years, changes, shares, goods and investment.

    Between two states, or as sources state it for a bloc as one; a bloc is also told member by
    member. Exports of one side and imports of the other are one flow by two reporters.
    """
    a, b = page.a.id, page.b.id
    at_odds = AtOdds(page)
    flows = levels(page, a, b)
    mirrors = year_mirrors(page, flows)
    blocks: list[Block] = [
        trade_lead(page, flows, mirrors),
        *trade_pictures(page, mirrors),
        *years_blocks(page, mirrors, (a, b), at_odds),
        *reconciled_blocks(page),
        *(() if page.is_bilateral else bloc_blocks(page, mirrors, at_odds)),
        *parts_blocks(page, flows, (a, b), at_odds),
        *excess_paragraphs(page, flows, mirrors),
        *changes_blocks(page, stated_changes(page, a, b), flows, at_odds),
        *_other_tables(page, at_odds),
        *trade_missing(page, mirrors),
    ]
    return Section("trade", "Trade", tuple(blocks))


def _other_tables(page: Page, at_odds: AtOdds) -> list[Block]:
    tables = (
        ("trade-shares", "Place in each other's trade", shares_between(page)),
        ("trade-goods", "Goods and parts of the trade", parts_between(page)),
        ("trade-wider", "Trade with groups of members", wider_rows(page)),
        ("trade-investment", "Investment and firms", investment_between(page)),
        ("trade-plans", PLANS_CAPTION, recorded_plans(page)),
    )
    blocks: list[Block] = []
    for table_id, caption, rows in tables:
        blocks += series_blocks(page, table_id, caption, rows, "trade", at_odds)
    return blocks
