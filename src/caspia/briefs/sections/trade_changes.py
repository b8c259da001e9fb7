"""The table of changes of trade: as sources state them, beside what the levels give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import agree, format_amount, format_interval
from caspia.briefs.document import Column, Table
from caspia.briefs.sections.counting import SHOWN, count_figure
from caspia.briefs.sections.listing import left_out
from caspia.briefs.sections.saying import say_change, say_row_period
from caspia.briefs.sections.tellings import (
    UNNAMED,
    figures_of,
    party_name,
    spread_of,
    tellings_of,
)
from caspia.briefs.sections.trade_change import changes_of, yearly_change
from caspia.briefs.sections.wording import say_period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.briefs.document import Block, Paragraph, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.trade_change import Change
    from caspia.briefs.sections.trade_rows import Flow
    from caspia.ledger import Row

_COLUMNS = tuple(
    Column(name)
    for name in (
        "Period",
        "Against",
        "Flow",
        "By",
        "Stated",
        "From the levels",
        "Stated and computed",
    )
)


def changes_blocks(
    page: Page, stated: Mapping[Flow, Sequence[Row]], levels: Mapping[Flow, Sequence[Row]]
) -> list[Block]:
    """Return the table of changes, the latest first; empty where none is stated or computed."""
    found = changes_of(page, stated, levels)
    if not found:
        return []
    shown, rest = found[:SHOWN], found[SHOWN:]
    printed = [row.id for one in shown for row in one.stated]
    caption = "Changes as stated, and as the same reporter's levels give them"
    rows = tuple(_cells(page, one, printed) for one in shown)
    table = Table("trade-changes", caption, _COLUMNS, rows)
    return [table, *([_rest(page, rest)] if rest else [])]


def computed_change(
    page: Page, flow: Flow, levels: Sequence[Row], reporter: str, year: int
) -> Text:
    """Return the change of a year on the year before by a reporter's levels; empty without them."""
    return _computed(page, yearly_change(page, flow, levels, reporter, year))


def _cells(page: Page, one: Change, printed: Sequence[str]) -> tuple[Text, ...]:
    period = say_row_period(one.stated[0]) if one.stated else say_period(*one.period)
    against = say_period(*one.base) if one.base[0] else ""
    stated = figures_of(page, f"{one.key()}.stated", tellings_of(page, one.stated), printed)
    return (
        (period,),
        (against,),
        (one.flow.label(page),),
        (party_name(page, one.reporter) or UNNAMED,),
        stated or ("not stated",),
        _computed(page, one) or ("no levels of both periods",),
        _together(page, one),
    )


def _computed(page: Page, one: Change) -> Text:
    computed = one.computed()
    if computed is None:
        return ()
    later, earlier = spread_of(one.later), spread_of(one.earlier)
    how = (
        f"Computed from the levels by {party_name(page, one.reporter)}: {format_amount(later)} for "
        f"{say_period(*one.period)} after {format_amount(earlier)} for {say_period(*one.base)}."
    )
    key = f"{one.key()}.computed"
    return (page.figure(key, say_change(computed), one.level_ids, how, computed),)


def _together(page: Page, one: Change) -> Text:
    """Say whether what is stated fits the levels; empty where there is nothing to compare."""
    computed = one.computed()
    tellings = tellings_of(page, one.stated)
    if computed is None or not tellings:
        return ()
    apart = [told for told in tellings if agree(told.amount, computed) == "apart"]
    rows = [row_id for told in tellings for row_id in told.ids]
    stated = ", ".join(format_interval(told.amount) for told in tellings)
    how = f"Computed: {stated} stated, {format_interval(computed)} from the levels."
    text = "disagree" if apart else "agree"
    return (page.figure(f"{one.key()}.together", text, [*rows, *one.level_ids], how, computed),)


def _rest(page: Page, rest: Sequence[Change]) -> Paragraph:
    ids = [row_id for one in rest for row_id in (*(r.id for r in one.stated), *one.level_ids)]
    how = "Counted: changes that are older than those in the table."
    count = count_figure(page, "trade.changes.more", len(rest), ids, how)
    oldest = rest[-1]
    rows = [row.id for row in oldest.stated] or list(oldest.level_ids)
    text = say_row_period(oldest.stated[0]) if oldest.stated else say_period(*oldest.period)
    since = page.figure("trade.changes.since", text, rows, "The oldest that is left out.")
    return left_out(count, since, "changes")
