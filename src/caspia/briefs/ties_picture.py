"""Ties as pictures: a timeline of two, and a matrix of all pairs of some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.pictures.ties_chart import ties_chart
from caspia.briefs.pictures.ties_matrix import ties_matrix
from caspia.briefs.pictures.ties_request import MatrixRequest, PairCell, TieMark, TiesRequest
from caspia.ledger import name_of
from caspia.relations import marks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.drawing import Drawing
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


def matrix_picture(found: Sequence[Ties]) -> Drawing:
    """Draw the last month of ties of all pairs of some parties.

    Raises
    ------
    BadInputError
        There are too many or too few parties.
    """
    ids = dict.fromkeys(party for one in found for party in (one.a, one.b))
    cells = tuple(
        PairCell(
            one.a,
            one.b,
            100 * float(one.score[-1]),
            100 * float(one.coverage[-1]),
            one.is_indicative[-1],
        )
        for one in found
    )
    names = {party: name_of(found[0].ledger, party) for party in ids}
    return ties_matrix(MatrixRequest(names, cells, f"{found[0].months[-1]:%B %Y}"))
