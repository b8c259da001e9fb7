"""What every section of a brief has in hand: the ledger, the two parties, the day, and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from caspia.amounts import Amount, format_amount, format_interval
from caspia.briefs.document import Figure
from caspia.errors import RenderError
from caspia.ledger import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import TypeVar

    from caspia.ledger import Ledger, Party, Row

    Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Page:
    """The ground that a brief is written on.

    Attributes
    ----------
    ledger : Ledger
        As it was known on the `as_of` day of the brief.
    id : str
        Id of the brief, e.g. ``brief:AZE-KAZ:2024-05-31``.
    a, b : Party
        The two parties with the states that they stand for on the day.
    on : date
        The day that the page describes.
    """

    ledger: Ledger
    id: str
    a: Party
    b: Party
    on: date
    _known: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, find: Callable[[Page], Found]) -> Found:
        """Return what a function finds on this page, worked out on the first call only.

        Several sections ask the same of a page; the ledger under it never changes.
        """
        if find not in self._known:
            self._known[find] = find(self)
        return cast("Found", self._known[find])

    def figure(
        self,
        key: str,
        text: str,
        rows: Iterable[str],
        how: str,
        amount: Amount | None = None,
    ) -> Figure:
        """Return a printed fact with the sources of its rows.

        Parameters
        ----------
        key : str
            Unique on the page, stable from day to day: ``trade.turnover.2023.KAZ``.
        text : str
            As printed.
        rows : iterable of str
            The rows it rests on, the most telling first.
        how : str
            One sentence: stated by whom, or computed how.
        amount : Amount, optional
            Its interval.

        Raises
        ------
        RenderError
            No visible source supports it: nothing may be printed that nobody said.
        """
        rested = tuple(dict.fromkeys(rows))
        sources = self.ledger.source_ids(rested)
        if not sources:
            raise RenderError(
                f"The figure {self.id}:{key} has no source (rows {', '.join(rested) or 'none'}). "
                "Print it as missing instead."
            )
        rivals = dict.fromkeys(rival for row in rested for rival in self.ledger.rivals(row))
        return Figure(
            id=f"{self.id}:{key}",
            text=text,
            rows=rested,
            sources=sources,
            how=how,
            low=amount.low if amount else None,
            high=amount.high if amount else None,
            unit=amount.unit if amount else "",
            rivals=tuple(rival for rival in rivals if rival not in rested),
        )

    def amount_figure(self, key: str, row: Row, how: str = "") -> Figure:
        """Return the amount that an observation or other row states, as printed by its source."""
        amount = self.ledger.amount(row)
        return self.figure(
            key, format_amount(amount), [row.id], how or self.said_by(row, amount), amount
        )

    def said_by(self, row: Row, amount: Amount) -> str:
        """Say who states a row and which interval its words stand for."""
        reporter = name_of(self.ledger, row.cells.get("reporter"))
        by = f"reported by {reporter}" if reporter else "reporter not named"
        modality = row.cells.get("modality") or "actual"
        kind = "Stated" if modality == "actual" else modality.capitalize()
        if not amount.is_known:
            return f"{kind}, {by}."
        return f"{kind}, {by}; stands for {format_interval(amount)}."

    def name(self, row_id: str | None) -> str:
        """Return the name of a party, place, good or any other row."""
        return name_of(self.ledger, row_id)

    def between(self, one: str | None, other: str | None) -> bool:
        """Tell whether two parties are one of each side, in either order; a bloc counts as itself.

        For two states, the two; for a bloc also every pair of a member and the other side.
        """
        return (self.is_a(one) and self.is_b(other)) or (self.is_b(one) and self.is_a(other))

    def is_a(self, party: str | None) -> bool:
        """Tell whether a party is the first one or a member of it (never the other party)."""
        return party == self.a.id or (party in self.a.states and party not in self.b_only)

    def is_b(self, party: str | None) -> bool:
        """Tell whether a party is the second one or a member of it (never the first party)."""
        return party == self.b.id or (party in self.b.states and party not in self.a_only)

    @property
    def a_only(self) -> tuple[str, ...]:
        """States that always stand for the first party: itself where it is a state."""
        return (self.a.id,) if self.a.is_state else ()

    @property
    def b_only(self) -> tuple[str, ...]:
        """States that always stand for the second party: itself where it is a state."""
        return (self.b.id,) if self.b.is_state else ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every pair of a state of the first side and a different one of the second."""
        found = {
            (one, other)
            for one in self.a.states
            for other in self.b.states
            if self.is_a(one) and self.is_b(other) and one != other
        }
        return tuple(sorted(found))

    @property
    def is_bilateral(self) -> bool:
        """Whether both parties are single states."""
        return self.a.is_state and self.b.is_state
