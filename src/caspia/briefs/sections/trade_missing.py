"""What the ledger cannot tell about the trade of two parties, and what would fill it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.briefs.document import Missing
from caspia.briefs.sections.trade_rows import parts_between
from caspia.briefs.sections.wording import say_both, say_list, say_side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.briefs.page import Page
    from caspia.briefs.sections.mirror import Mirror
    from caspia.briefs.sections.trade_rows import Flow

YEARS_BACK = 5


def trade_missing(page: Page, mirrors: Mapping[int, Mapping[Flow, Mirror]]) -> list[Missing]:
    """Return what is missing of the turnover of the last five full years, of goods, and of rates.

    Parameters
    ----------
    page : Page
        The two parties.
    mirrors : mapping
        What is told of the two as a whole, by year.
    """
    last = (page.on + timedelta(days=1)).year - 1
    years = range(last - YEARS_BACK + 1, last + 1)
    found = _reporters(page, mirrors, years) if page.is_bilateral else _whole(page, mirrors, years)
    return [*found, *_goods(page), *_rates(mirrors)]


def _reporters(
    page: Page, mirrors: Mapping[int, Mapping[Flow, Mirror]], years: range
) -> list[Missing]:
    found = []
    for party in (page.a, page.b):
        silent = [year for year in years if party.id not in _turnover(mirrors, year)]
        if silent:
            found.append(
                Missing(
                    f"{party.name}'s own figure of the turnover for {_say(silent)}.",
                    f"Add the turnover of each year as {say_side(party)} reports it (observations: "
                    f"series trade_turnover, subject {page.a.id}, partner {page.b.id}, reporter "
                    f"{party.id}).",
                )
            )
    return found


def _whole(page: Page, mirrors: Mapping[int, Mapping[Flow, Mirror]], years: range) -> list[Missing]:
    silent = [year for year in years if not _turnover(mirrors, year)]
    if not silent:
        return []
    return [
        Missing(
            f"The turnover of {say_side(page.a)} with {say_side(page.b)} as one, for "
            f"{_say(silent)}.",
            "Add the turnover of each year with the other side as a whole (observations: series "
            f"trade_turnover, subject {page.a.id}, partner {page.b.id}).",
        )
    ]


def _goods(page: Page) -> list[Missing]:
    if parts_between(page):
        return []
    return [
        Missing(
            f"Which goods {say_both(page)} trade with each other.",
            "Add what one sends to the other of a good, in money or by "
            "weight (observations: series "
            "exports, imports, exports_mass or imports_mass, with a good).",
        )
    ]


def _rates(mirrors: Mapping[int, Mapping[Flow, Mirror]]) -> list[Missing]:
    mixed = [year for year, flows in mirrors.items() if _mixes(flows)]
    if not mixed:
        return []
    return [
        Missing(
            f"A common currency for the figures of {_say(sorted(mixed))}: they are printed in more "
            "than one, and amounts in different currencies are not compared here.",
            "Add the figures of that year in one currency (observations: unit).",
        )
    ]


def _mixes(flows: Mapping[Flow, Mirror]) -> bool:
    return any(len(mirror.currencies) > 1 for mirror in flows.values())


def _turnover(mirrors: Mapping[int, Mapping[Flow, Mirror]], year: int) -> Mapping[str, object]:
    mirror = next((m for flow, m in mirrors.get(year, {}).items() if flow.both_ways), None)
    return mirror.told if mirror else {}


def _say(years: list[int]) -> str:
    """Write ``2019 to 2023`` for years in a row, else each of them."""
    in_a_row = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]} to {years[-1]}" if in_a_row else say_list(str(year) for year in years)
