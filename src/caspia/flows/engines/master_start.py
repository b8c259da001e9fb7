"""What masters of one frame begin with: the program and the basis of one that was solved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.master import Master
    from caspia.flows.engines.problem import FlowProblem

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]


class Start:
    """The program and basis of one master, from which others of its frame begin; never changed.

    Attributes
    ----------
    layout : Layout
        Where rows and columns stand.
    capacity_keys : int64, shape (rows,)
        Capacities that were met, ``arc * periods + period``.
    row_of_key : int64, shape (arcs * periods,)
        Row of each capacity; -1 where it has none.
    entry_leg, entry_key, entry_amount : int32, int64, float64, shape (entries,)
        What each leg enters, when, and with how much per tonne that ends it.
    entry_rate : int64, shape (entries,)
        ``arc * goods + good`` of them.
    legs : int
        How many there are.
    start, index, value : int32, int32, float64
        The matrix by columns.
    cost : float64, shape (columns,)
        The objective at the optimum.
    column_standing, row_standing : int8, shape (columns,), (rows,)
        The standing of every column and row at the optimum, as HiGHS numbers them.
    """

    def __init__(self, master: Master, legs: Legs) -> None:
        master.highs.ensureColwise()
        matrix, basis = master.highs.getLp().a_matrix_, master.highs.getBasis()
        self.layout = master.layout
        self.capacity_keys = master.capacity_keys
        self.row_of_key = master.row_of_key
        self.entry_leg, self.entry_key = master.entry_leg, master.entry_key
        self.entry_amount, self.legs = master.entry_amount, master.legs
        goods = len(master.problem.good_ids)
        good = self.layout.good[legs.commodity[legs.leg]]
        self.entry_rate = legs.arc * np.int64(goods) + good
        self.start = np.array(matrix.start_, dtype=np.int32)
        self.index = np.array(matrix.index_, dtype=np.int32)
        self.value = np.array(matrix.value_, dtype=np.float64)
        self.cost = master.cost
        self.column_standing = np.array([int(each) for each in basis.col_status], dtype=np.int8)
        self.row_standing = np.array([int(each) for each in basis.row_status], dtype=np.int8)
        self._basis: Any = None

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what belongs to the solver; it is made again where it is asked for."""
        return {**self.__dict__, "_basis": None}

    def basis(self) -> Any:
        """Return the basis as HiGHS holds it."""
        if self._basis is None:
            import highspy

            basis, standing = highspy.HighsBasis(), highspy.HighsBasisStatus
            basis.col_status = [standing(each) for each in self.column_standing.tolist()]
            basis.row_status = [standing(each) for each in self.row_standing.tolist()]
            basis.valid = True
            self._basis = basis
        return self._basis

    def closed(self, problem: FlowProblem) -> Places:
        """Return which legs go over an arc that is closed then or does not take the good."""
        usable = problem.open.ravel()[self.entry_key] & problem.carried.ravel()[self.entry_rate]
        return np.unique(self.entry_leg[~usable]).astype(np.int64)

    def matrix(self, level_of_demand: Places) -> tuple[Ids, Ids, Numbers]:
        """Return start, index and value of the columns for priorities of their own."""
        index = self.index.copy()
        # What is stranded stands in two rows: its demand's, then its priority's.
        index[1 : 2 * len(level_of_demand) : 2] = self.layout.level_row + level_of_demand
        return self.start, index, self.value
