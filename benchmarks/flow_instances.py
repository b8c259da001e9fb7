"""Seeded synthetic flow problems: a random network that goods share, with stores over months."""

from __future__ import annotations

import numpy as np

from caspia.flows.engines import Demands, FlowProblem, Stores

DESTINATIONS = 8
STORES = 10


def instance(
    nodes: int, links: int, goods: int, months: int, room: float = 1.0, seed: int = 1
) -> FlowProblem:
    """Return a problem in which every good has one origin and eight destinations.

    Links run one way. A first plan by shortest paths meets about one capacity in five; a few
    stores carry every good, and demand swings over the year. A spare link of its own, long and
    dear, leads from each origin to each destination, so that all demand can be moved. `room` times
    the capacities of the others are there.
    """
    draw = np.random.default_rng(seed)
    tail, head, length = _network(draw, nodes, links)
    origins = draw.choice(nodes, goods, replace=False)
    ends = np.stack(
        [
            draw.choice(np.delete(np.arange(nodes), origin), DESTINATIONS, replace=False)
            for origin in origins
        ]
    )
    spare_tail, spare_head = np.repeat(origins, DESTINATIONS), ends.ravel()
    base = draw.uniform(20, 100, (goods, DESTINATIONS, 1))
    swing = 1 + 0.4 * np.sin(2 * np.pi * (np.arange(months) / 12 + draw.random((goods, 1, 1))))
    amount = base * swing * draw.uniform(0.8, 1.2, (goods, DESTINATIONS, months))
    capacity = (
        room * draw.uniform(60, 600, links)[:, None] * draw.uniform(0.8, 1.2, (links, months))
    )
    rate = draw.uniform(0.7, 1.3, (links, goods))
    cost = np.concatenate([length[:, None] * rate, np.full((len(spare_tail), goods), 900.0)])
    good, place, period = (part.ravel() for part in np.indices(amount.shape))
    arcs = links + len(spare_tail)
    carried = np.ones((arcs, goods), dtype=np.bool_)
    carried[links:] = np.repeat(np.eye(goods, dtype=np.bool_), DESTINATIONS, axis=0)
    stores = np.repeat(draw.choice(nodes, STORES, replace=False), goods)
    count = STORES * goods
    return FlowProblem(
        tuple(f"n{n}" for n in range(nodes)),
        tuple(f"l{n}" for n in range(arcs)),
        tuple(f"g{n}" for n in range(goods)),
        tuple(f"m{n}" for n in range(months)),
        np.concatenate([tail, spare_tail]).astype(np.int32),
        np.concatenate([head, spare_head]).astype(np.int32),
        cost,
        carried,
        np.ones((arcs, months), dtype=np.bool_),
        np.concatenate([capacity, np.full((len(spare_tail), months), np.inf)]),
        np.ones(arcs),
        Demands(
            tuple(f"d{n}" for n in range(amount.size)),
            origins[good].astype(np.int32),
            ends[good, place].astype(np.int32),
            good.astype(np.int32),
            period.astype(np.int32),
            amount.ravel(),
            np.zeros(amount.size, dtype=np.int32),
        ),
        Stores(
            tuple(f"s{n}" for n in range(count)),
            stores.astype(np.int32),
            np.tile(np.arange(goods), STORES).astype(np.int32),
            draw.uniform(20, 200, count),
            draw.uniform(0.5, 3.0, count),
        ),
    )


def _network(
    draw: np.random.Generator, nodes: int, links: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return a ring through all nodes, and links between near ones, with their lengths."""
    place = draw.random((nodes, 2))
    order = draw.permutation(nodes)
    found = {(int(a), int(b)) for a, b in zip(order, np.roll(order, -1), strict=True)}
    apart = np.linalg.norm(place[:, None] - place[None], axis=2)
    while len(found) < links:
        a = int(draw.integers(nodes))
        near = np.argsort(apart[a])[1:12]
        found.add((a, int(draw.choice(near))))
    tail, head = np.array(sorted(found)).T
    return tail, head, 5 + 100 * apart[tail, head]
