"""``caspia ledger``: check and add your own facts, take tables away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from caspia.cli.options import AsJson, AsOf, LedgerFile, Quiet, Strict, opened

if TYPE_CHECKING:
    from caspia.ledger import Addition

ledger_app = typer.Typer(
    help="Check and add your own facts; take tables away.", no_args_is_help=True
)

FactsFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="CSV with the columns of one table and its source in the same line, or a folder of "
        "CSV files named after tables. docs/ledger.md has the columns.",
    ),
]


@ledger_app.command("check")
def check_command(
    file: FactsFile, ledger: LedgerFile = None, as_json: AsJson = False, quiet: Quiet = False
) -> None:
    """Say what a file would add, or list every row that is wrong; nothing is changed."""
    from caspia.ledger import check_file  # noqa: PLC0415

    known = opened(None, ledger, strict=False, quiet=quiet)
    _say(check_file(file, known.layers), "would add", as_json=as_json)


@ledger_app.command("add")
def add_command(
    file: FactsFile, ledger: LedgerFile = None, as_json: AsJson = False, quiet: Quiet = False
) -> None:
    """Add the rows of a file to your ledger, all or none.

    [dim]caspia ledger add facts.csv --ledger mine.duckdb[/dim]
    """
    from caspia.errors import BadInputError  # noqa: PLC0415
    from caspia.ledger import add_file, check_file  # noqa: PLC0415

    reference = opened(None, None, strict=False, quiet=quiet).layers
    if ledger is None:
        check_file(file, reference)
        raise BadInputError(
            "The rows are good, but there is no ledger to add them to. "
            "Say where yours is kept (it is made if need be): --ledger mine.duckdb."
        )
    _say(add_file(file, ledger, reference), f"added to {ledger}", as_json=as_json)


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
    from caspia.ledger import write_table  # noqa: PLC0415

    known = opened(as_of, ledger, strict=strict, quiet=quiet)
    typer.echo(write_table(known, table, file))


def _say(addition: Addition, verb: str, *, as_json: bool) -> None:
    from dataclasses import asdict  # noqa: PLC0415

    from caspia.cli import answers  # noqa: PLC0415

    if as_json:
        typer.echo(answers.as_json(asdict(addition)))
        return
    new = _counts(addition.new) or "nothing new"
    replaced = f"; replaces {_counts(addition.replaced)}" if addition.replaced else ""
    typer.echo(f"{addition.file}: {verb}: {new}{replaced}.")


def _counts(by_table: dict[str, int]) -> str:
    return ", ".join(f"{count} {table}" for table, count in sorted(by_table.items()))
