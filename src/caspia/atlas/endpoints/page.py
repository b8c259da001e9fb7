"""The page itself: the files of the built front end, and nothing beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

# What the build names by its content never changes; the page itself is asked for each time.
_LASTING = "public, max-age=31536000, immutable"
_ASKED = "no-cache"
_MEDIA = {".pbf": "application/x-protobuf", ".webmanifest": "application/manifest+json"}


def mount(app: FastAPI, built: Path) -> None:
    """Serve the files that are in a folder when the server starts.

    A path is only ever looked up among them, so that none leads out of the folder.
    """
    root = built.resolve()
    files = {
        path.relative_to(root).as_posix(): path
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }

    @app.get("/{path:path}", include_in_schema=False)
    @app.head("/{path:path}", include_in_schema=False)
    async def page(path: str) -> FileResponse:
        found = files.get(path or "index.html")
        if found is None:
            raise HTTPException(404, f"There is no page {path!r}")
        lasting = path.startswith("assets/")
        headers = {"Cache-Control": _LASTING if lasting else _ASKED}
        return FileResponse(found, media_type=_MEDIA.get(found.suffix), headers=headers)
