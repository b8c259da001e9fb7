"""A ferry line followed second by second, one replication at a time: slow, and plainly right."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.ferry.draws import FerryDraws

if TYPE_CHECKING:
    from caspia.flows.ferry.calls import Fleet

LATE = 1 << 30


@dataclass
class Vessel:
    number: int
    port: int
    calls: int = 0
    home: int = 0
    came: int = 0
    berthed: int = 0
    ready: int = 0
    doors: int = -1
    loaded: int = 0
    aboard: list[int] = field(default_factory=list)


@dataclass
class Harbour:
    roads: deque[Vessel] = field(default_factory=deque)
    berths: list[Vessel] = field(default_factory=list)
    turn: deque[Vessel] = field(default_factory=deque)
    quay: deque[int] = field(default_factory=deque)
    arrived: int = 0
    carried: int = 0


class PlainSea:
    """Every second: cargo comes, vessels come in, then all that can happen does."""

    def __init__(self, draws: FerryDraws, fleet: Fleet, replication: int) -> None:
        self.fleet, self.draws, self.replication = fleet, draws, replication
        self.harbours = (Harbour(), Harbour())
        self.at_sea = [Vessel(number, number % 2) for number in range(fleet.vessels)]
        self.sailings: list[tuple[int, ...]] = []
        self.waits: tuple[list[int], list[int]] = ([], [])
        self.busy, self.at_berth, self.shut_s = 0, [0, 0], [0, 0]

    def run(self) -> PlainSea:
        for second in range(self.draws.horizon_s):
            self.bring_cargo(second)
            self.bring_vessels(second)
            while self.work(second, 0) or self.work(second, 1):
                pass
            self.look_round(second)
        return self

    def look_round(self, second: int) -> None:
        """Count who is busy in the second that now begins."""
        self.busy += len(self.at_sea)
        for port, harbour in enumerate(self.harbours):
            self.at_berth[port] += len(harbour.berths)
            self.shut_s[port] += self.closed(second, port)
            for vessel in harbour.berths:
                loading = vessel.doors >= 0 and second < vessel.loaded
                self.busy += second < vessel.ready or loading

    def bring_cargo(self, second: int) -> None:
        for port, harbour in enumerate(self.harbours):
            blocks = self.draws.block_at[self.replication, port]
            units = int((blocks == second).sum()) * self.fleet.block
            harbour.quay.extend([second] * units)
            harbour.arrived += units

    def bring_vessels(self, second: int) -> None:
        for vessel in sorted(self.at_sea, key=lambda one: one.number):
            if vessel.home == second:
                self.at_sea.remove(vessel)
                vessel.came = second
                self.harbours[vessel.port].roads.append(vessel)

    def closed(self, second: int, port: int) -> bool:
        start = self.draws.closed_from[self.replication, port]
        end = self.draws.closed_to[self.replication, port]
        return bool(((start <= second) & (second < end)).any())

    def times(self, vessel: Vessel) -> tuple[int, int, int]:
        ranks = self.draws.work[vessel.number, vessel.calls, self.replication]
        unloading, loading, sailing = self.draws.work_s[vessel.port, [0, 1, 2], ranks].tolist()
        return unloading, loading, sailing

    def work(self, second: int, port: int) -> bool:
        harbour = self.harbours[port]
        return (
            self.berth(second, port, harbour)
            or self.shut(second, port, harbour)
            or (self.sail(second, port, harbour))
        )

    def berth(self, second: int, port: int, harbour: Harbour) -> bool:
        free = len(harbour.berths) < self.fleet.berths[port]
        if not harbour.roads or not free or self.closed(second, port):
            return False
        vessel = harbour.roads.popleft()
        vessel.berthed, vessel.doors = second, -1
        vessel.ready = second + self.times(vessel)[0]
        harbour.berths.append(vessel)
        harbour.turn.append(vessel)
        return True

    def shut(self, second: int, port: int, harbour: Harbour) -> bool:
        if not harbour.turn or second < harbour.turn[0].ready:
            return False
        vessel = harbour.turn[0]
        full = len(harbour.quay) >= self.fleet.load
        if not full and second < vessel.ready + self.fleet.longest_wait_s[port]:
            return False
        count = min(len(harbour.quay), self.fleet.load)
        vessel.aboard = [harbour.quay.popleft() for _ in range(count)]
        harbour.carried += count
        vessel.doors = second
        vessel.loaded = second + self.times(vessel)[1]
        harbour.turn.popleft()
        return True

    def sail(self, second: int, port: int, harbour: Harbour) -> bool:
        for vessel in harbour.berths:
            if vessel.doors >= 0 and vessel.loaded <= second and not self.closed(second, port):
                harbour.berths.remove(vessel)
                self.note(vessel, second, port)
                vessel.home = second + self.times(vessel)[2]
                vessel.port, vessel.calls = 1 - port, vessel.calls + 1
                self.at_sea.append(vessel)
                return True
        return False

    def note(self, vessel: Vessel, second: int, port: int) -> None:
        times = (vessel.came, vessel.berthed, vessel.ready, vessel.doors, vessel.loaded, second)
        self.sailings.append((port, *times, len(vessel.aboard)))
        loading = vessel.loaded - vessel.doors
        self.waits[port].extend(second - loading - came for came in vessel.aboard)


def small_draws(seed: int, fleet: Fleet, replications: int, horizon: int) -> FerryDraws:
    """Return draws of a few hundred seconds with everything that can be awkward in them."""
    chance = np.random.default_rng(seed)
    blocks = chance.integers(0, 60)
    shape = (replications, 2)
    block_at = np.sort(chance.integers(0, horizon, (*shape, blocks)), axis=2)
    block_at = np.concatenate([block_at, np.full((*shape, 1), LATE + 1)], axis=2)
    shape_of_work = (fleet.vessels, horizon // 2 + 2, replications, 3)
    work = chance.integers(0, 12, shape_of_work, dtype=np.uint16)
    work_s = np.sort(chance.integers(0, 15, (2, 3, 12), dtype=np.int32), axis=2)
    work_s[:, 2] += 2
    turns = np.cumsum(chance.integers(1, 60, (*shape, 20)), axis=2)
    if chance.random() < 0.3:
        turns[:] = LATE + 1
    closed_from, closed_to = turns[..., ::2].copy(), turns[..., 1::2].copy()
    return FerryDraws(horizon, whole(block_at), work, work_s, whole(closed_from), whole(closed_to))


def whole(seconds: np.ndarray) -> np.ndarray:
    return seconds.astype(np.int32)
