"""What reports of one year's trade come to where several tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Paragraph, Table
from caspia.briefs.sections.saying import full_year
from caspia.briefs.sections.tellings import party_name
from caspia.briefs.sections.wording import say_period
from caspia.ledger import period_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.briefs.document import Block, Text
    from caspia.briefs.page import Page
    from caspia.reconcile import Reconciled

_SERIES = "trade_turnover"
_LEAST_WEIGHT = 0.005
# Each year is a problem of its own and takes its time.
_MOST = 3
_NOTE = (
    "One interval for each quantity that several tell of, within one definition: no teller counts "
    "more than another, rounding costs nothing, and a bound only binds on its side. `caspia "
    "reconcile` shows the pull of each report and the odds of a gross error."
)


def reconciled_blocks(page: Page) -> list[Block]:
    """Return the table of what the turnover of full years between two states comes to.

    Only the latest years of two or more tellers are in it; empty where there is none, or a side
    is a bloc.
    """
    if not page.is_bilateral:
        return []
    lines = [_line(page, one) for one in _of_several(page)]
    if not lines:
        return []
    columns = (Column("Period"), Column("What"), Column("Comes to", "right"), Column("Reports"))
    caption = "What the reports come to, where several tell of one year"
    return [
        Table("trade-reconciled", caption, columns, tuple(lines)),
        Paragraph((_NOTE,)),
    ]


def _of_several(page: Page) -> Iterator[Reconciled]:
    """Yield the reconciled turnover of years of several tellers, the latest first."""
    from caspia.reconcile import reconcile_series

    for year in sorted(_years_told_twice(page), reverse=True)[:_MOST]:
        pair = (page.a.id, page.b.id)
        for one in reconcile_series(page.ledger, _SERIES, pair, year).quantities:
            quantity = one.quantity
            if period_label(quantity.start, quantity.end) == year and len(_tellers(one)) > 1:
                yield one


def _years_told_twice(page: Page) -> set[str]:
    """Return the full years whose turnover two or more tell of; only these need reconciling."""
    pair = {page.a.id, page.b.id}
    tellers: dict[str, set[str]] = {}
    for row in page.ledger.rows("observations", series=_SERIES, modality="actual"):
        if {row["subject"], row["partner"]} == pair and full_year(row) is not None:
            year = period_label(row["valid_from"], row["valid_to"])
            tellers.setdefault(year, set()).add(row["reporter"] or row.id)
    return {year for year, found in tellers.items() if len(found) > 1}


def _tellers(one: Reconciled) -> set[str]:
    return {report.teller for report in one.reports}


def _line(page: Page, one: Reconciled) -> tuple[Text, ...]:
    from caspia.reconcile import interval_text

    quantity = one.quantity
    what = page.name(quantity.series)
    ends = f"{page.name(quantity.subject)} \N{EN DASH} {page.name(quantity.partner)}"
    figure = page.figure(
        f"trade.reconciled.{one.id.partition(':')[2]}",
        interval_text(one),
        one.row_ids,
        f"Reconciled from {len(one.reports)} reports; opens as {one.id}.",
        one.amount,
    )
    scope = f" ({quantity.scope})" if quantity.scope else ""
    return (
        (say_period(quantity.start, quantity.end),),
        (f"{what}, {ends}{scope}",),
        (figure,),
        (_shares(page, one),),
    )


def _shares(page: Page, one: Reconciled) -> str:
    """Say whose figures weigh how much; those that weigh nothing agree with the others."""
    weights: dict[str, float] = {}
    for report in one.reports:
        weights[report.teller] = weights.get(report.teller, 0.0) + report.weight
    told = [
        f"{_teller(page, name)} {weight:.0%}"
        for name, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        if weight >= _LEAST_WEIGHT
    ]
    idle = len(weights) - len(told)
    return ", ".join(told) + (f", {idle} more without weight" if idle else "")


def _teller(page: Page, name: str) -> str:
    source = name.removeprefix("source ")
    return page.ledger.source(source).publisher if source != name else party_name(page, name)
