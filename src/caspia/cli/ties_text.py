"""Ties as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.cli.terminal import grid, terminal
from caspia.relations.tie_exports import tie_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from caspia.relations import Through, Ties

_YEARLY_FROM = 24
_HOLLOW = "o: less than enough is known, indicative only. An empty cell: no row."


def print_ties(found: Ties, routes: Sequence[Through] = ()) -> None:
    """Print a tie: its last month, its months or years, what changed it, and modelled routes."""
    from caspia.ledger import name_of
    from caspia.relations import say_tie

    console = terminal()
    console.print(f"[bold]{say_tie(found)}.[/bold]")
    _print_months(console, found)
    if len(found.months) > 1:
        _print_change(console, found)
    for one in routes:
        party, other = (name_of(found.ledger, who) for who in (one.party, one.other))
        low, high = f"{one.share.low:.0%}", f"{one.share.high:.0%}"
        console.print(
            f"Modelled on {one.on}: of {party}'s best routes of {one.good} to {one.pairs} places, "
            f"{one.share.value:.0%} ({low} to {high}) cross {other}."
        )
    last = f"tie:{found.a}-{found.b}:{found.months[-1]:%Y-%m}"
    console.print(f"{_HOLLOW} `caspia why {last}` opens a month.")


def print_matrix(found: Sequence[Ties]) -> None:
    """Print the ties of all pairs in their last month."""
    console = terminal()
    ids = list(dict.fromkeys(party for one in found for party in (one.a, one.b)))
    cells = {(one.a, one.b): one for one in found}
    console.print(f"[bold]Ties in {found[0].months[-1]:%B %Y}, of 100[/bold]")
    drawn = grid()
    drawn.add_column("")
    for party in ids:
        drawn.add_column(party, justify="right")
    for row in ids:
        drawn.add_row(row, *(_cell(cells.get((row, column))) for column in ids))
    console.print(drawn)
    console.print(_HOLLOW)


def _print_months(console: Console, found: Ties) -> None:

    drawn = grid()
    drawn.add_column("month")
    shares = (f"{found.b} in {found.a}'s trade", f"{found.a} in {found.b}'s")
    for name in ("tie", "band", "known", *found.groups, *shares):
        drawn.add_column(name, justify="right")
    for line in _shown(tie_lines(found)):
        hollow = " o" if line["indicative"] else ""
        drawn.add_row(
            line["month"],
            f"{_hundred(line['score'])}{hollow}",
            f"{_hundred(line['low'])}–{_hundred(line['high'])}",
            f"{line['coverage']:.0%}",
            *(_hundred(line[group]) for group in found.groups),
            *(_percent(line[f"share_{side}"]) for side in ("a", "b")),
        )
    console.print(drawn)


def _shown(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return all months of a short period, of a long one each December and the last."""
    if len(lines) <= _YEARLY_FROM:
        return lines
    return [line for line in lines if line["month"].endswith("-12") or line is lines[-1]]


def _print_change(console: Console, found: Ties) -> None:
    from caspia.relations import columns, say_column

    first, last = found.months[0], found.months[-1]
    parts = found.change(first, last)
    moved = [(column, part) for column, part in zip(columns(), parts, strict=True) if part.brings]
    moved.sort(key=lambda pair: -abs(pair[1].brings))
    told = "; ".join(f"{say_column(found, c)} {100 * p.brings:+.1f}" for c, p in moved)
    change = 100 * float(found.score[-1] - found.score[0])
    console.print(f"From {first:%Y-%m} to {last:%Y-%m} {change:+.1f} of 100: {told or 'nothing'}.")


def _cell(one: Ties | None) -> str:
    if one is None:
        return ""
    return f"{_hundred(float(one.score[-1]))}{' o' if one.is_indicative[-1] else ''}"


def _hundred(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f}"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f} %"
