"""The graph of a good: C2 closed is absent, layers, handling, arrays that fit together."""

import numpy as np
import pytest

from caspia.errors import BadInputError, UnknownNameError
from caspia.ledger import Row
from caspia.network import Network
from caspia.network.layers import layers_of
from caspia.network.model import ACCESS, NONE
from tests.reference import reference


@pytest.fixture(scope="module")
def network():
    return Network.on(reference(), "2023-07-01")


@pytest.fixture(scope="module")
def graph(network):
    return network.graph("containers")


def arcs_of(graph, link_id):
    place = graph.link_ids.index(link_id)
    return np.flatnonzero(graph.arcs.link == place)


def ends_of(graph, arc):
    return tuple(graph.vertex_name(v) for v in (graph.arcs.tail[arc], graph.arcs.head[arc]))


def test_c2_a_closed_link_is_absent_and_never_dear(network, graph):
    assert not network.state("rail-marabda-akhalkalaki").passes
    assert "rail-marabda-akhalkalaki" not in graph.link_ids
    assert set(graph.link_ids) <= set(network.open_links)
    assert all(np.isfinite(a).all() for a in (graph.arcs.time_h, graph.arcs.cost_usd_per_t))


def test_a_composite_never_enters(network):
    composites = {row.id for row in network.ledger.rows("links", part="composite")}
    assert composites
    assert not composites & set(network.states)


def test_every_open_link_of_the_good_has_an_arc_for_each_direction(network, graph):
    for link_id in graph.link_ids:
        link = network.ledger.row(link_id)
        ends = {ends_of(graph, arc) for arc in arcs_of(graph, link_id)}
        a, b = (f"{link[end]}:{layer}" for end, layer in zip("ab", layers_of(link), strict=True))
        assert ends == ({(a, b)} if link["direction"] == "forward" else {(a, b), (b, a)})


def test_a_change_of_gauge_on_a_link_joins_two_layers(graph):
    ends = {ends_of(graph, arc) for arc in arcs_of(graph, "rail-sarahs_tkm-sarakhs")}
    assert ("sarahs_tkm:rail_1520", "sarakhs:rail_1435") in ends


def test_every_arc_is_a_link_or_handling_at_one_node(graph):
    arcs = graph.arcs
    moving = arcs.link != NONE
    assert (moving ^ (arcs.handling != NONE)).all()
    nodes = graph.vertex_node
    assert (nodes[arcs.tail] == nodes[arcs.head])[~moving].all()
    assert (arcs.length_km[~moving] == 0).all()
    assert (arcs.time_h[~moving] == 0).all()


def test_arrays_have_one_length_and_their_stated_types(graph):
    arcs = graph.arcs
    whole = {"tail", "head", "link", "handling", "time_cause", "dwell_cause"}
    for name in type(arcs).__slots__:
        array = getattr(arcs, name)
        assert array.shape == arcs.tail.shape, name
        wanted = np.int32 if name in whole else np.bool_ if name == "assumed" else np.float64
        assert array.dtype == wanted, name


def test_intervals_hold_their_medians_and_nothing_is_negative(graph):
    arcs = graph.arcs
    for low, middle, high in (
        (arcs.time_low_h, arcs.time_h, arcs.time_high_h),
        (arcs.dwell_low_h, arcs.dwell_h, arcs.dwell_high_h),
        (arcs.cost_low_usd_per_t, arcs.cost_usd_per_t, arcs.cost_high_usd_per_t),
    ):
        assert (low >= 0).all()
        assert (low <= middle + 1e-9).all()
        assert (middle <= high + 1e-9).all()


def test_compressed_rows_hold_every_arc_once_each_way(graph):
    for incidence, ends in (
        (graph.outgoing, graph.arcs.tail),
        (graph.incoming, graph.arcs.head),
    ):
        assert sorted(incidence.arc) == list(range(len(ends)))
        for vertex in range(len(graph.vertex_node)):
            own = incidence.arc[incidence.start[vertex] : incidence.start[vertex + 1]]
            assert (ends[own] == vertex).all()


def test_one_access_for_each_node_that_can_be_entered(graph):
    access = [n for n, level in enumerate(graph.vertex_layer) if graph.layers[level] == ACCESS]
    assert sorted(graph.access_of.values()) == access
    assert "suez" not in graph.access_of  # at a canal nothing is handled
    assert graph.vertex_name(graph.access("aktau")) == "aktau:access"


def test_a_place_without_an_open_link_is_named(graph):
    with pytest.raises(UnknownNameError, match="shah_deniz"):
        graph.access("shah_deniz")


def test_goods_go_by_their_own_modes(network):
    assert network.graph("natural_gas").layers == (ACCESS, "gas_pipeline", "swap")
    assert "oil_pipeline" in network.graph("crude_oil").layers
    assert "oil_pipeline" not in network.graph("grain").layers


@pytest.mark.parametrize("good", ["containers", "grain", "crude_oil", "natural_gas"])
def test_no_change_of_layer_is_both_cheaper_and_quicker_by_a_third(network, good):
    """Else cargo would touch a layer that it has no use for, and a link change what it pays."""
    graph = network.graph(good)
    arcs = graph.arcs
    hours = arcs.time_h + arcs.dwell_h
    direct = {
        (int(arcs.tail[arc]), int(arcs.head[arc])): (arcs.cost_usd_per_t[arc], hours[arc])
        for arc in np.flatnonzero(arcs.link == NONE)
    }
    onward = {}
    for tail, head in direct:
        onward.setdefault(tail, []).append(head)
    changes = [
        (direct[tail, middle], direct[middle, head], direct[tail, head])
        for tail, middle in direct
        for head in onward.get(middle, ())
        if (tail, head) in direct
    ]
    assert changes
    one, other, whole = (np.array(part) for part in zip(*changes, strict=True))
    saved = whole - one - other
    assert not ((saved > 1e-9).any(axis=1) & (saved >= -1e-9).all(axis=1)).any()


def test_tankers_carry_no_containers(network, graph):
    assert "aktau_sangachal" in network.graph("crude_oil").link_ids
    assert "aktau_sangachal" not in graph.link_ids


def test_an_unknown_good_is_refused_with_its_like(network):
    with pytest.raises(UnknownNameError, match="containers"):
        network.graph("container")


def test_a_graph_without_links_is_empty_and_says_so(network):
    empty = network.graph("electricity")
    assert len(empty.arcs.tail) == 0
    assert "0 places" in repr(empty)


def test_the_same_day_and_good_give_the_same_arrays(network, graph):
    again = Network.on(network.ledger, "2023-07-01").graph("containers")
    assert again.link_ids == graph.link_ids
    for name in type(graph.arcs).__slots__:
        np.testing.assert_array_equal(getattr(again.arcs, name), getattr(graph.arcs, name))


def test_a_railway_whose_gauge_tells_no_ends_is_refused():
    link = Row("links", "line", {"mode": "rail", "gauge_mm": "mixed"}, None, "structural", "made")
    with pytest.raises(BadInputError, match=r"line.*mixed.*1435/1520"):
        layers_of(link)


def test_a_network_says_what_it_is(network):
    assert repr(network).startswith("<Network on 2023-07-01: ")
    assert "open" in repr(network)
    with pytest.raises(UnknownNameError, match="btc"):
        network.state("bct")
