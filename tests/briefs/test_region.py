from __future__ import annotations

import pytest

from caspia.briefs.document import Picture
from caspia.briefs.sections.map_lines import MapLines
from caspia.briefs.sections.region import region_section
from tests.briefs.section_ground import (
    assert_sound,
    figure,
    made_page,
    missing,
    paragraphs,
    real_page,
)
from tests.briefs.test_agreements import PAIRS
from tests.briefs.tied_ledger import ON, ROWS


@pytest.fixture(scope="module")
def section(page):
    return region_section(page)


def picture(section) -> Picture:
    (found,) = [block for block in section.blocks if isinstance(block, Picture)]
    return found


def test_places_are_named_in_text_and_picture(section):
    lead = paragraphs(section)[0]
    assert lead == (
        "The map shows Azerbaijan and Kazakhstan with their capitals; cities in which both have "
        "met: Fuzuli and Astana; ports between them: Aktau port and Alat; places of common "
        "projects: Fuzuli. Lines run straight from node to node."
    )
    drawn = picture(section)
    for name in ("Azerbaijan", "Kazakhstan", "Baku", "Astana", "Fuzuli", "Alat"):
        assert name in drawn.alt
    assert drawn.svg.startswith("<svg")
    assert drawn.credit


def test_lines_are_open_planned_or_not_drawn(section):
    texts = paragraphs(section)
    assert (
        "Lines drawn as open on 31 May 2024: Tanker route (sea and ferry); "
        "Long Way in Kazakhstan (rail, Aktau port to Khorgos)."
    ) in texts
    assert "Drawn dashed as planned or being built: Sea cable (power cable)." in texts
    assert "Not drawn, since not open on 31 May 2024: Sea pipe (gas pipeline)." in texts


def test_a_link_stops_with_the_agreement_that_permits_it(section, page):
    stopped = figure(section, page, "region.stopped.pipe")
    assert {"pipe", "pipe/1", "gas.permits", "gas@2"} <= set(stopped.rows)


def test_the_open_way_is_preferred_to_a_planned_short_cut(page):
    (line,) = MapLines(page).corridors
    assert {"rail-1", "rail-2", "rail-3"} <= set(line.rows)
    assert "rail-short" not in line.rows


def test_meetings_in_third_states_are_counted(section):
    assert "Not drawn: 1 meeting in other states." in paragraphs(section)


def test_a_day_before_the_base_map_is_missing(tmp_path):
    section = region_section(made_page(tmp_path, ROWS, "AZE", "KAZ", "2005-01-01"))
    assert missing(section) == ["A map of that day"]


def test_a_state_beyond_the_base_map_is_missing(tmp_path):
    far = {"party_id": "BRA", "name": "Brazil", "kind": "state", "iso3": "BRA"}
    rows = {**ROWS, "parties": [*ROWS["parties"], far]}
    section = region_section(made_page(tmp_path, rows, "AZE", "BRA", ON))
    assert missing(section) == ["Brazil on the map"]
    assert picture(section).alt.startswith("Map of Azerbaijan")


def test_real_ferries_and_corridor_across_the_caspian():
    texts = " ".join(paragraphs(region_section(real_page("AZE", "KAZ", "2024-05-31"))))
    for name in ("Aktau", "Kuryk", "Fuzuli", "Middle Corridor in Kazakhstan", "ferry"):
        assert name in texts


def test_real_swap_is_open_before_its_suspension_only():
    before = paragraphs(region_section(real_page("AZE", "TKM", "2023-12-31")))
    after = paragraphs(region_section(real_page("AZE", "TKM", "2024-05-31")))
    name = "Swap Turkmenistan-Iran-Azerbaijan"
    assert any(name in text for text in after if text.startswith("Not drawn, since not open"))
    assert not any(name in text for text in before if text.startswith("Not drawn, since not open"))


def test_a_pipeline_keeps_to_the_states_of_its_name():
    lines = MapLines(real_page("GEO", "TUR", "2024-05-31")).between()
    (line,) = [line for line in lines if line.key == "btc"]
    assert len(line.line.points) == 3


@pytest.mark.parametrize(("a", "b", "on"), PAIRS)
def test_every_pair_is_sound(a, b, on):
    assert_sound(region_section(real_page(a, b, on)))
