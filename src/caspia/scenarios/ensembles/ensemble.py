"""The ensemble: a period under thousands of draws, with bands, and what moves them most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import SolverError
from caspia.flows.headlines import headlines
from caspia.flows.record import Modelled, compare_moved, read_record
from caspia.flows.record.moved import moved_of
from caspia.flows.record.weights import sums_of
from caspia.flows.region import GAS
from caspia.flows.replay import Replay
from caspia.flows.route_flows import joined, of_legs
from caspia.scenarios.batch import Failed, counted_failures, run_batch
from caspia.scenarios.ensembles.drawing import TOTALS, Drawing, Routes, draw, sought_by
from caspia.scenarios.ensembles.sensitivity import Sensitivity, sensitivity
from caspia.scenarios.ensembles.uncertain import uncertain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from caspia.flows import Region
    from caspia.flows.frozen_month import FrozenMonth
    from caspia.flows.headlines import Headline
    from caspia.flows.record import Record, RecordLine
    from caspia.flows.record.moved import Moved
    from caspia.flows.record.weights import Sums
    from caspia.flows.result import FlowResult
    from caspia.scenarios.batch import Workers
    from caspia.scenarios.ensembles.factor import Factor
    from caspia.scenarios.ensembles.uncertain import Uncertain

    Numbers = NDArray[np.float64]

BAND = (5.0, 50.0, 95.0)


@dataclass(frozen=True, slots=True)
class Band:
    """Where a quantity lies over the draws: 5, 50 and 95 in a hundred stay under."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many observations of the record lie in the bands that promise to hold nine in ten.

    Attributes
    ----------
    inside, of : int
        How many lie within, of how many that count.
    above, below : int
        How many lie above their bands, and below.
    """

    inside: int
    of: int
    above: int
    below: int


@dataclass(frozen=True, eq=False)
class Ensemble:
    """A period under draws of its uncertain facts; n draws, q quantities, f facts.

    A model result, never an observation. Made by `ensemble`.

    Attributes
    ----------
    result : FlowResult
        The plain run.
    seed : int
        Of the sequence.
    facts : Uncertain
        The facts that were drawn, and the numbers that rest on them.
    record : Record
        The plain run beside the record, with the bands of the draws.
    headlines : tuple of Headline
        Its lines that are read first.
    values : float64, shape (n, q)
        Lines of the record, then `TOTALS`; NaN in draws that failed.
    ranks : float64, shape (n, f)
        Of the facts in the draws.
    failures : dict of str to int
        How many draws ended with each error.
    """

    result: FlowResult
    seed: int
    facts: Uncertain
    record: Record
    headlines: tuple[Headline, ...]
    values: Numbers
    ranks: Numbers
    failures: dict[str, int]

    def __repr__(self) -> str:
        return (
            f"<Ensemble {self.result.region.period}: {len(self.values)} draws of "
            f"{len(self.factors)} facts, {self.failed} failed; {self.result.region.ledger!r}>"
        )

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The facts that were drawn, length f."""
        return self.facts.factors

    @property
    def failed(self) -> int:
        """How many draws failed."""
        return sum(self.failures.values())

    @cached_property
    def _done(self) -> NDArray[np.bool_]:
        return np.asarray(np.isfinite(self.values).all(axis=1))

    def total(self, name: str) -> Band:
        """Return the band of one of `TOTALS`, in tonnes."""
        return _band(self.values[self._done, TOTALS.index(name) - len(TOTALS)])

    def place(self, line: RecordLine) -> int:
        """Return the place of a line among the quantities."""
        return self.record.lines.index(line)

    def draws_of(self, line: RecordLine) -> Numbers:
        """Return what the draws that did not fail come to, in the unit of a line."""
        return np.asarray(self.values[self._done, self.place(line)])

    def band(self, line: RecordLine) -> Band:
        """Return the band of a line of the record, in its unit."""
        return _band(self.draws_of(line))

    @cached_property
    def coverage(self) -> Coverage:
        """How many of the observations that count lie in their bands."""
        sides = [one.side for one in self.record.lines if one.counts]
        inside, above, below = (sides.count(side) for side in (0, 1, -1))
        return Coverage(inside, inside + above + below, above, below)

    @cached_property
    def sensitivity(self) -> Sensitivity | None:
        """What every fact does to every quantity; None where there are too few draws."""
        return sensitivity(self.ranks[self._done], self.values[self._done])


