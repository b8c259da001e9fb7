"""Corridors: their links, what is broken, and what the ledger says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.figures import agreement_told, figure_told, observed_of
from caspia.errors import UnknownNameError
from caspia.ledger import nearest
from caspia.network.reasons import reason

if TYPE_CHECKING:
    from caspia.atlas.answers.knowledge import View
    from caspia.ledger import Row

_MOST_NAMES = 3


def corridors(view: View) -> dict[str, Any]:
    """Return every corridor with how many of its links pass."""
    return {"on": view.on, "corridors": [_counted(view, row) for row in _rows(view).values()]}


def corridor(view: View, *, corridor_id: str) -> dict[str, Any]:
    """Return all that is told of a corridor on a day.

    Raises
    ------
    UnknownNameError
        There is no such corridor.
    """
    ledger, rows = view.ledger, _rows(view)
    if corridor_id not in rows:
        near = nearest(corridor_id, list(rows), most=_MOST_NAMES)
        raise UnknownNameError("corridor", corridor_id, near, "`corridors` lists all.")
    links = _links(view, corridor_id)
    agreements = dict.fromkeys(
        row["agreement_id"]
        for row in ledger.rows("agreement_effects")
        if row["target_kind"] == "corridor" and corridor_id in row["target"]
    )
    return _counted(view, rows[corridor_id]) | {
        "on": view.on,
        "links": [_link(view, link) for link in links],
        "broken": [one.id for one in links if not view.network.state(one.id).passes],
        "figures": [figure_told(ledger, one) for one in observed_of(ledger, {corridor_id})],
        "agreements": [agreement_told(ledger, one, view.on) for one in agreements],
    }


def _rows(view: View) -> dict[str, Row]:
    return {row.id: row for row in view.ledger.rows("corridors")}


def _links(view: View, corridor_id: str) -> list[Row]:
    links = view.ledger.rows("links", part="physical")
    return [link for link in links if corridor_id in link["corridors"]]


def _counted(view: View, row: Row) -> dict[str, Any]:
    links = _links(view, row.id)
    passing = sum(view.network.state(link.id).passes for link in links)
    return {
        "id": row.id,
        "name": row["name"],
        "description": row["description"],
        "count": len(links),
        "passing": passing,
    }


def _link(view: View, link: Row) -> dict[str, Any]:
    state = view.network.state(link.id)
    return {
        "id": link.id,
        "name": link["name"],
        "mode": link["mode"],
        "status": state.status,
        "reason": reason(view.ledger, state.because) if state.status != "open" else "",
    }
