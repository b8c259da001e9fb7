"""Which quantities of the record can be found among the flows, and why the others cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.flows.record.units import base_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caspia.flows.record.measures import Count
    from caspia.flows.record.moved import Moved
    from caspia.flows.record.told import RecordBook, Told

Thing = tuple["Count", str, str]

_NO_LINE = "no line of measures.csv takes it"
_BROKEN_MONTHS = "its period is not made of whole months"
_TOO_LONG = "its period reaches beyond that of the flows"


@dataclass(frozen=True, slots=True)
class NotCompared:
    """What is scored and not compared.

    Attributes
    ----------
    row_ids : tuple of str
        Observations of one quantity.
    series, subject : str
        What they are about.
    why : str
        Why nothing in the flows is held against them.
    """

    row_ids: tuple[str, ...]
    series: str
    subject: str
    why: str


@dataclass(frozen=True, slots=True)
class Task:
    """A quantity to be found among the flows, over whole months of theirs."""

    told: Told
    count: Count
    period: tuple[date, date]

    @property
    def thing(self) -> Thing:
        """What is counted, in which scope and unit: the same for an exporter and an importer."""
        return self.count, self.told.quantity.scope or "", self.told.quantity.unit


def tasks_of(moved: Moved, record: RecordBook) -> tuple[list[Task], list[NotCompared]]:
    """Return what to look for, and the observations that touch the period and are left out."""
    tasks: list[Task] = []
    aside = [
        NotCompared((one.row_id,), one.series, one.subject, one.why)
        for one in record.not_usable
        if _touches(moved, one.start, one.end)
    ]
    for told in record.told:
        quantity = told.quantity
        if not _touches(moved, quantity.start, quantity.end):
            continue
        found = _task(moved, told)
        if isinstance(found, str):
            aside.append(NotCompared(told.row_ids, quantity.series, quantity.subject, found))
        else:
            tasks.append(found)
    return tasks, aside


def counting(tasks: Sequence[Task], forecast: Sequence[bool]) -> set[int]:
    """Return the places of what enters the skill.

    No month of one thing counts twice, whichever series tells it. Whole years come first, then the
    longest periods, then what last year allows a forecast of.

    Parameters
    ----------
    tasks : sequence of Task
        What is compared.
    forecast : sequence of bool
        Whether there is a naive forecast of each.
    """
    taken: dict[Thing, list[tuple[date, date]]] = {}
    found: set[int] = set()
    order = [(*_rank(task), not forecast[place], place) for place, task in enumerate(tasks)]
    for *_, place in sorted(order):
        start, end = tasks[place].period
        before = taken.setdefault(tasks[place].thing, [])
        if all(end <= first or start >= last for first, last in before):
            before.append((start, end))
            found.add(place)
    return found


def _touches(moved: Moved, start: date | None, end: date | None) -> bool:
    return (start is None or start < moved.end) and (end is None or end > moved.start)


def _task(moved: Moved, told: Told) -> Task | str:
    """Return what to look for, or why there is nothing to look for."""
    if told.measure is None or told.measure.counting == "none":
        return told.measure.why if told.measure else _NO_LINE
    if told.period is None:
        return _BROKEN_MONTHS
    if told.period[0] < moved.start or told.period[1] > moved.end:
        return _TOO_LONG
    count = told.measure.count(told.quantity)
    if count is None:
        return f"demand does not tell {told.quantity.good} apart"
    return _unfit(moved, told, count) or Task(told, count, told.period)


def _unfit(moved: Moved, told: Told, count: Count) -> str:
    if base_of(told.quantity.unit) is None:
        return f"no tonnes follow from a figure in {told.quantity.unit}"
    missing = count.goods - {cell.good for cell in moved.cells}
    return f"the flows were worked out without {', '.join(sorted(missing))}" if missing else ""


def _rank(task: Task) -> tuple[bool, int, date]:
    start, end = task.period
    whole = (start.month, end.month) == (1, 1) and end.year == start.year + 1
    return not whole, -(end - start).days, start
