"""Time the ferry line against the same model in SimPy, and compare what they find.

Run from the root of the repository: ``python benchmarks/ferry.py``; SimPy must be installed. Each
runs in a process of its own, by turns, on one core. What counts is the time of that core for whole
replications, draws and counts included, after some to warm up. The streams of chance differ, so
distributions over replications are compared: two-sample Kolmogorov-Smirnov. Exits with 1 where they
differ or the ferry line is not forty times faster. ``python benchmarks/ferry.py picture`` draws the
picture of ``docs/ferry.md`` instead.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caspia.flows.ferry import FerryLine

LINE, DAY = "ferry-kuryk-alat", "2024-11-15"
LOAD_T_PER_MONTH = 70_000.0
REPLICATIONS, DAYS, ROUNDS = 400, 180, 3
LEAST_RATIO = 40
LEAST_P = 0.01
TENTH = statistics.NormalDist().inv_cdf(0.9)
REACH = 2.5
PEERS = ("caspia", "simpy")
MEDIANS, P90S = "median wait, h", "p90 wait, h"
POOLED = (MEDIANS, P90S)


def by_caspia(line: FerryLine, seed: int, replications: int) -> dict[str, list[float]]:
    """Simulate with the ferry line."""
    from caspia.flows.ferry import simulate

    run = simulate(line, LOAD_T_PER_MONTH, seed, replications, DAYS)
    counts = run.tally
    return {
        "mean wait at a, h": counts.mean_wait_h[:, 0].tolist(),
        "mean wait at b, h": counts.mean_wait_h[:, 1].tolist(),
        "sailings from a": counts.sailings[:, 0].tolist(),
        "units from b": counts.units_sailed[:, 1].tolist(),
        "load factor at a": counts.load_factor[:, 0].tolist(),
        "vessel use": counts.vessel_use.tolist(),
        "berth use at a": counts.berth_use[:, 0].tolist(),
        "queue at a": counts.queue_units[:, 0].tolist(),
        "queue at b, p90": counts.queue_p90_units[:, 1].tolist(),
        MEDIANS: run.median_h.tolist(),
        P90S: run.p90_h.tolist(),
    }


def by_simpy(line: FerryLine, seed: int, replications: int) -> dict[str, list[float]]:
    """Simulate with processes and resources of SimPy, one replication after another."""
    import numpy as np

    found: dict[str, list[float]] = {}
    waits: tuple[list[float], list[float]] = ([], [])
    for number in range(replications):
        replication = Replication(line, random.Random(f"{seed} {number}"))
        for name, value in replication.run().items():
            found.setdefault(name, []).append(value)
        for end, harbour in zip(waits, replication.harbours, strict=True):
            end.extend(harbour.waits)
    tenths = np.array([np.quantile(end, [0.5, 0.9]) for end in waits])
    return found | {MEDIANS: tenths[:, 0].tolist(), P90S: tenths[:, 1].tolist()}


class Harbour:
    """One end: its berths, its quay, and whether the wind lets vessels through."""

    def __init__(self, environment: Any, port: Any) -> None:
        import simpy

        self.berths = simpy.Resource(environment, round(port.berths.median))
        self.turn = simpy.Resource(environment, 1)
        self.quay: deque[float] = deque()
        self.full: Any = None
        self.opens: Any = None
        self.waits: list[float] = []
        self.queue: list[int] = []
        self.berth_h = 0.0
        self.sailings = 0


class Replication:
    """The line in SimPy: vessels, cargo and wind are processes."""

    def __init__(self, line: FerryLine, chance: random.Random) -> None:
        import simpy

        from caspia.flows.ferry.run import MONTH_H, WARM_UP_DAYS

        self.line, self.chance = line, chance
        self.environment = simpy.Environment()
        self.load, self.block = round(line.load.median), round(line.block.median)
        self.longest = line.longest_wait_h.median
        self.harbours = [Harbour(self.environment, port) for port in line.ports]
        self.block_rate = LOAD_T_PER_MONTH / (line.tonnes_per_unit.median * self.block * MONTH_H)
        self.begins, self.ends = WARM_UP_DAYS * 24.0, (WARM_UP_DAYS + DAYS) * 24.0
        self.busy_h = 0.0

    def run(self) -> dict[str, float]:
        """Run to the end and count."""
        for end in (0, 1):
            self.environment.process(self.cargo(self.harbours[end]))
            self.environment.process(self.wind(end))
            self.environment.process(self.count_queue(self.harbours[end]))
        for number in range(round(self.line.vessels.median)):
            self.environment.process(self.vessel(number % 2))
        self.environment.run(self.ends)
        a, b = self.harbours
        whole = self.ends - self.begins
        return {
            "mean wait at a, h": statistics.fmean(a.waits),
            "mean wait at b, h": statistics.fmean(b.waits),
            "sailings from a": a.sailings,
            "units from b": len(b.waits),
            "load factor at a": len(a.waits) / (a.sailings * self.load),
            "vessel use": self.busy_h / (whole * round(self.line.vessels.median)),
            "berth use at a": a.berth_h / (whole * a.berths.capacity),
            "queue at a": statistics.fmean(a.queue),
            "queue at b, p90": sorted(b.queue)[round(0.9 * (len(b.queue) - 1))],
        }

    def count_queue(self, harbour: Harbour) -> Iterator[Any]:
        """Note what stands on a quay at the end of each day."""
        yield self.environment.timeout(self.begins + 23.999)
        while True:
            harbour.queue.append(len(harbour.quay))
            yield self.environment.timeout(24)

    def cargo(self, harbour: Harbour) -> Iterator[Any]:
        """Bring blocks to a quay; the one that makes a load wakes the vessel at the doors."""
        while True:
            yield self.environment.timeout(self.chance.expovariate(self.block_rate))
            harbour.quay.extend([self.environment.now] * self.block)
            if harbour.full is not None and len(harbour.quay) >= self.load:
                harbour.full.succeed()
                harbour.full = None

    def wind(self, end: int) -> Iterator[Any]:
        """Close a port and open it, over and over."""
        from caspia.flows.ferry.spread import mean_hours

        harbour, port = self.harbours[end], self.line.ports[end]
        share = port.closed_share.median
        open_h = mean_hours(port.closed_h) * (1 - share) / share
        while True:
            yield self.environment.timeout(self.chance.expovariate(1 / open_h))
            harbour.opens = self.environment.event()
            yield self.environment.timeout(self.drawn(port.closed_h))
            harbour.opens.succeed()
            harbour.opens = None

    def vessel(self, end: int) -> Iterator[Any]:
        """Take a vessel from one end to the other, over and over."""
        environment = self.environment
        while True:
            harbour, port = self.harbours[end], self.line.ports[end]
            with harbour.berths.request() as berth:
                yield berth
                if harbour.opens is not None:
                    yield harbour.opens
                berthed = environment.now
                turn = harbour.turn.request()
                yield from self.works(self.drawn(port.unloading_h))
                ready = environment.now
                yield turn
                yield from self.wait_for_load(harbour, ready)
                aboard = min(len(harbour.quay), self.load)
                came = [harbour.quay.popleft() for _ in range(aboard)]
                harbour.turn.release(turn)
                loading = self.drawn(port.loading_h)
                yield from self.works(loading)
                if harbour.opens is not None:
                    yield harbour.opens
            self.count(harbour, came, loading, berthed)
            yield from self.works(self.drawn(self.line.sailing_h))
            end = 1 - end

    def wait_for_load(self, harbour: Harbour, ready: float) -> Iterator[Any]:
        """Wait until a load stands on the quay, or for the longest time."""
        left = ready + self.longest - self.environment.now
        if len(harbour.quay) < self.load and left > 0:
            harbour.full = self.environment.event()
            yield harbour.full | self.environment.timeout(left)
            harbour.full = None

    def works(self, hours: float) -> Iterator[Any]:
        """Be busy, and count what of it lies in the counted days."""
        now = self.environment.now
        self.busy_h += max(min(now + hours, self.ends) - max(now, self.begins), 0.0)
        yield self.environment.timeout(hours)

    def count(self, harbour: Harbour, came: list[float], loading: float, berthed: float) -> None:
        """Count a sailing."""
        now = self.environment.now
        if now >= self.begins:
            harbour.sailings += 1
            harbour.berth_h += now - max(berthed, self.begins)
            harbour.waits += [now - loading - hour for hour in came]

    def drawn(self, hours: Any) -> float:
        """Draw a duration as the ferry line does."""
        swing = min(max(self.chance.gauss(0, 1), -REACH), REACH)
        end = hours.low if swing < 0 else hours.high
        return float(hours.median * math.exp(abs(swing) * math.log(end / hours.median) / TENTH))


def timed(peer: str, seed: int) -> dict[str, Any]:
    """Run one in this process and time it."""
    import caspia
    from caspia.flows.ferry import ferry_line

    line = ferry_line(caspia.open(), LINE, DAY)
    runners: dict[str, Callable[..., dict[str, list[float]]]] = {
        "caspia": by_caspia,
        "simpy": by_simpy,
    }
    runners[peer](line, seed, REPLICATIONS // 4)
    start = time.process_time()
    found = runners[peer](line, seed, REPLICATIONS)
    return {"seconds": time.process_time() - start, "found": found}


def in_own_process(peer: str, seed: int) -> dict[str, Any]:
    """Run one in a process of its own."""
    command = [sys.executable, __file__, peer, str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def compared(found: dict[str, dict[str, list[float]]]) -> dict[str, float]:
    """Print both means of each count with the test, and return its p by count."""
    from scipy.stats import ks_2samp

    print(f"{'mean over replications':22} {'caspia':>10} {'simpy':>10} {'KS p':>8}")
    chance = {}
    for name, ours in found["caspia"].items():
        theirs = found["simpy"][name]
        means = f"{statistics.fmean(ours):10.3f} {statistics.fmean(theirs):10.3f}"
        if name not in POOLED:
            chance[name] = float(ks_2samp(ours, theirs).pvalue)
        print(f"{name:22} {means} {chance.get(name, math.nan):8.3f}")
    return chance


def draw_picture() -> None:
    """Draw waiting by load on two days to ``docs/images/ferry.svg``."""
    import vl_convert

    import caspia
    from caspia.flows.ferry import ferry_line, waiting_by_load

    ledger = caspia.open()
    rows: list[dict[str, Any]] = []
    for month, day in (("June", "2024-06-01"), ("November", DAY)):
        curve = waiting_by_load(ferry_line(ledger, LINE, day))
        for what, hours in (("median", curve.median_h), ("one in ten above", curve.p90_h)):
            points = zip(curve.load_t_per_month, hours[:, 0], strict=True)
            rows += [
                {"month": month, "what": what, "load": load / 1000, "days": wait / 24}
                for load, wait in points
            ]
    target = Path(__file__).parents[1] / "docs" / "images" / "ferry.svg"
    target.write_text(vl_convert.vegalite_to_svg(picture(rows)), encoding="utf-8")


def picture(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the picture in Vega-Lite."""
    axes = {"load": "thousand tonnes a month each way", "days": "days of waiting"}
    x, y = ({"field": name, "type": "quantitative", "title": title} for name, title in axes.items())
    month = {
        "field": "month",
        "title": None,
        "scale": {"range": ["#b45f06", "#1f5a8a"]},
        "sort": ["June", "November"],
        "legend": {"symbolType": "stroke", "symbolSize": 400, "symbolStrokeWidth": 3},
    }
    what = {
        "field": "what",
        "title": None,
        "sort": ["median"],
        "legend": {"symbolType": "stroke", "symbolSize": 400, "symbolStrokeColor": "black"},
    }
    return {
        "width": 520,
        "height": 300,
        "background": "white",
        "data": {"values": rows},
        "encoding": {"x": x, "y": y, "color": month},
        "layer": [
            {"mark": "line", "encoding": {"strokeDash": what}},
            {
                "mark": {"type": "point", "fill": "white", "size": 24, "opacity": 1},
                "encoding": {"detail": {"field": "what"}},
            },
        ],
        "config": {"font": "sans-serif", "axis": {"gridColor": "#e5e5e5"}},
    }


