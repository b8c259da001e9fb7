"""Who may ask, how much, and what a browser may do with the answer."""

from __future__ import annotations

import ipaddress
import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The map draws in a worker, which some browsers start from a blob.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "worker-src 'self' blob:",
        "img-src 'self' data: blob:",
        "style-src 'self' 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = tuple(
    (name.encode(), value.encode())
    for name, value in (
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    )
)
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_OWN_PAGE = (b"same-origin", b"none")


class Guard:
    """Stands before the application.

    A page of another site cannot ask: names that lead to this machine by a trick of DNS are
    refused, and so is what a browser says comes from another page.

    Parameters
    ----------
    app : ASGI application
        What it guards.
    hosts : collection of str
        Names of this server beside the local ones.
    bodies : mapping of str to int
        Longest body by path; under the empty text, of any other.
    any_address : bool
        Whether any address in numbers will do, as where it listens on all of them.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str] = (),
        bodies: dict[str, int],
        any_address: bool = False,
    ) -> None:
        self._app = app
        self._hosts = _LOCAL | {host.lower() for host in hosts}
        self._bodies = bodies
        self._any_address = any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        sender = _with_headers(send)
        headers = dict(scope["headers"])
        refused = self._refused(scope["method"], headers)
        if refused is not None:
            await _refuse(sender, *refused)
            return
        most = self._bodies.get(scope["path"], self._bodies[""])
        body = await _body(receive, headers, most)
        if body is None:
            told = f"The body is longer than {most} bytes. Send less."
            await _refuse(sender, 413, "TooLong", told)
            return
        await self._app(scope, _replayed(body, receive), sender)

    def _refused(self, method: str, headers: dict[bytes, bytes]) -> tuple[int, str, str] | None:
        host = _host(headers.get(b"host", b"").decode("latin-1"))
        if host not in self._hosts and not (self._any_address and _is_address(host)):
            return 421, "UnknownHost", f"No host {host!r} is served. Use the address it printed."
        if method in _CHANGING and not _from_own_page(headers):
            return 403, "OtherSite", "Another page asked for this. Ask from the atlas itself."
        return None


def _host(text: str) -> str:
    try:
        return (urlsplit(f"//{text}").hostname or "").lower()
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _from_own_page(headers: dict[bytes, bytes]) -> bool:
    """Tell whether a request that changes something comes from the page, or from no browser."""
    site = headers.get(b"sec-fetch-site")
    if site is not None and site not in _OWN_PAGE:
        return False
    origin = headers.get(b"origin")
    if origin is None:
        return True
    return urlsplit(origin.decode("latin-1")).netloc == headers.get(b"host", b"").decode("latin-1")


async def _body(receive: Receive, headers: dict[bytes, bytes], most: int) -> bytes | None:
    """Return the whole body; None where it is longer than it may be."""
    told = headers.get(b"content-length", b"")
    if told.isdigit() and int(told) > most:
        return None
    if not told and b"transfer-encoding" not in headers:
        return b""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b""
        body += message.get("body", b"")
        if len(body) > most:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            more = [pair for pair in _HEADERS if pair[0] not in own]
            message["headers"] = [*message["headers"], *more]
        await send(message)

    return sender


async def _refuse(send: Send, status: int, kind: str, told: str) -> None:
    error = {"kind": kind, "message": told, "nearest": [], "problems": []}
    body = json.dumps({"error": error}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
