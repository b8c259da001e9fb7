"""The table of changes of trade: as sources state them, and what the levels give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import agree, format_amount, format_interval
from caspia.briefs.document import Column, Paragraph
from caspia.briefs.sections.counting import SHOWN
from caspia.briefs.sections.listing import filled_table, left_out
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

    from caspia.briefs.document import Block, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.at_odds import AtOdds
    from caspia.briefs.sections.trade_change import Change
    from caspia.briefs.sections.trade_rows import Flow
    from caspia.ledger import Row

_IN_BRACKETS = (
    "In brackets: the change that the levels of both periods by the same reporter give, and "
    "whether the stated one agrees with it. Without brackets the ledger lacks one of the levels."
)


def changes_blocks(
    page: Page,
    stated: Mapping[Flow, Sequence[Row]],
    levels: Mapping[Flow, Sequence[Row]],
    at_odds: AtOdds,
) -> list[Block]:
    """Return the table of changes, the latest first; empty where none is stated or computed."""
    lines = _lines(changes_of(page, stated, levels))
    if not lines:
        return []
    shown, rest = lines[:SHOWN], lines[SHOWN:]
    printed = [row.id for line in shown for one in line for row in one.stated]
    columns = (
        Column("Period"),
        Column("Against"),
        Column("By"),
        *(Column(flow.label(page)) for flow in levels),
    )
    rows = [_row(page, line, levels, printed, at_odds) for line in shown]
    table = filled_table("trade-changes", "Changes of trade, as sources state them", columns, rows)
    notes = [Paragraph((_IN_BRACKETS,))] if _any_computed(shown) else []
    more = [_rest(page, rest)] if rest else []
    return [table, *notes, *at_odds.paragraphs(), *more]


def computed_change(
    page: Page, flow: Flow, levels: Sequence[Row], reporter: str, year: int
) -> Text:
    """Return the change of a year on the year before by a reporter's levels; empty without them."""
    return _computed(page, yearly_change(page, flow, levels, reporter, year))


def _lines(changes: Sequence[Change]) -> list[list[Change]]:
    """Group the changes of all flows between the same two periods by one reporter."""
    found: dict[tuple[object, ...], list[Change]] = {}
    for one in changes:
        found.setdefault((one.period, one.base, one.reporter), []).append(one)
    return list(found.values())


def _any_computed(lines: Sequence[Sequence[Change]]) -> bool:
    return any(one.computed() is not None for line in lines for one in line)


def _row(
    page: Page,
    line: Sequence[Change],
    flows: Mapping[Flow, object],
    printed: Sequence[str],
    at_odds: AtOdds,
) -> tuple[Text, ...]:
    first = line[0]
    by_flow = {one.flow: one for one in line}
    return (
        (_say_span(first),),
        (say_period(*first.base) if first.base[0] else "",),
        (party_name(page, first.reporter) or UNNAMED,),
        *(
            _cell(page, by_flow[flow], printed, at_odds) if flow in by_flow else ()
            for flow in flows
        ),
    )


def _say_span(one: Change) -> str:
    return say_row_period(one.stated[0]) if one.stated else say_period(*one.period)


def _cell(page: Page, one: Change, printed: Sequence[str], at_odds: AtOdds) -> Text:
    """Return ``rise of 14.2 % (levels: rise of 14.2–14.7 %, agree)``."""
    tellings, key = tellings_of(page, one.stated), f"{one.key()}.stated"
    stated = figures_of(page, key, tellings, printed, at_odds=at_odds) or ("not stated",)
    computed = _computed(page, one)
    if not computed:
        return stated
    verdict = _together(page, one)
    return (*stated, " (levels: ", *computed, *((", ", *verdict) if verdict else ()), ")")


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


def _rest(page: Page, rest: Sequence[Sequence[Change]]) -> Paragraph:
    changes = [one for line in rest for one in line]
    ids = [row_id for one in changes for row_id in (*(r.id for r in one.stated), *one.level_ids)]
    oldest = rest[-1][0]
    rows = [row.id for row in oldest.stated] or list(oldest.level_ids)
    since = page.figure(
        "trade.changes.since", _say_span(oldest), rows, "The oldest that is left out."
    )
    return left_out(page, "trade.changes.more", "changes", len(changes), ids, since)
