"""``caspia stress``: what is lost if one link, node or agreement is taken out."""

from __future__ import annotations

from enum import StrEnum
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
from caspia.cli.terminal import NARROW, print_table, say, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.scenarios.stress import Stress

_OFFERED = (
    OutputFormat.TABLE,
    OutputFormat.JSON,
    OutputFormat.CSV,
    OutputFormat.HTML,
    OutputFormat.PDF,
)
_NAME = "stress"


class KindName(StrEnum):
    """What is taken out."""

    LINKS = "links"
    NODES = "nodes"
    AGREEMENTS = "agreements"


def stress_command(
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="Whole months: 2024-05; a year takes long.")
    ],
    kind: Annotated[
        list[KindName] | None,
        typer.Option(metavar="KIND", help="links, nodes, agreements; again for several."),
    ] = None,
    demand: Annotated[
        float, typer.Option(metavar="X", help="What wants to move, as a multiple, e.g. 1.5.")
    ] = 1.0,
    pairs: Annotated[
        bool, typer.Option("--pairs", help="Take out each pair of the thirty worst links too.")
    ] = False,
    good: GoodNames = None,
    workers: WorkerCount = 1,
    cluster: ClusterAddress = None,
    resume: ResumeFolder = None,
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Take out every link, place and agreement in turn, and rank what is lost.

    Ranked by what is left behind, then by what carriage costs more, then by how much else would
    have to open. A model result. Every loss starts from the same solved month.

    [dim]caspia stress --period 2024-05 --kind agreements[/dim]
    """
    from caspia.cli import answers
    from caspia.cli.flows_goods import goods_of_names
    from caspia.cli.progress import counted
    from caspia.errors import BadInputError
    from caspia.scenarios.stress import KINDS, stress

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    if chosen not in _OFFERED:
        answers.refuse(_NAME, chosen, _OFFERED)
    if pairs and kind and KindName.LINKS not in kind:
        raise BadInputError("--pairs takes out links. Add --kind links, or leave --kind out.")
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    with counted("Stress", quiet=quiet) as step:
        found = stress(
            known,
            period,
            kinds=[one for one in KINDS if not kind or one in kind],
            demand=demand,
            goods=goods_of_names(good or ()),
            pairs=pairs,
            executor=chosen_workers(workers, cluster),
            store=resume,
            done=step,
        )
    _give(found, chosen, out)


def _give(found: Stress, chosen: OutputFormat, out: Path | None) -> None:
    from caspia.cli import answers

    if chosen == OutputFormat.TABLE:
        _print(found)
        for kind in _OFFERED[1:] if out else ():
            typer.echo(answers.write_file(_content(found, kind), f"{_NAME}.{kind}", out))
    elif chosen == OutputFormat.PDF:
        typer.echo(answers.write_file(_content(found, chosen), f"{_NAME}.pdf", out))
    else:
        answers.give_text(_content(found, chosen).decode(), f"{_NAME}.{chosen}", out)


def _content(found: Stress, chosen: OutputFormat) -> bytes:
    from caspia.cli import answers
    from caspia.scenarios.stress.exports import stress_as_csv, stress_as_plain

    if chosen == OutputFormat.JSON:
        return answers.as_json(stress_as_plain(found)).encode()
    if chosen == OutputFormat.CSV:
        return stress_as_csv(found).encode()
    from caspia.briefs.formats import render
    from caspia.briefs.stress_page import stress_page

    return render(stress_page(found), "html" if chosen == OutputFormat.HTML else "pdf")


def _print(found: Stress) -> None:

    from caspia.scenarios.stress.tables import TITLES, foot, leaned, losses_table

    console = terminal(NARROW)
    region = found.result.region
    grown = f" at {found.demand:g} times the demand" if found.demand != 1 else ""
    console.print(f"Stress, {region.period}{grown}. Model result, no observation.", highlight=False)
    for kind in TITLES:
        if found.of(kind):
            print_table(console, losses_table(found, kind))
    console.print()
    said = leaned(found)
    say(console, "", (*([f"{said}."] if said else ()), *foot(found)))
