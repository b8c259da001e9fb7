"""A difference in words: from cause to links, routes, bottlenecks, and who wins and loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.ledger import Ledger
    from caspia.network import Change
    from caspia.scenarios.whatif import Cause, Effect, WhatIf

_MEGATONNE, _THOUSAND, _MILLION = 1e6, 1e3, 1e6
_DAY_H = 24.0
_MOST = 5
_LARGE = 0.1  # Mt
_HALF = 0.5
_NOTE = "Model result, no observation"
#: What stands for all routes that no corridor names, and for modes.
_OTHER = "other"


def tonnes(value: float) -> str:
    """Return tonnes as people write them."""
    size = abs(value)
    if size >= _LARGE * _MEGATONNE:
        return f"{value / _MEGATONNE:,.2f} Mt"
    if size >= _THOUSAND:
        return f"{value / _THOUSAND:,.1f} thousand t"
    return f"{value:,.0f} t"


def dollars(value: float) -> str:
    """Return US dollars as people write them."""
    return f"{value / _MILLION:,.1f} million USD"


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit in which the numbers of a table are written, and how many of theirs it takes."""

    unit: str
    size: float

    def plain(self, value: float) -> str:
        """Return a number in the unit."""
        return f"{value / self.size:,.{self._digits}f}"

    def signed(self, value: float) -> str:
        """Return a difference in the unit, with its sign; nothing has none."""
        rounded = round(value / self.size, self._digits)
        return f"{rounded:+,.{self._digits}f}" if rounded else "0"

    @property
    def _digits(self) -> int:
        return 2 if self.unit == "Mt" else 1


def scale_of(effects: Sequence[Effect]) -> Scale:
    """Return the unit in which numbers of one kind are best written."""
    unit = effects[0].measure.unit if effects else "t"
    if unit == "USD":
        return Scale("million USD", _MILLION)
    if unit == "t h":
        return Scale("million tonne-days", _DAY_H * _MEGATONNE)
    largest = max((abs(one.difference) for one in effects), default=0.0)
    return Scale("Mt", _MEGATONNE) if largest >= _LARGE * _MEGATONNE else Scale("kt", _THOUSAND)


def signed(value: float, unit: str) -> str:
    """Return a difference with its unit and sign."""
    told = dollars(value) if unit == "USD" else tonnes(value)
    return f"+{told}" if value > 0 else told


def told_change(change: Change, ledger: Ledger) -> str:
    """Return a change of a link in words."""
    name = name_of(ledger, change.link_id)
    if change.kind == "values":
        return f"{name}: another {change.what}"
    return f"{name}: {change.after}, was {change.before}"


def told_cause(cause: Cause, ledger: Ledger) -> Iterator[str]:
    """Yield what a cause is and what it changes by itself, before anything moves otherwise."""
    yield "; ".join(cause.says) + "."
    found = cause.touched
    if not found.rows:
        yield "It is of other days: nothing changes in this period."
        return
    links = [told_change(change, ledger) for change in found.changes]
    if links:
        more = f" and {len(links) - _MOST} others" if len(links) > _MOST else ""
        yield f"In the network: {'; '.join(links[:_MOST])}{more}."
    if abs(found.demand_tonnes) >= 1:
        less = "more wants" if found.demand_tonnes > 0 else "less wants"
        yield f"{tonnes(abs(found.demand_tonnes))} {less} to move."


def summary(answer: WhatIf) -> Iterator[str]:
    """Yield the answer in a few sentences."""
    region, against = answer.after.region, answer.against
    beside = f" against {against.title}" if against else ""
    yield f"{answer.scenario.title}, {region.period}{beside}. {_NOTE}."
    yield from _moved(answer)
    yield from _diverted(answer)
    before, after = answer.before.assumed_share, answer.after.assumed_share
    yield (
        f"{after:.0%} of what it rests on is assumed"
        + (f", {before:.0%} without the scenario" if round(before, 2) != round(after, 2) else "")
        + (": indicative." if after > 0.5 else ".")
    )


def _moved(answer: WhatIf) -> Iterator[str]:
    delivered = _difference(answer, "delivered")
    stranded = _difference(answer, "stranded")
    cost = _difference(answer, "cost")
    if max(abs(delivered), abs(stranded)) < 1 and abs(cost) < _THOUSAND:
        yield "Nothing moves otherwise."
        return
    yield (
        f"{signed(delivered, 't')} arrive, {signed(stranded, 't')} are left behind; "
        f"carriage costs {signed(cost, 'USD')}."
    )


def _diverted(answer: WhatIf) -> Iterator[str]:
    found = answer.diverted
    share = found.share_diverted
    if found.diverted + found.created + found.lost < 1:
        return
    parts = [
        f"{tonnes(found.diverted)} take another way",
        f"{tonnes(found.created)} move that did not",
        f"{tonnes(found.lost)} no longer move",
    ]
    told = "" if share is None else f" Of what ways gain {share:.0%} is diverted trade."
    yield f"{parts[0]}, {parts[1]}, {parts[2]}.{told}"


def _difference(answer: WhatIf, what: str) -> float:
    found = answer.effect("total", "", what)
    return found.difference if found else 0.0


def name_of_effect(effect: Effect, answer: WhatIf) -> str:
    """Return what an effect is about, by the names of the ledger."""
    ledger, of = answer.after.region.ledger, effect.measure.of
    if effect.measure.kind == "cargo":
        good, _, ends = of.partition(":")
        return f"{good.replace('_', ' ')}, {ends.replace('-', ' to ')}"
    if effect.measure.kind == "limit":
        rooms = {room.room_id: room.target for room in answer.after.region.rooms}
        return name_of(ledger, rooms.get(of, of))
    return "other routes" if of == _OTHER else name_of(ledger, of)
