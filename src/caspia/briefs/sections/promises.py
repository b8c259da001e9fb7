"""The section on what was promised, and what came of it by the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Missing, Paragraph, Section
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.listing import filled_table, stated
from caspia.briefs.sections.wording import say_date
from caspia.claims import JUDGED, Kept, promises, scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Text
    from caspia.briefs.page import Page

_COLUMNS = tuple(Column(name) for name in ("Was due", "Promised", "By", "Came of it", "Record"))
_SCORE_COLUMNS = tuple(
    Column(name, "left" if name == "Promiser" else "right")
    for name in ("Promiser", "Judged", "Kept", "Late", "Short", "Dropped")
)
_SHOWN = 12


def promises_section(page: Page) -> Section:
    """Return the promises of both sides that came due by the day, with what is recorded since.

    By what the brief knows: a record published later is not in it.
    """
    found = page.once(_due)
    if not found:
        missing = Missing(
            "promises of both sides that came due by the day",
            "plans and targets with a time, as rows of observations or events",
        )
        return Section("promises", "Promised and kept", (missing,))
    judged = [one for one in found if one.outcome in JUDGED]
    blocks: list[Block] = [Paragraph(_lead(page, found, judged))]
    shown = [*reversed(judged)][:_SHOWN] or [*reversed(found)][:_SHOWN]
    caption = f"Promises due by {say_date(page.on)}, the latest first"
    blocks.append(
        filled_table("promises-due", caption, _COLUMNS, [_row(page, one) for one in shown])
    )
    if judged:
        blocks.append(_score_table(page, judged))
    return Section("promises", "Promised and kept", tuple(blocks))


def _due(page: Page) -> tuple[Kept, ...]:
    """Return what either side promised that was due by the day, each promise once."""
    by_id: dict[str, Kept] = {}
    for party in (page.a, page.b):
        for one in promises(page.ledger, party.id, None, page.on):
            due = one.promise.due
            if due is not None and due <= page.on:
                by_id[one.promise.row.id] = one
    return tuple(sorted(by_id.values(), key=lambda one: (one.promise.due, one.promise.row.id)))


def _lead(page: Page, found: Sequence[Kept], judged: Sequence[Kept]) -> Text:
    ids = [one.promise.row.id for one in found]
    how = "Counted: plans, targets and planned events of either side due by the day."
    count = count_figure(page, "promises.due", len(found), ids, how, "promise")
    if not judged:
        return ("Came due: ", count, "; of none does a record tell what came of it.")
    told = [one.promise.row.id for one in judged]
    how = "Counted: those of which a record says what came."
    with_record = count_figure(page, "promises.judged", len(judged), told, how)
    return ("Came due: ", count, ", of which a record tells what came of ", with_record, ".")


def _row(page: Page, one: Kept) -> tuple[Text, ...]:
    promise, key = one.promise, f"promises.{one.promise.row.id}"
    rows = [promise.row.id]
    due = say_date(promise.due) if promise.due else ""
    record = one.record or "none"
    names = ", ".join(page.name(name) for name in promise.promisers)
    return (
        stated(page, f"{key}.due", due, rows, "The last day of the time that the row states."),
        stated(page, f"{key}.says", promise.says, rows, "As the row states it."),
        (names,),
        (one.outcome.replace("_", " "),),
        stated(page, f"{key}.record", record, one.rows or rows, "What is recorded of the same."),
    )


def _score_table(page: Page, judged: Sequence[Kept]) -> Block:
    rows = []
    for score in scores(tuple(judged)):
        name = score.promiser
        of = [one for one in judged if name in one.promise.promisers]
        cells: list[Text] = [(page.name(name),)]
        for column in ("n", *JUDGED):
            meant = [one for one in of if column in ("n", one.outcome)]
            ids = [one.promise.row.id for one in meant]
            how = f"Counted: promises of {page.name(name)} that came due and have a record."
            key = f"promises.score.{name}.{column}"
            cells.append((count_figure(page, key, len(meant), ids, how),) if meant else ("0",))
        rows.append(tuple(cells))
    return filled_table("promises-scores", "By promiser", _SCORE_COLUMNS, rows)
