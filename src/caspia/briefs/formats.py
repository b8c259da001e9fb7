"""From a brief to a file, by the name of the format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from caspia.briefs.document import Brief

# Renderers are loaded when asked for: a JSON file needs no typesetter.
_RENDERERS = {
    "html": ("html", "render_html"),
    "pdf": ("pdf", "render_pdf"),
    "json": ("json", "render_json"),
    "markdown": ("markdown", "render_markdown"),
    "xlsx": ("workbook", "render_workbook"),
    "csv": ("figures", "render_csv"),
}
FORMATS: tuple[str, ...] = tuple(_RENDERERS)


def render(brief: Brief, name: str) -> bytes:
    """Return a brief as a file; equal briefs give equal bytes.

    Parameters
    ----------
    brief : Brief
        The page.
    name : str
        One of `FORMATS`; ``csv`` holds the figures alone.

    Raises
    ------
    BadInputError
        There is no such format.
    RenderError
        The file could not be made.
    """
    if name not in _RENDERERS:
        raise BadInputError(f"A brief has no format {name!r}. Use one of {', '.join(FORMATS)}.")
    module, function = _RENDERERS[name]
    made = getattr(import_module(f"caspia.briefs.renderers.{module}"), function)(brief)
    return made if isinstance(made, bytes) else str(made).encode()
