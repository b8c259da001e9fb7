"""Parts of a period and the whole: which sums hold, by how a series adds up over time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from caspia.reconcile.figures import Quantity


@dataclass(frozen=True, slots=True)
class TimeTie:
    """A weighted sum over periods that is zero, or at most zero.

    Attributes
    ----------
    name : str
        For the answer.
    quantities : tuple of Quantity
        The parts, then the whole.
    coefficients : tuple of float
        One for each.
    kind : str
        ``equal`` or ``at_most``.
    """

    name: str
    quantities: tuple[Quantity, ...]
    coefficients: tuple[float, ...]
    kind: Literal["equal", "at_most"]


def time_ties(quantities: Sequence[Quantity], rule: str) -> Iterator[TimeTie]:
    """Yield what must hold between periods of one thing.

    ``sum``: parts that fill the whole add up to it, and parts inside come to no more. ``mean``:
    parts that fill the whole average to it by days. ``last``: a part that ends with the whole
    equals it. ``max``: no part exceeds the whole. Nothing for ``none``, nor for a state without
    an end.

    Parameters
    ----------
    quantities : sequence of Quantity
        Periods of one thing, told by one teller.
    rule : str
        ``aggregation`` of the series.
    """
    closed = sorted((q for q in quantities if q.end is not None), key=_span)
    for whole in closed:
        inside = [part for part in closed if part != whole and _within(part, whole)]
        if not inside:
            continue
        if rule == "sum":
            yield from _sums(inside, whole)
        elif rule == "mean":
            yield from _means(inside, whole)
        elif rule == "last":
            yield from (_pair(part, whole, "equal") for part in inside if part.end == whole.end)
        elif rule == "max":
            yield from (_pair(part, whole, "at_most") for part in inside)


def year_before(quantity: Quantity) -> tuple[date, date] | None:
    """Return the same period a year earlier; None where it is no part of one year."""
    if quantity.end is None or (quantity.end - quantity.start).days > 366:
        return None
    start, end = quantity.start, quantity.end
    if (start.month, start.day) == (2, 29) or (end.month, end.day) == (2, 29):
        return None
    return start.replace(year=start.year - 1), end.replace(year=end.year - 1)


def _sums(inside: Sequence[Quantity], whole: Quantity) -> Iterator[TimeTie]:
    chain = _longest_chain(inside)
    days = sum(_days(part) for part in chain)
    if days == _days(whole):
        yield _tie(chain, whole, "equal")
    elif len(chain) > 1:
        yield _tie(chain, whole, "at_most")
    told = set(chain) if len(chain) > 1 or days == _days(whole) else set()
    yield from (_pair(part, whole, "at_most") for part in inside if part not in told)


def _means(inside: Sequence[Quantity], whole: Quantity) -> Iterator[TimeTie]:
    chain = _longest_chain(inside)
    if sum(_days(part) for part in chain) != _days(whole):
        return
    shares = [_days(part) / _days(whole) for part in chain]
    name = f"{' and '.join(_label(part) for part in chain)} average to {_label(whole)}"
    yield TimeTie(name, (*chain, whole), (*shares, -1.0), "equal")


def _longest_chain(parts: Sequence[Quantity]) -> list[Quantity]:
    """Return parts that do not overlap and cover the most days; among those the most parts."""
    best: dict[date, tuple[int, int, list[Quantity]]] = {}
    result: tuple[int, int, list[Quantity]] = (0, 0, [])
    ending: dict[date, list[Quantity]] = defaultdict(list)
    for part in parts:
        ending[_end(part)].append(part)
    for end in sorted(ending):
        for part in ending[end]:
            before = max(
                (found for day, found in best.items() if day <= part.start),
                key=lambda found: found[:2],
                default=(0, 0, []),
            )
            found = (before[0] + _days(part), before[1] + 1, [*before[2], part])
            if end not in best or found[:2] > best[end][:2]:
                best[end] = found
            result = max(result, found, key=lambda one: one[:2])
    return result[2]


def _pair(part: Quantity, whole: Quantity, kind: Literal["equal", "at_most"]) -> TimeTie:
    return _tie([part], whole, kind)


def _tie(parts: Sequence[Quantity], whole: Quantity, kind: Literal["equal", "at_most"]) -> TimeTie:
    sign = "=" if kind == "equal" else "≤"
    name = f"{' + '.join(_label(part) for part in parts)} {sign} {_label(whole)}"
    return TimeTie(name, (*parts, whole), (*(1.0 for _ in parts), -1.0), kind)


def _label(quantity: Quantity) -> str:
    from caspia.ledger import period_label

    return period_label(quantity.start, quantity.end)


def _within(part: Quantity, whole: Quantity) -> bool:
    return part.start >= whole.start and _end(part) <= _end(whole)


def _span(quantity: Quantity) -> tuple[date, date]:
    return quantity.start, _end(quantity)


def _end(quantity: Quantity) -> date:
    if quantity.end is None:
        raise ValueError(f"{quantity} has no end. Leave out what lasts.")
    return quantity.end


def _days(quantity: Quantity) -> int:
    return (_end(quantity) - quantity.start).days
