"""Times, costs and capacities of links and transfers: finite, ordered, grounded, dated (C5, C8)."""

from datetime import date
from functools import cache
from math import isfinite

import pytest

import caspia
from caspia.errors import UnknownNameError
from caspia.network.layers import layers_of
from caspia.network.measures import NOTHING, Value, total
from caspia.network.model import ACCESS
from caspia.network.values import link_values_on, network_values

GOODS = ("containers", "crude_oil", "natural_gas", "grain", "vehicles")
DAY = date(2024, 6, 30)


@cache
def ledger(as_of=None):
    return caspia.open(as_of=as_of)


@cache
def values(good="containers", on=DAY, as_of=None):
    return network_values(ledger(as_of), on, good)


def parts(link):
    return (link.time_h, link.dwell_h, link.dwell_back_h, link.cost_usd_per_t, link.co2_kg_per_t)


@pytest.mark.parametrize("good", GOODS)
def test_every_link_has_ordered_finite_numbers_that_rest_on_visible_rows(good):
    for link in link_values_on(ledger(), DAY, good).values():
        for value in parts(link):
            assert 0 <= value.low <= value.median <= value.high, link.link_id
            assert isfinite(value.high)
            assert all(ledger().find(row) is not None for row in value.rows)
            assert value.rows or value.assumptions or value == NOTHING, link.link_id


def test_nothing_that_moves_takes_no_time():
    still = {"swap", "power_cable", "fibre_cable"}
    for link in ledger().rows("links", part="physical"):
        found = values().link(link.id).time_h.median
        assert (found > 0) == (link["mode"] not in still), link.id


@pytest.mark.parametrize(
    ("link", "good", "low", "high"),
    [
        ("btc", "crude_oil", 0.9, 3.0),
        ("cpc_atyrau_kropotkin", "crude_oil", 0.9, 3.0),
        ("scp_sangachal_tbilisi", "natural_gas", 4.0, 13.0),
    ],
)
def test_what_is_in_a_pipe_moves_at_metres_a_second(link, good, low, high):
    found, length = values(good).link(link).time_h, ledger().row(link)["length_km"]
    assert low <= length / 3.6 / found.high
    assert length / 3.6 / found.low <= high


def test_a_driver_rests():
    link = values().link("road-bishkek-chaldovar")
    length = ledger().row("road-bishkek-chaldovar")["length_km"]
    assert link.time_h.median == pytest.approx(length / 49.4 * 24 / 11, rel=0.01)


def test_wagons_take_longer_than_container_trains():
    boxes, wagons = values().link("rail-zhetygen-shu"), values("grain").link("rail-zhetygen-shu")
    assert wagons.time_h.median == pytest.approx(1.6 * boxes.time_h.median)


def test_a_published_time_stands_and_is_widened_to_all_its_figures():
    ferry = values().link("ferry-turkmenbashi-alat").time_h
    assert (ferry.low, ferry.median, ferry.high, ferry.basis) == (9, 12, 20, "observed")


def test_a_capacity_says_what_it_is():
    def kinds(good, link, on=DAY):
        return [(c.kind, c.unit) for c in values(good, on).link(link).capacities]

    assert kinds("containers", "rail-alashankou-dostyk") == [("timetable", "trains_per_day")]
    assert kinds("natural_gas", "swap_tkm_irn_aze") == [("quota", "bcm_per_year")]
    assert kinds("crude_oil", "btc") == [("physical", "Mt_per_year")]
    assert kinds("containers", "sea-aktau-alat") == [("fleet", "TEU_per_year")]
    assert kinds("containers", "ferry-kuryk-alat") == [("fleet", "t_per_month")]


def test_a_capacity_is_that_of_the_day():
    def trains(on):
        (found,) = values("containers", on).link("rail-alashankou-dostyk").capacities
        return found.value.median

    assert (trains(date(2025, 6, 30)), trains(date(2025, 7, 1))) == (14, 28)


def test_a_fleet_carries_vessels_times_load_times_sailings():
    (fleet,) = values().link("ferry-kuryk-alat").capacities
    assert fleet.t_per_month is not None
    assert fleet.t_per_month.median == pytest.approx(59.9 * 50 * 45)
    assert fleet.t_per_month.basis == "assumed", "the load of a wagon is assumed"


def test_no_flow_and_no_plan_is_a_capacity():
    """25,500 and 34,400 trucks a year passed the ferries in 2025: what passed is no limit."""
    for link in ("ferry-kuryk-alat", "ferry-turkmenbashi-alat"):
        (capacity,) = values().link(link).capacities
        assert capacity.value.median not in (25500, 34400)
        assert not any("throughput" in row or "truck_transit" in row for row in capacity.value.rows)
    planned = ledger().row("port_capacity.alat.undated.trend-2025-02-22-baku.plan")
    used = {
        row
        for link in link_values_on(ledger(), DAY, "containers").values()
        for capacity in link.capacities
        for row in capacity.value.rows
    }
    assert planned.id not in used


def test_an_early_ledger_knows_less():
    link = "rail-almaty-shu"
    assert values().link(link).time_h.basis == "measured"
    assert values(as_of="2023-01-01").link(link).time_h.basis == "assumed"


def test_transfers_exist_where_there_is_something_to_transfer():
    at = values().transfer
    assert at("aktau", "rail_1520", "sea").kind == "port_handling"
    assert at("akhalkalaki", "rail_1520", "rail_1435").kind == "gauge_break"
    assert at("astara_irn", "rail_1520", "road").kind == "transshipment"
    assert at("brest", "rail_1520", "road") is None, "no terminal at this border"
    assert at("suez", "sea", ACCESS) is None, "a strait is no port"
    assert at("aktau", "sea", "sea") is None
    assert at("aktau", "road", "oil_pipeline") is None


