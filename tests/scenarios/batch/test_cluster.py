"""The batch on a real Dask cluster of two workers, in processes of their own."""

from __future__ import annotations

import sys

import pytest

from caspia.errors import BadInputError
from caspia.scenarios.batch import Cluster, run_batch
from tests.scenarios.batch.test_batch import TASKS, expected, files
from tests.scenarios.batch.work import killing, killing_once, scaled


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    dask = pytest.importorskip("dask")
    # A worker takes seconds to start again; Dask gives a task out twice, not four times.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as made,
    ):
        yield made


def test_the_cluster_gives_the_bytes_of_one_process(cluster, tmp_path):
    address = Cluster(cluster.scheduler_address)
    how = {"payload": 1.5, "content": "a", "chunk": 4}
    found = run_batch(scaled, TASKS, executor=address, store=tmp_path / "cluster", **how)
    assert found == run_batch(scaled, TASKS, store=tmp_path / "here", **how) == expected()
    assert files(tmp_path / "cluster") == files(tmp_path / "here")


def test_a_worker_that_is_killed_loses_nothing(cluster, tmp_path):
    found = run_batch(
        killing_once,
        TASKS,
        payload=str(tmp_path),
        executor=Cluster(cluster.scheduler_address),
        chunk=4,
    )
    assert (tmp_path / "killed").exists()
    assert found == expected()


def test_a_task_that_kills_every_worker_fails_alone(cluster):
    found = run_batch(
        killing, TASKS[:10], payload=1.5, executor=Cluster(cluster.scheduler_address), chunk=2
    )
    assert getattr(found[5], "kind", "") == "WorkerLost"
    assert found[:5] + found[6:] == expected(1.5, TASKS[:5] + TASKS[6:10])


def test_the_executor_of_a_client_serves_as_any_other(cluster):
    with cluster.get_client() as client:
        found = run_batch(scaled, TASKS, payload=1.5, executor=client.get_executor(), chunk=4)
    assert found == expected()


def test_no_scheduler_and_no_dask_name_their_cure(monkeypatch):
    with pytest.raises(BadInputError, match=r"tcp://10\.0\.0\.5:8786"):
        run_batch(scaled, TASKS, executor=Cluster("tcp://127.0.0.1:9", wait_s=0.5))
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadInputError, match=r"pip install 'caspia\[cluster\]'"):
        run_batch(scaled, TASKS, executor=Cluster("tcp://127.0.0.1:9"))
