"""Laying a scenario over a ledger: all its patches are checked, then they are one more layer."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from caspia.errors import BadRowsError, BadScenarioError
from caspia.ledger import Layer, Ledger, compile_over
from caspia.ledger.cache import cache_folder, cached
from caspia.network import Network
from caspia.scenarios.contradictions import contradictions, void
from caspia.scenarios.patch import FIRST_DAY
from caspia.scenarios.rows import rows_of
from caspia.scenarios.selecting import meant_by

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.errors import RowProblem
    from caspia.ledger.raw_rows import RawTables
    from caspia.scenarios.model import Scenario
    from caspia.scenarios.patch import Patch
    from caspia.scenarios.selecting import Meant


def applied(scenario: Scenario, ledger: Ledger) -> Ledger:
    """Return a ledger with the rows of a scenario over it; without patches the ledger itself.

    Raises
    ------
    BadScenarioError
        With everything that is wrong; nothing is written.
    """
    if not scenario.patches:
        return ledger
    meant = checked(scenario, ledger)
    raw = rows_of(scenario, meant)
    found = Ledger(
        (*ledger.layers, _layer(scenario, raw, ledger)),
        ledger.as_of,
        strict=ledger.strict,
        ended=ledger.ended,
    )
    _require_open(scenario, meant, found)
    return found


def checked(scenario: Scenario, ledger: Ledger) -> dict[str, Meant]:
    """Return what each patch is about, by its id.

    Raises
    ------
    BadScenarioError
        With everything that is wrong.
    """
    problems: list[RowProblem] = []
    if any(layer.name == _layer_name(scenario) for layer in ledger.layers):
        what = f"{scenario.name} lies over this ledger already."
        problems.append(scenario.patches[0].problem(what, "Apply it once."))
    meant = {patch.id: meant_by(patch, ledger, problems) for patch in scenario.patches}
    for patch in scenario.patches:
        problems.extend(void(patch, meant[patch.id], ledger))
    problems.extend(contradictions(scenario.patches, meant))
    if problems:
        raise BadScenarioError(sorted(problems, key=lambda one: (one.file, one.line)))
    return meant


def _layer_name(scenario: Scenario) -> str:
    return f"scenario:{scenario.name}"


def _layer(scenario: Scenario, raw: RawTables, ledger: Ledger) -> Layer:
    """Return the rows as a compiled layer, kept in the cache by their content."""
    below = "\x1e".join(layer.content for layer in ledger.layers)
    told = "\x1e".join(
        "\x1f".join((table, *(f"{name}={cell}" for name, cell in row.cells.items())))
        for table, rows in raw.rows.items()
        for row in rows
    )
    content = hashlib.sha256(f"{below}\x1d{told}".encode()).hexdigest()[:20]

    def build(target: Path) -> None:
        try:
            compile_over(raw, ledger.layers, target)
        except BadRowsError as fault:
            raise BadScenarioError(fault.problems) from None

    path = cached(f"scenario-{content}.duckdb", build, cache_folder() / "scenarios")
    return Layer(_layer_name(scenario), path, content)


def _require_open(scenario: Scenario, meant: dict[str, Meant], ledger: Ledger) -> None:
    """Refuse links that a patch opens and that something else still keeps shut."""
    problems = [
        problem
        for patch in scenario.patches
        if patch.verb in ("open", "build")
        for problem in _still_shut(patch, meant[patch.id], ledger)
    ]
    if problems:
        raise BadScenarioError(problems)


def _still_shut(patch: Patch, meant: Meant, ledger: Ledger) -> list[RowProblem]:
    network = Network.on(ledger, patch.start or FIRST_DAY)
    found = []
    for link in meant.links:
        state = network.state(link.id)
        if not state.passes:
            reasons = ", ".join(state.because)
            what = f"{link.id} would still be {state.status} on {network.date}: {reasons}."
            cure = "Let it exist by build:, or bring its agreement into force by revive:."
            found.append(patch.problem(what, cure))
    return found
