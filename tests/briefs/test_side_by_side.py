"""Two pictures as one: nothing of one is taken for a part of the other."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from caspia.briefs.document import Picture
from caspia.briefs.side_by_side import side_by_side
from caspia.errors import RenderError

SVG = (
    '<svg role="img" aria-label="A &quot;map&quot;" width="100" height="50" viewBox="0 0 100 50" '
    'xmlns="http://www.w3.org/2000/svg"><clipPath id="p"><rect width="9" height="9"/></clipPath>'
    '<g clip-path="url(#p)"><rect width="5" height="5" x="1"/></g></svg>'
)


def both():
    one = Picture("a", "A", SVG, "A shows lines.", "Natural Earth")
    return side_by_side("both", "Both", {"Without & before": one, "With": one})


def test_it_is_one_labelled_picture_without_a_second_id():
    found = both()
    root = ET.fromstring(found.svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == found.alt
    ids = re.findall(r' id="([^"]+)"', found.svg)
    assert len(ids) == len(set(ids)) == 2
    assert all(f"url(#{name})" in found.svg for name in ids)
    assert found.svg.count("aria-label") == 1
    assert found.credit == "Natural Earth"


def test_what_is_inside_keeps_its_sizes():
    root = ET.fromstring(both().svg)
    inner = [child for child in root if child.tag.endswith("svg")]
    assert [child.get("x") for child in inner] == ["0", "124"]
    assert all(child.find(".//{*}g/{*}rect").get("x") == "1" for child in inner)


def test_a_picture_without_a_size_is_refused():
    bad = Picture("bad", "Bad", "<svg></svg>", "nothing")
    with pytest.raises(RenderError, match="bad has no viewBox"):
        side_by_side("both", "Both", {"one": bad})
