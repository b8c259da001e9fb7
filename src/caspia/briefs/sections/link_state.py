"""Whether a link was open, planned or stopped on the day of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import holds_on

if TYPE_CHECKING:
    from caspia.briefs.page import Page
    from caspia.ledger import Row

OPEN, PLANNED, STOPPED, UNKNOWN = "open", "planned", "stopped", "unknown"
_BY_STATUS = {
    "open": OPEN,
    "restricted": OPEN,
    "planned": PLANNED,
    "construction": PLANNED,
    "closed": STOPPED,
    "suspended": STOPPED,
}
_BY_AGREEMENT = {
    "in_force": OPEN,
    "proposed": PLANNED,
    "signed": PLANNED,
    "suspended": STOPPED,
    "ended": STOPPED,
}
_RANK = (STOPPED, PLANNED, UNKNOWN, OPEN)


@dataclass(frozen=True, slots=True)
class LinkState:
    """How a link stood on the day, and the rows that say so."""

    state: str
    rows: tuple[str, ...]


class LinkStates:
    """The states of links on the day of a page: by their own status and their agreements.

    A link is open only where its status is, and where an agreement that permits it is in force.

    Parameters
    ----------
    page : Page
        The day and what was known.
    """

    def __init__(self, page: Page) -> None:
        self._statuses = _holding(page, "link_status", "link_id")
        self._agreements = _holding(page, "agreement_status", "agreement_id")
        self._permits: dict[str, list[Row]] = {}
        for effect in page.ledger.rows("agreement_effects", target_kind="link", effect="permits"):
            for target in effect["target"] if holds_on(effect, page.on) else ():
                self._permits.setdefault(target, []).append(effect)

    def of(self, link: Row) -> LinkState:
        """Return how a link stood: the least open of what its rows say."""
        rows = self._statuses.get(link.id, [])
        states = [_BY_STATUS[row["status"]] for row in rows] or [UNKNOWN]
        permits = [self._of_permit(effect) for effect in self._permits.get(link.id, ())]
        if permits:
            # One agreement in force is enough: the others may be older ones on the same link.
            best = max(permits, key=lambda found: _RANK.index(found.state))
            states, rows_of_permit = [*states, best.state], best.rows
        else:
            rows_of_permit = ()
        state = min(states, key=_RANK.index)
        return LinkState(state, (link.id, *(row.id for row in rows), *rows_of_permit))

    def _of_permit(self, effect: Row) -> LinkState:
        rows = self._agreements.get(effect["agreement_id"], [])
        states = [_BY_AGREEMENT[row["status"]] for row in rows]
        # Without a known status the agreement says nothing against the link.
        state = min(states, key=_RANK.index) if states else OPEN
        return LinkState(state, (effect.id, *(row.id for row in rows)))


def _holding(page: Page, table: str, parent: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in page.ledger.rows(table):
        if holds_on(row, page.on):
            found.setdefault(row[parent], []).append(row)
    return found
