"""Write src/caspia/network/rail_lines.geojson from the courses of railways on OpenStreetMap.

Run from the root of the repository: ``python -m tools.make_rail_lines COURSES.geojson``. The input
has one LineString a link with its ``link_id``; the output keeps three decimals, some 100 m.
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "caspia" / "network" / "rail_lines.geojson"
CREDIT = (
    "Rail lines (c) OpenStreetMap contributors, simplified, under the Open Database License "
    "(https://opendatacommons.org/licenses/odbl/1-0/)"
)
_DECIMALS = 3


def rail_lines(courses: dict[str, Any]) -> str:
    """Return the courses, a line of text for each, in the order of their links."""
    features = sorted(courses["features"], key=lambda one: one["properties"]["link_id"])
    lines = ",\n".join(json.dumps(_slim(one), separators=(",", ":")) for one in features)
    head = f'{{"type":"FeatureCollection","attribution":{json.dumps(CREDIT)},"features":[\n'
    return f"{head}{lines}\n]}}\n"


def _slim(feature: dict[str, Any]) -> dict[str, Any]:
    points = [
        [round(float(lon), _DECIMALS), round(float(lat), _DECIMALS)]
        for lon, lat in feature["geometry"]["coordinates"]
    ]
    return {
        "type": "Feature",
        "properties": {"link_id": feature["properties"]["link_id"]},
        "geometry": {"type": "LineString", "coordinates": [p for p, _ in groupby(points)]},
    }


def main(source: str) -> None:
    """Read the courses of a file and write those that the package ships with."""
    courses = json.loads(Path(source).read_text(encoding="utf-8"))
    TARGET.write_text(rail_lines(courses), encoding="utf-8")
    print(TARGET)


if __name__ == "__main__":
    main(sys.argv[1])
