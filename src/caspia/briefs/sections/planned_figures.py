"""Plans, targets and forecasts about both sides, and whether a record of the time has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from caspia.briefs.document import Column
from caspia.briefs.sections.lands import Lands
from caspia.briefs.sections.listing import filled_table
from caspia.briefs.sections.retelling import told_otherwise
from caspia.briefs.sections.saying import say_amount
from caspia.briefs.sections.wording import say_date, say_period, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Table, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

COLUMNS = tuple(
    Column(name, "right" if name == "Value" else "left")
    for name in ("For", "What", "About", "Value", "Kind", "Said by")
)


@dataclass(frozen=True, slots=True)
class Foretold:
    """Observations that are no record, in the order of the end of their time.

    Attributes
    ----------
    ahead : tuple of Row
        Those whose time ends after the day, and those without an end and without a record.
    due : tuple of Row
        Those whose time is over, without a record of the same thing.
    recorded : tuple of Row
        Those of which there is a record of the same thing for that time.
    """

    ahead: tuple[Row, ...]
    due: tuple[Row, ...]
    recorded: tuple[Row, ...]


def foretold(page: Page) -> Foretold:
    """Sort the plans, targets and forecasts about both sides by whether they are due."""
    lands, records = page.once(Lands), _records(page)
    ahead: list[Row] = []
    due: list[Row] = []
    recorded: list[Row] = []
    for row in sorted(page.ledger.rows("observations"), key=_order):
        if row["modality"] == "actual" or not _concerns_both(page, lands, row):
            continue
        if _has_term(row) and row["valid_to"] - timedelta(days=1) > page.on:
            ahead.append(row)
        elif any(_covers(record, row) for record in records.get(_identity(row), ())):
            recorded.append(row)
        else:
            (due if _has_term(row) else ahead).append(row)
    return Foretold(tuple(ahead), tuple(due), tuple(recorded))


def figures_table(page: Page, name: str, caption: str, rows: Sequence[Row]) -> Table:
    """Return plans, targets and forecasts with what they say, who says it and its rivals."""
    return filled_table(name, caption, COLUMNS, [_row(page, row) for row in rows])


def say_term(row: Row) -> str:
    """Write the time that a plan is for; one without a term says of which day it is."""
    if _has_term(row):
        return say_period(row["valid_from"], row["valid_to"])
    told = _told_on(row)
    return f"no date given, as of {say_date(told)}" if told else "no date given"


def say_thing(page: Page, row: Row) -> str:
    """Write what an observation is about: ``Kazakhstan, Baku-Tbilisi-Ceyhan, crude oil``."""
    good = page.name(row["good"])
    names = (page.name(row["subject"]), page.name(row["partner"]), good[:1].lower() + good[1:],
             (row["scope"] or "").replace("_", " "))  # fmt: skip
    return ", ".join(name for name in names if name)


def _row(page: Page, row: Row) -> tuple[Text, ...]:
    key = f"planned.figure.{row.id}"
    amount = page.ledger.amount(row)
    figure = page.figure(key, say_amount(amount), [row.id], page.said_by(row, amount), amount)
    return (
        (page.figure(f"{key}.term", say_term(row), [row.id], "The time as the row states it."),),
        (page.name(row["series"]),),
        (say_thing(page, row),),
        (figure, *told_otherwise(page, figure, lambda rival: say_rival(page, rival))),
        (row["modality"],),
        (_said_by(page, row),),
    )


def _said_by(page: Page, row: Row) -> str:
    if row["reporter"]:
        return page.name(row["reporter"])
    publishers = (page.ledger.source(name).publisher for name in page.ledger.source_ids([row.id]))
    return ", ".join(dict.fromkeys(publishers))


def say_rival(page: Page, rival: Row) -> str:
    """Write what a row that disagrees says, and who says it."""
    return f"{say_amount(page.ledger.amount(rival))}, {sentence(_said_by(page, rival))}"


def _concerns_both(page: Page, lands: Lands, row: Row) -> bool:
    """Tell whether a figure is about the two, or about a way or work that touches both."""
    if page.between(row["subject"], row["partner"]):
        return True
    touched = lands.of(row["subject"]) | lands.of(row["partner"])
    return any(
        page.is_a(one) and page.is_b(other) for one in touched for other in touched if one != other
    )


def _records(page: Page) -> dict[tuple[Any, ...], list[Row]]:
    """Return what is known to have happened by the day, by what it is about."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in page.ledger.rows("observations", modality="actual"):
        ends = row["valid_to"] or row["valid_from"]
        if ends is None or ends - timedelta(days=1) <= page.on:
            found.setdefault(_identity(row), []).append(row)
    return found


def _identity(row: Row) -> tuple[Any, ...]:
    """Return what a plan and its record must share; who reports it may differ."""
    return row["series"], frozenset((row["subject"], row["partner"])), row["good"]


def _covers(record: Row, plan: Row) -> bool:
    """Tell whether a record reaches the end of a plan's time; for one without end, comes after."""
    starts, ends = record["valid_from"], record["valid_to"]
    if not _has_term(plan):
        told = _told_on(plan)
        return told is None or (starts is not None and bool(starts >= told))
    overlaps = starts is None or starts < plan["valid_to"]
    return bool(overlaps and (ends is None or ends >= plan["valid_to"]))


def _has_term(row: Row) -> bool:
    """Tell whether a plan is for a time with both ends; one end alone says when it was told."""
    return row["valid_from"] is not None and row["valid_to"] is not None


def _told_on(row: Row) -> date | None:
    end: date | None = row["valid_to"]
    start: date | None = row["valid_from"]
    return start if end is None else end - timedelta(days=1)


def _order(row: Row) -> tuple[date, date, str]:
    ends = row["valid_to"] if _has_term(row) else date.max
    return ends, _told_on(row) or date.min, row.id
