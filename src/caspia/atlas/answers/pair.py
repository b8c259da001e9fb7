"""Two parties on a day: the brief, as values for the page and as files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from caspia.atlas.answers.content import Content
from caspia.briefs import brief, render

if TYPE_CHECKING:
    from caspia.atlas.answers.knowledge import View
    from caspia.briefs import Brief

MEDIA = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMATS = {"md": "markdown"}


def pair(view: View, *, a: str, b: str) -> dict[str, Any]:
    """Return the brief on two parties as plain values, with the addresses of its files.

    Raises
    ------
    UnknownNameError
        There is no such party.
    BadInputError
        Both are one.
    """
    told: dict[str, Any] = json.loads(render(_brief(view, a, b), "json"))
    asked = {"on": str(view.on)} | ({"as_of": str(view.ledger.as_of)} if view.ledger.as_of else {})
    query = urlencode([*asked.items(), *(("scenario", one) for one in view.scenario)])
    where = f"briefs/{quote(told['a'], safe='')}/{quote(told['b'], safe='')}"
    return told | {"downloads": {ending: f"{where}.{ending}?{query}" for ending in MEDIA}}


def brief_file(view: View, *, a: str, b: str, ending: str) -> Content:
    """Return the brief as a file.

    Raises
    ------
    UnknownNameError, BadInputError
        As `pair`.
    """
    page = _brief(view, a, b)
    body = render(page, _FORMATS.get(ending, ending))
    return Content.of(body, MEDIA[ending], f"brief-{page.a}-{page.b}-{page.on}.{ending}")


def _brief(view: View, a: str, b: str) -> Brief:
    """Return the brief; known is what was out by the end of its day."""
    return view.known.briefs.get(
        (view.ledger, a, b, view.on), lambda: brief(view.ledger, a, b, view.on)
    )
