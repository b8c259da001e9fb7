"""Money converts by the rates of its months, and never without them."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.amounts import Amount
from caspia.errors import AmountError, BadInputError
from caspia.ledger import Ledger, in_usd, read_period
from tests.ledger.small_ledger import ROWS, compiled

RATES = {"2022-01": 1.10, "2022-02": 1.14, "2022-03": 1.06}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    rows = copy.deepcopy(ROWS)
    rows["exchange_rates"] = [
        {"rate_id": f"EUR-{month}", "currency": "EUR", "month": f"{month}-01",
         "usd_per_unit": str(rate)}
        for month, rate in RATES.items()
    ]  # fmt: skip
    rows["reports"] += [{"row_id": f"EUR-{m}", "source_id": "general"} for m in RATES]
    return Ledger([compiled(tmp_path_factory.mktemp("rates"), rows)])


def test_the_value_takes_the_mean_and_the_interval_the_extremes(ledger):
    amount = in_usd(ledger, Amount.of(100, "MEUR", official=True), read_period("2022-Q1"))
    assert amount.unit == "USD"
    assert amount.value == pytest.approx(110e6)
    assert amount.low == pytest.approx(99.5e6 * 1.06)
    assert amount.high == pytest.approx(100.5e6 * 1.14)


def test_a_month_without_a_rate_is_named(ledger):
    with pytest.raises(BadInputError, match="2022-04, 2022-05"):
        in_usd(ledger, Amount.of(1, "EUR"), read_period("2022-02..2022-05"))
    with pytest.raises(BadInputError, match="KZT"):
        in_usd(ledger, Amount.of(1, "KZT"), read_period("2022-02"))


def test_what_is_no_money_is_refused_and_dollars_stay(ledger):
    with pytest.raises(AmountError, match="no money"):
        in_usd(ledger, Amount.of(1, "Mt"), read_period("2022-02"))
    assert in_usd(ledger, Amount.of(2, "MUSD"), read_period("1999")).value == 2e6
    assert not in_usd(ledger, Amount.unknown("EUR"), read_period("2022-02")).is_known


@given(st.floats(-1e9, 1e9), st.sampled_from(["exact", "about", "more_than", "up_to"]))
def test_the_interval_holds_the_value_whatever_the_sign(ledger, value, hedge):
    amount = in_usd(ledger, Amount.of(value, "EUR", hedge), read_period("2022-01..2022-03"))
    assert amount.low is None or amount.low <= amount.value
    assert amount.high is None or amount.value <= amount.high
