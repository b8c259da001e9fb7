"""Time the flow engines on seeded synthetic networks against other solvers and modelling layers.

Run from the root of the repository: ``python benchmarks/flows.py [cold] [warm] [large]``, or all
three. Each peer gets a throw-away environment of its own below the folder for temporary files and a
process of its own for every round. All objectives must agree to one in a million. Writes nothing
else.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.flows.engines import column_generation, frozen_base, least_cost
from flow_instances import instance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.engines import FlowProblem

ROUNDS = 3
BLOCKS = 8
SCENARIOS = 125
LIMIT = 600
TINY = (20, 60, 2, 2)
SIZE = (200, 800, 10, 12)
LARGE = (400, 1600, 10, 24)
# Capacities by half: then the master program is most of the time.
ROOMS = (1.0, 0.5)
PEERS = {
    "highs": ("highspy", "scipy"),
    "highs-ipm": ("highspy", "scipy"),
    "glop": ("ortools", "scipy"),
    "linopy": ("linopy", "highspy"),
    "pypsa": ("pypsa", "highspy"),
}
ARC_SOLVERS = ("highs", "highs-ipm", "glop")
ENGINES = {"caspia": column_generation, "caspia-arcs": least_cost}


def stored(problem: FlowProblem, path: Path) -> None:
    """Write the arrays of a problem for peers; closed links have no room."""
    stores, demands, commodities = problem.stores, problem.demands, problem.commodities()
    np.savez(
        path,
        nodes=len(problem.vertex_ids),
        tail=problem.tail,
        head=problem.head,
        cost=problem.cost,
        carried=problem.carried,
        capacity=np.where(problem.open, problem.capacity, 0.0),
        origin=commodities.origin[np.argsort(commodities.good)],
        destination=demands.destination,
        good=demands.good,
        month=demands.period,
        amount=demands.amount,
        store_node=stores.vertex,
        store_good=stores.good,
        store_room=stores.capacity,
        store_cost=stores.carry_cost,
    )


def environment(peer: str) -> Path:
    """Return the interpreter of a peer's own environment, made on first use."""
    folder = Path(tempfile.gettempdir()) / "flow-peers" / "-".join(PEERS[peer])
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run(["uv", "venv", "-q", folder], check=True)
        subprocess.run(
            ["uv", "pip", "install", "-q", "--python", python, "numpy", *PEERS[peer]], check=True
        )
    return python


def peer_run(peer: str, path: Path, size: Sequence[float] = SIZE) -> tuple[float, float]:
    """Return seconds and objective of a peer in a process of its own; NaN beyond the limit."""
    if peer in ENGINES:
        command = [sys.executable, __file__, "--engine", peer, *map(str, size)]
    else:
        script = Path(__file__).with_name("flow_peers.py")
        tiny = path.with_name("tiny.npz")
        stored(instance(*TINY), tiny)
        command = [str(environment(peer)), str(script), peer, str(tiny), str(path)]
    try:
        answer = told(command)
    except subprocess.TimeoutExpired:
        return float("nan"), float("nan")
    return answer["seconds"], answer["objective"]


