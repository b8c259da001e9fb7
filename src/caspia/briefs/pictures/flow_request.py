"""What a map of flows is asked to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger import Ledger

TIGHT, INDICATIVE = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class MovedLink:
    """What moves over a link.

    Attributes
    ----------
    link_id : str
        A physical link of the ledger.
    tonnes : float
        Both ways together.
    there, back : float
        Tonnes from end a to end b, and from b to a.
    utilisation : float or None
        Share of its capacity that is used, 0 to 1; None where no capacity is known.
    assumed : float
        Share of the inputs behind its tonnes that is assumed, 0 to 1.
    capacity_assumed : bool
        Whether the capacity is an assumption: none is called tight on one alone (C5).
    """

    link_id: str
    tonnes: float
    there: float
    back: float
    utilisation: float | None
    assumed: float
    capacity_assumed: bool = False

    @property
    def is_tight(self) -> bool:
        """Whether over nine tenths of a known capacity are used."""
        known = self.utilisation is not None and not self.capacity_assumed
        return known and (self.utilisation or 0.0) > TIGHT

    @property
    def is_indicative(self) -> bool:
        """Whether over half of its inputs are assumed (C8)."""
        return self.assumed > INDICATIVE


@dataclass(frozen=True, slots=True)
class StrandedMark:
    """Cargo that wants to move and cannot, at its origin.

    Attributes
    ----------
    node_id : str
        Node of the ledger where it begins.
    tonnes : float
        That do not move.
    good : str
        Id of the good of demand.
    told : str
        One or more sentences: whose, how much, what cut it.
    """

    node_id: str
    tonnes: float
    good: str
    told: str


@dataclass(frozen=True, slots=True)
class FlowMapRequest:
    """A map of what moves in a period.

    Attributes
    ----------
    ledger : Ledger
        Names, courses and places of its links and nodes.
    on : date
        The day whose borders are drawn.
    period : str
        As printed: ``2023``, ``Jun 2023``.
    engine : str
        ``choice`` or ``least-cost``.
    links : tuple of MovedLink
        Each link once.
    stranded : tuple of StrandedMark
        Of one node, any number.
    goods : tuple of str
        Ids of the goods that were asked for; empty for all.
    assumed : float
        Share of all inputs that is assumed, 0 to 1.
    largest : float
        Tonnes that the widest line stands for, so that maps compare; 0 for those of its own.
    """

    ledger: Ledger
    on: date
    period: str
    engine: str
    links: tuple[MovedLink, ...]
    stranded: tuple[StrandedMark, ...]
    assumed: float
    goods: tuple[str, ...] = ()
    worldview: str = "UN"
    largest: float = 0.0


def check_flow_request(request: FlowMapRequest) -> None:
    """Refuse amounts that are none, and links that come twice.

    Raises
    ------
    BadInputError
        With the ids of the links and nodes at fault.
    """
    ids = [link.link_id for link in request.links]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise BadInputError(f"Links come twice: {', '.join(twice)}. Add their tonnes up first.")
    wrong = [link.link_id for link in request.links if not _adds_up(link)]
    wrong += [mark.node_id for mark in request.stranded if not 0 <= mark.tonnes < float("inf")]
    if wrong:
        raise BadInputError(
            f"Not drawable: {', '.join(wrong)}. Give tonnes of at least 0 that are those there "
            "and back together, and shares from 0 on."
        )


def _adds_up(link: MovedLink) -> bool:
    total = link.there + link.back
    shares = 0 <= link.assumed <= 1 and (link.utilisation is None or link.utilisation >= 0)
    ways = min(link.there, link.back) >= 0 and total < float("inf")
    return shares and ways and abs(total - link.tonnes) <= 1e-6 * max(total, 1.0)
