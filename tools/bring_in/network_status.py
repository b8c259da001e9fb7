"""What a link was on which day: open, suspended, planned and so on."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, NamedTuple

from .curation import keyed, table
from .dates import first_day, next_day
from .sources import GENERAL

if TYPE_CHECKING:
    from .book import Book
    from .facts import InputRow

NOT_YET = frozenset({"planned", "construction"})
STOPPED = frozenset({"suspended", "closed"})


class Interval(NamedTuple):
    """A status from a first day to the day after the last; empty where unknown."""

    start: str
    end: str
    status: str
    because: str = ""
    source: str = ""
    note: str = ""


def add_status(row: InputRow, book: Book, source: str) -> list[str]:
    """Add the intervals of a link and return their ids."""
    link = row["link_id"]
    decided = [d for d in table("link_status_added") if d["link"] == link]
    found = _on_decided_days(link, _with_closures(_intervals(row), decided))
    ids = []
    for number, interval in enumerate(found, start=1):
        ids.append(
            book.add(
                "link_status",
                f"{link}/{number}",
                link_id=link,
                valid_from=interval.start,
                valid_to=interval.end,
                status=interval.status,
                because=interval.because,
            )
        )
        book.report(ids[-1], interval.source or source, note=interval.note or _note(row, interval))
        # Openings and closures are public as they happen, whenever the source was published.
        book.report(ids[-1], GENERAL)
    return ids


def _intervals(row: InputRow) -> list[Interval]:
    start, end = first_day(row["open_from"]), day_after(row["open_to"])
    status = "open" if row["status"] == "in_operation" else row["status"]
    if status in NOT_YET:
        return [Interval("", "", status)]
    if status == "restricted" and start:
        return [Interval("", start, "open"), Interval(start, "", status)]
    if status in STOPPED and end:
        return [Interval(start, end, "open"), Interval(end, "", status)]
    if row["link_id"] in keyed("link_upgrades"):
        start = ""
    return [Interval(start, end, status)]


def _with_closures(found: list[Interval], decided: list[dict[str, str]]) -> list[Interval]:
    """Cut closures, in the order of their days, out of the open interval that they lie in."""
    for closure in decided:
        last = found.pop()
        start, end = closure["valid_from"], closure["valid_to"]
        if last.start != start:
            found.append(last._replace(end=start))
        found.append(
            Interval(
                start,
                end,
                closure["status"],
                closure["because"],
                closure["source"],
                closure["reason"] if closure["source"] else "",
            )
        )
        if end:
            found.append(last._replace(start=end))
    return found


def _on_decided_days(link: str, found: list[Interval]) -> list[Interval]:
    """Move the first day of a status, and with it the end of the one before."""
    for rule in table("link_status_days"):
        if rule["link"] != link:
            continue
        place = next(n for n, one in enumerate(found) if one.status == rule["status"])
        start = rule["valid_from"]
        found[place] = found[place]._replace(start=start, because=rule["because"])
        found[place - 1] = found[place - 1]._replace(end=start)
    return found


def day_after(text: str) -> str:
    """Day after an inclusive last day, month or year."""
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        text = f"{text}-{calendar.monthrange(year, month)[1]:02d}"
    elif len(text) == 4:
        text = f"{text}-12-31"
    return next_day(text)


def _note(row: InputRow, interval: Interval) -> str:
    if interval.status in NOT_YET and row["open_from"]:
        return f"opening meant for {row['open_from']}"
    if row["link_id"] in keyed("link_upgrades") and interval.status == "open":
        return keyed("link_upgrades")[row["link_id"]]["reason"]
    if len(row["open_from"]) in {4, 7} and interval.start == first_day(row["open_from"]):
        return f"the first day is known as {row['open_from']}"
    return ""
