"""``caspia ledger``: check and add your own facts and other people's files, take tables away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from caspia.cli.options import AsJson, AsOf, LedgerFile, Quiet, Strict, opened

if TYPE_CHECKING:
    from caspia.ledger import Layer

ledger_app = typer.Typer(
    help="Check and add your own facts and other people's files; take tables away.",
    no_args_is_help=True,
)

FactsFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="Your own facts: CSV with the columns of one table and its source in the same line, "
        "or a folder of CSV files named after tables (docs/ledger.md). Or a file of Comtrade, "
        "WITS, the World Bank, the IMF and others (docs/importers.md).",
    ),
]


@ledger_app.command("check")
def check_command(
    file: FactsFile, ledger: LedgerFile = None, as_json: AsJson = False, quiet: Quiet = False
) -> None:
    """Say what a file would add, or list every row that is wrong; nothing is changed."""
    known = opened(None, ledger, strict=False, quiet=quiet)
    _check(file, known.layers, as_json=as_json, quiet=quiet)


@ledger_app.command("add")
def add_command(
    file: FactsFile, ledger: LedgerFile = None, as_json: AsJson = False, quiet: Quiet = False
) -> None:
    """Add the rows of a file to your ledger, all or none.

    [dim]caspia ledger add facts.csv --ledger mine.duckdb[/dim]
    """
    from caspia.errors import BadInputError

    reference = opened(None, None, strict=False, quiet=quiet).layers
    if ledger is None:
        _check(file, reference, as_json=False, quiet=True)
        raise BadInputError(
            "The rows are good, but there is no ledger to add them to. "
            "Say where yours is kept (it is made if need be): --ledger mine.duckdb."
        )
    _add(file, ledger, reference, as_json=as_json, quiet=quiet)


@ledger_app.command("export")
def export_command(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="Name of a table.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv, .parquet or .xlsx.")],
    as_of: AsOf = None,
    strict: Strict = False,
    ledger: LedgerFile = None,
    quiet: Quiet = False,
) -> None:
    """Write a table, as it was known on a day, to a file."""
    from caspia.ledger import write_table

    known = opened(as_of, ledger, strict=strict, quiet=quiet)
    typer.echo(write_table(known, table, file))


def _check(file: Path, layers: tuple[Layer, ...], *, as_json: bool, quiet: bool) -> None:
    from caspia.cli.additions import say_addition, say_preview
    from caspia.cli.progress import counted
    from caspia.importers import plan_import, recognise
    from caspia.ledger import check_file

    if recognise(file) is None:
        say_addition(check_file(file, layers), "would add", as_json=as_json)
        return
    with counted("Looking", quiet=quiet) as step:
        preview = plan_import(file, layers, step)
    say_preview(preview, "would add", as_json=as_json)


def _add(
    file: Path, target: Path, layers: tuple[Layer, ...], *, as_json: bool, quiet: bool
) -> None:
    from caspia.cli.additions import say_addition, say_preview
    from caspia.cli.progress import counted
    from caspia.importers import add_import, recognise
    from caspia.ledger import add_file

    if recognise(file) is None:
        added = add_file(file, target, layers)
        say_addition(added, f"added to {target}", as_json=as_json)
        return
    with counted("Adding", quiet=quiet) as step:
        add_import(file, target, layers, lambda it: say_preview(it, "adds", as_json=as_json), step)
    if not as_json:
        typer.echo(f"{file}: added to {target}.")
