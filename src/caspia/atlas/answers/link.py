"""A link: how it stood, its numbers, what it can carry, and the agreements it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.assumed import good_on
from caspia.atlas.answers.figures import (
    agreement_told,
    figure_told,
    named,
    observed_of,
    projects_of,
)
from caspia.atlas.answers.network import node_told
from caspia.atlas.answers.numbers import capacity_told, value_told
from caspia.atlas.answers.spells import spells, state_on
from caspia.ledger import tell
from caspia.network.reasons import reason
from caspia.network.rows import acted_on
from caspia.network.values import network_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.atlas.answers.knowledge import View
    from caspia.network.measures import LinkValues

_PLAIN = (
    "name",
    "mode",
    "direction",
    "length_km",
    "length_basis",
    "gauge_mm",
    "exists_from",
    "exists_to",
)


def link(view: View, *, link_id: str, good: str) -> dict[str, Any]:
    """Return all that is told of a link on a day.

    Raises
    ------
    UnknownNameError
        There is no such link or good.
    """
    ledger = view.ledger
    state = state_on(ledger, link_id, view.on)
    row = ledger.row(link_id)
    carried = good_on(ledger, row, good)
    values = network_values(ledger, view.on, carried).link(link_id) if carried else None
    return {
        "id": link_id,
        **{name: row[name] for name in _PLAIN},
        "a": node_told(ledger.row(row["a"])),
        "b": node_told(ledger.row(row["b"])),
        "corridors": [named(ledger, one) for one in row["corridors"]],
        "on": view.on,
        "good": carried or None,
        "state": {
            "status": state.status,
            "because": state.because,
            "reason": reason(ledger, state.because),
        },
        "values": list(_values(values, carried)) if values else [],
        "capacities": [capacity_told(one) for one in values.capacities] if values else [],
        "agreements": list(_agreements(view, link_id)),
        "history": spells(ledger, link_id),
        "figures": [figure_told(ledger, one) for one in observed_of(ledger, {link_id})],
        "projects": projects_of(ledger, {link_id}),
    }


def _values(values: LinkValues, good: str) -> Iterator[dict[str, Any]]:
    parts = (
        ("time", values.time_h, "h"),
        ("dwell", values.dwell_h, "h"),
        ("dwell back", values.dwell_back_h, "h"),
        ("cost", values.cost_usd_per_t, "USD_per_t"),
        ("co2", values.co2_kg_per_t, "kg_per_t"),
    )
    for attribute, value, unit in parts:
        same = attribute == "dwell back" and value == values.dwell_h
        if value.high > 0 and not same:
            yield value_told(attribute, good, value, unit)


def _agreements(view: View, link_id: str) -> Iterator[dict[str, Any]]:
    """Yield every effect of an agreement on the link, those in force or not."""
    ledger = view.ledger
    links = {link_id: ledger.row(link_id)}
    for effect in ledger.rows("agreement_effects"):
        if acted_on(effect, links):
            yield agreement_told(ledger, effect["agreement_id"], view.on) | {
                "effect": effect["effect"],
                "effect_id": effect.id,
                "text": tell(ledger, effect),
            }
