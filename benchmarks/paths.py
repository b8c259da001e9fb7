"""Time shortest paths from one vertex to all against other libraries, and ``caspia routes``.

Run from the root of the repository: ``python benchmarks/paths.py``. The peers come with the group
``benchmarks``; one that is absent is named. Every library runs in its own process and finds its way
from the same roots on the same arrays, and the sums of distances must agree. Prints the median of a
root, and of whole runs of the command once the ledger is compiled; writes nothing.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Arrays = dict[str, np.ndarray[Any, Any]]

ROWS, COLUMNS = 250, 400
ROOTS = 25
ROUNDS = 3
COMMANDS = 6
PEERS = ("caspia", "scipy", "networkit", "igraph", "rustworkx")


def grid() -> Arrays:
    """Return a grid of 100,000 vertices with both directions and seeded weights from 1 to 10."""
    ids = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS)
    pairs = np.concatenate(
        [
            np.stack([ids[:, :-1].ravel(), ids[:, 1:].ravel()]),
            np.stack([ids[:-1].ravel(), ids[1:].ravel()]),
        ],
        axis=1,
    )
    tail, head = np.concatenate([pairs, pairs[::-1]], axis=1)
    weight = np.random.default_rng(1).uniform(1, 10, len(tail))
    return arrays_of(ROWS * COLUMNS, tail, head, weight)


def network() -> Arrays:
    """Return the network of containers on 2023-07-01 by hours."""
    import caspia
    from caspia.network import Network

    graph = Network.on(caspia.open(), "2023-07-01").graph("containers")
    hours = graph.arcs.time_h + graph.arcs.dwell_h
    return arrays_of(len(graph.vertex_node), graph.arcs.tail, graph.arcs.head, hours)


def arrays_of(vertices: int, tail: Any, head: Any, weight: Any) -> Arrays:
    """Return a graph with its roots as arrays to be stored."""
    roots = np.random.default_rng(2).choice(vertices, ROOTS, replace=False)
    return {
        "vertices": np.array(vertices),
        "tail": tail.astype(np.int32),
        "head": head.astype(np.int32),
        "weight": weight.astype(np.float64),
        "roots": roots,
    }


def by_caspia(graph: Arrays) -> Callable[[int], Any]:
    """Distances and the tree behind them."""
    from caspia.network.paths import tree_from, weigh

    ready = weigh(int(graph["vertices"]), graph["tail"], graph["head"], graph["weight"])
    return lambda root: tree_from(ready, root).distance


def by_scipy(graph: Arrays) -> Callable[[int], Any]:
    """Distances and predecessors by csgraph."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    count = int(graph["vertices"])
    matrix = csr_array((graph["weight"], (graph["tail"], graph["head"])), shape=(count, count))
    return lambda root: dijkstra(matrix, indices=root, return_predecessors=True)[0]


def by_networkit(graph: Arrays) -> Callable[[int], Any]:
    """Distances and predecessors."""
    import networkit

    count = int(graph["vertices"])
    triples = (graph["weight"], (graph["tail"], graph["head"]))
    ready = networkit.GraphFromCoo(triples, n=count, weighted=True, directed=True)

    def run(root: int) -> Any:
        search = networkit.distance.Dijkstra(ready, root, True)
        search.run()
        found = np.asarray(search.getDistances(asarray=True))
        return np.where(found < np.finfo(np.float64).max, found, np.inf)

    return run


def by_igraph(graph: Arrays) -> Callable[[int], Any]:
    """Distances alone."""
    import igraph

    ends = np.column_stack([graph["tail"], graph["head"]]).tolist()
    ready = igraph.Graph(n=int(graph["vertices"]), edges=ends, directed=True)
    ready.es["weight"] = graph["weight"].tolist()
    return lambda root: np.array(ready.distances(source=root, weights="weight")[0])


def by_rustworkx(graph: Arrays) -> Callable[[int], Any]:
    """Distances alone, of the vertices that are reached."""
    import rustworkx

    ready = rustworkx.PyDiGraph()
    ready.add_nodes_from(range(int(graph["vertices"])))
    columns = (graph["tail"].tolist(), graph["head"].tolist(), graph["weight"].tolist())
    ready.add_edges_from(list(zip(*columns, strict=True)))
    return lambda root: rustworkx.dijkstra_shortest_path_lengths(ready, root, float)


RUNNERS = {
    "caspia": by_caspia,
    "scipy": by_scipy,
    "networkit": by_networkit,
    "igraph": by_igraph,
    "rustworkx": by_rustworkx,
}


def timed(peer: str, file: str) -> dict[str, float]:
    """Return the median milliseconds of a root, and the sum of all finite distances."""
    with np.load(file) as stored:
        graph = dict(stored)
    run = RUNNERS[peer](graph)
    roots = graph["roots"].tolist()
    run(roots[0])
    taken: list[float] = []
    total = 0.0
    for root in roots:
        started = time.perf_counter()
        found = run(root)
        taken.append(time.perf_counter() - started)
        values = np.array(list(found.values()) if peer == "rustworkx" else found)
        total += float(values[np.isfinite(values)].sum())
    return {"ms": statistics.median(taken) * 1000, "sum": total}


def measure(peer: str, file: Path) -> dict[str, float] | None:
    """Time a peer in a process of its own; None where it is not installed."""
    done = subprocess.run(
        [sys.executable, __file__, peer, str(file)], capture_output=True, text=True, check=False
    )
    if done.returncode and "ModuleNotFoundError" in done.stderr:
        return None
    done.check_returncode()
    return dict(json.loads(done.stdout))


def seconds_of_command() -> tuple[float, float]:
    """Return the median seconds of a whole process of ``caspia routes``, warm: wall, processor."""
    words = ["routes", "khorgos", "constanta", "--on", "2023-07-01"]
    program = [sys.executable, "-c", "from caspia.cli import run; run()", *words]
    wall, busy = [], []
    for _ in range(COMMANDS):
        started, before = time.perf_counter(), os.times()
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        wall.append(time.perf_counter() - started)
        busy.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    # The first may have compiled the ledger.
    return statistics.median(wall[1:]), statistics.median(busy[1:])


def main() -> None:
    """Print a table: a line per library, a column per graph; then the time of the command."""
    graphs = {"the network": network(), "100,000 vertices": grid()}
    found: dict[str, dict[str, float]] = {peer: {} for peer in PEERS}
    with tempfile.TemporaryDirectory() as folder:
        for name, graph in graphs.items():
            file = Path(folder) / "graph.npz"
            np.savez(file, **graph)
            sums = set()
            # Rounds in turn, so that a slow minute of the machine meets every library.
            for peer in PEERS * ROUNDS:
                one = measure(peer, file)
                if one is not None:
                    best = min(one["ms"], found[peer].get(name, np.inf))
                    found[peer][name] = best
                    sums.add(f"{one['sum']:.6e}")
            if len(sums) != 1:
                raise SystemExit(f"The distances differ on {name}: {sorted(sums)}.")
    print("| library | " + " | ".join(f"{name} (ms)" for name in graphs) + " |")
    print("| --- | " + " | ".join("---:" for _ in graphs) + " |")
    for peer, taken in found.items():
        cells = [f"{taken[name]:.2f}" if name in taken else "not installed" for name in graphs]
        print(f"| {peer} | {' | '.join(cells)} |")
    wall, busy = seconds_of_command()
    asked = "caspia routes khorgos constanta --on 2023-07-01"
    print(f"\n{asked}: {wall:.2f} s, {busy:.2f} s of processor time")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(timed(*sys.argv[1:])))
    else:
        main()
