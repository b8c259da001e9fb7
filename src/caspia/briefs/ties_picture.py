"""Ties as pictures: a timeline of two, and a matrix of all pairs of some."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from caspia.briefs.pictures.ties_chart import ties_chart
from caspia.briefs.pictures.ties_matrix import ties_matrix
from caspia.briefs.pictures.ties_request import MatrixRequest, PairCell, TieMark, TiesRequest
from caspia.ledger import name_of
from caspia.relations import marks_of, ties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.drawing import Drawing
    from caspia.ledger import Ledger
    from caspia.relations import Ties


def ties_picture(found: Ties) -> Drawing:
    """Draw the tie of two parties over at least two months.

    Raises
    ------
    BadInputError
        There is one month only.
    """
    a, b = (name_of(found.ledger, party) for party in (found.a, found.b))
    kinds = {
        "visit.a": f"high visits, {a} to {b}",
        "visit.b": f"high visits, {b} to {a}",
        "treaty": "political agreements of the two",
    }
    return ties_chart(
        TiesRequest(
            f"{a} and {b}",
            found.months,
            tuple(100 * float(x) for x in found.score),
            tuple(100 * float(x) for x in found.low),
            tuple(100 * float(x) for x in found.high),
            found.is_indicative,
            {
                name: tuple(None if value is None else 100 * value for value in values)
                for name, values in found.groups.items()
            },
            tuple(TieMark(one.day, kinds[one.kind], one.label) for one in marks_of(found)),
        )
    )


def matrix_picture(ledger: Ledger, parties: Sequence[str], month: str) -> Drawing:
    """Draw the ties of all pairs of some parties in a month.

    Raises
    ------
    UnknownNameError
        There is no such party.
    BadInputError
        There are too many or too few of them.
    """
    cells = []
    for a, b in combinations(parties, 2):
        found = ties(ledger, a, b, month)
        cells.append(
            PairCell(
                a,
                b,
                100 * float(found.score[-1]),
                100 * float(found.coverage[-1]),
                found.is_indicative[-1],
            )
        )
    names = {party: name_of(ledger, party) for party in parties}
    return ties_matrix(MatrixRequest(names, tuple(cells), month))
