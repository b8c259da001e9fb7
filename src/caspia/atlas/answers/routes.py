"""Routes from one place to another, with the names of all they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.ledger import name_of
from caspia.network import find_routes
from caspia.network.route_exports import routes_as_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.atlas.answers.knowledge import View
    from caspia.network import Routes


def routes(view: View, *, origin: str, destination: str, good: str, by: str) -> dict[str, Any]:
    """Return the routes of a good, or what closes the way.

    Raises
    ------
    UnknownNameError
        There is no such place, good or criterion.
    BadInputError
        Both places are one.
    """
    found = found_routes(view, origin, destination, good, by)
    ids = sorted(set(_touched(found)))
    names = {one: name_of(view.ledger, one) for one in ids}
    return routes_as_plain(view.ledger, found) | {"on": view.on, "names": names}


def found_routes(view: View, origin: str, destination: str, good: str, by: str) -> Routes:
    """Return the routes on the day of a view."""
    return find_routes(view.network, origin, destination, good, by)


def _touched(found: Routes) -> Iterator[str]:
    for route in found.routes:
        yield from (route.corridor, *route.states, *route.links)
        yield from (node for leg in route.legs for node in (leg.start, leg.end))
        yield from (one.agreement_id for one in route.depends_on)
        yield from (one.state for one in route.reservations)
    for quote in (one.quote for one in found.quoted):
        yield from filter(None, (quote.corridor, quote.origin, quote.destination))
    for one in found.closed_by:
        yield from (*one.causes, *one.opens)
    points = found.single_points
    yield from (*points.states, *points.nodes, *points.links, *points.agreements)
