"""The map: what there is, the network of a day, changes by month."""

from datetime import date
from typing import Annotated

from fastapi import Query, Request, Response

from caspia.atlas.endpoints.asked import Asked, Good
from caspia.atlas.endpoints.sending import answered, router, typed
from caspia.atlas.models.network import Meta, NetworkTold, Timeline
from caspia.scenarios import FIRST_DAY, LAST_DAY

routes = router()

Month = Annotated[str, Query(pattern=r"^20(1[5-9]|2\d|30)-(0[1-9]|1[0-2])$")]
_FIRST, _LAST = f"{FIRST_DAY:%Y-%m}", f"{LAST_DAY:%Y-%m}"


@routes.get("/meta", responses=typed(Meta))
async def meta(request: Request, asked: Asked) -> Response:
    """Say what there is to ask for: days, goods, parties, corridors, presets."""
    return await answered(request, asked.question("meta"))


@routes.get("/network", responses=typed(NetworkTold))
async def network(
    request: Request, asked: Asked, good: Good = "containers", shape: bool = True
) -> Response:
    """Give the links as they stood on a day; with `shape` also where they and the nodes lie."""
    return await answered(request, asked.question("network", good=good, shape=shape))


@routes.get("/timeline", responses=typed(Timeline))
async def timeline(
    request: Request,
    asked: Asked,
    from_: Annotated[Month, Query(alias="from")] = _FIRST,
    to: Month = _LAST,
) -> Response:
    """Say what opened, closed or changed in each month, by which agreement, with its source."""
    first, last = month_day(from_), month_day(to)
    return await answered(request, asked.question("timeline", first=first, last=last))


def month_day(month: str) -> date:
    """Return the first day of a month."""
    return date.fromisoformat(f"{month}-01")
