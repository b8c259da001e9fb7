"""``caspia whatif``: what a scenario changes, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from caspia.cli.flows import EngineName
from caspia.cli.options import (
    AsJson,
    AsOf,
    Format,
    GoodNames,
    LedgerFile,
    OutFolder,
    OutputFormat,
    Quiet,
    Strict,
    WorkerCount,
    chosen_format,
    chosen_workers,
    opened,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from caspia.ledger import Ledger
    from caspia.scenarios import Scenario
    from caspia.scenarios.batch import Workers
    from caspia.scenarios.whatif import WhatIf

_OFFERED = (
    OutputFormat.TABLE,
    OutputFormat.JSON,
    OutputFormat.CSV,
    OutputFormat.HTML,
    OutputFormat.PDF,
)
_NAME = "whatif"


def whatif_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME...", help="Presets or YAML files; several hold together as one scenario."
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            metavar="PERIOD", help="Whole months: 2024, 2024-05; else the scenario's own."
        ),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Compare with this scenario instead of the ledger as it is."
        ),
    ] = None,
    ferry: Annotated[
        str | None,
        typer.Option(
            metavar="LINE",
            help="Let the wait for this line follow from its load, e.g. kuryk-alat or "
            "sea-aktau-alat; solves the period several times more.",
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the presets.")] = False,
    ranked: Annotated[
        bool,
        typer.Option(
            "--rank-projects",
            help="Instead of a scenario: build each planned project early, and rank them by what "
            "they carry and save per dollar of cost.",
        ),
    ] = False,
    good: GoodNames = None,
    engine: Annotated[
        EngineName, typer.Option(metavar="ENGINE", help="As for `caspia flows`.")
    ] = EngineName.CHOICE,
    workers: WorkerCount = 1,
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Work out what a scenario changes: causes, links, routes, bottlenecks, who wins and loses.

    A scenario is the ledger with a few more rows: an agreement suspended, a link closed or built,
    a capacity, time, cost, demand or price changed (docs/scenarios.md says how to write one). The
    flows are solved without and with it, and for every set of its causes, so that the parts of the
    causes add up to the difference. Takes some seconds for a month, a minute or more for a year.
    The page (html, pdf) has two maps side by side.

    [dim]caspia whatif cpc-outage --period 2023-05[/dim]
    """
    from caspia.errors import BadInputError

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    how = good, engine, chosen_workers(workers)
    if ranked:
        from caspia.cli.whatif_projects import give_ranking, span_of_ranking

        span = span_of_ranking(period, chosen, other=bool(names or against or ferry or listed))
        known = opened(as_of, ledger, strict=strict, quiet=quiet)
        give_ranking(known, span, how, (chosen, out), quiet=quiet)
        return
    _require_format(chosen)
    if listed:
        _list_presets(chosen)
        return
    if not names:
        raise BadInputError("No scenario is named. `caspia whatif --list` lists the presets.")
    asked, other = _composed(names), _composed(against) if against else None
    known = opened(as_of, ledger, strict=strict, quiet=quiet)
    span = _period(asked, period)
    answer = _answer(known, (asked, other), (span, ferry), how, quiet=quiet)
    _give(answer, chosen, out)


def _require_format(chosen: OutputFormat) -> None:
    from caspia.cli import answers

    if chosen not in _OFFERED:
        answers.refuse(_NAME, chosen, _OFFERED)


def _composed(names: Sequence[str]) -> Scenario:
    from caspia.scenarios import composed, scenario

    return composed([scenario(name) for name in names])


def _period(asked: Scenario, given: str | None) -> str:
    from caspia.errors import BadInputError

    period = given or asked.period
    if not period:
        raise BadInputError(f"{asked.name} names no period. Give one: --period 2024.")
    return period


def _answer(
    ledger: Ledger,
    scenarios: tuple[Scenario, Scenario | None],
    when: tuple[str, str | None],
    how: tuple[list[str] | None, EngineName, Workers | None],
    *,
    quiet: bool,
) -> WhatIf:
    from caspia.cli.flows_goods import goods_of_names
    from caspia.cli.progress import counted
    from caspia.scenarios.ferry_waiting import with_waiting
    from caspia.scenarios.whatif import what_if

    (asked, other), (period, ferry) = scenarios, when
    goods, engine, executor = goods_of_names(how[0] or ()), how[1], how[2]
    with counted("What if", quiet=quiet) as step:
        if ferry:
            ledger, asked = with_waiting(
                ledger,
                asked,
                _line(ledger, ferry),
                period,
                goods=goods,
                engine=engine.value,
                done=step,
            )
        return what_if(
            ledger,
            asked,
            period,
            against=other,
            goods=goods,
            engine=engine.value,
            executor=executor,
            done=step,
        )


def _line(ledger: Ledger, name: str) -> str:
    """Return the id of a line by its id or its two ports."""
    for link in (name, f"ferry-{name}", f"sea-{name}"):
        if ledger.find(link) is not None:
            return link
    return name


def _give(answer: WhatIf, chosen: OutputFormat, out: Path | None) -> None:
    from caspia.cli import answers
    from caspia.cli.whatif_text import print_what_if

    if chosen == OutputFormat.TABLE:
        print_what_if(answer)
    else:
        content = _content(answer, chosen)
        if chosen == OutputFormat.PDF:
            typer.echo(answers.write_file(content, f"{_NAME}.pdf", out))
            return
        answers.give_text(content.decode(), f"{_NAME}.{chosen}", out)
        return
    for kind in _OFFERED[1:] if out else ():
        typer.echo(answers.write_file(_content(answer, kind), f"{_NAME}.{kind}", out))


def _content(answer: WhatIf, chosen: OutputFormat) -> bytes:
    from caspia.cli import answers
    from caspia.scenarios.exports import as_plain, effect_table

    if chosen == OutputFormat.JSON:
        return answers.as_json(as_plain(answer)).encode()
    if chosen == OutputFormat.CSV:
        return effect_table(answer).write_csv().encode()
    from caspia.briefs.whatif_page import whatif_html, whatif_pdf

    return whatif_html(answer).encode() if chosen == OutputFormat.HTML else whatif_pdf(answer)


def _list_presets(chosen: OutputFormat) -> None:
    from caspia.cli import answers
    from caspia.cli.whatif_text import print_presets
    from caspia.scenarios import presets, scenario
    from caspia.scenarios.exports import of_scenario

    found = [scenario(name) for name in presets()]
    if chosen == OutputFormat.JSON:
        typer.echo(answers.as_json({"presets": [of_scenario(one) for one in found]}))
    else:
        print_presets(found)
