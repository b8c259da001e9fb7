"""What a ledger comes to under several scenarios: each is solved from nothing by a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import caspia.errors
from caspia.errors import BadInputError, CaspiaError, SolverError, WorkersError
from caspia.flows import solve
from caspia.ledger import Ledger
from caspia.scenarios.batch import Failed, run_batch
from caspia.scenarios.batch.outcome import LOST
from caspia.scenarios.difference.measured import Measure, measured

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from datetime import date

    from caspia.flows.solving import Engine
    from caspia.ledger import Layer
    from caspia.scenarios.batch import Workers
    from caspia.scenarios.difference.measured import Kind
    from caspia.scenarios.model import Scenario

    Worth = dict[Measure, float]


@dataclass(frozen=True, slots=True)
class Question:
    """What is solved under each scenario; it travels to workers of this machine.

    Attributes
    ----------
    layers, as_of, strict, ended
        The ledger, as in `Ledger`; its files lie where the workers can read them.
    period : str
        Whole months.
    goods : tuple of str or None
        Goods of demand; None for all.
    engine : str
        As in `caspia.flows.solve`.
    scenarios : tuple of Scenario
        Told apart by their place.
    """

    layers: tuple[Layer, ...]
    as_of: date | None
    strict: bool
    ended: date | None
    period: str
    goods: tuple[str, ...] | None
    engine: Engine
    scenarios: tuple[Scenario, ...]

    @classmethod
    def of(
        cls,
        ledger: Ledger,
        how: tuple[str, Sequence[str] | None, Engine],
        scenarios: Sequence[Scenario],
    ) -> Question:
        """Return the question of a ledger, with period, goods and engine."""
        period, goods, engine = how
        chosen = None if goods is None else tuple(goods)
        clocks = ledger.as_of, ledger.strict, ledger.ended
        return cls(ledger.layers, *clocks, period, chosen, engine, tuple(scenarios))

    @property
    def ledger(self) -> Ledger:
        """The ledger that scenarios are laid over."""
        return Ledger(self.layers, self.as_of, strict=self.strict, ended=self.ended)


def worths(
    question: Question,
    *,
    executor: Executor | Workers | None = None,
    done: Callable[[int, int], None] | None = None,
) -> list[Worth]:
    """Return what the flows come to under each scenario of a question, in their order.

    Parameters
    ----------
    question : Question
        What is solved.
    executor : Executor or Workers, optional
        As in `run_batch`; workers have to see the files of the ledger.
    done : callable, optional
        Told how many of how many are solved.

    Raises
    ------
    BadInputError
        The patches of some scenario cannot hold.
    SolverError, WorkersError
        A scenario has no answer; a worker died over it each time.
    """
    tasks = list(range(len(question.scenarios)))
    found = run_batch(worth, tasks, payload=question, executor=executor, done=done, chunk=1)
    for scenario, one in zip(question.scenarios, found, strict=True):
        if isinstance(one, Failed):
            raise _error_of(one, scenario)
    lines = cast("list[list[tuple[str, str, str, float]]]", found)
    return [{_measure(*line[:3]): line[3] for line in some} for some in lines]


def worth(payload: object, task: object) -> object:
    """Return what the flows come to under one scenario, as lists: the task of a batch."""
    question, place = cast("Question", payload), cast("int", task)
    ledger = question.scenarios[place].apply(question.ledger)
    result = solve(ledger, question.period, goods=question.goods, engine=question.engine)
    return [[*measure, value] for measure, value in measured(result).items()]


def _measure(kind: str, of: str, what: str) -> Measure:
    return Measure(cast("Kind", kind), of, what)


def _error_of(failed: Failed, scenario: Scenario) -> CaspiaError:
    causes = ", ".join(scenario.causes) or "no cause"
    told = f"Under {causes}: {failed.message}"
    if failed.kind == LOST:
        return WorkersError(f"{told} Use fewer workers.")
    known = getattr(caspia.errors, failed.kind, None)
    is_input = isinstance(known, type) and issubclass(known, BadInputError)
    return BadInputError(told) if is_input else SolverError(f"{failed.kind}: {told}")
