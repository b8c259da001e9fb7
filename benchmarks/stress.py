"""N-1 of the region against fresh solves: all goods of one month, every link taken out in turn.

``python benchmarks/stress.py [--month 2024-05] [--demand 1.0] [--fresh 8]``

A fresh solve is `solve_region` of the ledger in which the link is closed; what reading that ledger
takes is told beside it. Some links are solved both ways, spread evenly over those that carry
something, and how far the answers are apart is told as well. Idle links, which need no solution,
are left out of the ratio.
"""

from __future__ import annotations

import argparse
import time
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

import caspia
from caspia.flows import solve_region
from caspia.scenarios import Scenario
from caspia.scenarios.stress.losses import arcs_of
from caspia.scenarios.stress.months import Months
from caspia.scenarios.stress.suspended import region_of, usd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows import FlowResult
    from caspia.ledger import Ledger

_WANTED = 15.0


class Loss(NamedTuple):
    """Seconds, tonnes that move and US dollars paid without a link."""

    seconds: float
    tonnes: float
    usd: float


class Fresh(NamedTuple):
    """The same, with the seconds that reading takes."""

    reading: float
    seconds: float
    tonnes: float
    usd: float


def main() -> None:
    """Print medians, the ratio and how far answers are apart."""
    asked = _arguments()
    ledger = caspia.open()
    base = solve_region(region_of(ledger, asked.month, None, asked.demand))
    began = time.perf_counter()
    months = Months(base)
    freezing = time.perf_counter() - began
    found = _all_losses(base, months)
    idle = len(base.region.arcs.of_link) - len(found)
    links = [
        list(found)[place] for place in np.linspace(0, len(found) - 1, asked.fresh).astype(int)
    ]
    fresh = {link: _fresh(ledger, link, asked.month, asked.demand) for link in links}
    seconds = [one.seconds for one in found.values()]
    print(f"{asked.month}, demand x {asked.demand:g}: {len(found)} links carry, {idle} idle")
    print(f"freezing the base, once: {freezing:.2f} s")
    print(f"a loss: median {median(seconds):.3f} s, mean {mean(seconds):.3f} s")
    solving = [one.seconds for one in fresh.values()]
    reading = [one.reading for one in fresh.values()]
    print(f"fresh, solving: median {median(solving):.2f} s; reading {median(reading):.2f} s more")
    _ratios(seconds, mean(solving), mean(reading), freezing)
    _apart(base, found, fresh)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--month", default="2024-05")
    parser.add_argument("--demand", type=float, default=1.0)
    parser.add_argument("--fresh", type=int, default=8)
    return parser.parse_args()


def _all_losses(base: FlowResult, months: Months) -> dict[str, Loss]:
    found = {}
    for link, arcs in arcs_of(base.region, "links").items():
        flags = months.flags(arcs)
        if months.carries(flags):
            began = time.perf_counter()
            moved = months.without(flags)
            seconds = time.perf_counter() - began
            tonnes, paid = sum(one.tonnes for one in moved), sum(one.usd for one in moved)
            found[link] = Loss(seconds, tonnes, paid)
    return found


def _fresh(ledger: Ledger, link: str, month: str, demand: float) -> Fresh:
    began = time.perf_counter()
    shut = Scenario.of("without", [{"close": link}]).apply(ledger)
    region = region_of(shut, month, None, demand)
    read = time.perf_counter()
    result = solve_region(region)
    done = time.perf_counter()
    return Fresh(read - began, done - read, float(result.delivered.sum()), usd(result))


def _ratios(seconds: Sequence[float], solving: float, reading: float, freezing: float) -> None:
    whole = len(seconds) * solving
    ratio = whole / (sum(seconds) + freezing)
    with_reading = len(seconds) * (solving + reading) / (sum(seconds) + freezing)
    verdict = "holds" if ratio >= _WANTED else "does not hold"
    print(f"N-1 is {ratio:.1f} times as fast as fresh solves, freezing included; ", end="")
    print(f"{with_reading:.1f} with reading. At least {_WANTED:g}: {verdict}")


def _apart(base: FlowResult, found: dict[str, Loss], fresh: dict[str, Fresh]) -> None:
    paid = usd(base)
    for link, one in fresh.items():
        tonnes = found[link].tonnes - one.tonnes
        share = (found[link].usd - one.usd) / paid
        print(f"  {link}: {tonnes:+.2f} t and {share:+.1e} of the cost apart")


if __name__ == "__main__":
    main()
