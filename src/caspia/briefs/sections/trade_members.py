"""Trade of two sides by pair of states: what is told of each pair, and the sum of a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.amounts import Amount, format_amount, format_interval, same_dimension, sum_of
from caspia.briefs.sections.mirror import mirror_of, year_mirrors
from caspia.briefs.sections.saying import full_year, latest_first, period_key, say_row_period
from caspia.briefs.sections.tellings import spread_of
from caspia.briefs.sections.trade_rows import Flow, levels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.briefs.page import Page
    from caspia.briefs.sections.mirror import Mirror
    from caspia.ledger import Row

Pair = tuple[str, str]
SUM_UNIT = "MUSD"


@dataclass(frozen=True, slots=True)
class MemberSum:
    """The turnover of a year over all pairs.

    Attributes
    ----------
    amount : Amount
        A lower bound with the names of the missing pairs, where there are any.
    counted : tuple of str
        Names of the pairs that have a turnover in US dollars.
    rows : tuple of str
        Rows of their figures.
    how : str
        What was added.
    """

    amount: Amount
    counted: tuple[str, ...]
    rows: tuple[str, ...]
    how: str


class Members:
    """Trade of every pair of states of a page.

    Parameters
    ----------
    page : Page
        With at least one bloc.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._flows: dict[Pair, Mapping[Flow, list[Row]]] = {}
        self._years: dict[Pair, Mapping[int, Mapping[Flow, Mirror]]] = {}
        for pair in page.pairs:
            self._flows[pair] = levels(page, *pair)
            self._years[pair] = year_mirrors(page, self._flows[pair], f"{pair[0]}-{pair[1]}.")

    @property
    def years(self) -> tuple[int, ...]:
        """Full years for which the turnover of some pair is told, the latest first."""
        told = {
            year for pair, years in self._years.items() for year in years if self.told(pair, year)
        }
        return tuple(sorted(told, reverse=True))

    def told(self, pair: Pair, year: int) -> Mirror | None:
        """Return what is told of the turnover of a pair in a year; None for nothing."""
        mirrors = self._years[pair].get(year, {})
        return next((mirror for flow, mirror in mirrors.items() if flow.both_ways), None)

    def latest_besides(self, pair: Pair, year: int) -> tuple[str, Mirror] | None:
        """Return the latest turnover of a pair that is not of the year, with its period."""
        flow = Flow(*pair, both_ways=True)
        rows = [row for row in self._flows[pair][flow] if full_year(row) != year]
        if not rows:
            return None
        latest = max(rows, key=lambda row: (latest_first(row), row.id))
        same = [row for row in rows if period_key(row) == period_key(latest)]
        mirror = mirror_of(self._page, flow, f"{pair[0]}-{pair[1]}.latest", same)
        return (say_row_period(latest), mirror) if mirror.told else None

    def name(self, pair: Pair) -> str:
        """Name a pair, by its member where the other side is one state."""
        page = self._page
        if page.a.is_state:
            return page.name(pair[1])
        if page.b.is_state:
            return page.name(pair[0])
        return f"{page.name(pair[0])} and {page.name(pair[1])}"

    def sum(self, year: int) -> MemberSum | None:
        """Return the sum of a year; None where no pair has a turnover in US dollars."""
        amounts: dict[str, Amount] = {}
        rows: list[str] = []
        for pair in sorted(self._page.pairs, key=self.name):
            mirror = self.told(pair, year)
            amount = _in_dollars(mirror) if mirror else None
            amounts[self.name(pair)] = amount or Amount.unknown(SUM_UNIT)
            rows += mirror.ids if mirror and amount else ()
        counted = {name: amount for name, amount in amounts.items() if amount.is_known}
        if not counted:
            return None
        total = sum_of(list(amounts.values()), list(amounts))
        parts = ", ".join(f"{name} {format_amount(amount)}" for name, amount in counted.items())
        how = (
            f"Computed: the sum of {parts}, each from the lowest to the highest that is told; "
            f"stands for {format_interval(total)}."
        )
        return MemberSum(total, tuple(counted), tuple(rows), how)


def _in_dollars(mirror: Mirror) -> Amount | None:
    tellings = [
        telling
        for group in mirror.told.values()
        for telling in group
        if same_dimension(telling.amount.unit, SUM_UNIT)
    ]
    return spread_of(tellings) if tellings else None
