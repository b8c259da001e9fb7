"""What if: the flows with and without a scenario, and which of its causes changes what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from caspia.errors import BadInputError
from caspia.flows import solve
from caspia.ledger import read_period
from caspia.scenarios.difference.beside import beside
from caspia.scenarios.difference.bottlenecks import bottlenecks
from caspia.scenarios.difference.diverted import diverted
from caspia.scenarios.difference.measured import Measure, apart, measured
from caspia.scenarios.difference.shares import EXACT, coalitions, shares
from caspia.scenarios.difference.touched import touched
from caspia.scenarios.reading import scenario as named
from caspia.scenarios.solved_sets import Question, worths
from caspia.scenarios.wording import told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from caspia.flows import FlowResult
    from caspia.flows.solving import Engine
    from caspia.ledger import Ledger, Period
    from caspia.scenarios.batch import Workers
    from caspia.scenarios.difference.beside import BesideRecord
    from caspia.scenarios.difference.bottlenecks import Bottleneck
    from caspia.scenarios.difference.diverted import Diverted
    from caspia.scenarios.difference.touched import Touched
    from caspia.scenarios.model import Scenario

    Done = Callable[[str, int, int], None]
    How = tuple[str, Sequence[str] | None, Engine]

#: Differences below these are what arithmetic leaves, by unit.
LEAST = {"t": 1.0, "USD": 100.0, "t h": 100.0}


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause of a scenario.

    Attributes
    ----------
    id : str
        ``scenario:NAME/NUMBER``, or the label that several patches share.
    says : tuple of str
        Its patches in words.
    touched : Touched
        What it changes in the network and in demand, alone.
    """

    id: str
    says: tuple[str, ...]
    touched: Touched


@dataclass(frozen=True, slots=True)
class Effect:
    """A number with and without the scenario.

    Attributes
    ----------
    measure : Measure
        What it is.
    before, after : float
        Without and with the scenario, in the unit of the measure, over the period.
    parts : mapping of str to float
        What each cause adds to the difference; they add up to it.
    """

    measure: Measure
    before: float
    after: float
    parts: Mapping[str, float]

    @property
    def difference(self) -> float:
        """With less without."""
        return self.after - self.before


@dataclass(frozen=True, eq=False)
class WhatIf:
    """The answer to a what-if: a model result, never an observation.

    Attributes
    ----------
    scenario : Scenario
        What is asked.
    against : Scenario or None
        The scenario that it is compared with; None for the ledger as it is.
    before, after : FlowResult
        Without and with it.
    causes : tuple of Cause
        In the order of the patches.
    effects : tuple of Effect
        What differs, by kind and name.
    sampled : bool
        Whether the parts of causes are means over drawn orders, for there are many causes.
    """

    scenario: Scenario
    against: Scenario | None
    before: FlowResult
    after: FlowResult
    causes: tuple[Cause, ...]
    effects: tuple[Effect, ...]
    sampled: bool

    def __repr__(self) -> str:
        return f"<WhatIf {self.scenario.name} in {self.after.region.period}: {self.after!r}>"

    def effect(self, kind: str, of: str, what: str) -> Effect | None:
        """Return an effect; None where nothing differs."""
        for one in self.effects:
            if one.measure == (kind, of, what):
                return one
        return None

    def of_kind(self, kind: str, what: str) -> tuple[Effect, ...]:
        """Return the effects of a kind on a quantity, the largest first."""
        found = [
            one for one in self.effects if (one.measure.kind, one.measure.what) == (kind, what)
        ]
        return tuple(sorted(found, key=lambda one: (-abs(one.difference), one.measure.of)))

    @cached_property
    def bottlenecks(self) -> tuple[Bottleneck, ...]:
        """Limits that are used up in more or fewer months."""
        return bottlenecks(self.before, self.after)

    @cached_property
    def beside(self) -> tuple[BesideRecord, ...]:
        """What happened, beside what the model says that the scenario changes."""
        observed = self.scenario.observed
        compared = observed.compare if observed else ()
        return beside(compared, self.before.region.ledger, (self.before, self.after))

    @cached_property
    def diverted(self) -> Diverted:
        """Trade that takes another way, and trade that moves and did not."""
        return diverted(self.before, self.after)


