"""From an answer to a response: squeezed where the browser takes it, or not sent again."""

import re
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from caspia.atlas.answers import Content, Question, Refusal
from caspia.atlas.models.base import Refused

_NOT_MODIFIED = 304
# An id of the ledger may hold anything; a header and a name of a file may not.
_NO_NAME = re.compile(r"[^A-Za-z0-9._\-]+")


def router() -> APIRouter:
    """Return a group of addresses that all refuse alike."""
    refusals: dict[int | str, dict[str, Any]] = {
        status: {"model": Refused} for status in (404, 422, 500, 503)
    }
    return APIRouter(responses=refusals)


def typed(model: type) -> dict[int | str, dict[str, Any]]:
    """Return what describes an answer whose bytes are made elsewhere."""
    return {200: {"model": model}}


def file(*media: str) -> dict[int | str, dict[str, Any]]:
    """Return what describes an answer that is a file."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"content": dict.fromkeys(media, binary), "description": "A file"}}


async def answered(request: Request, question: Question) -> Response:
    """Return the answer to a question as a response."""
    return sent(request, await request.app.state.service.shelf.get(question))


def sent(request: Request, made: Content | Refusal) -> Response:
    """Return an answer, or why there is none, as a response."""
    if isinstance(made, Refusal):
        return refused(made)
    headers = {
        "ETag": f'W/"{made.tag}"',
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
    }
    if made.file:
        name = _NO_NAME.sub("-", made.file)
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if f'"{made.tag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=_NOT_MODIFIED, headers=headers)
    if made.squeezed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(made.squeezed, media_type=made.media, headers=headers)
    return Response(made.body, media_type=made.media, headers=headers)


def refused(why: Refusal) -> JSONResponse:
    """Return why there is no answer."""
    return JSONResponse({"error": why.told}, why.status)
