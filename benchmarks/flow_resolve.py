"""The program over arcs kept in HiGHS and re-solved in place, scenario after scenario.

Called by ``benchmarks/flows.py``: ``python flow_resolve.py FILE.npz SCENARIOS.npz``. The model is
built once and solved; every scenario changes the bounds of the rows that differ and starts from the
basis of that first solution. Prints the seconds and objective of each: bounds, basis, run and the
objective read; and the seconds with the flows read as well.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np

from flow_peers import program


def engine_of(made: dict[str, Any]) -> Any:
    """Return HiGHS with a program in it, from arrays."""
    import highspy

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
    engine.setOptionValue("solver", "simplex")
    engine.passModel(model)
    return engine


def main() -> None:
    """Solve the base, then every scenario from its basis."""
    with np.load(sys.argv[1]) as stored:
        given = {name: stored[name] for name in stored.files}
    with np.load(sys.argv[2]) as stored:
        capacities = stored["capacity"]
    limited = np.isfinite(given["capacity"])
    made = program(given)
    engine = engine_of(made)
    engine.run()
    basis = engine.getBasis()
    first = len(made["row_high"]) - int(limited.sum())
    held = made["row_high"][first:].copy()
    seconds, with_flows, objectives = [], [], []
    for capacity in capacities:
        began = time.perf_counter()
        room = capacity[limited]
        other = np.flatnonzero(room != held)
        count = len(other)
        rows = (first + other).astype(np.int32)
        engine.changeRowsBounds(count, rows, np.full(count, -np.inf), room[other])
        engine.setBasis(basis)
        engine.run()
        objectives.append(float(engine.getInfo().objective_function_value))
        seconds.append(time.perf_counter() - began)
        np.array(engine.getSolution().col_value)
        with_flows.append(time.perf_counter() - began)
        held = room
    print(json.dumps({"seconds": seconds, "with_flows": with_flows, "objectives": objectives}))


if __name__ == "__main__":
    main()
