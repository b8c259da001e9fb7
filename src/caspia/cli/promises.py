"""``caspia promises``: what was promised and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from caspia.cli.options import (
    AsJson,
    AsOf,
    Format,
    LedgerFile,
    OutFolder,
    OutputFormat,
    Quiet,
    ScenarioNames,
    Strict,
    chosen_format,
    opened,
)
from caspia.cli.terminal import grid, terminal

if TYPE_CHECKING:
    from caspia.claims import Kept, Score
    from caspia.ledger import Ledger


def promises_command(
    by: Annotated[
        str | None, typer.Option(metavar="PARTY", help="Who promised: code, id or name.")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(metavar="ID", help="A series, corridor, line or port, or kind of event."),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day by which it is due; else --as-of, else today."),
    ] = None,
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """List plans, targets and planned events, and say which were kept.

    [dim]caspia promises --by TITR[/dim]

    [dim]caspia promises --by KAZ --about oil_transit --as-of 2025-12-31[/dim]
    """
    from caspia.claims import promises, scores

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    found = promises(known, by, about, on)
    _give(known, found, scores(found), chosen, out)


def _give(
    ledger: Ledger,
    found: tuple[Kept, ...],
    tally: tuple[Score, ...],
    chosen: OutputFormat,
    out: OutFolder,
) -> None:
    from caspia.claims.promise_exports import promises_as_csv, promises_as_plain
    from caspia.cli import answers

    if chosen == OutputFormat.TABLE:
        _print(ledger, found, tally)
    elif chosen == OutputFormat.JSON:
        answers.give_text(
            answers.as_json(promises_as_plain(ledger, found, tally)), "promises.json", out
        )
    elif chosen == OutputFormat.CSV:
        answers.give_text(promises_as_csv(found), "promises.csv", out)
    else:
        answers.refuse("promises", chosen, ("table", "json", "csv"))


def _print(ledger: Ledger, found: tuple[Kept, ...], tally: tuple[Score, ...]) -> None:
    from rich.markup import escape

    console = terminal()
    drawn = _grid(("due", 1), ("promised", 6), ("by", 2), ("outcome", 1), ("record", 5))
    for one in found:
        drawn.add_row(
            str(one.promise.due or "no day"),
            escape(one.promise.says),
            escape(", ".join(one.promise.promisers) or ", ".join(one.promise.sources)),
            one.outcome.replace("_", " "),
            escape(one.record),
        )
    if found:
        console.print(drawn)
    judged = [score for score in tally if score.n]
    if judged:
        console.print(_scores(ledger, judged))
    noun = "promise" if len(found) == 1 else "promises"
    console.print(f"{len(found)} {noun}. Only what came due and has a record enters a score.")


def _grid(*columns: tuple[str, int]) -> Any:
    drawn = grid()
    for title, ratio in columns:
        drawn.add_column(title, ratio=ratio, overflow="fold")
    return drawn


def _scores(ledger: Ledger, judged: list[Score]) -> Any:
    from caspia.ledger import name_of

    drawn = _grid(("promiser", 4), ("n", 1), ("kept", 1), ("late", 1), ("short", 1), ("dropped", 1))
    for score in judged:
        counts = [str(score.counts.get(name, 0)) for name in ("kept", "late", "short", "dropped")]
        drawn.add_row(name_of(ledger, score.promiser), str(score.n), *counts)
    return drawn
