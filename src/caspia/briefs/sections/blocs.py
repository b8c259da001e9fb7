"""The section on blocs: those in common, and those of one side alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Missing, Paragraph, Section, Table
from caspia.briefs.sections.bloc_standings import (
    BlocStanding,
    bloc_standings,
    say_role,
    say_standing,
    withdrawals,
)
from caspia.briefs.sections.camps import say_camps
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.membership_overlap import say_overlap
from caspia.briefs.sections.military_blocs import missing_military, say_military
from caspia.briefs.sections.retelling import told_otherwise
from caspia.briefs.sections.wording import at_date, say_both, say_date, say_side, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Party, Row


def blocs_section(page: Page) -> Section:
    """Return blocs of both sides with role and since when, blocs of one side, military blocs."""
    found = bloc_standings(page)
    common = [standing for standing in found if standing.is_common]
    single = [standing for standing in found if not standing.is_common]
    blocks: list[Block] = []
    if found:
        blocks.append(Paragraph(_lead(page, common, single)))
    texts = (*say_overlap(page), *say_military(page), *say_camps(page))
    blocks += [Paragraph(text) for text in texts]
    if common:
        caption = f"Blocs of both {say_both(page)}"
        blocks.append(_table(page, "common", caption, common))
    if single:
        blocks.append(_table(page, "single", "Blocs of one side alone", single))
    left = withdrawals(page)
    if left:
        blocks.append(Paragraph(_left(page, left)))
    return Section("blocs", "Blocs", (*blocks, *_missing(page, found)))


def _lead(page: Page, common: Sequence[BlocStanding], single: Sequence[BlocStanding]) -> Text:
    members = [standing for standing in common if standing.has_both_members]
    others = [standing for standing in common if not standing.has_both_members]
    text: Text = (
        f"{sentence(_who(page.a))} and {_who(page.b)} are both members of ",
        *_count(page, "common", members, "no bloc"),
        f" on {say_date(page.on)}.",
    )
    if others:
        counted = _count(page, "shared", others)
        text += (" In ", *counted, " both have a standing, though not both as full members.")
    if single:
        text += (" In ", *_count(page, "single", single), " one side is alone.")
    return text


def _who(party: Party) -> str:
    """Name a state, or say that one of the states of a bloc is enough."""
    if party.is_state:
        return party.name
    return f"at least one {'member ' if party.kind == 'bloc' else ''}of {say_side(party)}"


def _count(page: Page, key: str, found: Sequence[BlocStanding], none: str = "") -> Text:
    if not found:
        return (none,)
    rows = [row for standing in found for row in standing.rows]
    how = "Counted: blocs by the memberships that hold on the day."
    noun = " bloc" if len(found) == 1 else " blocs"
    return (count_figure(page, f"blocs.{key}", len(found), rows, how), noun)


def _table(page: Page, name: str, caption: str, found: Sequence[BlocStanding]) -> Table:
    columns = (Column("Bloc"), Column(page.a.name), Column(page.b.name))
    rows = tuple(
        (
            (page.name(standing.bloc),),
            _cell(page, standing, "a"),
            _cell(page, standing, "b"),
        )
        for standing in found
    )
    return Table(f"blocs-{name}", caption, columns, rows)


def _cell(page: Page, standing: BlocStanding, side: str) -> Text:
    party, rows = (page.a, standing.a) if side == "a" else (page.b, standing.b)
    key = f"blocs.{standing.bloc}.{side}"
    return say_standing(page, key, rows, named=not party.is_state)


def _left(page: Page, rows: Sequence[Row]) -> Text:
    pieces: list[str | Figure] = ["Withdrawn: "]
    for number, row in enumerate(rows):
        pieces += ["; " if number else "", f"{page.name(row['member'])} from the "]
        pieces += [f"{page.name(row['bloc'])} ", *_day_of_leaving(page, row)]
    return (*pieces, ".")


def _day_of_leaving(page: Page, row: Row) -> Text:
    if row["valid_from"] is None:
        return ("on a day not known",)
    day = say_date(row["valid_from"], row["precision"])
    figure = page.figure(
        f"blocs.withdrawn.{row.id}", day, [row.id], "Day of withdrawal as a row states it."
    )
    return (f"{at_date(row['precision'])} ", figure, *told_otherwise(page, figure, say_role))


def _missing(page: Page, found: Sequence[BlocStanding]) -> tuple[Missing, ...]:
    missing = missing_military(page)
    if found:
        return missing
    return (
        Missing(
            f"The blocs of {say_both(page)}",
            "Say to which blocs either belongs, in what role and since when (memberships: bloc, "
            "member, role, valid_from).",
        ),
        *missing,
    )
