"""Time the flow engines on seeded synthetic networks against other solvers and modelling layers.

Run from the root of the repository: ``python benchmarks/flows.py [NODES LINKS GOODS MONTHS]``. Each
peer gets a throw-away environment of its own below the folder for temporary files and a process of
its own for every round. All objectives must agree to one in a million. Writes nothing else.
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
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines import column_generation, frozen_base, least_cost
from flow_instances import instance

if TYPE_CHECKING:
    from caspia.flows.engines import FlowProblem

ROUNDS = 3
SCENARIOS = 100
FRESH = 5
TINY = (20, 60, 2, 2)
PEERS = {
    "highs": ("highspy", "scipy"),
    "highs-ipm": ("highspy", "scipy"),
    "glop": ("ortools", "scipy"),
    "linopy": ("linopy", "highspy"),
    "pypsa": ("pypsa", "highspy"),
}
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


def peer_run(peer: str, path: Path) -> tuple[float, float]:
    """Return seconds and objective of a peer in a process of its own."""
    if peer in ENGINES:
        command = [sys.executable, __file__, "--engine", peer, *sys.argv[1:5]]
    else:
        script = Path(__file__).with_name("flow_peers.py")
        tiny = path.with_name("tiny.npz")
        stored(instance(*TINY), tiny)
        command = [str(environment(peer)), str(script), peer, str(tiny), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{peer} failed:\n{done.stderr[-2000:]}")
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["seconds"], answer["objective"]


def engine_run(engine: str, problem: FlowProblem) -> None:
    """Time one engine once and print what came out."""
    ENGINES[engine](instance(*TINY))
    began = time.perf_counter()
    answer = ENGINES[engine](problem)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "objective": answer.cost}))


def cold(problem: FlowProblem, folder: Path) -> None:
    """Print medians of building and solving from nothing."""
    path = folder / "instance.npz"
    stored(problem, path)
    results = {peer: [peer_run(peer, path) for _ in range(ROUNDS)] for peer in (*ENGINES, *PEERS)}
    median = {name: statistics.median(run[0] for run in runs) for name, runs in results.items()}
    best = results["caspia"][0][1]
    for name, runs in results.items():
        apart = max(abs(objective / best - 1) for _, objective in runs)
        print(
            f"| {name} | {median[name]:.2f} s | {median[name] / median['caspia']:.1f} | "
            f"{runs[0][1]:.3f} | {apart:.1e} |",
            flush=True,
        )
        if apart > 1e-6:
            sys.exit(f"{name} differs by {apart:.1e}")


def scenario(problem: FlowProblem, draw: np.random.Generator) -> FlowProblem:
    """Return the problem with one link closed all year and ten others at 80 to 120 %."""
    links = int(np.isfinite(problem.capacity).all(axis=1).sum())
    is_open, capacity = problem.open.copy(), problem.capacity.copy()
    is_open[draw.integers(links)] = False
    some = draw.choice(links, 10, replace=False)
    capacity[some] *= draw.uniform(0.8, 1.2, (10, 1))
    return replace(problem, open=is_open, capacity=capacity)


def warm(problem: FlowProblem, folder: Path) -> None:
    """Print the median of scenarios from one base against a fresh HiGHS model each."""
    draw = np.random.default_rng(7)
    base = frozen_base(problem)
    seconds, peers = [], []
    for number in range(SCENARIOS):
        changed = scenario(problem, draw)
        began = time.perf_counter()
        answer = base.scenario(changed)
        seconds.append(time.perf_counter() - began)
        if number < FRESH:
            path = folder / "scenario.npz"
            stored(changed, path)
            spent, objective = peer_run("highs", path)
            peers.append(spent)
            apart = abs(objective / answer.cost - 1)
            if apart > 1e-6:
                sys.exit(f"scenario {number} differs by {apart:.1e}")
    mine, theirs = statistics.median(seconds), statistics.median(peers)
    months = len(problem.period_ids)
    print(
        f"| {months} months | {1000 * mine:.1f} ms | {theirs:.2f} s | {theirs / mine:.0f} |",
        flush=True,
    )


def main() -> None:
    """Run all, or one engine where asked by another process."""
    if "--engine" in sys.argv:
        place = sys.argv.index("--engine")
        engine = sys.argv[place + 1]
        size = [int(word) for word in sys.argv[place + 2 :]]
        engine_run(engine, instance(*(size or (200, 800, 10, 12))))
        return
    nodes, links, goods, months = [int(word) for word in sys.argv[1:5]] or (200, 800, 10, 12)
    with tempfile.TemporaryDirectory() as folder:
        print("| engine | median | times caspia | objective | apart |\n|---|---|---|---|---|")
        cold(instance(nodes, links, goods, months), Path(folder))
        print("| scenarios | caspia, median | fresh HiGHS | ratio |\n|---|---|---|---|")
        for length in (1, months):
            warm(instance(nodes, links, goods, length), Path(folder))


if __name__ == "__main__":
    main()
