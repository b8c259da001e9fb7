"""A line of ships between two ports on a day: its fleet, its berths, its cargo and its weather."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from caspia.errors import BadInputError, UnknownNameError
from caspia.flows.ferry.facts import fact
from caspia.ledger import nearest, read_day
from caspia.network.measures import Value
from caspia.network.service import service_of
from caspia.network.speeds import moving_time
from caspia.network.value_rows import value_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.network.measures import Basis
    from caspia.network.service import Service
    from caspia.network.value_rows import ValueRows

_SHIPS = frozenset({"ferry", "sea"})
_TONNES = {"wagons": "wagon_tonnes", "trucks": "truck_tonnes", "TEU": "teu_tonnes"}
_LOADS = frozenset({"vessel_capacity_wagons", "vessel_capacity_trucks", "vessel_capacity_teu"})
_GOOD = "containers"


@dataclass(frozen=True, slots=True)
class Port:
    """One end of a line.

    Attributes
    ----------
    node_id : str
        The port.
    berths : Value
        Berths that the line can use.
    unloading_h, loading_h : Value
        Hours of work on a vessel.
    closed_share : Value
        Share of the month in which wind closes the port, 0 to 1.
    closed_h : Value
        Hours that one closure lasts.
    """

    node_id: str
    berths: Value
    unloading_h: Value
    loading_h: Value
    closed_share: Value
    closed_h: Value


@dataclass(frozen=True, slots=True)
class FerryLine:
    """The facts of a line in the month of a day; each with its interval and its rows.

    A what-if on the line itself is `dataclasses.replace`: one more vessel, a second berth.

    Attributes
    ----------
    link_id : str
        The line.
    on : date
        The day.
    unit : str
        What a vessel's room is counted in: ``wagons``, ``trucks`` or ``TEU``.
    ports : tuple of Port
        The ends, a and b of the link.
    vessels : Value
        Ships on the line.
    load : Value
        Units that one sailing takes at most.
    tonnes_per_unit : Value
        Cargo of a unit.
    sailing_h : Value
        Hours from port to port.
    block : Value
        Units that come to the quay together.
    longest_wait_h : Value
        Hours after unloading that a vessel waits for a full load.
    """

    link_id: str
    on: date
    unit: str
    ports: tuple[Port, Port]
    vessels: Value
    load: Value
    tonnes_per_unit: Value
    sailing_h: Value
    block: Value
    longest_wait_h: Value

    def __post_init__(self) -> None:
        wrong = [*_wrong_counts(self), *_wrong_spans(self)]
        if wrong:
            raise BadInputError(
                f"The facts of {self.link_id} cannot be sailed: {'; '.join(wrong)}. Mend these."
            )

    def facts(self) -> dict[str, Value]:
        """Return every fact by name; those of a port begin with its id."""
        own = ("vessels", "load", "tonnes_per_unit", "sailing_h", "block", "longest_wait_h")
        found: dict[str, Value] = {name: getattr(self, name) for name in own}
        for port in self.ports:
            for name in ("berths", "unloading_h", "loading_h", "closed_share", "closed_h"):
                found[f"{port.node_id}.{name}"] = getattr(port, name)
        return found

    @property
    def assumed_share(self) -> float:
        """Share of its facts that is assumed, 0 to 1."""
        facts = self.facts().values()
        return sum(value.basis == "assumed" for value in facts) / len(facts)

    @property
    def indicative(self) -> bool:
        """Whether over half of its facts are assumed."""
        return self.assumed_share > 0.5


def ferry_line(ledger: Ledger, link_id: str, on: date | str) -> FerryLine:
    """Return what the ledger and the tables beside it tell of a line on a day.

    Parameters
    ----------
    ledger : Ledger
        What was known: a fact whose rows were not is assumed.
    link_id : str
        A link by ferry or sea, such as ``ferry-kuryk-alat``; open or not.
    on : date or str
        The day; wind is that of its month.

    Raises
    ------
    UnknownNameError
        There is no such link.
    BadInputError
        The link is none of ships, or nothing is told of the ships on it.
    BadDateError
        `on` is no day.
    """
    rows = value_rows(ledger, read_day(on), _GOOD)
    link = _ship_link(link_id, rows)
    service = service_of(link, rows)
    if not (service.vessels and service.load):
        raise BadInputError(
            f"Nothing is told of the ships on {link_id}. Ask for a line whose fleet is known, "
            "such as ferry-kuryk-alat, or make a FerryLine of your own."
        )
    return _line(link, service, rows)


def _ship_link(link_id: str, rows: ValueRows) -> Row:
    if link_id not in rows.links:
        raise UnknownNameError("link", link_id, nearest(link_id, rows.links))
    link = rows.links[link_id]
    if link["mode"] not in _SHIPS:
        raise BadInputError(
            f"{link_id} goes by {link['mode']}, not by ship. Ask for a link by ferry or sea."
        )
    return link


def _line(link: Row, service: Service, rows: ValueRows) -> FerryLine:
    mode, unit = link["mode"], service.load_unit
    ships, known_by = service.vessels, service.sailings.rows
    vessels = Value(ships, ships, ships, _counted(service.sailings), known_by)
    return FerryLine(
        link_id=link.id,
        on=rows.on,
        unit=unit,
        ports=(_port(link["a"], mode, rows), _port(link["b"], mode, rows)),
        vessels=rows.parameters.known(vessels),
        load=_load(service, rows),
        tonnes_per_unit=rows.parameters.value(_TONNES[unit]),
        sailing_h=moving_time(link, rows),
        block=fact("block", (unit,), rows.parameters),
        longest_wait_h=fact("longest_wait", ("*",), rows.parameters),
    )


def _counted(sailings: Value) -> Basis:
    """Return how a number of ships is known that was worked out from sailings."""
    return "assumed" if sailings.basis == "assumed" else "measured"


def _load(service: Service, rows: ValueRows) -> Value:
    """Return the load of a sailing; its interval is that of the ships told of."""
    told = [
        row
        for series in sorted(_LOADS)
        for row in rows.observations.get(series, ())
        if row.id in service.sailings.rows and row["value"] is not None
    ]
    ends = [service.load, *(float(row["value"]) for row in told)]
    names = tuple(row.id for row in told) or service.sailings.rows
    value = Value(service.load, min(ends), max(ends), service.sailings.basis, names)
    return rows.parameters.known(value)


def _port(node_id: str, mode: str, rows: ValueRows) -> Port:
    places = (f"{mode}:{node_id}", f"{mode}:*")
    work = fact("work", places, rows.parameters)
    share = fact("unloading_share", ("*",), rows.parameters)
    months = (f"{node_id}:{rows.on.month}", f"{node_id}:*", "*:*")
    return Port(
        node_id=node_id,
        berths=fact("berths", places, rows.parameters),
        unloading_h=_part(work, share),
        loading_h=_part(work, replace(share, median=1 - share.median)),
        closed_share=fact("closed_share", months, rows.parameters),
        closed_h=rows.parameters.value("storm_length"),
    )


def _part(work: Value, share: Value) -> Value:
    """Return a part of the work; as firm as the work, since the parts add up to it."""
    return replace(work.product(share), basis=work.basis)


def _wrong_counts(line: FerryLine) -> Iterator[str]:
    counts = {"vessels": line.vessels, "load": line.load, "block": line.block}
    counts |= {f"{port.node_id}.berths": port.berths for port in line.ports}
    for name, value in counts.items():
        if round(value.median) < 1:
            yield f"{name} is {value.median:g} and must be at least 1"


def _wrong_spans(line: FerryLine) -> Iterator[str]:
    for name, value in line.facts().items():
        spread = 0 < value.low <= value.median <= value.high
        if name.endswith(("_h", "tonnes_per_unit")) and value.high != 0 and not spread:
            yield f"{name} is {value.low:g} to {value.high:g} and must be above 0"
        if name.endswith("closed_share") and not 0 <= value.median < 1:
            yield f"{name} is {value.median:g} and must be from 0 to under 1"
