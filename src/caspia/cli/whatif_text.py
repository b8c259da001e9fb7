"""A what-if for people: sentences and tables on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.cli.terminal import NARROW, grid, print_table, say, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.scenarios import Scenario
    from caspia.scenarios.whatif import WhatIf


def print_what_if(answer: WhatIf) -> None:
    """Print what a scenario changes."""
    from caspia.scenarios.sentences import summary
    from caspia.scenarios.tables import tables

    console = terminal(NARROW)
    say(console, "", summary(answer))
    say(console, "Causes", _causes(answer))
    for table in tables(answer):
        print_table(console, table)
    if answer.scenario.observed:
        say(console, "What the record says", [answer.scenario.observed.text])
    say(console, "", _foot(answer))


def print_presets(found: Sequence[Scenario]) -> None:
    """Print the presets with what each asks."""
    drawn = grid()
    for column in ("name", "asks", "period"):
        drawn.add_column(column, overflow="fold")
    for one in found:
        drawn.add_row(one.name, one.title, one.period)
    terminal(NARROW).print(drawn)


def _causes(answer: WhatIf) -> Iterator[str]:
    from caspia.scenarios.sentences import told_cause

    ledger = answer.after.region.ledger
    for number, cause in enumerate(answer.causes, start=1):
        yield f"{number}. {' '.join(told_cause(cause, ledger))}"


def _foot(answer: WhatIf) -> Iterator[str]:
    before, after = answer.before.balance, answer.after.balance
    holds = before.holds and after.holds
    yield (
        f"Balance {'holds' if holds else 'DOES NOT HOLD'} without and with the scenario; largest "
        f"violation {max(before.imbalance, after.imbalance):.0e}."
    )
    if len(answer.causes) > 1:
        mean = "some orders, drawn" if answer.sampled else "all orders"
        yield (
            "The part of a cause is the mean of what it adds over "
            f"{mean} of the causes (Shapley's value); the parts add up to the difference."
        )
    yield "`caspia whatif … --json` has every effect; `caspia why ID` opens a row of a cause."
