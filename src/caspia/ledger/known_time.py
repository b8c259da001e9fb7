"""When a row became known: the second clock (convention C1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from caspia.ledger.dates import read_partial
from caspia.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from caspia.ledger.checking import CheckedRow

Grade = Literal["published", "event", "structural", "undated"]

ALWAYS = date(1, 1, 1)
#: The kind of a source whose rows are no facts but a question: it is seen on every day.
SCENARIO = "scenario"
#: How long after its period an undated figure is taken to be out.
FIGURE_DELAY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Known:
    """That a row is known from a day on, by one source or by its nature.

    Attributes
    ----------
    row_id, table : str
        The row.
    source_id : str
        Who says it; empty for vocabulary.
    known_from : date
        First day on which ``--as-of`` sees it.
    grade : str
        ``published``, ``event``, ``structural`` or ``undated``.
    """

    row_id: str
    table: str
    source_id: str
    known_from: date
    grade: Grade


def publication_day(published: str | None) -> date | None:
    """Return the day on which a source was surely out: a month or year counts from its last day."""
    return read_partial(published).last_day if published else None


def known_rows(
    checked: Mapping[str, list[CheckedRow]], sources: Mapping[str, Mapping[str, str]]
) -> Iterator[Known]:
    """Yield from when each row of a layer is known: once per report, or once by its nature.

    A row without a report of its own is known with its parent.

    Parameters
    ----------
    checked : mapping
        Rows by table.
    sources : mapping
        Every source of this and lower layers, with ``published`` and ``retrieved`` as text.
    """
    reported: dict[str, list[str]] = {}
    for report in checked["reports"]:
        if not report.cells["field"]:
            reported.setdefault(report.cells["row_id"], []).append(report.cells["source_id"])
    elsewhere = set(reported)
    rows = {row.row_id: row for group in checked.values() for row in group}
    for group in checked.values():
        for row in group:
            yield from _known(row, reported, rows, sources)
            elsewhere.discard(row.row_id)
    for row_id in sorted(elsewhere):
        for source in reported[row_id]:
            yield _of_lower_row(row_id, sources[source], source)


def report_known_from(
    row: CheckedRow | None, source: Mapping[str, str], field: str = ""
) -> tuple[date, Grade]:
    """Return from when a report is known, and its grade.

    Parameters
    ----------
    row : CheckedRow or None
        The row it is about; None where that lies in a lower layer.
    source : mapping
        Its source.
    field : str
        The column meant: an ending is public when it comes.
    """
    out = publication_day(source["published"])
    clock = tables()[row.table].clock if row else "figure"
    if clock == "vocabulary" or source["kind"] == SCENARIO:
        return ALWAYS, "structural"
    if out is not None:
        return out, "published"
    if clock == "structural":
        return ALWAYS, "structural"
    retrieved = date.fromisoformat(source["retrieved"])
    if row is None:
        return retrieved, "undated"
    if clock == "event":
        ending = row.cells.get("valid_to") if field == "valid_to" else None
        return ending or _happened(row) or ALWAYS, "event"
    ended = row.cells.get("valid_to") or row.cells.get("valid_from")
    return (ended - timedelta(days=1) + FIGURE_DELAY if ended else retrieved), "undated"


def _known(
    row: CheckedRow,
    reported: Mapping[str, list[str]],
    rows: Mapping[str, CheckedRow],
    sources: Mapping[str, Mapping[str, str]],
) -> Iterator[Known]:
    schema = tables()[row.table]
    if schema.clock in ("source", "report", "pair"):
        return
    if schema.clock == "vocabulary":
        yield Known(row.row_id, row.table, "", ALWAYS, "structural")
        return
    for source in reported.get(row.row_id, ()):
        dated = _dated_row(row, rows)
        yield Known(row.row_id, row.table, source, *report_known_from(dated, sources[source]))
    if row.row_id not in reported:
        parent = rows[row.cells[schema.parent]]
        for known in _known(parent, reported, rows, sources):
            yield Known(row.row_id, row.table, known.source_id, known.known_from, known.grade)


def _dated_row(row: CheckedRow, rows: Mapping[str, CheckedRow]) -> CheckedRow:
    """Return the row whose date counts: an undated effect or status takes its agreement's."""
    schema = tables()[row.table]
    if schema.clock != "event" or _happened(row) or not schema.parent:
        return row
    return rows.get(row.cells[schema.parent], row)


def _happened(row: CheckedRow) -> date | None:
    """Return the day by which the thing had publicly happened."""
    when = row.cells.get(tables()[row.table].happened)
    if isinstance(when, str):
        return read_partial(when).last_day
    if when and row.cells.get("precision", "day") != "day":
        return _end_of(when, row)
    return when


def _end_of(when: date, row: CheckedRow) -> date:
    """Return the last day of the month or year in which something happened on a day not known."""
    length = {"year": 4, "month": 7}.get(row.cells["precision"], 10)
    return read_partial(str(when)[:length]).last_day


def _of_lower_row(row_id: str, source: Mapping[str, str], source_id: str) -> Known:
    return Known(row_id, "", source_id, *report_known_from(None, source))
