"""From the id of a reconciled figure back to its reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caspia.errors import BadInputError, UnknownNameError
from caspia.ledger import Why, nearest, read_period
from caspia.reconcile.explain import explain
from caspia.reconcile.series import reconcile_series

if TYPE_CHECKING:
    from caspia.ledger import Ledger, Period

_ID = re.compile(r"reconcile:([^.]+)\.(.+)")
_DAYS = re.compile(r"\.(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)")


def why_reconciled(ledger: Ledger, figure_id: str) -> Why:
    """Return the tree of a reconciled figure; its period is reconciled again to find it.

    Parameters
    ----------
    ledger : Ledger
        As of the day meant.
    figure_id : str
        As printed, e.g. ``reconcile:trade_turnover.AZE-KAZ.2023-01-01_2024-01-01``.

    Raises
    ------
    BadInputError
        The text is no such id.
    UnknownNameError
        There is no such figure; the nearest are suggested.
    """
    match = _ID.fullmatch(figure_id)
    if not match:
        raise BadInputError(
            f"{figure_id!r} is no id of a reconciled figure. "
            "Take one from `caspia reconcile SERIES --json`."
        )
    found = reconcile_series(ledger, match[1], period=_period(figure_id))
    by_id = {one.id: one for one in found.quantities}
    if figure_id not in by_id:
        raise UnknownNameError("reconciled figure", figure_id, nearest(figure_id, by_id, most=3))
    return explain(ledger, by_id[figure_id])


def _period(figure_id: str) -> Period | None:
    """Return the period that an id names; only what touches it needs to be reconciled."""
    days = _DAYS.search(figure_id)
    if days is None:
        return None
    start, end = days.groups()
    return read_period(f"{start}..{end}")
