"""``caspia ensemble``: how sure the flows are, and which fact moves them most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from caspia.cli.options import (
    AsJson,
    AsOf,
    ClusterAddress,
    Format,
    GoodNames,
    LedgerFile,
    OutFolder,
    OutputFormat,
    Quiet,
    ResumeFolder,
    ScenarioNames,
    Strict,
    WorkerCount,
    chosen_format,
    chosen_workers,
    opened,
)

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger import Ledger
    from caspia.scenarios.batch import Workers
    from caspia.scenarios.ensembles import Ensemble

_OFFERED = (
    OutputFormat.TABLE,
    OutputFormat.JSON,
    OutputFormat.CSV,
    OutputFormat.HTML,
    OutputFormat.PDF,
)
_NAME = "ensemble"


def ensemble_command(
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="Whole months: 2023, 2023-05 or 2022..2023.")
    ],
    draws: Annotated[int, typer.Option(metavar="N", help="How many draws.")] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", help="Another seed, another set of draws.")] = 0,
    workers: WorkerCount = 0,
    cluster: ClusterAddress = None,
    resume: ResumeFolder = None,
    good: GoodNames = None,
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Draw what is uncertain thousands of times: bands on what moves, and what to find out next.

    Times, costs, waits, capacities, demand and parameters are drawn from their intervals, together
    where a cause or a source is shared. Each draw shares freight among the routes of the plain run
    (docs/ensembles.md says what else it holds fixed). The same seed gives the same bytes, however
    the work is split.

    [dim]caspia ensemble --period 2023 --draws 1000[/dim]
    """
    from caspia.cli import answers

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    if chosen not in _OFFERED:
        answers.refuse(_NAME, chosen, _OFFERED)
    executor = _workers(workers, cluster, draws)
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    answer = _answer(known, (period, good), (draws, seed), (executor, resume), quiet=quiet)
    _give(answer, chosen, out)


def _workers(count: int, cluster: str | None, draws: int) -> Workers | None:
    from caspia.scenarios.batch import Processes

    chosen = chosen_workers(count, cluster)
    if not isinstance(chosen, Processes):
        return chosen
    # A few draws are done before another process has begun.
    return chosen if chosen.count > 1 and draws > 2 * chosen.count else None


def _answer(
    ledger: Ledger,
    what: tuple[str, list[str] | None],
    drawn: tuple[int, int],
    where: tuple[Workers | None, Path | None],
    *,
    quiet: bool,
) -> Ensemble:
    from caspia.cli.flows_goods import goods_of_names
    from caspia.cli.progress import counted
    from caspia.flows import solve
    from caspia.scenarios.ensembles import ensemble

    goods = goods_of_names(what[1] or ())
    with counted("Ensemble", quiet=quiet) as step:
        result = solve(ledger, what[0], goods=goods, done=step)
    with counted("Ensemble", quiet=quiet) as step:
        return ensemble(
            result,
            drawn[0],
            seed=drawn[1],
            executor=where[0],
            store=where[1],
            done=lambda number, total: step(f"{number} of {total} draws", number, total),
        )


def _give(answer: Ensemble, chosen: OutputFormat, out: Path | None) -> None:
    from caspia.cli import answers
    from caspia.cli.ensemble_text import print_ensemble

    if chosen == OutputFormat.TABLE:
        print_ensemble(answer)
        for kind in _OFFERED[1:] if out else ():
            typer.echo(answers.write_file(_content(answer, kind), f"{_NAME}.{kind}", out))
    elif chosen == OutputFormat.PDF:
        typer.echo(answers.write_file(_content(answer, chosen), f"{_NAME}.pdf", out))
    else:
        answers.give_text(_content(answer, chosen).decode(), f"{_NAME}.{chosen}", out)


def _content(answer: Ensemble, chosen: OutputFormat) -> bytes:
    from caspia.cli import answers
    from caspia.scenarios.ensembles.exports import as_plain, band_table

    if chosen == OutputFormat.JSON:
        return answers.as_json(as_plain(answer)).encode()
    if chosen == OutputFormat.CSV:
        return band_table(answer).write_csv().encode()
    from caspia.briefs.ensemble_page import ensemble_page
    from caspia.briefs.formats import render

    return render(ensemble_page(answer), "html" if chosen == OutputFormat.HTML else "pdf")
