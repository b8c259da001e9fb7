"""``caspia ensemble``: how sure the flows are, and which fact moves them most."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
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
    jobs: Annotated[
        int, typer.Option(metavar="N", help="Processes of this machine; 0 for one per processor.")
    ] = 0,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A Dask scheduler: tcp://host:port, instead of jobs."),
    ] = None,
    resume: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Keep draws in this folder; a run with the same folder goes on where one stopped.",
        ),
    ] = None,
    good: Annotated[
        list[str] | None,
        typer.Option(metavar="G", help="Only this good, e.g. gas; give it again for others."),
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
    workers = _workers(jobs, cluster, draws)
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    answer = _answer(known, (period, good), (draws, seed), (workers, resume), quiet=quiet)
    _give(answer, chosen, out)


def _workers(jobs: int, cluster: str | None, draws: int) -> Workers | None:
    from caspia.scenarios.batch import Cluster, Processes

    if cluster:
        return Cluster(cluster)
    processes = Processes(jobs)
    # A few draws are done before another process has begun.
    return processes if processes.count > 1 and draws > 2 * processes.count else None


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
