"""The event loop: every call of every vessel, for all replications at once.

One turn of the loop takes in each replication the vessel that comes into port next. All that came
before it has been worked out by then, so the time of everything in its call follows from arrays:
the berth, the doors, the cargo, the wind, and when it comes into port at the other end. Times are
whole seconds, so sums are exact and a replication does not depend on those beside it.

The rules: vessels take berths in the order in which they come. A closed port lets no vessel in or
out; work at the quay goes on. The doors close when a full load stands on the quay, or after the
longest wait; vessels at one quay close their doors in the order in which they berthed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from caspia.flows.ferry.draws import FerryDraws, Whole

NEVER = 1 << 40
_STRIDE = 1 << 42
_NO_BERTH = 1 << 43


@dataclass(frozen=True, slots=True)
class Fleet:
    """What sails on a line, as whole numbers.

    Attributes
    ----------
    vessels : int
        How many; they begin at the two ends by turns.
    load : int
        Units that one sailing takes at most.
    block : int
        Units that come to the quay together.
    berths : tuple of int
        Berths at each end.
    longest_wait_s : tuple of int
        Seconds that a vessel waits at each end for a full load.
    """

    vessels: int
    load: int
    block: int
    berths: tuple[int, int]
    longest_wait_s: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls in ports in the order in which vessels come; arrays of shape (replications, steps).

    Attributes
    ----------
    vessel, port : int64
        Which vessel, and at which end, 0 or 1.
    came, berthed, ready, doors, loaded, sailed : int64
        Seconds: in the roads, at the berth, unloaded, doors closed, loaded, off the quay.
    home : int64
        Second at which it comes into the other port.
    units : int64
        What it takes.
    """

    vessel: Whole
    port: Whole
    came: Whole
    berthed: Whole
    ready: Whole
    doors: Whole
    loaded: Whole
    sailed: Whole
    home: Whole
    units: Whole


def call_by_call(draws: FerryDraws, fleet: Fleet) -> Calls:
    """Return every call that begins before the horizon; later ones are whatever they are.

    Parameters
    ----------
    draws : FerryDraws
        When blocks come, how long work takes, when ports are closed.
    fleet : Fleet
        What sails.
    """
    sea = _Sea(draws, fleet)
    steps = []
    while sea.next_comes.min() < draws.horizon_s:
        steps.append(sea.step())
    columns = np.array(steps, dtype=np.int64).reshape(len(steps), 10, sea.replications)
    return Calls(*(np.ascontiguousarray(column.T) for column in columns.transpose(1, 0, 2)))


