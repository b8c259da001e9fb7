"""What can be taken away: pictures, GeoJSON, CSV and Excel."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.content import Content
from caspia.atlas.answers.country import country
from caspia.atlas.answers.promised import kept
from caspia.atlas.answers.routes import found_routes
from caspia.atlas.answers.ties import matrix
from caspia.atlas.answers.timeline import timeline
from caspia.claims.promise_exports import promises_as_csv
from caspia.network.exports import as_geojson
from caspia.network.route_exports import routes_as_csv
from caspia.network.state_exports import network_as_csv
from caspia.relations import mediators as mediators_between
from caspia.relations import ties as ties_of
from caspia.relations.mediator_exports import mediators_as_csv
from caspia.relations.tie_exports import matrix_as_csv, ties_as_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from caspia.atlas.answers.knowledge import View

CSV = "text/csv; charset=utf-8"
SVG, PNG = "image/svg+xml", "image/png"
GEOJSON = "application/geo+json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PNG_SCALE = 2


def network_picture(view: View, *, ending: str) -> Content:
    """Return the map of the network as SVG or PNG, drawn as in a brief.

    Raises
    ------
    BadDateError
        The base map does not reach back to the day.
    """
    from caspia.briefs.network_picture import network_picture as draw

    name = f"network-{view.on}.{ending}"
    return picture(draw(view.network).svg, name, ending)


def picture(svg: str, name: str, ending: str) -> Content:
    """Return a drawing as a file."""
    if ending == "svg":
        return Content.of(svg.encode(), SVG, name)
    import vl_convert

    return Content.of(bytes(vl_convert.svg_to_png(svg, scale=_PNG_SCALE)), PNG, name)


def network_file(view: View, *, ending: str) -> Content:
    """Return the links as they stood, as GeoJSON, CSV or a workbook."""
    name = f"network-{view.on}.{ending}"
    if ending == "geojson":
        return Content.of(as_geojson(view.network).encode(), GEOJSON, name)
    text = network_as_csv(view.network, None)
    return Content.of(text.encode(), CSV, name) if ending == "csv" else _workbook(text, name)


def timeline_file(view: View, *, first: date, last: date) -> Content:
    """Return a line per change of each month."""
    names = ("month", "change", "links", "before", "after", "what", "reason", "rows", "sources")
    lines = [
        (
            month["month"],
            one["kind"],
            one["link_ids"],
            one["before"],
            one["after"],
            one["what"],
            one["reason"],
            one["because"],
            [source["id"] for source in one["sources"]],
        )
        for month in timeline(view, first=first, last=last)["months"]
        for one in month["changes"]
    ]
    return Content.of(_lines(names, lines), CSV, "changes.csv")


def routes_file(view: View, *, origin: str, destination: str, good: str, by: str) -> Content:
    """Return a line per route."""
    found = found_routes(view, origin, destination, good, by)
    name = f"routes-{found.origin.node_id}-{found.destination.node_id}-{view.on}.csv"
    return Content.of(routes_as_csv(found).encode(), CSV, name)


def ties_file(view: View, *, a: str | None, b: str | None, period: str, form: str) -> Content:
    """Return a line per month of two parties, or per pair of all."""
    if a is None or b is None:
        text = matrix_as_csv(matrix(view, period, form))
        return Content.of(text.encode(), CSV, "ties.csv")
    found = ties_of(view.ledger, a, b, period, form=form)
    return Content.of(ties_as_csv(found).encode(), CSV, f"ties-{found.a}-{found.b}.csv")


def mediators_file(view: View, *, a: str, b: str) -> Content:
    """Return a line per role and candidate."""
    found = mediators_between(view.ledger, a, b, view.on)
    name = f"mediators-{found.a}-{found.b}-{found.on}.csv"
    return Content.of(mediators_as_csv(found).encode(), CSV, name)


def promises_file(view: View, *, by: str | None, about: str | None) -> Content:
    """Return a line per promise."""
    return Content.of(promises_as_csv(kept(view, by, about)).encode(), CSV, "promises.csv")


def country_file(view: View, *, iso3: str) -> Content:
    """Return a line per figure, meeting and agreement that the page of a state shows."""
    told = country(view, iso3=iso3)
    lines = [
        (kind, one["id"], one.get("text") or one.get("title"), one.get("sources", []))
        for kind in ("trade", "visits", "agreements")
        for one in told[kind]
    ]
    name = f"{told['id']}-{view.on}.csv"
    return Content.of(_lines(("kind", "id", "says", "sources"), lines), CSV, name)


def _lines(names: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_flat(cell) for cell in line] for line in lines)
    return stream.getvalue().encode()


def _flat(cell: object) -> object:
    return ";".join(map(str, cell)) if isinstance(cell, (list, tuple)) else cell


def _workbook(text: str, name: str) -> Content:
    """Return CSV as a workbook of text cells: nothing in it is taken for a formula."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet("links")
        for place, line in enumerate(csv.reader(io.StringIO(text))):
            sheet.write_row(place, 0, line)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return Content.of(stream.getvalue(), XLSX, name)
