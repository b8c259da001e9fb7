"""The chart of turnover by year and reporter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from caspia.amounts import convert, same_dimension
from caspia.briefs.document import Picture
from caspia.briefs.pictures.interval_chart import interval_chart
from caspia.briefs.pictures.series_request import (
    IntervalRequest,
    Reading,
    TradeRequest,
    TradeValue,
)
from caspia.briefs.pictures.trade_chart import trade_chart
from caspia.briefs.sections.mirror import currencies_of, in_currency
from caspia.briefs.sections.saying import say_amount
from caspia.briefs.sections.tellings import UNNAMED, spread_of
from caspia.briefs.sections.wording import say_both

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.amounts import Amount
    from caspia.briefs.page import Page
    from caspia.briefs.pictures.drawing import Drawing
    from caspia.briefs.sections.mirror import Mirror
    from caspia.briefs.sections.trade_rows import Flow

DOLLARS = "MUSD"
_CURRENCIES = {DOLLARS: "US dollars", "MEUR": "euros"}
_Point = tuple[int, str, "Amount"]


def trade_pictures(page: Page, mirrors: Mapping[int, Mapping[Flow, Mirror]]) -> list[Picture]:
    """Return one chart of turnover for each currency that has at least two figures."""
    points = list(_points(page, mirrors))
    pictures = []
    for unit in _CURRENCIES:
        chosen = [
            (y, who, convert(a, unit)) for y, who, a in points if same_dimension(a.unit, unit)
        ]
        if len(chosen) > 1:
            pictures.append(_picture(page, unit, chosen))
    return pictures


def _points(page: Page, mirrors: Mapping[int, Mapping[Flow, Mirror]]) -> list[_Point]:
    found = []
    for year, flows in mirrors.items():
        mirror = next((m for flow, m in flows.items() if flow.both_ways), None)
        for reporter, tellings in (mirror.told if mirror else {}).items():
            for unit in currencies_of(tellings):
                spread = spread_of(in_currency(tellings, unit))
                found.append((year, page.name(reporter) or UNNAMED, spread))
    return found


def _picture(page: Page, unit: str, points: Sequence[_Point]) -> Picture:
    subject = f"Trade turnover of {say_both(page)}"
    drawn = _in_dollars(subject, points) if unit == DOLLARS else _in_other(subject, unit, points)
    title = f"{subject} by year and reporter, in {_CURRENCIES[unit]}"
    return Picture(f"trade-chart-{unit.lower()}", title, drawn.svg, drawn.alt)


def _in_dollars(subject: str, points: Sequence[_Point]) -> Drawing:
    values = tuple(
        TradeValue(year, who, amount.value or 0.0, amount.low, amount.high, text=_beside(amount))
        for year, who, amount in points
    )
    return trade_chart(TradeRequest(subject, values))


def _in_other(subject: str, unit: str, points: Sequence[_Point]) -> Drawing:
    readings = tuple(
        Reading(
            date(year, 1, 1),
            date(year + 1, 1, 1),
            who,
            amount.value or 0.0,
            amount.low,
            amount.high,
            text=_beside(amount),
        )
        for year, who, amount in points
    )
    return interval_chart(IntervalRequest(subject, unit, readings))


def _beside(amount: Amount) -> str:
    """Return the hedge and number that stand beside a mark; empty for an exact figure."""
    return "" if amount.qualifier in ("exact", "between") else say_amount(amount)
