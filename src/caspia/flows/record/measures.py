"""What in the flows each kind of observation measures: the lines of ``measures.csv``."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from caspia.demand import goods as demand_goods
from caspia.demand.tables import goods_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.reconcile import Quantity

Counting = Literal["links", "handling", "through", "between", "none"]

_COLUMNS = ("subject", "partner", "good", "mode", "scope")
_ANY, _NONE, _NOT, _GROUP = "*", "-", "!", "@"
# A scope may hold a semicolon of its own, followed by a space.
_MARK = re.compile(r";(?! )")
_GAS = "natural_gas"


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted among the flows.

    Attributes
    ----------
    counting : str
        ``links``: tonnes of routes that run over any of the links, each route once. ``handling``:
        tonnes that change at the nodes between ship and land, each change once. ``through``:
        tonnes of routes that cross a state in which they neither begin nor end. ``between``:
        tonnes delivered by any way.
    at : tuple of str
        Links, nodes or one state.
    modes : tuple of tuple of str
        Of ``through``: groups of modes; each group counts a route once, and their counts are
        added. Of ``handling``: what counts as ship; empty for all that float.
    land : str
        Of ``handling``: ``rail`` or ``road`` on the side of the land; empty for anything.
    also : tuple of str
        Links of which the route must use one as well; empty for no such demand.
    origins, destinations : str
        Zones: ``*``, names with ``;`` between them, or ``!`` and those left out.
    both_ways : bool
        Whether origins and destinations may be turned round.
    either : tuple of str
        Zones of which one must be an end; empty for no such demand.
    goods : frozenset of str
        Goods of demand.
    empties : bool
        Whether empty containers count.
    """

    counting: Counting
    at: tuple[str, ...]
    modes: tuple[tuple[str, ...], ...]
    land: str
    also: tuple[str, ...]
    origins: str
    destinations: str
    both_ways: bool
    either: tuple[str, ...]
    goods: frozenset[str]
    empties: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of ``measures.csv``.

    Attributes
    ----------
    number : int
        Its place; the first line that takes an observation is used.
    series : str
        Id of the series.
    patterns : tuple of str
        For subject, partner, good, mode and scope: ``*`` anything, ``-`` nothing, names with ``;``
        between them, or ``!`` and the names left out.
    cells : dict of str to str
        The columns that say what is counted.
    why : str
        What is counted; or of ``none``, why nothing is.
    """

    number: int
    series: str
    patterns: tuple[str, ...]
    cells: dict[str, str]
    why: str

    @property
    def counting(self) -> Counting:
        """How it counts; ``none`` where the flows hold nothing like it."""
        return cast("Counting", self.cells["counting"])

    def takes(self, quantity: Quantity) -> bool:
        """Tell whether it speaks of an observed quantity."""
        return quantity.series == self.series and all(
            fits(pattern, getattr(quantity, column))
            for pattern, column in zip(self.patterns, _COLUMNS, strict=True)
        )

    def count(self, quantity: Quantity) -> Count | None:
        """Return what is counted for a quantity; None where demand does not tell its good apart."""
        goods = _goods(self.cells["goods"], quantity.good)
        if goods is None:
            return None
        names = {"subject": quantity.subject, "partner": quantity.partner or ""}
        return Count(
            self.counting,
            _names(self.cells["at"], names),
            tuple(tuple(_split(group)) for group in filter(None, self.cells["modes"].split("+"))),
            self.cells["land"],
            _names(self.cells["also"], names),
            self.cells["origins"] or _ANY,
            self.cells["destinations"] or _ANY,
            self.cells["ways"] == "both",
            _names(self.cells["either"], names),
            goods,
            self.cells["empties"] == "yes",
        )


def fits(pattern: str, name: str | None) -> bool:
    """Tell whether a name, or the lack of one, fits a pattern."""
    if pattern == _ANY:
        return True
    if pattern.startswith(_NOT):
        return bool(name) and name not in _split(pattern[1:])
    return (name or _NONE) in _split(pattern)


def measure_of(quantity: Quantity) -> Measure | None:
    """Return the first line that takes a quantity."""
    return next((one for one in measures() if one.takes(quantity)), None)


@cache
def measures() -> tuple[Measure, ...]:
    """Return all lines."""
    return tuple(_measure(number, row) for number, row in enumerate(_lines("measures")))


def _measure(number: int, row: dict[str, str]) -> Measure:
    return Measure(number, row["series"], tuple(row[name] for name in _COLUMNS), row, row["why"])


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Return sets of links and nodes that several lines name, each by ``@`` and its name."""
    return {row["group"]: tuple(_split(row["members"])) for row in _lines("groups")}


def _lines(name: str) -> list[dict[str, str]]:
    path = Path(__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _names(text: str, told: dict[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in _split(text):
        of_group = name.startswith(_GROUP)
        found += groups()[name.removeprefix(_GROUP)] if of_group else [told.get(name, name)]
    return tuple(found)


def _split(text: str) -> Sequence[str]:
    return _MARK.split(text) if text else ()


def _goods(pattern: str, told: str | None) -> frozenset[str] | None:
    """Return goods of demand: those of a pattern, else those that the observation is about."""
    known = frozenset(demand_goods())
    if pattern:
        return frozenset(good for good in known if fits(pattern, good))
    if told is None:
        return known - {_GAS}
    names, covers = goods_named(told)
    return frozenset(names) if covers in ("whole", "wide") else None
