"""``caspia facts``: search the ledger."""

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
    from caspia.ledger import Fact, Ledger, Question


def facts_command(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="Words that must occur in what a row says."),
    ] = None,
    table: Annotated[
        str, typer.Option(metavar="TABLE", help="Where to look: events, agreements …")
    ] = ("observations"),
    series: Annotated[
        str | None, typer.Option(metavar="ID", help="Series of figures, e.g. trade_turnover.")
    ] = None,
    pair: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Both parties, in either order.")
    ] = None,
    party: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A party; may be repeated.")
    ] = None,
    good: Annotated[
        str | None, typer.Option(metavar="ID", help="A good, e.g. natural_gas.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="2023, 2023-05, 2023-Q2 or 2019..2023.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Must hold on this day.")] = None,
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    scenario: ScenarioNames = None,
    out: OutFolder = None,
    given: Format = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Search the ledger.

    [dim]caspia facts --series trade_turnover --pair AZE KAZ[/dim]

    [dim]caspia facts swap --table agreements --on 2023-06-01[/dim]
    """
    from caspia.ledger import Question, read_day, read_period, search

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    question = Question(
        table=table,
        series=series,
        good=good,
        parties=(*(pair or ()), *(party or ())),
        period=read_period(period) if period else None,
        on=read_day(on) if on else None,
        words=" ".join(words or ()),
    )
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    _give(known, question, search(known, question), chosen, out)


def _give(
    ledger: Ledger,
    question: Question,
    facts: tuple[Fact, ...],
    chosen: OutputFormat,
    out: OutFolder,
) -> None:
    from caspia.cli import answers

    if chosen == OutputFormat.TABLE:
        answers.print_facts(facts, question.table)
    elif chosen == OutputFormat.JSON:
        answers.give_text(answers.facts_as_json(ledger, facts), "facts.json", out)
    elif chosen == OutputFormat.CSV:
        answers.give_text(answers.facts_as_csv(facts, question.table), "facts.csv", out)
    elif chosen in (OutputFormat.XLSX, OutputFormat.PARQUET):
        answers.write_facts(facts, question.table, chosen, out)
    else:
        answers.refuse("facts", chosen, ("table", "json", "csv", "xlsx", "parquet"))
