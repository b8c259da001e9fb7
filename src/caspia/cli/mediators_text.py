"""Rankings of hosts and mediators as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.cli.terminal import grid, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from caspia.relations import BackTest, Candidate, Mediators

_REASONS_SHOWN = 4
_ORDERS = {
    "score": "this ranking",
    "past_frequency": "past frequency",
    "nearest_capital": "nearest capital",
    "largest_economy": "largest economy",
    "permanent_members": "permanent members first",
    "weaker_tie": "the weaker tie alone",
    "random": "random",
}
_WAYS = {
    "all": "all talks",
    "first_time": "first-timers only",
    "without_history": "without the two's own history",
}


def print_mediators(found: Mediators) -> None:
    """Print both rankings, what is said of roles, who is not ranked, and the back-test."""
    from caspia.ledger import name_of
    from caspia.relations import CAVEAT

    console = terminal()
    names = " and ".join(name_of(found.ledger, party) for party in (found.a, found.b))
    console.print(f"[bold]{found.backtest.first_line}[/bold]")
    console.print(f"Between {names} on {found.on}, as known by {found.ledger.as_of or 'now'}.")
    console.print(f"{CAVEAT} Hosting is not mediating.\n")
    _print_ranking(console, "Who mediates", found.mediators)
    _print_ranking(console, "Who hosts", found.hosts)
    _print_said(console, found)
    _print_not_enough(console, found)
    _print_backtest(console, found.backtest)


def _print_ranking(console: Console, title: str, candidates: Sequence[Candidate]) -> None:
    drawn = grid()
    console.print(f"[bold]{title}[/bold]")
    drawn.add_column("")
    for name in ("score", "band", "first", "of 3", "known"):
        drawn.add_column(name, justify="right")
    drawn.add_column("why", overflow="fold")
    for number, one in enumerate(candidates, 1):
        hollow = " o" if one.is_indicative else ""
        odds = dict(one.odds)
        drawn.add_row(
            f"{number} {one.name}",
            f"{100 * one.score:.0f}{hollow}",
            f"{100 * one.low:.0f}–{100 * one.high:.0f}",
            f"{odds[1]:.0%}",
            f"{odds[3]:.0%}",
            f"{one.coverage:.0%}",
            "; ".join(reason.text for reason in one.reasons[:_REASONS_SHOWN]),
        )
    console.print(drawn)
    console.print()


def _print_said(console: Console, found: Mediators) -> None:
    told = [(one.name, one.said) for one in found.mediators]
    told += [(one.name, one.said) for one in found.not_enough]
    for name, some in told:
        for said in some:
            rows = ", ".join(said.rows)
            console.print(f"Said of {name}, {said.day}: {said.text} [dim]{rows}[/dim]")


def _print_not_enough(console: Console, found: Mediators) -> None:
    near = [one for one in found.not_enough if one.tells_more]
    others = [one.name for one in found.not_enough if one not in near]
    console.print("[bold]Not enough data[/bold] (their place would say nothing):")
    for one in near:
        told = "; ".join(reason.text for reason in one.reasons)
        part = f" (as {one.roles[0]})" if len(one.roles) == 1 else ""
        kinds = ", ".join(one.kinds) or "nothing"
        console.print(f"  {one.name}{part}: rows of it and both by {kinds}. {told}")
    console.print(f"  No more than the place of the capital: {', '.join(others) or 'none'}.\n")


def _print_backtest(console: Console, found: BackTest) -> None:
    for (role, way), trial in found.trials.items():
        drawn = grid()
        lift, low, high = (f"{100 * x:+.0f}" for x in trial.lift)
        console.print(
            f"{role}, {_WAYS[way]}: n = {trial.cases}, {trial.rankable} of them rankable; "
            f"lift of hit@3 over past frequency {lift} ({low} to {high})"
        )
        for name in ("", "hit@1", "hit@3", "hit@5", "MRR"):
            drawn.add_column(name, justify="right" if name else "left")
        for order, result in trial.results.items():
            hits = [f"{share:.0%}" for share in result.hit.values()]
            drawn.add_row(_ORDERS[order], *hits, f"{result.reciprocal_rank:.2f}")
        console.print(drawn)
        console.print()
