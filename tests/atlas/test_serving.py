"""A whole server as a process: it ends cleanly, and is none the worse for being killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx
import psutil
import pytest
from typer.testing import CliRunner

import caspia
from caspia.atlas.serving import is_local
from caspia.cli import app
from caspia.ledger.cache import cache_folder
from tests.atlas.ground import followed

SERVE = """
from caspia.atlas.limits import Limits
from caspia.atlas.opening import Opening
from caspia.atlas.serving import serve
if __name__ == "__main__":
    told = lambda address: print(address, flush=True)
    serve(Opening(), None, ready=told, limits=Limits(readers=1), warm=False)
"""
EVERYWHERE = "0.0.0.0"  # noqa: S104  nothing listens there
LONG = {"kind": "flows", "period": "2019..2025"}


@pytest.fixture
def cache(tmp_path):
    """A cache of its own, with the reference as it is compiled already."""
    caspia.open()
    folder = tmp_path / "cache"
    folder.mkdir()
    for file in cache_folder().glob("reference-*"):
        (folder / file.name).symlink_to(file.resolve())
    return folder


@contextmanager
def running(cache, folder):
    """Run a server; gives its process and a client."""
    script = folder / "serve.py"
    script.write_text(SERVE)
    environment = os.environ | {"CASPIA_CACHE": str(cache)}
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            address = process.stdout.readline().strip()
            with httpx.Client(base_url=f"{address}api/v1/", timeout=60) as client:
                yield process, client
        finally:
            process.kill()


def post_running(client):
    """Post a job that takes minutes; return its id once it runs."""
    job = client.post("jobs", json=LONG).json()["id"]
    while (state := client.get(f"jobs/{job}").json()["state"]) == "queued":
        time.sleep(0.02)
    assert state == "running"
    return job


def gone(processes):
    """Wait for processes to end; return those that do not."""
    return psutil.wait_procs(processes, timeout=10)[1]


def test_killed_and_started_again_it_knows_its_jobs(cache, tmp_path):
    with running(cache, tmp_path) as (process, client):
        job = post_running(client)
        children = psutil.Process(process.pid).children(recursive=True)
        assert len(children) >= 2  # the reader and the job
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert gone(children) == []
    with running(cache, tmp_path) as (_, client):
        told = client.get(f"jobs/{job}").json()
        assert (told["state"], told["error"], told["files"]) == ("interrupted", None, [])
        assert client.get("corridors/MIDDLE").status_code == 200
        assert client.post(f"jobs/{job}/again").json()["state"] in {"queued", "running"}
        assert client.delete(f"jobs/{job}").json()["state"] == "cancelled"
        assert followed(client, job)[-1]["state"] == "cancelled"


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_with_all_its_processes(cache, tmp_path, sign):
    with running(cache, tmp_path) as (process, client):
        job = post_running(client)
        children = psutil.Process(process.pid).children(recursive=True)
        began = time.monotonic()
        process.send_signal(sign)
        process.wait(15)
        assert time.monotonic() - began < 10
        assert gone(children) == []
    # What it kept says that the job was cut short, as the next server tells.
    kept = next(cache.glob(f"atlas/jobs-*/{job}/job.json")).read_text()
    assert '"interrupted"' in kept


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("localhost", True),
        ("::1", True),
        (EVERYWHERE, False),
        ("192.0.2.1", False),
        ("example.org", False),
        ("::", False),
    ],
)
def test_which_hosts_are_this_machine_alone(host, local):
    assert is_local(host) is local


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), (EVERYWHERE, True)])
def test_a_host_that_others_reach_is_warned_of(monkeypatch, tmp_path, host, warned):
    asked = []
    monkeypatch.setattr("caspia.atlas.frontend.page_folder", lambda step: tmp_path)
    monkeypatch.setattr("caspia.atlas.serving.serve", lambda *_, **given: asked.append(given))
    result = CliRunner().invoke(app, ["atlas", "--no-open", "--host", host])
    assert result.exit_code == 0, result.output
    assert [one["host"] for one in asked] == [host]
    assert ("no passwords and no encryption" in " ".join(result.stderr.split())) is warned
