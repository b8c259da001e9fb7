"""What a result was made of: enough to make it again, and to see whether anything changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from caspia import __version__

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger.ledger import Ledger


def provenance(ledger: Ledger, on: date | None = None) -> dict[str, object]:
    """Return a record of what a result rests on.

    It holds no time of day and hashes the visible rows, never whole tables, so that equal knowledge
    gives equal records.

    Parameters
    ----------
    ledger : Ledger
        As it was opened.
    on : date, optional
        The day that the result describes.

    Returns
    -------
    dict
        ``caspia`` (version), ``layers`` (with something visible, lowest first), ``on``, ``as_of``,
        ``ended_by``, ``strict``, ``rows`` (visible rows by known-time grade) and ``visible`` (their
        hash).
    """
    if ledger not in _SEEN:
        _SEEN[ledger] = ledger.layers_seen(), ledger.grades(), ledger.visible_hash()
    layers, grades, visible = _SEEN[ledger]
    return {
        "caspia": __version__,
        "layers": list(layers),
        "on": str(on) if on else None,
        "as_of": str(ledger.as_of) if ledger.as_of else None,
        "ended_by": str(ledger.ended) if ledger.ended else None,
        "strict": ledger.strict,
        "rows": dict(grades),
        "visible": visible,
    }


# A ledger never changes, so what is visible in it is counted and hashed once.
_SEEN: WeakKeyDictionary[Ledger, tuple[tuple[str, ...], dict[str, int], str]] = WeakKeyDictionary()
