"""A brief as one HTML file that opens offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.render.blocks import is_wide, kind_of, short_columns, table_rows
from caspia.briefs.render.citing import Citations, interval_of, told_provenance, web_address

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from caspia.briefs.document import Brief, Table


def render_html(brief: Brief) -> str:
    """Write a brief as HTML: style and pictures inside, links only to its sources.

    Raises
    ------
    RenderError
        A figure has a source that the brief does not list, or two figures share an id.
    """
    template = _environment().get_template("brief.html")
    return template.render(
        brief=brief,
        citations=Citations(brief),
        figures=list(brief.figures()),
        appendix=Citations(brief),
        provenance=told_provenance(brief),
    )


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("caspia.briefs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "kind": kind_of,
        "table_rows": table_rows,
        "looks": _looks,
        "is_wide": is_wide,
        "interval": interval_of,
        "address": web_address,
        "drawn": Markup,
    }
    return environment


def _looks(table: Table) -> list[Markup]:
    """Return the class attribute of each column, or nothing."""
    from markupsafe import Markup  # noqa: PLC0415

    found = []
    for column, short in zip(table.columns, short_columns(table), strict=True):
        names = ["right"] * (column.align == "right") + ["short"] * short
        found.append(Markup(f' class="{" ".join(names)}"') if names else Markup(""))  # noqa: S704
    return found
