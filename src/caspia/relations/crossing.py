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

    from caspia.ledger import Ledger, Row
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

    @cached_property
    def states(self) -> frozenset[str]:
        """States that have a node."""
        return frozenset(self._country.values())

    def modes(self, pair: Pair, on: date) -> dict[str, tuple[str, ...]]:
        """Return the open modes between two states, each with its links; empty for none."""
        found: dict[str, tuple[str, ...]] = {}
        for name, findings in link_findings(self._of_pair(pair), on).items():
            if state_of(name, findings).passes:
                mode = self._rows.links[name]["mode"]
                found[mode] = (*found.get(mode, ()), name)
        return found

    def _of_pair(self, pair: Pair) -> NetworkRows:
        return replace(self._rows, links=self._between.get(frozenset(pair), {}))

    @cached_property
    def _country(self) -> dict[str, str]:
        return {row.id: row["country"] or "" for row in self.ledger.rows("nodes")}

    @cached_property
    def _rows(self) -> NetworkRows:
        return network_rows(self.ledger)

    @cached_property
    def _between(self) -> Mapping[frozenset[str], dict[str, Row]]:
        found: dict[frozenset[str], dict[str, Row]] = defaultdict(dict)
        for name, link in self._rows.links.items():
            ends = frozenset((self._country[link["a"]], self._country[link["b"]]))
            if len(ends) == 2:
                found[ends][name] = link
        return found


def open_modes(facts: Facts, a: str, b: str, on: date) -> dict[str, tuple[str, ...]] | None:
    """Return the open modes straight from one state to the other, each with its links.

    None where one of the two has no place in the network.
    """
    if not {a, b} <= facts.crossings.states:
        return None
    return facts.crossings.modes((a, b), on)
