"""What yearly figures say of trade, investment, energy and freight of a pair on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.relations.facts import Reading
from caspia.relations.rules import settings
from caspia.relations.trade import WORLD, hull, less_freight, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from caspia.relations.facts import Facts
    from caspia.relations.trade import Flow


def _flows(facts: Facts, feature: str, pairs: Iterable[tuple[str, str]], day: date) -> list[Flow]:
    carry = settings().carry_months
    found = [
        one for pair in pairs for one in standing(facts.flows.get(pair, ()), feature, day, carry)
    ]
    last = max((one.end for one in found), default=None)
    return [one for one in found if one.end == last]


def _aged(interval: tuple[float, float, float], end: date, day: date) -> tuple[float, ...]:
    """Widen an interval by each year since its end beyond the first."""
    years = max(0.0, (day - end).days / 365.25 - 1)
    wide = settings().carry_widening * years
    low, value, high = interval
    return low * max(0.0, 1 - wide), value, high * (1 + wide)


def _money(flows: Sequence[Flow], day: date) -> Reading | None:
    if not flows:
        return None
    low, value, high = _aged(hull(flows), flows[0].end, day)
    return Reading(low, value, high, tuple(one.row for one in flows))


def read_turnover(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    """Return the trade of two both ways in the last whole year told."""
    return _money(_flows(facts, "turnover", ((a, b), (b, a)), day), day)


def read_sold(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    """Return what a sold to b: by its own figure, and by the buyer's less freight."""
    own = _flows(facts, "sold", ((a, b),), day)
    mirror = [less_freight(one) for one in _flows(facts, "bought", ((b, a),), day)]
    last = max((one.end for one in (*own, *mirror)), default=None)
    return _money([one for one in (*own, *mirror) if one.end == last], day)


def read_share(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    """Return the share of b in the trade of a: as told, else turnover over trade with the world."""
    told = _flows(facts, "share", ((a, b),), day)
    turnover = _flows(facts, "turnover", ((a, b), (b, a)), day)
    if told and (not turnover or told[0].end >= turnover[0].end):
        return _money(told, day)
    if not turnover:
        return None
    end = turnover[0].end
    whole = _whole_trade(facts, a, end)
    if whole is None:
        return None
    low, value, high = hull(turnover)
    least, usual, most, rows = whole
    shares = _aged((low / most, value / usual, min(high / least, 1.0)), end, day)
    return Reading(*_ordered(shares), tuple(one.row for one in turnover) + rows)


def _whole_trade(
    facts: Facts, party: str, end: date
) -> tuple[float, float, float, tuple[str, ...]] | None:
    """Return what a party traded with the world in the year that ended on a day."""
    told = [one for one in facts.flows.get((party, WORLD), ()) if one.end == end]
    turnover = [one for one in told if one.feature == "turnover"]
    if turnover:
        return (*hull(turnover), tuple(one.row for one in turnover))
    sides = [[one for one in told if one.feature == name] for name in ("sold", "bought")]
    if not all(sides):
        return None
    hulls = [hull(side) for side in sides]
    low, value, high = (sum(one[n] for one in hulls) for n in range(3))
    return low, value, high, tuple(one.row for side in sides for one in side)


def read_invested(facts: Facts, a: str, b: str, day: date) -> Reading | None:
    """Return what a had invested in b by the day."""
    told = [one for one in facts.flows.get((a, b), ()) if one.feature == "invested"]
    last = max((one.end for one in told if one.end <= day), default=None)
    return _money([one for one in told if one.end == last], day) if last else None


def read_largest(feature: str) -> Callable[[Facts, str, str, date], Reading | None]:
    """Return a reader of the largest figure told of a feature; the others are parts of it."""

    def read(facts: Facts, a: str, b: str, day: date) -> Reading | None:
        flows = _flows(facts, feature, ((a, b), (b, a)), day)
        if not flows:
            return None
        largest = max(flows, key=lambda one: (one.value, one.row))
        aged = _aged((largest.low, largest.value, largest.high), largest.end, day)
        return Reading(*_ordered(aged), (largest.row,))

    return read


def _ordered(values: Sequence[float]) -> tuple[float, float, float]:
    low, value, high = values
    return min(low, value), value, max(high, value)
