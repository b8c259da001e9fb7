"""Flows as a page: the map with its tables, and what else is told of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.briefs.flow_answer import FlowAnswer

_LINKS = '<section id="links"'


def flows_page(answer: FlowAnswer) -> str:
    """Return one HTML file that opens offline.

    Raises
    ------
    RenderError
        The page of the map has no table of links to stand before.
    """
    from caspia.briefs.flow_picture import flow_page
    from caspia.errors import RenderError

    before, links, after = flow_page(answer.map_request).partition(_LINKS)
    if not links:
        raise RenderError(f"The page of the map has no {_LINKS}>. Report it.")
    return f"{before}{_tables(answer)}{links}{after}"


def _tables(answer: FlowAnswer) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from caspia.cli import flows_tables, flows_text

    environment = Environment(
        loader=PackageLoader("caspia.briefs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    tables = (
        flows_tables.corridors(answer),
        flows_tables.tight_links(answer),
        flows_tables.transit(answer),
        flows_tables.record(answer),
    )
    remarks = {
        # The head of the page says already what it is.
        "corridors": tuple(flows_text.summary(answer))[1:],
        "record": (*flows_text.skill(answer), *flows_text.foot(answer)),
    }
    return environment.get_template("flow_tables.html").render(tables=tables, remarks=remarks)
