"""Routes as a table for people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caspia.cli.terminal import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from caspia.ledger import Ledger
    from caspia.network import Beside, Leg, Place, Reservation, Route, Routes

    Names = Callable[[str], str]

_DAY_H = 24
_MOST_QUOTES = 12
_LINES = {"time": "time", "cost": "cost", "co2": "CO2", "risk": "risk of delay"}


def print_routes(ledger: Ledger, found: Routes) -> None:
    """Print the best route of each corridor, the others, the legs of the first, what all share."""
    console = terminal()
    names = partial(_short_name, ledger)
    console.print(_title(found), highlight=False)
    if not found.routes:
        _print_closed(console, found)
        _print_quoted(console, names, found)
        return
    best = found.by_corridor
    _print_ways(console, names, "By corridor", best)
    others = tuple(route for route in found.routes if route not in best)
    if others:
        _print_ways(console, names, "Others that differ", others)
    _print_quoted(console, names, found)
    _print_legs(console, names, found.routes[0])
    for line in _remarks(names, found):
        console.print(line, highlight=False)


def _short_name(ledger: Ledger, row_id: str) -> str:
    """Return the name of a place without what stands in brackets or behind a stroke."""
    from caspia.ledger import name_of

    return name_of(ledger, row_id).partition(" (")[0].partition("/")[0]


def _title(found: Routes) -> str:
    ends = " to ".join(_spoken(place) for place in (found.origin, found.destination))
    return f"[bold]{ends}[/bold]: {found.good} on {found.on}, least {_LINES[found.by]} first"


def _spoken(place: Place) -> str:
    return f"{place.name} (for {place.stands_for})" if place.stands_for else place.name


def _print_ways(console: Console, names: Names, title: str, routes: tuple[Route, ...]) -> None:
    from rich.table import Table

    drawn = Table(
        box=None,
        header_style="bold",
        pad_edge=False,
        padding=(0, 2, 0, 0),
        title=title,
        title_justify="left",
    )
    drawn.add_column("corridor", ratio=4, overflow="fold")
    for name in ("days", "9 in 10 under", "USD/t", "kg CO2/t", "km"):
        drawn.add_column(name, justify="right", no_wrap=True)
    drawn.add_column("through", ratio=5, overflow="fold")
    drawn.add_column("assumed", justify="right")
    drawn.add_column("remarks", ratio=5, overflow="fold")
    for route in routes:
        drawn.add_row(*_cells(names, route))
    console.print()
    console.print(drawn)


def _cells(names: Names, route: Route) -> Iterator[str]:
    cost = route.cost_usd_per_t
    yield route.name
    yield f"{route.time_h.median / _DAY_H:.1f}"
    yield f"{route.time_h.p90 / _DAY_H:.1f}"
    yield f"{cost.value:.0f} ({cost.low:.0f}-{cost.high:.0f})"
    yield f"{route.co2_kg_per_t:.0f}"
    yield f"{route.length_km:.0f}"
    yield ", ".join(map(names, _turns(route)))
    yield f"{route.assumed:.0%}"
    yield "; ".join(_cautions(names, route))


def _turns(route: Route) -> list[str]:
    """Return the ends and the places where something is done on the way."""
    return list(dict.fromkeys(node for leg in route.legs for node in (leg.start, leg.end)))


def _cautions(names: Names, route: Route) -> Iterator[str]:
    if route.on_paper:
        barred = dict.fromkeys(one.state for one in route.reservations if one.on_paper)
        yield f"on paper only ({', '.join(map(names, barred))})"
    yield from (_met(names, one) for one in route.reservations if not one.on_paper)
    if route.restricted:
        yield f"restricted: {', '.join(map(names, route.restricted))}"
    if route.depends_on:
        yield f"rests on {', '.join(names(one.agreement_id) for one in route.depends_on)}"
    if route.indicative:
        yield "indicative"


def _met(names: Names, one: Reservation) -> str:
    """Say what cargo meets in a state, in a few words."""
    state = names(one.state)
    who = f"{state} for {one.concerns}" if one.concerns else state
    said = [] if one.standing == "permitted" else [one.standing]
    if one.refusing:
        said.append(f"{one.refusing:.0f} % of shippers refuse")
    if one.added_cost_usd_per_t.value:
        said.append(f"adds {one.added_cost_usd_per_t.value:.0f} USD/t")
    return f"{who}: {', '.join(said)}"


def _print_quoted(console: Console, names: Names, found: Routes) -> None:
    """Print what sources quote, nearest first, beside what is modelled for the same corridor."""
    from rich.table import Table

    if not found.quoted:
        console.print("\nNothing is quoted for these places or near them.", highlight=False)
        return
    drawn = Table(
        box=None,
        header_style="bold",
        pad_edge=False,
        padding=(0, 2, 0, 0),
        title="Quoted, beside modelled",
        title_justify="left",
    )
    for name, ratio in (("corridor", 3), ("from and to", 3), ("when", 2), ("as printed", 3)):
        drawn.add_column(name, ratio=ratio, overflow="fold")
    for name, ratio in (("for this pair", 3), ("modelled", 3), ("source", 4), ("remarks", 6)):
        drawn.add_column(name, ratio=ratio, overflow="fold")
    for one in found.quoted[:_MOST_QUOTES]:
        drawn.add_row(*_quote_cells(names, one))
    console.print()
    console.print(drawn)
    left = len(found.quoted) - _MOST_QUOTES
    if left > 0:
        console.print(f"{left} more, further off, by --json.", highlight=False)


def _quote_cells(names: Names, one: Beside) -> Iterator[str]:
    from caspia.amounts import format_amount

    quote = one.quote
    yield names(quote.corridor) if quote.corridor else ""
    yield f"{names(quote.origin)}, {names(quote.destination)}"
    yield quote.period or "undated"
    yield format_amount(quote.printed)
    yield "" if quote.factor == 1 else format_amount(quote.estimate)
    yield _modelled(one)
    yield ", ".join(quote.sources)
    yield quote.says


def _modelled(one: Beside) -> str:
    """Return the range of the model in the unit of the quote, to three digits."""
    from caspia.amounts import Amount, format_amount

    if one.low is None or one.high is None:
        return "no route" if one.quote.corridor else ""
    low, high = (float(f"{value:.3g}") for value in (one.low, one.high))
    unit = one.quote.printed.unit
    return format_amount(Amount.of(None, unit, "between", low=low, high=high))


def _print_legs(console: Console, names: Names, route: Route) -> None:
    from rich.table import Table

    drawn = Table(
        box=None,
        header_style="bold",
        pad_edge=False,
        padding=(0, 2, 0, 0),
        title=f"Legs of the first, {route.name}",
        title_justify="left",
    )
    for name in ("from", "to", "by"):
        drawn.add_column(name)
    for name in ("km", "hours under way", "hours waiting", "USD/t"):
        drawn.add_column(name, justify="right")
    for leg in route.legs:
        drawn.add_row(*_leg_cells(names, leg))
    console.print()
    console.print(drawn)


def _leg_cells(names: Names, leg: Leg) -> Iterator[str]:
    yield names(leg.start)
    yield names(leg.end) if leg.moves else ""
    yield leg.mode.replace("_", " ")
    yield f"{leg.length_km:.0f}" if leg.moves else ""
    yield f"{leg.service_h:.0f}" if leg.moves else ""
    yield f"{leg.dwell_h:.0f}"
    yield f"{leg.cost_usd_per_t:.0f}"


def _remarks(names: Names, found: Routes) -> Iterator[str]:
    points = found.single_points
    shared = [
        f"{kind} {', '.join(map(names, some))}"
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
