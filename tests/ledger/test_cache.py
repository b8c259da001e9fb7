"""The compiled ledger: built once, whole or not at all, mended where it is spoilt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import filelock  # noqa: F401  another user may not be able to read the installed packages
import pytest

from caspia.errors import CacheError
from caspia.ledger.cache import cached

_NOBODY = 65534

BUILDS = """
import sys, time
from pathlib import Path
from caspia.ledger.cache import cached

def build(target):
    with open(sys.argv[2], "a") as log:
        log.write("built\\n")
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.write_text("half")
    time.sleep(float(sys.argv[3]))
    unfinished.write_text("whole")
    unfinished.replace(target)

print(cached("ledger", build, Path(sys.argv[1])).read_text())
"""


def start(folder, log, seconds):
    return subprocess.Popen(
        [sys.executable, "-c", BUILDS, str(folder), str(log), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    )


def writer(text, count):
    def build(target):
        count.append(text)
        target.write_text(text)

    return build


def test_it_is_built_once(tmp_path):
    count = []
    for _ in range(2):
        assert cached("ledger", writer("whole", count), tmp_path).read_text() == "whole"
    assert count == ["whole"]


def test_what_nobody_asks_for_makes_room(tmp_path):
    long_ago = time.time() - 31 * 86_400
    count = []
    for path in [cached(name, writer(name, count), tmp_path) for name in ("used", "unused")]:
        os.utime(path, (long_ago, long_ago))
    cached("used", writer("used", count), tmp_path)
    cached("new", writer("new", count), tmp_path)
    assert count == ["used", "unused", "new"]
    left = {path.name.removesuffix(".sha256") for path in tmp_path.iterdir()} - {"building.lock"}
    assert left == {"used", "new"}


@pytest.mark.parametrize("spoil", ["cut", "overwritten", "unsealed", "gone"])
def test_a_spoilt_file_is_built_anew(tmp_path, spoil):
    count = []
    path = cached("ledger", writer("whole", count), tmp_path)
    if spoil == "cut":
        path.write_text("wh")
    elif spoil == "overwritten":
        path.write_text("other")
    elif spoil == "unsealed":
        path.with_name("ledger.sha256").unlink()
    else:
        path.unlink()
    assert cached("ledger", writer("whole", count), tmp_path).read_text() == "whole"
    assert len(count) == 2


def test_processes_that_start_at_once_build_it_once(tmp_path):
    log = tmp_path / "log"
    running = [start(tmp_path / "cache", log, 0.5) for _ in range(3)]
    assert [process.communicate(timeout=60)[0].strip() for process in running] == ["whole"] * 3
    assert log.read_text() == "built\n"


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_a_blow_at_any_moment_leaves_nothing_half_made(tmp_path, blow):
    log, folder = tmp_path / "log", tmp_path / "cache"
    process = start(folder, log, 30)
    deadline = time.monotonic() + 30
    while not (folder / "ledger.unfinished").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(blow)
    process.communicate(timeout=30)
    assert not (folder / "ledger").exists()
    assert start(folder, log, 0).communicate(timeout=60)[0].strip() == "whole"
    assert not list(folder.glob("*.unfinished"))


def test_a_folder_that_cannot_be_made_has_a_way_out(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(CacheError, match="CASPIA_CACHE"):
        cached("ledger", writer("whole", []), blocked / "cache")


@pytest.fixture
def shared_folder():
    """A folder that every user reaches."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextmanager
def read_only(folder):
    """Let nobody write to a folder; a superuser, who may anyway, is another user meanwhile."""
    folder.chmod(0o555)
    superuser = os.name != "nt" and os.geteuid() == 0
    if superuser:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not know folders that are only read")
def test_a_read_only_folder_has_a_way_out(shared_folder):
    with read_only(shared_folder), pytest.raises(CacheError, match="CASPIA_CACHE"):
        cached("ledger", writer("whole", []), shared_folder)


def test_a_whole_file_in_a_read_only_folder_is_used(shared_folder):
    path = cached("ledger", writer("whole", []), shared_folder)
    with read_only(shared_folder):
        assert cached("ledger", writer("other", []), shared_folder) == path
