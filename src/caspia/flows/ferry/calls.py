"""The event loop: every call of every vessel, for all replications at once.

One turn of the loop takes at each port of each replication the vessel that comes next, unless one
from the other side could still come before it. All that came before has been worked out by then, so
the time of everything in its call follows from arrays: the berth, the doors, the cargo, the wind,
and when it comes into the other port. Times are whole seconds, so sums are exact and a replication
does not depend on those beside it.

The rules: vessels take berths in the order in which they come. A closed port lets no vessel in or
out; work at the quay goes on. The doors close when a full load stands on the quay, or after the
longest wait; vessels at one quay close their doors in the order in which they berthed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from caspia.flows.ferry.draws import FerryDraws, Seconds, Whole

NEVER = 1 << 30
# Lines, two to a replication, lie one after another in time, so far apart that none meets the next:
# what happens on a line is told by one number, its second plus that of its line.
_APART = 32
_NOT_HERE = 1 << 60


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
    """Calls in ports that begin before the horizon; arrays of shape (calls,).

    Those of one port of one replication stand in the order in which the vessels came.

    Attributes
    ----------
    line : int32
        Twice the place of the replication, and one more at the second end.
    came, berthed, ready, doors, loaded, sailed : int32
        Seconds: in the roads, at the berth, unloaded, doors closed, loaded, off the quay.
    home : int32
        Second at which it comes into the other port.
    units : int32
        What it takes.
    total : int32
        What has been taken from this end so far, with it.
    """

    line: Seconds
    came: Seconds
    berthed: Seconds
    ready: Seconds
    doors: Seconds
    loaded: Seconds
    sailed: Seconds
    home: Seconds
    units: Seconds
    total: Seconds


def call_by_call(draws: FerryDraws, fleet: Fleet) -> Calls:
    """Return every call that begins before the horizon.

    Parameters
    ----------
    draws : FerryDraws
        When blocks come, how long work takes, when ports are closed.
    fleet : Fleet
        What sails.
    """
    sea = _Sea(draws, fleet)
    turns = []
    while (next_calls := sea.next_calls()) is not None:
        turns.append(sea.turn(*next_calls))
    columns = zip(*turns, strict=True)
    return Calls(*(np.concatenate(c, dtype=np.int32, casting="unsafe") for c in columns))


class _Sea:
    """Where every vessel, berth and unit is, on each line."""

    def __init__(self, draws: FerryDraws, fleet: Fleet) -> None:
        replications = draws.block_at.shape[0]
        lines = np.arange(2 * replications)
        vessels = np.arange(fleet.vessels)
        calls = draws.work.shape[1]
        self.horizon = draws.horizon_s
        self.vessels = fleet.vessels
        self.comes = np.where((vessels + lines[:, None]) & 1, _NOT_HERE, 0)
        self.comes_flat = self.comes.ravel()
        self.work = draws.work.reshape(-1, 3)
        self.ranks = draws.work_s.shape[2]
        self.unloading, self.loading, self.sailing = (
            np.ascontiguousarray(draws.work_s[:, part]).ravel() for part in range(3)
        )
        self.shortest = max(int(draws.work_s[:, :, 0].sum(axis=1).min()), 1)
        first_work = vessels * (calls * replications) + lines[::2, None] // 2
        self.next_work = first_work.ravel()
        self.replications = replications
        self.first = lines * fleet.vessels
        self.berths = _berths(lines, fleet.berths)
        self.berths_flat = self.berths.ravel()
        self.closed_doors = np.zeros(len(lines), dtype=np.int64)
        self.longest = np.array(fleet.longest_wait_s * replications, dtype=np.int64)
        self.quays = _Quays(draws.block_at, lines, fleet)
        self.wind = _Wind(draws, lines)

    def next_calls(self) -> tuple[Whole, Whole, Whole] | None:
        """Return lines, vessels and seconds of calls before which none can come; None at the end.

        A vessel at the other end needs the shortest time of all for its call there and the trip.
        """
        vessel = self.comes.argmin(axis=1)
        came = self.comes_flat.take(self.first + vessel)
        before = came.reshape(-1, 2)[:, ::-1].ravel()
        before += self.shortest
        np.minimum(before, self.horizon, out=before)
        line = np.flatnonzero(came < before)
        return (line, vessel.take(line), came.take(line)) if len(line) else None

    def turn(self, line: Whole, vessel: Whole, came: Whole) -> tuple[Whole, ...]:
        """Work out calls, at most one for a line, and return the columns of `Calls`."""
        unloading, loading, sailing = self._work(line, vessel)
        offset = line << _APART
        berth, free = self._berth(line)
        berthed = self.wind.open_from(np.maximum(came + offset, free)) - offset
        ready = berthed + self.unloading.take(unloading)
        doors, units, total = self._load(line, ready)
        loaded = doors + self.loading.take(loading)
        off_the_quay = self.wind.open_from(loaded + offset)
        self.berths_flat[berth] = off_the_quay
        sailed = off_the_quay - offset
        home = sailed + self.sailing.take(sailing)
        self.comes_flat[line * self.vessels + vessel] = _NOT_HERE
        self.comes_flat[(line ^ 1) * self.vessels + vessel] = home
        return line, came, berthed, ready, doors, loaded, sailed, home, units, total

    def _work(self, line: Whole, vessel: Whole) -> Whole:
        """Return where to look up unloading, loading and sailing of the next calls of vessels."""
        at = (line >> 1) * self.vessels + vessel
        place = self.next_work.take(at)
        self.next_work[at] = place + self.replications
        work: Whole = self.work.take(place, axis=0).T + (line & 1) * self.ranks
        return work

    def _berth(self, line: Whole) -> tuple[Whole, Whole]:
        """Return the berth that is free first, and since when."""
        berth = self.berths.take(line, axis=0).argmin(axis=1)
        berth += line * self.berths.shape[1]
        return berth, self.berths_flat.take(berth)

    def _load(self, line: Whole, ready: Whole) -> tuple[Whole, Whole, Whole]:
        """Return when the doors close, what is aboard, and all that has been taken."""
        taken = self.quays.taken.take(line)
        doors = np.minimum(self.quays.full(taken), ready + self.longest.take(line))
        np.maximum(doors, ready, out=doors)
        np.maximum(doors, self.closed_doors.take(line), out=doors)
        units = self.quays.units(taken, doors)
        taken += units
        self.quays.taken[line] = taken
        self.closed_doors[line] = doors
        return doors, units, taken - line * self.quays.units_apart


class _Quays:
    """What comes to the quays: the units of all lines, numbered one line after another."""

    def __init__(self, block_at: Seconds, lines: Whole, fleet: Fleet) -> None:
        self.load, self.block = fleet.load, fleet.block
        touched = -(-fleet.load // fleet.block) + 1
        self.reach = np.arange(touched)[:, None]
        width = block_at.shape[2] + touched
        padded = np.full((len(lines), width), NEVER + 1, dtype=np.int32)
        padded[:, :-touched] = block_at.reshape(len(lines), -1)
        self.block_at = padded.ravel()
        self.units_apart = width * fleet.block
        self.taken = lines * self.units_apart

    def full(self, taken: Whole) -> Whole:
        """Return when a full load beyond the units taken stands on the quay."""
        return self.block_at.take((taken + (self.load - 1)) // self.block)

    def units(self, taken: Whole, doors: Whole) -> Whole:
        """Return what is on the quay when the doors close, up to a full load."""
        first = taken // self.block
        there = self.block_at.take(first + self.reach) <= doors
        last = np.add.reduce(there, axis=0, dtype=np.int64)
        last += first
        units: Whole = np.minimum(last * self.block - taken, self.load)
        return units


class _Wind:
    """When ports are closed, as one sorted array over all lines."""

    def __init__(self, draws: FerryDraws, lines: Whole) -> None:
        offset = (lines << _APART)[:, None]
        self.begins = (draws.closed_from.reshape(len(lines), -1) + offset).ravel()
        ends = (draws.closed_to.reshape(len(lines), -1) + offset).ravel()
        self.opens = np.append(-1, ends)

    def open_from(self, second: Whole) -> Whole:
        """Return the first second from one on at which the port is open."""
        last = self.begins.searchsorted(second, side="right")
        opened: Whole = np.maximum(second, self.opens.take(last))
        return opened


def _berths(lines: Whole, berths: tuple[int, int]) -> Whole:
    """Return when each berth of each line is free, shape (lines, most berths)."""
    until = np.full((len(lines), max(berths)), _NOT_HERE, dtype=np.int64)
    for port, count in enumerate(berths):
        until[port::2, :count] = (lines[port::2] << _APART)[:, None]
    return until
