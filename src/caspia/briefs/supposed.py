"""What a page says at its top where scenarios lie over the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.ledger import Ledger


def supposed(ledger: Ledger) -> str:
    """Name the scenarios that lie over a ledger, without a full stop; empty where none does."""
    found = ledger.query("SELECT title FROM sources WHERE kind = 'scenario' ORDER BY source_id")
    titles = found["title"].to_list()
    if not titles:
        return ""
    noun = "scenario" if len(titles) == 1 else "scenarios"
    return f"Under the {noun}: {'; '.join(titles)}. Not what happened"


def under(subtitle: str, ledger: Ledger) -> str:
    """Return the subtitle of a page; under scenarios it says so and names them."""
    return ". ".join(filter(None, (subtitle, supposed(ledger))))
