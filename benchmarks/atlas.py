"""Load the atlas as people do: the map, links clicked, routes asked for; then ten jobs at once.

Run from the root of the repository: ``python benchmarks/atlas.py [--users 50] [--seconds 60]
[--jobs 10]``. It starts a server of its own on loopback, without the page, with an empty folder of
jobs, and begins as soon as the server can be reached, so the first answers are worked out under
load. Prints a line per kind of question, and how long the jobs took; ends with 1 where an answer
was an error or the 95th percentile is over the bound.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from calendar import monthrange
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

BOUND_MS = 300
JOBS_S = 900
PAUSE_S = (0.5, 1.5)
SEED = 9
YEARS = (2019, 2026)
# Where people ask from and to; the first are asked for most.
PLACES = (
    *("khorgos", "constanta", "almaty", "poti", "duisburg", "aktau", "tashkent", "baku"),
    *("alashankou", "istanbul", "budapest", "mersin"),
)
JOB_GOODS = ("natural_gas", "crude_oil", "grain", "metals", "coal")
SERVE = "import benchmarks.atlas as one; one.serve_alone({port})"

Sent = tuple[str, float, str]


def serve_alone(port: int) -> None:
    """Serve the API until told to end; a line says the address."""
    from caspia.atlas.opening import Opening
    from caspia.atlas.serving import serve

    serve(Opening(), None, port=port, ready=lambda address: print(address, flush=True))


def session(draw: random.Random, links: list[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield what one person asks, without end: move the slider, click links, ask for a route."""
    yield "map", "network", {}
    while True:
        for _ in range(3):
            day = last_day(draw.randint(*YEARS), draw.randint(1, 12))
            yield "map", "network", {"on": day, "shape": False}
        for _ in range(2):
            yield "link", f"links/{draw.choice(links)}", {"on": day}
        origin, destination = pair(draw)
        # Routes are asked for on fewer days than the map is moved over.
        day = last_day(draw.randint(2022, 2025), 6)
        yield "routes", "routes", {"from": origin, "to": destination, "on": day}


def last_day(year: int, month: int) -> str:
    """Return the last day of a month, which is what the slider of the page asks for."""
    return f"{year}-{month:02d}-{monthrange(year, month)[1]}"


def pair(draw: random.Random) -> tuple[str, str]:
    """Return two places; those named first come up more often."""
    weights = [1 / (1 + place) for place in range(len(PLACES))]
    origin = draw.choices(PLACES, weights)[0]
    rest = [(place, weight) for place, weight in zip(PLACES, weights, strict=True)]
    others = [one for one in rest if one[0] != origin]
    names, shares = zip(*others, strict=True)
    return origin, draw.choices(names, shares)[0]


async def person(
    client: httpx.AsyncClient, seed: int, links: list[str], until: float, sent: list[Sent]
) -> None:
    """Ask until the time is over, with pauses as of somebody who reads."""
    draw = random.Random(seed)
    await asyncio.sleep(draw.uniform(0, PAUSE_S[1]))
    for kind, path, query in session(draw, links):
        if time.perf_counter() >= until:
            return
        began = time.perf_counter()
        fault = await asked(client, path, query)
        sent.append((kind, 1000 * (time.perf_counter() - began), fault))
        await asyncio.sleep(draw.uniform(*PAUSE_S))


async def asked(client: httpx.AsyncClient, path: str, query: dict[str, Any]) -> str:
    """Ask once; return what was wrong with the answer, empty where nothing."""
    import httpx

    try:
        answer = await client.get(path, params=query)
    except httpx.HTTPError as fault:
        return f"{path} {query}: {fault!r}"
    if answer.status_code != httpx.codes.OK or b'"provenance"' not in answer.content:
        return f"{path} {query}: {answer.status_code} {answer.text[:200]}"
    return ""


async def load(base: str, users: int, seconds: float) -> list[Sent]:
    """Return what was sent by all users."""
    import httpx

    sent: list[Sent] = []
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=base, timeout=30, limits=limits) as client:
        links = [one["id"] for one in (await client.get("network")).json()["links"]]
        until = time.perf_counter() + seconds
        people = (person(client, SEED + one, links, until, sent) for one in range(users))
        await asyncio.gather(*people)
    return sent


async def work(base: str, count: int) -> list[tuple[str, float]]:
    """Post jobs at once; return how each ended and after how many seconds."""
    import httpx

    questions = [
        {"kind": "flows", "period": f"2023-{1 + one:02d}", "engine": "least-cost", "goods": [good]}
        for one, good in zip(range(count), JOB_GOODS * count, strict=False)
    ]
    began = time.perf_counter()

    async def one(client: httpx.AsyncClient, question: dict[str, Any]) -> tuple[str, float]:
        job = (await client.post("jobs", json=question)).json()
        state = "none"
        async with client.stream("GET", f"jobs/{job['id']}/events") as events:
            async for line in events.aiter_lines():
                if line.startswith("data: "):
                    state = json.loads(line.removeprefix("data: "))["state"]
        return state, time.perf_counter() - began

    async with httpx.AsyncClient(base_url=base, timeout=JOBS_S) as client:
        return await asyncio.gather(*(one(client, question) for question in questions))


def percentile(taken: list[float], share: float) -> float:
    """Return the time that a share of the answers came within."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def told(sent: list[Sent], seconds: float) -> bool:
    """Print a line per kind; return whether the bound is kept and nothing failed."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for kind, taken, _ in sent:
        kinds[kind].append(taken)
        kinds["all"].append(taken)
    print("| question | answers | per second | median (ms) | 95 % within (ms) | longest (ms) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind in ("map", "link", "routes", "all"):
        times = kinds[kind]
        numbers = (percentile(times, 0.5), percentile(times, 0.95), max(times))
        cells = " | ".join(f"{number:.0f}" for number in numbers)
        print(f"| {kind} | {len(times)} | {len(times) / seconds:.1f} | {cells} |")
    faults = [fault for *_, fault in sent if fault]
    print(f"\nErrors: {len(faults)}", *faults[:5], sep="\n  ")
    return not faults and percentile(kinds["all"], 0.95) < BOUND_MS


def main() -> int:
    """Load a server and say how it bore it."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--users", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--jobs", type=int, default=10)
    given = options.parse_args()
    import caspia

    # Compiled once, as it is on anybody's machine from the second call on.
    caspia.open()
    with tempfile.TemporaryDirectory() as folder:
        return loaded(given, Path(folder))


def loaded(given: argparse.Namespace, folder: Path) -> int:
    """Start a server, load it, end it; return the exit code."""
    from caspia.ledger.cache import cache_folder

    for file in cache_folder().glob("reference-*"):
        (folder / file.name).symlink_to(file.resolve())
    command = [sys.executable, "-c", SERVE.format(port=0)]
    environment = os.environ | {"CASPIA_CACHE": str(folder)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            base = f"{next(iter(server.stdout or ()), '').strip()}api/v1/"
            kept = told(asyncio.run(load(base, given.users, given.seconds)), given.seconds)
            jobs = asyncio.run(work(base, given.jobs)) if given.jobs else []
        finally:
            server.terminate()
    states = [state for state, _ in jobs]
    if jobs:
        print(f"\n{len(jobs)} jobs at once: the last ended after {max(s for _, s in jobs):.0f} s")
        print(f"  {states.count('done')} done of {len(states)}")
    return 0 if kept and set(states) <= {"done"} else 1


if __name__ == "__main__":
    sys.exit(main())