def _band(values: Numbers) -> Band:
    low, median, high = np.percentile(values, BAND)
    return Band(float(low), float(median), float(high))


def ensemble(
    result: FlowResult,
    draws: int = 1000,
    *,
    seed: int = 0,
    executor: Executor | Workers | None = None,
    store: Path | None = None,
    done: Callable[[int, int], None] | None = None,
) -> Ensemble:
    """Return a period under draws of its uncertain facts.

    Parameters
    ----------
    result : FlowResult
        The plain run, whose routes all draws share.
    draws : int
        How many.
    seed : int
        The same seed, the same draws, however the work is split.
    executor : Executor or Workers, optional
        Where draws are worked; see `run_batch`.
    store : Path, optional
        A folder for draws that are done; a run with the same folder goes on where another stopped.
    done : callable, optional
        Told how many of how many draws are done.

    Raises
    ------
    BadInputError
        There is no draw.
    SolverError
        Every draw failed.
    WorkersError
        Workers die whatever they work on.
    """
    moved = moved_of(result)
    book = read_record(result.region.ledger)
    record = compare_moved(moved, book, book)
    drawing = _drawing(result, moved, record, draws, seed)
    ranks = drawing.ranks()
    outcomes = run_batch(
        draw,
        list(range(draws)),
        payload=drawing,
        content=drawing.content if store is not None else None,
        executor=executor,
        store=store,
        done=done,
    )
    values = _table(outcomes, len(record.lines) + len(TOTALS))
    with_bands = _with_bands(record, values)
    return Ensemble(
        result,
        seed,
        drawing.facts,
        with_bands,
        headlines(result.region.ledger, with_bands),
        values,
        ranks,
        counted_failures(outcomes),
    )


def _drawing(result: FlowResult, moved: Moved, record: Record, draws: int, seed: int) -> Drawing:
    region = result.region
    sums = sums_of(sought_by(record), moved)
    months = Replay(result).months
    return Drawing(
        uncertain(region, frozenset(sums.load)),
        months,
        tuple(one.frame.cargo[0].good == GAS for one in result.solved),
        sums,
        _weights(sums, months, region, moved),
        region.arcs,
        region.demand.cells,
        region.months,
        moved.empty_per_loaded,
        draws,
        seed,
    )


def _weights(
    sums: Sums, months: Sequence[FrozenMonth], region: Region, moved: Moved
) -> tuple[csr_array | None, ...]:
    """Return what the frozen routes of each month count in each sum; they are counted together."""
    cells = region.parts.cell
    frozen = [
        of_legs(one.routes, np.ones(len(one.routes)), one.part, cells, one.month)
        for one in months
        if one.routes is not None
    ]
    if not frozen:
        return (None,) * len(months)
    routes = Routes(region.arcs, region.demand.cells, joined(frozen))
    every = sums.weights(routes, region.months, moved.empty_per_loaded).tocsc()
    ends = np.cumsum([0, *(len(one) for one in frozen)])
    parts = iter([every[:, a:b].tocsr() for a, b in pairwise(ends.tolist())])
    return tuple(None if one.routes is None else next(parts) for one in months)


def _table(outcomes: Sequence[object], columns: int) -> Numbers:
    found = np.full((len(outcomes), columns), np.nan)
    for place, one in enumerate(outcomes):
        if not isinstance(one, Failed):
            found[place] = one
    if np.isnan(found).all():
        raise SolverError(
            f"Every draw failed, the first with {outcomes[0]}. Solve the period by itself first."
        )
    return found


def _with_bands(record: Record, values: Numbers) -> Record:
    """Return the record with the bands of draws; what no draw moves has a band of no width."""
    done = np.isfinite(values).all(axis=1)
    low, _, high = np.percentile(values[done], BAND, axis=0)
    lines = tuple(
        replace(line, modelled=Modelled(line.modelled.value, float(low[n]), float(high[n])))
        for n, line in enumerate(record.lines)
    )
    return replace(record, lines=lines, draws=int(done.sum()))
