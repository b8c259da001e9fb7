"""The reference ledger, opened once for all tests of a process.

A ledger never changes once opened, so that tests may share what has been read from it. A test that
compares with a ledger opened anew, or changes one behind its back, opens its own.
"""

from __future__ import annotations

from functools import cache

from caspia.ledger import Ledger, open_ledger


@cache
def reference(as_of: str | None = None, *, strict: bool = False) -> Ledger:
    """Return all that is known, or what was known by the end of a day; the same object again."""
    return open_ledger(as_of, strict=strict)
