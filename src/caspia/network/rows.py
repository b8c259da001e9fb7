"""The rows of the ledger that the network of any day is made of, sorted for asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from caspia.ledger import Ledger, Row


@dataclass(frozen=True, slots=True)
class NetworkRows:
    """What the state of links is read from.

    Attributes
    ----------
    links : mapping of str to Row
        The physical links; a composite lies over its own parts and never enters the network.
    statuses : mapping of str to tuple of Row
        Rows of ``link_status`` by link.
    effects : mapping of str to tuple of Row
        Rows of ``agreement_effects`` by each link that they act on.
    standings : mapping of str to tuple of Row
        Rows of ``agreement_status`` by agreement.
    reasons : frozenset of str
        Events and agreements, which a status may name as its reason; others are told in words.
    layers : tuple of str
        Layers of the ledger, lowest first.
    """

    links: Mapping[str, Row]
    statuses: Mapping[str, tuple[Row, ...]]
    effects: Mapping[str, tuple[Row, ...]]
    standings: Mapping[str, tuple[Row, ...]]
    reasons: frozenset[str] = frozenset()
    layers: tuple[str, ...] = ()

    def highest(self, rows: Sequence[Row]) -> list[Row]:
        """Return those rows that stand in the highest layer of any: it takes the others' place."""
        if len({row.layer for row in rows}) < 2:
            return list(rows)
        top = max((row.layer for row in rows), key=self.layers.index)
        return [row for row in rows if row.layer == top]


def network_rows(ledger: Ledger) -> NetworkRows:
    """Return the rows of a ledger that the network is made of, sorted once for a ledger."""
    found = _SORTED.get(ledger)
    if found is None:
        found = _SORTED[ledger] = _sorted(ledger)
    return found


def _sorted(ledger: Ledger) -> NetworkRows:
    links = {row.id: row for row in ledger.rows("links", part="physical")}
    by_target: dict[str, list[Row]] = {}
    for effect in ledger.rows("agreement_effects"):
        for link_id in acted_on(effect, links):
            by_target.setdefault(link_id, []).append(effect)
    return NetworkRows(
        links,
        _by(ledger.rows("link_status"), "link_id"),
        {link_id: tuple(rows) for link_id, rows in by_target.items()},
        _by(ledger.rows("agreement_status"), "agreement_id"),
        frozenset(row.id for name in ("events", "agreements") for row in ledger.rows(name)),
        tuple(layer.name for layer in ledger.layers),
    )


def acted_on(effect: Row, links: Mapping[str, Row]) -> tuple[str, ...]:
    """Return the links that an effect acts on: named, at its node, or of its corridor.

    An effect on a pair of parties acts on their trade and on no link; ``none`` acts on nothing.
    """
    targets, kind = set(effect["target"]), effect["target_kind"]
    if effect["effect"] == "none" or kind in ("pair", "none"):
        return ()
    if kind == "link":
        return tuple(link_id for link_id in links if link_id in targets)
    if kind == "node":
        return tuple(k for k, link in links.items() if targets & {link["a"], link["b"]})
    return tuple(k for k, link in links.items() if targets & set(link["corridors"]))


def _by(rows: Iterable[Row], column: str) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return {key: tuple(group) for key, group in found.items()}


_SORTED: WeakKeyDictionary[Ledger, NetworkRows] = WeakKeyDictionary()
