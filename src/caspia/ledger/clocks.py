"""The two ends of what a ledger shows: what was known by a day, and what had happened by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FOREVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Clocks:
    """By which days something must be known, and must have happened, to be seen.

    Attributes
    ----------
    as_of : date
        Last day whose reports count.
    ended : date
        Last day by whose end a period must have ended, and a thing begun.
    strict : bool
        Admit only the grades ``published`` and ``structural``.
    """

    as_of: date = FOREVER
    ended: date = FOREVER
    strict: bool = False

    @property
    def horizon(self) -> date:
        """The earlier of the two days: what begins after it is a plan at best."""
        return min(self.as_of, self.ended)

    @property
    def is_bounded(self) -> bool:
        """Whether anything is held back for its day."""
        return self.horizon < FOREVER
