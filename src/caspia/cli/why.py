"""``caspia why``: what a row or a printed figure rests on."""

from __future__ import annotations

from dataclasses import asdict
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
from caspia.cli.terminal import terminal

if TYPE_CHECKING:
    from rich.tree import Tree

    from caspia.ledger import Evidence, Why


def why_command(
    asked: Annotated[
        str, typer.Argument(metavar="ID", help="A row's id, or a figure's as printed in a brief.")
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
    """Show the tree from a number to rows, sources and rivals.

    [dim]caspia why 2024-03-11-baku[/dim]

    [dim]caspia why brief:AZE-KAZ:2024-05-31:trade.turnover.2023.KAZ[/dim]

    [dim]caspia why reconcile:trade_turnover.AZE-KAZ.2023-01-01_2024-01-01[/dim]

    [dim]caspia why tie:AZE-KAZ:2024-05[/dim]

    [dim]caspia why assumption:handling_cost.ferry[/dim]
    """
    from caspia.briefs.explained import explained
    from caspia.cli import answers
    from caspia.cli.progress import working
    from caspia.ledger import provenance

    chosen = chosen_format(given, as_json=as_json) or OutputFormat.TABLE
    known = opened(as_of, ledger, scenario, strict=strict, quiet=quiet)
    with working("Looking for it", quiet=quiet):
        tree = explained(known, asked)
    if chosen == OutputFormat.TABLE:
        _print(tree)
    elif chosen == OutputFormat.JSON:
        told = {**asdict(tree), "provenance": provenance(known)}
        answers.give_text(answers.as_json(told), "why.json", out)
    else:
        answers.refuse("why", chosen, ("table", "json"))


def _print(why: Why) -> None:
    console = terminal()
    console.print(_tree(why))


def _tree(why: Why) -> Tree:
    from rich.markup import escape
    from rich.tree import Tree

    tree = Tree(f"[bold]{escape(why.says)}[/bold]  [dim]{escape(why.id)}[/dim]")
    for evidence in why.evidence:
        tree.add(_said(evidence))
    for reason, rival in why.rivals:
        branch = _tree(rival)
        branch.label = f"[bold red]rival[/bold red] ({escape(reason)}): {branch.label}"
        tree.add(branch)
    for reason, other in why.beside:
        branch = _tree(other)
        branch.label = f"[bold]beside it[/bold] ({escape(reason)}): {branch.label}"
        tree.add(branch)
    for part in why.parts:
        tree.add(_tree(part))
    return tree


def _said(evidence: Evidence) -> str:
    from rich.markup import escape

    from caspia.ledger import dated

    kind = "scenario" if evidence.source_id.startswith("scenario:") else ""
    when = dated(evidence.published, kind)
    said = f"source {evidence.source_id}: {evidence.publisher}, {evidence.title} ({when})"
    known = f"known from {evidence.known_from}" if evidence.known_from.year > 1 else "always known"
    more = [
        f"on {evidence.field}" if evidence.field else "",
        f'quoted "{evidence.quoted}"' if evidence.quoted else "",
        evidence.note,
        f"{known} ({evidence.grade})",
        evidence.url,
    ]
    return f"{escape(said)}\n[dim]{escape('; '.join(part for part in more if part))}[/dim]"
