"""Progress on the terminal: on standard error, only where a person looks on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console


@contextmanager
def working(what: str, *, quiet: bool) -> Iterator[None]:
    """Show a spinner while something of unknown length runs."""
    if quiet:
        yield
        return
    with error_console().status(f"{what} …"):
        yield


@contextmanager
def counted(what: str, *, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar with an estimate; yields a function of a step's name, its number and how many."""
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = error_console()
    hidden = quiet or not console.is_terminal
    bar = Progress(*columns, console=console, transient=True, disable=hidden)
    with bar:
        task = bar.add_task(what, total=None)

        def step(name: str, number: int, total: int) -> None:
            bar.update(task, description=f"{what}: {name}", completed=number, total=total)

        yield step


def error_console() -> Console:
    """Return a console on standard error."""
    from rich.console import Console

    return Console(stderr=True)
