"""The table on the reference ledger, and how single rows are read."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

import caspia
from caspia.amounts import Amount
from caspia.demand import (
    demand_on,
    largest_assumed,
    share_in_bounded_sums,
    shares,
    tonnes_per_teu,
)
from caspia.demand.bounds import Bound, bounds_from
from caspia.demand.months import MONTHS, YEARS, covered
from caspia.demand.standing import known_from
from caspia.demand.statements import gather
from caspia.demand.tables import goods
from caspia.demand.tonnes import size_of
from caspia.errors import BadDateError, UnknownNameError
from caspia.ledger import read_period
from tests.reference import reference


def table():
    return demand_on(reference(), "2023")


def cell(name):
    return next(place for place, one in enumerate(table().cells) if one.name == name)


def year_of(name):
    return float(table().tonnes[cell(name)].sum()) / 1e6


def test_arrays_have_the_shapes_that_are_told():
    c, m, y = len(table().cells), 12, 1
    for array in (table().tonnes, table().low, table().high, table().teu, table().empty_teu):
        assert array.shape == (c, m)
        assert np.isfinite(array).all()
        assert (array >= 0).all()
    assert len(table().standing) == len(table().rows) == c
    assert all(len(one) == y for one in table().standing)
    assert table().in_bounded_sum.shape == (c, y)
    assert (table().low <= table().tonnes + 1e-6).all()
    assert (table().tonnes <= table().high + 1e-6).all()


def test_what_rows_state_is_kept():
    assert year_of("coal:KAZ-RUS") == pytest.approx(20.3, abs=0.06)
    assert year_of("crude_oil:AZE-SEA") == pytest.approx(25.2, abs=0.06)
    kazakh = [one.name for one in table().cells if one.name.startswith("crude_oil:KAZ-")]
    assert sum(year_of(name) for name in kazakh) == pytest.approx(70.5, abs=0.06)
    assert table().standing[cell("coal:KAZ-RUS")] == ("observed",)
    assert table().standing[cell("crude_oil:KAZ-SEA")] == ("bounded",)
    assert table().standing[cell("natural_gas:AZE-EUR")] == ("derived",)
    assert table().standing[cell("general:RUS-KAZ")] == ("assumed",)


def test_every_cell_that_is_not_assumed_names_its_rows_and_an_assumed_one_has_none():
    ledger = reference()
    for standing, rows in zip(table().standing, table().rows, strict=True):
        assert bool(rows[0]) == (standing[0] != "assumed")
        assert all(ledger.find(row) for row in rows[0])


def test_every_bound_holds_that_was_not_eased():
    whole = demand_on(reference(), "2019..2025")
    eased = {row for one in whole.eased for row in one.row_ids}
    flat = whole.tonnes.ravel()
    checked = 0
    for bound in bounds_from(gather(reference()).statements):
        if eased & set(bound.row_ids):
            continue
        total = float(bound.weights() @ flat[bound.places()])
        assert bound.low * (1 - 1e-5) <= total <= bound.high * (1 + 1e-5), bound.row_ids
        checked += 1
    assert checked > 250
    assert whole.violation < 1e-5


def test_a_month_of_the_ledger_shapes_the_year_and_others_are_flat():
    gas = table().tonnes[cell("natural_gas:TKM-CHN")] / days_of_2023()
    assert gas[1] / gas[0] == pytest.approx(2.4 / 2.2 * 31 / 28, rel=0.15)
    assert np.allclose(gas[3:], gas[3])
    coal = table().tonnes[cell("coal:KAZ-RUS")] / days_of_2023()
    assert np.allclose(coal, coal[0])


def days_of_2023():
    ends = [*[date(2023, month, 1) for month in range(2, 13)], date(2024, 1, 1)]
    return np.array([(e - m).days for e, m in zip(ends, table().months, strict=True)])


def test_a_part_of_the_period_is_the_same_table():
    may = demand_on(reference(), "2023-05")
    assert may.months == (date(2023, 5, 1),)
    assert np.array_equal(may.tonnes[:, 0], table().tonnes[:, 4])
    grain = table().of_good("grain")
    assert {one.good for one in grain.cells} == {"grain"}
    assert len(grain.cells) == len(grain.rows) == len(grain.tonnes)


def test_what_was_published_later_has_no_part():
    before = demand_on(caspia.open("2023-06-30"), "2023")
    assert set(table().row_ids) - set(before.row_ids)
    assert before.standing[cell("coal:KAZ-RUS")] != ("observed",)
    ledger = caspia.open("2023-06-30")
    assert all(ledger.find(row) for row in before.row_ids)


def test_the_same_ledger_gives_the_same_bytes():
    again = demand_on(caspia.open(), "2023")
    assert again.tonnes.tobytes() == table().tonnes.tobytes()
    assert again.rows == table().rows


def test_shares_add_up_and_the_largest_assumptions_are_in_order():
    assert sum(one.share for one in shares(table())) == pytest.approx(1.0)
    assert sum(one.tonnes for one in shares(table())) == pytest.approx(table().tonnes.sum())
    firm = sum(one.share for one in shares(table()) if one.standing in ("observed", "bounded"))
    assert firm < share_in_bounded_sums(table()) < 1
    assert share_in_bounded_sums(table(), overseas=False) < share_in_bounded_sums(table())
    found = largest_assumed(table())
    assert len(found) == 10
    assert [one.tonnes for one in found] == sorted((one.tonnes for one in found), reverse=True)
    assert all(one.replaced_by for one in found)


def test_every_way_is_meant_the_north_the_sea_and_iran():
    pairs = {(one.origin, one.destination) for one in table().cells}
    assert {("CHN", "EUR"), ("FAR_EAST", "EUR"), ("IND", "RUS"), ("IRN", "UZB")} <= pairs


def test_containers_carry_their_weight_and_empties_go_where_more_comes_loaded():
    west, east = cell("containers:FAR_EAST-EUR"), cell("containers:EUR-FAR_EAST")
    assert table().teu[west].sum() / 1e6 == pytest.approx(16.58, rel=0.01)
    assert table().empty_teu[east].sum() / 1e6 == pytest.approx(16.58 - 6.47, rel=0.01)
    assert not table().empty_teu[west].any()
    for place, one in enumerate(table().cells):
        if one.good != "containers":
            assert not table().teu[place].any()
        else:
            weight = tonnes_per_teu(one)
            assert weight.low < weight.value < weight.high


def test_every_good_has_a_graph_with_ways_in_it():
    network = caspia.Network.on(reference(), "2023-06-01")
    assert [good for good in goods() if not network.graph(good).arcs.tail.size] == []


@pytest.mark.parametrize("day", ["2023-11-01", "2024-06-01"])
def test_every_cell_has_a_way_in_the_network(day):
    network = caspia.Network.on(reference(), day)
    cut = [
        one.name
        for one in table().cells
        if (one.since is None or one.since.isoformat() <= day)
        and not network.passes(one.origin_node, one.destination_node, good=one.good)
    ]
    assert cut == []


def test_the_frame_has_a_line_per_cell_and_month():
    frame = table().frame()
    assert frame.height == table().tonnes.size
    assert frame["tonnes"].sum() == pytest.approx(table().tonnes.sum())
    assert frame.filter(standing="observed", good="coal").height >= 12


@pytest.mark.parametrize("period", ["2018", "2026", "2023-05-03", "2023-05-03..2023-06-30"])
def test_a_period_that_is_not_of_whole_months_in_range_is_refused(period):
    with pytest.raises(BadDateError, match="Give whole months"):
        demand_on(reference(), period)


def test_a_period_covers_months_by_their_days():
    shares_of = covered(date(2023, 3, 21), date(2023, 5, 1))
    assert shares_of[MONTHS.index(date(2023, 3, 1))] == pytest.approx(11 / 31)
    assert shares_of[MONTHS.index(date(2023, 4, 1))] == 1.0
    assert shares_of.sum() == pytest.approx(11 / 31 + 1)
    assert covered(date(2018, 12, 1), date(2019, 3, 1)) is None
    assert str(read_period("2023")) == "2023"


def test_amounts_become_tonnes_with_their_interval_and_soft_ends_never_bound():
    assert size_of(Amount.of(20.3, "Mt"), "both").value == pytest.approx(20.3e6)
    gas = size_of(Amount.of(10, "bcm", official=True), "both")
    assert gas.value == pytest.approx(7.2e6)
    assert gas.low < gas.value < gas.high
    west = size_of(Amount.of(1000, "TEU", counted=True), "westbound")
    assert (west.low, west.value, west.high) == pytest.approx((7500, 9500, 12000))
    assert size_of(Amount.of(1.5, "Mt", "more_than"), "both").high == float("inf")
    assert size_of(Amount.of(3, "h"), "both") is None


def bound(cells, low, high, months=range(48, 60)):
    shares_of = np.zeros(len(MONTHS))
    shares_of[list(months)] = 1.0
    return Bound(("row",), cells, shares_of, low, (low + high) / 2, high, False, False)


@pytest.mark.parametrize(
    ("bounds", "standing"),
    [
        ([bound((0,), 9.5, 10.5)], "observed"),
        ([bound((0,), 5.0, 10.5)], "bounded"),
        ([bound((0,), 5.0, np.inf)], "derived"),
        ([bound((0, 1), 9.0, 10.0)], "derived"),
        ([bound((0, 1), 9.0, 10.0), bound((1,), 3.0, 4.0)], "bounded"),
        ([bound((0,), 9.5, 10.5, range(48, 54))], "derived"),
        ([bound((0,), 4.0, 5.0, range(48, 54)), bound((0,), 0.0, 12.0)], "bounded"),
        ([bound((1,), 3.0, 4.0)], "assumed"),
    ],
)
def test_how_well_a_cell_is_known_by_rows_alone(bounds, standing):
    known = known_from(bounds, [(), ()])
    assert known.standing[0][YEARS.index(2023)] == standing
    assert known.standing[0][YEARS.index(2022)] == "assumed"
    assert known.low[0, 4] <= known.high[0, 4]


def test_rows_of_another_year_make_a_cell_derived():
    known = known_from([], [("row-of-2024",), ()])
    assert known.standing[0][0] == "derived"
    assert known.rows[0][0] == ("row-of-2024",)


def test_a_name_that_is_no_good_of_demand_is_refused_by_the_command():
    from caspia.cli.demand import demand_command

    with pytest.raises(UnknownNameError, match="crude_oil"):
        demand_command(period="2023", good="crude")
