"""Who hosts and who mediates between two parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.relations import mediators as mediators_between
from caspia.relations.mediator_exports import mediators_as_plain

if TYPE_CHECKING:
    from caspia.atlas.answers.knowledge import View


def mediators(view: View, *, a: str, b: str) -> dict[str, Any]:
    """Return both rankings on the day, with reasons and the back-test.

    Raises
    ------
    UnknownNameError
        There is no such state.
    BadInputError
        Nobody mediates between one and itself.
    """
    return mediators_as_plain(mediators_between(view.ledger, a, b, view.on))
