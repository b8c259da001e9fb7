"""N-1 and N-2: every link, node and agreement of the region taken out, one or two at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, cast

from caspia.errors import BadInputError
from caspia.flows import solve_region
from caspia.ledger import provenance
from caspia.scenarios.batch import Failed, run_batch
from caspia.scenarios.stress.cures import cure_of
from caspia.scenarios.stress.losses import acted_on, agreements_in_force, arcs_of, lost, task
from caspia.scenarios.stress.months import Months
from caspia.scenarios.stress.outcome import Outcome
from caspia.scenarios.stress.suspended import Asked, region_of, suspended

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from caspia.flows import FlowResult
    from caspia.ledger import Ledger
    from caspia.scenarios.batch import Workers

    Done = Callable[[str, int, int], None]
    Task = dict[str, Any]

Kind = Literal["links", "nodes", "agreements"]
KINDS: tuple[Kind, ...] = ("links", "nodes", "agreements")
_WORST = 30


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

    @property
    def leaned_on(self) -> Outcome | None:
        """The agreement without which most is left behind; None where none leaves a tonne."""
        return next((one for one in self.of("agreements") if one.stranded_tonnes >= 1), None)


def stress(
    ledger: Ledger,
    period: str,
    *,
    kinds: Sequence[Kind] = KINDS,
    demand: float = 1.0,
    goods: Sequence[str] | None = None,
    pairs: bool = False,
    executor: Executor | Workers | None = None,
    store: Path | None = None,
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
    executor : Executor or Workers, optional
        As of `run_batch`; agreements that change numbers are solved in this process anyway.
    store : Path, optional
        A folder for results; a run with the same folder goes on where another stopped.
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
    result = solve_region(region_of(ledger, period, goods, demand))
    content = json.dumps([provenance(ledger), period, demand, goods], default=str)
    run = _Run(result, Months(result), content, (executor, store, done))
    found = run.without([one for kind in kinds if kind != "agreements" for one in run.of(kind)])
    if "agreements" in kinds:
        found += run.agreements(Asked(ledger, period, goods, demand, result))
    if pairs and "links" in kinds:
        found += run.without(run.pairs(found))
    return Stress(result, demand, tuple(sorted(found, key=lambda one: one.order)))


class _Run:
    """The losses of a period on their way."""

    def __init__(
        self,
        result: FlowResult,
        months: Months,
        content: str,
        how: tuple[Executor | Workers | None, Path | None, Done | None],
    ) -> None:
        self.result, self.months, self.content = result, months, content
        self.executor, self.store, self.done = how

    def of(self, kind: str) -> list[Task]:
        """Return the losses of links or nodes."""
        groups = arcs_of(self.result.region, kind)
        return [task(kind, (name,), arcs) for name, arcs in groups.items()]

    def without(self, tasks: list[Task]) -> list[Outcome]:
        """Return what losses come to, worked wherever the executor works."""
        found = run_batch(
            lost,
            tasks,
            payload=self.months,
            content=self.content if self.store else None,
            executor=self.executor,
            store=self.store,
            done=self._teller(tasks),
            chunk=4,
        )
        return [self._outcome(one, value) for one, value in zip(tasks, found, strict=True)]

    def agreements(self, asked: Asked) -> list[Outcome]:
        """Return what the loss of each agreement comes to."""
        shut: list[Task] = []
        changed: list[Task] = []
        for agreement, changes_numbers in agreements_in_force(self.result).items():
            links = acted_on(self.result, agreement)
            of_link = self.result.region.arcs.of_link
            arcs = [arc for link in sorted(links) for arc in of_link.get(link, ())]
            kind = changed if changes_numbers else shut
            kind.append(task("agreements", (agreement,), arcs))
        solved = run_batch(
            suspended,
            changed,
            payload=asked,
            content=self.content if self.store else None,
            store=self.store,
            done=self._teller(changed),
            chunk=1,
        )
        told = [self._outcome(one, value) for one, value in zip(changed, solved, strict=True)]
        return self.without(shut) + told

    def pairs(self, found: Sequence[Outcome]) -> list[Task]:
        """Return the pairs of the worst links; their order is by name."""
        links = [one for one in found if one.kind == "links" and one.exact]
        worst = sorted(one.out[0] for one in sorted(links, key=lambda one: one.order)[:_WORST])
        of_link = self.result.region.arcs.of_link
        return [
            task("pairs", (one, other), (*of_link[one], *of_link[other]))
            for one, other in combinations(worst, 2)
        ]

    def _outcome(self, asked: Task, value: object) -> Outcome:
        kind, out = asked["kind"], tuple(asked["out"])
        flags = self.months.flags(asked["arcs"])
        routes = self.result.routes
        used = float(routes.tonnes[routes.over(flags)].sum())
        if isinstance(value, Failed):
            return Outcome(kind, out, used, 0.0, 0.0, trouble=value.message)
        found = cast("dict[str, Any]", value)
        links = {self.result.region.arcs.link[arc] for arc in asked["arcs"]} - {""}
        cure = cure_of(self.result, links, found["hardest"])
        return Outcome(kind, out, used, found["stranded"], found["usd"], found["exact"], cure)

    def _teller(self, tasks: list[Task]) -> Callable[[int, int], None] | None:
        done = self.done
        if done is None:
            return None
        return lambda number, total: done(tasks[number - 1]["out"][0], number, total)
