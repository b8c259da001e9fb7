"""Files to take away: briefs, pictures, tables."""

from typing import Annotated, Literal

from fastapi import Query, Request, Response

from caspia.atlas.endpoints.asked import Asked, Good, Id, Words
from caspia.atlas.endpoints.network import Month, month_day
from caspia.atlas.endpoints.questions import Criterion, Form, Period, Place, known_then
from caspia.atlas.endpoints.sending import answered, file, router
from caspia.scenarios import FIRST_DAY, LAST_DAY

routes = router()

_CSV = "text/csv"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get(
    "/briefs/{a}/{b}.{ending}",
    responses=file("application/pdf", "text/html", "text/markdown", "application/json", _XLSX),
)
async def brief(
    request: Request,
    asked: Asked,
    a: Id,
    b: Id,
    ending: Literal["pdf", "html", "md", "json", "xlsx"],
) -> Response:
    """Give the brief on two parties as a file."""
    return await answered(request, asked.question("brief", a=a, b=b, ending=ending))


@routes.get("/pictures/network.{ending}", responses=file("image/svg+xml", "image/png"))
async def network_picture(
    request: Request, asked: Asked, ending: Literal["svg", "png"]
) -> Response:
    """Draw the network of a day."""
    return await answered(request, asked.question("network_picture", ending=ending))


@routes.get("/downloads/network.{ending}", responses=file("application/geo+json", _CSV, _XLSX))
async def network(
    request: Request, asked: Asked, ending: Literal["geojson", "csv", "xlsx"]
) -> Response:
    """Give the links of a day as a file."""
    return await answered(request, asked.question("network_file", ending=ending))


@routes.get("/downloads/timeline.csv", responses=file(_CSV))
async def timeline(
    request: Request,
    asked: Asked,
    from_: Annotated[Month, Query(alias="from")] = f"{FIRST_DAY:%Y-%m}",
    to: Month = f"{LAST_DAY:%Y-%m}",
) -> Response:
    """Give a line per change."""
    first, last = month_day(from_), month_day(to)
    return await answered(request, asked.question("timeline_file", first=first, last=last))


@routes.get("/downloads/routes.csv", responses=file(_CSV))
async def found_routes(
    request: Request,
    asked: Asked,
    from_: Annotated[Place, Query(alias="from")],
    to: Place,
    good: Good = "containers",
    by: Criterion = "time",
) -> Response:
    """Give a line per route."""
    question = asked.question("routes_file", origin=from_, destination=to, good=good, by=by)
    return await answered(request, question)


@routes.get("/downloads/ties.csv", responses=file(_CSV))
async def ties(
    request: Request,
    asked: Asked,
    period: Period,
    a: Words | None = None,
    b: Words | None = None,
    form: Form = "additive",
) -> Response:
    """Give a line per month of two parties, or per pair of all."""
    question = asked.question("ties_file", a=a, b=b, period=period, form=form)
    return await answered(request, question)


@routes.get("/downloads/mediators.csv", responses=file(_CSV))
async def mediators(request: Request, asked: Asked, a: Words, b: Words) -> Response:
    """Give a line per role and candidate."""
    return await answered(request, known_then(asked).question("mediators_file", a=a, b=b))


@routes.get("/downloads/promises.csv", responses=file(_CSV))
async def promises(
    request: Request, asked: Asked, by: Words | None = None, about: Words | None = None
) -> Response:
    """Give a line per promise."""
    return await answered(request, asked.question("promises_file", by=by, about=about))


@routes.get("/downloads/countries/{iso3}.csv", responses=file(_CSV))
async def country(request: Request, asked: Asked, iso3: Id) -> Response:
    """Give a line per figure, meeting and agreement of a state."""
    return await answered(request, asked.question("country_file", iso3=iso3))
