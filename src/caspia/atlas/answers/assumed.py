"""How far the numbers of links rest on assumptions (C8), each for a good that it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.network.carriage import carries, modes_of
from caspia.network.values import network_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.network.measures import LinkValues

# What goes by a mode where the good that is asked for does not; a line of fibre carries no good.
_MAIN = {
    "gas_pipeline": "natural_gas",
    "swap": "natural_gas",
    "oil_pipeline": "crude_oil",
    "sea": "crude_oil",
    "power_cable": "electricity",
}


def assumed_shares(ledger: Ledger, on: date, good: str) -> dict[str, float | None]:
    """Return by link the share of its time, dwell and cost that is assumed, 0 to 1.

    Raises
    ------
    UnknownNameError
        There is no such good.
    """
    goods = goods_on_links(ledger, good)
    values = {one: network_values(ledger, on, one) for one in set(goods.values()) if one}
    return {
        link_id: _share(values[carried].link(link_id)) if carried else None
        for link_id, carried in goods.items()
    }


def goods_on_links(ledger: Ledger, good: str) -> dict[str, str]:
    """Return by link the good asked for where the link carries it, else the main one of its mode.

    Empty where it carries none.
    """
    links = ledger.rows("links", part="physical")
    return _goods_on(ledger, links, good)


def good_on(ledger: Ledger, link: Row, good: str) -> str:
    """Return the good asked for where a link carries it, as `goods_on_links`."""
    return _goods_on(ledger, (link,), good)[link.id]


def _goods_on(ledger: Ledger, links: Iterable[Row], good: str) -> dict[str, str]:
    kinds = {row.id: row["kind"] for row in ledger.rows("nodes")}
    modes = modes_of(ledger, good)
    return {link.id: _carried(link, good, modes, kinds) for link in links}


def _carried(link: Row, good: str, modes: frozenset[str], kinds: Mapping[str, str]) -> str:
    if carries(link, good, modes, kinds):
        return good
    return _MAIN.get(link["mode"], "" if link["mode"] == "fibre_cable" else "containers")


def _share(values: LinkValues) -> float:
    parts = (values.time_h, values.dwell_h, values.cost_usd_per_t)
    counted = [part for part in parts if part.high > 0]
    assumed = sum(part.basis == "assumed" for part in counted)
    return round(assumed / len(counted), 2) if counted else 0.0
