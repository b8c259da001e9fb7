"""One flow told by two reporters: a row of figures side by side, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from caspia.amounts import (
    Amount,
    agree,
    change,
    format_amount,
    format_interval,
    same_dimension,
    sum_of,
)
from caspia.briefs.sections.listing import joined
from caspia.briefs.sections.saying import full_year, say_percent
from caspia.briefs.sections.tellings import (
    UNNAMED,
    Telling,
    figures_of,
    party_name,
    spread_of,
    tellings_of,
)
from caspia.briefs.sections.trade_rows import by_reporter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from caspia.briefs.document import Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.at_odds import AtOdds
    from caspia.briefs.sections.trade_rows import Flow
    from caspia.ledger import Row


@dataclass(frozen=True, slots=True)
class Mirror:
    """What every reporter tells of one flow in one period.

    Attributes
    ----------
    flow : Flow
        What is traded.
    key : str
        Part of the keys of its figures: ``turnover.2023``.
    told : mapping of str to tuple of Telling
        By id of the reporter, the empty text for those not named.
    """

    flow: Flow
    key: str
    told: Mapping[str, tuple[Telling, ...]]

    @property
    def ids(self) -> tuple[str, ...]:
        """Rows of every telling."""
        tellings = (telling for group in self.told.values() for telling in group)
        return tuple(dict.fromkeys(row_id for telling in tellings for row_id in telling.ids))

    @property
    def currencies(self) -> tuple[str, ...]:
        """One unit for each currency of the tellings."""
        return currencies_of(telling for group in self.told.values() for telling in group)

    def cell(
        self, page: Page, reporter: str, mark: str = "; ", at_odds: AtOdds | None = None
    ) -> Text:
        """Return what one reporter tells; empty where that is nothing."""
        told, key = self.told.get(reporter, ()), self._figure_key(reporter)
        return figures_of(page, key, told, self.ids, mark=mark, at_odds=at_odds)

    def reporters(self, first: Sequence[str]) -> tuple[str, ...]:
        """Return who tells something: some first, then others by id, the unnamed last."""
        rest = sorted(set(self.told) - set(first), key=lambda name: (not name, name))
        return (*(name for name in first if name in self.told), *rest)

    def others(self, page: Page, named: Sequence[str], at_odds: AtOdds | None = None) -> Text:
        """Return what reporters beyond the named ones tell, each with the reporter."""
        return joined(
            figures_of(
                page,
                self._figure_key(name),
                self.told[name],
                self.ids,
                named=True,
                at_odds=at_odds,
            )
            for name in self.reporters(named)
            if name not in named
        )

    def _figure_key(self, reporter: str) -> str:
        return f"trade.{self.key}.{reporter or 'unnamed'}"

    def gap(self, page: Page) -> Text:
        """Return by how much the highest reporter exceeds the lowest, in percent of the lowest."""
        pair = widest_pair(self.told)
        if pair is None:
            return ()
        (low_name, low), (high_name, high) = pair
        apart = change(high, low)
        lower, higher = (party_name(page, name) or UNNAMED for name in (low_name, high_name))
        alike = agree(low, high) != "apart"
        text = "agree" if alike else say_percent(apart)
        rows = [
            row_id for name in (high_name, low_name) for t in self.told[name] for row_id in t.ids
        ]
        how = (
            f"Computed: {higher} tells {format_amount(high)} and {lower} {format_amount(low)}; "
            f"the higher exceeds the lower by {format_interval(apart)}."
        )
        return (page.figure(f"trade.{self.key}.gap", text, rows, how, apart),)


def mirror_of(page: Page, flow: Flow, key: str, rows: Iterable[Row]) -> Mirror:
    """Return what reporters tell of a flow in one period; unknown amounts are left out."""
    told = {name: tellings_of(page, group) for name, group in by_reporter(rows).items()}
    return Mirror(flow, key, {name: group for name, group in told.items() if group})


def year_mirrors(
    page: Page, flows: Mapping[Flow, Iterable[Row]], prefix: str = ""
) -> dict[int, dict[Flow, Mirror]]:
    """Return the mirrors of every full calendar year, the latest first.

    Where a reporter tells both directions of a year and no turnover, the turnover is their sum.

    Parameters
    ----------
    page : Page
        Where they are printed.
    flows : mapping
        Amounts by flow: turnover, one way and the other, in this order.
    prefix : str
        Put before the keys, for pages with several pairs: ``AZE-UZB.``.
    """
    by_year: dict[int, dict[Flow, list[Row]]] = {}
    for flow, rows in flows.items():
        for row in rows:
            year = full_year(row)
            if year is not None:
                by_year.setdefault(year, {}).setdefault(flow, []).append(row)
    found: dict[int, dict[Flow, Mirror]] = {}
    for year in sorted(by_year, reverse=True):
        mirrors = {
            flow: mirror_of(page, flow, f"{prefix}{flow.key()}.{year}", by_year[year].get(flow, ()))
            for flow in flows
        }
        summed = _with_sum(mirrors, f"{prefix}turnover.{year}")
        found[year] = {flow: mirror for flow, mirror in summed.items() if mirror.told}
    return {year: mirrors for year, mirrors in found.items() if mirrors}


def widest_pair(
    told: Mapping[str, tuple[Telling, ...]],
) -> tuple[tuple[str, Amount], tuple[str, Amount]] | None:
    """Return the two reporters furthest apart, the lower first; None where only one is there.

    Figures in different currencies are not compared.
    """
    every = [telling for group in told.values() for telling in group]
    pairs = [
        sorted(pair, key=lambda one: one[1].value or 0.0)
        for unit in currencies_of(every)
        for pair in combinations(_spreads(told, unit), 2)
    ]
    comparable = [(low, high) for low, high in pairs if (low[1].low or 0.0) > 0]
    return max(comparable, key=_distance, default=None)


def currencies_of(tellings: Iterable[Telling]) -> tuple[str, ...]:
    """Return one unit for each currency that tellings are in, in their order."""
    found: list[str] = []
    for telling in tellings:
        if not any(same_dimension(telling.amount.unit, unit) for unit in found):
            found.append(telling.amount.unit)
    return tuple(found)


def in_currency(tellings: Iterable[Telling], unit: str) -> tuple[Telling, ...]:
    """Return the tellings that are in the currency of a unit."""
    return tuple(telling for telling in tellings if same_dimension(telling.amount.unit, unit))


def _spreads(told: Mapping[str, tuple[Telling, ...]], unit: str) -> list[tuple[str, Amount]]:
    alike = {name: in_currency(group, unit) for name, group in told.items()}
    return [(name, spread_of(group)) for name, group in alike.items() if group]


def _distance(pair: tuple[tuple[str, Amount], tuple[str, Amount]]) -> float:
    (_, low), (_, high) = pair
    return change(high, low).value or 0.0


def _with_sum(mirrors: dict[Flow, Mirror], key: str) -> dict[Flow, Mirror]:
    """Add the turnover of reporters who tell both directions and no turnover."""
    both = next(flow for flow in mirrors if flow.both_ways)
    told = dict(mirrors[both].told)
    one, other = (mirrors[flow].told for flow in mirrors if not flow.both_ways)
    for reporter in one:
        # Two who are not named may be two different ones.
        if reporter and reporter not in told and reporter in other:
            summed = _sum(one[reporter], other[reporter])
            told |= {reporter: (summed,)} if summed else {}
    return mirrors | {both: Mirror(both, key, told)}


def _sum(one: tuple[Telling, ...], other: tuple[Telling, ...]) -> Telling | None:
    """Return the sum of both directions; None where they are not in one currency."""
    if len(currencies_of((*one, *other))) > 1:
        return None
    first, second = spread_of(one), spread_of(other)
    rows = tuple(row for telling in (*one, *other) for row in telling.rows)
    how = f"Computed: {format_amount(first)} one way and {format_amount(second)} the other."
    return Telling(rows, sum_of([first, second]), how)
