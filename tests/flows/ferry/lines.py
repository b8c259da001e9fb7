"""A small line of known facts."""

from __future__ import annotations

from datetime import date

from caspia.flows.ferry import FerryLine, Port
from caspia.network.measures import Value


def exactly(number: float) -> Value:
    return Value(number, number, number, "assumed")


def port(node_id: str, *, closed_share: float = 0.0) -> Port:
    work, storm = Value(3.0, 2.0, 5.0, "assumed"), Value(20.0, 10.0, 60.0, "assumed")
    return Port(node_id, exactly(2), work, work, exactly(closed_share), storm)


def small_line(*, closed_share: float = 0.0) -> FerryLine:
    """Return a line of three vessels that each take ten wagons of 40 t, four to a block."""
    return FerryLine(
        link_id="ferry-near-far",
        on=date(2024, 6, 1),
        unit="wagons",
        ports=(port("near", closed_share=closed_share), port("far", closed_share=closed_share)),
        vessels=exactly(3),
        load=exactly(10),
        tonnes_per_unit=exactly(40),
        sailing_h=Value(12.0, 10.0, 18.0, "assumed"),
        block=exactly(4),
        longest_wait_h=exactly(24),
    )
