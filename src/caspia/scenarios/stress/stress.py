"""N-1 and N-2: every link, node and agreement of the region taken out, one or two at a time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np

from caspia.errors import BadInputError
from caspia.flows import grown, region_on, solve_region
from caspia.flows.route_table import per_tonne
from caspia.network import Network
from caspia.scenarios.model import Scenario
from caspia.scenarios.stress.months import Month
from caspia.scenarios.stress.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from caspia.flows import FlowResult, Region
    from caspia.ledger import Ledger

    Flags = NDArray[np.bool_]
    Done = Callable[[str, int, int], None]

Kind = Literal["links", "nodes", "agreements"]
KINDS: tuple[Kind, ...] = ("links", "nodes", "agreements")
_WORST = 30
_MIDDLE = 15


@dataclass(frozen=True, eq=False)
class Stress:
    """All losses of a period.

    Attributes
    ----------
    result : FlowResult
        What moves with everything in its place.
    demand : float
        By what factor demand was grown.
    outcomes : tuple of Outcome
        The worst first.
    """

    result: FlowResult
    demand: float
    outcomes: tuple[Outcome, ...]

    def __repr__(self) -> str:
        return f"<Stress {self.result.region.period}: {len(self.outcomes)} losses>"

    def of(self, kind: str) -> tuple[Outcome, ...]:
        """Return the losses of a kind, the worst first."""
        return tuple(one for one in self.outcomes if one.kind == kind)


def stress(
    ledger: Ledger,
    period: str,
    *,
    kinds: Sequence[Kind] = KINDS,
    demand: float = 1.0,
    goods: Sequence[str] | None = None,
    pairs: bool = False,
    done: Done | None = None,
) -> Stress:
    """Return what each loss comes to, every one as solved from nothing.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    period : str
        Whole months from 2019 to 2025: 2024, 2024-05.
    kinds : sequence of str
        ``links``, ``nodes`` (with all that touches them), ``agreements`` (suspended: what they
        permit shuts, what they cap or price is free).
    demand : float
        What wants to move, as a multiple.
    goods : sequence of str, optional
        Only these goods of demand.
    pairs : bool
        Take out every pair of the thirty worst links too.
    done : callable, optional
        Told what is worked on, its number and how many there are.

    Raises
    ------
    BadInputError
        There is no such kind, or as in `caspia.flows.solve`.
    """
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise BadInputError(f"Stress has no kind {unknown[0]!r}. Use {', '.join(KINDS)}.")
    result = solve_region(_grown(region_on(ledger, period, goods=goods), demand))
    arcs = {kind: _groups(result.region, kind) for kind in kinds if kind != "agreements"}
    agreements = _in_force(result) if "agreements" in kinds else ()
    total = sum(map(len, arcs.values())) + len(agreements)
    count = _Count(done, total)
    months = [Month(result, solved) for solved in result.solved]
    found = [
        _outcome(kind, (name,), flags, months, result, count)
        for kind, groups in arcs.items()
        for name, flags in groups.items()
    ]
    for one in agreements:
        if _changes_numbers(result, one):
            found.append(_suspended(one, ledger, result, (period, goods, demand), count))
        else:
            flags = _flags(result, _acted_on(result, one))
            found.append(_outcome("agreements", (one,), flags, months, result, count))
    if pairs and "links" in kinds:
        found += _pairs(found, arcs["links"], months, result, count)
    return Stress(result, demand, tuple(sorted(found, key=lambda one: one.order)))


@dataclass(slots=True)
class _Count:
    """Tells how many losses are worked out."""

    done: Done | None
    total: int
    number: int = 0

    def step(self, name: str) -> None:
        self.number += 1
        if self.done is not None:
            self.done(name, self.number, self.total)


def _grown(region: Region, demand: float) -> Region:
    return region if demand == 1.0 else grown(region, demand)


def _groups(region: Region, kind: str) -> dict[str, Flags]:
    """Return the arcs of each link, or those that touch each node, by id."""
    arcs = region.arcs
    if kind == "links":
        return {link: arcs.flags(places) for link, places in sorted(arcs.of_link.items())}
    touching: dict[str, list[int]] = {}
    for place, key in enumerate(arcs.keys):
        for node in {key.tail_node, key.head_node}:
            touching.setdefault(node, []).append(place)
    return {node: arcs.flags(places) for node, places in sorted(touching.items())}


def _outcome(
    kind: str,
    out: tuple[str, ...],
    flags: Flags,
    months: Sequence[Month],
    result: FlowResult,
    count: _Count,
) -> Outcome:
    count.step(out[0])
    touched = [month for month in months if month.carries(flags)]
    left = [(month.moved, month.without(flags)) for month in touched]
    return Outcome(
        kind,
        out,
        _used(result, flags),
        sum(before.tonnes - after.tonnes for before, after in left),
        sum(after.usd - before.usd for before, after in left),
        exact=bool(touched),
    )


def _used(result: FlowResult, flags: Flags) -> float:
    """Return the tonnes that move over any of some arcs, each once."""
    return float(result.routes.tonnes[result.routes.over(flags)].sum())


def _in_force(result: FlowResult) -> tuple[str, ...]:
    """Return the agreements that permit or change some link in some month."""
    region = result.region
    ledger = region.ledger
    acting = {row["agreement_id"] for row in ledger.rows("agreement_effects")}
    found: set[str] = set()
    for month in region.months:
        network = Network.on(ledger, month.replace(day=_MIDDLE))
        for state in network.states.values():
            found |= acting & set(state.because)
        found |= {one.agreement_id for some in network.effects.values() for one in some}
    return tuple(sorted(found))


def _suspended(
    agreement: str,
    ledger: Ledger,
    result: FlowResult,
    how: tuple[str, Sequence[str] | None, float],
    count: _Count,
) -> Outcome:
    """Return what the loss of an agreement comes to: the ledger without it, solved from nothing."""
    count.step(agreement)
    period, goods, demand = how
    without = Scenario.of("without", [{"suspend": agreement}]).apply(ledger)
    after = solve_region(_grown(region_on(without, period, goods=goods), demand))
    flags = _flags(result, _acted_on(result, agreement))
    return Outcome(
        "agreements",
        (agreement,),
        _used(result, flags),
        float(result.delivered.sum() - after.delivered.sum()),
        _usd(after) - _usd(result),
    )


def _changes_numbers(result: FlowResult, agreement: str) -> bool:
    """Tell whether an agreement does more than permit: without it a cap or a fee is gone too."""
    return any(
        one.agreement_id == agreement
        for network in result.region.values.networks
        for effects in network.effects.values()
        for one in effects
    )


def _flags(result: FlowResult, links: set[str]) -> Flags:
    return np.array([link in links for link in result.region.arcs.link], dtype=np.bool_)


def _acted_on(result: FlowResult, agreement: str) -> set[str]:
    found: set[str] = set()
    for network in result.region.values.networks:
        found |= {link for link, state in network.states.items() if agreement in state.because}
        found |= {
            link
            for link, effects in network.effects.items()
            if any(one.agreement_id == agreement for one in effects)
        }
    return found


def _usd(result: FlowResult) -> float:
    return float(per_tonne(result, "usd") @ result.routes.tonnes)


def _pairs(
    found: Sequence[Outcome],
    arcs: dict[str, Flags],
    months: Sequence[Month],
    result: FlowResult,
    count: _Count,
) -> Iterator[Outcome]:
    """Yield the pairs of the worst links; their order is by name."""
    links = [one for one in found if one.kind == "links" and one.exact]
    worst = sorted(one.out[0] for one in sorted(links, key=lambda one: one.order)[:_WORST])
    count.total += len(worst) * (len(worst) - 1) // 2
    for one, other in combinations(worst, 2):
        yield _outcome("pairs", (one, other), arcs[one] | arcs[other], months, result, count)
