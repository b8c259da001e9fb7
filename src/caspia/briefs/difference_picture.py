"""What a scenario changes on links, as a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.briefs.document import Picture
from caspia.briefs.flow_picture import credit_of, flow_lines, flow_map_request, named_places
from caspia.briefs.pictures.difference_map import difference_map
from caspia.briefs.pictures.flow_request import MovedLink
from caspia.briefs.pictures.flow_words import FlowCaption

if TYPE_CHECKING:
    from caspia.briefs.pictures.flow_request import FlowMapRequest
    from caspia.scenarios.whatif import WhatIf

#: Tonnes below which a difference is within what arithmetic on nearly equal ways can turn.
LEAST = 1000.0


def difference_picture(answer: WhatIf) -> Picture | None:
    """Draw which links carry more under a scenario and which less; None where none does.

    Raises
    ------
    BadDateError
        The base map does not reach back to the period.
    """
    requests = [flow_map_request(one) for one in (answer.before, answer.after)]
    found = _changed(*requests)
    if not found:
        return None
    request = replace(requests[1], links=tuple(link for link, _ in found))
    losing = {link.link_id for link, difference in found if difference < 0}
    lines = flow_lines(request)
    places = named_places(request.ledger, lines)
    caption = _caption(answer, request)
    drawing = difference_map(lines, losing, places, caption, request.on, request.worldview)
    return Picture("difference", caption.title, drawing.svg, drawing.alt, caption.credit)


def _changed(before: FlowMapRequest, after: FlowMapRequest) -> list[tuple[MovedLink, float]]:
    """Return the links over which more or less moves, as wide as the difference, and its sign."""
    was = {link.link_id: link for link in before.links}
    now = {link.link_id: link for link in after.links}
    found = []
    for name in sorted({*was, *now}):
        one, other = was.get(name), now.get(name)
        difference = (other.tonnes if other else 0.0) - (one.tonnes if one else 0.0)
        if abs(difference) >= LEAST:
            assumed = max(link.assumed for link in (one, other) if link)
            size = abs(difference)
            found.append((MovedLink(name, size, size, 0.0, None, assumed), difference))
    return found


def _caption(answer: WhatIf, request: FlowMapRequest) -> FlowCaption:
    against = answer.against.title if answer.against else "the ledger as it is"
    return FlowCaption(
        f"What the scenario changes, {request.period}",
        f"{answer.scenario.title}, less {against}. A model result, not an observation. "
        f"Differences below {LEAST:,.0f} t are not drawn.",
        credit_of(request.on, request.worldview),
    )
