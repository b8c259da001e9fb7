"""The map of a difference: gain and loss told apart by hue, by dashes and by sign."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from caspia.briefs.flow_picture import flow_lines
from caspia.briefs.pictures.difference_map import difference_map
from caspia.briefs.pictures.flow_request import FlowMapRequest, MovedLink
from caspia.briefs.pictures.flow_words import FlowCaption
from caspia.briefs.pictures.look import BLUE, VERMILION
from caspia.ledger import read_day

SVG = "{http://www.w3.org/2000/svg}"
DAY = read_day("2024-05-15")
GAINS, LOSES, SMALL, FAR = (
    "rail-dostyk-aktogay",
    "rail-moyinty-zharyk",
    "rail-beyneu-mangystau",
    "sea-shanghai-malacca",
)
TONNES = {GAINS: 4e6, LOSES: 1e6, SMALL: 2_500.0, FAR: 5e5}


@pytest.fixture(scope="module")
def drawing(real):
    links = tuple(
        MovedLink(link, tonnes, tonnes, 0.0, None, 0.9 if link == SMALL else 0.1)
        for link, tonnes in TONNES.items()
    )
    request = FlowMapRequest(real, DAY, "May 2024", "choice", links, (), 0.5)
    caption = FlowCaption("What the scenario changes", "A model result.", "Natural Earth.")
    return difference_map(flow_lines(request), {LOSES, FAR}, (), caption, DAY)


def paths(drawing, colour):
    root = ET.fromstring(drawing.svg)
    return [one for one in root.iter(f"{SVG}path") if one.get("stroke") == colour]


def test_lines_say_their_sign_on_hover(drawing):
    root = ET.fromstring(drawing.svg)
    told = {
        one.get("data-link"): one[0].text for one in root.iter(f"{SVG}path") if one.get("data-link")
    }
    assert told.keys() == {GAINS, LOSES, SMALL}
    assert told[GAINS].endswith(", railway: +4.0 Mt")
    assert told[LOSES].endswith(", railway: \N{MINUS SIGN}1.0 Mt")
    assert told[SMALL].endswith(", railway: +2,500 t")


def test_loss_is_of_another_hue_and_dashed(drawing):
    gain, loss = paths(drawing, BLUE), paths(drawing, VERMILION)
    assert gain
    assert all(one.get("stroke-dasharray") is None for one in gain)
    assert loss
    assert all(one.get("stroke-dasharray") for one in loss)


def test_widths_grow_with_the_root_of_tonnes(drawing):
    widest, half = (
        max(float(one.get("stroke-width")) for one in paths(drawing, colour))
        for colour in (BLUE, VERMILION)
    )
    assert widest == pytest.approx(2 * half, rel=0.01)


def test_the_key_names_what_is_drawn(drawing):
    words = re.sub(r"<[^>]+>", " ", drawing.svg)
    for word in ("carries more", "carries less", "pale: over half of its inputs assumed"):
        assert word in words


def test_it_is_told_in_words(drawing):
    assert "More moves over 2 links, the most over" in drawing.alt
    assert "Less moves over 1 links" not in drawing.alt
    assert "Less moves over one link" in drawing.alt
    assert "1 more link lies beyond the map" in drawing.alt
