"""Write the examples of docs/routes.md from the reference ledger.

Run from the root of the repository: ``python -m tools.document_routes``.
"""

from __future__ import annotations

import csv
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import caspia
from caspia.amounts import Amount, format_amount
from caspia.network import Network, centrality, find_routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Ledger
    from caspia.network import Band, Beside, Route, Routes

PAGE = Path(__file__).parents[1] / "docs" / "routes.md"
RULES = Path(__file__).parents[1] / "src" / "caspia" / "network" / "corridor_rules.csv"
ORIGIN, DESTINATION, DAY, BY = "khorgos", "constanta", "2023-07-01", "cost"
CUT = ("igdir", "nakhchivan", "natural_gas", "2025-01-01")
DAYS = ("2021-07-01", "2023-07-01", "2025-10-15")
_DAY_H = 24


def parts(ledger: Ledger) -> dict[str, str]:
    """Return the text of every part of the page that is worked out, by its mark."""
    found = find_routes(Network.on(ledger, DAY), ORIGIN, DESTINATION, by=BY)
    return {
        "example": "\n".join(corridor_lines(found)),
        "legs": "\n".join(leg_lines(middle(found))),
        "quoted": "\n".join(quoted_lines(found)),
        "cut": "\n".join(cut_lines(ledger)),
        "rules": "\n".join(rule_lines()),
        "centrality": "\n".join(centrality_lines(ledger)),
    }


def page_anew(page: str, ledger: Ledger) -> str:
    """Return the page with its parts worked out again."""
    for mark, text in parts(ledger).items():
        before, start, rest = page.partition(f"<!-- {mark}: start -->\n")
        _, end, after = rest.partition(f"<!-- {mark}: end -->")
        if not (start and end):
            raise SystemExit(f"{PAGE.name} has no part marked {mark}. It needs one.")
        page = f"{before}{start}\n{text}\n\n{end}{after}"
    return page


def middle(found: Routes) -> Route:
    """Return the best route of the Middle Corridor."""
    return next(route for route in found.routes if route.corridor == "MIDDLE")


def corridor_lines(found: Routes) -> Iterator[str]:
    """Yield a line per corridor."""
    yield from _head("corridor", "days", "nine in ten under", "USD/t", "kg CO2/t", "km", "assumed")
    for route in found.by_corridor:
        cost = route.cost_usd_per_t
        paper = " (on paper only)" if route.on_paper else ""
        yield _row(
            f"{route.name}{paper}",
            f"{route.time_h.median / _DAY_H:.1f}",
            f"{route.time_h.p90 / _DAY_H:.1f}",
            f"{cost.value:.0f} ({cost.low:.0f}–{cost.high:.0f})",
            f"{route.co2_kg_per_t:.0f}",
            f"{route.length_km:,.0f}",
            f"{route.assumed:.0%}",
        )


def leg_lines(route: Route) -> Iterator[str]:
    """Yield a line per leg."""
    yield from _head("from", "to", "by", "km", "hours under way", "hours waiting", "USD/t")
    for leg in route.legs:
        moving = (f"{leg.length_km:.0f}", f"{leg.service_h:.0f}") if leg.moves else ("", "")
        ends = leg.start, leg.end if leg.moves else ""
        mode = leg.mode.replace("_", " ")
        yield _row(*ends, mode, *moving, f"{leg.dwell_h:.0f}", f"{leg.cost_usd_per_t:.0f}")


def quoted_lines(found: Routes) -> Iterator[str]:
    """Yield a line per quote."""
    yield from _head("corridor", "from and to", "when", "as printed", "for this pair", "modelled")
    for one in found.quoted:
        quote = one.quote
        yield _row(
            quote.corridor,
            f"{quote.origin}, {quote.destination}",
            quote.period or "undated",
            format_amount(quote.printed),
            "" if quote.factor == 1 else format_amount(quote.estimate),
            _modelled(one),
        )


def cut_lines(ledger: Ledger) -> Iterator[str]:
    """Yield what cut a way, and what would make one."""
    origin, destination, good, day = CUT
    found = find_routes(Network.on(ledger, day), origin, destination, good)
    for one in found.closed_by:
        for cause, says in zip(one.causes, one.says, strict=True):
            yield f"- {says} (`{cause}`)"


def rule_lines() -> Iterator[str]:
    """Yield a line per rule that names a corridor."""
    yield from _head("corridor", "has", "has not", "which is")
    with RULES.open(encoding="utf-8", newline="") as stream:
        for rule in csv.DictReader(stream):
            yield _row(f"`{rule['corridor_id']}`", rule["all"], rule["none"], rule["why"])


def centrality_lines(ledger: Ledger) -> Iterator[str]:
    """Yield a line per day and criterion."""
    yield from _head(
        "day", "least", "routes that cross Azerbaijan", "left without a route", "lost by the others"
    )
    for day, by in chain.from_iterable(((day, "time"), (day, "cost")) for day in DAYS):
        one = centrality(Network.on(ledger, day), "AZE", by=by)
        lost = (
            _band(one.lost, 1 / _DAY_H, " days") if by == "time" else _band(one.lost, 1, " USD/t")
        )
        yield _row(day, by, _band(one.share, 100, " %"), f"{one.cut:.0%}", lost)


def _band(band: Band, scale: float, unit: str) -> str:
    median, low, high = (scale * value for value in (band.median, band.low, band.high))
    return f"{median:.0f}{unit} ({low:.0f} to {high:.0f})"


def _modelled(one: Beside) -> str:
    if one.low is None or one.high is None:
        return "no route"
    low, high = (float(f"{value:.3g}") for value in (one.low, one.high))
    return format_amount(Amount.of(None, one.quote.printed.unit, "between", low=low, high=high))


def _head(*titles: str) -> Iterator[str]:
    yield _row(*titles)
    yield _row(*("---" for _ in titles))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page_anew(PAGE.read_text(encoding="utf-8"), caspia.open()), encoding="utf-8")


if __name__ == "__main__":
    main()
