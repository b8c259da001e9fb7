"""The process of a job: works it out, tells how far it is, and writes what came of it."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.content import told_of
from caspia.atlas.child import begin_child
from caspia.atlas.jobs.store import write_whole
from caspia.errors import BadInputError, CaspiaError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.connection import Connection
    from pathlib import Path

    from caspia.atlas.opening import Opening

# By kind: a function of ledger, question and a teller of progress, which returns files by name.
KINDS: Mapping[str, str] = {
    "flows": "caspia.atlas.jobs.flows:flows_job",
    "whatif": "caspia.atlas.jobs.whatif:whatif_job",
    "stress": "caspia.atlas.jobs.stress:stress_job",
}
_EVERY_S = 0.2

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What the process of a job needs to know; it can be sent to it.

    Attributes
    ----------
    function : str
        What works it out, as ``module:function``.
    question : dict
        What is asked.
    opening : Opening
        The ledger.
    place : Path
        Folder for what comes of it.
    most : int
        Bytes that its files may have together.
    """

    function: str
    question: dict[str, Any]
    opening: Opening
    place: Path
    most: int


def work(order: Order, pipe: Connection) -> None:
    """Work a job out.

    What goes through the pipe: ``("step", words, number, total)`` on the way, at the end
    ``("done", names)`` or ``("failed", told)``.
    """
    begin_child()
    try:
        pipe.send(("done", _worked(order, _Teller(pipe))))
    except CaspiaError as fault:
        pipe.send(("failed", told_of(fault)))
    except Exception as fault:
        logger.exception("A job of ours failed")
        message = f"A fault of ours: {type(fault).__name__}: {fault}. Report what you asked."
        told = {"kind": "Fault", "message": message, "nearest": [], "problems": []}
        pipe.send(("failed", told))


def _worked(order: Order, tell: _Teller) -> list[str]:
    module, _, name = order.function.partition(":")
    job = getattr(import_module(module), name)
    files: dict[str, bytes] = job(order.opening.open(), order.question, tell)
    size = sum(map(len, files.values()))
    if size > order.most:
        raise BadInputError(
            f"The result has {size:,} bytes, more than the {order.most:,} that are kept. "
            "Ask for a shorter period or fewer goods."
        )
    for name, content in files.items():
        write_whole(order.place / name, content)
    return sorted(files)


class _Teller:
    """Tells progress, a few times a second at most."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._told = 0.0
        self._words = ""

    def __call__(self, words: str, number: int, total: int) -> None:
        now = time.monotonic()
        if words != self._words or now - self._told >= _EVERY_S:
            self._told, self._words = now, words
            self._pipe.send(("step", words, number, total))
