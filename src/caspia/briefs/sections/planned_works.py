"""Agreements proposed, links planned or being built between the two sides, and projects to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import Amount, format_amount
from caspia.briefs.document import Column
from caspia.briefs.sections.agreement_standing import foreseen, say_status, standings
from caspia.briefs.sections.listing import filled_table, joined, stated
from caspia.briefs.sections.project_rows import is_to_come, opened_figure, opens_later, size_of
from caspia.briefs.sections.sides import joins_both
from caspia.briefs.sections.wording import say_date, say_partial
from caspia.ledger import holds_on, read_partial

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.document import Table, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

COLUMNS = tuple(Column(name) for name in ("What", "Kind", "How it stood", "When", "Size and cost"))
_UNDER_WAY = {"planned": "planned", "construction": "under construction"}

# Lengths that somebody states; others are estimated from the map.
_TOLD = ("", "observed")

TableRow = tuple["Text", ...]


def works_table(rows: Iterable[TableRow]) -> Table:
    """Return agreements, links and projects to come as one table."""
    caption = "Agreements proposed, links and projects planned or under construction"
    return filled_table("planned-works", caption, COLUMNS, list(rows))


def agreement_rows(page: Page) -> list[TableRow]:
    """Return the agreements of both sides that were proposed on the day or begin after it."""
    proposed = [
        (
            _title(page, standing.agreement),
            ("agreement",),
            say_status(page, standing),
            (),
            (),
        )
        for standing in page.once(standings)
        if standing.status == "proposed"
    ]
    later = [
        (_title(page, row), ("agreement",), ("to be signed",), _signature(page, row), ())
        for row in foreseen(page)
    ]
    return [*proposed, *later]


def link_rows(page: Page) -> list[TableRow]:
    """Return the links with an end on each side that were planned or being built on the day."""
    return [
        (
            (link["name"],),
            (f"{link['mode'].replace('_', ' ')} link",),
            (_UNDER_WAY[status["status"]],),
            _since(page, status),
            _length(page, link),
        )
        for link, status in links_to_come(page)
    ]


def links_to_come(page: Page) -> list[tuple[Row, Row]]:
    """Return links between the two sides that were to come, each with the status that says so."""
    found = []
    for status in page.ledger.rows("link_status"):
        if status["status"] in _UNDER_WAY and holds_on(status, page.on):
            link = page.ledger.row(status["link_id"])
            ends = [page.ledger.row(link[end])["country"] for end in ("a", "b")]
            if joins_both(page, [end for end in ends if end]):
                found.append((link, status))
    return found


def project_rows(page: Page) -> list[TableRow]:
    """Return the projects of both sides that were to come on the day."""
    return [
        (
            _title(page, project),
            (project["kind"],),
            (_status(page, project),),
            (opened_figure(page, project),) if opens_later(page, project) else (),
            joined([size_of(page, project, "capacity"), size_of(page, project, "cost")]),
        )
        for project in page.ledger.rows("projects")
        if joins_both(page, project["parties"]) and is_to_come(page, project)
        if not is_overdue(page, project)
    ]


def overdue_projects(page: Page) -> tuple[Row, ...]:
    """Return the projects of both sides whose day of opening has passed without an opening."""
    rows = page.ledger.rows("projects")
    return tuple(
        row
        for row in rows
        if joins_both(page, row["parties"]) and is_to_come(page, row) and is_overdue(page, row)
    )


def is_overdue(page: Page, project: Row) -> bool:
    """Tell whether the opening of a project lay before the day."""
    opened = project["opened"]
    return bool(opened) and read_partial(opened).last_day <= page.on


def _title(page: Page, row: Row) -> Text:
    text = row.cells.get("title") or row.cells.get("name") or ""
    key = f"planned.{row.table}.{row.id}.title"
    return stated(page, key, text, [row.id], "As the ledger names it.")


def _signature(page: Page, agreement: Row) -> Text:
    if not agreement["signed"]:
        return ()
    key, how = f"planned.agreements.{agreement.id}", "Day of signature as a row states it."
    return (page.figure(key, say_partial(agreement["signed"]), [agreement.id], how),)


def _since(page: Page, status: Row) -> Text:
    if status["valid_from"] is None:
        return ("since when is not recorded",)
    key, how = f"planned.link.{status.id}", "First day of the status as a row states it."
    return ("since ", page.figure(key, say_date(status["valid_from"]), [status.id], how))


def _length(page: Page, link: Row) -> Text:
    if link["length_km"] is None:
        return ()
    amount = Amount.of(link["length_km"], "km")
    key, basis = f"planned.link.{link.id}.length", (link["length_basis"] or "").replace("_", " ")
    how = f"Length by {basis}." if basis else "Length as the row states it."
    mark = "" if basis in _TOLD else "about "
    return (page.figure(key, f"{mark}{format_amount(amount)}", [link.id], how, amount),)


def _status(page: Page, project: Row) -> str:
    return "to open" if opens_later(page, project) else project["status"].replace("_", " ")