def test_no_transfer_is_slower_than_unloading_and_loading_again():
    """Else a route would leave the network and come back to save the handling."""
    at = values().transfer
    for node, layers in (
        ("akhalkalaki", ("rail_1520", "rail_1435")),
        ("aktau", ("rail_1520", "road", "sea", "ferry")),
        ("almaty", ("rail_1520", "road")),
    ):
        for before in layers:
            for after in set(layers) - {before}:
                detour = total((at(node, before, ACCESS).dwell_h, at(node, ACCESS, after).dwell_h))
                assert at(node, before, after).dwell_h.median <= detour.median, (node, before)


def test_crude_oil_is_handled_where_there_are_tanks():
    at = values("crude_oil").transfer
    assert at("aktau", "rail_1520", "sea") is not None
    assert at("istanbul", "sea", "rail_1435") is None
    assert at("akhalkalaki", "rail_1520", ACCESS) is None
    assert at("tengiz", "oil_pipeline", "rail_1520").dwell_h.basis == "observed"
    assert at("atyrau", "oil_pipeline", "rail_1520").dwell_h.assumptions == ("loading.tank_wagons",)


def test_every_place_with_tanks_exists():
    assert values().rows.oil_places <= set(values().rows.nodes)


def test_a_second_track_makes_trains_faster_from_its_day():
    def hours(on, as_of=None):
        return values("containers", on, as_of).link("rail-aktogay-moyinty").time_h.median

    length = ledger().row("rail-aktogay-moyinty")["length_km"]
    assert hours(date(2025, 9, 29)) == pytest.approx(length / 30.8)
    assert hours(date(2025, 9, 30)) == pytest.approx(length / 62.5)
    assert hours(date(2025, 9, 30), "2025-06-01") == pytest.approx(length / 30.8)


def test_ships_that_share_a_port_are_waited_for_there_and_others_on_their_line():
    poti = values().transfer("poti", "rail_1520", "sea").dwell_h
    back = values().transfer("poti", "sea", "rail_1520").dwell_h
    assert poti.median - back.median == pytest.approx(189)
    assert values().link("sea-poti-constanta").dwell_h == NOTHING
    assert values().transfer("aktau", "rail_1520", "sea").dwell_h.median == pytest.approx(36)
    assert values().link("sea-aktau-alat").dwell_h.median > 0


@pytest.mark.parametrize("good", GOODS)
def test_every_transfer_has_ordered_numbers(good):
    layers = {}
    for link in ledger().rows("links", part="physical"):
        if link["gauge_mm"] != "mixed":
            for end, layer in zip((link["a"], link["b"]), layers_of(link), strict=True):
                layers.setdefault(end, {ACCESS}).add(layer)
    found = 0
    for node, at in layers.items():
        for before in at:
            for after in at:
                work = values(good).transfer(node, before, after)
                if work is not None:
                    found += 1
                    for value in (work.dwell_h, work.cost_usd_per_t):
                        assert 0 <= value.low <= value.median <= value.high < 1000
    assert found > 200


def test_a_sum_is_as_firm_as_its_weakest_part():
    firm, weak = Value(1, 1, 1, "observed", ("r",)), Value(2, 1, 4, "assumed", (), ("a",))
    both = total((firm, weak))
    assert (both.median, both.low, both.high, both.basis) == (3, 2, 5, "assumed")
    assert (both.rows, both.assumptions) == (("r",), ("a",))
    assert total(()) == NOTHING


def test_an_unknown_good_is_named():
    with pytest.raises(UnknownNameError, match="contaners"):
        network_values(ledger(), DAY, "contaners")


BY_SUEZ = (
    "sea-shanghai-malacca",
    "sea-malacca-bab_el_mandeb",
    "sea-bab_el_mandeb-suez",
    "sea-suez-gibraltar",
    "sea-gibraltar-rotterdam",
)
BY_THE_CAPE = ("sea-shanghai-malacca", "sea-malacca-cape_good_hope", "sea-cape_good_hope-rotterdam")


def per_box(links, on, good="containers"):
    found = values(good, on)
    tonnes = found.rows.parameters.number("feu_tonnes")
    return tonnes * sum(found.link(link).cost_usd_per_t.median for link in links)


def test_an_ocean_line_costs_what_is_asked_for_it_by_its_own_way():
    asked = ledger().row("freight_rate.ocean_suez.2023-03-16.symlog-2023-03-20")["value"]
    assert per_box(BY_SUEZ, date(2023, 3, 16)) == pytest.approx(asked, rel=0.05)
    asked = ledger().row("freight_rate.ocean_cape-rotterdam.2024-01-11.logupdate-2024-01-11")[
        "value"
    ]
    assert per_box(BY_THE_CAPE, date(2024, 1, 11)) == pytest.approx(asked, rel=0.05)


@pytest.mark.parametrize("good", ["containers", "vehicles", "grain"])
@pytest.mark.parametrize("on", [date(2021, 6, 15), date(2023, 5, 15), date(2025, 6, 15)])
def test_the_longer_way_round_the_cape_is_the_dearer(good, on):
    assert per_box(BY_THE_CAPE, on, good) > 1.15 * per_box(BY_SUEZ, on, good)


def test_what_passes_a_strait_of_the_ocean_is_part_of_an_ocean_line():
    rows = values().rows
    links = ledger().rows("links", part="physical")
    seas = {link.id: rows.sea(link) for link in links}
    assert seas["sea-suez-gibraltar"] == seas["sea-suez-mersin"] == "ocean"
    assert seas["sea-istanbul-piraeus"] == "mediterranean"
    assert seas["sea-poti-bosphorus"] == "black_sea"
    assert seas["sea-aktau-alat"] == "caspian"
