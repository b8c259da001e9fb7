"""Where a party is itself a bloc: who of the other side is in it, and who is in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.sections.bloc_standings import GONE, members_of, say_standing
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.wording import say_list, say_side
from caspia.ledger import holds_on

if TYPE_CHECKING:
    from caspia.briefs.document import Text
    from caspia.briefs.page import Page
    from caspia.ledger import Party


def say_overlap(page: Page) -> tuple[Text, ...]:
    """Return the standing of each side in the other, and the members that two blocs share."""
    said = [
        _standing_in(page, "a", page.a, page.b),
        _standing_in(page, "b", page.b, page.a),
        _shared_members(page),
    ]
    return tuple(text for text in said if text)


def _standing_in(page: Page, side: str, party: Party, bloc: Party) -> Text:
    """Say in what role states of a party stand in a bloc of which they are no mere member.

    Members that two blocs share are told by `_shared_members`.
    """
    if bloc.kind != "bloc":
        return ()
    is_shared = not party.is_state
    rows = [
        row
        for row in page.ledger.rows("memberships", bloc=bloc.id)
        if row["member"] in party.states
        and holds_on(row, page.on)
        and row["role"] != GONE
        and not (is_shared and row["role"] == "member")
    ]
    words = say_standing(page, f"blocs.{bloc.id}.{side}", rows, named=is_shared) if rows else ()
    if is_shared:
        return (f"In {say_side(bloc)}: ", *words, ".") if words else ()
    if not words:
        return (f"{party.name} has no known standing in {say_side(bloc)}.",)
    return (f"In {say_side(bloc)}, {party.name} is ", *words, ".")


def _shared_members(page: Page) -> Text:
    if page.a.is_state or page.b.is_state:
        return ()
    shared = [state for state in page.a.states if state in page.b.states]
    a, b = say_side(page.a), say_side(page.b)
    if not shared:
        return (f"No state is a member of both {a} and {b}.",)
    rows = [
        row.id
        for party in (page.a, page.b)
        for row in members_of(page, party.id)
        if row["member"] in shared
    ]
    how = "Counted: states with a membership in each that holds on the day."
    figure = count_figure(page, "blocs.overlap", len(shared), rows, how, "state")
    names = say_list(page.name(state) for state in shared)
    return (f"Members of both {a} and {b}: ", figure, f", {names}.")
