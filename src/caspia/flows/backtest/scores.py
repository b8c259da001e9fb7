"""The back-test: every year from what was known, or had come, before it began."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

from caspia.errors import BadInputError
from caspia.flows.backtest.draws import drawn, drawn_region
from caspia.flows.backtest.widening import widened, widening
from caspia.flows.record import compare_moved, read_record, skill_of
from caspia.flows.record.moved import moved_of
from caspia.flows.replay import Replay
from caspia.flows.solving import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from caspia.flows.parameters import Parameters
    from caspia.flows.record import Record, RecordBook, Skill
    from caspia.flows.record.moved import Moved
    from caspia.ledger import Ledger

Mode = Literal["vintage", "pseudo", "hindsight"]
MODES: tuple[Mode, ...] = ("vintage", "pseudo", "hindsight")
FIRST_YEAR = 2022
_EARLIER = (2019, 2020, 2021)


@dataclass(frozen=True, slots=True)
class Scored:
    """A mode's years beside the record.

    Attributes
    ----------
    mode : str
        ``vintage``: from what was published before the year; ``pseudo``: from today's figures of
        periods that had ended before it; ``hindsight``: from all that is known today, the demand of
        the year itself included; no forecast.
    records : dict of int to Record
        By year.
    widening : float
        By which the bands were widened, from the years before the first.
    skill : Skill
        Over the years.
    """

    mode: Mode
    records: dict[int, Record]
    widening: float
    skill: Skill


def ledger_before(ledger: Ledger, year: int, mode: Mode) -> Ledger:
    """Return what a mode may use for a year.

    Raises
    ------
    BadInputError
        There is no such mode.
    """
    eve = date(year - 1, 12, 31)
    if mode == "vintage":
        return ledger.at(eve)
    if mode == "pseudo":
        return ledger.ended_by(eve)
    if mode == "hindsight":
        return ledger
    raise BadInputError(f"There is no mode {mode!r}. Use {', '.join(MODES)}.")


def year_beside_record(
    ledger: Ledger,
    year: int,
    mode: Mode,
    *,
    parameters: Parameters | None = None,
    draws: int = 0,
    seed: int = 0,
    book: RecordBook | None = None,
) -> Record:
    """Return a year as a mode would have had it, beside what the ledger tells of it.

    Parameters
    ----------
    ledger : Ledger
        With the record; what the mode may use is a part of it.
    year : int
        2019 to 2025.
    mode : str
        See `Scored`.
    parameters : Parameters, optional
        Left out, those of the package.
    draws : int
        How many draws the bands rest on; none draws none.
    seed : int
        For the draws; the same for the same year and mode.
    book : RecordBook, optional
        What the ledger tells, where it has been read before.
    """
    known = ledger_before(ledger, year, mode)
    result = solve(known, str(year), parameters=parameters)
    happened = read_record(ledger) if book is None else book
    before = read_record(known) if mode != "hindsight" else happened
    moved = moved_of(result)
    return compare_moved(moved, happened, before, _drawn(Replay(result), moved, draws, seed), seed)


def _drawn(replay: Replay, moved: Moved, draws: int, seed: int) -> Iterator[Moved]:
    region = replay.result.region
    for stream in np.random.SeedSequence(seed).spawn(draws):
        numbers = drawn(region, np.random.default_rng(stream))
        yield replace(moved, routes=replay.under(drawn_region(region, numbers)).routes)


def scored_years(
    ledger: Ledger,
    mode: Mode,
    years: Sequence[int],
    *,
    parameters: Parameters | None = None,
    draws: int = 40,
    done: Callable[[str, int, int], None] | None = None,
) -> Scored:
    """Return the years of a mode beside the record, with bands and skill.

    Parameters
    ----------
    ledger : Ledger
        With the record.
    mode : str
        See `Scored`.
    years : sequence of int
        From 2022; the years before widen the bands and are not scored: parameters were fitted on
        them.
    parameters : Parameters, optional
        Left out, those of the package.
    draws : int
        How many draws the bands rest on.
    done : callable, optional
        Told what is worked on, its number and how many there are.
    """
    book = read_record(ledger)
    found: dict[int, Record] = {}
    wanted = (*(_EARLIER if draws else ()), *years)
    for number, year in enumerate(wanted, start=1):
        found[year] = year_beside_record(
            ledger, year, mode, parameters=parameters, draws=draws, seed=year, book=book
        )
        if done is not None:
            done(f"{mode} {year}", number, len(wanted))
    factor = widening([found[year] for year in _EARLIER if year in found])
    records = {year: widened(found[year], factor) for year in years}
    return Scored(mode, records, factor, skill_of(list(records.values())))
