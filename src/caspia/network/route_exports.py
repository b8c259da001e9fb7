"""Routes as plain values and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from caspia.ledger import provenance

if TYPE_CHECKING:
    from caspia.ledger import Ledger
    from caspia.network.beside import Beside
    from caspia.network.journey import Leg, Route, Routes
    from caspia.network.places import Place

_CSV = (
    "corridor",
    "cost_usd_per_t",
    "cost_low_usd_per_t",
    "cost_high_usd_per_t",
    "time_median_h",
    "time_p90_h",
    "co2_kg_per_t",
    "length_km",
    "states",
    "links",
    "agreements",
    "restricted",
    "on_paper",
    "assumed",
)


def routes_as_plain(ledger: Ledger, found: Routes) -> dict[str, Any]:
    """Return routes as plain values, in hours, US dollars and kilograms per tonne."""
    points = found.single_points
    return {
        "origin": _place(found.origin),
        "destination": _place(found.destination),
        "good": found.good,
        "by": found.by,
        "routes": [_route(route) for route in found.routes],
        "corridors": [
            {"corridor": route.corridor, "route": found.routes.index(route)}
            for route in found.by_corridor
        ],
        "quoted": [_quote(one) for one in found.quoted],
        "single_points": {
            "states": points.states,
            "nodes": points.nodes,
            "links": points.links,
            "agreements": points.agreements,
        },
        "closed_by": [
            {"causes": one.causes, "says": one.says, "opens": one.opens} for one in found.closed_by
        ],
        "provenance": provenance(ledger, found.on),
    }


def routes_as_csv(found: Routes) -> str:
    """Return a line per route."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_CSV)
    for route in found.routes:
        cost, time = route.cost_usd_per_t, route.time_h
        writer.writerow(
            (
                route.corridor,
                *(round(usd, 2) for usd in (cost.value, cost.low, cost.high)),
                *(round(hours, 1) for hours in (time.median, time.p90)),
                round(route.co2_kg_per_t, 2),
                round(route.length_km, 1),
                ";".join(route.states),
                ";".join(route.links),
                ";".join(one.agreement_id for one in route.depends_on),
                ";".join(route.restricted),
                str(route.on_paper).lower(),
                round(route.assumed, 3),
            )
        )
    return stream.getvalue()


def _place(place: Place) -> dict[str, Any]:
    return {
        "node_id": place.node_id,
        "name": place.name,
        "country": place.country,
        "stands_for": place.stands_for or None,
    }


def _quote(one: Beside) -> dict[str, Any]:
    from caspia.amounts import format_amount

    quote = one.quote
    modelled = None if one.low is None or one.high is None else [one.low, one.high]
    return {
        "row_id": quote.row_id,
        "what": quote.what,
        "corridor": quote.corridor or None,
        "from": quote.origin,
        "to": quote.destination,
        "period": quote.period or None,
        "days_apart": quote.days_apart,
        "as_printed": quote.as_printed or None,
        "printed": format_amount(quote.printed),
        "unit": quote.printed.unit,
        "estimate": [quote.estimate.low, quote.estimate.high],
        "scaled_by": round(quote.factor, 4),
        "modelled": modelled and [round(value, 2) for value in modelled],
        "sources": quote.sources,
        "says": quote.says or None,
    }


def _route(route: Route) -> dict[str, Any]:
    cost = route.cost_usd_per_t
    return {
        "corridor": route.corridor,
        "name": route.name,
        "cost_usd_per_t": round(cost.value, 2),
        "cost_interval_usd_per_t": [round(cost.low, 2), round(cost.high, 2)],
        "time_h": {"median": round(route.time_h.median, 1), "p90": round(route.time_h.p90, 1)},
        "co2_kg_per_t": round(route.co2_kg_per_t, 2),
        "length_km": round(route.length_km, 1),
        "states": route.states,
        "borders": route.borders,
        "seas": route.seas,
        "legs": [_leg(leg) for leg in route.legs],
        "depends_on": [
            {"agreement_id": one.agreement_id, "title": one.title, "links": one.links}
            for one in route.depends_on
        ],
        "restricted": route.restricted,
        "reservations": [
            {
                "permission_id": one.permission_id,
                "state": one.state,
                "standing": one.standing,
                "concerns": one.concerns or None,
                "on_paper": one.on_paper,
                "refusing_percent": one.refusing,
                "added_cost_usd_per_t": one.added_cost_usd_per_t.value,
                "held_percent": one.held,
                "why": one.why,
            }
            for one in route.reservations
        ],
        "on_paper": route.on_paper,
        "assumed": round(route.assumed, 3),
        "indicative": route.indicative,
    }


def _leg(leg: Leg) -> dict[str, Any]:
    return {
        "from": leg.start,
        "to": leg.end,
        "mode": leg.mode,
        "links": leg.links,
        "length_km": round(leg.length_km, 1),
        "service_h": round(leg.service_h, 1),
        "dwell_h": round(leg.dwell_h, 1),
        "cost_usd_per_t": round(leg.cost_usd_per_t, 2),
        "co2_kg_per_t": round(leg.co2_kg_per_t, 2),
        "rows": leg.rows,
    }
