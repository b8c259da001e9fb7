"""Losses as people read them: tables and sentences for the terminal and for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.flows.text_table import TextTable
from caspia.scenarios.stress.exports import lost_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.scenarios.stress.outcome import Outcome
    from caspia.scenarios.stress.stress import Stress

TITLES = {"links": "Links", "nodes": "Places", "agreements": "Agreements", "pairs": "Pairs"}
_MOST = 12
_RIGHTS = ("moved over it kt", "left behind kt", "carriage costs more, million USD")
_COLUMNS = ("without", *_RIGHTS, "what is hit hardest would move with")


def losses_table(found: Stress, kind: str) -> TextTable:
    """Return the worst losses of a kind."""
    outcomes = found.of(kind)
    title = f"{TITLES[kind]}, {min(_MOST, len(outcomes))} of {len(outcomes)}"
    rows = tuple(_cells(found, one) for one in outcomes[:_MOST])
    return TextTable(kind, title, _COLUMNS, _RIGHTS, rows)


def _cells(found: Stress, one: Outcome) -> tuple[str, ...]:
    return (
        lost_name(found, one),
        f"{one.used_tonnes / 1e3:,.0f}",
        f"{one.stranded_tonnes / 1e3:,.1f}",
        f"{one.cost_usd / 1e6:+,.1f}",
        one.cure.told if one.cure else "",
    )


def leaned(found: Stress) -> str | None:
    """Return on which agreement the region leans most; None where none leaves a tonne behind."""
    one = found.leaned_on
    return f"The region leans most on: {lost_name(found, one)}" if one else None


def idle(found: Stress, kind: str) -> str:
    """Say how many losses of a kind change nothing; empty where each does something."""
    nothing = sum(not one.exact for one in found.of(kind))
    return f"{nothing} carry nothing, so that nothing changes without them." if nothing else ""


def foot(found: Stress) -> Iterator[str]:
    """Yield how the tables read, and which losses have no answer."""
    yield (
        "Ranked by what is left behind, then by what carriage costs more, then by how much else "
        "would have to open. A cost that falls is no gain: what is left behind is not paid for."
    )
    for kind, title in TITLES.items():
        if said := idle(found, kind):
            yield f"{title}: {said}"
    for one in found.outcomes:
        if one.trouble:
            yield f"No answer without {lost_name(found, one)}: {one.trouble}"