def what_if(
    ledger: Ledger,
    scenario: str | Path | Scenario,
    period: str | None = None,
    *,
    against: str | Path | Scenario | None = None,
    goods: Sequence[str] | None = None,
    engine: Engine = "choice",
    executor: Executor | Workers | None = None,
    done: Done | None = None,
) -> WhatIf:
    """Return what a scenario changes in a period, explained by its causes.

    Every set of causes that is needed is solved from nothing on a ledger of its own, so that no
    answer depends on what ran before, nor on who works it out. The whole scenario and the ledger
    without it are solved in this process, the sets between by the executor.

    Parameters
    ----------
    ledger : Ledger
        What was known; it stays as it is.
    scenario : str, Path or Scenario
        What is asked: a preset, a file, or a scenario.
    period : str, optional
        Whole months from 2019 to 2025: 2024, 2024-05; left out, the scenario's own.
    against : str, Path or Scenario, optional
        Compare with this scenario; left out, with the ledger as it is.
    goods : sequence of str, optional
        Only these goods of demand.
    engine : str
        As in `caspia.flows.solve`.
    executor : Executor or Workers, optional
        Who solves the sets of causes, such as `caspia.scenarios.batch.Processes`; left out, this
        process. Workers have to see the files of the ledger.
    done : callable, optional
        Told what is worked on, its number and how many there are.

    Raises
    ------
    BadScenarioError
        Patches cannot hold; all are listed and nothing is run.
    BadInputError
        Nothing of the scenario holds in the period, or neither names one.
    BadDateError, UnknownNameError
        As in `solve`.
    SolverError, WorkersError
        A set of causes has no answer, or workers are lost.
    """
    asked, other = named(scenario), None if against is None else named(against)
    span = period or asked.period
    if not span:
        raise BadInputError(f"{asked.name} names no period. Give one, such as 2024.")
    base = ledger if other is None else other.apply(ledger)
    causes = _causes(asked, base, read_period(span))
    sets = coalitions(asked.causes)
    how: How = (span, goods, engine)
    before, after = (
        _solved(asked, base, sets[end], how, _part(done, place, len(sets)))
        for place, end in enumerate((0, -1))
    )
    worth = dict(zip(sets[1:-1], _between(asked, base, sets, how, (executor, done)), strict=True))
    worth |= {sets[0]: measured(before), sets[-1]: measured(after)}
    effects = _effects(asked.causes, worth)
    return WhatIf(asked, other, before, after, causes, effects, len(asked.causes) > EXACT)


def _between(
    scenario: Scenario,
    base: Ledger,
    sets: Sequence[frozenset[str]],
    how: How,
    by: tuple[Executor | Workers | None, Done | None],
) -> list[dict[Measure, float]]:
    """Return what is measured under the sets between none and all."""
    executor, done = by
    between = sets[1:-1]
    question = Question.of(base, how, [scenario.only(some) for some in between])

    def told_of(number: int, total: int) -> None:
        if done is not None:
            done("sets of causes", number + len(sets) - total, len(sets))

    return worths(question, executor=executor, done=told_of) if between else []


def _causes(scenario: Scenario, base: Ledger, period: Period) -> tuple[Cause, ...]:
    """Return the causes with what each changes alone; refuse a scenario of another time."""
    whole = scenario.apply(base)
    found = tuple(_cause(one, scenario, base, whole, period) for one in scenario.causes)
    if not any(cause.touched.rows for cause in found):
        best = f", such as {scenario.period}" if scenario.period else ""
        raise BadInputError(
            f"Nothing of {scenario.name} holds in {period}: its patches are of other days. "
            f"Ask for another period{best}."
        )
    return found


def _cause(cause: str, scenario: Scenario, base: Ledger, whole: Ledger, period: Period) -> Cause:
    says = tuple(told(patch, whole) for patch in scenario.only({cause}).patches)
    return Cause(cause, says, touched(base, scenario.only({cause}).apply(base), period))


def _part(tell: Done | None, number: int, count: int) -> Done | None:
    """Return what tells of the part of one of several solutions."""
    if tell is None:
        return None

    def done(name: str, step: int, total: int) -> None:
        tell(name, number * total + step, count * total)

    return done


def _solved(
    scenario: Scenario,
    base: Ledger,
    some: frozenset[str],
    how: How,
    done: Done | None,
) -> FlowResult:
    period, goods, engine = how
    ledger = scenario.only(some).apply(base)
    return solve(ledger, period, goods=goods, engine=engine, done=done)


def _effects(
    causes: tuple[str, ...], worth: Mapping[frozenset[str], dict[Measure, float]]
) -> tuple[Effect, ...]:
    was, now = worth[frozenset()], worth[frozenset(causes)]
    parts = shares(causes, worth)
    return tuple(
        Effect(
            measure,
            was.get(measure, 0.0),
            now.get(measure, 0.0),
            {cause: parts[cause].get(measure, 0.0) for cause in causes},
        )
        for measure, difference in apart(was, now).items()
        if abs(difference) >= LEAST[measure.unit]
        or any(abs(parts[one].get(measure, 0.0)) >= LEAST[measure.unit] for one in causes)
    )
