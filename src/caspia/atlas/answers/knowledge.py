"""The ledger of a reader: opened once, seen on other days and under scenarios, all kept a while."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.asked_scenario import asked_scenario
from caspia.atlas.answers.lasting import Lasting
from caspia.ledger import provenance
from caspia.network import Network

if TYPE_CHECKING:
    from datetime import date

    from caspia.briefs import Brief
    from caspia.ledger import Ledger

_MOST_LEDGERS = 6
_MOST_NETWORKS = 24
_MOST_BRIEFS = 4


@dataclass(eq=False)
class View:
    """A ledger on a day.

    Attributes
    ----------
    known : Knowledge
        Where it is kept.
    ledger : Ledger
        As it was known, with the scenarios over it.
    on : date
        The day.
    scenario : tuple of str
        The scenarios asked for.
    """

    known: Knowledge
    ledger: Ledger
    on: date
    scenario: tuple[str, ...] = ()
    _networks: Lasting[tuple[Ledger, date], Network] = field(repr=False, kw_only=True)

    @property
    def network(self) -> Network:
        """The network of the day."""
        return self.network_on(self.on)

    def network_on(self, day: date) -> Network:
        """Return the network of another day."""
        return self._networks.get((self.ledger, day), lambda: Network.on(self.ledger, day))

    @property
    def provenance(self) -> dict[str, Any]:
        """What the answer rests on."""
        told = self.known.provenance_of(self.ledger)
        return told | {"on": str(self.on), "scenario": list(self.scenario)}


class Knowledge:
    """What a reader knows.

    Parameters
    ----------
    ledger : Ledger
        The newest, without scenarios.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._ledgers: Lasting[tuple[date | None, tuple[str, ...]], Ledger] = Lasting(_MOST_LEDGERS)
        self._networks: Lasting[tuple[Ledger, date], Network] = Lasting(_MOST_NETWORKS)
        self._provenances: Lasting[Ledger, dict[str, Any]] = Lasting(_MOST_LEDGERS)
        self.briefs: Lasting[tuple[Ledger, str, str, date], Brief] = Lasting(_MOST_BRIEFS)

    def view(self, on: date, as_of: date | None, scenario: tuple[str, ...]) -> View:
        """Return the ledger on a day as it was known by another, with scenarios over it.

        Raises
        ------
        UnknownNameError
            There is no such preset, link or agreement.
        BadScenarioError
            The changes cannot hold.
        """
        ledger = self.ledger
        if as_of is not None or scenario:
            ledger = self._ledgers.get((as_of, scenario), lambda: self._laid(as_of, scenario))
        return View(self, ledger, on, scenario, _networks=self._networks)

    def provenance_of(self, ledger: Ledger) -> dict[str, Any]:
        """Return the provenance of a ledger, worked out once."""
        return self._provenances.get(ledger, lambda: provenance(ledger))

    def _laid(self, as_of: date | None, scenario: tuple[str, ...]) -> Ledger:
        ledger = self.ledger if as_of is None else self.ledger.at(as_of)
        return asked_scenario(scenario).apply(ledger) if scenario else ledger
