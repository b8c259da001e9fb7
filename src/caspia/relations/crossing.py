"""Links that lead straight from one party to another, and which of them were open on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from caspia.network.calendar import link_findings, state_of
from caspia.network.rows import network_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from caspia.ledger import Ledger
    from caspia.network.rows import NetworkRows
    from caspia.relations.facts import Facts

    Pair = tuple[str, str]


class Crossings:
    """Links between two states each, by pair; built once for a ledger.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._on: dict[date, Mapping[Pair, dict[str, tuple[str, ...]]]] = {}

    @cached_property
    def states(self) -> frozenset[str]:
        """States that have a node."""
        return frozenset(self._country.values())

    def modes(self, pair: Pair, on: date) -> dict[str, tuple[str, ...]]:
        """Return the open modes between two states with what each rests on; empty for none."""
        if on not in self._on:
            self._on[on] = self._open_on(on)
        return self._on[on].get(pair, {})

    @cached_property
    def _country(self) -> dict[str, str]:
        return {row.id: row["country"] or "" for row in self.ledger.rows("nodes")}

    @cached_property
    def _rows(self) -> NetworkRows:
        rows = network_rows(self.ledger)
        across = {
            name: link
            for name, link in rows.links.items()
            if self._country[link["a"]] != self._country[link["b"]]
        }
        return replace(rows, links=across)

    def _open_on(self, on: date) -> Mapping[Pair, dict[str, tuple[str, ...]]]:
        found: dict[Pair, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for name, findings in link_findings(self._rows, on).items():
            if not state_of(name, findings).passes:
                continue
            link = self._rows.links[name]
            ends = self._country[link["a"]], self._country[link["b"]]
            for pair in (ends, ends[::-1]):
                found[pair][link["mode"]] = (*found[pair].get(link["mode"], ()), name)
        return found


def open_modes(facts: Facts, a: str, b: str, on: date) -> dict[str, tuple[str, ...]] | None:
    """Return the open modes straight from one state to the other, each with its links.

    None where one of the two has no place in the network.
    """
    if not {a, b} <= facts.crossings.states:
        return None
    return facts.crossings.modes((a, b), on)
