"""A brief as one HTML file that opens offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.renderers.blocks import ends_right, filled, headlines_across, kind_of, sentence
from caspia.briefs.renderers.citing import (
    Citations,
    interval_of,
    runs,
    told_provenance,
    web_address,
)
from caspia.briefs.renderers.columns import SCREEN_EM, column_widths, least_em

if TYPE_CHECKING:
    from jinja2 import Environment

    from caspia.briefs.document import Brief, Table

PHONE_EM = 26.0  # a table that must be wider is read on a phone as one block a row


def render_html(brief: Brief) -> str:
    """Write a brief as HTML: style and pictures inside, links only to its sources.

    Raises
    ------
    RenderError
        A figure has a source that the brief does not list, or two figures share an id.
    """
    template = _environment().get_template("brief.html")
    appendix = Citations(brief)
    return template.render(
        brief=brief,
        citations=Citations(brief),
        figures=[appendix.cite(figure) for figure in brief.figures()],
        provenance=told_provenance(brief),
    )


def _environment() -> Environment:
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
    environment.filters |= {
        "kind": kind_of,
        "filled": filled,
        "ends_right": ends_right,
        "shares": _shares,
        "least_em": least_em,
        "table_style": _table_style,
        "across": headlines_across,
        "runs": runs,
        "interval": interval_of,
        "sentence": sentence,
        "address": web_address,
        "drawn": Markup,
    }
    environment.globals["PHONE_EM"] = PHONE_EM
    return environment


def _shares(table: Table) -> list[str]:
    """Return the width of each column in percent of the table."""
    widths = column_widths(table, SCREEN_EM)
    return [f"{100 * width / sum(widths):.1f}" for width in widths]


def _table_style(table: Table) -> str:
    """Return the least width of a table, and the names of its columns for rows read as blocks."""
    names = "".join(
        f"; --name-{n}: {_css_string(column.name)}" for n, column in enumerate(table.columns, 1)
    )
    return f"--least: {least_em(table):.0f}em{names}"


def _css_string(text: str) -> str:
    return "'" + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + "'"
