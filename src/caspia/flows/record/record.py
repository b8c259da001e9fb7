"""Compare what a model moves with what the record tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.record.line import Modelled, RecordLine
from caspia.flows.record.moved import moved_of
from caspia.flows.record.naive import Past
from caspia.flows.record.tasks import counting, tasks_of
from caspia.flows.record.told import read_record
from caspia.flows.record.units import drawn_loads, middle_loads, modelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from caspia.flows.record.moved import Moved
    from caspia.flows.record.tasks import NotCompared, Task
    from caspia.flows.record.told import RecordBook
    from caspia.flows.record.units import Loads
    from caspia.flows.result import FlowResult

    Numbers = NDArray[np.float64]

_BAND = (5.0, 95.0)


@dataclass(frozen=True, slots=True)
class Record:
    """A model beside the record.

    Attributes
    ----------
    lines : tuple of RecordLine
        By period, then by row.
    not_compared : tuple of NotCompared
        Scored observations that touch the period and are not compared, each with why.
    draws : int
        How many draws the bands rest on.
    """

    lines: tuple[RecordLine, ...]
    not_compared: tuple[NotCompared, ...]
    draws: int

    def __repr__(self) -> str:
        rows = sum(len(one.row_ids) for one in self.not_compared)
        return f"<Record {len(self.lines)} quantities compared, {rows} observations left out>"

    def as_json(self) -> dict[str, object]:
        """Return ``record``, a line for each quantity, and ``not_compared``."""
        aside = [
            {"observations": list(one.row_ids), "series": one.series, "subject": one.subject}
            | {"why": one.why}
            for one in self.not_compared
        ]
        return {"record": [line.as_json() for line in self.lines], "not_compared": aside}


def compare(
    result: FlowResult,
    record: RecordBook | None = None,
    known: RecordBook | None = None,
    draws: Iterable[FlowResult] = (),
    seed: int = 0,
) -> Record:
    """Return what a result moves beside what the record tells.

    Parameters
    ----------
    result : FlowResult
        What moves.
    record : RecordBook, optional
        What happened; left out, the same as `known`. A result of what was known before its period
        needs the book of a later ledger here.
    known : RecordBook, optional
        What the naive forecasts may use; left out, what the ledger of the result tells.
    draws : iterable of FlowResult, optional
        The same period under drawn assumptions; they give the bands. Loads of containers, trucks,
        wagons and trains are drawn along with them.
    seed : int
        For the drawn loads.
    """
    before = read_record(result.region.ledger) if known is None else known
    happened = before if record is None else record
    return compare_moved(
        moved_of(result), happened, before, (moved_of(draw) for draw in draws), seed
    )


def compare_moved(
    moved: Moved,
    record: RecordBook,
    known: RecordBook,
    draws: Iterable[Moved] = (),
    seed: int = 0,
) -> Record:
    """Return what moves beside the record; see `compare`."""
    tasks, aside = tasks_of(moved, record)
    values = _values(moved, tasks, middle_loads())
    bands, drawn = _bands(tasks, draws, seed)
    past = Past(known)
    naive = [past.naive(task.told) for task in tasks]
    counts = counting(tasks, [one.last.value is not None for one in naive])
    lines = tuple(
        RecordLine(
            task.told,
            Modelled(float(value), *((float(low), float(high)) if drawn else ())),
            naive[place],
            task.thing,
            place in counts,
        )
        for place, (task, value, low, high) in enumerate(zip(tasks, values, *bands, strict=True))
    )
    return Record(lines, tuple(aside), drawn)


def _values(moved: Moved, tasks: Sequence[Task], loads: Loads) -> Numbers:
    """Return what the flows come to for each task, shape (tasks,)."""
    return np.array(
        [modelled(moved, task.count, task.period, task.told.quantity.unit, loads) for task in tasks]
    )


def _bands(
    tasks: Sequence[Task], draws: Iterable[Moved], seed: int
) -> tuple[tuple[Numbers, Numbers], int]:
    rng = np.random.default_rng(seed)
    drawn = [_values(draw, tasks, drawn_loads(rng)) for draw in draws]
    if not drawn:
        nothing = np.full(len(tasks), np.nan)
        return (nothing, nothing), 0
    low, high = np.percentile(np.array(drawn), _BAND, axis=0)
    return (low, high), len(drawn)
