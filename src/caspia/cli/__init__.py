"""The command line: one small file per command, each of which only calls the Python interface."""

from __future__ import annotations

from caspia.cli.main import app, run

__all__ = ["app", "run"]
