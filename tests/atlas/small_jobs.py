"""Jobs that take no time, too long, too much, or fall over; the goods asked for say which."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from caspia.ledger import Ledger

    Tell = Callable[[str, int, int], None]

STEPS = 3


def empty(ledger: Ledger, question: dict[str, Any], tell: Tell) -> dict[str, bytes]:
    """Return a result at once."""
    del ledger, question
    tell("nothing", 1, 1)
    return {"result.json": b"{}"}


def small(ledger: Ledger, question: dict[str, Any], tell: Tell) -> dict[str, bytes]:
    """Behave as the first of the goods says."""
    for number in range(STEPS):
        tell(f"step {number}", number, STEPS)
        time.sleep(0.02)
    behave = (question["goods"] or ["well"])[0]
    if behave == "slow":
        time.sleep(600)
    if behave == "bad":
        raise BadInputError("It cannot be asked like this. Ask otherwise.")
    if behave == "faulty":
        raise ZeroDivisionError("of ours")
    if behave == "killed":
        os.kill(os.getpid(), 9)
    size = 2_000_000 if behave == "large" else 2
    visible = str(len(ledger.rows("links"))).encode()
    return {"result.json": b'{"links":%s}' % visible, "links.csv": b"a\n" * (size // 2)}
