"""The map: nodes, links and how they stood on a day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.assumed import assumed_shares
from caspia.network.courses import courses, rail_credit
from caspia.network.reasons import reason

if TYPE_CHECKING:
    from caspia.atlas.answers.knowledge import View
    from caspia.ledger import Ledger, Row
    from caspia.network import LinkState
    from caspia.network.courses import Course

HOLLOW = 0.5
_DIGITS = 4


def network(view: View, *, good: str, shape: bool) -> dict[str, Any]:
    """Return the links as they stood; with `shape` also where they and the nodes lie.

    Raises
    ------
    UnknownNameError
        There is no such good.
    """
    ledger, states = view.ledger, view.network.states
    shares = assumed_shares(ledger, view.on, good)
    links = ledger.rows("links", part="physical")
    standing = {one.id: _standing(ledger, states[one.id], shares[one.id]) for one in links}
    told: dict[str, Any] = {"on": view.on, "good": good}
    if shape:
        found = courses(ledger)
        told["nodes"] = [node_told(node) for node in _used(ledger, links)]
        told["links"] = [_shape(one, found[one.id]) | standing[one.id] for one in links]
    else:
        told["links"] = [{"id": link_id, **rest} for link_id, rest in standing.items()]
    told["counts"] = dict(Counter(state.status for state in states.values()))
    return told | {"attribution": rail_credit()}


def node_told(node: Row) -> dict[str, Any]:
    """Return what a map shows of a node."""
    return {
        "id": node.id,
        **{name: node[name] for name in ("name", "kind", "country", "lon", "lat")},
    }


def _used(ledger: Ledger, links: tuple[Row, ...]) -> list[Row]:
    used = {link[end] for link in links for end in ("a", "b")}
    return [node for node in ledger.rows("nodes") if node.id in used]


def _shape(link: Row, course: Course) -> dict[str, Any]:
    names = ("name", "mode", "a", "b", "length_km", "gauge_mm", "corridors")
    points = [(round(lon, _DIGITS), round(lat, _DIGITS)) for lon, lat in course.points]
    told = {name: link[name] for name in names}
    return {"id": link.id, **told, "surveyed": course.surveyed, "points": points}


def _standing(ledger: Ledger, state: LinkState, share: float | None) -> dict[str, Any]:
    return {
        "status": state.status,
        "because": state.because,
        "reason": "" if state.status == "open" else reason(ledger, state.because),
        "assumed": share is not None and share > HOLLOW,
        "assumed_share": share,
    }
