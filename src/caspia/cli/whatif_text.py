"""A what-if for people: sentences and tables on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from caspia.flows.text_table import TextTable
    from caspia.scenarios import Scenario
    from caspia.scenarios.whatif import WhatIf

_WIDTH = 120


def print_what_if(answer: WhatIf) -> None:
    """Print what a scenario changes."""
    from caspia.scenarios.sentences import summary
    from caspia.scenarios.tables import tables

    console = _console()
    _say(console, "", summary(answer))
    _say(console, "Causes", _causes(answer))
    for table in tables(answer):
        _print(console, table)
    if answer.scenario.observed:
        _say(console, "What the record says", [answer.scenario.observed.text])
    _say(console, "", _foot(answer))


def print_presets(found: Sequence[Scenario]) -> None:
    """Print the presets with what each asks."""
    from rich.table import Table

    grid = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("name", "asks", "period"):
        grid.add_column(column, overflow="fold")
    for one in found:
        grid.add_row(one.name, one.title, one.period)
    _console().print(grid)


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


def _console() -> Console:
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH)


def _say(console: Console, title: str, lines: Iterable[str]) -> None:
    if title:
        console.print(f"\n[bold]{title}[/bold]")
    for line in lines:
        console.print(line, highlight=False, markup=False)


def _print(console: Console, table: TextTable) -> None:
    from rich.table import Table

    console.print(f"\n[bold]{table.title}[/bold]")
    grid = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in table.columns:
        right: dict[str, Any] = {"justify": "right"}
        grid.add_column(column, overflow="fold", **(right if column in table.rights else {}))
    for row in table.rows:
        grid.add_row(*row)
    console.print(grid)
