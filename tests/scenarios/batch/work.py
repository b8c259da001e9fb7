"""Tasks for the batch, found by name in other processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def scaled(payload: float, task: int) -> object:
    if task % 7 == 3:
        raise ValueError(f"no {task}")
    return {"value": payload * task / 3, "of": [task]}


def slow(payload: float, task: int) -> object:
    time.sleep(0.05)
    return scaled(payload, task)


def killing_once(payload: str, task: int) -> object:
    """Kill its own worker at task 5, the first time that it is worked in a folder."""
    mark = Path(payload) / "killed"
    if task == 5 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return scaled(1.5, task)


def killing(payload: float, task: int) -> object:
    """Kill its own worker at task 5, whenever it is worked."""
    if task == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return scaled(payload, task)


def untold(payload: float, task: int) -> object:
    return {task}
