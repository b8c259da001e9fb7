"""The rate of ocean container carriers on a day: the published rate nearest in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.network.measures import Value
from caspia.network.told import middle

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger import Row
    from caspia.network.value_rows import ValueRows

# Shanghai to Rotterdam by the way that a rate was asked for; one that names no way is of the years
# before the ships left the Red Sea.
_KM = {"OCEAN": 19631.0, "OCEAN_SUEZ": 19631.0, "OCEAN_CAPE": 25558.0}
_NEAR = timedelta(days=366)
_PARTNER = "rotterdam"


def ocean_rate(rows: ValueRows) -> Value:
    """Return US dollars per tonne and km of a box on ocean lines.

    The Shanghai-Rotterdam rate nearest to the day, if within a year, over the way that it was asked
    for; its interval is that of all such rates within half a year around the day.
    """
    figures = [row for subject in _KM for row in rows.series("freight_rate", subject)]
    main = [row for row in figures if _from_shanghai(row)]
    near = sorted(main, key=lambda row: (_apart(row, rows.on), row.id))
    if not near or _apart(near[0], rows.on) > _NEAR:
        return rows.parameters.value("ocean_rate")
    per_tonne = 1 / rows.parameters.number("feu_tonnes")
    window = [row for row in near if _apart(row, rows.on) <= _NEAR / 2] or near[:1]
    rates = [per_tonne * middle(row) / _KM[row["subject"]] for row in window]
    centre = rates[0]
    below, above = (rows.parameters.number(f"rate_spread.{end}") for end in ("low", "high"))
    low, high = min(*rates, below * centre), max(*rates, above * centre)
    ids = tuple(row.id for row in window)
    return Value(centre, low, high, "measured", ids, ("feu_tonnes",))


def _from_shanghai(row: Row) -> bool:
    westbound = row["partner"] == _PARTNER or (
        row["subject"] == "OCEAN_SUEZ" and row["scope"] == "westbound"
    )
    return westbound and row["unit"] == "USD_per_FEU" and row["valid_from"] is not None


def _apart(row: Row, on: date) -> timedelta:
    begun: date = row["valid_from"]
    return abs(begun - on)
