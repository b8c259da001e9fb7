"""The section on what is planned after the day, and on plans that are due without a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Missing, Paragraph, Section
from caspia.briefs.sections.counting import SHOWN, count_figure
from caspia.briefs.sections.disputes import dispute_notes
from caspia.briefs.sections.listing import filled_table, left_out
from caspia.briefs.sections.planned_events import (
    day_of,
    events_ahead,
    events_due,
    events_table,
    say_kind,
    title_of,
)
from caspia.briefs.sections.planned_figures import (
    Foretold,
    figures_table,
    foretold,
    say_rival,
    say_term,
    say_thing,
)
from caspia.briefs.sections.planned_works import (
    TableRow,
    agreement_rows,
    link_rows,
    overdue_projects,
    project_rows,
    works_table,
)
from caspia.briefs.sections.project_rows import opened_figure
from caspia.briefs.sections.retelling import told_otherwise
from caspia.briefs.sections.saying import say_amount
from caspia.briefs.sections.wording import say_both, say_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.event_rows import Event
    from caspia.ledger import Row

_DUE_COLUMNS = tuple(Column(name) for name in ("Was due", "Kind", "What", "Value", "Record"))


def planned_section(page: Page) -> Section:
    """Return what was planned for after the day, and what was due by then and has no record."""
    events, figures = events_ahead(page), page.once(foretold)
    works = [*agreement_rows(page), *link_rows(page), *project_rows(page)]
    blocks: list[Block] = []
    if events or figures.ahead or works:
        blocks.append(Paragraph(_lead(page, events, figures, works)))
    if events:
        caption = f"Events after {say_date(page.on)}, soonest first"
        blocks.append(events_table(page, "planned-events", caption, events))
        blocks += dispute_notes(page, "planned", [(event, day_of(page, event)) for event in events])
    blocks += _ahead(page, figures)
    if works:
        blocks.append(works_table(works))
    blocks += _due(page, figures)
    return Section("planned", "Planned", (*blocks, *_missing(page, events, figures, works)))


def _lead(
    page: Page, events: Sequence[Event], figures: Foretold, works: Sequence[TableRow]
) -> Text:
    pieces: list[str | Figure] = [f"Planned for after {say_date(page.on)}: "]
    if events:
        how = "Counted: events of both sides that begin after the day."
        ids = [event.id for event in events]
        pieces += [count_figure(page, "planned.events", len(ids), ids, how, "event")]
        pieces += [", the next ", *title_of(page, events[0]), ", ", day_of(page, events[0]), "; "]
    if figures.ahead:
        how = "Counted: plans, targets and forecasts for a time that ends after the day."
        ids = [row.id for row in figures.ahead]
        pieces += [count_figure(page, "planned.figures", len(ids), ids, how), " plans, targets or "
                   "forecasts in figures; "]  # fmt: skip
    tail = "works and agreements as listed below." if works else "no works or agreements recorded."
    return (*pieces, tail)


def _ahead(page: Page, figures: Foretold) -> list[Block]:
    """List what is foretold, the soonest first; what lies furthest off is counted."""
    shown, later = figures.ahead[:SHOWN], figures.ahead[SHOWN:]
    if not shown:
        return []
    caption = (
        "Plans, targets and forecasts about both sides, soonest first; none of them happened yet"
    )
    blocks: list[Block] = [figures_table(page, "planned-figures", caption, shown)]
    if later:
        how = f"Counted: plans, targets and forecasts after the first {SHOWN}."
        count = count_figure(page, "planned.figures.later", len(later), [r.id for r in later], how)
        blocks.append(Paragraph(("Further off and not listed here: ", count, ".")))
    return blocks


def _due(page: Page, figures: Foretold) -> list[Block]:
    """List what was due by the day without a record, newest first."""
    events, projects = events_due(page), overdue_projects(page)
    rows = [_due_event(page, event) for event in reversed(events)]
    rows += [_due_project(page, project) for project in projects]
    newest = figures.due[-SHOWN:]
    rows += [_due_figure(page, row) for row in reversed(newest)]
    blocks: list[Block] = []
    if rows:
        caption = f"Due by {say_date(page.on)} and no record: events, projects and figures"
        blocks.append(filled_table("planned-due", caption, _DUE_COLUMNS, rows))
        told = [(event, day_of(page, event)) for event in reversed(events)]
        blocks += dispute_notes(page, "planned", told)
    earlier = figures.due[: len(figures.due) - len(newest)]
    if earlier:
        ids, first = [row.id for row in earlier], _term(page, earlier[0])
        noun = "plans, targets and forecasts without a record"
        blocks.append(left_out(page, "planned.due.earlier", noun, len(ids), ids, first))
    if figures.recorded:
        blocks.append(_recorded(page, figures.recorded))
    return blocks


def _recorded(page: Page, rows: Sequence[Row]) -> Paragraph:
    how = "Counted: plans, targets and forecasts with a record of the same thing and time."
    ids = [row.id for row in rows]
    count = count_figure(page, "planned.recorded", len(ids), ids, how)
    return Paragraph(("Plans, targets and forecasts of which there is a record by now, and which "
                      "are not listed here: ", count, "."))  # fmt: skip


def _due_event(page: Page, event: Event) -> tuple[Text, ...]:
    record = "cancelled" if event["status"] == "cancelled" else "none known"
    return ((day_of(page, event),), (say_kind(event),), title_of(page, event), (), (record,))


def _due_project(page: Page, project: Row) -> tuple[Text, ...]:
    return (
        (opened_figure(page, project),),
        ("opening of a project",),
        (project["name"],),
        (),
        (f"still {project['status'].replace('_', ' ')}",),
    )


def _due_figure(page: Page, row: Row) -> tuple[Text, ...]:
    amount = page.ledger.amount(row)
    key = f"planned.due.{row.id}"
    figure = page.figure(key, say_amount(amount), [row.id], page.said_by(row, amount), amount)
    value = (figure, *told_otherwise(page, figure, lambda rival: say_rival(page, rival)))
    what = f"{page.name(row['series'])}: {say_thing(page, row)}"
    return ((_term(page, row),), (row["modality"],), (what,), value, ("none known",))


def _term(page: Page, row: Row) -> Figure:
    key, how = f"planned.due.{row.id}.term", "The time as the row states it."
    return page.figure(key, say_term(row), [row.id], how)


def _missing(
    page: Page, events: Sequence[Event], figures: Foretold, works: Sequence[TableRow]
) -> list[Missing]:
    sides = say_both(page)
    day = say_date(page.on)
    said = []
    if not events:
        said.append(
            Missing(
                f"No event of {sides} after {day} is recorded.",
                "Add a meeting or visit to come with those who are to take part (events: status "
                "planned; participants).",
            )
        )
    if not figures.ahead:
        said.append(
            Missing(
                f"No plan, target or forecast about {sides} for a time after {day} is recorded.",
                "Add a figure that is planned, aimed at or foreseen (observations: modality plan, "
                "target or forecast).",
            )
        )
    if not works:
        said.append(
            Missing(
                f"No agreement proposed, and no link or project to come between {sides} is "
                "recorded.",
                "Add an agreement on offer, a line planned or being built, or a project "
                "(agreement_status: proposed; link_status: planned or construction; projects: "
                "status).",
            )
        )
    return said
