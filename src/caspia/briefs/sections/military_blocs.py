"""Who is in a military bloc, said only where the members of that bloc are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Missing
from caspia.briefs.sections.bloc_standings import members_of
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.wording import say_date, say_list, say_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Party, Row

MILITARY = ("CSTO", "NATO")
_OUTSIDE = {
    "state": "is not among them",
    "bloc": "has no member among them",
    "group": "are not among them",
}
# A list of one member says nothing about who is not in the bloc.
_SHORTEST_LIST = 2


def say_military(page: Page) -> tuple[Text, ...]:
    """Return a text for each military bloc whose members are listed, then who is in none."""
    listed = {bloc: members_of(page, bloc) for bloc in MILITARY if _is_listed(page, bloc)}
    said = [_say_bloc(page, bloc, rows) for bloc, rows in listed.items()]
    if len(listed) == len(MILITARY):
        said += [_say_none(page, [row for rows in listed.values() for row in rows])]
    return tuple(text for text in said if text)


def missing_military(page: Page) -> tuple[Missing, ...]:
    """Return what is missing to say who is in which military bloc."""
    names = [
        page.name(bloc)
        for bloc in MILITARY
        if bloc not in (page.a.id, page.b.id) and not _is_listed(page, bloc)
    ]
    if not names:
        return ()
    return (
        Missing(
            f"Who was a member of the {say_list(names)} on {say_date(page.on)}",
            "List all its members with the day on which each joined (memberships: role member).",
        ),
    )


def _is_listed(page: Page, bloc: str) -> bool:
    is_party_of_page = bloc in (page.a.id, page.b.id)
    return not is_party_of_page and len(members_of(page, bloc)) >= _SHORTEST_LIST


def _say_bloc(page: Page, bloc: str, rows: Sequence[Row]) -> Text:
    how = f"Counted: members of the {page.name(bloc)} on the day."
    ids = [row.id for row in rows]
    count = count_figure(page, f"blocs.military.{bloc}.members", len(rows), ids, how, "member")
    pieces: list[str | Figure] = [f"Of the {page.name(bloc)}, ", count, " are listed on the day: "]
    for number, (side, party) in enumerate((("a", page.a), ("b", page.b))):
        pieces += ["; " if number else "", *_say_side_in(page, bloc, rows, side, party)]
    return (*pieces, ".")


def _say_side_in(page: Page, bloc: str, rows: Sequence[Row], side: str, party: Party) -> Text:
    inside = [row for row in rows if _is_on(page, side, row["member"])]
    key = f"blocs.military.{bloc}.{side}"
    if not inside:
        words = _OUTSIDE.get(party.kind, _OUTSIDE["state"])
        how = "None of the listed members is it or one of its states."
        return (f"{say_side(party)} ", page.figure(key, words, [row.id for row in rows], how))
    names = say_list(page.name(row["member"]) for row in inside)
    figure = page.figure(
        key,
        "is among them" if len(inside) == 1 else "are among them",
        [row.id for row in inside],
        "Membership as its rows state it.",
    )
    return (f"{names} ", figure)


def _say_none(page: Page, rows: Sequence[Row]) -> Text:
    members = {row["member"] for row in rows}
    outside = [party for party in (page.a, page.b) if not members.intersection(party.states)]
    if not outside:
        return ()
    return (
        f"In neither of the two: {say_list(say_side(party) for party in outside)}, ",
        page.figure(
            "blocs.military.none",
            "in no military bloc",
            [row.id for row in rows],
            "None of the listed members of either bloc is it or one of its states.",
        ),
        ".",
    )


def _is_on(page: Page, side: str, member: str) -> bool:
    return page.is_a(member) if side == "a" else page.is_b(member)
