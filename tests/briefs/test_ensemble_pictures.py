"""The pictures of ensembles: the same bytes twice, names inside the frame, bad input refused."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from caspia.briefs.pictures.band_chart import BandLine, band_chart, shortened
from caspia.briefs.pictures.look import WIDTH_PX, text_width_px
from caspia.briefs.pictures.tornado_chart import TornadoLine, tornado_chart
from caspia.errors import BadInputError

BANDS = [
    BandLine("Middle Corridor", "2.7 to 14.8 Mt", ((0.9, 5.3), (1.5, 4.0), (2.5, 3.1)), 2.8, 2.4),
    BandLine("Port of Aktau", "0 to 99 Mt", ((0.0, 40.0),), 1.0, 1.1),
]
FACTS = [
    TornadoLine("Dispersion", "Port of Aktau", -0.4, 0.6),
    TornadoLine("Rates by rail in Kazakhstan", "Rail transit across Uzbekistan", 0.25, -0.1),
]


@pytest.mark.parametrize(
    "draw", [lambda: band_chart("2023", BANDS), lambda: tornado_chart("2023", FACTS)]
)
def test_a_chart_is_the_same_twice_and_names_all_it_shows(draw):
    one, again = draw(), draw()
    assert one == again
    root = ElementTree.fromstring(one.svg)
    assert root.get("role") == "img"
    texts = [text for node in root.iter() if (text := (node.text or "").strip())]
    assert any("Port of Aktau" in text for text in texts)
    assert "Port of Aktau" in one.alt
    left, _, width, _ = map(float, root.get("viewBox").split())
    assert (left, width) == (0, WIDTH_PX)


def test_what_lies_beyond_the_scale_stands_at_its_edge():
    svg = band_chart("2023", BANDS).svg
    assert "Infinity" not in svg
    assert "NaN" not in svg


def test_names_that_are_too_long_are_cut():
    assert shortened("Aktau", 100) == "Aktau"
    cut = shortened("Rail transit across all the states of Central Asia", 120)
    assert cut.endswith("…")
    assert text_width_px(cut, 11.0) <= 120


def test_nothing_to_draw_is_refused():
    for draw in (band_chart, tornado_chart):
        with pytest.raises(BadInputError, match="one or more"):
            draw("2023", [])
