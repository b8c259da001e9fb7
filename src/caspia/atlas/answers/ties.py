"""Ties of two parties over months, or of all pairs in one."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from caspia.ledger import name_of
from caspia.relations import columns, region, say_column, say_tie
from caspia.relations import ties as ties_of
from caspia.relations.tie_exports import matrix_as_plain, ties_as_plain

if TYPE_CHECKING:
    from caspia.atlas.answers.knowledge import View
    from caspia.relations import Ties


def ties(view: View, *, a: str, b: str, period: str, form: str) -> dict[str, Any]:
    """Return the ties of two parties by month, and what brought them about.

    Raises
    ------
    UnknownNameError
        There is no such party.
    BadInputError, BadDateError
        One has no tie with itself; the form or period is none.
    """
    found = ties_of(view.ledger, a, b, period, form=form)
    told = ties_as_plain(found)
    return told | {
        "id": f"tie:{found.a}-{found.b}:{found.months[-1]:%Y-%m}",
        "says": say_tie(found),
        "features": {column.id: say_column(found, column) for column in columns()},
        "names": {party: name_of(view.ledger, party) for party in (found.a, found.b)},
    }


def all_ties(view: View, *, period: str, form: str) -> dict[str, Any]:
    """Return the ties of all pairs of the region in the last month of a period.

    Raises
    ------
    BadInputError, BadDateError
        The form or period is none.
    """
    found = matrix(view, period, form)
    names = {party: name_of(view.ledger, party) for party in region(view.ledger)}
    told = matrix_as_plain(view.ledger, found)
    return told | {"month": f"{found[0].months[-1]:%Y-%m}", "names": names}


def matrix(view: View, period: str, form: str) -> list[Ties]:
    """Return the ties of all pairs of the region."""
    pairs = combinations(region(view.ledger), 2)
    return [ties_of(view.ledger, a, b, period, form=form) for a, b in pairs]
