"""From the id of a printed figure back to the rows it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caspia.briefs.compose import brief
from caspia.briefs.mediators_page import mediators_page
from caspia.errors import BadInputError, UnknownNameError
from caspia.ledger import Why, nearest, why_row
from caspia.relations import mediators

if TYPE_CHECKING:
    from caspia.briefs.document import Figure
    from caspia.ledger import Ledger

_ID = re.compile(r"brief:([^:]+?)-([^:]+):(\d{4}-\d\d-\d\d)(?:@(\d{4}-\d\d-\d\d))?:(.+)")
_RANK_ID = re.compile(_ID.pattern.replace("brief:", "mediators:", 1))


def why_figure(ledger: Ledger, figure_id: str) -> Why:
    """Return the tree of a printed figure; the brief is written again to find it.

    Parameters
    ----------
    ledger : Ledger
        As of any day: the id says which day's knowledge is meant.
    figure_id : str
        As in the page, e.g. ``brief:AZE-KAZ:2024-05-31:trade.turnover.2023.KAZ``.

    Raises
    ------
    BadInputError
        The text is no such id.
    UnknownNameError
        The brief has no such figure; the nearest are suggested.
    """
    match = _ID.fullmatch(figure_id)
    if not match:
        raise BadInputError(
            f"{figure_id!r} is no id of a figure. "
            "Write it as in brief:AZE-KAZ:2024-05-31:trade.turnover.2023.KAZ."
        )
    a, b, on, as_of, key = match.groups()
    known = ledger.at(as_of or on)
    page = brief(known, a, b, on, flows=key.startswith("moves."))
    figures = {figure.id: figure for figure in page.figures()}
    if figure_id not in figures:
        raise UnknownNameError("figure", figure_id, nearest(figure_id, figures, most=3))
    return _explain(known, figures[figure_id])


def why_mediators(ledger: Ledger, figure_id: str) -> Why:
    """Return the tree of a number of a ranking; the page is made again to find it.

    Parameters
    ----------
    ledger : Ledger
        As of any day: the id says which day's knowledge is meant.
    figure_id : str
        Such as ``mediators:ARM-AZE:2024-04-30:peace.rank.mediator.KAZ.score``.

    Raises
    ------
    BadInputError
        The text is no such id.
    UnknownNameError
        The page has no such figure; the nearest are suggested.
    """
    match = _RANK_ID.fullmatch(figure_id)
    if not match:
        raise BadInputError(
            f"{figure_id!r} is no id of a ranking. "
            "Write it as in mediators:ARM-AZE:2024-04-30:peace.rank.mediator.KAZ.score."
        )
    a, b, on, as_of, _ = match.groups()
    known = ledger.at(as_of or on)
    page = mediators_page(mediators(known, a, b, on))
    figures = {figure.id: figure for figure in page.figures()}
    if figure_id not in figures:
        raise UnknownNameError("figure", figure_id, nearest(figure_id, figures, most=3))
    return _explain(known, figures[figure_id])


def _explain(ledger: Ledger, figure: Figure) -> Why:
    parts = tuple(why_row(ledger, row) for row in figure.rows)
    return Why(figure.id, "figure", f"{figure.text}: {figure.how}", parts=parts)