class _Sea:
    """Where every vessel, berth and unit is, in each replication."""

    def __init__(self, draws: FerryDraws, fleet: Fleet) -> None:
        self.fleet = fleet
        self.replications = replications = len(draws.block_at)
        self.comes = np.zeros((replications, fleet.vessels), dtype=np.int64)
        self.made = np.zeros(replications * fleet.vessels, dtype=np.int64)
        self.berths = _berths(replications, fleet.berths)
        self.taken = np.zeros(2 * replications, dtype=np.int64)
        self.turn = np.zeros(2 * replications, dtype=np.int64)
        self.first_vessel = np.arange(replications) * fleet.vessels
        self.first_line = np.arange(replications) * 2
        self.longest = np.array(fleet.longest_wait_s, dtype=np.int64)
        self.work = draws.work.reshape(-1, 3)
        self.most_calls = draws.work.shape[2]
        self.quays = _Quays(draws.block_at, fleet)
        self.wind = _Wind(draws.closed_from, draws.closed_to)

    @property
    def next_comes(self) -> Whole:
        """Second at which the next vessel comes, shape (replications,)."""
        earliest: Whole = self.comes.min(axis=1)
        return earliest

    def step(self) -> tuple[Whole, ...]:
        """Work out the next call in each replication."""
        vessel = self.comes.argmin(axis=1)
        at = self.first_vessel + vessel
        made = self.made.take(at)
        self.made[at] += 1
        port = (vessel + made) & 1
        line = self.first_line + port
        came = self.comes.ravel().take(at)
        work = self.work.take(at * self.most_calls + np.minimum(made, self.most_calls - 1), axis=0)
        which, free = self._berth(line)
        berthed = self.wind.open_from(line, np.maximum(came, free))
        ready = berthed + work[:, 0]
        doors, units = self._load(line, ready, self.longest.take(port))
        loaded = doors + work[:, 1]
        sailed = self.wind.open_from(line, loaded)
        home = sailed + work[:, 2]
        self.berths[line, which] = sailed
        self.comes.ravel()[at] = home
        return vessel, port, came, berthed, ready, doors, loaded, sailed, home, units

    def _berth(self, line: Whole) -> tuple[Whole, Whole]:
        """Return the berth that is free first, and since when."""
        until = self.berths.take(line, axis=0)
        return until.argmin(axis=1), until.min(axis=1)

    def _load(self, line: Whole, ready: Whole, longest: Whole) -> tuple[Whole, Whole]:
        """Return when the doors close, and what is aboard."""
        taken = self.taken.take(line)
        stands, full = self.quays.next_blocks(line, taken)
        doors = np.minimum(full, ready + longest)
        np.maximum(doors, ready, out=doors)
        np.maximum(doors, self.turn.take(line), out=doors)
        units = self.quays.units(stands, taken, doors)
        self.taken[line] = taken + units
        self.turn[line] = doors
        return doors, units


class _Quays:
    """What comes to the quays, by line: replication after replication, both ends of each."""

    def __init__(self, block_at: Whole, fleet: Fleet) -> None:
        self.load, self.block = fleet.load, fleet.block
        self.blocks = block_at.shape[2]
        self.block_at = block_at.ravel()
        self.reach = np.arange(-(-fleet.load // fleet.block) + 1)

    def next_blocks(self, line: Whole, taken: Whole) -> tuple[Whole, Whole]:
        """Return when the next blocks come, as many as a vessel can touch, and a full load."""
        first = taken // self.block
        start = line * self.blocks
        place = np.minimum(first[:, None] + self.reach, self.blocks - 1)
        stands = self.block_at.take(start[:, None] + place)
        last = (taken + (self.load - 1)) // self.block - first
        full = stands.ravel().take(np.arange(len(line)) * len(self.reach) + last)
        return stands, full

    def units(self, stands: Whole, taken: Whole, doors: Whole) -> Whole:
        """Return what is on the quay when the doors close, up to a full load."""
        there = (stands <= np.minimum(doors, NEVER)[:, None]).sum(axis=1) * self.block
        units: Whole = np.minimum(there - taken % self.block, self.load)
        return units


class _Wind:
    """When ports are closed, as one sorted array over all lines."""

    def __init__(self, closed_from: Whole, closed_to: Whole) -> None:
        replications, ends, _ = closed_from.shape
        self.offset = np.arange(replications * ends) * _STRIDE
        start = self.offset.reshape(replications, ends, 1)
        nothing = np.array([-1])
        self.begins = np.concatenate([nothing, (closed_from + start).ravel()])
        self.lasts = np.concatenate([nothing, (closed_to + start).ravel()])

    def open_from(self, line: Whole, second: Whole) -> Whole:
        """Return the first second from one on at which the port is open."""
        offset = self.offset.take(line)
        key = offset + second
        last = self.begins.searchsorted(key, side="right") - 1
        opened: Whole = np.maximum(key, self.lasts.take(last)) - offset
        return opened


def _berths(replications: int, berths: tuple[int, int]) -> Whole:
    """Return when each berth is free, shape (2 x replications, most berths)."""
    until = np.full((replications, 2, max(berths)), _NO_BERTH, dtype=np.int64)
    for port, count in enumerate(berths):
        until[:, port, :count] = 0
    return until.reshape(2 * replications, -1)
