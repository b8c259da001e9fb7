"""The section on projects in which both sides take part."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from caspia.briefs.document import Missing, Paragraph, Section, Table
from caspia.briefs.sections.counting import SHOWN, count_figure
from caspia.briefs.sections.project_rows import (
    COLUMNS,
    COLUMNS_TO_COME,
    is_to_come,
    opened_figure,
    project_row,
    say_place,
    size_of,
)
from caspia.briefs.sections.sides import joins_both, say_parties
from caspia.briefs.sections.wording import (
    at_date,
    precision_of,
    say_both,
    say_date,
    say_list,
    say_side,
    sentence,
)
from caspia.ledger import read_partial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Column, Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

_NEVER = date.min


def projects_section(page: Page) -> Section:
    """Return the projects of both sides, those at work apart from those to come."""
    found = page.once(projects_of)
    standing = [project for project in found if not is_to_come(page, project)]
    coming = [project for project in found if is_to_come(page, project)]
    blocks: list[Block] = []
    if found:
        blocks.append(Paragraph(_lead(page, standing, coming)))
    caption = "Projects opened, at work, suspended or ended"
    blocks += _tables(page, "standing", caption, COLUMNS, standing)
    caption = "Projects planned, agreed, studied or being built"
    blocks += _tables(page, "coming", caption, COLUMNS_TO_COME, coming)
    return Section("projects", "Projects", (*blocks, *_missing(page, found)))


def projects_of(page: Page) -> tuple[Row, ...]:
    """Return the known projects in which both sides take part, latest opening first."""
    rows = [row for row in page.ledger.rows("projects") if joins_both(page, row["parties"])]
    return tuple(sorted(rows, key=_latest_first))


def _latest_first(project: Row) -> tuple[int, str]:
    opened = read_partial(project["opened"]).last_day if project["opened"] else _NEVER
    return (-opened.toordinal(), project["name"])


def _lead(page: Page, standing: Sequence[Row], coming: Sequence[Row]) -> Text:
    every = [*standing, *coming]
    how = "Counted: known projects with parties on both sides."
    ids = [project.id for project in every]
    return (
        f"{sentence(say_side(page.a))} and {say_side(page.b)} take part together in ",
        count_figure(page, "projects.count", len(every), ids, how, "project"),
        " known by ",
        say_date(page.on),
        ": ",
        *_count(page, "standing", standing, "opened or at work at some time"),
        ", ",
        *_count(page, "coming", coming, "still planned or being built"),
        ".",
        *_latest(page, standing),
    )


def _count(page: Page, key: str, projects: Sequence[Row], words: str) -> Text:
    if not projects:
        return (f"none {words}",)
    ids = [project.id for project in projects]
    how = f"Counted: projects {words}, by their status and day of opening."
    return (count_figure(page, f"projects.{key}", len(projects), ids, how), f" {words}")


def _latest(page: Page, standing: Sequence[Row]) -> Text:
    dated = [project for project in standing if project["opened"]]
    if not dated:
        return ()
    latest = dated[0]
    place = say_place(page, latest)
    at = at_date(precision_of(latest["opened"]))
    who = "" if page.is_bilateral else f" of {say_parties(page, latest['parties'])}"
    where = f" in {place}" if place else ""
    return (
        f" The last to open was {latest['name']}{who}{where}, {at} ",
        opened_figure(page, latest),
        *_capacity(page, latest),
        ".",
    )


def _capacity(page: Page, project: Row) -> Text:
    size = size_of(page, project, "capacity")
    return (", with a capacity of ", *size) if size else ()


def _tables(
    page: Page, name: str, caption: str, columns: tuple[Column, ...], projects: Sequence[Row]
) -> list[Block]:
    if not projects:
        return []
    rows = tuple(project_row(page, project) for project in projects[:SHOWN])
    blocks: list[Block] = [Table(f"projects-{name}", caption, columns, rows)]
    rest = projects[SHOWN:]
    if rest:
        ids = [project.id for project in rest]
        how = f"Counted: projects beyond the {SHOWN} shown."
        more: Figure = count_figure(page, f"projects.{name}.more", len(rest), ids, how)
        blocks.append(Paragraph(("Not in the table: ", more, _since(rest))))
    return blocks


def _since(rest: Sequence[Row]) -> str:
    return f" more, {say_list(project['name'] for project in rest)}."


def _missing(page: Page, found: Sequence[Row]) -> list[Missing]:
    if not found:
        return [
            Missing(
                f"Projects in which both {say_both(page)} take part",
                "Add one with both among those who take part (projects: parties).",
            )
        ]
    bare = [project["name"] for project in found if _is_bare(project)]
    undated = [project["name"] for project in found if _lacks_opening(page, project)]
    gaps = (
        (
            "The capacity and the cost of",
            bare,
            "Say how large it is or what it costs",
            "capacity, cost",
        ),
        ("The day of opening of", undated, "Say when it opened", "opened"),
    )
    return [
        Missing(f"{what} {say_list(names)}", f"{cure}, with a source (projects: {columns}).")
        for what, names, cure, columns in gaps
        if names
    ]


def _is_bare(project: Row) -> bool:
    return project["capacity"] is None and project["cost"] is None


def _lacks_opening(page: Page, project: Row) -> bool:
    return not project["opened"] and not is_to_come(page, project)
