"""Quoted and modelled side by side: a figure of the ledger and that of the route it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.network.assumptions import assumption_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.network.journey import Route
    from caspia.network.quoted import Quote

_HOURS = {"h": 1.0, "d": 24.0}
_TONNES = {"USD_per_FEU": "feu_tonnes", "USD_per_TEU": "teu_tonnes"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A quote, and what the model says of its corridor, in the quote's unit.

    Of the routes of the corridor it is the quickest beside a time, and the cheapest beside a cost.

    Attributes
    ----------
    quote : Quote
        As published.
    low, high : float or None
        Of time, the median and what nine cases in ten stay under; of cost, the ends of its
        interval. None where the corridor has no route, or the unit says nothing of tonnes.
    """

    quote: Quote
    low: float | None
    high: float | None


def beside(quote: Quote, routes: Sequence[Route]) -> Beside:
    """Return a quote with what is modelled for its corridor; for a quote without one, for any.

    Parameters
    ----------
    quote : Quote
        As published.
    routes : sequence of Route
        The routes found.
    """
    fitting = [route for route in routes if quote.corridor in ("", route.corridor)]
    if not fitting:
        return Beside(quote, None, None)
    if quote.what == "time":
        return _time(quote, min(fitting, key=lambda route: route.time_h.median))
    return _cost(quote, min(fitting, key=lambda route: route.cost_usd_per_t.value))


def _time(quote: Quote, route: Route) -> Beside:
    hours = _HOURS.get(quote.printed.unit)
    if hours is None:
        return Beside(quote, None, None)
    return Beside(quote, route.time_h.median / hours, route.time_h.p90 / hours)


def _cost(quote: Quote, route: Route) -> Beside:
    unit, cost = quote.printed.unit, route.cost_usd_per_t
    if unit == "USD_per_t":
        return Beside(quote, cost.low, cost.high)
    if unit in _TONNES:
        tonnes = assumption_rows()[_TONNES[unit]].value
        return Beside(quote, cost.low * tonnes, cost.high * tonnes)
    return Beside(quote, None, None)
