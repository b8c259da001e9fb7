"""``caspia mediators``: who hosts and who mediates between two parties, as known on a day."""

from __future__ import annotations

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
    from caspia.relations import Mediators

_PAGES = (OutputFormat.HTML, OutputFormat.MARKDOWN, OutputFormat.PDF)


def mediators_command(
    a: Annotated[str, typer.Argument(metavar="A", help="State: code, id or name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    on: Annotated[
        str, typer.Option(metavar="DATE", help="The day; features are those of the day before.")
    ],
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Rank who hosts and who mediates between two parties, with reasons and a back-test.

    Hosting is not mediating: each has its own ranking, with bands and the odds of the ranks. States
    of which too little is known are listed, never ranked low. Known is what was out by the end of
    --as-of, else of --on. Ranks describe past practice and recommend nothing.

    [dim]caspia mediators ARM AZE --on 2024-04-30[/dim]
    """
    from caspia.cli.progress import working

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    known = opened(as_of or on, ledger, scenario, strict=strict, quiet=quiet)
    with working("Candidates, and how such rankings did before", quiet=quiet):
        from caspia.relations import mediators

        found = mediators(known, a, b, on)
    _give(found, chosen, out)


def _give(found: Mediators, chosen: OutputFormat, out: OutFolder) -> None:
    from caspia.cli import answers, mediators_text
    from caspia.relations.mediator_exports import mediators_as_csv, mediators_as_plain

    name = f"mediators-{found.a}-{found.b}-{found.on}"
    if chosen == OutputFormat.TABLE:
        mediators_text.print_mediators(found)
    elif chosen == OutputFormat.JSON:
        answers.give_text(answers.as_json(mediators_as_plain(found)), f"{name}.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(mediators_as_csv(found), f"{name}.csv", out)
    elif chosen in _PAGES:
        _give_page(found, chosen, name, out)
    else:
        answers.refuse("mediators", chosen, ("table", "json", "csv", "html", "pdf", "markdown"))


def _give_page(found: Mediators, chosen: OutputFormat, name: str, out: OutFolder) -> None:
    from caspia.briefs import mediators_page, render
    from caspia.cli import answers

    content = render(mediators_page(found), chosen)
    if chosen == OutputFormat.PDF:
        typer.echo(answers.write_file(content, f"{name}.pdf", out))
    else:
        ending = "md" if chosen == OutputFormat.MARKDOWN else str(chosen)
        answers.give_text(content.decode(), f"{name}.{ending}", out)
