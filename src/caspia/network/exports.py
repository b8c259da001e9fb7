"""The network for other programs: GeoJSON, and GMNS, the General Modeling Network Specification."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from caspia.network.courses import courses, rail_credit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.ledger import Row
    from caspia.network.courses import Course
    from caspia.network.network import Network

_NODE = ("node_id", "name", "x_coord", "y_coord", "node_type", "country")
_LINK = (
    "link_id",
    "name",
    "from_node_id",
    "to_node_id",
    "directed",
    "geometry",
    "length",
    "facility_type",
    "allowed_uses",
    "status",
    "because",
)
_CONFIG = ("dataset_name", "short_length", "long_length", "speed", "crs", "geometry_field_format")


def as_geojson(network: Network) -> str:
    """Return nodes and links as GeoJSON, degrees in WGS 84; closed and planned links are marked.

    A link has ``link_id``, ``name``, ``mode``, ``status``, ``because`` and whether its course was
    ``surveyed``; a node has ``node_id``, ``name``, ``kind`` and ``country``.
    """
    found = courses(network.ledger)
    features = [
        *(_node_feature(node) for node in _nodes(network)),
        *(_link_feature(network, link, found[link.id]) for link in _links(network)),
    ]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    head = {"type": "FeatureCollection", "date": str(network.date), "attribution": rail_credit()}
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{opening}, "features": [\n{lines}\n]}}\n'


def as_gmns(network: Network) -> dict[str, str]:
    """Return the files of a GMNS network by name: ``node.csv``, ``link.csv``, ``config.csv``.

    Links that do not pass are there too, with their ``status``: a reader who wants the open
    network alone keeps ``open`` and ``restricted``. Lengths are in km.
    """
    found = courses(network.ledger)
    nodes = [
        (node.id, node["name"], node["lon"], node["lat"], node["kind"], node["country"])
        for node in _nodes(network)
    ]
    links = [_gmns_link(network, link, found[link.id]) for link in _links(network)]
    config = (f"caspia {network.date}", "m", "km", "km/h", "EPSG:4326", "WKT")
    return {
        "node.csv": _text(_NODE, nodes),
        "link.csv": _text(_LINK, links),
        "config.csv": _text(_CONFIG, [config]),
    }


def _nodes(network: Network) -> tuple[Row, ...]:
    used = {link[end] for link in _links(network) for end in ("a", "b")}
    return tuple(node for node in network.ledger.rows("nodes") if node.id in used)


def _links(network: Network) -> tuple[Row, ...]:
    return network.ledger.rows("links", part="physical")


def _node_feature(node: Row) -> dict[str, Any]:
    told = {"node_id": node.id, **{name: node[name] for name in ("name", "kind", "country")}}
    return _feature("Point", (node["lon"], node["lat"]), told)


def _link_feature(network: Network, link: Row, course: Course) -> dict[str, Any]:
    state = network.state(link.id)
    told = {
        "link_id": link.id,
        "name": link["name"],
        "mode": link["mode"],
        "status": state.status,
        "because": state.because,
        "surveyed": course.surveyed,
    }
    return _feature("LineString", course.points, told)


def _feature(kind: str, coordinates: object, told: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": told, "geometry": geometry}


def _gmns_link(network: Network, link: Row, course: Course) -> tuple[object, ...]:
    state = network.state(link.id)
    points = ", ".join(f"{lon:g} {lat:g}" for lon, lat in course.points)
    return (
        link.id,
        link["name"],
        link["a"],
        link["b"],
        # A link that runs both ways stands once: its file says that it has no direction.
        "true" if link["direction"] == "forward" else "false",
        f"LINESTRING ({points})",
        link["length_km"],
        link["mode"],
        link["mode"],
        state.status,
        ";".join(state.because),
    )


def _text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()