def told(command: Sequence[str]) -> Any:
    """Return what a process prints last."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT)
    if done.returncode:
        sys.exit(f"{command[2]} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def engine_run(engine: str, problem: FlowProblem) -> None:
    """Time one engine once and print what came out."""
    ENGINES[engine](instance(*TINY))
    began = time.perf_counter()
    answer = ENGINES[engine](problem)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "objective": answer.cost}))


def cold(size: Sequence[float], peers: Sequence[str], rounds: int, folder: Path) -> None:
    """Print medians of building and solving from nothing."""
    path = folder / "instance.npz"
    stored(sized(size), path)
    results = {peer: [peer_run(peer, path, size) for _ in range(rounds)] for peer in peers}
    median = {name: statistics.median(run[0] for run in runs) for name, runs in results.items()}
    best = results["caspia"][0][1]
    print(f"{size}\n| engine | median | times caspia | objective | apart |\n|---|---|---|---|---|")
    for name, runs in results.items():
        apart = max(abs(objective / best - 1) for _, objective in runs)
        print(
            f"| {name} | {median[name]:.2f} s | {median[name] / median['caspia']:.1f} | "
            f"{runs[0][1]:.3f} | {apart:.1e} |",
            flush=True,
        )
        if apart > 1e-6:
            sys.exit(f"{name} differs by {apart:.1e}")


def sized(size: Sequence[float]) -> FlowProblem:
    """Return the instance of nodes, links, goods, months and, if given, room."""
    nodes, links, goods, months = (int(part) for part in size[:4])
    return instance(nodes, links, goods, months, size[4] if len(size) > 4 else 1.0)


def scenario(problem: FlowProblem, draw: np.random.Generator) -> FlowProblem:
    """Return the problem with one link closed all year and ten others at 80 to 120 %."""
    links = int(np.isfinite(problem.capacity).all(axis=1).sum())
    is_open, capacity = problem.open.copy(), problem.capacity.copy()
    is_open[draw.integers(links)] = False
    some = draw.choice(links, 10, replace=False)
    capacity[some] *= draw.uniform(0.8, 1.2, (10, 1))
    return replace(problem, open=is_open, capacity=capacity)


def scenarios(problem: FlowProblem, block: int) -> list[FlowProblem]:
    """Return the scenarios of a block."""
    draw = np.random.default_rng(7 + block)
    return [scenario(problem, draw) for _ in range(SCENARIOS)]


def scenarios_run(problem: FlowProblem, block: int) -> None:
    """Time the scenarios of a block from one base and print what came out."""
    base = frozen_base(problem)
    seconds, objectives = [], []
    for each in scenarios(problem, block):
        began = time.perf_counter()
        answer = base.scenario(each)
        seconds.append(time.perf_counter() - began)
        objectives.append(answer.cost)
    print(json.dumps({"seconds": seconds, "objectives": objectives}))


def warm(size: Sequence[float], folder: Path) -> None:
    """Print medians of scenarios from one base, against HiGHS afresh and in place.

    Blocks of scenarios alternate with the same ones re-solved in place, each in a process of its
    own, so that other work on the machine meets both; a ratio is the median of those of blocks.
    """
    problem = sized(size)
    stored(problem, folder / "base.npz")
    mine, ratios = [], []
    for block in range(BLOCKS):
        ours = told([sys.executable, __file__, "--scenarios", str(block), *map(str, size)])
        changed = scenarios(problem, block)
        theirs = resolved(changed, folder)
        agree(theirs["objectives"], ours["objectives"])
        again = [afresh(changed[0], ours["objectives"][0], folder)]
        mine += ours["seconds"]
        peers = (again, theirs["seconds"], theirs["with_flows"])
        ratios.append(
            [statistics.median(each) / statistics.median(ours["seconds"]) for each in peers]
        )
        print(f"  block {block}: {1000 * statistics.median(ours['seconds']):.2f} ms, {ratios[-1]}")
    of_peers = " | ".join(f"{ratio:.2f}" for ratio in np.median(ratios, axis=0))
    print(f"| {size[3]} | {1000 * statistics.median(mine):.2f} ms | {of_peers} |", flush=True)


def resolved(changed: Sequence[FlowProblem], folder: Path) -> Any:
    """Return what the program over arcs takes for scenarios in place."""
    rooms = np.array([np.where(each.open, each.capacity, 0.0) for each in changed])
    np.savez(folder / "scenarios.npz", capacity=rooms)
    script = Path(__file__).with_name("flow_resolve.py")
    files = [str(folder / name) for name in ("base.npz", "scenarios.npz")]
    return told([str(environment("highs")), str(script), *files])


def afresh(changed: FlowProblem, cost: float, folder: Path) -> float:
    """Return seconds of a fresh model in HiGHS for a scenario."""
    path = folder / "scenario.npz"
    stored(changed, path)
    seconds, objective = peer_run("highs", path)
    agree([objective], [cost])
    return seconds


def agree(theirs: Sequence[float], ours: Sequence[float]) -> None:
    """End where objectives are more than one in a million apart."""
    apart = float(np.abs(np.array(theirs) / np.array(ours) - 1).max())
    if apart > 1e-6:
        sys.exit(f"a scenario differs by {apart:.1e}")


def main() -> None:
    """Run what is asked for, or one engine where asked by another process."""
    if "--engine" in sys.argv:
        place = sys.argv.index("--engine")
        size = [float(word) for word in sys.argv[place + 2 :]]
        engine_run(sys.argv[place + 1], sized(size))
        return
    if "--scenarios" in sys.argv:
        place = sys.argv.index("--scenarios")
        size = [float(word) for word in sys.argv[place + 2 :]]
        scenarios_run(sized(size), int(sys.argv[place + 1]))
        return
    parts = sys.argv[1:] or ["cold", "warm", "large"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "cold" in parts:
            cold(SIZE, (*ENGINES, *PEERS), ROUNDS, folder)
        if "warm" in parts:
            print("| months | scenario | afresh | in place | in place, flows read |")
            for months in (1, SIZE[3]):
                warm((*SIZE[:3], months), folder)
        if "large" in parts:
            for room in ROOMS:
                cold((*LARGE, room), ("caspia", *ARC_SOLVERS), 1, folder)


if __name__ == "__main__":
    main()
