"""How far each state of a page stands from Russia and from the West, by its blocs and votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.sections.wording import sentence
from caspia.relations import stance

if TYPE_CHECKING:
    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Party
    from caspia.relations import Score, Stance

_HOW = (
    "One less the share, by depth, of the blocs of that camp in which it stands; the band is over "
    "their depths, and votes where there are ten."
)


def say_camps(page: Page) -> tuple[Text, ...]:
    """Return a text for each state of a page whose blocs are known; none for any other side."""
    sides = (("a", page.a), ("b", page.b))
    return tuple(text for side, party in sides if (text := _say(page, side, party)))


def _say(page: Page, side: str, party: Party) -> Text:
    found = stance(page.ledger, party.id, page.on) if party.is_state else None
    if found is None or not found.rows:
        return ()
    return (
        sentence(f"of 100, {party.name} stands "),
        _figure(page, side, "russia", found, found.to_russia),
        " from Russia and ",
        _figure(page, side, "west", found, found.to_west),
        " from the West by its blocs" + (" and votes, " if found.votes else ", "),
        page.figure(f"blocs.camps.{side}.balance", _verdict(found), found.rows, _HOW),
        ".",
    )


def _figure(page: Page, side: str, camp: str, found: Stance, score: Score) -> Figure:
    text = f"{100 * score.value:.0f} ({100 * score.low:.0f} to {100 * score.high:.0f})"
    return page.figure(f"blocs.camps.{side}.{camp}", text, found.rows, _HOW)


def _verdict(found: Stance) -> str:
    balance = found.balance
    span = f"{100 * balance.value:+.0f} ({100 * balance.low:+.0f} to {100 * balance.high:+.0f})"
    if found.is_equidistant:
        return f"about as far from one as from the other: {span}"
    return f"nearer to {'the West' if balance.value > 0 else 'Russia'}: {span}"
