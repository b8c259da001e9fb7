"""Answers on their way out: to the terminal, as text, or into files."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from caspia.cli.terminal import grid, terminal
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.ledger import Fact, Ledger

_DEFAULT_FOLDER = Path("out")


def give_text(text: str, name: str, out: Path | None) -> None:
    """Print a text, or write it to a file of a folder and say where."""
    if out is None:
        typer.echo(text, nl=not text.endswith("\n"))
    else:
        typer.echo(write_file(text.encode(), name, out))


def write_file(content: bytes, name: str, out: Path | None) -> Path:
    """Write a file whole or not at all; the folder is ``out`` where none is given.

    Raises
    ------
    BadInputError
        The folder cannot be written to.
    """
    folder = out or _DEFAULT_FOLDER
    target = folder / name
    unfinished = folder / f"{name}.unfinished"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as fault:
        raise BadInputError(
            f"{target} cannot be written: {fault.strerror or fault}. Give another folder by --out."
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def refuse(command: str, chosen: str, offered: Sequence[str]) -> NoReturn:
    """Say that a command has no such format, and which it has.

    Raises
    ------
    BadInputError
        Always.
    """
    raise BadInputError(f"{command} has no format {chosen}. Use --format {', '.join(offered)}.")


def as_json(value: object) -> str:
    """Write JSON for people: two spaces, dates as ISO text."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=_plain)


def facts_as_json(ledger: Ledger, facts: Sequence[Fact]) -> str:
    """Return facts with their cells, sources and the provenance of the search."""
    from caspia.ledger import provenance

    rows = [
        {
            "id": fact.row.id,
            "says": fact.says,
            "cells": dict(fact.row.cells),
            "known_from": fact.row.known_from,
            "grade": fact.row.grade,
            "sources": fact.sources,
            "rivals": list(ledger.rivals(fact.row.id)),
        }
        for fact in facts
    ]
    return as_json({"facts": rows, "provenance": provenance(ledger)})


def facts_as_csv(facts: Sequence[Fact], table: str) -> str:
    """Return facts as CSV with the columns of their table, then their sources and known time."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    header, rows = _grid(facts, table)
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()


def write_facts(facts: Sequence[Fact], table: str, ending: str, out: Path | None) -> None:
    """Write facts as an Excel or Parquet file and say where."""
    import polars as pl

    header, rows = _grid(facts, table)
    frame = pl.DataFrame(rows, schema=header, orient="row", infer_schema_length=None)
    stream = io.BytesIO()
    if ending == "xlsx":
        frame.write_excel(stream, worksheet=table)
    else:
        frame.write_parquet(stream)
    typer.echo(write_file(stream.getvalue(), f"facts.{ending}", out))


def print_facts(facts: Sequence[Fact], table: str) -> None:
    """Print facts as a table for people."""
    console = terminal()
    drawn = grid()
    drawn.add_column("what", ratio=5, overflow="fold")
    drawn.add_column("source", ratio=2, overflow="fold")
    drawn.add_column("id", ratio=3, overflow="fold", style="dim")
    for fact in facts:
        drawn.add_row(fact.says, ", ".join(fact.sources), fact.row.id)
    if facts:
        console.print(drawn)
    noun = "row" if len(facts) == 1 else "rows"
    console.print(f"{len(facts)} {noun} of {table}. `caspia why ID` shows what one rests on.")


def _grid(facts: Sequence[Fact], table: str) -> tuple[list[str], list[list[Any]]]:
    from caspia.ledger import table_named

    names = table_named(table).names
    header = [*names, "sources", "known_from", "grade"]
    rows = [
        [
            *_flat(fact.row.cells, names),
            ";".join(fact.sources),
            fact.row.known_from,
            fact.row.grade,
        ]
        for fact in facts
    ]
    return header, rows


def _flat(cells: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    return [";".join(cells[n]) if isinstance(cells[n], list) else cells[n] for n in names]


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON. Convert it first.")
