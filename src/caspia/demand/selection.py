"""Which rows of the ledger demand may use, and which are kept for scoring the model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from caspia.demand.tables import lines
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from caspia.ledger import Ledger, Row

_COLUMNS = ("subject", "partner", "good", "scope")
ANY, SOME, NONE, NOT = "*", "+", "-", "!"

Reading = Literal[
    "both",
    "top",
    "binds",
    "rail",
    "yearly_top",
    "value",
    "turnover",
    "westbound",
    "eastbound",
    "scored",
]


@dataclass(frozen=True, slots=True)
class Selector:
    """A line of ``inputs.csv`` or ``scored.csv``: the observations that it speaks of.

    Attributes
    ----------
    series : str
        Id of the series.
    patterns : tuple of str
        For subject, partner, good and scope: ``*`` anything, ``+`` something, ``-`` nothing,
        names with ``;`` between them, or ``!`` and the names that are left out.
    origin, destination : str
        ``subject``, ``partner``, ``any`` or a zone; empty for what is scored.
    reading : str
        What the figure says of demand; ``scored`` for what is kept for scoring.
    why : str
        Why it may be used, or what is scored by it.
    """

    series: str
    patterns: tuple[str, ...]
    origin: str
    destination: str
    reading: Reading
    why: str

    def takes(self, row: Row) -> bool:
        """Tell whether it speaks of an observation."""
        return row["series"] == self.series and all(
            _fits(pattern, row[column])
            for pattern, column in zip(self.patterns, _COLUMNS, strict=True)
        )


def _fits(pattern: str, name: str | None) -> bool:
    if pattern in (ANY, SOME, NONE):
        return pattern == ANY or bool(name) == (pattern == SOME)
    if pattern.startswith(NOT):
        return bool(name) and name not in pattern[1:].split(";")
    return name in pattern.split(";")


@cache
def inputs() -> tuple[Selector, ...]:
    """Return what demand may be built from; the first line that takes a row says how."""
    return tuple(_selector(row) for row in lines("inputs"))


@cache
def scored() -> tuple[Selector, ...]:
    """Return what is kept for scoring."""
    return tuple(_selector(row) for row in lines("scored"))


def _selector(row: dict[str, str]) -> Selector:
    patterns = tuple(row[column] for column in _COLUMNS)
    reading = cast("Reading", row.get("reading", "scored"))
    return Selector(
        row["series"], patterns, row.get("from", ""), row.get("to", ""), reading, row["why"]
    )


def chosen_rows(ledger: Ledger) -> tuple[tuple[Row, Selector], ...]:
    """Return the observations that demand may use, each with the line that takes it.

    Raises
    ------
    BadInputError
        A row is both an input and kept for scoring.
    """
    found = []
    for series in dict.fromkeys(one.series for one in inputs()):
        for row in ledger.rows("observations", series=series):
            taker = next((one for one in inputs() if one.takes(row)), None)
            if taker:
                found.append((row, taker))
    both = [row.id for row, _ in found if any(one.takes(row) for one in scored())]
    if both:
        raise BadInputError(
            f"Rows are inputs of demand and kept for scoring: {', '.join(both)}. "
            "Take them out of inputs.csv or scored.csv."
        )
    return tuple(found)
