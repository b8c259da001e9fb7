"""The job of a what-if: what a scenario changes, explained by its causes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.asked_scenario import asked_scenario
from caspia.atlas.answers.content import as_bytes
from caspia.atlas.jobs.flows import by_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from caspia.ledger import Ledger
    from caspia.scenarios.whatif import WhatIf

    Tell = Callable[[str, int, int], None]

# What is told and drawn of a result takes about a fifth of the whole.
_SHARE_TOLD = 5


def whatif_job(ledger: Ledger, question: dict[str, Any], tell: Tell) -> dict[str, bytes]:
    """Return the files of a what-if: ``result.json`` for the page, a page and a PDF to take away.

    Raises
    ------
    BadScenarioError
        Changes cannot hold; all are listed.
    BadDateError, UnknownNameError, BadInputError
        As `caspia.scenarios.whatif.what_if`.
    """
    from caspia.scenarios.whatif import what_if

    def done(step: str, number: int, total: int) -> None:
        tell(step, number, total + total // (_SHARE_TOLD - 1))

    answer = what_if(
        ledger,
        asked_scenario(question["scenario"]),
        question["period"],
        against=asked_scenario(question["against"]) if question["against"] else None,
        goods=question["goods"] or None,
        engine=question["engine"],
        done=done,
    )
    return _files(answer, tell)


def _files(answer: WhatIf, tell: Tell) -> dict[str, bytes]:
    from caspia.briefs.whatif_page import whatif_html, whatif_pdf
    from caspia.scenarios.exports import as_plain, effect_table

    tell("the answer in values", 85, 100)
    plain = as_plain(answer)
    moved = {
        name: by_link(result, result.links())
        for name, result in (("before", answer.before), ("after", answer.after))
    }
    result = as_bytes(plain | moved | {"names": _names(answer)})
    tell("the maps and the page", 90, 100)
    return {
        "result.json": result,
        "effects.csv": effect_table(answer).write_csv().encode(),
        "whatif.html": whatif_html(answer).encode(),
        "whatif.pdf": whatif_pdf(answer),
    }


def _names(answer: WhatIf) -> dict[str, str]:
    """Return in words what effects are of."""
    from caspia.scenarios.sentences import name_of_effect

    return {one.measure.of: name_of_effect(one, answer) for one in answer.effects}
