"""How long cargo stands at a border, by crossing and direction, from the surveys in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.network.measures import NOTHING, Value, total
from caspia.network.told import HOURS, holding, told

if TYPE_CHECKING:
    from caspia.ledger import Row
    from caspia.network.value_rows import ValueRows

# States between which there is no customs border.
_UNIONS = (
    frozenset({"KAZ", "RUS", "BLR", "KGZ", "ARM"}),
    frozenset({"POL", "DEU", "HUN", "AUT", "ROU", "BGR", "NLD", "GRC", "ITA"}),
)
_LAND = frozenset({"rail", "road"})


def is_border(link: Row, rows: ValueRows) -> bool:
    """Tell whether a link leads by land from one state into another."""
    ends = rows.country(link["a"]), rows.country(link["b"])
    return link["mode"] in _LAND and ends[0] != ends[1]


def border_dwell(link: Row, rows: ValueRows, *, back: bool = False) -> Value:
    """Return the hours at the border on a link; nothing where both ends lie in one state.

    Parameters
    ----------
    link : Row
        Of ``links``.
    rows : ValueRows
        What it is worked out from.
    back : bool
        From b to a.
    """
    if not is_border(link, rows):
        return NOTHING
    start, end = (link["b"], link["a"]) if back else (link["a"], link["b"])
    if without_customs(link, rows):
        return _inside_union(link, rows)
    if link["mode"] == "road":
        states = rows.country(start), rows.country(end)
        return total((_leaving(link, *states, rows), _entering(link, *states, rows)))
    return _by_rail(link, start, end, rows)


def without_customs(link: Row, rows: ValueRows) -> bool:
    """Tell whether both ends of a link lie in one customs union."""
    pair = {rows.country(link["a"]), rows.country(link["b"])}
    return any(pair <= union for union in _UNIONS)


def _inside_union(link: Row, rows: ValueRows) -> Value:
    if link["mode"] == "road":
        return rows.parameters.value("border_road.open")
    eurasian = rows.country(link["a"]) in _UNIONS[0]
    return rows.parameters.value("border_rail.union" if eurasian else "border_rail.europe")


def _by_rail(link: Row, start: str, end: str, rows: ValueRows) -> Value:
    """Return the stop of a train, which the surveys count once for both sides.

    The mean of a state's trains counts only where the gauge changes: those are the crossings
    that the survey watches.
    """
    from_state, to_state = rows.country(start), rows.country(end)
    crossing = tuple((n, p) for n in _crossings(link, rows) for p in (from_state, to_state, None))
    changes_gauge = "/" in (link["gauge_mm"] or "")
    leaving = ((from_state, None),) if changes_gauge else ()
    found = _first(rows, "rail", "inbound", (*crossing, (to_state, from_state)))
    found = found or _first(rows, "rail", "outbound", ((from_state, to_state), *leaving))
    usual = "border_rail.gauge_break" if changes_gauge else "border_rail.same_gauge"
    return found or rows.parameters.value(usual)


def _leaving(link: Row, from_state: str, to_state: str, rows: ValueRows) -> Value:
    """Return the wait of trucks before they leave a state: at this crossing, else its mean.

    A figure of a crossing names the side it is about, or else the state beyond.
    """
    nodes = _crossings(link, rows)
    crossing = tuple((n, p) for p in (from_state, to_state, None) for n in nodes)
    found = _first(
        rows, "road", "outbound", (*crossing, (from_state, to_state), (from_state, None))
    )
    return found or rows.parameters.value("border_road.carec")


def _entering(link: Row, from_state: str, to_state: str, rows: ValueRows) -> Value:
    """Return the wait of trucks after they have come into a state."""
    crossing = tuple((n, p) for p in (to_state, None) for n in _crossings(link, rows))
    found = _first(rows, "road", "inbound", (*crossing, (to_state, from_state), (to_state, None)))
    return found or rows.parameters.value("border_road.carec")


def _crossings(link: Row, rows: ValueRows) -> tuple[str, ...]:
    """Return the ends of a link that are border crossings; a port has waits of its own."""
    ends = (link["a"], link["b"])
    return tuple(node for node in ends if rows.nodes[node]["kind"] == "border_crossing")


def _first(
    rows: ValueRows, mode: str, direction: str, asked: tuple[tuple[str, str | None], ...]
) -> Value | None:
    """Return the wait told for the first subject and partner that has one on the day."""
    ends = [rows.parameters.number(f"border_spread.{end}") for end in ("low", "high", "middle")]
    for subject, partner in asked:
        figures = _figures(rows, mode, subject, partner)
        exact = holding((row for row in figures if row["scope"] == direction), rows.on)
        either = (row for row in figures if row["scope"] is None and _told_for(mode, partner))
        found = exact or holding(either, rows.on)
        if found is not None:
            return told(found, HOURS[found["unit"]], *ends)
    return None


def _told_for(mode: str, partner: str | None) -> bool:
    """Tell whether a mean of both directions says enough: of a state's trains it does not."""
    return mode == "road" or partner is not None


def _figures(rows: ValueRows, mode: str, subject: str, partner: str | None) -> list[Row]:
    return [
        row
        for row in rows.series("border_wait", subject)
        if row["mode"] == mode and row["partner"] == partner and row["good"] in (None, rows.good)
    ]
