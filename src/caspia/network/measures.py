"""The numbers of a link and of a transfer, each with its interval and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Basis = Literal["observed", "measured", "assumed"]
CapacityKind = Literal["physical", "timetable", "fleet", "quota", "observed_peak"]
_FIRMNESS: tuple[Basis, ...] = ("observed", "measured", "assumed")


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its interval.

    Attributes
    ----------
    median : float
        What half of the shipments stay under; the unit is that of the field it stands in.
    low, high : float
        What one shipment in ten stays under, and one in ten goes over.
    basis : str
        ``observed``: published for this very link, border or port; ``measured``: a measured
        length at a speed or rate published for the country or network; ``assumed``: a choice.
    rows : tuple of str
        Ids of the ledger's rows that it rests on.
    assumptions : tuple of str
        Names in ``assumptions.csv`` that it rests on.
    """

    median: float
    low: float
    high: float
    basis: Basis
    rows: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()

    def times(self, factor: float) -> Value:
        """Return the value times a positive number, known exactly."""
        scaled = (factor * self.median, factor * self.low, factor * self.high)
        return Value(*scaled, self.basis, self.rows, self.assumptions)

    def over(self, distance: float) -> Value:
        """Return the time that a distance takes at this speed; the faster the shorter."""
        ends = (distance / self.median, distance / self.high, distance / self.low)
        return Value(*ends, self.basis, self.rows, self.assumptions)

    def product(self, other: Value) -> Value:
        """Return the product of two positive values; ends are multiplied with ends."""
        ends = (self.median * other.median, self.low * other.low, self.high * other.high)
        return Value(*ends, *_grounds((self, other)))


NOTHING = Value(0.0, 0.0, 0.0, "measured")


def total(values: Iterable[Value]) -> Value:
    """Return the sum of values; its interval takes them to move together."""
    parts = [value for value in values if value.high > 0]
    if not parts:
        return NOTHING
    sums = (sum(v.median for v in parts), sum(v.low for v in parts), sum(v.high for v in parts))
    return Value(*sums, *_grounds(parts))


def _grounds(values: Iterable[Value]) -> tuple[Basis, tuple[str, ...], tuple[str, ...]]:
    found = tuple(values)
    basis = max((value.basis for value in found), key=_FIRMNESS.index)
    rows = tuple(dict.fromkeys(row for value in found for row in value.rows))
    names = tuple(dict.fromkeys(name for value in found for name in value.assumptions))
    return basis, rows, names


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a link or transfer can carry.

    Attributes
    ----------
    kind : str
        ``physical`` (the works), ``timetable`` (paths of trains), ``fleet`` (vessels x load x
        sailings), ``quota`` (a permit or contract) or ``observed_peak`` (the most seen so far).
        A yearly flow or a target is none of these.
    value : Value
        In `unit`.
    unit : str
        As in the ledger.
    t_per_month : Value or None
        In tonnes of a twelfth of a year; None where the unit says nothing of tonnes.
    """

    kind: CapacityKind
    value: Value
    unit: str
    t_per_month: Value | None


@dataclass(frozen=True, slots=True)
class LinkValues:
    """The numbers of one link for one good on one day.

    Attributes
    ----------
    link_id : str
        The link.
    time_h : Value
        Hours under way, with stops on the line and drivers' rest; either direction.
    dwell_h, dwell_back_h : Value
        Hours at the border or other stop charged on the link, from a to b and from b to a.
    cost_usd_per_t : Value
        Freight and border charges in US dollars per tonne.
    co2_kg_per_t : Value
        Emission from tank to wheel in kilograms per tonne.
    capacities : tuple of Capacity
        What is known of what it can carry, none where nothing is.
    causes : tuple of str
        What moves its time together with that of others: the railway of a country
        (``rail:KAZ``), a border (``border:CHN-KAZ``), the weather of a sea (``sea:caspian``).
        First that of `time_h`, then that of the dwell where there is one.
    """

    link_id: str
    time_h: Value
    dwell_h: Value
    dwell_back_h: Value
    cost_usd_per_t: Value
    co2_kg_per_t: Value
    capacities: tuple[Capacity, ...]
    causes: tuple[str, ...]

    @property
    def assumed(self) -> bool:
        """Whether its time, dwell or cost rests on an assumption."""
        parts = (self.time_h, self.dwell_h, self.dwell_back_h, self.cost_usd_per_t)
        return any(part.basis == "assumed" for part in parts)


@dataclass(frozen=True, slots=True)
class TransferValues:
    """The numbers of going from one layer to another at a node; ``access`` is entry and exit.

    Attributes
    ----------
    node_id : str
        Where.
    from_layer, to_layer : str
        Layers of the graph.
    kind : str
        ``loading``, ``unloading``, ``port_handling``, ``ferry_waiting``, ``gauge_break`` or
        ``transshipment``.
    dwell_h : Value
        Hours from ready on the one to under way on the other: handling, and the wait for the
        next train or sailing.
    cost_usd_per_t : Value
        Charges in US dollars per tonne.
    capacities : tuple of Capacity
        What the place can hand over.
    cause : str
        What moves its dwell together with that of others: ``port:aktau``, ``sea:caspian``.
    """

    node_id: str
    from_layer: str
    to_layer: str
    kind: str
    dwell_h: Value
    cost_usd_per_t: Value
    capacities: tuple[Capacity, ...]
    cause: str

    @property
    def assumed(self) -> bool:
        """Whether its dwell or cost rests on an assumption."""
        return "assumed" in (self.dwell_h.basis, self.cost_usd_per_t.basis)
