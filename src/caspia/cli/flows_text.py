"""Flows for people: tables on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.cli import flows_tables
from caspia.cli.flows_tables import INSIDE, mt
from caspia.cli.terminal import NARROW, print_table, say, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.briefs.flow_answer import FlowAnswer

_MOST_STRANDED = 12


def print_flows(answer: FlowAnswer) -> None:
    """Print what moves, where it is tight, what is left behind, and how it meets the record."""
    console = terminal(NARROW)
    say(console, "", summary(answer))
    print_table(console, flows_tables.corridors(answer))
    print_table(console, flows_tables.tight_links(answer))
    say(console, "Stranded", _stranded(answer))
    print_table(console, flows_tables.transit(answer))
    for table in flows_tables.crossing(answer):
        print_table(console, table)
    print_table(console, flows_tables.record(answer))
    say(console, "", skill(answer))
    say(console, "", foot(answer))


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
