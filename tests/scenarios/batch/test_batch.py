"""A batch gives the same bytes whatever the split, loses nothing, and goes on where it stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import caspia
from caspia.errors import BadInputError, WorkersError
from caspia.scenarios.batch import Failed, Processes, counted_failures, run_batch
from caspia.scenarios.batch import chunk as chunk_module
from tests.scenarios.batch.work import killing, killing_once, scaled, slow, untold

TASKS = list(range(40))


def expected(payload: float = 1.5, tasks: list[int] = TASKS) -> list[object]:
    return [
        Failed("ValueError", f"no {task}")
        if task % 7 == 3
        else {"value": payload * task / 3, "of": [task]}
        for task in tasks
    ]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.jsonl"))}


@given(st.integers(0, 60), st.integers(1, 70))
def test_the_split_changes_nothing_and_failures_are_kept(count, size):
    tasks = list(range(count))
    found = run_batch(scaled, tasks, payload=1.5, chunk=size)
    assert found == expected(1.5, tasks)
    assert sum(counted_failures(found).values()) == sum(task % 7 == 3 for task in tasks)


def test_processes_and_executors_of_the_caller_give_the_same():
    with ThreadPoolExecutor(2) as threads:
        assert run_batch(scaled, TASKS, payload=1.5, executor=threads, chunk=3) == expected()
    assert run_batch(scaled, TASKS, payload=1.5, executor=Processes(2), chunk=3) == expected()


def test_progress_ends_at_all():
    told: list[tuple[int, int]] = []
    run_batch(scaled, TASKS, payload=1.5, chunk=16, done=lambda *at: told.append(at))
    assert told == [(16, 40), (32, 40), (40, 40)]


@settings(deadline=None, max_examples=20)
@given(st.sets(st.sampled_from(range(10))), st.integers(1, 12))
def test_a_store_goes_on_after_any_loss_and_any_split(tmp_path_factory, lost, size):
    folder = tmp_path_factory.mktemp("store")
    run_batch(scaled, TASKS, payload=1.5, content="a", store=folder, chunk=4)
    paths = sorted(folder.rglob("*.jsonl"))
    assert len(paths) == 10
    for number in lost:
        content = paths[number].read_bytes()
        # A file that is cut, or spoilt, counts as one that is not there.
        paths[number].write_bytes(content[: len(content) * number // 10])
    worked: list[int] = []

    def counting(payload: float, task: int) -> object:
        worked.append(task)
        return scaled(payload, task)

    counting.__module__, counting.__qualname__ = scaled.__module__, scaled.__qualname__
    again = run_batch(counting, TASKS, payload=1.5, content="a", store=folder, chunk=size)
    assert again == expected()
    assert worked == [task for task in TASKS if task // 4 in lost]
    assert run_batch(scaled, TASKS, payload=1.5, content="a", store=folder) == expected()


def test_a_store_keeps_jobs_of_other_content_apart(tmp_path):
    run_batch(scaled, TASKS, payload=1.5, content="a", store=tmp_path)
    assert run_batch(scaled, TASKS, payload=2.5, content="b", store=tmp_path) == expected(2.5)
    assert run_batch(scaled, TASKS[:9], payload=1.5, content="a", store=tmp_path) == expected(
        1.5, TASKS[:9]
    )
    assert len(list(tmp_path.iterdir())) == 3


def test_a_worker_that_is_killed_loses_nothing(tmp_path):
    (tmp_path / "marks").mkdir()
    found = run_batch(
        killing_once,
        TASKS,
        payload=str(tmp_path / "marks"),
        content="a",
        executor=Processes(2),
        store=tmp_path / "store",
        chunk=4,
    )
    assert (tmp_path / "marks" / "killed").exists()
    assert found == expected()
    run_batch(scaled, TASKS, payload=1.5, content="a", store=tmp_path / "whole", chunk=4)
    assert files(tmp_path / "store") == files(tmp_path / "whole")


def test_a_task_that_kills_every_worker_fails_alone_and_is_tried_again(tmp_path):
    how = {"payload": 1.5, "content": "a", "store": tmp_path, "chunk": 8}
    found = run_batch(killing, TASKS, executor=Processes(2), **how)
    assert [
        place for place, one in enumerate(found) if getattr(one, "kind", "") == "WorkerLost"
    ] == [5]
    assert [one for place, one in enumerate(found) if place != 5] == [
        one for place, one in enumerate(expected()) if place != 5
    ]
    held = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.jsonl"))
    assert "WorkerLost" not in held


def test_a_pool_of_the_caller_that_breaks_is_replaced(tmp_path):
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        found = run_batch(killing_once, TASKS, payload=str(tmp_path), executor=pool, chunk=4)
    assert found == expected()


RUN = """
import sys
from pathlib import Path
from caspia.scenarios.batch import Processes, run_batch
from tests.scenarios.batch.work import slow

if __name__ == "__main__":
    run_batch(slow, list(range(40)), payload=1.5, content="a", executor=Processes(2),
              store=Path(sys.argv[1]), chunk=2)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_goes_on_to_the_bytes_of_an_undisturbed_one(tmp_path, how):
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(Path.cwd())])}
    command = [sys.executable, str(script), str(tmp_path / "cut")]
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    ) as run:
        deadline = time.monotonic() + 60
        while len(files(tmp_path / "cut")) < 3:
            assert run.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        run.send_signal(how)
        assert run.wait(timeout=60) != 0
        await_end_of_group(run.pid)
    held = files(tmp_path / "cut")
    assert 3 <= len(held) < 20
    again = run_batch(
        slow,
        TASKS,
        payload=1.5,
        content="a",
        executor=Processes(2),
        store=tmp_path / "cut",
        chunk=2,
    )
    run_batch(slow, TASKS, payload=1.5, content="a", store=tmp_path / "whole", chunk=2)
    assert again == expected()
    assert files(tmp_path / "cut") == files(tmp_path / "whole")


def await_end_of_group(group: int) -> None:
    """Return when no process of a session is left: workers end with their parent."""
    deadline = time.monotonic() + 30
    while True:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        assert time.monotonic() < deadline, "workers outlive the run"
        time.sleep(0.02)


def test_what_is_wrong_is_told(tmp_path):
    with pytest.raises(BadInputError, match="Give `content`"):
        run_batch(scaled, TASKS, payload=1.5, store=tmp_path)
    with pytest.raises(BadInputError, match="told apart"):
        run_batch(scaled, [{1}], payload=1.5, content="a", store=tmp_path)
    with pytest.raises(BadInputError, match="chunk cannot hold 0"):
        run_batch(scaled, TASKS, payload=1.5, chunk=0)
    with pytest.raises(BadInputError, match="-1 workers"):
        Processes(-1)
    for executor in (None, Processes(1)):
        with pytest.raises(TypeError, match="JSON"):
            run_batch(untold, TASKS, executor=executor)


def test_a_worker_of_another_version_is_refused(monkeypatch):
    sent = chunk_module.shipped("what no other test sends")
    monkeypatch.setattr(caspia, "__version__", "0.0.0")
    with pytest.raises(WorkersError, match=r"Install the same version"):
        chunk_module.held(sent)


def test_lines_hold_what_json_holds_without_loss():
    value = [0.1 + 0.2, 1e-320, 12345678901234567890, "ä", None, True]
    assert (
        json.loads(chunk_module.lines_of(lambda _, task: task, None, [value])[0])["value"] == value
    )
