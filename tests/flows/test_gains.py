"""What arcs hand on: fuel by length on gas lines, fees on swaps while agreed."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from caspia.flows import parameters
from caspia.flows.gains import gains, swap_fees
from caspia.flows.region_arcs import union_of
from tests.flows.region_cases import region


def of_swap(found):
    (place,) = found.arcs.of_link["swap_tkm_irn_aze"]
    return found.gain[:, place].tolist()


def test_compressors_burn_by_length_and_nothing_else_loses():
    found = region("2023-06", "natural_gas")
    per_km = parameters().value("fuel", "gas_pipeline") / 1e4
    for place, mode in enumerate(found.arcs.mode):
        lost = found.arcs.length_km[place] * per_km if mode == "gas_pipeline" else 0.0
        assert found.gain[0, place] == pytest.approx(1 - lost)
    assert (region("2023-06", "crude_oil").gain == 1).all()


def test_a_line_of_any_length_hands_on_something():
    links = {"l": {"a": "x", "b": "y", "mode": "gas_pipeline", "length_km": 90000.0}}
    key = ("x", "gas_pipeline", "y", "gas_pipeline", "l")
    found = region("2023-06", "natural_gas")
    arcs = union_of([[type(found.arcs.keys[0])(*key)]], links, {"x": "", "y": ""})
    assert gains(found.values.networks, arcs, parameters()).tolist() == [[0.5]]


def test_a_fee_without_a_figure_takes_nothing():
    found = region("2023-06", "natural_gas")
    rows = found.ledger.rows("agreement_effects", effect="fee")
    assert any(row["agreement_id"] == "ag-swap-2021" and row["value"] is None for row in rows)
    assert of_swap(found) == [1.0]


def test_a_fee_is_kept_in_the_months_in_which_it_holds(cut_off):
    kept = of_swap(cut_off.region)
    assert kept == pytest.approx([1.0, 0.8, 0.8, 1.0])


def test_c2_a_fee_that_begins_in_a_period_is_lost_from_then_on(cut_off):
    assert cut_off.balance.holds
    arcs = cut_off.region.arcs
    (swap,) = arcs.of_link["swap_tkm_irn_aze"]
    after = np.flatnonzero(arcs.tail == arcs.head[swap])
    for month, handed_on in enumerate(cut_off.region.gain[:3, swap]):
        entered = cut_off.on_arcs[swap, month]
        assert entered > 1000
        assert cut_off.on_arcs[after, month].sum() == pytest.approx(entered * handed_on)
    lost = cut_off.balance.sent - cut_off.balance.delivered
    assert cut_off.balance.lost == pytest.approx(lost)


class _Agreed:
    """A network of one fee, as an agreement in force has it."""

    def __init__(self, value, unit):
        self.ledger = self
        self.effects = {"swap": (SimpleNamespace(effect_id="fee"),)}
        self._values = {"value": value, "unit": unit}

    def rows(self, table, effect):
        assert (table, effect) == ("agreement_effects", "fee")
        return [_Row("fee", self._values)]


class _Row(dict):
    def __init__(self, row_id, values):
        super().__init__(values)
        self.id = row_id


@pytest.mark.parametrize(
    ("value", "unit", "fees"),
    [(15.0, "percent", {"swap": 0.15}), (None, "percent", {}), (3.0, "USD_per_t", {})],
)
def test_only_a_fee_in_percent_is_kept_in_kind(value, unit, fees):
    assert swap_fees(_Agreed(value, unit)) == fees
