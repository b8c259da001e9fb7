"""A wheel carries the page built, and no trace of what built it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_a_wheel_carries_the_page(tmp_path):
    uv = shutil.which("uv")
    if uv is None:
        pytest.skip("There is no uv to build a wheel with. Install it: `pip install uv`.")
    done = subprocess.run(
        [uv, "build", "--wheel", "--out-dir", tmp_path, ROOT],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        page = packed.read("caspia/atlas/static/index.html").decode()
    scripts = [one for one in names if one.startswith("caspia/atlas/static/assets/")]
    assert any(one.endswith(".js") and one.rpartition("/")[2] in page for one in scripts)
    assert not [one for one in names if "node_modules" in one]
    assert not (ROOT / "src/caspia/atlas/static").exists()
