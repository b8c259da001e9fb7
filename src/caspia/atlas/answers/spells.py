"""The spells of a link: from which day to which it stood how, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.network.calendar import link_findings, state_of
from caspia.network.reasons import reason
from caspia.network.rows import NetworkRows, network_rows
from caspia.scenarios import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.network import LinkState


def spells(ledger: Ledger, link_id: str) -> list[dict[str, Any]]:
    """Return how a link stood from the first day of the network to the last, in order."""
    rows = _only(network_rows(ledger), link_id)
    days = sorted({FIRST_DAY, *_turns(rows, link_id)})
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


def _only(rows: NetworkRows, link_id: str) -> NetworkRows:
    return NetworkRows(
        {link_id: rows.links[link_id]},
        rows.statuses,
        rows.effects,
        rows.standings,
        rows.reasons,
        rows.layers,
    )


def _turns(rows: NetworkRows, link_id: str) -> Iterator[date]:
    """Yield the days on which something that the link needs begins or ends."""
    link = rows.links[link_id]
    effects = rows.effects.get(link_id, ())
    standing = (row for one in effects for row in rows.standings.get(one["agreement_id"], ()))
    spans = [(link["exists_from"], link["exists_to"])]
    held: tuple[Row, ...] = (*rows.statuses.get(link_id, ()), *effects, *standing)
    spans += [(row["valid_from"], row["valid_to"]) for row in held]
    for span in spans:
        yield from (day for day in span if day is not None and FIRST_DAY < day <= LAST_DAY)
