from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def caspia(tmp_path_factory):
    """Run the command line in a process of its own; returns its exit code, output and messages."""
    folder = tmp_path_factory.mktemp("runs")

    def run(*words: str, cwd: Path | None = None, **variables: str):
        environment = {**os.environ, "COLUMNS": "200", "PYTHONWARNINGS": "error", **variables}
        environment.pop("CASPIA_LEDGER", None)
        return subprocess.run(
            [sys.executable, "-c", "from caspia.cli import run; run()", *words],
            capture_output=True,
            text=True,
            cwd=cwd or folder,
            env=environment,
            check=False,
            timeout=120,
        )

    return run
