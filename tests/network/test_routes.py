"""Routes through the reference network: what they must be, and what they are made of."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest

import caspia
from caspia.amounts import Amount
from caspia.errors import BadInputError, UnknownNameError
from caspia.network import LinkState, Network, find_routes
from caspia.network.beside import beside
from caspia.network.calendar import Finding
from caspia.network.durations import costs_of, spans_of
from caspia.network.graph import build_graph
from caspia.network.reach import reaches
from caspia.network.reopening import causes_of
from caspia.network.routes import paths_between, prepare, route_of
from caspia.network.weights import CRITERIA, weights_of
from tests.reference import reference

DAY = "2023-07-01"
GOODS_AND_ENDS = [
    ("containers", "khorgos", "constanta"),
    ("containers", "xi'an", "duisburg"),
    ("grain", "astana", "tehran"),
    ("crude_oil", "tengiz", "ceyhan"),
    ("natural_gas", "shah_deniz", "komotini"),
]


@pytest.fixture(scope="module")
def network():
    return Network.on(reference(), DAY)


@pytest.fixture(scope="module", params=GOODS_AND_ENDS, ids="-".join)
def found(request, network):
    good, origin, destination = request.param
    return find_routes(network, origin, destination, good)


def lightest(graph, weight, start, end):
    """Return the weight of the lightest way by relaxing every arc until nothing changes."""
    distance = np.full(len(graph.vertex_node), np.inf)
    distance[start] = 0.0
    while True:
        before = distance.copy()
        np.minimum.at(distance, graph.arcs.head, distance[graph.arcs.tail] + weight)
        if np.array_equal(before, distance):
            return float(distance[end])


@pytest.mark.parametrize("by", CRITERIA)
@pytest.mark.parametrize(("good", "origin", "destination"), GOODS_AND_ENDS)
def test_the_lightest_way_is_among_the_routes(network, good, origin, destination, by):
    graph = network.graph(good)
    routes = find_routes(network, origin, destination, good, by)
    weight = weights_of(graph, by)
    ends = graph.access(routes.origin.node_id), graph.access(routes.destination.node_id)
    best = lightest(graph, weight, *ends)

    def total(route):
        # The weight in hours and dollars that its legs state, without what reservations add.
        legs = route.legs
        return {
            "time": sum(leg.service_h + leg.dwell_h for leg in legs),
            "cost": sum(leg.cost_usd_per_t for leg in legs),
            "co2": sum(leg.co2_kg_per_t for leg in legs),
            "risk": best,
        }[by]

    # The weight by cost and CO2 holds a millionth per hour to part equals.
    assert min(total(route) for route in routes.routes) == pytest.approx(best, rel=1e-3)


def test_a_route_runs_from_origin_to_destination_over_open_links(network, found):
    assert found.routes
    for route in found.routes:
        assert route.legs[0].start == found.origin.node_id
        assert route.legs[-1].end == found.destination.node_id
        assert all(one.end == other.start for one, other in pairwise(route.legs))
        assert all(network.states[link].passes for link in route.links)
        stops = [route.legs[0].start, *(leg.end for leg in route.legs if leg.moves)]
        assert len(stops) == len(set(stops)), "a place twice"


def test_totals_are_those_of_the_legs(found):
    for route in found.routes:
        added = sum(one.added_cost_usd_per_t.value for one in route.reservations)
        legs = route.legs
        cost = sum(leg.cost_usd_per_t for leg in legs)
        assert route.cost_usd_per_t.value == pytest.approx(cost + added)
        assert route.cost_usd_per_t.low <= route.cost_usd_per_t.value <= route.cost_usd_per_t.high
        assert route.co2_kg_per_t == pytest.approx(sum(leg.co2_kg_per_t for leg in legs))
        assert route.length_km == pytest.approx(sum(leg.length_km for leg in legs))
        hours = sum(leg.service_h + leg.dwell_h for leg in legs)
        assert 0 < route.time_h.median < route.time_h.p90
        # Long tails push the median of a sum above the sum of medians, short ones below it.
        assert route.time_h.median == pytest.approx(hours, rel=0.35)
        assert 0 <= route.assumed <= 1
        assert all(leg.rows for leg in legs if leg.moves), "a movement that rests on nothing"


def test_routes_differ_by_border_sea_corridor_or_in_four_tenths_of_their_length(network, found):
    length = {row.id: row["length_km"] or 0.0 for row in network.ledger.rows("links")}
    for one, other in combinations(found.routes, 2):
        if (one.corridor, one.borders, one.seas) == (other.corridor, other.borders, other.seas):
            shared = sum(length[link] for link in set(one.links) & set(other.links))
            # Either is the better one by what is made least.
            assert shared <= 0.6 * max(one.length_km, other.length_km) + 1e-6


def test_the_best_of_each_corridor_comes_first(found):
    best = found.by_corridor
    assert len({route.corridor for route in best}) == len(best)
    assert {route.corridor for route in best} == {route.corridor for route in found.routes}
    real = [route.time_h.median for route in found.routes if not route.on_paper]
    assert real == sorted(real)
    on_paper = [route.on_paper for route in found.routes]
    assert on_paper == sorted(on_paper)


def test_the_great_corridors_between_china_and_europe_are_all_told(network):
    routes = find_routes(network, "xian", "duisburg")
    named = {route.corridor for route in routes.routes}
    assert {"MIDDLE", "NORTHERN", "IRAN_RAIL", "OCEAN_SUEZ", "OCEAN_CAPE"} <= named
    to_india = find_routes(network, "moscow", "mumbai")
    branches = {"INSTC_WEST", "INSTC_EAST", "INSTC_TRANSCASPIAN"}
    assert branches <= {route.corridor for route in to_india.routes}


def test_a_route_through_iran_exists_on_paper_only_and_comes_last(network):
    routes = find_routes(network, "tashkent", "istanbul").routes
    (iran,) = [route for route in routes if route.corridor == "IRAN_RAIL"]
    assert iran.on_paper
    assert any(one.state == "IRN" and one.refusing >= 50 for one in iran.reservations)
    (middle,) = [route for route in routes if route.corridor == "MIDDLE"][:1]
    assert not middle.on_paper
    assert routes.index(middle) < routes.index(iran)


def test_refusals_that_bind_the_union_do_not_bind_others(network):
    def through_russia(destination):
        routes = find_routes(network, "xian", destination).routes
        (first,) = [route for route in routes if route.corridor == "NORTHERN"][:1]
        return {one.permission_id for one in first.reservations}

    assert "rus-rail-2022" in through_russia("duisburg")
    assert "rus-rail-2022" not in through_russia("istanbul")


def test_single_points_are_what_no_route_avoids(network, found):
    points = found.single_points
    for route in found.routes:
        assert set(points.links) <= set(route.links)
        assert set(points.states) <= set(route.states)
        assert set(points.agreements) <= {one.agreement_id for one in route.depends_on}


def test_a_line_of_pipes_has_its_pipes_as_single_points(network):
    points = find_routes(network, "shah_deniz", "komotini", "natural_gas").single_points
    assert "shah_deniz_sangachal" in points.links
    assert {"sangachal"} <= set(points.nodes)
    assert "TUR" in points.states


def test_an_agreement_behind_a_link_is_told_with_the_links_that_it_opens(network):
    routes = find_routes(network, "baku", "kars", by="cost")
    agreements = {one.agreement_id: one for route in routes.routes for one in route.depends_on}
    for agreement_id, one in agreements.items():
        targets = {
            link
            for effect in network.ledger.rows("agreement_effects", agreement_id=agreement_id)
            for link in effect["target"]
        }
        assert one.links
        assert set(one.links) <= targets


def test_the_same_question_has_the_same_answer(network):
    one, other = (find_routes(network, "khorgos", "poti", by="cost") for _ in range(2))
    assert one == other
    fresh = find_routes(Network.on(caspia.open(), DAY), "khorgos", "poti", by="cost")
    assert fresh.routes == one.routes


CUT = [
    ("dostlug", "sangachal", "natural_gas", "2023-07-01", {"dostlug_sangachal"}),
    (
        "igdir",
        "nakhchivan",
        "natural_gas",
        "2025-01-01",
        {"ag-igdir-2020", "igdir_nakhchivan", "sadarak_nakhchivan"},
    ),
]


@pytest.mark.parametrize(("origin", "destination", "good", "day", "causes"), CUT)
def test_c2_no_way_is_an_answer_with_what_cut_it(origin, destination, good, day, causes):
    network = Network.on(reference(), day)
    cut = find_routes(network, origin, destination, good)
    assert cut.routes == ()
    (one,) = cut.closed_by
    assert set(one.causes) == causes
    assert len(one.says) == len(one.causes)
    assert all(not network.states[link].passes for link in one.opens)
    assert joined_with(network, cut, one.opens)
    for size in range(len(one.opens)):
        for some in combinations(one.opens, size):
            assert not joined_with(network, cut, some)


def test_an_event_that_suspended_the_agreement_of_a_link_is_told_by_the_agreement():
    found = Network.on(reference(), "2024-06-15").findings["swap_tkm_irn_aze"]
    assert found["status"].reasons == ("en-2024-01-swap-stop",)
    assert causes_of(reference(), "swap_tkm_irn_aze", found) == ("ag-swap-2021",)
    alone = {"status": Finding("closed", ("cpc_kropotkin_novo/2",), ("en-2022-03-cpc",))}
    assert causes_of(reference(), "cpc_kropotkin_novo", alone) == ("en-2022-03-cpc",)
    itself = {"status": Finding("closed", ("cpc_kropotkin_novo/2",))}
    assert causes_of(reference(), "cpc_kropotkin_novo", itself) == ("cpc_kropotkin_novo",)


def joined_with(network, cut, links):
    """Tell whether the ends are joined where some closed links are open."""
    states = dict(network.states)
    for link in links:
        states[link] = LinkState(link, "open", ())
    graph = build_graph(network.ledger, network.date, states, cut.good)
    return reaches(graph, cut.origin.node_id, cut.destination.node_id)


def test_what_opened_on_a_day_is_a_route_from_then_on():
    before, after = (Network.on(reference(), day) for day in ("2025-03-04", "2025-03-05"))
    assert find_routes(before, "igdir", "nakhchivan", "natural_gas").routes == ()
    assert find_routes(after, "igdir", "nakhchivan", "natural_gas").closed_by == ()


def test_places_that_no_link_would_join_have_no_reopenings(network):
    """Mary lies on no gas pipeline of the ledger."""
    cut = find_routes(network, "mary", "tehran", "natural_gas")
    assert (cut.routes, cut.closed_by) == ((), ())


def test_what_cannot_be_asked_is_refused(network):
    with pytest.raises(BadInputError, match="both Khorgos"):
        find_routes(network, "khorgos", "Horgos")
    with pytest.raises(UnknownNameError, match="criterion"):
        find_routes(network, "khorgos", "poti", by="comfort")
    with pytest.raises(UnknownNameError, match="good"):
        find_routes(network, "khorgos", "poti", "dragons")
    with pytest.raises(UnknownNameError, match="Did you mean natural_gas"):
        find_routes(network, "khorgos", "poti", "gas")


@pytest.mark.parametrize(
    ("origin", "destination", "good"),
    [("shah_deniz", "komotini", "natural_gas"), ("aktau", "samsun", "containers")],
)
def test_a_link_is_a_single_point_just_if_the_ends_are_apart_without_it(
    network, origin, destination, good
):
    found = find_routes(network, origin, destination, good)
    for link in found.routes[0].links:
        states = network.states | {link: LinkState(link, "closed", ())}
        graph = build_graph(network.ledger, network.date, states, good)
        apart = not reaches(graph, origin, destination)
        assert apart == (link in found.single_points.links), link


def test_spans_of_a_path_are_its_hours_and_its_dollars(network):
    graph = network.graph("containers")
    search = prepare(network, "containers", "time")
    (path, *_) = paths_between(search, "khorgos", "poti", 0)
    hours, dollars = spans_of(graph, path.arcs), costs_of(graph, path.arcs)
    assert float(hours.median.sum()) == pytest.approx(path.weight)
    assert {"rail:KAZ"} <= set(hours.cause)
    assert all(cause.startswith("rate:") for cause in dollars.cause)
    route = route_of(search, path.arcs)
    added = sum(one.added_cost_usd_per_t.value for one in route.reservations)
    assert float(dollars.median.sum()) == pytest.approx(route.cost_usd_per_t.value - added)
    for spans in (hours, dollars):
        assert (spans.low <= spans.median).all()
        assert (spans.median <= spans.high).all()
        assert len(spans.cause) == len(spans.median)


def test_quotes_stand_beside_the_route_of_their_corridor(network):
    found = find_routes(network, "xian", "duisburg")
    assert {one.quote.corridor for one in found.quoted} >= {"NORTHERN", "MIDDLE"}
    for one in found.quoted:
        fitting = [r for r in found.routes if one.quote.corridor in ("", r.corridor)]
        if one.quote.what == "time" and one.quote.printed.unit == "d" and fitting:
            quickest = min(fitting, key=lambda route: route.time_h.median)
            assert one.low == pytest.approx(quickest.time_h.median / 24)
            assert one.high == pytest.approx(quickest.time_h.p90 / 24)


def test_a_quote_in_a_unit_of_its_own_has_nothing_beside_it(network):
    found = find_routes(network, "xian", "duisburg")
    (one, *_) = found.quoted
    barrels = replace(one.quote, what="cost", printed=Amount.of(3, "USD_per_bbl", "about"))
    assert beside(barrels, found.routes).low is None
    assert beside(replace(one.quote, corridor="LAPIS"), found.routes).low is None
    per_tonne = replace(one.quote, what="cost", corridor="", printed=Amount.of(3, "USD_per_t"))
    cheapest = min(found.routes, key=lambda route: route.cost_usd_per_t.value)
    assert beside(per_tonne, found.routes).low == cheapest.cost_usd_per_t.low
