"""Routes, ties, mediators, promises, and the figures of a text."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Query, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from caspia.atlas.endpoints.asked import FIRST, LAST, Asked, Good, Setting, Words, sound
from caspia.atlas.endpoints.sending import answered, router, sent, typed
from caspia.atlas.models.relations import (
    AllTies,
    CheckedTold,
    MediatorsTold,
    PromisesTold,
    RoutesTold,
    TiesTold,
)

routes = router()

Criterion = Literal["time", "cost", "co2", "risk"]
Form = Literal["additive", "geometric"]
Period = Annotated[
    str, Query(max_length=40, description="2024, 2024-05 or 2018..2025"), AfterValidator(sound)
]
Place = Annotated[Words, Query(description="A place by id, name or alias, or a state")]


@routes.get("/routes", responses=typed(RoutesTold))
async def find_routes(
    request: Request,
    asked: Asked,
    from_: Annotated[Place, Query(alias="from")],
    to: Place,
    good: Good = "containers",
    by: Criterion = "time",
) -> Response:
    """Find how a good gets from one place to another, or what closes the way."""
    question = asked.question("routes", origin=from_, destination=to, good=good, by=by)
    return await answered(request, question)


@routes.get("/ties", responses={200: {"model": TiesTold | AllTies}})
async def ties(
    request: Request,
    asked: Asked,
    period: Period,
    a: Words | None = None,
    b: Words | None = None,
    form: Form = "additive",
) -> Response:
    """Tell how close two parties are by month; without both, all pairs in the last month."""
    if a is None and b is None:
        return await answered(request, asked.question("all_ties", period=period, form=form))
    question = asked.question("ties", a=a or "", b=b or "", period=period, form=form)
    return await answered(request, question)


@routes.get("/mediators", responses=typed(MediatorsTold))
async def mediators(request: Request, asked: Asked, a: Words, b: Words) -> Response:
    """Rank who mediates and who hosts; known is what was out by the end of `as_of`, else `on`."""
    return await answered(request, known_then(asked).question("mediators", a=a, b=b))


def known_then(asked: Setting) -> Setting:
    """Return a setting in which nothing is known that was not out by its day."""
    return Setting(asked.on, asked.as_of or asked.on, asked.scenario)


@routes.get("/promises", responses=typed(PromisesTold))
async def promises(
    request: Request, asked: Asked, by: Words | None = None, about: Words | None = None
) -> Response:
    """List what was promised, and say what came of it."""
    return await answered(request, asked.question("promises", by=by, about=about))


TextDay = Annotated[date, Field(ge=FIRST, le=LAST)]


class TextAsked(BaseModel):
    """A text to check: plain or Markdown, and its day."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=200_000), AfterValidator(sound)]
    date: TextDay | None = None


@routes.post("/check", responses=typed(CheckedTold))
async def check(request: Request, asked: Asked, told: TextAsked) -> Response:
    """Say what is known of the figures, visits, offices and agreements that a text tells of."""
    setting = Setting(told.date or asked.given_day, asked.as_of, asked.scenario)
    # What people paste is not kept: it is theirs, and long.
    readers = request.app.state.service.readers
    return sent(request, await readers.ask(setting.question("check", text=told.text)))
