"""Links, nodes, states, pairs and corridors; search, and the tree of any number."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from caspia.atlas.endpoints.asked import Asked, Good, Id, Words
from caspia.atlas.endpoints.sending import answered, router, typed
from caspia.atlas.models.network import Corridors
from caspia.atlas.models.places import CorridorDetail, CountryDetail, Hits, LinkDetail, NodeDetail
from caspia.atlas.models.relations import BriefTold, WhyTold

routes = router()


@routes.get("/links/{link_id}", responses=typed(LinkDetail))
async def link(request: Request, asked: Asked, link_id: Id, good: Good = "containers") -> Response:
    """Tell all of a link: how it stood, its numbers, agreements, spells and figures."""
    return await answered(request, asked.question("link", link_id=link_id, good=good))


@routes.get("/nodes/{node_id}", responses=typed(NodeDetail))
async def node(request: Request, asked: Asked, node_id: Id, good: Good = "containers") -> Response:
    """Tell all of a node: its links, handling, prices, figures, projects."""
    return await answered(request, asked.question("node", node_id=node_id, good=good))


@routes.get("/countries/{iso3}", responses=typed(CountryDetail))
async def country(request: Request, asked: Asked, iso3: Id) -> Response:
    """Tell all of a state: ties, trade, visits, blocs, agreements, places."""
    return await answered(request, asked.question("country", iso3=iso3))


@routes.get("/pairs/{a}/{b}", responses=typed(BriefTold))
async def pair(request: Request, asked: Asked, a: Id, b: Id) -> Response:
    """Give the brief on two parties; known is what was out by the end of `as_of`, else of `on`."""
    return await answered(request, asked.question("pair", a=a, b=b))


@routes.get("/corridors", responses=typed(Corridors))
async def corridors(request: Request, asked: Asked) -> Response:
    """List the corridors with how many of their links pass."""
    return await answered(request, asked.question("corridors"))


@routes.get("/corridors/{corridor_id}", responses=typed(CorridorDetail))
async def corridor(request: Request, asked: Asked, corridor_id: Id) -> Response:
    """Tell all of a corridor: its links, what is broken, figures, agreements."""
    return await answered(request, asked.question("corridor", corridor_id=corridor_id))


@routes.get("/why/{asked_id:path}", responses=typed(WhyTold))
async def why(
    request: Request, asked: Asked, asked_id: Annotated[Id, Path(description="Any printed id")]
) -> Response:
    """Show the tree from an id to its rows, sources and whoever disagrees."""
    return await answered(request, asked.question("why", asked=asked_id))


@routes.get("/search", responses=typed(Hits))
async def search(
    request: Request, asked: Asked, q: Words, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> Response:
    """Find places, lines, parties, corridors, agreements, events and presets by name."""
    return await answered(request, asked.question("search", q=q, limit=limit))
