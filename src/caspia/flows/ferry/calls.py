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
# Lines (two to a replication) lie one after another in time, so far apart that none meets the next:
# what happens on a line is told by one number, its second plus that of its line.
_APART = 42
_NO_BERTH = 1 << 60


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
    steps = [sea.step()]
    while steps[-1][2].min() < draws.horizon_s:
        steps.append(sea.step())
    vessel, line, came, *keys, home, units = (
        np.array(column) for column in zip(*steps, strict=True)
    )
    offset = line << _APART
    times = (key - offset for key in keys)
    return Calls(*(found.T for found in (vessel, line & 1, came, *times, home, units)))


class _Sea:
    """Where every vessel, berth and unit is, in each replication."""

    def __init__(self, draws: FerryDraws, fleet: Fleet) -> None:
        replications = draws.block_at.shape[0]
        lines = np.arange(2 * replications)
        first_line = lines[::2, None]
        vessels = np.arange(fleet.vessels)
        calls = draws.work.shape[1]
        self.comes = np.zeros((replications, fleet.vessels), dtype=np.int64)
        self.comes_flat = self.comes.ravel()
        self.first_vessel = np.arange(replications) * fleet.vessels
        self.bound_for = (first_line + (vessels & 1)).ravel()
        self.work = draws.work.reshape(-1, 3)
        self.next_work = (first_line // 2 + vessels * (calls * replications)).ravel()
        self.replications = replications
        self.berths = _berths(lines, fleet.berths)
        self.berths_flat = self.berths.ravel()
        self.turn = np.zeros(len(lines), dtype=np.int64)
        self.longest = np.array(fleet.longest_wait_s * replications, dtype=np.int64)
        self.quays = _Quays(draws.block_at, lines, fleet)
        self.wind = _Wind(draws, lines)

    def step(self) -> tuple[Whole, ...]:
        """Work out the next call in each replication.

        Returns
        -------
        tuple of int64, each of shape (replications,)
            Vessel, line, when it comes; berthed, ready, doors, loaded and sailed on its line; when
            it comes into the other port; units.
        """
        vessel = self.comes.argmin(axis=1)
        at = self.first_vessel + vessel
        came, line = self.comes_flat.take(at), self.bound_for.take(at)
        unloading, loading, sailing = self._work(at)
        offset = line << _APART
        berth, free = self._berth(line)
        berthed = self.wind.open_from(np.maximum(came + offset, free))
        ready = berthed + unloading
        doors, units = self._load(line, ready)
        loaded = doors + loading
        sailed = self.wind.open_from(loaded)
        home = sailed - offset + sailing
        self.berths_flat[berth] = sailed
        self.comes_flat[at] = home
        self.bound_for[at] = line ^ 1
        return vessel, line, came, berthed, ready, doors, loaded, sailed, home, units

    def _work(self, at: Whole) -> Whole:
        """Return unloading, loading and sailing of the next calls of vessels.

        After the horizon calls may run out; what is read then is never looked at.
        """
        place = self.next_work.take(at)
        self.next_work[at] = place + self.replications
        work: Whole = self.work.take(place, axis=0, mode="clip").T
        return work

    def _berth(self, line: Whole) -> tuple[Whole, Whole]:
        """Return the berth that is free first, and since when."""
        berth = self.berths.take(line, axis=0).argmin(axis=1)
        berth += line * self.berths.shape[1]
        return berth, self.berths_flat.take(berth)

    def _load(self, line: Whole, ready: Whole) -> tuple[Whole, Whole]:
        """Return when the doors close, and what is aboard."""
        taken = self.quays.taken.take(line)
        doors = np.minimum(self.quays.full(taken), ready + self.longest.take(line))
        np.maximum(doors, ready, out=doors)
        np.maximum(doors, self.turn.take(line), out=doors)
        units = self.quays.units(taken, doors)
        self.quays.taken[line] = taken + units
        self.turn[line] = doors
        return doors, units


class _Quays:
    """What comes to the quays: the units of all lines, numbered one line after another."""

    def __init__(self, block_at: Whole, lines: Whole, fleet: Fleet) -> None:
        self.load, self.block = fleet.load, fleet.block
        touched = -(-fleet.load // fleet.block) + 1
        self.reach = np.arange(touched)[:, None]
        width = block_at.shape[2] + touched
        padded = np.full((len(lines), width), NEVER + 1, dtype=np.int64)
        padded[:, :-touched] = block_at.reshape(len(lines), -1)
        padded += lines[:, None] << _APART
        self.block_at = padded.ravel()
        self.taken = lines * (width * fleet.block)

    def full(self, taken: Whole) -> Whole:
        """Return when a full load beyond the units taken stands on the quay."""
        return self.block_at.take((taken + (self.load - 1)) // self.block, mode="clip")

    def units(self, taken: Whole, doors: Whole) -> Whole:
        """Return what is on the quay when the doors close, up to a full load."""
        first = taken // self.block
        there = self.block_at.take(first + self.reach, mode="clip") <= doors
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
    until = np.full((len(lines), max(berths)), _NO_BERTH, dtype=np.int64)
    for port, count in enumerate(berths):
        until[port::2, :count] = (lines[port::2] << _APART)[:, None]
    return until
