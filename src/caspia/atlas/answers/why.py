"""The tree of any id: rows, sources and whoever disagrees."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from caspia.briefs.explained import explained

if TYPE_CHECKING:
    from caspia.atlas.answers.knowledge import View
    from caspia.ledger import Why


def why(view: View, *, asked: str) -> dict[str, Any]:
    """Return the tree of an id.

    Raises
    ------
    UnknownNameError
        There is no such row or figure; the nearest are suggested.
    """
    return _tree(explained(view.ledger, asked))


def _tree(found: Why) -> dict[str, Any]:
    return {
        "id": found.id,
        "table": found.table,
        "says": found.says,
        "evidence": [asdict(one) for one in found.evidence],
        "rivals": [{"reason": reason, "why": _tree(one)} for reason, one in found.rivals],
        "parts": [_tree(one) for one in found.parts],
        "beside": [{"reason": reason, "why": _tree(one)} for reason, one in found.beside],
    }
