"""A route as it is told: legs, cost, time, emission, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from caspia.network.beside import Beside
    from caspia.network.places import Place


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch in one mode, or work at one place.

    Attributes
    ----------
    start, end : str
        Ids of nodes; equal for work at a place.
    mode : str
        Layer of transport (``rail_1520``, ``ferry``); for work what is done (``ferry_waiting``).
    links : tuple of str
        In the order of travel; empty for work at a place.
    length_km, service_h, dwell_h, cost_usd_per_t, co2_kg_per_t : float
        Length; hours under way; hours waiting, at borders and in handling; cost; emission.
    assumed_h : float
        How many of the hours rest on assumptions.
    rows : tuple of str
        Rows of the ledger that it rests on.
    """

    start: str
    end: str
    mode: str
    links: tuple[str, ...]
    length_km: float
    service_h: float
    dwell_h: float
    cost_usd_per_t: float
    co2_kg_per_t: float
    assumed_h: float
    rows: tuple[str, ...]

    @property
    def moves(self) -> bool:
        """Whether it is a movement, not work at a place."""
        return bool(self.links)


@dataclass(frozen=True, slots=True)
class Hours:
    """How long a journey takes.

    Attributes
    ----------
    median, p90 : float
        Hours that one case in two, and nine in ten, stay under.
    """

    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class Money:
    """A cost in US dollars per tonne.

    Attributes
    ----------
    value, low, high : float
        The median, and the ends of all its parts together.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Dependence:
    """An agreement that links of a route rest on.

    Attributes
    ----------
    agreement_id, title : str
        The agreement.
    links : tuple of str
        The links that would close with it.
    """

    agreement_id: str
    title: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reservation:
    """What cargo meets in a state that a route crosses.

    Attributes
    ----------
    permission_id, state : str
        The row, and the state or bloc crossed.
    standing : str
        ``permitted``, ``restricted`` or ``forbidden``.
    concerns : str
        Whose cargo or which goods it speaks of; empty for all.
    on_paper : bool
        Whether the route therefore exists on paper only: barred to all, or shunned by most.
    refusing : float or None
        Percent of shippers who send nothing this way though they may.
    added_cost_usd_per_t : Money
        What insurance, payment and papers add; in the cost of the route.
    held : float
        Chance in percent that a shipment is held or lost.
    why : str
        In words.
    """

    permission_id: str
    state: str
    standing: str
    concerns: str
    on_paper: bool
    refusing: float | None
    added_cost_usd_per_t: Money
    held: float
    why: str


@dataclass(frozen=True, slots=True)
class Route:
    """One way from origin to destination.

    Attributes
    ----------
    corridor, name : str
        Id and name of the corridor that it goes by.
    legs : tuple of Leg
        In the order of travel.
    length_km, co2_kg_per_t : float
        Totals of its legs.
    cost_usd_per_t : Money
        Cost of its legs, and what its reservations add.
    time_h : Hours
        From draws in which parts of one cause move together.
    states, borders, seas : tuple of str
        What it crosses: states in the order of travel, the others sorted.
    depends_on : tuple of Dependence
        Agreements behind its links.
    restricted : tuple of str
        Its links that are restricted.
    reservations : tuple of Reservation
        What transit through its states meets.
    assumed : float
        Share of its hours that rests on assumptions, 0 to 1 (C8).
    """

    corridor: str
    name: str
    legs: tuple[Leg, ...]
    length_km: float
    cost_usd_per_t: Money
    time_h: Hours
    co2_kg_per_t: float
    states: tuple[str, ...]
    borders: tuple[str, ...]
    seas: tuple[str, ...]
    depends_on: tuple[Dependence, ...]
    restricted: tuple[str, ...]
    reservations: tuple[Reservation, ...]
    assumed: float

    @property
    def on_paper(self) -> bool:
        """Whether it exists on paper only."""
        return any(reservation.on_paper for reservation in self.reservations)

    @property
    def indicative(self) -> bool:
        """Whether more than half of it is assumed (C8)."""
        return self.assumed > 0.5

    @property
    def links(self) -> tuple[str, ...]:
        """All its links in the order of travel."""
        return tuple(link for leg in self.legs for link in leg.links)


@dataclass(frozen=True, slots=True)
class Reopening:
    """A set of things that together would open a way.

    Attributes
    ----------
    causes : tuple of str
        Ids of agreements, events and links: revive, end or build each of them.
    says : tuple of str
        What each means.
    opens : tuple of str
        The closed links that then pass.
    """

    causes: tuple[str, ...]
    says: tuple[str, ...]
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SinglePoints:
    """What every way between two places passes: without it there is no route.

    Attributes
    ----------
    states, nodes, links, agreements : tuple of str
        Ids; origin and destination and their states are left out.
    """

    states: tuple[str, ...]
    nodes: tuple[str, ...]
    links: tuple[str, ...]
    agreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """The answer to how a good gets from one place to another on a day.

    Attributes
    ----------
    origin, destination : Place
        The ends.
    good, by : str
        What is carried, and what was made least: ``time``, ``cost``, ``co2`` or ``risk``.
    on : date
        The day.
    routes : tuple of Route
        Best first; none where there is no way.
    quoted : tuple of Beside
        What the ledger quotes for the pair, the nearest in place and time first, each beside what
        is modelled.
    single_points : SinglePoints
        What all ways have in common.
    closed_by : tuple of Reopening
        Where there is no way, every smallest set of reopenings that would make one.
    """

    origin: Place
    destination: Place
    good: str
    by: str
    on: date
    routes: tuple[Route, ...]
    quoted: tuple[Beside, ...]
    single_points: SinglePoints
    closed_by: tuple[Reopening, ...]

    @property
    def by_corridor(self) -> tuple[Route, ...]:
        """The best route of each corridor, best first."""
        first: dict[str, Route] = {}
        for route in self.routes:
            first.setdefault(route.corridor, route)
        return tuple(first.values())
