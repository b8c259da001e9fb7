"""Solve: what moves in a period, by which way, and what is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from caspia.errors import BadInputError
from caspia.flows.chooser import Chooser
from caspia.flows.engines import frozen_base
from caspia.flows.floors import with_floors, without_floors
from caspia.flows.gates import gates
from caspia.flows.region import GAS, region_on
from caspia.flows.region_problem import frame_of
from caspia.flows.result import FlowResult, SolvedMonth
from caspia.flows.route_flows import joined, of_legs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from caspia.flows.engines import Base
    from caspia.flows.parameters import Parameters
    from caspia.flows.region import Region
    from caspia.ledger import Ledger, Period

Engine = Literal["choice", "least-cost"]
ENGINES: tuple[Engine, ...] = ("choice", "least-cost")


def solve(
    ledger: Ledger,
    period: str | Period,
    *,
    goods: Sequence[str] | None = None,
    engine: Engine = "choice",
    parameters: Parameters | None = None,
    done: Callable[[str, int, int], None] | None = None,
) -> FlowResult:
    """Return what moves in a period.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    period : str or Period
        Whole months from 2019 to 2025: 2023, 2023-05.
    goods : sequence of str, optional
        Only these goods of demand; left out, all.
    engine : str
        ``choice`` spreads freight by a path-size logit; ``least-cost`` sends all by the cheapest
        plan. Gas goes by least cost in any case: who ships it is one for each line.
    parameters : Parameters, optional
        Values of time, dispersion, constants; left out, those of the package.
    done : callable, optional
        Told what is worked on, its number and how many there are.

    Raises
    ------
    BadDateError
        The period is none, or not of whole months from 2019 to 2025.
    UnknownNameError
        There is no such good of demand.
    BadInputError
        There is no such engine, nothing wants to move, or an agreed floor cannot be met; the
        message says which contract, on which links, in which month, and what stands in the way.
    SolverError
        A solver ended without an optimum.
    """

    def read(number: int, total: int) -> None:
        if done is not None:
            done("reading the network", number, 2 * total)

    region = region_on(ledger, period, goods=goods, parameters=parameters, done=read)
    return solve_region(region, engine=engine, done=done)


def solve_region(
    region: Region,
    *,
    engine: Engine = "choice",
    done: Callable[[str, int, int], None] | None = None,
) -> FlowResult:
    """Return what moves in a region that has been read; see `solve`."""
    if engine not in ENGINES:
        raise BadInputError(f"There is no engine {engine!r}. Use {' or '.join(ENGINES)}.")
    gas = [good for good in region.goods if good == GAS]
    freight = [good for good in region.goods if good != GAS]
    groups: list[tuple[list[str], Engine]] = []
    if freight:
        groups.append((freight, engine))
    if gas:
        groups.append((gas, "least-cost"))
    solved: list[SolvedMonth] = []
    count, total = 0, len(groups) * len(region.months)
    for group, chosen in groups:
        for month in _months(region, group, chosen):
            solved.append(month)
            count += 1
            if done is not None:
                done("solving", total + count, 2 * total)
    if not solved:
        raise BadInputError(
            f"Nothing of {', '.join(region.goods)} wants to move in {region.period}. "
            "Ask for another period or other goods."
        )
    routes = [month.routes for month in solved]
    return FlowResult(region, engine, tuple(solved), joined(routes))


def _months(region: Region, goods: Sequence[str], engine: Engine) -> Iterator[SolvedMonth]:
    """Solve the months of some goods, each started from the first of the same losses."""
    frame = frame_of(region, goods)
    dispersion = region.parameters.value("dispersion")
    through = [gate.arcs(region.arcs) for gate in gates()]
    starts: dict[bytes, tuple[Base, Chooser]] = {}
    for month, problem in enumerate(region.problems(goods) if frame.cargo else ()):
        losses = problem.gain.tobytes()
        if losses not in starts:
            base = frozen_base(without_floors(problem))
            starts[losses] = base, Chooser(dispersion, base, through)
        base, chooser = starts[losses]
        if problem.has_floors:
            found = None
            answer, legs, tonnes = with_floors(problem, f"{region.months[month]:%Y-%m}")
        elif engine == "choice":
            found = chooser.found(problem)
            answer, legs, tonnes = found.answer, found.routes, found.tonnes
        else:
            found = None
            solved = base if base.problem is problem else base.extended(problem)
            answer, legs, tonnes = solved.answer, solved.legs, solved.leg_tonnes
        routes = of_legs(legs, tonnes, frame.part, region.parts.cell, month)
        yield SolvedMonth(month, frame, problem, base, answer, routes, found)
