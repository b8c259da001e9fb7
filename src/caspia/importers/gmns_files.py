"""The files of a GMNS network: nodes, links, and the configuration that says its units."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.importers.delimited import Layout, layout_of, problem, require_columns
from caspia.importers.plan import Head
from caspia.importers.utm import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NODE_COLUMNS = ("node_id", "x_coord", "y_coord")
LINK_COLUMNS = ("link_id", "from_node_id", "to_node_id", "directed")
_OPTIONAL = {
    "node": ("name", "node_type"),
    "link": ("name", "length", "facility_type", "capacity", "free_speed", "lanes", "allowed_uses"),
}
# A shapefile keeps ten characters of a name, and networks are often exported from one.
_SHORT = 10
_START = 65_536
_KILOMETRES = {
    "km": 1.0, "kilometer": 1.0, "kilometers": 1.0, "kilometre": 1.0, "kilometres": 1.0,
    "m": 0.001, "meter": 0.001, "meters": 0.001, "metre": 0.001, "metres": 0.001,
    "mi": 1.609344, "mile": 1.609344, "miles": 1.609344,
    "ft": 0.0003048, "foot": 0.0003048, "feet": 0.0003048,
    "mph": 1.609344, "kph": 1.0, "kmh": 1.0, "km/h": 1.0, "kmph": 1.0,
}  # fmt: skip
_DEGREES = ("", "4326", "EPSG:4326", "WGS84")


@dataclass(frozen=True, slots=True)
class Columns:
    """A file and where its columns stand.

    Attributes
    ----------
    head : Head
        The file.
    layout : Layout
        Its layout.
    names : mapping
        Name in the file by name in the specification.
    """

    head: Head
    layout: Layout
    names: Mapping[str, str]

    @property
    def shortened(self) -> tuple[str, ...]:
        """Names of the file that are cut to ten characters."""
        return tuple(told for name, told in self.names.items() if told != name)


@dataclass(frozen=True, slots=True)
class Network:
    """The files of one network.

    Attributes
    ----------
    name : str
        Of the data set, or the folder: part of every id.
    nodes : Columns
        Of ``node.csv``.
    links : Columns or None
        Of ``link.csv``.
    zone : int or None
        Of the UTM grid; None where coordinates are degrees.
    km_per_length, km_per_speed : float or None
        Kilometres in the unit of length, and in that of speed; None where the unit is not told.
    """

    name: str
    nodes: Columns
    links: Columns | None
    zone: int | None
    km_per_length: float | None
    km_per_speed: float | None


def network_of(head: Head) -> Network:
    """Return the network that ``node.csv`` or ``link.csv`` belongs to.

    Raises
    ------
    BadRowsError
        A file or column is missing, or the grid is one that is not known here.
    """
    folder = head.path.parent
    if not (folder / "node.csv").is_file():
        cure = "Put node.csv and link.csv of the network into one folder."
        raise problem(head.path, "There is no node.csv beside it.", cure)
    told = _configuration(folder / "config.csv")
    links = folder / "link.csv"
    return Network(
        told.get("dataset_name") or folder.resolve().name,
        _columns(folder / "node.csv", NODE_COLUMNS, "node"),
        _columns(links, LINK_COLUMNS, "link") if links.is_file() else None,
        _zone(told.get("crs", ""), folder / "config.csv"),
        _KILOMETRES.get(told.get("long_length", "").lower()),
        _KILOMETRES.get(told.get("speed", "").lower()),
    )


def full_names(header: tuple[str, ...], wanted: tuple[str, ...]) -> dict[str, str]:
    """Return names in the file by names in the specification, whole or cut to ten characters."""
    whole = {name: name for name in wanted if name in header}
    short = {name: name[:_SHORT] for name in wanted if name[:_SHORT] in header}
    return {**short, **whole}


def slug(text: str) -> str:
    """Return a text as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _columns(path: Path, needed: tuple[str, ...], kind: str) -> Columns:
    with path.open("rb") as file:
        head = Head(path, file.read(_START))
    layout = layout_of(head)
    names = full_names(layout.header, (*needed, *_OPTIONAL[kind]))
    unknown = [name for name in layout.header if name not in names.values()]
    require_columns(head, [*names, *unknown], needed)
    return Columns(head, layout, names)


def _configuration(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file), {})
    return {name: (value or "").strip() for name, value in row.items() if name}


def _zone(crs: str, path: Path) -> int | None:
    if crs.strip().upper() in _DEGREES:
        return None
    zone = zone_of(crs)
    if zone is None:
        what = f"Coordinates are in the reference system {crs!r}, which is not known here."
        raise problem(path, what, "Give them in degrees (EPSG:4326) or in WGS 84 / UTM.")
    return zone
