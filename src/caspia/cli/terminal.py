"""Answers on the terminal: a console that a pipe does not squeeze, lines and tables on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.table import Table

    from caspia.flows.text_table import TextTable

# A table squeezed into 80 columns would cut ids; a file or pipe has room.
WIDE, NARROW = 200, 120


def terminal(width: int = WIDE) -> Console:
    """Return a console on standard output; of so many columns where that is no terminal."""
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=width)


def grid() -> Table:
    """Return an empty table in the look of all answers: no rules, two spaces between columns."""
    from rich.table import Table

    return Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))


def say(console: Console, title: str, lines: Iterable[str]) -> None:
    """Print lines, under a title where there is one."""
    if title:
        console.print(f"\n[bold]{title}[/bold]")
    for line in lines:
        console.print(line, highlight=False, markup=False)


def print_table(console: Console, table: TextTable) -> None:
    """Print a table under its title; "Nothing." where it has no rows."""
    console.print(f"\n[bold]{table.title}[/bold]")
    drawn = grid()
    for column in table.columns:
        is_right = column in table.rights
        drawn.add_column(column, overflow="fold", justify="right" if is_right else "left")
    for row in table.rows:
        drawn.add_row(*row)
    console.print(drawn if table.rows else "Nothing.")
