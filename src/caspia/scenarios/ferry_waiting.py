"""A ferry line whose wait follows from its load: flows and waiting brought into agreement.

The flows say what comes to each end of the line, the simulation of the line how long that waits,
and the flows are solved again with that wait; damped, until the wait hardly changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.flows import solve
from caspia.flows.ferry import ferry_line, waiting_by_load
from caspia.scenarios.model import Scenario, composed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caspia.flows import FlowResult
    from caspia.flows.ferry import WaitingCurve
    from caspia.flows.solving import Engine
    from caspia.ledger import Ledger

    Done = Callable[[str, int, int], None]

MOST_ROUNDS = 8
#: Rounds end when the wait changes by less than this share of itself.
CLOSE = 0.02
_DAMPING = 0.5
_FULL = 0.999


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the load to the busier end in tonnes a month, the wait put in and the wait due."""

    load_t_per_month: float
    wait_h: float
    due_h: float

    @property
    def gap(self) -> float:
        """How far the wait due is from the one put in, as a share of it."""
        return abs(self.due_h - self.wait_h) / self.wait_h


@dataclass(frozen=True, eq=False)
class FerryWaiting:
    """A line's load and wait that agree.

    Attributes
    ----------
    link_id : str
        The line.
    ledger : Ledger
        With the wait as a row; scenarios and commands take it as any other.
    result : FlowResult
        The flows of the last round.
    curve : WaitingCurve
        Wait by load.
    rounds : tuple of Round
        What was tried, in order.
    full : bool
        Whether more comes than the line carries: the wait is then what builds up in the time
        simulated, and would grow without end.
    """

    link_id: str
    ledger: Ledger
    result: FlowResult
    curve: WaitingCurve
    rounds: tuple[Round, ...]
    full: bool

    @property
    def settled(self) -> bool:
        """Whether load and wait agree to `CLOSE`."""
        return self.rounds[-1].gap < CLOSE


def ferry_waiting(
    ledger: Ledger,
    link_id: str,
    period: str,
    *,
    goods: Sequence[str] | None = None,
    engine: Engine = "choice",
    replications: int = 30,
    done: Done | None = None,
) -> FerryWaiting:
    """Return the flows of a period in which the wait for a line is that of its load.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    link_id : str
        A ferry or feeder line with ships of its own.
    period : str
        Whole months from 2019 to 2025.
    goods, engine
        As in `caspia.flows.solve`.
    replications : int
        Of the simulation, for each load.
    done : callable, optional
        Told what is worked on, its number and the most there can be.

    Raises
    ------
    UnknownNameError
        There is no such line.
    BadInputError
        The line has no ships of its own, or as in `solve`.
    """
    result = solve(ledger, period, goods=goods, engine=engine)
    middle = result.region.months[len(result.region.months) // 2]
    curve = waiting_by_load(ferry_line(ledger, link_id, middle), replications=replications)
    rounds: list[Round] = []
    now, wait = ledger, 0.0
    for number in range(MOST_ROUNDS):
        if done is not None:
            done("a round of flows and waiting", number + 1, MOST_ROUNDS)
        load = _load(result, link_id)
        due = _due(curve, load)
        wait = due if not rounds else wait + _DAMPING * (due - wait)
        patch = {"set": "dwell", "of": link_id, "value": round(wait, 3), "unit": "h"}
        now = Scenario.of(f"waiting-{link_id}".lower().replace("_", "-"), [patch]).apply(ledger)
        result = solve(now, period, goods=goods, engine=engine)
        rounds.append(Round(load, wait, _due(curve, _load(result, link_id))))
        if rounds[-1].gap < CLOSE:
            break
    full = _load(result, link_id) >= _FULL * curve.capacity_t_per_month
    return FerryWaiting(link_id, now, result, curve, tuple(rounds), full)


def with_waiting(
    ledger: Ledger,
    scenario: Scenario,
    link_id: str,
    period: str,
    *,
    goods: Sequence[str] | None = None,
    engine: Engine = "choice",
    done: Done | None = None,
) -> tuple[Ledger, Scenario]:
    """Return a ledger and a scenario in both of which the wait for a line is that of its load.

    The scenario has one cause more, the wait that follows from it. Arguments and errors are those
    of `ferry_waiting`.
    """
    without = ferry_waiting(ledger, link_id, period, goods=goods, engine=engine, done=done)
    over = scenario.apply(ledger)
    with_it = ferry_waiting(over, link_id, period, goods=goods, engine=engine, done=done)
    wait = {"set": "dwell", "of": link_id, "value": round(with_it.rounds[-1].wait_h, 3)}
    because = "what the load under the scenario comes to"
    patch = wait | {"unit": "h", "cause": "waiting", "because": because}
    more = Scenario.of("waiting", [patch], "the wait for the line follows its load")
    return without.ledger, composed([scenario, more])


def _load(result: FlowResult, link_id: str) -> float:
    """Return the tonnes a month that come to the busier end of a line."""
    places = list(result.region.arcs.of_link.get(link_id, ()))
    months = len(result.region.months)
    return float(result.on_arcs[places].sum(axis=1).max(initial=0.0)) / months


def _due(curve: WaitingCurve, load: float) -> float:
    """Return the wait at a load, both ways at the same; at most that of the whole capacity."""
    there = min(load, curve.capacity_t_per_month)
    waits = [curve.wait_h(there, back=back).median for back in (False, True)]
    return sum(waits) / len(waits)
