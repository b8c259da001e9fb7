"""Which ledger a server speaks of; every process of it opens it anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Opening:
    """What it takes to open a ledger in another process.

    Attributes
    ----------
    path : Path or None
        A user's own facts, laid over the reference.
    strict : bool
        Only what is known from a dated publication, or always was.
    """

    path: Path | None = None
    strict: bool = False

    def open(self) -> Ledger:
        """Return the ledger.

        Raises
        ------
        BadRowsError
            Rows of the file break the schema.
        CacheError
            The compiled ledger cannot be stored.
        """
        from caspia.ledger import open_ledger

        return open_ledger(None, self.path, strict=self.strict)
