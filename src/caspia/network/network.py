"""The network as it stood on a day."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from caspia.errors import UnknownNameError
from caspia.ledger import nearest, read_day
from caspia.network.calendar import link_findings, state_of
from caspia.network.changes import number_changes, status_changes, values_on
from caspia.network.effects import effects_in_force
from caspia.network.graph import build_graph
from caspia.network.reach import reaches
from caspia.network.rows import network_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from caspia.ledger import Ledger
    from caspia.network.calendar import Findings
    from caspia.network.effects import LinkEffect
    from caspia.network.journey import Routes
    from caspia.network.model import Change, Graph, LinkState

_MOST_NAMES = 3


class Network:
    """Nodes and links as they stood on a day; never changes once made.

    Made by `Network.on`.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    date : date
        The day.
    findings : mapping of str to Findings
        By physical link, what it needed to be open and how that stood.
    effects : mapping of str to tuple of LinkEffect
        By link, what agreements in force do to its numbers.
    worldview : str
        Whose borders the pictures show.
    """

    def __init__(
        self,
        ledger: Ledger,
        date: date,
        findings: Mapping[str, Findings],
        effects: Mapping[str, tuple[LinkEffect, ...]],
        worldview: str = "UN",
    ) -> None:
        self.ledger = ledger
        self.date = date
        self.findings = findings
        self.states: dict[str, LinkState] = {
            link_id: state_of(link_id, found) for link_id, found in findings.items()
        }
        self.effects = effects
        self.worldview = worldview
        self._graphs: dict[str, Graph] = {}

    @classmethod
    def on(cls, ledger: Ledger, date: str | date, *, worldview: str = "UN") -> Network:
        """Return the network as it stood on a day.

        Parameters
        ----------
        ledger : Ledger
            What was known.
        date : str or date
            The day.
        worldview : str
            Whose borders the pictures show.

        Raises
        ------
        BadDateError
            `date` is no day.
        """
        day = read_day(date)
        rows = network_rows(ledger)
        return cls(ledger, day, link_findings(rows, day), effects_in_force(rows, day), worldview)

    def __repr__(self) -> str:
        count = Counter(state.status for state in self.states.values())
        told = ", ".join(
            f"{count[status]} {status}"
            for status in ("open", "restricted", "closed", "planned")
            if count[status]
        )
        return f"<Network on {self.date}: {told} of {len(self.states)} links; {self.ledger!r}>"

    @cached_property
    def open_links(self) -> tuple[str, ...]:
        """Links that pass, restricted ones included, in the order of their ids."""
        return tuple(link_id for link_id, state in self.states.items() if state.passes)

    def state(self, link_id: str) -> LinkState:
        """Return how a link stood.

        Raises
        ------
        UnknownNameError
            There is no physical link of that id.
        """
        found = self.states.get(link_id)
        if found is None:
            near = nearest(link_id, list(self.states), most=_MOST_NAMES)
            raise UnknownNameError("link", link_id, near, "`caspia network` lists all.")
        return found

    def graph(self, good: str = "containers") -> Graph:
        """Return the network of one good as arrays; the same object each time.

        Raises
        ------
        UnknownNameError
            There is no such good.
        """
        if good not in self._graphs:
            self._graphs[good] = build_graph(self.ledger, self.date, self.states, good)
        return self._graphs[good]

    def passes(
        self,
        origin: str,
        destination: str,
        *,
        good: str = "containers",
        modes: Collection[str] | None = None,
    ) -> bool:
        """Tell whether a good can get from one node to another, by all modes or some.

        Parameters
        ----------
        origin, destination : str
            Ids of nodes.
        good : str
            What is carried.
        modes : collection of str, optional
            Layers or modes that may be used, such as ``rail`` or ``rail_1520``.
        """
        return reaches(self.graph(good), origin, destination, modes)

    def routes(
        self, origin: str, destination: str, *, good: str = "containers", by: str = "time"
    ) -> Routes:
        """Return the routes of a good from one place to another.

        Parameters
        ----------
        origin, destination : str
            Places by id, name or alias; a state stands for its main place of trade.
        good : str
            What is carried.
        by : str
            What is made least: ``time``, ``cost``, ``co2`` or ``risk``.

        Raises
        ------
        UnknownNameError
            There is no such place, good or criterion.
        BadInputError
            Both places are one.
        """
        from caspia.network.routes import find_routes

        return find_routes(self, origin, destination, good, by)

    def changes(self, other: Network) -> tuple[Change, ...]:
        """Return what differs in another network: status first, then numbers.

        Parameters
        ----------
        other : Network
            The network to compare with, usually of a later day.
        """
        return (
            *status_changes(self.findings, other.findings),
            *number_changes(
                other.states,
                (self.effects, values_on(self.ledger, self.date)),
                (other.effects, values_on(other.ledger, other.date)),
            ),
        )
