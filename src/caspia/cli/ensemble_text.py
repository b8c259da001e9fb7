"""An ensemble for people: sentences and tables on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.scenarios.ensembles import Ensemble

_WIDTH = 150


def print_ensemble(answer: Ensemble) -> None:
    """Print bands beside the record, and the facts that move them."""
    from rich.console import Console
    from rich.table import Table

    from caspia.scenarios.ensembles.sentences import foot, summary
    from caspia.scenarios.ensembles.tables import tables

    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    for line in summary(answer):
        console.print(line, highlight=False, markup=False)
    for table in tables(answer):
        console.print(f"\n[bold]{table.title}[/bold]")
        grid = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
        for column in table.columns:
            justify = "right" if column in table.rights else "left"
            grid.add_column(column, overflow="fold", justify=justify)  # type: ignore[arg-type]
        for row in table.rows:
            grid.add_row(*row)
        console.print(grid if table.rows else "Nothing.")
    console.print()
    for line in foot(answer):
        console.print(line, highlight=False, markup=False)
