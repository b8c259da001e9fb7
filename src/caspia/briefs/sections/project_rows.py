"""A project as a row of a table: where, who, how it stands, how large it is and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import Amount, dimension, format_amount
from caspia.briefs.document import Column
from caspia.briefs.sections.retelling import told_otherwise
from caspia.briefs.sections.sides import say_parties
from caspia.briefs.sections.wording import at_date, precision_of, say_partial, say_word
from caspia.ledger import read_partial

if TYPE_CHECKING:
    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

COLUMNS = (
    Column("Project"),
    Column("Kind"),
    Column("Place"),
    Column("Who takes part"),
    Column("Status"),
    Column("Capacity", "right"),
    Column("Cost", "right"),
)
COLUMNS_TO_COME = (
    *COLUMNS[:-2],
    Column("Planned capacity", "right"),
    Column("Planned cost", "right"),
)
_TO_COME = ("planned", "agreed", "study", "under_construction")


def is_to_come(page: Page, project: Row) -> bool:
    """Tell whether a project was no more than a plan or a building site on the day."""
    return project["status"] in _TO_COME or opens_later(page, project)


def opens_later(page: Page, project: Row) -> bool:
    """Tell whether its opening lies after the day."""
    opened = project["opened"]
    return bool(opened) and read_partial(opened).start > page.on


def project_row(page: Page, project: Row) -> tuple[Text, ...]:
    """Return the cells of a project in the order of `COLUMNS`; blank where nothing is known."""
    return (
        (project["name"],),
        (project["kind"],),
        (say_place(page, project),),
        (say_parties(page, project["parties"]),),
        _status(page, project),
        size_of(page, project, "capacity"),
        size_of(page, project, "cost"),
    )


def say_place(page: Page, project: Row) -> str:
    """Write ``Fuzuli, Azerbaijan``; empty where no place is known."""
    place = (project["place"] or "").replace("-", "\N{EN DASH}")
    return ", ".join(part for part in (place, page.name(project["country"])) if part)


def opened_figure(page: Page, project: Row) -> Figure:
    """Return the day of opening as a figure."""
    return page.figure(
        f"projects.{project.id}.opened",
        say_partial(project["opened"]),
        [project.id],
        "Opening as a row states it.",
    )


def size_of(page: Page, project: Row, column: str) -> Text:
    """Return the capacity or the cost of a project; empty where it is not known."""
    if project[column] is None:
        return ()
    amount = _amount(page, project, column)
    figure = page.figure(
        f"projects.{project.id}.{column}",
        format_amount(amount),
        [project.id],
        f"The {column} as a row states it.",
        amount,
    )
    return (figure, *told_otherwise(page, figure, lambda rival: _say_size(page, rival, column)))


def _status(page: Page, project: Row) -> Text:
    key, how = f"projects.{project.id}.status", "Status when the source was written."
    if opens_later(page, project):
        at = at_date(precision_of(project["opened"]))
        return (f"to open {at} ", opened_figure(page, project))
    status = page.figure(key, say_word(project["status"]), [project.id], how)
    told = told_otherwise(page, status, lambda rival: say_word(rival["status"]))
    if not project["opened"]:
        return (status, *told)
    at = at_date(precision_of(project["opened"]))
    since = f" {at} " if project["status"] == "opened" else f", opened {at} "
    return (status, *told, since, opened_figure(page, project))


def _amount(page: Page, project: Row, column: str) -> Amount:
    unit = project[f"{column}_unit"]
    reports = page.ledger.reports(project.id)
    quoted = next((r.quoted for r in reports if r.quoted and r.field == column), None)
    counted = dimension(unit) == "count"
    return Amount.of(project[column], unit, quoted=quoted, counted=counted)


def _say_size(page: Page, rival: Row, column: str) -> str:
    if rival.cells.get(column) is None:
        return "not stated"
    return format_amount(_amount(page, rival, column))
