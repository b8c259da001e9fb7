"""What any printed id rests on, whichever room made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.ledger import Ledger, Why


def explained(ledger: Ledger, asked: str) -> Why:
    """Return the tree of an id; its first word says what made the figure.

    Raises
    ------
    UnknownNameError
        There is no such row or figure; the nearest are suggested.
    """
    if asked.startswith("brief:"):
        from caspia.briefs import why_figure

        return why_figure(ledger, asked)
    if asked.startswith("reconcile:"):
        from caspia.reconcile import why_reconciled

        return why_reconciled(ledger, asked)
    if asked.startswith("mediators:"):
        from caspia.briefs import why_mediators

        return why_mediators(ledger, asked)
    if asked.startswith("tie:"):
        from caspia.relations import why_tie

        return why_tie(ledger, asked)
    if asked.startswith("assumption:"):
        from caspia.network import why_assumption

        return why_assumption(ledger, asked)
    from caspia.ledger import why_row

    return why_row(ledger, asked)
