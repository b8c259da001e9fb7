"""Flows for people: tables on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.cli import flows_tables
from caspia.cli.flows_tables import INSIDE, mt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from caspia.briefs.flow_answer import FlowAnswer
    from caspia.flows.text_table import TextTable

_WIDTH = 120
_MOST_STRANDED = 12


def print_flows(answer: FlowAnswer) -> None:
    """Print what moves, where it is tight, what is left behind, and how it meets the record."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    _say(console, "", summary(answer))
    _print(console, flows_tables.corridors(answer))
    _print(console, flows_tables.tight_links(answer))
    _say(console, "Stranded", _stranded(answer))
    _print(console, flows_tables.transit(answer))
    for table in flows_tables.crossing(answer):
        _print(console, table)
    _print(console, flows_tables.record(answer))
    _say(console, "", skill(answer))
    _say(console, "", foot(answer))


def summary(answer: FlowAnswer) -> Iterator[str]:
    """Yield what it is, how much moves, and how far it rests on assumptions."""
    from caspia.flows.exports import NOTE

    result = answer.result
    balance = result.balance
    only = f" of {answer.only}" if answer.only else ""
    yield f"Flows{only}, {result.region.period}, by {result.engine}. {NOTE}."
    share = balance.stranded / balance.demand if balance.demand else 0.0
    yield (
        f"{mt(balance.delivered)} Mt moved, {mt(balance.stranded)} Mt stranded ({share:.2%}); "
        f"{result.assumed_share:.0%} of what it rests on is assumed"
        f"{': indicative' if answer.indicative else ''}."
    )
    if answer.only:
        yield "What other goods take of the same room is not counted."


def _stranded(answer: FlowAnswer) -> Iterator[str]:
    cargo = answer.result.left_behind
    for one in cargo[:_MOST_STRANDED]:
        yield one.told()
    if len(cargo) > _MOST_STRANDED:
        rest = sum(one.tonnes for one in cargo[_MOST_STRANDED:])
        yield f"And {len(cargo) - _MOST_STRANDED} others, {mt(rest)} Mt: `caspia flows --json`."
    if not cargo:
        yield "Nothing: all demand moves."


def skill(answer: FlowAnswer) -> Iterator[str]:
    """Yield how much is compared, and the skill over all of it."""
    record, found = answer.record, answer.skill
    counting = sum(line.counts for line in record.lines)
    more = counting - len(answer.headlines)
    if answer.headlines:
        inside = any(one.line.inside for one in answer.headlines)
        mark = f"{INSIDE} inside the interval of the record. " if inside else ""
        yield f"{mark}Naive: the figure of the year before again."
    yield (
        f"{more} other figures that count, {len(record.lines) - counting} that overlap with them; "
        f"{len(record.not_compared)} not compared. `caspia flows --json` has all."
    )
    if found.median is None:
        yield "No skill: the record of the year before allows no naive forecast."
        return
    interval = "" if found.low is None else f", 90 % interval {found.low:.2f} to {found.high:.2f}"
    yield (
        f"Median skill against naive forecasts {found.median:.2f} (n = {found.n}{interval}): "
        "1 is perfect, 0 as good as they are, below 0 worse."
    )


def foot(answer: FlowAnswer) -> Iterator[str]:
    """Yield whether it adds up, what was left out, and how many rows it rests on."""
    balance, left = answer.result.balance, answer.left_out()
    word = "holds" if balance.holds else "DOES NOT HOLD"
    yield (
        f"Balance {word}: demand {mt(balance.demand)} = delivered {mt(balance.delivered)} + "
        f"stranded {mt(balance.stranded)} Mt; sent {mt(balance.sent)} = delivered + lost "
        f"{mt(balance.lost)} Mt. Largest violation {balance.imbalance:.0e}, "
        f"of limits {balance.breach:.0e}."
    )
    if left:
        names = ", ".join(one["permission_id"] for one in left)
        yield f"Left out, since no share of any cargo follows from their words: {names}."
    rows = answer.behind
    yield (
        f"Rests on {len(rows.rows):,} rows. `caspia flows --json` has each link with its rows; "
        "`caspia why ID` opens one."
    )


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
        right: dict[str, Any] = {"justify": "right", "no_wrap": True}
        grid.add_column(column, overflow="fold", **(right if column in table.rights else {}))
    for row in table.rows:
        grid.add_row(*row)
    console.print(grid if table.rows else "Nothing.")
