"""A map of how much hangs on each link: as wide as what is left behind without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Picture
from caspia.briefs.flow_picture import credit_of, named_places
from caspia.briefs.pictures.flow_lines import FlowLine
from caspia.briefs.pictures.flow_look import told_mt, word_of
from caspia.briefs.pictures.flow_map import flow_map
from caspia.briefs.pictures.flow_request import MovedLink
from caspia.briefs.pictures.flow_words import FlowCaption
from caspia.network.courses import courses

if TYPE_CHECKING:
    from caspia.ledger import Row
    from caspia.scenarios.stress import Outcome, Stress

_LEAST = 1.0


def critical_map(found: Stress) -> Picture | None:
    """Draw the links without which something is left behind; None where there are none.

    Raises
    ------
    BadDateError
        The base map does not reach back to the period.
    """
    lines = _lines(found)
    if not lines:
        return None
    region = found.result.region
    on = region.months[-1]
    caption = FlowCaption(
        f"What is left behind without each link, {region.period}",
        "A model result, not an observation. Each link is as wide as the cargo that no longer "
        f"moves when it alone is taken out. {100 * found.result.assumed_share:.0f} % of the inputs "
        "are assumed.",
        credit_of(on),
        ("loss", "losses"),
    )
    drawing = flow_map(lines, (), named_places(region.ledger, lines), caption, on)
    return Picture("criticality", caption.title, drawing.svg, drawing.alt, caption.credit)


def _lines(found: Stress) -> list[FlowLine]:
    ledger = found.result.region.ledger
    rows = {row.id: row for row in ledger.rows("links", part="physical")}
    names = {row.id: row["name"] for row in ledger.rows("nodes")}
    points = courses(ledger)
    share = found.result.assumed_share
    lines = []
    for one in found.of("links"):
        if one.stranded_tonnes >= _LEAST:
            row = rows[one.out[0]]
            lost, ends = one.stranded_tonnes, (names[row["a"]], names[row["b"]])
            # Half each way, so that no arrow is drawn: a loss has no direction.
            moved = MovedLink(row.id, lost, lost / 2, lost / 2, None, share)
            said = _told(one, row)
            lines.append(
                FlowLine(moved, row["name"], row["mode"], ends, points[row.id].points, said)
            )
    return lines


def _told(one: Outcome, row: Row) -> str:
    said = [
        f"Without {row['name']}, {word_of(row['mode'])}: {told_mt(one.stranded_tonnes)} left "
        f"behind of {told_mt(one.used_tonnes)} that moved over it",
        f"Carriage costs {one.cost_usd / 1e6:+,.1f} million USD",
    ]
    if one.cure is not None:
        said.append(f"What is hit hardest would move with {one.cure.told}")
    return ". ".join(said) + "."
