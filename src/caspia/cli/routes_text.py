"""Routes as a table for people, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from caspia.cli.answers import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from caspia.ledger import Ledger
    from caspia.network import Beside, Leg, Place, Reservation, Route, Routes

_DAY_H = 24
_MOST_QUOTES = 12
_LINES = {"time": "time", "cost": "cost", "co2": "CO2", "risk": "risk of delay"}
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


def print_routes(found: Routes) -> None:
    """Print the best route of each corridor, the others, the legs of the first, what all share."""
    from rich.console import Console  # noqa: PLC0415

    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    console.print(_title(found), highlight=False)
    if not found.routes:
        _print_closed(console, found)
        _print_quoted(console, found)
        return
    best = found.by_corridor
    _print_ways(console, "By corridor", best)
    others = tuple(route for route in found.routes if route not in best)
    if others:
        _print_ways(console, "Others that differ", others)
    _print_quoted(console, found)
    _print_legs(console, found.routes[0])
    for line in _remarks(found):
        console.print(line, highlight=False)


def routes_as_json(ledger: Ledger, found: Routes) -> str:
    """Return routes as JSON, in hours, US dollars and kilograms per tonne."""
    from caspia.ledger import provenance  # noqa: PLC0415

    points = found.single_points
    answer = {
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
    return as_json(answer)


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


def _title(found: Routes) -> str:
    ends = " to ".join(_spoken(place) for place in (found.origin, found.destination))
    return f"[bold]{ends}[/bold]: {found.good} on {found.on}, least {_LINES[found.by]} first"


def _spoken(place: Place) -> str:
    return f"{place.name} (for {place.stands_for})" if place.stands_for else place.name


def _print_ways(console: Console, title: str, routes: tuple[Route, ...]) -> None:
    from rich.table import Table  # noqa: PLC0415

    grid = Table(
        box=None,
        header_style="bold",
        pad_edge=False,
        padding=(0, 2, 0, 0),
        title=title,
        title_justify="left",
    )
    grid.add_column("corridor", ratio=4, overflow="fold")
    for name in ("days", "9 in 10 under", "USD/t", "kg CO2/t", "km"):
        grid.add_column(name, justify="right", no_wrap=True)
    grid.add_column("through", ratio=5, overflow="fold")
    grid.add_column("assumed", justify="right")
    grid.add_column("remarks", ratio=5, overflow="fold")
    for route in routes:
        grid.add_row(*_cells(route))
    console.print()
    console.print(grid)


def _cells(route: Route) -> Iterator[str]:
    cost = route.cost_usd_per_t
    yield route.name
    yield f"{route.time_h.median / _DAY_H:.1f}"
    yield f"{route.time_h.p90 / _DAY_H:.1f}"
    yield f"{cost.value:.0f} ({cost.low:.0f}-{cost.high:.0f})"
    yield f"{route.co2_kg_per_t:.0f}"
    yield f"{route.length_km:.0f}"
    yield ", ".join(_turns(route))
    yield f"{route.assumed:.0%}"
    yield "; ".join(_cautions(route))


def _turns(route: Route) -> list[str]:
    """Return the ends and the places where something is done on the way."""
    return list(dict.fromkeys(node for leg in route.legs for node in (leg.start, leg.end)))


def _cautions(route: Route) -> Iterator[str]:
    if route.on_paper:
        barred = dict.fromkeys(one.state for one in route.reservations if one.on_paper)
        yield f"on paper only ({', '.join(barred)})"
    yield from (_met(one) for one in route.reservations if not one.on_paper)
    if route.restricted:
        yield f"restricted: {', '.join(route.restricted)}"
    if route.depends_on:
        yield f"rests on {', '.join(one.agreement_id for one in route.depends_on)}"
    if route.indicative:
        yield "indicative"


def _met(one: Reservation) -> str:
    """Say what cargo meets in a state, in a few words."""
    who = f"{one.state} for {one.concerns}" if one.concerns else one.state
    said = [] if one.standing == "permitted" else [one.standing]
    if one.refusing:
        said.append(f"{one.refusing:.0f} % of shippers refuse")
    if one.added_cost_usd_per_t.value:
        said.append(f"adds {one.added_cost_usd_per_t.value:.0f} USD/t")
    return f"{who}: {', '.join(said)}"


def _print_quoted(console: Console, found: Routes) -> None:
    """Print what sources quote, nearest first, beside what is modelled for the same corridor."""
    from rich.table import Table  # noqa: PLC0415

    if not found.quoted:
        console.print("\nNothing is quoted for these places or near them.", highlight=False)
        return
    grid = Table(
        box=None,
        header_style="bold",
        pad_edge=False,
        padding=(0, 2, 0, 0),
        title="Quoted, beside modelled",
        title_justify="left",
    )
    for name, ratio in (("corridor", 3), ("from and to", 3), ("when", 2), ("as printed", 3)):
        grid.add_column(name, ratio=ratio, overflow="fold")
    for name, ratio in (("for this pair", 3), ("modelled", 3), ("source", 4), ("remarks", 6)):
        grid.add_column(name, ratio=ratio, overflow="fold")
    for one in found.quoted[:_MOST_QUOTES]:
        grid.add_row(*_quote_cells(one))
    console.print()
    console.print(grid)
    left = len(found.quoted) - _MOST_QUOTES
    if left > 0:
        console.print(f"{left} more, further off, by --json.", highlight=False)


def _quote_cells(one: Beside) -> Iterator[str]:
    from caspia.amounts import format_amount  # noqa: PLC0415

    quote = one.quote
    yield quote.corridor
    yield f"{quote.origin}, {quote.destination}"
    yield quote.period or "undated"
    yield format_amount(quote.printed)
    yield "" if quote.factor == 1 else format_amount(quote.estimate)
    yield _modelled(one)
    yield ", ".join(quote.sources)
    yield quote.says


def _modelled(one: Beside) -> str:
    """Return the range of the model in the unit of the quote, to three digits."""
    from caspia.amounts import Amount, format_amount  # noqa: PLC0415

    if one.low is None or one.high is None:
        return "no route" if one.quote.corridor else ""
    low, high = (float(f"{value:.3g}") for value in (one.low, one.high))
    unit = one.quote.printed.unit
    return format_amount(Amount.of(None, unit, "between", low=low, high=high))


def _print_legs(console: Console, route: Route) -> None:
    from rich.table import Table  # noqa: PLC0415

    grid = Table(
        box=None,
        header_style="bold",
        pad_edge=False,
        padding=(0, 2, 0, 0),
        title=f"Legs of the first, {route.name}",
        title_justify="left",
    )
    for name in ("from", "to", "by"):
        grid.add_column(name)
    for name in ("km", "hours under way", "hours waiting", "USD/t"):
        grid.add_column(name, justify="right")
    for leg in route.legs:
        grid.add_row(*_leg_cells(leg))
    console.print()
    console.print(grid)


def _leg_cells(leg: Leg) -> Iterator[str]:
    yield leg.start
    yield leg.end if leg.moves else ""
    yield leg.mode.replace("_", " ")
    yield f"{leg.length_km:.0f}" if leg.moves else ""
    yield f"{leg.service_h:.0f}" if leg.moves else ""
    yield f"{leg.dwell_h:.0f}"
    yield f"{leg.cost_usd_per_t:.0f}"


def _remarks(found: Routes) -> Iterator[str]:
    points = found.single_points
    shared = [
        f"{kind} {', '.join(some)}"
        for kind, some in (
            ("the state" if len(points.states) == 1 else "the states", points.states),
            ("the place" if len(points.nodes) == 1 else "the places", points.nodes),
            (
                "the agreement" if len(points.agreements) == 1 else "the agreements",
                points.agreements,
            ),
        )
        if some
    ]
    yield ""
    yield f"Every way passes {' and '.join(shared)}." if shared else "No place is on every way."
    yield "Indicative: more than half of the hours rest on assumptions."


def _print_closed(console: Console, found: Routes) -> None:
    console.print("There is no way.", highlight=False)
    if not found.closed_by:
        console.print("No link of the ledger, open or closed, would make one.", highlight=False)
        return
    size = len(found.closed_by[0].causes)
    console.print(
        f"The least that would make one is {size} {'thing' if size == 1 else 'things together'}:"
        if len(found.closed_by) == 1
        else f"Any of these would make one; no fewer than {size} will:",
        highlight=False,
    )
    for one in found.closed_by:
        console.print(f"  {' and '.join(one.says)}", highlight=False)
        console.print(
            f"    ({', '.join(one.causes)}; opens {', '.join(one.opens)})", highlight=False
        )


def _place(place: Place) -> dict[str, Any]:
    return {
        "node_id": place.node_id,
        "name": place.name,
        "country": place.country,
        "stands_for": place.stands_for or None,
    }


def _quote(one: Beside) -> dict[str, Any]:
    from caspia.amounts import format_amount  # noqa: PLC0415

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
