"""Planned projects by what they would give per dollar: tonnes carried and carriage saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import BadInputError, BadScenarioError
from caspia.ledger import read_period
from caspia.scenarios.difference.measured import Measure
from caspia.scenarios.model import Scenario
from caspia.scenarios.projects.planned import PlannedProject, planned_projects
from caspia.scenarios.solved_sets import Question, worths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor

    from caspia.flows.solving import Engine
    from caspia.ledger import Ledger, Period
    from caspia.scenarios.batch import Workers

    Done = Callable[[str, int, int], None]

_AS_IT_IS = Scenario("as-it-is", "As the ledger has it", "", ())


@dataclass(frozen=True, slots=True)
class RankedProject:
    """What a project would give in the period, built by its first day: a model result.

    Attributes
    ----------
    project : PlannedProject
        Which.
    tonnes : float
        That its busiest link carries.
    arrive : float
        Tonnes that arrive and would not.
    saved_usd : float
        By how much carriage of all cargo is cheaper; below 0 where shippers pay more for less time
        or risk.
    saved_tonne_hours : float
        By how much cargo is under way for less time.
    why_not : str
        Why it cannot be built by then; empty where it can.
    """

    project: PlannedProject
    tonnes: float = 0.0
    arrive: float = 0.0
    saved_usd: float = 0.0
    saved_tonne_hours: float = 0.0
    why_not: str = ""

    @property
    def tonnes_per_usd(self) -> float | None:
        """Tonnes carried per dollar of the latest estimate of cost; None where there is none."""
        return self._per_usd(self.tonnes)

    @property
    def usd_per_usd(self) -> float | None:
        """Dollars of carriage saved per dollar of the latest estimate; None where there is none."""
        return self._per_usd(self.saved_usd)

    def _per_usd(self, gain: float) -> float | None:
        cost = self.project.cost
        return None if cost is None or self.why_not else gain / cost.usd


@dataclass(frozen=True, slots=True)
class Ranking:
    """All planned projects of a period.

    Attributes
    ----------
    ledger : Ledger
        What was known.
    period : Period
        Over which gains are counted.
    projects : tuple of RankedProject
        Those with a cost first, by dollars saved per dollar, then by tonnes per dollar; then those
        without one by dollars saved; last those that cannot be built.
    """

    ledger: Ledger
    period: Period
    projects: tuple[RankedProject, ...]


def rank_projects(
    ledger: Ledger,
    period: str,
    *,
    goods: Sequence[str] | None = None,
    engine: Engine = "choice",
    executor: Executor | Workers | None = None,
    done: Done | None = None,
) -> Ranking:
    """Return the planned projects, each as if it alone were there in a period.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    period : str
        Whole months from 2019 to 2025; projects are those that were not there on its first day.
    goods : sequence of str, optional
        Only these goods of demand.
    engine : str
        As in `caspia.flows.solve`.
    executor : Executor or Workers, optional
        Who solves them; left out, this process. Workers have to see the files of the ledger.
    done : callable, optional
        Told what is worked on, its number and how many there are.

    Raises
    ------
    BadInputError
        Nothing was planned on the first day.
    BadDateError, UnknownNameError, SolverError, WorkersError
        As in `caspia.scenarios.whatif.what_if`.
    """
    span = read_period(period)
    projects = planned_projects(ledger, span.start)
    if not projects:
        raise BadInputError(f"No link was planned on {span.start}. Ask for another period.")
    why_not = {one.id: _why_not(one, ledger, span) for one in projects}
    asked = [one for one in projects if not why_not[one.id]]

    def told(number: int, total: int) -> None:
        if done is not None:
            done("planned projects", number, total)

    scenarios = [_AS_IT_IS, *(one.built(span.start) for one in asked)]
    question = Question.of(ledger, (period, goods, engine), scenarios)
    was, *found = worths(question, executor=executor, done=told)
    ranked = [_ranked(one, was, now) for one, now in zip(asked, found, strict=True)]
    ranked += [RankedProject(one, why_not=why_not[one.id]) for one in projects if why_not[one.id]]
    return Ranking(ledger, span, tuple(sorted(ranked, key=_order)))


def _why_not(project: PlannedProject, ledger: Ledger, span: Period) -> str:
    try:
        project.built(span.start).apply(ledger)
    except BadScenarioError as error:
        return " ".join(problem.what for problem in error.problems)
    return ""


def _ranked(
    project: PlannedProject, was: Mapping[Measure, float], now: Mapping[Measure, float]
) -> RankedProject:
    def more(what: str) -> float:
        measure = Measure("total", "", what)
        return now.get(measure, 0.0) - was.get(measure, 0.0)

    carried = (now.get(Measure("link", link, "tonnes"), 0.0) for link in project.links)
    return RankedProject(project, max(carried), more("delivered"), -more("cost"), -more("time"))


def _order(one: RankedProject) -> tuple[bool, bool, float, float, str]:
    per_usd = one.usd_per_usd
    first = -one.saved_usd if per_usd is None else -per_usd
    return bool(one.why_not), per_usd is None, first, -one.tonnes, one.project.id
