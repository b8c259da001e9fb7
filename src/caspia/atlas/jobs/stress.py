"""The job of stress: what is lost without each link, place and agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.asked_scenario import asked_scenario
from caspia.atlas.answers.content import as_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from caspia.ledger import Ledger

    Tell = Callable[[str, int, int], None]


def stress_job(ledger: Ledger, question: dict[str, Any], tell: Tell) -> dict[str, bytes]:
    """Return the files of a stress job: ``result.json`` for the page, and a table.

    Raises
    ------
    BadDateError, UnknownNameError, BadInputError
        As `caspia.scenarios.stress.stress`.
    """
    from caspia.ledger import name_of
    from caspia.scenarios.stress import stress
    from caspia.scenarios.stress.exports import stress_as_csv, stress_as_plain

    names = question["scenario"]
    known = asked_scenario(names).apply(ledger) if names else ledger

    def done(lost: str, number: int, total: int) -> None:
        tell(f"without {name_of(known, lost)}", number, total)

    tell("what moves with everything in its place", 0, 0)
    found = stress(
        known,
        question["period"],
        kinds=question["kinds"],
        demand=question["demand"],
        goods=question["goods"] or None,
        done=done,
    )
    plain = stress_as_plain(found)
    share = round(found.result.assumed_share, 4)
    return {
        "result.json": as_bytes(plain | {"assumed_share": share}),
        "stress.csv": stress_as_csv(found).encode(),
    }
