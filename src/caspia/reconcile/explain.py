"""From a reconciled figure to the tree of rows, sources and ties that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger import Why, name_of, period_label, why_row
from caspia.reconcile.wording import interval_text, part_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.ledger import Ledger
    from caspia.reconcile.result import Reconciled


def explain(ledger: Ledger, reconciled: Reconciled) -> Why:
    """Return the tree of a reconciled figure: its reports with their part in it, then its ties.

    Parameters
    ----------
    ledger : Ledger
        The one that it was made from.
    reconciled : Reconciled
        The figure.
    """
    return Why(
        reconciled.id,
        "figure",
        says(ledger, reconciled),
        parts=(*_reports(ledger, reconciled), *_ties(ledger, reconciled)),
    )


def says(ledger: Ledger, reconciled: Reconciled) -> str:
    """Return what a reconciled figure says, in one sentence."""
    quantity = reconciled.quantity
    names = [name_of(ledger, quantity.subject), name_of(ledger, quantity.partner)]
    what = [
        name_of(ledger, quantity.series),
        "–".join(name for name in names if name),
        name_of(ledger, quantity.good),
        quantity.scope or "",
        period_label(quantity.start, quantity.end),
    ]
    count = len(reconciled.reports)
    noun = "report" if count == 1 else "reports"
    about = ", ".join(part for part in what if part)
    return f"{about}: {interval_text(reconciled)}, by {count} {noun}"


def _reports(ledger: Ledger, reconciled: Reconciled) -> Iterator[Why]:
    for report in reconciled.reports:
        row = why_row(ledger, report.row_id)
        yield Why(
            row.id,
            row.table,
            f"{row.says} ({part_text(reconciled, report)})",
            row.evidence,
            row.rivals,
        )


def _ties(ledger: Ledger, reconciled: Reconciled) -> Iterator[Why]:
    own = {report.row_id for report in reconciled.reports}
    for tie in reconciled.ties:
        said = "moves the answer" if tie.binds else "holds by itself"
        rows = [row_id for row_id in tie.row_ids if row_id not in own]
        yield Why(
            tie.name,
            "tie",
            f"{tie.name}, by {tie.teller}: {said}",
            parts=tuple(why_row(ledger, row_id) for row_id in rows),
        )
