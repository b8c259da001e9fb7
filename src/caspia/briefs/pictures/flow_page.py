"""The map of flows as a page that opens offline: the picture, and tables of all that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.pictures.flow_look import DARK, word_of
from caspia.briefs.pictures.frame import short_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.flow_lines import FlowLine
    from caspia.briefs.pictures.flow_words import FlowCaption

LINK_COLUMNS = (
    "Link",
    "By",
    "From",
    "To",
    "There, kt",
    "Back, kt",
    "Both, kt",
    "Capacity used",
    "Inputs assumed",
)
STRANDED_COLUMNS = ("Origin", "Good", "Stranded, kt", "Why")


@dataclass(frozen=True, slots=True)
class StrandedRow:
    """Cargo that cannot move: its origin by name, its good, tonnes, and what is told of it."""

    place: str
    good: str
    tonnes: float
    told: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as the table has it.

    Attributes
    ----------
    link_id : str
        Its id.
    cells : tuple of str
        In the order of `LINK_COLUMNS`.
    drawn : bool
        Whether it is on the map.
    tight, indicative : bool
        As on the map.
    """

    link_id: str
    cells: tuple[str, ...]
    drawn: bool
    tight: bool
    indicative: bool


def render_flow_page(
    svg: str, caption: FlowCaption, lines: Sequence[FlowLine], stranded: Sequence[StrandedRow]
) -> str:
    """Write the page: style and picture inside, no script, nothing asked of any other place.

    Parameters
    ----------
    svg : str
        The map, with the ids of links in ``data-link``.
    caption : FlowCaption
        The words around the map.
    lines : sequence of FlowLine
        All links, also those beyond the map.
    stranded : sequence of StrandedRow
        What cannot move.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("caspia.briefs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["drawn"] = Markup
    return environment.get_template("flow_map.html").render(
        # Rows of the table lead to their lines on the map.
        svg=svg.replace(' data-link="', ' class="line" id="line-'),
        caption=caption,
        dark=DARK,
        link_columns=LINK_COLUMNS,
        links=[_row(line, svg) for line in lines],
        stranded_columns=STRANDED_COLUMNS,
        stranded=[(one.place, one.good, thousands(one.tonnes), one.told) for one in stranded],
    )


def _row(line: FlowLine, svg: str) -> LinkRow:
    moved = line.moved
    cells = (
        line.name,
        word_of(line.mode),
        *line.ends,
        thousands(moved.there),
        thousands(moved.back),
        thousands(moved.tonnes),
        _used(line),
        f"{100 * moved.assumed:.0f} %",
    )
    drawn = f' data-link="{moved.link_id}"' in svg
    return LinkRow(moved.link_id, cells, drawn, moved.is_tight, moved.is_indicative)


def _used(line: FlowLine) -> str:
    moved = line.moved
    if moved.utilisation is None:
        return "not known"
    assumed = " of an assumed one" if moved.capacity_assumed else ""
    return f"{100 * moved.utilisation:.0f} %{assumed}"


def thousands(tonnes: float) -> str:
    """Write tonnes in thousands: ``54,120``, ``7.195``, ``0``."""
    return short_number(tonnes / 1000)
