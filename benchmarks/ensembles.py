"""A thousand draws of a year of the whole region, against as many solutions from nothing.

Run it with ``python benchmarks/ensembles.py [PERIOD] [DRAWS] [ALONE]``; the year 2023, 1,000 draws
and 6 of them solved alone unless given. Exits with 1 where the draws take longer than they may.

A solution from nothing is of a region that has been read with the numbers of the draw: reading the
ledger and the network again is not counted.
"""

from __future__ import annotations

import os
import sys
import time

import numpy as np

import caspia
from caspia.flows import solve
from caspia.scenarios.batch import Processes
from caspia.scenarios.ensembles import Ensemble, ensemble, solved_alone

MOST_S_PER_1000 = 60.0


def main(period: str = "2023", draws: str = "1000", alone: str = "6") -> None:
    """Print what the plain run, the draws and the draws solved alone take, and how they differ."""
    count = int(draws)
    begin = time.perf_counter()
    result = solve(caspia.open(), period)
    print(f"plain run of {period}, with reading it: {time.perf_counter() - begin:.1f} s")
    workers = Processes(os.cpu_count() or 1)
    begin = time.perf_counter()
    found = ensemble(result, count, executor=workers)
    took = time.perf_counter() - begin
    rate = count / took
    print(
        f"{count:,} draws of {len(found.factors)} facts on {workers.count} processes: {took:.1f} s"
    )
    print(f"{rate:.1f} draws a second; {found.failed} failed")
    each = told_alone(found, int(alone))
    if each:
        print(f"a draw solved alone, from nothing: {each:.2f} s")
        print(f"{each * rate:.0f} times as fast as one after the other,")
        print(f"{each * rate / workers.count:.0f} times as fast as on as many processes")
    sys.exit(int(took > MOST_S_PER_1000 * max(count / 1000, 1)))


def told_alone(found: Ensemble, count: int) -> float:
    """Print how far draws are from their own solutions; return what one of these takes, in s."""
    if not count:
        return 0.0
    lines = found.record.lines
    bands = [found.band(line) for line in lines]
    width = np.array([band.high - band.low for band in bands])
    moving = (width > 0) & np.array([line.counts for line in lines])
    begin = time.perf_counter()
    theirs = np.array([solved_alone(found, draw) for draw in range(count)])
    each = (time.perf_counter() - begin) / count
    ours = found.values[:count, : len(lines)]
    apart = (ours - theirs)[:, moving] / width[moving]
    print(f"draws against their own solutions, {moving.sum()} lines of the record, {count} draws:")
    half, nine = np.nanpercentile(np.abs(apart), (50, 90))
    print(f"  of the width of the band apart: half under {half:.1%}, nine in ten under {nine:.1%}")
    shift = np.nanmean(apart, axis=0)
    print(f"  mean of a line above its own: half of the lines within {np.median(abs(shift)):.1%}")
    for head in found.headlines:
        place = found.place(head.line)
        pair = np.nanmean(ours[:, place]), np.nanmean(theirs[:, place])
        unit = head.line.told.quantity.unit
        print(f"  {head.title:45} {pair[0]:12,.4g} {pair[1]:12,.4g} {unit}")
    return each


if __name__ == "__main__":
    main(*sys.argv[1:])
