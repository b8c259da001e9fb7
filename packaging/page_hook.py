"""Builds the atlas's page into every wheel that is not an editable one."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PLACE = "caspia/atlas/static"


class PageHook(BuildHookInterface[Any]):
    """The page is built beside the sources, never into them: a checkout builds its own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page and name it as a part of the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from caspia.atlas.frontend import build_page

        self._scratch = tempfile.TemporaryDirectory(prefix="caspia-page-")
        folder = Path(self._scratch.name)
        build_page(root / "web", folder / "page", folder, self._say)
        build_data["force_include"][str(folder / "page")] = _PLACE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what the wheel now holds."""
        del build_data, artifact_path
        if version != "editable":
            self._scratch.cleanup()

    def _say(self, words: str, number: int, total: int) -> None:
        self.app.display_info(f"The atlas, {number} of {total}: {words}")
