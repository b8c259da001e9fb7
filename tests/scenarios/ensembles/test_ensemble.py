"""An ensemble: the same bytes however it is split or cut short; its failures are kept."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from caspia.errors import SolverError
from caspia.scenarios.batch import Cluster, Processes
from caspia.scenarios.ensembles import TOTALS, ensemble
from caspia.scenarios.ensembles import ensemble as module_function
from caspia.scenarios.ensembles.exports import as_plain, band_table
from caspia.scenarios.ensembles.movers import movers, ranked
from caspia.scenarios.ensembles.sentences import foot, summary
from caspia.scenarios.ensembles.tables import tables
from tests.flows import region_cases

PERIOD, GOODS = "2023-01..2023-03", ("containers", "natural_gas")
DRAWS, SEED = 96, 7
MODULE = sys.modules[module_function.__module__]


@pytest.fixture(scope="module")
def result():
    return region_cases.solved(PERIOD, *GOODS)


@pytest.fixture(scope="module")
def drawn(result):
    return ensemble(result, DRAWS, seed=SEED)


def test_bands_are_those_of_the_draws_and_the_plain_run_stays(result, drawn):
    assert drawn.failed == 0
    assert drawn.values.shape == (DRAWS, len(drawn.record.lines) + len(TOTALS))
    for line in drawn.record.lines:
        band = drawn.band(line)
        assert (line.modelled.low, line.modelled.high) == (band.low, band.high)
        inside = (drawn.draws_of(line) >= band.low) & (drawn.draws_of(line) <= band.high)
        assert inside.mean() >= 0.89
    moved = result.delivered.sum()
    band = drawn.total("freight_moved"), drawn.total("gas_moved")
    assert sum(one.low for one in band) < moved < sum(one.high for one in band)


def test_the_coverage_of_the_record_is_counted(drawn):
    counting = [line for line in drawn.record.lines if line.counts]
    assert drawn.coverage.of == len([one for one in counting if one.covered is not None])
    assert drawn.coverage.inside == sum(bool(one.covered) for one in counting)
    above = [one for one in counting if one.observed.value > drawn.band(one).high]
    assert drawn.coverage.above == len(above)
    assert sum((drawn.coverage.inside, drawn.coverage.above, drawn.coverage.below)) == len(counting)
    assert f"{drawn.coverage.inside} do" in " ".join(foot(drawn))


def test_facts_that_move_the_answer_are_named(drawn):
    found = ranked(drawn, 10)
    assert 0 < len(found) <= 10
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    assert all(one.most.sure for one in found)
    assert any(one.sure for head in drawn.headlines for one in movers(drawn, head))
    for head in drawn.headlines:
        for one in movers(drawn, head):
            assert one.share > 2 * one.error > 0


def test_it_is_told_in_tables_json_and_csv(drawn):
    told = json.loads(json.dumps(as_plain(drawn), default=str))
    assert told["draws"] == DRAWS
    assert len(told["bands"]) == len(drawn.headlines) == band_table(drawn).height
    assert told["failed"] == {}
    assert f"{DRAWS} draws" in next(summary(drawn))
    for table in tables(drawn):
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_processes_and_a_worker_that_is_killed_give_the_same_bytes(result, drawn, tmp_path):
    killed = []

    def kill_one(number: int, total: int) -> None:
        if not killed:
            victim = multiprocessing.active_children()[0]
            killed.append(victim.pid)
            os.kill(victim.pid, signal.SIGKILL)

    found = ensemble(result, DRAWS, seed=SEED, executor=Processes(2), store=tmp_path, done=kill_one)
    assert killed
    assert found.values.tobytes() == drawn.values.tobytes()
    assert found.failures == {}


RUN = """
import os, signal, sys
from pathlib import Path
from caspia.scenarios.batch import Cluster
from caspia.scenarios.ensembles import ensemble
from tests.flows import region_cases

def stop(number, total):
    if number >= 32:
        os.kill(os.getpid(), signal.SIGKILL)

result = region_cases.solved(*sys.argv[2].split("|"))
where = Cluster(sys.argv[5]) if len(sys.argv) > 5 else None
ensemble(
    result,
    int(sys.argv[3]),
    seed=int(sys.argv[4]),
    executor=where,
    store=Path(sys.argv[1]),
    done=stop,
)
"""


def cut_short(folder, *where):
    """Kill a run in the midst of its draws; return the store that it leaves."""
    script, store = folder / "run.py", folder / "store"
    script.write_text(RUN, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([*sys.path, str(Path.cwd())]),
        "PYTHONHASHSEED": "5",
    }
    asked = "|".join((PERIOD, *GOODS))
    command = [sys.executable, str(script), str(store), asked, str(DRAWS), str(SEED), *where]
    cut = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert cut.returncode == -signal.SIGKILL, cut.stderr
    assert len(list(store.rglob("*.jsonl"))) == 2
    return store


def test_a_run_that_is_killed_goes_on_to_the_same_bytes(result, drawn, tmp_path):
    store = cut_short(tmp_path)
    begun: list[int] = []
    found = ensemble(
        result, DRAWS, seed=SEED, store=store, done=lambda number, _: begun.append(number)
    )
    assert begun[0] == 32
    assert found.values.tobytes() == drawn.values.tobytes()


@pytest.fixture
def two_workers():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster


def test_a_run_on_a_cluster_that_is_killed_goes_on_to_the_same_bytes(
    result, drawn, two_workers, tmp_path
):
    address = two_workers.scheduler_address
    store = cut_short(tmp_path, address)
    begun: list[int] = []
    found = ensemble(
        result,
        DRAWS,
        seed=SEED,
        executor=Cluster(address),
        store=store,
        done=lambda number, _: begun.append(number),
    )
    assert begun[0] == 32
    assert found.values.tobytes() == drawn.values.tobytes()


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(result, drawn, two_workers):
    killed = []
    with two_workers.get_client() as client:
        workers = list(client.run(os.getpid).values())

    def kill_one(number: int, total: int) -> None:
        if not killed:
            killed.append(workers[0])
            os.kill(workers[0], signal.SIGKILL)

    found = ensemble(
        result,
        DRAWS,
        seed=SEED,
        executor=Cluster(two_workers.scheduler_address),
        done=kill_one,
    )
    assert killed
    assert found.values.tobytes() == drawn.values.tobytes()


def test_failed_draws_are_kept_and_counted(result, drawn, monkeypatch):
    real = MODULE.draw

    def failing(payload, number):
        if number % 8 == 3:
            raise SolverError("No answer. Try again.")
        return real(payload, number)

    monkeypatch.setattr(MODULE, "draw", failing)
    found = ensemble(result, DRAWS, seed=SEED)
    assert found.failures == {"SolverError: No answer. Try again.": 12}
    assert np.isnan(found.values[3::8]).all()
    others = np.arange(DRAWS) % 8 != 3
    assert found.values[others].tobytes() == drawn.values[others].tobytes()
    assert "12 of 96 draws failed" in " ".join(summary(found))

    def broken(payload, number):
        raise SolverError("No answer. Try again.")

    monkeypatch.setattr(MODULE, "draw", broken)
    with pytest.raises(SolverError, match="Every draw failed"):
        ensemble(result, 4, seed=SEED)


def test_few_draws_tell_no_facts(result):
    found = ensemble(result, 4, seed=SEED)
    assert found.sensitivity is None
    assert ranked(found) == ()
    assert "Too few draws" in " ".join(foot(found))
