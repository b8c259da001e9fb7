"""A region with all its uncertain facts: from deviates of the facts to the numbers of a draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.region_numbers import RegionNumbers, permissions_of, region_numbers
from caspia.scenarios.ensembles.arc_spans import arc_spans
from caspia.scenarios.ensembles.demand_spans import (
    Refusing,
    demand_spans,
    permission_spans,
    refusing_of,
)
from caspia.scenarios.ensembles.factor import FactorBook
from caspia.scenarios.ensembles.known_sums import KnownSums, known_sums, without_held
from caspia.scenarios.ensembles.loads import LoadSpans, load_factors, load_spans
from caspia.scenarios.ensembles.parameter_spans import parameter_spans
from caspia.scenarios.ensembles.room_spans import room_spans

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from caspia.flows import Parameters, Region
    from caspia.scenarios.ensembles.factor import Factor
    from caspia.scenarios.ensembles.spans import Spans

    Numbers = NDArray[np.float64]

_PERCENT = 0.01


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
            self._most(room),
            at["added_usd"],
            at["added_risk"],
            self._parameters(at["parameter"]),
        )

    def _most(self, room: Numbers) -> Numbers:
        """Return limits at parts of what they are taken for; where none holds, none does."""
        most = self.plain.most
        none = np.full(most.shape, np.inf)
        return np.asarray(np.multiply(most, room[:, None], out=none, where=np.isfinite(most)))

    def _parameters(self, values: Numbers) -> Parameters:
        given = zip(self.plain.parameters.rows, values.tolist(), strict=True)
        return self.plain.parameters.having(dict(given))


def uncertain(region: Region, loads: Collection[str] = ()) -> Uncertain:
    """Return a region with its uncertain facts; those that move nothing are left out.

    Parameters
    ----------
    region : Region
        As it is.
    loads : collection of str
        Names of the loads that quantities are divided by.
    """
    book, ledger = FactorBook(), region.ledger
    permissions = permissions_of(region.parts.shippers)
    capacity, load = room_spans(region, book)
    sums, figure = known_sums(region, book)
    refusing = permission_spans(ledger, permissions, "refusing", _PERCENT, book)
    loose = {
        **arc_spans(region, book),
        "demand": without_held(demand_spans(region, book), sums, figure),
        "figure": figure,
        "capacity": capacity,
        "load": load,
        "added_usd": permission_spans(ledger, permissions, "added_cost_usd_per_t", 1.0, book),
        "added_risk": permission_spans(ledger, permissions, "added_risk", _PERCENT, book),
        "refusing": refusing,
        "parameter": parameter_spans(region, book),
    }
    weighed = load_factors(book, loads)
    used = {one for spans in loose.values() for one in spans.used()} | set(weighed.values())
    factors = book.numbered(used)
    number = {one.factor_id: place for place, one in enumerate(factors)}
    return Uncertain(
        factors,
        {name: spans.packed(number) for name, spans in loose.items()},
        sums,
        refusing_of(region, permissions, refusing.middle),
        load_spans(weighed, number),
        region_numbers(region),
    )
