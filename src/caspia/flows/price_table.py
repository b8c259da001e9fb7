"""The limits that are used the most, with what a tonne of room is worth there, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.flows.room_prices import tightest
from caspia.ledger import name_of

if TYPE_CHECKING:
    import polars as pl

    from caspia.flows.result import FlowResult
    from caspia.flows.room_prices import RoomPrice, Tight

_WHOLE = 100


def price_table(result: FlowResult) -> pl.DataFrame:
    """Return a line for each of the five tightest limits; one with room left has no price.

    Columns: ``limit_id``, ``target`` (link or place), ``name``, ``to_node`` (of a limit that each
    direction has for itself), ``kind``, ``basis``, ``fullest_month``, ``used_tonnes`` and
    ``capacity_tonnes`` of that month, ``utilisation``, ``months_full``, ``stranded_left_t_per_t``
    and ``stranded_right_t_per_t`` (tonnes left behind more per tonne of room less, and fewer per
    tonne more), ``left_usd_per_t``, ``right_usd_per_t``, ``sentence``, ``links`` and ``rows``.
    """
    import polars as pl

    prices = {one.tight.room.room_id: one for one in result.prices}
    lines = [_line(result, one, prices.get(one.room.room_id)) for one in tightest(result)]
    return pl.DataFrame(lines, schema=_SCHEMA)


_SCHEMA: dict[str, Any] = {
    "limit_id": str,
    "target": str,
    "name": str,
    "to_node": str,
    "kind": str,
    "basis": str,
    "fullest_month": str,
    "used_tonnes": float,
    "capacity_tonnes": float,
    "utilisation": float,
    "months_full": int,
    "stranded_left_t_per_t": float,
    "stranded_right_t_per_t": float,
    "left_usd_per_t": float,
    "right_usd_per_t": float,
    "sentence": str,
    "links": list[str],
    "rows": list[str],
}


def _line(result: FlowResult, tight: Tight, price: RoomPrice | None) -> dict[str, Any]:
    room, arcs = tight.room, result.region.arcs
    links = dict.fromkeys(arcs.link[arc] for arc in room.arcs)
    one_way = len(room.arcs) < len(arcs.of_link.get(room.target, ()))
    line: dict[str, Any] = {
        "limit_id": room.room_id,
        "target": room.target,
        "name": name_of(result.region.ledger, room.target),
        "to_node": arcs.head_node[room.arcs[0]] if one_way else None,
        "kind": room.kind,
        "basis": room.basis,
        "fullest_month": f"{result.region.months[tight.month]:%Y-%m}",
        "used_tonnes": tight.used,
        "capacity_tonnes": tight.most,
        "utilisation": tight.utilisation,
        "months_full": tight.months_full,
        "sentence": _with_room(result, tight) if price is None else price.sentence,
        "links": [link for link in links if link],
        "rows": list(room.rows),
    }
    return line if price is None else line | _prices(price)


def _prices(price: RoomPrice) -> dict[str, float]:
    return {
        "stranded_left_t_per_t": price.stranded_left,
        "stranded_right_t_per_t": price.stranded_right,
        "left_usd_per_t": price.usd_left,
        "right_usd_per_t": price.usd_right,
    }


def _with_room(result: FlowResult, tight: Tight) -> str:
    """Return a sentence on a limit that is not used up, or that lets nothing through."""
    name = name_of(result.region.ledger, tight.room.target)
    month = f"{result.region.months[tight.month]:%B %Y}"
    if tight.most <= 0:
        return f"{name} let nothing through in {month}."
    basis = " of an assumed limit" if tight.room.basis == "assumed" else ""
    used = f"{tight.utilisation * _WHOLE:.0f} %{basis} ({tight.used:,.0f} of {tight.most:,.0f} t)"
    return f"{name} was used to {used} in {month}, its fullest month: it had room."
