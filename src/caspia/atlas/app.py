"""The application: addresses, what stands before them, and how faults are told."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from caspia import __version__
from caspia.atlas.answers.content import Refusal, told_of
from caspia.atlas.endpoints import files, jobs, network, page, places, questions
from caspia.atlas.guard import Guard
from caspia.atlas.readers import TooManyError
from caspia.errors import CaspiaError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection
    from pathlib import Path

    from caspia.atlas.service import Service

API = "/api/v1"
_BUSY = "The server is busy: many questions wait already. Ask again in some seconds."
_FAULT = "This is a fault of ours. Report what you asked, with the lines the server printed."
# Room for what stands around the text in its JSON.
_AROUND = 4096

logger = logging.getLogger(__name__)


def create_app(
    service: Service,
    built: Path | None,
    *,
    hosts: Collection[str] = (),
    any_address: bool = False,
    warm: bool = True,
) -> FastAPI:
    """Return the application of a server.

    Parameters
    ----------
    service : Service
        What it answers from; closed when the application ends.
    built : Path or None
        Folder of the built page; None for the API alone.
    hosts : collection of str
        Names it is reached under beside the local ones.
    any_address : bool
        Whether it is reached under any address in numbers.
    warm : bool
        Whether it works out what is asked for most before anybody asks.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.jobs.start()
        if warm:
            service.start_warming()
        try:
            yield
        finally:
            await service.close()

    app = FastAPI(
        title="caspia atlas",
        version=__version__,
        summary="How Azerbaijan and Central Asia trade, ship and deal with each other.",
        openapi_url=f"{API}/openapi.json",
        # Their pages would load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.service = service
    for part in (network, places, questions, files, jobs):
        app.include_router(part.routes, prefix=API)
    if built is not None:
        page.mount(app, built)
    _tell_faults(app)
    limits = service.limits
    bodies = {f"{API}/check": 6 * limits.check_bytes + _AROUND, "": limits.body_bytes}
    app.add_middleware(Guard, hosts=hosts, bodies=bodies, any_address=any_address)
    return app


def _tell_faults(app: FastAPI) -> None:
    app.add_exception_handler(RequestValidationError, _unusable)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(TooManyError, _busy)
    app.add_exception_handler(CaspiaError, _ours)
    app.add_exception_handler(Exception, _fault)


def _told(status: int, kind: str, message: str, problems: object = ()) -> JSONResponse:
    error = {"kind": kind, "message": message, "nearest": [], "problems": problems}
    return JSONResponse({"error": error}, status)


async def _unusable(_: Request, fault: Exception) -> JSONResponse:
    errors = fault.errors() if isinstance(fault, RequestValidationError) else []
    problems = [
        {"what": ".".join(map(str, one["loc"][1:])) or str(one["loc"][0]), "cure": one["msg"]}
        for one in errors
    ]
    words = "; ".join(f"{one['what']}: {one['cure']}" for one in problems)
    return _told(422, "BadInputError", f"It cannot be answered: {words}.", problems)


async def _refused(_: Request, fault: Exception) -> JSONResponse:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    detail = str(getattr(fault, "detail", fault))
    return _told(status, "Refused", f"{detail}. `{API}/openapi.json` lists what there is.")


async def _busy(_: Request, __: Exception) -> JSONResponse:
    return _told(503, "Busy", _BUSY)


async def _ours(_: Request, fault: Exception) -> JSONResponse:
    why = Refusal.of(fault) if isinstance(fault, CaspiaError) else Refusal(500, told_of(fault))
    return JSONResponse({"error": why.told}, why.status)


async def _fault(_: Request, fault: Exception) -> JSONResponse:
    logger.error("Unanswered", exc_info=fault)
    return _told(500, "Fault", _FAULT)
