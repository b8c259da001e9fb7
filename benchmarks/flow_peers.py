"""Other solvers and modelling layers on a flow problem stored as arrays; one peer a process.

Called by ``benchmarks/flows.py``: ``python flow_peers.py PEER TINY.npz FILE.npz``. Prints the
seconds it took to build and solve the second from arrays in memory, and the objective; the first
loads what is loaded once. All demand must be moved.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np

Arrays = dict[str, Any]


def program(given: Arrays) -> Arrays:
    """Return the linear program over arcs: columns are flows by good, link, month, then stocks."""
    from scipy.sparse import coo_array

    links, goods = given["carried"].shape
    months, nodes = given["capacity"].shape[1], int(given["nodes"])
    good, link, month = np.nonzero(
        np.broadcast_to(given["carried"].T[:, :, None], (goods, links, months))
    )
    store, end = (part.ravel() for part in np.indices((len(given["store_node"]), months - 1)))
    flow, stock = np.arange(len(good)), len(good) + np.arange(len(store))
    demand = np.zeros((goods, nodes, months))
    np.add.at(demand, (given["good"], given["destination"], given["month"]), given["amount"])

    def row(of_good: Any, node: Any, in_month: Any) -> Any:
        return (of_good * nodes + node) * months + in_month

    at = row(given["store_good"][store], given["store_node"][store], end)
    limited = np.isfinite(given["capacity"])
    capacity_row = np.full(limited.shape, -1)
    capacity_row[limited] = demand.size + np.arange(limited.sum())
    shared = capacity_row[link, month]
    rows = [
        row(good, given["tail"][link], month),
        row(good, given["head"][link], month),
        at,
        at + 1,
        shared[shared >= 0],
    ]
    columns = [flow, flow, stock, stock, flow[shared >= 0]]
    signs = [-1.0, 1.0, -1.0, 1.0, 1.0]
    values = [np.full(len(part), sign) for part, sign in zip(rows, signs, strict=True)]
    shape = (demand.size + int(limited.sum()), len(flow) + len(stock))
    matrix = coo_array(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=shape
    ).tocsc()
    free = demand.copy()
    free[np.arange(goods), given["origin"], :] = -np.inf
    room = given["capacity"][limited]
    return {
        "matrix": matrix,
        "cost": np.concatenate([given["cost"][link, good], given["store_cost"][store]]),
        "high": np.concatenate([np.full(len(flow), np.inf), given["store_room"][store]]),
        "row_low": np.concatenate([free.ravel(), np.full(len(room), -np.inf)]),
        "row_high": np.concatenate([demand.ravel(), room]),
    }


def highs(given: Arrays, solver: str = "choose") -> float:
    """Solve with HiGHS from arrays."""
    import highspy

    made = program(given)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = made["matrix"].shape
    model.col_cost_, model.col_lower_ = made["cost"], np.zeros(model.num_col_)
    model.col_upper_ = made["high"]
    model.row_lower_, model.row_upper_ = made["row_low"], made["row_high"]
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = made["matrix"].indptr
    model.a_matrix_.index_ = made["matrix"].indices
    model.a_matrix_.value_ = made["matrix"].data
    engine = highspy.Highs()
    engine.setOptionValue("output_flag", False)
    engine.setOptionValue("solver", solver)
    engine.passModel(model)
    engine.run()
    return float(engine.getInfo().objective_function_value)


def highs_interior(given: Arrays) -> float:
    """Solve with the interior point method of HiGHS, crossover included."""
    return highs(given, "ipm")


def glop(given: Arrays) -> float:
    """Solve with GLOP of OR-tools from arrays."""
    from ortools.linear_solver.python import model_builder_helper as helper

    made = program(given)
    model = helper.ModelBuilderHelper()
    model.fill_model_from_sparse_data(
        np.zeros(len(made["cost"])),
        made["high"],
        made["cost"],
        made["row_low"],
        made["row_high"],
        made["matrix"].tocsr(),
    )
    solver = helper.ModelSolverHelper("glop")
    solver.solve(model)
    return float(solver.objective_value())


def linopy(given: Arrays) -> float:
    """Solve with HiGHS through linopy."""
    import linopy as library
    import pandas as pd
    import xarray as xr

    links, goods = given["carried"].shape
    months = given["capacity"].shape[1]
    link, good, month = (
        pd.RangeIndex(count, name=name)
        for count, name in ((links, "link"), (goods, "good"), (months, "month"))
    )
    node = pd.RangeIndex(int(given["nodes"]), name="node")
    model = library.Model()
    mask = xr.DataArray(given["carried"], coords=[link, good]).expand_dims(month=month)
    x = model.add_variables(lower=0, coords=[month, link, good], mask=mask, name="flow")
    stores = len(given["store_node"]) // goods
    place = given["store_node"][::goods]
    held = pd.Index(place, name="node")
    room = np.repeat(given["store_room"].reshape(1, stores, goods), months, axis=0)
    room[-1] = 0
    stock = model.add_variables(
        lower=0, upper=xr.DataArray(room, coords=[month, held, good]), name="stock"
    )
    into = x.groupby(xr.DataArray(given["head"], coords=[link], name="node")).sum()
    out = x.groupby(xr.DataArray(given["tail"], coords=[link], name="node")).sum()
    change = stock.shift(month=1) - stock
    demand = np.zeros((months, len(node), goods))
    np.add.at(demand, (given["month"], given["destination"], given["good"]), given["amount"])
    moved = np.ones(demand.shape, dtype=bool)
    moved[:, given["origin"], np.arange(goods)] = False
    everywhere = [month, node, good]
    balance = into.reindex(node=node) - out.reindex(node=node) + change.reindex(node=node)
    model.add_constraints(
        balance,
        "=",
        xr.DataArray(demand, coords=everywhere),
        mask=xr.DataArray(moved, coords=everywhere),
        name="balance",
    )
    capacity = xr.DataArray(given["capacity"].T, coords=[month, link])
    limited = np.isfinite(capacity)
    model.add_constraints(
        x.sum("good"), "<=", capacity.where(limited, 0), mask=limited, name="capacity"
    )
    carry = xr.DataArray(given["store_cost"].reshape(stores, goods), coords=[held, good])
    cost = xr.DataArray(given["cost"], coords=[link, good])
    model.add_objective((x * cost).sum() + (stock * carry).sum())
    model.solve("highs", io_api="direct", output_flag=False)
    return float(model.objective.value)


def pypsa(given: Arrays) -> float:
    """Solve with HiGHS through PyPSA: a bus for every node and good."""
    import pandas as pd
    import pypsa as library

    links, goods = given["carried"].shape
    months, nodes = given["capacity"].shape[1], int(given["nodes"])
    network = library.Network(snapshots=range(months))
    buses = np.array([f"{node} {good}" for good in range(goods) for node in range(nodes)])

    def bus(good: Any, node: Any) -> Any:
        return buses[good * nodes + node]

    network.add("Bus", buses)
    good, link = np.nonzero(given["carried"].T)
    names = np.array([f"{n} {g}" for n, g in zip(link, good, strict=True)])
    network.add(
        "Link",
        names,
        bus0=bus(good, given["tail"][link]),
        bus1=bus(good, given["head"][link]),
        p_nom=1e6,
        marginal_cost=given["cost"][link, good],
    )
    every = np.arange(goods)
    network.add(
        "Generator", [f"from {g}" for g in every], bus=bus(every, given["origin"]), p_nom=1e6
    )
    at = bus(given["good"], given["destination"])
    table = pd.DataFrame({"bus": at, "month": given["month"], "amount": given["amount"]})
    wanted = table.pivot_table(index="month", columns="bus", values="amount", aggfunc="sum")
    network.add("Load", wanted.columns, bus=wanted.columns, p_set=wanted)
    network.add(
        "Store",
        [f"store {n}" for n in range(len(given["store_node"]))],
        bus=bus(given["store_good"], given["store_node"]),
        e_nom=given["store_room"],
        marginal_cost_storage=given["store_cost"],
    )

    def share(net: Any, _snapshots: Any) -> None:
        import xarray as xr

        flow = net.model["Link-p"]
        dimension = next(name for name in flow.dims if name != "snapshot")
        group = xr.DataArray(link, coords={dimension: flow.indexes[dimension]}, name="shared")
        total = flow.groupby(group).sum()
        room = xr.DataArray(
            given["capacity"].T, coords=[net.snapshots, pd.RangeIndex(links, name="shared")]
        )
        room = room.rename({room.dims[0]: "snapshot"})
        limited = np.isfinite(room)
        net.model.add_constraints(total, "<=", room.where(limited, 0), mask=limited, name="shared")

    network.optimize(
        solver_name="highs",
        extra_functionality=share,
        io_api="direct",
        solver_options={"output_flag": False},
        log_to_console=False,
    )
    return float(network.objective)


def main() -> None:
    """Time one peer on one file and print what came out."""
    peer, *paths = sys.argv[1:]
    solve = {
        "highs": highs,
        "highs-ipm": highs_interior,
        "glop": glop,
        "linopy": linopy,
        "pypsa": pypsa,
    }[peer]
    for path in paths:
        with np.load(path) as stored:
            given = {name: stored[name] for name in stored.files}
        began = time.perf_counter()
        objective = solve(given)
        seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "objective": objective}))


if __name__ == "__main__":
    main()
