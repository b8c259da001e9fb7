"""The spells of a link: from which day to which it stood how, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.errors import UnknownNameError
from caspia.ledger import nearest
from caspia.network.calendar import link_findings, state_of
from caspia.network.reasons import reason
from caspia.network.rows import network_rows
from caspia.network.turns import only_links, turning_days
from caspia.scenarios import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger import Ledger
    from caspia.network import LinkState

_MOST_NAMES = 3


def spells(ledger: Ledger, link_id: str) -> list[dict[str, Any]]:
    """Return how a link stood from the first day of the network to the last, in order."""
    rows = only_links(network_rows(ledger), [link_id])
    days = sorted({FIRST_DAY, *filter(_in_reach, turning_days(rows, link_id))})
    found: list[tuple[date, LinkState]] = []
    for day in days:
        state = state_of(link_id, link_findings(rows, day)[link_id])
        if not found or state.status != found[-1][1].status:
            found.append((day, state))
    ends = [day for day, _ in found[1:]] + [None]
    return [
        {
            "from": day,
            "to": end,
            "status": state.status,
            "reason": reason(ledger, state.because),
            "because": state.because,
        }
        for (day, state), end in zip(found, ends, strict=True)
    ]


def state_on(ledger: Ledger, link_id: str, day: date) -> LinkState:
    """Return how a link stood on a day, without the rest of the network.

    Raises
    ------
    UnknownNameError
        There is no physical link of that id.
    """
    rows = network_rows(ledger)
    if link_id not in rows.links:
        near = nearest(link_id, list(rows.links), most=_MOST_NAMES)
        raise UnknownNameError("link", link_id, near, "`caspia network` lists all.")
    return state_of(link_id, link_findings(only_links(rows, [link_id]), day)[link_id])


def _in_reach(day: date) -> bool:
    return FIRST_DAY < day <= LAST_DAY