def main() -> int:
    """Run all rounds, print medians and the comparison."""
    seconds: dict[str, list[float]] = {peer: [] for peer in PEERS}
    found: dict[str, dict[str, list[float]]] = {peer: {} for peer in PEERS}
    for number in range(ROUNDS):
        for place, peer in enumerate(PEERS):
            answer = in_own_process(peer, 100 * place + number)
            seconds[peer].append(answer["seconds"])
            for name, values in answer["found"].items():
                found[peer].setdefault(name, []).extend(values)
    medians = {peer: statistics.median(values) for peer, values in seconds.items()}
    print(f"{LINE} in the month of {DAY}, {LOAD_T_PER_MONTH:.0f} t a month each way")
    for peer, median in medians.items():
        told = ", ".join(f"{value:.2f}" for value in seconds[peer])
        print(f"{peer:8} {median:8.2f} s for {REPLICATIONS} replications of {DAYS} days ({told})")
    ratio = medians["simpy"] / medians["caspia"]
    print(f"ratio    {ratio:8.1f}")
    chance = compared(found)
    equal = min(chance.values()) > LEAST_P / len(chance)
    print("statistically equal" if equal else "different distributions")
    return 0 if equal and ratio >= LEAST_RATIO else 1


if __name__ == "__main__":
    if sys.argv[1:] == ["picture"]:
        draw_picture()
    elif len(sys.argv) == 3:
        print(json.dumps(timed(sys.argv[1], int(sys.argv[2]))))
    else:
        sys.exit(main())
