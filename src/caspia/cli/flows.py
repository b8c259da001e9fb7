"""``caspia flows``: what moves in a period, where it chokes, and how that meets the record."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from caspia.cli.options import (
    AsJson,
    AsOf,
    Format,
    GoodNames,
    LedgerFile,
    OutFolder,
    OutputFormat,
    Quiet,
    ScenarioNames,
    Strict,
    chosen_format,
    opened,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from caspia.briefs.flow_answer import FlowAnswer
    from caspia.flows import FlowResult
    from caspia.ledger import Ledger

    Step = Callable[[str, int, int], None]

_OFFERED = (OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.CSV, OutputFormat.HTML)
_FINDING = 1


class EngineName(StrEnum):
    """How freight is sent."""

    CHOICE = "choice"
    LEAST_COST = "least-cost"


def flows_command(
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="Whole months: 2023, 2023-05 or 2022..2023.")
    ],
    good: GoodNames = None,
    engine: Annotated[
        EngineName,
        typer.Option(
            metavar="ENGINE",
            help="choice: freight spreads over routes by cost and time; least-cost: all goes by "
            "the cheapest plan. Gas always does.",
        ),
    ] = EngineName.CHOICE,
    over: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Tell whose cargo crosses a link, line or node too."),
    ] = None,
    fail_if_stranded: Annotated[
        bool, typer.Option("--fail-if-stranded", help="Exit code 1 where cargo is left behind.")
    ] = False,
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Work out what moves in a period, where it chokes, and how that meets the record.

    A model result, not an observation. The answer is a table, JSON, the links as CSV, or a page
    with a map (html). With --out it also writes links, routes, stranded and prices as Parquet,
    links.geojson, flows.xlsx, record.json and the map as flows.html, flows.svg and flows.png.

    [dim]caspia flows --period 2023 --over tanap[/dim]
    """
    from caspia.briefs.flow_answer import FlowAnswer
    from caspia.cli.flows_goods import goods_of_names
    from caspia.cli.progress import counted

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    _require_format(chosen)
    goods = goods_of_names(good or ())
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    _require_places(known, over or ())
    with counted("Flows", quiet=quiet) as step:
        answer = FlowAnswer(_solved(known, period, (goods, engine), step), tuple(over or ()))
        files = _made(answer, chosen, with_files=out is not None, step=step)
    _give(answer, chosen, files, out)
    if fail_if_stranded and answer.result.left_behind:
        raise typer.Exit(_FINDING)


def _require_places(ledger: Ledger, places: Iterable[str]) -> None:
    """Refuse a place that is not there before anything is worked out."""
    from caspia.flows.tracing import members_of

    for place in places:
        members_of(ledger, place)


def _require_format(chosen: OutputFormat) -> None:
    from caspia.cli import answers

    if chosen not in _OFFERED:
        answers.refuse("flows", chosen, _OFFERED)


def _solved(
    ledger: Ledger, period: str, how: tuple[tuple[str, ...] | None, EngineName], step: Step
) -> FlowResult:
    from caspia.flows import solve

    goods, engine = how

    def done(name: str, number: int, total: int) -> None:
        # What is told of a result takes about a third of the time again.
        step(name, number, total + total // 3)

    return solve(ledger, period, goods=goods, engine=engine.value, done=done)


def _made(
    answer: FlowAnswer, chosen: OutputFormat, *, with_files: bool, step: Step
) -> dict[str, bytes]:
    """Work out what is told and return it as files by name; for the table only those beside it."""
    from caspia.cli.flows_files import flow_files

    if chosen != OutputFormat.CSV or with_files:
        step("what room is worth", 15, 20)
        _ = answer.tables
        step("beside the record", 18, 20)
        _ = answer.skill
    step("files", 19, 20)
    told = {} if chosen == OutputFormat.TABLE else {f"flows.{chosen}": _text(answer, chosen)}
    return {**told, **(flow_files(answer) if with_files else {})}


def _text(answer: FlowAnswer, chosen: OutputFormat) -> bytes:
    from caspia.briefs.flow_exports import flows_as_plain
    from caspia.cli import answers, flows_page
    from caspia.flows.exports import as_csv

    if chosen == OutputFormat.JSON:
        return answers.as_json(flows_as_plain(answer)).encode()
    if chosen == OutputFormat.CSV:
        return as_csv(answer.links).encode()
    return flows_page.flows_page(answer).encode()


def _give(
    answer: FlowAnswer, chosen: OutputFormat, files: dict[str, bytes], out: Path | None
) -> None:
    from caspia.cli import answers
    from caspia.cli.flows_text import print_flows

    if chosen == OutputFormat.TABLE:
        print_flows(answer)
    for name, content in files.items():
        if out is None:
            answers.give_text(content.decode(), name, None)
        else:
            typer.echo(answers.write_file(content, name, out))
