"""What a map may show: places and lines of the ledger with the rows that they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.pictures.map_request import MapLine, MapPlace
from caspia.ledger.naming import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.page import Page
    from caspia.ledger import Row


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A place on the map with the rows that say why it is there."""

    place: MapPlace
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line on the map.

    Attributes
    ----------
    key : str
        Its own among the lines of a page.
    line : MapLine
        As drawn.
    words : str
        Its name and mode, for the text beside the map.
    rows : tuple of str
        The links that it follows and the statuses that say how they stood.
    """

    key: str
    line: MapLine
    words: str
    rows: tuple[str, ...]


class Gazetteer:
    """Places and nodes of a page by name.

    Parameters
    ----------
    page : Page
        Whose ledger to read.
    """

    def __init__(self, page: Page) -> None:
        self._found: dict[str, list[Row]] = {}
        for table in ("places", "nodes"):
            for row in page.ledger.rows(table):
                for name in (row["name"], *row["aliases"]):
                    self._found.setdefault(folded(name), []).append(row)

    def find(self, name: str, countries: Iterable[str]) -> Row | None:
        """Return the place of a name in one of the countries; None where there is none."""
        within = set(countries)
        found = self._found.get(folded(name), ())
        return next((row for row in found if row["country"] in within), None)


def place_of(row: Row, kind: str) -> MapPlace:
    """Return a place or node as a place on the map."""
    return MapPlace(short_name(row), row["lat"], row["lon"], kind)


def short_name(row: Row) -> str:
    """Return the shortest name of a node in Latin letters; of a place its name."""
    if row.table != "nodes":
        return str(row["name"])
    names: list[str] = [name for name in row["aliases"] if name.isascii() and "_" not in name]
    return min([str(row["name"]), *names], key=lambda name: (len(name), name))
