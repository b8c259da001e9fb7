"""The sections of a brief, each a function from a `Page` to a `Section`, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.sections.agreements import agreements_section
from caspia.briefs.sections.blocs import blocs_section
from caspia.briefs.sections.headlines import headlines
from caspia.briefs.sections.moves import moves_section
from caspia.briefs.sections.peace import peace_section
from caspia.briefs.sections.peace_moves import peace_moves_section
from caspia.briefs.sections.peace_routes import shut_links
from caspia.briefs.sections.planned import planned_section
from caspia.briefs.sections.projects import projects_section
from caspia.briefs.sections.promises import promises_section
from caspia.briefs.sections.region import region_section
from caspia.briefs.sections.summits import summits_section
from caspia.briefs.sections.trade import trade_section
from caspia.briefs.sections.transit import transit_section
from caspia.briefs.sections.visits import visits_section

if TYPE_CHECKING:
    from collections.abc import Callable

    from caspia.briefs.document import Section
    from caspia.briefs.page import Page

SECTIONS: tuple[tuple[str, Callable[[Page], Section]], ...] = (
    ("Where", region_section),
    ("Visits", visits_section),
    ("Summits and talks", summits_section),
    ("Agreements", agreements_section),
    ("Trade", trade_section),
    ("Transit and energy", transit_section),
    ("Blocs", blocs_section),
    ("Peace process", peace_section),
    ("Projects", projects_section),
    ("Promised and kept", promises_section),
    ("Planned", planned_section),
)

__all__ = [
    "SECTIONS",
    "agreements_section",
    "blocs_section",
    "headlines",
    "moves_section",
    "peace_moves_section",
    "peace_section",
    "planned_section",
    "projects_section",
    "promises_section",
    "region_section",
    "shut_links",
    "summits_section",
    "trade_section",
    "transit_section",
    "visits_section",
]
