"""The projects of the ledger that were not there on a day: planned links that belong together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import name_of
from caspia.network import Network
from caspia.scenarios.model import Scenario
from caspia.scenarios.projects.costs import Cost, cost_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from caspia.ledger import Ledger, Row

_CABLES = frozenset({"power_cable", "fibre_cable"})
_PLANNED = "planned"
_SWAP = "swap"  # is whole by itself
_NAMED = 2


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """Planned links of which none is of use without the others.

    Attributes
    ----------
    id : str
        Of its first link.
    title : str
        Names of its links, the first ones where there are many.
    links : tuple of str
        Physical links, in the order of their ids.
    agreements : tuple of str
        Agreements that shut it for they are not in force.
    cost : Cost or None
        None where the ledger has none.
    """

    id: str
    title: str
    links: tuple[str, ...]
    agreements: tuple[str, ...]
    cost: Cost | None

    def built(self, day: date) -> Scenario:
        """Return the scenario in which it is there from a day, and its agreements in force."""
        one = {"from": day, "cause": "built"}
        patches = [{"build": list(self.links)} | one]
        if self.agreements:
            patches.insert(0, {"revive": list(self.agreements)} | one)
        name = "built-" + self.id.replace("_", "-").lower()
        return Scenario.of(name, patches, f"{self.title}: built by {day}")


def planned_projects(ledger: Ledger, day: date) -> tuple[PlannedProject, ...]:
    """Return the projects that were not there on a day; cables, which carry no cargo, aside.

    Planned links are one project where they meet at a place that no link of their mode reaches yet,
    or no link at all.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    day : date
        The day.
    """
    network = Network.on(ledger, day)
    rows = [row for row in ledger.rows("links", part="physical") if row["mode"] not in _CABLES]
    planned = [row for row in rows if network.state(row.id).status == _PLANNED]
    there = [row for row in rows if network.state(row.id).passes]
    groups = _joined(planned, there)
    return tuple(_project(group, planned, network, ledger) for group in groups)


def _project(
    links: Sequence[Row], planned: Sequence[Row], network: Network, ledger: Ledger
) -> PlannedProject:
    ids = tuple(row.id for row in links)
    agreements = {row.id for row in ledger.rows("agreements")}
    shut_by = {one for link in ids for one in network.state(link).because} & agreements
    names = [name_of(ledger, link) for link in ids]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    title = ", ".join(names[:_NAMED]) + more
    cost = cost_of(links, planned, ledger)
    return PlannedProject(ids[0], title, ids, tuple(sorted(shut_by)), cost)


def _joined(planned: Sequence[Row], there: Iterable[Row]) -> list[list[Row]]:
    """Return planned links in groups that meet where nothing of their mode is yet."""
    reached: dict[str, set[str]] = defaultdict(set)
    for row in there:
        for end in ("a", "b"):
            reached[row[end]].add(row["mode"])
    group = {row.id: row.id for row in planned}
    for one in planned:
        for other in planned:
            shared = {one["a"], one["b"]} & {other["a"], other["b"]}
            if any(_belong(one, other, reached[node]) for node in shared):
                old, new = group[other.id], group[one.id]
                group = {link: new if of == old else of for link, of in group.items()}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in planned:
        found[group[row.id]].append(row)
    return list(found.values())


def _belong(one: Row, other: Row, reached: set[str]) -> bool:
    if one["mode"] == _SWAP:
        return False
    if one["mode"] == other["mode"]:
        return one["mode"] not in reached
    return not reached
