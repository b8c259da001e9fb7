"""The build backend: hatchling's, which for a wheel is given Node to build the atlas's page with.

An editable installation carries no page, so it asks for nothing more and is made at once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling import build
from hatchling.build import (
    build_editable,
    build_sdist,
    build_wheel,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]

_ROOT = Path(__file__).resolve().parents[1]
_NODE = re.compile(r'^PACKAGE = "(.+)"$', re.MULTILINE)


def get_requires_for_build_wheel(settings: dict[str, Any] | None = None) -> list[str]:
    """Return what hatchling needs, and the Node that the page is built with in a checkout too."""
    found = _NODE.search((_ROOT / "src/caspia/atlas/node.py").read_text("utf-8"))
    if found is None:
        raise RuntimeError("src/caspia/atlas/node.py names no PACKAGE. Name the one to build with.")
    return [*build.get_requires_for_build_wheel(settings), found[1]]
