"""The amount that a row states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from caspia.amounts import Amount, Qualifier, dimension

if TYPE_CHECKING:
    from collections.abc import Mapping

# Whose figures are printed to the last digit they know; the press rounds.
EXACT_KINDS = ("official", "dataset")


def amount_from(
    cells: Mapping[str, Any], quoted: str | None = None, source_kind: str = ""
) -> Amount:
    """Return the amount in the columns value, low, high, qualifier and unit of a row.

    Parameters
    ----------
    cells : mapping
        The row; ``qualifier`` may be missing or empty, which means exact.
    quoted : str, optional
        As printed by the source.
    source_kind : str
        Kind of the source: zeros in an official statistic are digits.

    Raises
    ------
    AmountError
        The columns make no amount.
    """
    unit = cells["unit"]
    counted = dimension(unit) in ("count", "rank")
    return Amount.of(
        cells.get("value"),
        unit,
        cast("Qualifier", cells.get("qualifier") or "exact"),
        quoted or None,
        low=cells.get("low"),
        high=cells.get("high"),
        counted=counted,
        official=source_kind in EXACT_KINDS,
    )
