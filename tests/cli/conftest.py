"""The command line as the tests run it: within their own process, or in one of its own.

A process of its own loads every library and reads the ledger anew, which takes longer than most
answers do; it is for what only a process can show. Within this process the commands share what
they have read: a ledger never changes once opened.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from caspia.cli import run as run_commands
from caspia.ledger import open_ledger
from tests.reference import reference

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger import Ledger

COLUMNS = "200"


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory):
    """Return the folder that commands run in where the test names none."""
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="session")
def caspia(elsewhere):
    """Run the command line in this process; returns its exit code, output and messages."""

    def run(*words: str, cwd: Path | None = None, columns: str = COLUMNS):
        output, messages = _stream(), _stream()
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(messages),
            contextlib.chdir(cwd or elsewhere),
        ):
            patch.setenv("COLUMNS", columns)
            patch.delenv("CASPIA_LEDGER", raising=False)
            patch.setattr(sys, "argv", ["caspia", *words])
            patch.setattr("caspia.ledger.open_ledger", _opened)
            with pytest.raises(SystemExit) as left:
                run_commands()
        return subprocess.CompletedProcess(
            words, left.value.code or 0, _text(output), _text(messages)
        )

    return run


@pytest.fixture(scope="session")
def caspia_process(elsewhere):
    """Run the command line in a process of its own; returns its exit code, output and messages."""

    def run(*words: str, cwd: Path | None = None, **variables: str):
        environment = {**os.environ, "COLUMNS": COLUMNS, "PYTHONWARNINGS": "error", **variables}
        environment.pop("CASPIA_LEDGER", None)
        return subprocess.run(
            [sys.executable, "-c", "from caspia.cli import run; run()", *words],
            capture_output=True,
            text=True,
            cwd=cwd or elsewhere,
            env=environment,
            check=False,
            timeout=120,
        )

    return run


def _opened(as_of: str | None = None, ledger: Path | None = None, *, strict: bool) -> Ledger:
    if ledger is None:
        return reference(as_of, strict=strict)
    return open_ledger(as_of, ledger, strict=strict)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    return stream.buffer.getvalue().decode("utf-8")
