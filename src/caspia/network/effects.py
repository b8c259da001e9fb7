"""What agreements in force do to the numbers of links: caps, floors, tariffs, fees, times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import holds_on

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger import Row
    from caspia.network.rows import NetworkRows


@dataclass(frozen=True, slots=True)
class LinkEffect:
    """An effect of an agreement on a link while both hold.

    Attributes
    ----------
    link_id, effect_id, agreement_id : str
        What acts on what.
    kind : str
        ``caps``, ``floor``, ``tariff``, ``fee`` or ``time``.
    good : str
        The good it concerns; empty for all.
    because : tuple of str
        The effect, the agreement and the rows by which it is in force.
    """

    link_id: str
    effect_id: str
    agreement_id: str
    kind: str
    good: str
    because: tuple[str, ...]


def effects_in_force(rows: NetworkRows, on: date) -> dict[str, tuple[LinkEffect, ...]]:
    """Return by link the effects that change its numbers on a day; permits make its state.

    An effect acts while its agreement is in force and between its own dates where it has some.
    """
    found = {
        link_id: tuple(
            _acting(link_id, effect, standing)
            for effect in effects
            if effect["effect"] != "permits" and holds_on(effect, on)
            for standing in _in_force(rows, effect["agreement_id"], on)[:1]
        )
        for link_id, effects in rows.effects.items()
    }
    return {link_id: effects for link_id, effects in found.items() if effects}


def _in_force(rows: NetworkRows, agreement_id: str, on: date) -> tuple[Row, ...]:
    held = [row for row in rows.standings.get(agreement_id, ()) if holds_on(row, on)]
    return tuple(row for row in rows.highest(held) if row["status"] == "in_force")


def _acting(link_id: str, effect: Row, standing: Row) -> LinkEffect:
    agreement_id = effect["agreement_id"]
    because = (effect.id, agreement_id, standing.id)
    good = effect["good"] or ""
    return LinkEffect(link_id, effect.id, agreement_id, effect["effect"], good, because)
