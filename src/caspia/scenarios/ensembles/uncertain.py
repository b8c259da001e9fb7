"""A region with all its uncertain facts: from deviates of the facts to the numbers of a draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.demand import goods as demand_goods
from caspia.flows.region_numbers import RegionNumbers, permissions_of, region_numbers
from caspia.ledger import name_of
from caspia.scenarios.ensembles.arc_spans import arc_spans
from caspia.scenarios.ensembles.demand_spans import (
    Refusing,
    demand_spans,
    permission_spans,
    refusing_of,
)
from caspia.scenarios.ensembles.factor import Factor, FactorBook
from caspia.scenarios.ensembles.known_sums import KnownSums, known_sums
from caspia.scenarios.ensembles.loads import LoadSpans, load_factors, load_spans
from caspia.scenarios.ensembles.room_spans import room_spans
from caspia.scenarios.ensembles.spans import LooseSpans, Spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows import Parameter, Parameters, Region
    from caspia.ledger import Ledger

    Numbers = NDArray[np.float64]

_PERCENT = 0.01
# What gas loses on the way is part of the frame that all draws share.
_NOT_DRAWN = ("fuel",)
_ALL = "*"
_WORDS = {
    "dispersion": "How far shippers spread over routes (dispersion)",
    "corridor_constant": "What shippers mind beside money and time",
    "value_of_time": "What an hour is worth",
    "risk_share": "How much of a risk counts",
}


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Facts, and the numbers that rest on them; names as in `RegionNumbers`.

    Attributes
    ----------
    factors : tuple of Factor
        The facts.
    spans : dict of str to Spans
        ``time``, ``dwell``, ``cost`` of arcs; ``demand`` by cell; ``figure``, the sums of it that
        rows tell; ``capacity`` and ``load`` of rooms, as parts of what they are taken for;
        ``added_usd``, ``added_risk`` and ``refusing`` of permissions; ``parameter``.
    sums : KnownSums
        What rows tell of sums of demand.
    refusing : Refusing
        How shares of parts follow from who stays away.
    loads : LoadSpans
        What containers, trucks and wagons weigh.
    plain : RegionNumbers
        Where nothing is drawn.
    """

    factors: tuple[Factor, ...]
    spans: dict[str, Spans]
    sums: KnownSums
    refusing: Refusing
    loads: LoadSpans
    plain: RegionNumbers

    def numbers(self, deviates: Numbers) -> RegionNumbers:
        """Return the numbers of a region where facts deviate so much, shape (factors,)."""
        at = {name: spans.at(deviates) for name, spans in self.spans.items()}
        part = self.sums.kept(at["demand"], at["figure"])[self.refusing.cell]
        room = at["capacity"] * at["load"]
        return RegionNumbers(
            at["time"] + at["dwell"],
            at["cost"],
            self.refusing.shares(at["refusing"]) * part,
            self.plain.most * room[:, None],
            at["added_usd"],
            at["added_risk"],
            self._parameters(at["parameter"]),
        )

    def _parameters(self, values: Numbers) -> Parameters:
        given = zip(self.plain.parameters.rows, values.tolist(), strict=True)
        return self.plain.parameters.having(dict(given))


def uncertain(region: Region) -> Uncertain:
    """Return a region with all its uncertain facts."""
    book = FactorBook()
    permissions = permissions_of(region.parts.shippers)
    capacity, load = room_spans(region, book)
    sums, figure = known_sums(region, book)
    refusing = permission_spans(permissions, "refusing", _PERCENT, book)
    loose = {
        **arc_spans(region, book),
        "demand": demand_spans(region, book),
        "figure": figure,
        "capacity": capacity,
        "load": load,
        "added_usd": permission_spans(permissions, "added_cost_usd_per_t", 1.0, book),
        "added_risk": permission_spans(permissions, "added_risk", _PERCENT, book),
        "refusing": refusing,
        "parameter": _parameter_spans(region, book),
    }
    loads = load_factors(book)
    used = {one for spans in loose.values() for one in spans.used()} | set(loads.values())
    factors = book.numbered(used)
    number = {one.factor_id: place for place, one in enumerate(factors)}
    return Uncertain(
        factors,
        {name: spans.packed(number) for name, spans in loose.items()},
        sums,
        refusing_of(region, permissions, refusing.middle),
        load_spans(loads, number),
        region_numbers(region),
    )


def _parameter_spans(region: Region, book: FactorBook) -> LooseSpans:
    rows = list(region.parameters.rows.values())
    owner = np.full(len(rows), "", dtype=object)
    for place, row in enumerate(rows):
        if row.name not in _NOT_DRAWN:
            owner[place] = book.add(Factor("parameter", row.key, _title(region.ledger, row)))
    ends = np.array([(row.low, row.value, row.high) for row in rows]).reshape(-1, 3)
    return LooseSpans(ends[:, 1], ends[:, 0], ends[:, 2], owner)


def _title(ledger: Ledger, row: Parameter) -> str:
    """Return a parameter in words, with the first of what it applies to."""
    words = _WORDS.get(row.name, row.name.replace("_", " ").capitalize())
    first, *more = row.applies_to
    if first == _ALL:
        return words
    good = demand_goods().get(first)
    name = good.label if good else name_of(ledger, first).replace("_", " ").capitalize()
    return f"{words}: {name}{f' and {len(more)} more' if more else ''}"
