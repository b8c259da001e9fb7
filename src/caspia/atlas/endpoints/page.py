"""The page itself: the files of the built front end, and nothing beside them."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

# FastAPI reads this from the types of what it calls.
from fastapi import Request, Response
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

# What the build names by its content never changes; the page itself is asked for each time.
_LASTING = "public, max-age=31536000, immutable"
_ASKED = "no-cache"
_MEDIA = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".pbf": "application/x-protobuf",
    ".webmanifest": "application/manifest+json",
}
_SQUEEZED = frozenset({".js", ".mjs", ".css", ".json", ".geojson", ".svg"})
_WORTH_SQUEEZING = 1000


def mount(app: FastAPI, built: Path) -> None:
    """Serve the files that are in a folder when the server starts.

    A path is only ever looked up among them, so that none leads out of the folder. What a browser
    takes squeezed is squeezed once, here.
    """
    root = built.resolve()
    files = {
        path.relative_to(root).as_posix(): path
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    squeezed = {name: _squeezed(path) for name, path in files.items() if _pays(path)}

    @app.get("/{path:path}", include_in_schema=False)
    @app.head("/{path:path}", include_in_schema=False)
    async def page(request: Request, path: str) -> Response:
        name = path or "index.html"
        found = files.get(name)
        if found is None:
            raise HTTPException(404, f"There is no page {path!r}")
        lasting = path.startswith("assets/")
        headers = {"Cache-Control": _LASTING if lasting else _ASKED, "Vary": "Accept-Encoding"}
        media = _MEDIA.get(found.suffix)
        if name in squeezed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            known = media or FileResponse(found).media_type
            return Response(squeezed[name], headers=headers, media_type=known)
        return FileResponse(found, media_type=media, headers=headers)


def _pays(path: Path) -> bool:
    return path.suffix in _SQUEEZED and path.stat().st_size > _WORTH_SQUEEZING


def _squeezed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)
