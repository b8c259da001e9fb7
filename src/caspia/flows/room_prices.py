"""What a tonne of room is worth where it is short: the month solved again at 1 % less and more.

A price is a difference, never only a dual (C5). A bottleneck has two: tonnes left behind per tonne
of room, and US dollars per tonne.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines import choice, least_cost
from caspia.flows.link_table import used_room, utilisation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines import Choice, FlowProblem
    from caspia.flows.result import FlowResult, SolvedMonth
    from caspia.flows.rooms import Room

    Numbers = NDArray[np.float64]

STEP = 0.01
TIGHT = 0.999
_CENT = 0.005
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Tight:
    """A limit and how far it is used.

    Attributes
    ----------
    room : Room
        The limit.
    month : int
        Its fullest month.
    used, most : float
        Tonnes in that month.
    utilisation : float
        The one over the other.
    months_full : int
        Months in which it is used up.
    """

    room: Room
    month: int
    used: float
    most: float
    utilisation: float
    months_full: int


@dataclass(frozen=True, slots=True)
class RoomPrice:
    """Two prices of a limit in its fullest month, each from the left and from the right.

    Attributes
    ----------
    tight : Tight
        The limit and its use.
    stranded_left, stranded_right : float
        Tonnes left behind more per tonne of room taken away, and fewer per tonne added.
    usd_left, usd_right : float
        US dollars of generalised cost per tonne of room; where tonnes are left behind, what
        carrying them costs, with the other sign.
    sentence : str
        All of it in words.
    """

    tight: Tight
    stranded_left: float
    stranded_right: float
    usd_left: float
    usd_right: float
    sentence: str


def tightest(result: FlowResult, most: int = 5) -> tuple[Tight, ...]:
    """Return the limits that are used the most in their fullest month.

    Limits of the same use go by the months in which they are used up, then by their tonnes.
    """
    found = []
    for room in result.region.rooms:
        used = used_room(result, room)
        share = utilisation(used, room)
        if share.max(initial=0.0) > 0:
            month = int(share.argmax())
            full = int((share >= TIGHT).sum())
            ends = (float(used[month]), float(room.tonnes[month]))
            found.append(Tight(room, month, *ends, float(share[month]), full))
    found.sort(
        key=lambda one: (-round(one.utilisation, 3), -one.months_full, -one.most, one.room.room_id)
    )
    return tuple(found[:most])


def room_prices(result: FlowResult, most: int = 5) -> tuple[RoomPrice, ...]:
    """Return the prices of the limits that are used up: those worth something, then the others.

    Among these the tightest first.
    """
    tight = [one for one in tightest(result, most) if one.utilisation >= TIGHT and one.most > 0]
    prices = [_price(result, one) for one in tight]
    return tuple(sorted(prices, key=_is_worth_nothing))


def _is_worth_nothing(price: RoomPrice) -> bool:
    tonnes = price.stranded_left, price.stranded_right
    return max(tonnes) <= 0 and max(price.usd_left, price.usd_right) < _CENT


def _price(result: FlowResult, tight: Tight) -> RoomPrice:
    solved = next(
        one
        for one in result.solved
        if one.month == tight.month
        and any(limit.limit_id == tight.room.room_id for limit in one.problem.limits)
    )
    step = tight.most * STEP
    ends = [_solved(result, solved, tight.room.room_id, tight.most + by) for by in (-step, 0, step)]
    (less, low_cost), (moved, cost), (more, high_cost) = ends
    stranded = (_settled((moved - less) / step), _settled((more - moved) / step))
    usd = ((low_cost - cost) / step, (cost - high_cost) / step)
    return RoomPrice(tight, *stranded, *usd, _sentence(result, tight, stranded, usd))


def _settled(tonnes: float) -> float:
    """Return a difference without what arithmetic leaves behind."""
    return 0.0 if abs(tonnes) < _NOTHING else tonnes


def _solved(
    result: FlowResult, solved: SolvedMonth, room_id: str, most: float
) -> tuple[float, float]:
    """Return tonnes moved and what shippers bear with another limit, in US dollars."""
    limits = tuple(
        replace(limit, high=most) if limit.limit_id == room_id else limit
        for limit in solved.problem.limits
    )
    problem = replace(solved.problem, limits=limits)
    if solved.found is None:
        held = problem.has_floors
        answer = least_cost(problem) if held else solved.start.scenario(problem)
        return float(answer.delivered.sum()), answer.cost
    dispersion = result.region.parameters.value("dispersion")
    found = choice(problem, dispersion, base=solved.start, routes=solved.found.pool)
    return float(found.answer.delivered.sum()), borne(problem, found, dispersion)


def borne(problem: FlowProblem, found: Choice, dispersion: float) -> float:
    """Return what shippers bear by a choice, in US dollars: the value that the choice minimises.

    With t tonnes on a route of generalised cost c and path size w, q tonnes of its demand and the
    dispersion d, it is the sum of t c + d t log(t / (q w)) (Bell's entropy form of the logit).
    """
    cost = found.routes.costs(problem, problem.commodities())
    amount = np.bincount(found.routes.demand, found.tonnes, minlength=len(problem.demands.ids))
    used = found.tonnes > 0
    share = found.tonnes[used] / (amount[found.routes.demand[used]] * found.path_size[used])
    spread = dispersion * (found.tonnes[used] @ np.log(share))
    return float(found.tonnes @ cost + spread)


def _sentence(
    result: FlowResult, tight: Tight, stranded: tuple[float, ...], usd: tuple[float, ...]
) -> str:
    month = f"{result.region.months[tight.month]:%B %Y}"
    head = f"{_named(result, tight.room)} was full in {month} ({tight.most:,.0f} t)"
    basis = " on an assumed limit" if tight.room.basis == "assumed" else ""
    if max(stranded) > 0:
        low, high = sorted(stranded)
        return f"{head}{basis}: a tonne more of room moves {_between(low, high, 2)} t more."
    low, high = sorted(usd)
    if high < _CENT:
        return f"{head}{basis}, yet a tonne more of room is worth nothing: other ways cost no more."
    return f"{head}{basis}: a tonne more of room is worth {_between(low, high, 2)} USD."


def _between(low: float, high: float, digits: int) -> str:
    ends = f"{max(low, 0.0):.{digits}f}", f"{high:.{digits}f}"
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _named(result: FlowResult, room: Room) -> str:
    row = result.region.ledger.find(room.target)
    name = row["name"] if row is not None else room.target
    if room.kind == "agreement":
        return f"{name}, as the agreement allows,"
    return str(name)
