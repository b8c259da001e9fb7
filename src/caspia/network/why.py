"""From the name of an assumption back to what it says and the rows that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts.spoken import write_unit
from caspia.errors import UnknownNameError
from caspia.ledger import Why, nearest, why_row
from caspia.network.assumptions import ALL_OTHERS, assumption_rows

if TYPE_CHECKING:
    from caspia.ledger import Ledger
    from caspia.network.assumptions import Assumption

PREFIX = "assumption:"


def why_assumption(ledger: Ledger, asked: str) -> Why:
    """Return the tree of an assumption: its interval, why it was chosen, and rows behind it.

    Parameters
    ----------
    ledger : Ledger
        As of the day meant; a number whose rows it does not show yet counts as assumed.
    asked : str
        As printed, e.g. ``assumption:handling_cost.ferry``.

    Raises
    ------
    UnknownNameError
        There is no such assumption; the nearest are suggested.
    """
    name, table = asked.removeprefix(PREFIX), assumption_rows()
    if name not in table:
        near = [f"{PREFIX}{one}" for one in nearest(name, list(table), most=3)]
        raise UnknownNameError("assumption", asked, near)
    assumption = table[name]
    shown = tuple(one for one in assumption.rows if ledger.find(one))
    basis = assumption.basis if shown else "assumed"
    parts = tuple(why_row(ledger, one) for one in shown)
    return Why(asked, "assumption", _says(assumption, basis), parts=parts)


def _says(one: Assumption, basis: str) -> str:
    what = " of ".join(part.replace("_", " ") for part in one.name.split("."))
    where = ", ".join(key.replace("_", " ") for key in one.applies_to if key != ALL_OTHERS)
    interval = f"{one.value:g} {write_unit(one.unit)} ({one.low:g} to {one.high:g})"
    return f"{what}{f' ({where})' if where else ''}: {interval}, {basis}. {one.reason}"
