"""Run the server: bind first, say the address, end cleanly."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from caspia.atlas.app import create_app
from caspia.atlas.jobs_folder import jobs_folder
from caspia.atlas.limits import Limits
from caspia.atlas.service import Service
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from caspia.atlas.opening import Opening

LOOPBACK = "127.0.0.1"
# Hosts that listen on every address, and the one by which this machine reaches them.
_EVERYWHERE = {"0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104  it listens there if asked to
_GRACE_S = 3
_BACKLOG = 512
_IDLE_S = 30


def is_local(host: str) -> bool:
    """Tell whether only this machine reaches a host."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(
    opening: Opening,
    built: Path | None,
    *,
    host: str = LOOPBACK,
    port: int = 0,
    ready: Callable[[str], None] = print,
    limits: Limits | None = None,
    warm: bool = True,
) -> None:
    """Serve until it is told to end.

    Parameters
    ----------
    opening : Opening
        The ledger.
    built : Path or None
        Folder of the built page; None for the API alone.
    host : str
        Where it listens.
    port : int
        0 for any that is free.
    ready : callable
        Told the address once the server can be reached.
    limits : Limits, optional
        How much it takes on.
    warm : bool
        Whether it works out what is asked for most before anybody asks.

    Raises
    ------
    BadInputError
        It cannot listen there.
    """
    import uvicorn

    with jobs_folder() as folder:
        listening = _bound(host, port)
        service = Service(opening, limits or Limits(), folder)
        names = () if is_local(host) else (host, socket.gethostname())
        app = create_app(service, built, hosts=names, any_address=host in _EVERYWHERE, warm=warm)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_S,
            timeout_keep_alive=_IDLE_S,
        )
        ready(_address(listening, host))
        with _ended_in_order():
            uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let Python clean up after the server, which hands the signal to end on once it is done."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is told of signals
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once only on sockets that say they are of TCP.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as fault:
        listening.close()
        raise BadInputError(
            f"Port {port} of {host} cannot be used: {fault.strerror or fault}. "
            "Give another by --port, or leave it out."
        ) from None
    listening.listen(_BACKLOG)
    return listening


def _address(listening: socket.socket, host: str) -> str:
    port = listening.getsockname()[1]
    shown = _EVERYWHERE.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
