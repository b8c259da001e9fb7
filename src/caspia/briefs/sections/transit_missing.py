"""What the ledger cannot tell about transit between two sides, and what would fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Missing
from caspia.briefs.sections.link_state import OPEN, LinkStates
from caspia.briefs.sections.transit_rules import links_between
from caspia.briefs.sections.wording import say_both, say_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.briefs.page import Page
    from caspia.briefs.sections.transit_rules import Closeness
    from caspia.ledger import Row

_NAMED = 8


def transit_missing(page: Page, actual: Mapping[Closeness, Sequence[Row]]) -> list[Missing]:
    """Return which open links between the two have no figure, and whether none has."""
    both = say_both(page)
    found = []
    if not actual["between"]:
        found.append(
            Missing(
                f"What moves between {both}.",
                "Add what one sends to the other by rail, road, ship or line "
                "(observations: subject "
                f"{page.a.id}, partner {page.b.id}; series rail_freight, transit_freight, "
                "truck_transit and others).",
            )
        )
    silent = _silent_links(page, actual)
    if silent:
        names = list(dict.fromkeys(link["name"] for link in silent))
        shown = names[:_NAMED] + (["others"] if len(names) > _NAMED else [])
        ids = [link.id for link in silent[:_NAMED]]
        found.append(
            Missing(
                f"What passes over these ways between {both}: {say_list(shown)}.",
                f"Add how much each carries (observations: the link as subject, {', '.join(ids)}).",
            )
        )
    return found


def _silent_links(page: Page, actual: Mapping[Closeness, Sequence[Row]]) -> list[Row]:
    """Return links between the two that were open on the day and that no figure is about."""
    states = page.once(LinkStates)
    rows = [row for group in actual.values() for row in group]
    about = {row["subject"] for row in rows}
    pairs = {frozenset((row["subject"], row["partner"])) for row in rows}
    return [
        link
        for link in page.once(links_between)
        if states.of(link).state == OPEN
        and link["part"] == "physical"
        and link.id not in about
        and frozenset((link["a"], link["b"])) not in pairs
    ]
