"""What times, waits and costs of arcs may be, each with the cause that it shares with others.

Times and waits move by the causes that routes know as well: the railway of a state, a border, a
port, the weather of a sea. The rates of a mode in a state move together, and so do charges at ports
and terminals, which rest on one assumption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.region_arcs import arc_keys
from caspia.ledger import name_of
from caspia.network.model import NONE
from caspia.scenarios.ensembles.factor import Factor
from caspia.scenarios.ensembles.spans import LooseSpans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows import Region
    from caspia.ledger import Ledger
    from caspia.network import Graph
    from caspia.scenarios.ensembles.factor import FactorBook, FactorKind

    Numbers = NDArray[np.float64]

_TERMINAL, _PORT = "terminal", "port"
_COLUMNS = {
    "time": ("time_h", "time_low_h", "time_high_h"),
    "dwell": ("dwell_h", "dwell_low_h", "dwell_high_h"),
    "cost": ("cost_usd_per_t", "cost_low_usd_per_t", "cost_high_usd_per_t"),
}
_WORDS = {"time": "Time", "dwell": "Wait", "cost": "Rates"}


def arc_spans(region: Region, book: FactorBook) -> dict[str, LooseSpans]:
    """Return time, dwell and cost of all arcs, shape (months, arcs, kinds), by those names."""
    shape = region.values.hours.shape
    found = {name: _nothing(shape) for name in _COLUMNS}
    place = {key: number for number, key in enumerate(region.arcs.keys)}
    for month, network in enumerate(region.values.networks):
        for kind, good in enumerate(region.values.kinds):
            graph = network.graph(good)
            at = np.array([place[key] for key in arc_keys(graph)], dtype=np.intp)
            for name, spans in found.items():
                _fill(spans, (month, at, kind), graph, name, region.ledger, book)
    return found


def _nothing(shape: tuple[int, ...]) -> LooseSpans:
    owner = np.full(shape, "", dtype=object)
    return LooseSpans(np.zeros(shape), np.zeros(shape), np.zeros(shape), owner)


def _fill(
    spans: LooseSpans,
    at: tuple[int, NDArray[np.intp], int],
    graph: Graph,
    name: str,
    ledger: Ledger,
    book: FactorBook,
) -> None:
    ends = zip((spans.middle, spans.low, spans.high), _COLUMNS[name], strict=True)
    for numbers, column in ends:
        numbers[at] = getattr(graph.arcs, column)
    kind: FactorKind = "time" if name == "time" else "dwell" if name == "dwell" else "cost"
    causes = _causes(graph, name)
    of_cause = {cause: book.add(_factor(kind, cause, ledger)) for cause in set(causes) if cause}
    spans.owner[at] = np.array([of_cause.get(cause, "") for cause in causes], dtype=object)


def _causes(graph: Graph, name: str) -> list[str]:
    """Return what moves each arc; a rate goes by what moves the time, or the wait of handling."""
    time, dwell = graph.arcs.time_cause.tolist(), graph.arcs.dwell_cause.tolist()
    if name == "dwell":
        chosen = dwell
    elif name == "time":
        chosen = time
    else:
        chosen = [one if one != NONE else two for one, two in zip(time, dwell, strict=True)]
    return [_shared(graph.causes[one], name) if one != NONE else "" for one in chosen]


def _shared(cause: str, name: str) -> str:
    """Return what a cause is part of: terminals are alike, and so are the charges of ports."""
    family = cause.partition(":")[0]
    if family == _TERMINAL or (family == _PORT and name == "cost"):
        return family
    return cause


def _factor(kind: FactorKind, cause: str, ledger: Ledger) -> Factor:
    if kind == "cost" and cause.startswith("swap:"):
        return Factor(kind, cause, "Fee of gas swaps")
    return Factor(kind, cause, f"{_WORDS[kind]} {_where(cause, ledger)}")


def _where(cause: str, ledger: Ledger) -> str:
    family, _, name = cause.partition(":")
    if family == "border":
        states = [name_of(ledger, one) for one in name.split("-")]
        return f"at the border of {' and '.join(states)}"
    if family == "sea":
        return f"on the water: {name.replace('_', ' ').title()}"
    if family == _TERMINAL:
        return "at terminals"
    if family == _PORT:
        return f"at the port of {name_of(ledger, name)}" if name else "at ports"
    return f"by {family.replace('_', ' ')} in {name_of(ledger, name) if name else 'no state'}"
