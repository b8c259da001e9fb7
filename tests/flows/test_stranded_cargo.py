"""C2: closed means absent; what cannot move names what is shut or full, and what would free it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from caspia.flows import solve_region
from caspia.flows.link_table import used_room, utilisation
from caspia.flows.stranded import stranded_table
from tests.flows.region_cases import region, solved

SHUT = "cac_beyneu_alexandrovgay"


def left(result, name):
    (found,) = (one for one in result.left_behind if one.cell.name == name)
    return found


def test_c2_what_is_closed_carries_nothing(cut_off):
    for result in (cut_off, solved("2023-06")):
        for month, network in enumerate(result.region.values.networks):
            shut = [
                not network.states[link].passes if link else False
                for link in result.region.arcs.link
            ]
            assert result.on_arcs[shut, month].sum() == 0.0
    places = list(cut_off.region.arcs.of_link[SHUT])
    assert (cut_off.on_arcs[places].sum(axis=0) > 0).tolist() == [True, False, False, False]


def test_c2_a_link_shut_in_some_months_is_named_with_what_would_reopen_it(cut_off):
    found = left(cut_off, "natural_gas:TKM-RUS")
    assert found.months == ("2023-06", "2023-07", "2023-08")
    assert found.closed == (SHUT,)
    assert [one.causes for one in found.reopenings] == [(SHUT,)]
    assert found.told().endswith(
        " cannot move, in 3 months from 2023-06. Closed: Beyneu - Alexandrov Gay."
        " Not crossed by choice or rule: irn-gas-transit."
        " It would move if Beyneu - Alexandrov Gay (gas_pipeline) reopens."
    )


def test_c2_a_lapsed_agreement_is_named_among_the_smallest_reopenings(cut_off):
    found = left(cut_off, "natural_gas:TKM-AZE")
    assert found.months == ("2023-08",)
    assert set(found.closed) == {SHUT, "swap_tkm_irn_aze"}
    causes = [one.causes for one in found.reopenings]
    # The line through Astara opens no way: gas of others may not cross Iran to it.
    assert set(causes) == {("ag-swap-2021",), (SHUT,), ("tcp",)}
    assert {len(some) for some in causes} == {1}
    assert found.tonnes == pytest.approx(
        found.wanted - cut_off.delivered[_place(found, cut_off)].sum()
    )
    assert "Gas swap Turkmenistan-Iran-Azerbaijan comes into force" in found.told()


def test_c2_a_link_shut_all_the_time_is_named_by_what_would_move_it(cut_off):
    found = left(cut_off, "natural_gas:AZE-IRN")
    assert found.tonnes == pytest.approx(found.wanted)
    assert [one.causes for one in found.reopenings] == [("astara_border",)]


def test_c2_a_full_limit_is_named_and_nothing_is_to_reopen(cut_off):
    found = left(cut_off, "natural_gas:AZE-EUR")
    rooms = {room.room_id: room for room in cut_off.region.rooms}
    assert "capacity:tanap_east" in found.limits
    assert found.reopenings == ()
    months = [f"{month:%Y-%m}" for month in cut_off.region.months]
    for limit in found.limits:
        used = utilisation(used_room(cut_off, rooms[limit]), rooms[limit])
        assert max(used[months.index(month)] for month in found.months) > 0.999


def test_what_is_left_behind_adds_up(cut_off):
    table = stranded_table(cut_off)
    assert table["tonnes"].sum() == pytest.approx(cut_off.stranded.sum(), rel=1e-6)
    for one in cut_off.left_behind:
        place = _place(one, cut_off)
        assert one.tonnes == pytest.approx(cut_off.stranded[place].sum(), rel=1e-6)
        assert one.wanted == pytest.approx(cut_off.region.demand.tonnes[place].sum())
    assert table["tonnes"].is_sorted(descending=True)
    assert table["told"].to_list() == [one.told() for one in cut_off.left_behind]


def test_nothing_is_left_behind_where_all_moves():
    result = solved("2023-06", "crude_oil")
    assert result.stranded.sum() < 1.0
    assert result.left_behind == ()
    assert stranded_table(result).is_empty()


def _place(one, result):
    return result.region.demand.cells.index(one.cell)


def test_c2_what_shippers_refuse_is_named_and_reopens_by_nothing():
    found = region("2023-06", "metals")
    # No room at all but through Iran: those who refuse it stay, the rest goes.
    values = found.values
    into_iran, touching_iran = found.arcs.passages(frozenset({"IRN"}), "")
    assert into_iran.any()
    kept = touching_iran | np.array([not link for link in found.arcs.link])
    inside = np.array([set(ends) <= {"TKM", "UZB", "KAZ", "TUR"} for ends in found.arcs.country])
    shut = replace(values, open=values.open & (kept | inside)[None, :, None])
    result = solve_region(replace(found, values=shut), engine="least-cost")
    one = left(result, "metals:UZB-TUR")
    assert "irn-2018" in one.refused
    share = one.tonnes / one.wanted
    assert share == pytest.approx(0.75)
    assert "Not crossed by choice or rule: " in one.told()
    assert one.reopenings == ()
