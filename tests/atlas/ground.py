"""A server of the atlas in a thread, with one reader in a thread of its own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import uvicorn

from caspia.atlas.app import API, create_app
from caspia.atlas.jobs.process import KINDS
from caspia.atlas.limits import Limits
from caspia.atlas.opening import Opening
from caspia.atlas.readers import begin_reader
from caspia.atlas.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ENDED = {"done", "failed", "cancelled", "interrupted"}


def one_reader() -> ThreadPoolExecutor:
    """Return a reader of the reference ledger in a thread."""
    return ThreadPoolExecutor(1, initializer=begin_reader, initargs=(Opening(),))


@contextmanager
def served(
    folder: Path,
    limits: Limits | None = None,
    kinds: Mapping[str, str] = KINDS,
    built: Path | None = None,
) -> Iterator[httpx.Client]:
    """Serve until the block ends; gives a client whose paths are those of the API."""
    service = Service(Opening(), limits or Limits(readers=1), folder, one_reader, kinds)
    app = create_app(service, built, warm=False)
    config = uvicorn.Config(app, port=0, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "The server ended before it served."
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}{API}/", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


def followed(client: httpx.Client, job_id: str) -> list[dict[str, Any]]:
    """Return what the events of a job tell, to the end of their stream."""
    with client.stream("GET", f"jobs/{job_id}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in stream.iter_lines() if line.startswith("data: ")]
    return [_json(line.removeprefix("data: ")) for line in lines]


def _json(text: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.Response(200, text=text).json()
    return found
