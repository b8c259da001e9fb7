"""What was promised, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.claims import promises, scores
from caspia.claims.promise_exports import promises_as_plain
from caspia.ledger import name_of

if TYPE_CHECKING:
    from caspia.atlas.answers.knowledge import View
    from caspia.claims import Kept


def promised(view: View, *, by: str | None, about: str | None) -> dict[str, Any]:
    """Return promises due by the day, with outcomes and the scores of who made them.

    Raises
    ------
    UnknownNameError
        There is no such party or thing.
    """
    found = kept(view, by, about)
    plain = promises_as_plain(view.ledger, found, scores(found))
    ids = {one for line in plain["promises"] for one in line["promisers"]}
    ids |= {line["promiser"] for line in plain["scores"]}
    names = {one: name_of(view.ledger, one) for one in sorted(ids)}
    return plain | {"on": view.on, "promiser_names": names}


def kept(view: View, by: str | None, about: str | None) -> tuple[Kept, ...]:
    """Return the promises themselves."""
    return promises(view.ledger, by, about, view.on)
